//! Laws that no facts may break, on facts drawn at random.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proptest::prelude::*;
use thidua::recognition::{Decisions, Facts, Policy};

use super::{policy, year};

fn rules(base: &str) -> Policy {
    let facts = "  people: {points: {number: {}}, level: {choice: [low, good, best]}, pending: yes_no}";
    let stages = format!(
        "  - {{id: given, label: {{vi: A, en: A}}, cite: own, of: people, rule: {{given: {{fact: level, points: points}}}}}}
  - id: rating
    label: {{vi: Xếp loại, en: Rating}}
    cite: own
    of: people
    gates: [{{id: pending, label: {{vi: A, en: A}}, cite: own, when: {{yes: pending}}, then: exclude, in_base: true, in_group: true}}]
    rule:
      quota:
        of: [given]
        level: best
        otherwise: good
        quota:
          by: [given]
          base: {base}
          heads: in
          caps:
            - {{within: agency, share: 0.4, rounding: down, minimum: 0, cite: own}}
            - {{within: unit, share: 0.5, rounding: down, minimum: 1, cite: own}}
            - {{within: duty_group, share: 0.5, rounding: half_up, minimum: 0, cite: own}}"
    );
    policy(facts, &stages).unwrap()
}

/// A title that is held while something is pending, and one by quota that takes it.
fn closing(then: &str) -> Policy {
    let facts = "  people: {points: {number: {}}, level: {choice: [low, good, best]}, pending: yes_no}";
    let stages = format!(
        "  - {{id: given, label: {{vi: A, en: A}}, cite: own, of: people, rule: {{given: {{fact: level, points: points}}}}}}
  - id: title
    label: {{vi: A, en: A}}
    cite: own
    of: people
    gates: [{{id: pending, label: {{vi: A, en: A}}, cite: own, when: {{yes: pending}}, then: {then}, in_base: true, in_group: true}}]
    rule: {{title: {{requires: [{{that: {{level: {{of: given, in: [best]}}}}, cite: own}}]}}}}
  - id: star
    label: {{vi: A, en: A}}
    cite: own
    of: people
    rule:
      title:
        requires: [{{that: {{holds: title}}, cite: own}}]
        quota:
          by: [given]
          good: {{holds: title}}
          base: good_or_better
          heads: in
          caps:
            - {{within: agency, share: 0.4, rounding: down, minimum: 1, cite: own}}
            - {{within: unit, share: 0.5, rounding: up, minimum: 0, cite: own}}"
    );
    policy(facts, &stages).unwrap()
}

#[derive(Debug, Clone)]
struct Drawn {
    points: u8,
    best: bool,
    unit: u8,
    group: u8,
    pending: bool,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    (90..97_u8, any::<bool>(), 0..3_u8, 0..2_u8, prop::bool::weighted(0.1))
        .prop_map(|(points, best, unit, group, pending)| Drawn { points, best, unit, group, pending })
}

fn people(all: &[(usize, Drawn)]) -> Facts {
    let mut text = "units: [{id: u0}, {id: u1}, {id: u2}]\npeople:\n".to_owned();
    for (at, Drawn { points, best, unit, group, pending }) in all {
        let level = if *best { "best" } else { "good" };
        writeln!(text, "  - {{id: p{at:02}, spells: [{{unit: u{unit}, duty_group: g{group}, status: public_employee, from: 2020-01-01}}], facts: {{points: {points}, level: {level}, pending: {pending}}}}}").unwrap();
    }
    Facts::parse(&text, None).unwrap()
}

fn numbered(all: &[Drawn]) -> Vec<(usize, Drawn)> {
    all.iter().cloned().enumerate().collect()
}

