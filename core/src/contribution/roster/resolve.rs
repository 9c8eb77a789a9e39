//! Whom an id means: a person, a unit, no person at all, or nobody known.

use std::collections::{BTreeMap, BTreeSet};

use super::{Inner, Roster};
use crate::error::{Code, Diagnostic};
use crate::text::{Id, look};

/// Whom an id means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// The person at this place.
    Person(usize),
    /// The unit at this place.
    Unit(usize),
    /// An account that is no person.
    Bot,
    /// Nobody the roster has.
    Unknown,
}

/// Where each alias leads in the end. A circle leads nowhere.
pub(super) fn ends(aliases: &BTreeMap<Id, Id>) -> BTreeMap<Id, Id> {
    let mut ends: BTreeMap<Id, Id> = BTreeMap::new();
    for (alias, first) in aliases {
        // each alias is walked once: a walk stops where one before it has been
        let (mut path, mut on_path, mut next) = (vec![alias], BTreeSet::from([alias]), first);
        while let (None, Some(further)) = (ends.get(next), aliases.get(next)) {
            if !on_path.insert(next) {
                break;
            }
            path.push(next);
            next = further;
        }
        let end = ends.get(next).unwrap_or(next).clone();
        ends.extend(path.into_iter().map(|alias| (alias.clone(), end.clone())));
    }
    ends
}

impl Inner {
    /// Whom an id means, through aliases. What is named counts before what is only known by its ending.
    pub(crate) fn resolve(&self, id: &str) -> Known {
        let id = self.known_as.get(id).map_or(id, Id::as_str);
        if let Some(person) = self.person(id) {
            return Known::Person(person);
        }
        if let Some(unit) = self.unit(id) {
            return Known::Unit(unit);
        }
        match self.document.bots.holds(id) {
            true => Known::Bot,
            false => Known::Unknown,
        }
    }

    /// The error of an id that means nobody, with the one that looks like it, or else the nearest.
    pub(crate) fn nobody(&self, id: &str) -> Diagnostic {
        let looks = look(id);
        let alike = self.ids().map(Id::as_str).find(|known| look(known) == looks);
        let diagnostic = Diagnostic::new(Code::UNKNOWN_CONTRIBUTOR).with("id", id);
        diagnostic.meant(id, self.ids().map(Id::as_str)).suggest(alike.map(str::to_owned))
    }
}

impl Roster {
    /// The id that the roster knows somebody by, through aliases; none for bots and for those it does not know.
    #[must_use]
    pub fn known_as(&self, id: &str) -> Option<&Id> {
        match self.0.resolve(id) {
            Known::Person(at) => self.0.document.people.get(at).map(|person| &person.id),
            Known::Unit(at) => self.0.document.units.get(at).map(|unit| &unit.id),
            Known::Bot | Known::Unknown => None,
        }
    }
}
