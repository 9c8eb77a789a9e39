//! Papers in Python: how they are written, their templates, and what a council needs beside them.

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use thidua::recognition::{self, Paper};
use thidua::{Lang, wire};

use crate::convert;
use crate::problem::Fault;

/// How a paper is written, for the core's own document.
pub fn written<'py>(
    py: Python<'py>,
    lang: &str,
    office: Option<&Bound<'py, PyAny>>,
    format: &str,
    template: Option<&str>,
) -> PyResult<Bound<'py, PyDict>> {
    let asked = PyDict::new(py);
    asked.set_item("lang", lang)?;
    asked.set_item("format", format)?;
    if let Some(office) = office.filter(|office| !office.is_none()) {
        asked.set_item("office", office)?;
    }
    if let Some(template) = template {
        asked.set_item("template", template)?;
    }
    Ok(asked)
}

/// An earlier publication as the text it was kept as: that text, or the view itself.
pub fn published<'py>(after: Option<&Bound<'py, PyAny>>) -> PyResult<Option<Bound<'py, PyAny>>> {
    let after = after.filter(|after| !after.is_none());
    let text = |after: &Bound<'py, PyAny>| match after.is_instance_of::<PyString>() {
        true => Ok(after.clone()),
        false => after.call_method0(intern!(after.py(), "to_json")),
    };
    after.map(text).transpose()
}

/// The style that papers inside another page take, once.
#[pyfunction]
pub const fn paper_style() -> &'static str {
    Paper::html_style()
}

/// What is to be said beside impact ratios.
#[pyfunction]
#[pyo3(signature = (lang="en"))]
pub fn impact_note(lang: &str) -> Result<String, Fault> {
    Ok(recognition::impact_note(Lang::parse(lang)?))
}

/// The day so many working days after another, without the holidays among them.
#[pyfunction]
#[pyo3(signature = (on, *, days, holidays=None))]
pub fn deadline<'py>(
    on: &Bound<'py, PyAny>,
    days: &Bound<'py, PyAny>,
    holidays: Option<&Bound<'py, PyAny>>,
) -> Result<Bound<'py, PyAny>, Fault> {
    let py = on.py();
    let asked = PyDict::new(py);
    asked.set_item("on", on)?;
    asked.set_item("days", days)?;
    if let Some(holidays) = holidays.filter(|holidays| !holidays.is_none()) {
        asked.set_item("holidays", convert::list(holidays)?)?;
    }
    Ok(convert::to_date(py, wire::deadline(&convert::json(&asked)?)?)?)
}

/// The text of a bundled template of papers, to begin one's own with.
#[pyfunction]
#[pyo3(signature = (kind, lang="en"))]
pub fn paper_template(kind: &str, lang: &str) -> Result<&'static str, Fault> {
    Ok(wire::template(kind, lang)?)
}
