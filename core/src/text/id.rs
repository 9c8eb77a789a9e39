//! Ids: short texts that name things, cheap to copy.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::error::{Code, Diagnostic, Error};

/// The name under which [`Id`] asks a deserializer for its text.
pub(crate) const ID_TOKEN: &str = "$thidua::id";

/// A name for a node, a level, a subject: 1 to 128 characters, no spaces, no control characters.
///
/// # Examples
/// ```
/// use thidua::Id;
/// assert_eq!(Id::new("2.3")?.as_str(), "2.3");
/// assert!(Id::new("two words").is_err());
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Clone)]
pub struct Id {
    text: Arc<str>,
    /// Its first eight bytes, zeros behind them where it is shorter: no id holds a zero, so most ids are told apart, and
    /// put in order, by this number alone.
    first: u64,
}

impl Id {
    /// An id of this text.
    ///
    /// # Errors
    /// [`Code::BAD_ID`] when it is empty, too long or holds spaces or control characters.
    pub fn new(text: &str) -> Result<Self, Error> {
        // plain letters have one form, and most ids hold nothing else
        if text.is_ascii() {
            return Self::check(text).map(|()| Self::of(text));
        }
        let text = super::normal(text);
        Self::check(&text).map(|()| Self::of(&text))
    }

    /// An id that the library itself gives.
    pub(crate) fn fixed(text: &'static str) -> Self {
        Self::of(text)
    }

    fn of(text: &str) -> Self {
        let mut first = [0; 8];
        first.iter_mut().zip(text.bytes()).for_each(|(slot, byte)| *slot = byte);
        Self { text: text.into(), first: u64::from_be_bytes(first) }
    }

    /// Whether a text could be an id, once it is in form C.
    pub(crate) fn check(text: &str) -> Result<(), Error> {
        let fits = !text.is_empty() && text.chars().take(129).count() <= 128;
        if fits && !text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Ok(());
        }
        Err(Diagnostic::new(Code::BAD_ID).with("value", text).data())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl PartialEq for Id {
    fn eq(&self, other: &Self) -> bool {
        let (length, same) = (self.text.len(), self.first == other.first);
        same && length == other.text.len() && (length <= 8 || self.text == other.text)
    }
}

impl Eq for Id {}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Id {
    fn cmp(&self, other: &Self) -> Ordering {
        match self.first.cmp(&other.first) {
            Ordering::Equal if self == other => Ordering::Equal,
            Ordering::Equal => self.text.cmp(&other.text),
            order => order,
        }
    }
}

impl Hash for Id {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Id {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({self})")
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Id;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text")
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(self, d: D) -> Result<Id, D::Error> {
                d.deserialize_str(self)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Id, E> {
                Id::new(text).map_err(|error| E::custom(error.first().message(crate::Lang::En)))
            }
        }
        deserializer.deserialize_newtype_struct(ID_TOKEN, Visitor)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Id {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Id".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "minLength": 1, "maxLength": 128})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_in_the_order_of_their_texts() {
        let texts = [
            "a",
            "ab",
            "abcdefg",
            "abcdefgh",
            "abcdefgha",
            "abcdefghb",
            "abcdefgi",
            "b",
            "é",
            "đ",
            "10",
            "2.1",
        ];
        for (a, b) in texts.iter().flat_map(|a| texts.iter().map(move |b| (*a, *b))) {
            let (one, other) = (Id::new(a).unwrap(), Id::new(b).unwrap());
            assert_eq!(one.cmp(&other), a.cmp(b), "{a}, {b}");
            assert_eq!(one == other, a == b, "{a}, {b}");
        }
    }
}
