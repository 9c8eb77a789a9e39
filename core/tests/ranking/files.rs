//! Files of cases that lie outside the project. Where they are absent, the tests say so.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value as Json;

pub fn text(name: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/cases").join(name);
    let found = std::fs::read_to_string(path).ok();
    if found.is_none() {
        println!("absent, only the typed-in figures were run: {name}");
    }
    found
}

/// A table by the names of its columns.
pub struct Table {
    columns: BTreeMap<String, Vec<String>>,
}

impl Table {
    pub fn read(name: &str) -> Option<Self> {
        let text = text(name)?;
        let mut lines = text.lines().map(cells);
        let names: Vec<String> = lines.next()?;
        let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for line in lines {
            for (name, cell) in names.iter().zip(line) {
                columns.entry(name.clone()).or_default().push(cell);
            }
        }
        Some(Self { columns })
    }

    pub fn words(&self, column: &str) -> Vec<String> {
        self.columns[column].clone()
    }

    pub fn numbers(&self, column: &str) -> Vec<f64> {
        self.columns[column].iter().map(|cell| cell.parse().unwrap()).collect()
    }

    pub fn counts(&self, column: &str) -> Vec<usize> {
        self.columns[column].iter().map(|cell| cell.parse().unwrap()).collect()
    }
}

/// Commas within quotes do not part cells.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for sign in line.chars() {
        match sign {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            sign => cells.last_mut().unwrap().push(sign),
        }
    }
    cells
}

/// One of the cases of `ranking/cases.json`.
pub fn case(id: &str) -> Option<Json> {
    let all: Json = serde_json::from_str(&text("ranking/cases.json")?).unwrap();
    let found = all.as_array().unwrap().iter().find(|case| case["id"] == id);
    Some(found.unwrap_or_else(|| panic!("no case {id}")).clone())
}

pub fn floats(value: &Json) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).collect()
}

pub fn counts(value: &Json) -> Vec<u64> {
    value.as_array().unwrap().iter().map(|value| value.as_u64().unwrap()).collect()
}

#[track_caller]
pub fn close(found: f64, expect: f64, error: f64) {
    assert!((found - expect).abs() <= error, "found {found}, expected {expect}");
}
