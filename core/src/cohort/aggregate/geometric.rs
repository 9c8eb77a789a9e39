//! The weighted geometric mean: a weak part is made up for at a growing price.
//!
//! OECD and JRC, *Handbook on constructing composite indicators*, 2008, step 6; the human development index since 2010.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::parts::mean;
use super::{Method, NotPositive, Parts};
use crate::cohort::column::Column;
use crate::error::Diagnostic;
use crate::num::Float;

/// exp(Σ w ln x / Σ w), of parts above 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = ""))]
pub(crate) struct Geometric<Q> {
    /// What a part does that is not above 0; `fail` where left out.
    #[serde(default, skip_serializing_if = "NotPositive::is_fail")]
    pub(crate) not_positive: NotPositive,
    #[serde(skip)]
    pub(crate) number: PhantomData<Q>,
}

impl<Q> Geometric<Q> {
    pub(super) const fn map<R>(&self, _: &impl Fn(&Q) -> R) -> Geometric<R> {
        Geometric { not_positive: self.not_positive, number: PhantomData }
    }
}

impl Method for Geometric<Float> {
    fn whole(&self, parts: &Parts<'_>) -> Result<Column, Diagnostic> {
        self.not_positive.guard("geometric", parts, |row| mean(row, Float::ln).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{one, whole};
    use super::*;
    use crate::error::Code;

    /// The handbook truncates 2.1407, 2.5457 and 6.2357.
    #[test]
    fn the_examples_of_the_handbook() {
        let method = Geometric { not_positive: NotPositive::Fail, number: PhantomData };
        for (values, expect) in
            [([21.0, 1.0, 1.0, 1.0], 2.1407), ([21.0, 2.0, 1.0, 1.0], 2.5457), ([7.0, 6.0, 6.0, 6.0], 6.2357)]
        {
            assert!((one(&method, &values, &[1.0; 4]) - expect).abs() < 1e-4);
        }
    }

    #[test]
    fn zeros_are_an_error_or_what_was_declared() {
        let method = |not_positive| Geometric { not_positive, number: PhantomData };
        let error = whole(&method(NotPositive::Fail), &[&[1.0], &[0.0]], &[1.0, 1.0]).unwrap_err();
        assert_eq!(error.code(), Code::NOT_POSITIVE);
        assert_eq!(one(&method(NotPositive::Zero), &[1.0, 0.0], &[1.0, 1.0]), 0.0);
    }
}
