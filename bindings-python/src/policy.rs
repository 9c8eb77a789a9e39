//! Policies in Python: loading them, and what they make of facts.

use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple};
use thidua::recognition;
use thidua::{packs, wire};

use crate::convert::{self, function};
use crate::decisions::Decisions;
use crate::facts::Facts;
use crate::problem::{self, Fault};
use crate::source::Source;
use crate::standings::Standings;
use crate::values;

type Given<'a, 'py> = Option<&'a Bound<'py, PyAny>>;

/// How facts and standings become decisions.
#[pyclass(frozen, module = "thidua")]
pub struct Policy(pub recognition::Policy);

/// A round, as the core's own document names it.
fn round<'py>(
    period: &Bound<'py, PyAny>,
    decided_on: Given<'_, '_>,
    event_on: Given<'_, '_>,
    roster_on: Given<'_, '_>,
    facts_of_others: &str,
) -> Result<Bound<'py, PyDict>, Fault> {
    let days = [("decided_on", decided_on), ("event_on", event_on), ("roster_on", roster_on)];
    let asked = convert::about_days(period, &days)?;
    asked.set_item("facts_of_others", facts_of_others)?;
    Ok(asked)
}

#[pymethods]
impl Policy {
    /// What the policy makes of the facts of a round, and of standings where there are any.
    #[pyo3(signature = (
        standings=None, *, facts, period, decided_on=None, event_on=None, roster_on=None, facts_of_others="refuse",
        events_of_others="refuse"
    ))]
    #[expect(clippy::too_many_arguments, reason = "they are named in Python")]
    fn decide(
        &self,
        standings: Option<&Standings>,
        facts: &Facts,
        period: &Bound<'_, PyAny>,
        decided_on: Given<'_, '_>,
        event_on: Given<'_, '_>,
        roster_on: Given<'_, '_>,
        facts_of_others: &str,
        events_of_others: &str,
    ) -> Result<Decisions, Fault> {
        let py = period.py();
        let asked = round(period, decided_on, event_on, roster_on, facts_of_others)?;
        asked.set_item("events_of_others", events_of_others)?;
        self._decide(py, facts, &convert::json(&asked)?, standings)
    }

    /// The same, of a round as the core's own document.
    #[pyo3(signature = (facts, round, standings=None))]
    fn _decide(
        &self,
        py: Python<'_>,
        facts: &Facts,
        round: &str,
        standings: Option<&Standings>,
    ) -> Result<Decisions, Fault> {
        let asked = wire::round(round)?;
        let standings = standings.map(Standings::core);
        let core = facts.placed(py.detach(|| self.0.decide(&facts.core, standings, &asked)))?;
        Ok(Decisions::new(core, facts.core.clone(), standings.cloned()))
    }

    /// What several editions of a policy make of a round: each person by the edition that the day of the round and their employment
    /// choose, each event by the one of its own day. One result for each edition that is chosen.
    #[staticmethod]
    #[pyo3(signature = (
        editions, standings=None, *, facts, period, decided_on=None, event_on=None, roster_on=None,
        facts_of_others="refuse"
    ))]
    #[expect(clippy::too_many_arguments, reason = "they are named in Python")]
    fn decide_among(
        editions: &Bound<'_, PyAny>,
        standings: Option<&Standings>,
        facts: &Facts,
        period: &Bound<'_, PyAny>,
        decided_on: Given<'_, '_>,
        event_on: Given<'_, '_>,
        roster_on: Given<'_, '_>,
        facts_of_others: &str,
    ) -> Result<Vec<Decisions>, Fault> {
        let asked = round(period, decided_on, event_on, roster_on, facts_of_others)?;
        Self::_decide_among(editions, facts, &convert::json(&asked)?, standings)
    }

    /// The same, of a round as the core's own document.
    #[staticmethod]
    #[pyo3(signature = (editions, facts, round, standings=None))]
    fn _decide_among(
        editions: &Bound<'_, PyAny>,
        facts: &Facts,
        round: &str,
        standings: Option<&Standings>,
    ) -> Result<Vec<Decisions>, Fault> {
        let mut own = Vec::new();
        for edition in editions.try_iter()? {
            let edition = edition?;
            let edition = edition.cast::<Self>().map_err(|_| problem::wrong_type("a policy", &edition))?;
            own.push(edition.get().0.clone());
        }
        let asked = wire::round(round)?;
        let standings = standings.map(Standings::core);
        let decide = || recognition::Policy::decide_among(&own, &facts.core, standings, &asked);
        let all = facts.placed(editions.py().detach(decide))?;
        Ok(all.into_iter().map(|core| Decisions::new(core, facts.core.clone(), standings.cloned())).collect())
    }

    /// Put an organisation's file on top: a text, a path or a mapping.
    #[pyo3(signature = (source, *, file=None))]
    fn extend(&self, source: &Bound<'_, PyAny>, file: Option<String>) -> Result<Self, Fault> {
        Source::pack(source, file)?
            .on_top(source.py(), |text| self.0.extend(text), |text, file| self.0.extend_named(text, file))
            .map(Self)
    }

    /// What is doubtful about the policy, though it loads.
    fn lint<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let findings = py.detach(|| self.0.lint());
        values::findings(py, &findings)
    }

    /// What the policy's own tests reach of its rules.
    fn test_coverage<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let told = py.detach(|| wire::test_coverage(&self.0.test_coverage()));
        function!(py, "thidua._standings_reading", "read_test_coverage")?.call1((told,))
    }

    /// The policy as canonical JSON.
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

    /// The stages, in the order in which they run.
    #[getter]
    fn stages<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.0.stages())
    }

    /// First and last day it is in force.
    #[getter]
    fn in_force<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        values::period(py, self.0.in_force())
    }

    /// What the library's own JSON says of it: the bytes behind the values above, for whoever compares languages.
    fn _told(&self, py: Python<'_>, what: &str) -> PyResult<String> {
        match what {
            "policy" => Ok(py.detach(|| wire::policy(&self.0))),
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
        format!("<Policy {} {}>", self.0.name(), self.0.digest().get(..12).unwrap_or_default())
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((py.import("thidua")?.getattr("load_policy")?, (self.0.to_json().to_owned(),)))
    }
}

