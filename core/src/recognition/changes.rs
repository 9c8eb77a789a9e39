//! What differs between two runs: with a corrected fact, or under another edition.

use std::collections::BTreeSet;

use super::decision::Decision;
use super::decisions::Decisions;
use super::money::Paid;
use crate::text::Id;

/// What differs between two runs for one person or unit at one stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub(crate) subject: Id,
    pub(crate) stage: Id,
    pub(crate) before: Option<Decision>,
    pub(crate) after: Option<Decision>,
}

impl Change {
    /// Whose result it is.
    #[must_use]
    pub const fn subject(&self) -> &Id {
        &self.subject
    }

    /// The stage.
    #[must_use]
    pub const fn stage(&self) -> &Id {
        &self.stage
    }

    /// What it was; none where the stage was not about them.
    #[must_use]
    pub const fn before(&self) -> Option<&Decision> {
        self.before.as_ref()
    }

    /// What it is; none where the stage is not about them.
    #[must_use]
    pub const fn after(&self) -> Option<&Decision> {
        self.after.as_ref()
    }
}

impl Decision {
    /// Whether two results say the same, of the same event: reasons aside.
    fn says_as(&self, other: &Self) -> bool {
        let own = |one: &Self| {
            let outcome = &one.outcome;
            let money = one.paid.as_ref().and_then(Paid::amount);
            (outcome.state.clone(), outcome.level.clone(), outcome.holds, outcome.points.clone(), money)
        };
        own(self) == own(other)
            && self.event() == other.event()
            && self.outcome.tie.is_some() == other.outcome.tie.is_some()
    }
}

/// Results of one stage about one person or unit in two runs: each with that about the same event, the others in their order.
fn pairs<'a>(
    before: &'a [Decision],
    after: &'a [Decision],
) -> Vec<(Option<&'a Decision>, Option<&'a Decision>)> {
    let same = |own: &Decision, all: &'a [Decision]| all.iter().find(|one| one.event() == own.event());
    let mut others = after.iter().filter(|own| same(own, before).is_none());
    let mut out = Vec::new();
    for own in before {
        out.push((Some(own), same(own, after).or_else(|| others.next())));
    }
    out.extend(others.map(|own| (None, Some(own))));
    out
}

impl Decisions {
    /// Everybody whose result differs in another run: with a corrected fact, or under another edition.
    #[must_use]
    pub fn changes(&self, after: &Self) -> Vec<Change> {
        let mut seen = BTreeSet::new();
        let mut out = Vec::new();
        for Decision { subject, stage, .. } in self.all().iter().chain(after.all()) {
            if !seen.insert((subject, stage)) {
                continue;
            }
            for (before, after) in pairs(self.at(stage, subject), after.at(stage, subject)) {
                if !matches!((before, after), (Some(one), Some(other)) if one.says_as(other)) {
                    let (before, after) = (before.cloned(), after.cloned());
                    out.push(Change { subject: subject.clone(), stage: stage.clone(), before, after });
                }
            }
        }
        out
    }
}
