//! Facts: what a round of decisions reads, checked on their own. Which of them a policy needs, its schema says.

pub(crate) mod document;
mod schema;
mod value;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use self::document::{Cost, Merit};
use self::document::{Decided, Document, Unit};
pub(crate) use self::schema::{FactType, Range, Schema};
pub(crate) use self::value::Value;
use crate::canonical;
use crate::contribution::Roster;
use crate::contribution::roster;
use crate::error::{Code, Diagnostic, Error, ErrorKind, LISTED, choices, escape};
use crate::num::Fraction;
use crate::source::Source;
use crate::text::Id;

/// What a round of decisions reads of people and units: read from a text and checked on its own. Cheap to clone.
///
/// # Examples
/// ```
/// use thidua::recognition::Facts;
/// let facts = Facts::parse(
///     "{units: [{id: desk}], people: [{id: p1, spells: [{unit: desk, status: public_employee, from: 2020-01-01}]}]}",
///     None,
/// )?;
/// assert_eq!(facts.digest().len(), 64);
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Facts(pub(crate) Arc<Inner>);

#[derive(Debug)]
pub(crate) struct Inner {
    /// People and units in the order of their ids.
    pub(crate) document: Document,
    /// Where each person and unit stands in the text.
    pointers: BTreeMap<Id, String>,
    /// Which row of the text each of what was decided is.
    pub(crate) decided_at: Vec<usize>,
    pub(crate) source: Option<Source>,
    json: String,
    digest: String,
}

impl Facts {
    /// Reads facts from YAML or JSON; `file` is the name they go by in diagnostics.
    ///
    /// # Errors
    /// A data error with line, column and pointer for everything the facts contradict themselves about.
    pub fn parse(text: &str, file: Option<&str>) -> Result<Self, Error> {
        let source = Source::new(text, file, ErrorKind::Data)?;
        let document: Document = source.decode(&source.tree()?)?;
        Self::new(document, Some(source.clone())).map_err(|error| source.place(error))
    }

    pub(crate) fn new(mut document: Document, source: Option<Source>) -> Result<Self, Error> {
        roster(&document)?;
        let mut pointers = BTreeMap::new();
        pointers.extend(
            document.people.iter().enumerate().map(|(at, one)| (one.id.clone(), format!("/people/{at}"))),
        );
        pointers.extend(
            document.units.iter().enumerate().map(|(at, one)| (one.id.clone(), format!("/units/{at}"))),
        );
        check(&document, &pointers)?;
        document.people.sort_by(|one, other| one.id.cmp(&other.id));
        document.units.sort_by(|one, other| one.id.cmp(&other.id));
        // of two decisions about the same the later one holds
        let mut decided: Vec<(usize, Decided)> = document.decided.into_iter().enumerate().collect();
        decided.sort_by(|(_, one), (_, other)| {
            (&one.stage, &one.of, one.on, &one.number).cmp(&(
                &other.stage,
                &other.of,
                other.on,
                &other.number,
            ))
        });
        let (decided_at, decided) = decided.into_iter().unzip();
        document.decided = decided;
        for person in &mut document.people {
            person.spells.sort_by_key(|spell| spell.from);
            person.absences.sort_by_key(|absence| absence.from);
            person.years.sort_by_key(|year| year.year);
            if let Some(work) = &mut person.work {
                work.sort_by(|one, other| one.name.cmp(&other.name));
                for stretch in work {
                    stretch.lines.sort_by(|one, other| one.product.cmp(&other.product));
                }
            }
            sort(person.breaches.as_mut(), |one| &one.id);
            sort(person.initiatives.as_mut(), |one| &one.id);
            person.achievements.sort_by(|one, other| one.id.cmp(&other.id));
        }
        for unit in &mut document.units {
            unit.years.sort_by_key(|year| year.year);
            sort(unit.breaches.as_mut(), |one| &one.id);
            unit.achievements.sort_by(|one, other| one.id.cmp(&other.id));
        }
        let json = canonical::text(&document);
        let digest = canonical::digest(&json);
        Ok(Self(Arc::new(Inner { document, pointers, decided_at, source, json, digest })))
    }

