//! Sentences: keys of the catalogue with what they speak of.

use std::ops::Range;

use super::Key;
use crate::date::Date;
use crate::error::{Lang, fill};
use crate::num::{Exact, Fraction};
use crate::text::{Id, Text};

/// What a sentence speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Arg<'a> {
    /// A text that is there already.
    Word(&'a str),
    /// A text made for the sentence.
    Made(Box<str>),
    Number(Fraction),
    /// A number that is there already.
    Lent(&'a Fraction),
    /// A number with so many digits after the point, as it is published; in a box, as it is seldom one.
    Published(Box<(Exact, u32)>),
    Label(&'a Text),
    /// A day; none is an open end.
    Day(Option<Date>),
    Said(Message),
}

impl Arg<'_> {
    /// A number with so many digits after the point, as it is published.
    pub(crate) fn published(number: Exact, places: u32) -> Self {
        Self::Published(Box::new((number, places)))
    }

    /// The number, where it is one that was not rounded to be published.
    pub(super) const fn number(&self) -> Option<&Fraction> {
        match self {
            Self::Number(number) => Some(number),
            Self::Lent(number) => Some(number),
            _ => None,
        }
    }
}

/// A sentence of the catalogue. What it speaks of is in the [`Sentences`] it was said to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) key: Key,
    args: Place,
}

/// Which arguments are a sentence's: the first and how many, 32 bits each in one number, so that a message is two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place(u64);

impl Place {
    const NONE: Self = Self(0);

    fn new(first: usize, count: usize) -> Self {
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self((u64::from(number(first)) << 32) | u64::from(number(count)))
    }

    fn range(self) -> Range<usize> {
        let number = |bits: u64| usize::try_from(bits & u64::from(u32::MAX)).unwrap_or(usize::MAX);
        let first = number(self.0 >> 32);
        first..first.saturating_add(number(self.0))
    }
}

/// What sentences speak of, by name and in one list: an explanation has a hundred of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Sentences<'a>(Vec<(&'static str, Arg<'a>)>);

impl<'a> Sentences<'a> {
    pub(crate) fn with_capacity(args: usize) -> Self {
        Self(Vec::with_capacity(args))
    }

    pub(crate) fn say<const N: usize>(&mut self, key: Key, args: [(&'static str, Arg<'a>); N]) -> Message {
        let place = Place::new(self.0.len(), N);
        self.0.extend(args);
        Message { key, args: place }
    }

    /// A sentence that speaks of things counted only when it is said.
    pub(crate) fn tell(&mut self, key: Key, args: Vec<(&'static str, Arg<'a>)>) -> Message {
        let place = Place::new(self.0.len(), args.len());
        self.0.extend(args);
        Message { key, args: place }
    }

    /// One sentence by itself.
    pub(crate) fn of(key: Key, args: &[(&'static str, Arg<'a>)]) -> (Self, Message) {
        (Self(args.to_vec()), Message { key, args: Place::new(0, args.len()) })
    }

    pub(super) fn args(&self, message: Message) -> &[(&'static str, Arg<'a>)] {
        self.0.get(message.args.range()).unwrap_or_default()
    }

    pub(crate) fn render(&self, message: Message, lang: Lang) -> String {
        let args = self.args(message);
        let arg = |name: &str| args.iter().find(|(key, _)| *key == name).map(|(_, arg)| arg);
        fill(message.key.template(lang), |name| match name.strip_suffix(":s") {
            Some(counted) => {
                let one = arg(counted).and_then(Arg::number).is_some_and(|number| *number == Fraction::ONE);
                Some(if one { String::new() } else { "s".to_owned() })
            }
            None => arg(name).map(|arg| self.shown(arg, lang)),
        })
    }

    /// What one argument reads.
    pub(super) fn shown(&self, arg: &Arg<'_>, lang: Lang) -> String {
        match arg {
            Arg::Word(word) => (*word).to_owned(),
            Arg::Made(word) => word.as_ref().to_owned(),
            Arg::Number(number) => show(number, lang),
            Arg::Lent(number) => show(number, lang),
            Arg::Published(own) => localise(own.0.fixed(own.1), lang),
            Arg::Label(text) => text.get(lang).to_owned(),
            Arg::Day(None) => "…".to_owned(),
            Arg::Day(Some(day)) => match lang {
                Lang::Vi => day.day_first(),
                Lang::En => day.to_string(),
            },
            Arg::Said(message) => self.render(*message, lang),
        }
    }
}

/// A sentence that speaks of nothing but itself.
impl From<Key> for Message {
    fn from(key: Key) -> Self {
        Self { key, args: Place::NONE }
    }
}

macro_rules! args {
    ($($from:ty, $value:pat => $arg:expr;)*) => { $(impl<'a> From<$from> for Arg<'a> {
        fn from($value: $from) -> Self {
            $arg
        }
    })* };
}

args! {
    &'a str, word => Self::Word(word);
    &'a Id, id => Self::Word(id.as_str());
    String, word => Self::Made(word.into());
    Id, id => Self::Made(id.as_str().into());
    Fraction, number => Self::Number(number);
    &'a Fraction, number => Self::Lent(number);
    Exact, number => Self::Number(number.into());
    u32, number => Self::Number(number.into());
    &'a Text, label => Self::Label(label);
    Date, day => Self::Day(Some(day));
    Option<Date>, day => Self::Day(day);
    Message, message => Self::Said(message);
    Key, key => Self::Said(key.into());
}

fn localise(decimal: String, lang: Lang) -> String {
    match lang {
        Lang::Vi => decimal.replace('.', ","),
        Lang::En => decimal,
    }
}

/// A number for people: a decimal where it is one, else its value to four places with the fraction. Vietnamese
/// writes a comma before the decimals.
pub(crate) fn show(number: &Fraction, lang: Lang) -> String {
    if let Some(exact) = number.to_exact().filter(|exact| exact.places() <= 6) {
        return localise(exact.to_string(), lang);
    }
    match number.round(4, crate::num::Rounding::HalfUp) {
        Ok(near) => format!("≈ {} ({number})", localise(near.to_string(), lang)),
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
                .filter(|name| !name.ends_with(":s"))
                .map(str::to_owned)
                .collect();
            names.sort();
            names
        };
        for key in Key::all() {
            assert_eq!(names(key.template(Lang::En)), names(key.template(Lang::Vi)), "{}", key.as_str());
        }
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        let f = |text| Fraction::parse(text).unwrap();
        assert_eq!(show(&f("81.06"), Lang::Vi), "81,06");
        assert_eq!(show(&f("71/60"), Lang::En), "≈ 1.1833 (71/60)");
    }

    #[test]
    fn one_point_is_no_points() {
        let mut said = Sentences::default();
        for (points, expect) in [("1", "yes: 1 point"), ("1/2", "yes: 0.5 points"), ("21", "yes: 21 points")]
        {
            let message = said.say(Key::RULE_YES, [("points", Fraction::parse(points).unwrap().into())]);
            assert_eq!(said.render(message, Lang::En), expect);
        }
    }

    #[test]
    fn sentences_stand_within_sentences() {
        let mut said = Sentences::default();
        let inner = said.say(Key::SCORE_IS, [("score", 3.into()), ("max", "?".into())]);
        let outer = said.say(Key::WITH_MINIMUM, [("score", inner.into())]);
        assert_eq!(
            said.render(outer, Lang::En),
            "with every not-applicable claim at the minimum: score 3 of ?"
        );
    }
}
