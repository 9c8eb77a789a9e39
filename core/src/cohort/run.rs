//! The one evaluator: figures through the stages, then up the nodes. What a stage takes from the cohort is fitted once and kept, so that
//! the same run scores a later subject against what was kept.

use std::collections::BTreeMap;

use super::aggregate::Parts;
use super::column::{Column, present};
use super::document::{Round, Screen, Stage};
use super::frame::Frame;
use super::impute::{Impute, Known, Stand, Subject};
use super::model::{From, Group, Inner, Leaf, Model};
use super::normalise::{Fitted, Normalise, Sample};
use super::step::Steps;
use super::treat::{Treat, Treated};
use super::weigh::{Seen, Weighed};
use crate::error::{Code, Diagnostic, Error};
use crate::num::{Float, Real};

/// What was fitted to a cohort.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Fits {
    /// By stage and indicator.
    pub(crate) impute: Vec<Vec<Stand>>,
    pub(crate) treat: Vec<Treated>,
    pub(crate) normalise: Vec<Fitted>,
    /// Indicators that were left out.
    pub(crate) left: Vec<bool>,
    /// By node.
    pub(crate) weights: Vec<Option<Weighed>>,
    pub(crate) nodes: Vec<Option<Fitted>>,
}

/// What a run came to.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    /// Indicators as they enter the nodes.
    pub(crate) leaves: Vec<Column>,
    pub(crate) nodes: Vec<Column>,
    /// Subjects that were left out.
    pub(crate) out: Vec<bool>,
    pub(crate) fits: Fits,
}

/// Figures after the stages.
#[derive(Debug, Clone)]
pub(crate) struct Staged {
    pub(crate) leaves: Vec<Column>,
    pub(crate) out: Vec<bool>,
    pub(crate) fits: Fits,
}

/// One run of a model over the figures of a cohort. `kept` is what was fitted to another cohort before; `steps` writes down what was done.
pub(crate) fn run(
    model: &Model,
    frame: &Frame,
    kept: Option<&Fits>,
    steps: &mut impl Steps,
) -> Result<Run, Error> {
    let staged = staged(model, frame, kept, steps)?;
    let upward = Upward { model, frame, kept, staged: &staged };
    let Nodes { columns, weights, fitted } = upward.nodes(steps)?;
    let Staged { leaves, out, fits } = staged;
    Ok(Run { leaves, nodes: columns, out, fits: Fits { weights, nodes: fitted, ..fits } })
}

/// The figures of a cohort through the stages.
pub(crate) fn staged(
    model: &Model,
    frame: &Frame,
    kept: Option<&Fits>,
    steps: &mut impl Steps,
) -> Result<Staged, Error> {
    let mut state = State {
        model,
        frame,
        kept,
        leaves: frame.raw.clone(),
        out: vec![false; frame.subjects.len()],
        fits: Fits { left: vec![false; model.leaves.len()], ..Fits::default() },
    };
    steps.stage("raw", model, &state.leaves);
    let mut normalised = false;
    for stage in &model.stages {
        match stage {
            Stage::Denominate => state.denominate(steps)?,
            Stage::Screen(screen) => state.screen(screen, steps),
            Stage::Impute(method) => state.impute(method, steps)?,
            Stage::Treat(method) => state.treat(method, steps)?,
            Stage::Normalise(method) => {
                state.normalise(Some(method), steps)?;
                normalised = true;
            }
        }
        steps.stage(stage.name(), model, &state.leaves);
    }
    if !normalised {
        state.normalise(None, steps)?;
        steps.stage("normalise", model, &state.leaves);
    }
    let State { leaves, out, fits, .. } = state;
    Ok(Staged { leaves, out, fits })
}

struct State<'a> {
    model: &'a Model,
    frame: &'a Frame,
    kept: Option<&'a Fits>,
    leaves: Vec<Column>,
    out: Vec<bool>,
    fits: Fits,
}

/// Figures after the stages on their way up the nodes.
pub(crate) struct Upward<'a> {
    pub(crate) model: &'a Model,
    pub(crate) frame: &'a Frame,
    pub(crate) kept: Option<&'a Fits>,
    pub(crate) staged: &'a Staged,
}

/// What the nodes came to.
pub(crate) struct Nodes {
    pub(crate) columns: Vec<Column>,
    pub(crate) weights: Vec<Option<Weighed>>,
    pub(crate) fitted: Vec<Option<Fitted>>,
}

/// A diagnostic about the figures of an indicator or a node.
fn of(name: &str) -> impl Fn(Diagnostic) -> Error + '_ {
    move |diagnostic| diagnostic.under(name).data()
}

