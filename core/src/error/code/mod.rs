//! Every error code with its sentence and its help, in English and Vietnamese: a table for each thing that can be wrong.
//!
//! A code is a reference to its entry, so that a program carries the sentences of the codes it can raise and no others.

use std::fmt;

use super::Lang;

mod answer;
mod cohort;
mod ledger;
mod pack;
mod paper;
mod policy;
mod ranking;
mod reading;
mod scheme;

/// The stable name of a mistake. New ones may be added.
///
/// # Examples
/// ```
/// use thidua::{Code, Exact};
///
/// assert_eq!(Exact::parse("1e3").unwrap_err().code(), Code::BAD_NUMBER);
/// assert_eq!(Code::BAD_NUMBER.as_str(), "bad-number");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static Entry);

/// In English, then in Vietnamese.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Entry {
    code: &'static str,
    message: [&'static str; 2],
    help: [&'static str; 2],
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $code:literal
        en $en:literal / $help_en:literal
        vi $vi:literal / $help_vi:literal)*) => {
        impl super::Code {
            $($(#[$doc])* pub const $name: Self =
                Self(&super::Entry { code: $code, message: [$en, $vi], help: [$help_en, $help_vi] });)*
        }

        pub(super) const ALL: &[super::Code] = &[$(super::Code::$name),*];
    };
}
use codes;

impl Code {
    /// Every code.
    pub fn all() -> impl Iterator<Item = Self> {
        [
            reading::ALL,
            pack::ALL,
            answer::ALL,
            scheme::ALL,
            policy::ALL,
            paper::ALL,
            ledger::ALL,
            ranking::ALL,
            cohort::ALL,
        ]
        .into_iter()
        .flatten()
        .copied()
    }

    /// The code as it is printed.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0.code
    }

    pub(super) const fn message(self, lang: Lang) -> &'static str {
        of(&self.0.message, lang)
    }

    pub(super) const fn help(self, lang: Lang) -> &'static str {
        of(&self.0.help, lang)
    }
}

const fn of(texts: &[&'static str; 2], lang: Lang) -> &'static str {
    let [en, vi] = texts;
    match lang {
        Lang::En => en,
        Lang::Vi => vi,
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Code").field(&self.as_str()).finish()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Code;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_has_a_name_of_its_own() {
        assert_eq!(Code::all().collect::<BTreeSet<_>>().len(), Code::all().count());
    }
}
