//! Who stays in the best share of a group when the scheme's own numbers are drawn anew: probabilities reckoned by hand.

use thidua::contribution::{Certainty, Reckoning};
use thidua::ledger::{ReadOptions, Undisclosed};
use thidua::{Code, Date, Lang, Ledger, Period, Roster, Scheme};

const HEAD: &str = r#"
pack: t
edition: "1"
kind: scheme
title: {vi: Thử, en: Try}
citations: {a: {title: A, date: 2026-01-01, grade: primary}}
basis: verified
people: {smallest: 2, task_force_apart: true, belongs: longest}
publish: {places: 2, rounding: half_up, ranks_on: exact, ties: min}
"#;

fn scheme(kinds: &str, vary: &str) -> Result<Scheme, thidua::Error> {
    let uncertainty =
        format!("uncertainty: {{from: {{parameters: {{{vary}}}}}, coverage: 0.9, draws: 2000, seed: 3}}\n");
    Scheme::parse(&format!("{HEAD}kinds: [{kinds}]\n{uncertainty}"), None)
}

fn kind(id: &str, each: u32, more: &str) -> String {
    format!("{{id: {id}, label: {{vi: {id}, en: {id}}}, cite: a, points: {{fixed: {{each: {each}}}}}{more}}}")
}

fn contribution(id: &str, on: &str, kind: &str, to: &str) -> String {
    format!(
        r#"{{"contribution": {{"id": "{id}", "on": "{on}", "kind": "{kind}", "credits": [{to}], "verified_by": "v"}}}}"#
    )
}

/// How often the first and the second are the best of both.
fn best(scheme: &Scheme, ledger: &[String]) -> [f64; 2] {
    let day = |text| Date::parse(text).unwrap();
    let spell =
        |id: &str| format!("{{id: {id}, spells: [{{unit: u, status: public_employee, from: 2025-01-01}}]}}");
    let roster =
        Roster::parse(&format!("units: [{{id: u}}]\npeople: [{}, {}]\n", spell("p1"), spell("p2")), None)
            .unwrap();
    let options = ReadOptions::default().undisclosed(Undisclosed::Accept);
    let ledger = Ledger::parse(&ledger.join("\n"), None, &options).unwrap();
    let quarter = Period::new(Some(day("2026-01-01")), Some(day("2026-03-31"))).unwrap();
    let standings = scheme.standings(&ledger, &roster, &Reckoning::of(quarter).unwrap()).unwrap();
    let certainty: &Certainty = standings.certainty().unwrap();
    assert_eq!(certainty.top_share().map(|own| own.to_string()), Some("0.5".to_owned()));
    let told = standings.explain("p1").unwrap().render(Lang::En);
    assert!(told.contains("in the best 0.5 of the group in "), "{told}");
    ["p1", "p2"].map(|id| {
        let share = certainty.of(id).unwrap().top_share().unwrap();
        thidua::Real::nearest(share).unwrap().get()
    })
}

#[expect(clippy::float_arithmetic, reason = "a probability is near another")]
fn near(found: [f64; 2], expected: [f64; 2]) {
    for (found, expected) in found.into_iter().zip(expected) {
        assert!((found - expected).abs() < 0.04, "{found} {expected}");
    }
}

#[test]
fn points_that_could_be_others() {
    let scheme = scheme(
        &format!("{}, {}", kind("idea", 10, ", split: equal"), kind("talk", 9, ", split: equal")),
        "spread: 0.2, top_share: 0.5",
    )
    .unwrap();
    let ledger = [
        contribution("c1", "2026-02-03", "idea", r#"{"to": "p1"}"#),
        contribution("c2", "2026-02-03", "talk", r#"{"to": "p2"}"#),
    ];
    // ten u is below nine v for 0.0436/0.16 of the square from 0.8 to 1.2
    near(best(&scheme, &ledger), [0.728, 0.272]);
}

#[test]
fn caps_that_could_be_others() {
    let kinds = format!(
        "{}, {}",
        kind("idea", 10, ", split: equal, caps: [{per: month, most: 25}]"),
        kind("talk", 24, ", split: equal")
    );
    let scheme = scheme(&kinds, "spread: 0.0001, caps: 0.2, top_share: 0.5").unwrap();
    let mut ledger: Vec<String> =
        (1..4).map(|at| contribution(&format!("c{at}"), "2026-02-03", "idea", r#"{"to": "p1"}"#)).collect();
    ledger.push(contribution("d", "2026-02-03", "talk", r#"{"to": "p2"}"#));
    // a cap between 20 and 30 is above 24 in six of ten draws
    near(best(&scheme, &ledger), [0.6, 0.4]);
}

#[test]
fn decay_that_could_be_another() {
    let decay = ", split: equal, decay: {half_life: {days: 30, places: 6, rounding: half_even}}";
    let kinds = format!("{}, {}", kind("idea", 10, decay), kind("talk", 5, ", split: equal"));
    let scheme = scheme(&kinds, "spread: 0.0001, decay: 0.5, top_share: 0.5").unwrap();
    // a half is left on the last day of the period; it is more or less as the half-life is longer or shorter
    let ledger = [
        contribution("c1", "2026-03-01", "idea", r#"{"to": "p1"}"#),
        contribution("c2", "2026-03-31", "talk", r#"{"to": "p2"}"#),
    ];
    near(best(&scheme, &ledger), [0.5, 0.5]);
}

#[test]
fn splits_that_could_be_others() {
    let kinds = kind("idea", 10, ", split: equal");
    let scheme =
        scheme(&kinds, "spread: 0.0001, splits: [equal, harmonic, arithmetic, equal], top_share: 0.5")
            .unwrap();
    let both = r#"{"to": "p1", "position": 1}, {"to": "p2", "position": 2}"#;
    // even in half of the draws, where both are the best, and behind in the others
    near(best(&scheme, &[contribution("c1", "2026-03-01", "idea", both)]), [1.0, 0.5]);
}

#[test]
fn what_cannot_be_varied() {
    let plain = kind("idea", 10, ", split: declared");
    let at = |name: &str| format!("/uncertainty/from/parameters/{name}");
    for (vary, code, place) in [
        ("spread: 0.2, caps: 0.2", Code::NO_EFFECT, "caps"),
        ("spread: 0.2, decay: 0.2", Code::NO_EFFECT, "decay"),
        ("spread: 0.2, splits: [equal]", Code::NO_EFFECT, "splits"),
        ("spread: 0.2, top_share: 1.5", Code::OUT_OF_BOUNDS, "top_share"),
        ("spread: 0.2, top_share: 0", Code::OUT_OF_BOUNDS, "top_share"),
        ("spread: 0", Code::OUT_OF_BOUNDS, "spread"),
    ] {
        let error = scheme(&plain, vary).map(|_| ()).unwrap_err();
        assert_eq!((error.code(), error.pointer()), (code, at(place).as_str()), "{error}");
    }
    let decay =
        kind("idea", 10, ", split: equal, decay: {half_life: {days: 30, places: 6, rounding: half_even}}");
    let error = scheme(&decay, "spread: 0.2, decay: 1").map(|_| ()).unwrap_err();
    assert_eq!(error.pointer(), at("decay"));
    let error = scheme(&decay, "spread: 0.2, splits: [declared]").map(|_| ()).unwrap_err();
    assert_eq!((error.code(), error.pointer()), (Code::UNKNOWN_CHOICE, at("splits/0").as_str()));
}
