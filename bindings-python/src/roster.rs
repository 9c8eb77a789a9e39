//! Rosters in Python.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyType};
use thidua::wire;

use crate::convert::{self, function};
use crate::problem::Fault;
use crate::source::Source;

type Given<'a, 'py> = Option<&'a Bound<'py, PyAny>>;

/// Who was where, as what, and when; which ids mean the same person; which are no persons at all.
#[pyclass(frozen, module = "thidua")]
pub struct Roster(pub thidua::Roster);

/// What is asked about somebody and a period, as the core's own document.
fn asked(of: &str, period: &Bound<'_, PyAny>, protected: Given<'_, '_>) -> Result<String, Fault> {
    let days = convert::period(period).map_err(|fault| fault.under("period"))?;
    let asked = PyDict::new(period.py());
    asked.set_item("of", of)?;
    for (name, day) in [("from", days.from()), ("until", days.until())] {
        if let Some(day) = day {
            asked.set_item(name, day.to_string())?;
        }
    }
    if let Some(protected) = protected.filter(|protected| !protected.is_none()) {
        asked.set_item("protected", protected)?;
    }
    convert::json(&asked)
}

#[pymethods]
impl Roster {
    /// Read a roster: a text, a path or a mapping of the published format.
    #[staticmethod]
    #[pyo3(signature = (source, *, file=None))]
    fn parse(source: &Bound<'_, PyAny>, file: Option<String>) -> Result<Self, Fault> {
        Source::document(source, file)?.parse(source.py(), thidua::Roster::parse).map(Self)
    }

    /// Where and as what somebody was on a day, as rosters write it; none where the id means no person, or one who was nowhere.
    fn spell<'py>(&self, person: &str, day: &Bound<'py, PyAny>) -> Result<Bound<'py, PyAny>, Fault> {
        let own = convert::date(day).map_err(|fault| fault.under("day"))?;
        let told = wire::spell(&self.0, person, own);
        Ok(function!(day.py(), "thidua._ledger_values", "read_spell")?.call1((told,))?)
    }

    /// Somebody's days in a period, and those of them that count.
    #[pyo3(signature = (person, period, *, protected=None))]
    fn days<'py>(
        &self,
        person: &str,
        period: &Bound<'py, PyAny>,
        protected: Given<'_, '_>,
    ) -> Result<Bound<'py, PyAny>, Fault> {
        let told = wire::days(&self.0, &asked(person, period, protected)?);
        let told = told.map_err(|error| Fault::from(error).unplaced())?;
        Ok(function!(period.py(), "thidua._ledger_values", "read_days")?.call1((told,))?)
    }

    /// A unit's average heads over a period.
    #[pyo3(signature = (unit, period, *, protected=None))]
    fn heads<'py>(
        &self,
        unit: &str,
        period: &Bound<'py, PyAny>,
        protected: Given<'_, '_>,
    ) -> Result<Bound<'py, PyAny>, Fault> {
        let told = wire::heads(&self.0, &asked(unit, period, protected)?);
        let told = told.map_err(|error| Fault::from(error).unplaced())?;
        Ok(function!(period.py(), "thidua._ledger_values", "read_heads")?.call1((told,))?)
    }

    /// The id that the roster knows somebody by, through aliases; none for bots and for those it does not know.
    fn known_as(&self, id: &str) -> Option<&str> {
        self.0.known_as(&convert::normal(id)).map(thidua::Id::as_str)
    }

    /// The roster as canonical JSON: the same bytes in every language.
    fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// SHA-256 of `to_json()`.
    #[getter]
    fn digest(&self) -> String {
        self.0.digest()
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        crate::hash(&self.digest())
    }

    fn __repr__(&self) -> String {
        format!("<Roster {}>", self.digest().get(..12).unwrap_or_default())
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((PyType::new::<Self>(py).getattr("parse")?, (self.to_json(),)))
    }
}
