//! Standings in Python: everybody's score and rank, how sure it is, and why.

use pyo3::exceptions::PyKeyError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyTuple};
use thidua::contribution;
use thidua::wire;

use crate::convert::{self, class, function};
use crate::explanation::Explanation;
use crate::ledger::Ledger;
use crate::problem::Fault;
use crate::roster::Roster;
use crate::scheme::Scheme;

type Object<'py> = PyResult<Bound<'py, PyAny>>;

/// How everybody stands.
#[pyclass(frozen, module = "thidua")]
pub struct Standings {
    core: contribution::Standings,
    /// What Python has read of them.
    table: PyOnceLock<Py<PyAny>>,
}

impl Standings {
    pub fn new(core: contribution::Standings) -> Self {
        Self { core, table: PyOnceLock::new() }
    }

    pub const fn core(&self) -> &contribution::Standings {
        &self.core
    }

    /// People, units and what was left out, with how sure each rank is: read once.
    fn table<'py>(&self, py: Python<'py>) -> Result<&Bound<'py, PyAny>, Fault> {
        let table = self.table.get_or_try_init(py, || {
            let told = py.detach(|| {
                let certainty = wire::certainty(self.core.certainty()?);
                Ok::<_, thidua::Error>((self.core.to_json(), wire::reasons(&self.core), certainty))
            })?;
            let read = function!(py, "thidua._standings_reading", "read_standings")?;
            Ok::<_, Fault>(read.call1(told)?.unbind())
        })?;
        Ok(table.bind(py))
    }
}

