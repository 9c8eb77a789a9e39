//! Gates and levels: from a score and conditions to a level, or to the two levels it lies between.

use super::answer::{Answer, Basis};
use super::document::Effect;
use super::evaluate::{Run, State, still, value_of};
use super::matched::Matched;
use super::model::{At, GateModel, Model};
use super::result::Coverage;
use crate::condition::{Because, Facts, Reading, Truth};
use crate::num::Fraction;
use crate::text::Id;

/// What conditions may read of a run.
pub(crate) struct RunFacts<'a> {
    pub(crate) model: &'a Model,
    pub(crate) run: &'a Run,
    pub(crate) answers: Matched<'a>,
    pub(crate) lane: Basis,
    /// That of the whole.
    pub(crate) coverage: Coverage,
}

impl<'a> RunFacts<'a> {
    pub(crate) fn new(model: &'a Model, run: &'a Run, answers: Matched<'a>, lane: Basis) -> Self {
        Self { model, run, answers, lane, coverage: model.coverage(run, model.root()) }
    }

    fn at(&self, node: Option<&At>) -> At {
        node.copied().unwrap_or_else(|| self.model.root())
    }

    fn state(&self, at: At) -> Option<(State, Option<&Answer>)> {
        let ordinal = self.model.nodes.get(at)?.ordinal()?;
        Some((*self.run.states.get(ordinal)?, self.answers.get(ordinal)))
    }

    fn missing(&self, at: At) -> Because {
        Because::Missing(self.name(&at))
    }
}

impl Facts<At> for RunFacts<'_> {
    fn name(&self, node: &At) -> Id {
        self.model.nodes.get(*node).map_or_else(|| self.model.pack.clone(), |node| node.id.clone())
    }

    fn score(&self, node: Option<&At>) -> Reading {
        let at = self.at(node);
        if let Some((State::Absent(..), _)) = self.state(at) {
            return Err(self.missing(at));
        }
        match self.run.values.get(at) {
            Some(value) if value.counted => {
                value.score.clone().map_err(|open| Because::Open(open.parameter().clone()))
            }
            _ => Err(self.missing(at)),
        }
    }

    fn share(&self, node: Option<&At>) -> Reading {
        let at = self.at(node);
        let score = self.score(node)?;
        let max = match (self.run.values.get(at), self.model.nodes.get(at)) {
            (Some(value), Some(node)) => value
                .max(node, &self.run.maxima)
                .clone()
                .map_err(|open| Because::Open(open.parameter().clone()))?,
            _ => return Err(self.missing(at)),
        };
        score.div(&max).ok_or_else(|| self.missing(at))
    }

    fn coverage(&self, node: Option<&At>) -> Reading {
        let at = self.at(node);
        let coverage = node.map_or(self.coverage, |node| self.model.coverage(self.run, *node));
        coverage.share().ok_or_else(|| self.missing(at))
    }

    fn answer(&self, node: &At) -> Option<String> {
        match self.state(*node)? {
            (State::Valued, answer) => value_of(answer, self.lane).ok().map(super::value::Value::shown),
            _ => None,
        }
    }
}

/// How a gate came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    Met,
    Failed,
    /// Not evaluated for want of facts: counts as failed.
    NotEvaluated(Id),
    /// Decided by an open parameter.
    Open(Id),
}

impl Outcome {
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Failed => "failed",
            Self::NotEvaluated(_) => "not_evaluated",
            Self::Open(_) => "undetermined",
        }
    }
}

pub(crate) fn gate(gate: &GateModel, facts: &RunFacts<'_>) -> Outcome {
    match gate.require.evaluate(facts) {
        Truth::True => Outcome::Met,
        Truth::False => Outcome::Failed,
        Truth::Unknown(Because::Missing(id)) => Outcome::NotEvaluated(id),
        Truth::Unknown(Because::Open(id)) => Outcome::Open(id),
    }
}

