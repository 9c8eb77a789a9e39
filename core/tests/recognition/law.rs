//! The bundled policies against the numbers of the law's sources.

use std::collections::BTreeMap;

use thidua::recognition::{Facts, Round, State};
use thidua::{Code, Id, Lang, Period, Replay, packs};

use super::day;

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn period(from: &str, until: &str) -> Round {
    Round::of(Period::new(Some(day(from)), Some(day(until))).unwrap()).unwrap()
}

#[test]
fn from_january_to_june_2026_two_editions_hold() {
    let on = day("2026-03-31");
    let both = packs::policy("vn-staff-rating", on, &BTreeMap::new()).unwrap_err();
    assert_eq!(both.code(), Code::TWO_EDITIONS);
    let told = both.first().message(Lang::Vi);
    assert!(told.contains("335-2025") && told.contains("90-2020-vien-chuc"), "{told}");
    for (day, status, edition) in [
        ("2025-12-31", "civil_servant", "90-2020-cong-chuc"),
        ("2026-01-01", "civil_servant", "335-2025"),
        ("2026-06-30", "public_employee", "90-2020-vien-chuc"),
        ("2026-07-01", "public_employee", "233-2026"),
    ] {
        let of = BTreeMap::from([(id("status"), id(status))]);
        assert_eq!(packs::policy("vn-staff-rating", super::day(day), &of).unwrap().edition(), edition);
    }
}

#[test]
fn what_the_sources_do_not_say_is_asked_for() {
    let policy = packs::policy_edition("vn-staff-rating", "335-2025").unwrap();
    let facts = Facts::parse("{}", None).unwrap();
    let error = policy.decide(&facts, None, &period("2026-01-01", "2026-12-31")).map(|_| ()).unwrap_err();
    assert_eq!(error.code(), Code::PARAMETER_REQUIRED);
    let asked: Vec<_> = error.diagnostics().map(|one| one.args()[0].1.clone()).collect();
    assert_eq!(asked, ["excellent_base", "excellent_heads", "excellent_rounding", "stretches"]);
    let own = |base: u32| {
        let text = format!(
            "pack: our-rating
edition: '1'
kind: policy
title: {{vi: Xếp loại của chúng tôi, en: Our rating}}
extends: vn-staff-rating@335-2025
citations: {{ours: {{title: Quy chế, date: 2026-01-01, grade: primary}}}}
parameters:
  stretches: {{value: 1, cite: ours}}
  excellent_base: {{value: {base}, cite: ours}}
  excellent_heads: {{value: 1, cite: ours}}
  excellent_rounding: {{value: 0, cite: ours}}
"
        );
        packs::load_policy(&text, None)
    };
    assert_eq!(own(3).unwrap_err().code(), Code::OUT_OF_BOUNDS, "there is no fourth base");
    // 12 at HTXS and 31 at HTT: 8 places by the one base, 7 by the other
    let mut people = "people:\n".to_owned();
    for at in 0..43 {
        let general = if at < 12 { 29 - at } else { 5 };
        people.push_str(&format!("  - {{id: p{at:02}, spells: [{{status: civil_servant, duty_group: news, from: 2020-01-01}}], facts: {{general: {general}, months_worked: 12, concluded_violation: false, disciplined_for_duty: false}}, work: [{{in: '2026', lines: [{{product: x, assigned: 1, done: 1}}]}}]}}\n"));
    }
    // general points of 18 and 19 are under 90, so ten reach HTXS
    let facts = Facts::parse(&people, None).unwrap();
    for (base, places) in [(1, 8), (2, 7)] {
        let decisions = own(base).unwrap().decide(&facts, None, &period("2026-01-01", "2026-12-31")).unwrap();
        assert!(decisions.limits().iter().all(|limit| (limit.places(), limit.taken()) == (places, places)));
        let kept = decisions
            .all()
            .iter()
            .filter(|one| one.stage().as_str() == "rating" && *one.state() == State::Commend);
        assert_eq!(kept.count(), usize::try_from(places).unwrap());
        let over = decisions.one(&id("rating"), &id("p09"), None).unwrap();
        assert_eq!((over.state().name(), over.level().unwrap().as_str()), ("eligible_over_quota", "htt"));
        // the nearest change: a hundredth more than the lowest of those with a place
        let flip = decisions.flip(over).unwrap().unwrap();
        assert_eq!((flip.what().as_str(), flip.level().unwrap().as_str()), ("staff-score", "htxs"));
        assert_eq!(flip.by().unwrap().to_string(), if base == 1 { "201/100" } else { "301/100" });
        let told = decisions.explain("p09").unwrap();
        assert!(told.render(Lang::Vi).contains("ngoài chỉ tiêu") && told.html(Lang::En).contains("places"));
    }
    let first = own(1).unwrap().decide(&facts, None, &period("2026-01-01", "2026-12-31")).unwrap();
    let second = own(2).unwrap().decide(&facts, None, &period("2026-01-01", "2026-12-31")).unwrap();
    let moved: Vec<String> = first.changes(&second).iter().map(|one| one.subject().to_string()).collect();
    assert_eq!(moved, ["p07"], "between two editions just the eighth differs");
    let certificate = first.certificate();
    let round = period("2026-01-01", "2026-12-31");
    assert_eq!(certificate.replay_decisions(first.policy(), &facts, None, &round).unwrap(), Replay::Same);
    assert_eq!(
        certificate.replay_decisions(second.policy(), &facts, None, &round).unwrap(),
        Replay::OtherPack
    );
}

