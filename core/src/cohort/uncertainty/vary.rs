//! An index that can be computed again with draws of its factors.

use super::super::column::Column;
use super::super::frame::Frame;
use super::super::index::Index;
use super::super::model::{From as Source, Model};
use super::super::run::{Staged, Upward, staged};
use super::super::step::Silent;
use super::super::table::Table;
use super::document::Document;
use super::factor::{Drawn, What};
use crate::error::{Code, Diagnostic, Error};
use crate::num::{Float, Random};

/// Draws that show whether a factor counts.
const TRIALS: usize = 8;

/// An index and the factors it varies by.
pub(super) struct Vary<'a> {
    pub(super) index: &'a Index,
    pub(super) factors: Vec<Drawn>,
    /// The model with the weights it came to, so that they can be varied wherever they come from.
    model: Model,
    /// The figures after the stages, where no factor touches these.
    staged: Option<Staged>,
}

impl<'a> Vary<'a> {
    pub(super) fn new(index: &'a Index, plan: &Document, errors: Option<&Table>) -> Result<Self, Error> {
        let mut factors = Vec::new();
        for (place, factor) in plan.factors.iter().enumerate() {
            let at = |error: Error| error.map(|one| one.under(&place.to_string()).under("factors"));
            let mut nodes = Vec::new();
            for id in &factor.at {
                let slot = index.slot(id.as_str()).map_err(at)?;
                nodes.extend(slot.checked_sub(index.model.leaves.len()));
            }
            let spread = if factor.figures { spreads(index, errors).map_err(at)? } else { Vec::new() };
            let drawn = Drawn::new(factor, nodes, spread);
            check(&drawn).map_err(|diagnostic| at(diagnostic.data()))?;
            factors.push(drawn);
        }
        let mut model = (*index.model).clone();
        for (node, weighed) in model.nodes.iter_mut().zip(&index.run.fits.weights) {
            let Source::Parts(group) = &mut node.from else { continue };
            let kept =
                group.parts.iter().filter(|slot| index.run.fits.left.get(**slot) != Some(&true)).count();
            if let Some(weights) = weighed.as_ref().map(|own| &own.weights)
                && kept == group.parts.len()
            {
                group.given.clone_from(weights);
            }
        }
        let above = factors.iter().all(Drawn::is_above);
        let staged = if above { Some(staged(&model, &index.frame, None, &mut Silent)?) } else { None };
        Ok(Self { index, factors, model, staged })
    }

    /// The scores of the index under one draw of each factor.
    pub(super) fn scores(&self, draws: &[Float]) -> Result<Column, Error> {
        Ok(self.scores_and_model(draws)?.0)
    }

    pub(super) fn scores_and_model(&self, draws: &[Float]) -> Result<(Column, Model), Error> {
        let mut model = self.model.clone();
        let mut columns = match &self.staged {
            Some(staged) => {
                // nothing below the nodes is touched
                let mut frame = Frame::empty();
                self.apply(draws, &mut model, &mut frame);
                let upward = Upward { model: &model, frame: &self.index.frame, kept: None, staged };
                upward.nodes(&mut Silent)?.columns
            }
            None => {
                let mut frame = (*self.index.frame).clone();
                self.apply(draws, &mut model, &mut frame);
                let staged = staged(&model, &frame, None, &mut Silent)?;
                let upward = Upward { model: &model, frame: &frame, kept: None, staged: &staged };
                upward.nodes(&mut Silent)?.columns
            }
        };
        Ok((columns.pop().unwrap_or_default(), model))
    }

    fn apply(&self, draws: &[Float], model: &mut Model, frame: &mut Frame) {
        for (factor, draw) in self.factors.iter().zip(draws) {
            factor.apply(*draw, model, frame);
        }
    }

    /// The scores of the index as the pack has them.
    pub(super) fn nominal(&self) -> &Column {
        self.index.column(self.index.model.top())
    }

    /// An error that names the first factor which, varied alone, changes no score.
    pub(super) fn every_factor_counts(&self) -> Result<(), Error> {
        for (at, factor) in self.factors.iter().enumerate() {
            let alone =
                Self { factors: Vec::new(), model: self.model.clone(), staged: None, index: self.index };
            let mut random = Random::new(0);
            let mut first: Option<Column> = None;
            let mut moves = false;
            for trial in 0..TRIALS {
                // choices lie evenly between 0 and 1, so each is tried
                let even = (Float::count(trial) + Float::HALF) / Float::count(TRIALS);
                let draw = if matches!(factor.what, What::Noise(_) | What::Simplex | What::Figures(_)) {
                    random.uniform()
                } else {
                    even
                };
                let (mut model, mut frame) = (alone.model.clone(), (*self.index.frame).clone());
                factor.apply(draw, &mut model, &mut frame);
                let staged = staged(&model, &frame, None, &mut Silent)?;
                let upward = Upward { model: &model, frame: &frame, kept: None, staged: &staged };
                let scores = upward.nodes(&mut Silent)?.columns.pop().unwrap_or_default();
                let near = |one: &Column, other: &Column| {
                    one.iter()
                        .zip(other)
                        .all(|(a, b)| a.map(Float::twelve_digits) == b.map(Float::twelve_digits))
                };
                if first.as_ref().is_some_and(|first| !near(first, &scores)) {
                    moves = true;
                    break;
                }
                first.get_or_insert(scores);
            }
            if !moves {
                let diagnostic = Diagnostic::new(Code::NO_EFFECT).with("name", &factor.id);
                let (why, why_vi) = (
                    "whatever it is drawn as, every score stays the same",
                    "dù rút thế nào, mọi điểm vẫn như cũ",
                );
                return Err(diagnostic
                    .with("why", why)
                    .with("why_vi", why_vi)
                    .at(format!("/factors/{at}"))
                    .data());
            }
        }
        Ok(())
    }
}

/// What is wrong with the choices of a factor.
fn check(factor: &Drawn) -> Result<(), Diagnostic> {
    match &factor.what {
        What::Normalise(among) => among.iter().try_for_each(super::super::normalise::Normalise::check),
        What::Treat(among) => among.iter().try_for_each(super::super::treat::Treat::check),
        // a ratio of other than two parts comes to nothing, and is told by its node
        What::Combine(among) => among.iter().try_for_each(|method| method.check(&["", ""])),
        _ => Ok(()),
    }
}

/// Standard errors by indicator, in the order of the subjects' names.
fn spreads(index: &Index, errors: Option<&Table>) -> Result<Vec<Column>, Error> {
    let Some(errors) = errors else {
        return Err(Diagnostic::new(Code::MISSING_FIELD).with("field", "errors").data());
    };
    let mut found = Vec::new();
    for leaf in index.model.leaves.iter() {
        if !errors.columns().contains(&leaf.column.as_str()) {
            found.push(vec![None; index.frame.subjects.len()]);
            continue;
        }
        let mut column = Column::new();
        for subject in &index.frame.subjects {
            let error = errors.get(&leaf.column, subject).map(Float::from);
            if let Some(error) = error.filter(|error| *error < Float::ZERO) {
                let shown = error.real().map(|real| real.to_string()).unwrap_or_default();
                let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "a standard error");
                let diagnostic = diagnostic.with("value", shown).with("bounds", "[0, ∞)");
                return Err(diagnostic.under(subject).under(&leaf.column).data());
            }
            column.push(error);
        }
        found.push(column);
    }
    Ok(found)
}
