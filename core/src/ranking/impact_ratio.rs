//! Whether a group is selected far less often than another.
//!
//! The four-fifths rule of the Uniform Guidelines on Employee Selection Procedures (EEOC and others, 1978, with questions and
//! answers of 1979): a United States rule of thumb that asks for a closer look, not a proof of discrimination and not a rule of
//! law elsewhere. Everything here is exact: 48/60 is four fifths, and not below.

use std::collections::BTreeMap;

use super::input::{enough, within};
use super::suppress;
use crate::error::{Code, Diagnostic, Error};
use crate::num::{Exact, Fraction};
use crate::text::{Id, gathered};

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
    checked(groups)?;
    Ok(compared(groups, options, |_| false))
}

/// That there are groups, each once.
fn checked(groups: &[GroupCount]) -> Result<(), Error> {
    enough("groups", 1, groups.len())?;
    let mut seen = std::collections::BTreeSet::new();
    if let Some((at, twice)) = groups.iter().enumerate().find(|(_, group)| !seen.insert(&group.group)) {
        let diagnostic = Diagnostic::new(Code::DUPLICATE_ID).with("id", &twice.group);
        return Err(diagnostic.at(format!("/groups/{at}")).data());
    }
    Ok(())
}

/// Each group beside the one selected most often, among those that are shown.
fn compared(
    groups: &[GroupCount],
    options: &Impact,
    hidden: impl Fn(&GroupCount) -> bool,
) -> Vec<ImpactRatio> {
    let rate = |group: &GroupCount| match group.total >= options.least.max(1) && !hidden(group) {
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
    found.collect()
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

/// Impact ratios within each stratum and of all pooled; groups are matched by id. A group too small to be shown in one stratum is not
/// shown in so much of the others, or pooled, that what is left out could be found by subtraction.
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
    let mut ids: Vec<Id> = Vec::with_capacity(strata.len());
    let mut pooled: BTreeMap<&Id, (u64, u64)> = BTreeMap::new();
    for (at, (name, groups)) in strata.iter().enumerate() {
        let place = |error| within(within(error, &at.to_string()), "strata");
        let id = Id::new(name).map_err(place)?;
        if ids.contains(&id) {
            return Err(place(Diagnostic::new(Code::DUPLICATE_ID).with("id", &id).data()));
        }
        ids.push(id);
        checked(groups).map_err(place)?;
        for group in groups {
            let (selected, total) = pooled.entry(&group.group).or_default();
            let sum = |a: u64, b: u64| {
                a.checked_add(b).ok_or_else(|| place(Diagnostic::new(Code::OVERFLOW).data()))
            };
            (*selected, *total) = (sum(*selected, group.selected)?, sum(*total, group.total)?);
        }
    }
    let pooled: Vec<GroupCount> = pooled
        .into_iter()
        .map(|(group, (selected, total))| GroupCount { group: group.clone(), selected, total })
        .collect();
    let hidden: BTreeMap<&Id, Vec<bool>> = gathered(pooled.iter().map(|whole| {
        let none = GroupCount { group: whole.group.clone(), selected: 0, total: 0 };
        let of = |(_, groups): &(&str, Vec<GroupCount>)| {
            groups.iter().find(|own| own.group == whole.group).unwrap_or(&none).clone()
        };
        (&whole.group, hidden(strata.iter().map(of).chain([whole.clone()]).collect(), options))
    }));
    let hides = |at: usize| {
        let hidden = &hidden;
        move |own: &GroupCount| hidden.get(&own.group).and_then(|all| all.get(at)).copied().unwrap_or(false)
    };
    let last = strata.len();
    let each = strata.iter().enumerate().map(|(at, (_, groups))| compared(groups, options, hides(at)));
    let strata = ids.into_iter().zip(each).collect();
    Ok(StratifiedImpact { pooled: compared(&pooled, options, hides(last)), strata })
}

/// In which strata a group is left out, and at the end whether it is pooled: where it is small, and where it must be for that not to be
/// found. Sizes decide; only where all or none of those left out were selected, which their sum would tell of each, the sum goes too.
fn hidden(of: Vec<GroupCount>, options: &Impact) -> Vec<bool> {
    let least = u32::try_from(options.least).unwrap_or(u32::MAX);
    if least < 2 {
        return vec![false; of.len()];
    }
    let sizes = of.iter().map(|own| u32::try_from(own.total).unwrap_or(u32::MAX)).collect();
    let told = suppress::shown(&[sizes], &[], least).pop().unwrap_or_default();
    let mut hidden: Vec<bool> = told.iter().map(Option::is_none).collect();
    if let Some((last, strata)) = hidden.split_last_mut() {
        let left_out = || of.iter().zip(strata.iter()).filter(|(_, hidden)| **hidden).map(|(own, _)| own);
        let uniform =
            left_out().all(|own| own.selected == 0) || left_out().all(|own| own.selected == own.total);
        *last |= left_out().next().is_some() && uniform;
    }
    hidden
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

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

    /// What is shown of one group in three strata and pooled: the rates.
    fn rates(cells: &[(u64, u64); 3]) -> Vec<Option<Fraction>> {
        let strata: Vec<(&str, Vec<GroupCount>)> = ["x", "y", "z"]
            .into_iter()
            .zip(cells)
            .map(|(name, (selected, total))| (name, vec![GroupCount::new("g", *selected, *total).unwrap()]))
            .collect();
        let found = stratified_impact(&strata, &Impact::default()).unwrap();
        let each = found.strata().iter().map(|(_, ratios)| &ratios[0]).chain(found.pooled());
        each.map(|own| own.rate().cloned()).collect()
    }

    #[test]
    fn no_rate_that_is_left_out_is_found_by_subtraction() {
        // even whoever knows every size, and all that is shown, is left with more than one possibility for each small group
        let sizes = [0, 1, 3, 4, 5, 6, 8_u64];
        for (x, y, z) in sizes.iter().flat_map(|x| sizes.iter().flat_map(move |y| sizes.map(|z| (*x, *y, z))))
        {
            let mut seen: BTreeMap<Vec<Option<Fraction>>, [BTreeSet<u64>; 3]> = BTreeMap::new();
            for (a, b, c) in (0..=x).flat_map(|a| (0..=y).flat_map(move |b| (0..=z).map(move |c| (a, b, c))))
            {
                let possible = seen.entry(rates(&[(a, x), (b, y), (c, z)])).or_default();
                for (own, selected) in possible.iter_mut().zip([a, b, c]) {
                    own.insert(selected);
                }
            }
            for (shown, possible) in seen {
                for ((shown, possible), size) in shown.iter().zip(possible).zip([x, y, z]) {
                    let small = (1..5).contains(&size);
                    assert!(!small || shown.is_none() && possible.len() > 1, "{:?}: {shown:?}", (x, y, z));
                }
            }
        }
    }

    #[test]
    fn a_group_small_in_one_stratum_is_left_out_of_a_second() {
        let shown = |cells| rates(cells).iter().map(Option::is_some).collect::<Vec<_>>();
        assert_eq!(shown(&[(2, 3), (4, 9), (7, 20)]), [false, false, true, true]);
        assert_eq!(shown(&[(3, 6), (4, 9), (7, 20)]), [true, true, true, true]);
        // none of those left out was selected: pooled, that would be told of each
        assert_eq!(shown(&[(0, 3), (0, 9), (7, 20)]), [false, false, true, false]);
    }
}
