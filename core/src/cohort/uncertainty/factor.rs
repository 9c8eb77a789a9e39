//! One factor with its numbers known, and what a draw of it changes.

use super::super::aggregate::{Available, Combine};
use super::super::document::{Enough, Stage};
use super::super::frame::Frame;
use super::super::impute::Impute;
use super::super::model::{From as Source, Group, Leaf, Model};
use super::super::normalise::Normalise;
use super::super::treat::Treat;
use super::super::weigh::Weigh;
use super::document::{self, Weights};
use crate::num::{Exact, Float, Random, Real};

/// A factor.
pub(super) struct Drawn {
    pub(super) id: String,
    /// The slots of the nodes it is varied at; all where there is none.
    pub(super) at: Vec<usize>,
    pub(super) what: What,
}

/// What it varies.
pub(super) enum What {
    Noise(Float),
    Simplex,
    /// By part: its slot, and the weights between which it is drawn.
    Uniform(Vec<(usize, Float, Float)>),
    Weigh(Vec<Weigh<Float>>),
    Normalise(Vec<Normalise<Float>>),
    Combine(Vec<Combine<Float>>),
    Impute(Vec<Impute<Float>>),
    Treat(Vec<Treat<Float>>),
    Available(Vec<Available>),
    /// Standard errors by indicator.
    Figures(Vec<Vec<Option<Float>>>),
}

/// Where something is varied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Where {
    Groups,
    Indicators,
    Both,
}

fn number(exact: &Exact) -> Float {
    Real::from(*exact).into()
}

impl What {
    /// What a factor varies: the slots of parts by their names, and standard errors by indicator.
    pub(super) fn new(
        factor: &document::Factor,
        slot: impl Fn(&str) -> Option<usize>,
        errors: Vec<Vec<Option<Float>>>,
    ) -> Self {
        match factor {
            document::Factor { weights: Some(Weights::Noise(noise)), .. } => Self::Noise(number(noise)),
            document::Factor { weights: Some(Weights::Simplex), .. } => Self::Simplex,
            document::Factor { weights: Some(Weights::Uniform(spans)), .. } => {
                let one = |(part, span): (&crate::text::Id, &document::Span)| {
                    Some((slot(part.as_str())?, number(&span.from), number(&span.to)))
                };
                Self::Uniform(spans.iter().filter_map(one).collect())
            }
            document::Factor { weigh, .. } if !weigh.is_empty() => {
                Self::Weigh(weigh.iter().map(|method| method.map(&number)).collect())
            }
            document::Factor { normalise, .. } if !normalise.is_empty() => {
                Self::Normalise(normalise.iter().map(|method| method.map(&number)).collect())
            }
            document::Factor { aggregate, .. } if !aggregate.is_empty() => {
                Self::Combine(aggregate.iter().map(|method| method.map(&number)).collect())
            }
            document::Factor { impute, .. } if !impute.is_empty() => {
                Self::Impute(impute.iter().map(|method| method.map(&number)).collect())
            }
            document::Factor { treat, .. } if !treat.is_empty() => {
                Self::Treat(treat.iter().map(|method| method.map(&number)).collect())
            }
            document::Factor { available, .. } if !available.is_empty() => {
                let one = |own: &Enough<Exact>| Available { at_least: number(&own.at_least), by: own.by };
                Self::Available(available.iter().map(one).collect())
            }
            _ => Self::Figures(errors),
        }
    }

    /// How a plan names it.
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::Noise(_) | Self::Simplex | Self::Uniform(_) => "weights",
            Self::Weigh(_) => "weigh",
            Self::Normalise(_) => "normalise",
            Self::Combine(_) => "aggregate",
            Self::Impute(_) => "impute",
            Self::Treat(_) => "treat",
            Self::Available(_) => "available",
            Self::Figures(_) => "figures",
        }
    }

    pub(super) const fn varied_at(&self) -> Where {
        match self {
            Self::Normalise(_) => Where::Both,
            Self::Impute(_) | Self::Treat(_) | Self::Figures(_) => Where::Indicators,
            _ => Where::Groups,
        }
    }

    /// Whether it draws weights.
    pub(super) const fn draws_weights(&self) -> bool {
        matches!(self, Self::Noise(_) | Self::Simplex | Self::Uniform(_))
    }

    /// How many draws show all there is of it: each choice once, and else a few.
    pub(super) fn trials(&self) -> usize {
        const FEW: usize = 8;
        let choices = match self {
            Self::Weigh(among) => among.len(),
            Self::Normalise(among) => among.len(),
            Self::Combine(among) => among.len(),
            Self::Impute(among) => among.len(),
            Self::Treat(among) => among.len(),
            Self::Available(among) => among.len(),
            Self::Noise(_) | Self::Simplex | Self::Uniform(_) | Self::Figures(_) => return FEW,
        };
        choices.max(FEW)
    }
}

