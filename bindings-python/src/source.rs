//! Texts, paths and plain objects into the text the core reads. Opening files is Python's part.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyString;

use crate::convert;
use crate::problem::{self, Fault};

/// A text with the name it goes by.
pub struct Source {
    pub text: String,
    pub file: Option<String>,
    /// Whether somebody has seen the text, so that lines say something to them.
    pub seen: bool,
}

impl Source {
    /// From a text or a path.
    pub fn read(source: &Bound<'_, PyAny>, file: Option<String>) -> Result<Self, Fault> {
        Self::open(source, file, false)
    }

    /// From a text or a path, of any length: a list of records, or a table.
    pub fn read_rows(source: &Bound<'_, PyAny>, file: Option<String>) -> Result<Self, Fault> {
        Self::open(source, file, true)
    }

    /// From a text, a path or a mapping.
    pub fn document(source: &Bound<'_, PyAny>, file: Option<String>) -> Result<Self, Fault> {
        if source.is_instance_of::<PyString>() || source.hasattr("__fspath__")? {
            return Self::read(source, file);
        }
        if !convert::is_mapping(source) {
            return Err(problem::wrong_type("text, a path or a map", source).into());
        }
        Ok(Self { text: convert::json(source)?, file, seen: false })
    }

    /// A pack from a text, a path or a mapping.
    pub fn pack(source: &Bound<'_, PyAny>, file: Option<String>) -> Result<Self, Fault> {
        Self::document(source, file).map_err(Fault::of_pack)
    }

    fn open(source: &Bound<'_, PyAny>, file: Option<String>, rows: bool) -> Result<Self, Fault> {
        static READ: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        type Read<'py> = (Bound<'py, PyString>, Option<String>, Option<(u32, u32)>);
        let (text, file, unreadable): Read<'_> =
            READ.import(source.py(), "thidua._source", "read")?.call1((source, file, rows))?.extract()?;
        if let Some(place) = unreadable {
            return Err(problem::not_text().placed(file, place).into());
        }
        Ok(Self { text: convert::raw(&text)?.to_owned(), file, seen: true })
    }

    pub fn name(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// What the core makes of it; lines are left out where nobody has seen them.
    pub fn parse<T: Send>(
        &self,
        py: Python<'_>,
        parse: impl Send + FnOnce(&str, Option<&str>) -> Result<T, thidua::Error>,
    ) -> Result<T, Fault> {
        let parsed = py.detach(|| parse(&self.text, self.name()));
        parsed.map_err(|error| if self.seen { error.into() } else { Fault::from(error).unplaced() })
    }

    /// A pack with this on top: `named` where it goes by a name, else `plain`.
    pub fn on_top<T: Send>(
        &self,
        py: Python<'_>,
        plain: impl Send + FnOnce(&str) -> Result<T, thidua::Error>,
        named: impl Send + FnOnce(&str, &str) -> Result<T, thidua::Error>,
    ) -> Result<T, Fault> {
        self.parse(py, |text, file| match file {
            Some(file) => named(text, file),
            None => plain(text),
        })
    }
}
