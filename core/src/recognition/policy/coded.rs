//! A choice of a rule: written out, or a parameter's number that stands for one. What the law leaves open an organisation
//! sets as a parameter, and parameters are numbers.

use std::fmt;
use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::num::Fraction;
use crate::pack::{ParameterRef, Quantity};
use crate::source::EITHER_TOKEN;

/// The alternatives of a choice; the number of each is its place, from 0.
pub(crate) trait Choice: Copy + PartialEq + 'static {
    const ALL: &'static [(&'static str, Self)];
}

/// A choice written out, or the name of the parameter that makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Coded<T> {
    /// The choice itself.
    Said(T),
    /// The parameter.
    Parameter(ParameterRef),
}

impl<T: Choice> Coded<T> {
    /// The choice as a number of the pack: its own place, or the parameter.
    pub(crate) fn quantity(&self) -> Option<Quantity> {
        match self {
            Self::Said(_) => None,
            Self::Parameter(reference) => Some(Quantity::Parameter(reference.clone())),
        }
    }

    /// The choice a number stands for.
    pub(crate) fn of(number: &Fraction) -> Option<T> {
        let place = |at: usize| Fraction::from(u32::try_from(at).unwrap_or(u32::MAX));
        T::ALL.iter().enumerate().find(|(at, _)| place(*at) == *number).map(|(_, (_, choice))| *choice)
    }
}

impl<T: Choice> Serialize for Coded<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Said(choice) => {
                let found = T::ALL.iter().find(|(_, own)| own == choice);
                serializer.serialize_str(found.map_or("", |(name, _)| name))
            }
            Self::Parameter(reference) => reference.serialize(serializer),
        }
    }
}

impl<'de, T: Choice> Deserialize<'de> for Coded<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<T>(PhantomData<T>);
        impl<'de, T: Choice> de::Visitor<'de> for Visitor<T> {
            type Value = Coded<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let names: Vec<&str> = T::ALL.iter().map(|(name, _)| *name).collect();
                write!(f, "one of {}", crate::error::choices(&names))
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Coded<T>, E> {
                let found = T::ALL.iter().find(|(name, _)| *name == text);
                found
                    .map(|(_, choice)| Coded::Said(*choice))
                    .ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
            }
            fn visit_some<D: Deserializer<'de>>(self, map: D) -> Result<Coded<T>, D::Error> {
                ParameterRef::deserialize(map).map(Coded::Parameter)
            }
        }
        deserializer.deserialize_newtype_struct(EITHER_TOKEN, Visitor(PhantomData))
    }
}

#[cfg(feature = "schema")]
impl<T: Choice> schemars::JsonSchema for Coded<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::ALL.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" or ").into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let names: Vec<&str> = T::ALL.iter().map(|(name, _)| *name).collect();
        let reference = generator.subschema_for::<ParameterRef>();
        schemars::json_schema!({"anyOf": [{"enum": names}, reference]})
    }
}
