//! Where a subject is strong and where it is weak.

use crate::cohort::index::Index;
use crate::cohort::rank;
use crate::error::Error;
use crate::num::{Float, Fraction, Real};

/// A subject's place at one indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    indicator: String,
    score: Real,
    rank: Fraction,
    among: usize,
}

impl Place {
    /// The indicator.
    #[must_use]
    pub fn indicator(&self) -> &str {
        &self.indicator
    }

    /// The normalised figure.
    #[must_use]
    pub const fn score(&self) -> Real {
        self.score
    }

    /// Its rank.
    #[must_use]
    pub const fn rank(&self) -> &Fraction {
        &self.rank
    }

    /// How many subjects have a figure.
    #[must_use]
    pub const fn among(&self) -> usize {
        self.among
    }
}

impl Index {
    /// The indicators of a subject, from its best rank among those who have a figure to its worst; equal ranks in the order of ids. The first
    /// are its strengths, the last its weaknesses.
    ///
    /// # Errors
    /// [`Code::UNKNOWN_SUBJECT`](crate::Code::UNKNOWN_SUBJECT).
    pub fn profile(&self, subject: &str) -> Result<Vec<Place>, Error> {
        let place = self.place(subject)?;
        let mut found = Vec::new();
        for (slot, leaf) in self.model.leaves.iter().enumerate() {
            let column = self.column(slot);
            let ranks = rank::published(column, self.publish(slot))?;
            let own = column.get(place).copied().flatten().map(Float::real).transpose()?;
            if let (Some(score), Some(Some(rank))) = (own, ranks.get(place).cloned()) {
                let among = column.iter().flatten().count();
                found.push(Place { indicator: leaf.id.to_string(), score, rank, among });
            }
        }
        let share =
            |place: &Place| place.rank.div(&Fraction::from(i64::try_from(place.among).unwrap_or(i64::MAX)));
        found.sort_by_key(share);
        Ok(found)
    }
}
