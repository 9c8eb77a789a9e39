//! Each mistake of a policy, of facts and of a round, by its code and its place.

use thidua::recognition::{Facts, Policy, Round};
use thidua::{Code, Error};

use super::{policy, year};

const FACTS: &str =
    "  people: {clean: yes_no, months: {number: {at_least: 0, at_most: 12}}, kind: {choice: [a, b]}}
  units: {result: {choice: [low, good, best]}}";

const TITLE: &str = "  - {id: worker, label: {vi: A, en: A}, cite: own, of: people, rule: {title: {requires: [{that: {yes: clean}, cite: own}]}}}";

/// Code and pointer of everything an error tells.
fn told(error: &Error) -> Vec<(Code, String)> {
    error.diagnostics().map(|one| (one.code(), one.pointer().to_owned())).collect()
}

/// The mistakes of a policy with one stage more.
fn with(stage: &str) -> Vec<(Code, String)> {
    told(
        &policy(
            FACTS,
            &format!("{TITLE}\n  - {{id: x, label: {{vi: X, en: X}}, cite: own, of: people, {stage}}}"),
        )
        .unwrap_err(),
    )
}

#[test]
fn mistakes_of_a_policy() {
    let at = |code, pointer: &str| vec![(code, pointer.to_owned())];
    let title = |that: &str| format!("rule: {{title: {{requires: [{{that: {that}, cite: own}}]}}}}");
    let that = "/stages/1/rule/title/requires/0/that";
    for (stage, code, pointer) in [
        (title("{yes: claen}"), Code::UNKNOWN_FACT, format!("{that}/yes")),
        (title("{yes: months}"), Code::WRONG_FACT, format!("{that}/yes")),
        (title("{number: {of: clean, at_least: 1}}"), Code::WRONG_FACT, format!("{that}/number/of")),
        (title("{number: {of: months}}"), Code::NOTHING_REQUIRED, that.to_owned()),
        (title("{choice: {of: kind, in: [c]}}"), Code::UNKNOWN_CHOICE, format!("{that}/choice/in/0")),
        (title("{holds: workr}"), Code::UNKNOWN_STAGE, format!("{that}/holds")),
        (title("{level: {of: worker, in: [low]}}"), Code::WRONG_STAGE, format!("{that}/level/of")),
        (title("{all: []}"), Code::NOTHING_REQUIRED, that.to_owned()),
        (title("{unit: {yes: clean}}"), Code::UNKNOWN_FACT, format!("{that}/unit/yes")),
        ("rule: {title: {requires: []}}".into(), Code::NOTHING_REQUIRED, "/stages/1/rule/title/requires".into()),
        (title("{holds: x}"), Code::CIRCLE, "/stages/1".into()),
        (
            "rule: {members: {that: {yes: clean}, above: 0.5, days: 0, unrated: leave, transferred: count, absent: count}}"
                .into(),
            Code::WRONG_SCOPE,
            "/stages/1/of".into(),
        ),
        (
            "rule: {rating: {score: [worker], bands: [{level: low}]}}".into(),
            Code::WRONG_STAGE,
            "/stages/1/rule/rating/score/0".into(),
        ),
        (
            "rule: {critique: {certainty: 1.5}}".into(),
            Code::OUT_OF_BOUNDS,
            "/stages/1/rule/critique/certainty".into(),
        ),
        (
            "rule: {given: {fact: kind}}".into(),
            Code::UNKNOWN_LEVEL,
            "/stages/1/rule/given/fact".into(),
        ),
    ] {
        let found = with(&stage);
        assert_eq!(found.first(), at(code, &pointer).first(), "{stage}");
    }
    let bands = "rule: {rating: {score: [s], bands: [{level: good, from: 50}, {level: low, from: 10}]}}";
    let codes: Vec<Code> = with(bands).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, [Code::UNKNOWN_STAGE, Code::FIRST_BAND, Code::NOT_ASCENDING]);
}

#[test]
fn a_policy_names_what_drives_it() {
    let text = "{pack: p, edition: '1', kind: policy, title: {vi: A, en: A}}";
    assert_eq!(
        told(&Policy::parse(text, None).unwrap_err()),
        [(Code::MISSING_FIELD, String::new()), (Code::EMPTY, "/stages".into())]
    );
    let scheme = text.replace("policy", "scheme");
    assert_eq!(Policy::parse(&scheme, None).unwrap_err().code(), Code::OTHER_KIND);
}

