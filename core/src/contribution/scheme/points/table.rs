//! Points by the value of an attribute, such as the level at which an initiative was recognised.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Facts, Lack, Method, Range, listed};
use crate::error::{Code, Diagnostic};
use crate::num::Fraction;
use crate::pack::Findings;
use crate::text::Id;
use crate::trace::{Key, Message, Sentences};

/// By the value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Table<Q> {
    /// The attribute.
    pub(crate) attribute: Id,
    /// The points of each value; any other value is an error.
    pub(crate) points: BTreeMap<Id, Q>,
}

impl<Q> Table<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Table<R> {
        let mut points = BTreeMap::new();
        points.extend(self.points.iter().map(|(value, q)| (value.clone(), number(q))));
        Table { attribute: self.attribute.clone(), points }
    }
}

impl Method for Table<Fraction> {
    fn check(&self, at: &str, findings: &Findings) {
        if self.points.is_empty() {
            findings.push(Diagnostic::new(Code::EMPTY).with("what", "`points`").at(format!("{at}/points")));
        }
    }

    fn points(&self, facts: &impl Facts) -> Result<Fraction, Lack> {
        let value =
            facts.attribute(&self.attribute).ok_or_else(|| Lack::Attribute(self.attribute.clone()))?;
        self.points.get(value).cloned().ok_or_else(|| Lack::Value {
            attribute: self.attribute.clone(),
            value: value.clone(),
            known: self.points.keys().cloned().collect(),
        })
    }

    fn explain<'a>(&'a self, facts: &impl Facts, said: &mut Sentences<'a>) -> Message {
        let value = facts.attribute(&self.attribute);
        let points = value.and_then(|value| self.points.get(value)).cloned().unwrap_or(Fraction::ZERO);
        let value = value.map_or_else(|| "?".to_owned(), Id::to_string);
        said.say(
            Key::POINTS_TABLE,
            [("attribute", (&self.attribute).into()), ("value", value.into()), ("points", points.into())],
        )
    }

    fn range(&self) -> Range {
        listed(self.points.values())
    }

    fn cases(&self) -> Vec<String> {
        self.points.keys().map(|value| format!("{} = {value}", self.attribute)).collect()
    }

    fn reaches(&self, facts: &impl Facts) -> Vec<String> {
        let value = facts.attribute(&self.attribute);
        value.map(|value| format!("{} = {value}", self.attribute)).into_iter().collect()
    }
}