#[test]
fn the_public_sees_no_points_no_reasons_and_no_small_counts() {
    let policy = packs::policy_edition("vn-staff-rating", "90-2020-vien-chuc").unwrap();
    let facts = |low: u32| {
        let mut text = "people:\n".to_owned();
        for at in 0..12 {
            let level = if at < low { "kht" } else { "htt" };
            text.push_str(&format!("  - {{id: p{at:02}, spells: [{{status: public_employee, from: 2020-01-01, unit: u}}], facts: {{judged_level: {level}, months_worked: 12, maternity: false}}, absences: [{{kind: maternity, from: 2025-03-01, until: 2025-05-01}}]}}\n"));
        }
        text.push_str("units: [{id: u}]\n");
        Facts::parse(&text, None).unwrap()
    };
    let round = period("2025-01-01", "2025-12-31");
    let decisions = policy.decide(&facts(2), None, &round).unwrap();
    let public = decisions.for_public().to_json();
    for private in ["points", "reasons", "p00", "maternity", "rank", "missing", "subject"] {
        assert!(!public.contains(private), "{private} in {public}");
    }
    let unit = id("u");
    let head = decisions.for_head(&unit).to_json();
    for private in ["reasons", "maternity", "missing", "points"] {
        assert!(!head.contains(private), "{private} in {head}");
    }
    let own = decisions.for_subject("p00").to_json();
    assert!(own.contains("p00") && !own.contains("p01"), "nobody else is in one's own view");
    // what differs only below the line is the same to the public
    let other = policy.decide(&facts(3), None, &round).unwrap();
    assert_ne!(decisions.to_json(), other.to_json());
    assert_eq!(public, other.for_public().to_json());
}

