//! Published and peers' results.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use thidua::ranking::*;
use thidua::{Fraction, Real, Rounding};

use crate::files::{Table, case, close, counts, floats, text};

fn pisa(file: &str, score: &str, error: &str) -> Option<(Vec<String>, Estimates)> {
    let table = Table::read(file)?;
    let estimates = Estimates::new(&table.numbers(score), &table.numbers(error)).unwrap();
    Some((table.words("jurisdiction"), estimates))
}

/// Within one rank of the peer's at every end; how many are equal is printed.
#[track_caller]
fn near(what: &str, found: &[RankSet], lower: &[usize], upper: &[usize]) {
    let mut equal = 0;
    for (at, set) in found.iter().enumerate() {
        let apart = (set.lower().abs_diff(lower[at]), set.upper().abs_diff(upper[at]));
        assert!(apart.0 <= 1 && apart.1 <= 1, "{what}: unit {at} {set:?}, peer {} {}", lower[at], upper[at]);
        equal += usize::from(apart == (0, 0));
    }
    println!("{what}: {equal} of {} sets equal, the others within one rank", found.len());
}

#[test]
fn rank_confidence_sets_of_pisa_2018() {
    let Some((_, estimates)) = pisa("csranks/pisa2018_math_csranks95.csv", "score", "se") else { return };
    let table = Table::read("csranks/pisa2018_math_csranks95.csv").unwrap();
    for seed in 0..3 {
        let sets =
            |bounds| confidence_sets(&estimates, &Confidence::default().bounds(bounds).seed(seed)).unwrap();
        for (bounds, side) in [(Bounds::Both, "twosided"), (Bounds::Lower, "lower"), (Bounds::Upper, "upper")]
        {
            let found = sets(bounds);
            for (family, found) in [("marg", found.marginal()), ("simul", found.simultaneous())] {
                let peer = |end: &str| table.counts(&format!("{end}_{family}_{side}"));
                near(&format!("{family} {side}, seed {seed}"), found, &peer("L"), &peer("U"));
            }
        }
        assert_eq!(sets(Bounds::Both).ranks(), table.counts("rank"));
    }
}

#[test]
fn tau_best_of_pisa_2018() {
    let Some((names, estimates)) = pisa("csranks/pisa2018_math_csranks95.csv", "score", "se") else { return };
    let table = Table::read("csranks/pisa2018_math_tau5.csv").unwrap();
    assert_eq!(names, table.words("jurisdiction"));
    let sets = confidence_sets(&estimates, &Confidence::default()).unwrap();
    let listed = |column: &str| {
        let words = table.words(column);
        (0..words.len()).filter(|at| words[*at] == "TRUE").collect::<Vec<_>>()
    };
    assert_eq!(sets.tau_best(5), listed("maybe_top5"));
    assert_eq!(sets.tau_worst(5), listed("maybe_bottom5"));
}

fn named<'a>(names: &'a [String], units: &[usize]) -> Vec<&'a str> {
    units.iter().map(|unit| names[*unit].as_str()).collect()
}

