//! The stages of a policy, run in the order of what they read of one another: one rule per file.

mod award;
mod chain;
mod critique;
mod gate;
pub(super) mod limit;
mod members;
mod order;
pub(super) mod places;
mod rating;
mod score;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use self::gate::Stopped;
use self::places::{Counted, Filled};
use super::board::{Board, Outcome, Reader, Subject, Tops};
use super::condition::Missing;
use super::decision::State;
use super::driving::Driving;
use super::facts::Inner as Facts;
use super::facts::document::Decided;
use super::policy::document::{Body, Effect, LevelQuota, Quota, Rule, Stage};
use super::reason::Reason;
use super::round::Round;
use crate::contribution::Certainty;
use crate::num::{Exact, Fraction};
use crate::text::Id;
use crate::trace::Key;

/// What a run reads, and what it takes to be otherwise.
#[derive(Clone, Copy)]
pub(crate) struct Setting<'a> {
    pub(crate) facts: &'a Facts,
    pub(crate) body: &'a Body,
    pub(crate) driving: &'a Driving,
    pub(crate) round: &'a Round,
    pub(crate) status: Option<&'a Id>,
    pub(crate) certainty: Option<&'a Certainty>,
    pub(crate) tops: &'a Tops,
    pub(crate) what_if: &'a WhatIf,
}

/// What a run takes to be otherwise than the facts say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct WhatIf {
    /// The points of a stage for somebody, or the share of a unit's members.
    pub(crate) points: Option<(Id, Id, Fraction)>,
    /// The value of a parameter.
    pub(crate) parameter: Option<(Id, Exact)>,
    /// Holds that were released: the person, the stage and the gate of each.
    pub(crate) released: BTreeSet<(Id, Id, Id)>,
}

/// Everything a run comes to.
#[derive(Debug, Default)]
pub(crate) struct Ran {
    pub(crate) board: Board,
    pub(crate) filled: Filled,
}

/// Runs every stage.
pub(crate) fn run(setting: Setting<'_>, order: &[usize]) -> Ran {
    let mut ran = Ran { board: vec![BTreeMap::new(); setting.body.stages.len()], filled: Filled::default() };
    let mut awarded = BTreeSet::new();
    for place in order {
        let Some(stage) = setting.body.stages.get(*place) else { continue };
        let (results, filled) = one(setting, stage, *place, &ran.board, &mut awarded);
        let offset = ran.filled.ties.len();
        ran.filled.limits.extend(filled.limits);
        ran.filled.ties.extend(filled.ties);
        if let Some(own) = ran.board.get_mut(*place) {
            own.extend(results.into_iter().map(|(id, mut outcome)| {
                outcome.tie = outcome.tie.map(|tie| tie.saturating_add(offset));
                (id, outcome)
            }));
        }
    }
    ran
}

/// Runs one stage over everybody it is about.
fn one(
    setting: Setting<'_>,
    stage: &Stage,
    place: usize,
    board: &Board,
    awarded: &mut BTreeSet<(Id, Id)>,
) -> (Vec<(Id, Outcome)>, Filled) {
    let Some(numbers) = setting.driving.stage(place) else { return (Vec::new(), Filled::default()) };
    let reader = Reader {
        facts: setting.facts,
        body: setting.body,
        board,
        numbers,
        driving: setting.driving,
        round: setting.round,
        status: setting.status,
        certainty: setting.certainty,
        tops: setting.tops,
        undecided: Cell::new(false),
        waits: Cell::new(None),
        released: Cell::new(false),
    };
    let mut all: Vec<Counted<'_>> = Vec::new();
    let decides = setting.body.decides(place);
    for of in reader.subjects(stage) {
        reader.begin();
        let mut counted = asked(setting, stage, &reader, of, awarded);
        counted.outcome.provisional = reader.undecided.get();
        for more in &mut counted.outcome.more {
            more.provisional = reader.undecided.get();
        }
        let settled = decided_about(setting, stage, of, counted.outcome.achievement.as_ref(), true);
        counted.settled = settled.filter(|_| decides).map(|own| own.places(&stage.rule));
        all.push(counted);
    }
    let mut filled = Filled::default();
    if let Some(quota) = quota(&stage.rule) {
        reader.begin();
        let below = match &stage.rule {
            Rule::Quota(rule) => Some(&rule.otherwise),
            _ => None,
        };
        filled = quota.fill(&stage.id, below, &reader, &mut all);
        // whom a quota passes over depends on everybody it counts
        let open = reader.undecided.get() || filled.limits.iter().any(|limit| limit.unknown > 0);
        for one in all.iter_mut().filter(|one| one.competes()) {
            one.outcome.provisional |= open;
        }
    }
    if let Rule::Quota(rule) = &stage.rule {
        for one in &mut all {
            rule.level(&reader, &mut one.outcome);
        }
    }
    let finish = |one: Counted<'_>| {
        let mut outcome = one.outcome;
        if decides {
            decided(setting, stage, one.of, &mut outcome, true);
            outcome.more.iter_mut().for_each(|more| decided(setting, stage, one.of, more, false));
        }
        (one.of.id.clone(), outcome)
    };
    (all.into_iter().map(finish).collect(), filled)
}

