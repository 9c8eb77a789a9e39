//! Schemes in Python: loading them, and what they make of a ledger.

use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple};
use thidua::{packs, wire};

use crate::convert::{self, function};
use crate::ledger::Ledger;
use crate::problem::Fault;
use crate::roster::Roster;
use crate::source::Source;
use crate::standings::Standings;
use crate::values;

type Given<'a, 'py> = Option<&'a Bound<'py, PyAny>>;

/// How contributions become points and standings.
#[pyclass(frozen, module = "thidua")]
pub struct Scheme(pub thidua::Scheme);

#[pymethods]
impl Scheme {
    /// How everybody on a roster stands by a ledger.
    #[pyo3(signature = (ledger, *, roster, period, as_of=None, strangers="refuse"))]
    fn standings(
        &self,
        ledger: &Ledger,
        roster: &Roster,
        period: &Bound<'_, PyAny>,
        as_of: Given<'_, '_>,
        strangers: &str,
    ) -> Result<Standings, Fault> {
        let py = period.py();
        let asked = convert::about_days(period, &[("as_of", as_of)])?;
        asked.set_item("strangers", strangers)?;
        let reckoning = wire::reckoning(&convert::json(&asked)?);
        let reckoning = reckoning.map_err(|error| Fault::from(error).unplaced())?;
        let standings = py.detach(|| self.0.standings(&ledger.0, &roster.0, &reckoning));
        Ok(Standings::new(standings?))
    }

    /// Put an organisation's file on top: a text, a path or a mapping.
    #[pyo3(signature = (source, *, file=None))]
    fn extend(&self, source: &Bound<'_, PyAny>, file: Option<String>) -> Result<Self, Fault> {
        Source::pack(source, file)?
            .on_top(source.py(), |text| self.0.extend(text), |text, file| self.0.extend_named(text, file))
            .map(Self)
    }

    /// What is doubtful about the scheme, though it loads.
    fn lint<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let findings = py.detach(|| self.0.lint());
        values::findings(py, &findings)
    }

    /// Whether verified good work never lowers a score; where it can, `lint()` says where and why.
    #[getter]
    fn is_monotone(&self, py: Python<'_>) -> bool {
        py.detach(|| self.0.is_monotone())
    }

    /// What the scheme's own tests reach of its rules.
    fn test_coverage<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let told = py.detach(|| wire::test_coverage(&self.0.test_coverage()));
        function!(py, "thidua._standings_reading", "read_test_coverage")?.call1((told,))
    }

    /// The scheme as canonical JSON.
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

    /// Ids of the kinds of contribution that earn points.
    #[getter]
    fn kinds<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.0.kinds())
    }

    /// First and last day it is in force.
    #[getter]
    fn in_force<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        values::period(py, self.0.in_force())
    }

    /// What the library's own JSON says of it: the bytes behind the values above, for whoever compares languages.
    fn _told(&self, py: Python<'_>, what: &str) -> PyResult<String> {
        match what {
            "scheme" => Ok(py.detach(|| wire::scheme(&self.0))),
            "lint" => Ok(py.detach(|| wire::findings(&self.0.lint()))),
            other => Err(PyKeyError::new_err(other.to_owned())),
        }
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        crate::hash(self.0.digest())
    }

    fn __repr__(&self) -> String {
        format!("<Scheme {} {}>", self.0.name(), self.0.digest().get(..12).unwrap_or_default())
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((py.import("thidua")?.getattr("load_scheme")?, (self.0.to_json().to_owned(),)))
    }
}

/// The edition of a bundled scheme in force on a day.
#[pyfunction]
#[pyo3(signature = (id, *, on))]
pub fn scheme(id: &str, on: &Bound<'_, PyAny>) -> Result<Scheme, Fault> {
    let day = convert::date(on).map_err(|fault| fault.under("on"))?;
    Ok(Scheme(on.py().detach(|| packs::scheme(id, day))?))
}

/// A bundled scheme by its edition, whether it is in force or not.
#[pyfunction]
pub fn scheme_edition(py: Python<'_>, id: &str, edition: &str) -> Result<Scheme, Fault> {
    Ok(Scheme(py.detach(|| packs::scheme_edition(id, edition))?))
}

/// A scheme from a text, a path or a mapping; a file that extends a bundled scheme is put on top of it.
#[pyfunction]
#[pyo3(signature = (source, *, file=None))]
pub fn load_scheme(source: &Bound<'_, PyAny>, file: Option<String>) -> Result<Scheme, Fault> {
    Source::pack(source, file)?.parse(source.py(), packs::load_scheme).map(Scheme)
}

/// Ids and editions of the bundled schemes.
#[pyfunction]
pub fn schemes() -> Vec<(&'static str, &'static str)> {
    packs::schemes()
}
