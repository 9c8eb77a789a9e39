//! An organisation's file on top of an index, and what lint says of indices: each finding earned by one change to a clean pack.

use thidua::{Code, CohortFramework, Finding, Lang, packs};

use super::codes::in_vietnamese;
use super::packs::numbers;

const BASE: &str = "
pack: province
edition: '1'
kind: index
title: {vi: Chỉ số, en: Index}
citations: {law: {title: Decision, date: 2024-01-01, grade: primary}}
parameters:
  good: {open: true, note: not public}
publish: {places: 1, rounding: half_up, ranks_on: published}
index:
  id: top
  label: {vi: Chung, en: Whole}
  cite: law
  aggregate: arithmetic
  children:
    - {id: online, label: {vi: Trực tuyến, en: Online}, open: true, weight: 2}
    - {id: people, label: {vi: Người, en: People}}
tests:
  - name: as it is
    table: {figures: {a: {online: 80, people: 20}, b: {people: 5}}}
    expect: {scores: {top: {a: 60}}, undetermined: [b]}
";

const OWN: &str = "
pack: our-province
edition: '1'
kind: index
title: {vi: Của ta, en: Ours}
extends: province@1
citations: {own: {title: Our plan, date: 2024-06-01, grade: secondary}}
parameters:
  good: {value: 50, cite: own}
levels:
  - {id: low, label: {vi: Thấp, en: Low}, from: 0, cite: own}
  - {id: good, label: {vi: Tốt, en: Good}, from: {parameter: good}, cite: own}
flags: {negative: -0.2, weak: 0.2, collinear: 0.95, cite: own}
extend_index:
  online:
    aggregate: geometric
    children:
      - {id: forms, cite: own, label: {vi: Biểu mẫu, en: Forms}}
      - {id: pay, cite: own, label: {vi: Thanh toán, en: Pay}, weight: 3}
tests:
  - name: with the forms
    table: {figures: {a: {forms: 16, pay: 81, people: 20}}}
    expect: {scores: {top: {a: 42.7}, online: {a: 54}}, levels: {a: low}}
";