#[test]
fn pisa_2018_as_published() {
    let file = "ranking/pisa2018_math.csv";
    let Some((names, estimates)) = pisa(file, "math_score", "math_se") else { return };
    let table = Table::read(file).unwrap();
    let at = |coverage: f64| -> ConfidenceSets {
        confidence_sets(&estimates, &Confidence::default().coverage(coverage)).unwrap()
    };
    let sure = at(0.95);
    assert_eq!(sure.ranks(), table.counts("rank_published"));
    near(
        "ranking/ 95 % simultaneous",
        sure.simultaneous(),
        &table.counts("L95_sim"),
        &table.counts("U95_sim"),
    );
    near("ranking/ 95 % marginal", sure.marginal(), &table.counts("L95_marg"), &table.counts("U95_marg"));
    let less = at(0.75);
    near(
        "ranking/ 75 % simultaneous",
        less.simultaneous(),
        &table.counts("L75_sim"),
        &table.counts("U75_sim"),
    );

    // "top 5": twelve countries may belong to it, none surely does; at 90 % Sweden drops out
    assert_eq!(sure.tau_best(5).len(), 12);
    assert_eq!(sure.certainly_best(5), [0_usize; 0]);
    let place = |name: &str| names.iter().position(|own| own == name).unwrap();
    assert!(sure.tau_best(5).contains(&place("Sweden")) && !at(0.9).tau_best(5).contains(&place("Sweden")));
    let kingdom = sure.marginal()[place("United Kingdom")];
    assert!((7..=8).contains(&kingdom.lower()) && kingdom.upper() == 23, "{kingdom:?}");
    let apart = |sets: &ConfidenceSets, a: &str, b: &str| {
        let (a, b) = (sets.simultaneous()[place(a)], sets.simultaneous()[place(b)]);
        a.upper() < b.lower() || b.upper() < a.lower()
    };
    let last = ["Chile", "Mexico", "Colombia"];
    assert!(
        names
            .iter()
            .all(|name| last.contains(&name.as_str()) == (sure.simultaneous()[place(name)].lower() > 34))
    );
    assert!(!apart(&sure, "Germany", "Korea") && apart(&less, "Germany", "Korea"));

    let Some(case) = case("decision_states_pisa") else { return };
    let words = |group: &str, state: &str| -> Vec<String> {
        let list = case["expected"][group][state].as_array().unwrap();
        let mut words: Vec<String> = list.iter().map(|word| word.as_str().unwrap().to_owned()).collect();
        words.sort();
        words
    };
    let without = |all: Vec<usize>, some: &[usize]| -> Vec<usize> {
        all.into_iter().filter(|unit| !some.contains(unit)).collect()
    };
    let (surely, maybe) = (sure.certainly_best(10), sure.tau_best(10));
    assert_eq!(named(&names, &surely), words("top10", "commend"));
    assert_eq!(named(&names, &without(maybe.clone(), &surely)), words("top10", "insufficient-evidence"));
    assert_eq!(named(&names, &without((0..names.len()).collect(), &maybe)), words("top10", "none"));
    let worst = sure.certainly_worst(3);
    assert_eq!(named(&names, &worst), words("bottom3", "critique-eligible"));
    assert_eq!(named(&names, &without(sure.tau_worst(3), &worst)), words("bottom3", "insufficient-evidence"));
}

/// Every end equal to what was printed.
#[track_caller]
fn equal(sets: &[RankSet], lower: &[usize], upper: &[usize]) {
    assert_eq!(sets.iter().map(|set| set.lower()).collect::<Vec<_>>(), lower);
    assert_eq!(sets.iter().map(|set| set.upper()).collect::<Vec<_>>(), upper);
}

#[test]
fn multinomial_sets_are_the_peers() {
    if let Some(table) = Table::read("csranks/multinom_holm_simul.csv") {
        let counts: Vec<u64> = table.counts("x").into_iter().map(|count| count as u64).collect();
        let sets = multinomial_sets(&counts, &Multinomial::default()).unwrap();
        equal(sets.simultaneous(), &table.counts("L"), &table.counts("U"));
        assert_eq!(sets.ranks(), table.counts("rank"));
    }
    let Some(case) = case("csranks_multinomial_exact") else { return };
    let sets = multinomial_sets(&counts(&case["inputs"]["counts"]), &Multinomial::default()).unwrap();
    let ends = |end: &str| -> Vec<usize> {
        counts(&case["expected"][end]).into_iter().map(|rank| rank as usize).collect()
    };
    equal(sets.simultaneous(), &ends("L"), &ends("U"));
    let rejected: usize = sets.simultaneous().iter().map(|set| set.lower() - 1).sum();
    assert_eq!(rejected as u64, case["expected"]["rejected_pairs"].as_u64().unwrap());
}

