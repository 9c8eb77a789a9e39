//! A year of contributions: 120 people, 20 kinds with caps a month, of which a third fade by half-life.

use std::fmt::Write as _;

use thidua::contribution::{Reckoning, Standings};
use thidua::ledger::{ReadOptions, Undisclosed};
use thidua::record::{Contribution, Credit};
use thidua::{Date, Error, Exact, Id, Ledger, Period, Roster, Scheme};

const PEOPLE: u64 = 120;
const KINDS: u64 = 20;

/// A ledger in memory, with the scheme and the roster that make standings of it.
pub struct Year {
    scheme: Scheme,
    ledger: Ledger,
    roster: Roster,
    reckoning: Reckoning,
}

impl Year {
    /// So many contributions, each credited to one, two or three people: twice as many credits.
    ///
    /// # Errors
    /// The error of the scheme, the roster or a record, which would be a fault of the benchmark.
    pub fn new(contributions: u64) -> Result<Self, Error> {
        let period = Period::new(Some(Date::new(2026, 1, 1)?), Some(Date::new(2026, 12, 31)?))?;
        let named = |letter: char, count: u64| (0..count).map(move |at| Id::new(&format!("{letter}{at}")));
        let people = named('p', PEOPLE).collect::<Result<Vec<Id>, Error>>()?;
        let kinds = named('k', KINDS).collect::<Result<Vec<Id>, Error>>()?;
        let (hours, judge) = (Id::new("hours")?, Id::new("judge")?);
        let mut records = Vec::new();
        for at in 0..contributions {
            // a multiplicative walk, the same in every run
            let draw = at.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 16;
            let of = |step: u64, below: u64| draw / step % below;
            let on = Date::new(
                2026,
                u32::try_from(of(1, 12)).unwrap_or(0) + 1,
                u32::try_from(of(12, 28)).unwrap_or(0) + 1,
            )?;
            let kind = kinds[usize::try_from(of(336, KINDS)).unwrap_or(0)].clone();
            let mut record = Contribution::new(Id::new(&format!("c{at}"))?, on, kind)
                .quantity(hours.clone(), Exact::parse(&format!("{}.{:02}", of(7, 9), of(63, 100)))?)
                .verified_by(judge.clone());
            for credit in 0..=at % 3 {
                let to = (draw / 6720 + credit * 7) % PEOPLE;
                record = record.credit(Credit::new(people[usize::try_from(to).unwrap_or(0)].clone()));
            }
            records.push(record.into());
        }
        let options = ReadOptions::default().undisclosed(Undisclosed::Accept);
        let mut roster = String::from("people:\n");
        for person in &people {
            let _ = writeln!(roster, "  - {{id: {person}, spells: [{{status: expert, from: 2025-01-01}}]}}");
        }
        Ok(Self {
            scheme: Scheme::parse(&scheme(), None)?,
            ledger: Ledger::of(records, &options)?,
            roster: Roster::parse(&roster, None)?,
            reckoning: Reckoning::of(period)?,
        })
    }

    /// How many credits there are.
    #[must_use]
    pub fn credits(&self) -> usize {
        self.ledger.credits()
    }

    /// Everybody's exact standing.
    ///
    /// # Errors
    /// None that a benchmark should meet.
    pub fn standings(&self) -> Result<Standings, Error> {
        self.scheme.standings(&self.ledger, &self.roster, &self.reckoning)
    }
}

fn scheme() -> String {
    let mut text = String::from(
        r#"
pack: year
edition: "1"
kind: scheme
title: {vi: Một năm, en: A year}
citations: {a: {title: A, date: 2026-01-01, grade: primary}}
basis: verified
people: {smallest: 2, task_force_apart: true, belongs: longest}
publish: {places: 2, rounding: half_up, ranks_on: published, ties: min}
kinds:
"#,
    );
    for at in 0..KINDS {
        let decay = match at % 3 {
            0 => ", decay: {half_life: {days: 180, places: 12, rounding: half_up}}",
            _ => "",
        };
        let _ = writeln!(
            text,
            "  - {{id: k{at}, label: {{vi: Loại, en: Kind}}, cite: a, points: {{per_unit: {{quantity: hours, unit: 1, \
             each: 1.{at}}}}}, split: equal, caps: [{{per: month, most: 40}}]{decay}}}"
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Year;

    #[test]
    fn everybody_has_a_rank() -> Result<(), thidua::Error> {
        let year = Year::new(3_000)?;
        assert_eq!(year.credits(), 6_000);
        assert!(year.standings()?.people().iter().all(|standing| standing.rank().is_some()));
        Ok(())
    }
}
