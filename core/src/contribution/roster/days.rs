//! The days somebody was there in a period, and those of them that count: protected absence never lowers a standing.

use super::{AbsenceKind, Inner, Person, Roster, Spell};
use crate::date::Date;

/// The days of one person in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Days {
    spells: Vec<(usize, u32, u32)>,
}

impl Days {
    /// The days in all spells together.
    #[must_use]
    pub fn in_spells(&self) -> u32 {
        self.spells.iter().fold(0, |sum, (_, days, _)| sum.saturating_add(*days))
    }

    /// Those of them that count: without protected absence.
    #[must_use]
    pub fn counted(&self) -> u32 {
        self.spells.iter().fold(0, |sum, (_, _, counted)| sum.saturating_add(*counted))
    }

    /// Each spell that meets the period, by its place among the person's spells, with its days and those that count.
    #[must_use]
    pub fn spells(&self) -> &[(usize, u32, u32)] {
        &self.spells
    }
}

/// The days from one to another, both included; 0 where the second comes first.
pub(super) fn length(from: Date, until: Date) -> u32 {
    u32::try_from(until.days_since(from).saturating_add(1)).unwrap_or(0)
}

impl Person {
    /// The days of a spell in a period, and those of them that count.
    pub(super) fn days_of(&self, spell: &Spell, from: Date, until: Date, more: &[AbsenceKind]) -> (u32, u32) {
        let (from, until) = (spell.from.max(from), spell.until.unwrap_or(until).min(until));
        let days = length(from, until);
        let protected =
            self.absences.iter().filter(|one| one.kind.is_protected() || more.contains(&one.kind));
        // absences do not overlap, which loading makes sure of
        let absent = protected
            .map(|one| length(one.from.max(from), one.until.unwrap_or(until).min(until)))
            .fold(0_u32, u32::saturating_add);
        (days, days.saturating_sub(absent))
    }
}

impl Inner {
    /// The days of a person in a period. `more` are kinds of absence that a scheme protects beside those always protected.
    pub(crate) fn days(&self, person: usize, from: Date, until: Date, more: &[AbsenceKind]) -> Days {
        let person = self.document.people.get(person);
        let spells = person.into_iter().flat_map(|person| {
            person.spells.iter().enumerate().map(|(at, spell)| {
                let (days, counted) = person.days_of(spell, from, until, more);
                (at, days, counted)
            })
        });
        Days { spells: spells.filter(|(_, days, _)| *days > 0).collect() }
    }
}

impl Roster {
    /// The days of a person in a period, both ends included; none where the id means no person. Maternity, sickness,
    /// injury at work and assigned study never count; `more` are further kinds of absence that do not.
    #[must_use]
    pub fn days(&self, person: &str, from: Date, until: Date, more: &[AbsenceKind]) -> Option<Days> {
        match self.0.resolve(person) {
            super::Known::Person(person) => Some(self.0.days(person, from, until, more)),
            _ => None,
        }
    }
}