/// The level reached: counts of levels, so 0 is below the lowest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reach {
    /// Levels certainly reached.
    pub(crate) low: usize,
    /// Levels possibly reached.
    pub(crate) high: usize,
    /// What decides between them.
    pub(crate) open: Option<Id>,
    /// A gate allows no level.
    pub(crate) forbidden: bool,
}

/// The levels a score and the conditions reach; `score` is `Err` where an open parameter decides it.
pub(crate) fn reach(
    model: &Model,
    score: &Result<Fraction, Id>,
    facts: &RunFacts<'_>,
    gates: &[Outcome],
) -> Reach {
    let by_score = scores(model, score);
    let (mut low, mut high) = (None, model.levels.len());
    let mut open = None;
    for (index, (level, by_score)) in model.levels.iter().zip(&by_score).enumerate() {
        let required = level.requires.as_ref().map_or(Truth::True, |requires| requires.evaluate(facts));
        let truth = match (by_score, required) {
            (Some(false), _) | (_, Truth::False | Truth::Unknown(Because::Missing(_))) => Some(false),
            (Some(true), Truth::True) => Some(true),
            (_, Truth::Unknown(Because::Open(id))) => {
                open = open.or(Some(id));
                None
            }
            (None, Truth::True) => {
                let parameter = level
                    .from
                    .as_ref()
                    .and_then(|from| from.as_ref().err())
                    .map(|open| open.parameter().clone());
                open = open.or(score.as_ref().err().cloned()).or(parameter);
                None
            }
        };
        if truth != Some(true) && low.is_none() {
            low = Some(index);
        }
        if truth == Some(false) {
            high = index;
            break;
        }
    }
    let mut low = low.unwrap_or(high).min(high);
    let mut forbidden = false;
    for (gate, outcome) in model.gates.iter().zip(gates) {
        let most = match &gate.otherwise {
            Effect::Cap(level) => level.saturating_add(1),
            Effect::Block(level) => *level,
            Effect::NoLevel | Effect::NoScore => 0,
        };
        match outcome {
            Outcome::Met => {}
            Outcome::Failed | Outcome::NotEvaluated(_) => {
                forbidden = forbidden || matches!(gate.otherwise, Effect::NoLevel | Effect::NoScore);
                (low, high) = (low.min(most), high.min(most));
            }
            Outcome::Open(id) => {
                if most < high {
                    open = open.or(Some(id.clone()));
                }
                low = low.min(most);
            }
        }
    }
    let open = if low == high { None } else { open };
    Reach { low, high, open, forbidden }
}

/// For each level, whether the score reaches it, as far as known boundaries tell.
fn scores(model: &Model, score: &Result<Fraction, Id>) -> Vec<Option<bool>> {
    let least = match score {
        Ok(_) => None,
        Err(_) => still(model, false).and_then(|run| run.values.last()?.score.clone().ok()),
    };
    let own: Vec<Option<bool>> = model
        .levels
        .iter()
        .map(|level| match (&level.from, score) {
            (None, _) => Some(true),
            (Some(Ok(from)), Ok(score)) => Some(score >= from),
            // whatever the score turns out to be, it is not below the least there can be
            (Some(Ok(from)), Err(_)) if least.as_ref().is_some_and(|least| least >= from) => Some(true),
            _ => None,
        })
        .collect();
    let bounded = |at: usize| model.levels.get(at).is_some_and(|level| level.from.is_some());
    // boundaries ascend, so one that is reached means those below it are, and one missed means those above are not
    let reached = |from: usize| {
        own.iter().enumerate().skip(from).any(|(at, truth)| *truth == Some(true) && bounded(at))
    };
    let missed = |until: usize| own.iter().take(until).any(|truth| *truth == Some(false));
    own.iter()
        .enumerate()
        .map(|(at, truth)| match truth {
            None if reached(at) => Some(true),
            None if missed(at) => Some(false),
            truth => *truth,
        })
        .collect()
}
