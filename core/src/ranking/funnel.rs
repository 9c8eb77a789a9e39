//! The funnel: counts against what was expected of units of any size.
//!
//! Spiegelhalter, *Funnel plots for comparing institutional performance*, Statistics in Medicine 2005: limits for the ratio of
//! observed to expected that are wide for small units and narrow for large ones, here by the exact Poisson distribution through
//! quantiles of χ².

use serde::Serialize;

use super::input::{enough, length, numbers, outside, share, within};
use super::wilson::Interval;
use crate::error::Error;
use crate::num::{Float, Real, chi_square_quantile};

/// Options of the funnel. A target ratio of 1 and limits at 95 % and 99.8 %, unless said otherwise.
#[derive(Debug, Clone, Copy)]
pub struct Funnel {
    target: f64,
    inner: f64,
    outer: f64,
}

impl Default for Funnel {
    fn default() -> Self {
        Self { target: 1.0, inner: 0.95, outer: 0.998 }
    }
}

impl Funnel {
    /// The ratio of observed to expected that a unit in order has, above 0.
    #[must_use]
    pub const fn target(mut self, target: f64) -> Self {
        self.target = target;
        self
    }

    /// The coverage of the inner limits, between 0 and 1.
    #[must_use]
    pub const fn inner(mut self, coverage: f64) -> Self {
        self.inner = coverage;
        self
    }

    /// The coverage of the outer limits, between 0 and 1.
    #[must_use]
    pub const fn outer(mut self, coverage: f64) -> Self {
        self.outer = coverage;
        self
    }
}

/// Where a unit lies in the funnel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// Below the outer limits.
    VeryLow,
    /// Below the inner limits only.
    Low,
    /// Within both.
    Within,
    /// Above the inner limits only.
    High,
    /// Above the outer limits.
    VeryHigh,
}

/// One unit in the funnel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FunnelPoint {
    ratio: Real,
    inner: Interval,
    outer: Interval,
    signal: Signal,
}

impl FunnelPoint {
    /// Observed over expected.
    #[must_use]
    pub const fn ratio(&self) -> Real {
        self.ratio
    }

    /// The inner limits of the ratio.
    #[must_use]
    pub const fn inner(&self) -> Interval {
        self.inner
    }

    /// The outer limits of the ratio.
    #[must_use]
    pub const fn outer(&self) -> Interval {
        self.outer
    }

    /// Where the ratio lies.
    #[must_use]
    pub const fn signal(&self) -> Signal {
        self.signal
    }
}

/// Puts units into the funnel: for each a count and how many were expected of it, in one order. With many units some lie
/// outside by chance: see [`false_discovery`](super::false_discovery()).
///
/// # Errors
/// [`Code::EMPTY`](crate::Code::EMPTY) without units, [`Code::LENGTH_MISMATCH`](crate::Code::LENGTH_MISMATCH) where the lists differ
/// in length, [`Code::OUT_OF_BOUNDS`](crate::Code::OUT_OF_BOUNDS) for an expected count or a target that is not above 0 or too large,
/// or a coverage outside (0, 1).
///
/// # Examples
/// ```
/// use thidua::ranking::{Funnel, Signal, funnel};
/// let points = funnel(&[15, 34], &[15.0, 15.0], &Funnel::default())?;
/// assert!((points[0].inner().lower().get() - 0.5596924).abs() < 1e-7);
/// assert_eq!((points[0].signal(), points[1].signal()), (Signal::Within, Signal::VeryHigh));
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn funnel(observed: &[u64], expected: &[f64], options: &Funnel) -> Result<Vec<FunnelPoint>, Error> {
    enough("observed", 1, observed.len())?;
    length("/expected", observed.len(), expected.len())?;
    let expected = numbers("expected", expected)?;
    let target = Real::new(options.target).map_err(|error| within(error, "target"))?;
    positive("/target", target.into())?;
    let inner = share("inner", options.inner)?;
    let outer = share("outer", options.outer)?;
    let point = |(at, (observed, expected)): (usize, (&u64, &Float))| {
        positive(&format!("/expected/{at}"), *expected)?;
        let mean = *expected * target.into();
        positive(&format!("/expected/{at}"), mean)?;
        let limits = |coverage: Float| {
            let tail = (Float::ONE - coverage) * Float::HALF;
            let lower = chi_square_quantile(tail, Float::TWO * mean, false);
            let upper = chi_square_quantile(tail, Float::TWO * (mean + Float::ONE), true);
            let half = Float::TWO * *expected;
            (lower / half, upper / half)
        };
        let ratio = Float::count64(*observed) / *expected;
        let (inner, outer) = (limits(inner), limits(outer));
        let signal = match ratio {
            _ if ratio < outer.0 => Signal::VeryLow,
            _ if ratio > outer.1 => Signal::VeryHigh,
            _ if ratio < inner.0 => Signal::Low,
            _ if ratio > inner.1 => Signal::High,
            _ => Signal::Within,
        };
        let interval = |(lower, upper)| Interval::new(lower, upper);
        Ok(FunnelPoint { ratio: ratio.real()?, inner: interval(inner)?, outer: interval(outer)?, signal })
    };
    observed.iter().zip(&expected).enumerate().map(point).collect()
}

/// Above 0, and not so large that its distribution takes long to add up.
fn positive(pointer: &str, value: Float) -> Result<(), Error> {
    if value > Float::ZERO && value <= Float::from(1_000_000_000) {
        return Ok(());
    }
    Err(outside(pointer, value.real()?, "(0, 1000000000]"))
}
