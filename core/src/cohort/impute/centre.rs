//! The mean or the median of the others, or of the others in the same group.
//!
//! OECD and JRC, *Handbook on constructing composite indicators*, 2008, step 3: unconditional mean and median imputation.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Known, Stand};
use crate::cohort::column::present;
use crate::error::Diagnostic;
use crate::num::Float;
use crate::text::gathered;

/// Whose centre it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Centre {
    /// The column of groups; all others together where left out. A group without figures leaves the figure missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) within: Option<String>,
}

impl Centre {
    pub(super) fn fit(
        &self,
        known: &Known<'_>,
        centre: impl Fn(&[Float]) -> Float,
    ) -> Result<Stand, Diagnostic> {
        let column = known.own();
        let Some(groups) = known.groups.filter(|_| self.within.is_some()) else {
            let values = present(column);
            return match values.is_empty() {
                true => {
                    Err(known.refuse("mean", ("no subject has a figure", "không đối tượng nào có số liệu")))
                }
                false => Ok(Stand::Same(centre(&values))),
            };
        };
        let mut values: BTreeMap<&str, Vec<Float>> = BTreeMap::new();
        for (group, value) in groups.iter().zip(column) {
            if let (Some(group), Some(value)) = (group, value) {
                values.entry(group).or_default().push(*value);
            }
        }
        let centres = values.into_iter().map(|(group, values)| (group.to_owned(), centre(&values)));
        Ok(Stand::Groups(gathered(centres)))
    }
}
