//! Sets of ranks, and what they say of the best and the worst.

/// The ranks a unit may have: from `lower`, the best, to `upper`, the worst; both counted from 1 and included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RankSet {
    lower: usize,
    upper: usize,
}

impl RankSet {
    /// The ranks from the best to the worst.
    pub(crate) const fn new(lower: usize, upper: usize) -> Self {
        Self { lower, upper }
    }

    /// One more than how many were proved better, to all less how many were proved worse.
    pub(in crate::ranking) fn of(units: usize, proved_better: usize, proved_worse: usize) -> Self {
        Self { lower: proved_better.saturating_add(1), upper: units.saturating_sub(proved_worse) }
    }

    /// The best rank it may have.
    #[must_use]
    pub const fn lower(self) -> usize {
        self.lower
    }

    /// The worst rank it may have.
    #[must_use]
    pub const fn upper(self) -> usize {
        self.upper
    }

    /// Whether the rank is possible.
    #[must_use]
    pub const fn contains(self, rank: usize) -> bool {
        self.lower <= rank && rank <= self.upper
    }
}

/// Rank confidence sets of all units, in the caller's order of units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfidenceSets {
    ranks: Vec<usize>,
    marginal: Vec<RankSet>,
    simultaneous: Vec<RankSet>,
}

impl ConfidenceSets {
    pub(in crate::ranking) fn of(
        ranks: Vec<usize>,
        marginal: Vec<RankSet>,
        simultaneous: Vec<RankSet>,
    ) -> Self {
        Self { ranks, marginal, simultaneous }
    }

    /// The rank of each estimate, equal ones sharing the best: what a plain ranking prints.
    #[must_use]
    pub fn ranks(&self) -> &[usize] {
        &self.ranks
    }

    /// For each unit, a set that holds its true rank with the coverage: for questions about one unit.
    #[must_use]
    pub fn marginal(&self) -> &[RankSet] {
        &self.marginal
    }

    /// Sets that with the coverage hold all true ranks at once: for questions about the whole table.
    #[must_use]
    pub fn simultaneous(&self) -> &[RankSet] {
        &self.simultaneous
    }

    /// The units that may be among the best `tau`: with the coverage, all that truly are, are listed. By place in the caller's
    /// order, counted from 0.
    #[must_use]
    pub fn tau_best(&self, tau: usize) -> Vec<usize> {
        self.where_set(|set| set.lower <= tau)
    }

    /// The units that may be among the worst `tau`.
    #[must_use]
    pub fn tau_worst(&self, tau: usize) -> Vec<usize> {
        self.where_set(|set| set.upper > self.simultaneous.len().saturating_sub(tau))
    }

    /// The units that are surely among the best `tau`: with the coverage, all that are listed truly are.
    #[must_use]
    pub fn certainly_best(&self, tau: usize) -> Vec<usize> {
        self.where_set(|set| set.upper <= tau)
    }

    /// The units that are surely among the worst `tau`.
    #[must_use]
    pub fn certainly_worst(&self, tau: usize) -> Vec<usize> {
        self.where_set(|set| set.lower > self.simultaneous.len().saturating_sub(tau))
    }

    fn where_set(&self, holds: impl Fn(&RankSet) -> bool) -> Vec<usize> {
        let units = self.simultaneous.iter().enumerate();
        units.filter(|(_, set)| holds(set)).map(|(unit, _)| unit).collect()
    }
}
