//! One sentence: its key and what it speaks of.

use std::sync::Arc;

use super::Key;
use crate::date::Date;
use crate::error::{Lang, fill};
use crate::num::Fraction;
use crate::text::{Id, Text};

/// What a sentence speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Arg {
    Word(Word),
    Number(Fraction),
    Label(Text),
    /// A day; none is an open end.
    Day(Option<Date>),
    Nested(Message),
}

/// A text that a sentence quotes; that of an id is not copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word(Arc<str>);

impl From<&Id> for Word {
    fn from(id: &Id) -> Self {
        Self(id.shared())
    }
}

impl From<Id> for Word {
    fn from(id: Id) -> Self {
        Self(id.shared())
    }
}

impl From<&str> for Word {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for Word {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

/// A sentence of the catalogue with its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) key: Key,
    pub(crate) args: Vec<(&'static str, Arg)>,
}

impl Message {
    pub(crate) const fn new(key: Key) -> Self {
        Self { key, args: Vec::new() }
    }

    fn with(mut self, name: &'static str, arg: Arg) -> Self {
        self.args.push((name, arg));
        self
    }

    pub(crate) fn word(self, name: &'static str, word: impl Into<Word>) -> Self {
        self.with(name, Arg::Word(word.into()))
    }

    pub(crate) fn number(self, name: &'static str, number: &Fraction) -> Self {
        self.with(name, Arg::Number(number.clone()))
    }

    pub(crate) fn day(self, name: &'static str, day: Option<Date>) -> Self {
        self.with(name, Arg::Day(day))
    }

    pub(crate) fn label(self, name: &'static str, label: &Text) -> Self {
        self.with(name, Arg::Label(label.clone()))
    }

    pub(crate) fn nested(self, name: &'static str, message: Self) -> Self {
        self.with(name, Arg::Nested(message))
    }

    pub(crate) fn render(&self, lang: Lang) -> String {
        let find =
            |name: &str| self.args.iter().find(|(key, _)| *key == name).map(|(_, arg)| arg.render(lang));
        fill(self.key.template(lang), find)
    }
}

impl Arg {
    pub(crate) fn render(&self, lang: Lang) -> String {
        match self {
            Self::Word(word) => word.0.as_ref().to_owned(),
            Self::Number(number) => show(number, lang),
            Self::Label(text) => text.get(lang).to_owned(),
            Self::Day(None) => "…".to_owned(),
            Self::Day(Some(day)) => match lang {
                Lang::Vi => day.day_first(),
                Lang::En => day.to_string(),
            },
            Self::Nested(message) => message.render(lang),
        }
    }
}

/// A number for people: a decimal where it is one, else its value to four places with the fraction. Vietnamese
/// writes a comma before the decimals.
pub(crate) fn show(number: &Fraction, lang: Lang) -> String {
    let localise = |text: String| match lang {
        Lang::Vi => text.replace('.', ","),
        Lang::En => text,
    };
    if let Some(exact) = number.to_exact().filter(|exact| exact.places() <= 6) {
        return localise(exact.to_string());
    }
    match number.round(4, crate::num::Rounding::HalfUp) {
        Ok(near) => format!("≈ {} ({number})", localise(near.to_string())),
        Err(_) => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_name_the_same_arguments() {
        let names = |template: &str| {
            let mut names: Vec<String> = template
                .split('{')
                .skip(1)
                .filter_map(|part| part.split('}').next())
                .map(str::to_owned)
                .collect();
            names.sort();
            names
        };
        for key in Key::ALL {
            assert_eq!(names(key.template(Lang::En)), names(key.template(Lang::Vi)), "{}", key.as_str());
        }
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        let f = |text| Fraction::parse(text).unwrap();
        assert_eq!(show(&f("81.06"), Lang::Vi), "81,06");
        assert_eq!(show(&f("71/60"), Lang::En), "≈ 1.1833 (71/60)");
    }
}
