//! How many of the cohort a figure is better than.
//!
//! Borda, *Mémoire sur les élections au scrutin*, 1781, as a score of one indicator; the rank less one.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::rank::place;
use super::{Fitted, Method, Sample};
use crate::error::Diagnostic;
use crate::num::Float;
use crate::ranking::Ties;

/// How many are worse; with `ties: mean` half of those that share the figure count too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = ""))]
pub(crate) struct Borda<Q> {
    /// The rank of those that share a figure.
    #[serde(default)]
    pub(crate) ties: Ties,
    #[serde(skip)]
    pub(crate) number: PhantomData<Q>,
}

impl<Q> Borda<Q> {
    pub(super) const fn map<R>(&self, _: &impl Fn(&Q) -> R) -> Borda<R> {
        Borda { ties: self.ties, number: PhantomData }
    }
}

impl Method for Borda<Float> {
    fn fit(&self, sample: &Sample<'_>) -> Result<Fitted, Diagnostic> {
        Ok(Fitted::Place(place(sample, self.ties, Float::ONE, Float::ONE, Float::ONE)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Direction;
    use super::super::testing::check;
    use super::*;

    #[test]
    fn how_many_are_worse() {
        let plain = Borda { ties: Ties::Min, number: PhantomData };
        check(&plain, &[5.0, 7.0, 5.0, 1.0], Direction::Higher, &[1.0, 3.0, 1.0, 0.0], 0.0);
    }
}
