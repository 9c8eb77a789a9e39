//! Cohort frameworks: loaded from a text, checked as a whole, computed over a table.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::document::{Body, quantities};
use super::frame::Frame;
use super::frozen::Frozen;
use super::index::Index;
use super::model::{self, Model};
use super::run::run;
use super::step::Recorder;
use super::table::Table;
use super::{packtest, references};
use crate::date::Date;
use crate::error::{Diagnostic, Error};
use crate::pack::{self, Findings, Header, Kind, Loaded, Parsed, Quantity, Values, identity};
use crate::text::{Id, Ids};

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

impl pack::Body for Body {
    const KIND: Kind = Kind::Index;
    type Model = Arc<Model>;

    fn check(&self, header: &Header, findings: &Findings) {
        references::check(header, self, findings);
    }

    fn reads(&self) -> Ids {
        let named = |(quantity, _)| match quantity {
            Quantity::Parameter(reference) => Some(reference.parameter),
            Quantity::Number(_) => None,
        };
        quantities(self).into_iter().filter_map(named).collect()
    }

    fn model(&self, _: &Header, values: &Values, findings: &Findings) -> Result<Self::Model, Vec<Id>> {
        model::build(self, values, findings).map(Arc::new)
    }

    // an index stands alone: there is no way to put a file on top of it
    fn extended(&self, _: &Self, _: &Findings) -> Self {
        self.clone()
    }

    fn relocate(&self, _: &Parsed<Self>, diagnostic: Diagnostic) -> Diagnostic {
        diagnostic
    }

    fn test(pack: &Arc<Loaded<Self>>) -> Result<(), Error> {
        packtest::run(&CohortFramework(Arc::clone(pack)))
    }
}

impl CohortFramework {
    /// Reads an index from YAML or JSON; `file` is the name it goes by in diagnostics.
    ///
    /// # Errors
    /// A pack error with file, line, column, pointer and help for everything that is wrong with it, its own tests included.
    pub fn parse(text: &str, file: Option<&str>) -> Result<Self, Error> {
        Loaded::parse(text, file).map(Self)
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
        Ok(Index::new(self.clone(), model, (frame, run, recorder), table.subjects().to_vec()))
    }

    /// Fits the index to a cohort and keeps what was fitted, so that subjects who come later are scored against that cohort.
    ///
    /// # Errors
    /// As [`CohortFramework::index`].
    pub fn freeze(&self, cohort: &Table, as_of: Option<Date>) -> Result<Frozen, Error> {
        self.index_on(cohort, as_of).map(|index| Frozen::new(&index, as_of))
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
