//! What JavaScript calls. Everything here is text in, text out; the classes and types people see are in `js/`. No
//! domain logic lives on this side.
//!
//! The package ships five modules, each with its own budget: `thidua` with the feature `maturity`, and `thidua/ranking`,
//! `thidua/standings`, `thidua/decisions` and `thidua/indices` with the features of their names. What a module does not export, the linker leaves out.

#[cfg(feature = "decisions")]
mod decisions;
#[cfg(feature = "indices")]
mod index;
#[cfg(feature = "maturity")]
mod maturity;
#[cfg(feature = "ranking")]
mod ranking;
#[cfg(feature = "standings")]
mod standings;

use thidua::{Error, wire};
#[cfg(any(feature = "maturity", feature = "standings", feature = "decisions", feature = "indices"))]
use thidua::{Explanation, Lang};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = String)]
    type Text;
    #[wasm_bindgen(method)]
    fn normalize(this: &Text) -> String;
}

/// Once, when the module is loaded: Unicode's form C is what JavaScript makes of a text, so the module needs no tables.
#[wasm_bindgen(start)]
pub fn start() {
    thidua::normalise_with(|text| JsValue::from_str(text).unchecked_into::<Text>().normalize());
}

/// An error as the text the JavaScript side makes a class of.
fn thrown(error: &Error) -> JsValue {
    JsValue::from_str(&wire::error(error))
}

/// An error of a code that the JavaScript side found before the core could, as the text of the error.
#[wasm_bindgen]
pub fn refuse(code: &str, pointer: &str, value: &str) -> String {
    wire::refusal(code, pointer, value)
}

/// A derivation: `form` is `text`, `markdown`, `html`, `fragment` or `json`.
#[cfg(any(feature = "maturity", feature = "standings", feature = "decisions", feature = "indices"))]
fn told(explanation: &Explanation<'_>, form: &str, lang: Lang) -> String {
    match form {
        "markdown" => explanation.markdown(lang),
        "html" => explanation.html(lang),
        "fragment" => explanation.html_fragment(lang),
        "json" => explanation.json(lang),
        _ => explanation.render(lang),
    }
}