#[test]
fn human_development_is_ranked_on_three_places() {
    let (Some(values), Some(published)) =
        (Table::read("hdi/hdi_2022_countries.csv"), Table::read("hdi/hdi_2022_published_rank.csv"))
    else {
        return;
    };
    let exact: Vec<Fraction> =
        values.words("hdi_calc").iter().map(|text| Fraction::parse(text).unwrap()).collect();
    // two of the countries listed have no index and no rank
    let listed = published.words("iso3").into_iter().zip(published.words("hdi_rank_2022"));
    let expect: BTreeMap<String, f64> =
        listed.filter_map(|(code, rank)| Some((code, rank.parse().ok()?))).collect();
    let as_printed = |order: &Order| {
        let ranks = ranks(&exact, order).unwrap();
        let pairs = values.words("iso3").into_iter().zip(ranks);
        pairs.filter(|(code, rank)| rank.to_string() == expect[code].to_string()).count()
    };
    assert_eq!(as_printed(&Order::default().rounded(3, Rounding::HalfUp)), 193);
    assert!(as_printed(&Order::default()) < 193, "unrounded values are ranked otherwise");
}

#[test]
fn wilson_intervals() {
    let Some(case) = case("wilson_codegolf") else { return };
    let inputs = case["inputs"].as_array().unwrap();
    for (input, expect) in inputs.iter().zip(case["expected"].as_array().unwrap()) {
        let (yes, no) = (input["successes"].as_u64().unwrap(), input["failures"].as_u64().unwrap());
        let found = wilson_interval(yes, yes + no, &Wilson::default().z(1.96)).unwrap();
        let expect = floats(expect);
        close(found.lower().get(), expect[0], 1e-12);
        close(found.upper().get(), expect[1], 1e-12);
    }
}

#[test]
fn benjamini_and_hochberg_1995() {
    // section 4 of the paper: fifteen treatments of myocardial infarction, four rejected where Bonferroni rejects three
    let p = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
        0.6528, 0.759, 1.0,
    ];
    let found = false_discovery(&p, 0.05).unwrap();
    assert_eq!(found.rejected().iter().filter(|rejected| **rejected).count(), 4);
    let Some(case) = case("bh_1995_mi") else { return };
    for (found, expect) in found.adjusted().iter().zip(floats(&case["expected"]["bh_adjusted"])) {
        close(found.get(), expect, 1e-6);
    }
}

#[test]
fn exact_funnel_limits() {
    let Some(case) = case("funnel_poisson_exact") else { return };
    let expected = floats(&case["inputs"]["expected_events"]);
    let points = funnel(&[0, 0, 0], &expected, &Funnel::default()).unwrap();
    for (name, end) in [
        ("LCL95", (|point| point.inner().lower()) as fn(&FunnelPoint) -> Real),
        ("UCL95", |point| point.inner().upper()),
        ("LCL998", |point| point.outer().lower()),
        ("UCL998", |point| point.outer().upper()),
    ] {
        for (point, expect) in points.iter().zip(floats(&case["expected"][name])) {
            close(end(point).get(), expect, 1e-6);
        }
    }
}

#[test]
fn goldstein_and_healy_1995() {
    let bars = comparison_bars(&Estimates::new(&[0.0, 0.0], &[2.0, 2.0]).unwrap(), 0.05).unwrap();
    close(bars.z().get(), 1.3859, 1e-4);
}

