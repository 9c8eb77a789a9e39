//! The product, for a value and what it is adjusted by: an index and its share that inequality leaves, incidence and intensity.
//!
//! Alkire and Foster, *Counting and multidimensional poverty measurement*, Journal of Public Economics 2011: H × A.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::{Method, Parts};
use crate::cohort::column::Column;
use crate::error::Diagnostic;
use crate::num::Float;

/// The product of the parts, whatever they weigh.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = ""))]
pub(crate) struct Product<Q> {
    #[serde(skip)]
    pub(crate) number: PhantomData<Q>,
}

impl<Q> Product<Q> {
    pub(super) const fn map<R>(&self, _: &impl Fn(&Q) -> R) -> Product<R> {
        Product { number: PhantomData }
    }
}

impl Method for Product<Float> {
    fn whole(&self, parts: &Parts<'_>) -> Result<Column, Diagnostic> {
        parts.by_row(|_, row| Ok(Some(row.iter().fold(Float::ONE, |product, part| product * part.value))))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::one;
    use super::*;

    #[test]
    fn of_three() {
        assert_eq!(one(&Product { number: PhantomData }, &[0.5, 3.0, 2.0], &[1.0; 3]), 3.0);
    }
}
