//! Majorities won less majorities lost.
//!
//! Copeland, *A reasonable social welfare function*, 1951, over the outranking matrix of Munda and Nardo 2009: a subject wins against another where
//! more than half of the weight says it is better.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::outranking::{entry, matrix};
use super::{Method, Parts};
use crate::cohort::column::Column;
use crate::error::Diagnostic;
use crate::num::Float;

/// How many it beats less how many beat it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = ""))]
pub(crate) struct Copeland<Q> {
    #[serde(skip)]
    pub(crate) number: PhantomData<Q>,
}

impl<Q> Copeland<Q> {
    pub(super) const fn map<R>(&self, _: &impl Fn(&Q) -> R) -> Copeland<R> {
        Copeland { number: PhantomData }
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
                if own > theirs {
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
        let method = Copeland { number: PhantomData };
        // the first beats both; the other two win one part each, and the third part is even
        let found =
            whole(&method, &[&[3.0, 2.0, 1.0], &[3.0, 1.0, 2.0], &[3.0, 1.0, 1.0]], &[1.0; 3]).unwrap();
        assert_eq!(found, [2.0, -1.0, -1.0]);
        let weighed = whole(&method, &[&[3.0, 2.0, 1.0], &[3.0, 1.0, 2.0]], &[1.0, 2.0]).unwrap();
        assert_eq!(weighed, [2.0, -2.0, 0.0]);
    }
}
