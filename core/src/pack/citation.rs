//! Where a number comes from, and how far its source can be trusted.

use serde::{Deserialize, Serialize};

use crate::date::Date;

/// How near a source is to the rule itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// A report of a report, or a guess marked as one.
    Weak,
    /// A report of the rule.
    Secondary,
    /// The rule itself.
    Primary,
}

/// A source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Citation {
    title: String,
    date: Date,
    grade: Grade,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

impl Citation {
    /// Title of the source, article included.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Its date.
    #[must_use]
    pub const fn date(&self) -> Date {
        self.date
    }

    /// How far it can be trusted.
    #[must_use]
    pub const fn grade(&self) -> Grade {
        self.grade
    }

    /// Where it can be read.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }
}
