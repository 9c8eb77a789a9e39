//! One rule after another, with the numbers of the law's sources.

use std::fmt::Write as _;

use thidua::recognition::State;
use thidua::{Fraction, Lang};

use super::{at, decide, missing, policy};

const FACTS: &str =
    "  people: {points: {number: {}}, level: {choice: [low, good, best]}, pending: yes_no, late: yes_no}
  units: {}";

/// A rating given elsewhere, and a quota of a fifth.
fn quota(base: &str, caps: &str, gates: &str) -> super::Policy {
    let stages = format!(
        "  - {{id: given, label: {{vi: A, en: A}}, cite: own, of: people, rule: {{given: {{fact: level, points: points}}}}}}
  - id: rating
    label: {{vi: Xếp loại, en: Rating}}
    cite: own
    of: people
    gates: [{gates}]
    rule: {{quota: {{of: [given], level: best, otherwise: good, quota: {{by: [given], base: {base}, heads: in, caps: [{caps}]}}}}}}"
    );
    policy(FACTS, &stages).unwrap()
}

const AGENCY: &str = "{within: agency, share: 0.2, rounding: down, minimum: 0, cite: own}";

/// So many people with these levels and points: the first `best` of them best, by falling points.
fn people(best: usize, good: usize) -> String {
    let mut text = "people:\n".to_owned();
    for at in 0..best + good {
        let (level, points) = if at < best { ("best", 100 - at) } else { ("good", 80) };
        writeln!(text, "  - {{id: p{at:02}, spells: [{{unit: u, duty_group: g, status: public_employee, from: 2020-01-01}}], facts: {{points: {points}, level: {level}, pending: false}}}}").unwrap();
    }
    text.push_str("units: [{id: u}]\n");
    text
}

#[test]
fn a_fifth_of_the_good_by_each_base() {
    for (base, best, good, places) in [
        ("good_or_better", 12, 31, 8),
        ("good_final", 12, 31, 7),
        ("good_before", 12, 43, 8),
        ("good_or_better", 3, 3, 1),
        ("good_final", 3, 3, 1),
        ("good_or_better", 3, 2, 1),
        ("good_final", 3, 2, 0),
    ] {
        let decisions = decide(&quota(base, AGENCY, ""), &people(best, good));
        let [limit] = decisions.limits() else { panic!("one limit") };
        assert_eq!((limit.places(), limit.taken()), (places, places), "{base} {best} {good}");
        let kept = (0..best).filter(|at| self::at(&decisions, "rating", &format!("p{at:02}")) == "commend");
        assert_eq!(kept.count(), usize::try_from(places).unwrap());
        if places < 12 && best == 12 {
            let over = decisions.of("p11").last().unwrap();
            assert_eq!(*over.state(), State::EligibleOverQuota);
            assert_eq!(over.level().unwrap().as_str(), "good");
            let told = over.reasons().iter().find(|reason| reason.code() == "place-over").unwrap();
            assert!(told.message(Lang::Vi).contains("ngoài chỉ tiêu"), "{}", told.message(Lang::Vi));
        }
    }
}

#[test]
fn equals_at_the_line_are_for_people_to_settle() {
    let tied = people(5, 10).replace("points: 97", "points: 98");
    let decisions = decide(&quota("good_or_better", AGENCY, ""), &tied);
    // 15 give three places: p00, p01, and one for p02 and p03, who are equal
    assert_eq!(at(&decisions, "rating", "p01"), "commend");
    let [tie] = decisions.ties() else { panic!("one tie") };
    assert_eq!((tie.members().len(), tie.places()), (2, 1));
    for id in ["p02", "p03"] {
        let own = decisions.of(id).last().unwrap();
        assert_eq!((own.state().name(), own.level(), own.holds()), ("eligible_over_quota", None, None));
        assert_eq!(decisions.tie_of(own), Some(tie));
    }
    assert_eq!(at(&decisions, "rating", "p04"), "eligible_over_quota");
}

