//! A label in both languages.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::error::Lang;

/// The same words in Vietnamese and in English.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Text(Arc<Words>);

#[derive(Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
#[serde(deny_unknown_fields)]
struct Words {
    en: String,
    vi: String,
}

impl Text {
    /// A label.
    #[must_use]
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self(Arc::new(Words { en: en.into(), vi: vi.into() }))
    }

    /// The words in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.0.vi,
            Lang::En => &self.0.en,
        }
    }

    /// The languages it has no words in.
    pub(crate) fn blank(&self) -> impl Iterator<Item = Lang> {
        [Lang::Vi, Lang::En].into_iter().filter(|lang| self.get(*lang).trim().is_empty())
    }
}
