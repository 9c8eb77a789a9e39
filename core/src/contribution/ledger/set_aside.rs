//! Rows that were left out: every one is counted, the first are listed.

use crate::error::Diagnostic;

/// How many are listed in full.
const LISTED: usize = 1000;

/// The rows that were left out of a ledger.
#[derive(Debug, Clone, Default)]
pub struct SetAside {
    count: u64,
    listed: Vec<Diagnostic>,
}

impl SetAside {
    /// Of a ledger that was read whole.
    pub(super) const fn none() -> Self {
        Self { count: 0, listed: Vec::new() }
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.count = self.count.saturating_add(1);
        if self.listed.len() < LISTED {
            self.listed.push(diagnostic);
        }
    }

    /// Those of two pieces.
    pub(super) fn and(&self, other: &Self) -> Self {
        let listed = self.listed.iter().chain(&other.listed).take(LISTED).cloned().collect();
        Self { count: self.count.saturating_add(other.count), listed }
    }

    /// How many there are.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// The first thousand: each with its place, code and reason.
    #[must_use]
    pub fn listed(&self) -> &[Diagnostic] {
        &self.listed
    }
}
