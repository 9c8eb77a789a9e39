//! Reasons: sentences of the catalogue that a result keeps, each with the source it rests on and whether it held.

use crate::date::Date;
use crate::error::Lang;
use crate::num::{Exact, Fraction};
use crate::recognition::policy::document::Body;
use crate::text::{Id, Text};
use crate::trace::{Arg, Key, Message, Sentences};

/// Why a result is what it is: one reading, with the article it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    pub(crate) key: Key,
    pub(crate) args: Vec<(&'static str, Word)>,
    pub(crate) cite: Option<Id>,
    pub(crate) holds: Option<bool>,
}

/// What a reason speaks of, kept with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Word {
    Id(Id),
    Made(String),
    Number(Fraction),
    Day(Option<Date>),
    Label(Text),
    Key(Key),
}

impl Reason {
    pub(crate) fn new<const N: usize>(key: Key, args: [(&'static str, Word); N]) -> Self {
        Self { key, args: args.into(), cite: None, holds: None }
    }

    pub(crate) fn cited(mut self, cite: &Id) -> Self {
        self.cite = Some(cite.clone());
        self
    }

    pub(crate) fn held(mut self, holds: Option<bool>) -> Self {
        self.holds = holds;
        self
    }

    /// The stable name of what is said.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.key.as_str()
    }

    /// The citation of the pack that it rests on.
    #[must_use]
    pub const fn cite(&self) -> Option<&Id> {
        self.cite.as_ref()
    }

    /// Whether what was asked for held; none where it could not be told, and for what asks for nothing.
    #[must_use]
    pub const fn holds(&self) -> Option<bool> {
        self.holds
    }

    /// The reason in one sentence.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let mut said = Sentences::default();
        let message = self.say(&mut said);
        said.render(message, lang)
    }

    /// Of whom it reads something.
    pub(crate) fn about(&self) -> Option<&Id> {
        self.args.iter().find_map(|(name, word)| match word {
            Word::Id(id) if *name == "of" => Some(id),
            _ => None,
        })
    }

    /// The same with ids in words, where there are any for them.
    pub(crate) fn in_words(&self, word: impl Fn(&str) -> Option<Text>) -> Self {
        let told = |own: &Word| match own {
            Word::Id(id) => word(id.as_str()).map(Word::Label),
            // a list of ids
            Word::Made(text) => {
                let parts: Vec<Text> = text
                    .split(", ")
                    .map(|part| word(part).unwrap_or_else(|| Text::new(part, part)))
                    .collect();
                let join = |lang| parts.iter().map(|part| part.get(lang)).collect::<Vec<_>>().join(", ");
                Some(Word::Label(Text::new(join(Lang::Vi), join(Lang::En))))
            }
            _ => None,
        };
        let args = self.args.iter().map(|(name, own)| (*name, told(own).unwrap_or_else(|| own.clone())));
        Self { args: args.collect(), ..self.clone() }
    }

    /// The reason in one sentence, with facts and stages by what the policy calls them.
    pub(crate) fn say_in<'a>(&'a self, said: &mut Sentences<'a>, body: &'a Body) -> Message {
        let arg = |(name, word): &'a (&'static str, Word)| {
            let called = match word {
                Word::Id(id) if *name != "of" || self.key == Key::SHARE_FACT => body.word(id),
                _ => None,
            };
            (*name, called.map_or_else(|| word.arg(), Into::into))
        };
        said.tell(self.key, self.args.iter().map(arg).collect())
    }

    pub(crate) fn say<'a>(&'a self, said: &mut Sentences<'a>) -> Message {
        let args: Vec<(&'static str, Arg<'a>)> =
            self.args.iter().map(|(name, word)| (*name, word.arg())).collect();
        said.tell(self.key, args)
    }
}

impl Word {
    fn arg(&self) -> Arg<'_> {
        match self {
            Self::Id(id) => id.into(),
            Self::Made(text) => text.as_str().into(),
            Self::Number(number) => number.into(),
            Self::Day(day) => (*day).into(),
            Self::Label(label) => label.into(),
            Self::Key(key) => (*key).into(),
        }
    }
}

macro_rules! words {
    ($($from:ty, $value:pat => $word:expr;)*) => { $(impl From<$from> for Word {
        fn from($value: $from) -> Self {
            $word
        }
    })* };
}

words! {
    &Id, id => Self::Id(id.clone());
    &str, text => Self::Made(text.to_owned());
    String, text => Self::Made(text);
    &Fraction, number => Self::Number(number.clone());
    Fraction, number => Self::Number(number);
    Exact, number => Self::Number(number.into());
    u32, number => Self::Number(number.into());
    Date, day => Self::Day(Some(day));
    Option<Date>, day => Self::Day(day);
    &Text, label => Self::Label(label.clone());
    Key, key => Self::Key(key);
}
