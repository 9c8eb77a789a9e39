//! The rank among the cohort, the worst first.
//!
//! OECD and JRC, *Handbook on constructing composite indicators*, 2008, step 5: the simplest normalisation, which outliers do not touch
//! and which tells nothing of distances.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::fitted::Place;
use super::{Fitted, Method, Sample};
use crate::cohort::column::ascending;
use crate::error::Diagnostic;
use crate::num::Float;
use crate::ranking::Ties;

/// The rank: 1 for the worst; those that share a figure take the least, unless said otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = ""))]
pub(crate) struct Rank<Q> {
    /// The rank of those that share a figure.
    #[serde(default)]
    pub(crate) ties: Ties,
    #[serde(skip)]
    pub(crate) number: PhantomData<Q>,
}

impl<Q> Rank<Q> {
    pub(super) const fn map<R>(&self, _: &impl Fn(&Q) -> R) -> Rank<R> {
        Rank { ties: self.ties, number: PhantomData }
    }
}

/// The place of a figure among those of a sample.
pub(super) fn place(sample: &Sample<'_>, ties: Ties, first: Float, whole: Float, width: Float) -> Place {
    Place { sign: sample.direction.sign(), sorted: ascending(&sample.signed()), ties, first, whole, width }
}

impl Method for Rank<Float> {
    fn fit(&self, sample: &Sample<'_>) -> Result<Fitted, Diagnostic> {
        Ok(Fitted::Place(place(sample, self.ties, Float::ZERO, Float::ONE, Float::ONE)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Direction;
    use super::super::testing::{SCHOOLING, check};
    use super::*;

    #[test]
    fn table_15_of_the_handbook() {
        let plain = Rank { ties: Ties::Min, number: PhantomData };
        check(
            &plain,
            &SCHOOLING,
            Direction::Higher,
            &[15.0, 23.0, 19.0, 12.0, 17.0, 9.0, 9.0, 20.0, 18.0, 1.0],
            0.0,
        );
        for (ties, expect) in
            [(Ties::Max, [2.0, 2.0, 3.0]), (Ties::Mean, [1.5, 1.5, 3.0]), (Ties::Dense, [1.0, 1.0, 2.0])]
        {
            check(&Rank { ties, number: PhantomData }, &[5.0, 5.0, 4.0], Direction::Lower, &expect, 0.0);
        }
    }
}
