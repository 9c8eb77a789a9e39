//! Majorities won less majorities lost, or the shares of the weight that say a subject is better, added up.
//!
//! Copeland, *A reasonable social welfare function*, 1951, over the outranking matrix of Munda and Nardo 2009: a subject wins against another where
//! more than half of the weight says it is better. The package COINr gives this name to the sum over a row of that matrix.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::outranking::{entry, matrix};
use super::{Method, Parts};
use crate::cohort::column::Column;
use crate::error::Diagnostic;
use crate::num::Float;

/// How many it beats less how many beat it, or what it outranks the others by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = ""))]
pub(crate) struct Copeland<Q> {
    /// What is counted; majorities where left out.
    #[serde(default, skip_serializing_if = "Count::is_majorities")]
    pub(crate) by: Count,
    #[serde(skip)]
    pub(crate) number: PhantomData<Q>,
}

/// What is counted of the outranking matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Count {
    /// Majorities won less majorities lost.
    #[default]
    Majorities,
    /// The shares of the weight won, added up.
    Shares,
}

impl Count {
    fn is_majorities(&self) -> bool {
        *self == Self::Majorities
    }
}

impl<Q> Copeland<Q> {
    pub(super) const fn map<R>(&self, _: &impl Fn(&Q) -> R) -> Copeland<R> {
        Copeland { by: self.by, number: PhantomData }
    }
}

impl Method for Copeland<Float> {
    fn whole(&self, parts: &Parts<'_>) -> Result<Column, Diagnostic> {
        let (subjects, matrix) = matrix(parts);
        let score = |(at, subject): (usize, &usize)| {
            let mut score = Float::ZERO;
            for other in (0..subjects.len()).filter(|other| *other != at) {
                let own = entry(&matrix, at, other).twelve_digits();
                let theirs = entry(&matrix, other, at).twelve_digits();
                if self.by == Count::Shares {
                    score = score + entry(&matrix, at, other);
                } else if own > theirs {
                    score = score + Float::ONE;
                } else if own < theirs {
                    score = score - Float::ONE;
                }
            }
            (*subject, score)
        };
        Ok(parts.column(subjects.iter().enumerate().map(score)))
    }

    fn needs_cohort(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::whole;
    use super::*;

    #[test]
    fn majorities() {
        let method = Copeland { by: Count::Majorities, number: PhantomData };
        // the first beats both; the other two win one part each, and the third part is even
        let found =
            whole(&method, &[&[3.0, 2.0, 1.0], &[3.0, 1.0, 2.0], &[3.0, 1.0, 1.0]], &[1.0; 3]).unwrap();
        assert_eq!(found, [2.0, -1.0, -1.0]);
        let weighed = whole(&method, &[&[3.0, 2.0, 1.0], &[3.0, 1.0, 2.0]], &[1.0, 2.0]).unwrap();
        assert_eq!(weighed, [2.0, -2.0, 0.0]);
        let shares = Copeland { by: Count::Shares, number: PhantomData };
        let found = whole(&shares, &[&[3.0, 2.0, 1.0], &[3.0, 1.0, 2.0]], &[1.0, 3.0]).unwrap();
        assert_eq!(found, [2.0, 0.25, 0.75]);
    }
}
