//! What the statistical lane computes with: a binary floating-point number whose operators and functions give the same bits
//! on every platform. It may overflow; it becomes a [`Real`], and so leaves this crate, only while finite.
#![expect(clippy::float_arithmetic, reason = "the statistical lane")]

use std::cmp::Ordering;
use std::ops::{Add, Div, Mul, Neg, Sub};

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser};

use super::{Fraction, Real};
use crate::error::{Code, Diagnostic, Error};

/// A number on its way. Functions are `libm`'s: the standard library's differ from platform to platform.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub(crate) struct Float(pub(super) f64);

macro_rules! operators {
    ($($trait:ident $method:ident)*) => { $(impl $trait for Float {
        type Output = Self;
        #[inline]
        fn $method(self, other: Self) -> Self {
            Self(self.0.$method(other.0))
        }
    })* };
}

operators! { Add add Sub sub Mul mul Div div }

impl Neg for Float {
    type Output = Self;
    #[inline]
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Serialize for Float {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.real() {
            Ok(real) => real.serialize(serializer),
            Err(error) => Err(ser::Error::custom(error)),
        }
    }
}

impl<'de> Deserialize<'de> for Float {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Real::deserialize(deserializer).map(Self::from)
    }
}

impl From<Real> for Float {
    fn from(value: Real) -> Self {
        Self(value.get())
    }
}

impl From<&Fraction> for Float {
    fn from(value: &Fraction) -> Self {
        Self(value.nearest())
    }
}

impl From<u32> for Float {
    fn from(value: u32) -> Self {
        Self(f64::from(value))
    }
}

impl Float {
    pub(crate) const ZERO: Self = Self(0.0);
    pub(crate) const HALF: Self = Self(0.5);
    pub(crate) const ONE: Self = Self(1.0);
    pub(crate) const TWO: Self = Self(2.0);
    /// What rounding may leave of a difference, in parts of what was subtracted.
    pub(crate) const SLACK: Self = Self(8.0 * f64::EPSILON);
    /// Below every number.
    pub(crate) const LEAST: Self = Self(f64::NEG_INFINITY);

    /// The number nearest to a count: exact to 2^53.
    pub(crate) const fn count(value: usize) -> Self {
        Self(value as f64)
    }

    /// The same for a count of 64 bits.
    pub(crate) const fn count64(value: u64) -> Self {
        Self(value as f64)
    }

    /// The number's own bits.
    pub(crate) const fn bits(self) -> u64 {
        self.0.to_bits()
    }

    /// The finite number.
    pub(crate) fn real(self) -> Result<Real, Error> {
        Real::new(self.0).map_err(|_| Diagnostic::new(Code::OVERFLOW).data())
    }

    pub(crate) fn sqrt(self) -> Self {
        Self(libm::sqrt(self.0))
    }

    pub(crate) fn ln(self) -> Self {
        Self(libm::log(self.0))
    }

    pub(crate) fn log2(self) -> Self {
        Self(libm::log2(self.0))
    }

    pub(crate) fn exp(self) -> Self {
        Self(libm::exp(self.0))
    }

    pub(crate) fn power(self, exponent: Self) -> Self {
        Self(libm::pow(self.0, exponent.0))
    }

    /// The number nearest to it of those that have 41 bits, about twelve digits (Veltkamp 1968): what was computed in two ways
    /// and would be equal in exact numbers is mostly equal here.
    #[inline]
    pub(crate) fn twelve_digits(self) -> Self {
        let wide = self * Self(4097.0);
        let short = wide - (wide - self);
        // the largest numbers overflow on the way
        if short.is_finite() { short } else { self }
    }

    /// The sum of the terms in the order they come in.
    #[inline]
    pub(crate) fn total(terms: impl IntoIterator<Item = Self>) -> Self {
        terms.into_iter().fold(Self::ZERO, |sum, term| sum + term)
    }

    pub(crate) fn squared(self) -> Self {
        self * self
    }

    pub(crate) fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// Whether it can be held exactly with so many digits after the point.
    pub(crate) fn fits(self, places: u32) -> bool {
        const DIGITS: u32 = 28;
        let whole = (0..DIGITS.saturating_sub(places)).fold(Self::ONE, |limit, _| limit * Self(10.0));
        self.abs() < whole
    }

