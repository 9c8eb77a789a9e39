//! Which edition holds: for each person by the day of the round and how they are employed, for each event by its own day.

use thidua::recognition::{Decisions, Facts, Policy, Round};
use thidua::{Code, Period, packs};

use super::{at, day};

/// An edition of prompt awards that is in force between two days.
fn edition(id: &str, from: &str, until: &str) -> Policy {
    let until = if until.is_empty() { String::new() } else { format!(", until: {until}") };
    Policy::parse(
        &format!(
            "{{pack: prompt, edition: '{id}', kind: policy, title: {{vi: A, en: A}}, in_force: {{from: {from}{until}}}, driven_by: event,
  citations: {{own: {{title: A, date: 2026-01-01, grade: primary}}}},
  stages: [{{id: letter, label: {{vi: A, en: A}}, cite: own, of: people, rule: {{form: {{merit: prompt, award: {{requires: []}}}}}}}}]}}"
        ),
        None,
    )
    .unwrap()
}

fn facts(achievements: &str) -> Facts {
    let text = format!(
        "people: [{{id: p, spells: [{{status: public_employee, from: 2020-01-01}}], achievements: [{achievements}]}}]"
    );
    Facts::parse(&text, None).unwrap()
}

fn round(from: &str, until: &str) -> Round {
    Round::of(Period::new(Some(day(from)), Some(day(until))).unwrap()).unwrap()
}

const BOTH: &str = "{id: june, merit: prompt, on: 2026-06-30, verified_by: v}, {id: july, merit: prompt, on: 2026-07-01, verified_by: v}";

/// Edition by edition, what is awarded.
fn awarded(all: &[Decisions]) -> Vec<(String, Vec<String>)> {
    let own = |decisions: &Decisions| {
        let all = decisions.all().iter().filter_map(|own| own.achievement());
        (decisions.policy().edition().to_owned(), all.map(ToString::to_string).collect())
    };
    all.iter().map(own).collect()
}

#[test]
fn each_achievement_is_awarded_by_the_edition_of_its_own_day() {
    let year = round("2026-01-01", "2026-12-31");
    let editions = [edition("old", "2024-01-01", "2026-06-30"), edition("new", "2026-07-01", "")];
    let all = Policy::decide_among(&editions, &facts(BOTH), None, &year).unwrap();
    assert_eq!(
        awarded(&all),
        [("old".to_owned(), vec!["june".to_owned()]), ("new".to_owned(), vec!["july".to_owned()])]
    );
    // one edition alone does not judge what another one is for
    let alone = editions[1].decide(&facts(BOTH), None, &year).unwrap_err();
    assert_eq!((alone.code(), alone.first().pointer()), (Code::NO_EDITION, "/people/0/achievements"));
}

#[test]
fn two_editions_of_one_day_are_an_error_that_names_both_and_none_is_an_error() {
    let year = round("2026-01-01", "2026-12-31");
    let error = |editions: &[Policy]| {
        let error = Policy::decide_among(editions, &facts(BOTH), None, &year).unwrap_err();
        (error.code(), error.first().pointer().to_owned(), error.to_string())
    };
    let (code, place, text) =
        error(&[edition("old", "2024-01-01", "2026-06-30"), edition("new", "2026-06-30", "")]);
    assert_eq!((code, place.as_str()), (Code::TWO_EDITIONS, "/people/0/achievements"));
    assert!(text.contains("`old`") && text.contains("`new`"), "{text}");
    let (code, place, _) =
        error(&[edition("old", "2024-01-01", "2026-06-30"), edition("new", "2026-07-02", "")]);
    assert_eq!((code, place.as_str()), (Code::NO_EDITION, "/people/0/achievements"));
}

/// A policy with every parameter that it leaves to whoever uses it set to a number.
fn set(policy: &Policy, numbers: &[(&str, &str)]) -> Policy {
    let own: Vec<String> =
        numbers.iter().map(|(name, value)| format!("{name}: {{value: {value}, cite: own}}")).collect();
    let text = format!(
        "{{pack: ours, edition: '1', kind: policy, title: {{vi: A, en: A}}, extends: {}, citations: {{own: {{title: A, date: 2026-01-01, grade: primary}}}}, parameters: {{{}}}}}",
        policy.name(),
        own.join(", ")
    );
    policy.extend(&text).unwrap()
}

