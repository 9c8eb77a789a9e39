//! What JavaScript calls. Everything here is text in, text out; the classes and types people see are in `js/`. No
//! domain logic lives on this side.
//!
//! The package ships two modules, each with its own budget: `thidua` with the feature `maturity` and `thidua/ranking` with the
//! feature `ranking`. What a module does not export, the linker leaves out.

#[cfg(feature = "maturity")]
mod maturity;
#[cfg(feature = "ranking")]
mod ranking;

use thidua::{Error, wire};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// An error as the text the JavaScript side makes a class of.
fn thrown(error: &Error) -> JsValue {
    JsValue::from_str(&wire::error(error))
}

/// An error of a code that the JavaScript side found before the core could, as the text of the error.
#[wasm_bindgen]
pub fn refuse(code: &str, pointer: &str, value: &str) -> String {
    wire::refusal(code, pointer, value)
}
