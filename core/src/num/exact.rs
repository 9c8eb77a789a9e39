//! The exact decimal: parsed exactly or not at all.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::digits::Digits;
use crate::error::{Code, Diagnostic, Error};

/// The name under which [`Exact`] asks a deserializer for its text.
pub(crate) const EXACT_TOKEN: &str = "$thidua::exact";

/// An exact decimal number of at most 28 digits, in lowest form: `1.50` and `1.5` are one value and print alike.
///
/// # Examples
/// ```
/// use thidua::Exact;
/// let x = Exact::parse("0.1234567890123456789")?;
/// assert_eq!(x.to_string(), "0.1234567890123456789");
/// assert_eq!(Exact::parse("1.50")?, Exact::parse("1.5")?);
/// for bad in ["0x1F", "1_000", ".5", "010", "~", "yes", "1e3", "+1", ""] {
///     assert!(Exact::parse(bad).is_err(), "{bad}");
/// }
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Exact(Decimal);

impl Exact {
    /// Zero.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// One.
    pub const ONE: Self = Self(Decimal::ONE);

    /// Reads `-?(0|[1-9][0-9]*)(\.[0-9]+)?`, exactly.
    ///
    /// # Errors
    /// [`Code::BAD_NUMBER`] for any other text, and for more digits than can be held exactly.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let bad = || Diagnostic::new(Code::BAD_NUMBER).with("value", text).suggest(with_point(text)).data();
        if !is_decimal(text) {
            return Err(bad());
        }
        let value = Decimal::from_str_exact(text).map_err(|_| bad())?;
        Ok(Self::lowest(value))
    }

    /// `mantissa / 10^scale`, or `None` when it does not fit.
    pub(crate) fn from_parts(mantissa: i128, scale: u32) -> Option<Self> {
        Decimal::try_from_i128_with_scale(mantissa, scale).ok().map(Self::lowest)
    }

    /// Numerator over a power of ten.
    pub(crate) fn to_parts(self) -> (i128, u32) {
        (self.0.mantissa(), self.0.scale())
    }

    /// The same where the numerator fits 64 bits, as nearly every authored one does.
    #[inline]
    pub(super) fn small_parts(self) -> Option<(i64, u32)> {
        let parts = self.0.unpack();
        let size = i64::try_from((u64::from(parts.mid) << 32) | u64::from(parts.lo)).ok()?;
        let size = if parts.negative { size.checked_neg()? } else { size };
        (parts.hi == 0).then_some((size, parts.scale))
    }

    fn lowest(value: Decimal) -> Self {
        let value = value.normalize();
        Self(if value.is_zero() { Decimal::ZERO } else { value })
    }

    /// Digits after the point.
    #[must_use]
    pub fn places(self) -> u32 {
        self.0.scale()
    }

    /// Whether the number has no digits after the point.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.0.scale() == 0
    }

    /// Written with exactly `places` digits after the point where the number has fewer: `90` to two places is `90.00`.
    #[must_use]
    pub fn fixed(self, places: u32) -> String {
        let mut text = match self.small_parts() {
            Some((units, places)) => Digits::new().decimal(units, places).to_owned(),
            None => self.to_string(),
        };
        let missing = places.saturating_sub(self.places());
        if missing > 0 && self.is_whole() {
            text.push('.');
        }
        for _ in 0..missing {
            text.push('0');
        }
        text
    }
}

/// A decimal written with a comma, as in Vietnamese, with a point instead.
pub(crate) fn with_point(text: &str) -> Option<String> {
    Some(text.replacen(',', ".", 1)).filter(|pointed| pointed != text && is_decimal(pointed))
}

/// The grammar of every number in packs and answers.
pub(crate) fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = match digits.split_once('.') {
        Some((whole, part)) => (whole, Some(part)),
        None => (digits, None),
    };
    let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole) && (whole == "0" || !whole.starts_with('0')) && part.is_none_or(all_digits)
}

impl From<i64> for Exact {
    fn from(value: i64) -> Self {
        Self(Decimal::from(value))
    }
}

impl From<u64> for Exact {
    fn from(value: u64) -> Self {
        Self(Decimal::from(value))
    }
}

impl FromStr for Exact {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text)
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.small_parts() {
            Some((units, places)) => f.pad(Digits::new().decimal(units, places)),
            None => fmt::Display::fmt(&self.0, f),
        }
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Exact({self})")
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::from_text(deserializer, EXACT_TOKEN, Self::parse)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Exact {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "an exact decimal: a bare number in YAML, text or an integer in JSON",
            "anyOf": [{"type": "number"}, {"type": "string", "pattern": "^-?(0|[1-9][0-9]*)(\\.[0-9]+)?$"}]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_decimals_parse() {
        for good in ["0", "-0", "12", "-3", "0.62", "10.50", "0.1234567890123456789"] {
            assert!(Exact::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "", "-", "+1", "01", "010", ".5", "5.", "1_000", "0x1F", "1e3", "NaN", "∞", "１", " 1", "1,5",
            "~",
        ] {
            assert_eq!(Exact::parse(bad).unwrap_err().code(), Code::BAD_NUMBER, "{bad}");
        }
        assert!(Exact::parse(&"9".repeat(40)).is_err());
        assert!(Exact::parse("0.12345678901234567890123456789012").is_err());
    }

    #[test]
    fn zero_has_one_face() {
        assert_eq!(Exact::parse("-0.00").unwrap().to_string(), "0");
    }

    #[test]
    fn fixed_pads_with_zeros() {
        for (text, places, expect) in
            [("90", 2, "90.00"), ("81.06", 2, "81.06"), ("7.5", 0, "7.5"), ("0", 1, "0.0")]
        {
            assert_eq!(Exact::parse(text).unwrap().fixed(places), expect);
        }
    }
}
