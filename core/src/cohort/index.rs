//! What an index comes to: scores, ranks and levels at every node, and the figures after every stage.

use std::sync::Arc;

use super::column::Column;
use super::document::{On, Publish};
use super::frame::Frame;
use super::framework::CohortFramework;
use super::frozen::Frozen;
use super::model::Model;
use super::rank;
use super::run::Run;
use super::step::{Recorder, Step};
use crate::date::Date;
use crate::error::{Code, Diagnostic, Error};
use crate::num::{Exact, Float, Fraction, Real};
use crate::text::{Id, Text};

/// An index over a cohort, computed. Subjects are known by their names and nodes by their ids, indicators among them. What cannot be told
/// of a subject, because figures are missing, has no score: [`Index::missing`] says which.
///
/// # Examples
/// ```
/// use thidua::CohortFramework;
/// use thidua::cohort::Table;
/// let pack = "
/// pack: access
/// edition: '1'
/// kind: index
/// title: {vi: Tiếp cận số, en: Digital access}
/// citations: {note: {title: A note, date: 2024-01-01, grade: weak}}
/// publish: {places: 1, rounding: half_up, ranks_on: published}
/// stages:
///   - normalise: {min_max: {to: 100}}
/// index:
///   id: access
///   label: {vi: Tiếp cận, en: Access}
///   cite: note
///   aggregate: arithmetic
///   children:
///     - {id: lines, label: {vi: Thuê bao, en: Lines}}
///     - {id: price, label: {vi: Giá, en: Price}, direction: lower, weight: 3}
/// ";
/// let table = Table::new(["a", "b", "c"])?
///     .numbers("lines", &[Some(10.0), Some(30.0), Some(20.0)])?
///     .numbers("price", &[Some(4.0), Some(8.0), None])?;
/// let index = CohortFramework::parse(pack, None)?.index(&table)?;
/// assert_eq!(index.published("access", "a")?.map(|score| score.to_string()), Some("75".to_owned()));
/// assert_eq!(index.rank("access", "b")?, Some(thidua::Fraction::new(2, 1)?));
/// assert_eq!(index.score("access", "c")?, None);
/// assert_eq!(index.missing("access", "c")?, ["price"]);
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Index {
    pub(super) framework: CohortFramework,
    pub(super) model: Arc<Model>,
    /// The day of its parameters.
    pub(super) as_of: Option<Date>,
    /// Whether it was computed against a past cohort.
    past: bool,
    pub(super) frame: Arc<Frame>,
    pub(super) run: Run,
    recorder: Recorder,
    /// The subjects in the caller's order.
    subjects: Vec<String>,
}

/// A level that a score reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CohortLevel {
    id: Id,
    label: Text,
}

impl CohortLevel {
    /// Its id.
    #[must_use]
    pub const fn id(&self) -> &Id {
        &self.id
    }

    /// What people call it.
    #[must_use]
    pub const fn label(&self) -> &Text {
        &self.label
    }
}

impl Index {
    pub(super) fn new(
        framework: CohortFramework,
        (model, as_of, past): (Arc<Model>, Option<Date>, bool),
        (frame, run, recorder): (Frame, Run, Recorder),
        subjects: Vec<String>,
    ) -> Self {
        Self { framework, model, as_of, past, frame: Arc::new(frame), run, recorder, subjects }
    }

    /// What was fitted to its cohort, kept for subjects who come later; of an index that was itself computed against a past cohort,
    /// what that one kept.
    #[must_use]
    pub fn freeze(&self) -> Frozen {
        Frozen::new(self)
    }

    /// The day its parameters are of, where one was named.
    #[must_use]
    pub const fn as_of(&self) -> Option<Date> {
        self.as_of
    }

    /// What the past cohort fitted that it was computed against, where it was.
    pub(crate) fn past(&self) -> Option<Frozen> {
        self.past.then(|| self.freeze())
    }

    /// SHA-256 of the figures and groups that the pack reads, subjects in the order of their names: no order of a table changes it, and no
    /// column that is not read.
    ///
    /// # Errors
    /// [`Code::OVERFLOW`] for a number that cannot be written.
    pub fn table_digest(&self) -> Result<String, Error> {
        self.frame.digest(&self.model)
    }

    /// The same index with its subjects in the order of their names.
    pub(crate) fn by_name(&self) -> Self {
        let mut frame = (*self.frame).clone();
        frame.order = (0..frame.subjects.len()).collect();
        let subjects = frame.subjects.clone();
        Self { frame: Arc::new(frame), subjects, ..self.clone() }
    }

