//! A number that the pack gives, where its source says what a missing figure counts as.

use serde::{Deserialize, Serialize};

/// The number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Fixed<Q> {
    /// What stands in.
    pub(crate) value: Q,
}

impl<Q> Fixed<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Fixed<R> {
        Fixed { value: number(&self.value) }
    }
}
