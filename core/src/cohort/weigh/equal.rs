//! All parts weigh the same.
//!
//! OECD and JRC, *Handbook on constructing composite indicators*, 2008, step 6: it implies a judgement too.

use serde::{Deserialize, Serialize};

use super::{Seen, Weighed};
use crate::num::Float;

/// All the same, whatever weights are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Equal {}

impl Equal {
    pub(super) fn weights(self, seen: &Seen<'_>) -> Weighed {
        vec![Float::ONE; seen.names.len()].into()
    }
}
