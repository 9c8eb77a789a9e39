//! The statistical number as it enters and leaves: finite, and never minus zero.

use std::fmt;
use std::str::FromStr;

use num_rational::BigRational;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::exact::{is_decimal, with_point};
use super::{Exact, Fraction, Rounding};
use crate::error::{Code, Diagnostic, Error};

/// The name under which [`Real`] asks a deserializer for its text.
pub(crate) const REAL_TOKEN: &str = "$thidua::real";

/// Digits of the longest number that is read: the smallest positive one has 1,074 after the point.
const LONGEST: usize = 1100;

/// A statistical number: an estimate, a standard error, a probability. It is a binary floating-point number of 64 bits that
/// is finite and not minus zero, so that it has one text: the shortest decimal that reads back as the same number.
///
/// It is not exact, and never enters a score by itself: [`Real::round`] is the way from here to an [`Exact`] number.
///
/// # Examples
/// ```
/// use thidua::{Exact, Fraction, Real, Rounding};
/// let third = Real::nearest(&Fraction::new(1, 3)?)?;
/// assert_eq!(third.to_string(), "0.3333333333333333");
/// assert_eq!(third.round(2, Rounding::HalfUp)?, Exact::parse("0.33")?);
/// assert!(Real::new(f64::NAN).is_err());
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Real(f64);

impl Real {
    /// The number, if it is one.
    ///
    /// # Errors
    /// [`Code::NOT_FINITE`] for NaN and the infinities.
    pub fn new(value: f64) -> Result<Self, Error> {
        match value.is_finite() {
            // minus zero is zero
            true => Ok(Self(if value == 0.0 { 0.0 } else { value })),
            false => Err(Diagnostic::new(Code::NOT_FINITE).with("value", value).data()),
        }
    }

    /// The number nearest to a plain decimal, of any number of digits.
    ///
    /// # Errors
    /// [`Code::BAD_NUMBER`] for a text that is not `-?(0|[1-9][0-9]*)(\.[0-9]+)?`, and [`Code::NOT_FINITE`] for a number too
    /// large to be held and for what other languages write for no number, such as `NaN` and `Infinity`.
    ///
    /// # Examples
    /// ```
    /// let x = thidua::Real::parse("491.360025247324")?;
    /// assert_eq!(x.get(), 491.360025247324);
    /// assert!(thidua::Real::parse("1e3").is_err());
    /// # Ok::<(), thidua::Error>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, Error> {
        if ["NaN", "nan", "inf", "-inf", "Infinity", "-Infinity"].contains(&text) {
            return Err(Diagnostic::new(Code::NOT_FINITE).with("value", text).data());
        }
        let bad = || Diagnostic::new(Code::BAD_NUMBER).with("value", text).suggest(with_point(text)).data();
        if text.len() > LONGEST || !is_decimal(text) {
            return Err(bad());
        }
        Self::new(f64::from_str(text).map_err(|_| bad())?)
    }

    /// The number nearest to a fraction.
    ///
    /// # Errors
    /// [`Code::OVERFLOW`] for a fraction too large to be held.
    pub fn nearest(value: &Fraction) -> Result<Self, Error> {
        Self::new(value.nearest()).map_err(|_| Diagnostic::new(Code::OVERFLOW).data())
    }

    /// The number as the language's own.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }

    /// The exact number nearest at `places` digits after the point: the only way from the statistical lane to the exact one.
    /// What is rounded is the number as it is held, so 2.675, which is held as a little less, becomes 2.67.
    ///
    /// # Errors
    /// [`Code::OVERFLOW`] when the rounded value has more than 28 digits.
    pub fn round(self, places: u32, rounding: Rounding) -> Result<Exact, Error> {
        if let Some(plain) = self.plainly(places, rounding) {
            return Ok(plain);
        }
        let exact = BigRational::from_float(self.0).map(Fraction::big);
        exact.unwrap_or(Fraction::ZERO).round(places, rounding)
    }
}

