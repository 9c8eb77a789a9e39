//! Explanations in Python: of a report, of a standing, of decisions, of a subject's place in an index, and of the index itself.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::PyTuple;
use thidua::{Lang, contribution, wire};

use crate::decisions::Decisions;
use crate::index::Index;
use crate::problem::Fault;
use crate::report::Report;
use crate::standings::Standings;

/// Why a result is what it is. Told anew whenever it is shown: it lends its words from the result.
#[pyclass(frozen, module = "thidua")]
pub struct Explanation(Of);

enum Of {
    Report(thidua::Report),
    Standing(contribution::Standings, String),
    Decisions(Box<Decisions>, String),
    Index(Box<Index>, String),
    /// With the request that was answered, and what was found out.
    Page(Box<Index>, String, Arc<wire::Found>),
}

impl Explanation {
    pub fn of_report(report: thidua::Report) -> Self {
        Self(Of::Report(report))
    }

    /// Of the standing of that contributor.
    pub fn of_standing(standings: contribution::Standings, contributor: &str) -> Result<Self, Fault> {
        let known = standings.of(contributor).map(|standing| standing.contributor().to_string());
        if known.is_none() {
            // an id that means nobody is told now, not when the explanation is shown
            standings.explain(contributor)?;
        }
        let contributor = known.unwrap_or_else(|| contributor.to_owned());
        Ok(Self(Of::Standing(standings, contributor)))
    }

    /// Of everything decided about that person or unit.
    pub fn of_decisions(decisions: Decisions, subject: &str) -> Result<Self, Fault> {
        // an id that means nobody is told now, not when the explanation is shown
        decisions.core().explain(subject)?;
        Ok(Self(Of::Decisions(Box::new(decisions), subject.to_owned())))
    }

    /// Of the place of that subject.
    pub fn of_index(index: Index, subject: String) -> Result<Self, Fault> {
        // a subject that is not there is told now, not when the explanation is shown
        index.core().explain(&subject)?;
        Ok(Self(Of::Index(Box::new(index), subject)))
    }

    /// Of an index, for its readers.
    pub fn of_page(index: Index, asked: String) -> Result<Self, Fault> {
        let found = wire::found(index.core(), &asked)?;
        // what cannot be told is told now, not when the page is shown
        index.core().justification(&found.evidence())?;
        Ok(Self(Of::Page(Box::new(index), asked, Arc::new(found))))
    }

    fn tell<T: Send>(
        &self,
        py: Python<'_>,
        tell: impl Send + FnOnce(&thidua::Explanation<'_>) -> T,
    ) -> Result<T, Fault> {
        py.detach(|| match &self.0 {
            Of::Report(report) => Ok(tell(&report.explain())),
            Of::Standing(standings, contributor) => Ok(tell(&standings.explain(contributor)?)),
            Of::Decisions(decisions, subject) => Ok(tell(&decisions.core().explain(subject)?)),
            Of::Index(index, subject) => Ok(tell(&index.core().explain(subject)?)),
            Of::Page(index, _, found) => Ok(tell(&index.core().justification(&found.evidence())?)),
        })
    }
}

#[pymethods]
impl Explanation {
    /// Indented plain text.
    #[pyo3(signature = (lang="en"))]
    fn render(&self, py: Python<'_>, lang: &str) -> Result<String, Fault> {
        let lang = Lang::parse(lang)?;
        self.tell(py, |told| told.render(lang))
    }

    /// Markdown.
    #[pyo3(signature = (lang="en"))]
    fn markdown(&self, py: Python<'_>, lang: &str) -> Result<String, Fault> {
        let lang = Lang::parse(lang)?;
        self.tell(py, |told| told.markdown(lang))
    }

    /// A page of its own: no scripts, no outside files.
    #[pyo3(signature = (lang="en"))]
    fn html(&self, py: Python<'_>, lang: &str) -> Result<String, Fault> {
        let lang = Lang::parse(lang)?;
        self.tell(py, |told| told.html(lang))
    }

    /// JSON with keys and arguments for programs, sentences for people.
    #[pyo3(signature = (lang="en"))]
    fn json(&self, py: Python<'_>, lang: &str) -> Result<String, Fault> {
        let lang = Lang::parse(lang)?;
        self.tell(py, |told| told.json(lang))
    }

    fn _repr_html_(&self, py: Python<'_>) -> Result<String, Fault> {
        self.tell(py, |told| told.html_fragment(Lang::En))
    }

    fn __str__(&self, py: Python<'_>) -> Result<String, Fault> {
        self.render(py, "en")
    }

    fn __repr__(&self) -> String {
        let page;
        let of = match &self.0 {
            Of::Page(index, ..) => {
                page = index.core().framework().name();
                &page
            }
            Of::Report(report) => report.assessment().subject().as_str(),
            Of::Standing(_, of) | Of::Decisions(_, of) | Of::Index(_, of) => of,
        };
        format!("<Explanation of {of}>")
    }

    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> Result<bool, Fault> {
        match other.cast::<Self>() {
            Ok(other) => Ok(self.json(py, "en")? == other.get().json(py, "en")?),
            Err(_) => Ok(false),
        }
    }

    fn __hash__(&self, py: Python<'_>) -> Result<u64, Fault> {
        Ok(crate::hash(&self.json(py, "en")?))
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        match &self.0 {
            Of::Report(report) => {
                let report = Bound::new(py, Report(report.clone()))?;
                Ok((report.getattr("explain")?, PyTuple::empty(py)))
            }
            Of::Index(index, subject) => {
                let index = Bound::new(py, (**index).clone())?;
                Ok((index.getattr("explain")?, PyTuple::new(py, [subject.as_str()])?))
            }
            Of::Page(index, asked, _) => {
                let index = Bound::new(py, (**index).clone())?;
                Ok((index.getattr("_justification")?, PyTuple::new(py, [asked.as_str()])?))
            }
            Of::Standing(standings, contributor) => {
                let standings = Bound::new(py, Standings::new(standings.clone()))?;
                Ok((standings.getattr("explain")?, PyTuple::new(py, [contributor.as_str()])?))
            }
            Of::Decisions(decisions, subject) => {
                let decisions = Bound::new(py, decisions.again())?;
                Ok((decisions.getattr("explain")?, PyTuple::new(py, [subject.as_str()])?))
            }
        }
    }
}
