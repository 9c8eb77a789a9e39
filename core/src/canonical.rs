//! Canonical bytes and their digest: keys by code point, no floats, one spelling for everything.

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// Canonical JSON of a value: keys sorted by Unicode code point, no spaces.
///
/// Values of this crate hold no floats and serialise infallibly; should that ever change, the text says `null`
/// and the digests of the vectors no longer match.
pub(crate) fn text<T: Serialize>(value: &T) -> String {
    // serde_json's map is a BTreeMap here: UTF-8 byte order is code point order
    serde_json::to_value(value).map_or_else(|_| "null".to_owned(), |value: Value| value.to_string())
}

/// SHA-256 of a text, in lower-case hexadecimal.
pub(crate) fn digest(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        let _ = write!(out, "{byte:02x}");
    }
    out
}
