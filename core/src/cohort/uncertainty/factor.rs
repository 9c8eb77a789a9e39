//! One factor with its numbers known, and what a draw of it changes.

use super::super::aggregate::{Available, Combine};
use super::super::document::{Enough, Stage};
use super::super::frame::Frame;
use super::super::impute::Impute;
use super::super::model::{From as Source, Group, Model};
use super::super::normalise::Normalise;
use super::super::treat::Treat;
use super::super::weigh::Weigh;
use super::document::{self, Weights};
use crate::num::{Exact, Float, Random, Real};

/// A factor.
pub(super) struct Drawn {
    pub(super) id: String,
    /// The nodes it is varied at, by their places; all where there is none.
    pub(super) at: Vec<usize>,
    pub(super) what: What,
}

/// What it varies.
pub(super) enum What {
    Noise(Float),
    Simplex,
    Normalise(Vec<Normalise<Float>>),
    Combine(Vec<Combine<Float>>),
    Impute(Vec<Impute<Float>>),
    Treat(Vec<Treat<Float>>),
    Available(Vec<Available>),
    /// Standard errors by indicator.
    Figures(Vec<Vec<Option<Float>>>),
}

fn number(exact: &Exact) -> Float {
    Real::from(*exact).into()
}

impl Drawn {
    pub(super) fn new(factor: &document::Factor, at: Vec<usize>, errors: Vec<Vec<Option<Float>>>) -> Self {
        let what = match factor {
            document::Factor { weights: Some(Weights::Noise(noise)), .. } => What::Noise(number(noise)),
            document::Factor { weights: Some(Weights::Simplex), .. } => What::Simplex,
            document::Factor { normalise, .. } if !normalise.is_empty() => {
                What::Normalise(normalise.iter().map(|method| method.map(&number)).collect())
            }
            document::Factor { aggregate, .. } if !aggregate.is_empty() => {
                What::Combine(aggregate.iter().map(|method| method.map(&number)).collect())
            }
            document::Factor { impute, .. } if !impute.is_empty() => {
                What::Impute(impute.iter().map(|method| method.map(&number)).collect())
            }
            document::Factor { treat, .. } if !treat.is_empty() => {
                What::Treat(treat.iter().map(|method| method.map(&number)).collect())
            }
            document::Factor { available, .. } if !available.is_empty() => {
                let one = |own: &Enough<Exact>| Available { at_least: number(&own.at_least), by: own.by };
                What::Available(available.iter().map(one).collect())
            }
            _ => What::Figures(errors),
        };
        Self { id: factor.id.to_string(), at, what }
    }

    /// Whether it changes only what happens above the indicators.
    pub(super) const fn is_above(&self) -> bool {
        matches!(self.what, What::Noise(_) | What::Simplex | What::Combine(_) | What::Available(_))
    }

    /// Changes a model and figures by one draw: `draw`, between 0 and 1, decides everything.
    pub(super) fn apply(&self, draw: Float, model: &mut Model, frame: &mut Frame) {
        match &self.what {
            What::Noise(noise) => {
                let mut random = Random::new(draw.bits());
                self.groups(model, |group| {
                    for weight in &mut group.given {
                        let part = random.uniform() * Float::TWO - Float::ONE;
                        *weight = *weight * (Float::ONE + *noise * part);
                    }
                });
            }
            What::Simplex => {
                let mut random = Random::new(draw.bits());
                self.groups(model, |group| {
                    // exponential draws as shares of their sum are even over the simplex
                    group.given.iter_mut().for_each(|weight| *weight = -random.uniform().ln());
                });
            }
            What::Normalise(among) => {
                for stage in &mut model.stages {
                    if let (Stage::Normalise(own), Some(chosen)) = (stage, pick(among, draw)) {
                        own.clone_from(chosen);
                    }
                }
            }
            What::Combine(among) => {
                let Some(chosen) = pick(among, draw) else { return };
                self.groups(model, |group| group.combine.clone_from(chosen));
            }
            What::Impute(among) => {
                let first = model.stages.iter_mut().find_map(|stage| match stage {
                    Stage::Impute(own) => Some(own),
                    _ => None,
                });
                if let (Some(own), Some(chosen)) = (first, pick(among, draw)) {
                    own.clone_from(chosen);
                }
            }
            What::Treat(among) => {
                for stage in &mut model.stages {
                    if let (Stage::Treat(own), Some(chosen)) = (stage, pick(among, draw)) {
                        own.clone_from(chosen);
                    }
                }
            }
            What::Available(among) => {
                let Some(chosen) = pick(among, draw).copied() else { return };
                self.groups(model, |group| group.available = chosen);
            }
            What::Figures(errors) => {
                let mut random = Random::new(draw.bits());
                for (column, errors) in frame.raw.iter_mut().zip(errors) {
                    for (cell, error) in column.iter_mut().zip(errors) {
                        if let (Some(value), Some(error)) = (cell, error) {
                            *value = *value + *error * random.normal();
                        }
                    }
                }
            }
        }
    }

    /// Changes the groups it is varied at; their weights are from now on given.
    fn groups(&self, model: &mut Model, mut change: impl FnMut(&mut Group)) {
        for (at, node) in model.nodes.iter_mut().enumerate() {
            if let Source::Parts(group) = &mut node.from
                && (self.at.is_empty() || self.at.contains(&at))
            {
                change(group);
                if matches!(self.what, What::Noise(_) | What::Simplex) {
                    group.weigh = Weigh::default();
                }
            }
        }
    }
}

/// One of several, each for its equal part of the draws.
fn pick<T>(among: &[T], draw: Float) -> Option<&T> {
    let at = (draw * Float::count(among.len())).floor_count();
    among.get(at).or_else(|| among.last())
}
