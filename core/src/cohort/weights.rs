//! What the parts of a node weigh: for all subjects, and for one of them where each has weights of its own.

use super::index::Index;
use super::model::From;
use crate::error::Error;
use crate::num::{Float, Real};

/// The weight that a part of a node has for one subject alone, by the benefit of the doubt.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnWeight {
    part: String,
    weight: Real,
    share: Real,
}

impl OwnWeight {
    /// The part.
    #[must_use]
    pub fn part(&self) -> &str {
        &self.part
    }

    /// What the subject's score at the part is multiplied by.
    #[must_use]
    pub const fn weight(&self) -> Real {
        self.weight
    }

    /// The share of the whole that comes to the subject by this part.
    #[must_use]
    pub const fn share(&self) -> Real {
        self.share
    }
}

impl Index {
    /// The weights of the parts of a node, as shares of one; none of an indicator or a number. Where each subject has weights of its own, these
    /// are the means of what comes to the wholes by each part.
    ///
    /// # Errors
    /// [`Code::UNKNOWN_NODE`](crate::Code::UNKNOWN_NODE).
    pub fn weights(&self, node: &str) -> Result<Vec<(&str, Real)>, Error> {
        let Some(at) = self.slot(node)?.checked_sub(self.model.leaves.len()) else { return Ok(Vec::new()) };
        let (weights, sum) = self.weighed(at);
        let named = |(slot, weight): (usize, Float)| Ok((self.model.name(slot), (weight / sum).real()?));
        weights.into_iter().map(named).collect()
    }

    /// The weights that the parts of a node have for one subject alone: where they do, which is so at a node of `benefit_of_the_doubt`; else, and for
    /// a subject without a score there, none. Where several sets of weights suit a subject equally, this is one of them.
    ///
    /// # Errors
    /// [`Code::UNKNOWN_NODE`](crate::Code::UNKNOWN_NODE) and [`Code::UNKNOWN_SUBJECT`](crate::Code::UNKNOWN_SUBJECT).
    ///
    /// # Examples
    /// ```
    /// # #[cfg(feature = "benefit-of-the-doubt")]
    /// # {
    /// # use thidua::CohortFramework;
    /// use thidua::cohort::Table;
    /// # let pack = "{pack: x, edition: '1', kind: index, title: {vi: x, en: x}, citations: {s: {title: s, date: 2024-01-01, grade: weak}},
    /// #   publish: {places: 2, rounding: half_up, ranks_on: full},
    /// #   index: {id: top, cite: s, label: {vi: x, en: x}, aggregate: {benefit_of_the_doubt: {shares: {at_least: 0.5, at_most: 0.5}}}, children: [
    /// #     {id: x, label: {vi: x, en: x}}, {id: z, label: {vi: z, en: z}}]}}";
    /// let table = Table::parse("figures: {A: {x: 4, z: 1}, B: {x: 1, z: 8}, C: {x: 2, z: 4}}", None)?;
    /// let index = CohortFramework::parse(pack, None)?.index(&table)?;
    /// // a half of 0.8 has to come from each: 0.2 · 2 and 0.1 · 4
    /// let own = index.own_weights("top", "C")?;
    /// assert_eq!(own.iter().map(|own| own.weight().get()).collect::<Vec<_>>(), [0.2, 0.1]);
    /// assert_eq!(own.iter().map(|own| own.share().get()).collect::<Vec<_>>(), [0.5, 0.5]);
    /// # }
    /// # Ok::<(), thidua::Error>(())
    /// ```
    pub fn own_weights(&self, node: &str, subject: &str) -> Result<Vec<OwnWeight>, Error> {
        let (slot, place) = (self.slot(node)?, self.place(subject)?);
        let Some(at) = slot.checked_sub(self.model.leaves.len()) else { return Ok(Vec::new()) };
        let own = self.run.own.get(at).and_then(Option::as_ref).and_then(|own| own.get(place));
        let kept = self.kept_parts(at);
        let mut found = Vec::new();
        for one in own.into_iter().flatten() {
            let part = kept.get(one.at).map_or("", |slot| self.model.name(*slot)).to_owned();
            found.push(OwnWeight { part, weight: one.weight.real()?, share: one.share.real()? });
        }
        Ok(found)
    }

    /// The slots of the parts of a node, by its place, that were not left out.
    fn kept_parts(&self, at: usize) -> Vec<usize> {
        let parts = match self.model.nodes.get(at).map(|node| &node.from) {
            Some(From::Parts(group)) => group.parts.as_slice(),
            _ => &[],
        };
        parts.iter().copied().filter(|slot| self.run.fits.left.get(*slot) != Some(&true)).collect()
    }

    /// The slots of the parts of a node, by its place, each with its weight; and the sum of these, which is above 0.
    pub(super) fn weighed(&self, at: usize) -> (Vec<(usize, Float)>, Float) {
        let kept = self.kept_parts(at);
        let weights: Vec<Float> = match self.run.own.get(at).and_then(Option::as_ref) {
            Some(own) => {
                let mut sums = vec![Float::ZERO; kept.len()];
                for one in own.iter().flatten() {
                    sums.get_mut(one.at).into_iter().for_each(|sum| *sum = *sum + one.share);
                }
                sums
            }
            None => {
                let weighed = self.run.fits.weights.get(at).and_then(Option::as_ref);
                weighed.map_or_else(Vec::new, |weighed| weighed.weights.clone())
            }
        };
        let sum = Float::total(weights.iter().copied());
        let weights = kept.into_iter().zip(weights).collect();
        // nothing comes to anybody by any part: there is no share to tell
        (weights, if sum > Float::ZERO { sum } else { Float::ONE })
    }
}