    /// The facts as canonical JSON: the order of people and units does not change it.
    #[must_use]
    pub fn to_json(&self) -> &str {
        &self.0.json
    }

    /// SHA-256 of [`Facts::to_json`].
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.0.digest
    }
}

impl Inner {
    /// Where somebody stands in the text.
    pub(crate) fn pointer(&self, id: &Id) -> &str {
        self.pointers.get(id).map_or("", String::as_str)
    }

    /// An error about these facts, with its place in the text.
    pub(crate) fn placed(&self, error: Error) -> Error {
        match &self.source {
            Some(source) => source.place(error),
            None => error,
        }
    }

    /// Whether it is a person or a unit of these facts.
    pub(crate) fn knows(&self, id: &Id) -> bool {
        self.pointers.contains_key(id)
    }

    pub(crate) fn unit(&self, id: &Id) -> Option<&Unit> {
        let at = self.document.units.binary_search_by(|unit| unit.id.cmp(id)).ok()?;
        self.document.units.get(at)
    }
}

fn sort<T>(list: Option<&mut Vec<T>>, id: impl Fn(&T) -> &Id) {
    if let Some(list) = list {
        list.sort_by(|one, other| id(one).cmp(id(other)));
    }
}

/// People and units as a roster, which checks spells, heads and absences.
fn roster(document: &Document) -> Result<Roster, Error> {
    let mut out = roster::Document::default();
    for unit in &document.units {
        out = out.unit(roster::Unit::new(unit.id.clone()));
    }
    for person in &document.people {
        let mut own = roster::Person::new(person.id.clone());
        own.spells.clone_from(&person.spells);
        own.absences.clone_from(&person.absences);
        out = out.person(own);
    }
    Roster::new(out)
}

