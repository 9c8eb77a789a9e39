//! Papers in Python: how they are written, and their templates.

use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use thidua::wire;

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

/// The text of a bundled template of papers, to begin one's own with.
#[pyfunction]
#[pyo3(signature = (kind, lang="en"))]
pub fn paper_template(kind: &str, lang: &str) -> Result<&'static str, Fault> {
    Ok(wire::template(kind, lang)?)
}