#[test]
fn in_the_first_half_of_2026_civil_servants_and_public_employees_are_rated_under_two_decrees() {
    let scored =
        [("stretches", "1"), ("excellent_base", "1"), ("excellent_rounding", "0"), ("excellent_heads", "1")];
    let all = packs::policy_editions("vn-staff-rating").unwrap();
    let editions: Vec<Policy> = all
        .iter()
        .map(|own| if own.edition() == "335-2025" { set(own, &scored) } else { own.clone() })
        .collect();
    let facts = "people:
  - {id: civil, spells: [{status: civil_servant, from: 2020-01-01}], facts: {general: 0, months_worked: 6, concluded_violation: false, disciplined_for_duty: false}, work: [{in: h1, lines: [{product: x, assigned: 1, done: 1}]}]}
  - {id: public, spells: [{status: public_employee, from: 2020-01-01}], facts: {judged_level: ht, months_worked: 6, maternity: false}}";
    let half = round("2026-01-01", "2026-06-30").take_facts_of_others();
    let decided = Policy::decide_among(&editions, &Facts::parse(facts, None).unwrap(), None, &half).unwrap();
    let told: Vec<(&str, String)> = decided
        .iter()
        .map(|own| {
            let of = if own.of("civil").is_empty() { "public" } else { "civil" };
            (of, at(own, "rating", of))
        })
        .collect();
    assert_eq!(told, [("public", "ht".to_owned()), ("civil", "htt".to_owned())]);
    // from July on public employees are under a decree of their own, and before 2020-08-20 under none
    let july = round("2026-01-01", "2026-07-01").take_facts_of_others();
    let error = Policy::decide_among(&all, &Facts::parse(facts, None).unwrap(), None, &july).unwrap_err();
    assert_eq!(error.code(), Code::PARAMETER_REQUIRED, "335/2025 and 233/2026 wait for numbers");
    let early = round("2020-01-01", "2020-08-19").take_facts_of_others();
    let error = Policy::decide_among(&all, &Facts::parse(facts, None).unwrap(), None, &early).unwrap_err();
    assert_eq!((error.code(), error.first().pointer()), (Code::NO_EDITION, "/people/0"));
}

#[test]
fn a_round_of_titles_leaves_prompt_awards_of_earlier_days_to_the_edition_of_those_days() {
    let numbers = [
        ("paid_together", "9"),
        ("cstdcs_share", "1"),
        ("cstdcs_rounding", "0"),
        ("heads_counted", "1"),
        ("neutral_years", "1"),
        ("used_years", "1"),
        ("member_days", "0"),
        ("member_unrated", "0"),
        ("member_transferred", "1"),
        ("member_absent", "1"),
        ("giay_khen_coefficient", "0.3"),
    ];
    let editions: Vec<Policy> =
        packs::policy_editions("vn-emulation").unwrap().iter().map(|own| set(own, &numbers)).collect();
    let facts = "people: [{id: p, spells: [{status: public_employee, from: 2020-01-01}], facts: {letter_criteria: true}, achievements: [{id: june, merit: prompt, on: 2025-06-30, verified_by: v}, {id: july, merit: prompt, on: 2025-07-01, verified_by: v}]}]";
    let year = round("2025-01-01", "2025-12-31").decided_on(day("2025-07-20"));
    let all = Policy::decide_among(&editions, &Facts::parse(facts, None).unwrap(), None, &year).unwrap();
    let awards: Vec<Vec<String>> = awarded(&all).into_iter().map(|(_, own)| own).collect();
    assert_eq!(awards, [["june".to_owned()], ["july".to_owned()]]);
    // the edition that is asked about events alone tells of nothing else
    assert!(all[0].all().iter().all(|own| own.stage().as_str() == "giay-khen-dot-xuat"));
    assert!(all[1].all().iter().any(|own| own.stage().as_str() == "ldtt"));
    // both are paid by the base salary of the day of the decision: 0.3 × 2,340,000 = 702,000, up to 710,000
    for own in all.iter().flat_map(|decisions| decisions.of("p")).filter_map(|own| own.paid()) {
        assert_eq!(own.amount().unwrap().to_string(), "710000");
    }
}

#[test]
fn every_fact_of_a_bundled_policy_is_called_something_in_both_languages() {
    for (id, edition) in packs::policies() {
        let policy = packs::policy_edition(id, edition).unwrap();
        let json: serde_json::Value = serde_json::from_str(policy.to_json()).unwrap();
        for of in ["people", "units"] {
            for fact in json["facts"][of].as_object().into_iter().flatten().map(|(fact, _)| fact) {
                let label = policy.fact_label(&thidua::Id::new(fact).unwrap());
                let told =
                    label.map(|label| [thidua::Lang::Vi, thidua::Lang::En].map(|lang| label.get(lang)));
                assert!(
                    told.is_some_and(|[vi, en]| !vi.is_empty() && !en.is_empty()),
                    "{id}@{edition}: {fact}"
                );
            }
        }
    }
}
