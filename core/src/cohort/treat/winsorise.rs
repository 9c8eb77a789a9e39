//! Extreme figures are brought to the next one, one at a time, until skewness and kurtosis are within limits; what then is still beyond
//! them is replaced by its logarithm.
//!
//! Becker, Saisana, Paruolo and Vandecasteele, *Weights and importance in composite indicators*, 2017, and the package COINr (JOSS 2022): a
//! column is treated when |skewness| > 2 and kurtosis > 3.5 (type 2), by at most five points.

use serde::{Deserialize, Serialize};

use super::{Treated, Way, outlying, refused, skewness_and_kurtosis};
use crate::cohort::column::{Bounds, ascending, extremes};
use crate::error::{Code, Diagnostic};
use crate::num::Float;

/// Limits, and what follows when they cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct Winsorise<Q> {
    /// The skewness, whatever its sign, above which with the kurtosis figures are outliers.
    pub(crate) skewness: Q,
    /// The excess kurtosis.
    pub(crate) kurtosis: Q,
    /// Points that may be brought in.
    pub(crate) most: u32,
    /// What follows when that is not enough.
    pub(crate) otherwise: Otherwise,
}

/// What follows when bringing points in is not enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Otherwise {
    /// ln(x − min + 0.01 (max − min)) of the figures as they were.
    Logarithm,
    /// ln((max − 1) (x − min) / (max − min) + 1) of the figures as they were, as the global innovation index of WIPO has it.
    LogarithmOfRange,
    /// The points that were brought in stay so.
    Keep,
    /// The figures stay as they were.
    Same,
    /// It is an error.
    Fail,
}

impl<Q> Winsorise<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Winsorise<R> {
        let (skewness, kurtosis) = (number(&self.skewness), number(&self.kurtosis));
        Winsorise { skewness, kurtosis, most: self.most, otherwise: self.otherwise }
    }
}

impl Winsorise<Float> {
    pub(super) fn check(&self) -> Result<(), Diagnostic> {
        if self.skewness >= Float::ZERO && self.most > 0 {
            return Ok(());
        }
        let (what, value, bounds) = match self.most {
            0 => ("most", "0".to_owned(), "[1, ∞)"),
            _ => {
                ("skewness", self.skewness.real().map(|real| real.to_string()).unwrap_or_default(), "[0, ∞)")
            }
        };
        let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", format_args!("`{what}`"));
        Err(diagnostic.with("value", value).with("bounds", bounds).at(format!("/{what}")))
    }

    pub(super) fn fit(&self, name: &str, values: &[Float]) -> Result<Treated, Diagnostic> {
        let before = skewness_and_kurtosis(values);
        if !outlying(before, self.skewness, self.kurtosis) {
            return Ok(Treated { before, ..Treated::default() });
        }
        let mut sorted = ascending(values);
        let (mut low, mut high) = (None, None);
        let (mut after, mut points) = (before, 0_usize);
        let most = usize::try_from(self.most).unwrap_or(usize::MAX);
        while outlying(after, self.skewness, self.kurtosis) && points < most {
            let rises = after.is_some_and(|(skew, _)| skew >= Float::ZERO);
            let bound = if rises { &mut high } else { &mut low };
            match bring_in(&mut sorted, rises) {
                Some(next) => *bound = Some(next),
                None => break,
            }
            points = points.saturating_add(1);
            // in the order of the subjects, as every sum
            let within = Treated { way: Way::Bounds(Bounds::new(low, high)), ..Treated::default() };
            let brought: Vec<Float> = values.iter().map(|value| within.apply(*value)).collect();
            after = skewness_and_kurtosis(&brought);
        }
        let treated = Treated { way: Way::Bounds(Bounds::new(low, high)), points, before, after };
        if !outlying(after, self.skewness, self.kurtosis) {
            return Ok(treated);
        }
        match self.otherwise {
            Otherwise::Keep => Ok(treated),
            Otherwise::Same => Ok(Treated { before, after: before, ..Treated::default() }),
            Otherwise::Fail => Err(refused(
                name,
                "winsorise",
                ("skewness and kurtosis stay beyond the limits", "độ lệch và độ nhọn vẫn vượt giới hạn"),
            )),
            Otherwise::Logarithm | Otherwise::LogarithmOfRange => {
                let (least, most) = extremes(values).unwrap_or((Float::ZERO, Float::ZERO));
                let range = most - least;
                let way = if self.otherwise == Otherwise::Logarithm {
                    Way::Logarithm { times: Float::ONE, plus: range / Float::from(100) - least }
                } else if most > Float::ONE {
                    let times = (most - Float::ONE) / range;
                    Way::Logarithm { times, plus: Float::ONE - times * least }
                } else {
                    let why = ("the maximum is not above 1", "giá trị lớn nhất không lớn hơn 1");
                    return Err(refused(name, "logarithm_of_range", why));
                };
                let taken = Treated { way, points: 0, before, after: None };
                let logarithms: Vec<Float> = values.iter().map(|value| taken.apply(*value)).collect();
                Ok(Treated { after: skewness_and_kurtosis(&logarithms), ..taken })
            }
        }
    }
}

/// Brings the highest figures, or the lowest, to the next one, which is returned.
fn bring_in(sorted: &mut [Float], highest: bool) -> Option<Float> {
    let extreme = if highest { *sorted.last()? } else { *sorted.first()? };
    let mut others = sorted.iter().copied().filter(|value| *value != extreme);
    let next = if highest { others.next_back()? } else { others.next()? };
    sorted.iter_mut().filter(|value| **value == extreme).for_each(|value| *value = next);
    Some(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::Real;

    fn floats(values: &[f64]) -> Vec<Float> {
        values.iter().map(|value| Real::new(*value).unwrap().into()).collect()
    }

    fn method(most: u32, otherwise: Otherwise) -> Winsorise<Float> {
        let limits = floats(&[2.0, 3.5]);
        Winsorise { skewness: limits[0], kurtosis: limits[1], most, otherwise }
    }

    #[test]
    fn one_point_at_a_time() {
        let values = floats(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 90.0]);
        let treated = method(5, Otherwise::Fail).fit("x", &values).unwrap();
        assert_eq!((treated.points, treated.way), (1, Way::Bounds(Bounds::new(None, Some(values[7])))));
        let calm = method(5, Otherwise::Fail).fit("x", &values[..8]).unwrap();
        assert!(calm.is_none());
    }

    #[test]
    fn what_follows_when_that_is_not_enough() {
        let mut values = floats(&[1.0; 30]);
        values.extend(floats(&[50.0, 60.0, 70.0]));
        assert!(method(1, Otherwise::Fail).fit("x", &values).is_err());
        assert!(method(1, Otherwise::Same).fit("x", &values).unwrap().is_none());
        assert_eq!(method(1, Otherwise::Keep).fit("x", &values).unwrap().points, 1);
        let logarithm = method(1, Otherwise::Logarithm).fit("x", &values).unwrap();
        // ln(0.01 · 69) of the least
        let least = logarithm.apply(values[0]).real().unwrap().get();
        assert!((least + 0.371_063_681_390_832_2).abs() < 1e-12, "{least}");
        // of the least ln 1, of the most ln of itself
        let range = method(1, Otherwise::LogarithmOfRange).fit("x", &values).unwrap();
        let ends = [values[0], floats(&[70.0])[0]].map(|value| range.apply(value).real().unwrap().get());
        assert!(ends[0].abs() < 1e-12 && (ends[1] - 70.0_f64.ln()).abs() < 1e-12, "{ends:?}");
    }
}