fn quota(rule: &Rule) -> Option<&Quota> {
    match rule {
        Rule::Quota(own) => Some(&own.quota),
        Rule::Title(award) => award.quota.as_ref(),
        Rule::Form(form) => form.award.quota.as_ref(),
        _ => None,
    }
}

/// Asks the gates and then the rule.
fn asked<'a>(
    setting: Setting<'_>,
    stage: &Stage,
    reader: &Reader<'a>,
    of: Subject<'a>,
    awarded: &mut BTreeSet<(Id, Id)>,
) -> Counted<'a> {
    let released = |gate: &super::policy::document::Gate| {
        let mut released = setting.what_if.released.iter();
        released.any(|(id, at, own)| id == of.id && *at == stage.id && *own == gate.id)
    };
    let before = awarded.clone();
    let would = || reader.as_released(|| rule(setting, stage, reader, of, &mut before.clone()));
    match gate::ask(stage, reader, of, &released) {
        Stopped::No(asked) => {
            let mut outcome = rule(setting, stage, reader, of, awarded);
            outcome.reasons.splice(0..0, asked);
            let open = matches!(outcome.state, State::InsufficientEvidence | State::Held(_));
            match reader.waits.get().filter(|_| open) {
                Some(keeps) => Counted::waiting(of, outcome, would(), keeps),
                None => Counted::asked(of, outcome),
            }
        }
        Stopped::By(None, outcome) => Counted::asked(of, *outcome),
        Stopped::By(Some(gate), mut outcome) => {
            outcome.counted = (gate.in_base, gate.in_group);
            // what they would be is asked though they are stopped: the base may still count them
            let would = would();
            if gate.then == Effect::Exclude {
                return Counted::excluded(of, *outcome, would);
            }
            Counted::waiting(of, *outcome, would, gate.then == Effect::HoldAndReserve)
        }
    }
}

/// What the rule makes of somebody.
fn rule(
    setting: Setting<'_>,
    stage: &Stage,
    reader: &Reader<'_>,
    of: Subject<'_>,
    awarded: &mut BTreeSet<(Id, Id)>,
) -> Outcome {
    let what_if = setting.what_if.points.as_ref();
    let instead =
        what_if.filter(|(at, id, _)| *at == stage.id && id == of.id).map(|(.., points)| points.clone());
    match &stage.rule {
        Rule::Score(_) if instead.is_some() => {
            Outcome { points: instead, ..Outcome::new(State::None, Vec::new()) }
        }
        Rule::Score(score) => score.evaluate(reader, of),
        Rule::Rating(rating) => rating.evaluate(reader, of),
        Rule::Given(given) => {
            let own = given.evaluate(reader, of);
            Outcome { points: instead.or_else(|| own.points.clone()), ..own }
        }
        Rule::Ceiling(ceiling) => ceiling.evaluate(reader, of),
        Rule::Quota(quota) => quota.before(reader, of),
        Rule::Chain(chain) => chain.evaluate(&stage.id, reader, of),
        Rule::Members(members) => members.evaluate(reader, of, instead),
        Rule::Title(award) => award.evaluate(reader, of),
        Rule::Form(form) => form.evaluate(reader, of, stage.by_event(setting.body), awarded),
        Rule::Critique(critique) => critique.evaluate(reader, of, stage.by_event(setting.body)),
    }
}

