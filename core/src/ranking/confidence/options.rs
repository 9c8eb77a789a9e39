//! How sure rank confidence sets are to be, and of what.

use serde::{Deserialize, Serialize};

use crate::ranking::Better;

/// Which ends of a rank confidence set are bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bounds {
    /// Both: how good and how bad the rank may be.
    #[default]
    Both,
    /// Only how good it may be; the worst is open.
    Lower,
    /// Only how bad it may be; the best is open.
    Upper,
}

/// Options of rank confidence sets. A coverage of 95 %, 20,000 draws from seed 0, the highest first and both bounds, unless
/// said otherwise.
///
/// # Examples
/// ```
/// use thidua::ranking::{Better, Confidence};
/// let options = Confidence::default().coverage(0.9).better(Better::Lower);
/// # let _ = options;
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Confidence {
    pub(super) coverage: f64,
    pub(super) draws: u32,
    pub(super) seed: u64,
    pub(super) better: Better,
    pub(super) bounds: Bounds,
}

impl Default for Confidence {
    fn default() -> Self {
        Self { coverage: 0.95, draws: 20_000, seed: 0, better: Better::Higher, bounds: Bounds::Both }
    }
}

impl Confidence {
    /// The probability with which the sets hold the true ranks, between 0 and 1.
    #[must_use]
    pub const fn coverage(mut self, coverage: f64) -> Self {
        self.coverage = coverage;
        self
    }

    /// Draws the critical values are read from: 100 to 1,000,000, and at least 1 / (1 − coverage).
    #[must_use]
    pub const fn draws(mut self, draws: u32) -> Self {
        self.draws = draws;
        self
    }

    /// Where the draws begin: the same seed gives the same sets everywhere.
    #[must_use]
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Which estimates come first.
    #[must_use]
    pub const fn better(mut self, better: Better) -> Self {
        self.better = better;
        self
    }

    /// Which ends are bounded.
    #[must_use]
    pub const fn bounds(mut self, bounds: Bounds) -> Self {
        self.bounds = bounds;
        self
    }
}
