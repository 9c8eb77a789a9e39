//! Papers: what a council sends, signs and publishes, as Markdown and as pages. A paper holds what its audience may see; how
//! it reads is a template, which a caller may replace; names are given when it is written.

mod fill;
mod html;
mod kind;
mod markdown;
mod office;
mod shape;
mod template;
mod value;

pub use self::office::Office;
use self::template::Stands;
pub use self::template::Template;
use self::value::Fields;
use crate::error::{Code, Diagnostic, Error};

/// What sort of paper it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum PaperKind {
    /// Tờ trình: what is proposed, for whoever decides.
    Submission,
    /// Biên bản họp: what a council found, voted and left open.
    Minutes,
    /// Phiếu bầu: one member's secret vote.
    VotingSheet,
    /// Bảng tổng hợp: every candidate with points, places and how sure the rank is.
    Candidates,
    /// Thông báo: to one person or unit, with how and until when to reply.
    Notice,
    /// Báo cáo thành tích: a draft, from the facts.
    Achievements,
    /// Danh mục hồ sơ còn thiếu: what is not known, person by person.
    Checklist,
    /// Danh sách công khai: what the public may see.
    PublicList,
}

/// How a paper is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Markdown.
    Markdown,
    /// A page by itself: no scripts, no outside files.
    Html,
    /// The same to put inside another page, which takes [`Paper::html_style`] once.
    HtmlSection,
}

impl PaperKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Submission,
        Self::Minutes,
        Self::VotingSheet,
        Self::Candidates,
        Self::Notice,
        Self::Achievements,
        Self::Checklist,
        Self::PublicList,
    ];

    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Submission => "submission",
            Self::Minutes => "minutes",
            Self::VotingSheet => "voting_sheet",
            Self::Candidates => "candidates",
            Self::Notice => "notice",
            Self::Achievements => "achievements",
            Self::Checklist => "checklist",
            Self::PublicList => "public_list",
        }
    }
}

impl Stands {
    /// Whether lines of the sort that follow one another are one block.
    const fn runs_on(self) -> bool {
        matches!(self, Self::Item | Self::Row | Self::Pair)
    }
}

/// A paper: what it holds, before a template says how it reads.
///
/// # Examples
/// ```
/// # use thidua::recognition::{Facts, Policy, Round};
/// use thidua::recognition::{Format, Office, Template};
/// use thidua::{Date, Lang, Period};
/// # let policy = Policy::parse("{pack: p, edition: '1', kind: policy, title: {vi: Quy chế, en: Rules}, driven_by: period_end, citations: {o: {title: A, date: 2026-01-01, grade: primary}}, facts: {people: {led: yes_no}}, stages: [{id: title, label: {vi: Người dẫn đầu, en: Leader}, cite: o, of: people, rule: {title: {requires: [{that: {yes: led}, cite: o}]}}}]}", None)?;
/// # let facts = Facts::parse("people: [{id: p-1, spells: [{status: public_employee, from: 2020-01-01}], facts: {led: true}}]", None)?;
/// # let year = Period::new(Some(Date::parse("2026-01-01")?), Some(Date::parse("2026-12-31")?))?;
/// # let decisions = policy.decide(&facts, None, &Round::of(year)?)?;
/// let office = Office::parse("{agency: BÁO CÔNG THƯƠNG, names: {p-1: Trần Thị An}}", None)?;
/// let paper = decisions.submission(&office);
/// let text = paper.write(&Template::bundled(paper.kind(), Lang::Vi)?, Format::Markdown)?;
/// assert!(text.contains("TỜ TRÌNH") && text.contains("Trần Thị An") && !text.contains("p-1"));
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    kind: PaperKind,
    fields: Fields,
}

impl Paper {
    /// What sort of paper it is.
    #[must_use]
    pub const fn kind(&self) -> PaperKind {
        self.kind
    }

    /// The style of papers inside another page.
    #[must_use]
    pub const fn html_style() -> &'static str {
        html::STYLE
    }

    /// The paper as its template reads it. Names and other words are escaped.
    ///
    /// # Errors
    /// [`Code::PAPER_KIND`] for a template of another kind.
    pub fn write(&self, template: &Template, format: Format) -> Result<String, Error> {
        if template.kind() != self.kind {
            let diagnostic = Diagnostic::new(Code::PAPER_KIND).with("expected", template.kind().name());
            return Err(diagnostic.with("found", self.kind.name()).data());
        }
        let lines = fill::lines(&template.nodes, &self.fields, template.lang());
        Ok(match format {
            Format::Markdown => markdown::write(&lines),
            Format::Html => html::write(&lines, template.lang()),
            Format::HtmlSection => html::section(&lines, template.lang()),
        })
    }
}
