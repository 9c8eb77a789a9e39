//! Every finding of lint has a pack that earns it, at its place, by one change to a pack that earns none.

use std::collections::BTreeSet;

use thidua::{Framework, Lang};

const CLEAN: &str = r#"pack: clean
edition: "1"
kind: framework
title: {vi: "Sạch", en: "Clean"}
citations:
  rule: {title: "Rule", date: 2024-01-01, grade: primary}
  press: {title: "Report", date: 2024-01-02, grade: secondary}
parameters:
  top_from: {value: 18, cite: rule}
missing: {not_applicable: leave, not_assessed: minimum, unknown: minimum, refused: minimum}
publish: {places: 1, rounding: half_up, levels_on: exact}
root: {aggregate: sum}
tree:
  - id: tools
    label: {vi: "Công cụ", en: "Tools"}
    cite: rule
    aggregate: sum
    children:
      - {id: plan, label: {vi: "A", en: "A"}, scale: {yes_no: {points: 4}}}
      - id: uptime
        label: {vi: "B", en: "B"}
        scale: {steps: {closed: lower, bands: [{until: 50, points: 1}, {from: 50, points: 6}]}}
  - id: people
    label: {vi: "Con người", en: "People"}
    cite: rule
    aggregate: weighted_mean
    children:
      - {id: head, label: {vi: "C", en: "C"}, weight: 0.5, scale: {score: {max: 10}}}
      - {id: staff, label: {vi: "D", en: "D"}, weight: 0.5, scale: {score: {max: 10}}}
levels:
  - {id: low, label: {vi: "Thấp", en: "Low"}, from: 0, cite: rule}
  - {id: top, label: {vi: "Cao", en: "Top"}, from: {parameter: top_from}, cite: rule}
gates:
  - {id: plan-first, label: {vi: "E", en: "E"}, require: {answered_as: {node: plan, is: true}}, otherwise: {cap: low}, cite: rule}
"#;

/// Code, what is changed into what, and where the finding points.
const CASES: &[(&str, &str, &str, &str)] = &[
    ("below-primary", "from: 0, cite: rule", "from: 0, cite: press", "/levels/0"),
    ("below-primary", "value: 18, cite: rule", "value: 18, cite: press", "/parameters/top_from"),
    ("open-parameter", "{value: 18, cite: rule}", "{open: true}", "/parameters/top_from"),
    ("unread-parameter", "from: {parameter: top_from}", "from: 18", "/parameters/top_from"),
    ("level-gap", "from: 0, cite", "from: 2, cite", "/levels/0"),
    ("unreachable-level", "value: 18", "value: 20.5", "/levels/1"),
    (
        "band-end",
        "{until: 50, points: 1}",
        "{from: 0, until: 50, points: 1}",
        "/tree/0/children/1/scale/steps",
    ),
    ("not-monotone", "{until: 50, points: 1}", "{until: 50, points: 7}", "/tree/0/children/1/scale/steps"),
    (
        "not-monotone",
        "    aggregate: sum\n    children:\n      - {id: plan, label: {vi: \"A\", en: \"A\"}, scale: {yes_no: {points: 4}}}\n      - id: uptime",
        "    aggregate: ladder\n    children:\n      - {id: plan, label: {vi: \"A\", en: \"A\"}, scale: {yes_no: {points: 4}}}\n      - {id: x, label: {vi: \"A\", en: \"A\"}, scale: {score: {max: 1, min: -1}}}\n      - id: uptime",
        "/tree/0",
    ),
    (
        "not-monotone",
        "require: {answered_as: {node: plan, is: true}}",
        "require: {any: [{answered_as: {node: plan, is: true}}, {not: {answered: head}}]}",
        "/gates/0/require",
    ),
    (
        "not-monotone",
        "require: {answered_as: {node: plan, is: true}}",
        "require: {score: {node: people, below: 6}}",
        "/gates/0/require",
    ),
    (
        "not-monotone",
        "from: 0, cite: rule",
        "from: 0, requires: {not: {share: {at_least: 0.5}}}, cite: rule",
        "/levels/0/requires",
    ),
    (
        "unreachable-level",
        "from: {parameter: top_from}",
        "from: {parameter: top_from}, requires: {score: {node: people, above: 10}}",
        "/levels/1/requires",
    ),
    ("silence-pays", "not_assessed: minimum", "not_assessed: leave", "/tree/1/children/0"),
    ("weight-unread", "en: \"A\"}, scale", "en: \"A\"}, weight: 2, scale", "/tree/0/children/0/weight"),
    (
        "weight-sum",
        "weight: 0.5, scale: {score: {max: 10}}}\n      - {id: staff",
        "weight: 0.4, scale: {score: {max: 10}}}\n      - {id: staff",
        "/tree/1",
    ),
    (
        "unequal-maxima",
        "weight: 0.5, scale: {score: {max: 10}}}\n      - {id: staff",
        "weight: 0.5, scale: {score: {max: 9}}}\n      - {id: staff",
        "/tree/1",
    ),
    ("no-effect", "{from: 50, points: 6}", "{from: 50, points: 1}", "/tree/0/children/1"),
    ("dominant", "{from: 50, points: 6}", "{from: 50, points: 60}", "/tree/0/children/1"),
    (
        "gate-never-fails",
        "require: {answered_as: {node: plan, is: true}}",
        "require: {share: {node: tools, at_least: 0}}",
        "/gates/0",
    ),
    (
        "not-monotone",
        "require: {answered_as: {node: plan, is: true}}",
        "require: {score: {node: people, equals: 3}}",
        "/gates/0/require",
    ),
    (
        "not-monotone",
        "require: {answered_as: {node: plan, is: true}}",
        "require: {answered_as: {node: plan, is: false}}",
        "/gates/0/require",
    ),
    (
        "not-monotone",
        "require: {answered_as: {node: plan, is: true}}",
        "require: {not: {answered_as: {node: plan, is: true}}}",
        "/gates/0/require",
    ),
    (
        "gate-never-passes",
        "require: {answered_as: {node: plan, is: true}}",
        "require: {share: {node: tools, at_least: 1.1}}",
        "/gates/0",
    ),
];

