//! Adverse impact: whether one group is commended far less often than another, by an attribute that no stage ever sees.

use std::collections::{BTreeMap, BTreeSet};

use super::decisions::Decisions;
use super::reason::Reason;
use crate::error::{Error, Lang};
use crate::ranking::{GroupCount, Impact, ImpactRatio, StratifiedImpact, impact_ratios, stratified_impact};
use crate::text::{Id, gathered};
use crate::trace::Key;

impl Decisions {
    /// Rates of those commended at a stage, group by group, and each rate over the highest. `groups` says who is of which group; it is
    /// told here and nowhere else, and whoever it does not name is not counted. Exact; groups of fewer than five are not shown. Four
    /// fifths is a United States rule of thumb that asks for a closer look, not a rule of law elsewhere.
    ///
    /// # Errors
    /// As [`impact_ratios`].
    pub fn impact(&self, stage: &Id, groups: &BTreeMap<Id, Id>) -> Result<Vec<ImpactRatio>, Error> {
        impact_ratios(&self.selected(stage, groups, &|_| true)?, &Impact::default())
    }

    /// The same within each stratum, such as a unit, and of all of them pooled: what each unit shows and the whole does not, or the other
    /// way round, is Simpson's paradox. `strata` says who is of which; where it is left out, units are. What is left out of one stratum is
    /// not found by subtracting the others from the whole.
    ///
    /// # Errors
    /// As [`stratified_impact`]: among them [`Code::EMPTY`](crate::Code::EMPTY) where nobody is in a stratum and a group.
    ///
    /// # Examples
    /// ```
    /// # use thidua::recognition::{Facts, Policy, Round};
    /// # use thidua::{Date, Id, Period};
    /// # let policy = Policy::parse("{pack: p, edition: '1', kind: policy, title: {vi: A, en: A}, driven_by: period_end, citations: {o: {title: A, date: 2026-01-01, grade: primary}}, facts: {people: {led: yes_no}}, stages: [{id: title, label: {vi: A, en: A}, cite: o, of: people, rule: {title: {requires: [{that: {yes: led}, cite: o}]}}}]}", None)?;
    /// # let person = |at: usize| format!("{{id: p{at:02}, spells: [{{unit: u{}, status: public_employee, from: 2020-01-01}}], facts: {{led: {}}}}}", at % 2, at < 10);
    /// # let facts = Facts::parse(&format!("{{units: [{{id: u0}}, {{id: u1}}], people: [{}]}}", (0..24).map(person).collect::<Vec<_>>().join(", ")), None)?;
    /// # let year = Period::new(Some(Date::parse("2026-01-01")?), Some(Date::parse("2026-12-31")?))?;
    /// let decisions = policy.decide(&facts, None, &Round::of(year)?)?;       // ten of 24 in two units were commended
    /// let group = |at: usize| Ok((Id::new(&format!("p{at:02}"))?, Id::new(if at % 4 < 2 { "women" } else { "men" })?));
    /// let groups = (0..24).map(group).collect::<Result<_, thidua::Error>>()?;
    /// let found = decisions.stratified_impact(&Id::new("title")?, &groups, None)?;
    /// assert_eq!(found.strata().len(), 2);
    /// let men = &found.pooled()[0];
    /// assert_eq!((men.ratio().unwrap().to_string().as_str(), men.is_below()), ("2/3", true));
    /// # Ok::<(), thidua::Error>(())
    /// ```
    pub fn stratified_impact(
        &self,
        stage: &Id,
        groups: &BTreeMap<Id, Id>,
        strata: Option<&BTreeMap<Id, Id>>,
    ) -> Result<StratifiedImpact, Error> {
        let of = |id: &Id| match strata {
            Some(strata) => strata.get(id),
            None => self.home(id),
        };
        let all: BTreeSet<&Id> = gathered(groups.keys().filter_map(of));
        let mut counted = Vec::new();
        for stratum in all {
            let own = self.selected(stage, groups, &|id| of(id) == Some(stratum))?;
            if !own.is_empty() {
                counted.push((stratum.as_str(), own));
            }
        }
        stratified_impact(&counted, &Impact::default())
    }

    /// How many of each group were commended at a stage, among some: where nobody of one group is, is not told from where a few are.
    fn selected(
        &self,
        stage: &Id,
        groups: &BTreeMap<Id, Id>,
        among: &dyn Fn(&Id) -> bool,
    ) -> Result<Vec<GroupCount>, Error> {
        let mut counts: BTreeMap<&Id, (u64, u64)> = gathered(groups.values().map(|group| (group, (0, 0))));
        for own in self.all().iter().filter(|own| own.stage == *stage && among(&own.subject)) {
            let Some(group) = groups.get(&own.subject) else { continue };
            let (selected, total) = counts.entry(group).or_default();
            *total = total.saturating_add(1);
            *selected = selected.saturating_add(u64::from(own.holds() == Some(true)));
        }
        if counts.values().all(|(_, total)| *total == 0) {
            return Ok(Vec::new());
        }
        counts
            .into_iter()
            .map(|(group, (selected, total))| GroupCount::new(group.as_str(), selected, total))
            .collect()
    }
}

/// What is to be said beside impact ratios.
#[must_use]
pub fn impact_note(lang: Lang) -> String {
    Reason::new(Key::IMPACT_NOTE, []).message(lang)
}
