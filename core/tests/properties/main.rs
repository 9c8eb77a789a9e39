//! Properties of every framework, tried on frameworks and answers drawn at random.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test stops where something is amiss"
)]

mod random;
mod reference;
mod writing;

use num_rational::BigRational;
use num_traits::Zero;
use proptest::prelude::*;
use serde_json::Value;
use thidua::{Assessment, Fraction, Framework, Lang, Report, Score};

use random::{Body, Case, Reply, case};
use reference::{Outcome, evaluate};

fn framework(case: &Case) -> Framework {
    Framework::parse(&case.pack().to_string(), None)
        .unwrap_or_else(|error| panic!("{error}\n{}", case.pack()))
}

fn assess(case: &Case) -> Report {
    assess_by(&framework(case), case)
}

fn assess_by(framework: &Framework, case: &Case) -> Report {
    let assessment = Assessment::parse(&case.answers().to_string(), None).unwrap();
    framework.assess(&assessment).unwrap_or_else(|error| panic!("{error}\n{}", case.answers()))
}

fn big(value: &Fraction) -> BigRational {
    let (above, below) = value.parts();
    BigRational::new(above.parse().unwrap(), below.parse().unwrap())
}

/// Everything a reader sees, but for the order of nodes.
fn seen(report: &Report) -> (String, String, String, String, Vec<String>) {
    let mut nodes: Vec<String> = report.nodes().iter().map(|node| format!("{node:?}")).collect();
    nodes.sort();
    (
        format!("{:?}", report.score()),
        report.level().to_string(),
        format!("{:?}", report.coverage()),
        format!("{:?}", report.gaps()),
        nodes,
    )
}

