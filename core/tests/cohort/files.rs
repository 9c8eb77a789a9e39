//! Files of cases that lie outside the project. Where they are absent, the tests say so.

use std::path::Path;

use thidua::cohort::{Csv, Table};

pub fn text(name: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/cases").join(name);
    let found = std::fs::read_to_string(path).ok();
    if found.is_none() {
        println!("absent, not run: {name}");
    }
    found
}

/// The rows of a file of comma-separated values, empty lines passed over.
pub fn rows(name: &str) -> Option<Vec<Vec<String>>> {
    Some(text(name)?.lines().filter(|line| !line.is_empty()).map(cells).collect())
}

/// A table whose subjects are in a column.
pub fn table(name: &str, subject: &str) -> Option<Table> {
    Some(Table::from_csv(&text(name)?, &Csv::subject(subject)).unwrap())
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
