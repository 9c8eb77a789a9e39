//! Packs of the kind `index` in Python: loading them, computing over a table.

use pyo3::prelude::*;
use pyo3::types::{PyList, PyString};
use thidua::cohort::Table;
use thidua::{Date, packs, wire};

use super::computed::{Index, Made};
use super::frozen::Frozen;
use super::{Given, Object, day};
use crate::convert::{self, function};
use crate::problem::Fault;
use crate::report::Certificate;
use crate::source::Source;
use crate::statistics::How;
use crate::values;

/// How subjects that are measured together compare: a pack of the kind `index`.
#[pyclass(frozen, module = "thidua")]
pub struct CohortFramework(pub(super) thidua::CohortFramework);

impl CohortFramework {
    pub(super) fn computed(&self, py: Python<'_>, table: Table, as_of: Option<Date>) -> Result<Index, Fault> {
        let core = py.detach(|| self.0.index_on(&table, as_of))?;
        Ok(Index::new(core, Made { table, as_of, past: None }))
    }
}

#[pymethods]
impl CohortFramework {
    /// The index of all subjects of a table: rows or columns of plain values, a data frame, a mapping of mappings by subject, or
    /// comma-separated values as text or path. Columns are matched by name.
    #[pyo3(signature = (table, *, subject=None, missing=Vec::new(), earlier=None, as_of=None))]
    fn index(
        &self,
        table: &Bound<'_, PyAny>,
        subject: Option<String>,
        missing: Vec<String>,
        earlier: Given<'_, '_>,
        as_of: Given<'_, '_>,
    ) -> Result<Index, Fault> {
        let read = super::table(table, &How { subject, missing }, earlier)?;
        self.computed(table.py(), read, day(as_of)?)
    }

    /// The index fitted to a past cohort: what it keeps scores subjects who come later.
    #[pyo3(signature = (table, *, subject=None, missing=Vec::new(), earlier=None, as_of=None))]
    fn freeze(
        &self,
        table: &Bound<'_, PyAny>,
        subject: Option<String>,
        missing: Vec<String>,
        earlier: Given<'_, '_>,
        as_of: Given<'_, '_>,
    ) -> Result<Frozen, Fault> {
        let read = super::table(table, &How { subject, missing }, earlier)?;
        let day = day(as_of)?;
        Ok(Frozen(table.py().detach(|| self.0.freeze(&read, day))?))
    }

    /// What `Frozen.to_json` wrote, a text or a path, for the very pack it was frozen by.
    #[pyo3(signature = (source, *, file=None))]
    fn load_frozen(&self, source: &Bound<'_, PyAny>, file: Option<String>) -> Result<Frozen, Fault> {
        let read = |text: &str, _: Option<&str>| thidua::cohort::Frozen::parse(text, &self.0);
        Source::read(source, file)?.parse(source.py(), read).map(Frozen)
    }