/// The edition of a bundled policy in force on a day, for whom it applies to.
#[pyfunction]
#[pyo3(signature = (id, *, on, applies_to=None))]
pub fn policy(id: &str, on: &Bound<'_, PyAny>, applies_to: Given<'_, '_>) -> Result<Policy, Fault> {
    let day = convert::date(on).map_err(|fault| fault.under("on"))?;
    let whom = applies_to.map(convert::ids).transpose().map_err(|fault| fault.under("applies_to"))?;
    let whom = whom.unwrap_or_default();
    Ok(Policy(on.py().detach(|| packs::policy(id, day, &whom))?))
}

/// A bundled policy by its edition, whether it is in force or not.
#[pyfunction]
pub fn policy_edition(py: Python<'_>, id: &str, edition: &str) -> Result<Policy, Fault> {
    Ok(Policy(py.detach(|| packs::policy_edition(id, edition))?))
}

/// Every edition of a bundled policy, for `Policy.decide_among`.
#[pyfunction]
pub fn policy_editions(py: Python<'_>, id: &str) -> Result<Vec<Policy>, Fault> {
    Ok(py.detach(|| packs::policy_editions(id))?.into_iter().map(Policy).collect())
}

/// A policy from a text, a path or a mapping; a file that extends a bundled policy is put on top of it.
#[pyfunction]
#[pyo3(signature = (source, *, file=None))]
pub fn load_policy(source: &Bound<'_, PyAny>, file: Option<String>) -> Result<Policy, Fault> {
    Source::pack(source, file)?.parse(source.py(), packs::load_policy).map(Policy)
}

/// Ids and editions of the bundled policies.
#[pyfunction]
pub fn policies() -> Vec<(&'static str, &'static str)> {
    packs::policies()
}