impl Real {
    /// The same where no doubt is possible: the scaled number is small, and clear of every boundary by far more than the scaling's
    /// own rounding.
    #[expect(clippy::float_arithmetic, reason = "the statistical lane")]
    fn plainly(self, places: u32, rounding: Rounding) -> Option<Exact> {
        const CLEAR: f64 = 1e-3;
        let scale = 10_u32.checked_pow(places).filter(|_| places <= 9)?;
        let scaled = (self.0 * f64::from(scale)).abs();
        if scaled > 1e11 {
            return None;
        }
        let below = libm::floor(scaled);
        let part = scaled - below;
        let clear = part > CLEAR && part < 1.0 - CLEAR && (part - 0.5).abs() > CLEAR;
        let up = match rounding {
            Rounding::HalfUp | Rounding::HalfEven => part > 0.5,
            Rounding::Up => true,
            Rounding::Down => false,
        };
        let whole = (below as i64).checked_add(i64::from(up)).filter(|_| clear)?;
        Exact::from_parts(if self.0 < 0.0 { whole.checked_neg()? } else { whole }.into(), places)
    }
}

impl From<Exact> for Real {
    /// The number nearest to a decimal, which has at most 28 digits.
    fn from(value: Exact) -> Self {
        Self(Fraction::from(value).nearest())
    }
}

impl FromStr for Real {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text)
    }
}

impl fmt::Display for Real {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Real {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Real({self})")
    }
}

impl Serialize for Real {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Real {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::from_text(deserializer, REAL_TOKEN, Self::parse)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Real {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Real".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "a figure: a bare decimal in YAML, text or an integer in JSON",
            "anyOf": [{"type": "number"}, {"type": "string", "pattern": "^-?(0|[1-9][0-9]*)(\\.[0-9]+)?$"}]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_are_numbers() {
        for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(Real::new(bad).unwrap_err().code(), Code::NOT_FINITE);
        }
        assert_eq!(Real::new(-0.0).unwrap().to_string(), "0");
        assert_eq!(Real::parse(&"9".repeat(400)).unwrap_err().code(), Code::NOT_FINITE);
        for bad in ["NaN", "inf", "-Infinity"] {
            assert_eq!(Real::parse(bad).unwrap_err().code(), Code::NOT_FINITE, "{bad}");
        }
        for bad in ["", "1e3", "+inf", "infinite", "+1", ".5", "-", "0x1"] {
            assert_eq!(Real::parse(bad).unwrap_err().code(), Code::BAD_NUMBER, "{bad}");
        }
    }

    #[test]
    fn texts_come_back() {
        for value in [0.1, 1.0 / 3.0, -2.5e-7, 5e-324, f64::MAX, f64::MIN_POSITIVE, 1e22, 123_456_789.125] {
            let text = Real::new(value).unwrap().to_string();
            assert_eq!(Real::parse(&text).unwrap().get().to_bits(), value.to_bits(), "{text}");
        }
    }

    #[test]
    fn rounding_is_of_the_number_held() {
        for (value, places, rounding, expect) in [
            (2.675, 2, Rounding::HalfUp, "2.67"),
            (0.125, 2, Rounding::HalfUp, "0.13"),
            (0.125, 2, Rounding::HalfEven, "0.12"),
            (-0.1, 0, Rounding::Up, "-1"),
            (5e-324, 3, Rounding::Down, "0"),
        ] {
            assert_eq!(Real::new(value).unwrap().round(places, rounding).unwrap().to_string(), expect);
        }
        // what is far from every boundary is rounded plainly, and comes to the same
        for at in 0..2_000 {
            let value = Real::new(f64::from(at) * 0.000_731 - 0.5).unwrap();
            for rounding in [Rounding::HalfUp, Rounding::HalfEven, Rounding::Up, Rounding::Down] {
                let exact = BigRational::from_float(value.get()).map(Fraction::big).unwrap();
                assert_eq!(value.round(3, rounding).unwrap(), exact.round(3, rounding).unwrap(), "{value}");
            }
        }
        assert_eq!(Real::new(1e300).unwrap().round(0, Rounding::Up).unwrap_err().code(), Code::OVERFLOW);
    }

    #[test]
    fn fractions_become_the_nearest_number() {
        for (text, value) in [
            ("1/3", 1.0 / 3.0),
            ("9007199254740993", 9_007_199_254_740_992.0),
            ("9007199254740993/9007199254740995", 0.999_999_999_999_999_8),
            ("0.1", 0.1),
            ("-7/2", -3.5),
        ] {
            assert_eq!(Real::nearest(&Fraction::parse(text).unwrap()).unwrap().get(), value, "{text}");
        }
        let huge = Fraction::parse(&format!("{}/1", "9".repeat(300))).unwrap();
        let wider = huge.mul(&huge);
        assert_eq!(Real::nearest(&wider).unwrap_err().code(), Code::OVERFLOW);
    }
}
