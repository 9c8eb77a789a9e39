//! From changes to a ledger, a roster and the standings of each quarter: the road every history takes.

use std::collections::{BTreeMap, BTreeSet};

use thidua::contribution::{Reckoning, Standings};
use thidua::ledger::{ReadOptions, Undisclosed};
use thidua::record::{Contribution, Credit, Record};
use thidua::roster::{Document, Employment, Person, Spell, Unit};
use thidua::{Date, Error, Id, Ledger, Period, Roster, Scheme};

use crate::change::{BOT, Change};

/// A history ready to be reckoned.
pub struct History {
    /// The records.
    pub ledger: Ledger,
    /// Everybody in them.
    pub roster: Roster,
    /// First and last day.
    pub days: (Date, Date),
}

/// The scheme beside this file.
pub fn scheme() -> Result<Scheme, Error> {
    Scheme::parse(include_str!("scheme.yaml"), Some("scheme.yaml"))
}

impl History {
    /// The ledger and the roster of some changes; none without changes. One record credits the people, one the unit, so that
    /// neither takes from the other. A public history was disclosed by its authors; that it would be counted, nobody was told.
    pub fn new(changes: &[Change]) -> Result<Option<Self>, Error> {
        let days = changes.iter().map(|change| change.day);
        let (Some(first), Some(last)) = (days.clone().min(), days.max()) else { return Ok(None) };
        let (kind, of_unit) = (Id::new("change")?, Id::new("change-of-unit")?);
        let mut records: Vec<Record> = Vec::new();
        let mut joined: BTreeMap<&Id, Date> = BTreeMap::new();
        let mut units: BTreeSet<&Id> = BTreeSet::new();
        for change in changes {
            let own = Contribution::new(change.id.clone(), change.day, kind.clone());
            let credit = |own: Contribution, to: &Id| own.credit(Credit::new(to.clone()));
            records.push(change.people.iter().fold(own, credit).into());
            let id = Id::new(&format!("{}:unit", change.id))?;
            records.push(credit(Contribution::new(id, change.day, of_unit.clone()), &change.unit).into());
            units.insert(&change.unit);
            for id in change.people.iter().filter(|id| !id.as_str().ends_with(BOT)) {
                let day = joined.entry(id).or_insert(change.day);
                *day = change.day.min(*day);
            }
        }
        let mut document = Document::default().bot_ending(Id::new(BOT)?);
        for (id, day) in joined {
            // nothing is known of anybody's employment
            document =
                document.person(Person::new(id.clone()).spell(Spell::new(Employment::Collaborator, day)));
        }
        document = units.into_iter().fold(document, |document, unit| document.unit(Unit::new(unit.clone())));
        let options = ReadOptions::default().undisclosed(Undisclosed::Accept);
        Ok(Some(Self {
            ledger: Ledger::of(records, &options)?,
            roster: Roster::new(document)?,
            days: (first, last),
        }))
    }

    /// The standings of one quarter.
    pub fn standings(&self, scheme: &Scheme, quarter: Quarter) -> Result<Standings, Error> {
        scheme.standings(&self.ledger, &self.roster, &Reckoning::of(quarter.period()?)?)
    }

    /// The last so many quarters that were over by the last day, from the earliest on.
    pub fn quarters(&self, count: usize) -> Result<Vec<Quarter>, Error> {
        let (first, last) = self.days;
        let mut quarter = Quarter::of(last);
        let mut quarters = Vec::new();
        while quarters.len() < count && quarter.period()?.until() >= Some(first) {
            if quarter.period()?.until() <= Some(last) {
                quarters.push(quarter);
            }
            quarter = quarter.before();
        }
        quarters.reverse();
        Ok(quarters)
    }
}

/// A quarter of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quarter {
    year: i32,
    /// From 1 to 4.
    number: u32,
}

impl Quarter {
    /// The quarter a day lies in.
    pub fn of(day: Date) -> Self {
        // days are from 1900 to 2199, written as 2026-03-31
        let text = day.to_string();
        let mut parts = text.split('-');
        let year = parts.next().and_then(|year| year.parse().ok()).unwrap_or(1900);
        let month: u32 = parts.next().and_then(|month| month.parse().ok()).unwrap_or(1);
        Self { year, number: month.div_ceil(3) }
    }

    fn before(self) -> Self {
        match self.number {
            1 => Self { year: self.year - 1, number: 4 },
            number => Self { number: number - 1, ..self },
        }
    }

    fn period(self) -> Result<Period, Error> {
        let (month, last) = [(1, 31), (4, 30), (7, 30), (10, 31)][(self.number - 1) as usize % 4];
        Period::new(Some(Date::new(self.year, month, 1)?), Some(Date::new(self.year, month + 2, last)?))
    }
}

impl std::fmt::Display for Quarter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} Q{}", self.year, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_of_a_year() {
        let quarter = Quarter::of(Date::parse("2026-12-31").unwrap());
        assert_eq!(quarter.to_string(), "2026 Q4");
        let first = quarter.before().before().before();
        assert_eq!((first.to_string().as_str(), first.before().to_string().as_str()), ("2026 Q1", "2025 Q4"));
        for (month, quarter) in (1..=12).zip([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]) {
            let day = Date::new(2026, month, 28).unwrap();
            let found = Quarter::of(day);
            assert!(found.number == quarter && found.period().unwrap().holds(day));
        }
    }
}
