//! Scores: from settled lines to components, and from components to one exact score.

use super::settle::Line;
use crate::contribution::scheme::Model;
use crate::contribution::scheme::document::{Combine, Whole};
use crate::num::{Fraction, Sum};

/// What the lines of one component come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sums {
    /// Of the points above 0.
    pub(crate) above: Fraction,
    /// Of the points below 0.
    pub(crate) below: Fraction,
    pub(crate) lines: u32,
}

impl Default for Sums {
    fn default() -> Self {
        Self { above: Fraction::ZERO, below: Fraction::ZERO, lines: 0 }
    }
}

/// Why there is no score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoScore {
    /// Points are measured against an opportunity that is 0 or unknown.
    Opportunity,
    /// Every component is missing.
    Components,
}

/// A score with its components.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scored {
    /// What each component comes to; none where it is missing.
    pub(crate) components: Vec<Option<Fraction>>,
    /// The share of the weight that is there.
    pub(crate) coverage: Fraction,
    pub(crate) score: Result<Fraction, NoScore>,
}

/// Sums of lines, one for each component of the model.
pub(crate) fn sums<'a>(model: &Model, lines: impl Iterator<Item = &'a Line>) -> Vec<Sums> {
    let mut sums: Vec<(Sum, Sum, u32)> = vec![Default::default(); model.components.len()];
    for line in lines {
        let kind = usize::try_from(line.kind).ok().and_then(|kind| model.kinds.get(kind));
        let Some((above, below, lines)) = kind.and_then(|kind| sums.get_mut(kind.component)) else {
            continue;
        };
        let side = if line.points.is_negative() { below } else { above };
        side.add(&line.points);
        *lines = lines.saturating_add(1);
    }
    let own =
        |(above, below, lines): (Sum, Sum, u32)| Sums { above: above.total(), below: below.total(), lines };
    sums.into_iter().map(own).collect()
}

/// The score of these sums. Points above 0 are multiplied by `factor`, what the opportunity asks for; points below 0 are not,
/// so that a shorter time of work never makes a deduction heavier. `withheld` says which components are kept back.
pub(crate) fn score(
    model: &Model,
    sums: &[Sums],
    factor: Option<&Fraction>,
    withheld: impl Fn(usize) -> bool,
) -> Scored {
    let mut components = Vec::with_capacity(sums.len());
    let mut measured = true;
    for (at, (component, own)) in model.components.iter().zip(sums).enumerate() {
        components.push(match component.combine {
            _ if withheld(at) => Some(component.withheld.clone()),
            Combine::Mean => own.above.add(&own.below).div(&Fraction::from(own.lines)),
            Combine::Sum => match factor {
                Some(factor) => Some(own.above.mul(factor).add(&own.below)),
                None => {
                    measured = false;
                    None
                }
            },
        });
    }
    let (mut above, mut below, mut all) = (Fraction::ZERO, Fraction::ZERO, Fraction::ZERO);
    for (component, value) in model.components.iter().zip(&components) {
        all.accumulate(&component.weight);
        if let Some(value) = value {
            above.accumulate(&match model.whole {
                Whole::Sum(_) => value.clone(),
                Whole::Mean(_) => value.mul(&component.weight),
            });
            below.accumulate(&component.weight);
        }
    }
    let score = match &model.whole {
        _ if !measured => Err(NoScore::Opportunity),
        _ if components.iter().all(Option::is_none) => Err(NoScore::Components),
        Whole::Sum(_) => Ok(above),
        Whole::Mean(_) => above.div(&below).ok_or(NoScore::Components),
    };
    Scored { components, coverage: below.div(&all).unwrap_or(Fraction::ZERO), score }
}
