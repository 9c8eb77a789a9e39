//! Votes of a council: counts, who was entitled, who stood back. Ballots are never kept.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::error::{Code, Diagnostic, Error};
use crate::num::Fraction;
use crate::recognition::decision::VotesNeeded;
use crate::text::Id;

/// The votes on a case, as they were counted once.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Votes {
    pub(crate) in_favour: u32,
    pub(crate) against: u32,
    pub(crate) abstaining: u32,
    pub(crate) entitled: u32,
    pub(crate) recused: BTreeSet<Id>,
}

impl Votes {
    /// So many in favour, against and abstaining, of so many entitled, those who stand back left out.
    ///
    /// # Errors
    /// [`Code::PART_OVER_WHOLE`] for more votes than there are entitled.
    pub fn new(in_favour: u32, against: u32, abstaining: u32, entitled: u32) -> Result<Self, Error> {
        let votes = Self { in_favour, against, abstaining, entitled, recused: BTreeSet::new() };
        votes.checked()?;
        Ok(votes)
    }

    /// Whether there are no more votes than there are entitled.
    pub(super) fn checked(&self) -> Result<(), Error> {
        if self.present() > self.entitled {
            let diagnostic = Diagnostic::new(Code::PART_OVER_WHOLE).with("part", self.present());
            return Err(diagnostic.with("whole", self.entitled).with("id", "votes").data());
        }
        Ok(())
    }

    /// Names somebody who stood back.
    #[must_use]
    pub fn recused(mut self, who: Id) -> Self {
        self.recused.insert(who);
        self
    }

    /// How many voted.
    #[must_use]
    pub const fn present(&self) -> u32 {
        self.in_favour.saturating_add(self.against).saturating_add(self.abstaining)
    }

    /// Whether they carry what they are about.
    pub(crate) fn carry(&self, needed: &VotesNeeded) -> Result<bool, Error> {
        let open = |id: &Id| Diagnostic::new(Code::PARAMETER_REQUIRED).with("id", id).data();
        let share = |part: u32, whole: u32| Fraction::from(part).div(&Fraction::from(whole));
        let (in_favour, quorum) = (needed.in_favour().map_err(open)?, needed.quorum().map_err(open)?);
        let present = share(self.present(), self.entitled).is_some_and(|share| share >= *quorum);
        Ok(present && share(self.in_favour, self.present()).is_some_and(|share| share >= *in_favour))
    }
}
