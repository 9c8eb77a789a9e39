//! Quotas of a stage: who is counted, which limits hold for whom, and who takes the places.

use std::collections::BTreeMap;

use super::limit::{Limit, TieSet};
use super::order::Order;
use crate::num::Fraction;
use crate::pack::Open;
use crate::recognition::board::{Outcome, Reader, Subject};
use crate::recognition::condition::{Missing, Truth};
use crate::recognition::decision::State;
use crate::recognition::policy::document::{BaseMode, Cap, Heads, Quota, Rounded, Within};
use crate::recognition::quota::{Candidate, Placed, Tie, places};
use crate::recognition::reason::Reason;
use crate::text::Id;
use crate::trace::Key;

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
    /// Whether a competent person decided that they take a place, or that they do not.
    pub(super) settled: Option<bool>,
}

impl<'a> Counted<'a> {
    /// Somebody of whom the rule says how they come out.
    pub(super) fn asked(of: Subject<'a>, outcome: Outcome) -> Self {
        Self {
            of,
            candidate: outcome.holds == Some(true),
            level: outcome.level.clone(),
            excluded: false,
            reserves: false,
            unknown: outcome.state == State::InsufficientEvidence,
            settled: None,
            outcome,
        }
    }

    /// Somebody who waits, and would come out so; a place may be kept.
    pub(super) fn waiting(of: Subject<'a>, mut outcome: Outcome, would: Outcome, keeps: bool) -> Self {
        let asked = Self::asked(of, would);
        outcome.keeps = keeps;
        outcome.would = Some(Box::new(asked.outcome));
        Self { outcome, reserves: keeps && asked.candidate, ..asked }
    }

    /// Somebody who is excluded, and would come out so.
    pub(super) fn excluded(of: Subject<'a>, outcome: Outcome, would: Outcome) -> Self {
        Self { outcome, excluded: true, ..Self::asked(of, would) }
    }

    /// Whether the quota says how they come out.
    pub(super) const fn competes(&self) -> bool {
        self.candidate && !self.excluded
    }

    /// Whether they may take a place, or it is kept for them: not while they wait and nothing is kept.
    fn may_take(&self) -> bool {
        !self.excluded && (self.outcome.would.is_none() || self.outcome.keeps)
    }
}

/// A limit while people are put under it: its place among the pack's caps, and the unit, the group or both.
type CellKey = (usize, Vec<Id>);

/// Those whom a quota is about, and under which limits each of them stands.
#[derive(Default)]
struct Under {
    /// Candidates, by place.
    chosen: Vec<(usize, Vec<CellKey>)>,
    /// Those of whom it was decided that they take a place.
    decided: Vec<Vec<CellKey>>,
    cells: BTreeMap<CellKey, Limit>,
}

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
                    let missing = Missing { of: one.of.id.clone(), what: open.parameter().clone() };
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
        let order = self.order(reader)?;
        let mut under = Under::default();
        for (at, one) in all.iter_mut().enumerate() {
            let counts = heads == Heads::In || !one.of.is_head();
            // who waits is counted as they would be: a release changes no base
            let good = counts
                && match &self.good {
                    Some(good) => {
                        let holds = || good.evaluate(reader, one.of, &mut Vec::new());
                        reader.as_released(holds) == Truth::Met
                    }
                    None => below.is_some() && one.level.as_ref() == below,
                };
            let takes = one.candidate && counts;
            let settled = counts && one.settled == Some(true);
            // what was decided is known, whatever else is not
            let unknown = one.unknown && one.settled.is_none();
            if !(good || takes || settled || (unknown && counts)) {
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
                let cell = under.cells.entry((*cap, name.clone())).or_insert_with(|| own.limit(stage, name));
                let grouped = matches!(own.within, Within::DutyGroup | Within::UnitDutyGroup);
                let (in_base, in_group) = one.outcome.counted;
                let inside = if grouped { in_group } else { in_base };
                // of the good who cannot take a place nothing more is asked where both are counted alike
                let counted = inside && (!good || mode != BaseMode::Both);
                let count = match inside {
                    _ if unknown && (one.may_take() || counted) => &mut cell.unknown,
                    true if takes || settled => &mut cell.candidates,
                    true if good => &mut cell.good,
                    _ => continue,
                };
                *count = count.saturating_add(1);
            }
            if settled {
                under.decided.push(keys.clone());
            }
            if takes && (one.outcome.holds == Some(true) || one.reserves) {
                under.chosen.push((at, keys));
            }
        }
        for ((cap, _), cell) in &mut under.cells {
            let Some(own) = self.caps.get(*cap) else { continue };
            let Rounded(rounding) = reader.numbers.choice(&own.rounding)?;
            let least = reader.numbers.get(&own.minimum)?;
            let share = own.share_of(reader, cell)?;
            let least = least.to_string().parse().unwrap_or(0);
            cell.places = places(mode, cell.good, cell.candidates, &share, rounding, least);
        }
        Ok(choose(stage, reader, &order, all, under))
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

