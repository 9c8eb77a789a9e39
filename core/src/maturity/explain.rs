//! The derivation of a report: the same evaluation, told step by step.

use super::aggregate::Method as _;
use super::answer::{Answer, Basis, Evidence};
use super::document::{Effect, Policy};
use super::evaluate::{self, Absence, Matched, State, value_of};
use super::lane::{Lane, coverage, days, opposite};
use super::ledger::ledger;
use super::level::{Outcome, RunFacts};
use super::model::{At, Children, Model, NodeModel, Shape};
use super::report::Report;
use super::result::{level_message, score_message};
use crate::num::{Fraction, Rounding};
use crate::pack::{Amount, Citation, Grade};
use crate::text::{Id, Text};
use crate::trace::{Cell, Explanation, Key, Message, Step, Table};

/// Everything one needs to tell the story of a report.
struct Teller<'a> {
    report: &'a Report,
    model: &'a Model,
    answers: &'a Matched<'a>,
    lane: &'a Lane,
}

pub(crate) fn explain(report: &Report) -> Explanation {
    let told = report.with_model(|model, answers| {
        Ok(Teller { report, model, answers, lane: report.headline() }.explanation())
    });
    told.unwrap_or_else(|| Explanation {
        title: report.framework().title().clone(),
        headline: score_message(report.score(), None),
        level: level_message(&report.level()),
        summary: Vec::new(),
        tables: Vec::new(),
        root: Step::bare(report.framework().title().clone()),
    })
}

fn cell(amount: &Amount) -> Cell {
    match amount {
        Ok(number) => Cell::number(number),
        Err(open) => Cell::word(format!("? ({})", open.0)),
    }
}

const fn lane_name(basis: Basis) -> Key {
    match basis {
        Basis::Claimed => Key::LaneClaimed,
        Basis::Verified => Key::LaneVerified,
    }
}

