//! Numbers from documents: from their text, or from an integer. Never from a binary float.

use std::fmt::{self, Display};

use serde::{Deserializer, de};

use crate::error::Error;

/// Asks for the text of a number under the name by which the decoder knows its kind.
pub(super) fn from_text<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    token: &'static str,
    parse: fn(&str) -> Result<T, Error>,
) -> Result<T, D::Error> {
    deserializer.deserialize_newtype_struct(token, Visitor(parse))
}

struct Visitor<T>(fn(&str) -> Result<T, Error>);

impl<T> Visitor<T> {
    fn shown<E: de::Error>(&self, number: impl Display) -> Result<T, E> {
        (self.0)(&number.to_string()).map_err(|error| E::custom(error.first().message(crate::Lang::En)))
    }
}

impl<'de, T> de::Visitor<'de> for Visitor<T> {
    type Value = T;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decimal number, as text or as an integer")
    }
    fn visit_newtype_struct<D: Deserializer<'de>>(self, d: D) -> Result<T, D::Error> {
        d.deserialize_any(self)
    }
    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        self.shown(text)
    }
    fn visit_i64<E: de::Error>(self, value: i64) -> Result<T, E> {
        self.shown(value)
    }
    fn visit_u64<E: de::Error>(self, value: u64) -> Result<T, E> {
        self.shown(value)
    }
}