#[test]
fn a_hold_may_keep_a_place() {
    let gate = |then: &str| {
        format!(
            "{{id: pending-case, label: {{vi: Đang xem xét, en: Pending}}, cite: own, when: {{yes: pending}}, then: {then}, in_base: true, in_group: true}}"
        )
    };
    let held = people(5, 10).replacen("pending: false", "pending: true", 1);
    let keeps = decide(&quota("good_or_better", AGENCY, &gate("hold_and_reserve")), &held);
    let own = keeps.of("p00").last().unwrap();
    assert_eq!((own.state().name(), own.is_reserved(), own.level()), ("held", true, None));
    assert_eq!(own.state().rule().unwrap().as_str(), "pending-case");
    assert_eq!(
        (at(&keeps, "rating", "p02"), at(&keeps, "rating", "p03")),
        ("commend".into(), "eligible_over_quota".into())
    );
    let lets_go = decide(&quota("good_or_better", AGENCY, &gate("hold")), &held);
    assert_eq!(
        (at(&lets_go, "rating", "p00"), at(&lets_go, "rating", "p03")),
        ("held".into(), "commend".into())
    );
    assert_eq!(lets_go.limits()[0].places(), 3, "who waits is still counted");
    let out = decide(
        &quota("good_or_better", AGENCY, &gate("exclude").replace("in_base: true", "in_base: false")),
        &held,
    );
    assert_eq!(at(&out, "rating", "p00"), "excluded");
    assert_eq!(out.limits()[0].places(), 2, "who is excluded is not");
    // released: the same edition and base, and the place that was kept
    let stage = thidua::Id::new("rating").unwrap();
    let after = keeps.release(own.subject(), &stage, own.state().rule().unwrap()).unwrap();
    assert_eq!((at(&after, "rating", "p00"), after.limits()[0].places()), ("commend".into(), 3));
    let moved: Vec<String> = keeps.changes(&after).iter().map(|one| one.subject().to_string()).collect();
    assert_eq!(moved, ["p00"]);
}

#[test]
fn what_is_not_known_is_named_and_never_failed() {
    let unknown = people(3, 12).replacen("points: 100, ", "", 1);
    let decisions = decide(&quota("good_or_better", AGENCY, ""), &unknown);
    assert_eq!(at(&decisions, "rating", "p00"), "insufficient_evidence");
    assert_eq!(missing(&decisions, "rating", "p00"), ["p00: given"]);
    let no_level = people(3, 12).replacen("level: best, ", "", 1);
    let decisions = decide(&quota("good_or_better", AGENCY, ""), &no_level);
    assert_eq!(missing(&decisions, "rating", "p00"), ["p00: level"]);
    assert_eq!(decisions.limits()[0].unknown(), 1);
    assert!(
        decisions.of("p01").last().unwrap().is_provisional(),
        "whom a quota passes over depends on everybody"
    );
}

fn score(work: &str) -> thidua::recognition::Decisions {
    let stages = "  - {id: score, label: {vi: Điểm, en: Points}, cite: own, of: staff, rule: {score: {general: points, tasks: 70, shares: [quantity, quality, progress], stretches: 2, failure: 0.25, delay: 0.25}}}";
    let policy = policy(FACTS, stages).unwrap();
    decide(
        &policy,
        &format!(
            "people: [{{id: p, spells: [{{status: public_employee, from: 2020-01-01}}], facts: {{points: 30}}, work: [{work}]}}]"
        ),
    )
}

#[test]
fn points_are_exact_and_people_are_judged_on_the_time_they_worked() {
    let points = |work: &str| score(work).of("p")[0].points().cloned();
    let whole = "{in: q1, lines: [{product: a, assigned: 3, done: 3}]}";
    let f = |text: &str| Some(Fraction::parse(text).unwrap());
    assert_eq!(
        points(&format!("{whole}, {{in: q2, lines: [{{product: a, assigned: 3, done: 3}}]}}")),
        f("100")
    );
    // two failures halve the quality of the one product, a delay takes a quarter of its progress
    assert_eq!(
        points(&format!(
            "{whole}, {{in: q2, lines: [{{product: a, assigned: 1, done: 1, failures: 2, delays: 1}}]}}"
        )),
        f("91.25")
    );
    // five failures take all of it and no more; a certified cause lifts them
    assert_eq!(
        points(&format!("{whole}, {{in: q2, lines: [{{product: a, assigned: 1, done: 1, failures: 5}}]}}")),
        f("265/3")
    );
    assert_eq!(
        points(&format!(
            "{whole}, {{in: q2, lines: [{{product: a, assigned: 1, done: 1, failures: 5, excused_failures: 5}}]}}"
        )),
        f("100")
    );
    // maternity leaves the mean, and costs nothing
    assert_eq!(points(&format!("{whole}, {{in: q2, absent: maternity}}")), f("100"));
    // a quarter nobody told of is not a quarter without work
    assert_eq!(missing(&score(whole), "score", "p"), ["p: work"]);
}

fn chain(years: &str, neutral: &str, used: &str) -> String {
    let stages = format!(
        "  - {{id: clean, label: {{vi: A, en: A}}, cite: own, of: people, rule: {{title: {{requires: [{{that: {{no: pending}}, cite: own}}]}}}}}}
  - {{id: three, label: {{vi: Ba năm, en: Three years}}, cite: own, of: people, rule: {{chain: {{result: clean, this_year: clean, years: 3, neutral: {neutral}, used: {used}}}}}}}"
    );
    let policy = policy(FACTS, &stages).unwrap();
    let decisions = decide(
        &policy,
        &format!(
            "people: [{{id: p, spells: [{{status: public_employee, from: 2020-01-01}}], facts: {{pending: false}}, years: [{years}]}}]"
        ),
    );
    let own = at(&decisions, "three", "p");
    match own.as_str() {
        "insufficient_evidence" => missing(&decisions, "three", "p").join(","),
        _ => own,
    }
}

