//! What a roster may contradict itself about. The first faults are told at once.

use std::collections::{BTreeMap, BTreeSet};

use super::{Document, Person};
use crate::date::{Date, Period};
use crate::error::{Code, Diagnostic, Error, ErrorKind, LISTED, escape};
use crate::num::Exact;
use crate::text::{Id, gathered};

pub(super) fn check(document: &Document) -> Result<(), Error> {
    let mut faults = Vec::new();
    ids(document, &mut faults);
    aliases(document, &mut faults);
    let units: BTreeSet<&Id> = gathered(document.units.iter().map(|unit| &unit.id));
    for (at, unit) in document.units.iter().enumerate() {
        opportunity(&unit.opportunity, &format!("/units/{at}"), &mut faults);
    }
    for (at, person) in document.people.iter().enumerate() {
        if faults.len() > LISTED {
            break;
        }
        let under = format!("/people/{at}");
        opportunity(&person.opportunity, &under, &mut faults);
        spells(person, &under, &units, &mut faults);
        let absences: Vec<_> = person.absences.iter().map(|absence| (absence.from, absence.until)).collect();
        stretches(&absences, "`absences`", &format!("{under}/absences"), &mut faults);
    }
    heads(document, &mut faults);
    faults.truncate(LISTED);
    if faults.is_empty() { Ok(()) } else { Err(Error::many(ErrorKind::Data, faults)) }
}

/// People, units, aliases and bots share one space of names.
fn ids(document: &Document, faults: &mut Vec<Diagnostic>) {
    let units = document.units.iter().enumerate().map(|(at, unit)| (&unit.id, format!("/units/{at}/id")));
    let people =
        document.people.iter().enumerate().map(|(at, person)| (&person.id, format!("/people/{at}/id")));
    let aliases =
        document.aliases.keys().map(|alias| (alias, format!("/aliases/{}", escape(alias.as_str()))));
    let bots = document.bots.ids.iter().enumerate().map(|(at, id)| (id, format!("/bots/ids/{at}")));
    let mut seen = BTreeSet::new();
    for (id, pointer) in units.chain(people).chain(aliases).chain(bots) {
        if !seen.insert(id) {
            faults.push(Diagnostic::new(Code::DUPLICATE_ID).with("id", id).at(pointer));
        }
    }
}

/// Aliases lead to somebody known or to a bot, and never in a circle.
fn aliases(document: &Document, faults: &mut Vec<Diagnostic>) {
    let units = document.units.iter().map(|unit| &unit.id);
    let known: BTreeSet<&Id> = gathered(units.chain(document.people.iter().map(|person| &person.id)));
    let mut bots = document.bots.clone();
    bots.sort();
    let pointer = |id: &Id| format!("/aliases/{}", escape(id.as_str()));
    let mut walked: BTreeSet<&Id> = BTreeSet::new();
    for (alias, known_as) in &document.aliases {
        if faults.len() > LISTED {
            break;
        }
        let dangling = !known.contains(known_as) && !bots.holds(known_as.as_str());
        if dangling && !document.aliases.contains_key(known_as) {
            let diagnostic = Diagnostic::new(Code::UNKNOWN_CONTRIBUTOR).with("id", known_as);
            let near = known.iter().map(|id| id.as_str());
            faults.push(diagnostic.meant(known_as.as_str(), near).at(pointer(alias)));
        }
        // each alias is walked once: a walk that comes to where it has been itself went in a circle
        let (mut path, mut on_path, mut next) = (Vec::new(), BTreeSet::new(), alias);
        while let (Some(further), true) = (document.aliases.get(next), walked.insert(next)) {
            path.push(next);
            on_path.insert(next);
            next = further;
        }
        if on_path.contains(next) {
            let circle = path.iter().skip_while(|id| **id != next).chain([&next]);
            let circle: Vec<String> = circle.map(|id| format!("`{id}`")).collect();
            let diagnostic = Diagnostic::new(Code::CIRCLE).with("path", circle.join(" → "));
            faults.push(diagnostic.at(pointer(next)));
        }
    }
}

fn opportunity(opportunity: &BTreeMap<Id, Exact>, under: &str, faults: &mut Vec<Diagnostic>) {
    for (name, value) in opportunity.iter().filter(|(_, value)| **value < Exact::ZERO) {
        let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", format_args!("`{name}`"));
        let diagnostic = diagnostic.with("value", value).with("bounds", "0 or more");
        faults.push(diagnostic.at(format!("{under}/opportunity/{}", escape(name.as_str()))));
    }
}

fn spells(person: &Person, under: &str, units: &BTreeSet<&Id>, faults: &mut Vec<Diagnostic>) {
    for (at, spell) in person.spells.iter().enumerate() {
        match &spell.unit {
            Some(unit) if !units.contains(unit) => {
                let diagnostic = Diagnostic::new(Code::UNKNOWN_UNIT).with("id", unit);
                let diagnostic = diagnostic.meant(unit.as_str(), units.iter().map(|id| id.as_str()));
                faults.push(diagnostic.at(format!("{under}/spells/{at}/unit")));
            }
            None if spell.head => {
                let diagnostic = Diagnostic::new(Code::MISSING_FIELD).with("field", "unit");
                faults.push(diagnostic.at(format!("{under}/spells/{at}")));
            }
            _ => {}
        }
    }
    let days: Vec<_> = person.spells.iter().map(|spell| (spell.from, spell.until)).collect();
    stretches(&days, "`spells`", &format!("{under}/spells"), faults);
}

/// Each stretch ends after it begins, and no two hold the same day.
fn stretches(days: &[(Date, Option<Date>)], what: &str, under: &str, faults: &mut Vec<Diagnostic>) {
    let mut order: Vec<(Date, usize, Option<Date>)> = Vec::with_capacity(days.len());
    for (at, (from, until)) in days.iter().enumerate() {
        match Period::new(Some(*from), *until) {
            Ok(_) => order.push((*from, at, *until)),
            Err(error) => faults.push(error.first().clone().at(format!("{under}/{at}"))),
        }
    }
    order.sort_unstable();
    for ((_, _, before), (from, at, _)) in order.iter().zip(order.iter().skip(1)) {
        if before.is_none_or(|until| *from <= until) {
            let diagnostic = Diagnostic::new(Code::OVERLAPPING_DAYS).with("what", what).with("day", from);
            faults.push(diagnostic.at(format!("{under}/{at}/from")));
        }
    }
}

/// A unit has one head at a time.
fn heads(document: &Document, faults: &mut Vec<Diagnostic>) {
    let mut heads = Vec::new();
    for (at, person) in document.people.iter().enumerate() {
        for (place, spell) in person.spells.iter().enumerate() {
            if let (true, Some(unit)) = (spell.head, &spell.unit) {
                heads.push((
                    unit,
                    spell.from,
                    spell.until,
                    &person.id,
                    format!("/people/{at}/spells/{place}"),
                ));
            }
        }
    }
    heads.sort();
    for (before, (unit, from, _, id, pointer)) in heads.iter().zip(heads.iter().skip(1)) {
        // one person's spells that overlap are told as such
        let together = before.0 == *unit && before.2.is_none_or(|until| *from <= until);
        if together && before.3 != *id {
            let diagnostic = Diagnostic::new(Code::TWO_HEADS).with("unit", unit).with("day", from);
            let diagnostic = diagnostic.with("one", before.3).with("other", id);
            faults.push(diagnostic.at(format!("{pointer}/head")));
        }
    }
}
