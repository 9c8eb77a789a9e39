//! The catalogue: every sentence of an explanation, in English and Vietnamese, a table for each thing that is explained.
//!
//! A key is a reference to its sentence, so that a program carries the sentences it can say and no others.

use crate::error::Lang;

mod certainty;
mod decision;
mod group;
mod index;
mod lint;
mod paper;
mod report;
mod standing;
mod table;

/// The stable name of a sentence. In English, `{name:s}` is the s of what there is not one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key(&'static Sentence);

#[derive(Debug, PartialEq, Eq)]
struct Sentence {
    key: &'static str,
    en: &'static str,
    vi: &'static str,
}

macro_rules! keys {
    ($($name:ident $key:literal en $en:literal vi $vi:literal)*) => {
        impl super::Key {
            $(pub(crate) const $name: Self = Self(&super::Sentence { key: $key, en: $en, vi: $vi });)*
        }

        #[cfg(test)]
        pub(super) const ALL: &[super::Key] = &[$(super::Key::$name),*];
    };
}
use keys;

impl Key {
    #[cfg(test)]
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        [
            certainty::ALL,
            decision::ALL,
            group::ALL,
            index::ALL,
            lint::ALL,
            paper::ALL,
            report::ALL,
            standing::ALL,
            table::ALL,
        ]
        .into_iter()
        .flatten()
        .copied()
    }

    pub(crate) const fn as_str(self) -> &'static str {
        self.0.key
    }

    pub(super) const fn template(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.0.en,
            Lang::Vi => self.0.vi,
        }
    }
}
