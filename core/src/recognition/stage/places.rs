//! Quotas of a stage: who is counted, which limits hold for whom, and who takes the places.

use std::collections::BTreeMap;

use crate::num::Fraction;
use crate::pack::Open;
use crate::recognition::board::{Outcome, Reader, Subject};
use crate::recognition::condition::{Missing, Truth};
use crate::recognition::decision::State;
use crate::recognition::policy::document::{Cap, Heads, Quota, Rounded, Within};
use crate::recognition::quota::{Candidate, Placed, places, select};
use crate::recognition::reason::Reason;
use crate::text::Id;
use crate::trace::Key;

/// One limit as it came out: within what, of how many, how many places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    pub(crate) stage: Id,
    pub(crate) within: Within,
    pub(crate) name: Vec<Id>,
    pub(crate) good: u32,
    pub(crate) candidates: u32,
    pub(crate) places: u32,
    pub(crate) taken: u32,
    /// Candidates of whom something is not known.
    pub(crate) unknown: u32,
    /// The share that holds because the unit came out well enough.
    pub(crate) raised: Option<Fraction>,
    pub(crate) cite: Id,
}

/// Equals at the line of a stage, and how many of them there is room for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TieSet {
    pub(crate) stage: Id,
    pub(crate) members: Vec<Id>,
    pub(crate) places: u32,
}

/// What a quota made of a stage.
#[derive(Debug, Default)]
pub(crate) struct Filled {
    pub(crate) limits: Vec<Limit>,
    pub(crate) ties: Vec<TieSet>,
}

/// Somebody a quota may count.
pub(super) struct Counted<'a> {
    pub(super) of: Subject<'a>,
    pub(super) outcome: Outcome,
    /// Whether they would take a place, were no gate closed: everything else holds.
    pub(super) candidate: bool,
    /// The level they would be at.
    pub(super) level: Option<Id>,
    /// Whether a gate excludes them: they take no place, and may still be counted in the base.
    pub(super) excluded: bool,
    /// Whether a place is kept for them though they wait.
    pub(super) reserves: bool,
    /// Whether it is not known if they are a candidate.
    pub(super) unknown: bool,
}

impl Counted<'_> {
    /// Whether the quota says how they come out.
    pub(super) const fn competes(&self) -> bool {
        self.candidate && !self.excluded
    }
}

/// A limit while people are put under it: its place among the pack's caps, and the unit, the group or both.
type CellKey = (usize, Vec<Id>);