    /// The framework it was computed by.
    #[must_use]
    pub const fn framework(&self) -> &CohortFramework {
        &self.framework
    }

    /// The subjects, in the caller's order.
    #[must_use]
    pub fn subjects(&self) -> &[String] {
        &self.subjects
    }

    /// The ids of the indicators, sorted.
    #[must_use]
    pub fn indicators(&self) -> Vec<&str> {
        self.model.leaves.iter().map(|leaf| leaf.id.as_str()).collect()
    }

    /// The ids of the nodes above the indicators, parts before wholes, the index last.
    #[must_use]
    pub fn nodes(&self) -> Vec<&str> {
        self.model.nodes.iter().map(|node| node.id.as_str()).collect()
    }

    /// The id of the index itself.
    #[must_use]
    pub fn top(&self) -> &str {
        self.model.name(self.model.top())
    }

    /// The score of a node or the normalised figure of an indicator, before it is rounded; none where it cannot be told.
    ///
    /// # Errors
    /// [`Code::UNKNOWN_NODE`] and [`Code::UNKNOWN_SUBJECT`].
    pub fn score(&self, node: &str, subject: &str) -> Result<Option<Real>, Error> {
        let value = self.column(self.slot(node)?).get(self.place(subject)?).copied().flatten();
        value.map(Float::real).transpose()
    }

    /// The scores of a node, in the caller's order of subjects.
    ///
    /// # Errors
    /// [`Code::UNKNOWN_NODE`].
    pub fn scores(&self, node: &str) -> Result<Vec<Option<Real>>, Error> {
        let column = self.column(self.slot(node)?);
        self.ordered(column).map(|value| value.map(Float::real).transpose()).collect()
    }

    /// The score of a node as it is published.
    ///
    /// # Errors
    /// As [`Index::score`], and [`Code::OVERFLOW`] for a score with too many digits.
    pub fn published(&self, node: &str, subject: &str) -> Result<Option<Exact>, Error> {
        let slot = self.slot(node)?;
        let publish = self.publish(slot);
        let value = self.column(slot).get(self.place(subject)?).copied().flatten();
        value.map(|value| rounded(value, publish)).transpose()
    }

    /// Digits after the point of the published scores of a node.
    pub(crate) fn places(&self, node: &str) -> Result<u32, Error> {
        Ok(self.publish(self.slot(node)?).places)
    }

    /// The ranks at a node, in the caller's order of subjects; those without a score have none.
    ///
    /// # Errors
    /// As [`Index::published`].
    pub fn ranks(&self, node: &str) -> Result<Vec<Option<Fraction>>, Error> {
        let slot = self.slot(node)?;
        let ranks = self.ranked(slot)?;
        let ordered = self.frame.order.iter().map(|at| ranks.get(*at).cloned().flatten());
        Ok(ordered.collect())
    }

    /// The rank of a subject at a node: a whole number, but for ties that share a mean.
    ///
    /// # Errors
    /// As [`Index::published`].
    pub fn rank(&self, node: &str, subject: &str) -> Result<Option<Fraction>, Error> {
        let (slot, place) = (self.slot(node)?, self.place(subject)?);
        Ok(self.ranked(slot)?.get(place).cloned().flatten())
    }

    /// The highest level that the score of a subject reaches at a node; none below all of them, without a score, and where no levels
    /// hold for the node.
    ///
    /// # Errors
    /// As [`Index::published`].
    pub fn level(&self, node: &str, subject: &str) -> Result<Option<CohortLevel>, Error> {
        let slot = self.slot(node)?;
        let value = self.column(slot).get(self.place(subject)?).copied().flatten();
        let Some(value) = value.filter(|_| self.has_levels(slot)) else { return Ok(None) };
        let at = super::level::reached(&self.model.levels, value, self.publish(slot))?;
        let level = at.and_then(|at| self.model.levels.get(at));
        Ok(level.map(|level| CohortLevel { id: level.id.clone(), label: level.label.clone() }))
    }

