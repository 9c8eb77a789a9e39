//! The ratio to the mean, the best, the worst or one subject, or the difference from it in parts of it.
//!
//! OECD and JRC, *Handbook on constructing composite indicators*, 2008, step 5 and table 15: x / r and (x − r) / r.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::fitted::Line;
use super::{Fitted, Method, Sample};
use crate::cohort::column::{extremes, mean};
use crate::error::Diagnostic;
use crate::num::Float;

/// A figure in parts of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = ""))]
pub(crate) struct Relative<Q> {
    /// What it is compared with.
    pub(crate) to: Reference,
    /// How.
    #[serde(rename = "as")]
    pub(crate) how: How,
    #[serde(skip)]
    pub(crate) number: PhantomData<Q>,
}

/// What a figure is compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Reference {
    /// The mean of the cohort.
    Mean,
    /// The highest figure.
    Maximum,
    /// The lowest figure.
    Minimum,
    /// The figure of a subject.
    Subject(String),
}

/// How a figure is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum How {
    /// x / r.
    Ratio,
    /// (x − r) / r.
    Difference,
}

impl<Q> Relative<Q> {
    pub(super) fn map<R>(&self, _: &impl Fn(&Q) -> R) -> Relative<R> {
        Relative { to: self.to.clone(), how: self.how, number: PhantomData }
    }
}

impl Method for Relative<Float> {
    fn fit(&self, sample: &Sample<'_>) -> Result<Fitted, Diagnostic> {
        sample.only_higher("relative")?;
        let ends = extremes(sample.values).unwrap_or((Float::ZERO, Float::ZERO));
        let reference = match &self.to {
            Reference::Mean => mean(sample.values),
            Reference::Maximum => ends.1,
            Reference::Minimum => ends.0,
            Reference::Subject(subject) => sample.of(subject, "relative")?,
        };
        if reference <= Float::ZERO {
            return Err(sample.refuse(
                "relative",
                ("what it is compared with is not above 0", "số được đem so không lớn hơn 0"),
            ));
        }
        let shift = match self.how {
            How::Ratio => Float::ZERO,
            How::Difference => reference,
        };
        Ok(Fitted::Line(Line::new(shift, reference)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Direction;
    use super::super::testing::{SCHOOLING, check};
    use super::*;

    #[test]
    fn table_15_of_the_handbook() {
        for (to, how, expect) in [
            (Reference::Mean, How::Ratio, [1.04, 1.25, 1.19, 0.99]),
            (Reference::Minimum, How::Ratio, [1.41, 1.69, 1.61, 1.34]),
            (Reference::Mean, How::Difference, [0.04, 0.25, 0.19, -0.01]),
            (Reference::Minimum, How::Difference, [0.41, 0.69, 0.61, 0.34]),
            (Reference::Subject("1".to_owned()), How::Ratio, [0.83, 1.0, 0.95, 0.79]),
        ] {
            let method = Relative { to, how, number: PhantomData };
            check(&method, &SCHOOLING, Direction::Higher, &expect, 0.005);
        }
    }
}