impl Quota {
    /// Fills the places; outcomes of candidates say how they came out.
    pub(super) fn fill(
        &self,
        stage: &Id,
        below: Option<&Id>,
        reader: &Reader<'_>,
        all: &mut [Counted<'_>],
    ) -> Filled {
        match self.try_fill(stage, below, reader, all) {
            Ok(filled) => filled,
            Err(open) => {
                // a number of the quota is not public: nobody's place can be told
                for one in all.iter_mut().filter(|one| one.competes()) {
                    let missing = Missing { of: one.of.id.clone(), what: open.0.clone() };
                    let reasons = std::mem::take(&mut one.outcome.reasons);
                    one.outcome = Outcome::unknown([missing].into(), reasons);
                }
                Filled::default()
            }
        }
    }

    fn try_fill(
        &self,
        stage: &Id,
        below: Option<&Id>,
        reader: &Reader<'_>,
        all: &mut [Counted<'_>],
    ) -> Result<Filled, Open> {
        let (mode, heads) = (reader.numbers.choice(&self.base)?, reader.numbers.choice(&self.heads)?);
        let mut cells: BTreeMap<CellKey, Limit> = BTreeMap::new();
        let mut chosen = Vec::new();
        for (at, one) in all.iter_mut().enumerate() {
            let counts = heads == Heads::In || !one.of.is_head();
            let good = counts
                && match &self.good {
                    Some(good) => good.evaluate(reader, one.of, &mut Vec::new()) == Truth::Met,
                    None => below.is_some() && one.level.as_ref() == below,
                };
            let takes = one.candidate && counts;
            if !(good || takes || (one.unknown && counts)) {
                continue;
            }
            let keys = match self.keys(one.of) {
                Ok(keys) => keys,
                Err(missing) if one.competes() => {
                    let reasons = std::mem::take(&mut one.outcome.reasons);
                    one.outcome = Outcome::unknown([missing].into(), reasons);
                    (one.candidate, one.unknown) = (false, true);
                    continue;
                }
                Err(_) => continue,
            };
            for (cap, name) in &keys {
                let Some(own) = self.caps.get(*cap) else { continue };
                let cell = cells.entry((*cap, name.clone())).or_insert_with(|| Limit {
                    stage: stage.clone(),
                    within: own.within,
                    name: name.clone(),
                    good: 0,
                    candidates: 0,
                    places: 0,
                    taken: 0,
                    unknown: 0,
                    raised: None,
                    cite: own.cite.clone(),
                });
                let grouped = matches!(own.within, Within::DutyGroup | Within::UnitDutyGroup);
                let (in_base, in_group) = one.outcome.counted;
                let count = match if grouped { in_group } else { in_base } {
                    _ if one.unknown => &mut cell.unknown,
                    true if takes => &mut cell.candidates,
                    true if good => &mut cell.good,
                    _ => continue,
                };
                *count = count.saturating_add(1);
            }
            if takes && (one.outcome.holds == Some(true) || one.reserves) {
                chosen.push((at, keys));
            }
        }
        for ((cap, _), cell) in &mut cells {
            let Some(own) = self.caps.get(*cap) else { continue };
            let Rounded(rounding) = reader.numbers.choice(&own.rounding)?;
            let least = reader.numbers.get(&own.minimum)?;
            let share = own.share_of(reader, cell)?;
            let least = least.to_string().parse().unwrap_or(0);
            cell.places = places(mode, cell.good, cell.candidates, &share, rounding, least);
        }
        Ok(self.choose(stage, reader, all, chosen, cells))
    }

    fn choose(
        &self,
        stage: &Id,
        reader: &Reader<'_>,
        all: &mut [Counted<'_>],
        chosen: Vec<(usize, Vec<CellKey>)>,
        mut cells: BTreeMap<CellKey, Limit>,
    ) -> Filled {
        let keys: Vec<CellKey> = cells.keys().cloned().collect();
        let mut candidates = Vec::new();
        let mut whose = Vec::new();
        for (at, own) in chosen {
            let Some(one) = all.get_mut(at) else { continue };
            let points = self.by.iter().find_map(|stage| reader.points(one.of, stage));
            let Some(points) = points else {
                let stage = self.by.first().map_or_else(|| Id::fixed("points"), Clone::clone);
                let reasons = std::mem::take(&mut one.outcome.reasons);
                let missing = Missing { of: one.of.id.clone(), what: stage };
                one.outcome = Outcome::unknown([missing].into(), reasons);
                continue;
            };
            let cells = own.iter().filter_map(|key| keys.binary_search(key).ok()).collect();
            candidates.push(Candidate { points, cells });
            whose.push(at);
        }
        let limits: Vec<(Within, u32)> = cells.values().map(|cell| (cell.within, cell.places)).collect();
        let (placed, ties) = select(&candidates, &limits);
        for ((at, candidate), placed) in whose.iter().zip(&candidates).zip(placed) {
            let Some(one) = all.get_mut(*at) else { continue };
            let limit = |at: &usize| keys.get(*at).and_then(|key| cells.get(key));
            let told = match placed {
                Placed::Over(cell) => limit(&cell),
                _ => candidate.cells.iter().find_map(limit),
            };
            let args = |limit: &Limit| {
                [
                    ("points", (&candidate.points).into()),
                    ("within", limit.shown().into()),
                    ("places", limit.places.into()),
                    ("base", limit.good.saturating_add(limit.candidates).into()),
                ]
            };
            let (key, holds) = match placed {
                Placed::In => (Key::PLACE_TAKEN, Some(true)),
                Placed::Over(_) => (Key::PLACE_OVER, Some(false)),
                Placed::Tied(_) => (Key::PLACE_TIED, None),
            };
            if let Some(limit) = told {
                let reason = Reason::new(key, args(limit)).held(holds).cited(&limit.cite);
                one.outcome.reasons.push(reason);
                let raised = limit
                    .raised
                    .as_ref()
                    .map(|share| Reason::new(Key::CAP_RAISED, [("share", share.into())]));
                one.outcome.reasons.extend(raised);
            }
            if one.reserves {
                one.outcome.reserved = placed == Placed::In;
            } else {
                one.outcome.state = match placed {
                    Placed::In => State::Commend,
                    Placed::Over(_) | Placed::Tied(_) => State::EligibleOverQuota,
                };
                one.outcome.holds = holds;
            }
            if let Placed::Tied(tie) = placed {
                one.outcome.tie = Some(tie);
            }
            if placed == Placed::In {
                for cell in &candidate.cells {
                    if let Some(cell) = keys.get(*cell).and_then(|key| cells.get_mut(key)) {
                        cell.taken = cell.taken.saturating_add(1);
                    }
                }
            }
        }
        let id = |at: &usize| Some(all.get(*whose.get(*at)?)?.of.id.clone());
        let ties = ties.iter().map(|tie| TieSet {
            stage: stage.clone(),
            members: tie.members.iter().filter_map(id).collect(),
            places: tie.places,
        });
        Filled { ties: ties.collect(), limits: cells.into_values().collect() }
    }

    /// The limits that hold for somebody, or what is not known of them.
    fn keys(&self, of: Subject<'_>) -> Result<Vec<CellKey>, Missing> {
        let missing = |what| Missing { of: of.id.clone(), what: Id::fixed(what) };
        let unit = || of.home().cloned().ok_or_else(|| missing("unit"));
        let group = || {
            let group = of.spell.and_then(|spell| spell.duty_group.clone());
            group.ok_or_else(|| missing("duty_group"))
        };
        let key = |(at, within): (usize, Within)| {
            let name = match within {
                Within::Agency => Vec::new(),
                Within::Unit => vec![unit()?],
                Within::DutyGroup => vec![group()?],
                Within::UnitDutyGroup => vec![unit()?, group()?],
            };
            Ok((at, name))
        };
        self.caps.iter().map(|cap| cap.within).enumerate().map(key).collect()
    }
}

impl Cap {
    /// The share that holds: another one where the unit came out well enough. Where that is not known, it does not, and what the quota
    /// says is provisional.
    fn share_of(&self, reader: &Reader<'_>, limit: &mut Limit) -> Result<Fraction, Open> {
        let Some(raised) = &self.raised else { return reader.numbers.get(&self.share) };
        let unit = match limit.within {
            Within::Agency | Within::DutyGroup => reader.whole(),
            Within::Unit | Within::UnitDutyGroup => {
                limit.name.first().and_then(|id| reader.facts.unit(id)).map(|unit| reader.of_unit(unit))
            }
        };
        match unit.map(|unit| raised.when.evaluate(reader, unit, &mut Vec::new())) {
            Some(Truth::Met) => {
                limit.raised = Some(reader.numbers.get(&raised.share)?);
                reader.numbers.get(&raised.share)
            }
            Some(Truth::Unknown(_)) => {
                reader.undecided.set(true);
                reader.numbers.get(&self.share)
            }
            // of no unit the result can be good
            Some(Truth::Failed) | None => reader.numbers.get(&self.share),
        }
    }
}

impl Limit {
    fn shown(&self) -> String {
        let names: Vec<&str> = self.name.iter().map(Id::as_str).collect();
        if names.is_empty() { "–".to_owned() } else { names.join(", ") }
    }

    /// The stage.
    #[must_use]
    pub const fn stage(&self) -> &Id {
        &self.stage
    }

    /// Within what it holds.
    #[must_use]
    pub const fn within(&self) -> Within {
        self.within
    }

    /// The unit, the group of similar duties, or both; nothing for the whole agency.
    #[must_use]
    pub fn name(&self) -> &[Id] {
        &self.name
    }

    /// How many are good, candidates not among them.
    #[must_use]
    pub const fn good(&self) -> u32 {
        self.good
    }

    /// How many candidates are counted.
    #[must_use]
    pub const fn candidates(&self) -> u32 {
        self.candidates
    }

    /// How many places there are.
    #[must_use]
    pub const fn places(&self) -> u32 {
        self.places
    }

    /// How many are taken; some may stay empty.
    #[must_use]
    pub const fn taken(&self) -> u32 {
        self.taken
    }

    /// Of how many it is not known whether they are candidates.
    #[must_use]
    pub const fn unknown(&self) -> u32 {
        self.unknown
    }
}

impl TieSet {
    /// The stage.
    #[must_use]
    pub const fn stage(&self) -> &Id {
        &self.stage
    }

    /// Those with equal points.
    #[must_use]
    pub fn members(&self) -> &[Id] {
        &self.members
    }

    /// How many of them there is room for.
    #[must_use]
    pub const fn places(&self) -> u32 {
        self.places
    }
}
