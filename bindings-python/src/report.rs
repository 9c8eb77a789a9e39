//! Reports and certificates in Python.

use pyo3::prelude::*;
use pyo3::types::{PyAny, PyDict, PyList, PyType};
use thidua::Lang;

use crate::convert::to_date;
use crate::explanation::Explanation;
use crate::framework::{self, Framework};
use crate::problem::Fault;
use crate::values;

type Optional<'py> = PyResult<Option<Bound<'py, PyAny>>>;
type Object<'py> = PyResult<Bound<'py, PyAny>>;

/// What an assessment came to.
#[pyclass(frozen, module = "thidua")]
pub struct Report(pub thidua::Report);

#[pymethods]
impl Report {
    /// The score as published, where there is one.
    #[getter]
    fn score<'py>(&self, py: Python<'py>) -> Optional<'py> {
        values::score(py, self.0.score())
    }

    /// The score before rounding, where there is one.
    #[getter]
    fn score_exact<'py>(&self, py: Python<'py>) -> Optional<'py> {
        values::exact(py, self.0.score().exact())
    }

    /// The score in words: also why there is none.
    #[getter]
    fn score_text(&self) -> String {
        self.0.score().to_string()
    }

    /// The score with every accepted claim of not applicable at the minimum instead.
    #[getter]
    fn score_with_not_applicable_at_minimum<'py>(&self, py: Python<'py>) -> Optional<'py> {
        values::score(py, self.0.score_with_not_applicable_at_minimum())
    }

    /// The level, the levels it lies between, or none.
    #[getter]
    fn level<'py>(&self, py: Python<'py>) -> Optional<'py> {
        values::level(py, &self.0.level())
    }

    /// How much was answered.
    #[getter]
    fn coverage<'py>(&self, py: Python<'py>) -> Object<'py> {
        values::coverage(py, self.0.coverage())
    }

    /// Score and level by the subject's own answers.
    #[getter]
    fn claimed<'py>(&self, py: Python<'py>) -> Object<'py> {
        values::outcome(py, &self.0.claimed())
    }

    /// Score and level by what a verifier has confirmed.
    #[getter]
    fn verified<'py>(&self, py: Python<'py>) -> Object<'py> {
        values::outcome(py, &self.0.verified())
    }

    /// The framework it was assessed by.
    #[getter]
    fn framework(&self) -> Framework {
        Framework(self.0.framework().clone())
    }

    /// Whom it is of.
    #[getter]
    fn subject(&self) -> &str {
        self.0.assessment().subject().as_str()
    }

    /// What each criterion could still add, most first.
    fn gaps<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        values::gaps(py, &self.0)
    }

    /// The next level with a known boundary, and the points the score lacks for it.
    #[getter]
    fn next_level<'py>(&self, py: Python<'py>) -> Optional<'py> {
        values::next_level(py, &self.0)
    }

    /// What every node came to: children before their parents, the whole last.
    fn nodes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        values::nodes(py, &self.0)
    }

    /// Each gate with its outcome.
    fn gates<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        values::gates(py, &self.0)
    }

    /// The criteria nobody has answered yet.
    fn still_to_answer(&self) -> Vec<String> {
        self.0.still_to_answer().iter().map(ToString::to_string).collect()
    }

    /// Evidence that does not count, and why.
    fn rejected_evidence<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        values::rejected_evidence(py, &self.0)
    }

    /// The whole derivation.
    fn explain(&self) -> Explanation {
        Explanation::of_report(self.0.clone())
    }

    /// The result as canonical JSON: the same bytes in every language.
    fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// The result as plain objects; numbers are exact, as text.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let loaded = py.import("json")?.getattr("loads")?.call1((self.0.to_json(),))?;
        Ok(loaded.cast_into()?)
    }

    /// SHA-256 of `to_json()`.
    #[getter]
    fn digest(&self) -> String {
        self.0.digest()
    }

    /// What was assessed, as canonical JSON of the published format.
    fn assessment_json(&self) -> String {
        self.0.assessment().to_json()
    }

    /// What was run on what: digests of the pack, the facts and the result.
    #[getter]
    fn certificate(&self) -> Certificate {
        Certificate(self.0.certificate())
    }

    /// Compare with a certificate, running the assessment again.
    fn replay(&self, py: Python<'_>, certificate: &Certificate) -> Result<&'static str, Fault> {
        let replay = py.detach(|| certificate.0.replay(self.0.framework(), self.0.assessment()));
        Ok(replay?.name())
    }

    fn _repr_html_(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.explain().html_fragment(Lang::En))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.key() == other.get().key())
    }

    fn __hash__(&self) -> u64 {
        crate::hash(&self.key())
    }

    fn __repr__(&self) -> String {
        format!("<Report {}: {}, {}>", self.subject(), self.0.score(), self.0.level())
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let framework = Bound::new(py, self.framework())?;
        Ok((framework.getattr("assess_document")?, (self.assessment_json(),)))
    }
}

impl Report {
    /// What makes a report the one it is: the rules and the facts.
    fn key(&self) -> (&str, String) {
        (self.0.framework().digest(), self.assessment_json())
    }
}

/// Digests of a result and of everything it came from.
#[pyclass(frozen, module = "thidua")]
pub struct Certificate(pub thidua::Certificate);

#[pymethods]
impl Certificate {
    /// Read a certificate from its JSON.
    #[new]
    fn new(text: &str) -> Result<Self, Fault> {
        Ok(Self(thidua::Certificate::parse(text)?))
    }

    /// The version of the library's semantics it was made by.
    #[getter]
    fn semantics(&self) -> u32 {
        self.0.semantics()
    }

    /// The day parameters and evidence were judged on, where one was named.
    #[getter]
    fn as_of<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.0.as_of().map(|day| to_date(py, day)).transpose()
    }

    /// SHA-256 of the effective pack.
    #[getter]
    fn pack(&self) -> &str {
        self.0.pack()
    }

    /// SHA-256 of the assessment, the facts or the figures.
    #[getter]
    fn facts(&self) -> &str {
        self.0.facts()
    }

    /// SHA-256 of the standings that decisions were made beside, where there were any.
    #[getter]
    fn standings(&self) -> Option<&str> {
        self.0.standings()
    }

    /// SHA-256 of what a past cohort fitted, where an index was computed against one.
    #[getter]
    fn past(&self) -> Option<&str> {
        self.0.past()
    }

    /// SHA-256 of the result.
    #[getter]
    fn result(&self) -> &str {
        self.0.result()
    }

    /// The certificate as canonical JSON.
    fn to_json(&self) -> String {
        self.0.to_json()
    }

    /// Run the assessment again and compare: `same`, or which part is another.
    fn replay(
        &self,
        py: Python<'_>,
        framework: &Framework,
        assessment_document: &Bound<'_, PyAny>,
    ) -> Result<&'static str, Fault> {
        let (assessment, placed) = framework::assessment(assessment_document, None)?;
        let replay = py.detach(|| self.0.replay(&framework.0, &assessment)).map_err(Fault::from);
        replay.map(thidua::Replay::name).map_err(|fault| if placed { fault } else { fault.unplaced() })
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        crate::hash(self.0.result())
    }

    fn __repr__(&self) -> String {
        format!("Certificate('{}')", self.0.to_json())
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyType>, (String,)) {
        (py.get_type::<Self>(), (self.0.to_json(),))
    }
}
