//! The ASEM index of sustainable connectivity, 51 countries by 49 indicators, with every stage as the package COINr computed it. The pack is
//! what the package's own tables become.

use thidua::cohort::{Coinr, Index, Table};
use thidua::{CohortFramework, Real};

use super::files;

const NEAR: f64 = 1e-9;

/// What the package's tables become.
pub fn coinr() -> Option<Coinr> {
    Some(
        Coinr::read(&files::text("coinr_asem/00_iMeta.csv")?, &files::text("coinr_asem/00_iData.csv")?)
            .unwrap(),
    )
}

/// The pack of the tables, with these stages and another mean where one is named.
fn pack(coinr: &Coinr, stages: &str, mean: &str) -> CohortFramework {
    let text = coinr.pack().replace("\"arithmetic\"", &format!("\"{mean}\""));
    let framework = CohortFramework::parse(&text, None).unwrap_or_else(|error| panic!("{error}"));
    framework.changed("/stages", &format!("[{stages}]")).unwrap_or_else(|error| panic!("{error}"))
}

/// As many figures as both have are near each other; how many there are.
fn near(own: &[Option<Real>], subjects: &[String], expected: &Table, column: &str, tolerance: f64) -> usize {
    let mut count = 0;
    for (value, subject) in own.iter().zip(subjects) {
        match (value, expected.get(column, subject)) {
            (None, None) => {}
            (Some(value), Some(expected)) => {
                let (value, expected) = (value.get(), expected.get());
                let scale = expected.abs().max(1.0);
                assert!(
                    (value - expected).abs() <= tolerance * scale,
                    "{column} {subject}: {value} {expected}"
                );
                count += 1;
            }
            (own, expected) => panic!("{column} {subject}: {own:?} {expected:?}"),
        }
    }
    count
}

fn expected(file: &str) -> Table {
    files::table(&format!("coinr_asem/{file}"), "uCode").unwrap()
}

/// Every indicator after a stage.
fn stage(index: &Index, stage: &str, file: &str) -> usize {
    let expected = expected(file);
    let own = |id: &&str| near(&index.stage(stage, id).unwrap(), index.subjects(), &expected, id, NEAR);
    index.indicators().iter().map(own).sum()
}

/// Every indicator and node at the end.
fn scores(index: &Index, file: &str, tolerance: f64) -> usize {
    let expected = expected(file);
    let own = |id: &str| near(&index.scores(id).unwrap(), index.subjects(), &expected, id, tolerance);
    index.indicators().into_iter().chain(index.nodes()).map(own).sum()
}

const CHAIN: &str = "denominate, {impute: {mean: {within: EurAsia_group}}}, {screen: {subjects: 0.66}}, \
    {treat: {winsorise: {skewness: 2, kurtosis: 3.5, most: 5, otherwise: logarithm}}}, {normalise: {min_max: {to: 100}}}";

/// The index of the whole chain.
pub fn index() -> Option<Index> {
    let coinr = coinr()?;
    Some(pack(&coinr, CHAIN, "arithmetic").index(coinr.table()).unwrap())
}

#[test]
fn every_stage_of_the_chain() {
    let Some(index) = index() else { return };
    assert_eq!(index.stages(), ["raw", "denominate", "impute", "screen", "treat", "normalise"]);
    // two blank denominators add to the 63 figures that were missing
    assert_eq!(stage(&index, "raw", "01_Raw.csv"), 51 * 49 - 63);
    assert_eq!(stage(&index, "denominate", "02_Denominated.csv"), 51 * 49 - 65);
    assert_eq!(stage(&index, "impute", "03_Imputed.csv"), 51 * 49);
    assert_eq!(stage(&index, "screen", "04_Screened.csv"), 51 * 49);
    assert_eq!(stage(&index, "treat", "05_Treated.csv"), 51 * 49);
    assert_eq!(stage(&index, "normalise", "06_Normalised.csv"), 51 * 49);
    assert_eq!(scores(&index, "07_Aggregated.csv", NEAR), 51 * 60);
    for (country, score) in
        [("CHE", 68.383_724_238_341_71), ("NLD", 64.819_516_169_817_5), ("DNK", 64.804_079_960_607_65)]
    {
        assert!((index.score("Index", country).unwrap().unwrap().get() - score).abs() < NEAR);
    }
    assert_eq!(index.steps().iter().filter(|step| step.stage() == "impute").count(), 65);
}

/// The table that the package gives to its readers: ranks, and scores to six places.
#[test]
fn the_table_of_results() {
    let Some(index) = index() else { return };
    assert_eq!(scores(&index, "results_full_scores.csv", 5.1e-7), 51 * 60);
    let expected = expected("results_full_scores.csv");
    for country in index.subjects() {
        let rank = index.rank("Index", country).unwrap().unwrap().to_string();
        assert_eq!(Some(rank), expected.get("Rank", country).map(|rank| rank.to_string()), "{country}");
    }
}

