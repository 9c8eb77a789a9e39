//! Decisions in Python: proposals that a council can sign, why, what would change them, and who sees what.

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyString, PyTuple};
use thidua::recognition::{self, Facts as CoreFacts};
use thidua::{contribution, wire};

use crate::case::Case;
use crate::convert::{self, function};
use crate::explanation::Explanation;
use crate::facts::Facts;
use crate::papers::{published, written};
use crate::policy::Policy;
use crate::problem::{self, Fault};
use crate::report::Certificate;
use crate::standings::Standings;

type Object<'py> = Result<Bound<'py, PyAny>, Fault>;

/// What a policy makes of the facts of a round.
#[pyclass(frozen, module = "thidua")]
pub struct Decisions {
    core: recognition::Decisions,
    made: Made,
    /// What Python has read of them.
    table: PyOnceLock<Py<PyAny>>,
}

/// How decisions came about, so that they can be made again.
#[derive(Clone)]
struct Made {
    facts: CoreFacts,
    standings: Option<contribution::Standings>,
    since: Vec<Since>,
}

/// What was done with them since.
#[derive(Clone)]
enum Since {
    Released(String),
    On(CoreFacts),
}

impl Decisions {
    pub fn new(
        core: recognition::Decisions,
        facts: CoreFacts,
        standings: Option<contribution::Standings>,
    ) -> Self {
        let made = Made { facts, standings, since: Vec::new() };
        Self { core, made, table: PyOnceLock::new() }
    }

    /// The same decisions once more, for what keeps them.
    pub fn again(&self) -> Self {
        Self { core: self.core.clone(), made: self.made.clone(), table: PyOnceLock::new() }
    }

    pub const fn core(&self) -> &recognition::Decisions {
        &self.core
    }

    fn since(&self, core: recognition::Decisions, since: Since) -> Self {
        let mut made = self.made.clone();
        made.since.push(since);
        Self { core, made, table: PyOnceLock::new() }
    }

    /// Everything, with its sentences: read once.
    fn table<'py>(&self, py: Python<'py>) -> Result<&Bound<'py, PyAny>, Fault> {
        let table = self.table.get_or_try_init(py, || {
            let told = (self.core.to_json(), self._ask(py, r#""sentences""#)?);
            let read = function!(py, "thidua._decision_reading", "read_decisions")?;
            Ok::<_, Fault>(read.call1(told)?.unbind())
        })?;
        Ok(table.bind(py))
    }

    fn part<'py>(&self, py: Python<'py>, name: &Bound<'py, PyString>) -> Object<'py> {
        Ok(self.table(py)?.getattr(name)?)
    }

    /// What the core answers to a request of one name about somebody, or something else.
    fn asked<'py>(&self, py: Python<'py>, what: &str, how: impl IntoPyObject<'py>) -> Result<String, Fault> {
        let asked = PyDict::new(py);
        asked.set_item(what, how)?;
        self._ask(py, &convert::json(&asked)?)
    }
}

/// One result, as requests name it.
fn one<'py>(
    py: Python<'py>,
    subject: &str,
    stage: &str,
    event: Option<&str>,
) -> PyResult<Bound<'py, PyDict>> {
    let own = PyDict::new(py);
    own.set_item("of", subject)?;
    own.set_item("stage", stage)?;
    if let Some(event) = event {
        own.set_item("event", event)?;
    }
    Ok(own)
}

/// Somebody, or a unit, as requests name them.
fn whom<'py>(py: Python<'py>, of: &str) -> PyResult<Bound<'py, PyDict>> {
    let own = PyDict::new(py);
    own.set_item("of", of)?;
    Ok(own)
}

