//! The evaluation: answers against a model, for one lane. Scores, reports, gaps and explanations all come from here.

use super::aggregate::Method as _;
use super::answer::{Answer, Assessment, Basis, Evidence, Status, pointer};
use super::document::{Policy, Round};
use super::model::{At, Children, Leaf, Model, NodeModel, NodeValue, Shape, Tally};
use super::value::Value;
use crate::date::{Date, Period};
use crate::error::{Code, Diagnostic, Error, ErrorKind};
use crate::num::Fraction;
use crate::pack::Amount;
use crate::trace::{Key, Message};

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
    /// One for each criterion, in the model's order of leaves.
    pub(crate) states: Vec<State>,
}

/// What an evaluation may be told to do otherwise.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct What {
    /// Not-applicable claims count as the minimum.
    pub(crate) applicable_all: bool,
}

/// The answers of an assessment, matched to the model's criteria.
pub(crate) type Matched<'a> = Vec<Option<&'a Answer>>;

/// Matches answers to criteria; both are sorted, so one walk does it.
pub(crate) fn matched<'a>(model: &Model, assessment: &'a Assessment) -> Result<Matched<'a>, Error> {
    let mut out = Vec::with_capacity(model.leaves.len());
    let mut answers = assessment.answers().iter().peekable();
    let mut unknown = Vec::new();
    let mut stray = |id: &crate::text::Id| {
        let known = model.leaves.iter().filter_map(|at| model.nodes.get(*at)).map(|node| node.id.as_str());
        unknown.push(
            Diagnostic::new(Code::UnknownCriterion).with("id", id).meant(id.as_str(), known).at(pointer(id)),
        );
    };
    for at in &model.leaves {
        let Some(node) = model.nodes.get(*at) else { continue };
        while let Some((id, _)) = answers.next_if(|(id, _)| *id < node.id) {
            stray(id);
        }
        out.push(answers.next_if(|(id, _)| *id == node.id).map(|(_, answer)| answer));
    }
    for (id, _) in answers {
        stray(id);
    }
    if unknown.is_empty() { Ok(out) } else { Err(Error::many(ErrorKind::Data, unknown)) }
}

/// Evaluates every node.
pub(crate) fn run(
    model: &Model,
    answers: &Matched<'_>,
    lane: Basis,
    days: Days,
    what: What,
) -> Result<Run, Error> {
    let mut states = vec![State::Valued; answers.len()];
    let mut values: Vec<NodeValue> = Vec::with_capacity(model.nodes.len());
    let mut wrong = Vec::new();
    for node in &model.nodes {
        let value = match &node.shape {
            Shape::Inner { children, .. } => inner(model, node, children, &values)?,
            Shape::Leaf(leaf) => {
                let answer = answers.get(leaf.ordinal).copied().flatten();
                match self::leaf(node, leaf, answer, lane, days, what) {
                    Ok((state, value)) => {
                        if let Some(slot) = states.get_mut(leaf.ordinal) {
                            *slot = state;
                        }
                        value
                    }
                    Err(diagnostic) => {
                        wrong.push(diagnostic);
                        nothing()
                    }
                }
            }
        };
        values.push(value);
    }
    if values.iter().any(|value| value.score.as_ref().is_ok_and(Fraction::is_too_wide)) {
        return Err(Diagnostic::new(Code::Overflow).at("/answers").data());
    }
    if wrong.is_empty() { Ok(Run { values, states }) } else { Err(Error::many(ErrorKind::Data, wrong)) }
}

fn nothing() -> NodeValue {
    NodeValue {
        counted: false,
        whole: false,
        score: Ok(Fraction::ZERO),
        max: Ok(Fraction::ZERO),
        tally: Tally::default(),
    }
}

