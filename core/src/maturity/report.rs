//! The report: what an assessment came to. The headline is computed at once, everything else when asked for, always
//! by the same evaluation.

use std::sync::{Arc, OnceLock};

use super::answer::Basis;
use super::assessment::Assessment;
use super::evaluate::{self, Absence, Matched, State, What};
use super::framework::Framework;
use super::lane::{Lane, coverage, days, lane, opposite};
use super::model::{Model, NodeModel, NodeValue, Shape};
use super::result::{Coverage, Gap, Level, LevelResult, NodeScore, Score};
use crate::error::Error;
use crate::num::Fraction;
use crate::text::Id;
use crate::trace::{Explanation, Key};

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
            let node = |(node, value): (&NodeModel, &NodeValue)| {
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
