//! Movement: how standings changed since those before.

use super::standing::Standing;
use super::{Placed, Standings};
use crate::num::Fraction;
use crate::text::Id;

/// How one standing changed since the one before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    pub(crate) contributor: Id,
    pub(crate) before: Option<Placed>,
    pub(crate) score: Option<Fraction>,
    pub(crate) ranks: Option<Fraction>,
}

impl Movement {
    /// Whose standing it is.
    #[must_use]
    pub const fn contributor(&self) -> &Id {
        &self.contributor
    }

    /// The standing before; none for somebody who is new.
    #[must_use]
    pub const fn before(&self) -> Option<&Placed> {
        self.before.as_ref()
    }

    /// How much the score rose; below 0 where it fell, none where one of the two is missing.
    #[must_use]
    pub const fn score(&self) -> Option<&Fraction> {
        self.score.as_ref()
    }

    /// How many ranks better; below 0 for worse. None where one of the two is missing, and where those compared are not
    /// the same group.
    #[must_use]
    pub const fn ranks(&self) -> Option<&Fraction> {
        self.ranks.as_ref()
    }
}

impl Standings {
    /// How everybody moved since the standings before, people first: by id, in the order of these standings.
    #[must_use]
    pub fn since(&self, before: &Self) -> Vec<Movement> {
        let moved = |now: &Standing| {
            let then = before.of(now.contributor().as_str());
            let difference = |a: Option<&Fraction>, b: Option<&Fraction>| Some(a?.sub(b?));
            let comparable = then.filter(|then| then.group() == now.group());
            Movement {
                contributor: now.contributor().clone(),
                before: then.map(|then| then.result().clone()),
                score: difference(now.score(), then.and_then(Standing::score)),
                ranks: difference(comparable.and_then(Standing::rank), now.rank()),
            }
        };
        self.people().iter().chain(self.units()).map(moved).collect()
    }
}
