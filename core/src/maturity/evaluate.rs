//! The evaluation: answers against a model, for one lane. Scores, reports, gaps and explanations all come from here.

use super::aggregate::{Aggregate, Method as _};
use super::answer::{Answer, Basis, Evidence, Status, pointer};
use super::document::{Policy, Round};
use super::matched::Matched;
use super::model::{At, Children, Leaf, Model, NodeModel, NodeValue, Proven, Shape};
use super::value::Value;
use crate::date::{Date, Period};
use crate::error::{Code, Diagnostic, Error, ErrorKind};
use crate::num::Fraction;
use crate::pack::{Amount, Open};

/// Why a criterion has no value that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Absence {
    NotAnswered,
    NotAssessed,
    NotVerified,
    NotApplicable,
    NotApplicableUnverified,
    Unknown,
    Refused,
    Unsupported,
}

impl Absence {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::NotAnswered => "not_answered",
            Self::NotAssessed => "not_assessed",
            Self::NotVerified => "not_verified",
            Self::NotApplicable => "not_applicable",
            Self::NotApplicableUnverified => "not_applicable_unverified",
            Self::Unknown => "unknown",
            Self::Refused => "refused",
            Self::Unsupported => "unsupported",
        }
    }
}

/// Whether a criterion has a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Valued,
    Absent(Absence, Policy),
}

impl State {
    /// Whether it takes part in scores above it.
    pub(crate) fn counts(self) -> bool {
        !matches!(self, Self::Absent(_, Policy::Leave))
    }
}

/// The days evidence is tested against.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Days {
    pub(crate) as_of: Option<Date>,
    pub(crate) window: Option<Period>,
    pub(crate) publication: Option<Date>,
}

/// One evaluation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) values: Vec<NodeValue>,
    /// The maxima of nodes below which not everything counts: few, and apart, so that values are short.
    pub(crate) maxima: Vec<Amount>,
    /// One for each criterion, in the model's order of leaves.
    pub(crate) states: Vec<State>,
}

impl Run {
    /// The children of a node with what they came to.
    pub(super) fn parts<'a>(&'a self, model: &'a Model, children: &'a [At]) -> Children<'a> {
        let Self { values, maxima, .. } = self;
        Children { nodes: &model.nodes, values, maxima, children, instead: None }
    }

    /// The run, unless a score has grown past what is held exactly.
    fn checked(self) -> Result<Self, Error> {
        if self.values.iter().any(|value| value.score.as_ref().is_ok_and(Fraction::is_too_wide)) {
            return Err(Diagnostic::new(Code::OVERFLOW).at("/answers").data());
        }
        Ok(self)
    }
}

/// Evaluates every node.
pub(crate) fn run(model: &Model, answers: Matched<'_>, lane: Basis, days: Days) -> Result<Run, Error> {
    let mut states = vec![State::Valued; model.leaves.len()];
    // each is written where it stays: to move what has just been written stalls the processor
    let mut values: Vec<NodeValue> = Vec::with_capacity(model.nodes.len());
    values.resize_with(model.nodes.len(), NodeValue::default);
    let (mut maxima, mut wrong) = (Vec::new(), Vec::new());
    for (at, node) in model.nodes.iter().enumerate() {
        let (below, rest) = values.split_at_mut(at);
        let Some(value) = rest.first_mut() else { break };
        match &node.shape {
            Shape::Inner { aggregate, children } => {
                inner(model, node, aggregate, children, below, &mut maxima, value)?;
            }
            Shape::Leaf(leaf) => {
                match self::leaf(node, leaf, answers.get(leaf.ordinal), lane, days, &mut value.score) {
                    Ok(state) => {
                        if let Some(slot) = states.get_mut(leaf.ordinal) {
                            *slot = state;
                        }
                        value.counted = state.counts();
                    }
                    Err(diagnostic) => wrong.push(diagnostic),
                }
            }
        }
    }
    if !wrong.is_empty() {
        return Err(Error::many(ErrorKind::Data, wrong));
    }
    Run { values, maxima, states }.checked()
}

/// Whether no criterion has a value in a lane, each for the reason it has none in a run.
pub(super) fn silent(answers: Matched<'_>, lane: Basis, run: &Run) -> bool {
    run.states.iter().enumerate().all(|(ordinal, state)| {
        match (state, value_of(answers.get(ordinal), lane)) {
            (State::Absent(found, _), Err(absence)) => *found == absence,
            _ => false,
        }
    })
}