#[test]
fn a_publication_is_the_same_whatever_lies_below_the_line() {
    let stages = "  - {id: given, label: {vi: A, en: A}, cite: own, of: people, rule: {given: {fact: level, points: points}}}
  - {id: rating, label: {vi: A, en: A}, cite: own, of: people, rule: {rating: {score: [given], bands: [{level: low}, {level: good, from: 50}, {level: best, from: 90}]}}}";
    let policy =
        super::policy("  people: {level: {choice: [low, good, best]}, points: {number: {}}}", stages)
            .unwrap();
    // in each of two units: how many at each of three levels, all decided
    let decide = |units: [[usize; 3]; 2]| {
        let (mut people, mut decided) = ("people:\n".to_owned(), "decided:\n".to_owned());
        for (unit, counts) in units.iter().enumerate() {
            for (level, count) in ["low", "good", "best"].iter().zip(counts) {
                for at in 0..*count {
                    let of = format!("u{unit}-{level}-{at:02}");
                    people.push_str(&format!("  - {{id: {of}, spells: [{{status: public_employee, from: 2020-01-01, unit: u{unit}}}], facts: {{level: {level}, points: 60}}}}\n"));
                    decided.push_str(&format!("  - {{stage: rating, of: {of}, level: {level}, number: 1/QĐ, on: 2026-12-20, by: d}}\n"));
                }
            }
        }
        super::decide(&policy, &format!("{people}units: [{{id: u0}}, {{id: u1}}]\n{decided}"))
    };
    let one = decide([[1, 3, 20], [6, 7, 30]]);
    let public = one.for_public().to_json();
    // somebody in u0 and somebody in u1 change places between low and good: small counts move, and those that hide them
    assert_eq!(public, decide([[2, 2, 20], [5, 8, 30]]).for_public().to_json());
    for told in [r#""low":7"#, r#""good":10"#, r#""totals":{"rating":67}"#] {
        assert!(public.contains(told), "{told} in {public}");
    }
    // what is kept is read again; one more at best next year is not to be found beside it
    let kept = thidua::recognition::ForPublic::parse(&public).unwrap();
    assert_eq!(kept, one.for_public());
    assert_eq!(one.for_public_after(&kept), kept, "what did not change is published again");
    let later = decide([[1, 3, 21], [6, 7, 30]]).for_public_after(&kept).to_json();
    for found in [r#""best":21"#, r#""best":51"#, r#""total":25"#, r#""rating":68"#] {
        assert!(!later.contains(found), "{found} in {later}");
    }
}

#[test]
fn a_maternity_year_in_a_row_and_a_prompt_letter() {
    let own = |neutral: u32| {
        let zero = [
            "cstdcs_rounding",
            "heads_counted",
            "used_years",
            "member_days",
            "member_unrated",
            "member_transferred",
            "member_absent",
        ];
        let zeros: String = zero.iter().map(|name| format!("  {name}: {{value: 0, cite: ours}}\n")).collect();
        let text = format!(
            "pack: ours
edition: '1'
kind: policy
title: {{vi: Của chúng tôi, en: Ours}}
extends: vn-emulation@152-2025
citations: {{ours: {{title: Quy chế, date: 2026-01-01, grade: primary}}}}
parameters:
{zeros}  paid_together: {{value: 1, cite: ours}}
  cstdcs_share: {{value: 1, cite: ours}}
  neutral_years: {{value: {neutral}, cite: ours}}
  giay_khen_coefficient: {{value: 0.3, cite: ours}}
"
        );
        packs::load_policy(&text, None).unwrap()
    };
    let facts = Facts::parse("people:
  - id: p
    spells: [{status: public_employee, from: 2020-01-01}]
    facts: {rating: htxs, rating_points: 96, months_worked: 12, solidarity: true, pending_case: false, letter_criteria: true}
    initiatives: [{id: i, level: ministry, recognised_by: council, on: 2026-11-01}]
    years: [{year: 2025, results: {cstdcs: neutral}}, {year: 2024, results: {cstdcs: met}}, {year: 2023, results: {cstdcs: met}}]
    achievements: [{id: flood, merit: prompt, on: 2026-03-03, verified_by: q}]
", None).unwrap();
    let round = period("2026-01-01", "2026-12-31").decided_on(day("2026-12-20"));
    let state = |neutral: u32, stage: &str| {
        let decisions = own(neutral).decide(&facts, None, &round).unwrap();
        decisions.one(&id(stage), &id("p"), None).unwrap().clone()
    };
    assert_eq!(state(1, "cstd-bo").state().name(), "commend");
    assert!(state(1, "cstd-bo").is_provisional(), "the title of this year was not decided yet");
    assert_eq!(state(0, "cstd-bo").state().name(), "none");
    let letter = state(1, "giay-khen-dot-xuat");
    assert_eq!((letter.state().name(), letter.achievement().unwrap().as_str()), ("commend", "flood"));
    let paid: Vec<String> = ["ldtt", "cstdcs", "cstd-bo", "giay-khen-dot-xuat"]
        .iter()
        .map(|stage| state(1, stage).paid().unwrap().amount().unwrap().to_string())
        .collect();
    assert_eq!(paid, ["0", "0", "7590000", "0"], "one award is paid of those decided together");
}
