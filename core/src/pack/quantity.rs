//! A number of a rule: written out, or a parameter's.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::num::{Exact, Fraction};
use crate::text::Id;

/// The name under which [`Quantity`] asks a deserializer for its text.
pub(crate) const QUANTITY_TOKEN: &str = crate::source::QUANTITY_TOKEN;

/// A parameter nobody could set yet, because its source is not public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Open {
    /// In a box, as it is seldom there, and amounts are many.
    parameter: Box<Id>,
}

impl Open {
    pub(crate) fn of(parameter: Id) -> Self {
        Self { parameter: Box::new(parameter) }
    }

    pub(crate) fn parameter(&self) -> &Id {
        &self.parameter
    }
}

/// A number, or the open parameter it depends on.
pub(crate) type Amount = Result<Fraction, Open>;

/// A number written out, or the name of a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Quantity {
    /// The number itself.
    Number(Exact),
    /// The value of a parameter.
    Parameter(ParameterRef),
}

/// The name of a parameter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct ParameterRef {
    pub(crate) parameter: Id,
}

impl Serialize for Quantity {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => number.serialize(serializer),
            Self::Parameter(reference) => reference.serialize(serializer),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Quantity {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Quantity".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let (number, reference) =
            (generator.subschema_for::<Exact>(), generator.subschema_for::<ParameterRef>());
        schemars::json_schema!({"anyOf": [number, reference]})
    }
}

impl Quantity {
    pub(crate) const fn one() -> Self {
        Self::Number(Exact::ONE)
    }

    pub(crate) fn is_one(&self) -> bool {
        *self == Self::one()
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Quantity;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number or {parameter: name}")
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(self, d: D) -> Result<Quantity, D::Error> {
                d.deserialize_any(self)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Quantity, E> {
                let number =
                    Exact::parse(text).map_err(|error| E::custom(error.first().message(crate::Lang::En)))?;
                Ok(Quantity::Number(number))
            }
            fn visit_some<D: Deserializer<'de>>(self, map: D) -> Result<Quantity, D::Error> {
                ParameterRef::deserialize(map).map(Quantity::Parameter)
            }
        }
        deserializer.deserialize_newtype_struct(QUANTITY_TOKEN, Visitor)
    }
}
