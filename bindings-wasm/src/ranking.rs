//! Methods of ranking.

use thidua::wire;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::thrown;

/// The outcome of a request, both as JSON.
///
/// # Errors
/// The text of the error.
#[wasm_bindgen]
pub fn rank(request: &str) -> Result<String, JsValue> {
    wire::ranking(request).map_err(|error| thrown(&error))
}
