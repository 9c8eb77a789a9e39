//! Tables and plans into JSON, in which floats are taken: beside `convert`, the only file that looks at foreign objects. A float is the
//! shortest decimal that reads back as the same; what is no number is named, for the core to refuse.

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyMapping, PyString, PyTuple};
use thidua::cohort::{Csv, Table};
use thidua::wire;

use crate::convert::{self, MAX_BYTES, MAX_DEPTH, class, write_text};
use crate::problem::{self, Fault};
use crate::source::Source;

/// How a table is read: the column of the subjects, and what stands for a missing figure.
pub struct How {
    pub subject: Option<String>,
    pub missing: Vec<String>,
}

/// A table from rows, columns, a frame, a mapping by subject, or comma-separated values.
pub fn table(given: &Bound<'_, PyAny>, how: &How) -> Result<Table, Fault> {
    let py = given.py();
    let given = &frame(given)?;
    if given.is_instance_of::<PyString>() || given.hasattr("__fspath__")? {
        let missing: Vec<&str> = how.missing.iter().map(String::as_str).collect();
        let csv = Csv::subject(how.subject.as_deref().unwrap_or("subject")).missing(&missing);
        return Source::read_rows(given, None)?.parse(py, |text, file| match file {
            Some(file) => Table::from_csv(text, &csv.file(file)),
            None => Table::from_csv(text, &csv),
        });
    }
    let by_subject = given.cast::<PyMapping>().is_ok_and(|mapping| {
        let first = mapping.values().and_then(|values| values.get_item(0));
        first.is_ok_and(|first| convert::is_mapping(&first))
    });
    let shape = match convert::is_mapping(given) {
        true if by_subject => "figures",
        true => "columns",
        false => "rows",
    };
    let mut text = String::from("{");
    if let Some(subject) = &how.subject {
        text.push_str("\"subject\":");
        write_text(&mut text, subject);
        text.push(',');
    }
    text.push_str("\"missing\":");
    text.push_str(&serde_json::json!(how.missing).to_string());
    text.push_str(&format!(",\"{shape}\":"));
    write(&mut text, given, 0).map_err(|fault| fault.under(shape))?;
    text.push('}');
    py.detach(|| wire::table(&text)).map_err(|error| Fault::from(error).unplaced())
}

/// A frame as columns or rows, by what frames of any library can do; anything else as it is.
fn frame<'py>(given: &Bound<'py, PyAny>) -> Result<Bound<'py, PyAny>, Fault> {
    let py = given.py();
    if given.hasattr(intern!(py, "to_pydict"))? {
        return Ok(given.call_method0(intern!(py, "to_pydict"))?);
    }
    if given.hasattr(intern!(py, "to_dicts"))? {
        return Ok(given.call_method0(intern!(py, "to_dicts"))?);
    }
    if given.hasattr(intern!(py, "to_dict"))? && given.hasattr(intern!(py, "columns"))? {
        return Ok(given.call_method1(intern!(py, "to_dict"), ("list",))?);
    }
    Ok(given.clone())
}

/// A plain object as JSON.
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
    } else if let Ok(float) = object.cast::<PyFloat>() {
        number(out, float.value());
    } else if object.is_instance_of::<PyString>() {
        write_text(out, &convert::text(object)?);
    } else if let Ok(yes) = object.cast::<PyBool>() {
        out.push_str(if yes.is_true() { "true" } else { "false" });
    } else if object.is_instance_of::<PyInt>() {
        integer(out, object)?;
    } else if let Ok(dict) = object.cast::<PyDict>() {
        entries(out, &dict.items(), below)?;
    } else if object.is_instance_of::<PyList>() || object.is_instance_of::<PyTuple>() {
        items(out, object, below)?;
    } else {
        unusual(out, object, below)?;
    }
    Ok(())
}

/// Numbers of other libraries, columns of frames, and everything that is refused.
fn unusual(out: &mut String, object: &Bound<'_, PyAny>, below: u32) -> Result<(), Fault> {
    let py = object.py();
    if object.is_instance(class!(py, "decimal", "Decimal")?)? {
        let written =
            class!(py, "decimal", "Decimal")?.call_method1(intern!(py, "__format__"), (object, "f"))?;
        write_text(out, &convert::text(&written)?);
    } else if object.is_instance(class!(py, "numbers", "Integral")?)? {
        integer(out, &object.call_method0(intern!(py, "__index__"))?)?;
    } else if object.is_instance(class!(py, "numbers", "Real")?)? {
        // the nearest float of a fraction, and the value of an array library's smaller floats
        number(out, class!(py, "builtins", "float")?.call1((object,))?.extract()?);
    } else if object.get_type().name()? == "NAType" {
        out.push_str("null");
    } else if let Ok(mapping) = object.cast::<PyMapping>() {
        entries(out, &mapping.items()?, below)?;
    } else if object.hasattr(intern!(py, "tolist"))? {
        items(out, &object.call_method0(intern!(py, "tolist"))?, below)?;
    } else if object.hasattr(intern!(py, "to_list"))? {
        items(out, &object.call_method0(intern!(py, "to_list"))?, below)?;
    } else if object.hasattr(intern!(py, "__next__"))? || object.hasattr(intern!(py, "__len__"))? {
        items(out, object, below)?;
    } else {
        return Err(problem::wrong_type("a plain value", object).into());
    }
    Ok(())
}

fn entries(out: &mut String, all: &Bound<'_, PyList>, below: u32) -> Result<(), Fault> {
    out.push('{');
    for (at, item) in all.iter().enumerate() {
        let (key, value): (Bound<'_, PyAny>, Bound<'_, PyAny>) = item.extract()?;
        if at > 0 {
            out.push(',');
        }
        let name = convert::text(&key)?;
        write_text(out, &name);
        out.push(':');
        write(out, &value, below).map_err(|fault| fault.under(&name))?;
    }
    out.push('}');
    Ok(())
}

fn items(out: &mut String, list: &Bound<'_, PyAny>, below: u32) -> Result<(), Fault> {
    out.push('[');
    for (at, item) in list.try_iter()?.enumerate() {
        if at > 0 {
            out.push(',');
        }
        write(out, &item?, below).map_err(|fault| fault.under(&at.to_string()))?;
    }
    out.push(']');
    Ok(())
}

fn integer(out: &mut String, object: &Bound<'_, PyAny>) -> Result<(), Fault> {
    let small: i64 = match object.extract() {
        Ok(small) => small,
        Err(_) => {
            number(out, object.extract().map_err(|_| Fault::from(problem::overflow()))?);
            return Ok(());
        }
    };
    out.push_str(&small.to_string());
    Ok(())
}

fn number(out: &mut String, value: f64) {
    match value {
        _ if value.is_nan() => out.push_str("\"NaN\""),
        f64::INFINITY => out.push_str("\"Infinity\""),
        f64::NEG_INFINITY => out.push_str("\"-Infinity\""),
        // as text, so that one too long for a whole number of JSON stays what it is
        _ => write_text(out, &value.to_string()),
    }
}
