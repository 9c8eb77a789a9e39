//! What goes wrong, on its way to a Python exception. The sentences are the core's; only places change here: a row's
//! number goes in front of a pointer, and lines of a text nobody wrote are left out.

use std::fmt::Write as _;

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyTuple, PyType};
use serde_json::{Value, json};
use thidua::{Assessment, Code, Lang, wire};

use crate::convert::{MAX_BYTES, MAX_DEPTH};

/// An error of Python's own, or a refusal of the core.
pub enum Fault {
    Python(PyErr),
    Refused(Box<Problem>),
}

impl Fault {
    /// Puts one more step in front of every pointer.
    pub fn under(self, step: &str) -> Self {
        match self {
            Self::Refused(problem) => Self::Refused(Box::new(problem.under(step))),
            other @ Self::Python(_) => other,
        }
    }

    /// Leaves out lines and columns: the text was made here from objects.
    pub fn unplaced(self) -> Self {
        match self {
            Self::Refused(problem) => Self::Refused(Box::new(problem.unplaced())),
            other @ Self::Python(_) => other,
        }
    }

    /// About a pack.
    pub fn of_pack(self) -> Self {
        match self {
            Self::Refused(problem) => Self::Refused(Box::new(problem.of_pack())),
            other @ Self::Python(_) => other,
        }
    }
}

impl From<PyErr> for Fault {
    fn from(error: PyErr) -> Self {
        Self::Python(error)
    }
}

impl From<thidua::Error> for Fault {
    fn from(error: thidua::Error) -> Self {
        Problem::from(error).into()
    }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self::Refused(Box::new(problem))
    }
}

impl From<Fault> for PyErr {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Python(error) => error,
            Fault::Refused(problem) => Python::attach(|py| problem.raise(py)).unwrap_or_else(|error| error),
        }
    }
}

/// The core's error in the shape it has on the wire, with the file of each diagnostic.
pub struct Problem {
    wire: Value,
    files: Vec<Option<String>>,
}

impl From<thidua::Error> for Problem {
    fn from(error: thidua::Error) -> Self {
        Self {
            wire: serde_json::from_str(&wire::error(&error)).unwrap_or(Value::Null),
            files: error.diagnostics().map(|diagnostic| diagnostic.file().map(str::to_owned)).collect(),
        }
    }
}

impl Problem {
    fn each(mut self, change: impl Fn(&mut Value)) -> Self {
        if let Some(diagnostics) = self.wire.get_mut("diagnostics").and_then(Value::as_array_mut) {
            diagnostics.iter_mut().for_each(change);
        }
        self
    }

    fn under(self, step: &str) -> Self {
        self.each(|diagnostic| {
            if let Some(Value::String(pointer)) = diagnostic.get_mut("pointer") {
                pointer.insert_str(0, &format!("/{}", step.replace('~', "~0").replace('/', "~1")));
            }
        })
    }

    fn unplaced(self) -> Self {
        self.each(|diagnostic| {
            for name in ["line", "column"] {
                if let Some(place) = diagnostic.get_mut(name) {
                    *place = Value::Null;
                }
            }
        })
    }

    /// With the place in a file that could not be read.
    pub fn placed(mut self, file: Option<String>, (line, column): (u32, u32)) -> Self {
        self.files = vec![file];
        self.each(|diagnostic| {
            for (name, number) in [("line", line), ("column", column)] {
                if let Some(place) = diagnostic.get_mut(name) {
                    *place = json!(number);
                }
            }
        })
    }

    fn of_pack(mut self) -> Self {
        if let Some(kind) = self.wire.get_mut("error") {
            *kind = json!("pack");
        }
        self
    }

    fn without_pointer(self) -> Self {
        self.unplaced().each(|diagnostic| {
            if let Some(pointer) = diagnostic.get_mut("pointer") {
                *pointer = json!("");
            }
        })
    }

