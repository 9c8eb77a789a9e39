//! Shrinkage: estimates drawn towards their mean as far as they are unsure.
//!
//! Efron and Morris, *Data analysis using Stein's estimator and its generalizations*, JASA 1975, and *Stein's paradox in
//! statistics*, Scientific American 1977; the variance between units by Paule and Mandel, *Consensus values and weighting
//! factors*, J. Res. Natl. Bur. Stand. 1982.

use super::estimates::Estimates;
use super::input::{enough, numbers, outside, reals, within};
use crate::error::Error;
use crate::num::{Float, Real};

/// Estimates shrunk by empirical Bayes, in the caller's order of units.
#[derive(Debug, Clone, PartialEq)]
pub struct Shrunk {
    mean: Real,
    variance: Real,
    weights: Vec<Real>,
    estimates: Vec<Real>,
    deviations: Vec<Real>,
}

impl Shrunk {
    /// μ, what all estimates are drawn to.
    #[must_use]
    pub const fn mean(&self) -> Real {
        self.mean
    }

    /// τ², how much the units themselves vary beyond what their standard errors explain.
    #[must_use]
    pub const fn variance(&self) -> Real {
        self.variance
    }

    /// Whether τ² is above 0. If not, everyone is at the mean: the data cannot tell the units apart.
    #[must_use]
    pub fn tells_apart(&self) -> bool {
        self.variance.get() > 0.0
    }

    /// B, how much of each unit's own distance from the mean is kept, from 0 to 1.
    #[must_use]
    pub fn weights(&self) -> &[Real] {
        &self.weights
    }

    /// The shrunk estimates.
    #[must_use]
    pub fn estimates(&self) -> &[Real] {
        &self.estimates
    }

    /// The posterior standard deviation of each.
    #[must_use]
    pub fn standard_deviations(&self) -> &[Real] {
        &self.deviations
    }
}

/// Empirical Bayes: yᵢ ~ N(θᵢ, σᵢ²) and θᵢ ~ N(μ, τ²) give μ + B (yᵢ − μ) with B = τ² / (τ² + σᵢ²). τ² is where
/// Σ (yᵢ − μ)² / (τ² + σᵢ²) is the number of units less one (or 0 if it is below that everywhere), μ the mean weighted by
/// 1 / (τ² + σᵢ²). Covariances, if there are any, play no part.
///
/// # Errors
/// [`Code::TOO_FEW`](crate::Code::TOO_FEW) with fewer than two units, [`Code::OVERFLOW`](crate::Code::OVERFLOW) for squares too
/// large to be held.
///
/// # Examples
/// ```
/// use thidua::Rounding;
/// use thidua::ranking::{Estimates, shrink};
/// let shrunk = shrink(&Estimates::new(&[1.0, 3.0], &[1.0, 1.0])?)?;
/// // (1 − 2)² + (3 − 2)² over τ² + 1 is 1, so τ² is 1 and half of each distance is kept
/// assert_eq!(shrunk.variance().round(9, Rounding::HalfUp)?.to_string(), "1");
/// assert_eq!(shrunk.estimates()[0].round(9, Rounding::HalfUp)?.to_string(), "1.5");
/// assert!(!shrink(&Estimates::new(&[1.0, 2.0], &[1.0, 1.0])?)?.tells_apart());
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn shrink(estimates: &Estimates) -> Result<Shrunk, Error> {
    let units = estimates.with_variances();
    let Prior { mean, variance } = prior(estimates)?;
    let kept = |own: Float| if variance > Float::ZERO { variance / (variance + own) } else { Float::ZERO };
    Ok(Shrunk {
        mean: mean.real()?,
        variance: variance.real()?,
        weights: reals(units.iter().map(|(_, own)| kept(*own)))?,
        estimates: reals(units.iter().map(|(value, own)| mean + kept(*own) * (*value - mean)))?,
        deviations: reals(units.iter().map(|(_, own)| (kept(*own) * *own).sqrt()))?,
    })
}

/// μ and τ².
pub(super) struct Prior {
    pub(super) mean: Float,
    pub(super) variance: Float,
}

pub(super) fn prior(estimates: &Estimates) -> Result<Prior, Error> {
    let units = estimates.with_variances();
    enough("estimates", 2, units.len())?;
    let freedom = Float::count(units.len().saturating_sub(1));
    let at = |variance: Float| {
        let weights: Vec<(Float, Float)> =
            units.iter().map(|(value, own)| (*value, Float::ONE / (variance + *own))).collect();
        let total = Float::sum(weights.iter().map(|(_, weight)| *weight));
        let mean = Float::sum(weights.iter().map(|(value, weight)| *weight * *value)) / total;
        (mean, Float::sum(weights.iter().map(|(value, weight)| *weight * (*value - mean).squared())))
    };
    // without variance between units: those whose value is known, if any, are the mean
    let known = || units.iter().filter(|(_, own)| *own <= Float::ZERO).map(|(value, _)| *value);
    let (mean, spread) = match known().next() {
        None => at(Float::ZERO),
        Some(first) if known().all(|value| value == first) => {
            let unsure = units.iter().filter(|(_, own)| *own > Float::ZERO);
            (first, Float::sum(unsure.map(|(value, own)| (*value - first).squared() / *own)))
        }
        Some(first) => (first, -Float::LEAST),
    };
    if spread <= freedom {
        return Ok(Prior { mean, variance: Float::ZERO });
    }
    // at the variance of the estimates themselves the sum is at most the number of units less one
    let values: Vec<Float> = units.iter().map(|(value, _)| *value).collect();
    let centre = Float::mean(&values);
    let most = Float::sum(values.iter().map(|value| (*value - centre).squared())) / freedom;
    most.real()?;
    let variance = Float::root(Float::ZERO, most, |variance| freedom - at(variance).1);
    Ok(Prior { mean: at(variance).0, variance })
}