impl Drawn {
    /// Whether it changes only what happens above the indicators.
    pub(super) fn is_above(&self, leaves: usize) -> bool {
        match &self.what {
            What::Normalise(_) => !self.at.is_empty() && self.at.iter().all(|slot| *slot >= leaves),
            what => what.varied_at() == Where::Groups,
        }
    }

    /// Whether it is varied at a slot.
    pub(super) fn is_at(&self, slot: usize) -> bool {
        self.at.is_empty() || self.at.contains(&slot)
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
            What::Uniform(spans) => {
                let mut random = Random::new(draw.bits());
                let drawn: Vec<(usize, Float)> = spans
                    .iter()
                    .map(|(part, from, to)| (*part, *from + (*to - *from) * random.uniform()))
                    .collect();
                self.groups(model, |group| {
                    for (part, weight) in group.parts.iter().zip(&mut group.given) {
                        let own = drawn.iter().find(|(slot, _)| slot == part);
                        own.into_iter().for_each(|(_, drawn)| *weight = *drawn);
                    }
                });
            }
            What::Weigh(among) => {
                let Some(chosen) = pick(among, draw) else { return };
                self.groups(model, |group| group.weigh.clone_from(chosen));
            }
            What::Normalise(among) => {
                let Some(chosen) = pick(among, draw) else { return };
                if self.at.is_empty() {
                    for stage in &mut model.stages {
                        if let Stage::Normalise(own) = stage {
                            own.clone_from(chosen);
                        }
                    }
                }
                self.leaves(model, |leaf| leaf.normalise = Some(chosen.clone()));
                let leaves = model.leaves.len();
                for (at, node) in model.nodes.iter_mut().enumerate() {
                    if self.at.contains(&at.saturating_add(leaves)) {
                        node.normalise = Some(chosen.clone());
                    }
                }
            }
            What::Combine(among) => {
                let Some(chosen) = pick(among, draw) else { return };
                self.groups(model, |group| group.combine.clone_from(chosen));
            }
            What::Impute(among) => {
                let Some(chosen) = pick(among, draw) else { return };
                let first = model.stages.iter_mut().find_map(|stage| match stage {
                    Stage::Impute(own) => Some(own),
                    _ => None,
                });
                first.filter(|_| self.at.is_empty()).into_iter().for_each(|own| own.clone_from(chosen));
                self.leaves(model, |leaf| leaf.impute = Some(chosen.clone()));
            }
            What::Treat(among) => {
                let Some(chosen) = pick(among, draw) else { return };
                if self.at.is_empty() {
                    for stage in &mut model.stages {
                        if let Stage::Treat(own) = stage {
                            own.clone_from(chosen);
                        }
                    }
                }
                self.leaves(model, |leaf| leaf.treat = Some(chosen.clone()));
            }
            What::Available(among) => {
                let Some(chosen) = pick(among, draw).copied() else { return };
                self.groups(model, |group| group.available = chosen);
            }
            What::Figures(errors) => {
                let mut random = Random::new(draw.bits());
                for (slot, (column, errors)) in frame.raw.iter_mut().zip(errors).enumerate() {
                    for (cell, error) in column.iter_mut().zip(errors) {
                        let Some(error) = error.filter(|_| self.is_at(slot)) else { continue };
                        if let Some(value) = cell {
                            *value = *value + error * random.normal();
                        }
                    }
                }
            }
        }
    }

    /// Changes the groups it is varied at; weights that were drawn are from now on given.
    fn groups(&self, model: &mut Model, mut change: impl FnMut(&mut Group)) {
        let leaves = model.leaves.len();
        for (at, node) in model.nodes.iter_mut().enumerate() {
            if let Source::Parts(group) = &mut node.from
                && self.is_at(at.saturating_add(leaves))
            {
                change(group);
                if self.what.draws_weights() {
                    group.weigh = Weigh::default();
                }
            }
        }
    }

    /// Changes the indicators that are named.
    fn leaves(&self, model: &mut Model, mut change: impl FnMut(&mut Leaf)) {
        if self.at.iter().all(|slot| *slot >= model.leaves.len()) {
            return;
        }
        let mut leaves = model.leaves.to_vec();
        for (slot, leaf) in leaves.iter_mut().enumerate() {
            if self.at.contains(&slot) {
                change(leaf);
            }
        }
        model.leaves = leaves.into();
    }
}

/// One of several, each for its equal part of the draws.
fn pick<T>(among: &[T], draw: Float) -> Option<&T> {
    let at = (draw * Float::count(among.len())).floor_count();
    among.get(at).or_else(|| among.last())
}
