//! The report: what an assessment came to. The headline is computed at once, everything else when asked for, always
//! by the same evaluation.

use std::sync::{Arc, OnceLock};

use super::answer::{Basis, Evidence};
use super::assessment::Assessment;
use super::evaluate::{self, Absence, Objection, State};
use super::framework::Framework;
use super::gain::Gains;
use super::lane::{self, Lane, days, decided, judged, lane, opposite};
use super::level::RunFacts;
use super::matched::{Matched, Places, places};
use super::model::{At, Model, NodeModel, NodeValue, Shape, Spelt};
use super::result::{Coverage, Gap, Level, LevelResult, NodeScore, Score};
use crate::error::Error;
use crate::num::Fraction;
use crate::text::Id;
use crate::trace::Explanation;

/// What an assessment came to.
#[derive(Debug, Clone)]
pub struct Report(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    framework: Framework,
    assessment: Assessment,
    /// Which answer belongs to which criterion.
    places: Places,
    headline: Lane,
    other: OnceLock<Result<Arc<Lane>, Error>>,
    /// What each criterion could still add, most first.
    gaps: OnceLock<Vec<(At, Fraction)>>,
    /// The score with every accepted not-applicable claim at the minimum.
    at_minimum: OnceLock<Score>,
    /// Evidence that does not count: the answer's place, its own among the answer's, and why.
    rejected: OnceLock<Vec<(usize, usize, Objection)>>,
}

impl Report {
    pub(crate) fn new(framework: &Framework, assessment: &Assessment) -> Result<Self, Error> {
        let model = framework.0.model(assessment.day())?;
        let places = places(model, assessment)?;
        let answers = Matched::new(assessment, &places);
        let basis = assessment.headline();
        let headline = lane(model, answers, basis, days(assessment))?;
        // a verified value that its scale does not take is an error whichever lane makes the headline
        let has_other = assessment.answers().iter().any(|(_, answer)| answer.0.verified.is_some());
        let other = OnceLock::new();
        if has_other {
            let _ = other.set(Ok(lane::other(model, answers, opposite(basis), days(assessment))?));
        }
        let (framework, assessment) = (framework.clone(), assessment.clone());
        let (gaps, at_minimum, rejected) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        let inner = Inner { framework, assessment, places, headline, other, gaps, at_minimum, rejected };
        Ok(Self(Arc::new(inner)))
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
    pub fn level(&self) -> LevelResult<'_> {
        self.named(&self.0.headline)
    }

