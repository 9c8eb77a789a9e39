//! What differs between two runs: with a corrected fact, or under another edition.

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
    /// Whether two results say the same: reasons aside.
    fn says_as(&self, other: &Self) -> bool {
        let own = |one: &Self| {
            let outcome = &one.outcome;
            let money = one.paid.as_ref().and_then(Paid::amount);
            (outcome.state.clone(), outcome.level.clone(), outcome.holds, outcome.points.clone(), money)
        };
        own(self) == own(other) && self.outcome.tie.is_some() == other.outcome.tie.is_some()
    }
}

impl Decisions {
    /// Whose results there are, at which stage, and the how manieth of it.
    fn keys(&self) -> Vec<(Id, Id, usize)> {
        let mut counts: std::collections::BTreeMap<(&Id, &Id), usize> = std::collections::BTreeMap::new();
        let key = |own: &Decision| (own.subject.clone(), own.stage.clone());
        let mut out = Vec::new();
        for own in self.all() {
            let nth = counts.entry((&own.subject, &own.stage)).or_default();
            let (subject, stage) = key(own);
            out.push((subject, stage, *nth));
            *nth = nth.saturating_add(1);
        }
        out
    }

    /// Everybody whose result differs in another run: with a corrected fact, or under another edition.
    #[must_use]
    pub fn changes(&self, after: &Self) -> Vec<Change> {
        let mut seen = std::collections::BTreeSet::new();
        let mut out = Vec::new();
        for (subject, stage, nth) in self.keys().into_iter().chain(after.keys()) {
            if !seen.insert((subject.clone(), stage.clone(), nth)) {
                continue;
            }
            let at = |decisions: &Self| {
                let mut own = decisions.of(subject.as_str()).iter().filter(|own| own.stage == stage);
                own.nth(nth).cloned()
            };
            let (before, after) = (at(self), at(after));
            let same = matches!((&before, &after), (Some(one), Some(other)) if one.says_as(other));
            if !same {
                out.push(Change { subject, stage, before, after });
            }
        }
        out
    }
}
