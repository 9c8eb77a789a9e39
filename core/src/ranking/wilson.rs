//! The interval of a rate.
//!
//! Wilson, *Probable inference, the law of succession, and statistical inference*, JASA 1927: unlike the rate give or take its
//! standard error, it stays within 0 and 1 and works for few trials.

use super::input::{outside, share, within};
use crate::error::{Code, Diagnostic, Error};
use crate::num::{Float, Real, normal_quantile};

/// How long the interval is: by its coverage, 95 % unless said otherwise, or by z.
#[derive(Debug, Clone, Copy)]
pub struct Wilson {
    coverage: f64,
    z: Option<f64>,
}

impl Default for Wilson {
    fn default() -> Self {
        Self { coverage: 0.95, z: None }
    }
}

impl Wilson {
    /// The probability with which the interval holds the true rate, about, between 0 and 1.
    #[must_use]
    pub const fn coverage(mut self, coverage: f64) -> Self {
        self.coverage = coverage;
        self
    }

    /// The quantile of the normal distribution itself, such as 1.96.
    #[must_use]
    pub const fn z(mut self, z: f64) -> Self {
        self.z = Some(z);
        self
    }
}

/// Two ends, both included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    lower: Real,
    upper: Real,
}

impl Interval {
    pub(super) fn new(lower: Float, upper: Float) -> Result<Self, Error> {
        Ok(Self { lower: lower.real()?, upper: upper.real()? })
    }

    /// The lower end.
    #[must_use]
    pub const fn lower(self) -> Real {
        self.lower
    }

    /// The upper end.
    #[must_use]
    pub const fn upper(self) -> Real {
        self.upper
    }
}

/// (p̂ + z²/2n ± z √(p̂ (1 − p̂)/n + z²/4n²)) / (1 + z²/n) for the rate p̂ of `successes` among n `trials`.
///
/// # Errors
/// [`Code::ZERO_WHOLE`] without trials, [`Code::PART_OVER_WHOLE`] for more successes than trials, [`Code::OUT_OF_BOUNDS`] for a
/// coverage outside (0, 1) or a z that is not above 0.
///
/// # Examples
/// ```
/// use thidua::ranking::{Wilson, wilson_interval};
/// let interval = wilson_interval(10, 11, &Wilson::default().z(1.96))?;
/// assert!((interval.lower().get() - 0.6226353745137962).abs() < 1e-15);
/// assert!((interval.upper().get() - 0.9837682477371741).abs() < 1e-15);
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn wilson_interval(successes: u64, trials: u64, options: &Wilson) -> Result<Interval, Error> {
    if trials == 0 {
        return Err(Diagnostic::new(Code::ZERO_WHOLE).with("id", "trials").at("/trials").data());
    }
    if successes > trials {
        let diagnostic = Diagnostic::new(Code::PART_OVER_WHOLE).with("part", successes).with("whole", trials);
        return Err(diagnostic.with("id", "trials").at("/successes").data());
    }
    let z = match options.z {
        None => -normal_quantile((Float::ONE - share("coverage", options.coverage)?) * Float::HALF),
        Some(z) => {
            let z = Real::new(z).map_err(|error| within(error, "z"))?;
            if z <= Real::default() {
                return Err(outside("/z", z, "(0, ∞)"));
            }
            z.into()
        }
    };
    let n = Float::count64(trials);
    let rate = Float::count64(successes) / n;
    let square = z.squared() / n;
    let centre = rate + square * Float::HALF;
    let reach = (square * (rate * (Float::ONE - rate) + square * Float::HALF * Float::HALF)).sqrt();
    let whole = Float::ONE + square;
    // the ends that are 0 and 1 by the formula are so to the last digit
    let lower = if successes == 0 { Float::ZERO } else { (centre - reach) / whole };
    let upper = if successes == trials { Float::ONE } else { (centre + reach) / whole };
    Interval::new(lower.max(Float::ZERO), upper.min(Float::ONE))
}
