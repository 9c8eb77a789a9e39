//! The tables of the package COINr in Python: an index and its figures.

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use thidua::cohort;

use super::computed::Index;
use super::framework::CohortFramework;
use super::{Given, Object, day};
use crate::problem::Fault;
use crate::source::Source;

/// An index of COINr's, from its own tables: the pack, as a text to be read and changed by people, and its figures.
#[pyclass(frozen, module = "thidua.cohort")]
pub struct Coinr {
    core: cohort::Coinr,
    read: (String, String),
}

#[pymethods]
impl Coinr {
    /// Read `iMeta` and `iData` from comma-separated values, each a text or a path.
    #[new]
    fn new(imeta: &Bound<'_, PyAny>, idata: &Bound<'_, PyAny>) -> Result<Self, Fault> {
        let text = |given: &Bound<'_, PyAny>| Ok::<_, Fault>(Source::read_rows(given, None)?.text);
        let read = (text(imeta)?, text(idata)?);
        let core = imeta.py().detach(|| cohort::Coinr::read(&read.0, &read.1))?;
        Ok(Self { core, read })
    }

    /// The pack, in JSON with a node on each line.
    #[getter]
    fn pack(&self) -> &str {
        self.core.pack()
    }

    /// The pack, loaded.
    #[getter]
    fn framework(&self, py: Python<'_>) -> Result<CohortFramework, Fault> {
        Ok(CohortFramework(py.detach(|| thidua::CohortFramework::parse(self.core.pack(), None))?))
    }

    /// The times of the figures, the first one first; empty where there is no column `Time`.
    #[getter]
    fn times<'py>(&self, py: Python<'py>) -> Result<Bound<'py, PyTuple>, Fault> {
        let times = self.core.times().map(|(time, _)| time).filter(|time| !time.is_empty());
        Ok(PyTuple::new(py, times.collect::<Vec<_>>())?)
    }

    /// The figures of a time, or of the last, as columns; that of the subjects is `uCode`.
    #[pyo3(signature = (time=None))]
    fn table<'py>(&self, py: Python<'py>, time: Option<&str>) -> Object<'py> {
        let told = self.core.at(time)?.to_json();
        let found = py.import("json")?.getattr("loads")?.call1((told,))?;
        let columns = found.get_item(intern!(py, "columns"))?.cast_into::<PyDict>().map_err(PyErr::from)?;
        let all = PyDict::new(py);
        all.set_item("uCode", found.get_item(intern!(py, "subjects"))?)?;
        all.update(columns.as_mapping())?;
        Ok(all.into_any())
    }

    /// The index of a time, or of the last, by its own pack or by one that was made of it.
    #[pyo3(signature = (framework=None, *, time=None, as_of=None))]
    fn index(
        &self,
        py: Python<'_>,
        framework: Option<&CohortFramework>,
        time: Option<&str>,
        as_of: Given<'_, '_>,
    ) -> Result<Index, Fault> {
        let (table, day) = (self.core.at(time)?.clone(), day(as_of)?);
        match framework {
            Some(framework) => framework.computed(py, table, day),
            None => self.framework(py)?.computed(py, table, day),
        }
    }

    /// What was read, as canonical JSON.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.core.to_json())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.core == other.get().core)
    }

    fn __hash__(&self) -> u64 {
        crate::hash(&self.read)
    }

    fn __repr__(&self) -> String {
        format!("<Coinr: {} subjects>", self.core.table().subjects().len())
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String, String))> {
        Ok((py.import("thidua.cohort")?.getattr("Coinr")?, self.read.clone()))
    }
}
