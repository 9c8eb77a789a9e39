//! The stages of a policy, run in the order of what they read of one another: one rule per file.

mod award;
mod chain;
mod critique;
mod gate;
mod members;
pub(super) mod places;
mod rating;
mod score;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use self::gate::Stopped;
use self::places::{Counted, Filled};
use super::board::{Board, Numbers, Outcome, Reader, Subject, Tops};
use super::condition::Missing;
use super::decision::State;
use super::facts::Inner as Facts;
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
    pub(crate) numbers: &'a Numbers,
    pub(crate) round: &'a Round,
    pub(crate) status: Option<&'a Id>,
    pub(crate) certainty: Option<&'a Certainty>,
    pub(crate) tops: &'a Tops,
    pub(crate) what_if: &'a WhatIf,
}

/// What a run takes to be otherwise than the facts say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct WhatIf {
    /// The points of a stage for somebody.
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
    let reader = Reader {
        facts: setting.facts,
        body: setting.body,
        board,
        numbers: setting.numbers,
        round: setting.round,
        status: setting.status,
        certainty: setting.certainty,
        tops: setting.tops,
        undecided: Cell::new(false),
    };
    let mut all: Vec<Counted<'_>> = Vec::new();
    for of in reader.subjects(stage) {
        reader.undecided.set(false);
        let mut counted = asked(setting, stage, &reader, of, awarded);
        counted.outcome.provisional = reader.undecided.get();
        all.push(counted);
    }
    let mut filled = Filled::default();
    if let Some(quota) = quota(&stage.rule) {
        reader.undecided.set(false);
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
    let decides = setting.body.decides(place);
    let finish = |one: Counted<'_>| {
        let mut outcome = one.outcome;
        if decides {
            decided(setting, stage, one.of, &mut outcome);
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
    let counted = |outcome: Outcome| {
        let unknown = outcome.state == State::InsufficientEvidence;
        let (candidate, level) = (outcome.holds == Some(true), outcome.level.clone());
        Counted { of, candidate, level, excluded: false, reserves: false, unknown, outcome }
    };
    match gate::ask(stage, reader, of, &released) {
        Stopped::No(asked) => {
            let mut outcome = rule(setting, stage, reader, of, awarded);
            outcome.reasons.splice(0..0, asked);
            counted(outcome)
        }
        Stopped::By(None, outcome) => counted(*outcome),
        Stopped::By(Some(gate), mut outcome) => {
            outcome.counted = (gate.in_base, gate.in_group);
            let reserves = gate.then == Effect::HoldAndReserve;
            // what they would be is asked though they are stopped: the base may still count them
            let would = rule(setting, stage, reader, of, &mut awarded.clone());
            let (candidate, excluded) = (would.holds == Some(true), gate.then == Effect::Exclude);
            if !excluded {
                outcome.level = would.level.clone().filter(|_| !candidate);
            }
            Counted {
                of,
                outcome: *outcome,
                candidate,
                level: would.level,
                excluded,
                reserves: reserves && candidate,
                unknown: false,
            }
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
    match &stage.rule {
        Rule::Score(score) => match &setting.what_if.points {
            Some((at, id, points)) if *at == stage.id && id == of.id => {
                Outcome::points(points.clone(), Vec::new())
            }
            _ => score.evaluate(reader, of),
        },
        Rule::Rating(rating) => rating.evaluate(reader, of),
        Rule::Given(given) => given.evaluate(reader, of),
        Rule::Ceiling(ceiling) => ceiling.evaluate(reader, of),
        Rule::Quota(quota) => quota.before(reader, of),
        Rule::Chain(chain) => chain.evaluate(&stage.id, reader, of),
        Rule::Members(members) => members.evaluate(reader, of),
        Rule::Title(award) => award.evaluate(reader, of),
        Rule::Form(form) => form.evaluate(reader, of, awarded),
        Rule::Critique(critique) => critique.evaluate(reader, of),
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
        let mut outcome = Outcome { reasons: Vec::new(), decided: None, provisional: false, ..own.clone() };
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

/// Puts what a competent person decided in the place of what was reckoned.
fn decided(setting: Setting<'_>, stage: &Stage, of: Subject<'_>, outcome: &mut Outcome) {
    let all = setting.facts.document.decided.iter();
    let Some(own) = all.rev().find(|own| own.stage == stage.id && own.of == *of.id) else { return };
    let args = [("number", own.number.as_str().into()), ("on", own.on.into()), ("by", (&own.by).into())];
    outcome.reasons.push(Reason::new(Key::DECIDED_BY, args));
    if let Some(level) = &own.level {
        outcome.level = Some(level.clone());
        if let Rule::Quota(quota) = &stage.rule {
            outcome.holds = Some(*level == quota.level);
            outcome.state = if *level == quota.level { State::Commend } else { State::None };
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
    (outcome.tie, outcome.provisional) = (None, false);
    outcome.missing.clear();
    outcome.decided = Some(own.clone());
}