#[pymethods]
impl Standings {
    /// How people stand, in the order of their ids.
    fn people<'py>(&self, py: Python<'py>) -> Result<Bound<'py, PyAny>, Fault> {
        Ok(self.table(py)?.call_method0(intern!(py, "people"))?)
    }

    /// How units stand, in the order of their ids.
    fn units<'py>(&self, py: Python<'py>) -> Result<Bound<'py, PyAny>, Fault> {
        Ok(self.table(py)?.call_method0(intern!(py, "units"))?)
    }

    /// How a person or a unit stands; other ids of theirs do as well. None for an id that means nobody.
    fn of<'py>(&self, py: Python<'py>, contributor: &str) -> Result<Option<Bound<'py, PyAny>>, Fault> {
        let known =
            self.core.of(&convert::normal(contributor)).map(|standing| standing.contributor().as_str());
        known.map(|known| Ok(self.table(py)?.call_method1(intern!(py, "of"), (known,))?)).transpose()
    }

    /// What does not count, and why.
    #[getter]
    fn left_out<'py>(&self, py: Python<'py>) -> Result<Bound<'py, PyAny>, Fault> {
        Ok(self.table(py)?.getattr(intern!(py, "left_out"))?)
    }

    /// Everybody's standing as a plain row: for tables of pandas and polars.
    fn to_rows<'py>(&self, py: Python<'py>) -> Result<Bound<'py, PyAny>, Fault> {
        Ok(self.table(py)?.call_method0(intern!(py, "to_rows"))?)
    }

    /// Why somebody stands as they do.
    fn explain(&self, py: Python<'_>, contributor: &str) -> Result<Explanation, Fault> {
        let contributor = convert::normal(contributor);
        py.detach(|| Explanation::of_standing(self.core.clone(), &contributor))
    }

    /// How sure ranks are, by the source of error that the scheme names.
    fn certainty<'py>(&self, py: Python<'py>) -> Result<Bound<'py, PyAny>, Fault> {
        let told = self._told(py, "certainty", None, None, None)?;
        Ok(function!(py, "thidua._standings_reading", "read_certainty")?.call1((told,))?)
    }

    /// How little would have to be otherwise for somebody else to be among the best `places` of somebody's group.
    #[pyo3(signature = (contributor, *, places))]
    fn stability<'py>(
        &self,
        py: Python<'py>,
        contributor: &str,
        places: u32,
    ) -> Result<Bound<'py, PyAny>, Fault> {
        let told = self._told(py, "stability", Some(contributor), Some(places), None)?;
        Ok(function!(py, "thidua._standings_reading", "read_stability")?.call1((told,))?)
    }

    /// Questions for the verifiers: signs that points are being made rather than earned. They touch no score.
    fn gaming<'py>(&self, py: Python<'py>) -> Result<Bound<'py, PyAny>, Fault> {
        let told = self._told(py, "questions", None, None, None)?;
        Ok(function!(py, "thidua._standings_reading", "read_questions")?.call1((told,))?)
    }

    /// How everybody moved since the standings before.
    fn since<'py>(&self, py: Python<'py>, before: &Self) -> Result<Bound<'py, PyAny>, Fault> {
        let told = self._told(py, "movement", None, None, Some(before))?;
        Ok(function!(py, "thidua._standings_reading", "read_movements")?.call1((told,))?)
    }

    /// What the library's own JSON says beside them: the bytes behind the values above, for whoever compares languages.
    #[pyo3(signature = (what, *, contributor=None, places=None, before=None))]
    fn _told(
        &self,
        py: Python<'_>,
        what: &str,
        contributor: Option<&str>,
        places: Option<u32>,
        before: Option<&Self>,
    ) -> Result<String, Fault> {
        let contributor = contributor.map(convert::normal);
        match (what, contributor, places, before) {
            ("certainty", ..) => Ok(py.detach(|| self.core.certainty().map(wire::certainty))?),
            ("questions", ..) => {
                Ok(py.detach(|| self.core.questions().map(|found| wire::questions(&found)))?)
            }
            ("stability", Some(of), Some(places), _) => {
                Ok(py.detach(|| self.core.stability(&of, places).map(|found| wire::stability(&found)))?)
            }
            ("movement", _, _, Some(before)) => {
                Ok(py.detach(|| wire::movements(&self.core.since(&before.core))))
            }
            _ => Err(PyKeyError::new_err(what.to_owned()).into()),
        }
    }

    /// The scheme they are by.
    #[getter]
    fn scheme(&self) -> Scheme {
        Scheme(self.core.scheme().clone())
    }

    /// The ledger they are by.
    #[getter]
    fn ledger(&self) -> Ledger {
        Ledger(self.core.ledger().clone())
    }

    /// The roster they are by.
    #[getter]
    fn roster(&self) -> Roster {
        Roster(self.core.roster().clone())
    }

    /// The first and the last day they are about.
    #[getter]
    fn period<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyAny>)> {
        let (from, until) = self.core.reckoning().days();
        Ok((convert::to_date(py, from)?, convert::to_date(py, until)?))
    }

    /// The day by which everything counted was known.
    #[getter]
    fn as_of<'py>(&self, py: Python<'py>) -> Object<'py> {
        convert::to_date(py, self.core.reckoning().known_by())
    }

    /// The standings as canonical JSON: the same bytes in every language.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.core.to_json())
    }

    /// The standings as plain objects; numbers are exact, as text.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let loaded = py.import("json")?.getattr("loads")?.call1((self.to_json(py),))?;
        Ok(loaded.cast_into()?)
    }

    /// SHA-256 of `to_json()`.
    #[getter]
    fn digest(&self, py: Python<'_>) -> String {
        py.detach(|| self.core.digest())
    }

    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.key(py) == other.get().key(py))
    }

    fn __hash__(&self, py: Python<'_>) -> u64 {
        crate::hash(&self.key(py))
    }

    fn __repr__(&self) -> String {
        let (from, until) = self.core.reckoning().days();
        let (people, units) = (self.core.people().len(), self.core.units().len());
        format!(
            "<Standings by {}, {from} to {until}: {people} people, {units} units>",
            self.core.scheme().name()
        )
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let reckoning = self.core.reckoning();
        let given = PyDict::new(py);
        given.set_item("roster", self.roster())?;
        given.set_item("period", self.period(py)?)?;
        given.set_item("as_of", self.as_of(py)?)?;
        given.set_item("strangers", if reckoning.sets_strangers_aside() { "set_aside" } else { "refuse" })?;
        let again = Bound::new(py, self.scheme())?.getattr("standings")?;
        let again = class!(py, "functools", "partial")?.call((again, self.ledger()), Some(&given))?;
        Ok((again, PyTuple::empty(py)))
    }
}

impl Standings {
    /// What makes standings the ones they are: the rules and what came out.
    fn key(&self, py: Python<'_>) -> (String, String) {
        (self.core.scheme().digest().to_owned(), self.digest(py))
    }
}
