//! The derivation of a result as data: sentences, tables and a tree of steps.

use super::{Arg, Key, Message, Word};
use crate::error::Lang;
use crate::num::Fraction;
use crate::text::{Id, Text};

/// What one cell of a table shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    Empty,
    Value(Arg),
}

impl Cell {
    pub(crate) fn word(word: impl Into<Word>) -> Self {
        Self::Value(Arg::Word(word.into()))
    }

    pub(crate) fn number(number: &Fraction) -> Self {
        Self::Value(Arg::Number(number.clone()))
    }

    pub(crate) fn label(label: &Text) -> Self {
        Self::Value(Arg::Label(label.clone()))
    }

    pub(crate) const fn message(message: Message) -> Self {
        Self::Value(Arg::Nested(message))
    }

    pub(crate) fn render(&self, lang: Lang) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Value(arg) => arg.render(lang),
        }
    }

    pub(super) const fn is_number(&self) -> bool {
        matches!(self, Self::Value(Arg::Number(_)))
    }
}

/// A table with a caption and named columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) caption: Message,
    pub(crate) columns: Vec<Key>,
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// One node of the derivation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    /// None for the whole.
    pub(crate) id: Option<Id>,
    pub(crate) label: Text,
    pub(crate) score: Cell,
    pub(crate) max: Cell,
    pub(crate) weight: Cell,
    pub(crate) lines: Vec<Message>,
    pub(crate) cite: Option<Id>,
    pub(crate) children: Vec<Self>,
}

impl Step {
    /// A step that only has a label.
    pub(crate) const fn bare(label: Text) -> Self {
        let (score, max, weight) = (Cell::Empty, Cell::Empty, Cell::Empty);
        Self { id: None, label, score, max, weight, lines: Vec::new(), cite: None, children: Vec::new() }
    }

    /// The step and all below it, each with its depth, top first.
    pub(super) fn walk(&self) -> Vec<(usize, &Self)> {
        let mut out = Vec::new();
        let mut todo = vec![(0_usize, self)];
        while let Some((depth, step)) = todo.pop() {
            out.push((depth, step));
            todo.extend(step.children.iter().rev().map(|child| (depth.saturating_add(1), child)));
        }
        out
    }
}

/// Why a result is what it is: rendered as text, Markdown, HTML or JSON, in Vietnamese or English.
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
pub struct Explanation {
    pub(crate) title: Text,
    pub(crate) headline: Message,
    pub(crate) level: Message,
    pub(crate) summary: Vec<Message>,
    pub(crate) tables: Vec<Table>,
    pub(crate) root: Step,
}

impl Explanation {
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

    /// JSON: keys and arguments for programs, sentences in `lang` for people; numbers are exact, as text.
    #[must_use]
    pub fn json(&self, lang: Lang) -> String {
        super::json::render(self, lang)
    }
}