/// Whether lint finds nothing that falls at a place, above it or below it.
fn monotone(pack: &Framework, place: &str) -> bool {
    pack.lint().iter().filter(|finding| finding.code() == "not-monotone").all(|finding| {
        let above = finding.pointer().replace("/root", "");
        !finding.pointer().starts_with(place) && !place.starts_with(&above)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_reference_agrees(case in case()) {
        let report = assess(&case);
        match (report.score(), evaluate(&case)) {
            (Score::Known { exact, published, .. }, Outcome::Score(score, rounded, levels)) => {
                prop_assert_eq!(big(exact), score);
                prop_assert_eq!(big(&Fraction::from(*published)), rounded);
                let level = levels.checked_sub(1).map_or("none".to_owned(), |level| format!("l{level}"));
                prop_assert_eq!(report.level().to_string(), level);
            }
            (Score::Forbidden { .. }, Outcome::Forbidden) | (Score::Empty, Outcome::Empty) => {}
            (score, _) => prop_assert!(false, "the library says {:?}", score),
        }
    }

    #[test]
    fn the_order_of_criteria_changes_nothing(case in case()) {
        let mut turned = case.clone();
        turned.reverse();
        prop_assert_eq!(seen(&assess(&case)), seen(&assess(&turned)));
    }

    #[test]
    fn writing_changes_nothing(case in case(), seed in any::<u64>()) {
        let (plain, answers) = (case.pack(), case.answers());
        let (first, second) = (framework(&case), assess(&case));
        for style in writing::STYLES {
            let pack = Framework::parse(&style.write(&plain, seed), None).unwrap();
            prop_assert_eq!(pack.digest(), first.digest());
            let facts = Assessment::parse(&style.write(&answers, seed), None).unwrap();
            prop_assert_eq!(facts.to_json(), second.assessment().to_json());
            prop_assert_eq!(pack.assess(&facts).unwrap().digest(), second.digest());
        }
    }

    #[test]
    fn the_canonical_form_reads_as_itself(case in case()) {
        let first = framework(&case);
        let again = Framework::parse(first.to_json(), None).unwrap();
        prop_assert_eq!(again.to_json(), first.to_json());
        let facts = assess(&case).assessment().to_json();
        prop_assert_eq!(Assessment::parse(&facts, None).unwrap().to_json(), facts);
    }

    #[test]
    fn the_explanation_says_what_the_report_says(case in case()) {
        let report = assess(&case);
        let told: Value = serde_json::from_str(&report.explain().json(Lang::En)).unwrap();
        let Some(exact) = report.score().exact() else { return Ok(()) };
        prop_assert_eq!(told["root"]["score"].as_str().unwrap(), exact.to_string());
        let ledger = told["tables"].as_array().unwrap().iter().find(|table| table["caption"]["key"] == "table-ledger");
        let rows = ledger.unwrap()["rows"].as_array().unwrap();
        let lines: Vec<Fraction> = rows.iter().map(|row| Fraction::parse(row[3].as_str().unwrap()).unwrap()).collect();
        let (total, lines) = lines.split_last().unwrap();
        let sum = lines.iter().fold(Fraction::ZERO, |sum, line| sum.add(line));
        prop_assert_eq!((&sum, total), (exact, exact));
    }

    /// A gap is the most that any other answer to that criterion alone adds, and where no gap is listed nothing does.
    #[test]
    fn a_gap_is_what_the_best_answer_adds(case in case(), pick in any::<prop::sample::Index>()) {
        let report = assess(&case);
        let Outcome::Score(now, ..) = evaluate(&case) else { return Ok(()) };
        let mut other = case.clone();
        let count = other.leaves().len();
        let at = pick.index(count);
        prop_assume!(!report.framework().lint().iter().any(|finding| {
            let elsewhere = ["/scale/", "/gates/", "/levels/"];
            finding.code() == "not-monotone" && !elsewhere.iter().any(|part| finding.pointer().contains(part))
        }));
        let id = other.leaves()[at].id.clone();
        let left_out = report.nodes().iter().any(|node| node.id.as_str() == id && node.score.is_none());
        prop_assume!(!left_out);
        let mut most = BigRational::zero();
        for answer in 0..=130 {
            if let Body::Leaf(_, reply) = &mut other.leaves()[at].body {
                *reply = Reply::Value(answer, 0);
            }
            let Outcome::Score(then, ..) = evaluate(&other) else { return Ok(()) };
            most = most.max(then - &now);
        }
        let promised = report.gaps().into_iter().find(|gap| gap.criterion.as_str() == id);
        prop_assert_eq!(promised.map_or(BigRational::zero(), |gap| big(gap.to_win)), most);
    }

    /// Where lint finds nothing amiss with a criterion, more of the same never lowers the score.
    #[test]
    fn more_never_lowers_what_lint_calls_monotone(case in case(), pick in any::<prop::sample::Index>(), a in 0..1000_i64, b in 0..1000_i64) {
        let pack = framework(&case);
        let mut other = case.clone();
        let at = pick.index(other.leaves().len());
        let leaf = other.leaves()[at].clone();
        let Body::Leaf(scale, Reply::Value(_, whole)) = &leaf.body else { return Ok(()) };
        let Some(size) = random::size(scale) else { return Ok(()) };
        prop_assume!(!case.below_deduction(&leaf.id));
        prop_assume!(monotone(&pack, &case.pointer(&leaf.id).unwrap()));
        let mut score = |answer: i64| {
            if let Body::Leaf(_, reply) = &mut other.leaves()[at].body {
                *reply = Reply::Value(answer, *whole);
            }
            assess_by(&pack, &other).score().exact().cloned()
        };
        let (less, more) = if size(scale, a) <= size(scale, b) { (a, b) } else { (b, a) };
        prop_assert!(score(less) <= score(more));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,200}", cut in 0..4000_usize) {
        let _ = (Framework::parse(&text, None), Assessment::parse(&text, None));
        let whole = include_str!("../../packs/vn-press-dx/1827.yaml");
        let broken: String = whole.chars().take(cut).chain(text.chars()).collect();
        let _ = Framework::parse(&broken, None);
    }
}
