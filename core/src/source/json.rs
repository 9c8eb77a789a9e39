//! JSON into the tree: no floats, no key twice, no bombs.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess};
use serde_json::value::RawValue;

use super::Meter;
use super::tree::{Entry, Node, Tree};
use crate::error::{Code, Diagnostic, escape};

/// What went wrong, kept beside serde's own error, which holds only text.
type Slot = RefCell<Option<Diagnostic>>;

pub(super) fn parse(text: &str) -> Result<Node, Diagnostic> {
    let slot = Slot::default();
    let meter = RefCell::new(Meter::default());
    let mut reader = serde_json::Deserializer::from_str(text);
    let parsed = Seed { slot: &slot, meter: &meter, depth: 0 }.deserialize(&mut reader);
    parsed.and_then(|node| reader.end().map(|()| node)).map_err(|error| {
        let (line, column) = (number(error.line()), number(error.column()).max(1));
        let diagnostic = slot.into_inner().unwrap_or_else(|| {
            let text = error.to_string();
            if text.starts_with("recursion limit") {
                return Diagnostic::new(Code::TooDeep).with("limit", super::MAX_DEPTH);
            }
            let detail = text.split(" at line ").next().unwrap_or_default();
            Diagnostic::new(Code::Syntax).with("detail", detail)
        });
        diagnostic.positioned(line, column)
    })
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[derive(Clone, Copy)]
struct Seed<'a> {
    slot: &'a Slot,
    meter: &'a RefCell<Meter>,
    depth: usize,
}

impl Seed<'_> {
    fn fail<E: de::Error>(&self, diagnostic: Diagnostic) -> E {
        *self.slot.borrow_mut() = Some(diagnostic);
        E::custom("refused")
    }

    fn leaf<E>(tree: Tree) -> Result<Node, E> {
        Ok(Node { at: (0, 0), tree })
    }

    fn deeper(self) -> Self {
        Self { depth: self.depth.saturating_add(1), ..self }
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        let counted = self.meter.borrow_mut().count(self.depth);
        if let Err(diagnostic) = counted {
            return Err(self.fail(diagnostic));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> de::Visitor<'de> for Seed<'_> {
    type Value = Node;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }
    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Node, E> {
        Self::leaf(Tree::Bool(value))
    }
    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Node, E> {
        Self::leaf(Tree::Integer(value.to_string()))
    }
    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Node, E> {
        Self::leaf(Tree::Integer(value.to_string()))
    }
    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Node, E> {
        Err(self.fail(Diagnostic::new(Code::Float).with("value", value)))
    }
    fn visit_str<E: de::Error>(self, value: &str) -> Result<Node, E> {
        Self::leaf(Tree::Quoted(value.to_owned()))
    }
    fn visit_unit<E: de::Error>(self) -> Result<Node, E> {
        Self::leaf(Tree::Null)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut out = Vec::new();
        while let Some(item) = items.next_element_seed(self.deeper())? {
            out.push(item);
        }
        Self::leaf(Tree::Seq(out))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut seen = BTreeMap::new();
        let mut out = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            if seen.insert(key.clone(), ()).is_some() {
                return Err(self.fail(Diagnostic::new(Code::DuplicateKey).with("key", key)));
            }
            let node = map.next_value_seed(self.deeper())?;
            out.push(Entry { key, key_at: (0, 0), node });
        }
        Self::leaf(Tree::Map(out))
    }
}

/// Line and column of the place a pointer leads to, or of the nearest above it.
pub(super) fn locate(text: &str, pointer: &str, wants_key: bool) -> Option<(u32, u32)> {
    let mut slice = text;
    for step in pointer.split('/').skip(1) {
        let next = match slice.trim_start().chars().next() {
            Some('{') => {
                let map: BTreeMap<Cow<'_, str>, &RawValue> = serde_json::from_str(slice).ok()?;
                map.into_iter().find(|(key, _)| escape(key) == step).map(|(_, raw)| raw.get())
            }
            Some('[') => {
                let items: Vec<&RawValue> = serde_json::from_str(slice).ok()?;
                step.parse().ok().and_then(|i: usize| items.get(i).map(|raw| raw.get()))
            }
            _ => None,
        };
        let Some(found) = next else { break };
        slice = found;
    }
    let offset = text.len().checked_sub(tail(text, slice)?)?;
    let mut before = text.get(..offset)?;
    if wants_key
        && let Some(key) = before.trim_end().strip_suffix(':').and_then(|s| s.trim_end().strip_suffix('"'))
    {
        before = key.get(..key.rfind('"')?)?;
    }
    let line = before.matches('\n').count().checked_add(1)?;
    let column = before.rsplit('\n').next()?.chars().count().checked_add(1)?;
    Some((number(line), number(column)))
}

/// Bytes of `text` from where `slice`, a part of it, begins.
fn tail(text: &str, slice: &str) -> Option<usize> {
    let from = (slice.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    text.len().checked_sub(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_json_packs_may_not_hold() {
        for (text, code) in [
            ("{\"a\": 0.1}", Code::Float),
            ("{\"a\": 1e3}", Code::Float),
            ("{\"a\": 123456789012345678901234567890}", Code::Float),
            ("{\"a\": 1, \"a\": 2}", Code::DuplicateKey),
            ("{\"a\": }", Code::Syntax),
            ("{} {}", Code::Syntax),
            ("", Code::Syntax),
        ] {
            assert_eq!(parse(text).unwrap_err().code(), code, "{text}");
        }
        for bomb in ["[", "{\"a\":"] {
            assert_eq!(parse(&bomb.repeat(100_000)).unwrap_err().code(), Code::TooDeep);
        }
    }

    #[test]
    fn pointers_lead_to_places() {
        let text = "{\n  \"a\": [1,\n    {\"b/c\": true}]\n}";
        for (pointer, key, expect) in [
            ("/a", false, (2, 8)),
            ("/a", true, (2, 3)),
            ("/a/1/b~1c", false, (3, 13)),
            ("/a/1/b~1c", true, (3, 6)),
            ("/a/9", false, (2, 8)),
            ("", false, (1, 1)),
        ] {
            assert_eq!(locate(text, pointer, key), Some(expect), "{pointer}");
        }
    }
}