fn base() -> CohortFramework {
    CohortFramework::parse(BASE, None).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn groups_in_place_of_open_indicators() {
    let own = base().extend_named(OWN, "own.yaml").unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(own.name(), "our-province@1");
    let table = numbers(&["x"], &[("forms", &[16.0]), ("pay", &[81.0]), ("people", &[95.0])]);
    let index = own.index(&table).unwrap();
    // the fourth root of 16 · 81³ weighs two thirds
    assert!((index.score("top", "x").unwrap().unwrap().get() - (2.0 * 54.0 + 95.0) / 3.0).abs() < 1e-9);
    assert_eq!(index.level("top", "x").unwrap().unwrap().id().as_str(), "good");
    // the effective pack loads by itself
    let again = CohortFramework::parse(own.to_json(), None).unwrap();
    assert_eq!(again.digest(), own.digest());
}

#[test]
fn what_a_file_may_not_do() {
    for (from, to, code, pointer) in [
        ("extends: province@1", "extends: province@2", Code::WRONG_BASE, "/extends"),
        ("  online:\n", "  people:\n", Code::CANNOT_EXTEND, "/extend_index/people"),
        ("  online:\n", "  offline:\n", Code::UNKNOWN_NODE, "/extend_index/offline"),
        (
            "levels:",
            "publish: {places: 2, rounding: half_up, ranks_on: full}\nlevels:",
            Code::CANNOT_EXTEND,
            "/publish",
        ),
        ("levels:", "stages: [denominate]\nlevels:", Code::CANNOT_EXTEND, "/stages"),
        ("levels:", "index: {id: x, label: {vi: x, en: x}}\nlevels:", Code::CANNOT_EXTEND, "/index"),
        (
            "aggregate: geometric",
            "aggregate: ratio\n    weigh: {budget: {experts: []}}",
            Code::EMPTY,
            "/extend_index/online/weigh/budget/experts",
        ),
        (
            "{id: pay, cite: own",
            "{id: people, cite: own",
            Code::DUPLICATE_ID,
            "/extend_index/online/children/1/id",
        ),
        ("collinear: 0.95, cite: own", "collinear: 0.95, cite: ours", Code::UNKNOWN_CITATION, "/flags/cite"),
        ("a: 42.7", "a: 42.8", Code::TEST_FAILED, "/tests/0/expect/scores/top/a"),
    ] {
        assert!(OWN.contains(from), "{from}");
        let error = base().extend(&OWN.replacen(from, to, 1)).map(|_| ()).unwrap_err();
        assert_eq!((error.code(), error.pointer()), (code, pointer), "{error}");
        in_vietnamese(&error);
    }
    // alone it is no index, and what is set by the pack stays so
    let error = CohortFramework::parse(OWN, None).unwrap_err();
    assert_eq!((error.code(), error.pointer()), (Code::NEEDS_BASE, "/extends"));
    let lonely = OWN.replacen("extends: province@1\n", "", 1);
    let error = CohortFramework::parse(&lonely, None).unwrap_err();
    let codes: Vec<Code> = error.diagnostics().map(thidua::Diagnostic::code).collect();
    assert!(codes.contains(&Code::MISSING_FIELD) && codes.contains(&Code::CANNOT_EXTEND), "{codes:?}");
    let twice = base().extend(OWN).unwrap().extend(
        &OWN.replace("extends: province@1", "extends: our-province@1")
            .replace("edition: '1'", "edition: '2'"),
    );
    assert_eq!(twice.map(|_| ()).unwrap_err().code(), Code::CANNOT_EXTEND);
    let unbundled = packs::load_index(OWN, None).map(|_| ()).unwrap_err();
    assert_eq!(unbundled.code(), Code::NEEDS_BASE);
}

const CLEAN: &str = "
pack: clean
edition: '1'
kind: index
title: {vi: Sạch, en: Clean}
citations: {law: {title: Decision, date: 2024-01-01, grade: primary}, talk: {title: A talk, date: 2024-01-01, grade: weak}}
publish: {places: 1, rounding: half_up, ranks_on: published}
levels:
  - {id: low, label: {vi: Thấp, en: Low}, from: 0, cite: law}
stages: [denominate, {normalise: {min_max: {from: 1, to: 100}}}]
index:
  id: top
  label: {vi: Chung, en: Whole}
  cite: law
  aggregate: geometric
  zeroed_by: [c]
  children:
    - {id: a, label: {vi: a, en: a}, weight: 2}
    - {id: b, label: {vi: b, en: b}, per: people, weight: 2}
    - {id: c, label: {vi: c, en: c}, normalise: {goalposts: {from: 0, to: 10, cap: both, whole: 100}}}
tests:
  - name: everything
    table: {figures: {x: {a: 1, b: 1, people: 1, c: 11}, z: {a: 2, b: 3, people: 1, c: 10}, v: {a: 2, people: 1, c: 1}}}
    expect: {undetermined: [v], levels: {x: low}}
";

fn lint(text: &str) -> Vec<Finding> {
    CohortFramework::parse(text, Some("clean.yaml")).unwrap_or_else(|error| panic!("{error}")).lint()
}

#[test]
fn every_finding_is_earned_by_one_change() {
    assert_eq!(lint(CLEAN), [], "the clean pack");
    for (from, to, code, pointer) in [
        ("cite: law\n  aggregate", "cite: talk\n  aggregate", "below-primary", "/index"),
        ("from: 0, cite: law}", "from: 0, cite: talk}", "below-primary", "/levels/0"),
        ("from: 0, cite: law}", "from: 2, cite: law}", "level-gap", "/levels/0/from"),
        ("id: a,", "id: a, target: 5,", "target-unread", "/index/children/0/target"),
        ("stages: [denominate, ", "stages: [", "not-denominated", "/index/children/1"),
        ("aggregate: geometric", "aggregate: product", "weight-unread", "/index"),
        (
            "id: a, label: {vi: a, en: a}, weight: 2",
            "id: a, label: {vi: a, en: a}, weight: 0",
            "weightless",
            "/index",
        ),
        (
            "id: a, label: {vi: a, en: a}, weight: 2",
            "id: a, label: {vi: a, en: a}, weight: 20",
            "dominant",
            "/index/children/0",
        ),
        ("{from: 1, to: 100}", "{to: 100}", "zero-under-mean", "/index/children/0"),
        (
            "publish:",
            "parameters:\n  idle: {value: 3, cite: law}\npublish:",
            "unread-parameter",
            "/parameters/idle",
        ),
    ] {
        assert!(CLEAN.contains(from), "{from}");
        let mut text = CLEAN.replacen(from, to, 1);
        if code == "zero-under-mean" {
            // the case would end in the very error that is foreseen
            text = text
                .replace("expect: {undetermined: [v], levels: {x: low}}", "expect: {error: not-positive}");
        }
        let found = lint(&text);
        let own = found.iter().find(|finding| finding.code() == code && finding.pointer() == pointer);
        let own = own.unwrap_or_else(|| panic!("{code} at {pointer}: {found:?}"));
        assert_ne!(own.message(Lang::Vi), own.message(Lang::En));
    }
    let untested = CLEAN.split_once("tests:").unwrap().0;
    assert_eq!(lint(untested)[0].code(), "untested");
}

#[test]
fn what_tests_reach() {
    let coverage = CohortFramework::parse(CLEAN, None).unwrap().test_coverage();
    // a level, a cap and a subject without an index are reached; nobody is at 0
    assert_eq!((coverage.tests, coverage.rules, coverage.unreached), (1, 4, vec!["top = 0".to_owned()]));
    let hdi = packs::index_edition("undp-hdi", "2024").unwrap().test_coverage();
    assert!(hdi.tests == 2 && !hdi.unreached.contains(&"undetermined".to_owned()), "{hdi:?}");
}