    /// How much was answered.
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        self.0.headline.coverage
    }

    /// Score and level by the subject's own answers.
    #[must_use]
    pub fn claimed(&self) -> (Score, LevelResult<'_>) {
        self.by(Basis::Claimed)
    }

    /// Score and level by what a verifier has confirmed.
    #[must_use]
    pub fn verified(&self) -> (Score, LevelResult<'_>) {
        self.by(Basis::Verified)
    }

    fn by(&self, basis: Basis) -> (Score, LevelResult<'_>) {
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
            let model = inner.framework.0.model(inner.assessment.day())?;
            lane::other(model, self.answers(), basis, days(&inner.assessment))
        };
        inner.other.get_or_init(compute).as_deref().ok()
    }

    /// The score with every accepted not-applicable claim at the minimum instead.
    #[must_use]
    pub fn score_with_not_applicable_at_minimum(&self) -> &Score {
        let inner = &*self.0;
        let absent = |state: &State| matches!(state, State::Absent(Absence::NotApplicable, _));
        if !inner.headline.run.states.iter().any(absent) {
            return &inner.headline.score;
        }
        let compute = || {
            let (model, lane) = (self.model()?, inner.headline.basis);
            let run = evaluate::at_minimum(model, &inner.headline.run).ok()?;
            let (gates, score) = judged(&RunFacts::new(model, &run, self.answers(), lane)).ok()?;
            Some(decided(model, &gates, score))
        };
        inner.at_minimum.get_or_init(|| compute().unwrap_or(Score::Empty))
    }

    /// What each criterion could still add, most first; over all gains in this list the whole may gain less or more
    /// than their sum, where caps or weakest links are involved.
    #[must_use]
    pub fn gaps(&self) -> Vec<Gap<'_>> {
        let Some(model) = self.model() else { return Vec::new() };
        let found = self.found_gaps();
        let mut gaps = Vec::with_capacity(found.len());
        gaps.extend(found.iter().filter_map(|(at, to_win)| {
            let node = model.nodes.get(*at)?;
            Some(Gap { criterion: &node.id, label: &node.label, to_win })
        }));
        gaps
    }

    /// The same, each with what is the same of its criterion in every result.
    pub(crate) fn gaps_spelt(&self) -> impl Iterator<Item = (&Spelt, &Fraction)> {
        let model = self.model();
        self.found_gaps().iter().filter_map(move |(at, to_win)| Some((model?.spelt(*at)?, to_win)))
    }

    fn found_gaps(&self) -> &[(At, Fraction)] {
        self.0.gaps.get_or_init(|| self.find_gaps().unwrap_or_default())
    }

    fn find_gaps(&self) -> Option<Vec<(At, Fraction)>> {
        let run = &self.0.headline.run;
        self.score().exact()?;
        let model = self.model()?;
        let (gains, mut gaps) = (Gains::new(model, run), Vec::with_capacity(model.leaves.len()));
        for (at, state) in model.leaves.iter().zip(&run.states) {
            let Shape::Leaf(leaf) = &model.nodes.get(*at)?.shape else { continue };
            let (true, Ok(best)) = (state.counts(), &leaf.best) else { continue };
            let to_win = gains.of(*at, best).ok()?;
            if let Some(to_win) = to_win.filter(|to_win| !to_win.is_negative() && !to_win.is_zero()) {
                // criteria come sorted by id, and stay so among equals
                let place = gaps.partition_point(|(_, more): &(At, Fraction)| *more >= to_win);
                gaps.insert(place, (*at, to_win));
            }
        }
        Some(gaps)
    }

    /// The next level with a known boundary, and the points the score lacks for it.
    #[must_use]
    pub fn next_level(&self) -> Option<(Level<'_>, Fraction)> {
        let inner = &*self.0;
        let score = self.score();
        let (exact, published) = (score.exact()?, score.published()?);
        let model = self.model()?;
        let now = model.level_score(exact, published);
        let next =
            model.levels.get(inner.headline.reach.low..)?.iter().find_map(|level| match &level.from {
                Some(Ok(from)) if *from > now => Some((level, from.sub(&now))),
                _ => None,
            })?;
        Some((Level { id: &next.0.id, label: &next.0.label }, next.1))
    }

    /// What every node came to: children before their parents, the whole last.
    #[must_use]
    pub fn nodes(&self) -> Vec<NodeScore<'_>> {
        let Some(model) = self.model() else { return Vec::new() };
        (0..model.nodes.len()).filter_map(|at| self.node(model, at)).collect()
    }

    /// The same sorted by id, with what is the same of each in every result; and whether its maximum is the full one.
    pub(crate) fn nodes_spelt(&self) -> impl Iterator<Item = (NodeScore<'_>, &Spelt, bool)> {
        let values = &self.0.headline.run.values;
        self.model().into_iter().flat_map(move |model| {
            model.by_id.iter().filter_map(move |at| {
                let whole = values.get(*at).is_some_and(NodeValue::whole);
                Some((self.node(model, *at)?, model.spelt(*at)?, whole))
            })
        })
    }

    fn node<'a>(&'a self, model: &'a Model, at: At) -> Option<NodeScore<'a>> {
        let run = &self.0.headline.run;
        let (node, value) = (model.nodes.get(at)?, run.values.get(at)?);
        let state = match node.state(run) {
            Some(State::Absent(absence, _)) => absence.name(),
            _ if !value.counted => "left_out",
            _ if value.score.is_err() => "undetermined",
            _ => "scored",
        };
        let (score, max) = match value.counted {
            true => (value.score.as_ref().ok(), value.max(node, &run.maxima).as_ref().ok()),
            false => (None, None),
        };
        let weight = node.weight.as_ref().ok();
        Some(NodeScore { id: &node.id, label: &node.label, score, max, weight, state })
    }

    /// Each gate with `met`, `failed`, `not_evaluated` (which counts as failed) or `undetermined`.
    #[must_use]
    pub fn gates(&self) -> Vec<(&Id, &'static str)> {
        let Some(model) = self.model() else { return Vec::new() };
        let outcomes = &self.0.headline.gates;
        model.gates.iter().zip(outcomes).map(|(gate, outcome)| (&gate.id, outcome.name())).collect()
    }

    /// Evidence that does not count: criterion, reference, and `dated_after_validity`, `lapsed`,
    /// `lapses_before_publication`, `dated_after_as_of` or `outside_window`.
    #[must_use]
    pub fn rejected_evidence(&self) -> Vec<(&Id, &str, &'static str)> {
        self.objections().map(|(id, piece, objection)| (id, piece.reference(), objection.name())).collect()
    }

    /// Evidence that does not count, with the reason.
    pub(crate) fn objections(&self) -> impl Iterator<Item = (&Id, &Evidence, Objection)> {
        let answers = self.0.assessment.answers();
        let found = self.0.rejected.get_or_init(|| {
            let days = days(&self.0.assessment);
            let mut rejected = Vec::new();
            for (at, (_, answer)) in answers.iter().enumerate() {
                for (place, piece) in answer.0.evidence.iter().enumerate() {
                    let objection = evaluate::objection(piece, days).ok().flatten();
                    rejected.extend(objection.map(|objection| (at, place, objection)));
                }
            }
            rejected
        });
        found.iter().filter_map(move |(at, place, objection)| {
            let (id, answer) = answers.get(*at)?;
            Some((id, answer.0.evidence.get(*place)?, *objection))
        })
    }

    /// The criteria nobody has answered yet.
    #[must_use]
    pub fn still_to_answer(&self) -> Vec<&Id> {
        self.unanswered().map(|node| &node.id).collect()
    }

    pub(crate) fn unanswered(&self) -> impl Iterator<Item = &NodeModel> {
        use Absence::{NotAnswered, NotAssessed, NotVerified};
        let model = self.model();
        let leaves = model.map_or(&[][..], |model| &model.leaves).iter().zip(&self.0.headline.run.states);
        let open = leaves
            .filter(|(_, state)| matches!(state, State::Absent(NotAnswered | NotAssessed | NotVerified, _)));
        open.filter_map(move |(at, _)| model?.nodes.get(*at))
    }

    /// The whole derivation.
    #[must_use]
    pub fn explain(&self) -> Explanation<'_> {
        super::explain::explain(self)
    }

    pub(crate) fn model(&self) -> Option<&Model> {
        self.0.framework.0.model(self.0.assessment.day()).ok()
    }

    pub(crate) fn answers(&self) -> Matched<'_> {
        Matched::new(&self.0.assessment, &self.0.places)
    }

    pub(crate) fn headline(&self) -> &Lane {
        &self.0.headline
    }

    pub(crate) fn named<'a>(&'a self, lane: &'a Lane) -> LevelResult<'a> {
        let Some(model) = self.model() else { return LevelResult::None };
        let level = |count: usize| {
            let level = model.levels.get(count.checked_sub(1)?)?;
            Some(Level { id: &level.id, label: &level.label })
        };
        let reach = &lane.reach;
        match (level(reach.low), level(reach.high)) {
            (Some(low), _) if reach.low == reach.high => LevelResult::Reached(low),
            (low, Some(high)) if reach.low != reach.high => {
                LevelResult::Between { low, high, parameter: reach.open.as_ref() }
            }
            _ => LevelResult::None,
        }
    }
}
