//! Figures beyond fixed ones are brought back to them, as a source publishes its limits.
//!
//! OECD and JRC, *Handbook on constructing composite indicators*, 2008, step 5: truncating the tails before normalising.

use serde::{Deserialize, Serialize};

use super::{Treated, Way};
use crate::cohort::column::Bounds;
use crate::error::{Code, Diagnostic};
use crate::num::Float;

/// The figures, at least one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct Fixed<Q> {
    /// The least a figure counts as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at_least: Option<Q>,
    /// The most a figure counts as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at_most: Option<Q>,
}

impl<Q> Fixed<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Fixed<R> {
        let one = |value: &Option<Q>| value.as_ref().map(number);
        Fixed { at_least: one(&self.at_least), at_most: one(&self.at_most) }
    }
}

impl Fixed<Float> {
    pub(super) fn check(&self) -> Result<(), Diagnostic> {
        match (self.at_least, self.at_most) {
            (None, None) => Err(Diagnostic::new(Code::ONE_OF)
                .with("expected", "`at_least`, `at_most`")
                .with("found", "none")),
            (Some(least), Some(most)) if least >= most => {
                let shown = |value: Float| value.real().map(|real| real.to_string()).unwrap_or_default();
                let diagnostic = Diagnostic::new(Code::NOT_ASCENDING).with("what", "the bounds");
                Err(diagnostic.with("next", shown(most)).with("previous", shown(least)).at("/at_most"))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn fit(&self, values: &[Float]) -> Treated {
        let treated =
            Treated { way: Way::Bounds(Bounds::new(self.at_least, self.at_most)), ..Treated::default() };
        let points = values.iter().filter(|value| treated.apply(**value) != **value).count();
        Treated { points, ..treated }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::Real;

    #[test]
    fn brought_back() {
        let float = |value: f64| Float::from(Real::new(value).unwrap());
        let method = Fixed { at_least: Some(float(1.0)), at_most: Some(float(3.0)) };
        let treated = method.fit(&[0.0, 2.0, 5.0].map(float));
        assert_eq!(treated.points, 2);
        assert_eq!([0.0, 2.0, 5.0].map(|value| treated.apply(float(value))), [1.0, 2.0, 3.0].map(float));
        assert!(Fixed::<Float> { at_least: None, at_most: None }.check().is_err());
        assert!(Fixed { at_least: Some(float(3.0)), at_most: Some(float(1.0)) }.check().is_err());
    }
}
