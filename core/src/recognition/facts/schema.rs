//! The typed schema of the facts a policy reads.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::document::Document;
use super::value::Value;
use super::{Inner, fact_pointer};
use crate::date::Date;
use crate::error::{Code, Diagnostic, Error, ErrorKind, choices};
use crate::num::{Exact, Fraction};
use crate::text::{Id, Text};

/// The facts of people and of units that a policy reads.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Schema {
    /// Of people.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) people: BTreeMap<Id, FactType>,
    /// Of units.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) units: BTreeMap<Id, FactType>,
    /// What people call facts, and the names that facts are choices among.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) labels: BTreeMap<Id, Text>,
    /// Facts that other policies read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) ignores: Vec<Id>,
}

/// What a fact has to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum FactType {
    /// Yes or no.
    YesNo,
    /// A number.
    Number(Range),
    /// One of these names.
    Choice(Vec<Id>),
    /// A day.
    Date,
}

/// What a number may be.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Range {
    /// At least this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at_least: Option<Exact>,
    /// At most this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at_most: Option<Exact>,
}

impl Range {
    pub(crate) fn holds(&self, value: Exact) -> bool {
        self.at_least.is_none_or(|least| value >= least) && self.at_most.is_none_or(|most| value <= most)
    }

    fn shown(&self) -> String {
        let end = |end: Option<Exact>| end.map_or_else(|| "…".to_owned(), |end| end.to_string());
        format!("{} – {}", end(self.at_least), end(self.at_most))
    }
}

impl FactType {
    /// What is wrong with a value.
    fn check(&self, value: &Value) -> Result<(), Diagnostic> {
        let wrong = |expected: &str| {
            Diagnostic::new(Code::WRONG_TYPE).with("expected", expected).with("found", value.shown())
        };
        match (self, value) {
            (Self::YesNo, Value::Bool(_)) => Ok(()),
            (Self::YesNo, _) => Err(wrong("`true` or `false`")),
            (Self::Number(range), Value::Text(text)) => {
                let number = Exact::parse(text).map_err(|error| error.first().clone())?;
                if range.holds(number) {
                    return Ok(());
                }
                let diagnostic =
                    Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", format_args!("`{number}`"));
                Err(diagnostic.with("value", number).with("bounds", range.shown()))
            }
            (Self::Number(_), _) => Err(wrong("a number")),
            (Self::Choice(names), Value::Text(text)) => {
                if names.iter().any(|name| name.as_str() == text) {
                    return Ok(());
                }
                let known: Vec<&str> = names.iter().map(Id::as_str).collect();
                let diagnostic = Diagnostic::new(Code::UNKNOWN_CHOICE).with("value", text);
                Err(diagnostic.with("expected", choices(&known)).meant(text, known))
            }
            (Self::Choice(_), _) => Err(wrong("text")),
            (Self::Date, Value::Text(text)) => {
                Date::parse(text).map(|_| ()).map_err(|error| error.first().clone())
            }
            (Self::Date, _) => Err(wrong("a date")),
        }
    }
}

impl Schema {
    pub(crate) fn is_empty(&self) -> bool {
        self.people.is_empty() && self.units.is_empty() && self.labels.is_empty() && self.ignores.is_empty()
    }

    /// Whether it is a fact of the schema, or a name that one is a choice among.
    pub(crate) fn names(&self, id: &Id) -> bool {
        let among = |of: &FactType| matches!(of, FactType::Choice(names) if names.contains(id));
        let types = [&self.people, &self.units];
        types.iter().any(|types| types.contains_key(id) || types.values().any(among))
    }

    /// What the facts of a round hold that the schema does not know or does not take.
    pub(crate) fn check(&self, facts: &Inner, takes_others: bool) -> Result<(), Error> {
        let Document { people, units, .. } = &facts.document;
        let people = people.iter().map(|one| (&one.id, &one.facts, &self.people));
        let units = units.iter().map(|one| (&one.id, &one.facts, &self.units));
        let mut faults = Vec::new();
        for (subject, own, types) in people.chain(units) {
            for (fact, value) in own {
                let at = || fact_pointer(facts.pointer(subject), fact);
                match types.get(fact) {
                    Some(of) => faults.extend(of.check(value).err().map(|one| one.at(at()))),
                    None if takes_others || self.ignores.contains(fact) => {}
                    None => {
                        let known = types.keys().map(Id::as_str);
                        let diagnostic = Diagnostic::new(Code::UNKNOWN_FACT).with("id", fact);
                        faults.push(diagnostic.meant(fact.as_str(), known).at(at()));
                    }
                }
            }
        }
        faults.truncate(50);
        if faults.is_empty() { Ok(()) } else { Err(Error::many(ErrorKind::Data, faults)) }
    }
}

impl Value {
    pub(crate) fn yes(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            Self::Text(_) => None,
        }
    }

    pub(crate) fn number(&self) -> Option<Fraction> {
        self.word().and_then(|text| Exact::parse(text).ok()).map(Fraction::from)
    }

    pub(crate) fn word(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Bool(_) => None,
        }
    }
}
