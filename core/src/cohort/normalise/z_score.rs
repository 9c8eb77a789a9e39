//! How many standard deviations a figure is from the mean.
//!
//! OECD and JRC, *Handbook on constructing composite indicators*, 2008, step 5 and table 15, which takes the sample's standard deviation.

use serde::{Deserialize, Serialize};

use super::fitted::Line;
use super::{Fitted, Method, Sample, above_zero};
use crate::cohort::column::{Deviation, deviation, mean, varies};
use crate::error::Diagnostic;
use crate::num::Float;

/// mean + deviation · (x − m) / s; 0 and 1 where left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct ZScore<Q> {
    /// The mean of the scores.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) mean: Option<Q>,
    /// The standard deviation of the scores.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) deviation: Option<Q>,
    /// Whether s has the divisor n − 1, as where left out, or n.
    #[serde(default, skip_serializing_if = "Deviation::is_sample")]
    pub(crate) divisor: Deviation,
    /// The score of all where all are the same; an error where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) constant: Option<Q>,
}

impl<Q> ZScore<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> ZScore<R> {
        let one = |value: &Option<Q>| value.as_ref().map(number);
        let (mean, deviation) = (one(&self.mean), one(&self.deviation));
        ZScore { mean, deviation, divisor: self.divisor, constant: one(&self.constant) }
    }
}

impl Method for ZScore<Float> {
    fn check(&self) -> Result<(), Diagnostic> {
        above_zero("deviation", self.deviation.unwrap_or(Float::ONE))
    }

    fn fit(&self, sample: &Sample<'_>) -> Result<Fitted, Diagnostic> {
        let values = sample.signed();
        match self.constant {
            _ if varies(&values) => Ok(Fitted::Line(Line {
                sign: sample.direction.sign(),
                low: self.mean.unwrap_or(Float::ZERO),
                width: self.deviation.unwrap_or(Float::ONE),
                ..Line::new(mean(&values), deviation(&values, self.divisor))
            })),
            Some(score) => Ok(Fitted::Constant(score)),
            None => Err(sample.refuse(
                "z_score",
                (
                    "all figures are the same, so their standard deviation is 0",
                    "mọi số liệu như nhau nên độ lệch chuẩn bằng 0",
                ),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Direction;
    use super::super::testing::{SCHOOLING, check, float};
    use super::*;

    #[test]
    fn table_15_of_the_handbook() {
        let plain = ZScore { mean: None, deviation: None, divisor: Deviation::Sample, constant: None };
        check(
            &plain,
            &SCHOOLING,
            Direction::Higher,
            &[0.26, 1.52, 1.14, -0.06, 0.76, -0.12, -0.12, 1.27],
            0.005,
        );
        let population = ZScore {
            mean: Some(float(100.0)),
            deviation: Some(float(10.0)),
            divisor: Deviation::Population,
            ..plain
        };
        check(&population, &[1.0, 3.0], Direction::Lower, &[110.0, 90.0], 1e-12);
    }
}