/// The same run with every accepted not-applicable claim at the minimum: only what lies above one is evaluated anew.
pub(super) fn at_minimum(model: &Model, run: &Run) -> Result<Run, Error> {
    let mut run = run.clone();
    // nodes with something below them that is another now
    let mut touched = vec![false; run.values.len()];
    for (at, node) in model.nodes.iter().enumerate() {
        let (below, rest) = run.values.split_at_mut(at);
        let Some(value) = rest.first_mut() else { break };
        match &node.shape {
            Shape::Leaf(leaf) => match run.states.get_mut(leaf.ordinal) {
                Some(state @ State::Absent(Absence::NotApplicable, _)) => {
                    *state = State::Absent(Absence::NotApplicable, Policy::Minimum);
                    *value = NodeValue { counted: true, score: leaf.worst.clone(), max: None };
                }
                _ => continue,
            },
            Shape::Inner { aggregate, children } => {
                if touched.get(at) != Some(&true) {
                    continue;
                }
                inner(model, node, aggregate, children, below, &mut run.maxima, value)?;
            }
        }
        if let Some(above) = node.parent.and_then(|parent| touched.get_mut(parent)) {
            *above = true;
        }
    }
    run.checked()
}

/// What an inner node comes to by the values of its children, written to where it stays.
fn inner(
    model: &Model,
    node: &NodeModel,
    aggregate: &Aggregate<Amount>,
    children: &[At],
    values: &[NodeValue],
    maxima: &mut Vec<Amount>,
    value: &mut NodeValue,
) -> Result<(), Error> {
    let parts = Children { nodes: &model.nodes, values, maxima, children, instead: None };
    let whole = children.iter().filter_map(|at| values.get(*at)).all(NodeValue::whole);
    let max = if whole { None } else { Some(rounded_amount(aggregate.max(&parts, false), node.round)?) };
    let score = rounded_score(aggregate, &parts, node.round)?;
    value.max = max.and_then(|max| {
        maxima.push(max);
        u32::try_from(maxima.len().saturating_sub(1)).ok()
    });
    value.counted = true;
    match score {
        Ok(Some(score)) => value.score = Ok(score),
        Ok(None) => (value.counted, value.score) = (false, Ok(Fraction::ZERO)),
        Err(open) => value.score = Err(open),
    }
    Ok(())
}

/// The score of an inner node after its rounding; `None` when nothing below it counts.
pub(super) fn rounded_score(
    aggregate: &Aggregate<Amount>,
    parts: &Children<'_>,
    round: Option<Round>,
) -> Result<Result<Option<Fraction>, Open>, Error> {
    match (aggregate.score(parts), round) {
        (Ok(Some(score)), Some(round)) => {
            Ok(Ok(Some(rounded(score, || aggregate.max(parts, false), round)?)))
        }
        (score, _) => Ok(score),
    }
}

/// A score after its node's rounding; `max` is the node's maximum before it.
fn rounded(score: Fraction, max: impl FnOnce() -> Amount, round: Round) -> Result<Fraction, Error> {
    let full = if round.full_only_when_complete { max().ok() } else { None };
    published(&score, full.as_ref(), round.places, round.rounding).map(|(value, _)| Fraction::from(value))
}

/// The least or the most points of a node after its rounding: nothing is asked of it that no answer can give.
pub(crate) fn rounded_amount(amount: Amount, round: Option<Round>) -> Result<Amount, Error> {
    match (amount, round) {
        (Ok(points), Some(round)) => Ok(Ok(points.round(round.places, round.rounding)?.into())),
        (amount, _) => Ok(amount),
    }
}

/// A score to so many places; given a maximum, one that is not complete is not shown as full. Also says whether
/// that happened.
pub(crate) fn published(
    score: &Fraction,
    full: Option<&Fraction>,
    places: u32,
    rounding: crate::num::Rounding,
) -> Result<(crate::num::Exact, bool), Error> {
    let value = score.round(places, rounding)?;
    match full {
        Some(max) if score < max && Fraction::from(value) >= *max => {
            Ok((score.round(places, crate::num::Rounding::Down)?, true))
        }
        _ => Ok((value, false)),
    }
}

/// The value of an answer in one lane, or why there is none.
pub(crate) fn value_of(answer: Option<&Answer>, lane: Basis) -> Result<&Value, Absence> {
    let Some(Answer(full)) = answer else { return Err(Absence::NotAnswered) };
    if let Some(claim) = &full.not_applicable {
        let accepted = lane == Basis::Claimed || claim.verified_by.is_some();
        return Err(if accepted { Absence::NotApplicable } else { Absence::NotApplicableUnverified });
    }
    match (full.status, lane) {
        (Some(Status::NotAssessed), _) => Err(Absence::NotAssessed),
        (Some(Status::Unknown), _) => Err(Absence::Unknown),
        (Some(Status::Refused), _) => Err(Absence::Refused),
        (None, Basis::Claimed) => full.claimed.as_ref().map(|value| &value.0).ok_or(Absence::NotAssessed),
        (None, Basis::Verified) => full.verified.as_ref().map(|value| &value.0).ok_or(Absence::NotVerified),
    }
}

