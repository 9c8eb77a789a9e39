//! Figures through the stages that a pack names, in their order: each indicator by itself, but for what a stage takes from all of them.

use super::column::{Column, present};
use super::document::{Screen, Stage};
use super::frame::Frame;
use super::impute::{Impute, Known, Stand, Subject};
use super::model::{Leaf, Model};
use super::normalise::{Fitted, Normalise, Sample};
use super::run::{Fits, large, of};
use super::step::Steps;
use super::treat::Treat;
use crate::error::Error;
use crate::num::Float;

/// Figures after the stages.
#[derive(Debug, Clone)]
pub(crate) struct Staged {
    pub(crate) leaves: Vec<Column>,
    pub(crate) out: Vec<bool>,
    pub(crate) fits: Fits,
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
        state.finite()?;
        steps.stage(stage.name(), model, &state.leaves);
    }
    if !normalised {
        state.normalise(None, steps)?;
        state.finite()?;
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

impl State<'_> {
    /// What a stage makes too large to be a number.
    fn finite(&self) -> Result<(), Error> {
        for (leaf, column) in self.model.leaves.iter().zip(&self.leaves) {
            large(leaf.id.as_str(), &self.frame.subjects, column, |value| !value.is_finite())?;
        }
        Ok(())
    }

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
