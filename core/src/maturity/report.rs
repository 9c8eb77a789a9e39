//! The report: what an assessment came to. The headline is computed at once, everything else when asked for, always
//! by the same evaluation.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::answer::Basis;
use super::assessment::Assessment;
use super::document::{Effect, Policy};
use super::evaluate::{self, Absence, Days, Matched, Run, State, What};
use super::framework::Framework;
use super::level::{self, Outcome, Reach, RunFacts};
use super::model::{Model, Shape};
use crate::error::Error;
use crate::num::{Exact, Fraction};
use crate::text::{Id, Text};
use crate::trace::{Explanation, Key, Message};

/// A score, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Score {
    /// Known.
    Known {
        /// Before rounding.
        exact: Fraction,
        /// As the pack publishes it.
        published: Exact,
        /// Digits after the point the pack publishes.
        places: u32,
    },
    /// It depends on a parameter nobody could set yet.
    Undetermined {
        /// The parameter.
        parameter: Id,
    },
    /// The rules forbid one: by these criteria or gates.
    Forbidden {
        /// Ids of criteria whose absence fails, and of gates.
        by: Vec<Id>,
    },
    /// Nothing applies.
    Empty,
}

impl Score {
    /// The score before rounding.
    #[must_use]
    pub const fn exact(&self) -> Option<&Fraction> {
        match self {
            Self::Known { exact, .. } => Some(exact),
            _ => None,
        }
    }

    /// The score as published.
    #[must_use]
    pub const fn published(&self) -> Option<Exact> {
        match self {
            Self::Known { published, .. } => Some(*published),
            _ => None,
        }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known { published, places, .. } => f.write_str(&published.fixed(*places)),
            Self::Undetermined { parameter } => write!(f, "undetermined ({parameter})"),
            Self::Forbidden { by } => {
                let by: Vec<&str> = by.iter().map(Id::as_str).collect();
                write!(f, "none ({})", by.join(", "))
            }
            Self::Empty => f.write_str("none"),
        }
    }
}

/// A level with its name for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    id: Id,
    label: Text,
}

impl Level {
    /// Its id in the pack.
    #[must_use]
    pub const fn id(&self) -> &Id {
        &self.id
    }

    /// What people call it.
    #[must_use]
    pub const fn label(&self) -> &Text {
        &self.label
    }
}

/// The level reached, or what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LevelResult {
    /// This level.
    Reached(Level),
    /// One of the levels between these two, both possible; `None` is below the lowest.
    Between {
        /// The lowest it can be.
        low: Option<Level>,
        /// The highest it can be.
        high: Level,
        /// The open parameter that decides.
        parameter: Option<Id>,
    },
    /// No level: the pack has none, none is reached, or a gate forbids one.
    None,
}

impl LevelResult {
    /// The level, where there is one for certain.
    #[must_use]
    pub const fn reached(&self) -> Option<&Level> {
        match self {
            Self::Reached(level) => Some(level),
            _ => None,
        }
    }
}

impl fmt::Display for LevelResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reached(level) => write!(f, "{}", level.id),
            Self::Between { low, high, .. } => {
                write!(f, "between {} and {}", low.as_ref().map_or("-", |low| low.id.as_str()), high.id)
            }
            Self::None => f.write_str("none"),
        }
    }
}

/// How much of a framework was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// Criteria with an answer that counts.
    pub answered: u32,
    /// Criteria that apply: the denominator.
    pub applicable: u32,
    /// All criteria.
    pub total: u32,
}

impl Coverage {
    /// The share answered; `None` when nothing applies.
    #[must_use]
    pub fn share(&self) -> Option<Fraction> {
        Fraction::from(self.answered).div(&Fraction::from(self.applicable))
    }
}

/// A criterion whose points could still be won.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The criterion.
    pub criterion: Id,
    /// What people call it.
    pub label: Text,
    /// What the whole would gain, were this criterion alone at its best.
    pub to_win: Fraction,
}

/// What one node came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeScore {
    /// The node; the pack's id for the whole.
    pub id: Id,
    /// What people call it.
    pub label: Text,
    /// Its score; `None` where it is left out or undetermined.
    pub score: Option<Fraction>,
    /// Its maximum over what applies; `None` where it is left out or undetermined.
    pub max: Option<Fraction>,
    /// Its weight, where one is read.
    pub weight: Option<Fraction>,
    /// `scored`, `left_out`, `undetermined`, or why a criterion has no value.
    pub state: &'static str,
}

/// What the whole came to in one lane.
#[derive(Debug, Clone)]
pub(crate) struct Lane {
    pub(crate) basis: Basis,
    pub(crate) run: Run,
    pub(crate) gates: Vec<Outcome>,
    pub(crate) score: Score,
    pub(crate) reach: Reach,
}

