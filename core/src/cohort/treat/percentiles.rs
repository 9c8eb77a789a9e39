//! Figures beyond percentiles of the cohort are brought back to them.
//!
//! OECD and JRC, *Handbook on constructing composite indicators*, 2008, step 5, truncating at the 2.5 and 97.5 percentiles; the environmental
//! performance index and the index of sustainable development goals bound figures so. Percentiles are interpolated (Hyndman and Fan 1996, type 7).

use serde::{Deserialize, Serialize};

use super::{Treated, Way, refused};
use crate::cohort::column::{Bounds, ascending, quantile};
use crate::error::{Code, Diagnostic};
use crate::num::Float;

/// The percentiles, from 0 to 100, at least one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct Percentiles<Q> {
    /// The percentile whose figure is the least that counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at_least: Option<Q>,
    /// The percentile whose figure is the most that counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at_most: Option<Q>,
}

impl<Q> Percentiles<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Percentiles<R> {
        let one = |value: &Option<Q>| value.as_ref().map(number);
        Percentiles { at_least: one(&self.at_least), at_most: one(&self.at_most) }
    }
}

impl Percentiles<Float> {
    pub(super) fn check(&self) -> Result<(), Diagnostic> {
        let shown = |value: Float| value.real().map(|real| real.to_string()).unwrap_or_default();
        for (what, value) in [("at_least", self.at_least), ("at_most", self.at_most)] {
            let outside = |value: &Float| *value < Float::ZERO || *value > Float::from(100);
            if let Some(value) = value.filter(outside) {
                let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", format_args!("`{what}`"));
                return Err(diagnostic
                    .with("value", shown(value))
                    .with("bounds", "[0, 100]")
                    .at(format!("/{what}")));
            }
        }
        match (self.at_least, self.at_most) {
            (None, None) => Err(Diagnostic::new(Code::ONE_OF)
                .with("expected", "`at_least`, `at_most`")
                .with("found", "none")),
            (Some(least), Some(most)) if least >= most => {
                let diagnostic = Diagnostic::new(Code::NOT_ASCENDING).with("what", "the bounds");
                Err(diagnostic.with("next", shown(most)).with("previous", shown(least)).at("/at_most"))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn fit(&self, name: &str, values: &[Float]) -> Result<Treated, Diagnostic> {
        let sorted = ascending(values);
        if sorted.is_empty() {
            let why = ("no subject has a figure", "không đối tượng nào có số liệu");
            return Err(refused(name, "percentiles", why));
        }
        let at = |percentile: Option<Float>| quantile(&sorted, percentile? / Float::from(100));
        let treated = Treated {
            way: Way::Bounds(Bounds::new(at(self.at_least), at(self.at_most))),
            ..Treated::default()
        };
        let points = values.iter().filter(|value| treated.apply(**value) != **value).count();
        Ok(Treated { points, ..treated })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::Real;

    #[test]
    fn brought_back_to_percentiles() {
        let float = |value: f64| Float::from(Real::new(value).unwrap());
        let values: Vec<Float> = (0..=40).map(|value| float(f64::from(value))).collect();
        let method = Percentiles { at_least: Some(float(2.5)), at_most: Some(float(97.5)) };
        method.check().unwrap();
        let treated = method.fit("x", &values).unwrap();
        assert_eq!(
            (treated.points, treated.way),
            (2, Way::Bounds(Bounds::new(Some(float(1.0)), Some(float(39.0)))))
        );
        assert!(method.fit("x", &[]).is_err());
        assert!(Percentiles { at_least: Some(float(101.0)), at_most: None }.check().is_err());
        assert!(Percentiles { at_least: Some(float(5.0)), at_most: Some(float(5.0)) }.check().is_err());
        assert!(Percentiles::<Float> { at_least: None, at_most: None }.check().is_err());
    }
}