fn kept(decisions: &Decisions, at: usize) -> bool {
    decisions.of(&format!("p{at:02}")).last().unwrap().state().name() == "commend"
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn quotas_hold_and_order_changes_nothing(all in prop::collection::vec(drawn(), 1..24), base in prop::sample::select(vec!["good_or_better", "good_final", "good_before"])) {
        let policy = rules(base);
        let one = policy.decide(&people(&numbered(&all)), None, &year()).unwrap();
        let mut turned = numbered(&all);
        turned.reverse();
        let other = policy.decide(&people(&turned), None, &year()).unwrap();
        prop_assert_eq!(one.to_json(), other.to_json());
        for limit in one.limits() {
            prop_assert!(limit.taken() <= limit.places());
        }
        for (at, own) in all.iter().enumerate() {
            let decision = one.of(&format!("p{at:02}")).last().unwrap();
            prop_assert!(!(own.pending && kept(&one, at)), "nobody excluded takes a place");
            prop_assert!(!(decision.tie().is_some() && kept(&one, at)), "nor by chance");
            // passed over only where a limit is filled by strictly higher points
            if decision.state().name() == "eligible_over_quota" && decision.tie().is_none() {
                let full = one.limits().iter().any(|limit| {
                    let same = |other: &Drawn| match limit.within() {
                        thidua::recognition::Within::Agency => true,
                        thidua::recognition::Within::Unit => other.unit == own.unit,
                        _ => other.group == own.group,
                    };
                    let within = limit.name().iter().all(|name| [format!("u{}", own.unit), format!("g{}", own.group)].contains(&name.to_string()));
                    let higher = all.iter().enumerate().filter(|(other, drawn)| {
                        let waits = one.of(&format!("p{other:02}")).last().unwrap().tie().is_some();
                        drawn.points > own.points && same(drawn) && (kept(&one, *other) || waits)
                    });
                    within && u32::try_from(higher.count()).unwrap() >= limit.places()
                });
                prop_assert!(full, "p{} is passed over for nobody better", at);
            }
        }
    }

    #[test]
    fn better_points_never_lose_a_place(all in prop::collection::vec(drawn(), 2..20), who in any::<prop::sample::Index>(), more in 1..9_u8) {
        let policy = rules("good_or_better");
        let before = policy.decide(&people(&numbered(&all)), None, &year()).unwrap();
        let who = who.index(all.len());
        let mut better = all;
        better[who].points += more;
        let after = policy.decide(&people(&numbered(&better)), None, &year()).unwrap();
        // with more points somebody may come to equal others who wait for a tie to be settled, and waits with them
        let decision = after.of(&format!("p{who:02}")).last().unwrap();
        prop_assert!(!kept(&before, who) || kept(&after, who) || decision.tie().is_some());
    }

    #[test]
    fn a_release_changes_nobody_elses_place_and_no_quota_is_exceeded(all in prop::collection::vec(drawn(), 2..16), who in any::<prop::sample::Index>(), keeps in any::<bool>()) {
        let policy = closing(if keeps { "hold_and_reserve" } else { "hold" });
        let who = who.index(all.len());
        let mut all = all;
        for (at, own) in all.iter_mut().enumerate() {
            own.pending = at == who;
        }
        let facts = people(&numbered(&all));
        let decided = |decisions: &Decisions, stage: &str| -> String {
            let of = |own: &&thidua::recognition::Decision| own.stage().as_str() == stage && own.tie().is_none();
            let settled = decisions.all().iter().filter(of).filter_map(|own| Some((own.subject(), own.holds()?)));
            settled.map(|(of, given)| format!(r#"{{"stage": "{stage}", "of": "{of}", "given": {given}, "number": "1", "on": "2026-12-01", "by": "d"}}"#)).collect::<Vec<_>>().join(", ")
        };
        let with = |more: &str| {
            let text = facts.to_json();
            Facts::parse(&format!(r#"{{"decided": [{more}], {}"#, text.strip_prefix('{').unwrap()), None).unwrap()
        };
        // the first list is decided about all but one who is held, then the second
        let first = decided(&policy.decide(&facts, None, &year()).unwrap(), "title");
        let open = policy.decide(&with(&first), None, &year()).unwrap();
        for own in open.all().iter().filter(|own| own.stage().as_str() == "star") {
            prop_assert!(!own.is_provisional(), "{} waits for who is held", own.subject());
        }
        let both = [first, decided(&open, "star")].into_iter().filter(|own| !own.is_empty()).collect::<Vec<_>>().join(", ");
        let closed = policy.decide(&with(&both), None, &year()).unwrap();
        let subject = thidua::Id::new(&format!("p{who:02}")).unwrap();
        let stage = thidua::Id::new("title").unwrap();
        let gate = thidua::Id::new("pending").unwrap();
        let after = closed.release(&subject, &stage, &gate).unwrap();
        for (before, after) in closed.limits().iter().zip(after.limits()) {
            prop_assert_eq!(before.places(), after.places(), "a release changes no base");
            prop_assert!(after.taken() <= after.places());
        }
        // where nothing is kept, equals who wait for people may have to wait for one more
        for change in closed.changes(&after).iter().filter(|_| keeps || closed.ties().is_empty()) {
            prop_assert_eq!(change.subject(), &subject);
        }
        let star = |decisions: &Decisions| decisions.of(subject.as_str()).last().unwrap().clone();
        // what was kept is taken; where nothing was, only what is left
        if keeps && star(&closed).tie().is_none() {
            prop_assert_eq!(star(&closed).is_reserved(), star(&after).state().name() == "commend");
        }
    }

    #[test]
    fn names_change_only_names(all in prop::collection::vec(drawn(), 1..20)) {
        let policy = rules("good_or_better");
        let one = policy.decide(&people(&numbered(&all)), None, &year()).unwrap();
        let count = all.len();
        let renamed: Vec<(usize, Drawn)> = all.iter().cloned().enumerate().map(|(at, own)| (count - 1 - at, own)).collect();
        let other = policy.decide(&people(&renamed), None, &year()).unwrap();
        let states = |decisions: &Decisions, name: &dyn Fn(usize) -> usize| -> BTreeMap<usize, String> {
            (0..count).map(|at| {
                let own = decisions.of(&format!("p{:02}", name(at))).last().unwrap();
                (at, format!("{:?} {:?}", own.state(), own.level()))
            }).collect()
        };
        prop_assert_eq!(states(&one, &|at| at), states(&other, &|at| count - 1 - at));
    }

    #[test]
    fn a_missing_fact_is_never_a_failed_one(all in prop::collection::vec(drawn(), 1..10), who in any::<prop::sample::Index>(), which in 0..3_usize) {
        let policy = rules("good_or_better");
        let who = who.index(all.len());
        let fact = ["points: ", "level: ", "pending: "][which];
        let text = people(&numbered(&all)).to_json().to_owned();
        let mut facts: serde_json::Value = serde_json::from_str(&text).unwrap();
        let own = facts["people"][who]["facts"].as_object_mut().unwrap();
        own.remove(fact.trim_end_matches(": "));
        let decisions = policy.decide(&Facts::parse(&facts.to_string(), None).unwrap(), None, &year()).unwrap();
        let decision = decisions.of(&format!("p{who:02}")).last().unwrap();
        match decision.state().name() {
            "insufficient_evidence" => prop_assert!(!decision.missing().is_empty()),
            // excluded for certain, or below the level where points decide nothing
            state => prop_assert!(state == "excluded" || (which == 0 && !all[who].best) , "{} {}", state, fact),
        }
    }
}
