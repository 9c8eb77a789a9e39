//! Past cohorts in Python: subjects who come later are scored against them.

use pyo3::prelude::*;
use thidua::cohort;

use super::computed::{Index, Made};
use super::framework::CohortFramework;
use super::{Again, Given};
use crate::problem::Fault;
use crate::report::Certificate;
use crate::statistics::How;

/// An index fitted to a past cohort, for subjects who come later.
#[pyclass(frozen, module = "thidua")]
pub struct Frozen(pub(super) cohort::Frozen);

impl Frozen {
    pub(super) fn computed(&self, py: Python<'_>, table: cohort::Table) -> Result<Index, Fault> {
        let core = py.detach(|| self.0.index(&table))?;
        Ok(Index::new(core, Made { table, as_of: None, past: Some(self.0.clone()) }))
    }
}

#[pymethods]
impl Frozen {
    /// The index of the subjects of a table, against the past cohort. Their ranks are among themselves.
    #[pyo3(signature = (table, *, subject=None, missing=Vec::new(), earlier=None))]
    fn index(
        &self,
        table: &Bound<'_, PyAny>,
        subject: Option<String>,
        missing: Vec<String>,
        earlier: Given<'_, '_>,
    ) -> Result<Index, Fault> {
        let read = super::table(table, &How { subject, missing }, earlier)?;
        self.computed(table.py(), read)
    }

    /// Compute the index of a table again and compare with a certificate: `same`, or which part is another.
    #[pyo3(signature = (certificate, table, *, subject=None, missing=Vec::new(), earlier=None))]
    fn replay(
        &self,
        certificate: &Certificate,
        table: &Bound<'_, PyAny>,
        subject: Option<String>,
        missing: Vec<String>,
        earlier: Given<'_, '_>,
    ) -> Result<&'static str, Fault> {
        let read = super::table(table, &How { subject, missing }, earlier)?;
        Ok(table.py().detach(|| certificate.0.replay_late(&self.0, &read))?.name())
    }

    /// SHA-256 of `to_json()`.
    #[getter]
    fn digest(&self, py: Python<'_>) -> Result<String, Fault> {
        Ok(py.detach(|| self.0.digest())?)
    }

    /// The framework that was fitted.
    #[getter]
    fn framework(&self) -> CohortFramework {
        CohortFramework(self.0.framework().clone())
    }

    /// What is kept, as canonical JSON: a file that `CohortFramework.load_frozen` reads again.
    fn to_json(&self, py: Python<'_>) -> Result<String, Fault> {
        Ok(py.detach(|| self.0.to_json())?)
    }

    /// The index of a table that was written down.
    fn _again(&self, py: Python<'_>, table: &str) -> Result<Index, Fault> {
        self.computed(py, thidua::wire::table(table)?)
    }

    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> Result<bool, Fault> {
        match other.cast::<Self>() {
            Ok(other) => Ok(self.to_json(py)? == other.get().to_json(py)?),
            Err(_) => Ok(false),
        }
    }

    fn __hash__(&self, py: Python<'_>) -> Result<u64, Fault> {
        Ok(crate::hash(&self.to_json(py)?))
    }

    fn __repr__(&self) -> String {
        format!("<Frozen {}>", self.0.framework().name())
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> Again<'py, (String,)> {
        Ok((Bound::new(py, self.framework())?.getattr("load_frozen")?, (self.to_json(py)?,)))
    }
}
