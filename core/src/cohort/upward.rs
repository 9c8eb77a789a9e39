//! Figures after the stages on their way up the nodes: parts before wholes, the index last.

use super::aggregate::{By, Owns, Parts};
use super::column::{Column, present};
use super::document::Round;
use super::frame::Frame;
use super::model::{From, Group, Inner, Model};
use super::normalise::{Fitted, Sample};
use super::run::{Fits, large, of};
use super::stages::Staged;
use super::step::Steps;
use super::weigh::{Seen, Weighed};
use crate::error::{Code, Diagnostic, Error};
use crate::num::{Float, Real};

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
    pub(crate) own: Vec<Owns>,
    pub(crate) fitted: Vec<Option<Fitted>>,
}

/// What the parts of a node came to, before the node does anything to it.
struct Whole {
    column: Column,
    /// None where all its parts were left out.
    weighed: Option<Weighed>,
    own: Owns,
}

impl Upward<'_> {
    pub(crate) fn nodes(&self, steps: &mut impl Steps) -> Result<Nodes, Error> {
        let mut nodes: Vec<Column> = Vec::with_capacity(self.model.nodes.len());
        let (mut weights, mut owns, mut all) = (Vec::new(), Vec::new(), Vec::new());
        let mut left = self.staged.fits.left.clone();
        for (at, node) in self.model.nodes.iter().enumerate() {
            let Whole { column, weighed, own } = match &node.from {
                From::Constant(value) => {
                    let column = self.staged.out.iter().map(|out| (!out).then_some(*value)).collect();
                    Whole { column, weighed: None, own: None }
                }
                From::Parts(group) => self.group(at, node, group, (&nodes, &left), steps)?,
            };
            left.push(weighed.is_none() && matches!(node.from, From::Parts(_)));
            weights.push(weighed);
            owns.push(own);
            let (column, fitted) = self.finish(at, node, column)?;
            nodes.push(column);
            all.push(fitted);
        }
        Ok(Nodes { columns: nodes, weights, own: owns, fitted: all })
    }

    /// The whole of a group and its weights.
    fn group(
        &self,
        at: usize,
        node: &Inner,
        group: &Group,
        (nodes, left): (&[Column], &[bool]),
        steps: &mut impl Steps,
    ) -> Result<Whole, Error> {
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
            let column = vec![None; self.frame.subjects.len()];
            return Ok(Whole { column, weighed: None, own: None });
        }
        let id = node.id.as_str();
        let below = match group.available.by {
            By::Indicators => self.below(group, left),
            By::Count | By::Weight => Vec::new(),
        };
        let parts = Parts {
            names: &names,
            columns: &columns,
            weights: &given,
            subjects: &self.frame.subjects,
            available: group.available,
            below: &below,
        };
        let whole = |weights: &[Float]| group.combine.whole(&Parts { weights, ..parts });
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
        let parts = Parts { weights: &weighed.weights, ..parts };
        let (mut column, own) = group.combine.weighed(&parts).map_err(of(id))?;
        for by in &group.zeroed_by {
            for ((cell, part), subject) in column.iter_mut().zip(slot(*by)).zip(&self.frame.subjects) {
                if *part == Some(Float::ZERO) && cell.is_some_and(|value| value != Float::ZERO) {
                    *cell = Some(Float::ZERO);
                    steps.note("aggregate", id, Some(subject), "zeroed_by", &[]);
                }
            }
        }
        Ok(Whole { column, weighed: Some(weighed), own })
    }

    /// By subject, the share of the indicators below a group that it has; those that were left out are no part of anything.
    fn below(&self, group: &Group, left: &[bool]) -> Vec<Float> {
        let slots = self.model.indicators_below(group.parts.iter().copied());
        let kept: Vec<&Column> = slots
            .into_iter()
            .filter(|slot| left.get(*slot) != Some(&true))
            .filter_map(|slot| self.staged.leaves.get(slot))
            .collect();
        let there = |at: usize| kept.iter().filter(|column| matches!(column.get(at), Some(Some(_)))).count();
        let all = Float::count(kept.len());
        (0..self.frame.subjects.len()).map(|at| Float::count(there(at)) / all).collect()
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
        large(id, &self.frame.subjects, &column, |value| !value.is_finite())?;
        Ok((column, fitted))
    }
}
