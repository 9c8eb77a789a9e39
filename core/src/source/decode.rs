//! The tree into typed documents: a serde deserializer whose errors are diagnostics.

use std::marker::PhantomData;

use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, Visitor, value::StrDeserializer};
use serde::forward_to_deserialize_any;

use super::maybe::MAYBE_TOKEN;
use super::mistake::{DecodeError, not_one, past_mistakes, unknown_field};
use super::tree::{Entry, Node, Tree};
use crate::date::{DATE_TOKEN, Date};
use crate::error::{Code, Diagnostic, Error, ErrorKind, choices};
use crate::num::{EXACT_TOKEN, Exact, FRACTION_TOKEN, Fraction, REAL_TOKEN, Real};
use crate::text::{ID_TOKEN, Id};

/// The name under which a number, or a map in its place, asks for its text.
pub(crate) const QUANTITY_TOKEN: &str = "$thidua::quantity";

/// The name under which a plain value, or a map in its place, asks which it is.
pub(crate) const EITHER_TOKEN: &str = "$thidua::either";

#[derive(Clone, Copy)]
pub(super) struct Decoder<'a>(&'a Node);

impl<'a> Decoder<'a> {
    pub(super) const fn new(node: &'a Node) -> Self {
        Self(node)
    }

    fn wrong(self, expected: &str) -> DecodeError {
        Diagnostic::new(Code::WRONG_TYPE).with("expected", expected).with("found", self.0.tree.found()).into()
    }

    fn wrong_choice(self, variants: &[&str]) -> DecodeError {
        self.wrong(&format!("one of {}", choices(variants)))
    }

    fn text(self) -> Result<&'a str, DecodeError> {
        self.0.text().ok_or_else(|| self.wrong("text"))
    }

    fn number(self) -> Result<&'a str, DecodeError> {
        match &self.0.tree {
            Tree::Plain(text) | Tree::Quoted(text) | Tree::Integer(text) => Ok(text),
            Tree::Bool(_) => Err(Diagnostic::new(Code::BOOLEAN_NUMBER).into()),
            _ => Err(self.wrong("a number")),
        }
    }

    /// Whether every key of a map is a field; the error names all that are not.
    fn known(self, fields: &[&str]) -> Result<(), DecodeError> {
        let entries = self.0.entries().into_iter().flatten();
        let unknown = entries.filter(|entry| !fields.contains(&entry.key.as_str()));
        let unknown: Vec<Diagnostic> = unknown.map(|entry| unknown_field(&entry.key, fields)).collect();
        if unknown.is_empty() { Ok(()) } else { Err(Error::many(ErrorKind::Data, unknown).into()) }
    }

    fn whole<T: std::str::FromStr>(self) -> Result<T, DecodeError> {
        let exact = Exact::parse(self.number()?)?;
        exact.to_string().parse().map_err(|_| self.wrong("a whole number"))
    }
}

/// The text, once it is known to read as what is asked for: here its mistake still has its code and its suggestion.
fn read<T>(text: &str, parse: fn(&str) -> Result<T, Error>) -> Result<&str, DecodeError> {
    parse(text)?;
    Ok(text)
}

