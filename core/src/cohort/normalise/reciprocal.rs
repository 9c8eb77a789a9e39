//! A number divided by the figure, as the gender inequality index has it of maternal mortality.
//!
//! United Nations Development Programme, *Human Development Report 2023/2024*, technical note 4: 10 / MMR, with the ratio brought within 10
//! and 1,000 first.

use serde::{Deserialize, Serialize};

use super::{Fitted, Method, Sample};
use crate::cohort::column::Bounds;
use crate::error::Diagnostic;
use crate::num::Float;

/// `of` / x, of figures above 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct Reciprocal<Q> {
    /// What is divided.
    pub(crate) of: Q,
    /// The least a figure counts as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at_least: Option<Q>,
    /// The most a figure counts as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at_most: Option<Q>,
}

impl<Q> Reciprocal<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Reciprocal<R> {
        let one = |value: &Option<Q>| value.as_ref().map(number);
        Reciprocal { of: number(&self.of), at_least: one(&self.at_least), at_most: one(&self.at_most) }
    }
}

impl Method for Reciprocal<Float> {
    fn fit(&self, sample: &Sample<'_>) -> Result<Fitted, Diagnostic> {
        let bounded = self.at_least.is_some_and(|least| least > Float::ZERO);
        if !bounded && sample.values.iter().any(|value| *value <= Float::ZERO) {
            return Err(
                sample.refuse("reciprocal", ("a figure is not above 0", "có số liệu không lớn hơn 0"))
            );
        }
        Ok(Fitted::Reciprocal { of: self.of, bounds: Bounds::new(self.at_least, self.at_most) })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Direction;
    use super::super::testing::{check, float};
    use super::*;

    #[test]
    fn within_bounds() {
        let method =
            Reciprocal { of: float(10.0), at_least: Some(float(10.0)), at_most: Some(float(1000.0)) };
        check(&method, &[2.0, 40.0, 1223.0], Direction::Lower, &[1.0, 0.25, 0.01], 0.0);
    }
}
