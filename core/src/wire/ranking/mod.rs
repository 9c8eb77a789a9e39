//! The JSON of ranking: a request names one method and what it is given, the outcome is canonical JSON. So a binding needs one
//! function and no knowledge of methods.

mod outcome;
mod request;

use serde::ser::{Serialize, SerializeMap, Serializer};

pub(super) use self::outcome::{Shown, all};
use crate::canonical;
use crate::error::{Error, ErrorKind};
use crate::source::Source;

/// Runs one method of [`ranking`](crate::ranking): the request is an object with the method's name and, under it, its arguments
/// by name, as the guide lists them. Numbers are integers or decimals as text; fractions such as
/// `"1/3"` where the method is exact; `null` for a rating that was not given. Units are lists in one order.
///
/// # Errors
/// The method's own, with pointer, line and column in the request, and those of any document: an unknown method or argument, a
/// missing one, a binary float.
///
/// # Examples
/// ```
/// use thidua::wire;
/// let outcome = wire::ranking(r#"{"ranks": {"values": ["0.5", "1/2", 2], "better": "lower"}}"#)?;
/// assert_eq!(outcome, r#"{"ranks":{"ranks":["1","1","3"]},"wire":1}"#);
/// let error = wire::ranking(r#"{"wilson_interval": {"successes": 3, "trials": 2}}"#).unwrap_err();
/// assert_eq!((error.code().as_str(), error.pointer()), ("part-over-whole", "/wilson_interval/successes"));
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn ranking(request: &str) -> Result<String, Error> {
    request::run(&Source::new(request, None, ErrorKind::Data)?)
}

/// What a method found, under its name.
struct Told<'a, T>(&'a str, T);

impl<T: Serialize> Serialize for Told<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry(self.0, &self.1)?;
        map.serialize_entry("wire", &super::VERSION)?;
        map.end()
    }
}

/// The outcome as text, or the error with the method's name in front of its pointers.
fn told(method: &str, outcome: Result<impl Serialize, Error>) -> Result<String, Error> {
    match outcome {
        Ok(outcome) => Ok(canonical::text(&Told(method, outcome))),
        Err(error) => Err(error.map(|diagnostic| diagnostic.under(method))),
    }
}
