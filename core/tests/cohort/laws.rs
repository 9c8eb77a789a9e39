//! Laws that hold of every index, tried on figures drawn at random.

use proptest::prelude::*;
use thidua::cohort::{Index, Table};

use super::packs::pack;

const METHODS: [&str; 9] = [
    "min_max: {}",
    "z_score: {mean: 50, deviation: 10}",
    "rank: {}",
    "borda: {ties: mean}",
    "percentile_rank: {}",
    "distance: {to: maximum}",
    "fraction_of_maximum: {}",
    "relative: {to: mean, as: ratio}",
    "goalposts: {from: 0, to: 100, cap: both}",
];

const MEANS: [&str; 8] = [
    "arithmetic",
    "{power: {exponent: 2, not_positive: zero}}",
    "minimum",
    "maximum",
    "sum",
    "copeland",
    "borda",
    "{mazziotta_pareto: {penalty: less}}",
];

fn body(method: &str, mean: &str, ids: &[&str]) -> String {
    let leaf = |id: &&str| format!("{{id: {id}, label: {{vi: {id}, en: {id}}}, weight: {}}}", id.len());
    format!(
        "publish: {{places: 2, rounding: half_up, ranks_on: full}}\nstages: [{{normalise: {{{method}}}}}]\navailable: {{at_least: 0.4}}\nindex: {{id: top, label: {{vi: t, en: t}}, cite: s, aggregate: {mean}, children: [{}]}}",
        ids.iter().map(leaf).collect::<Vec<_>>().join(", ")
    )
}

fn table(rows: &[(String, Vec<Option<f64>>)], ids: &[&str], times: f64) -> Table {
    let table = Table::new(rows.iter().map(|(subject, _)| subject.clone())).unwrap();
    ids.iter().enumerate().fold(table, |table, (at, id)| {
        let cells: Vec<Option<f64>> =
            rows.iter().map(|(_, row)| row[at].map(|value| value * times)).collect();
        table.numbers(id, &cells).unwrap()
    })
}

fn rows() -> impl Strategy<Value = Vec<(String, Vec<Option<f64>>)>> {
    let cell =
        prop_oneof![9 => (1_u32..9_000).prop_map(|value| Some(f64::from(value) / 16.0)), 1 => Just(None)];
    let row = proptest::collection::vec(cell, 3);
    proptest::collection::vec(row, 5..9)
        .prop_map(|rows| {
            rows.into_iter().enumerate().map(|(at, row)| (format!("s{at}"), row)).collect::<Vec<_>>()
        })
        .prop_filter("every column varies", |rows| {
            (0..3).all(|at| {
                let mut cells: Vec<f64> = rows.iter().filter_map(|(_, row)| row[at]).collect();
                cells.sort_by(f64::total_cmp);
                cells.dedup();
                cells.len() > 1
            })
        })
}

fn told(index: &Index, subjects: &[String]) -> Vec<(Option<u64>, Option<String>)> {
    subjects
        .iter()
        .map(|subject| {
            let score = index.score("top", subject).unwrap().map(|score| score.get().to_bits());
            (score, index.rank("top", subject).unwrap().map(|rank| rank.to_string()))
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn no_order_changes_a_bit(rows in rows(), method in 0..METHODS.len(), mean in 0..MEANS.len(), turn in 0_usize..8) {
        let ids = ["a", "bb", "ccc"];
        let own = pack(&body(METHODS[method], MEANS[mean], &ids)).unwrap().index(&table(&rows, &ids, 1.0)).unwrap();
        let subjects: Vec<String> = rows.iter().map(|(subject, _)| subject.clone()).collect();
        let mut turned = rows.clone();
        turned.rotate_left(turn % rows.len());
        turned.reverse();
        let other = ["ccc", "a", "bb"];
        let moved: Vec<(String, Vec<Option<f64>>)> =
            turned.iter().map(|(subject, row)| (subject.clone(), vec![row[2], row[0], row[1]])).collect();
        let again = pack(&body(METHODS[method], MEANS[mean], &other)).unwrap().index(&table(&moved, &other, 1.0)).unwrap();
        prop_assert_eq!(told(&own, &subjects), told(&again, &subjects));
        // and computed again, the same bytes
        let twice = pack(&body(METHODS[method], MEANS[mean], &ids)).unwrap().index(&table(&rows, &ids, 1.0)).unwrap();
        prop_assert_eq!(own.to_json().unwrap(), twice.to_json().unwrap());
    }

    #[test]
    fn a_unit_of_measure_changes_nothing(rows in rows(), method in 0..METHODS.len() - 1) {
        let ids = ["a", "bb", "ccc"];
        let framework = pack(&body(METHODS[method], "arithmetic", &ids)).unwrap();
        // a power of two, so that the figures themselves are scaled exactly
        let (own, scaled) = (framework.index(&table(&rows, &ids, 1.0)).unwrap(), framework.index(&table(&rows, &ids, 1024.0)).unwrap());
        prop_assert_eq!(own.scores("top").unwrap(), scaled.scores("top").unwrap());
    }

    #[test]
    fn means_keep_their_order(rows in rows()) {
        let ids = ["a", "bb", "ccc"];
        let score = |mean: &str| {
            let body = body("min_max: {from: 1, to: 100}", mean, &ids);
            pack(&body).unwrap().index(&table(&rows, &ids, 1.0)).unwrap().scores("top").unwrap()
        };
        let all = ["minimum", "harmonic", "geometric", "arithmetic", "maximum"].map(score);
        for pair in all.windows(2) {
            for (low, high) in pair[0].iter().zip(&pair[1]) {
                if let (Some(low), Some(high)) = (low, high) {
                    prop_assert!(low.get() <= high.get() * (1.0 + 1e-12), "{} {}", low, high);
                }
            }
        }
    }

    #[test]
    fn a_frozen_cohort_scores_its_own_members_alike(rows in rows(), method in 0..METHODS.len()) {
        let ids = ["a", "bb", "ccc"];
        let framework = pack(&body(METHODS[method], "arithmetic", &ids)).unwrap();
        let table = table(&rows, &ids, 1.0);
        let own = framework.index(&table).unwrap();
        let frozen = framework.freeze(&table, None).unwrap();
        for subject in table.subjects() {
            let alone = frozen.index(&table.only(|other| other == subject)).unwrap();
            prop_assert_eq!(alone.score("top", subject).unwrap(), own.score("top", subject).unwrap());
        }
    }
}
