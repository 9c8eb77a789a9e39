//! Bars that may be compared by eye: two that do not overlap differ.
//!
//! Goldstein and Healy, *The graphical presentation of a collection of means*, JRSS A 1995: an ordinary 95 % interval is too
//! long for this. The bars are the estimates give or take z standard errors, with z such that two bars that just touch differ at
//! the level asked for on average over all pairs. For equal standard errors z is 1.96 √2 / 2 = 1.39.

use super::estimates::Estimates;
use super::input::{enough, reals, share, undefined};
use crate::error::Error;
use crate::num::{Float, Real, normal_share};

/// Bars of all units, in the caller's order.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparisonBars {
    z: Real,
    lower: Vec<Real>,
    upper: Vec<Real>,
}

impl ComparisonBars {
    /// How many standard errors each bar reaches to either side.
    #[must_use]
    pub const fn z(&self) -> Real {
        self.z
    }

    /// The lower ends.
    #[must_use]
    pub fn lower(&self) -> &[Real] {
        &self.lower
    }

    /// The upper ends.
    #[must_use]
    pub fn upper(&self) -> &[Real] {
        &self.upper
    }
}

/// Bars for the comparison of any two units by eye; `level` is the average probability that two units that do not differ
/// have bars apart, such as 0.05. The level holds for one pair chosen beforehand, not for all at once.
///
/// # Errors
/// [`Code::TOO_FEW`](crate::Code::TOO_FEW) with fewer than two units, [`Code::OUT_OF_BOUNDS`](crate::Code::OUT_OF_BOUNDS) for a level
/// outside (0, 1), [`Code::UNDEFINED`](crate::Code::UNDEFINED) where every standard error is 0.
///
/// # Examples
/// ```
/// use thidua::Rounding;
/// use thidua::ranking::{Estimates, comparison_bars};
/// let bars = comparison_bars(&Estimates::new(&[10.0, 12.0, 15.0], &[1.0, 1.0, 1.0])?, 0.05)?;
/// assert_eq!(bars.z().round(4, Rounding::HalfUp)?.to_string(), "1.3859");
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn comparison_bars(estimates: &Estimates, level: f64) -> Result<ComparisonBars, Error> {
    let level = share("level", level)?;
    enough("estimates", 2, estimates.len())?;
    let mut errors = estimates.errors().to_vec();
    errors.sort_unstable_by(Float::order);
    // how far apart two touching bars are in standard errors of the difference, for z = 1; two known values have no such test
    let mut ratios = Vec::new();
    for (at, first) in errors.iter().enumerate() {
        for second in errors.iter().skip(at.saturating_add(1)).filter(|second| **second > Float::ZERO) {
            let smaller = *first / *second;
            ratios.push((Float::ONE + smaller) / (Float::ONE + smaller.squared()).sqrt());
        }
    }
    if ratios.is_empty() {
        return Err(undefined("z", "every standard error is 0"));
    }
    let pairs = Float::count(ratios.len());
    // both tails of each pair
    let average = |z: Float| {
        ratios.iter().fold(Float::ZERO, |sum, ratio| sum + Float::TWO * normal_share(-(z * *ratio))) / pairs
    };
    // beyond 40 standard errors nothing is left
    let z = Float::root(Float::ZERO, Float::from(40), |z| level - average(z));
    let ends = |side: Float| {
        let units = estimates.values().iter().zip(estimates.errors());
        reals(units.map(|(value, error)| *value + side * z * *error))
    };
    Ok(ComparisonBars { z: z.real()?, lower: ends(-Float::ONE)?, upper: ends(Float::ONE)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;

    #[test]
    fn unequal_errors_between_the_two_extremes() {
        let z = |errors: &[f64]| {
            let estimates = Estimates::new(&vec![0.0; errors.len()], errors).unwrap();
            comparison_bars(&estimates, 0.05).unwrap().z().get()
        };
        // one value known: the bar of the other is its ordinary interval
        assert!((z(&[0.0, 2.0]) - 1.959_963_984_540_054).abs() < 1e-12);
        assert!((z(&[3.0, 3.0, 3.0]) - 1.385_903_824_349_677_6).abs() < 1e-12);
        let mixed = z(&[1.0, 2.0, 5.0]);
        assert!(mixed > 1.3859 && mixed < 1.96, "{mixed}");
        let known = Estimates::new(&[1.0, 2.0], &[0.0, 0.0]).unwrap();
        assert_eq!(comparison_bars(&known, 0.05).unwrap_err().code(), Code::UNDEFINED);
    }
}