impl LevelQuota {
    /// Before the cut: those at the level are candidates, everybody else keeps what they have.
    fn before(&self, reader: &Reader<'_>, of: Subject<'_>) -> Outcome {
        let Some(own) = self.of.iter().find_map(|stage| reader.outcome(of.id, stage)) else {
            let what = self.of.first().map_or_else(|| Id::fixed("level"), Clone::clone);
            let missing = Missing { of: of.id.clone(), what };
            return Outcome::unknown([missing].into(), Vec::new());
        };
        let mut outcome =
            Outcome { reasons: Vec::new(), decided: None, provisional: false, would: None, ..own.clone() };
        if own.level.as_ref() == Some(&self.level) {
            (outcome.holds, outcome.state) = (Some(true), State::Commend);
        }
        outcome
    }

    /// After the cut: those who kept no place come down, those who tie wait for their level.
    fn level(&self, reader: &Reader<'_>, outcome: &mut Outcome) {
        if outcome.level.as_ref() != Some(&self.level) || outcome.state != State::EligibleOverQuota {
            return;
        }
        if outcome.tie.is_some() {
            outcome.level = None;
            return;
        }
        let level = reader.body.level_label(&self.otherwise);
        outcome.reasons.push(Reason::new(Key::LEVEL_OVER_QUOTA, [("level", level)]));
        outcome.level = Some(self.otherwise.clone());
    }
}

/// What a competent person decided about somebody at a stage. What names no achievement is about the first, as is what names one where none
/// is awarded.
fn decided_about<'a>(
    setting: Setting<'a>,
    stage: &Stage,
    of: Subject<'_>,
    achievement: Option<&Id>,
    is_first: bool,
) -> Option<&'a Decided> {
    let about = |own: &&Decided| {
        let same = match (&own.achievement, achievement) {
            (Some(named), Some(own)) => named == own,
            _ => is_first,
        };
        own.stage == stage.id && own.of == *of.id && same
    };
    setting.facts.document.decided.iter().rfind(about)
}

impl Decided {
    /// Whether it takes a place of the stage's quota.
    fn places(&self, rule: &Rule) -> bool {
        match (&self.level, rule) {
            (Some(level), Rule::Quota(quota)) => *level == quota.level,
            _ => self.given == Some(true),
        }
    }
}

/// Puts what a competent person decided in the place of what was reckoned.
fn decided(setting: Setting<'_>, stage: &Stage, of: Subject<'_>, outcome: &mut Outcome, is_first: bool) {
    let about = decided_about(setting, stage, of, outcome.achievement.as_ref(), is_first);
    let Some(own) = about else { return };
    let args = [("number", own.number.as_str().into()), ("on", own.on.into()), ("by", (&own.by).into())];
    outcome.reasons.push(Reason::new(Key::DECIDED_BY, args));
    if let Some(level) = &own.level {
        outcome.level = Some(level.clone());
        outcome.state = if own.places(&stage.rule) { State::Commend } else { State::None };
        if matches!(stage.rule, Rule::Quota(_)) {
            outcome.holds = Some(own.places(&stage.rule));
        }
    }
    if let Some(given) = own.given {
        outcome.holds = Some(given);
        outcome.state = match (given, &stage.rule) {
            (true, Rule::Critique(_)) => State::CritiqueProposed,
            (true, _) => State::Commend,
            (false, _) => State::None,
        };
    }
    (outcome.tie, outcome.provisional, outcome.reserved) = (None, false, false);
    (outcome.would, outcome.keeps) = (None, false);
    outcome.missing.clear();
    outcome.decided = Some(own.clone());
}
