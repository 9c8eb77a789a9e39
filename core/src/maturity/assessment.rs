//! The answers of one subject: whom, when, and what is judged on which day.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::answer::{Answer, Basis};
use crate::canonical;
use crate::date::{Date, Period};
use crate::error::{Code, Diagnostic, Error, ErrorKind};
use crate::source::Source;
use crate::text::{ById, Id, gathered};

/// An assessment as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Document {
    /// Whom it is of, as a pseudonym.
    pub(crate) subject: Id,
    /// The time it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) period: Option<Period>,
    /// The day parameters and evidence are judged on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) as_of: Option<Date>,
    /// Whose answers make the headline.
    #[serde(default)]
    pub(crate) basis: Basis,
    /// The days evidence must be from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) window: Option<Period>,
    /// The day the result is expected to be published: evidence must still be valid then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) publication: Option<Date>,
    /// Remark, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
    /// The answers, by criterion.
    pub(crate) answers: Answers,
}

impl Document {
    fn check(&self) -> Result<(), Error> {
        for (name, period) in [("period", self.period), ("window", self.window)] {
            if let Some(Err(error)) = period.map(|period| period.check()) {
                return Err(error.map(|diagnostic| diagnostic.under(name)));
            }
        }
        self.answers.iter().try_for_each(|(id, answer)| {
            answer.check(id).map_err(|diagnostic| diagnostic.under(id.as_str()).under("answers").data())
        })
    }
}

/// The answers of one subject. Cheap to clone.
///
/// # Examples
/// ```
/// use thidua::{Assessment, Id, Value};
/// let assessment = Assessment::new(Id::new("bao-x")?)
///     .answer(Id::new("1")?, Value::word("15.5"))?
///     .answer(Id::new("2")?, Value::word("20"))?;
/// assert_eq!(assessment.subject().as_str(), "bao-x");
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Assessment(Arc<Inner>);

#[derive(Debug, Clone)]
struct Inner {
    document: Document,
    source: Option<Source>,
    /// Found when asked for, and kept.
    digest: OnceLock<String>,
}

impl PartialEq for Assessment {
    fn eq(&self, other: &Self) -> bool {
        (&self.0.document, &self.0.source) == (&other.0.document, &other.0.source)
    }
}

impl Eq for Assessment {}

/// Answers sorted by criterion.
pub(crate) type Answers = ById<Answer>;

impl Assessment {
    /// An assessment without answers.
    #[must_use]
    pub fn new(subject: Id) -> Self {
        let document = Document {
            subject,
            period: None,
            as_of: None,
            basis: Basis::Claimed,
            window: None,
            publication: None,
            note: None,
            answers: Answers::default(),
        };
        Self::made(document, None)
    }

    fn made(document: Document, source: Option<Source>) -> Self {
        Self(Arc::new(Inner { document, source, digest: OnceLock::new() }))
    }

    /// Reads an assessment from YAML or JSON; `file` is the name it goes by in diagnostics.
    ///
    /// # Errors
    /// A data error with line, column and pointer for whatever the format does not allow.
    pub fn parse(text: &str, file: Option<&str>) -> Result<Self, Error> {
        let source = Source::new(text, file, ErrorKind::Data)?;
        let document: Document = source.decode(&source.tree()?)?;
        document.check().map_err(|error| source.place(error))?;
        Ok(Self::made(document, Some(source)))
    }

    pub(crate) fn from_document(document: Document) -> Result<Self, Error> {
        document.check()?;
        Ok(Self::made(document, None))
    }

    fn change(mut self, change: impl FnOnce(&mut Document)) -> Self {
        let inner = Arc::make_mut(&mut self.0);
        inner.digest.take();
        change(&mut inner.document);
        self
    }

    /// Adds an answer.
    ///
    /// # Errors
    /// [`Code::ANSWERED_TWICE`]; [`Code::ANSWER_SHAPE`], [`Code::NEEDS_REASON`] or [`Code::NEEDS_VERIFIER`] for an
    /// answer that contradicts itself.
    pub fn answer(self, criterion: Id, answer: impl Into<Answer>) -> Result<Self, Error> {
        let answer = answer.into();
        let placed = |diagnostic: Diagnostic| diagnostic.under(criterion.as_str()).under("answers").data();
        answer.check(&criterion).map_err(placed)?;
        if self.0.document.answers.holds(&criterion) {
            return Err(placed(Diagnostic::new(Code::ANSWERED_TWICE).with("id", &criterion)));
        }
        Ok(self.change(|document| document.answers.add(criterion, answer)))
    }

    /// Adds many answers at once.
    ///
    /// # Errors
    /// As [`Assessment::answer`].
    pub fn with_answers(self, answers: impl IntoIterator<Item = (Id, Answer)>) -> Result<Self, Error> {
        let answers: Vec<(Id, Answer)> = answers.into_iter().collect();
        let mut seen: BTreeSet<&str> = gathered(self.answers().iter().map(|(id, _)| id.as_str()));
        for (id, answer) in &answers {
            let placed = |diagnostic: Diagnostic| diagnostic.under(id.as_str()).under("answers").data();
            answer.check(id).map_err(placed)?;
            if !seen.insert(id.as_str()) {
                return Err(placed(Diagnostic::new(Code::ANSWERED_TWICE).with("id", id)));
            }
        }
        Ok(self.change(|document| document.answers = std::mem::take(&mut document.answers).with(answers)))
    }

    /// Sets the day parameters and evidence are judged on.
    #[must_use]
    pub fn as_of(self, day: Date) -> Self {
        self.change(|document| document.as_of = Some(day))
    }

    /// Sets whose answers make the headline.
    #[must_use]
    pub fn basis(self, basis: Basis) -> Self {
        self.change(|document| document.basis = basis)
    }

    /// Sets the time the assessment is about.
    #[must_use]
    pub fn period(self, period: Period) -> Self {
        self.change(|document| document.period = Some(period))
    }

    /// Sets the days evidence must be from.
    #[must_use]
    pub fn window(self, window: Period) -> Self {
        self.change(|document| document.window = Some(window))
    }

    /// Sets the day the result is expected to be published.
    #[must_use]
    pub fn publication(self, day: Date) -> Self {
        self.change(|document| document.publication = Some(day))
    }

    /// Whom it is of.
    #[must_use]
    pub fn subject(&self) -> &Id {
        &self.0.document.subject
    }

    pub(crate) fn day(&self) -> Option<Date> {
        self.0.document.as_of
    }

    /// Whose answers make the headline.
    #[must_use]
    pub fn headline(&self) -> Basis {
        self.0.document.basis
    }

    pub(crate) fn data_window(&self) -> Option<Period> {
        self.0.document.window
    }

    pub(crate) fn about(&self) -> Option<Period> {
        self.0.document.period
    }

    pub(crate) fn published_on(&self) -> Option<Date> {
        self.0.document.publication
    }

    pub(crate) fn answers(&self) -> &[(Id, Answer)] {
        self.0.document.answers.entries()
    }

    /// Fills in file, line and column, where the assessment was read from a text.
    pub(crate) fn place(&self, error: Error) -> Error {
        match &self.0.source {
            Some(source) => source.place(error),
            None => error,
        }
    }

    /// The assessment in its canonical form.
    #[must_use]
    pub fn to_json(&self) -> String {
        canonical::text(&self.0.document)
    }

    /// SHA-256 of the canonical form.
    #[must_use]
    pub fn digest(&self) -> &str {
        self.0.digest.get_or_init(|| canonical::digest(&self.to_json()))
    }
}
