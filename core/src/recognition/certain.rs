//! How sure a commendation is, beside it: the rank set of the standing against the places. It advises; legal quotas use exact points.

use super::decision::{Decision, State};
use super::decisions::Decisions;
use crate::error::Error;

/// What standings say of somebody's rank among the places of a quota.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Advice {
    pub(crate) best: usize,
    pub(crate) worst: usize,
    pub(crate) places: u32,
}

impl Advice {
    /// The best rank that is possible.
    #[must_use]
    pub const fn best(self) -> usize {
        self.best
    }

    /// The worst rank that is possible.
    #[must_use]
    pub const fn worst(self) -> usize {
        self.worst
    }

    /// The places there are.
    #[must_use]
    pub const fn places(self) -> u32 {
        self.places
    }

    /// Whether it is certain to be within the places.
    #[must_use]
    pub fn is_certain(self) -> bool {
        u32::try_from(self.worst).is_ok_and(|worst| worst <= self.places)
    }
}

impl Decisions {
    /// How sure a commendation is, where standings were given, their scheme names a source of error, and a quota says how many places
    /// there are. Nothing adverse is ever said by a rank.
    ///
    /// # Errors
    /// As [`Standings::certainty`](crate::contribution::Standings::certainty).
    pub fn advice(&self, decision: &Decision) -> Result<Option<Advice>, Error> {
        let quota = matches!(decision.state(), State::Commend | State::EligibleOverQuota);
        let limits = self.limits().iter().filter(|limit| limit.stage == decision.stage);
        let places = limits.map(|limit| limit.places).max().filter(|_| quota);
        let (Some(standings), Some(places)) = (&self.0.standings, places) else { return Ok(None) };
        let sure = standings.certainty()?.of(decision.subject().as_str());
        Ok(sure.map(|sure| {
            let set = sure.simultaneous.unwrap_or(sure.marginal);
            Advice { best: set.lower(), worst: set.upper(), places }
        }))
    }
}
