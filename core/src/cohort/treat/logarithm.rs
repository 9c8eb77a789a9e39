//! Logarithms, for figures that differ by orders of magnitude.
//!
//! OECD and JRC, *Handbook on constructing composite indicators*, 2008, step 5.

use serde::{Deserialize, Serialize};

use super::{Treated, Way, refused, skewness_and_kurtosis};
use crate::error::Diagnostic;
use crate::num::Float;

/// ln(x + plus); `plus` is 0 where left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct Logarithm<Q> {
    /// What is added first, such as 1 for counts that may be 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) plus: Option<Q>,
}

impl<Q> Logarithm<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Logarithm<R> {
        Logarithm { plus: self.plus.as_ref().map(number) }
    }
}

impl Logarithm<Float> {
    pub(super) fn fit(&self, name: &str, values: &[Float]) -> Result<Treated, Diagnostic> {
        let plus = self.plus.unwrap_or(Float::ZERO);
        if values.iter().any(|value| *value + plus <= Float::ZERO) {
            return Err(refused(
                name,
                "logarithm",
                (
                    "a figure is not above 0, and has no logarithm",
                    "có số liệu không lớn hơn 0 nên không có lô-ga-rít",
                ),
            ));
        }
        let treated = Treated { way: Way::Logarithm { times: Float::ONE, plus }, ..Treated::default() };
        let after: Vec<Float> = values.iter().map(|value| treated.apply(*value)).collect();
        let (before, after) = (skewness_and_kurtosis(values), skewness_and_kurtosis(&after));
        Ok(Treated { before, after, ..treated })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_is_above_0() {
        let method = Logarithm { plus: Some(Float::ONE) };
        assert_eq!(method.fit("x", &[Float::ZERO]).unwrap().apply(Float::ZERO), Float::ZERO);
        assert!(Logarithm { plus: None }.fit("x", &[Float::ZERO]).is_err());
    }
}
