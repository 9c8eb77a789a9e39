//! Above, within or below a band around the mean.
//!
//! OECD and JRC, *Handbook on constructing composite indicators*, 2008, step 5 and table 15: 1 where x / mean is above 1 + p, −1 where it is
//! below 1 − p, 0 between; p = 20 % there.

use serde::{Deserialize, Serialize};

use super::{Direction, Fitted, Method, Sample, above_zero};
use crate::cohort::column::mean;
use crate::error::Diagnostic;
use crate::num::Float;

/// The half width of the band, in parts of the mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct Band<Q> {
    /// Such as 0.2.
    pub(crate) within: Q,
}

impl<Q> Band<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Band<R> {
        Band { within: number(&self.within) }
    }
}

impl Method for Band<Float> {
    fn check(&self) -> Result<(), Diagnostic> {
        above_zero("within", self.within)
    }

    fn fit(&self, sample: &Sample<'_>) -> Result<Fitted, Diagnostic> {
        let mean = mean(sample.values);
        if mean <= Float::ZERO {
            return Err(sample.refuse("band", ("the mean is not above 0", "trung bình không lớn hơn 0")));
        }
        let (low, high) = (mean * (Float::ONE - self.within), mean * (Float::ONE + self.within));
        let turned = sample.direction == Direction::Lower;
        Ok(Fitted::Band { low, high, turned })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{SCHOOLING, check, float};
    use super::*;

    #[test]
    fn table_15_of_the_handbook() {
        let band = Band { within: float(0.2) };
        check(
            &band,
            &SCHOOLING,
            Direction::Higher,
            &[0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, -1.0],
            0.0,
        );
        check(&band, &[1.0, 2.0, 3.0], Direction::Lower, &[1.0, 0.0, -1.0], 0.0);
    }
}
