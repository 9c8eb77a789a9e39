//! Adverse impact: whether one group is commended far less often than another, by an attribute that no stage ever sees.

use std::collections::BTreeMap;

use super::decisions::Decisions;
use crate::error::Error;
use crate::ranking::{GroupCount, Impact, ImpactRatio, impact_ratios};
use crate::text::Id;

impl Decisions {
    /// Rates of those commended at a stage, group by group, and each rate over the highest. `groups` says who is of which group; it is
    /// told here and nowhere else, and whoever it does not name is not counted. Exact; groups of fewer than five are not shown. Four
    /// fifths is a United States rule of thumb that asks for a closer look, not a rule of law elsewhere.
    ///
    /// # Errors
    /// As [`impact_ratios`].
    pub fn impact(&self, stage: &Id, groups: &BTreeMap<Id, Id>) -> Result<Vec<ImpactRatio>, Error> {
        let mut counts: BTreeMap<&Id, (u64, u64)> = BTreeMap::new();
        for own in self.all().iter().filter(|own| own.stage == *stage) {
            let Some(group) = groups.get(&own.subject) else { continue };
            let (selected, total) = counts.entry(group).or_default();
            *total = total.saturating_add(1);
            *selected = selected.saturating_add(u64::from(own.holds() == Some(true)));
        }
        let counted = counts.into_iter();
        let groups: Vec<GroupCount> = counted
            .map(|(group, (selected, total))| GroupCount::new(group.as_str(), selected, total))
            .collect::<Result<_, _>>()?;
        impact_ratios(&groups, &Impact::default())
    }
}
