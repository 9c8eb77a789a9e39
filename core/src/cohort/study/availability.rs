//! How much of the figures of each subject is there.
//!
//! OECD and JRC, *Handbook on constructing composite indicators*, 2008, steps 2 and 3; the counts are those of the package COINr.

use crate::cohort::index::Index;
use crate::error::Error;
use crate::num::{Float, Real};

/// The figures of one subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Availability {
    subject: String,
    of: usize,
    missing: usize,
    zero: usize,
    available: Real,
    not_zero: Option<Real>,
}

impl Availability {
    /// The subject.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// How many indicators there are.
    #[must_use]
    pub const fn of(&self) -> usize {
        self.of
    }

    /// How many figures are missing.
    #[must_use]
    pub const fn missing(&self) -> usize {
        self.missing
    }

    /// How many figures are 0.
    #[must_use]
    pub const fn zero(&self) -> usize {
        self.zero
    }

    /// The share of indicators with a figure.
    #[must_use]
    pub const fn available(&self) -> Real {
        self.available
    }

    /// The share of figures that are not 0; none where no figure is there.
    #[must_use]
    pub const fn not_zero(&self) -> Option<Real> {
        self.not_zero
    }
}

impl Index {
    /// How much of the figures of each subject is there after a stage, such as `raw`, in the caller's order of subjects.
    ///
    /// # Errors
    /// [`Code::UNKNOWN_CHOICE`](crate::Code::UNKNOWN_CHOICE) for a stage the pack does not have.
    pub fn availability(&self, stage: &str) -> Result<Vec<Availability>, Error> {
        let columns = self.figures(stage)?;
        let of = columns.len();
        let mut found = Vec::with_capacity(self.subjects().len());
        for (subject, at) in self.subjects().iter().zip(&self.frame.order) {
            let own: Vec<Float> = columns.iter().filter_map(|column| *column.get(*at)?).collect();
            let there = Float::count(own.len());
            let zero = own.iter().filter(|value| **value == Float::ZERO).count();
            let not_zero = || (Float::count(own.len().saturating_sub(zero)) / there).real();
            found.push(Availability {
                subject: subject.clone(),
                of,
                missing: of.saturating_sub(own.len()),
                zero,
                available: (there / Float::count(of)).real()?,
                not_zero: (!own.is_empty()).then(not_zero).transpose()?,
            });
        }
        Ok(found)
    }
}
