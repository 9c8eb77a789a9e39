//! The weighted mean of powers, of which the arithmetic (1), the geometric (towards 0) and the harmonic (−1) are cases.
//!
//! Decancq and Lugo, *Weights in multidimensional indices of wellbeing*, Econometric Reviews 2013.

use serde::{Deserialize, Serialize};

use super::parts::mean;
use super::{Method, NotPositive, Parts};
use crate::cohort::column::Column;
use crate::error::{Code, Diagnostic};
use crate::num::Float;

/// (Σ w x^p / Σ w)^(1/p), of parts above 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct Power<Q> {
    /// p, which is not 0.
    pub(crate) exponent: Q,
    /// What a part does that is not above 0; `fail` where left out.
    #[serde(default, skip_serializing_if = "NotPositive::is_fail")]
    pub(crate) not_positive: NotPositive,
}

impl<Q> Power<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Power<R> {
        Power { exponent: number(&self.exponent), not_positive: self.not_positive }
    }
}

impl Method for Power<Float> {
    fn check(&self, _: &[&str]) -> Result<(), Diagnostic> {
        if self.exponent != Float::ZERO {
            return Ok(());
        }
        let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "`exponent`").with("value", 0);
        Err(diagnostic.with("bounds", "numbers other than 0, which is `geometric`").at("/exponent"))
    }

    fn whole(&self, parts: &Parts<'_>) -> Result<Column, Diagnostic> {
        let p = self.exponent;
        self.not_positive.guard("power", parts, |row| mean(row, |value| value.power(p)).power(Float::ONE / p))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{float, one};
    use super::*;

    #[test]
    fn between_its_cases() {
        let of = |exponent: f64| {
            let method = Power { exponent: float(exponent), not_positive: NotPositive::Fail };
            one(&method, &[1.0, 4.0], &[1.0, 1.0])
        };
        assert!((of(1.0) - 2.5).abs() < 1e-15);
        assert!((of(-1.0) - 1.6).abs() < 1e-15);
        assert!((of(1e-6) - 2.0).abs() < 1e-5);
        assert!(Power { exponent: Float::ZERO, not_positive: NotPositive::Fail }.check(&["a", "b"]).is_err());
    }
}
