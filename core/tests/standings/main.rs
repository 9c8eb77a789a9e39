//! Standings: by hand, and against the rules of the guide written a second time; and what must hold of every scheme.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test reads files, and stops where something is amiss"
)]

mod cases;
mod draw;
mod hand;
mod laws;
mod plan;
mod reckon;
mod sure;
mod top;

use std::str::FromStr as _;

use plan::{Day, Draws, World};
use reckon::Came;
use thidua::contribution::{Placed, Reckoning, Standings};
use thidua::ledger::{ReadOptions, Undisclosed};
use thidua::{Date, Error, Fraction, Ledger, Period, Roster, Scheme};

fn read(lines: &[String]) -> Ledger {
    let options = ReadOptions::default().undisclosed(Undisclosed::Accept);
    Ledger::parse(&lines.join("\n"), None, &options).unwrap()
}

fn date(day: Day) -> Date {
    Date::from_str(&plan::text(day)).unwrap()
}

/// How the library says everybody stands.
fn stand(scheme: &plan::Scheme, world: &World, ledger: &Ledger, as_of: Day) -> Result<Standings, Error> {
    let yaml = scheme.yaml();
    let scheme = Scheme::parse(&yaml, None).unwrap_or_else(|error| panic!("{error}\n{yaml}"));
    let roster = world.roster();
    let roster = Roster::parse(&roster, None).unwrap_or_else(|error| panic!("{error}\n{roster}"));
    let period = Period::new(Some(date(world.from)), Some(date(world.until))).unwrap();
    scheme.standings(ledger, &roster, &Reckoning::of(period).unwrap().as_of(date(as_of)))
}

/// Score, published score and rank, as text.
type Told = (Option<String>, Option<String>, Option<String>);

fn of_library(placed: (Option<&Fraction>, Option<String>, Option<&Fraction>)) -> Told {
    // shown in lowest terms, as the other is
    (placed.0.map(ToString::to_string), placed.1, placed.2.map(ToString::to_string))
}

fn of_rules(scheme: &plan::Scheme, came: &Came) -> Told {
    let decimal = |value: &plan::Q| {
        let scaled = (value * plan::q(10_i64.pow(scheme.places), 1)).to_integer();
        Fraction::parse(&format!("{scaled}/{}", 10_i64.pow(scheme.places)))
            .unwrap()
            .to_exact()
            .unwrap()
            .to_string()
    };
    (
        came.score.as_ref().map(ToString::to_string),
        came.published.as_ref().map(decimal),
        came.rank.map(|rank| rank.to_string()),
    )
}

/// Compares everybody with the rules written a second time.
fn compare(scheme: &plan::Scheme, world: &World, standings: &Standings, as_of: Day) {
    let (without, with) = reckon::reckon(scheme, world, as_of);
    let own = |placed: &Placed| {
        of_library((placed.score(), placed.published().map(|score| score.to_string()), placed.rank()))
    };
    let all =
        world.people.iter().map(|person| person.id.clone()).chain((0..world.units.len()).map(plan::unit));
    for (id, (without, with)) in all.zip(without.iter().zip(&with)) {
        let standing = standings.of(&id).unwrap();
        let told = of_library((
            standing.score(),
            standing.published().map(|score| score.to_string()),
            standing.rank(),
        ));
        assert_eq!(told, of_rules(scheme, without), "{id} of {scheme:?}");
        let told = standing.with_disputed().map(own).unwrap_or(told);
        assert_eq!(told, of_rules(scheme, with), "{id} with what is contested, of {scheme:?}");
    }
}

#[test]
fn a_year_of_eleven_thousand_credits() {
    let scheme = draw::rich();
    let mut draws = Draws(11_000);
    let size = draw::Size { people: 120, units: 9, works: 5_100, tasks: 400, later: 600, days: 365 };
    let world = draw::world(&mut draws, &scheme, size);
    let lines = world.lines();
    let ledger = read(&lines);
    assert!(ledger.credits() > 11_000, "{}", ledger.credits());
    for as_of in [world.until + 15, world.from + 200] {
        let standings = stand(&scheme, &world, &ledger, as_of).unwrap();
        compare(&scheme, &world, &standings, as_of);
        let json = standings.to_json();
        let turned: Vec<String> = lines.iter().rev().cloned().collect();
        assert_eq!(stand(&scheme, &world, &read(&turned), as_of).unwrap().to_json(), json);
        for count in [2, 7] {
            let pieces: Vec<Ledger> = (0..count)
                .map(|piece| {
                    let own: Vec<String> = lines.iter().skip(piece).step_by(count).cloned().collect();
                    read(&own)
                })
                .collect();
            let merged = pieces.iter().rev().fold(Ledger::default(), |all, piece| all.merge(piece).unwrap());
            assert_eq!(stand(&scheme, &world, &merged, as_of).unwrap().to_json(), json, "{count} pieces");
        }
    }
}
