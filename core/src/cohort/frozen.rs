//! What was fitted to a past cohort, against which subjects are scored who come later.

use std::sync::Arc;

use super::frame::Frame;
use super::framework::CohortFramework;
use super::index::Index;
use super::model::Model;
use super::run::{Fits, run};
use super::step::Recorder;
use super::table::Table;
use crate::error::Error;

/// An index with the statistics of a past cohort: means and ranges, treatments, stand-ins and weights.
///
/// # Examples
/// ```
/// # use thidua::CohortFramework;
/// # use thidua::cohort::Table;
/// # let pack = "{pack: x, edition: '1', kind: index, title: {vi: x, en: x}, citations: {s: {title: s, date: 2024-01-01, grade: weak}},
/// #   publish: {places: 1, rounding: half_up, ranks_on: full}, stages: [{normalise: {min_max: {}}}],
/// #   index: {id: top, cite: s, label: {vi: x, en: x}, aggregate: arithmetic, children: [{id: x, label: {vi: x, en: x}}]}}";
/// let framework = CohortFramework::parse(pack, None)?;
/// let past = Table::new(["a", "b"])?.numbers("x", &[Some(10.0), Some(30.0)])?;
/// let late = Table::new(["c"])?.numbers("x", &[Some(20.0)])?;
/// let frozen = framework.freeze(&past, None)?;
/// assert_eq!(frozen.index(&late)?.score("top", "c")?, Some(thidua::Real::new(0.5)?));
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Frozen {
    framework: CohortFramework,
    model: Arc<Model>,
    fits: Fits,
}

impl Frozen {
    pub(super) fn new(index: &Index) -> Self {
        let (framework, model) = (index.framework.clone(), Arc::clone(&index.model));
        Self { framework, model, fits: index.run.fits.clone() }
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
        Ok(Index::new(self.framework.clone(), Arc::clone(&self.model), parts, table.subjects().to_vec()))
    }
}
