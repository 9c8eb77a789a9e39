//! The largest part, for parts that stand in for each other.
//!
//! The other end of the means of powers: Decancq and Lugo, *Weights in multidimensional indices of wellbeing*, Econometric Reviews 2013.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::{Method, Part, Parts};
use crate::cohort::column::Column;
use crate::error::Diagnostic;
use crate::num::Float;

/// The largest part, whatever they weigh.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = ""))]
pub(crate) struct Maximum<Q> {
    #[serde(skip)]
    pub(crate) number: PhantomData<Q>,
}

impl<Q> Maximum<Q> {
    pub(super) const fn map<R>(&self, _: &impl Fn(&Q) -> R) -> Maximum<R> {
        Maximum { number: PhantomData }
    }
}

impl Method for Maximum<Float> {
    fn whole(&self, parts: &Parts<'_>) -> Result<Column, Diagnostic> {
        parts.by_row(|_, row| Ok(row.iter().map(|Part { value, .. }| *value).reduce(Float::max)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::one;
    use super::*;

    #[test]
    fn the_largest() {
        assert_eq!(one(&Maximum { number: PhantomData }, &[3.0, 1.0, 4.0], &[1.0; 3]), 4.0);
    }
}