/// What a criterion comes to; its score, which means nothing where it does not count, is written to where it stays.
fn leaf(
    node: &NodeModel,
    leaf: &Leaf,
    answer: Option<&Answer>,
    lane: Basis,
    days: Days,
    score: &mut Amount,
) -> Result<State, Diagnostic> {
    let absence = match value_of(answer, lane) {
        Ok(value) => {
            let placed = |diagnostic: Diagnostic| diagnostic.at(pointer(&node.id));
            leaf.scale.score(&node.id, value, score).map_err(placed)?;
            let required = || match leaf.proven {
                Proven::All => true,
                Proven::Some => leaf.scale.method().needs_evidence(value),
                Proven::None => false,
            };
            let evidence = answer.map_or(&[][..], |answer| &answer.0.evidence);
            if supported(evidence, required, days).map_err(placed)? {
                if let (Ok(points), Some(round)) = (&mut *score, node.round) {
                    let most = || leaf.scale.method().range().1;
                    *points = rounded(points.clone(), most, round)
                        .map_err(|error| placed(error.first().clone()))?;
                }
                return Ok(State::Valued);
            }
            Absence::Unsupported
        }
        Err(absence) => absence,
    };
    let policy = leaf.policies.policy(absence);
    *score = if policy == Policy::Leave { Ok(Fraction::ZERO) } else { leaf.worst.clone() };
    Ok(State::Absent(absence, policy))
}

fn supported(evidence: &[Evidence], required: impl FnOnce() -> bool, days: Days) -> Result<bool, Diagnostic> {
    if evidence.is_empty() {
        return Ok(!required());
    }
    let mut counts = false;
    for piece in evidence {
        counts = objection(piece, days)?.is_none() || counts;
    }
    Ok(counts)
}

/// Why a piece of evidence does not count.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Objection {
    Contradicts { dated: Date, until: Date },
    Lapsed { until: Date, as_of: Date },
    Later { dated: Date, as_of: Date },
    Lapses { until: Date, publication: Date },
    Outside { dated: Date, window: Period },
}

impl Objection {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Contradicts { .. } => "dated_after_validity",
            Self::Lapsed { .. } => "lapsed",
            Self::Later { .. } => "dated_after_as_of",
            Self::Lapses { .. } => "lapses_before_publication",
            Self::Outside { .. } => "outside_window",
        }
    }
}

/// Why a piece of evidence does not count, if it does not.
pub(crate) fn objection(piece: &Evidence, days: Days) -> Result<Option<Objection>, Diagnostic> {
    if let Some(until) = piece.valid_until() {
        let Some(as_of) = days.as_of else {
            return Err(Diagnostic::new(Code::NEEDS_DATE)
                .with("what", format_args!("evidence `{}`", piece.reference())));
        };
        if let Some(dated) = piece.dated()
            && until < dated
        {
            return Ok(Some(Objection::Contradicts { dated, until }));
        }
        if until < as_of {
            return Ok(Some(Objection::Lapsed { until, as_of }));
        }
        if let Some(publication) = days.publication
            && until < publication
        {
            return Ok(Some(Objection::Lapses { until, publication }));
        }
    }
    let Some(dated) = piece.dated() else { return Ok(None) };
    Ok(match (days.as_of, days.window) {
        (Some(as_of), _) if as_of < dated => Some(Objection::Later { dated, as_of }),
        (_, Some(window)) if !window.holds(dated) => Some(Objection::Outside { dated, window }),
        _ => None,
    })
}

/// Every criterion at its worst, or at its best.
pub(crate) fn still(model: &Model, best: bool) -> Option<Run> {
    let (mut values, mut maxima): (Vec<NodeValue>, Vec<Amount>) = (Vec::new(), Vec::new());
    for node in &model.nodes {
        let mut value = NodeValue { counted: true, ..NodeValue::default() };
        match &node.shape {
            Shape::Leaf(leaf) => value.score = if best { leaf.best.clone() } else { leaf.worst.clone() },
            Shape::Inner { aggregate, children } => {
                inner(model, node, aggregate, children, &values, &mut maxima, &mut value).ok()?;
            }
        }
        values.push(value);
    }
    Some(Run { values, maxima, states: vec![State::Valued; model.leaves.len()] })
}
