//! The derivation of a result as data: sentences, steps and tables, each kind in one list.

use std::ops::Range;

use super::{Arg, Key, Message, Sentences};
use crate::error::Lang;
use crate::text::{Id, Text};

/// What one cell of a table shows; most of them something.
pub(crate) type Cell<'a> = Option<Arg<'a>>;

/// A table with a caption and named columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table<'a> {
    pub(crate) caption: Message,
    pub(crate) columns: &'static [Key],
    /// Row after row.
    pub(crate) cells: Vec<Cell<'a>>,
}

impl<'a> Table<'a> {
    pub(super) fn rows(&self) -> impl Iterator<Item = &[Cell<'a>]> {
        self.cells.chunks(self.columns.len().max(1))
    }
}

/// One node of the derivation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step<'a> {
    /// How many steps it is below the whole.
    pub(crate) depth: usize,
    /// Whether it has steps below it.
    pub(crate) inner: bool,
    /// None for the whole.
    pub(crate) id: Option<&'a Id>,
    pub(crate) label: &'a Text,
    pub(crate) score: Cell<'a>,
    pub(crate) max: Cell<'a>,
    pub(crate) weight: Cell<'a>,
    /// Which of the explanation's lines are its own.
    pub(crate) lines: Range<usize>,
    pub(crate) cite: Option<&'a Id>,
}

/// Why a result is what it is: rendered as text, Markdown, HTML or JSON, in Vietnamese or English. It lends its words from
/// the report.
///
/// # Examples
/// ```
/// use thidua::{Assessment, Date, Lang, packs};
/// let framework = packs::framework("vn-press-dx", Date::parse("2024-11-15")?)?;
/// let assessment = Assessment::parse("{subject: bao-x, answers: {'1': 15.5, '4': 20}}", None)?;
/// let report = framework.assess(&assessment)?;
/// assert!(report.explain().render(Lang::Vi).contains("Chiến lược"));
/// assert!(report.explain().html(Lang::En).contains("<table"));
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation<'a> {
    pub(crate) title: &'a Text,
    pub(crate) headline: Message,
    pub(crate) level: Message,
    pub(crate) summary: Vec<Message>,
    /// The whole first; what is below a step follows it.
    pub(crate) steps: Vec<Step<'a>>,
    /// The sentences of all steps.
    pub(crate) lines: Vec<Message>,
    pub(crate) tables: Vec<Table<'a>>,
    /// What all sentences speak of.
    pub(crate) said: Sentences<'a>,
}

impl Explanation<'_> {
    /// Indented plain text.
    #[must_use]
    pub fn render(&self, lang: Lang) -> String {
        super::plain::render(self, lang)
    }

    /// Markdown.
    #[must_use]
    pub fn markdown(&self, lang: Lang) -> String {
        super::markdown::render(self, lang)
    }

    /// A page of its own: no scripts, no outside files, tables that screen readers can follow.
    #[must_use]
    pub fn html(&self, lang: Lang) -> String {
        super::html::page(self, lang)
    }

    /// The same as a fragment to put inside another page.
    #[must_use]
    pub fn html_fragment(&self, lang: Lang) -> String {
        super::html::fragment(self, lang)
    }

    /// The same under a heading of a level from 1 to 6, without its style, for pages that hold several: they take
    /// [`Explanation::html_style`] once. What is linked to within it has ids that begin with `prefix`.
    ///
    /// # Examples
    /// ```
    /// # use thidua::{Assessment, Date, Explanation, Lang, packs};
    /// # let framework = packs::framework("vn-press-dx", Date::parse("2024-11-15")?)?;
    /// # let report = framework.assess(&Assessment::parse("{subject: bao-x, answers: {'1': 15.5}}", None)?)?;
    /// let section = report.explain().html_section(Lang::En, 3, "maturity-");
    /// assert!(section.contains("<h3>") && section.contains("id=\"maturity-cite-qd-1827\""));
    /// assert!(!section.contains("<style>") && Explanation::html_style().contains(".thidua"));
    /// # Ok::<(), thidua::Error>(())
    /// ```
    #[must_use]
    pub fn html_section(&self, lang: Lang, level: u8, prefix: &str) -> String {
        super::html::section(self, lang, level, prefix)
    }

    /// The style of fragments and sections.
    #[must_use]
    pub const fn html_style() -> &'static str {
        super::html::STYLE
    }

    /// JSON: keys and arguments for programs, sentences in `lang` for people; numbers are exact, as text.
    #[must_use]
    pub fn json(&self, lang: Lang) -> String {
        super::json::render(self, lang)
    }

    /// The sentences of a step.
    pub(super) fn lines(&self, step: &Step<'_>) -> &[Message] {
        self.lines.get(step.lines.clone()).unwrap_or_default()
    }

    pub(super) fn text(&self, message: Message, lang: Lang) -> String {
        self.said.render(message, lang)
    }

    pub(super) fn cell(&self, cell: &Cell<'_>, lang: Lang) -> String {
        cell.as_ref().map_or_else(String::new, |arg| self.said.shown(arg, lang))
    }
}
