//! Two indices over the same subjects: another edition of the pack, another year, one thing changed.

use crate::cohort::index::Index;
use crate::error::Error;
use crate::num::{Fraction, Real};

/// Two indices, subject by subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    changes: Vec<Change>,
    only_before: Vec<String>,
    only_after: Vec<String>,
}

impl Comparison {
    /// The subjects of both, in the order of the first.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Those of the first alone.
    #[must_use]
    pub fn only_before(&self) -> &[String] {
        &self.only_before
    }

    /// Those of the second alone.
    #[must_use]
    pub fn only_after(&self) -> &[String] {
        &self.only_after
    }
}

/// One subject before and after.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    subject: String,
    scores: (Option<Real>, Option<Real>),
    ranks: (Option<Fraction>, Option<Fraction>),
    levels: (Option<String>, Option<String>),
}

impl Change {
    /// The subject.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Its scores, before and after.
    #[must_use]
    pub const fn scores(&self) -> (Option<Real>, Option<Real>) {
        self.scores
    }

    /// Its ranks.
    #[must_use]
    pub const fn ranks(&self) -> &(Option<Fraction>, Option<Fraction>) {
        &self.ranks
    }

    /// The ids of its levels.
    #[must_use]
    pub const fn levels(&self) -> &(Option<String>, Option<String>) {
        &self.levels
    }
}

impl Index {
    /// Compares the index with another over the same subjects, at the top of both.
    ///
    /// # Errors
    /// [`Code::OVERFLOW`](crate::Code::OVERFLOW) for a score with too many digits.
    pub fn compare(&self, other: &Self) -> Result<Comparison, Error> {
        let (mut changes, mut only_before) = (Vec::new(), Vec::new());
        for subject in self.subjects() {
            if other.place(subject).is_err() {
                only_before.push(subject.clone());
                continue;
            }
            let level = |index: &Self| {
                let level = index.level(index.top(), subject);
                level.map(|level| level.map(|level| level.id().to_string()))
            };
            changes.push(Change {
                subject: subject.clone(),
                scores: (self.score(self.top(), subject)?, other.score(other.top(), subject)?),
                ranks: (self.rank(self.top(), subject)?, other.rank(other.top(), subject)?),
                levels: (level(self)?, level(other)?),
            });
        }
        let new = |subject: &&String| self.place(subject).is_err();
        let only_after = other.subjects().iter().filter(new).cloned().collect();
        Ok(Comparison { changes, only_before, only_after })
    }
}
