//! How far a figure is from a fixed one, on whichever side, as the gender development index groups countries by their distance from parity.
//!
//! United Nations Development Programme, *Human Development Report 2023/2024*, technical note 3: 100 · |GDI − 1|.

use serde::{Deserialize, Serialize};

use super::{Fitted, Method, Sample};
use crate::error::{Code, Diagnostic};
use crate::num::Float;

/// |x − from| · times. Where lower figures are better, which is where the distance itself is bad, its opposite.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct Apart<Q> {
    /// The figure that scores 0.
    pub(crate) from: Q,
    /// What the distance is multiplied by, such as 100; 1 where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) times: Option<Q>,
}

impl<Q> Apart<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Apart<R> {
        Apart { from: number(&self.from), times: self.times.as_ref().map(number) }
    }
}

impl Method for Apart<Float> {
    fn check(&self) -> Result<(), Diagnostic> {
        match self.times {
            Some(times) if times == Float::ZERO => {
                let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "`times`");
                Err(diagnostic.with("value", "0").with("bounds", "(-∞, 0) ∪ (0, ∞)").at("/times"))
            }
            _ => Ok(()),
        }
    }

    fn fit(&self, sample: &Sample<'_>) -> Result<Fitted, Diagnostic> {
        let times = self.times.unwrap_or(Float::ONE) * sample.direction.sign();
        Ok(Fitted::Apart { from: self.from, times })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Direction;
    use super::super::testing::{check, float};
    use super::*;

    #[test]
    fn from_parity() {
        let method = Apart { from: float(1.0), times: Some(float(100.0)) };
        check(&method, &[0.75, 1.0, 1.25], Direction::Higher, &[25.0, 0.0, 25.0], 0.0);
        check(&method, &[0.75], Direction::Lower, &[-25.0], 0.0);
        assert!(Apart { from: float(1.0), times: Some(float(0.0)) }.check().is_err());
    }
}