    /// Every diagnostic in one line each, as the core writes them.
    fn render(&self, lang: Lang) -> String {
        let label = match lang {
            Lang::En => "help",
            Lang::Vi => "cách sửa",
        };
        let mut out = String::new();
        let diagnostics = self.wire.get("diagnostics").and_then(Value::as_array);
        for (diagnostic, file) in diagnostics.into_iter().flatten().zip(&self.files) {
            let text =
                |pointer: &str| diagnostic.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
            let number = |name: &str| diagnostic.get(name).and_then(Value::as_u64);
            let mut place = file.clone().unwrap_or_default();
            if let (Some(line), Some(column)) = (number("line"), number("column")) {
                let separator = if place.is_empty() { "" } else { ":" };
                let _ = write!(place, "{separator}{line}:{column}");
            }
            if !text("/pointer").is_empty() {
                let separator = if place.is_empty() { "" } else { " " };
                let _ = write!(place, "{separator}{}", text("/pointer"));
            }
            let separator = if place.is_empty() { "" } else { ": " };
            let newline = if out.is_empty() { "" } else { "\n" };
            let said = |part: &str| text(&format!("/{}/{part}", lang.code()));
            let (code, message, help) = (text("/code"), said("message"), said("help"));
            let _ = write!(out, "{newline}{place}{separator}[{code}] {message} — {label}: {help}");
        }
        out
    }

    fn raise(&self, py: Python<'_>) -> PyResult<PyErr> {
        static PACK: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        static DATA: PyOnceLock<Py<PyType>> = PyOnceLock::new();
        let class = match self.wire.get("error").and_then(Value::as_str) {
            Some("pack") => PACK.import(py, "thidua._errors", "PackError")?,
            _ => DATA.import(py, "thidua._errors", "DataError")?,
        };
        let files = PyTuple::new(py, &self.files)?;
        let said = (self.render(Lang::En), self.render(Lang::Vi));
        Ok(PyErr::from_value(class.call1((self.wire.to_string(), files, said.0, said.1))?))
    }
}

/// The core's error of a code, about what its sentence names.
fn refused(code: Code, about: &[(&'static str, &str)]) -> Problem {
    wire::refused(code, about).into()
}

/// A binary floating-point number.
pub fn float(shown: &str) -> Problem {
    wire::inexact(shown).into()
}

/// An object of a kind that is not taken here.
pub fn wrong_type(expected: &str, found: &Bound<'_, PyAny>) -> Problem {
    let kind = found.get_type();
    // what pandas puts where there is nothing
    if let Ok(name) = kind.name()
        && ["NAType", "NaTType"].iter().any(|none| name == *none)
    {
        return float(&name.to_string());
    }
    let name = kind.name().map_or_else(|_| "?".to_owned(), |name| format!("`{name}`"));
    let found = if found.is_none() { "nothing" } else { &name };
    refused(Code::WRONG_TYPE, &[("expected", expected), ("found", found)])
}

/// A boolean where a number or a word belongs.
pub fn boolean() -> Problem {
    refused(Code::BOOLEAN_NUMBER, &[])
}

/// A field that must be there.
pub fn missing(field: &str) -> Problem {
    refused(Code::MISSING_FIELD, &[("field", field)])
}

/// A word that is neither `claimed` nor `verified`.
pub fn basis(word: &str) -> Problem {
    let word = serde_json::Value::from(word);
    let refused = Assessment::parse(&format!(r#"{{"subject":"x","answers":{{}},"basis":{word}}}"#), None);
    refused.err().map_or_else(|| missing("basis"), |error| Problem::from(error).without_pointer())
}

/// Text with halves of characters in it.
pub fn not_text() -> Problem {
    refused(Code::SYNTAX, &[("detail", "it is not valid UTF-8")])
}

/// Nested deeper than the format allows.
pub fn too_deep() -> Problem {
    refused(Code::TOO_DEEP, &[("limit", &MAX_DEPTH.to_string())])
}

/// Longer than the format allows.
pub fn too_large() -> Problem {
    refused(Code::TOO_LARGE, &[("limit", &format!("{MAX_BYTES} bytes"))])
}

/// A number too large to be held exactly.
pub fn overflow() -> Problem {
    refused(Code::OVERFLOW, &[])
}
