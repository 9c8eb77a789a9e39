//! Facts in Python.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyType};
use thidua::recognition;

use crate::convert;
use crate::problem::Fault;
use crate::source::Source;

/// What a round of decisions reads of people and units, under pseudonyms.
#[pyclass(frozen, module = "thidua")]
pub struct Facts {
    pub core: recognition::Facts,
    /// Whether somebody has seen their text, so that lines say something to them.
    seen: bool,
}

impl Facts {
    pub fn new(core: recognition::Facts) -> Self {
        Self { core, seen: true }
    }

    /// What the core made of them; lines are left out where nobody has seen them.
    pub fn placed<T>(&self, made: Result<T, thidua::Error>) -> Result<T, Fault> {
        made.map_err(|error| if self.seen { error.into() } else { Fault::from(error).unplaced() })
    }
}

#[pymethods]
impl Facts {
    /// Read facts: a text, a path or a mapping of the published format.
    #[staticmethod]
    #[pyo3(signature = (source, *, file=None))]
    fn parse(source: &Bound<'_, PyAny>, file: Option<String>) -> Result<Self, Fault> {
        let read = Source::document(source, file)?;
        let core = read.parse(source.py(), recognition::Facts::parse)?;
        Ok(Self { core, seen: read.seen })
    }

    /// Take facts from mappings of the published format: people, units, and what was decided already.
    #[staticmethod]
    #[pyo3(signature = (people=None, *, units=None, decided=None))]
    fn of(
        py: Python<'_>,
        people: Option<&Bound<'_, PyAny>>,
        units: Option<&Bound<'_, PyAny>>,
        decided: Option<&Bound<'_, PyAny>>,
    ) -> Result<Self, Fault> {
        let document = PyDict::new(py);
        for (name, rows) in [("people", people), ("units", units), ("decided", decided)] {
            let list = PyList::empty(py);
            for row in rows.map(|rows| rows.try_iter()).transpose()?.into_iter().flatten() {
                list.append(row?)?;
            }
            document.set_item(name, list)?;
        }
        let text = convert::json(&document)?;
        let facts = py.detach(|| recognition::Facts::parse(&text, None));
        let core = facts.map_err(|error| Fault::from(error).unplaced())?;
        Ok(Self { core, seen: false })
    }

    /// The facts as canonical JSON: the same bytes in every language.
    fn to_json(&self) -> &str {
        self.core.to_json()
    }

    /// SHA-256 of `to_json()`.
    #[getter]
    fn digest(&self) -> &str {
        self.core.digest()
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.core.digest() == other.get().core.digest())
    }

    fn __hash__(&self) -> u64 {
        crate::hash(self.core.digest())
    }

    fn __repr__(&self) -> String {
        format!("<Facts {}>", self.core.digest().get(..12).unwrap_or_default())
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((PyType::new::<Self>(py).getattr("parse")?, (self.core.to_json().to_owned(),)))
    }
}