/// Who takes the places, and what it says of them. What was decided takes its places first.
fn choose(
    stage: &Id,
    reader: &Reader<'_>,
    order: &Order<'_>,
    all: &mut [Counted<'_>],
    under: Under,
) -> Filled {
    let Under { chosen, decided, mut cells } = under;
    let keys: Vec<CellKey> = cells.keys().cloned().collect();
    let place =
        |own: &[CellKey]| own.iter().filter_map(|key| keys.binary_search(key).ok()).collect::<Vec<_>>();
    let mut candidates = Vec::new();
    let mut whose = Vec::new();
    for (at, own) in chosen {
        let Some(one) = all.get_mut(at) else { continue };
        match order.of(reader, one.of) {
            Ok(points) => {
                candidates.push(Candidate { points, cells: place(&own) });
                whose.push(at);
            }
            Err(what) if one.settled.is_none() => {
                let reasons = std::mem::take(&mut one.outcome.reasons);
                let missing = Missing { of: one.of.id.clone(), what };
                one.outcome = Outcome::unknown([missing].into(), reasons);
            }
            Err(_) => {}
        }
    }
    let mut limits: Vec<(Within, u32)> = cells.values().map(|cell| (cell.within, cell.places)).collect();
    let (mut placed, mut ties) = order.select(&candidates, &limits);
    if whose.iter().any(|at| all.get(*at).is_some_and(|one| one.settled.is_some())) || !decided.is_empty() {
        // the others are left what there is
        for cell in decided.iter().flat_map(|own| place(own)) {
            if let Some((_, places)) = limits.get_mut(cell) {
                *places = places.saturating_sub(1);
            }
        }
        let open: Vec<usize> = (0..candidates.len())
            .filter(|at| whose.get(*at).and_then(|at| all.get(*at)).is_some_and(|one| one.settled.is_none()))
            .collect();
        let left: Vec<Candidate> = open.iter().filter_map(|at| candidates.get(*at).cloned()).collect();
        let (again, between) = order.select(&left, &limits);
        for (at, own) in open.iter().zip(again) {
            let Some(placed) = placed.get_mut(*at) else { continue };
            *placed = match (own, *placed) {
                (Placed::Over(cell), Placed::In | Placed::Tied(_) | Placed::Unsure) => Placed::Gone(cell),
                (own, _) => own,
            };
        }
        let whole = |at: &usize| open.get(*at).copied();
        ties = between
            .into_iter()
            .map(|tie| Tie { members: tie.members.iter().filter_map(whole).collect(), ..tie })
            .collect();
    }
    for cell in decided.iter().flat_map(|own| place(own)) {
        if let Some(cell) = keys.get(cell).and_then(|key| cells.get_mut(key)) {
            cell.taken = cell.taken.saturating_add(1);
        }
    }
    for ((at, candidate), placed) in whose.iter().zip(&candidates).zip(placed) {
        let Some(one) = all.get_mut(*at) else { continue };
        let limit = |at: &usize| keys.get(*at).and_then(|key| cells.get(key));
        let told = match placed {
            Placed::Over(cell) | Placed::Gone(cell) => limit(&cell),
            _ => candidate.cells.iter().find_map(limit),
        };
        if let Some(limit) = told {
            one.outcome.reasons.push(order.reason(placed, &candidate.points, limit));
            let raised =
                limit.raised.as_ref().map(|share| Reason::new(Key::CAP_RAISED, [("share", share.into())]));
            one.outcome.reasons.extend(raised);
        }
        if one.reserves {
            one.outcome.reserved = placed == Placed::In;
        } else {
            let is_in = placed == Placed::In;
            one.outcome.state = if is_in { State::Commend } else { State::EligibleOverQuota };
            one.outcome.holds = placed.holds();
        }
        if let Placed::Tied(tie) = placed {
            one.outcome.tie = Some(tie);
        }
        if placed == Placed::In && one.settled.is_none() {
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

impl Cap {
    fn limit(&self, stage: &Id, name: &[Id]) -> Limit {
        Limit {
            stage: stage.clone(),
            within: self.within,
            name: name.to_vec(),
            good: 0,
            candidates: 0,
            places: 0,
            taken: 0,
            unknown: 0,
            raised: None,
            cite: self.cite.clone(),
        }
    }

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
