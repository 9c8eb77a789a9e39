//! The facts of the year as they grow: what is decided at one stage is a fact of the next.

use serde_json::{Value, json};
use thidua::recognition::{Decision, Facts};
use thidua::{Date, Id};

use crate::files::{Outcome, read};

/// The facts of the year.
#[derive(Clone)]
pub struct YearFacts(Value);

/// The decision of a competent person: its number, its day, and who made it.
#[derive(Clone, Copy)]
pub struct Paper<'a> {
    pub number: &'a str,
    pub on: Date,
    pub by: &'a Id,
}

impl YearFacts {
    /// As they stood before anything was decided.
    pub fn read() -> Outcome<Self> {
        let facts = Facts::parse(&read("round/facts.yaml")?, Some("facts.yaml"))?;
        Ok(Self(serde_json::from_str(facts.to_json())?))
    }

    /// States a fact of a person.
    pub fn state(&mut self, person: &Id, fact: &str, value: Value) {
        let people = self.0["people"].as_array_mut().into_iter().flatten();
        for own in people.filter(|own| own["id"] == *person.as_str()) {
            own["facts"][fact] = value.clone();
        }
    }

    /// Corrects the initiatives of a person: none of them is one.
    pub fn without_initiatives(&mut self, person: &str) {
        let people = self.0["people"].as_array_mut().into_iter().flatten();
        for own in people.filter(|own| own["id"] == *person) {
            own["initiatives"] = json!([]);
        }
    }

    /// Notes that a title or a form was given, or was not.
    pub fn given(&mut self, decision: &Decision, given: bool, paper: Paper<'_>) {
        self.decided(decision, "given", given.into(), paper);
    }

    /// Notes the level that was decided.
    pub fn rated(&mut self, decision: &Decision, level: &Id, paper: Paper<'_>) {
        self.decided(decision, "level", level.as_str().into(), paper);
    }

    fn decided(&mut self, decision: &Decision, what: &str, value: Value, paper: Paper<'_>) {
        let mut decided = json!({
            "stage": decision.stage(), "of": decision.subject(),
            "number": paper.number, "on": paper.on, "by": paper.by,
        });
        decided[what] = value;
        if !self.0["decided"].is_array() {
            self.0["decided"] = json!([]);
        }
        self.0["decided"].as_array_mut().into_iter().for_each(|all| all.push(decided.clone()));
    }

    /// As the library reads them.
    pub fn facts(&self) -> Outcome<Facts> {
        Ok(Facts::parse(&self.0.to_string(), Some("facts of the year"))?)
    }
}
