//! The share of the maximum of the cohort.
//!
//! Becker and others, *COINr: an R package for developing composite indicators*, JOSS 2022; the ratio to the leader of OECD and JRC 2008, table 15.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::fitted::Line;
use super::{Fitted, Method, Sample};
use crate::cohort::column::extremes;
use crate::error::Diagnostic;
use crate::num::Float;

/// x / max, of figures above 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = ""))]
pub(crate) struct FractionOfMaximum<Q> {
    #[serde(skip)]
    pub(crate) number: PhantomData<Q>,
}

impl<Q> FractionOfMaximum<Q> {
    pub(super) const fn map<R>(&self, _: &impl Fn(&Q) -> R) -> FractionOfMaximum<R> {
        FractionOfMaximum { number: PhantomData }
    }
}

impl Method for FractionOfMaximum<Float> {
    fn fit(&self, sample: &Sample<'_>) -> Result<Fitted, Diagnostic> {
        sample.only_higher("fraction_of_maximum")?;
        match extremes(sample.values) {
            Some((_, most)) if most > Float::ZERO => Ok(Fitted::Line(Line::new(Float::ZERO, most))),
            _ => Err(sample.refuse(
                "fraction_of_maximum",
                ("the maximum is not above 0", "giá trị lớn nhất không lớn hơn 0"),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Direction;
    use super::super::testing::{SCHOOLING, check};
    use super::*;

    #[test]
    fn table_15_of_the_handbook() {
        let plain = FractionOfMaximum { number: PhantomData };
        check(&plain, &SCHOOLING, Direction::Higher, &[0.83, 1.0, 0.95, 0.79, 0.90, 0.78, 0.78, 0.97], 0.005);
    }
}
