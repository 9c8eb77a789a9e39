//! The derivation of a report: the same evaluation, told step by step.

mod tables;

use super::aggregate::Method as _;
use super::answer::{Answer, Basis, Evidence};
use super::document::Policy;
use super::evaluate::{self, Absence, Objection, State, value_of};
use super::lane::{Lane, days};
use super::matched::Matched;
use super::model::{At, Leaf, Model, NodeModel, NodeValue, Shape};
use super::report::Report;
use super::result::{level_message, score_message};
use crate::num::{Fraction, Rounding};
use crate::pack::Amount;
use crate::text::Text;
use crate::trace::{Arg, Cell, Explanation, Key, Message, Sentences, Step};

/// Everything one needs to tell the story of a report, and what has been told.
struct Teller<'a> {
    report: &'a Report,
    model: &'a Model,
    answers: Matched<'a>,
    lane: &'a Lane,
    said: Sentences<'a>,
    /// One for each node, filled in where it stays: to move what has just been written stalls the processor.
    steps: Vec<Step<'a>>,
    /// How many of them have been.
    told: usize,
    lines: Vec<Message>,
}

pub(crate) fn explain(report: &Report) -> Explanation<'_> {
    let told = report.model().map(|model| {
        let count = model.nodes.len();
        let teller = Teller {
            report,
            model,
            answers: report.answers(),
            lane: report.headline(),
            // two sentences for each node and two arguments for each sentence are about what there is
            said: Sentences::with_capacity(count.saturating_mul(4)),
            steps: blank(count, report.framework().title()),
            told: 0,
            lines: Vec::with_capacity(count.saturating_mul(2)),
        };
        teller.explanation()
    });
    told.unwrap_or_else(|| {
        let mut said = Sentences::default();
        Explanation {
            title: report.framework().title(),
            headline: score_message(report.score(), None, &mut said),
            level: level_message(report.level(), &mut said),
            summary: Vec::new(),
            steps: Vec::new(),
            lines: Vec::new(),
            tables: Vec::new(),
            said,
        }
    })
}

#[inline]
fn cell(amount: &Amount) -> Cell<'_> {
    Some(match amount {
        Ok(number) => number.into(),
        Err(open) => format!("? ({})", open.parameter()).into(),
    })
}

/// The score of a node, or a dash where it is left out.
#[inline]
fn score_cell(value: &NodeValue) -> Cell<'_> {
    if value.counted { cell(&value.score) } else { Some("–".into()) }
}

/// So many steps that nothing is told of yet.
fn blank(count: usize, label: &Text) -> Vec<Step<'_>> {
    let mut steps = Vec::with_capacity(count);
    steps.resize_with(count, || Step {
        depth: 0,
        inner: false,
        id: None,
        label,
        score: None,
        max: None,
        weight: None,
        lines: 0..0,
        cite: None,
    });
    steps
}

