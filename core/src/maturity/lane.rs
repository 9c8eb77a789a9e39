//! One lane: the evaluation of what was claimed, or of what was verified, with its score, gates and level.

use std::sync::Arc;

use super::answer::Basis;
use super::assessment::Assessment;
use super::document::{Effect, Policy};
use super::evaluate::{self, Days, Run, State};
use super::level::{self, Outcome, Reach, RunFacts};
use super::matched::Matched;
use super::model::Model;
use super::result::{Coverage, Score};
use crate::error::Error;
use crate::text::Id;

/// What the whole came to in one lane.
#[derive(Debug, Clone)]
pub(crate) struct Lane {
    pub(crate) basis: Basis,
    pub(crate) run: Run,
    pub(crate) gates: Vec<Outcome>,
    pub(crate) score: Score,
    pub(crate) coverage: Coverage,
    pub(crate) reach: Reach,
}

pub(crate) const fn opposite(basis: Basis) -> Basis {
    match basis {
        Basis::Claimed => Basis::Verified,
        Basis::Verified => Basis::Claimed,
    }
}

pub(crate) fn days(assessment: &Assessment) -> Days {
    Days { as_of: assessment.day(), window: assessment.data_window(), publication: assessment.published_on() }
}

pub(crate) fn lane(model: &Model, answers: Matched<'_>, basis: Basis, days: Days) -> Result<Lane, Error> {
    let run = evaluate::run(model, answers, basis, days)?;
    let facts = RunFacts::new(model, &run, answers, basis);
    let (gates, score) = judged(&facts)?;
    let for_levels = match &score {
        Score::Known { exact, published, .. } => Some(Ok(model.level_score(exact, *published))),
        Score::Undetermined { parameter } => Some(Err(parameter.clone())),
        Score::Forbidden { .. } | Score::Empty => None,
    };
    let coverage = facts.coverage;
    let reach = match for_levels {
        Some(score) => level::reach(model, &score, &facts, &gates),
        None => Reach { low: 0, high: 0, open: None, forbidden: true },
    };
    let score = decided(model, &gates, score);
    Ok(Lane { basis, run, gates, score, coverage, reach })
}

/// The lane that does not make the headline. One in which nothing has a value depends only on why that is, criterion by criterion:
/// the first such is kept with the model, since most that nobody verified are alike.
pub(crate) fn other(
    model: &Model,
    answers: Matched<'_>,
    basis: Basis,
    days: Days,
) -> Result<Arc<Lane>, Error> {
    let alike = |kept: &&Arc<Lane>| kept.basis == basis && evaluate::silent(answers, basis, &kept.run);
    if let Some(kept) = model.silent.get().filter(alike) {
        return Ok(Arc::clone(kept));
    }
    let own = Arc::new(lane(model, answers, basis, days)?);
    if evaluate::silent(answers, basis, &own.run) {
        let _ = model.silent.set(Arc::clone(&own));
    }
    Ok(own)
}

/// The gates of an evaluation, and its score, which they or a missing answer may forbid.
pub(crate) fn judged(facts: &RunFacts<'_>) -> Result<(Vec<Outcome>, Score), Error> {
    let (model, run) = (facts.model, facts.run);
    let gates: Vec<Outcome> = model.gates.iter().map(|gate| level::gate(gate, facts)).collect();
    let mut forbidden: Vec<Id> = Vec::new();
    for (at, state) in model.leaves.iter().zip(&run.states) {
        if let State::Absent(_, Policy::Fail) = state
            && let Some(node) = model.nodes.get(*at)
        {
            forbidden.push(node.id.clone());
        }
    }
    for (gate, outcome) in model.gates.iter().zip(&gates) {
        if gate.otherwise == Effect::NoScore && matches!(outcome, Outcome::Failed | Outcome::NotEvaluated(_))
        {
            forbidden.push(gate.id.clone());
        }
    }
    let score = score(model, run, forbidden)?;
    Ok((gates, score))
}

/// The score, undetermined where it depends on an open parameter whether a gate allows one at all.
pub(crate) fn decided(model: &Model, gates: &[Outcome], score: Score) -> Score {
    let undecided = model.gates.iter().zip(gates).find_map(|(gate, outcome)| match outcome {
        Outcome::Open(parameter) if gate.otherwise == Effect::NoScore => Some(parameter.clone()),
        _ => None,
    });
    match (score, undecided) {
        (Score::Known { .. }, Some(parameter)) => Score::Undetermined { parameter },
        (score, _) => score,
    }
}

fn score(model: &Model, run: &Run, forbidden: Vec<Id>) -> Result<Score, Error> {
    if !forbidden.is_empty() {
        return Ok(Score::Forbidden { by: forbidden });
    }
    let Some(whole) = run.values.last().filter(|whole| whole.counted) else { return Ok(Score::Empty) };
    let exact = match &whole.score {
        Ok(exact) => exact.clone(),
        Err(open) => return Ok(Score::Undetermined { parameter: open.parameter().clone() }),
    };
    let publish = &model.publish;
    let full = model.maximum(run).filter(|_| publish.full_only_when_complete);
    let (published, _) = evaluate::published(&exact, full, publish.places, publish.rounding)?;
    Ok(Score::Known { exact, published, places: publish.places })
}
