//! Who sees what, as types: the subject and the head of a unit; the public is in `public.rs`. What a view does not hold cannot be
//! shown by mistake.

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
}
