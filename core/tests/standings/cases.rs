//! What others printed about credit, decay and missing components, read from `../shared/cases` beside the checkout; the
//! vectors hold the same figures typed in.

use std::path::Path;

use serde_json::{Value as Json, json};
use thidua::contribution::Reckoning;
use thidua::ledger::{ReadOptions, Undisclosed};
use thidua::{Date, Fraction, Ledger, Period, Roster, Scheme};

/// One of the cases of `ranking/cases.json`.
fn case(id: &str) -> Option<Json> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/cases/ranking/cases.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("absent, only the typed-in figures were run: {id}");
        return None;
    };
    let all: Json = serde_json::from_str(&text).unwrap();
    all.as_array().unwrap().iter().find(|case| case["id"] == id).cloned()
}

/// The scores of contributors `1`, `2` … under a scheme of these parts, by contributions of the quarter.
fn scores(parts: Json, people: usize, contributions: &[Json]) -> Vec<Fraction> {
    let mut scheme = json!({
        "pack": "case", "edition": "1", "kind": "scheme", "title": {"vi": "Thử", "en": "Case"},
        "citations": {"a": {"title": "A", "date": "2026-01-01", "grade": "primary"}}, "basis": "claimed",
        "people": {"smallest": 1, "task_force_apart": true, "belongs": "longest"},
        "publish": {"places": 2, "rounding": "half_up", "ranks_on": "exact", "ties": "min"},
    });
    scheme.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
    let person =
        |at: usize| json!({"id": at.to_string(), "spells": [{"status": "expert", "from": "2026-01-01"}]});
    let roster = json!({"people": (1..=people).map(person).collect::<Vec<_>>()});
    let records: Vec<Json> = contributions.iter().map(|own| json!({"contribution": own})).collect();
    let options = ReadOptions::default().undisclosed(Undisclosed::Accept);
    let day = |text| Date::parse(text).unwrap();
    let quarter = Period::new(Some(day("2026-01-01")), Some(day("2026-03-31"))).unwrap();
    let standings = Scheme::parse(&scheme.to_string(), None)
        .unwrap()
        .standings(
            &Ledger::parse(&Json::from(records).to_string(), None, &options).unwrap(),
            &Roster::parse(&roster.to_string(), None).unwrap(),
            &Reckoning::of(quarter).unwrap(),
        )
        .unwrap();
    standings.people().iter().map(|own| own.score().unwrap().clone()).collect()
}

fn kind(id: &str, more: Json) -> Json {
    let mut kind = json!({"id": id, "label": {"vi": id, "en": id}, "cite": "a", "split": "equal"});
    kind.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    kind
}

fn fractions(texts: &Json) -> Vec<Fraction> {
    let text = |text: &Json| text.as_str().map_or_else(|| text.to_string(), str::to_owned);
    texts.as_array().unwrap().iter().map(|one| Fraction::parse(&text(one)).unwrap()).collect()
}

#[test]
fn shares_by_position() {
    let Some(case) = case("harmonic_credit") else { return };
    for split in ["harmonic", "arithmetic"] {
        for (count, shares) in case["expected"][split].as_object().unwrap() {
            let count: usize = count.parse().unwrap();
            let credits: Vec<Json> =
                (1..=count).map(|at| json!({"to": at.to_string(), "position": at})).collect();
            let found = scores(
                json!({"kinds": [kind("paper", json!({"points": {"fixed": {"each": 1}}, "split": split}))]}),
                count,
                &[json!({"id": "c", "on": "2026-02-03", "kind": "paper", "credits": credits})],
            );
            assert_eq!(found, fractions(shares), "{split} of {count}");
        }
    }
}

#[test]
fn half_is_lost_with_each_week() {
    let Some(case) = case("decay_sourcecred_recent") else { return };
    let days = ["2026-03-31", "2026-03-24", "2026-03-17", "2026-03-10"];
    let decay = json!({"steps": {"per": "week", "lost": 0.5_f64.to_string()}});
    let contributions: Vec<Json> = (1..)
        .zip(days)
        .map(|(at, day)| json!({"id": day, "on": day, "kind": "cred", "credits": [{"to": at.to_string()}]}))
        .collect();
    let cred = kind("cred", json!({"points": {"fixed": {"each": 1}}, "decay": decay}));
    let found = scores(json!({"kinds": [cred]}), days.len(), &contributions);
    assert_eq!(found, fractions(&case["expected"]["weights"]));
}

#[test]
fn a_missing_component_is_left_out_of_the_mean() {
    let Some(case) = case("frappe_missing_component") else { return };
    let given = case["inputs"].as_object().unwrap();
    let parts = || given.keys().map(String::as_str);
    let component = |id| json!({"id": id, "label": {"vi": id, "en": id}, "combine": "mean"});
    let points = json!({"per_unit": {"quantity": "stars", "unit": 1, "each": 1}});
    let rated = given.iter().filter(|(_, stars)| !stars.is_null());
    let rating = |(id, stars): (&String, &Json)| json!({"id": format!("c-{id}"), "on": "2026-02-03", "kind": id, "credits": [{"to": "1"}], "quantities": {"stars": stars}});
    let found = scores(
        json!({
            "kinds": parts().map(|id| kind(id, json!({"points": points, "component": id}))).collect::<Vec<_>>(),
            "components": parts().map(component).collect::<Vec<_>>(),
            "score": {"mean": {"coverage": "0.5"}},
        }),
        1,
        &rated.map(rating).collect::<Vec<_>>(),
    );
    assert_eq!(found, [Fraction::parse(case["expected"]["correct"].as_str().unwrap()).unwrap()]);
}