/// What the package says it did to each column: points, skewness and kurtosis before and after.
#[test]
fn the_table_of_treatments() {
    let (Some(index), Some(rows)) = (index(), files::rows("coinr_asem/treated_details.csv")) else { return };
    let column = |name: &str| rows[0].iter().position(|own| own == name).unwrap();
    let columns = [
        ("winsorise.nwin", "points"),
        ("check_SkewKurt0.Skew", "skewness_before"),
        ("check_SkewKurt0.Kurt", "kurtosis_before"),
        ("check_SkewKurt1.Skew", "skewness_after"),
        ("check_SkewKurt1.Kurt", "kurtosis_after"),
    ]
    .map(|(theirs, ours)| (column(theirs), ours));
    let mut compared = 0;
    for row in &rows[1..] {
        let step = |step: &&thidua::cohort::Step| step.stage() == "treat" && step.about() == row[0];
        let step = index.steps().iter().find(step).unwrap();
        for (at, ours) in columns {
            let Ok(expected) = row[at].parse::<f64>() else { continue };
            let own = step.numbers().iter().find(|(name, _)| name == ours).unwrap().1.get();
            assert!(
                (own - expected).abs() < 1e-9 * expected.abs().max(1.0),
                "{} {ours}: {own} {expected}",
                row[0]
            );
            compared += 1;
        }
    }
    assert!(compared >= 2 * 49, "{compared}");
}

/// Which part is below which, and the weights that were given.
#[test]
fn the_tables_of_structure() {
    let (Some(index), Some(lineage), Some(weights)) =
        (index(), files::rows("coinr_asem/lineage.csv"), files::rows("coinr_asem/weights_original.csv"))
    else {
        return;
    };
    let parts = |node: &str| -> Vec<String> {
        index.weights(node).unwrap().into_iter().map(|(part, _)| part.to_owned()).collect()
    };
    for row in &lineage[1..] {
        for pair in row.windows(2) {
            assert!(parts(&pair[1]).contains(&pair[0]), "{pair:?}");
        }
    }
    // all are 1, so all parts of a node share it evenly
    assert!(weights[1..].iter().all(|row| row[2] == "1"));
    for node in index.nodes() {
        let own = index.weights(node).unwrap();
        let even = 1.0 / own.len() as f64;
        assert!(own.iter().all(|(_, weight)| (weight.get() - even).abs() < 1e-15), "{node}");
    }
}

#[test]
fn other_means() {
    for (file, mean) in [("agg_1_100_a_amean.csv", "arithmetic"), ("agg_1_100_a_gmean.csv", "geometric")] {
        let stages = CHAIN.replace("{to: 100}", "{from: 1, to: 100}");
        let Some(coinr) = coinr() else { return };
        let index = pack(&coinr, &stages, mean).index(coinr.table()).unwrap();
        assert_eq!(scores(&index, file, NEAR), 51 * 60, "{file}");
    }
}

#[test]
fn only_what_is_available() {
    let Some(coinr) = coinr() else { return };
    let framework = pack(&coinr, "{normalise: {min_max: {to: 100}}}", "arithmetic");
    let index = framework.changed("/available", "{at_least: 0.75}").unwrap().index(coinr.table()).unwrap();
    assert!(scores(&index, "agg_raw_noimpute_thresh075.csv", NEAR) > 51 * 55);
}

#[test]
fn other_normalisations_of_the_raw_figures() {
    for (method, file) in [
        ("z_score: {}", "norm_raw_zscore.csv"),
        ("rank: {}", "norm_raw_rank.csv"),
        ("distance: {to: maximum}", "norm_raw_dist2max.csv"),
    ] {
        let Some(coinr) = coinr() else { return };
        let framework = pack(&coinr, &format!("{{normalise: {{{method}}}}}"), "arithmetic");
        let index = framework.index(coinr.table()).unwrap();
        assert_eq!(stage(&index, "normalise", file), 51 * 49 - 63, "{file}");
    }
}

/// Every figure of a country is there or not, 0 or not, as the package counts it.
#[test]
fn the_table_of_availability() {
    let (Some(index), Some(rows)) = (index(), files::rows("coinr_asem/data_avail_summary.csv")) else {
        return;
    };
    let expected = expected("data_avail_summary.csv");
    let all = index.availability("raw").unwrap();
    assert_eq!(all.len(), rows.len() - 1);
    for own in all {
        let their = |column: &str| expected.get(column, own.subject()).unwrap().get();
        assert_eq!((own.missing() as f64, own.zero() as f64), (their("N_missing"), their("N_zero")));
        assert!((own.available().get() - their("Dat_Avail")).abs() < NEAR);
        assert!((own.not_zero().unwrap().get() - their("Non_Zero")).abs() < NEAR);
    }
}