/// What an assessment came to.
#[derive(Debug, Clone)]
pub struct Report(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    framework: Framework,
    assessment: Assessment,
    headline: Lane,
    other: OnceLock<Result<Lane, Error>>,
    gaps: OnceLock<Vec<Gap>>,
}

impl Report {
    pub(crate) fn new(framework: &Framework, assessment: &Assessment) -> Result<Self, Error> {
        let model = framework.model(assessment.day())?;
        let answers = evaluate::matched(model, assessment)?;
        let basis = assessment.headline();
        let headline = lane(model, &answers, basis, days(assessment), What::default())?;
        // a verified value that its scale does not take is an error whichever lane makes the headline
        let has_other = assessment.answers().iter().any(|(_, answer)| answer.0.verified.is_some());
        let other = OnceLock::new();
        if has_other {
            let second = lane(model, &answers, opposite(basis), days(assessment), What::default())?;
            let _ = other.set(Ok(second));
        }
        let (framework, assessment) = (framework.clone(), assessment.clone());
        Ok(Self(Arc::new(Inner { framework, assessment, headline, other, gaps: OnceLock::new() })))
    }

    /// The framework it was assessed by.
    #[must_use]
    pub fn framework(&self) -> &Framework {
        &self.0.framework
    }

    /// The assessment it is of.
    #[must_use]
    pub fn assessment(&self) -> &Assessment {
        &self.0.assessment
    }

    /// The score.
    #[must_use]
    pub fn score(&self) -> &Score {
        &self.0.headline.score
    }

    /// The level.
    #[must_use]
    pub fn level(&self) -> LevelResult {
        self.named(&self.0.headline)
    }

