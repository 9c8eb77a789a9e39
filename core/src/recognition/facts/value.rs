//! A fact's value as it is written: yes or no, a number, a name or a day. Which of them it has to be is the policy's schema.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::num::Exact;

/// A value as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// Yes or no.
    Bool(bool),
    /// A number, a name or a day; numbers in their one spelling, so that 0.50 is 0.5.
    Text(String),
}

impl Value {
    /// How it is shown in diagnostics.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Bool(value) => format!("the boolean `{value}`"),
            Self::Text(text) => format!("the text `{text}`"),
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Value;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a plain value")
            }
            fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
                Ok(Value::Bool(value))
            }
            fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
                Ok(Value::Text(value.to_string()))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
                Ok(Value::Text(value.to_string()))
            }
            fn visit_str<E>(self, text: &str) -> Result<Value, E> {
                let number = Exact::parse(text).map(|exact| exact.to_string());
                Ok(Value::Text(number.unwrap_or_else(|_| text.to_owned())))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Value {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Fact".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": ["string", "boolean", "number"]})
    }
}
