//! The place between the least and the most of the cohort.
//!
//! OECD and JRC, *Handbook on constructing composite indicators*, 2008, step 5: l + (u − l) (x − min) / (max − min), turned round where fewer
//! are better.

use serde::{Deserialize, Serialize};

use super::fitted::Line;
use super::{Fitted, Method, Sample, different};
use crate::cohort::column::extremes;
use crate::error::Diagnostic;
use crate::num::Float;

/// From `from`, the worst of the cohort, to `to`, the best; 0 and 1 where left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct MinMax<Q> {
    /// The score of the worst.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<Q>,
    /// The score of the best.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) to: Option<Q>,
    /// The score of all where all are the same; an error where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) constant: Option<Q>,
}

impl<Q> MinMax<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> MinMax<R> {
        let one = |value: &Option<Q>| value.as_ref().map(number);
        MinMax { from: one(&self.from), to: one(&self.to), constant: one(&self.constant) }
    }
}

impl MinMax<Float> {
    fn ends(&self) -> (Float, Float) {
        (self.from.unwrap_or(Float::ZERO), self.to.unwrap_or(Float::ONE))
    }
}

impl Method for MinMax<Float> {
    fn check(&self) -> Result<(), Diagnostic> {
        let (from, to) = self.ends();
        different(from, to)
    }

    fn fit(&self, sample: &Sample<'_>) -> Result<Fitted, Diagnostic> {
        let (from, to) = self.ends();
        match (extremes(&sample.signed()), self.constant) {
            (Some((least, most)), _) if least < most => Ok(Fitted::Line(Line {
                sign: sample.direction.sign(),
                low: from,
                width: to - from,
                ..Line::new(least, most - least)
            })),
            (_, Some(score)) => Ok(Fitted::Constant(score)),
            _ => Err(sample.refuse(
                "min_max",
                (
                    "all figures are the same, so there is no range",
                    "mọi số liệu như nhau nên không có khoảng",
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
        let plain = MinMax { from: None, to: None, constant: None };
        check(&plain, &SCHOOLING, Direction::Higher, &[0.59, 1.0, 0.88, 0.49, 0.76, 0.47, 0.47, 0.92], 0.005);
        let turned = MinMax { from: Some(float(0.0)), to: Some(float(100.0)), constant: None };
        check(&turned, &[3.0, 1.0, 2.0], Direction::Lower, &[0.0, 100.0, 50.0], 0.0);
        let declared = MinMax { constant: Some(float(50.0)), ..turned };
        check(&declared, &[3.0, 3.0], Direction::Higher, &[50.0, 50.0], 0.0);
    }
}
