//! How sure units are that are scored from members: as sure as those members together, worked out by hand.

use thidua::contribution::{Certainty, Reckoning};
use thidua::ledger::{ReadOptions, Undisclosed};
use thidua::{Date, Ledger, Period, Roster, Scheme};

const HEAD: &str = r"
pack: t
edition: '1'
kind: scheme
title: {vi: Thử, en: Try}
citations: {a: {title: A, date: 2026-01-01, grade: primary}}
basis: claimed
people: {smallest: 1, task_force_apart: true, belongs: longest}
publish: {places: 2, rounding: half_up, ranks_on: exact, ties: min}
kinds: [{id: work, label: {vi: Việc, en: Work}, cite: a, split: equal, points: {per_unit: {quantity: size, unit: 1, each: 1}}COMPONENT}]
";

/// How sure everybody is in two weeks: members by unit, lines of day, contributor and points.
fn sure(more: &str, mean: bool, units: &[(&str, &[&str])], lines: &[(u32, &str, u32)]) -> Certainty {
    let component = if mean { ", component: q" } else { "" };
    let parts = "components: [{id: q, label: {vi: Q, en: Q}, combine: mean}]\nscore: {mean: {coverage: 0}}\n";
    let head = HEAD.replace("COMPONENT", component) + if mean { parts } else { "" };
    let scheme = Scheme::parse(&format!("{head}{more}"), None).unwrap();
    let ids: Vec<String> = units.iter().map(|(unit, _)| format!("{{id: {unit}}}")).collect();
    let spell = |unit: &str| format!("spells: [{{unit: {unit}, status: public_employee, from: 2026-01-01}}]");
    let people: Vec<String> = units
        .iter()
        .flat_map(|(unit, members)| members.iter().map(|id| format!("{{id: {id}, {}}}", spell(unit))))
        .collect();
    let roster = format!("units: [{}]\npeople: [{}]\n", ids.join(", "), people.join(", "));
    let records: Vec<String> = lines
        .iter()
        .enumerate()
        .map(|(at, (day, to, n))| {
            format!(
                r#"{{"contribution": {{"id": "c{at}", "on": "2026-01-{day:02}", "kind": "work", "credits": [{{"to": "{to}"}}], "quantities": {{"size": {n}}}}}}}"#
            )
        })
        .collect();
    let options = ReadOptions::default().undisclosed(Undisclosed::Accept);
    let ledger = Ledger::parse(&records.join("\n"), None, &options).unwrap();
    let day = |text| Some(Date::parse(text).unwrap());
    // Monday to Sunday: two weeks
    let period = Period::new(day("2026-01-05"), day("2026-01-18")).unwrap();
    let roster = Roster::parse(&roster, None).unwrap();
    scheme.standings(&ledger, &roster, &Reckoning::of(period).unwrap()).unwrap().certainty().unwrap().clone()
}

fn from(source: &str, draws: u32, terms: &str) -> String {
    format!(
        "uncertainty: {{from: {source}, coverage: 0.9, draws: {draws}, seed: 3}}\nunits: {{smallest: 1, score: [{terms}]}}\n"
    )
}

fn error(certainty: &Certainty, of: &str) -> f64 {
    certainty.of(of).unwrap().standard_error().unwrap().get()
}

#[track_caller]
#[expect(clippy::float_arithmetic, reason = "an error is near another")]
fn near(found: f64, expect: f64, part: f64) {
    assert!((found - expect).abs() <= part * expect, "{found}, not {expect}");
}

const WEEKS: &str = "{weeks: {block: 1}}";
const ALONE: [(&str, &[&str]); 2] = [("u1", &["p1"]), ("u2", &["p2"])];

#[test]
fn a_unit_of_one_is_as_sure_as_its_member() {
    let lines = [(5, "p1", 3), (6, "p2", 8), (13, "p1", 9), (14, "p2", 6), (15, "p2", 1)];
    for (source, mean) in [(WEEKS, false), (WEEKS, true), ("assessors", true)] {
        for term in ["members_mean: {weight: 1}", "members_per_head: {weight: 1}"] {
            let sure = sure(&from(source, 500, &format!("{{{term}}}")), mean, &ALONE, &lines);
            for (unit, person) in [("u1", "p1"), ("u2", "p2")] {
                near(error(&sure, unit), error(&sure, person), 1e-12);
                let sets = |of| sure.of(of).map(|own| (own.marginal(), own.simultaneous()));
                assert_eq!(sets(unit), sets(person), "{source} {term}");
            }
        }
    }
}