    /// How much was answered.
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        coverage(&self.0.headline)
    }

    /// Score and level by the subject's own answers.
    #[must_use]
    pub fn claimed(&self) -> (Score, LevelResult) {
        self.by(Basis::Claimed)
    }

    /// Score and level by what a verifier has confirmed.
    #[must_use]
    pub fn verified(&self) -> (Score, LevelResult) {
        self.by(Basis::Verified)
    }

    fn by(&self, basis: Basis) -> (Score, LevelResult) {
        match self.lane(basis) {
            Some(lane) => (lane.score.clone(), self.named(lane)),
            None => (Score::Empty, LevelResult::None),
        }
    }

    pub(crate) fn lane(&self, basis: Basis) -> Option<&Lane> {
        let inner = &*self.0;
        if inner.headline.basis == basis {
            return Some(&inner.headline);
        }
        let compute = || {
            let model = inner.framework.model(inner.assessment.day())?;
            let answers = evaluate::matched(model, &inner.assessment)?;
            lane(model, &answers, basis, days(&inner.assessment), What::default())
        };
        inner.other.get_or_init(compute).as_ref().ok()
    }

    /// The score with every accepted not-applicable claim at the minimum instead.
    #[must_use]
    pub fn score_with_not_applicable_at_minimum(&self) -> Score {
        let inner = &*self.0;
        let absent = |state: &State| matches!(state, State::Absent(Absence::NotApplicable, _));
        if !inner.headline.run.states.iter().any(absent) {
            return inner.headline.score.clone();
        }
        self.with_model(|model, answers| {
            let what = What { applicable_all: true };
            lane(model, answers, inner.headline.basis, days(&inner.assessment), what).map(|lane| lane.score)
        })
        .unwrap_or(Score::Empty)
    }

    /// What each criterion could still add, most first; over all gains in this list the whole may gain less or more
    /// than their sum, where caps or weakest links are involved.
    #[must_use]
    pub fn gaps(&self) -> &[Gap] {
        self.0.gaps.get_or_init(|| self.find_gaps().unwrap_or_default())
    }

    fn find_gaps(&self) -> Option<Vec<Gap>> {
        let run = &self.0.headline.run;
        let now = self.score().exact()?;
        let model = self.model()?;
        let mut gaps = Vec::new();
        let mut what_if = evaluate::WhatIf::new(model, run);
        for (at, state) in model.leaves.iter().zip(&run.states) {
            let node = model.nodes.get(*at)?;
            let Shape::Leaf(leaf) = &node.shape else { continue };
            let Ok(best) = &leaf.best else { continue };
            let there = run.values.get(*at).is_some_and(|value| value.score.as_ref() == Ok(best));
            if there || !state.counts() {
                continue;
            }
            if let Ok(then) = what_if.whole(*at, best).ok()? {
                let to_win = then.sub(now);
                if !to_win.is_negative() && !to_win.is_zero() {
                    gaps.push(Gap { criterion: node.id.clone(), label: node.label.clone(), to_win });
                }
            }
        }
        // criteria come sorted by id, and stay so among equals
        gaps.sort_by(|a, b| b.to_win.cmp(&a.to_win));
        Some(gaps)
    }

    /// The next level with a known boundary, and the points the score lacks for it.
    #[must_use]
    pub fn next_level(&self) -> Option<(Level, Fraction)> {
        let inner = &*self.0;
        let score = self.score();
        let (exact, published) = (score.exact()?, score.published()?);
        let model = inner.framework.model(inner.assessment.day()).ok()?;
        let now = model.level_score(exact, published);
        let next =
            model.levels.get(inner.headline.reach.low..)?.iter().find_map(|level| match &level.from {
                Some(Ok(from)) if *from > now => Some((level, from.sub(&now))),
                _ => None,
            })?;
        Some((Level { id: next.0.id.clone(), label: next.0.label.clone() }, next.1))
    }

    /// What every node came to: children before their parents, the whole last.
    #[must_use]
    pub fn nodes(&self) -> Vec<NodeScore> {
        let run = &self.0.headline.run;
        let nodes = self.model().map(|model| {
            let node = |(node, value): (&super::model::NodeModel, &super::model::NodeValue)| {
                let state = match node.state(run) {
                    Some(State::Absent(absence, _)) => absence.name(),
                    _ if !value.counted => "left_out",
                    _ if value.score.is_err() => "undetermined",
                    _ => "scored",
                };
                let known = |amount: &crate::pack::Amount| amount.clone().ok().filter(|_| value.counted);
                let weight = node.weight.clone().ok();
                let (id, label) = (node.id.clone(), node.label.clone());
                NodeScore {
                    id,
                    label,
                    score: known(&value.score),
                    max: known(value.max(node)),
                    weight,
                    state,
                }
            };
            model.nodes.iter().zip(&run.values).map(node).collect()
        });
        nodes.unwrap_or_default()
    }

    /// Each gate with `met`, `failed`, `not_evaluated` (which counts as failed) or `undetermined`.
    #[must_use]
    pub fn gates(&self) -> Vec<(Id, &'static str)> {
        let outcomes = &self.0.headline.gates;
        let gates = self.model().map(|model| {
            model
                .gates
                .iter()
                .zip(outcomes)
                .map(|(gate, outcome)| (gate.id.clone(), outcome.name()))
                .collect()
        });
        gates.unwrap_or_default()
    }

    /// Evidence that does not count: criterion, reference, and `lapsed`, `lapses_before_publication` or
    /// `outside_window`.
    #[must_use]
    pub fn rejected_evidence(&self) -> Vec<(Id, String, &'static str)> {
        let days = days(&self.0.assessment);
        let mut out = Vec::new();
        for (id, answer) in self.0.assessment.answers() {
            for piece in &answer.0.evidence {
                if let Ok(Some(objection)) = evaluate::objection(piece, days) {
                    let why = match objection.key {
                        Key::EvidenceLapsed => "lapsed",
                        Key::EvidenceLapses => "lapses_before_publication",
                        _ => "outside_window",
                    };
                    out.push((id.clone(), piece.reference().to_owned(), why));
                }
            }
        }
        out
    }

    /// The criteria nobody has answered yet.
    #[must_use]
    pub fn still_to_answer(&self) -> Vec<Id> {
        let states = &self.0.headline.run.states;
        let open = self.model().map(|model| {
            let open = model.leaves.iter().zip(states).filter(|(_, state)| {
                matches!(
                    state,
                    State::Absent(Absence::NotAnswered | Absence::NotAssessed | Absence::NotVerified, _)
                )
            });
            open.filter_map(|(at, _)| model.nodes.get(*at)).map(|node| node.id.clone()).collect()
        });
        open.unwrap_or_default()
    }

    /// The whole derivation.
    #[must_use]
    pub fn explain(&self) -> Explanation {
        super::explain::explain(self)
    }

    fn model(&self) -> Option<&Model> {
        self.0.framework.model(self.0.assessment.day()).ok()
    }

    /// Runs something with the model and the matched answers, which the report was made from without error.
    pub(crate) fn with_model<T>(
        &self,
        work: impl FnOnce(&Model, &Matched<'_>) -> Result<T, Error>,
    ) -> Option<T> {
        let inner = &*self.0;
        let model = self.model()?;
        let answers = evaluate::matched(model, &inner.assessment).ok()?;
        work(model, &answers).ok()
    }

    pub(crate) fn headline(&self) -> &Lane {
        &self.0.headline
    }

    pub(crate) fn named(&self, lane: &Lane) -> LevelResult {
        let Ok(model) = self.0.framework.model(self.0.assessment.day()) else { return LevelResult::None };
        let level = |count: usize| {
            let level = model.levels.get(count.checked_sub(1)?)?;
            Some(Level { id: level.id.clone(), label: level.label.clone() })
        };
        let reach = &lane.reach;
        match (level(reach.low), level(reach.high)) {
            (Some(low), _) if reach.low == reach.high => LevelResult::Reached(low),
            (low, Some(high)) if reach.low != reach.high => {
                LevelResult::Between { low, high, parameter: reach.open.clone() }
            }
            _ => LevelResult::None,
        }
    }
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

pub(crate) fn coverage(lane: &Lane) -> Coverage {
    let tally = lane.run.values.last().map(|value| value.tally).unwrap_or_default();
    Coverage { answered: tally.answered, applicable: tally.applicable, total: tally.total }
}

fn lane(model: &Model, answers: &Matched<'_>, basis: Basis, days: Days, what: What) -> Result<Lane, Error> {
    let run = evaluate::run(model, answers, basis, days, what)?;
    let facts = RunFacts { model, run: &run, answers, lane: basis };
    let gates: Vec<Outcome> = model.gates.iter().map(|gate| level::gate(gate, &facts)).collect();
    let mut forbidden: Vec<Id> = Vec::new();
    for (at, state) in model.leaves.iter().zip(&run.states) {
        if let (State::Absent(_, Policy::Fail), Some(node)) = (state, model.nodes.get(*at)) {
            forbidden.push(node.id.clone());
        }
    }
    for (gate, outcome) in model.gates.iter().zip(&gates) {
        if gate.otherwise == Effect::NoScore && matches!(outcome, Outcome::Failed | Outcome::NotEvaluated(_))
        {
            forbidden.push(gate.id.clone());
        }
    }
    let score = score(model, &run, forbidden)?;
    let for_levels = match &score {
        Score::Known { exact, published, .. } => Some(Ok(model.level_score(exact, *published))),
        Score::Undetermined { parameter } => Some(Err(parameter.clone())),
        Score::Forbidden { .. } | Score::Empty => None,
    };
    let reach = match for_levels {
        Some(score) => level::reach(model, &score, &facts, &gates),
        None => Reach { low: 0, high: 0, open: None, forbidden: true },
    };
    Ok(Lane { basis, run, gates, score, reach })
}

fn score(model: &Model, run: &Run, forbidden: Vec<Id>) -> Result<Score, Error> {
    if !forbidden.is_empty() {
        return Ok(Score::Forbidden { by: forbidden });
    }
    let Some(whole) = run.values.last().filter(|whole| whole.counted) else { return Ok(Score::Empty) };
    let exact = match &whole.score {
        Ok(exact) => exact.clone(),
        Err(open) => return Ok(Score::Undetermined { parameter: open.0.clone() }),
    };
    let publish = &model.publish;
    let full = model.maximum(run).filter(|_| publish.full_only_when_complete);
    let (published, _) = evaluate::published(&exact, full, publish.places, publish.rounding)?;
    Ok(Score::Known { exact, published, places: publish.places })
}

/// The sentence for a score.
pub(crate) fn score_message(score: &Score, max: Option<&Fraction>) -> Message {
    match score {
        Score::Known { published, .. } => {
            let message = Message::new(Key::ScoreIs).number("score", &Fraction::from(*published));
            match max {
                Some(max) => message.number("max", max),
                None => message.word("max", "?"),
            }
        }
        Score::Undetermined { parameter } => {
            Message::new(Key::ScoreUndetermined).word("parameter", parameter)
        }
        Score::Forbidden { by } => {
            let by: Vec<&str> = by.iter().map(Id::as_str).collect();
            Message::new(Key::ScoreNone).word("reason", by.join(", "))
        }
        Score::Empty => Message::new(Key::ScoreNothing),
    }
}

/// The sentence for a level.
pub(crate) fn level_message(level: &LevelResult) -> Message {
    match level {
        LevelResult::Reached(level) => Message::new(Key::LevelIs).label("level", &level.label),
        LevelResult::Between { low, high, parameter } => {
            let message = Message::new(Key::LevelBetween);
            let message = match low {
                Some(low) => message.label("low", &low.label),
                None => message.nested("low", Message::new(Key::BelowLowest)),
            };
            let parameter = parameter.as_ref().map_or("?", Id::as_str);
            message.label("high", &high.label).word("parameter", parameter)
        }
        LevelResult::None => Message::new(Key::LevelNone),
    }
}
