//! Ledgers in Python: read from texts, files and plain objects; how records stand on a day.

use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple, PyType};
use thidua::ledger::ReadOptions;
use thidua::wire;

use crate::convert::{self, class, function};
use crate::problem::Fault;
use crate::roster::Roster;
use crate::source::Source;

type Given<'a, 'py> = Option<&'a Bound<'py, PyAny>>;
type Object<'py> = PyResult<Bound<'py, PyAny>>;

/// What people and units did: append-only, the same whatever the order of its rows.
#[pyclass(frozen, module = "thidua")]
pub struct Ledger(pub thidua::Ledger);

/// How a ledger is read, by the core's own document.
fn options(
    py: Python<'_>,
    on_bad: &str,
    undisclosed: &str,
    collections: Given<'_, '_>,
    columns: Given<'_, '_>,
) -> Result<ReadOptions, Fault> {
    let given = PyDict::new(py);
    given.set_item("on_bad", on_bad)?;
    given.set_item("undisclosed", undisclosed)?;
    for (name, given_value) in [("collections", collections), ("columns", columns)] {
        if let Some(value) = given_value.filter(|value| !value.is_none()) {
            given.set_item(name, value)?;
        }
    }
    wire::read_options(&convert::json(&given)?).map_err(|error| Fault::from(error).unplaced())
}

#[pymethods]
impl Ledger {
    /// Read records from JSON Lines, or from a list in JSON or YAML: a text or a path.
    #[staticmethod]
    #[pyo3(signature = (source, *, on_bad="stop", undisclosed="refuse", collections=None, file=None))]
    fn parse(
        source: &Bound<'_, PyAny>,
        on_bad: &str,
        undisclosed: &str,
        collections: Given<'_, '_>,
        file: Option<String>,
    ) -> Result<Self, Fault> {
        let py = source.py();
        let options = options(py, on_bad, undisclosed, collections, None)?;
        let source = Source::read_rows(source, file)?;
        source.parse(py, |text, file| thidua::Ledger::parse(text, file, &options)).map(Self)
    }

    /// Read credits from comma-separated values, a row each: a text or a path.
    #[staticmethod]
    #[pyo3(signature = (source, *, columns=None, on_bad="stop", undisclosed="refuse", collections=None, file=None))]
    fn parse_csv(
        source: &Bound<'_, PyAny>,
        columns: Given<'_, '_>,
        on_bad: &str,
        undisclosed: &str,
        collections: Given<'_, '_>,
        file: Option<String>,
    ) -> Result<Self, Fault> {
        let py = source.py();
        let options = options(py, on_bad, undisclosed, collections, columns)?;
        let source = Source::read_rows(source, file)?;
        source.parse(py, |text, file| thidua::Ledger::parse_csv(text, file, &options)).map(Self)
    }

    /// Read records given as mappings of the published format.
    #[staticmethod]
    #[pyo3(signature = (records, *, on_bad="stop", undisclosed="refuse", collections=None))]
    fn of(
        records: &Bound<'_, PyAny>,
        on_bad: &str,
        undisclosed: &str,
        collections: Given<'_, '_>,
    ) -> Result<Self, Fault> {
        let py = records.py();
        let options = options(py, on_bad, undisclosed, collections, None)?.counted();
        let lines = convert::json_lines(records)?;
        Ok(Self(py.detach(|| thidua::Ledger::parse(&lines, None, &options))?))
    }

    /// Read credits given as mappings, a row each: those of a table, as `parse_csv` reads them.
    #[staticmethod]
    #[pyo3(signature = (rows, *, columns=None, on_bad="stop", undisclosed="refuse", collections=None))]
    fn of_rows(
        rows: &Bound<'_, PyAny>,
        columns: Given<'_, '_>,
        on_bad: &str,
        undisclosed: &str,
        collections: Given<'_, '_>,
    ) -> Result<Self, Fault> {
        let py = rows.py();
        let options = options(py, on_bad, undisclosed, collections, columns)?.counted();
        let Some(table) = convert::table(rows)? else { return Ok(Self(thidua::Ledger::default())) };
        Ok(Self(py.detach(|| thidua::Ledger::parse_csv(&table, None, &options))?))
    }

    /// Put two pieces together.
    fn merge(&self, py: Python<'_>, other: &Self) -> Result<Self, Fault> {
        Ok(Self(py.detach(|| self.0.merge(&other.0))?))
    }

    /// Check what only the whole ledger can tell; standings do so themselves.
    fn whole(&self, py: Python<'_>) -> Result<(), Fault> {
        Ok(py.detach(|| self.0.whole())?)
    }

