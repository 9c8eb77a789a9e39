//! The roster: who was where, as what, and when; which ids mean the same person; which are no persons at all.

mod check;
mod days;
mod document;
mod heads;
pub(super) mod identity;
mod resolve;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use days::Days;
pub use document::{Absence, AbsenceKind, Bots, Document, Employment, Person, Spell, Unit};
pub use heads::Heads;
pub(crate) use resolve::Known;

use crate::date::Date;
use crate::error::{Error, ErrorKind};
use crate::source::Source;
use crate::text::Id;

/// Who was where, as what, and when. Cheap to clone.
///
/// # Examples
/// ```
/// use thidua::{Date, Roster};
/// let roster = Roster::parse("
/// units: [{id: desk}]
/// people:
///   - id: p-017
///     spells: [{unit: desk, status: labour_contract, from: 2025-01-01}]
///     absences: [{kind: maternity, from: 2025-02-01, until: 2025-02-28}]
/// ", Some("roster.yaml"))?;
/// let days = roster.days("p-017", Date::parse("2025-01-01")?, Date::parse("2025-03-31")?, &[]);
/// assert_eq!(days.map(|days| (days.in_spells(), days.counted())), Some((90, 62)));
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roster(pub(crate) Arc<Inner>);

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Inner {
    /// Units and people sorted by id, spells and absences by day.
    pub(crate) document: Document,
    /// Where each alias leads in the end.
    pub(crate) known_as: BTreeMap<Id, Id>,
}

impl Roster {
    /// Reads a roster from YAML or JSON; `file` is the name it goes by in diagnostics.
    ///
    /// # Errors
    /// A data error with line, column and pointer for everything the roster contradicts itself about.
    pub fn parse(text: &str, file: Option<&str>) -> Result<Self, Error> {
        let source = Source::new(text, file, ErrorKind::Data)?;
        let document: Document = source.decode(&source.tree()?)?;
        Self::new(document).map_err(|error| source.place(error))
    }

    /// The roster of a document that was built in code.
    ///
    /// # Errors
    /// A data error for everything the document contradicts itself about.
    ///
    /// # Examples
    /// ```
    /// use thidua::roster::{Document, Employment, Person, Spell, Unit};
    /// use thidua::{Date, Id, Roster};
    /// let id = |text| Id::new(text);
    /// let spell = Spell::new(Employment::PublicEmployee, Date::parse("2025-01-01")?).unit(id("desk")?).heads();
    /// let document = Document::default().unit(Unit::new(id("desk")?)).person(Person::new(id("p-017")?).spell(spell));
    /// let roster = Roster::new(document)?;
    /// assert!(roster.spell("p-017", Date::parse("2025-06-30")?).is_some());
    /// # Ok::<(), thidua::Error>(())
    /// ```
    pub fn new(mut document: Document) -> Result<Self, Error> {
        check::check(&document)?;
        document.units.sort_by(|one, other| one.id.cmp(&other.id));
        document.people.sort_by(|one, other| one.id.cmp(&other.id));
        for person in &mut document.people {
            person.spells.sort_by_key(|spell| spell.from);
            person.absences.sort_by_key(|absence| absence.from);
        }
        document.bots.sort();
        let known_as = resolve::ends(&document.aliases);
        Ok(Self(Arc::new(Inner { document, known_as })))
    }

    /// Where and as what somebody was on a day; none where the id means no person, or one who was nowhere then.
    #[must_use]
    pub fn spell(&self, person: &str, day: Date) -> Option<&Spell> {
        match self.0.resolve(person) {
            Known::Person(person) => self.0.spell(person, day),
            _ => None,
        }
    }

    /// The roster in its canonical form.
    #[must_use]
    pub fn to_json(&self) -> String {
        crate::canonical::text(&self.0.document)
    }

    /// SHA-256 of [`Roster::to_json`].
    #[must_use]
    pub fn digest(&self) -> String {
        crate::canonical::digest(&self.to_json())
    }
}

impl Inner {
    /// How many people and units there are.
    pub(crate) fn contributors(&self) -> usize {
        self.document.people.len().saturating_add(self.document.units.len())
    }

    /// Every id of a person or a unit.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &Id> {
        let people = self.document.people.iter().map(|person| &person.id);
        people.chain(self.document.units.iter().map(|unit| &unit.id))
    }

    /// The unit of that id.
    pub(crate) fn unit(&self, id: &str) -> Option<usize> {
        self.document.units.binary_search_by(|unit| unit.id.as_str().cmp(id)).ok()
    }

    /// The person of that id.
    pub(crate) fn person(&self, id: &str) -> Option<usize> {
        self.document.people.binary_search_by(|person| person.id.as_str().cmp(id)).ok()
    }

    /// Where and as what a person was on a day.
    pub(crate) fn spell(&self, person: usize, day: Date) -> Option<&Spell> {
        let spells = &self.document.people.get(person)?.spells;
        let after = spells.partition_point(|spell| spell.from <= day);
        let spell = spells.get(after.checked_sub(1)?)?;
        spell.until.is_none_or(|until| day <= until).then_some(spell)
    }
}