#[test]
fn what_members_do_in_the_same_weeks_hangs_together() {
    // what two members have per head, three times, is what a unit of its own has that is credited with half of it thrice
    let terms = "{members_per_head: {weight: 3}}, {own: {weight: 1.5}}";
    let units: [(&str, &[&str]); 2] = [("u1", &["p1", "p2"]), ("u2", &["p3"])];
    let members = [(5, "p1", 3), (6, "p2", 8), (13, "p1", 9), (14, "p2", 6)];
    let own = [(5, "u2", 3), (6, "u2", 8), (13, "u2", 9), (14, "u2", 6)];
    let sure = sure(&from(WEEKS, 500, terms), false, &units, &[members, own].concat());
    near(error(&sure, "u1"), error(&sure, "u2"), 1e-12);
    // they go up and down as one
    assert_eq!(sure.of("u1").unwrap().simultaneous().map(|set| (set.lower(), set.upper())), Some((1, 2)));
}

#[test]
fn whether_members_reach_so_much_is_asked_in_each_draw() {
    // of two weeks the first is drawn twice in a quarter of the draws, each once in a half, the second twice in a quarter
    let terms = "{members_share: {at_least: 10, weight: 100}}";
    let units: [(&str, &[&str]); 2] = [("u1", &["p1", "p2"]), ("u2", &["p3"])];
    let lines = [(5, "p1", 10), (13, "p2", 10), (6, "p3", 10)];
    let sure_of_shares = sure(&from(WEEKS, 40_000, terms), false, &units, &lines);
    // one of two, both, one of two: 50, 100, 50; and 100, 100, 0
    near(error(&sure_of_shares, "u1"), 25.0, 0.01);
    near(error(&sure_of_shares, "u2"), (10_000.0_f64 * 3.0 / 16.0).sqrt(), 0.01);
    // 12 and a hundred, 8, 4
    let terms = format!("{{members_mean: {{weight: 1}}}}, {terms}");
    let both =
        sure(&from(WEEKS, 40_000, &terms), false, &ALONE, &[(5, "p1", 6), (13, "p1", 2), (6, "p2", 1)]);
    near(error(&both, "u1"), 2083.0_f64.sqrt(), 0.01);
}

#[test]
fn assessors_make_it_unsure_whether_a_member_reaches_so_much() {
    let terms = "{members_mean: {weight: 1}}, {members_share: {at_least: 9, weight: 10}}";
    let lines = [(5, "p1", 6), (6, "p1", 10), (7, "p2", 9), (8, "p2", 9)];
    let sure_of_both = sure(&from("assessors", 100, terms), true, &ALONE, &lines);
    // a mean of 8 with an error of 2 reaches 9 with Φ(−1/2) = 0.30853754, where the density is 0.35206533:
    // 4 + 2 · 10 · 2 · 0.35206533 + 100 · 0.30853754 · 0.69146246
    near(error(&sure_of_both, "u1"), (4.0_f64 + 14.082_613_2 + 21.334_212_9).sqrt(), 1e-6);
    assert!(error(&sure_of_both, "u2").abs() < 1e-12);
    // who reaches 9 reaches 7 too: 10 · 5 · 2 · Φ(−1/2) (1 − Φ(1/2)) more, and what the lower demand adds of its own
    let two = format!("{terms}, {{members_share: {{at_least: 7, weight: 5}}}}");
    let sure_of_two = sure(&from("assessors", 100, &two), true, &ALONE, &lines);
    let (p, density) = (0.308_537_538_7_f64, 0.352_065_326_8_f64);
    let own = 2.0 * 5.0 * 2.0 * density + 25.0 * p * (1.0 - p) + 2.0 * 50.0 * p * p;
    near(error(&sure_of_two, "u1"), (4.0 + 14.082_613_2 + 21.334_212_9 + own).sqrt(), 1e-6);
    // one assessment says nothing
    let few = sure(&from("assessors", 100, terms), true, &ALONE, &lines[1..]);
    assert_eq!(few.of("u1"), None);
}