/// What the facts contradict themselves about, beside what a roster checks.
fn check(document: &Document, pointers: &BTreeMap<Id, String>) -> Result<(), Error> {
    let mut faults = Vec::new();
    let mut breaches = BTreeMap::new();
    let people = document.people.iter().map(|one| (&one.id, &one.breaches));
    let units = document.units.iter().map(|one| (&one.id, &one.breaches));
    for (subject, list) in people.chain(units) {
        let at = pointers.get(subject).map_or("", String::as_str);
        for (index, breach) in list.iter().flatten().enumerate() {
            let at = format!("{at}/breaches/{index}");
            // one breach, one adverse decision: of one person or one unit
            if breaches.insert(&breach.id, subject).is_some() {
                faults
                    .push(Diagnostic::new(Code::DUPLICATE_ID).with("id", &breach.id).at(format!("{at}/id")));
            }
            for (row, _) in breach
                .evidence
                .iter()
                .enumerate()
                .filter(|(_, one)| one.verified_by.as_ref() == Some(subject))
            {
                let at = format!("{at}/evidence/{row}/verified_by");
                faults.push(not_independent(&breach.id, subject, at));
            }
            let sure = breach.certainty.map(Fraction::from);
            if let Some(sure) = sure.filter(|sure| sure.is_negative() || *sure > Fraction::ONE) {
                let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "`certainty`");
                faults.push(
                    diagnostic.with("value", sure).with("bounds", "0 – 1").at(format!("{at}/certainty")),
                );
            }
        }
    }
    let people = document.people.iter().map(|one| (&one.id, &one.achievements));
    let units = document.units.iter().map(|one| (&one.id, &one.achievements));
    for (subject, list) in people.chain(units) {
        let at = pointers.get(subject).map_or("", String::as_str);
        let kinds = list.iter().enumerate().map(|(index, own)| (index, (own.merit, &own.id), &own.id));
        again(kinds, &format!("{at}/achievements"), "id", &mut faults);
        for (index, own) in
            list.iter().enumerate().filter(|(_, own)| own.verified_by.as_ref() == Some(subject))
        {
            let at = format!("{at}/achievements/{index}/verified_by");
            faults.push(not_independent(&own.id, subject, at));
        }
    }
    let people = document.people.iter().map(|one| (&one.id, &one.years));
    let units = document.units.iter().map(|one| (&one.id, &one.years));
    for (subject, years) in people.chain(units) {
        let at = pointers.get(subject).map_or("", String::as_str);
        let years = years.iter().enumerate().map(|(index, own)| (index, own.year, own.year));
        again(years, &format!("{at}/years"), "year", &mut faults);
    }
    for person in &document.people {
        let at = pointers.get(&person.id).map_or("", String::as_str);
        if person.spells.is_empty() {
            faults.push(Diagnostic::new(Code::EMPTY).with("what", "`spells`").at(format!("{at}/spells")));
        }
        for (index, own) in person.initiatives.iter().flatten().enumerate() {
            let share = own.share.as_ref();
            if let Some(share) = share.filter(|own| own.is_negative() || **own > Fraction::ONE) {
                let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "`share`");
                let diagnostic = diagnostic.with("value", share).with("bounds", "0 – 1");
                faults.push(diagnostic.at(format!("{at}/initiatives/{index}/share")));
            }
        }
        let own = person.initiatives.iter().flatten().enumerate();
        for (index, own) in own.filter(|(_, own)| own.recognised_by.as_ref() == Some(&person.id)) {
            let at = format!("{at}/initiatives/{index}/recognised_by");
            faults.push(not_independent(&own.id, &person.id, at));
        }
        for (index, stretch) in person.work.iter().flatten().enumerate() {
            work(stretch, &format!("{at}/work/{index}"), &mut faults);
        }
        twice(person.work.iter().flatten().map(|one| &one.name), &format!("{at}/work"), "in", &mut faults);
        let initiatives = person.initiatives.iter().flatten().map(|one| &one.id);
        twice(initiatives, &format!("{at}/initiatives"), "id", &mut faults);
    }
    for unit in document.units.iter().filter(|unit| unit.whole).skip(1) {
        let at = pointers.get(&unit.id).map_or("", String::as_str);
        faults.push(Diagnostic::new(Code::DUPLICATE_ID).with("id", "whole").at(format!("{at}/whole")));
    }
    // two decisions of one day under one number would hold by the order of rows
    let decisions = document.decided.iter().enumerate().map(|(index, own)| {
        (index, (&own.stage, &own.of, &own.achievement, own.on, &own.number), &own.number)
    });
    again(decisions, "/decided", "number", &mut faults);
    for (index, decided) in document.decided.iter().enumerate() {
        let at = format!("/decided/{index}");
        if decided.by == decided.of {
            faults.push(not_independent(&decided.stage, &decided.by, format!("{at}/by")));
        }
        if decided.number.trim().is_empty() {
            let diagnostic = Diagnostic::new(Code::STEP_SAYS_NOTHING).with("field", "number");
            faults.push(diagnostic.at(format!("{at}/number")));
        }
        if !pointers.contains_key(&decided.of) {
            let near = pointers.keys().map(Id::as_str);
            let diagnostic = Diagnostic::new(Code::UNKNOWN_CONTRIBUTOR).with("id", &decided.of);
            faults.push(diagnostic.meant(decided.of.as_str(), near).at(format!("{at}/of")));
        }
        if let Some(achievement) = &decided.achievement {
            let people = document.people.iter().map(|one| (&one.id, &one.achievements));
            let units = document.units.iter().map(|one| (&one.id, &one.achievements));
            let own = || {
                people
                    .clone()
                    .chain(units.clone())
                    .filter(|(id, _)| **id == decided.of)
                    .flat_map(|(_, list)| list)
            };
            let named: Vec<_> = own().filter(|one| one.id == *achievement).collect();
            if named.is_empty() {
                let known: Vec<&str> = own().map(|one| one.id.as_str()).collect();
                let diagnostic = Diagnostic::new(Code::UNKNOWN_CHOICE).with("value", achievement);
                let diagnostic = diagnostic.with("expected", choices(&known));
                faults.push(diagnostic.meant(achievement.as_str(), known).at(format!("{at}/achievement")));
            }
            // one achievement may be told of for several merits
            if let Some(day) = named.iter().map(|one| one.on).min().filter(|day| decided.on < *day) {
                let diagnostic = Diagnostic::new(Code::TOO_EARLY).with("field", "on").with("day", decided.on);
                faults.push(diagnostic.with("other", achievement).with("than", day).at(format!("{at}/on")));
            }
        }
        let found = match (&decided.level, decided.given) {
            (Some(_), Some(_)) => "both",
            (None, None) => "none",
            _ => continue,
        };
        let diagnostic = Diagnostic::new(Code::ONE_OF).with("expected", "`level`, `given`");
        faults.push(diagnostic.with("found", found).at(at));
    }
    faults.truncate(LISTED);
    if faults.is_empty() { Ok(()) } else { Err(Error::many(ErrorKind::Data, faults)) }
}

