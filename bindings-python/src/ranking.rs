//! Methods of ranking: requests in, outcomes out, both as the core's own JSON. What people call is in `thidua/ranking.py`.

use pyo3::prelude::*;
use pyo3::types::PyString;
use thidua::wire;

use crate::convert;
use crate::problem::Fault;

/// The outcome of a request: JSON text, or plain objects of the published format.
#[pyfunction]
pub fn _ranking(request: &Bound<'_, PyAny>) -> Result<String, Fault> {
    let py = request.py();
    if request.is_instance_of::<PyString>() {
        let text = convert::text(request)?;
        return Ok(py.detach(|| wire::ranking(&text))?);
    }
    let written = convert::json(request)?;
    py.detach(|| wire::ranking(&written)).map_err(|error| Fault::from(error).unplaced())
}