/// The value of an inner node from those of its children.
pub(crate) fn inner(
    model: &Model,
    node: &NodeModel,
    children: &[At],
    values: &[NodeValue],
) -> Result<NodeValue, Error> {
    let Shape::Inner { aggregate, .. } = &node.shape else { return Ok(nothing()) };
    let parts = Children { nodes: &model.nodes, values, children };
    let tally =
        children.iter().filter_map(|at| values.get(*at)).fold(Tally::default(), |sum, v| sum.add(v.tally));
    let whole = children.iter().all(|at| values.get(*at).is_some_and(|value| value.whole));
    let max = match (whole, node.round) {
        (true, _) => node.full.clone(),
        (false, round) => rounded_amount(aggregate.max(&parts, false), round)?,
    };
    let (counted, score) = match (aggregate.score(&parts), node.round) {
        (Ok(None), _) => (false, Ok(Fraction::ZERO)),
        (Ok(Some(score)), Some(round)) => (true, Ok(rounded(score, || aggregate.max(&parts, false), round)?)),
        (Ok(Some(score)), None) => (true, Ok(score)),
        (Err(open), _) => (true, Err(open)),
    };
    Ok(NodeValue { counted, whole, score, max, tally })
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

fn leaf(
    node: &NodeModel,
    leaf: &Leaf,
    answer: Option<&Answer>,
    lane: Basis,
    days: Days,
    what: What,
) -> Result<(State, NodeValue), Diagnostic> {
    let placed = |diagnostic: Diagnostic| diagnostic.at(pointer(&node.id));
    let absence = match value_of(answer, lane) {
        Ok(value) => {
            let score = leaf.scale.score(&node.id, value).map_err(placed)?;
            let score = match (score, node.round) {
                (Ok(points), Some(round)) => {
                    let rounded = rounded(points, || leaf.scale.method().range().1, round);
                    Ok(rounded.map_err(|error| placed(error.first().clone()))?)
                }
                (score, _) => score,
            };
            let required = leaf.evidence || leaf.scale.method().needs_evidence(value);
            let evidence = answer.map_or(&[][..], |answer| &answer.0.evidence);
            if supported(evidence, required, days).map_err(placed)? {
                let tally = Tally { total: 1, applicable: 1, answered: 1 };
                return Ok((
                    State::Valued,
                    NodeValue { counted: true, whole: true, score, max: node.full.clone(), tally },
                ));
            }
            Absence::Unsupported
        }
        Err(absence) => absence,
    };
    let said = leaf.policies.policy(absence);
    let policy =
        if what.applicable_all && absence == Absence::NotApplicable { Policy::Minimum } else { said };
    let counted = policy != Policy::Leave;
    let tally =
        Tally { total: 1, applicable: u32::from(absence != Absence::NotApplicable || counted), answered: 0 };
    let score = if counted { leaf.worst.clone() } else { Ok(Fraction::ZERO) };
    let max = if counted { node.full.clone() } else { Ok(Fraction::ZERO) };
    Ok((State::Absent(absence, policy), NodeValue { counted, whole: counted, score, max, tally }))
}

fn supported(evidence: &[Evidence], required: bool, days: Days) -> Result<bool, Diagnostic> {
    if evidence.is_empty() {
        return Ok(!required);
    }
    let mut counts = false;
    for piece in evidence {
        counts = objection(piece, days)?.is_none() || counts;
    }
    Ok(counts)
}

/// Why a piece of evidence does not count, if it does not.
pub(crate) fn objection(piece: &Evidence, days: Days) -> Result<Option<Message>, Diagnostic> {
    let say = |key: Key| Message::new(key).word("ref", piece.reference());
    if let Some(until) = piece.valid_until() {
        let Some(as_of) = days.as_of else {
            return Err(Diagnostic::new(Code::NeedsDate)
                .with("what", format_args!("evidence `{}`", piece.reference())));
        };
        if until < as_of {
            return Ok(Some(say(Key::EvidenceLapsed).day("until", Some(until)).day("as_of", Some(as_of))));
        }
        if let Some(publication) = days.publication
            && until < publication
        {
            return Ok(Some(
                say(Key::EvidenceLapses).day("until", Some(until)).day("publication", Some(publication)),
            ));
        }
    }
    if let (Some(dated), Some(window)) = (piece.dated(), days.window)
        && !window.holds(dated)
    {
        let message = say(Key::EvidenceOutside).day("dated", Some(dated));
        return Ok(Some(message.day("from", window.from()).day("until", window.until())));
    }
    Ok(None)
}

/// A run in which one criterion at a time has other points: only the path above it is evaluated anew.
pub(crate) struct WhatIf<'a> {
    model: &'a Model,
    values: Vec<NodeValue>,
}

impl<'a> WhatIf<'a> {
    pub(crate) fn new(model: &'a Model, run: &Run) -> Self {
        Self { model, values: run.values.clone() }
    }

    /// What the whole would come to.
    pub(crate) fn whole(&mut self, leaf: At, points: &Fraction) -> Result<Amount, Error> {
        let full = self.model.nodes.get(leaf).map_or(Ok(Fraction::ZERO), |node| node.full.clone());
        let tally = self.values.get(leaf).map(|value| value.tally).unwrap_or_default();
        let mut kept = Vec::new();
        let mut next = Some((
            leaf,
            NodeValue { counted: true, whole: true, score: Ok(points.clone()), max: full, tally },
        ));
        while let Some((at, value)) = next {
            if let Some(slot) = self.values.get_mut(at) {
                kept.push((at, std::mem::replace(slot, value)));
            }
            let parent = self.model.nodes.get(at).and_then(|node| node.parent);
            next = match parent.and_then(|parent| self.model.nodes.get(parent).map(|node| (parent, node))) {
                Some((parent, node)) => match &node.shape {
                    Shape::Inner { children, .. } => {
                        Some((parent, inner(self.model, node, children, &self.values)?))
                    }
                    Shape::Leaf(_) => None,
                },
                None => None,
            };
        }
        let whole = self.values.last().map_or(Ok(Fraction::ZERO), |value| value.score.clone());
        for (at, value) in kept {
            if let Some(slot) = self.values.get_mut(at) {
                *slot = value;
            }
        }
        Ok(whole)
    }
}

/// Every criterion at its worst, or at its best.
pub(crate) fn still(model: &Model, best: bool) -> Option<Run> {
    let mut values: Vec<NodeValue> = Vec::new();
    for node in &model.nodes {
        let value = match &node.shape {
            Shape::Leaf(leaf) => NodeValue {
                counted: true,
                whole: true,
                score: if best { leaf.best.clone() } else { leaf.worst.clone() },
                max: node.full.clone(),
                tally: Tally { total: 1, applicable: 1, answered: 1 },
            },
            Shape::Inner { children, .. } => inner(model, node, children, &values).ok()?,
        };
        values.push(value);
    }
    Some(Run { values, states: Vec::new() })
}
