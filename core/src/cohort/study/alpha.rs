//! Whether the parts of a node measure one thing.
//!
//! Cronbach, *Coefficient alpha and the internal structure of tests*, Psychometrika 1951: k / (k − 1) (1 − Σ s² / s²(sum)), over the subjects that have
//! all parts.

use crate::cohort::column::{Deviation, deviation};
use crate::cohort::index::Index;
use crate::cohort::model::From;
use crate::error::{Code, Diagnostic, Error};
use crate::num::{Float, Real};

/// A part and its column.
pub(super) type Named<'a> = (&'a str, &'a [Option<Float>]);

impl Index {
    /// Cronbach's alpha of the parts of a node: 1 where they all say the same; 0.7 is often asked for.
    ///
    /// # Errors
    /// [`Code::UNKNOWN_NODE`]; [`Code::UNDEFINED`] for fewer than two parts or subjects that have all of them, or a sum that does not vary.
    pub fn cronbach_alpha(&self, node: &str) -> Result<Real, Error> {
        let columns = self.parts(node)?;
        let undefined = |why: &str| {
            Diagnostic::new(Code::UNDEFINED).with("what", format_args!("`{node}`")).with("why", why).data()
        };
        let row = |subject: usize| -> Option<Vec<Float>> {
            columns.iter().map(|(_, column)| column.get(subject).copied().flatten()).collect()
        };
        let rows: Vec<Vec<Float>> = (0..self.frame.subjects.len()).filter_map(row).collect();
        if columns.len() < 2 || rows.len() < 2 {
            return Err(undefined("fewer than two parts, or fewer than two subjects have all of them"));
        }
        let variance = |values: Vec<Float>| deviation(&values, Deviation::Sample).squared();
        let of = |at: usize| variance(rows.iter().filter_map(|row| row.get(at).copied()).collect());
        let parts = Float::total((0..columns.len()).map(of));
        let whole = variance(rows.iter().map(|row| Float::total(row.iter().copied())).collect());
        if whole == Float::ZERO {
            return Err(undefined("the sum of the parts does not vary"));
        }
        let k = Float::count(columns.len());
        (k / (k - Float::ONE) * (Float::ONE - parts / whole)).real()
    }

    /// The parts of a node that were not left out, with their columns.
    pub(super) fn parts(&self, node: &str) -> Result<Vec<Named<'_>>, Error> {
        let slot = self.slot(node)?;
        let inner = slot.checked_sub(self.model.leaves.len()).and_then(|at| self.model.nodes.get(at));
        let Some(From::Parts(group)) = inner.map(|node| &node.from) else { return Ok(Vec::new()) };
        let kept = group.parts.iter().filter(|slot| self.run.fits.left.get(**slot) != Some(&true));
        Ok(kept.map(|slot| (self.model.name(*slot), self.column(*slot).as_slice())).collect())
    }
}
