//! What indicators weigh in truth.
//!
//! Paruolo, Saisana and Saltelli, *Ratings and rankings: voodoo or science?*, JRSS A 2013: a weight is not an importance; the squared correlation with the
//! index is nearer to one.

use crate::cohort::column::correlation;
use crate::cohort::index::Index;
use crate::error::Error;
use crate::num::{Float, Real};

/// An indicator's weight in the index, and its importance.
#[derive(Debug, Clone, PartialEq)]
pub struct Importance {
    indicator: String,
    weight: Real,
    correlation: Option<Real>,
    share: Option<Real>,
}

impl Importance {
    /// The indicator.
    #[must_use]
    pub fn indicator(&self) -> &str {
        &self.indicator
    }

    /// Its effective weight: the product of the shares on every way up to the index, as if all means were arithmetic.
    #[must_use]
    pub const fn weight(&self) -> Real {
        self.weight
    }

    /// Its correlation with the index.
    #[must_use]
    pub const fn correlation(&self) -> Option<Real> {
        self.correlation
    }

    /// Its squared correlation as a share of those of all indicators.
    #[must_use]
    pub const fn share(&self) -> Option<Real> {
        self.share
    }
}

impl Index {
    /// What each indicator weighs in the index, and how important it is, in the order of ids.
    ///
    /// # Errors
    /// [`Code::OVERFLOW`](crate::Code::OVERFLOW) for a number too large to be held.
    pub fn importances(&self) -> Result<Vec<Importance>, Error> {
        let leaves = self.model.leaves.len();
        let mut weights = vec![Float::ZERO; leaves.saturating_add(self.model.nodes.len())];
        weights.last_mut().into_iter().for_each(|top| *top = Float::ONE);
        // from the index down: every node hands its weight to its parts
        for at in (0..self.model.nodes.len()).rev() {
            let own = weights.get(leaves.saturating_add(at)).copied().unwrap_or(Float::ZERO);
            let (weighed, sum) = self.weighed(at);
            for (slot, weight) in weighed {
                weights.get_mut(slot).into_iter().for_each(|cell| *cell = *cell + own * weight / sum);
            }
        }
        let top = self.column(self.model.top());
        let found: Vec<Option<Float>> = (0..leaves).map(|slot| correlation(self.column(slot), top)).collect();
        let all = Float::total(found.iter().flatten().map(|own| own.squared()));
        let one = |((leaf, weight), own): ((&crate::cohort::model::Leaf, &Float), &Option<Float>)| {
            Ok(Importance {
                indicator: leaf.id.to_string(),
                weight: weight.real()?,
                correlation: own.map(Float::real).transpose()?,
                // where none goes with the index, none accounts for anything
                share: own
                    .filter(|_| all > Float::ZERO)
                    .map(|own| (own.squared() / all).real())
                    .transpose()?,
            })
        };
        self.model.leaves.iter().zip(&weights).zip(&found).map(one).collect()
    }
}
