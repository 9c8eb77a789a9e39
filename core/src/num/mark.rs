//! A number of a rule that answers are compared with: the decimal as it is written, beside the fraction that comparing needs.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Exact, Fraction};

/// A written decimal, with its fraction made once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    exact: Exact,
    fraction: Fraction,
}

impl Mark {
    pub(crate) const fn exact(&self) -> Exact {
        self.exact
    }

    pub(crate) const fn fraction(&self) -> &Fraction {
        &self.fraction
    }
}

impl From<Exact> for Mark {
    fn from(exact: Exact) -> Self {
        Self { exact, fraction: exact.into() }
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.exact.fmt(f)
    }
}

impl Serialize for Mark {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.exact.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Mark {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Exact::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Mark {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Exact::schema_name()
    }
    fn schema_id() -> std::borrow::Cow<'static, str> {
        Exact::schema_id()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Exact::json_schema(generator)
    }
}
