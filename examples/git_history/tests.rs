//! The same road over the history of one team, which is read from outside the project, against sums made straight from its rows.

use std::collections::{BTreeMap, BTreeSet};

use thidua::contribution::Standings;
use thidua::{Date, Fraction, Id};

use super::*;
use crate::change::{BOT, Change};

/// A row of the table: event, day, contributor, whether it is a bot, unit.
type Row = (String, Date, String, bool, String);

fn rows() -> Option<Vec<Row>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/cases/contributions/open_source_team.csv");
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("skipped: {path} is absent");
        return None;
    };
    let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let header = lines.next().unwrap();
    let at = |name: &str| header.iter().position(|column| *column == name).unwrap();
    let (event, date, who, account, unit) =
        (at("event"), at("date"), at("contributor"), at("account"), at("unit"));
    let row = |cells: Vec<&str>| {
        let day = Date::parse(cells[date]).unwrap();
        (cells[event].to_owned(), day, cells[who].to_owned(), cells[account] == "bot", cells[unit].to_owned())
    };
    Some(lines.map(row).collect())
}

fn changes(rows: &[Row]) -> Vec<Change> {
    let mut changes: BTreeMap<&str, Change> = BTreeMap::new();
    for (event, day, who, bot, unit) in rows {
        let (id, unit) = (Id::new(event).unwrap(), Id::new(unit).unwrap());
        let own = changes.entry(event).or_insert(Change { id, day: *day, people: Vec::new(), unit });
        own.people.push(Id::new(&format!("{who}{}", if *bot { BOT } else { "" })).unwrap());
    }
    changes.into_values().collect()
}

fn sum(all: &[Standing]) -> Fraction {
    all.iter().filter_map(Standing::score).fold(Fraction::ZERO, |sum, score| sum.add(score))
}

fn quarters(rows: &[Row]) -> Vec<(Quarter, Standings)> {
    let history = History::new(&changes(rows)).unwrap().unwrap();
    let scheme = standing::scheme().unwrap();
    let quarters = history.quarters(100).unwrap();
    quarters.into_iter().map(|quarter| (quarter, history.standings(&scheme, quarter).unwrap())).collect()
}

#[test]
fn every_change_of_a_quarter_is_shared_out_and_nothing_else() {
    let Some(rows) = rows() else { return };
    let quarters = quarters(&rows);
    assert!(quarters.len() >= 10, "{}", quarters.len());
    for (quarter, standings) in &quarters {
        let own: Vec<&Row> = rows.iter().filter(|row| Quarter::of(row.1) == *quarter).collect();
        let events = |own: &mut dyn Iterator<Item = &&Row>| {
            own.map(|row| row.0.as_str()).collect::<BTreeSet<_>>().len()
        };
        // a point for each change somebody made, whoever helped; bots take nothing from it
        let by_people = events(&mut own.iter().filter(|row| !row.3));
        assert_eq!(sum(standings.people()), Fraction::from(by_people as i64), "{quarter}");
        assert_eq!(sum(standings.units()), Fraction::from(events(&mut own.iter()) as i64), "{quarter}");
        let bots = own.iter().filter(|row| row.3).count();
        assert_eq!(standings.left_out().bots, bots as u64, "{quarter}");
        assert!(standings.people().iter().all(|one| !one.contributor().as_str().ends_with(BOT)));
    }
}

#[test]
fn order_changes_nothing_and_the_top_is_no_surer_than_it_is() {
    let Some(mut rows) = rows() else { return };
    let quarters = quarters(&rows);
    rows.reverse();
    let again = self::quarters(&rows);
    for ((quarter, standings), (_, other)) in quarters.iter().zip(&again) {
        assert_eq!(standings.to_json(), other.to_json(), "{quarter}");
    }
    let mut uncertain = 0;
    for (quarter, standings) in &quarters {
        let certainty = standings.certainty().unwrap();
        let line = top(standings, certainty);
        assert!(line.contains(" are certain at 0.9; "), "{quarter}: {line}");
        for group in certainty.groups().iter().filter(|group| group.sure().is_ok()) {
            let (certain, possible) = (group.certainly_best(TOP), group.possibly_best(TOP));
            assert!(
                certain.iter().all(|id| possible.contains(id))
                    && possible.len() >= TOP.min(group.members().len())
            );
            uncertain += usize::from(certain.len() < TOP);
        }
        eprintln!("{quarter}:{line}");
    }
    assert!(uncertain > 0, "somewhere the naive top is not certain");
}

#[test]
fn this_repository_or_none_is_read() {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    assert!(run(&words(&["--salt"])).is_err() && run(&words(&["--sort", "x"])).is_err());
    assert!(run(&words(&["/nowhere at all"])).is_err());
}