impl<'a> Teller<'a> {
    fn explanation(mut self) -> Explanation<'a> {
        let max = self.model.maximum(&self.lane.run);
        let headline = score_message(&self.lane.score, max, &mut self.said);
        let level = level_message(self.report.level(), &mut self.said);
        let summary = self.summary();
        self.step(self.model.root(), 0);
        let tables = self.tables();
        let title = self.report.framework().title();
        let Self { said, steps, lines, .. } = self;
        Explanation { title, headline, level, summary, steps, lines, tables, said }
    }

    fn summary(&mut self) -> Vec<Message> {
        let (report, assessment) = (self.report, self.report.assessment());
        let mut lines = Vec::with_capacity(9);
        lines.push(self.said.say(Key::SUBJECT_IS, [("subject", assessment.subject().into())]));
        if let Some(period) = assessment.about() {
            let args = [("from", period.from().into()), ("until", period.until().into())];
            lines.push(self.said.say(Key::PERIOD_IS, args));
        }
        if let Some(day) = assessment.day() {
            lines.push(self.said.say(Key::AS_OF, [("day", day.into())]));
        }
        let lane = match self.lane.basis {
            Basis::Claimed => Key::LANE_CLAIMED,
            Basis::Verified => Key::LANE_VERIFIED,
        };
        lines.push(self.said.say(Key::BASIS_IS, [("lane", lane.into())]));
        if let (Some(exact), Some(published)) = (report.score().exact(), report.score().published()) {
            if *exact != Fraction::from(published) {
                let args = [
                    ("exact", exact.into()),
                    ("score", Arg::published(published, self.model.publish.places)),
                ];
                lines.push(self.said.say(Key::SCORE_EXACT, args));
            }
            let max = self.model.maximum(&self.lane.run);
            let publish = &self.model.publish;
            let full = max.filter(|_| publish.full_only_when_complete);
            if evaluate::published(exact, full, publish.places, publish.rounding).is_ok_and(|(_, held)| held)
            {
                lines.push(Key::INCOMPLETE.into());
            }
        }
        let covered = self.lane.coverage;
        let (answered, applicable) = (covered.answered.into(), covered.applicable.into());
        let args = [("answered", answered), ("applicable", applicable), ("total", covered.total.into())];
        lines.push(self.said.say(Key::COVERAGE_IS, args));
        let absent = |state: &State| matches!(state, State::Absent(Absence::NotApplicable, _));
        if self.lane.run.states.iter().any(absent) {
            let score = report.score_with_not_applicable_at_minimum();
            let score = match score.published() {
                Some(score) => Arg::published(score, self.model.publish.places),
                None => score_message(score, None, &mut self.said).into(),
            };
            lines.push(self.said.say(Key::WITH_MINIMUM, [("score", score)]));
        }
        let framework = report.framework();
        let args = [("pack", framework.name().into()), ("digest", framework.digest().into())];
        lines.push(self.said.say(Key::PACK_IS, args));
        lines
    }

    /// Tells of a node, then of what is below it.
    fn step(&mut self, at: At, depth: usize) {
        let model = self.model;
        let (Some(node), Some(value)) = (model.nodes.get(at), self.lane.run.values.get(at)) else { return };
        let first = self.lines.len();
        let children: &[At] = match &node.shape {
            Shape::Leaf(leaf) => {
                self.leaf(leaf, value);
                &[]
            }
            Shape::Inner { aggregate, children } => {
                let parts = self.lane.run.parts(model, children);
                let rule = match &value.score {
                    Ok(_) if !value.counted => Key::LEFT_OUT.into(),
                    Ok(_) => aggregate.explain(&parts, &mut self.said),
                    Err(open) => self.said.say(Key::DEPENDS_ON, [("parameter", open.parameter().into())]),
                };
                self.lines.push(rule);
                if let Some(round) = node.round {
                    let how = match round.rounding {
                        Rounding::HalfUp => Key::ROUND_HALF_UP,
                        Rounding::HalfEven => Key::ROUND_HALF_EVEN,
                        Rounding::Up => Key::ROUND_UP,
                        Rounding::Down => Key::ROUND_DOWN,
                    };
                    let args = [("places", round.places.into()), ("rounding", how.into())];
                    self.lines.push(self.said.say(Key::RULE_ROUNDED, args));
                }
                children
            }
        };
        let parent = node.parent.and_then(|parent| model.nodes.get(parent));
        let above = parent.and_then(|parent| parent.cite.as_ref());
        let Some(step) = self.steps.get_mut(self.told) else { return };
        self.told = self.told.saturating_add(1);
        step.depth = depth;
        step.inner = !children.is_empty();
        step.id = parent.map(|_| &node.id);
        step.label = &node.label;
        step.score = score_cell(value);
        if value.counted {
            step.max = cell(value.max(node, &self.lane.run.maxima));
        }
        if parent.is_some_and(NodeModel::weighs) {
            step.weight = cell(&node.weight);
        }
        step.lines = first..self.lines.len();
        step.cite = node.cite.as_ref().filter(|cite| Some(*cite) != above);
        for child in children {
            self.step(*child, depth.saturating_add(1));
        }
    }

    fn leaf(&mut self, leaf: &'a Leaf, value: &'a NodeValue) {
        let Some(state) = self.lane.run.states.get(leaf.ordinal) else { return };
        let answer = self.answers.get(leaf.ordinal);
        match (*state, value_of(answer, self.lane.basis)) {
            (State::Valued, Ok(given)) => self.lines.push(match &value.score {
                Err(open) => self.said.say(Key::DEPENDS_ON, [("parameter", open.parameter().into())]),
                Ok(_) => leaf.scale.method().explain(given, &mut self.said),
            }),
            (State::Absent(absence, policy), _) => {
                let policy = match policy {
                    Policy::Leave => Key::POLICY_LEAVE.into(),
                    Policy::Fail => Key::POLICY_FAIL.into(),
                    Policy::Minimum => {
                        let points = leaf.worst.as_ref().unwrap_or(&Fraction::ZERO);
                        self.said.say(Key::POLICY_MINIMUM, [("points", points.into())])
                    }
                };
                let absence = absence_message(absence, answer, &mut self.said);
                self.lines.extend([absence, policy]);
            }
            (State::Valued, Err(_)) => {}
        }
        let pieces = evidence(answer);
        for piece in pieces {
            let message = self.piece(piece);
            self.lines.push(message);
        }
        if pieces.is_empty() && matches!(state, State::Absent(Absence::Unsupported, _)) {
            self.lines.push(Key::EVIDENCE_NONE.into());
        }
    }

    /// What a piece of evidence came to.
    fn piece(&mut self, piece: &'a Evidence) -> Message {
        let days = days(self.report.assessment());
        let key = match evaluate::objection(piece, days) {
            Ok(Some(objection)) => return objection_message(piece, objection, &mut self.said),
            _ if days.window.is_some() && piece.dated().is_none() => Key::EVIDENCE_UNDATED,
            _ => Key::EVIDENCE_COUNTS,
        };
        self.said.say(key, [("ref", piece.reference().into())])
    }
}

