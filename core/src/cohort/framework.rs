//! Cohort frameworks: loaded from a text, checked as a whole, computed over a table.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::document::Body;
use super::frame::Frame;
use super::frozen::Frozen;
use super::index::Index;
use super::run::run;
use super::step::Recorder;
use super::table::Table;
use crate::date::Date;
use crate::error::Error;
use crate::pack::{self, Loaded, Parsed, identity};
use crate::text::Id;

/// How subjects that are measured together compare: a pack of the kind `index`, loaded and checked. Cheap to clone.
///
/// # Examples
/// ```
/// use thidua::{Date, packs};
/// let framework = packs::index("un-egdi", Date::parse("2012-06-01")?)?;
/// assert_eq!(framework.edition(), "2012");
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct CohortFramework(pub(crate) Arc<Loaded<Body>>);

identity!(CohortFramework);

impl CohortFramework {
    /// Reads an index from YAML or JSON; `file` is the name it goes by in diagnostics.
    ///
    /// # Errors
    /// A pack error with file, line, column, pointer and help for everything that is wrong with it, its own tests included.
    pub fn parse(text: &str, file: Option<&str>) -> Result<Self, Error> {
        Loaded::parse(text, file).map(Self)
    }

    /// The index with an organisation's file on top: its parameters, groups in place of open indicators, levels and flags where the pack has none.
    ///
    /// # Errors
    /// [`Code::WRONG_BASE`](crate::Code::WRONG_BASE) for a file that extends another, [`Code::CANNOT_EXTEND`](crate::Code::CANNOT_EXTEND) for what
    /// the pack keeps, and those of [`CohortFramework::parse`], in the places of the file.
    ///
    /// # Examples
    /// ```
    /// use thidua::CohortFramework;
    /// let base = "{pack: base, edition: '1', kind: index, title: {vi: x, en: x}, citations: {s: {title: s, date: 2024-01-01, grade: weak}},
    ///   publish: {places: 1, rounding: half_up, ranks_on: full},
    ///   index: {id: top, cite: s, label: {vi: x, en: x}, aggregate: arithmetic, children: [{id: online, label: {vi: o, en: o}, open: true}]}}";
    /// let own = "{pack: own, edition: '1', kind: index, title: {vi: x, en: x}, extends: base@1, citations: {q: {title: q, date: 2024-01-01, grade: weak}},
    ///   extend_index: {online: {aggregate: arithmetic, children: [{id: forms, cite: q, label: {vi: f, en: f}}]}}}";
    /// let framework = CohortFramework::parse(base, None)?.extend(own)?;
    /// assert_eq!(framework.name(), "own@1");
    /// # Ok::<(), thidua::Error>(())
    /// ```
    pub fn extend(&self, text: &str) -> Result<Self, Error> {
        self.0.extend(&Parsed::new(text, None)?).map(Self)
    }

    /// As [`CohortFramework::extend`], with the name the file goes by in diagnostics.
    ///
    /// # Errors
    /// As [`CohortFramework::extend`].
    pub fn extend_named(&self, text: &str, file: &str) -> Result<Self, Error> {
        self.0.extend(&Parsed::new(text, Some(file))?).map(Self)
    }

    /// Computes the index of all subjects of a table.
    ///
    /// # Errors
    /// [`Code::UNKNOWN_COLUMN`](crate::Code::UNKNOWN_COLUMN) for a column the table does not have, [`Code::BAD_NUMBER`](crate::Code::BAD_NUMBER) for a
    /// cell that is none, [`Code::DEGENERATE`](crate::Code::DEGENERATE) for figures over which a method is not defined,
    /// [`Code::NOT_POSITIVE`](crate::Code::NOT_POSITIVE) for a mean of parts that are not above 0, [`Code::NEEDS_DATE`](crate::Code::NEEDS_DATE) where a
    /// parameter depends on the day.
    pub fn index(&self, table: &Table) -> Result<Index, Error> {
        self.index_on(table, None)
    }

    /// As [`CohortFramework::index`], with the parameters of a day.
    ///
    /// # Errors
    /// As [`CohortFramework::index`].
    pub fn index_on(&self, table: &Table, as_of: Option<Date>) -> Result<Index, Error> {
        let model = Arc::clone(self.0.model(as_of)?);
        let frame = Frame::new(&model, table)?;
        let mut recorder = Recorder::default();
        let run = run(&model, &frame, None, &mut recorder)?;
        Ok(Index::new(self.clone(), (model, as_of, false), (frame, run, recorder), table.subjects().to_vec()))
    }

    /// SHA-256 of what the pack reads of a table, as [`Index::table_digest`].
    pub(crate) fn table_digest(&self, table: &Table, as_of: Option<Date>) -> Result<String, Error> {
        let model = self.0.model(as_of)?;
        Frame::new(model, table)?.digest(model)
    }

    /// Fits the index to a cohort and keeps what was fitted, so that subjects who come later are scored against that cohort.
    ///
    /// # Errors
    /// As [`CohortFramework::index`].
    pub fn freeze(&self, cohort: &Table, as_of: Option<Date>) -> Result<Frozen, Error> {
        self.index_on(cohort, as_of).map(|index| index.freeze())
    }

    /// The one of several editions in force on a day, for whom it applies to.
    ///
    /// # Errors
    /// [`Code::NO_EDITION`](crate::Code::NO_EDITION) or [`Code::TWO_EDITIONS`](crate::Code::TWO_EDITIONS), naming the editions.
    pub fn choose<'a>(
        editions: &'a [Self],
        on: Date,
        applies_to: &BTreeMap<Id, Id>,
    ) -> Result<&'a Self, Error> {
        pack::choose(editions, |framework| &framework.0.header, on, applies_to)
    }
}
