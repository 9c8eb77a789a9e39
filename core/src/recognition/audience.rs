//! Who sees what, as types: the subject, the head of a unit, the public. What a view does not hold cannot be shown by mistake.

use std::collections::BTreeMap;

use super::decision::{Decision, Kind, State};
use super::decisions::Decisions;
use crate::text::Id;

/// What somebody sees of themselves: everything about them, and of others nothing.
#[derive(Debug, Clone, Copy)]
pub struct ForSubject<'a> {
    pub(crate) decisions: &'a Decisions,
    pub(crate) own: &'a [Decision],
}

/// What a head sees of the unit: states and levels of its members, without readings, absences or pending cases.
#[derive(Debug, Clone)]
pub struct ForHead<'a> {
    pub(crate) unit: &'a Id,
    pub(crate) members: Vec<Member<'a>>,
}

/// One result of a member.
#[derive(Debug, Clone)]
pub struct Member<'a> {
    pub(crate) subject: &'a Id,
    pub(crate) stage: &'a Id,
    pub(crate) kind: Kind,
    pub(crate) outcome: &'static str,
    pub(crate) level: Option<&'a Id>,
}

/// What the public sees: who was given a title or a form by a decision with a number, and how many reached each level. No points, no
/// ranks, no reasons, nobody who was not commended; counts below the line are suppressed, and with them as many others as it takes
/// for nothing to be found by subtraction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForPublic {
    pub(crate) awards: BTreeMap<Id, Vec<Id>>,
    pub(crate) levels: BTreeMap<Id, BTreeMap<Id, Option<u32>>>,
}

/// Counts below this are not published.
const LEAST: u32 = 5;

impl Decisions {
    /// What somebody sees of themselves.
    #[must_use]
    pub fn for_subject(&self, subject: &str) -> ForSubject<'_> {
        ForSubject { decisions: self, own: self.of(subject) }
    }

    /// What the head of a unit sees: of the unit's own members at the end of the period.
    #[must_use]
    pub fn for_head<'a>(&'a self, unit: &'a Id) -> ForHead<'a> {
        let round = self.round();
        let people = self.0.facts.0.document.people.iter();
        let own: Vec<&Id> = people
            .filter(|person| {
                let last = person.spells.iter().rfind(|spell| spell.from <= round.until);
                last.is_some_and(|spell| {
                    spell.unit.as_ref() == Some(unit) && spell.until.is_none_or(|until| until >= round.from)
                })
            })
            .map(|person| &person.id)
            .collect();
        let seen = |one: &&Decision| {
            one.kind() != Kind::Finding && (own.contains(&&one.subject) || one.subject == *unit)
        };
        let members = self.all().iter().filter(seen).map(|one| Member {
            subject: &one.subject,
            stage: &one.stage,
            kind: one.kind(),
            // whether somebody is excluded or waits says why: a head is told that it is not settled
            outcome: match one.state() {
                State::Excluded(_) | State::Held(_) | State::InsufficientEvidence => "open",
                state => state.name(),
            },
            level: one.level(),
        });
        ForHead { unit, members: members.collect() }
    }

    /// What the public sees.
    #[must_use]
    pub fn for_public(&self) -> ForPublic {
        let mut awards: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
        let mut counts: BTreeMap<Id, BTreeMap<Id, u32>> = BTreeMap::new();
        for one in self.all() {
            let given = one.decided().is_some() && one.holds() == Some(true);
            if matches!(one.kind(), Kind::Title | Kind::Form(_)) && given {
                awards.entry(one.stage.clone()).or_default().push(one.subject.clone());
            }
            if one.kind() == Kind::Rating
                && !one.is_unit()
                && let Some(level) = one.level().filter(|_| one.decided().is_some())
            {
                let count = counts.entry(one.stage.clone()).or_default().entry(level.clone()).or_default();
                *count = count.saturating_add(1);
            }
        }
        let mut levels = BTreeMap::new();
        for (stage, counts) in counts {
            let all = self.policy().0.body.levels.iter();
            let cells: Vec<(Id, u32)> = all
                .map(|level| (level.id.clone(), counts.get(&level.id).copied().unwrap_or_default()))
                .collect();
            levels.insert(stage, suppressed(cells));
        }
        ForPublic { awards, levels }
    }
}

/// Counts without those below the line; and where those left out are too few or too small to hide one another, without the smallest of the
/// others as well.
fn suppressed(cells: Vec<(Id, u32)>) -> BTreeMap<Id, Option<u32>> {
    let mut order = cells;
    order.sort_by(|(one, a), (other, b)| a.cmp(b).then_with(|| one.cmp(other)));
    let mut hidden = order.iter().take_while(|(_, count)| *count < LEAST).count();
    let sum =
        |hidden: usize| order.iter().take(hidden).fold(0_u32, |sum, (_, count)| sum.saturating_add(*count));
    while hidden > 0 && hidden < order.len() && (hidden < 2 || sum(hidden) < LEAST) {
        hidden = hidden.saturating_add(1);
    }
    let mut out = BTreeMap::new();
    out.extend(
        order.into_iter().enumerate().map(|(at, (level, count))| (level, (at >= hidden).then_some(count))),
    );
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(counts: &[u32]) -> Vec<Option<u32>> {
        let cells =
            counts.iter().enumerate().map(|(at, count)| (Id::new(&format!("l{at}")).unwrap(), *count));
        suppressed(cells.collect()).into_values().collect()
    }

    #[test]
    fn small_counts_hide_and_take_others_with_them() {
        assert_eq!(shown(&[5, 9, 20]), [Some(5), Some(9), Some(20)]);
        assert_eq!(shown(&[3, 9, 20]), [None, None, Some(20)], "one alone would be found by subtraction");
        assert_eq!(
            shown(&[3, 1, 9, 20]),
            [None, None, None, Some(20)],
            "four people are too few to hide one another"
        );
        assert_eq!(shown(&[3, 4, 9, 20]), [None, None, Some(9), Some(20)]);
        assert_eq!(shown(&[0, 0, 2]), [None, None, None]);
    }
}
