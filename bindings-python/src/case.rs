//! Cases in Python: the life of a decision, step by step.

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use thidua::recognition;
use thidua::wire;

use crate::convert::{self, function};
use crate::decisions::Decisions;
use crate::papers::written;
use crate::problem::Fault;

type Object<'py> = Result<Bound<'py, PyAny>, Fault>;
type Any<'a, 'py> = &'a Bound<'py, PyAny>;

/// A decision on its way: what is proposed, and everything that was done. A step gives a longer case; none is overwritten.
#[pyclass(frozen, module = "thidua")]
pub struct Case {
    core: recognition::Case,
    /// What it is the case of, so that it can be kept and gone on with.
    draft: recognition::Case,
    decisions: Decisions,
    asked: String,
}

impl Case {
    pub fn draft(draft: recognition::Case, decisions: Decisions, asked: String) -> Self {
        Self { core: draft.clone(), draft, decisions, asked }
    }

    pub const fn core(&self) -> &recognition::Case {
        &self.core
    }

    fn further(&self, core: recognition::Case) -> Self {
        Self { core, draft: self.draft.clone(), decisions: self.decisions.again(), asked: self.asked.clone() }
    }

    /// One step further: who does it, when and why, as the core's own document names it.
    fn step(&self, py: Python<'_>, name: &str, how: Option<How<'_, '_>>) -> Result<Self, Fault> {
        let own = PyDict::new(py);
        for (field, value) in how.into_iter().flatten().filter(|(_, value)| !value.is_none()) {
            let listed = LISTS.iter().any(|list| field.eq(*list).unwrap_or(false));
            own.set_item(field, if listed { convert::list(&value)? } else { value })?;
        }
        let taken = PyDict::new(py);
        taken.set_item(name, own)?;
        self._step(py, &convert::json(&taken)?)
    }

    fn read<'py>(&self, py: Python<'py>) -> Object<'py> {
        Ok(function!(py, "thidua._decision_reading", "read_case")?.call1((self.core.to_json(),))?)
    }
}

/// What any iterable may give.
const LISTS: [&str; 2] = ["holidays", "recused"];

type How<'a, 'py> = &'a Bound<'py, PyDict>;

#[pymethods]
impl Case {
    /// Propose it. Nobody proposes in their own cause.
    #[pyo3(signature = (**how), text_signature = "($self, *, by, on, why)")]
    fn propose(&self, py: Python<'_>, how: Option<How<'_, '_>>) -> Result<Self, Fault> {
        self.step(py, "propose", how)
    }

    /// Tell the subject, who may reply within so many working days.
    #[pyo3(signature = (**how), text_signature = "($self, *, by, on, why, days, holidays=None)")]
    fn notify(&self, py: Python<'_>, how: Option<How<'_, '_>>) -> Result<Self, Fault> {
        self.step(py, "notify", how)
    }

    /// The subject's reply.
    #[pyo3(signature = (**how), text_signature = "($self, *, by, on, why)")]
    fn reply(&self, py: Python<'_>, how: Option<How<'_, '_>>) -> Result<Self, Fault> {
        self.step(py, "reply", how)
    }

