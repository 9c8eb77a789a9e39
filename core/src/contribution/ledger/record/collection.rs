//! Where records come from, and since when staff know of it: without their knowing, nothing of it may be used.

use serde::{Deserialize, Serialize};

use super::optional;
use crate::date::Date;
use crate::text::{Id, normal};

/// Where records come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Collection {
    /// Its name, which records repeat where there are several.
    pub(crate) id: Id,
    /// The day staff were told of it; without it, they were not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) disclosed: Option<Date>,
    /// The notice that told them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) notice: Option<String>,
}

impl Collection {
    /// A collection that staff have not been told of.
    #[must_use]
    pub const fn new(id: Id) -> Self {
        Self { id, disclosed: None, notice: None }
    }

    optional! {
        /// Sets the day staff were told of it.
        disclosed: Date;
    }

    /// Names the notice that told them.
    #[must_use]
    pub fn notice(mut self, notice: &str) -> Self {
        self.notice = Some(normal(notice));
        self
    }
}
