//! Mistakes on their way from where they are found to who wrote them: diagnostics that gather their pointer.

use std::fmt;

use serde::de;

use super::tree::Entry;
use crate::error::{Code, Diagnostic, Error, ErrorKind, LISTED, choices};

/// Diagnostics on their way up, gathering their pointer: several where a map has several unknown keys.
#[derive(Debug)]
pub(super) struct DecodeError(Error);

impl DecodeError {
    pub(super) fn into_error(self) -> Error {
        self.0
    }

    pub(super) fn under(self, step: &str) -> Self {
        Self(self.0.map(|diagnostic| diagnostic.under(step)))
    }

    /// The mistakes before, and these. A call of its own: what decodes is there once for each type, and this once.
    #[inline(never)]
    fn after(self, before: Option<Self>) -> Self {
        let Some(Self(before)) = before else { return self };
        let all = before.diagnostics().chain(self.0.diagnostics()).cloned();
        Error::many(ErrorKind::Data, all.collect()).into()
    }

    /// Whether they are as many as somebody reads.
    #[inline(never)]
    fn are_enough(&self) -> bool {
        self.0.diagnostics().count() >= LISTED
    }
}

/// The next of several values of a kind. Once one is wrong, those that follow are read for their own mistakes, so that all are told.
pub(super) fn past_mistakes<T>(
    mut next: impl FnMut() -> Result<Option<T>, DecodeError>,
) -> Result<Option<T>, DecodeError> {
    let mut wrong = None;
    loop {
        match next() {
            Ok(value) if wrong.is_none() => return Ok(value),
            Ok(Some(_)) => {}
            Ok(None) => return wrong.map_or(Ok(None), Err),
            Err(error) => {
                let error = error.after(wrong.take());
                if error.are_enough() {
                    return Err(error);
                }
                wrong = Some(error);
            }
        }
    }
}

impl From<Diagnostic> for DecodeError {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(diagnostic.data())
    }
}

impl From<Error> for DecodeError {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for DecodeError {}

impl de::Error for DecodeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Diagnostic::new(Code::SYNTAX).with("detail", message).into()
    }
    fn invalid_type(unexpected: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let found = match unexpected {
            de::Unexpected::Bool(value) => format!("the boolean `{value}`"),
            de::Unexpected::Str(text) => format!("`{text}`"),
            de::Unexpected::Seq => "a list".to_owned(),
            de::Unexpected::Map => "a map".to_owned(),
            de::Unexpected::Unit | de::Unexpected::Option => "nothing".to_owned(),
            de::Unexpected::Unsigned(number) => format!("the number `{number}`"),
            de::Unexpected::Signed(number) => format!("the number `{number}`"),
            // no decoder here yields anything else; showing it would bring all of Rust's float printing into a browser
            _ => "something else".to_owned(),
        };
        Diagnostic::new(Code::WRONG_TYPE)
            .with("expected", plain(&expected.to_string()))
            .with("found", found)
            .into()
    }
    fn invalid_value(unexpected: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::invalid_type(unexpected, expected)
    }
    fn invalid_length(length: usize, expected: &dyn de::Expected) -> Self {
        let found = format!("{length}");
        Diagnostic::new(Code::WRONG_TYPE)
            .with("expected", plain(&expected.to_string()))
            .with("found", found)
            .into()
    }
    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        unknown_field(field, expected).into()
    }
    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        let diagnostic =
            Diagnostic::new(Code::UNKNOWN_CHOICE).with("value", variant).with("expected", choices(expected));
        diagnostic.meant(variant, expected.iter().copied()).into()
    }
    fn missing_field(field: &'static str) -> Self {
        Diagnostic::new(Code::MISSING_FIELD).with("field", field).into()
    }
    fn duplicate_field(field: &'static str) -> Self {
        Diagnostic::new(Code::DUPLICATE_KEY).with("key", field).into()
    }
}

pub(super) fn unknown_field(field: &str, expected: &[&str]) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(Code::UNKNOWN_FIELD).with("field", field).with("expected", choices(expected));
    diagnostic.meant(field, expected.iter().copied()).under(field)
}

/// A choice by several names, or by none. What only errors need stands apart: what decodes calls itself, and every level holds
/// its variables.
pub(super) fn not_one(entries: &[Entry], variants: &[&str]) -> DecodeError {
    let names: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
    let found = if names.is_empty() { "none".to_owned() } else { choices(&names) };
    Diagnostic::new(Code::ONE_OF).with("expected", choices(variants)).with("found", found).into()
}

/// serde's own words for what it expects, without Rust's names of types.
fn plain(expected: &str) -> String {
    let first = expected.split([' ', ',']).next().unwrap_or_default();
    match first {
        "struct" | "enum" | "variant" | "map" => "a map".to_owned(),
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number".to_owned(),
        "sequence" => "a list".to_owned(),
        _ if expected == "a string" => "text".to_owned(),
        _ if expected == "a sequence" => "a list".to_owned(),
        _ if expected.starts_with("string") => "text".to_owned(),
        _ => expected.to_owned(),
    }
}