#[pymethods]
impl Decisions {
    /// Every result of every stage: in the order of the subjects' ids, and of each in the order in which stages run.
    fn all<'py>(&self, py: Python<'py>) -> Object<'py> {
        Ok(self.table(py)?.call_method0(intern!(py, "all"))?)
    }

    /// The results about one person or unit, in the order in which stages run.
    fn of<'py>(&self, py: Python<'py>, subject: &str) -> Object<'py> {
        Ok(self.table(py)?.call_method1(intern!(py, "of"), (convert::normal(subject),))?)
    }

    /// What one stage came to for one person or unit; none where the stage is not about them. Where events drive the stage and it came
    /// to several, `event` is the achievement of the one that is meant.
    #[pyo3(signature = (stage, subject, *, event=None))]
    fn at<'py>(&self, py: Python<'py>, stage: &str, subject: &str, event: Option<&str>) -> Object<'py> {
        let told = self.asked(py, "at", one(py, subject, stage, event)?)?;
        Ok(self.table(py)?.call_method1(intern!(py, "at"), (told,))?)
    }

    /// Equals at a line, for people to settle.
    #[getter]
    fn ties<'py>(&self, py: Python<'py>) -> Object<'py> {
        self.part(py, intern!(py, "ties"))
    }

    /// The limits of all quotas, with their bases and places.
    #[getter]
    fn limits<'py>(&self, py: Python<'py>) -> Object<'py> {
        self.part(py, intern!(py, "limits"))
    }

    /// The days they are about.
    #[getter]
    fn round<'py>(&self, py: Python<'py>) -> Object<'py> {
        self.part(py, intern!(py, "round"))
    }

    /// Every result as a plain row: for tables of pandas and polars.
    fn to_rows<'py>(&self, py: Python<'py>) -> Object<'py> {
        Ok(self.table(py)?.call_method0(intern!(py, "to_rows"))?)
    }

    /// Why somebody's results are what they are.
    fn explain(&self, py: Python<'_>, subject: &str) -> Result<Explanation, Fault> {
        let subject = convert::normal(subject);
        py.detach(|| Explanation::of_decisions(self.again(), &subject))
    }

    /// Everybody whose result differs in another run.
    fn changes<'py>(&self, py: Python<'py>, after: &Self) -> Object<'py> {
        let told = self._changes(py, after);
        Ok(function!(py, "thidua._decision_reading", "read_changes")?.call1((told,))?)
    }

    /// The same round, policy and standings on other facts.
    fn on(&self, py: Python<'_>, facts: &Facts) -> Result<Self, Fault> {
        let core = facts.placed(py.detach(|| self.core.on(&facts.core)))?;
        Ok(self.since(core, Since::On(facts.core.clone())))
    }

    /// The same round with a hold of somebody released: by the original edition, on the original facts and base.
    #[pyo3(signature = (subject, *, stage, gate))]
    fn release(&self, py: Python<'_>, subject: &str, stage: &str, gate: &str) -> Result<Self, Fault> {
        let asked = PyDict::new(py);
        for (name, value) in [("of", subject), ("stage", stage), ("gate", gate)] {
            asked.set_item(name, value)?;
        }
        self._release(py, convert::json(&asked)?)
    }

    /// The same, of what the core's own document names.
    fn _release(&self, py: Python<'_>, asked: String) -> Result<Self, Fault> {
        let core = py.detach(|| wire::release(&self.core, &asked))?;
        Ok(self.since(core, Since::Released(asked)))
    }

    /// The nearest single change that would flip a result; none where no single change does.
    #[pyo3(signature = (subject, *, stage, event=None))]
    fn flip<'py>(&self, py: Python<'py>, subject: &str, stage: &str, event: Option<&str>) -> Object<'py> {
        let told = self.asked(py, "flip", one(py, subject, stage, event)?)?;
        Ok(function!(py, "thidua._decision_reading", "read_flip")?.call1((told,))?)
    }

    /// Every single change that would flip a result, each thing by the least it takes.
    #[pyo3(signature = (subject, *, stage, event=None))]
    fn flips<'py>(&self, py: Python<'py>, subject: &str, stage: &str, event: Option<&str>) -> Object<'py> {
        let told = self.asked(py, "flips", one(py, subject, stage, event)?)?;
        Ok(function!(py, "thidua._decision_reading", "read_flips")?.call1((told,))?)
    }

    /// How sure a commendation is, where standings were given and a quota says how many places there are.
    #[pyo3(signature = (subject, *, stage, event=None))]
    fn advice<'py>(&self, py: Python<'py>, subject: &str, stage: &str, event: Option<&str>) -> Object<'py> {
        let told = self.asked(py, "advice", one(py, subject, stage, event)?)?;
        Ok(function!(py, "thidua._decision_reading", "read_advice")?.call1((told,))?)
    }

    /// How often groups are commended at a stage, by an attribute that no stage ever sees.
    fn impact<'py>(&self, py: Python<'py>, stage: &str, groups: &Bound<'py, PyAny>) -> Object<'py> {
        let own = PyDict::new(py);
        own.set_item("stage", stage)?;
        own.set_item("groups", groups)?;
        let told = self.asked(py, "impact", own)?;
        Ok(function!(py, "thidua._decision_reading", "read_impact")?.call1((told,))?)
    }

    /// The same in each unit, or in strata of one's own, and pooled.
    #[pyo3(signature = (stage, groups, strata=None))]
    fn stratified_impact<'py>(
        &self,
        py: Python<'py>,
        stage: &str,
        groups: &Bound<'py, PyAny>,
        strata: Option<&Bound<'py, PyAny>>,
    ) -> Object<'py> {
        let own = PyDict::new(py);
        own.set_item("stage", stage)?;
        own.set_item("groups", groups)?;
        if let Some(strata) = strata.filter(|strata| !strata.is_none()) {
            own.set_item("strata", strata)?;
        }
        let told = self.asked(py, "stratified_impact", own)?;
        Ok(function!(py, "thidua._decision_reading", "read_stratified_impact")?.call1((told,))?)
    }

    /// The shares of votes that an award takes; none where it takes none.
    #[pyo3(signature = (subject, *, stage, event=None))]
    fn votes_needed<'py>(
        &self,
        py: Python<'py>,
        subject: &str,
        stage: &str,
        event: Option<&str>,
    ) -> Object<'py> {
        let told = self.asked(py, "votes_needed", one(py, subject, stage, event)?)?;
        Ok(function!(py, "thidua._decision_reading", "read_votes_needed")?.call1((told,))?)
    }

    /// What somebody sees of themselves.
    fn for_subject<'py>(&self, py: Python<'py>, subject: &str) -> Object<'py> {
        let told = self.asked(py, "for_subject", whom(py, subject)?)?;
        Ok(self.table(py)?.call_method1(intern!(py, "for_subject"), (convert::normal(subject), told))?)
    }

    /// What the head of a unit sees: of the unit's own members.
    fn for_head<'py>(&self, py: Python<'py>, unit: &str) -> Object<'py> {
        let told = self.asked(py, "for_head", whom(py, unit)?)?;
        Ok(function!(py, "thidua._decision_reading", "read_for_head")?.call1((told,))?)
    }

    /// What the council sees: everything.
    fn for_council<'py>(&self, py: Python<'py>) -> Object<'py> {
        Ok(self.table(py)?.call_method1(intern!(py, "for_council"), (self.core.to_json(),))?)
    }

    /// What the public sees, which saw an earlier publication where there was one.
    #[pyo3(signature = (*, after=None))]
    fn for_public<'py>(&self, py: Python<'py>, after: Option<&Bound<'py, PyAny>>) -> Object<'py> {
        let told = match published(after)? {
            None => self._ask(py, r#""for_public""#)?,
            Some(earlier) => self.asked(py, "for_public_after", earlier)?,
        };
        Ok(function!(py, "thidua._decision_reading", "read_for_public")?.call1((told,))?)
    }

    /// The case of a decision, of one of several by its `event`; `credited` are those credited with the same work.
    #[pyo3(signature = (subject, *, stage, event=None, credited=None))]
    fn case(
        &self,
        py: Python<'_>,
        subject: &str,
        stage: &str,
        event: Option<&str>,
        credited: Option<&Bound<'_, PyAny>>,
    ) -> Result<Case, Fault> {
        let asked = one(py, subject, stage, event)?;
        if let Some(credited) = credited.filter(|credited| !credited.is_none()) {
            asked.set_item("credited", convert::list(credited)?)?;
        }
        self._case(py, convert::json(&asked)?)
    }

    /// The same, of what the core's own document names.
    fn _case(&self, py: Python<'_>, asked: String) -> Result<Case, Fault> {
        let core = py.detach(|| wire::draft(&self.core, &asked))?;
        Ok(Case::draft(core, self.again(), asked))
    }

    /// A paper of the round in Markdown or as a page; `subject` is whom an achievement report is of, `after` what was published before
    /// a public list.
    #[pyo3(signature = (
        kind, lang="en", *, subject=None, after=None, office=None, format="markdown", template=None
    ))]
    #[expect(clippy::too_many_arguments, reason = "they are named in Python")]
    fn paper(
        &self,
        py: Python<'_>,
        kind: &str,
        lang: &str,
        subject: Option<&str>,
        after: Option<&Bound<'_, PyAny>>,
        office: Option<&Bound<'_, PyAny>>,
        format: &str,
        template: Option<&str>,
    ) -> Result<String, Fault> {
        let asked = written(py, lang, office, format, template)?;
        let own = PyDict::new(py);
        asked.set_item("kind", kind)?;
        if let Some(subject) = subject {
            own.set_item(kind, whom(py, subject)?)?;
        }
        if let Some(earlier) = published(after)? {
            own.set_item(format!("{kind}_after"), earlier)?;
        }
        if !own.is_empty() {
            asked.set_item("kind", own)?;
        }
        self._paper(py, &convert::json(&asked)?)
    }

    /// The minutes of the council on these cases.
    #[pyo3(signature = (cases, lang="en", *, office=None, format="markdown", template=None))]
    fn minutes(
        &self,
        py: Python<'_>,
        cases: &Bound<'_, PyAny>,
        lang: &str,
        office: Option<&Bound<'_, PyAny>>,
        format: &str,
        template: Option<&str>,
    ) -> Result<String, Fault> {
        let asked = written(py, lang, office, format, template)?;
        self._minutes(py, cases, &convert::json(&asked)?)
    }

    /// A paper, as the core's own document names it.
    fn _paper(&self, py: Python<'_>, asked: &str) -> Result<String, Fault> {
        Ok(py.detach(|| wire::paper(&self.core, asked))?)
    }

    /// The minutes, written as the core's own document says.
    fn _minutes(&self, py: Python<'_>, cases: &Bound<'_, PyAny>, written: &str) -> Result<String, Fault> {
        let mut own = Vec::new();
        for case in cases.try_iter()? {
            let case = case?;
            let case = case.cast::<Case>().map_err(|_| problem::wrong_type("a case", &case))?;
            own.push(case.get().core().clone());
        }
        Ok(py.detach(|| wire::minutes(&self.core, &own, written))?)
    }

    /// What was run on what: digests of the policy, the facts and the decisions.
    #[getter]
    fn certificate(&self) -> Certificate {
        Certificate(self.core.certificate())
    }

    /// Compare with a certificate: `same`, or which part is another.
    fn replay(&self, py: Python<'_>, certificate: &Certificate) -> &'static str {
        py.detach(|| certificate.0.replay_as(&self.core)).name()
    }

    /// What the core answers to a request: the bytes behind the values above, for whoever compares languages.
    fn _ask(&self, py: Python<'_>, asked: &str) -> Result<String, Fault> {
        Ok(py.detach(|| wire::council(&self.core, asked))?)
    }

    /// The differences of another run in the library's own JSON.
    fn _changes(&self, py: Python<'_>, after: &Self) -> String {
        py.detach(|| wire::changes(&self.core.changes(&after.core)))
    }

    /// The policy they are by.
    #[getter]
    fn policy(&self) -> Policy {
        Policy(self.core.policy().clone())
    }

    /// The facts they are of.
    #[getter]
    fn facts(&self) -> Facts {
        Facts::new(self.core.facts().clone())
    }

    /// The standings beside them.
    #[getter]
    fn standings(&self) -> Option<Standings> {
        self.made.standings.clone().map(Standings::new)
    }

    /// The decisions as canonical JSON, for a council: the same bytes in every language.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.core.to_json())
    }

    /// The decisions as plain objects; numbers are exact, as text.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let loaded = py.import("json")?.getattr("loads")?.call1((self.to_json(py),))?;
        Ok(loaded.cast_into()?)
    }

    /// SHA-256 of `to_json()`.
    #[getter]
    fn digest(&self, py: Python<'_>) -> String {
        py.detach(|| self.core.digest())
    }

    fn _repr_html_<'py>(&self, py: Python<'py>) -> Object<'py> {
        Ok(self.table(py)?.call_method1(intern!(py, "html"), (self.core.policy().name(),))?)
    }

    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.key(py) == other.get().key(py))
    }

    fn __hash__(&self, py: Python<'_>) -> u64 {
        crate::hash(&self.key(py))
    }

    fn __len__(&self) -> usize {
        self.core.all().len()
    }

    fn __repr__(&self) -> String {
        let (from, until) = self.core.round().days();
        let (policy, results) = (self.core.policy().name(), self.core.all().len());
        format!("<Decisions by {policy}, {from} to {until}: {results} results>")
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let since: Vec<Bound<'py, PyAny>> = self
            .made
            .since
            .iter()
            .map(|one| match one {
                Since::Released(asked) => Ok(asked.into_pyobject(py)?.into_any()),
                Since::On(facts) => Ok(Bound::new(py, Facts::new(facts.clone()))?.into_any()),
            })
            .collect::<PyResult<_>>()?;
        let again = function!(py, "thidua._decision_reading", "decide_again")?.clone();
        let given = PyTuple::new(
            py,
            [
                Bound::new(py, self.policy())?.into_any(),
                Bound::new(py, Facts::new(self.made.facts.clone()))?.into_any(),
                wire::asked_round(self.core.round()).into_pyobject(py)?.into_any(),
                self.standings().into_pyobject(py)?.into_any(),
                PyTuple::new(py, since)?.into_any(),
            ],
        )?;
        Ok((again, given))
    }
}

impl Decisions {
    /// What makes decisions the ones they are: the rules and what came out.
    fn key(&self, py: Python<'_>) -> (String, String) {
        (self.core.policy().digest().to_owned(), self.digest(py))
    }
}
