//! What a fraction is made from, compared by and shown as.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Repr::Small;
use super::{FRACTION_TOKEN, Fraction};
use crate::error::Error;
use crate::num::digits::Digits;
use crate::num::{Exact, from_text, small};

impl From<Exact> for Fraction {
    fn from(value: Exact) -> Self {
        if let Some((n, scale)) = value.small_parts()
            && let Some(d) = small::power_of_ten(scale)
        {
            return Self(Small(n, d));
        }
        let (mantissa, scale) = value.to_parts();
        // an exact decimal has at most 28 places, so the power fits
        Self::wide(mantissa, 10_i128.checked_pow(scale).unwrap_or(1))
    }
}

impl From<i32> for Fraction {
    fn from(value: i32) -> Self {
        Self(Small(value.into(), 1))
    }
}

impl From<i64> for Fraction {
    fn from(value: i64) -> Self {
        Self(Small(value, 1))
    }
}

impl From<u32> for Fraction {
    fn from(value: u32) -> Self {
        Self(Small(value.into(), 1))
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Fraction {}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Small(a, b), Small(c, d)) = (&self.0, &other.0) {
            return small::compare((*a, *b), (*c, *d));
        }
        self.compare_big(other)
    }
}

impl Fraction {
    #[cold]
    #[inline(never)]
    fn compare_big(&self, other: &Self) -> Ordering {
        // what has grown too wide equals itself and comes after every number
        match (self.to_big(), other.to_big()) {
            (Some(a), Some(b)) => a.cmp(&b),
            (a, b) => a.is_none().cmp(&b.is_none()),
        }
    }
}

impl std::hash::Hash for Fraction {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.parts().hash(state);
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.lowest() {
            Some((n, d)) => f.pad(Digits::new().fraction(n, d)),
            None => {
                let (n, d) = self.parts();
                if d == "1" { f.write_str(&n) } else { write!(f, "{n}/{d}") }
            }
        }
    }
}

impl Serialize for Fraction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.lowest() {
            Some((n, d)) => serializer.serialize_str(Digits::new().fraction(n, d)),
            None => serializer.collect_str(self),
        }
    }
}

impl fmt::Debug for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fraction({self})")
    }
}

impl std::str::FromStr for Fraction {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text)
    }
}

impl<'de> Deserialize<'de> for Fraction {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, FRACTION_TOKEN, Self::parse)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Fraction {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Fraction".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "an exact number: a decimal, or a fraction of two whole numbers as text",
            "anyOf": [
                {"type": "number"},
                {"type": "string", "pattern": "^-?(0|[1-9][0-9]*)(\\.[0-9]+|/[1-9][0-9]*)?$"}
            ]
        })
    }
}
