//! An index in Python: scores, ranks and levels, what was done, and studies of it.

use std::collections::BTreeMap;

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyString, PyTuple};
use thidua::cohort::{self, Table};
use thidua::{Date, wire};

use super::framework::CohortFramework;
use super::frozen::Frozen;
use super::{Again, Given, Object};
use crate::convert::{self, function};
use crate::explanation::Explanation;
use crate::problem::Fault;
use crate::report::Certificate;
use crate::statistics::{self, How};

/// An index over a cohort, computed.
#[pyclass(frozen, module = "thidua")]
pub struct Index {
    core: cohort::Index,
    made: Made,
    /// What Python has read of it.
    read: PyOnceLock<Py<PyAny>>,
}

/// What an index was made of, so that it can be made again.
#[derive(Clone)]
pub(super) struct Made {
    pub(super) table: Table,
    pub(super) as_of: Option<Date>,
    pub(super) past: Option<cohort::Frozen>,
}

impl Index {
    pub(super) fn new(core: cohort::Index, made: Made) -> Self {
        Self { core, made, read: PyOnceLock::new() }
    }

    pub fn core(&self) -> &cohort::Index {
        &self.core
    }

    /// The index as Python reads it: read once.
    fn read<'py>(&self, py: Python<'py>) -> Result<&Bound<'py, PyAny>, Fault> {
        let read = self.read.get_or_try_init(py, || {
            let told = py.detach(|| {
                Ok::<_, thidua::Error>((self.core.to_json()?, wire::cohort(self.core.framework())))
            })?;
            Ok::<_, Fault>(function!(py, "thidua._index_values", "Read")?.call1(told)?.unbind())
        })?;
        Ok(read.bind(py))
    }

    /// One of its tables, of a node: the index itself where none is named.
    fn of_node<'py>(&self, py: Python<'py>, what: &str, node: Option<&str>) -> Object<'py> {
        let node = self.known(node)?;
        Ok(self.read(py)?.call_method1(what, (node,))?)
    }

    fn known(&self, node: Option<&str>) -> Result<String, Fault> {
        let node = node.map_or_else(|| self.core.top().into(), convert::normal).into_owned();
        self.core.scores(&node)?;
        Ok(node)
    }

    /// The answer to a question, read by the function of its name.
    fn answer<'py>(&self, py: Python<'py>, what: &str, about: &[(&str, &str)]) -> Object<'py> {
        let asked = serde_json::json!({ what: about.iter().copied().collect::<BTreeMap<_, _>>() });
        self.answered(py, what, &asked.to_string())
    }

    fn answered<'py>(&self, py: Python<'py>, what: &str, question: &str) -> Object<'py> {
        let told = py.detach(|| wire::answer(&self.core, question));
        read(py, what, told.map_err(|error| Fault::from(error).unplaced())?)
    }

    /// A plan, and the standard errors of figures beside it.
    fn planned<'py>(
        &self,
        plan: &Bound<'py, PyAny>,
        what: &str,
        errors: Given<'_, 'py>,
        subject: Option<String>,
    ) -> Object<'py> {
        let question = format!("{{\"{what}\":{}}}", varied(plan, errors, subject)?);
        self.answered(plan.py(), what, &question)
    }
}

/// The answer to a question, as Python's own values.
fn read<'py>(py: Python<'py>, what: &str, told: String) -> Object<'py> {
    Ok(function!(py, "thidua._index_studies", "answer")?.call1((what, told))?)
}

/// A plan, with the table of standard errors it draws figures by, as the core's own document.
fn varied(plan: &Bound<'_, PyAny>, errors: Given<'_, '_>, subject: Option<String>) -> Result<String, Fault> {
    let plan = match plan.cast::<PyString>() {
        Ok(text) => convert::raw(text)?.to_owned(),
        Err(_) => statistics::json(plan).map_err(|fault| fault.under("plan"))?,
    };
    let mut varied = format!("{{\"plan\":{plan}");
    if let Some(errors) = errors.filter(|errors| !errors.is_none()) {
        let how = How { subject, missing: Vec::new() };
        let table = statistics::table(errors, &how).map_err(|fault| fault.under("errors"))?;
        varied.push_str(&format!(",\"errors\":{}", table.to_json()));
    }
    varied.push('}');
    Ok(varied)
}

impl Clone for Index {
    fn clone(&self) -> Self {
        Self::new(self.core.clone(), self.made.clone())
    }
}

