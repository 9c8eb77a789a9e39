//! An index that can be computed again with draws of its factors.

use std::collections::BTreeSet;

use super::super::column::Column;
use super::super::frame::Frame;
use super::super::index::Index;
use super::super::model::{From as Source, Group, Model};
use super::super::stages::{Staged, staged};
use super::super::step::Silent;
use super::super::table::Table;
use super::super::upward::Upward;
use super::document::{Document, Factor, Weights};
use super::factor::{Drawn, What, Where};
use crate::error::{Code, Diagnostic, Error, escape};
use crate::num::{Float, Random};
use crate::text::gathered;

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
        let leaves = index.model.leaves.len();
        let mut factors: Vec<Drawn> = Vec::new();
        for (place, factor) in plan.factors.iter().enumerate() {
            let at = |error: Error| error.map(|one| one.under(&place.to_string()).under("factors"));
            let slots = factor.at.iter().map(|id| index.slot(id.as_str())).collect::<Result<Vec<_>, _>>();
            let spread = match (factor.figures, errors) {
                (false, _) => Vec::new(),
                (true, Some(errors)) => spreads(index, errors)?,
                (true, None) => {
                    return Err(at(Diagnostic::new(Code::MISSING_FIELD).with("field", "errors").data()));
                }
            };
            let what = What::new(factor, |part| index.model.slot(part), spread);
            let drawn = Drawn { id: factor.id.to_string(), at: slots.map_err(at)?, what };
            check(&drawn, factor, &index.model).map_err(|diagnostic| at(diagnostic.data()))?;
            twice(&drawn, &factors, &index.model).map_err(|diagnostic| at(diagnostic.data()))?;
            factors.push(drawn);
        }
        let mut model = (*index.model).clone();
        for (at, (node, weighed)) in model.nodes.iter_mut().zip(&index.run.fits.weights).enumerate() {
            let Source::Parts(group) = &mut node.from else { continue };
            // where it is varied what weights come from, those that the pack gives are one of the choices
            let chosen = |factor: &Drawn| {
                matches!(factor.what, What::Weigh(_)) && factor.is_at(at.saturating_add(leaves))
            };
            let kept =
                group.parts.iter().filter(|slot| index.run.fits.left.get(**slot) != Some(&true)).count();
            if let Some(weights) = weighed.as_ref().map(|own| &own.weights)
                && kept == group.parts.len()
                && !factors.iter().any(chosen)
            {
                group.given.clone_from(weights);
            }
        }
        let above = factors.iter().all(|factor| factor.is_above(leaves));
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
            let trials = factor.what.trials();
            for trial in 0..trials {
                // choices lie evenly between 0 and 1, so each is tried
                let even = (Float::count(trial) + Float::HALF) / Float::count(trials);
                let drawn = factor.what.draws_weights() || matches!(factor.what, What::Figures(_));
                let draw = if drawn { random.uniform() } else { even };
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

/// What is wrong with where a factor is varied, and with its choices there.
fn check(drawn: &Drawn, factor: &Factor, model: &Model) -> Result<(), Diagnostic> {
    let leaves = model.leaves.len();
    let name = drawn.what.name();
    for (place, slot) in drawn.at.iter().enumerate() {
        let found = if *slot < leaves { Where::Indicators } else { Where::Groups };
        let constant = slot
            .checked_sub(leaves)
            .and_then(|at| model.nodes.get(at))
            .is_some_and(|node| matches!(node.from, Source::Constant(_)));
        let wanted = drawn.what.varied_at();
        if constant || (wanted != Where::Both && wanted != found) {
            let kind = match (constant, found) {
                (true, _) => ("a number", "một con số"),
                (_, Where::Indicators) => ("an indicator", "một chỉ tiêu"),
                _ => ("a group", "một nhóm"),
            };
            let diagnostic = Diagnostic::new(Code::MISPLACED_FIELD).with("field", name);
            let diagnostic = diagnostic.with("kind", kind.0).with("kind_vi", kind.1);
            return Err(diagnostic.at(format!("/at/{place}")));
        }
    }
    let groups = || {
        let nodes = model.nodes.iter().enumerate();
        nodes.filter_map(|(at, node)| match &node.from {
            Source::Parts(group) if drawn.is_at(at.saturating_add(leaves)) => Some(group),
            _ => None,
        })
    };
    let names = |group: &Group| group.parts.iter().map(|slot| model.name(*slot)).collect::<Vec<_>>();
    let in_place = |result: Result<(), Diagnostic>, at: String| {
        result.map_err(|diagnostic| {
            let pointer = format!("/{name}/{at}{}", diagnostic.pointer());
            diagnostic.at(pointer)
        })
    };
    match &drawn.what {
        What::Normalise(among) => among
            .iter()
            .enumerate()
            .try_for_each(|(at, method)| in_place(method.check(), format!("{at}/{}", method.name()))),
        What::Treat(among) => {
            among.iter().enumerate().try_for_each(|(at, method)| in_place(method.check(), at.to_string()))
        }
        What::Combine(among) => among.iter().enumerate().try_for_each(|(at, method)| {
            groups().try_for_each(|group| {
                // the parts of most groups have no order, which these need
                if method.in_order() && !group.combine.in_order() {
                    let diagnostic = Diagnostic::new(Code::MISPLACED_FIELD).with("field", method.name());
                    let diagnostic = diagnostic.with("kind", "a factor").with("kind_vi", "một yếu tố");
                    return Err(diagnostic.at(format!("/{name}/{at}")));
                }
                in_place(method.check(&names(group)), at.to_string())
            })
        }),
        What::Weigh(among) => among.iter().enumerate().try_for_each(|(at, method)| {
            groups().try_for_each(|group| {
                in_place(method.check(&names(group)), format!("{at}/{}", method.name()))
            })
        }),
        What::Uniform(_) => {
            let Some(Weights::Uniform(spans)) = &factor.weights else { return Ok(()) };
            let parts: BTreeSet<&str> = gathered(groups().flat_map(names));
            match spans.keys().find(|part| !parts.contains(part.as_str())) {
                None => Ok(()),
                Some(part) => {
                    let diagnostic = Diagnostic::new(Code::UNKNOWN_NODE).with("id", part);
                    let diagnostic = diagnostic.meant(part.as_str(), parts.iter().copied());
                    Err(diagnostic.at(format!("/weights/uniform/{}", escape(part.as_str()))))
                }
            }
        }
        What::Available(_) | What::Noise(_) | What::Simplex | What::Impute(_) | What::Figures(_) => Ok(()),
    }
}

/// Two factors for the same thing at the same node: the one that is drawn later is all there is.
fn twice(drawn: &Drawn, before: &[Drawn], model: &Model) -> Result<(), Diagnostic> {
    let slots = 0..model.leaves.len().saturating_add(model.nodes.len());
    let weighs = |what: &What| what.draws_weights() || matches!(what, What::Weigh(_));
    let same = |other: &&Drawn| {
        let alike = other.what.name() == drawn.what.name() || (weighs(&other.what) && weighs(&drawn.what));
        // noise on what was drawn is noise on that
        let adds =
            matches!(drawn.what, What::Noise(_) | What::Figures(_)) && !matches!(other.what, What::Weigh(_));
        // weights of different parts are drawn apart
        let apart = match (&other.what, &drawn.what) {
            (What::Uniform(one), What::Uniform(two)) => {
                !one.iter().any(|(slot, ..)| two.iter().any(|(own, ..)| own == slot))
            }
            _ => false,
        };
        let wanted = |slot: &usize| {
            (*slot < model.leaves.len()) == (drawn.what.varied_at() == Where::Indicators)
                || drawn.what.varied_at() == Where::Both
        };
        alike
            && !adds
            && !apart
            && slots.clone().filter(wanted).any(|slot| other.is_at(slot) && drawn.is_at(slot))
    };
    let Some(other) = before.iter().find(same) else { return Ok(()) };
    let (why, why_vi) = (
        format!("`{}` draws the same as `{}`, which comes before it", drawn.id, other.id),
        format!("`{}` rút cùng một thứ với `{}` đứng trước", drawn.id, other.id),
    );
    let diagnostic = Diagnostic::new(Code::NO_EFFECT).with("name", &other.id);
    Err(diagnostic.with("why", why).with("why_vi", why_vi))
}

/// Standard errors by indicator, in the order of the subjects' names.
fn spreads(index: &Index, errors: &Table) -> Result<Vec<Column>, Error> {
    // an error that belongs to no figure would be passed over, and the index look surer than it is
    let columns: Vec<&str> = index.model.leaves.iter().map(|leaf| leaf.column.as_str()).collect();
    if let Some(other) = errors.columns().into_iter().find(|name| !columns.contains(name)) {
        let diagnostic = Diagnostic::new(Code::UNKNOWN_NODE).with("id", other);
        return Err(diagnostic.meant(other, columns).under(other).under("errors").data());
    }
    for subject in errors.subjects() {
        index.place(subject).map_err(|error| error.map(|one| one.under(subject).under("errors")))?;
    }
    let mut found = Vec::new();
    for leaf in index.model.leaves.iter() {
        if !errors.columns().contains(&leaf.column.as_str()) {
            found.push(vec![None; index.frame.subjects.len()]);
            continue;
        }
        let own = errors.figures(&leaf.column).map_err(|error| error.map(|one| one.under("errors")))?;
        if let Some((subject, error)) = own.iter().find(|(_, error)| **error < Float::ZERO) {
            let shown = error.real().map(|real| real.to_string()).unwrap_or_default();
            let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "a standard error");
            let diagnostic = diagnostic.with("value", shown).with("bounds", "[0, ∞)");
            return Err(diagnostic.under(subject).under(&leaf.column).under("errors").data());
        }
        let column: Column =
            index.frame.subjects.iter().map(|subject| own.get(subject.as_str()).copied()).collect();
        found.push(column);
    }
    Ok(found)
}
