//! Rounding a fraction: to places, to a step, and whether it needs any.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::Repr::{Big, Small, TooWide};
use super::{Exact, Fraction, overflow};
use crate::error::{Code, Diagnostic, Error};
use crate::num::{Rounding, small};

impl Fraction {
    /// The value rounded to `places` digits after the point.
    ///
    /// # Errors
    /// [`Code::OVERFLOW`] when the rounded value has more than 28 digits.
    pub fn round(&self, places: u32, rounding: Rounding) -> Result<Exact, Error> {
        if let Small(n, d) = &self.0
            && let Some(steps) = small::steps((*n, *d), places, rounding)
        {
            return Exact::from_parts(steps.into(), places).ok_or_else(overflow);
        }
        let scale = num_traits::pow(BigInt::from(10), usize::try_from(places).unwrap_or(usize::MAX).min(64));
        let value = self.to_big().ok_or_else(overflow)?;
        let steps = round_big(&(value * BigRational::from_integer(scale)), rounding);
        steps.to_i128().and_then(|steps| Exact::from_parts(steps, places)).ok_or_else(overflow)
    }

    /// The same as a fraction.
    pub(crate) fn rounded(&self, places: u32, rounding: Rounding) -> Result<Self, Error> {
        if let Small(n, d) = &self.0
            && let Some(steps) = small::steps((*n, *d), places, rounding)
            && let Some(unit) = small::power_of_ten(places)
        {
            return Ok(Self(Small(steps, unit)));
        }
        self.round(places, rounding).map(Self::from)
    }

    /// Whether so many digits after the point write the value in full.
    pub(crate) fn fits(&self, places: u32) -> bool {
        if let Small(n, d) = &self.0
            && let Some(n) = small::power_of_ten(places).and_then(|unit| n.checked_mul(unit))
        {
            return n.checked_rem(*d) == Some(0);
        }
        self.to_exact().is_some_and(|exact| exact.places() <= places)
    }

    /// Whether the value is a whole number.
    pub(crate) fn is_whole(&self) -> bool {
        match &self.0 {
            Small(n, d) => n.checked_rem(*d) == Some(0),
            Big(value) => value.is_integer(),
            TooWide => false,
        }
    }

    /// The value rounded to a multiple of `step`, such as 10,000.
    ///
    /// # Errors
    /// [`Code::OVERFLOW`] when the result does not fit; [`Code::ZERO_WHOLE`] when the step is zero.
    ///
    /// # Examples
    /// ```
    /// use thidua::{Exact, Fraction, Rounding};
    /// let money = Fraction::from(Exact::parse("702000")?);
    /// assert_eq!(money.round_to_step(Exact::from(10_000_i64), Rounding::Up)?, Exact::from(710_000_i64));
    /// # Ok::<(), thidua::Error>(())
    /// ```
    pub fn round_to_step(&self, step: Exact, rounding: Rounding) -> Result<Exact, Error> {
        let step = Self::from(step);
        let steps =
            self.div(&step).ok_or_else(|| Diagnostic::new(Code::ZERO_WHOLE).with("id", "step").data())?;
        Self::from(steps.round(0, rounding)?).mul(&step).to_exact().ok_or_else(overflow)
    }
}

fn round_big(value: &BigRational, rounding: Rounding) -> BigInt {
    let steps = value.trunc().to_integer();
    let rest = value.fract().abs();
    let half = rest.cmp(&BigRational::new(BigInt::one(), BigInt::from(2)));
    let odd = steps.bit(0);
    match rounding.moves_up(half, !rest.is_zero(), odd) {
        true if value.is_negative() => steps - BigInt::one(),
        true => steps + BigInt::one(),
        false => steps,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn f(text: &str) -> Fraction {
        Fraction::parse(text).unwrap()
    }

    #[test]
    fn every_rounding_in_both_signs() {
        use Rounding::{Down, HalfEven, HalfUp, Up};
        for (value, places, rounding, expect) in [
            ("0.125", 2, HalfUp, "0.13"),
            ("-0.125", 2, HalfUp, "-0.13"),
            ("0.125", 2, HalfEven, "0.12"),
            ("0.135", 2, HalfEven, "0.14"),
            ("-0.125", 2, HalfEven, "-0.12"),
            ("1/3", 2, Up, "0.34"),
            ("-1/3", 2, Up, "-0.34"),
            ("2/3", 0, Down, "0"),
            ("-2/3", 0, Down, "0"),
            ("89.996", 2, HalfUp, "90"),
            ("5", 0, Up, "5"),
            (
                "340282366920938463463374607431768211457/170141183460469231731687303715884105728",
                3,
                HalfUp,
                "2",
            ),
        ] {
            assert_eq!(f(value).round(places, rounding).unwrap().to_string(), expect, "{value} {rounding:?}");
        }
    }

    #[test]
    fn steps() {
        let step = Exact::from(10_000_i64);
        for (value, rounding, expect) in [
            ("702000", Rounding::Up, 710_000_i64),
            ("702000", Rounding::Down, 700_000),
            ("705000", Rounding::HalfEven, 700_000),
        ] {
            assert_eq!(f(value).round_to_step(step, rounding).unwrap(), Exact::from(expect));
        }
        assert!(f("1").round_to_step(Exact::ZERO, Rounding::Up).is_err());
    }
}
