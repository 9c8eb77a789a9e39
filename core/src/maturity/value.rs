//! What a criterion can be answered with.

use crate::error::Error;
use crate::num::{Exact, Fraction};

/// An answer: yes or no, a word or number, or two counts.
///
/// # Examples
/// ```
/// use thidua::{Fraction, Value};
/// assert_eq!(Value::from(true), Value::yes_no(true));
/// assert_eq!(Value::word("0.62").number(), Some(&Fraction::new(62, 100)?));
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value(pub(crate) Kind);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    YesNo(bool),
    /// The text as written, and the number it reads as, if it does.
    Word(Box<str>, Option<Fraction>),
    Counts(Fraction, Fraction),
}

impl Value {
    /// Yes or no.
    #[must_use]
    pub const fn yes_no(yes: bool) -> Self {
        Self(Kind::YesNo(yes))
    }

    /// The id of an option, or a number as text: `0.62` or `71/60`.
    #[must_use]
    pub fn word(text: &str) -> Self {
        let number = Fraction::parse(text).ok();
        let text = crate::text::normal(text);
        let text: Box<str> = number
            .as_ref()
            .and_then(Fraction::to_exact)
            .map_or_else(|| text.into(), |n| n.to_string().into());
        Self(Kind::Word(text, number))
    }

    /// A share as two counts.
    #[must_use]
    pub const fn counts(part: Fraction, whole: Fraction) -> Self {
        Self(Kind::Counts(part, whole))
    }

    /// The number the answer reads as.
    #[must_use]
    pub const fn number(&self) -> Option<&Fraction> {
        match &self.0 {
            Kind::Word(_, number) => number.as_ref(),
            _ => None,
        }
    }

    /// The answer in one word.
    pub(crate) fn shown(&self) -> String {
        match &self.0 {
            Kind::YesNo(yes) => yes.to_string(),
            Kind::Word(text, _) => text.to_string(),
            Kind::Counts(part, whole) => format!("{}/{}", part.written(), whole.written()),
        }
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Self::yes_no(yes)
    }
}

impl From<Exact> for Value {
    fn from(number: Exact) -> Self {
        Self(Kind::Word(number.to_string().into(), Some(number.into())))
    }
}

impl From<Fraction> for Value {
    fn from(number: Fraction) -> Self {
        Self(Kind::Word(number.written().into(), Some(number)))
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::from(Exact::from(number))
    }
}

impl std::str::FromStr for Value {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self, Error> {
        Ok(Self::word(text))
    }
}