impl Teller<'_> {
    fn explanation(&self) -> Explanation {
        let max = self.model.maximum(&self.lane.run);
        let tables = [
            self.levels(),
            self.gates(),
            self.lanes(),
            self.gaps(),
            self.still_to_answer(),
            self.evidence(),
            self.ledger(),
            self.sources(),
        ];
        Explanation {
            title: self.report.framework().title().clone(),
            headline: score_message(&self.lane.score, max),
            level: level_message(&self.report.level()),
            summary: self.summary(),
            tables: tables.into_iter().flatten().collect(),
            root: self.step(self.model.root()),
        }
    }

    fn summary(&self) -> Vec<Message> {
        let (report, assessment) = (self.report, self.report.assessment());
        let mut lines = vec![Message::new(Key::SubjectIs).word("subject", assessment.subject())];
        if let Some(period) = assessment.about() {
            lines.push(Message::new(Key::PeriodIs).day("from", period.from()).day("until", period.until()));
        }
        if let Some(day) = assessment.day() {
            lines.push(Message::new(Key::AsOf).day("day", Some(day)));
        }
        lines.push(Message::new(Key::BasisIs).nested("lane", Message::new(lane_name(self.lane.basis))));
        if let (Some(exact), Some(published)) = (report.score().exact(), report.score().published()) {
            if *exact != Fraction::from(published) {
                let message = Message::new(Key::ScoreExact).number("exact", exact);
                lines.push(message.number("score", &Fraction::from(published)));
            }
            let max = self.model.maximum(&self.lane.run);
            let publish = &self.model.publish;
            let full = max.filter(|_| publish.full_only_when_complete);
            if evaluate::published(exact, full, publish.places, publish.rounding).is_ok_and(|(_, held)| held)
            {
                lines.push(Message::new(Key::Incomplete));
            }
        }
        let covered = coverage(self.lane);
        lines.push(
            Message::new(Key::CoverageIs)
                .number("answered", &Fraction::from(covered.answered))
                .number("applicable", &Fraction::from(covered.applicable))
                .number("total", &Fraction::from(covered.total)),
        );
        let absent = |state: &State| matches!(state, State::Absent(Absence::NotApplicable, _));
        if self.lane.run.states.iter().any(absent) {
            let score = report.score_with_not_applicable_at_minimum();
            let message = Message::new(Key::WithMinimum);
            lines.push(match score.published() {
                Some(score) => message.number("score", &Fraction::from(score)),
                None => message.nested("score", score_message(&score, None)),
            });
        }
        let framework = report.framework();
        lines.push(
            Message::new(Key::PackIs).word("pack", framework.name()).word("digest", framework.digest()),
        );
        lines
    }

    fn step(&self, at: At) -> Step {
        let (Some(node), Some(value)) = (self.model.nodes.get(at), self.lane.run.values.get(at)) else {
            return Step::bare(Text::new("", ""));
        };
        let (lines, children) = match &node.shape {
            Shape::Leaf(_) => (self.leaf(at, node), Vec::new()),
            Shape::Inner { aggregate, children } => {
                let parts = Children { nodes: &self.model.nodes, values: &self.lane.run.values, children };
                let mut lines = Vec::new();
                match &value.score {
                    Ok(_) if !value.counted => lines.push(Message::new(Key::LeftOut)),
                    Ok(_) => lines.push(aggregate.explain(&parts)),
                    Err(open) => lines.push(Message::new(Key::DependsOn).word("parameter", &open.0)),
                }
                if let Some(round) = node.round {
                    let message =
                        Message::new(Key::RuleRounded).number("places", &Fraction::from(round.places));
                    let how = Message::new(match round.rounding {
                        Rounding::HalfUp => Key::RoundHalfUp,
                        Rounding::HalfEven => Key::RoundHalfEven,
                        Rounding::Up => Key::RoundUp,
                        Rounding::Down => Key::RoundDown,
                    });
                    lines.push(message.nested("rounding", how));
                }
                (lines, children.iter().map(|child| self.step(*child)).collect())
            }
        };
        let parent = node.parent.and_then(|parent| self.model.nodes.get(parent));
        let weighs = matches!(parent.map(|parent| &parent.shape), Some(Shape::Inner { aggregate, .. }) if aggregate.weighs());
        let above = parent.and_then(|parent| parent.cite.as_ref());
        Step {
            id: node.parent.map(|_| node.id.clone()),
            label: node.label.clone(),
            score: if value.counted { cell(&value.score) } else { Cell::word("–") },
            max: if value.counted { cell(value.max(node)) } else { Cell::Empty },
            weight: if weighs { cell(&node.weight) } else { Cell::Empty },
            lines,
            cite: node.cite.as_ref().filter(|cite| Some(*cite) != above).cloned(),
            children,
        }
    }

    fn answered(&self, at: At) -> Option<(State, Option<&Answer>)> {
        let ordinal = self.model.nodes.get(at)?.ordinal()?;
        Some((*self.lane.run.states.get(ordinal)?, self.answers.get(ordinal).copied().flatten()))
    }

    fn leaf(&self, at: At, node: &NodeModel) -> Vec<Message> {
        let Shape::Leaf(leaf) = &node.shape else { return Vec::new() };
        let Some((state, answer)) = self.answered(at) else { return Vec::new() };
        let mut lines = Vec::new();
        match (state, value_of(answer, self.lane.basis)) {
            (State::Valued, Ok(value)) => match self.lane.run.values.get(at).map(|value| &value.score) {
                Some(Err(open)) => lines.push(Message::new(Key::DependsOn).word("parameter", &open.0)),
                _ => lines.push(leaf.scale.method().explain(value)),
            },
            (State::Absent(absence, policy), _) => {
                lines.push(absence_message(absence, answer));
                lines.push(match policy {
                    Policy::Leave => Message::new(Key::PolicyLeave),
                    Policy::Fail => Message::new(Key::PolicyFail),
                    Policy::Minimum => {
                        let points = leaf.worst.clone().unwrap_or(Fraction::ZERO);
                        Message::new(Key::PolicyMinimum).number("points", &points)
                    }
                });
            }
            (State::Valued, Err(_)) => {}
        }
        for piece in evidence(answer) {
            lines.push(self.piece(piece));
        }
        if evidence(answer).is_empty() && matches!(state, State::Absent(Absence::Unsupported, _)) {
            lines.push(Message::new(Key::EvidenceNone));
        }
        lines
    }

    /// What a piece of evidence came to.
    fn piece(&self, piece: &Evidence) -> Message {
        let days = days(self.report.assessment());
        match evaluate::objection(piece, days) {
            Ok(Some(objection)) => objection,
            _ if days.window.is_some() && piece.dated().is_none() => {
                Message::new(Key::EvidenceUndated).word("ref", piece.reference())
            }
            _ => Message::new(Key::EvidenceCounts).word("ref", piece.reference()),
        }
    }

    fn levels(&self) -> Option<Table> {
        let reach = &self.lane.reach;
        let row = |(index, level): (usize, &super::model::LevelModel)| {
            let reached = match index {
                index if index < reach.low => Key::AnswerYes,
                index if index >= reach.high => Key::AnswerNo,
                _ => Key::Unclear,
            };
            let from = level.from.as_ref().map_or(Cell::Empty, cell);
            vec![Cell::label(&level.label), from, Cell::message(Message::new(reached))]
        };
        let rows: Vec<Vec<Cell>> = self.model.levels.iter().enumerate().map(row).collect();
        let columns = vec![Key::ColumnLevel, Key::ColumnFrom, Key::ColumnReached];
        table(Message::new(Key::TableLevels), columns, rows)
    }

    fn gates(&self) -> Option<Table> {
        let facts =
            RunFacts { model: self.model, run: &self.lane.run, answers: self.answers, lane: self.lane.basis };
        let level =
            |at: &usize| self.model.levels.get(*at).map_or(Text::new("?", "?"), |level| level.label.clone());
        let row = |(gate, outcome): (&super::model::GateModel, &Outcome)| {
            let result = match outcome {
                Outcome::Met => Message::new(Key::GateMet),
                Outcome::Failed => Message::new(Key::GateFailed),
                Outcome::NotEvaluated(id) => Message::new(Key::GateNotEvaluated).word("because", id),
                Outcome::Open(id) => Message::new(Key::GateOpen).word("because", id),
            };
            let effect = match &gate.otherwise {
                Effect::Cap(at) => Message::new(Key::EffectCap).label("level", &level(at)),
                Effect::Block(at) => Message::new(Key::EffectBlock).label("level", &level(at)),
                Effect::NoLevel => Message::new(Key::EffectNoLevel),
                Effect::NoScore => Message::new(Key::EffectNoScore),
            };
            let mut row = vec![Cell::label(&gate.label), Cell::message(result), Cell::message(effect)];
            let reads = gate.require.explain(&facts);
            row.push(reads.into_iter().next().map_or(Cell::Empty, Cell::message));
            row
        };
        let rows = self.model.gates.iter().zip(&self.lane.gates).map(row).collect();
        let columns = vec![Key::ColumnGate, Key::ColumnResult, Key::ColumnEffect, Key::ColumnHow];
        table(Message::new(Key::TableGates), columns, rows)
    }

    fn lanes(&self) -> Option<Table> {
        let verified = |(_, answer): &(Id, Answer)| answer.0.verified.is_some();
        if !self.report.assessment().answers().iter().any(verified) {
            return None;
        }
        let other = self.report.lane(opposite(self.lane.basis))?;
        let (claimed, verified) = match self.lane.basis {
            Basis::Claimed => (self.lane, other),
            Basis::Verified => (other, self.lane),
        };
        let score = |lane: &Lane| match lane.score.published() {
            Some(score) => Cell::number(&Fraction::from(score)),
            None => Cell::message(score_message(&lane.score, None)),
        };
        let difference = |a: Option<&Fraction>, b: Option<&Fraction>| match (a, b) {
            (Some(a), Some(b)) => Cell::number(&b.sub(a)),
            _ => Cell::Empty,
        };
        let whole = |key: Key| Cell::message(Message::new(key));
        let published = |lane: &Lane| lane.score.published().map(Fraction::from);
        let mut rows = vec![
            vec![
                Cell::Empty,
                whole(Key::Whole),
                score(claimed),
                score(verified),
                difference(published(claimed).as_ref(), published(verified).as_ref()),
            ],
            vec![
                Cell::Empty,
                whole(Key::ColumnLevel),
                Cell::message(level_message(&self.report.named(claimed))),
                Cell::message(level_message(&self.report.named(verified))),
                Cell::Empty,
            ],
        ];
        for at in &self.model.leaves {
            let Some(node) = self.model.nodes.get(*at) else { continue };
            let (Some(a), Some(b)) = (claimed.run.values.get(*at), verified.run.values.get(*at)) else {
                continue;
            };
            if (a.counted, &a.score) != (b.counted, &b.score) {
                let points = |value: &super::model::NodeValue| {
                    value.counted.then(|| value.score.clone().ok()).flatten()
                };
                let show = |value: &super::model::NodeValue| {
                    if value.counted { cell(&value.score) } else { Cell::word("–") }
                };
                let gap = difference(points(a).as_ref(), points(b).as_ref());
                rows.push(vec![Cell::word(&node.id), Cell::label(&node.label), show(a), show(b), gap]);
            }
        }
        let columns = vec![
            Key::ColumnId,
            Key::ColumnLabel,
            Key::ColumnClaimed,
            Key::ColumnVerified,
            Key::ColumnDifference,
        ];
        table(Message::new(Key::TableLanes), columns, rows)
    }

    fn gaps(&self) -> Option<Table> {
        let rows =
            self.report.gaps().iter().map(|gap| {
                vec![Cell::word(&gap.criterion), Cell::label(&gap.label), Cell::number(&gap.to_win)]
            });
        let caption = match self.report.next_level() {
            Some((level, needed)) => {
                Message::new(Key::TableGaps).label("level", level.label()).number("needed", &needed)
            }
            None => Message::new(Key::TableGapsTop),
        };
        table(caption, vec![Key::ColumnId, Key::ColumnLabel, Key::ColumnToWin], rows.collect())
    }

    fn still_to_answer(&self) -> Option<Table> {
        let rows = self.report.still_to_answer().into_iter().map(|id| {
            let label = self.model.find(id.as_str()).and_then(|at| self.model.nodes.get(at));
            vec![Cell::word(&id), label.map_or(Cell::Empty, |node| Cell::label(&node.label))]
        });
        table(Message::new(Key::TableOpen), vec![Key::ColumnId, Key::ColumnLabel], rows.collect())
    }

    fn evidence(&self) -> Option<Table> {
        let rows = self.report.evidence_that_does_not_count().into_iter().map(|(id, reason)| {
            let label = self.model.find(id.as_str()).and_then(|at| self.model.nodes.get(at));
            let label = label.map_or(Cell::Empty, |node| Cell::label(&node.label));
            vec![Cell::word(&id), label, Cell::message(reason)]
        });
        let columns = vec![Key::ColumnId, Key::ColumnLabel, Key::ColumnReason];
        table(Message::new(Key::TableEvidence), columns, rows.collect())
    }

    fn ledger(&self) -> Option<Table> {
        let exact = self.lane.score.exact()?;
        let mut rows = Vec::new();
        for line in ledger(self.model, &self.lane.run)? {
            let Some(node) = self.model.nodes.get(line.node) else { continue };
            if line.amount.is_zero() {
                continue;
            }
            let how = line.adjustment.map_or(Cell::Empty, |key| Cell::message(Message::new(key)));
            let id = if node.parent.is_some() { Cell::word(&node.id) } else { Cell::Empty };
            rows.push(vec![id, Cell::label(&node.label), how, Cell::number(&line.amount)]);
        }
        let total = Cell::message(Message::new(Key::TotalRow));
        rows.push(vec![Cell::Empty, total, Cell::Empty, Cell::number(exact)]);
        let columns = vec![Key::ColumnId, Key::ColumnLabel, Key::ColumnHow, Key::ColumnPoints];
        table(Message::new(Key::TableLedger), columns, rows)
    }

    fn sources(&self) -> Option<Table> {
        let header = &self.report.framework().0.header;
        let mut cited = super::framework::cited(self.model);
        for parameter in header.parameters.values() {
            cited.extend(parameter.cites().map(|(_, cite)| cite));
        }
        let row = |id: &Id, citation: &Citation| {
            let grade = match citation.grade() {
                Grade::Primary => Key::GradePrimary,
                Grade::Secondary => Key::GradeSecondary,
                Grade::Weak => Key::GradeWeak,
            };
            let message = Message::new(Key::CitedGrade)
                .word("title", citation.title())
                .day("date", Some(citation.date()));
            vec![Cell::word(id), Cell::message(message.nested("grade", Message::new(grade)))]
        };
        let found =
            cited.into_iter().filter_map(|id| header.citations.get(id).map(|citation| row(id, citation)));
        table(Message::new(Key::TableSources), vec![Key::ColumnId, Key::ColumnSource], found.collect())
    }
}

