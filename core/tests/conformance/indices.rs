//! Vectors of indices: a pack and a request for it, and the laws that hold of each.
//!
//! A vector holds `index`, lines of JSON or `{"bundled": "id@edition"}`, and `request`, lines of JSON as `wire::index` takes it. Or, in place of the
//! request, a `table` as every language takes it, `past`, another, and `as_of`; then its certificate is asked for, or `replay`: what is another when
//! the certificate is replayed, in the same words.
//! `expect` is the canonical JSON of the answer, or of the error.

use std::collections::BTreeMap;

use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Value, json};
use thidua::cohort::Table;
use thidua::{CohortFramework, Date, Error, packs, wire};

use super::text;

/// What a vector comes to.
pub(super) fn replay(vector: &Value) -> String {
    let outcome = match vector {
        _ if !vector["table"].is_null() => certified(vector),
        _ => requested(vector),
    };
    outcome.unwrap_or_else(|error: Error| wire::error(&error))
}

/// The table, and the past cohort where there is one.
fn tables(vector: &Value) -> Result<(Table, Option<Table>), Error> {
    let table = |given: &Value| wire::table(&json!({"rows": given}).to_string());
    let past = Some(&vector["past"]).filter(|past| !past.is_null()).map(table).transpose()?;
    Ok((table(&vector["table"])?, past))
}

/// The certificate of an index, or how it is replayed.
fn certified(vector: &Value) -> Result<String, Error> {
    let (framework, (table, past)) = (load(&vector["index"])?, tables(vector)?);
    let as_of = vector["as_of"].as_str().map(Date::parse).transpose()?;
    let index = match &past {
        Some(past) => framework.freeze(past, as_of)?.index(&table)?,
        None => framework.index_on(&table, as_of)?,
    };
    let certificate = index.certificate()?;
    let Some(others) = vector["replay"].as_object() else { return Ok(certificate.to_json()) };
    let mut vector = vector.clone();
    vector.as_object_mut().unwrap().extend(others.clone());
    let (framework, (table, past)) = (load(&vector["index"])?, tables(&vector)?);
    let as_of = vector["as_of"].as_str().map(Date::parse).transpose()?;
    let replay = match &past {
        Some(past) => certificate.replay_late(&framework.freeze(past, as_of)?, &table)?,
        None => certificate.replay_index(&framework, &table)?,
    };
    Ok(json!(replay.name()).to_string())
}

fn requested(vector: &Value) -> Result<String, Error> {
    let request = text(&vector["request"]);
    let framework = load(&vector["index"])?;
    let told = wire::index(&framework, &request)?;
    laws(&vector["name"], &framework, &request, &told);
    Ok(told)
}

fn load(pack: &Value) -> Result<CohortFramework, Error> {
    let framework = match pack["bundled"].as_str() {
        Some(name) => {
            let (id, edition) = name.split_once('@').unwrap();
            packs::index_edition(id, edition)?
        }
        None => CohortFramework::parse(&text(pack), None)?,
    };
    let again = CohortFramework::parse(framework.to_json(), None)?;
    assert_eq!(again.digest(), framework.digest(), "the pack loads as another");
    Ok(framework)
}

/// A table that is written down and read again comes to the same bytes; no order of subjects changes a number.
fn laws(name: &Value, framework: &CohortFramework, request: &str, told: &str) {
    // the table as it is written: what reads it here would bend its floats
    let Ok(mut asked) = serde_json::from_str::<BTreeMap<String, Box<RawValue>>>(request) else { return };
    let Some(table) = asked.get("table").map(|table| wire::table(table.get()).unwrap()) else { return };
    let mut again = |table: &Value| {
        asked.insert("table".to_owned(), to_raw_value(table).unwrap());
        wire::index(framework, &serde_json::to_string(&asked).unwrap()).unwrap()
    };
    let mut table: Value = serde_json::from_str(&table.to_json()).unwrap();
    assert_eq!(again(&table), told, "{name}: the table that is written down is another");
    table["columns"].as_object_mut().unwrap().values_mut().for_each(reverse);
    reverse(&mut table["subjects"]);
    let turned = by_subject(serde_json::from_str(&again(&table)).unwrap());
    let told = by_subject(serde_json::from_str(told).unwrap());
    assert_eq!(told, turned, "{name}: the order of subjects changes the answer");
}

fn reverse(list: &mut Value) {
    list.as_array_mut().unwrap().reverse();
}

/// An answer with everything that is told in the order of subjects told by their names.
fn by_subject(mut told: Value) -> Value {
    let Some(subjects) = told["subjects"].as_array().cloned() else {
        for list in ["/compare/changes", "/compare/only_before", "/availability"] {
            told.pointer_mut(list).into_iter().for_each(sort);
        }
        return told;
    };
    if let Some(flips) = told["flips"].as_array_mut() {
        // how sure it is: what holds of each subject, and of each two
        let names: Vec<Value> = subjects.iter().map(|own| own["subject"].clone()).collect();
        flips.iter_mut().for_each(|row| *row = named(row, &names));
        let (flips, own) = (named(&told["flips"], &names), named(&told["subjects"], &names));
        return json!({"flips": flips, "subjects": own});
    }
    for node in told["nodes"].as_object_mut().unwrap().values_mut() {
        for list in ["ranks", "scores"] {
            node[list] = named(&node[list], &subjects);
        }
    }
    for stage in told["stages"].as_array_mut().unwrap() {
        for column in stage["figures"].as_object_mut().unwrap().values_mut() {
            *column = named(column, &subjects);
        }
    }
    sort(&mut told["left_out"]);
    sort(&mut told["subjects"]);
    told
}

fn sort(list: &mut Value) {
    list.as_array_mut().unwrap().sort_by_key(|item| item.get("subject").unwrap_or(item).to_string());
}

/// A list in the order of subjects, by their names.
fn named(list: &Value, subjects: &[Value]) -> Value {
    let items = list.as_array().unwrap().iter().cloned();
    let by_name: BTreeMap<String, Value> = subjects.iter().map(Value::to_string).zip(items).collect();
    json!(by_name)
}
