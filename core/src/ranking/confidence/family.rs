//! A family of hypotheses of which each says that one unit is not better than another, and the stepping down through it.

use super::draws::{BLOCK, Block};
use crate::num::Float;

/// Which of the two hypotheses about a pair still stand: bit 0 that the first is not better, bit 1 that the second is not.
pub(super) type Open = u8;

pub(super) const FIRST: Open = 1;
pub(super) const SECOND: Open = 2;
pub(super) const BOTH: Open = FIRST | SECOND;

/// Hypotheses rejected together at one coverage.
pub(super) struct Family {
    open: Vec<Open>,
    /// The largest statistic of each draw so far.
    largest: Vec<Float>,
    /// The same for the draws of the block in hand.
    now: Block,
    /// Whether the last step rejected something, so that another is due.
    going: bool,
}

impl Family {
    pub(super) fn new(open: Vec<Open>) -> Self {
        let going = open.iter().any(|open| *open != 0);
        Self { open, largest: Vec::new(), now: [Float::LEAST; BLOCK], going }
    }

    pub(super) fn is_going(&self) -> bool {
        self.going
    }

    /// What still stands about each pair.
    pub(super) fn open(&self) -> &[Open] {
        &self.open
    }

    /// Before the first block of a step, with room for all draws.
    pub(super) fn begin(&mut self, draws: usize) {
        self.largest.clear();
        self.largest.reserve_exact(draws);
    }

    /// Takes the statistic of the pair `at` into account, in each draw of the block: that of its first unit against its
    /// second, or where `turned`, of its second against its first.
    #[inline]
    pub(super) fn raise(&mut self, at: usize, statistic: &Block, turned: bool) {
        let open = self.open.get(at).copied().unwrap_or(0);
        let draws = self.now.iter_mut().zip(statistic);
        match (open, turned) {
            (BOTH, _) => draws.for_each(|(now, value)| *now = now.max(value.abs())),
            (FIRST, false) | (SECOND, true) => draws.for_each(|(now, value)| *now = now.max(*value)),
            (FIRST, true) | (SECOND, false) => draws.for_each(|(now, value)| *now = now.max(-*value)),
            _ => {}
        }
    }

    /// Takes in the largest statistics of more draws.
    pub(super) fn take(&mut self, find: impl FnOnce(&[Open], &mut Vec<Float>)) {
        find(&self.open, &mut self.largest);
    }

    /// Ends a block of which so many draws count.
    pub(super) fn end_block(&mut self, draws: usize) {
        self.largest.extend(self.now.iter().take(draws));
        self.now = [Float::LEAST; BLOCK];
    }

    /// Ends a step: rejects every hypothesis whose statistic in the data is above the critical value, which is the statistic
    /// in the place `quantile` of all draws. `observed` gives the statistic of a pair, of its first unit against its second;
    /// none where both are known and equal.
    pub(super) fn cut(&mut self, quantile: usize, observed: impl Fn(usize) -> Option<Float>) {
        self.going = false;
        let Some(critical) = Float::nth(&mut self.largest, quantile) else { return };
        for (at, open) in self.open.iter_mut().enumerate() {
            let Some(value) = observed(at).filter(|_| *open != 0) else { continue };
            let proved =
                if value > critical { FIRST } else { 0 } | if -value > critical { SECOND } else { 0 };
            let rejected = *open & proved;
            *open &= !rejected;
            self.going |= rejected != 0;
        }
        self.going &= self.open.iter().any(|open| *open != 0);
        if !self.going {
            self.largest = Vec::new();
        }
    }
}