impl State<'_> {
    fn denominate(&mut self, steps: &mut impl Steps) -> Result<(), Error> {
        for ((leaf, column), divisor) in
            self.model.leaves.iter().zip(&mut self.leaves).zip(&self.frame.divisors)
        {
            if divisor.is_none() && leaf.times.is_none() {
                continue;
            }
            let times = leaf.times.unwrap_or(Float::ONE);
            for (at, cell) in column.iter_mut().enumerate() {
                let Some(value) = *cell else { continue };
                let divided = match divisor {
                    None => Some(value),
                    Some(divisors) => match divisors.get(at).copied().flatten() {
                        Some(divisor) if divisor != Float::ZERO => Some(value / divisor),
                        Some(_) => return Err(self.frame.zero(leaf, at)),
                        None => None,
                    },
                };
                *cell = divided.map(|value| value * times);
            }
            steps.note(
                "denominate",
                leaf.id.as_str(),
                None,
                leaf.per.as_deref().unwrap_or("times"),
                &[("times", times)],
            );
        }
        Ok(())
    }

    fn screen(&mut self, screen: &Screen<Float>, steps: &mut impl Steps) {
        let subjects = Float::count(self.frame.subjects.len());
        for (at, (leaf, column)) in self.model.leaves.iter().zip(&self.leaves).enumerate() {
            let share = Float::count(column.iter().flatten().count()) / subjects;
            let left = match self.kept {
                Some(kept) => kept.left.get(at).copied().unwrap_or(false),
                None => screen.indicators.is_some_and(|least| share + Float::SLACK < least),
            };
            if left {
                self.fits.left.get_mut(at).into_iter().for_each(|own| *own = true);
                steps.note("screen", leaf.id.as_str(), None, "left_out", &[("available", share)]);
            }
        }
        let kept: Vec<usize> =
            (0..self.leaves.len()).filter(|at| self.fits.left.get(*at) == Some(&false)).collect();
        let all = Float::count(kept.len());
        for at in 0..self.frame.subjects.len() {
            let figures: Vec<Float> =
                kept.iter().filter_map(|leaf| *self.leaves.get(*leaf)?.get(at)?).collect();
            let there = Float::count(figures.len());
            let not_zero = Float::count(figures.iter().filter(|value| **value != Float::ZERO).count());
            let available = there / all;
            let filled = if figures.is_empty() { Float::ZERO } else { not_zero / there };
            let short =
                |least: Option<Float>, share: Float| least.is_some_and(|least| share + Float::SLACK < least);
            if short(screen.subjects, available) || short(screen.not_zero, filled) {
                self.out.get_mut(at).into_iter().for_each(|out| *out = true);
                let subject = self.frame.subjects.get(at).map(String::as_str);
                steps.note(
                    "screen",
                    "",
                    subject,
                    "left_out",
                    &[("available", available), ("not_zero", filled)],
                );
                for column in &mut self.leaves {
                    column.get_mut(at).into_iter().for_each(|cell| *cell = None);
                }
            }
        }
        for (column, left) in self.leaves.iter_mut().zip(&self.fits.left) {
            if *left {
                column.iter_mut().for_each(|cell| *cell = None);
            }
        }
    }

    fn impute(&mut self, stage: &Impute<Float>, steps: &mut impl Steps) -> Result<(), Error> {
        let before = self.leaves.clone();
        let names: Vec<&str> = self.model.leaves.iter().map(|leaf| leaf.id.as_str()).collect();
        let columns: Vec<(&str, &Column)> = names.iter().copied().zip(&before).collect();
        let round = self.fits.impute.len();
        let mut fits = Vec::with_capacity(names.len());
        for (at, leaf) in self.model.leaves.iter().enumerate() {
            // what an indicator says for itself holds for the first imputation
            let own = leaf.impute.as_ref().filter(|_| round == 0);
            let method = own.unwrap_or(stage);
            let groups = method.group().and_then(|name| self.frame.groups.get(name)).map(Vec::as_slice);
            let missing = before.get(at).is_some_and(|column| column.iter().any(Option::is_none));
            let left = self.fits.left.get(at) == Some(&true);
            let stand = match self.kept.and_then(|kept| kept.impute.get(round)?.get(at)) {
                Some(stand) => stand.clone(),
                // a cohort is fitted even where nothing is missing, for those who come later
                None if left => Stand::None,
                None if steps.keeps() || missing => method
                    .fit(&Known { name: leaf.id.as_str(), columns: &columns, at, groups })
                    .map_err(of(leaf.id.as_str()))?,
                None => Stand::None,
            };
            if missing && !left {
                self.fill(leaf, at, (method, &stand), (&before, groups), steps);
            }
            fits.push(stand);
        }
        self.fits.impute.push(fits);
        Ok(())
    }

    fn fill(
        &mut self,
        leaf: &Leaf,
        at: usize,
        (method, stand): (&Impute<Float>, &Stand),
        (before, groups): (&[Column], Option<&[Option<String>]>),
        steps: &mut impl Steps,
    ) {
        for (subject, name) in self.frame.subjects.iter().enumerate() {
            let there = before.get(at).and_then(|column| column.get(subject)).is_some_and(Option::is_some);
            if there || self.out.get(subject) == Some(&true) {
                continue;
            }
            let figures = |id: &str| {
                let at = self.model.leaves.iter().position(|leaf| leaf.id == *id)?;
                *before.get(at)?.get(subject)?
            };
            let group = groups.and_then(|groups| groups.get(subject)?.as_deref());
            let last = match method {
                Impute::Last(last) => self.frame.last(&leaf.column, name, last.at_most_back),
                _ => None,
            };
            let value = stand.value(&Subject { group, last, figures: &figures, wanted: leaf.id.as_str() });
            let Some(value) = value else { continue };
            steps.note("impute", leaf.id.as_str(), Some(name), method.name(), &[("value", value)]);
            if let Some(cell) = self.leaves.get_mut(at).and_then(|column| column.get_mut(subject)) {
                *cell = Some(value);
            }
        }
    }

    fn treat(&mut self, stage: &Treat<Float>, steps: &mut impl Steps) -> Result<(), Error> {
        for (at, (leaf, column)) in self.model.leaves.iter().zip(&mut self.leaves).enumerate() {
            let method = leaf.treat.as_ref().unwrap_or(stage);
            let treated = match self.kept.and_then(|kept| kept.treat.get(at)) {
                Some(treated) => *treated,
                None => method.fit(leaf.id.as_str(), &present(column)).map_err(of(leaf.id.as_str()))?,
            };
            if !treated.is_none() {
                column.iter_mut().flatten().for_each(|value| *value = treated.apply(*value));
            }
            steps.treated(leaf.id.as_str(), &treated);
            self.fits.treat.push(treated);
        }
        Ok(())
    }

    fn normalise(&mut self, stage: Option<&Normalise<Float>>, steps: &mut impl Steps) -> Result<(), Error> {
        for (at, (leaf, column)) in self.model.leaves.iter().zip(&mut self.leaves).enumerate() {
            let method = leaf.normalise.as_ref().or(stage);
            let left = self.fits.left.get(at) == Some(&true);
            let fitted = match (method, self.kept.and_then(|kept| kept.normalise.get(at))) {
                (_, Some(fitted)) => fitted.clone(),
                (Some(method), None) if !left => {
                    let values = present(column);
                    let sample = Sample {
                        name: leaf.id.as_str(),
                        values: &values,
                        direction: leaf.direction,
                        target: leaf.target,
                        subjects: &self.frame.subjects,
                        column,
                    };
                    method.fit(&sample).map_err(of(leaf.id.as_str()))?
                }
                _ => Fitted::Same,
            };
            for (cell, subject) in column.iter_mut().zip(&self.frame.subjects) {
                let Some(value) = cell else { continue };
                if fitted.caps(*value) {
                    steps.note("normalise", leaf.id.as_str(), Some(subject), "capped", &[("figure", *value)]);
                }
                *value = fitted.apply(*value);
            }
            steps.normalised(leaf.id.as_str(), &fitted);
            self.fits.normalise.push(fitted);
        }
        Ok(())
    }
}