#[test]
fn a_chain_of_years_is_met_failed_unknown_or_passes_over_a_year() {
    let year = |year: u32, result: &str| format!("{{year: {year}, results: {{clean: {result}}}}}");
    let years =
        |of: [&str; 3]| format!("{}, {}, {}", year(2025, of[0]), year(2024, of[1]), year(2023, of[2]));
    assert_eq!(chain(&years(["met", "met", "failed"]), "breaks", "once"), "true");
    assert_eq!(chain(&years(["met", "failed", "met"]), "breaks", "once"), "false");
    assert_eq!(chain(&years(["met", "neutral", "met"]), "breaks", "once"), "false");
    assert_eq!(chain(&years(["met", "neutral", "met"]), "bridges", "once"), "true");
    assert_eq!(chain(&year(2025, "met"), "bridges", "once"), "p: years/2024/clean");
    assert_eq!(chain(&years(["met", "unknown", "met"]), "bridges", "once"), "p: years/2024/clean");
    let spent = "{year: 2025, results: {clean: met}}, {year: 2024, results: {clean: met}, used_by: [three]}";
    assert_eq!(chain(spent, "breaks", "once"), "false");
    assert_eq!(chain(spent, "breaks", "again"), "true");
}

fn share(bound: &str, extra: &str, people: &str) -> String {
    let stages = format!(
        "  - {{id: title, label: {{vi: A, en: A}}, cite: own, of: people, rule: {{title: {{requires: [{{that: {{no: pending}}, cite: own}}]}}}}}}
  - {{id: members, label: {{vi: Tỷ lệ, en: Share}}, cite: own, of: units, rule: {{members: {{that: {{holds: title}}, {bound}, days: 30, {extra}}}}}}}"
    );
    let policy = policy(FACTS, &stages).unwrap();
    let decisions = decide(&policy, &format!("units: [{{id: u}}, {{id: v}}]\npeople:\n{people}"));
    at(&decisions, "members", "u")
}

#[test]
fn a_share_of_members_says_what_becomes_of_those_who_are_not_like_the_others() {
    let member = |id: &str, pending: &str, extra: &str| {
        format!(
            "  - {{id: {id}, spells: [{{unit: u, status: public_employee, from: 2020-01-01}}], facts: {{{pending}}}{extra}}}\n"
        )
    };
    let leave = "unrated: leave, transferred: leave, absent: leave";
    let count = "unrated: count, transferred: count, absent: count";
    let block = "unrated: block, transferred: block, absent: block";
    let (good, bad) = ("pending: false", "pending: true");
    let half = member("a", good, "") + &member("b", bad, "");
    assert_eq!(share("above: 0.5", leave, &half), "false", "exactly half is not above it");
    assert_eq!(share("at_least: 0.5", leave, &half), "true");
    let away = half.clone() + &member("c", good, ", absences: [{kind: maternity, from: 2026-11-01}]");
    assert_eq!(share("above: 0.5", leave, &away), "false");
    assert_eq!(share("above: 0.5", count, &away), "true");
    assert_eq!(share("above: 0.5", block, &away), "insufficient_evidence");
    let moved = half.clone()
        + "  - {id: d, spells: [{unit: v, status: public_employee, from: 2020-01-01, until: 2026-05-31}, {unit: u, status: public_employee, from: 2026-06-01}], facts: {pending: false}}\n";
    assert_eq!(share("above: 0.5", leave, &moved), "false");
    assert_eq!(share("above: 0.5", count, &moved), "true");
    let new = half.clone()
        + "  - {id: e, spells: [{unit: u, status: public_employee, from: 2026-12-15}], facts: {pending: false}}\n";
    assert_eq!(share("above: 0.5", count, &new), "false", "17 days are too few to be counted");
    assert_eq!(share("above: 0.5", count, &(half + &member("f", "", ""))), "insufficient_evidence");
}

fn critique(breach: &str) -> thidua::recognition::Decisions {
    let stages = "  - {id: critique, label: {vi: Phê bình, en: Critique}, cite: own, of: people, rule: {critique: {certainty: 0.95, support: {level: {of: given, in: [low]}}}}}
  - {id: given, label: {vi: A, en: A}, cite: own, of: people, rule: {given: {fact: level}}}";
    let policy = policy(FACTS, stages).unwrap();
    decide(
        &policy,
        &format!(
            "people: [{{id: p, spells: [{{status: public_employee, from: 2020-01-01}}], facts: {{level: low}}, {breach}}}]"
        ),
    )
}

