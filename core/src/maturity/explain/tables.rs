//! The tables of an explanation: what a result means, what is missing, and where its points come from.

use super::super::answer::{Answer, Basis};
use super::super::document::Effect;
use super::super::lane::{Lane, opposite};
use super::super::ledger::ledger;
use super::super::level::{Outcome, RunFacts};
use super::super::model::NodeValue;
use super::super::result::{level_message, score_message};
use super::{Teller, cell, objection_message, score_cell};
use crate::num::Fraction;
use crate::text::Id;
use crate::trace::{Arg, Cell, Key, Message, Table};

fn table<'a>(
    caption: impl Into<Message>,
    columns: &'static [Key],
    cells: Vec<Cell<'a>>,
) -> Option<Table<'a>> {
    (!cells.is_empty()).then(|| Table { caption: caption.into(), columns, cells })
}

fn shown<'a>(arg: impl Into<Arg<'a>>) -> Cell<'a> {
    Some(arg.into())
}

/// So many rows, each filled in where it stays: to move what has just been written stalls the processor.
fn rows<'a, T, const COLUMNS: usize>(
    count: usize,
    of: impl IntoIterator<Item = T>,
    fill: impl Fn(T, &mut [Cell<'a>; COLUMNS]),
) -> Vec<Cell<'a>> {
    let cells = count.saturating_mul(COLUMNS);
    // one more is often added
    let mut all = Vec::with_capacity(cells.saturating_add(COLUMNS));
    all.resize_with(cells, || None);
    all.as_chunks_mut().0.iter_mut().zip(of).for_each(|(row, one)| fill(one, row));
    all
}

