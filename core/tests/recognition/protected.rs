//! Laws of what is never held against anybody: protected absence, and a rank.

use std::fmt::Write as _;

use proptest::prelude::*;
use thidua::Fraction;
use thidua::recognition::{Decisions, Facts, Policy};

use super::{at, policy, year};

const ABSENCES: [&str; 4] = ["maternity", "sickness", "work_injury", "assigned_study"];

/// Points, a level, a title for the good, and support for the low.
fn rules() -> Policy {
    let facts = "  people: {general: {number: {}}, best_rank: {number: {}}, worst_rank: {number: {}}}";
    let stages = "  - {id: score, label: {vi: A, en: A}, cite: own, of: people, rule: {score: {general: general, tasks: 70, shares: [quantity, quality, progress], stretches: 4, failure: 0.25, delay: 0.25}}}
  - {id: rating, label: {vi: A, en: A}, cite: own, of: people, rule: {rating: {score: [score], bands: [{level: low}, {level: good, from: 50}, {level: best, from: 90}]}}}
  - {id: title, label: {vi: A, en: A}, cite: own, of: people, rule: {title: {requires: [{that: {level: {of: rating, in: [good, best]}}, cite: own}]}}}
  - {id: critique, label: {vi: A, en: A}, cite: own, of: people, rule: {critique: {certainty: 0.9, support: {any: [{level: {of: rating, in: [low]}}, {not: {rank: {within: 3, facts: {best: best_rank, worst: worst_rank}}}}]}}}}";
    policy(facts, stages).unwrap()
}

#[derive(Debug, Clone)]
struct Quarter {
    assigned: u32,
    done: u32,
    failures: u32,
    delays: u32,
}

fn quarter() -> impl Strategy<Value = Quarter> {
    (1..9_u32, 0..9_u32, 0..5_u32, 0..5_u32).prop_map(|(assigned, done, failures, delays)| Quarter {
        assigned,
        done: done.min(assigned),
        failures,
        delays,
    })
}

fn lines(at: usize, own: &Quarter) -> String {
    let Quarter { assigned, done, failures, delays } = own;
    format!(
        "{{in: q{at}, lines: [{{product: x, assigned: {assigned}, done: {done}, failures: {failures}, delays: {delays}}}]}}"
    )
}

fn decide(work: &[String], general: u32, absences: &str, ranks: (u32, u32), breaches: &str) -> Decisions {
    let (best, worst) = ranks;
    let mut text = "people:\n".to_owned();
    writeln!(text, "  - {{id: p, spells: [{{status: public_employee, from: 2020-01-01}}], absences: [{absences}], facts: {{general: {general}, best_rank: {best}, worst_rank: {worst}}}, work: [{}], breaches: [{breaches}]}}", work.join(", ")).unwrap();
    rules().decide(&Facts::parse(&text, None).unwrap(), None, &year()).unwrap()
}

fn points(decisions: &Decisions) -> Fraction {
    decisions.of("p").iter().find_map(|own| own.points()).unwrap().clone()
}

/// How good what came out is: the level, and whether the title is given.
fn worth(decisions: &Decisions) -> (usize, bool) {
    let level =
        ["low", "good", "best"].iter().position(|level| *level == at(decisions, "rating", "p")).unwrap();
    (level, at(decisions, "title", "p") == "commend")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn protected_absence_changes_nothing_for_the_worse(quarters in prop::collection::vec(quarter(), 4), general in 0..31_u32, away in 0..4_usize, kind in prop::sample::select(ABSENCES.to_vec())) {
        let work: Vec<String> = quarters.iter().enumerate().map(|(at, own)| lines(at, own)).collect();
        let present = decide(&work, general, "", (1, 1), "");
        // days of absence by themselves change nothing of one's own
        let days = format!("{{kind: {kind}, from: 2026-02-01, until: 2026-07-31}}");
        let absent = decide(&work, general, &days, (1, 1), "");
        prop_assert_eq!(worth(&present), worth(&absent));
        prop_assert_eq!(points(&present), points(&absent));
        // a quarter filled by it is not a quarter without work: it leaves the mean of the others
        let mut filled = work.clone();
        filled[away] = format!("{{in: q{away}, absent: {kind}}}");
        let with = decide(&filled, general, &days, (1, 1), "");
        let mut idle = quarters.clone();
        idle[away].done = 0;
        let without: Vec<String> = idle.iter().enumerate().map(|(at, own)| lines(at, own)).collect();
        let idle = decide(&without, general, "", (1, 1), "");
        prop_assert!(points(&with) >= points(&idle));
        prop_assert!(worth(&with) >= worth(&idle));
        // and where the quarter was no better than the others, nothing is lost
        let others: Vec<Fraction> = (0..4).filter(|at| *at != away).map(|at| points(&decide(&[work[at].replacen(&format!("q{at}"), "q0", 1), "{in: q1, absent: maternity}".into(), "{in: q2, absent: maternity}".into(), "{in: q3, absent: maternity}".into()], general, "", (1, 1), ""))).collect();
        let mean = others.iter().fold(Fraction::ZERO, |sum, own| sum.add(own)).div(&Fraction::from(3_u32)).unwrap();
        prop_assert_eq!(points(&with), mean);
    }

    #[test]
    fn nothing_adverse_comes_of_a_rank_or_of_points(quarters in prop::collection::vec(quarter(), 4), general in 0..31_u32, best in 1..40_u32, wide in 0..10_u32, lacks in 0..6_usize) {
        let work: Vec<String> = quarters.iter().enumerate().map(|(at, own)| lines(at, own)).collect();
        let state = |breaches: &str| at(&decide(&work, general, "", (best, best + wide), breaches), "critique", "p");
        let none = state("");
        prop_assert!(none != "critique_proposed");
        let whole = "{id: b, standard: {assignment: {id: t, accepted: 2026-01-05, due: 2026-03-01}}, evidence: [{ref: m, verified_by: q}], cause_certified: false, notified: 2026-03-10, certainty: 0.99}";
        // with everything a critique takes, it is proposed whatever the rank; with one thing less, it never is
        prop_assert_eq!(state(whole), "critique_proposed");
        let (from, to) = [
            ("accepted: 2026-01-05", "accepted: 2026-04-05"),
            ("due: 2026-03-01", "due: 2026-03-01, done: 2026-02-27"),
            ("evidence: [{ref: m, verified_by: q}]", "evidence: []"),
            ("cause_certified: false", "cause_certified: true"),
            ("notified: 2026-03-10", "notified: 2027-01-10"),
            ("certainty: 0.99", "certainty: 0.89"),
        ][lacks];
        prop_assert!(whole.contains(from));
        prop_assert!(state(&whole.replace(from, to)) != "critique_proposed");
    }
}
