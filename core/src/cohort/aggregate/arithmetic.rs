//! The weighted mean: what is lost in one part another makes up for.
//!
//! OECD and JRC, *Handbook on constructing composite indicators*, 2008, step 6.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::parts::mean;
use super::{Method, Parts};
use crate::cohort::column::Column;
use crate::error::Diagnostic;
use crate::num::Float;

/// Σ w x / Σ w.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = ""))]
pub(crate) struct Arithmetic<Q> {
    #[serde(skip)]
    pub(crate) number: PhantomData<Q>,
}

impl<Q> Arithmetic<Q> {
    pub(super) const fn map<R>(&self, _: &impl Fn(&Q) -> R) -> Arithmetic<R> {
        Arithmetic { number: PhantomData }
    }
}

impl Method for Arithmetic<Float> {
    fn whole(&self, parts: &Parts<'_>) -> Result<Column, Diagnostic> {
        match straight(parts) {
            Some(column) => Ok(column),
            None => parts.by_row(|_, row| Ok(Some(mean(row, |value| value)))),
        }
    }
}

/// The same by columns, where nothing is missing: the additions are those of [`mean`].
fn straight(parts: &Parts<'_>) -> Option<Column> {
    let mut sums = vec![Float::ZERO; parts.subjects.len()];
    let mut below = Float::ZERO;
    for (column, weight) in parts.columns.iter().zip(parts.weights) {
        for (sum, value) in sums.iter_mut().zip(*column) {
            *sum = *sum + *weight * (*value)?;
        }
        below = below + *weight;
    }
    Some(sums.into_iter().map(|sum| Some(sum / below)).collect())
}

#[cfg(test)]
mod tests {
    use super::super::testing::one;
    use super::*;

    #[test]
    fn weighted() {
        let method = Arithmetic { number: PhantomData };
        assert_eq!(one(&method, &[21.0, 1.0, 1.0, 1.0], &[1.0; 4]), 6.0);
        assert_eq!(one(&method, &[1.0, 3.0], &[3.0, 1.0]), 1.5);
    }
}
