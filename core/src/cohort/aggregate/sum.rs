//! The weighted sum, for parts that are shares or points of one whole.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::{Method, Parts};
use crate::cohort::column::Column;
use crate::error::Diagnostic;
use crate::num::Float;

/// Σ w x.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = ""))]
pub(crate) struct Sum<Q> {
    #[serde(skip)]
    pub(crate) number: PhantomData<Q>,
}

impl<Q> Sum<Q> {
    pub(super) const fn map<R>(&self, _: &impl Fn(&Q) -> R) -> Sum<R> {
        Sum { number: PhantomData }
    }
}

impl Method for Sum<Float> {
    fn whole(&self, parts: &Parts<'_>) -> Result<Column, Diagnostic> {
        parts.by_row(|_, row| Ok(Some(Float::total(row.iter().map(|part| part.weight * part.value)))))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::one;
    use super::*;

    #[test]
    fn weighted() {
        assert_eq!(one(&Sum { number: PhantomData }, &[1.0, 3.0], &[2.0, 1.0]), 5.0);
    }
}
