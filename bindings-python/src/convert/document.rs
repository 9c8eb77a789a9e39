//! Python objects as the core's own documents: JSON, and tables of comma-separated values. What a value is, the file above says.

use pyo3::prelude::*;
use pyo3::types::PyInt;
use pyo3::types::{PyDict, PyList, PyString, PyTuple};
use thidua::Value;

use super::{MAX_BYTES, MAX_DEPTH, day, items, pair, scalar, text};
use crate::problem::{self, Fault};

/// Any iterable as a list, for the core's own document; text is none, and what is none the core refuses.
pub fn list<'py>(given: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    match given.try_iter() {
        Ok(items) if !given.is_instance_of::<PyString>() => {
            let all: Vec<Bound<'py, PyAny>> = items.collect::<PyResult<_>>()?;
            Ok(PyList::new(given.py(), all)?.into_any())
        }
        _ => Ok(given.clone()),
    }
}

/// A document of the published format as JSON.
pub fn json(object: &Bound<'_, PyAny>) -> Result<String, Fault> {
    let mut out = String::new();
    write(&mut out, object, 0)?;
    Ok(out)
}

fn write(out: &mut String, object: &Bound<'_, PyAny>, depth: u32) -> Result<(), Fault> {
    if depth > MAX_DEPTH {
        return Err(problem::too_deep().into());
    }
    if out.len() > MAX_BYTES {
        return Err(problem::too_large().into());
    }
    let below = depth.saturating_add(1);
    if object.is_none() {
        out.push_str("null");
    } else if object.is_instance_of::<PyString>() {
        write_text(out, &text(object)?);
    } else if object.is_instance_of::<PyList>() || object.is_instance_of::<PyTuple>() {
        out.push('[');
        for (index, item) in object.try_iter()?.enumerate() {
            if index > 0 {
                out.push(',');
            }
            write(out, &item?, below).map_err(|fault| fault.under(&index.to_string()))?;
        }
        out.push(']');
    } else if let Some(day) = day(object)? {
        write_text(out, &day.to_string());
    } else {
        match scalar(object)? {
            None => {
                out.push('{');
                for item in items(object)? {
                    let (key, value) = pair(&item)?;
                    write_entry(out, &text(&key)?, &value, below)?;
                }
                out.push('}');
            }
            Some(value) if value == Value::yes_no(true) => out.push_str("true"),
            Some(value) if value == Value::yes_no(false) => out.push_str("false"),
            Some(value) => write_number(out, object, &value),
        }
    }
    Ok(())
}

pub(super) fn write_entry(
    out: &mut String,
    name: &str,
    value: &Bound<'_, PyAny>,
    depth: u32,
) -> Result<(), Fault> {
    if !out.ends_with('{') {
        out.push(',');
    }
    write_text(out, name);
    out.push(':');
    write(out, value, depth).map_err(|fault| fault.under(name))
}

fn write_number(out: &mut String, object: &Bound<'_, PyAny>, value: &Value) {
    let Some(number) = value.number() else { return };
    let written = number.to_exact().map_or_else(|| number.to_string(), |exact| exact.to_string());
    if object.is_instance_of::<PyInt>() && written.parse::<i64>().is_ok() {
        out.push_str(&written);
    } else {
        write_text(out, &written);
    }
}

/// Text as a JSON string.
pub fn write_text(out: &mut String, text: &str) {
    out.push_str(&serde_json::Value::from(text).to_string());
}

/// Documents of the published format as JSON, a line each; a diagnostic is told the number of its document.
pub fn json_lines(documents: &Bound<'_, PyAny>) -> Result<String, Fault> {
    let mut out = String::new();
    for (number, document) in documents.try_iter()?.enumerate() {
        let mut line = String::new();
        write(&mut line, &document?, 0).map_err(|fault| fault.under(&number.to_string()))?;
        out.push_str(&line);
        out.push('\n');
    }
    Ok(out)
}

/// Rows as a table of comma-separated values, with a column for each key that a row has; `None` where there are no rows. A
/// diagnostic is told the number of its row.
pub fn table(rows: &Bound<'_, PyAny>) -> Result<Option<String>, Fault> {
    let py = rows.py();
    let in_row = |number: usize, fault: Fault| fault.under(&number.to_string());
    let (mut dicts, columns, header) = (Vec::new(), PyDict::new(py), PyList::empty(py));
    for (number, row) in rows.try_iter()?.enumerate() {
        let row = own_dict(&row?).map_err(|fault| in_row(number, fault))?;
        for key in row.keys() {
            if !columns.contains(&key)? {
                text(&key).map_err(|fault| in_row(number, fault))?;
                columns.set_item(&key, ())?;
                header.append(key)?;
            }
        }
        dicts.push(row);
    }
    if dicts.is_empty() {
        return Ok(None);
    }
    let names: Vec<Bound<'_, PyAny>> = header.iter().collect();
    let mut out = String::new();
    for name in &names {
        write_cell(&mut out, &text(name)?);
    }
    end_row(&mut out);
    for (number, row) in dicts.iter().enumerate() {
        for name in &names {
            let value = row.get_item(name)?;
            cell_text(&mut out, value.as_ref())
                .map_err(|fault| in_row(number, fault.under(&text(name).unwrap_or_default())))?;
        }
        end_row(&mut out);
    }
    Ok(Some(out))
}

/// A row as a `dict` of its own: what runs while it is read cannot change it.
fn own_dict<'py>(row: &Bound<'py, PyAny>) -> Result<Bound<'py, PyDict>, Fault> {
    match row.cast_exact::<PyDict>() {
        Ok(dict) => Ok(dict.copy()?),
        Err(_) => Ok(PyDict::from_sequence(items(row)?.as_any())?),
    }
}

/// A cell, and the comma after it.
fn write_cell(out: &mut String, text: &str) {
    if text.contains([',', '"', '\n', '\r']) {
        out.push('"');
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(text);
    }
    out.push(',');
}

fn end_row(out: &mut String) {
    out.pop();
    out.push('\n');
}

/// A value as a cell; none says nothing.
fn cell_text(out: &mut String, value: Option<&Bound<'_, PyAny>>) -> Result<(), Fault> {
    let Some(value) = value.filter(|value| !value.is_none()) else {
        write_cell(out, "");
        return Ok(());
    };
    if value.is_instance_of::<PyString>() {
        write_cell(out, &text(value)?);
    } else if let Some(day) = day(value)? {
        write_cell(out, &day.to_string());
    } else {
        let scalar = scalar(value)?.ok_or_else(|| problem::wrong_type("a plain value", value))?;
        match scalar.number() {
            Some(number) => {
                let exact = number.to_exact().map_or_else(|| number.to_string(), |exact| exact.to_string());
                write_cell(out, &exact);
            }
            None => return Err(problem::boolean().into()),
        }
    }
    Ok(())
}
