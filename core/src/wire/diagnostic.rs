//! What is wrong or doubtful, as JSON: errors and findings of lint, each with its place and its sentences in both languages.

use serde::Serialize;

use crate::canonical;
use crate::error::{Code, Diagnostic, Lang};
use crate::pack::Finding;

/// Findings of lint.
#[must_use]
pub fn findings(findings: &[Finding]) -> String {
    #[derive(Serialize)]
    struct Found<'a> {
        code: &'static str,
        column: Option<u32>,
        en: &'a str,
        line: Option<u32>,
        pointer: &'a str,
        vi: &'a str,
    }
    fn found(finding: &Finding) -> Found<'_> {
        Found {
            code: finding.code(),
            column: finding.column(),
            en: finding.message(Lang::En),
            line: finding.line(),
            pointer: finding.pointer(),
            vi: finding.message(Lang::Vi),
        }
    }
    canonical::text(&findings.iter().map(found).collect::<Vec<_>>())
}

/// The error a binding reports before the core sees anything: a foreign value that cannot even be written as JSON
/// (`float`, `not-a-number`, `too-deep`, `too-large`, or else `wrong-type`), and `unknown-choice` for a language there is none of.
#[must_use]
pub fn refusal(code: &str, pointer: &str, value: &str) -> String {
    let refused = match code {
        "float" => inexact(value),
        "too-deep" => refused(Code::TOO_DEEP, &[("limit", value)]),
        "too-large" => refused(Code::TOO_LARGE, &[("limit", value)]),
        "unknown-choice" => refused(Code::UNKNOWN_CHOICE, &[("value", value), ("expected", "`vi`, `en`")]),
        _ => refused(Code::WRONG_TYPE, &[("expected", "a plain value"), ("found", value)]),
    };
    error(&refused.map(|diagnostic| diagnostic.at(pointer)))
}

/// The error of a binary floating-point number; or of one that is none, which tables put where they have nothing.
#[must_use]
pub fn inexact(value: &str) -> crate::Error {
    let none = ["nan", "inf", "-inf", "infinity", "-infinity", "natype", "nattype"];
    let is_none = none.iter().any(|none| none.eq_ignore_ascii_case(value));
    refused(if is_none { Code::NOT_A_NUMBER } else { Code::FLOAT }, &[("value", value)])
}

/// The error of a code, about what its sentence names: for bindings, which have no sentences of their own.
#[must_use]
pub fn refused(code: Code, about: &[(&'static str, &str)]) -> crate::Error {
    about.iter().fold(Diagnostic::new(code), |diagnostic, (name, value)| diagnostic.with(name, value)).data()
}

/// A diagnostic with its messages in both languages.
#[derive(Serialize)]
pub(super) struct Told<'a> {
    code: &'static str,
    column: Option<u32>,
    en: Said,
    line: Option<u32>,
    pointer: &'a str,
    suggestion: Option<&'a str>,
    vi: Said,
}

#[derive(Serialize)]
struct Said {
    help: String,
    message: String,
}

pub(super) fn told(diagnostic: &Diagnostic) -> Told<'_> {
    let said = |lang: Lang| Said { help: diagnostic.help(lang), message: diagnostic.message(lang) };
    Told {
        code: diagnostic.code().as_str(),
        column: diagnostic.column(),
        en: said(Lang::En),
        line: diagnostic.line(),
        pointer: diagnostic.pointer(),
        suggestion: diagnostic.suggestion(),
        vi: said(Lang::Vi),
    }
}

/// An error as canonical JSON: kind, and every diagnostic with its messages in both languages.
#[must_use]
pub fn error(error: &crate::Error) -> String {
    #[derive(Serialize)]
    struct All<'a> {
        diagnostics: Vec<Told<'a>>,
        error: &'static str,
    }
    let kind = match error.kind() {
        crate::ErrorKind::Pack => "pack",
        crate::ErrorKind::Data => "data",
    };
    canonical::text(&All { diagnostics: error.diagnostics().map(told).collect(), error: kind })
}
