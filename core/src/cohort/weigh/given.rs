//! The weights that the pack gives, each with its source.

use serde::{Deserialize, Serialize};

use super::{Seen, Weighed};

/// The `weight` of each part; 1 where it has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Given {}

impl Given {
    pub(super) fn weights(self, seen: &Seen<'_>) -> Weighed {
        seen.given.to_vec().into()
    }
}
