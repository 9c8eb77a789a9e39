//! Values by id, sorted: what packs and answers hold under names.

use std::fmt;
use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::Id;

/// Values under ids, sorted by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ById<V>(Vec<(Id, V)>);

/// Ids, sorted, each once.
pub(crate) type Ids = ById<()>;

impl<V> ById<V> {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn get(&self, id: &str) -> Option<&V> {
        let at = self.0.binary_search_by(|(own, _)| own.as_str().cmp(id)).ok()?;
        self.0.get(at).map(|(_, value)| value)
    }

    pub(crate) fn get_mut(&mut self, id: &str) -> Option<&mut V> {
        let at = self.0.binary_search_by(|(own, _)| own.as_str().cmp(id)).ok()?;
        self.0.get_mut(at).map(|(_, value)| value)
    }

    pub(crate) fn holds(&self, id: &Id) -> bool {
        self.get(id.as_str()).is_some()
    }

    pub(crate) fn entries(&self) -> &[(Id, V)] {
        &self.0
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Id, &V)> {
        self.0.iter().map(|(id, value)| (id, value))
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = &Id> {
        self.0.iter().map(|(id, _)| id)
    }

    pub(crate) fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }

    pub(crate) fn into_entries(self) -> Vec<(Id, V)> {
        self.0
    }

    /// Adds one; what was under its id before, gives way.
    pub(crate) fn add(&mut self, id: Id, value: V) {
        match self.0.binary_search_by(|(own, _)| own.cmp(&id)) {
            Ok(at) => {
                if let Some(entry) = self.0.get_mut(at) {
                    entry.1 = value;
                }
            }
            Err(at) => self.0.insert(at, (id, value)),
        }
    }

    /// These and others, which take the place of those under the same id.
    pub(crate) fn with(mut self, others: impl IntoIterator<Item = (Id, V)>) -> Self {
        self.0.extend(others);
        Self::from(self.0)
    }
}

impl<V> Default for ById<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// Of several under one id the last stays.
impl<V> From<Vec<(Id, V)>> for ById<V> {
    fn from(entries: Vec<(Id, V)>) -> Self {
        let ids: Vec<&str> = entries.iter().map(|(id, _)| id.as_str()).collect();
        let Some(order) = order(&ids) else { return Self(entries) };
        let mut entries: Vec<Option<(Id, V)>> = entries.into_iter().map(Some).collect();
        Self(order.into_iter().filter_map(|at| entries.get_mut(at)?.take()).collect())
    }
}

impl FromIterator<Id> for Ids {
    fn from_iter<I: IntoIterator<Item = Id>>(ids: I) -> Self {
        Self::from(ids.into_iter().map(|id| (id, ())).collect::<Vec<_>>())
    }
}

/// The places of names in order, of several that are alike the last; `None` where they stand in order. Apart from the
/// types they come with, so that a program holds it once.
fn order(names: &[&str]) -> Option<Vec<usize>> {
    if names.is_sorted_by(|a, b| a < b) {
        return None;
    }
    let mut places: Vec<(&str, usize)> = names.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    // the later of two that are alike comes first, and so is the one that stays
    places.sort_unstable_by(|(a, i), (b, j)| a.cmp(b).then(j.cmp(i)));
    places.dedup_by(|(a, _), (b, _)| a == b);
    Some(places.into_iter().map(|(_, at)| at).collect())
}

impl<V: Serialize> Serialize for ById<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for ById<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<V>(PhantomData<V>);
        impl<'de, V: Deserialize<'de>> de::Visitor<'de> for Entries<V> {
            type Value = Vec<(Id, V)>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }
            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(entries)
            }
        }
        deserializer.deserialize_map(Entries(PhantomData)).map(Self::from)
    }
}

#[cfg(feature = "schema")]
impl<V: schemars::JsonSchema> schemars::JsonSchema for ById<V> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        std::collections::BTreeMap::<Id, V>::schema_name()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        std::collections::BTreeMap::<Id, V>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_id(entries: &[(&str, u8)]) -> ById<u8> {
        ById::from(entries.iter().map(|(id, value)| (Id::new(id).unwrap(), *value)).collect::<Vec<_>>())
    }

    #[test]
    fn sorted_and_the_last_of_an_id_stays() {
        let map = by_id(&[("b", 1), ("a", 2), ("b", 3), ("c", 4), ("a", 5)]);
        assert_eq!(map, by_id(&[("a", 5), ("b", 3), ("c", 4)]));
        assert_eq!((map.get("b"), map.get("d")), (Some(&3), None));
        let map = map.with([(Id::new("aa").unwrap(), 6), (Id::new("c").unwrap(), 7)]);
        assert_eq!(map, by_id(&[("a", 5), ("aa", 6), ("b", 3), ("c", 7)]));
    }
}
