//! Points that experts allocated.
//!
//! OECD and JRC, *Handbook on constructing composite indicators*, 2008, step 6, budget allocation: each expert spreads a budget over the parts; weights
//! are the mean shares.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Seen, Weighed, names_all};
use crate::error::{Code, Diagnostic};
use crate::num::Float;
use crate::text::{Id, gathered};

/// One allocation for each expert: points by the id of the part. Budgets may differ; shares are what counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct Budget<Q> {
    /// The allocations.
    pub(crate) experts: Vec<BTreeMap<Id, Q>>,
}

impl<Q> Budget<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Budget<R> {
        let one =
            |points: &BTreeMap<Id, Q>| gathered(points.iter().map(|(id, own)| (id.clone(), number(own))));
        Budget { experts: self.experts.iter().map(one).collect() }
    }
}

impl Budget<Float> {
    pub(super) fn check(&self, names: &[&str]) -> Result<(), Diagnostic> {
        if self.experts.is_empty() {
            return Err(Diagnostic::new(Code::EMPTY).with("what", "`experts`").at("/experts"));
        }
        for (at, points) in self.experts.iter().enumerate() {
            let at = format!("/experts/{at}");
            names_all(names, points.keys().map(Id::as_str), &at)?;
            let sum = Float::total(points.values().copied());
            if points.values().any(|own| *own < Float::ZERO) || sum <= Float::ZERO {
                let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "`experts`");
                let shown = sum.real().map(|real| real.to_string()).unwrap_or_default();
                return Err(diagnostic.with("value", shown).with("bounds", "[0, ∞), Σ > 0").at(at));
            }
        }
        Ok(())
    }

    pub(super) fn weights(&self, seen: &Seen<'_>) -> Weighed {
        let share = |points: &BTreeMap<Id, Float>, name: &str| {
            points.get(name).copied().unwrap_or(Float::ZERO) / Float::total(points.values().copied())
        };
        let count = Float::count(self.experts.len());
        let weight =
            |name: &&str| Float::total(self.experts.iter().map(|points| share(points, name))) / count;
        seen.names.iter().map(weight).collect::<Vec<_>>().into()
    }
}