    /// Compute the index of a table again, with the parameters of the certified day, and compare with a certificate: `same`, or which part is another.
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
        Ok(table.py().detach(|| certificate.0.replay_index(&self.0, &read))?.name())
    }

    /// Put an organisation's file on top: a text, a path or a mapping.
    #[pyo3(signature = (source, *, file=None))]
    fn extend(&self, source: &Bound<'_, PyAny>, file: Option<String>) -> Result<Self, Fault> {
        Source::pack(source, file)?
            .on_top(source.py(), |text| self.0.extend(text), |text, file| self.0.extend_named(text, file))
            .map(Self)
    }

    /// What is doubtful about the index, though it loads.
    fn lint<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let findings = py.detach(|| self.0.lint());
        values::findings(py, &findings)
    }

    /// What the pack's own tests reach of its rules.
    fn test_coverage<'py>(&self, py: Python<'py>) -> Object<'py> {
        let told = py.detach(|| wire::test_coverage(&self.0.test_coverage()));
        Ok(function!(py, "thidua._standings_reading", "read_test_coverage")?.call1((told,))?)
    }

    /// The same pack with what stands at a JSON pointer replaced: text of JSON or YAML, or a plain object.
    fn changed(&self, at: &str, to: &Bound<'_, PyAny>) -> Result<Self, Fault> {
        let value = match to.cast::<PyString>() {
            Ok(text) => convert::raw(text)?.to_owned(),
            Err(_) => convert::json(to).map_err(Fault::of_pack)?,
        };
        let changed = to.py().detach(|| self.0.changed(at, &value));
        changed.map(Self).map_err(|error| Fault::from(error).unplaced())
    }

    /// Nodes of the pack, wholes before their parts.
    #[getter]
    fn nodes<'py>(&self, py: Python<'py>) -> Object<'py> {
        Ok(function!(py, "thidua._index_values", "read_nodes")?.call1((wire::cohort(&self.0),))?)
    }

    /// The pack as canonical JSON.
    fn to_json(&self) -> &str {
        self.0.to_json()
    }

    /// SHA-256 of `to_json()`.
    #[getter]
    fn digest(&self) -> &str {
        self.0.digest()
    }

    /// Name of the pack, the same in all its editions.
    #[getter]
    fn id(&self) -> &str {
        self.0.id()
    }

    /// Name of the edition.
    #[getter]
    fn edition(&self) -> &str {
        self.0.edition()
    }

    /// `id@edition`.
    #[getter]
    fn name(&self) -> String {
        self.0.name()
    }

    /// What people call it.
    #[pyo3(signature = (lang="en"))]
    fn title(&self, lang: &str) -> Result<&str, Fault> {
        Ok(self.0.title().get(thidua::Lang::parse(lang)?))
    }

    /// First and last day it is in force.
    #[getter]
    fn in_force<'py>(&self, py: Python<'py>) -> Object<'py> {
        Ok(values::period(py, self.0.in_force())?)
    }

    /// The answer to a request, both as the library's own JSON: for whoever compares languages.
    fn _request(&self, py: Python<'_>, request: &str) -> Result<String, Fault> {
        let request = convert::normal(request);
        Ok(py.detach(|| wire::index(&self.0, &request))?)
    }

    /// The index of a table that was written down.
    #[pyo3(signature = (table, as_of))]
    fn _again(&self, py: Python<'_>, table: &str, as_of: Option<&str>) -> Result<Index, Fault> {
        let as_of = as_of.map(Date::parse).transpose()?;
        self.computed(py, wire::table(table)?, as_of)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        crate::hash(self.0.digest())
    }

    fn __repr__(&self) -> String {
        format!("<CohortFramework {} {}>", self.0.name(), self.0.digest().get(..12).unwrap_or_default())
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((py.import("thidua")?.getattr("load_index")?, (self.0.to_json().to_owned(),)))
    }
}

/// The edition of a bundled index in force on a day.
#[pyfunction]
#[pyo3(signature = (id, *, on))]
pub fn index(id: &str, on: &Bound<'_, PyAny>) -> Result<CohortFramework, Fault> {
    let day = convert::date(on).map_err(|fault| fault.under("on"))?;
    Ok(CohortFramework(on.py().detach(|| packs::index(id, day))?))
}

/// A bundled index by its edition, whether it is in force or not.
#[pyfunction]
pub fn index_edition(py: Python<'_>, id: &str, edition: &str) -> Result<CohortFramework, Fault> {
    Ok(CohortFramework(py.detach(|| packs::index_edition(id, edition))?))
}

/// A pack of the kind `index` from a text, a path or a mapping; a file that extends a bundled index is put on top of it.
#[pyfunction]
#[pyo3(signature = (source, *, file=None))]
pub fn load_index(source: &Bound<'_, PyAny>, file: Option<String>) -> Result<CohortFramework, Fault> {
    Source::pack(source, file)?.parse(source.py(), packs::load_index).map(CohortFramework)
}

/// Ids and editions of the bundled indices.
#[pyfunction]
pub fn indices() -> Vec<(&'static str, &'static str)> {
    packs::indices()
}