fn table(caption: Message, columns: Vec<Key>, rows: Vec<Vec<Cell>>) -> Option<Table> {
    (!rows.is_empty()).then_some(Table { caption, columns, rows })
}

pub(crate) fn evidence(answer: Option<&Answer>) -> &[Evidence] {
    answer.map_or(&[], |answer| &answer.0.evidence)
}

fn absence_message(absence: Absence, answer: Option<&Answer>) -> Message {
    let reason =
        answer.and_then(|answer| answer.0.not_applicable.as_ref()).map_or("", |claim| claim.reason.as_str());
    match absence {
        Absence::NotAnswered => Message::new(Key::NotAnswered),
        Absence::NotAssessed => Message::new(Key::NotAssessed),
        Absence::NotVerified => Message::new(Key::NotVerified),
        Absence::NotApplicable => Message::new(Key::NotApplicable).word("reason", reason),
        Absence::NotApplicableUnverified => Message::new(Key::NotApplicableUnverified).word("reason", reason),
        Absence::Unknown => Message::new(Key::UnknownAnswer),
        Absence::Refused => Message::new(Key::Refused),
        Absence::Unsupported => Message::new(Key::Unsupported),
    }
}

impl Report {
    /// Evidence that does not count, by criterion, with the reason.
    pub(crate) fn evidence_that_does_not_count(&self) -> Vec<(Id, Message)> {
        let days = days(self.assessment());
        let mut out = Vec::new();
        for (id, answer) in self.assessment().answers() {
            for piece in &answer.0.evidence {
                if let Ok(Some(objection)) = evaluate::objection(piece, days) {
                    out.push((id.clone(), objection));
                }
            }
        }
        out
    }
}
