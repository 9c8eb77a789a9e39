//! What is asked of papers: an object names the kind and how it is written, the text answers.

use serde::Deserialize;

use super::council::{Of, Tongue, published, read};
use crate::error::{Code, Diagnostic, Error, choices};
use crate::recognition::{Case, Decisions, Format, Office, Paper, PaperKind, Template};

/// A paper of one round that is about no single case.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Submission,
    VotingSheet,
    Candidates,
    Checklist,
    PublicList,
    PublicListAfter(String),
    Achievements(Of),
}

/// How a paper is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    office: Office,
    #[serde(default)]
    lang: Tongue,
    #[serde(default)]
    format: Form,
    /// In place of the bundled template.
    #[serde(default)]
    template: Option<String>,
}

#[derive(Deserialize, Default, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum Form {
    #[default]
    Markdown,
    Html,
    HtmlSection,
}

/// A paper about decisions: `kind` is `submission`, `voting_sheet`, `candidates`, `checklist`, `public_list` or
/// `{"achievements": {"of": id}}`, or `{"public_list_after": text}` beside an earlier publication; `office` is as [`Office`] reads it, `lang` is `vi` or `en`, `format` `markdown`, `html` or `html_section`, and
/// `template` the text of one's own.
///
/// # Errors
/// Those of any document, of the paper, and of [`Template::parse`].
///
/// # Examples
/// ```
/// # use thidua::recognition::{Facts, Policy};
/// use thidua::wire;
/// # let policy = Policy::parse("{pack: p, edition: '1', kind: policy, title: {vi: Quy chế, en: Rules}, driven_by: period_end, citations: {o: {title: A, date: 2026-01-01, grade: primary}}, facts: {people: {led: yes_no}}, stages: [{id: title, label: {vi: Người dẫn đầu, en: Leader}, cite: o, of: people, rule: {title: {requires: [{that: {yes: led}, cite: o}]}}}]}", None)?;
/// # let facts = Facts::parse("people: [{id: p-1, spells: [{status: public_employee, from: 2020-01-01}], facts: {led: true}}]", None)?;
/// # let round = wire::round(r#"{"period": {"from": "2026-01-01", "until": "2026-12-31"}}"#)?;
/// # let decisions = policy.decide(&facts, None, &round)?;
/// let asked = r#"{"kind": "submission", "lang": "vi", "office": {"names": {"p-1": "Trần Thị An"}}}"#;
/// let text = wire::paper(&decisions, asked)?;
/// assert!(text.contains("TỜ TRÌNH") && text.contains("Trần Thị An") && !text.contains("p-1"));
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn paper(decisions: &Decisions, asked: &str) -> Result<String, Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Asked {
        kind: Kind,
        #[serde(default)]
        office: Office,
        #[serde(default)]
        lang: Tongue,
        #[serde(default)]
        format: Form,
        #[serde(default)]
        template: Option<String>,
    }
    let Asked { kind, office, lang, format, template } = read(asked)?;
    let written = Written { office, lang, format, template };
    let office = &written.office;
    let paper = match kind {
        Kind::Submission => decisions.submission(office),
        Kind::VotingSheet => decisions.voting_sheet(office),
        Kind::Candidates => decisions.candidates(office)?,
        Kind::Checklist => decisions.checklist(office),
        Kind::PublicList => decisions.public_list(None, office)?,
        Kind::PublicListAfter(earlier) => decisions.public_list(Some(&published(&earlier)?), office)?,
        Kind::Achievements(Of { of }) => {
            let known = decisions.about(&of);
            known.map_err(|error| error.map(|one| one.under("achievements").under("kind")))?;
            decisions.for_subject(of.as_str()).achievements(office)
        }
    };
    written.write(&paper)
}

/// The minutes of a council on these cases, written as [`paper`] says.
///
/// # Errors
/// As [`paper`].
pub fn minutes(decisions: &Decisions, cases: &[Case], asked: &str) -> Result<String, Error> {
    let written: Written = read(asked)?;
    written.write(&decisions.minutes(cases, &written.office))
}

/// The notice of a case to its subject, written as [`paper`] says.
///
/// # Errors
/// As [`paper`]; before the subject was notified, or it was decided.
pub fn notice(decisions: &Decisions, case: &Case, asked: &str) -> Result<String, Error> {
    let written: Written = read(asked)?;
    let own = decisions.for_subject(case.subject().as_str());
    written.write(&own.notice(case, &written.office)?)
}

impl Written {
    fn write(&self, paper: &Paper) -> Result<String, Error> {
        let (kind, lang) = (paper.kind(), self.lang.lang());
        let template = match &self.template {
            Some(text) => Template::parse(kind, lang, text, None)?,
            None => Template::bundled(kind, lang)?,
        };
        let format = match self.format {
            Form::Markdown => Format::Markdown,
            Form::Html => Format::Html,
            Form::HtmlSection => Format::HtmlSection,
        };
        paper.write(&template, format)
    }
}

/// The text of a bundled template, to begin one of your own with: the kinds are those of [`PaperKind`], the languages `vi` and `en`.
///
/// # Errors
/// [`Code::UNKNOWN_CHOICE`] for a kind or a language there is none of.
pub fn template(kind: &str, lang: &str) -> Result<&'static str, Error> {
    let lang = crate::error::Lang::parse(lang)?;
    let Some(own) = PaperKind::ALL.into_iter().find(|own| own.name() == kind) else {
        let known = PaperKind::ALL.map(PaperKind::name);
        let diagnostic = Diagnostic::new(Code::UNKNOWN_CHOICE).with("value", kind);
        return Err(diagnostic.with("expected", choices(&known)).meant(kind, known).data());
    };
    Ok(Template::source(own, lang))
}