#[pymethods]
impl Index {
    /// Scores at a node by subject, before rounding; the index itself where no node is named.
    #[pyo3(signature = (node=None))]
    fn scores<'py>(&self, py: Python<'py>, node: Option<&str>) -> Object<'py> {
        self.of_node(py, "scores", node)
    }

    /// Scores as they are published, by subject.
    #[pyo3(signature = (node=None))]
    fn published<'py>(&self, py: Python<'py>, node: Option<&str>) -> Object<'py> {
        self.of_node(py, "published", node)
    }

    /// Ranks by subject.
    #[pyo3(signature = (node=None))]
    fn ranks<'py>(&self, py: Python<'py>, node: Option<&str>) -> Object<'py> {
        self.of_node(py, "ranks", node)
    }

    /// Levels by subject.
    #[pyo3(signature = (node=None))]
    fn levels<'py>(&self, py: Python<'py>, node: Option<&str>) -> Object<'py> {
        self.of_node(py, "levels", node)
    }

    /// Weights of the parts of a node, as shares of one.
    #[pyo3(signature = (node=None))]
    fn weights<'py>(&self, py: Python<'py>, node: Option<&str>) -> Object<'py> {
        self.of_node(py, "weights", node)
    }

    /// Weights of the parts of a node for one subject alone, where each has weights of its own; else none.
    #[pyo3(signature = (subject, node=None))]
    fn own_weights<'py>(&self, py: Python<'py>, subject: &str, node: Option<&str>) -> Object<'py> {
        let (subject, node) = (convert::normal(subject), self.known(node)?);
        self.core.score(&node, &subject)?;
        Ok(self.read(py)?.call_method1(intern!(py, "own_weights"), (subject.as_ref(), node))?)
    }

    /// How one subject stands at a node, and what is missing where there is no score.
    #[pyo3(signature = (subject, node=None))]
    fn of<'py>(&self, py: Python<'py>, subject: &str, node: Option<&str>) -> Object<'py> {
        let (subject, node) = (convert::normal(subject), self.known(node)?);
        self.core.score(&node, &subject)?;
        Ok(self.read(py)?.call_method1(intern!(py, "of"), (subject.as_ref(), node))?)
    }

    /// The figures after a stage, by indicator and subject.
    fn stage<'py>(&self, py: Python<'py>, stage: &str) -> Object<'py> {
        if let Some(first) = self.core.indicators().first() {
            self.core.stage(stage, first)?;
        }
        Ok(self.read(py)?.call_method1(intern!(py, "stage"), (stage,))?)
    }

    /// The stages, in their order.
    #[getter]
    fn stages<'py>(&self, py: Python<'py>) -> Result<Bound<'py, PyTuple>, Fault> {
        Ok(PyTuple::new(py, self.core.stages())?)
    }

    /// What was done to the figures.
    #[getter]
    fn steps<'py>(&self, py: Python<'py>) -> Object<'py> {
        Ok(self.read(py)?.getattr(intern!(py, "steps"))?)
    }

    /// The subjects, in the order of the table.
    #[getter]
    fn subjects<'py>(&self, py: Python<'py>) -> Result<Bound<'py, PyTuple>, Fault> {
        Ok(PyTuple::new(py, self.core.subjects())?)
    }

    /// Those who were screened out.
    #[getter]
    fn left_out<'py>(&self, py: Python<'py>) -> Object<'py> {
        Ok(self.read(py)?.getattr(intern!(py, "left_out"))?)
    }

    /// A plain row for each subject at a node: for tables of pandas and polars.
    #[pyo3(signature = (node=None))]
    fn to_rows<'py>(&self, py: Python<'py>, node: Option<&str>) -> Object<'py> {
        self.of_node(py, "to_rows", node)
    }

    /// Why a subject stands where it does: every figure from the table to the index.
    fn explain(&self, subject: &str) -> Result<Explanation, Fault> {
        Explanation::of_index(self.clone(), convert::normal(subject).into_owned())
    }

    /// A page for the readers of the index; with a plan, it also tells how sure its ranks are.
    #[pyo3(signature = (plan=None, *, errors=None, subject=None))]
    fn justification(
        &self,
        py: Python<'_>,
        plan: Given<'_, '_>,
        errors: Given<'_, '_>,
        subject: Option<String>,
    ) -> Result<Explanation, Fault> {
        let asked = match plan.filter(|plan| !plan.is_none()) {
            Some(plan) => varied(plan, errors, subject)?,
            None => "{}".to_owned(),
        };
        self._justification(py, asked)
    }

    /// The same, of the core's own document.
    fn _justification(&self, py: Python<'_>, asked: String) -> Result<Explanation, Fault> {
        let own = self.clone();
        py.detach(|| Explanation::of_page(own, asked)).map_err(|fault| fault.unplaced())
    }

    /// The handbook's ten steps: which have evidence in the pack, in this run, by a plan, and in other measures of the same subjects.
    #[pyo3(signature = (plan=None, *, errors=None, others=None, subject=None))]
    fn checklist<'py>(
        &self,
        py: Python<'py>,
        plan: Given<'_, 'py>,
        errors: Given<'_, 'py>,
        others: Given<'_, 'py>,
        subject: Option<String>,
    ) -> Object<'py> {
        let mut asked = match plan.filter(|plan| !plan.is_none()) {
            Some(plan) => varied(plan, errors, subject.clone())?,
            None => "{}".to_owned(),
        };
        if let Some(others) = others.filter(|others| !others.is_none()) {
            let how = How { subject, missing: Vec::new() };
            let table = statistics::table(others, &how).map_err(|fault| fault.under("others"))?;
            let separator = if asked == "{}" { "" } else { "," };
            asked.insert_str(1, &format!("\"others\":{}{separator}", table.to_json()));
        }
        self.answered(py, "checklist", &format!("{{\"checklist\":{asked}}}"))
    }

    /// How much of the figures of each subject is there after a stage.
    #[pyo3(signature = (stage="raw"))]
    fn availability<'py>(&self, py: Python<'py>, stage: &str) -> Object<'py> {
        self.answer(py, "availability", &[("stage", stage)])
    }

    /// The principal components of the parts of a node, and so many of them rotated.
    #[pyo3(signature = (node=None, *, rotated=None))]
    fn components<'py>(&self, py: Python<'py>, node: Option<&str>, rotated: Option<u32>) -> Object<'py> {
        let mut asked = serde_json::json!({ "node": self.known(node)? });
        if let (Some(count), Some(asked)) = (rotated, asked.as_object_mut()) {
            asked.insert("rotated".to_owned(), count.into());
        }
        self.answered(py, "components", &serde_json::json!({ "components": asked }).to_string())
    }

    /// What share of the weight of a node's parts says that one subject is better than another.
    #[pyo3(signature = (node=None))]
    fn outranking<'py>(&self, py: Python<'py>, node: Option<&str>) -> Object<'py> {
        self.answer(py, "outranking", &[("node", &self.known(node)?)])
    }

    /// How the parts of a node vary together, and with it.
    #[pyo3(signature = (node=None))]
    fn correlations<'py>(&self, py: Python<'py>, node: Option<&str>) -> Object<'py> {
        self.answer(py, "correlations", &[("node", &self.known(node)?)])
    }

    /// Whether the parts of a node measure one thing: Cronbach's alpha.
    #[pyo3(signature = (node=None))]
    fn cronbach_alpha<'py>(&self, py: Python<'py>, node: Option<&str>) -> Object<'py> {
        self.answer(py, "cronbach_alpha", &[("node", &self.known(node)?)])
    }

    /// What indicators weigh in truth.
    fn importances<'py>(&self, py: Python<'py>) -> Object<'py> {
        self.answer(py, "importances", &[])
    }

    /// A subject's indicators, from its best rank to its worst.
    fn profile<'py>(&self, py: Python<'py>, subject: &str) -> Object<'py> {
        self.answer(py, "profile", &[("subject", &convert::normal(subject))])
    }

    /// The index without an indicator or a node.
    fn without<'py>(&self, py: Python<'py>, element: &str) -> Object<'py> {
        self.answer(py, "without", &[("element", &convert::normal(element))])
    }

    /// This index and another over the same subjects, subject by subject.
    fn compare<'py>(&self, py: Python<'py>, other: &Self) -> Object<'py> {
        let told = py.detach(|| self.core.compare(&other.core).map(|found| wire::comparison(&found)))?;
        read(py, "compare", told)
    }

    /// How sure ranks and levels are, with everything varied that a plan names. Standard errors are a table of their own.
    #[pyo3(signature = (plan, *, errors=None, subject=None))]
    fn uncertainty<'py>(
        &self,
        plan: &Bound<'py, PyAny>,
        errors: Given<'_, 'py>,
        subject: Option<String>,
    ) -> Object<'py> {
        self.planned(plan, "uncertainty", errors, subject)
    }

    /// How much of what varies each factor of a plan accounts for.
    #[pyo3(signature = (plan, *, errors=None, subject=None))]
    fn sensitivity<'py>(
        &self,
        plan: &Bound<'py, PyAny>,
        errors: Given<'_, 'py>,
        subject: Option<String>,
    ) -> Object<'py> {
        self.planned(plan, "sensitivity", errors, subject)
    }

    /// What the cohort of this index fitted, kept for subjects who come later.
    fn freeze(&self, py: Python<'_>) -> Frozen {
        Frozen(py.detach(|| self.core.freeze()))
    }

    /// What was run on what: digests of the pack, of the figures it reads, and of the index.
    #[getter]
    fn certificate(&self, py: Python<'_>) -> Result<Certificate, Fault> {
        Ok(Certificate(py.detach(|| self.core.certificate())?))
    }

    /// Compute it again and compare with a certificate: `same`, or which part is another.
    fn replay(&self, py: Python<'_>, certificate: &Certificate) -> Result<&'static str, Fault> {
        let replay = py.detach(|| match &self.made.past {
            Some(past) => certificate.0.replay_late(past, &self.made.table),
            None => certificate.0.replay_index(self.core.framework(), &self.made.table),
        });
        Ok(replay?.name())
    }

    /// The framework it was computed by.
    #[getter]
    fn framework(&self) -> CohortFramework {
        CohortFramework(self.core.framework().clone())
    }

    /// The index as canonical JSON: the same bytes in every language.
    fn to_json(&self, py: Python<'_>) -> Result<String, Fault> {
        Ok(py.detach(|| self.core.to_json())?)
    }

    /// The index as plain objects; numbers are text.
    fn to_dict<'py>(&self, py: Python<'py>) -> Result<Bound<'py, PyDict>, Fault> {
        let loaded = py.import("json")?.getattr("loads")?.call1((self.to_json(py)?,))?;
        Ok(loaded.cast_into().map_err(PyErr::from)?)
    }

    /// SHA-256 of `to_json()`.
    #[getter]
    fn digest(&self, py: Python<'_>) -> Result<String, Fault> {
        Ok(py.detach(|| self.core.digest())?)
    }

    fn _repr_html_<'py>(&self, py: Python<'py>) -> Object<'py> {
        Ok(self.read(py)?.call_method0(intern!(py, "html"))?)
    }

    fn __len__(&self) -> usize {
        self.core.subjects().len()
    }

    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> Result<bool, Fault> {
        match other.cast::<Self>() {
            Ok(other) => Ok(self.key(py)? == other.get().key(py)?),
            Err(_) => Ok(false),
        }
    }

    fn __hash__(&self, py: Python<'_>) -> Result<u64, Fault> {
        Ok(crate::hash(&self.key(py)?))
    }

    fn __repr__(&self) -> String {
        format!("<Index by {}: {} subjects>", self.core.framework().name(), self.core.subjects().len())
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> Again<'py, Bound<'py, PyTuple>> {
        let table = self.made.table.to_json();
        match &self.made.past {
            Some(past) => {
                let frozen = Bound::new(py, Frozen(past.clone()))?;
                Ok((frozen.getattr("_again")?, (table,).into_pyobject(py)?))
            }
            None => {
                let as_of = self.made.as_of.map(|day| day.to_string());
                let framework = Bound::new(py, self.framework())?;
                Ok((framework.getattr("_again")?, (table, as_of).into_pyobject(py)?))
            }
        }
    }
}

impl Index {
    /// What makes an index the one it is: the rules and what came out.
    fn key(&self, py: Python<'_>) -> Result<(String, String), Fault> {
        Ok((self.core.framework().digest().to_owned(), self.digest(py)?))
    }
}

/// Indices of several times, such as years, the first time first.
#[pyfunction]
pub fn panel<'py>(py: Python<'py>, indices: Vec<(f64, Py<Index>)>) -> Object<'py> {
    let own: Vec<(f64, &cohort::Index)> =
        indices.iter().map(|(time, index)| (*time, &index.get().core)).collect();
    let told = py.detach(|| cohort::Panel::new(&own).map(|found| wire::panel(&found)))?;
    read(py, "panel", told)
}