/// Nobody verifies or recognises their own work.
fn not_independent(id: &Id, by: &Id, at: String) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::NOT_INDEPENDENT).with("id", id).with("by", by);
    diagnostic.with("why", "it is their own work").at(at)
}

/// A stretch of work is either absence or lines whose numbers can be.
fn work(stretch: &document::Stretch, at: &str, faults: &mut Vec<Diagnostic>) {
    if stretch.absent.is_some() != stretch.lines.is_empty() {
        let found = if stretch.absent.is_some() { "both" } else { "none" };
        let diagnostic = Diagnostic::new(Code::ONE_OF).with("expected", "`lines`, `absent`");
        faults.push(diagnostic.with("found", found).at(at));
    }
    let products = stretch.lines.iter().map(|line| &line.product);
    twice(products, &format!("{at}/lines"), "product", faults);
    for (index, line) in stretch.lines.iter().enumerate() {
        let at = format!("{at}/lines/{index}");
        let mut refuse = |what: &str, value: String, bounds: &str, field: &str| {
            let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", what).with("value", value);
            faults.push(diagnostic.with("bounds", bounds).at(format!("{at}/{field}")));
        };
        let number = Fraction::from;
        for (field, value) in [("weight", line.weight), ("assigned", line.assigned)] {
            if number(value) <= Fraction::ZERO {
                refuse(&format!("`{field}`"), value.to_string(), "above 0", field);
            }
        }
        if number(line.done).is_negative() {
            refuse("`done`", line.done.to_string(), "0 or more", "done");
        }
        if line.excused_failures > line.failures {
            let value = line.excused_failures.to_string();
            refuse("`excused_failures`", value, &format!("0 – {}", line.failures), "excused_failures");
        }
        if line.excused_delays > line.delays {
            let value = line.excused_delays.to_string();
            refuse("`excused_delays`", value, &format!("0 – {}", line.delays), "excused_delays");
        }
    }
}

fn twice<'a>(ids: impl Iterator<Item = &'a Id>, at: &str, field: &str, faults: &mut Vec<Diagnostic>) {
    again(ids.enumerate().map(|(index, id)| (index, id, id)), at, field, faults);
}

/// What is told of twice: each with its place, what makes it the same, and what it is called.
fn again<K: Ord, N: std::fmt::Display>(
    all: impl Iterator<Item = (usize, K, N)>,
    at: &str,
    field: &str,
    faults: &mut Vec<Diagnostic>,
) {
    let mut seen = std::collections::BTreeSet::new();
    for (index, key, name) in all {
        if !seen.insert(key) {
            let diagnostic = Diagnostic::new(Code::DUPLICATE_ID).with("id", name);
            faults.push(diagnostic.at(format!("{at}/{index}/{field}")));
        }
    }
}

/// The pointer to a fact of somebody.
pub(crate) fn fact_pointer(at: &str, fact: &Id) -> String {
    format!("{at}/facts/{}", escape(fact.as_str()))
}
