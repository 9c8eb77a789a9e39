//! The outranking matrix of a node: what share of the weight of its parts says that one subject is better than another.
//!
//! Munda and Nardo, *Noncompensatory/nonlinear composite indicators for ranking countries*, Applied Economics 2009; OECD and JRC, *Handbook on constructing
//! composite indicators*, 2008, step 6.

use crate::cohort::aggregate::{Parts, outranking};
use crate::cohort::index::Index;
use crate::cohort::model::From;
use crate::error::Error;
use crate::num::{Float, Real};

/// Subjects with enough parts, and what share of the weight says that the one of the row is better than that of the column, with half of what
/// says they are even.
pub type Outranking<'a> = (Vec<&'a str>, Vec<Vec<Real>>);

impl Index {
    /// The outranking matrix of a node, subjects in the order of their names; nobody for what has no parts.
    ///
    /// # Errors
    /// [`Code::UNKNOWN_NODE`](crate::Code::UNKNOWN_NODE).
    pub fn outranking(&self, node: &str) -> Result<Outranking<'_>, Error> {
        let parts = self.parts(node)?;
        let at = self.slot(node)?.checked_sub(self.model.leaves.len());
        let weighed = at.and_then(|at| self.run.fits.weights.get(at)).and_then(Option::as_ref);
        let group = at.and_then(|at| match &self.model.nodes.get(at)?.from {
            From::Parts(group) => Some(group),
            From::Constant(_) => None,
        });
        let (Some(weighed), Some(group)) = (weighed, group) else { return Ok((Vec::new(), Vec::new())) };
        let (names, columns): (Vec<&str>, Vec<&[Option<Float>]>) = parts.into_iter().unzip();
        // whoever has a score has enough of the indicators
        let column = self.column(self.slot(node)?);
        let below: Vec<Float> =
            column.iter().map(|score| score.map_or(Float::ZERO, |_| Float::ONE)).collect();
        let (rows, matrix) = outranking(&Parts {
            names: &names,
            columns: &columns,
            weights: &weighed.weights,
            subjects: &self.frame.subjects,
            available: group.available,
            below: &below,
        });
        let subjects =
            rows.iter().filter_map(|at| self.frame.subjects.get(*at).map(String::as_str)).collect();
        let told = |row: Vec<Float>| row.into_iter().map(Float::real).collect();
        Ok((subjects, matrix.into_iter().map(told).collect::<Result<_, _>>()?))
    }
}