impl<'a> Teller<'a> {
    pub(super) fn tables(&mut self) -> Vec<Table<'a>> {
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
        tables.into_iter().flatten().collect()
    }

    fn levels(&self) -> Option<Table<'a>> {
        let reach = &self.lane.reach;
        let mut cells = Vec::with_capacity(self.model.levels.len().saturating_mul(3));
        for (index, level) in self.model.levels.iter().enumerate() {
            let reached = match index {
                index if index < reach.low => Key::ANSWER_YES,
                index if index >= reach.high => Key::ANSWER_NO,
                _ => Key::UNCLEAR,
            };
            cells.extend([shown(&level.label), level.from.as_ref().and_then(cell), shown(reached)]);
        }
        table(Key::TABLE_LEVELS, &[Key::COLUMN_LEVEL, Key::COLUMN_FROM, Key::COLUMN_REACHED], cells)
    }

    fn gates(&mut self) -> Option<Table<'a>> {
        let (model, lane) = (self.model, self.lane);
        let (run, answers, coverage) = (&lane.run, self.answers, lane.coverage);
        let facts = RunFacts { model, run, answers, lane: lane.basis, coverage };
        let level = |at: &usize| {
            model.levels.get(*at).map_or_else(|| Arg::from("?"), |level| Arg::from(&level.label))
        };
        let mut cells = Vec::with_capacity(model.gates.len().saturating_mul(4));
        for (gate, outcome) in model.gates.iter().zip(&lane.gates) {
            let because = |id: &'a Id| [("because", id.into())];
            let result = match outcome {
                Outcome::Met => Key::GATE_MET.into(),
                Outcome::Failed => Key::GATE_FAILED.into(),
                Outcome::NotEvaluated(id) => self.said.say(Key::GATE_NOT_EVALUATED, because(id)),
                Outcome::Open(id) => self.said.say(Key::GATE_OPEN, because(id)),
            };
            let effect = match &gate.otherwise {
                Effect::Cap(at) => self.said.say(Key::EFFECT_CAP, [("level", level(at))]),
                Effect::Block(at) => self.said.say(Key::EFFECT_BLOCK, [("level", level(at))]),
                Effect::NoLevel => Key::EFFECT_NO_LEVEL.into(),
                Effect::NoScore => Key::EFFECT_NO_SCORE.into(),
            };
            let read = gate.require.explain(&facts, &mut self.said).and_then(shown);
            cells.extend([shown(&gate.label), shown(result), shown(effect), read]);
        }
        let columns = &[Key::COLUMN_GATE, Key::COLUMN_RESULT, Key::COLUMN_EFFECT, Key::COLUMN_HOW];
        table(Key::TABLE_GATES, columns, cells)
    }

    fn lanes(&mut self) -> Option<Table<'a>> {
        let verified = |(_, answer): &(Id, Answer)| answer.0.verified.is_some();
        if !self.report.assessment().answers().iter().any(verified) {
            return None;
        }
        let other = self.report.lane(opposite(self.lane.basis))?;
        let (claimed, verified) = match self.lane.basis {
            Basis::Claimed => (self.lane, other),
            Basis::Verified => (other, self.lane),
        };
        let difference = |a: Option<&Fraction>, b: Option<&Fraction>| Some(b?.sub(a?).into());
        let published = |lane: &Lane| lane.score.published().map(Fraction::from);
        let gap = difference(published(claimed).as_ref(), published(verified).as_ref());
        let scores = [claimed, verified].map(|lane| match lane.score.published() {
            Some(score) => shown(score),
            None => shown(score_message(&lane.score, None, &mut self.said)),
        });
        let levels =
            [claimed, verified].map(|lane| shown(level_message(self.report.named(lane), &mut self.said)));
        let mut cells = Vec::new();
        let mut row = |id, label, [a, b]: [Cell<'a>; 2], gap| cells.extend([id, label, a, b, gap]);
        row(None, shown(Key::WHOLE), scores, gap);
        row(None, shown(Key::COLUMN_LEVEL), levels, None);
        for at in &self.model.leaves {
            let Some(node) = self.model.nodes.get(*at) else { continue };
            let (Some(a), Some(b)) = (claimed.run.values.get(*at), verified.run.values.get(*at)) else {
                continue;
            };
            if (a.counted, &a.score) != (b.counted, &b.score) {
                let points = |value: &'a NodeValue| value.score.as_ref().ok().filter(|_| value.counted);
                let gap = difference(points(a), points(b));
                row(shown(&node.id), shown(&node.label), [a, b].map(score_cell), gap);
            }
        }
        let columns = &[
            Key::COLUMN_ID,
            Key::COLUMN_LABEL,
            Key::COLUMN_CLAIMED,
            Key::COLUMN_VERIFIED,
            Key::COLUMN_DIFFERENCE,
        ];
        table(Key::TABLE_LANES, columns, cells)
    }

    fn gaps(&mut self) -> Option<Table<'a>> {
        let gaps = self.report.gaps();
        let cells = rows(gaps.len(), gaps, |gap, [id, label, to_win]| {
            (*id, *label, *to_win) = (shown(gap.criterion), shown(gap.label), shown(gap.to_win));
        });
        let caption = match self.report.next_level() {
            Some((level, needed)) => {
                self.said.say(Key::TABLE_GAPS, [("level", level.label().into()), ("needed", needed.into())])
            }
            None => Key::TABLE_GAPS_TOP.into(),
        };
        table(caption, &[Key::COLUMN_ID, Key::COLUMN_LABEL, Key::COLUMN_TO_WIN], cells)
    }

    fn still_to_answer(&self) -> Option<Table<'a>> {
        let cells = self.report.unanswered().flat_map(|node| [shown(&node.id), shown(&node.label)]);
        table(Key::TABLE_OPEN, &[Key::COLUMN_ID, Key::COLUMN_LABEL], cells.collect())
    }

    fn evidence(&mut self) -> Option<Table<'a>> {
        let model = self.model;
        let mut cells = Vec::new();
        for (id, piece, objection) in self.report.objections() {
            let node = model.find(id.as_str()).and_then(|at| model.nodes.get(at));
            let reason = objection_message(piece, objection, &mut self.said);
            cells.extend([shown(id), node.and_then(|node| shown(&node.label)), shown(reason)]);
        }
        table(Key::TABLE_EVIDENCE, &[Key::COLUMN_ID, Key::COLUMN_LABEL, Key::COLUMN_REASON], cells)
    }

    fn ledger(&self) -> Option<Table<'a>> {
        let exact = self.lane.score.exact()?;
        let mut lines = ledger(self.model, &self.lane.run)?;
        lines.retain(|line| !line.amount.is_zero());
        let model = self.model;
        let mut cells = rows(lines.len(), lines, |line, [id, label, how, points]| {
            let Some(node) = model.nodes.get(line.node) else { return };
            (*id, *label) = (node.parent.and_then(|_| shown(&node.id)), shown(&node.label));
            (*how, *points) = (line.adjustment.and_then(shown), shown(line.amount));
        });
        cells.extend([None, shown(Key::TOTAL_ROW), None, shown(exact)]);
        let columns = &[Key::COLUMN_ID, Key::COLUMN_LABEL, Key::COLUMN_HOW, Key::COLUMN_POINTS];
        table(Key::TABLE_LEDGER, columns, cells)
    }

    fn sources(&mut self) -> Option<Table<'a>> {
        self.report.framework().0.header.sources(self.model.cited.ids(), &mut self.said)
    }
}