impl<'de> Deserializer<'de> for Decoder<'de> {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        let text = match &self.0.tree {
            Tree::Null => return visitor.visit_unit(),
            Tree::Bool(value) => return visitor.visit_bool(*value),
            Tree::Plain(text) | Tree::Quoted(text) => text,
            Tree::Integer(text) => match (text.parse::<u64>(), text.parse::<i64>()) {
                (Ok(value), _) => return visitor.visit_u64(value),
                (_, Ok(value)) => return visitor.visit_i64(value),
                // too long for a machine's number, not for ours
                _ => text,
            },
            Tree::Seq(items) => return visitor.visit_seq(Items { items: items.iter().enumerate() }),
            Tree::Map(entries) => {
                return visitor.visit_map(Entries { entries: entries.iter(), current: None });
            }
        };
        visitor.visit_str(text)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match name {
            MAYBE_TOKEN if self.0.tree == Tree::Null => visitor.visit_none(),
            MAYBE_TOKEN => visitor.visit_some(self),
            QUANTITY_TOKEN | EITHER_TOKEN if self.0.entries().is_some() => visitor.visit_some(self),
            EITHER_TOKEN => self.deserialize_any(visitor),
            EXACT_TOKEN | QUANTITY_TOKEN => visitor.visit_str(read(self.number()?, Exact::parse)?),
            FRACTION_TOKEN => visitor.visit_str(read(self.number()?, Fraction::parse)?),
            REAL_TOKEN => visitor.visit_str(read(self.number()?, Real::parse)?),
            DATE_TOKEN => visitor.visit_str(read(self.text()?, Date::parse)?),
            ID_TOKEN => visitor.visit_str(read(self.text()?, Id::check)?),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_some(self)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.0.tree {
            Tree::Bool(value) => visitor.visit_bool(value),
            _ => Err(self.wrong("`true` or `false`")),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_str(self.text()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_u32(self.whole()?)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_u64(self.whole()?)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match &self.0.tree {
            Tree::Map(_) => self.deserialize_any(visitor),
            _ => Err(self.wrong("a map")),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.known(fields)?;
        self.deserialize_map(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match &self.0.tree {
            Tree::Seq(_) => self.deserialize_any(visitor),
            _ => Err(self.wrong("a list")),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match &self.0.tree {
            Tree::Plain(name) | Tree::Quoted(name) => visitor.visit_enum(Choice { name, body: None }),
            Tree::Map(entries) => match entries.as_slice() {
                [Entry { key, node, .. }] => visitor.visit_enum(Choice { name: key, body: Some(node) }),
                several => Err(not_one(several, variants)),
            },
            _ => Err(self.wrong_choice(variants)),
        }
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct identifier ignored_any
    }
}

struct Items<'a> {
    items: std::iter::Enumerate<std::slice::Iter<'a, Node>>,
}

impl<'de> de::SeqAccess<'de> for Items<'de> {
    type Error = DecodeError;
    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, DecodeError> {
        let Some((index, node)) = self.items.next() else { return Ok(None) };
        seed.deserialize(Decoder(node)).map(Some).map_err(|error| error.under(&index.to_string()))
    }
    fn next_element<T: Deserialize<'de>>(&mut self) -> Result<Option<T>, DecodeError> {
        past_mistakes(|| self.next_element_seed(PhantomData))
    }
}

struct Entries<'a> {
    entries: std::slice::Iter<'a, Entry>,
    current: Option<&'a Entry>,
}

impl<'de> de::MapAccess<'de> for Entries<'de> {
    type Error = DecodeError;
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, DecodeError> {
        self.current = self.entries.next();
        let Some(entry) = self.current else { return Ok(None) };
        seed.deserialize(Key(&entry.key)).map(Some)
    }
    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, DecodeError> {
        match self.current {
            Some(entry) => seed.deserialize(Decoder(&entry.node)).map_err(|error| error.under(&entry.key)),
            None => Err(de::Error::custom("a value without its key")),
        }
    }
    /// Of a map whose values are of one kind; a struct asks for each key and its value by themselves.
    fn next_entry<K: Deserialize<'de>, V: Deserialize<'de>>(
        &mut self,
    ) -> Result<Option<(K, V)>, DecodeError> {
        past_mistakes(|| {
            let Some(key) = self.next_key()? else { return Ok(None) };
            Ok(Some((key, self.next_value()?)))
        })
    }
}

/// A key of a map: an id or the name of a field.
struct Key<'a>(&'a str);

impl<'de> Deserializer<'de> for Key<'de> {
    type Error = DecodeError;
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_str(self.0)
    }
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        if name == ID_TOKEN {
            Id::check(self.0)?;
        }
        visitor.visit_str(self.0)
    }
    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct Choice<'a> {
    name: &'a str,
    body: Option<&'a Node>,
}

impl<'de> de::EnumAccess<'de> for Choice<'de> {
    type Error = DecodeError;
    type Variant = Self;
    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), DecodeError> {
        let picked = seed.deserialize(StrDeserializer::<DecodeError>::new(self.name))?;
        Ok((picked, self))
    }
}

impl<'de> de::VariantAccess<'de> for Choice<'de> {
    type Error = DecodeError;
    fn unit_variant(self) -> Result<(), DecodeError> {
        match self.body {
            Some(node) if node.entries().is_none_or(|entries| !entries.is_empty()) => {
                Err(Decoder(node).wrong("an empty map").under(self.name))
            }
            _ => Ok(()),
        }
    }
    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, DecodeError> {
        match self.body {
            Some(node) => seed.deserialize(Decoder(node)).map_err(|error| error.under(self.name)),
            None => seed.deserialize(Nothing).map_err(|error| error.under(self.name)),
        }
    }
    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, DecodeError> {
        match self.body {
            Some(node) => Decoder(node).deserialize_seq(visitor),
            None => Err(de::Error::missing_field("value")),
        }
    }
    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match self.body {
            Some(node) => {
                let decoder = Decoder(node);
                let read = decoder.known(fields).and_then(|()| decoder.deserialize_map(visitor));
                read.map_err(|error| error.under(self.name))
            }
            None => visitor.visit_map(Entries { entries: [].iter(), current: None }),
        }
    }
}

/// The empty map that a bare choice stands for.
struct Nothing;

impl<'de> Deserializer<'de> for Nothing {
    type Error = DecodeError;
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_map(Entries { entries: [].iter(), current: None })
    }
    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
