//! Canonical bytes and their digest: keys by code point, no spaces, no floats, one spelling for everything.

mod order;
mod writer;

use serde::ser::{Serialize, Serializer};
use sha2::{Digest as _, Sha256};

/// Canonical JSON of a value: keys sorted by Unicode code point, no spaces.
///
/// Values of this crate hold no floats and serialise infallibly; should that ever change, the text says `null`
/// and the digests of the vectors no longer match.
pub(crate) fn text<T: Serialize + ?Sized>(value: &T) -> String {
    String::from_utf8(bytes(value)).unwrap_or_default()
}

fn bytes<T: Serialize + ?Sized>(value: &T) -> Vec<u8> {
    let mut writer = writer::Writer::new();
    match value.serialize(&mut writer) {
        Ok(()) => writer.bytes(),
        Err(_) => b"null".to_vec(),
    }
}

/// Canonical JSON that is there already: it is copied as it stands.
pub(crate) struct Made<'a>(pub(crate) &'a [u8]);

impl Serialize for Made<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}

/// SHA-256 of the canonical JSON of a value, in lower-case hexadecimal.
pub(crate) fn digest_of<T: Serialize + ?Sized>(value: &T) -> String {
    hexadecimal(&bytes(value))
}

/// SHA-256 of a text, in lower-case hexadecimal.
pub(crate) fn digest(text: &str) -> String {
    hexadecimal(text.as_bytes())
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(nibble.into(), 16).unwrap_or('0');
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        out.push(digit(byte >> 4));
        out.push(digit(byte & 15));
    }
    out
}

#[cfg(test)]
mod tests {
    use serde::{Serialize, Serializer};
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn the_text_is_what_serde_json_reads_back() {
        let value = json!({"é\u{1}\"\\\n\r\t\u{8}\u{c}/": [null, true, false, -3, 7, "ế"], "a": {}, "": []});
        let text = text(&value);
        assert_eq!(text, value.to_string());
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }

    #[test]
    fn keys_are_put_in_order() {
        #[derive(Serialize)]
        #[serde(rename_all = "snake_case")]
        enum Choice {
            One { z: u8, a: Option<u8> },
            Two(Vec<u8>),
        }
        #[derive(Serialize)]
        struct Mixed {
            zeta: Choice,
            alpha: Vec<(String, Choice)>,
        }
        let one = || Choice::One { z: 1, a: None };
        let value = Mixed {
            zeta: one(),
            alpha: vec![("x".to_owned(), Choice::Two(vec![1])), ("y".to_owned(), one())],
        };
        assert_eq!(
            text(&value),
            r#"{"alpha":[["x",{"two":[1]}],["y",{"one":{"a":null,"z":1}}]],"zeta":{"one":{"a":null,"z":1}}}"#
        );
        // by code point of the key itself, not of its escapes
        let pairs = [("b", 1), ("\"", 2), ("\u{1}", 3), ("!", 4), ("a\\", 5), ("a", 6)];
        struct Pairs<'a>(&'a [(&'a str, u8)]);
        impl Serialize for Pairs<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map(self.0.iter().copied())
            }
        }
        assert_eq!(text(&Pairs(&pairs)), r#"{"\u0001":3,"!":4,"\"":2,"a":6,"a\\":5,"b":1}"#);
    }

    #[test]
    fn what_is_made_already_is_copied() {
        assert_eq!(text(&(Made(br#"{"a":"\""}"#), "a")), r#"[{"a":"\""},"a"]"#);
    }

    #[test]
    fn what_is_no_canonical_value_is_not_guessed() {
        assert_eq!(text(&[1.5]), "null");
        assert_eq!(digest(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