impl Upward<'_> {
    pub(crate) fn nodes(&self, steps: &mut impl Steps) -> Result<Nodes, Error> {
        let mut nodes: Vec<Column> = Vec::with_capacity(self.model.nodes.len());
        let (mut weights, mut all) = (Vec::new(), Vec::new());
        let mut left = self.staged.fits.left.clone();
        for (at, node) in self.model.nodes.iter().enumerate() {
            let column = match &node.from {
                From::Constant(value) => {
                    weights.push(None);
                    left.push(false);
                    self.staged.out.iter().map(|out| (!out).then_some(*value)).collect()
                }
                From::Parts(group) => {
                    let (column, weighed, none) = self.group(at, node, group, (&nodes, &left), steps)?;
                    weights.push(weighed);
                    left.push(none);
                    column
                }
            };
            let (column, fitted) = self.finish(at, node, column)?;
            nodes.push(column);
            all.push(fitted);
        }
        Ok(Nodes { columns: nodes, weights, fitted: all })
    }

    /// The whole of a group, its weights, and whether all its parts were left out.
    fn group(
        &self,
        at: usize,
        node: &Inner,
        group: &Group,
        (nodes, left): (&[Column], &[bool]),
        steps: &mut impl Steps,
    ) -> Result<(Column, Option<Weighed>, bool), Error> {
        let slot = |slot: usize| -> &[Option<Float>] {
            let leaf = self.staged.leaves.get(slot);
            let inner = || nodes.get(slot.checked_sub(self.staged.leaves.len())?);
            leaf.or_else(inner).map_or(&[], Vec::as_slice)
        };
        let there =
            || group.parts.iter().zip(&group.given).filter(|(slot, _)| left.get(**slot) != Some(&true));
        let columns: Vec<&[Option<Float>]> = there().map(|(part, _)| slot(*part)).collect();
        let names: Vec<&str> = there().map(|(part, _)| self.model.name(*part)).collect();
        let given: Vec<Float> = there().map(|(_, weight)| *weight).collect();
        if columns.is_empty() {
            return Ok((vec![None; self.frame.subjects.len()], None, true));
        }
        let id = node.id.as_str();
        let whole = |weights: &[Float]| {
            let parts = Parts {
                names: &names,
                columns: &columns,
                weights,
                subjects: &self.frame.subjects,
                available: group.available,
            };
            group.combine.whole(&parts)
        };
        let seen = Seen { name: id, names: &names, given: &given, columns: &columns, whole: &whole };
        let weighed = match self.kept.and_then(|kept| kept.weights.get(at)) {
            Some(Some(weighed)) => weighed.clone(),
            _ => group.weigh.weights(&seen).map_err(of(id))?,
        };
        if self.kept.is_some() && group.combine.needs_cohort() {
            let diagnostic = Diagnostic::new(Code::NEEDS_COHORT).with("name", id);
            return Err(diagnostic.with("method", group.combine.name()).under(id).data());
        }
        steps.weighed(id, &names, &weighed, group.weigh.name());
        let mut column = whole(&weighed.weights).map_err(of(id))?;
        for by in &group.zeroed_by {
            for ((cell, part), subject) in column.iter_mut().zip(slot(*by)).zip(&self.frame.subjects) {
                if *part == Some(Float::ZERO) && cell.is_some_and(|value| value != Float::ZERO) {
                    *cell = Some(Float::ZERO);
                    steps.note("aggregate", id, Some(subject), "zeroed_by", &[]);
                }
            }
        }
        Ok((column, Some(weighed), false))
    }

    /// What a node does to its score before it goes on.
    fn finish(&self, at: usize, node: &Inner, mut column: Column) -> Result<(Column, Option<Fitted>), Error> {
        let id = node.id.as_str();
        let fitted = match (&node.normalise, self.kept.and_then(|kept| kept.nodes.get(at))) {
            (_, Some(fitted)) => fitted.clone(),
            (Some(method), None) => {
                let values = present(&column);
                let sample = Sample {
                    name: id,
                    values: &values,
                    direction: node.direction,
                    target: None,
                    subjects: &self.frame.subjects,
                    column: &column,
                };
                Some(method.fit(&sample).map_err(of(id))?)
            }
            (None, None) => None,
        };
        if let Some(fitted) = &fitted {
            column.iter_mut().flatten().for_each(|value| *value = fitted.apply(*value));
        }
        if let Some(Round { places, rounding }) = node.round {
            for value in column.iter_mut().flatten() {
                *value = Real::from(value.real()?.round(places, rounding)?).into();
            }
        }
        match column.iter().flatten().find(|value| !value.is_finite()) {
            Some(_) => Err(Diagnostic::new(Code::OVERFLOW).under(id).data()),
            None => Ok((column, fitted)),
        }
    }
}

/// The groups that a model reads of a table.
pub(crate) fn groups(model: &Model) -> impl Iterator<Item = &str> {
    let stages = model.stages.iter().filter_map(|stage| match stage {
        Stage::Impute(method) => method.group(),
        _ => None,
    });
    stages.chain(model.leaves.iter().filter_map(|leaf| leaf.impute.as_ref()?.group()))
}

/// Columns by group name, as a frame holds them.
pub(crate) type Groups = BTreeMap<String, Vec<Option<String>>>;