#[test]
fn the_clean_pack_earns_nothing() {
    let found = Framework::parse(CLEAN, None).unwrap().lint();
    assert_eq!(found.iter().map(|finding| finding.code()).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn every_finding_is_earned_at_its_place() {
    for (code, from, to, pointer) in CASES {
        assert!(CLEAN.contains(from), "{code}: `{from}` is not in the pack");
        let found = Framework::parse(&CLEAN.replacen(from, to, 1), None).unwrap().lint();
        let seen: Vec<_> = found.iter().map(|finding| (finding.code(), finding.pointer())).collect();
        assert!(
            seen.iter().any(|(found, at)| found == code && at.starts_with(pointer)),
            "{code} at {pointer} is not among {seen:?}"
        );
        for finding in &found {
            assert!(finding.line().is_some() && finding.column().is_some(), "{code}: {seen:?} has no place");
            assert_ne!(finding.message(Lang::Vi), finding.message(Lang::En), "{code}");
        }
    }
}

/// Conditions that ask for less only where less cannot be had, that name the best or the worst answer, or that read points that are
/// bad.
#[test]
fn conditions_that_are_sound_earn_nothing() {
    let gate = "require: {answered_as: {node: plan, is: true}}";
    for (from, to) in [
        (gate, "require: {not: {answered_as: {node: plan, is: false}}}"),
        (gate, "require: {share: {node: tools, above: 0.5, at_most: 1}}"),
        (gate, "require: {share: {node: tools, equals: 1}}"),
        (gate, "require: {score: {node: people, at_least: 3}}"),
        ("    aggregate: weighted_mean", "    aggregate: {deduction: {from: 10}}"),
    ] {
        let pack = CLEAN
            .replacen(from, to, 1)
            .replace(", weight: 0.5", if from == gate { ", weight: 0.5" } else { "" });
        let pack = if from == gate {
            pack
        } else {
            pack.replacen(gate, "require: {score: {node: head, below: 6}}", 1)
        };
        let found = Framework::parse(&pack, None).unwrap().lint();
        let codes: Vec<_> = found.iter().map(|finding| finding.code()).collect();
        assert!(!codes.contains(&"not-monotone"), "{to}: {codes:?}");
    }
}

/// In a sum of points that are not below 0, what is not answered adds no more than the lowest answer.
#[test]
fn silence_does_not_pay_in_plain_sums() {
    let silent = CLEAN.replace("not_assessed: minimum", "not_assessed: leave");
    let pays = |pack: &str, pointer: &str| {
        let found = Framework::parse(pack, None).unwrap().lint();
        found.iter().any(|finding| finding.code() == "silence-pays" && finding.pointer() == pointer)
    };
    let plan = "/tree/0/children/0";
    assert!(!pays(&silent, plan));
    for (from, to) in [
        ("{yes_no: {points: 4}}", "{yes_no: {points: -4}}"),
        ("root: {aggregate: sum}", "root: {aggregate: {sum: {rescale: true}}}"),
        ("root: {aggregate: sum}", "root: {aggregate: {deduction: {from: 30}}}"),
        ("{answered_as: {node: plan, is: true}}", "{share: {node: tools, at_least: 0.5}}"),
    ] {
        assert!(pays(&silent.replacen(from, to, 1), plan), "{to}");
    }
}

#[test]
fn nothing_dominates_where_nothing_moves() {
    let pack = CLEAN.replace("root: {aggregate: sum}", "root: {aggregate: {capped_sum: {cap: 0}}}");
    let found = Framework::parse(&pack, None).unwrap().lint();
    assert!(found.iter().all(|finding| finding.code() != "dominant"));
}

/// The guide's table of findings and the cases here name the same codes.
#[test]
fn every_finding_of_the_guide_has_a_case() {
    let guide = include_str!("../guide/packs.md");
    let (_, lint) = guide.split_once("\n## Lint\n").unwrap();
    let (lint, _) = lint.split_once("\n```").unwrap();
    let told: BTreeSet<&str> =
        lint.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let tried: BTreeSet<&str> = CASES.iter().map(|(code, ..)| *code).collect();
    assert_eq!(told, tried);
}
