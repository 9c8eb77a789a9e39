//! The mean less, or more, a penalty for parts that differ.
//!
//! Mazziotta and Pareto, *Methods for constructing composite indices: one for all or all for one?*, Rivista Italiana di Economia Demografia
//! e Statistica 2013: M ∓ S · (S / M) over the indicators of one subject, normalised to a mean of 100 and a standard deviation of 10.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::parts::mean;
use super::{Method, Parts};
use crate::cohort::column::{Column, Deviation};
use crate::error::Diagnostic;
use crate::num::Float;

/// M − S² / M, or M + S² / M.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = ""))]
pub(crate) struct MazziottaPareto<Q> {
    /// `less` where more is better, so that unbalance lowers the score; `more` where more is worse.
    pub(crate) penalty: Penalty,
    /// The divisor of S; `population` where left out.
    #[serde(default = "population", skip_serializing_if = "is_population")]
    pub(crate) divisor: Deviation,
    #[serde(skip)]
    pub(crate) number: PhantomData<Q>,
}

const fn population() -> Deviation {
    Deviation::Population
}

fn is_population(divisor: &Deviation) -> bool {
    *divisor == Deviation::Population
}

/// Which way unbalance moves the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Penalty {
    /// Down.
    Less,
    /// Up.
    More,
}

impl<Q> MazziottaPareto<Q> {
    pub(super) const fn map<R>(&self, _: &impl Fn(&Q) -> R) -> MazziottaPareto<R> {
        MazziottaPareto { penalty: self.penalty, divisor: self.divisor, number: PhantomData }
    }
}

impl Method for MazziottaPareto<Float> {
    fn whole(&self, parts: &Parts<'_>) -> Result<Column, Diagnostic> {
        parts.by_row(|subject, row| {
            let middle = mean(row, |value| value);
            // below 0 the penalty would be a reward
            if let Some(part) = row.iter().find(|part| middle < Float::ZERO && part.value < Float::ZERO) {
                return Err(parts.not_positive("mazziotta_pareto", subject, part));
            }
            let variance = mean(row, |value| (value - middle).squared());
            let count = Float::count(row.len());
            let variance = match self.divisor {
                Deviation::Population => variance,
                Deviation::Sample if row.len() > 1 => variance * count / (count - Float::ONE),
                Deviation::Sample => Float::ZERO,
            };
            if middle == Float::ZERO {
                return Ok(None);
            }
            let penalty = variance / middle;
            Ok(Some(match self.penalty {
                Penalty::Less => middle - penalty,
                Penalty::More => middle + penalty,
            }))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::one;
    use super::*;

    #[test]
    fn unbalance_costs() {
        let method = |penalty, divisor| MazziottaPareto { penalty, divisor, number: PhantomData };
        let values = [90.0, 110.0];
        assert_eq!(one(&method(Penalty::Less, Deviation::Population), &values, &[1.0; 2]), 99.0);
        assert_eq!(one(&method(Penalty::More, Deviation::Population), &values, &[1.0; 2]), 101.0);
        assert_eq!(one(&method(Penalty::Less, Deviation::Sample), &values, &[1.0; 2]), 98.0);
    }
}
