//! The weighted harmonic mean: the strictest of the three, as across the sexes in the gender inequality index.
//!
//! United Nations Development Programme, *Human Development Report 2023/2024*, technical note 4.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::parts::mean;
use super::{Method, NotPositive, Parts};
use crate::cohort::column::Column;
use crate::error::Diagnostic;
use crate::num::Float;

/// Σ w / Σ (w / x), of parts above 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = ""))]
pub(crate) struct Harmonic<Q> {
    /// What a part does that is not above 0; `fail` where left out.
    #[serde(default, skip_serializing_if = "NotPositive::is_fail")]
    pub(crate) not_positive: NotPositive,
    #[serde(skip)]
    pub(crate) number: PhantomData<Q>,
}

impl<Q> Harmonic<Q> {
    pub(super) const fn map<R>(&self, _: &impl Fn(&Q) -> R) -> Harmonic<R> {
        Harmonic { not_positive: self.not_positive, number: PhantomData }
    }
}

impl Method for Harmonic<Float> {
    fn whole(&self, parts: &Parts<'_>) -> Result<Column, Diagnostic> {
        let reciprocal = |value: Float| Float::ONE / value;
        self.not_positive.guard("harmonic", parts, |row| reciprocal(mean(row, reciprocal)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::one;
    use super::*;

    #[test]
    fn of_two() {
        let method = Harmonic { not_positive: NotPositive::Fail, number: PhantomData };
        assert_eq!(one(&method, &[1.0, 3.0], &[1.0, 1.0]), 1.5);
        assert_eq!(one(&method, &[1.0, 4.0], &[1.0, 2.0]), 2.0);
    }
}
