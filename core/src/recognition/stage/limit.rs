//! Limits as they came out, and ties at a line: what a quota tells beside who takes the places.

use crate::num::Fraction;
use crate::recognition::policy::document::Within;
use crate::text::Id;

/// One limit as it came out: within what, of how many, how many places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    pub(crate) stage: Id,
    pub(crate) within: Within,
    pub(crate) name: Vec<Id>,
    pub(crate) good: u32,
    pub(crate) candidates: u32,
    pub(crate) places: u32,
    pub(crate) taken: u32,
    /// Candidates of whom something is not known.
    pub(crate) unknown: u32,
    /// The share that holds because the unit came out well enough.
    pub(crate) raised: Option<Fraction>,
    pub(crate) cite: Id,
}

/// Equals at the line of a stage, and how many of them there is room for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TieSet {
    pub(crate) stage: Id,
    pub(crate) members: Vec<Id>,
    pub(crate) places: u32,
}

impl Limit {
    /// The names within which it holds, for people.
    pub(super) fn shown(&self) -> String {
        let names: Vec<&str> = self.name.iter().map(Id::as_str).collect();
        if names.is_empty() { "–".to_owned() } else { names.join(", ") }
    }

    /// The stage.
    #[must_use]
    pub const fn stage(&self) -> &Id {
        &self.stage
    }

    /// Within what it holds.
    #[must_use]
    pub const fn within(&self) -> Within {
        self.within
    }

    /// The unit, the group of similar duties, or both; nothing for the whole agency.
    #[must_use]
    pub fn name(&self) -> &[Id] {
        &self.name
    }

    /// How many are good, candidates not among them.
    #[must_use]
    pub const fn good(&self) -> u32 {
        self.good
    }

    /// How many candidates are counted.
    #[must_use]
    pub const fn candidates(&self) -> u32 {
        self.candidates
    }

    /// How many places there are.
    #[must_use]
    pub const fn places(&self) -> u32 {
        self.places
    }

    /// How many are taken; some may stay empty.
    #[must_use]
    pub const fn taken(&self) -> u32 {
        self.taken
    }

    /// By how many people decided more than there are places: the rules themselves never give one too many.
    #[must_use]
    pub const fn over(&self) -> u32 {
        self.taken.saturating_sub(self.places)
    }

    /// Of how many it is not known whether they are candidates.
    #[must_use]
    pub const fn unknown(&self) -> u32 {
        self.unknown
    }
}

impl TieSet {
    /// The stage.
    #[must_use]
    pub const fn stage(&self) -> &Id {
        &self.stage
    }

    /// Those with equal points.
    #[must_use]
    pub fn members(&self) -> &[Id] {
        &self.members
    }

    /// How many of them there is room for.
    #[must_use]
    pub const fn places(&self) -> u32 {
        self.places
    }
}