/// Estimates shrunk by one factor.
#[derive(Debug, Clone, PartialEq)]
pub struct JamesStein {
    mean: Real,
    factor: Real,
    estimates: Vec<Real>,
}

impl JamesStein {
    /// The mean of all, which they are drawn to.
    #[must_use]
    pub const fn mean(&self) -> Real {
        self.mean
    }

    /// c, how much of each distance from the mean is kept: 0 where the units cannot be told apart.
    #[must_use]
    pub const fn factor(&self) -> Real {
        self.factor
    }

    /// The shrunk estimates.
    #[must_use]
    pub fn estimates(&self) -> &[Real] {
        &self.estimates
    }
}

/// The estimator of James and Stein, its positive part, for units of one and the same standard error s: the mean plus
/// c (yᵢ − mean) with c = 1 − (k − 3) s² / Σ (yᵢ − mean)², or 0 if that is negative.
///
/// # Errors
/// [`Code::TOO_FEW`](crate::Code::TOO_FEW) with fewer than four units, [`Code::NOT_FINITE`](crate::Code::NOT_FINITE) for what is no
/// number, [`Code::OUT_OF_BOUNDS`](crate::Code::OUT_OF_BOUNDS) for a negative standard error.
///
/// # Examples
/// ```
/// use thidua::ranking::james_stein;
/// let shrunk = james_stein(&[1.0, 2.0, 3.0, 6.0], 1.0)?;
/// assert_eq!(shrunk.mean().get(), 3.0);
/// assert_eq!(shrunk.factor().get(), 1.0 - 1.0 / 14.0);
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn james_stein(estimates: &[f64], standard_error: f64) -> Result<JamesStein, Error> {
    enough("estimates", 4, estimates.len())?;
    let values = numbers("estimates", estimates)?;
    let error = Float::from(Real::new(standard_error).map_err(|error| within(error, "standard_error"))?);
    if error < Float::ZERO {
        return Err(outside("/standard_error", error.real()?, "[0, ∞)"));
    }
    let mean = Float::mean(&values);
    let spread = Float::sum(values.iter().map(|value| (*value - mean).squared()));
    let lost = Float::count(values.len().saturating_sub(3)) * error.squared() / spread;
    let factor = if spread > Float::ZERO { (Float::ONE - lost).max(Float::ZERO) } else { Float::ZERO };
    let estimates = reals(values.iter().map(|value| mean + factor * (*value - mean)))?;
    Ok(JamesStein { mean: mean.real()?, factor: factor.real()?, estimates })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Batting averages of 18 players after 45 times at bat; Efron and Morris print a mean of .265 and a factor of .212, so that
    /// Clemente's .400 becomes .294 and the last one's .156 becomes .242.
    #[test]
    fn batting_averages_of_1970() {
        let hits = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7];
        let averages = hits.map(|hits| f64::from(hits) / 45.0);
        let mean = averages.iter().sum::<f64>() / 18.0;
        let found = james_stein(&averages, (mean * (1.0 - mean) / 45.0).sqrt()).unwrap();
        let shown = |value: Real| value.round(3, crate::num::Rounding::HalfUp).unwrap().to_string();
        assert_eq!((shown(found.mean()), shown(found.factor())), ("0.265".to_owned(), "0.212".to_owned()));
        let ends = (shown(found.estimates()[0]), shown(found.estimates()[17]));
        assert_eq!(ends, ("0.294".to_owned(), "0.242".to_owned()));
    }

    #[test]
    fn known_values_and_equal_ones() {
        let run = |values: &[f64], errors: &[f64]| shrink(&Estimates::new(values, errors).unwrap()).unwrap();
        let equal = run(&[2.0, 2.0, 2.0], &[0.0, 0.0, 1.0]);
        assert_eq!((equal.mean().get(), equal.tells_apart()), (2.0, false));
        // two known and different values: all variance is between units
        let known = run(&[1.0, 3.0], &[0.0, 0.0]);
        assert_eq!((known.mean().get(), known.variance().get()), (2.0, 2.0));
        assert_eq!(known.estimates(), [Real::new(1.0).unwrap(), Real::new(3.0).unwrap()]);
        // one known value, with which the others agree
        let near = run(&[5.0, 5.5, 4.0], &[0.0, 1.0, 1.0]);
        assert_eq!((near.mean().get(), near.variance().get()), (5.0, 0.0));
        assert!(near.estimates().iter().all(|value| value.get() == 5.0));
    }

    #[test]
    fn the_defining_sum_is_the_number_of_units_less_one() {
        let (values, errors) =
            ([28.0, 8.0, -3.0, 7.0, -1.0, 1.0, 18.0, 60.0], [15.0, 10.0, 16.0, 11.0, 9.0, 11.0, 10.0, 18.0]);
        let found = shrink(&Estimates::new(&values, &errors).unwrap()).unwrap();
        let (mean, variance) = (found.mean().get(), found.variance().get());
        let terms = values.iter().zip(&errors);
        let sum: f64 = terms.map(|(y, s): (&f64, &f64)| (y - mean).powi(2) / (variance + s * s)).sum();
        assert!((sum - 7.0).abs() < 1e-12, "{sum}");
        assert!(found.tells_apart());
    }
}
