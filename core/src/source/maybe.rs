//! A value that may be `null`, where that says something of its own.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{self, Deserializer};

/// The name under which a value that may be `null` asks whether it is.
pub(super) const MAYBE_TOKEN: &str = "$thidua::maybe";

/// A value, or `null` where there is none.
pub(crate) struct Maybe<T>(pub(crate) Option<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Maybe<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> de::Visitor<'de> for Visitor<T> {
            type Value = Maybe<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a plain value")
            }
            fn visit_none<E: de::Error>(self) -> Result<Maybe<T>, E> {
                Ok(Maybe(None))
            }
            fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Maybe<T>, D::Error> {
                T::deserialize(deserializer).map(|value| Maybe(Some(value)))
            }
        }
        deserializer.deserialize_newtype_struct(MAYBE_TOKEN, Visitor(PhantomData))
    }
}