#[test]
fn mistakes_of_facts() {
    let spells = "spells: [{status: public_employee, from: 2020-01-01}]";
    for (person, code, pointer) in [
        ("work: [{in: q1}]", Code::ONE_OF, "/people/0/work/0"),
        (
            "achievements: [{id: a, merit: prompt, on: 2026-01-01, verified_by: p}]",
            Code::NOT_INDEPENDENT,
            "/people/0/achievements/0/verified_by",
        ),
        (
            "initiatives: [{id: a, level: base, recognised_by: p, on: 2026-01-01}]",
            Code::NOT_INDEPENDENT,
            "/people/0/initiatives/0/recognised_by",
        ),
        (
            "work: [{in: q1, lines: [{product: a, assigned: 0, done: 0}]}]",
            Code::OUT_OF_BOUNDS,
            "/people/0/work/0/lines/0/assigned",
        ),
        (
            "work: [{in: q1, lines: [{product: a, assigned: 1, done: 1, delays: 1, excused_delays: 2}]}]",
            Code::OUT_OF_BOUNDS,
            "/people/0/work/0/lines/0/excused_delays",
        ),
        (
            "work: [{in: q1, absent: maternity}, {in: q1, absent: maternity}]",
            Code::DUPLICATE_ID,
            "/people/0/work/1/in",
        ),
        (
            "breaches: [{id: b, standard: {finding: {id: f, due: 2026-01-01}}, certainty: 2}]",
            Code::OUT_OF_BOUNDS,
            "/people/0/breaches/0/certainty",
        ),
        ("yeers: []", Code::UNKNOWN_FIELD, "/people/0/yeers"),
    ] {
        let text = format!("people: [{{id: p, {spells}, {person}}}]");
        let error = Facts::parse(&text, None).unwrap_err();
        assert_eq!((error.code(), error.pointer()), (code, pointer), "{person}");
        assert!(error.first().line().is_some(), "{person}");
    }
    let decided = "decided: [{stage: worker, of: q, given: true, number: 1/QĐ, on: 2026-01-01, by: d}]";
    assert_eq!(Facts::parse(decided, None).unwrap_err().code(), Code::UNKNOWN_CONTRIBUTOR);
}

#[test]
fn one_breach_is_nobody_elses_too() {
    let breach = "breaches: [{id: b, standard: {finding: {id: f, due: 2026-01-01}}}]";
    let spells = "spells: [{status: public_employee, from: 2020-01-01}]";
    let text = format!("people: [{{id: p, {spells}, {breach}}}, {{id: q, {spells}, {breach}}}]");
    let error = Facts::parse(&text, None).unwrap_err();
    assert_eq!((error.code(), error.pointer()), (Code::DUPLICATE_ID, "/people/1/breaches/0/id"));
}

#[test]
fn mistakes_of_a_round() {
    let policy = policy(FACTS, TITLE).unwrap();
    let decide = |facts: &str, round: &Round| {
        let facts = Facts::parse(facts, None).unwrap();
        policy.decide(&facts, None, round).map(|_| ()).unwrap_err()
    };
    let person = |facts: &str| {
        format!(
            "people: [{{id: p, spells: [{{status: public_employee, from: 2020-01-01}}], facts: {{{facts}}}}}]"
        )
    };
    for (facts, code, pointer) in [
        ("claen: true", Code::UNKNOWN_FACT, "/people/0/facts/claen"),
        ("clean: maybe", Code::WRONG_TYPE, "/people/0/facts/clean"),
        ("months: 13", Code::OUT_OF_BOUNDS, "/people/0/facts/months"),
        ("kind: c", Code::UNKNOWN_CHOICE, "/people/0/facts/kind"),
    ] {
        let error = decide(&person(facts), &year());
        assert_eq!((error.code(), error.pointer()), (code, pointer), "{facts}");
        assert!(error.first().line().is_some());
    }
    let suggestion = decide(&person("claen: true"), &year());
    assert_eq!(suggestion.first().suggestion(), Some("clean"));
    let lenient = Facts::parse(&person("claen: true"), None).unwrap();
    assert!(policy.decide(&lenient, None, &year().take_facts_of_others()).is_ok());
    let decided = |what: &str| {
        format!(
            "{}\ndecided: [{{{what}, of: p, number: 1/QĐ, on: 2026-01-01, by: d}}]",
            person("clean: true")
        )
    };
    assert_eq!(decide(&decided("stage: workr, given: true"), &year()).code(), Code::UNKNOWN_STAGE);
    assert_eq!(decide(&decided("stage: worker, level: good"), &year()).code(), Code::NOT_DECIDED_THERE);
}

#[test]
fn the_day_that_drives_a_policy_is_needed() {
    let text = "{pack: p, edition: '1', kind: policy, title: {vi: A, en: A}, in_force: {from: 2026-07-01}, driven_by: event,
  citations: {own: {title: A, date: 2026-01-01, grade: primary}}, facts: {people: {clean: yes_no}},
  stages: [{id: worker, label: {vi: A, en: A}, cite: own, of: people, rule: {title: {requires: [{that: {yes: clean}, cite: own}]}}}]}";
    let policy = Policy::parse(text, None).unwrap();
    let facts = Facts::parse("{}", None).unwrap();
    let error = |round: &Round| policy.decide(&facts, None, round).map(|_| ()).unwrap_err().code();
    assert_eq!(error(&year()), Code::ROUND_NEEDS_DAY);
    assert_eq!(error(&year().event_on(super::day("2026-06-30"))), Code::NO_EDITION);
    assert!(policy.decide(&facts, None, &year().event_on(super::day("2026-07-01"))).is_ok());
}
