//! From a fraction to the nearest binary floating-point number: the way from the exact lane to the statistical one.
#![expect(clippy::float_arithmetic, reason = "the statistical lane")]

use num_traits::ToPrimitive;

use super::Fraction;
use super::Repr::Small;

/// Whole numbers up to here are floating-point numbers too.
const WHOLE: u64 = 1 << 53;

impl Fraction {
    /// The nearest number; what is too large is infinite, what has grown too wide is none.
    pub(in crate::num) fn nearest(&self) -> f64 {
        match &self.0 {
            // a quotient of two numbers is rounded once
            Small(n, d) if n.unsigned_abs() <= WHOLE && d.unsigned_abs() <= WHOLE => *n as f64 / *d as f64,
            _ => self.to_big().and_then(|value| value.to_f64()).unwrap_or(f64::NAN),
        }
    }
}
