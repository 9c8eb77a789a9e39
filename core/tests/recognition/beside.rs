//! What stands beside decisions: how sure a rank is, and what lint finds doubtful about a policy.

use std::fmt::Write as _;

use thidua::contribution::Reckoning;
use thidua::ledger::{ReadOptions, Undisclosed};
use thidua::recognition::Facts;
use thidua::{Ledger, Period, Roster, Scheme};

use super::{day, missing, policy, year};

const SCHEME: &str = r#"
pack: t
edition: "1"
kind: scheme
title: {vi: Thử, en: Try}
citations: {a: {title: A, date: 2026-01-01, grade: primary}}
basis: verified
kinds: [{id: idea, label: {vi: Sáng kiến, en: Idea}, cite: a, points: {fixed: {each: 1}}, split: equal}]
people: {smallest: 2, task_force_apart: true, belongs: longest}
uncertainty: {from: counts, coverage: 0.95}
publish: {places: 0, rounding: half_up, ranks_on: exact, ties: min}
"#;

#[test]
fn certainty_stands_beside_a_commendation_and_never_makes_one_adverse() {
    let people = "people:\n".to_owned()
        + &["p1", "p2", "p3"]
            .map(|id| format!("  - {{id: {id}, spells: [{{status: public_employee, from: 2020-01-01}}]}}\n"))
            .concat();
    // p1 is far ahead; p2 and p3 cannot be told apart
    let mut ledger = String::new();
    for (id, count) in [("p1", 40), ("p2", 6), ("p3", 5)] {
        for at in 0..count {
            writeln!(ledger, r#"{{"contribution": {{"id": "{id}-{at}", "on": "2026-02-01", "kind": "idea", "credits": [{{"to": "{id}"}}], "verified_by": "v"}}}}"#).unwrap();
        }
    }
    let options = ReadOptions::default().undisclosed(Undisclosed::Accept);
    let ledger = Ledger::parse(&ledger, None, &options).unwrap();
    let period = Period::new(Some(day("2026-01-01")), Some(day("2026-12-31"))).unwrap();
    let scheme = Scheme::parse(SCHEME, None).unwrap();
    let roster = Roster::parse(&people, None).unwrap();
    let standings = scheme.standings(&ledger, &roster, &Reckoning::of(period).unwrap()).unwrap();

    let facts = "  people: {level: {choice: [low, good, best]}, points: {number: {}}}";
    let stages = "  - {id: given, label: {vi: A, en: A}, cite: own, of: people, rule: {given: {fact: level, points: points}}}
  - {id: rating, label: {vi: A, en: A}, cite: own, of: people, rule: {quota: {of: [given], level: best, otherwise: good, quota: {by: [given], base: good_or_better, heads: in, caps: [{within: agency, share: 0.7, rounding: down, minimum: 0, cite: own}]}}}}
  - {id: first, label: {vi: A, en: A}, cite: own, of: people, rule: {title: {requires: [{that: {rank: {within: 1}}, cite: own}]}}}
  - {id: second, label: {vi: A, en: A}, cite: own, of: people, rule: {title: {requires: [{that: {rank: {within: 2}}, cite: own}]}}}";
    let policy = policy(facts, stages).unwrap();
    let mut told = people;
    for (id, points) in [("p1", 40), ("p2", 6), ("p3", 5)] {
        let old = format!("id: {id}, ");
        told = told.replace(&old, &format!("id: {id}, facts: {{level: best, points: {points}}}, "));
    }
    let facts = Facts::parse(&told, None).unwrap();
    let decisions = policy.decide(&facts, Some(&standings), &year()).unwrap();
    let rating = |id: &str| decisions.of(id).iter().find(|own| own.stage().as_str() == "rating").unwrap();
    let advice = |id: &str| decisions.advice(rating(id)).unwrap().unwrap();
    // two places: both are commended by exact points, one of them for certain
    assert_eq!(
        ["p1", "p2", "p3"].map(|id| rating(id).state().name()),
        ["commend", "commend", "eligible_over_quota"]
    );
    assert_eq!(["p1", "p2", "p3"].map(|id| advice(id).is_certain()), [true, false, false]);
    assert_eq!((advice("p2").best(), advice("p2").worst(), advice("p2").places()), (2, 3, 2));
    let of = |id: &str, stage: &str| super::at(&decisions, stage, id);
    assert_eq!(["p1", "p2", "p3"].map(|id| of(id, "first")), ["commend", "false", "false"]);
    assert_eq!(
        ["p1", "p2", "p3"].map(|id| of(id, "second")),
        ["commend", "insufficient_evidence", "insufficient_evidence"]
    );
    assert_eq!(missing(&decisions, "second", "p2"), ["p2: certainty"]);
    // without standings there is no advice, and what asks for a rank is not known
    let alone = policy.decide(&facts, None, &year()).unwrap();
    assert_eq!(alone.advice(&alone.of("p1")[0]).unwrap(), None);
    assert_eq!(super::at(&alone, "first", "p1"), "insufficient_evidence");
}

#[test]
fn each_finding_is_earned_by_one_change() {
    let facts = "  people: {level: {choice: [low, good, best]}, points: {number: {}}}";
    let stages = "  - {id: given, label: {vi: A, en: A}, cite: own, of: people, rule: {given: {fact: level, points: points}}}
  - {id: suggested, label: {vi: A, en: A}, cite: own, of: people, rule: {rating: {score: [given], bands: [{level: low}, {level: good, from: 50}]}}}
  - {id: rating, label: {vi: A, en: A}, cite: own, of: people, rule: {quota: {of: [suggested], level: good, otherwise: low, quota: {by: [given], base: good_or_better, heads: in, caps: [{within: agency, share: 0.5, rounding: down, minimum: 0, cite: own}]}}}}
  - {id: title, label: {vi: A, en: A}, cite: own, of: people, rule: {title: {requires: [{that: {level: {of: rating, in: [good]}}, cite: own}]}}}";
    let found = |stages: &str| -> Vec<(&'static str, String)> {
        let findings = policy(facts, stages).unwrap().lint();
        findings.iter().map(|one| (one.code(), one.pointer().to_owned())).collect()
    };
    assert_eq!(found(stages), []);
    let that = "/stages/3/rule/title/requires/0/that".to_owned();
    for (from, to, code, at) in [
        ("of: rating, in: [good]", "of: rating, in: [best]", "never-holds", that.clone()),
        ("of: rating, in: [good]", "of: rating, in: [good, low]", "always-holds", that),
        ("of: rating, in: [good]", "of: suggested, in: [good]", "reads-suggestion", "/stages/3".to_owned()),
    ] {
        let mut expected = vec![(code, at)];
        if code == "never-holds" {
            expected.push(("out-of-reach", "/stages/3".to_owned()));
        }
        assert_eq!(found(&stages.replace(from, to)), expected);
    }
}

#[test]
fn heads_in_or_out_and_a_cap_in_each_unit() {
    let facts = "  people: {level: {choice: [low, good, best]}, points: {number: {}}}";
    let stages = |heads: &str| {
        format!("  - {{id: given, label: {{vi: A, en: A}}, cite: own, of: people, rule: {{given: {{fact: level, points: points}}}}}}
  - {{id: rating, label: {{vi: A, en: A}}, cite: own, of: people, rule: {{quota: {{of: [given], level: best, otherwise: good, quota: {{by: [given], base: good_or_better, heads: {heads}, caps: [{{within: unit, share: 0.5, rounding: down, minimum: 0, cite: own}}]}}}}}}}}")
    };
    let mut text = "units: [{id: u}, {id: v}]\npeople:\n".to_owned();
    for (id, unit, head, level, points) in [
        ("a", "u", true, "best", 99),
        ("b", "u", false, "best", 95),
        ("c", "u", false, "best", 94),
        ("d", "u", false, "good", 80),
        ("e", "v", false, "best", 91),
        ("f", "v", false, "good", 80),
    ] {
        writeln!(text, "  - {{id: {id}, spells: [{{unit: {unit}, head: {head}, status: public_employee, from: 2020-01-01}}], facts: {{level: {level}, points: {points}}}}}").unwrap();
    }
    let states = |heads: &str| {
        let decisions = super::decide(&policy(facts, &stages(heads)).unwrap(), &text);
        ["a", "b", "c", "e"].map(|id| super::at(&decisions, "rating", id))
    };
    let (commend, over) = ("commend".to_owned(), "eligible_over_quota".to_owned());
    // four count in u with the head: two places; without, three: one place, and no cap holds for the head
    assert_eq!(states("in"), [commend.clone(), commend.clone(), over.clone(), commend.clone()]);
    assert_eq!(states("out"), [commend.clone(), commend.clone(), over, commend]);
}