#[test]
fn critique_takes_everything_it_takes() {
    let whole = "breaches: [{id: b, standard: {assignment: {id: t, accepted: 2026-01-05, due: 2026-03-01}}, evidence: [{ref: minutes, verified_by: q}], cause_certified: false, notified: 2026-11-01, certainty: 0.99}]";
    assert_eq!(at(&critique(whole), "critique", "p"), "critique_proposed");
    assert_eq!(critique(whole).of("p")[1].breach().unwrap().as_str(), "b");
    for (from, to, state) in [
        ("accepted: 2026-01-05, ", "", "insufficient_evidence"),
        ("accepted: 2026-01-05", "accepted: 2026-03-05", "support"),
        ("due: 2026-03-01", "due: 2026-03-01, done: 2026-02-28", "support"),
        (", verified_by: q", "", "insufficient_evidence"),
        ("evidence: [{ref: minutes, verified_by: q}], ", "", "support"),
        ("cause_certified: false", "cause_certified: true", "support"),
        ("cause_certified: false, ", "", "insufficient_evidence"),
        ("notified: 2026-11-01, ", "", "insufficient_evidence"),
        ("notified: 2026-11-01", "notified: 2026-12-25", "support"),
        ("certainty: 0.99", "certainty: 0.94", "support"),
        (", certainty: 0.99", "", "insufficient_evidence"),
        ("certainty: 0.99", "certainty: 0.99, decided: 12/QĐ", "support"),
        ("certainty: 0.99", "certainty: 0.99, may_need_discipline: true", "held"),
    ] {
        let changed = whole.replace(from, to);
        assert_ne!(changed, whole);
        assert_eq!(at(&critique(&changed), "critique", "p"), state, "{to}");
    }
    assert_eq!(at(&critique("breaches: []"), "critique", "p"), "support", "low without a breach is helped");
    assert_eq!(missing(&critique("years: []"), "critique", "p"), ["p: breaches"]);
    let thrice = whole.replace("certainty: 0.99", "certainty: 0.99, cost: [deduction, rating]");
    let told = critique(&thrice);
    assert!(told.of("p")[1].reasons().iter().any(|reason| reason.code() == "breach-cost-both"));
}

#[test]
fn one_achievement_is_awarded_once() {
    let form = |id: &str, merit: &str| {
        format!(
            "  - {{id: {id}, label: {{vi: A, en: A}}, cite: own, of: people, rule: {{form: {{merit: {merit}, award: {{requires: [{{that: {{no: pending}}, cite: own}}]}}}}}}}}\n"
        )
    };
    let policy =
        policy(FACTS, &(form("letter", "prompt") + &form("paper", "prompt") + &form("campaign", "theme")))
            .unwrap();
    let facts = "people: [{id: p, spells: [{status: public_employee, from: 2020-01-01}], facts: {pending: false}, achievements: [{id: a, merit: prompt, on: 2026-03-03, verified_by: q}]}]";
    let decisions = decide(&policy, facts);
    assert_eq!(
        ["letter", "paper", "campaign"].map(|stage| at(&decisions, stage, "p")),
        ["commend", "false", "false"]
    );
    let unverified = decide(&policy, &facts.replace(", verified_by: q", ""));
    assert_eq!(missing(&unverified, "letter", "p"), ["p: achievements/a/verified_by"]);
    let awarded = decide(&policy, &facts.replace("verified_by: q", "verified_by: q, awarded: 3/QĐ"));
    assert_eq!(at(&awarded, "letter", "p"), "false");
}

#[test]
fn only_what_was_decided_feeds_the_next_stage() {
    let stages = "  - {id: first, label: {vi: A, en: A}, cite: own, of: people, rule: {title: {requires: [{that: {no: pending}, cite: own}]}}}
  - {id: second, label: {vi: B, en: B}, cite: own, of: people, rule: {title: {requires: [{that: {holds: first}, cite: own}]}}}";
    let policy = policy(FACTS, stages).unwrap();
    let facts =
        "people: [{id: p, spells: [{status: public_employee, from: 2020-01-01}], facts: {pending: false}}]\n";
    let open = decide(&policy, facts);
    assert!(open.of("p")[1].is_provisional() && !open.of("p")[0].is_provisional());
    let decided = format!(
        "{facts}decided: [{{stage: first, of: p, given: false, number: 7/QĐ, on: 2026-12-19, by: director}}]"
    );
    let closed = decide(&policy, &decided);
    assert_eq!((at(&closed, "first", "p"), at(&closed, "second", "p")), ("false".into(), "false".into()));
    assert!(!closed.of("p")[1].is_provisional());
    assert_eq!(closed.of("p")[0].decided(), Some("7/QĐ"));
}