    /// A vote of the council, with who counted it: counts, never ballots. A vote held again stands beside the one before.
    #[pyo3(
        signature = (**how),
        text_signature = "($self, *, by, on, why, in_favour, against, abstaining, entitled, recused=None)"
    )]
    fn vote(&self, py: Python<'_>, how: Option<How<'_, '_>>) -> Result<Self, Fault> {
        self.step(py, "vote", how)
    }

    /// The decision of a competent person, with its number, and where wanted the working days to appeal. Whoever proposed does not decide.
    #[pyo3(
        signature = (**how),
        text_signature = "($self, *, by, on, why, number, ruling, days=None, holidays=None)"
    )]
    fn decide(&self, py: Python<'_>, how: Option<How<'_, '_>>) -> Result<Self, Fault> {
        self.step(py, "decide", how)
    }

    /// The subject's appeal, which is answered within so many working days.
    #[pyo3(signature = (**how), text_signature = "($self, *, by, on, why, days, holidays=None)")]
    fn appeal(&self, py: Python<'_>, how: Option<How<'_, '_>>) -> Result<Self, Fault> {
        self.step(py, "appeal", how)
    }

    /// Answer the appeal: the decision stands. Whoever decided does not answer.
    #[pyo3(signature = (**how), text_signature = "($self, *, by, on, why, number)")]
    fn uphold(&self, py: Python<'_>, how: Option<How<'_, '_>>) -> Result<Self, Fault> {
        self.step(py, "uphold", how)
    }

    /// Answer the appeal: the decision does not stand.
    #[pyo3(signature = (**how), text_signature = "($self, *, by, on, why, number)")]
    fn reverse(&self, py: Python<'_>, how: Option<How<'_, '_>>) -> Result<Self, Fault> {
        self.step(py, "reverse", how)
    }

    /// Take a decision back, with the number of the decision to do so.
    #[pyo3(signature = (**how), text_signature = "($self, *, by, on, why, number)")]
    fn revoke(&self, py: Python<'_>, how: Option<How<'_, '_>>) -> Result<Self, Fault> {
        self.step(py, "revoke", how)
    }

    /// Note that a decision ran out.
    #[pyo3(signature = (**how), text_signature = "($self, *, by, on, why)")]
    fn expire(&self, py: Python<'_>, how: Option<How<'_, '_>>) -> Result<Self, Fault> {
        self.step(py, "expire", how)
    }

    /// What may follow, who may do it and who may not, and by when.
    fn next<'py>(&self, py: Python<'py>) -> Object<'py> {
        Ok(function!(py, "thidua._decision_reading", "read_next")?.call1((self._next(),))?)
    }

    /// The same in the library's own JSON.
    fn _next(&self) -> String {
        wire::next_steps(&self.core)
    }

    /// Go on with a case that was kept as `to_json()`: every step is taken again, under the same rules.
    fn resume(&self, py: Python<'_>, kept: &str) -> Result<Self, Fault> {
        Ok(self.further(py.detach(|| self.draft.resume(kept))?))
    }

    /// Where the case stands on a day: an appeal that nobody answered in time is overdue.
    fn phase_on(&self, day: Any<'_, '_>) -> Result<&'static str, Fault> {
        Ok(self.core.phase_on(convert::date(day).map_err(|fault| fault.under("day"))?).name())
    }

    /// The notice of the case to its subject, once there is something to tell.
    #[pyo3(signature = (lang="en", *, office=None, format="markdown", template=None))]
    fn notice(
        &self,
        py: Python<'_>,
        lang: &str,
        office: Option<Any<'_, '_>>,
        format: &str,
        template: Option<&str>,
    ) -> Result<String, Fault> {
        let asked = written(py, lang, office, format, template)?;
        self._notice(py, &convert::json(&asked)?)
    }

    /// The same, written as the core's own document says.
    fn _notice(&self, py: Python<'_>, written: &str) -> Result<String, Fault> {
        Ok(py.detach(|| wire::notice(self.decisions.core(), &self.core, written))?)
    }

    /// One step further, as the core's own document names it.
    fn _step(&self, py: Python<'_>, taken: &str) -> Result<Self, Fault> {
        Ok(self.further(py.detach(|| wire::step(&self.core, taken))?))
    }

    /// The digest of the decision it is the case of.
    #[getter]
    fn decision(&self) -> &str {
        self.core.decision()
    }

    /// Whom it is about.
    #[getter]
    fn subject(&self) -> &str {
        self.core.subject().as_str()
    }

    /// The stage of the policy.
    #[getter]
    fn stage(&self) -> &str {
        self.core.stage().as_str()
    }

    /// What is proposed.
    #[getter]
    fn state(&self) -> &'static str {
        self.core.state().name()
    }

    /// Where the case stands by its last step; a vote leaves it where it stood.
    #[getter]
    fn phase(&self) -> &'static str {
        self.core.phase().name()
    }

    /// Everything that was done, in order.
    #[getter]
    fn steps<'py>(&self, py: Python<'py>) -> Object<'py> {
        Ok(self.read(py)?.getattr(intern!(py, "steps"))?)
    }

    /// The votes that count: those of the last vote.
    #[getter]
    fn votes<'py>(&self, py: Python<'py>) -> Object<'py> {
        Ok(self.read(py)?.getattr(intern!(py, "votes"))?)
    }

    /// The case as canonical JSON: what to keep.
    fn to_json(&self) -> String {
        self.core.to_json()
    }

    fn _repr_html_<'py>(&self, py: Python<'py>) -> Object<'py> {
        Ok(self.read(py)?.call_method0(intern!(py, "html"))?)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.core == other.get().core)
    }

    fn __hash__(&self) -> u64 {
        crate::hash(&self.core.to_json())
    }

    fn __repr__(&self) -> String {
        format!("<Case of {} at {}: {}, {}>", self.subject(), self.stage(), self.state(), self.phase())
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let decisions = Bound::new(py, self.decisions.again())?.into_any();
        let (asked, kept) = (self.asked.as_str().into_pyobject(py)?, self.core.to_json().into_pyobject(py)?);
        let again = function!(py, "thidua._decision_reading", "resume_case")?.clone();
        Ok((again, PyTuple::new(py, [decisions, asked.into_any(), kept.into_any()])?))
    }
}
