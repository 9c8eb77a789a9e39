//! Whether a group is selected far less often than another.
//!
//! The four-fifths rule of the Uniform Guidelines on Employee Selection Procedures (EEOC and others, 1978, with questions and
//! answers of 1979): a United States rule of thumb that asks for a closer look, not a proof of discrimination and not a rule of
//! law elsewhere. Everything here is exact: 48/60 is four fifths, and not below.

use std::collections::BTreeMap;

use super::input::{enough, within};
use crate::error::{Code, Diagnostic, Error};
use crate::num::{Exact, Fraction};
use crate::text::Id;

/// How many of a group were selected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupCount {
    group: Id,
    selected: u64,
    total: u64,
}

impl GroupCount {
    /// `selected` among all the `total` people of the group.
    ///
    /// # Errors
    /// [`Code::BAD_ID`] for a group without a proper name, [`Code::PART_OVER_WHOLE`] for more selected than there are.
    pub fn new(group: &str, selected: u64, total: u64) -> Result<Self, Error> {
        let group = Id::new(group).map_err(|error| within(error, "group"))?;
        if selected > total {
            let diagnostic =
                Diagnostic::new(Code::PART_OVER_WHOLE).with("part", selected).with("whole", total);
            return Err(diagnostic.with("id", &group).at("/selected").data());
        }
        Ok(Self { group, selected, total })
    }
}

/// Options of impact ratios. A line of four fifths, and groups of fewer than five people not shown, unless said otherwise.
#[derive(Debug, Clone)]
pub struct Impact {
    line: Fraction,
    least: u64,
}

impl Default for Impact {
    fn default() -> Self {
        Self { line: Fraction::new(4, 5).unwrap_or(Fraction::ONE), least: 5 }
    }
}

impl Impact {
    /// The ratio below which a group is flagged.
    #[must_use]
    pub fn line(mut self, line: Fraction) -> Self {
        self.line = line;
        self
    }

    /// How many people a group must have to be shown and compared.
    #[must_use]
    pub const fn least(mut self, least: u64) -> Self {
        self.least = least;
        self
    }
}

/// One group beside the group selected most often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImpactRatio {
    group: Id,
    rate: Option<Fraction>,
    ratio: Option<Fraction>,
    below: bool,
}

impl ImpactRatio {
    /// The group.
    #[must_use]
    pub const fn group(&self) -> &Id {
        &self.group
    }

    /// Selected over all. None for a group too small to be shown.
    #[must_use]
    pub const fn rate(&self) -> Option<&Fraction> {
        self.rate.as_ref()
    }

    /// The rate over the highest rate. None for a group too small to be shown, and where nobody was selected at all.
    #[must_use]
    pub const fn ratio(&self) -> Option<&Fraction> {
        self.ratio.as_ref()
    }

    /// Whether the ratio is below the line; on the line it is not.
    #[must_use]
    pub const fn is_below(&self) -> bool {
        self.below
    }
}

/// Impact ratios of one table of groups, in the caller's order of groups.
///
/// # Errors
/// [`Code::EMPTY`] without groups, [`Code::TOO_LARGE`] with more than 2,000, [`Code::DUPLICATE_ID`] for a group given twice.
///
/// # Examples
/// ```
/// use thidua::ranking::{GroupCount, Impact, impact_ratios};
/// let groups = [("a", 60), ("b", 45), ("c", 48)].map(|(group, selected)| GroupCount::new(group, selected, 100));
/// let groups = groups.into_iter().collect::<Result<Vec<_>, _>>()?;
/// let found = impact_ratios(&groups, &Impact::default())?;
/// assert_eq!(found[1].ratio().map(ToString::to_string).as_deref(), Some("3/4"));
/// assert_eq!([found[0].is_below(), found[1].is_below(), found[2].is_below()], [false, true, false]);
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn impact_ratios(groups: &[GroupCount], options: &Impact) -> Result<Vec<ImpactRatio>, Error> {
    enough("groups", 1, groups.len())?;
    let mut seen = std::collections::BTreeSet::new();
    if let Some((at, twice)) = groups.iter().enumerate().find(|(_, group)| !seen.insert(&group.group)) {
        let diagnostic = Diagnostic::new(Code::DUPLICATE_ID).with("id", &twice.group);
        return Err(diagnostic.at(format!("/groups/{at}")).data());
    }
    let least = options.least.max(1);
    let rate = |group: &GroupCount| match group.total >= least {
        true => whole(group.selected).div(&whole(group.total)),
        false => None,
    };
    let rates: Vec<Option<Fraction>> = groups.iter().map(rate).collect();
    let highest = rates.iter().flatten().max().cloned();
    let found = groups.iter().zip(rates).map(|(group, rate)| {
        let ratio = rate.as_ref().zip(highest.as_ref()).and_then(|(rate, highest)| rate.div(highest));
        let below = ratio.as_ref().is_some_and(|ratio| *ratio < options.line);
        ImpactRatio { group: group.group.clone(), rate, ratio, below }
    });
    Ok(found.collect())
}