    /// How many contributions there are.
    #[getter]
    fn contributions(&self) -> usize {
        self.0.contributions()
    }

    /// How many credits they have together.
    #[getter]
    fn credits(&self) -> usize {
        self.0.credits()
    }

    /// How many assignments there are.
    #[getter]
    fn assignments(&self) -> usize {
        self.0.assignments()
    }

    /// How many records staff had not been told of: in only where the caller accepted them.
    #[getter]
    fn undisclosed(&self) -> u64 {
        self.0.undisclosed()
    }

    /// The rows that were left out when the ledger was read.
    #[getter]
    fn set_aside<'py>(&self, py: Python<'py>) -> Object<'py> {
        let rows = self.0.set_aside();
        let files: Vec<_> = rows.listed().iter().map(thidua::Diagnostic::file).collect();
        function!(py, "thidua._ledger_values", "read_set_aside")?.call1((wire::set_aside(rows), files))
    }

    /// How each contribution stands on a day, by id.
    fn states<'py>(&self, as_of: &Bound<'py, PyAny>) -> Result<Bound<'py, PyAny>, Fault> {
        let py = as_of.py();
        let told = self._told(py, "states", Some(as_of), None).map_err(|fault| fault.under("as_of"))?;
        Ok(function!(py, "thidua._ledger_values", "read_states")?.call1((told,))?)
    }

    /// How each assignment stands on a day, by id.
    fn progress<'py>(&self, as_of: &Bound<'py, PyAny>) -> Result<Bound<'py, PyAny>, Fault> {
        let py = as_of.py();
        let told = self._told(py, "progress", Some(as_of), None).map_err(|fault| fault.under("as_of"))?;
        Ok(function!(py, "thidua._ledger_values", "read_progress")?.call1((told,))?)
    }

    /// Assignments that are late on a day, by id.
    fn delays<'py>(&self, as_of: &Bound<'py, PyAny>) -> Result<Bound<'py, PyAny>, Fault> {
        let all = self.progress(as_of)?;
        Ok(function!(as_of.py(), "thidua._ledger_values", "delays")?.call1((all,))?)
    }

    /// Who the ids are by a roster.
    fn identities<'py>(&self, py: Python<'py>, roster: &Roster) -> Result<Bound<'py, PyAny>, Fault> {
        let told = self._told(py, "identities", None, Some(roster))?;
        Ok(function!(py, "thidua._ledger_values", "read_identities")?.call1((told,))?)
    }

    /// The ledger as canonical JSON: the same bytes in every language.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json())
    }

    /// The same as JSON Lines, a record a line.
    fn to_json_lines(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.to_json_lines())
    }

    /// SHA-256 of `to_json()`.
    #[getter]
    fn digest(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.digest())
    }

    /// What the library's own JSON says of it: the bytes behind the values above, for whoever compares languages.
    #[pyo3(signature = (what, *, as_of=None, roster=None))]
    fn _told(
        &self,
        py: Python<'_>,
        what: &str,
        as_of: Given<'_, '_>,
        roster: Option<&Roster>,
    ) -> Result<String, Fault> {
        match (what, as_of, roster) {
            ("set_aside", ..) => Ok(wire::set_aside(self.0.set_aside())),
            ("states", Some(day), _) => {
                let day = convert::date(day)?;
                Ok(py.detach(|| wire::states(&self.0, day)))
            }
            ("progress", Some(day), _) => {
                let day = convert::date(day)?;
                Ok(py.detach(|| wire::progress(&self.0, day)))
            }
            ("identities", _, Some(roster)) => {
                Ok(py.detach(|| wire::identities(&self.0.identities(&roster.0))))
            }
            _ => Err(PyKeyError::new_err(what.to_owned()).into()),
        }
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self, py: Python<'_>) -> u64 {
        crate::hash(&self.digest(py))
    }

    fn __repr__(&self) -> String {
        let counted = (self.0.contributions(), self.0.assignments(), self.0.set_aside().count());
        format!("<Ledger: {} contributions, {} assignments, {} set aside>", counted.0, counted.1, counted.2)
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    /// The records travel; what was set aside on the way to them stays behind, as in comparisons.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let parse = PyType::new::<Self>(py).getattr("parse")?;
        let accept = PyDict::new(py);
        accept.set_item("undisclosed", "accept")?;
        let parse =
            class!(py, "functools", "partial")?.call((parse, self.to_json_lines(py)), Some(&accept))?;
        Ok((parse, PyTuple::empty(py)))
    }
}