#[test]
fn acceptability_of_thrombolytics() {
    let (Some(meas), Some(weights)) =
        (Table::read("smaa/meas_first1000.csv"), Table::read("smaa/weights_first1000.csv"))
    else {
        return;
    };
    let criteria = ["Prox DVT", "Dist DVT", "Bleed"];
    let rows = |table: &Table| -> Vec<Vec<f64>> {
        let columns = criteria.map(|criterion| table.numbers(criterion));
        (0..columns[0].len()).map(|row| columns.iter().map(|column| column[row]).collect()).collect()
    };
    let draws: Vec<Vec<Vec<f64>>> = rows(&meas).chunks(2).map(<[_]>::to_vec).collect();
    let found = acceptability(&Preferences::new(&draws, &rows(&weights)).unwrap()).unwrap();

    let expected = |name: &str| Table::read(&format!("smaa/expected_{name}_N1000_nopref.csv")).unwrap();
    let compare = |found: Vec<Vec<f64>>, name: &str, columns: &[&str]| {
        let table = expected(name);
        for (at, column) in columns.iter().enumerate() {
            for (row, expect) in found.iter().zip(table.numbers(column)) {
                close(row[at], expect, 1e-12);
            }
        }
    };
    let plain = |rows: &[Vec<Real>]| -> Vec<Vec<f64>> {
        rows.iter().map(|row| row.iter().map(|cell| cell.get()).collect()).collect()
    };
    compare(plain(found.ranks()), "rank_acceptability", &["V1", "V2"]);
    compare(plain(found.pairwise_winning()), "pairwise_winning", &["Heparin", "Enoxaparin"]);
    let central: Vec<Vec<Real>> = found.central_weights().iter().flatten().cloned().collect();
    compare(plain(&central), "central_weights", &criteria);
    let confidence: Vec<Vec<f64>> =
        found.confidence_factors().iter().flatten().map(|factor| vec![factor.get()]).collect();
    compare(confidence, "confidence_factors", &["cf"]);
    let entropy = text("smaa/expected_entropy_N1000_nopref.txt").unwrap();
    let entropy: Vec<f64> = entropy.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    close(found.entropy_of_ranking().get(), entropy[0], 1e-12);
    close(found.entropy_of_choice().get(), entropy[1], 1e-12);
}

#[test]
fn pairwise_winning_counts_draws() {
    // nine draws of ten favour the first
    let weights: Vec<Vec<f64>> =
        (0..10).map(|draw| if draw < 9 { vec![1.0, 0.0] } else { vec![0.0, 1.0] }).collect();
    let values = vec![vec![vec![1.0, 0.0], vec![0.0, 1.0]]];
    let found = acceptability(&Preferences::new(&values, &weights).unwrap()).unwrap();
    let shown: Vec<Vec<String>> =
        found.pairwise_winning().iter().map(|row| row.iter().map(Real::to_string).collect()).collect();
    assert_eq!(shown, [["0", "0.9"], ["0.1", "0"]]);
}

fn impact(groups: &[(&str, u64, u64)]) -> Vec<(String, String, bool)> {
    let groups: Vec<GroupCount> = groups
        .iter()
        .map(|(name, selected, total)| GroupCount::new(name, *selected, *total).unwrap())
        .collect();
    let found = impact_ratios(&groups, &Impact::default().least(1)).unwrap();
    found
        .iter()
        .map(|one| (one.group().to_string(), one.ratio().unwrap().to_string(), one.is_below()))
        .collect()
}

#[test]
fn four_fifths() {
    // EEOC, questions and answers of 1979: 75 % is adverse, exactly 80 % and 85 % are not
    let found = impact(&[("white", 60, 100), ("indian", 45, 100), ("hispanic", 48, 100), ("black", 51, 100)]);
    let told: Vec<(&str, bool)> = found.iter().map(|(_, ratio, below)| (ratio.as_str(), *below)).collect();
    assert_eq!(told, [("1", false), ("3/4", true), ("4/5", false), ("17/20", false)]);

    let Some(text) = text("fairness/four_fifths.json") else { return };
    let cases: Json = serde_json::from_str(&text).unwrap();
    let mut ran = 0;
    for case in cases.as_array().unwrap() {
        let Some(groups) = case["counts"].as_object() else { continue };
        let groups: Vec<(&str, u64, u64)> = groups
            .iter()
            .map(|(name, pair)| (name.as_str(), pair[1].as_u64().unwrap(), pair[0].as_u64().unwrap()))
            .collect();
        let found = impact(&groups);
        let expected = case["expected"].as_object();
        for (name, expect) in expected.into_iter().flatten() {
            let (ratio, word) = expect.as_str().unwrap().split_once(" -> ").unwrap();
            let (_, own, below) = found.iter().find(|(group, ..)| group == name).unwrap();
            assert_eq!((own.as_str(), *below), (ratio, word == "adverse"), "{name}");
            ran += 1;
        }
        if let Some(exact) = case["exact_ratio"].as_str() {
            assert!(found.iter().any(|(_, ratio, below)| ratio == exact && !below));
            ran += 1;
        }
    }
    assert_eq!(ran, 5);
}