    pub(crate) fn is_finite(self) -> bool {
        self.0.is_finite()
    }

    /// The larger; of a number and what is none, the number.
    #[inline]
    pub(crate) fn max(self, other: Self) -> Self {
        if other.0 > self.0 { other } else { self }
    }

    #[inline]
    pub(crate) fn min(self, other: Self) -> Self {
        if other.0 < self.0 { other } else { self }
    }

    /// A total order; of finite numbers, the usual one.
    #[inline]
    pub(crate) fn order(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }

    /// The smallest count not below, but for what rounding may have added: 0.07 · 100 is 7.
    pub(crate) fn ceil_count(self) -> usize {
        libm::ceil((self - self * Self::SLACK).0) as usize
    }

    /// The largest count not above a number that is not negative, but for what rounding may have taken: 0.29 · 100 is 29.
    pub(crate) fn floor_count(self) -> usize {
        libm::floor((self + self * Self::SLACK).0) as usize
    }

    /// The sum, independent of the order the terms come in: they are added in ascending order, and what each addition
    /// loses is kept and added last (Neumaier 1974).
    pub(crate) fn sum(terms: impl IntoIterator<Item = Self>) -> Self {
        let mut terms: Vec<Self> = terms.into_iter().collect();
        terms.sort_unstable_by(Self::order);
        let (mut sum, mut lost) = (Self::ZERO, Self::ZERO);
        for term in terms {
            let next = sum + term;
            let (large, small) = if sum.abs() >= term.abs() { (sum, term) } else { (term, sum) };
            lost = lost + ((large - next) + small);
            sum = next;
        }
        // an infinite sum loses nothing that can be said
        if lost.is_finite() { sum + lost } else { sum }
    }

    /// The mean, independent of the order of the terms.
    pub(crate) fn mean(terms: &[Self]) -> Self {
        Self::sum(terms.iter().copied()) / Self::count(terms.len())
    }

    /// The value in the place `at`, counted from 0, of the values in ascending order.
    pub(crate) fn nth(values: &mut [Self], at: usize) -> Option<Self> {
        (at < values.len()).then(|| *values.select_nth_unstable_by(at, Self::order).1)
    }

    /// Where `rising` turns from below to at or above zero between `low` and `high`, to the last bit: by halving, so that
    /// nothing depends on how well the function behaves.
    pub(crate) fn root(mut low: Self, mut high: Self, rising: impl Fn(Self) -> Self) -> Self {
        loop {
            let middle = low + (high - low) * Self::HALF;
            // between two neighbours there is no number left
            if !(middle > low && middle < high) {
                return high;
            }
            if rising(middle) < Self::ZERO { low = middle } else { high = middle }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_forgets_the_order_and_keeps_the_small_ones() {
        let terms = [1e16, 1.0, -1e16, 1e-3, 7.25, -3.0].map(Float);
        let sum = Float::sum(terms);
        assert!((sum - Float(5.251)).abs() < Float(1e-15), "{sum:?}");
        let mut turned = terms;
        for _ in 0..terms.len() {
            turned.rotate_left(1);
            assert_eq!(Float::sum(turned), sum);
        }
        assert_eq!(Float::sum([]), Float::ZERO);
    }

    #[test]
    fn what_overflows_does_not_leave() {
        assert_eq!((Float(1e300) * Float(1e300)).real().unwrap_err().code(), Code::OVERFLOW);
        assert_eq!((Float::ZERO / Float::ZERO).real().unwrap_err().code(), Code::OVERFLOW);
        assert_eq!(Float::sum([Float(1e308), Float(1e308)]).real().unwrap_err().code(), Code::OVERFLOW);
        assert_eq!((-Float::ZERO).real().unwrap().to_string(), "0");
    }

    #[test]
    fn a_root_is_found_to_the_last_bit() {
        let root = Float::root(Float::ZERO, Float::TWO, |x| x * x - Float::TWO);
        assert!((root.0 - std::f64::consts::SQRT_2).abs() <= f64::EPSILON);
    }
}
