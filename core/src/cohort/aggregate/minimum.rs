//! The least part, which nothing makes up for.
//!
//! Munda and Nardo, *Noncompensatory/nonlinear composite indicators for ranking countries*, Applied Economics 2009.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::{Method, Part, Parts};
use crate::cohort::column::Column;
use crate::error::Diagnostic;
use crate::num::Float;

/// The least part, whatever they weigh.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = ""))]
pub(crate) struct Minimum<Q> {
    #[serde(skip)]
    pub(crate) number: PhantomData<Q>,
}

impl<Q> Minimum<Q> {
    pub(super) const fn map<R>(&self, _: &impl Fn(&Q) -> R) -> Minimum<R> {
        Minimum { number: PhantomData }
    }
}

impl Method for Minimum<Float> {
    fn whole(&self, parts: &Parts<'_>) -> Result<Column, Diagnostic> {
        parts.by_row(|_, row| Ok(row.iter().map(|Part { value, .. }| *value).reduce(Float::min)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::one;
    use super::*;

    #[test]
    fn the_least() {
        assert_eq!(one(&Minimum { number: PhantomData }, &[3.0, 1.0, 4.0], &[1.0; 3]), 1.0);
    }
}
