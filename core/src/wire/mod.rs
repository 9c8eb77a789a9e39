//! The JSON of results: public results become JSON here and nowhere else. Numbers are exact, as text; the wire has a
//! version of its own.

use serde_json::{Map, Value, json};

use crate::canonical;
use crate::error::{Code, Diagnostic, Lang};
use crate::maturity::{Finding, Framework, Level, LevelResult, Report, Score};
use crate::num::Fraction;
use crate::text::Text;

/// Version of the shape of results.
pub const VERSION: u32 = 1;

impl Report {
    /// The result as canonical JSON: the same bytes in every language.
    ///
    /// # Examples
    /// ```
    /// use thidua::{Assessment, Date, packs};
    /// let framework = packs::framework("vn-press-dx", Date::parse("2024-11-15")?)?;
    /// let report = framework.assess(&Assessment::parse(r#"{"subject": "bao-x", "answers": {"1": 15}}"#, None)?)?;
    /// assert!(report.to_json().contains(r#""published":"15.00""#));
    /// # Ok::<(), thidua::Error>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        canonical::text(&result(self))
    }

    /// SHA-256 of [`Report::to_json`].
    #[must_use]
    pub fn digest(&self) -> String {
        canonical::digest(&self.to_json())
    }
}

/// Score, level and coverage of a report: what is known at once, without the rest.
#[must_use]
pub fn headline(report: &Report) -> String {
    let (score, level) = (score(report.score()), level(&report.level()));
    canonical::text(&json!({"score": score, "level": level, "coverage": coverage(report)}))
}

/// Identity of a framework and its criteria.
#[must_use]
pub fn framework(framework: &Framework) -> String {
    let title = framework.title();
    canonical::text(&json!({
        "id": framework.id(),
        "edition": framework.edition(),
        "name": framework.name(),
        "title": {"vi": title.get(Lang::Vi), "en": title.get(Lang::En)},
        "in_force": framework.in_force(),
        "criteria": framework.criteria(),
        "digest": framework.digest(),
    }))
}

/// Findings of lint.
#[must_use]
pub fn findings(findings: &[Finding]) -> String {
    let value = |finding: &Finding| {
        json!({
            "code": finding.code(),
            "pointer": finding.pointer(),
            "line": finding.line(),
            "column": finding.column(),
            "vi": finding.message(Lang::Vi),
            "en": finding.message(Lang::En),
        })
    };
    canonical::text(&findings.iter().map(value).collect::<Vec<_>>())
}

/// The error a binding reports when a foreign value cannot even be written as JSON: `float`, `too-deep`, or else
/// `wrong-type`.
#[must_use]
pub fn refusal(code: &str, pointer: &str, value: &str) -> String {
    let diagnostic = match code {
        "float" => Diagnostic::new(Code::Float).with("value", value),
        "too-deep" => Diagnostic::new(Code::TooDeep).with("limit", value),
        _ => Diagnostic::new(Code::WrongType).with("expected", "a plain value").with("found", value),
    };
    error(&diagnostic.at(pointer).data())
}

fn coverage(report: &Report) -> Value {
    let coverage = report.coverage();
    json!({"answered": coverage.answered, "applicable": coverage.applicable, "total": coverage.total})
}

fn result(report: &Report) -> Value {
    let nodes: Map<String, Value> = report
        .nodes()
        .into_iter()
        .map(|node| {
            let value = json!({
                "score": node.score.as_ref().map(Fraction::to_string),
                "max": node.max.as_ref().map(Fraction::to_string),
                "state": node.state,
            });
            (node.id.to_string(), value)
        })
        .collect();
    let gates: Vec<Value> =
        report.gates().into_iter().map(|(id, outcome)| json!({"id": id, "outcome": outcome})).collect();
    let gaps: Vec<Value> = report
        .gaps()
        .into_iter()
        .map(|gap| json!({"criterion": gap.criterion, "to_win": gap.to_win.to_string()}))
        .collect();
    let next =
        report.next_level().map(|(next, needed)| json!({"level": next.id(), "needed": needed.to_string()}));
    let evidence: Vec<Value> = report
        .rejected_evidence()
        .into_iter()
        .map(|(criterion, reference, why)| json!({"criterion": criterion, "ref": reference, "why": why}))
        .collect();
    let lane = |(score, level): (Score, LevelResult)| json!({"score": self::score(&score), "level": self::level(&level)});
    json!({
        "wire": VERSION,
        "framework": report.framework().name(),
        "subject": report.assessment().subject(),
        "basis": report.assessment().headline(),
        "score": score(report.score()),
        "level": level(&report.level()),
        "coverage": coverage(report),
        "claimed": lane(report.claimed()),
        "verified": lane(report.verified()),
        "not_applicable_at_minimum": score(&report.score_with_not_applicable_at_minimum()),
        "nodes": nodes,
        "gates": gates,
        "gaps": gaps,
        "next_level": next,
        "still_to_answer": report.still_to_answer(),
        "rejected_evidence": evidence,
    })
}

fn score(score: &Score) -> Value {
    match score {
        Score::Known { exact, published, places } => {
            json!({"exact": exact.to_string(), "published": published.fixed(*places)})
        }
        Score::Undetermined { parameter } => json!({"undetermined": parameter}),
        Score::Forbidden { by } => json!({"forbidden_by": by}),
        Score::Empty => Value::Null,
    }
}

fn level(result: &LevelResult) -> Value {
    let label = |label: &Text| json!({"vi": label.get(Lang::Vi), "en": label.get(Lang::En)});
    let named = |level: &Level| json!({"id": level.id(), "label": label(level.label())});
    match result {
        LevelResult::Reached(level) => named(level),
        LevelResult::Between { low, high, parameter } => {
            json!({"between": [low.as_ref().map(named), named(high)], "parameter": parameter})
        }
        LevelResult::None => Value::Null,
    }
}

/// An error as canonical JSON: kind, and every diagnostic with its messages in both languages.
#[must_use]
pub fn error(error: &crate::Error) -> String {
    let kind = match error.kind() {
        crate::ErrorKind::Pack => "pack",
        crate::ErrorKind::Data => "data",
    };
    let diagnostics: Vec<Value> = error
        .diagnostics()
        .map(|diagnostic| {
            let said =
                |lang: Lang| json!({"message": diagnostic.message(lang), "help": diagnostic.help(lang)});
            json!({
                "code": diagnostic.code().as_str(),
                "pointer": diagnostic.pointer(),
                "line": diagnostic.line(),
                "column": diagnostic.column(),
                "suggestion": diagnostic.suggestion(),
                "vi": said(Lang::Vi),
                "en": said(Lang::En),
            })
        })
        .collect();
    canonical::text(&json!({"error": kind, "diagnostics": diagnostics}))
}
