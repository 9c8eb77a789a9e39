//! How near a figure is to the maximum of the cohort, to a target or to the figure of one subject, in parts of the way from the worst.
//!
//! Becker and others, *COINr: an R package for developing composite indicators*, JOSS 2022: 1 − (r − x) / (r − min).

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::fitted::Line;
use super::{Fitted, Method, Sample};
use crate::cohort::column::extremes;
use crate::error::Diagnostic;
use crate::num::Float;

/// 1 at what it is measured to, 0 at the worst.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = ""))]
pub(crate) struct Distance<Q> {
    /// What it is measured to.
    pub(crate) to: To,
    /// Whether what is beyond it scores 1 all the same.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) cap: bool,
    #[serde(skip)]
    pub(crate) number: PhantomData<Q>,
}

/// What a distance is measured to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum To {
    /// The best of the cohort.
    Maximum,
    /// The `target` of the indicator.
    Target,
    /// The figure of a subject.
    Subject(String),
}

impl<Q> Distance<Q> {
    pub(super) fn map<R>(&self, _: &impl Fn(&Q) -> R) -> Distance<R> {
        Distance { to: self.to.clone(), cap: self.cap, number: PhantomData }
    }
}

impl Distance<Float> {
    /// Whether it is measured to the target of the indicator.
    pub(crate) fn aims(&self) -> bool {
        self.to == To::Target
    }
}

impl Method for Distance<Float> {
    fn fit(&self, sample: &Sample<'_>) -> Result<Fitted, Diagnostic> {
        let sign = sample.direction.sign();
        let refuse = |why: (&str, &str)| sample.refuse("distance", why);
        let (least, most) = extremes(&sample.signed())
            .ok_or_else(|| refuse(("no subject has a figure", "không đối tượng nào có số liệu")))?;
        let reference = match &self.to {
            To::Maximum => most,
            To::Target => {
                sample.target.ok_or_else(|| refuse(("it has no `target`", "chỉ tiêu không có `target`")))?
                    * sign
            }
            To::Subject(subject) => sample.of(subject, "distance")? * sign,
        };
        if reference <= least {
            return Err(refuse((
                "what it is measured to is not better than the worst",
                "mốc đo tới không tốt hơn giá trị kém nhất",
            )));
        }
        let most = self.cap.then_some(Float::ONE);
        // 1 − (r − x) / (r − min)
        let line = Line { sign, low: Float::ONE, most, ..Line::new(reference, reference - least) };
        Ok(Fitted::Line(line))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Direction;
    use super::super::testing::check;
    use super::*;

    #[test]
    fn the_way_from_the_worst() {
        let to = |to, cap| Distance { to, cap, number: PhantomData };
        check(&to(To::Maximum, false), &[1.0, 3.0, 2.0], Direction::Higher, &[0.0, 1.0, 0.5], 0.0);
        let second = || To::Subject("1".to_owned());
        check(&to(second(), false), &[1.0, 3.0, 5.0], Direction::Higher, &[0.0, 1.0, 2.0], 0.0);
        check(&to(second(), true), &[1.0, 3.0, 5.0], Direction::Higher, &[0.0, 1.0, 1.0], 0.0);
        check(&to(second(), false), &[5.0, 3.0, 1.0], Direction::Lower, &[0.0, 1.0, 2.0], 0.0);
    }
}