fn evidence(answer: Option<&Answer>) -> &[Evidence] {
    answer.map_or(&[], |answer| &answer.0.evidence)
}

fn absence_message<'a>(absence: Absence, answer: Option<&'a Answer>, said: &mut Sentences<'a>) -> Message {
    let reason =
        answer.and_then(|answer| answer.0.not_applicable.as_ref()).map_or("", |claim| claim.reason.as_str());
    match absence {
        Absence::NotAnswered => Key::NOT_ANSWERED.into(),
        Absence::NotAssessed => Key::NOT_ASSESSED.into(),
        Absence::NotVerified => Key::NOT_VERIFIED.into(),
        Absence::NotApplicable => said.say(Key::NOT_APPLICABLE, [("reason", reason.into())]),
        Absence::NotApplicableUnverified => {
            said.say(Key::NOT_APPLICABLE_UNVERIFIED, [("reason", reason.into())])
        }
        Absence::Unknown => Key::UNKNOWN_ANSWER.into(),
        Absence::Refused => Key::REFUSED.into(),
        Absence::Unsupported => Key::UNSUPPORTED.into(),
    }
}

fn objection_message<'a>(piece: &'a Evidence, objection: Objection, said: &mut Sentences<'a>) -> Message {
    let piece = ("ref", Arg::from(piece.reference()));
    match objection {
        Objection::Contradicts { dated, until } => {
            said.say(Key::EVIDENCE_CONTRADICTS, [piece, ("dated", dated.into()), ("until", until.into())])
        }
        Objection::Later { dated, as_of } => {
            said.say(Key::EVIDENCE_LATER, [piece, ("dated", dated.into()), ("as_of", as_of.into())])
        }
        Objection::Lapsed { until, as_of } => {
            said.say(Key::EVIDENCE_LAPSED, [piece, ("until", until.into()), ("as_of", as_of.into())])
        }
        Objection::Lapses { until, publication } => {
            let publication = ("publication", publication.into());
            said.say(Key::EVIDENCE_LAPSES, [piece, ("until", until.into()), publication])
        }
        Objection::Outside { dated, window } => {
            let (from, until) = (("from", window.from().into()), ("until", window.until().into()));
            said.say(Key::EVIDENCE_OUTSIDE, [piece, ("dated", dated.into()), from, until])
        }
    }
}