fn whole(count: u64) -> Fraction {
    Fraction::from(Exact::from(count))
}

/// Impact ratios of several strata, such as units or years, and of all of them together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StratifiedImpact {
    pooled: Vec<ImpactRatio>,
    strata: Vec<(Id, Vec<ImpactRatio>)>,
}

impl StratifiedImpact {
    /// All strata together, groups in order of their ids.
    #[must_use]
    pub fn pooled(&self) -> &[ImpactRatio] {
        &self.pooled
    }

    /// Each stratum by itself. What all strata show and the whole does not, or the other way round, is Simpson's paradox: the
    /// groups are spread unevenly over strata of different rates.
    #[must_use]
    pub fn strata(&self) -> &[(Id, Vec<ImpactRatio>)] {
        &self.strata
    }
}

/// Impact ratios within each stratum and of all pooled; groups are matched by id. Whoever publishes both the whole and all strata
/// but one small one publishes the small one too.
///
/// # Errors
/// As [`impact_ratios`], and [`Code::DUPLICATE_ID`] for a stratum given twice, [`Code::OVERFLOW`] for counts too large to be
/// added up.
///
/// # Examples
/// ```
/// use thidua::ranking::{GroupCount, Impact, stratified_impact};
/// let group = |name, selected, total| GroupCount::new(name, selected, total);
/// // each unit selects both groups alike; pooled, the second seems to fare badly
/// let strata = [
///     ("strict", vec![group("a", 2, 20)?, group("b", 8, 80)?]),
///     ("mild", vec![group("a", 40, 80)?, group("b", 10, 20)?]),
/// ];
/// let found = stratified_impact(&strata, &Impact::default())?;
/// assert!(found.strata().iter().all(|(_, ratios)| ratios.iter().all(|ratio| !ratio.is_below())));
/// assert!(found.pooled()[1].is_below());
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn stratified_impact(
    strata: &[(&str, Vec<GroupCount>)],
    options: &Impact,
) -> Result<StratifiedImpact, Error> {
    enough("strata", 1, strata.len())?;
    let mut pooled: BTreeMap<&Id, (u64, u64)> = BTreeMap::new();
    let mut found: Vec<(Id, Vec<ImpactRatio>)> = Vec::with_capacity(strata.len());
    for (at, (name, groups)) in strata.iter().enumerate() {
        let place = |error| within(within(error, &at.to_string()), "strata");
        let id = Id::new(name).map_err(place)?;
        if found.iter().any(|(other, _)| *other == id) {
            return Err(place(Diagnostic::new(Code::DUPLICATE_ID).with("id", &id).data()));
        }
        found.push((id, impact_ratios(groups, options).map_err(place)?));
        for group in groups {
            let (selected, total) = pooled.entry(&group.group).or_default();
            let sum = |a: u64, b: u64| {
                a.checked_add(b).ok_or_else(|| place(Diagnostic::new(Code::OVERFLOW).data()))
            };
            (*selected, *total) = (sum(*selected, group.selected)?, sum(*total, group.total)?);
        }
    }
    let groups: Vec<GroupCount> = pooled
        .into_iter()
        .map(|(group, (selected, total))| GroupCount { group: group.clone(), selected, total })
        .collect();
    Ok(StratifiedImpact { pooled: impact_ratios(&groups, options)?, strata: found })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(groups: &[(&str, u64, u64)], least: u64) -> Vec<(Option<String>, bool)> {
        let groups: Vec<GroupCount> = groups
            .iter()
            .map(|(name, selected, total)| GroupCount::new(name, *selected, *total).unwrap())
            .collect();
        let found = impact_ratios(&groups, &Impact::default().least(least)).unwrap();
        found.iter().map(|ratio| (ratio.ratio().map(Fraction::to_string), ratio.is_below())).collect()
    }

    #[test]
    fn on_the_line_is_not_below() {
        // 3/5 ÷ 3/4 is exactly 4/5, and 0.7999… in binary floating point
        assert_eq!(run(&[("a", 3, 4), ("b", 3, 5)], 1)[1], (Some("4/5".to_owned()), false));
    }

    #[test]
    fn small_groups_are_neither_shown_nor_the_measure() {
        let found = run(&[("a", 4, 4), ("b", 5, 10), ("c", 2, 10)], 5);
        assert_eq!(found, [(None, false), (Some("1".to_owned()), false), (Some("2/5".to_owned()), true)]);
        // a group of nobody has no rate, whatever the least
        assert_eq!(run(&[("a", 0, 0), ("b", 1, 2)], 0)[0], (None, false));
    }

    #[test]
    fn nobody_selected_is_nobody_flagged() {
        assert!(run(&[("a", 0, 10), ("b", 0, 20)], 5).iter().all(|(ratio, below)| ratio.is_none() && !below));
    }
}
