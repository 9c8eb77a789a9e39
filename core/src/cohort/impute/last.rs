//! The subject's last figure before, in a panel over years.
//!
//! OECD and JRC, *Handbook on constructing composite indicators*, 2008, step 3: cold deck imputation from the previous time.

use serde::{Deserialize, Serialize};

/// The last figure before, which may be so many tables back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Last {
    /// How many tables back it may be; any number where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at_most_back: Option<u32>,
}
