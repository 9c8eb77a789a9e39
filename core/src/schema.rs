//! JSON Schema of packs, assessments, ledgers, rosters and facts: for editors that complete and check, and for tools in other languages.

use schemars::JsonSchema;
use serde_json::{Map, Value, json};

use crate::canonical;
use crate::cohort::document::Body as Index;
use crate::contribution::record::Record;
use crate::contribution::roster::Document as Roster;
use crate::contribution::scheme::document::Body as Scheme;
use crate::maturity::AssessmentDocument;
use crate::maturity::document::Body as Framework;
use crate::pack::Header;
use crate::recognition::facts::document::Document as Facts;
use crate::recognition::policy::document::Body as Policy;

fn of<T: JsonSchema>() -> Map<String, Value> {
    match serde_json::to_value(schemars::schema_for!(T)) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

fn taken(map: &mut Map<String, Value>, key: &str) -> Map<String, Value> {
    match map.remove(key) {
        Some(Value::Object(inner)) => inner,
        _ => Map::new(),
    }
}

/// Header and body of a kind of pack in one map.
fn pack<B: JsonSchema>(title: &str) -> String {
    let (mut header, mut body) = (of::<Header>(), of::<B>());
    let mut properties = taken(&mut header, "properties");
    properties.extend(taken(&mut body, "properties"));
    let mut definitions = taken(&mut header, "$defs");
    definitions.extend(taken(&mut body, "$defs"));
    canonical::text(&json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "additionalProperties": false,
        "required": header.remove("required"),
        "properties": properties,
        "$defs": definitions,
    }))
}

/// Schema of a framework: header and body in one map.
#[must_use]
pub fn framework() -> String {
    pack::<Framework>("Thidua framework")
}

/// Schema of a scheme: header and body in one map.
#[must_use]
pub fn scheme() -> String {
    pack::<Scheme>("Thidua scheme")
}

/// Schema of a policy: header and body in one map.
#[must_use]
pub fn policy() -> String {
    pack::<Policy>("Thidua policy")
}

/// Schema of the facts that policies read.
#[must_use]
pub fn facts() -> String {
    let mut schema = of::<Facts>();
    schema.insert("title".to_owned(), json!("Thidua facts"));
    canonical::text(&schema)
}

/// Schema of an index: header and body in one map.
#[must_use]
pub fn index() -> String {
    pack::<Index>("Thidua index")
}

/// Schema of an assessment.
#[must_use]
pub fn assessment() -> String {
    let mut schema = of::<AssessmentDocument>();
    schema.insert("title".to_owned(), json!("Thidua assessment"));
    canonical::text(&schema)
}

/// Schema of one record of a ledger: a line of JSON Lines, or an item of a list.
#[must_use]
pub fn ledger_record() -> String {
    let mut schema = of::<Record>();
    schema.insert("title".to_owned(), json!("Thidua ledger record"));
    canonical::text(&schema)
}

/// Schema of a roster.
#[must_use]
pub fn roster() -> String {
    let mut schema = of::<Roster>();
    schema.insert("title".to_owned(), json!("Thidua roster"));
    canonical::text(&schema)
}