    /// The indicators without which a subject has no score at a node: those below it whose figures are missing. Empty where there is a
    /// score, although figures may be missing.
    ///
    /// # Errors
    /// [`Code::UNKNOWN_NODE`] and [`Code::UNKNOWN_SUBJECT`].
    pub fn missing(&self, node: &str, subject: &str) -> Result<Vec<&str>, Error> {
        let (slot, place) = (self.slot(node)?, self.place(subject)?);
        let is_missing = |slot: usize| self.column(slot).get(place).is_none_or(Option::is_none);
        if !is_missing(slot) {
            return Ok(Vec::new());
        }
        let below = self.model.indicators_below([slot]);
        Ok(below.into_iter().filter(|slot| is_missing(*slot)).map(|slot| self.model.name(slot)).collect())
    }

    /// Whether a subject was left out by a `screen`.
    ///
    /// # Errors
    /// [`Code::UNKNOWN_SUBJECT`].
    pub fn left_out(&self, subject: &str) -> Result<bool, Error> {
        Ok(self.run.out.get(self.place(subject)?).copied().unwrap_or(false))
    }

    /// The stages, in their order: `raw`, those the pack names, and `normalise`. A second one of a name is `impute.2`.
    #[must_use]
    pub fn stages(&self) -> Vec<&str> {
        self.recorder.stages.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// The figures of an indicator after a stage, in the caller's order of subjects.
    ///
    /// # Errors
    /// [`Code::UNKNOWN_NODE`] for what is no indicator, [`Code::UNKNOWN_CHOICE`] for a stage the pack does not have.
    pub fn stage(&self, stage: &str, indicator: &str) -> Result<Vec<Option<Real>>, Error> {
        let columns = self.figures(stage)?;
        let column = columns.get(self.slot(indicator)?).ok_or_else(|| self.unknown(indicator))?;
        self.ordered(column).map(|value| value.map(Float::real).transpose()).collect()
    }

    /// The figures of all indicators after a stage, in the order of names.
    pub(super) fn figures(&self, stage: &str) -> Result<&[Column], Error> {
        let Some((_, columns)) = self.recorder.stages.iter().find(|(name, _)| name == stage) else {
            let names = self.stages();
            let known = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let diagnostic =
                Diagnostic::new(Code::UNKNOWN_CHOICE).with("value", stage).with("expected", known);
            return Err(diagnostic.meant(stage, names).data());
        };
        Ok(columns)
    }

    /// What was done to the figures, step by step.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.recorder.steps
    }

    /// The column of a slot, in the order of names.
    pub(super) fn column(&self, slot: usize) -> &Column {
        const NONE: &Column = &Column::new();
        let leaf = self.run.leaves.get(slot);
        let inner = || self.run.nodes.get(slot.checked_sub(self.run.leaves.len())?);
        leaf.or_else(inner).unwrap_or(NONE)
    }

    fn ordered<'a>(&'a self, column: &'a Column) -> impl Iterator<Item = Option<Float>> + 'a {
        self.frame.order.iter().map(|at| column.get(*at).copied().flatten())
    }

    fn ranked(&self, slot: usize) -> Result<Vec<Option<Fraction>>, Error> {
        rank::published(self.column(slot), self.publish(slot))
    }

    pub(super) fn publish(&self, slot: usize) -> Publish {
        const NONE: Publish = Publish {
            places: 0,
            rounding: crate::num::Rounding::HalfUp,
            ranks_on: On::Full,
            ties: crate::ranking::Ties::Min,
            levels_on: None,
            lowest_first: false,
        };
        self.model.shown(slot).map_or(NONE, |(publish, _)| publish)
    }

    fn has_levels(&self, slot: usize) -> bool {
        self.model.shown(slot).is_some_and(|(_, levels)| levels)
    }

    pub(super) fn slot(&self, node: &str) -> Result<usize, Error> {
        self.model.slot(node).ok_or_else(|| self.unknown(node))
    }

    fn unknown(&self, node: &str) -> Error {
        let near = self.indicators().into_iter().chain(self.nodes());
        Diagnostic::new(Code::UNKNOWN_NODE).with("id", node).meant(node, near).data()
    }

    /// The place of a subject in the order of names.
    pub(super) fn place(&self, subject: &str) -> Result<usize, Error> {
        let found = self.frame.subjects.binary_search_by(|own| own.as_str().cmp(subject));
        found.map_err(|_| {
            let near = self.frame.subjects.iter().map(String::as_str);
            Diagnostic::new(Code::UNKNOWN_SUBJECT).with("id", subject).meant(subject, near).data()
        })
    }
}

/// A score rounded as it is published.
pub(super) fn rounded(value: Float, publish: Publish) -> Result<Exact, Error> {
    value.real()?.round(publish.places, publish.rounding)
}
