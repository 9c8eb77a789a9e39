//! How sure an index is: computed again and again with what was judgement varied.
//!
//! Saisana, Saltelli and Tarantola, *Uncertainty and sensitivity analysis techniques as tools for the quality assessment of composite
//! indicators*, JRSS A 2005; OECD and JRC, *Handbook on constructing composite indicators*, 2008, step 7.

mod document;
mod factor;
mod intervals;
mod sensitivity;
mod vary;

pub use self::intervals::{Certainty, SubjectCertainty};
pub use self::sensitivity::{Sensitivities, Sensitivity};

pub(crate) use self::document::Document as Plan;
use self::vary::Vary;
use super::index::Index;
use super::table::Table;
use crate::error::{Error, ErrorKind};
use crate::source::Source;

/// What is varied, how often, and where the draws begin: a small document of its own, in the words of packs.
///
/// # Examples
/// ```
/// # use thidua::CohortFramework;
/// use thidua::cohort::{Table, Uncertainty};
/// # let pack = "{pack: x, edition: '1', kind: index, title: {vi: x, en: x}, citations: {s: {title: s, date: 2024-01-01, grade: weak}},
/// #   publish: {places: 1, rounding: half_up, ranks_on: full}, stages: [{normalise: {min_max: {to: 100}}}],
/// #   index: {id: top, cite: s, label: {vi: x, en: x}, aggregate: arithmetic, children: [
/// #     {id: x, label: {vi: x, en: x}}, {id: z, label: {vi: z, en: z}}]}}";
/// let framework = CohortFramework::parse(pack, None)?;
/// let table = Table::new(["a", "b", "c"])?
///     .numbers("x", &[Some(1.0), Some(2.0), Some(3.0)])?
///     .numbers("z", &[Some(2.0), Some(3.0), Some(1.0)])?;
/// let index = framework.index(&table)?;
/// let plan = Uncertainty::parse("{replicates: 500, seed: 1, factors: [{id: weights, weights: {noise: 0.25}}]}", None)?;
/// let certainty = index.uncertainty(&plan, None)?;
/// // b has 75 of 100, and is first under all these weights
/// assert_eq!(certainty.subjects()[1].ranks(), (1, 1));
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Uncertainty(Plan);

impl Uncertainty {
    /// Reads a plan from YAML or JSON: `replicates`, `seed`, `coverage` (0.9 where left out) and `factors`.
    ///
    /// # Errors
    /// Those of any document, with file, line, column and pointer.
    pub fn parse(text: &str, file: Option<&str>) -> Result<Self, Error> {
        let source = Source::statistical(text, file, ErrorKind::Data)?;
        Self::of(source.decode(&source.tree()?)?).map_err(|error| source.place(error))
    }

    pub(crate) fn of(plan: Plan) -> Result<Self, Error> {
        plan.check()?;
        Ok(Self(plan))
    }
}

impl Index {
    /// Computes the index again with every factor of the plan varied at once, and tells which ranks and levels each subject then has.
    /// `errors` holds the standard errors of figures, in columns named as those of the table, for a factor that varies the figures.
    ///
    /// # Errors
    /// [`Code::NO_EFFECT`](crate::Code::NO_EFFECT) for a factor that changes no score, naming it; [`Code::UNKNOWN_NODE`](crate::Code::UNKNOWN_NODE) for one that
    /// names a node there is none of; and whatever one of the replicates ends in.
    pub fn uncertainty(&self, plan: &Uncertainty, errors: Option<&Table>) -> Result<Certainty, Error> {
        let vary = Vary::new(self, &plan.0, errors)?;
        vary.every_factor_counts()?;
        intervals::certainty(&vary, &plan.0)
    }

    /// Tells how much of what varies each factor accounts for, alone and together with the others, by n (k + 2) runs for k factors and n
    /// replicates.
    ///
    /// # Errors
    /// As [`Index::uncertainty`].
    pub fn sensitivity(&self, plan: &Uncertainty, errors: Option<&Table>) -> Result<Sensitivities, Error> {
        let vary = Vary::new(self, &plan.0, errors)?;
        vary.every_factor_counts()?;
        sensitivity::sensitivities(&vary, &plan.0)
    }
}
