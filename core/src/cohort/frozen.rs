//! What was fitted to a past cohort, against which subjects are scored who come later.

use std::sync::Arc;

use super::frame::Frame;
use super::framework::CohortFramework;
use super::index::Index;
use super::kept;
use super::model::Model;
use super::run::{Fits, run};
use super::step::Recorder;
use super::table::Table;
use crate::canonical;
use crate::date::Date;
use crate::error::Error;

/// An index with the statistics of a past cohort: means and ranges, treatments, stand-ins and weights.
///
/// # Examples
/// ```
/// # use thidua::CohortFramework;
/// # use thidua::cohort::{Frozen, Table};
/// # let pack = "{pack: x, edition: '1', kind: index, title: {vi: x, en: x}, citations: {s: {title: s, date: 2024-01-01, grade: weak}},
/// #   publish: {places: 1, rounding: half_up, ranks_on: full}, stages: [{normalise: {min_max: {}}}],
/// #   index: {id: top, cite: s, label: {vi: x, en: x}, aggregate: arithmetic, children: [{id: x, label: {vi: x, en: x}}]}}";
/// let framework = CohortFramework::parse(pack, None)?;
/// let past = Table::new(["a", "b"])?.numbers("x", &[Some(10.0), Some(30.0)])?;
/// let late = Table::new(["c"])?.numbers("x", &[Some(20.0)])?;
/// let frozen = framework.freeze(&past, None)?;
/// assert_eq!(frozen.index(&late)?.score("top", "c")?, Some(thidua::Real::new(0.5)?));
/// // kept in a file, and years later read again for the same pack
/// let text = frozen.to_json()?;
/// assert_eq!(Frozen::parse(&text, &framework)?.index(&late)?.score("top", "c")?, Some(thidua::Real::new(0.5)?));
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Frozen {
    framework: CohortFramework,
    model: Arc<Model>,
    as_of: Option<Date>,
    fits: Fits,
}

impl Frozen {
    pub(super) fn new(index: &Index) -> Self {
        let (framework, model) = (index.framework.clone(), Arc::clone(&index.model));
        Self { framework, model, as_of: index.as_of, fits: index.run.fits.clone() }
    }

    /// Reads what [`Frozen::to_json`] wrote, for the pack it was written with.
    ///
    /// # Errors
    /// Those of any document; [`Code::FROZEN_OTHERWISE`](crate::Code::FROZEN_OTHERWISE) for what another pack was frozen to, and
    /// [`Code::UNKNOWN_NODE`](crate::Code::UNKNOWN_NODE), [`Code::MISSING_FIELD`](crate::Code::MISSING_FIELD) and
    /// [`Code::LENGTH_MISMATCH`](crate::Code::LENGTH_MISMATCH) for what does not fit it.
    pub fn parse(text: &str, framework: &CohortFramework) -> Result<Self, Error> {
        let (as_of, model, fits) = kept::read(text, framework)?;
        Ok(Self { framework: framework.clone(), model, as_of, fits })
    }

    /// What was fitted, as canonical JSON: by indicator and node, with the name and the digest of the pack. No subject and no figure is in it
    /// but the sorted figures of indicators that are ranked.
    ///
    /// # Errors
    /// [`Code::OVERFLOW`](crate::Code::OVERFLOW) for a number that cannot be written.
    pub fn to_json(&self) -> Result<String, Error> {
        kept::write(&self.framework, &self.model, self.as_of, &self.fits)
    }

    /// SHA-256 of [`Frozen::to_json`].
    ///
    /// # Errors
    /// As [`Frozen::to_json`].
    pub fn digest(&self) -> Result<String, Error> {
        self.to_json().map(|json| canonical::digest(&json))
    }

    /// The day its parameters are of, where one was named.
    #[must_use]
    pub const fn as_of(&self) -> Option<Date> {
        self.as_of
    }

    /// The pack.
    #[must_use]
    pub const fn framework(&self) -> &CohortFramework {
        &self.framework
    }

    /// Scores the subjects of a table against the past cohort. Their ranks are among themselves.
    ///
    /// # Errors
    /// As [`CohortFramework::index`], and [`Code::NEEDS_COHORT`](crate::Code::NEEDS_COHORT) for a node that compares subjects with each other.
    pub fn index(&self, table: &Table) -> Result<Index, Error> {
        let frame = Frame::new(&self.model, table)?;
        let mut recorder = Recorder::default();
        let run = run(&self.model, &frame, Some(&self.fits), &mut recorder)?;
        let parts = (frame, run, recorder);
        Ok(Index::new(
            self.framework.clone(),
            (Arc::clone(&self.model), self.as_of, true),
            parts,
            table.subjects().to_vec(),
        ))
    }
}
