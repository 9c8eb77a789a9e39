//! The ASEM index of sustainable connectivity, 51 countries by 49 indicators, with every stage as the package COINr computed it.

use thidua::CohortFramework;
use thidua::cohort::{Index, Table};

use super::files;

const NEAR: f64 = 1e-9;

/// The pack that `00_iMeta.csv` describes, with these stages.
fn pack(stages: &str, top: &str) -> Option<CohortFramework> {
    let rows = files::rows("coinr_asem/00_iMeta.csv")?;
    let column = |name: &str| rows[0].iter().position(|own| own == name).unwrap();
    let [code, direction, weight, target, per, parent] =
        ["iCode", "Direction", "Weight", "Target", "Denominator", "Parent"].map(column);
    fn node(rows: &[Vec<String>], own: &[String], at: [usize; 6]) -> String {
        let [code, direction, weight, target, per, parent] = at;
        let children: Vec<String> =
            rows.iter().filter(|row| row[parent] == own[code]).map(|row| node(rows, row, at)).collect();
        let mut keys = format!("id: {0}, label: {{vi: {0}, en: {0}}}, weight: {1}", own[code], own[weight]);
        if own[direction] == "-1" {
            keys.push_str(", direction: lower");
        }
        if !own[per].is_empty() {
            keys.push_str(&format!(", per: {}", own[per]));
        }
        if !own[target].is_empty() {
            keys.push_str(&format!(", target: {}", own[target]));
        }
        if !children.is_empty() {
            keys.push_str(&format!(", aggregate: AGGREGATE, children: [{}]", children.join(", ")));
        }
        format!("{{{keys}}}")
    }
    let at = [code, direction, weight, target, per, parent];
    let children: Vec<String> =
        rows.iter().filter(|row| row[parent] == "Index").map(|row| node(&rows, row, at)).collect();
    let text = format!(
        "pack: asem\nedition: '1'\nkind: index\ntitle: {{vi: ASEM, en: ASEM}}\ncitations: {{coinr: {{title: COINr, date: 2022-10-11, grade: secondary}}}}
publish: {{places: 2, rounding: half_up, ranks_on: full}}
stages: [{stages}]
{top}index: {{id: Index, label: {{vi: Index, en: Index}}, cite: coinr, aggregate: AGGREGATE, children: [{}]}}",
        children.join(", ")
    );
    let text = text.replace(
        "AGGREGATE",
        if stages.contains("from: 1,") && top.contains("gmean") { "geometric" } else { "arithmetic" },
    );
    Some(
        CohortFramework::parse(&text.replace("# gmean\n", ""), None)
            .unwrap_or_else(|error| panic!("{error}")),
    )
}

/// The figures that denominators and groups come with.
fn table() -> Option<Table> {
    files::table("coinr_asem/00_iData.csv", "uCode")
}

/// As many figures as both have are near each other; how many there are.
fn near(own: &[Option<thidua::Real>], subjects: &[String], expected: &Table, column: &str) -> usize {
    let mut count = 0;
    for (value, subject) in own.iter().zip(subjects) {
        match (value, expected.get(column, subject)) {
            (None, None) => {}
            (Some(value), Some(expected)) => {
                let (value, expected) = (value.get(), expected.get());
                let scale = expected.abs().max(1.0);
                assert!((value - expected).abs() <= NEAR * scale, "{column} {subject}: {value} {expected}");
                count += 1;
            }
            (own, expected) => panic!("{column} {subject}: {own:?} {expected:?}"),
        }
    }
    count
}

/// Every indicator after a stage.
fn stage(index: &Index, stage: &str, file: &str) -> usize {
    let expected = files::table(&format!("coinr_asem/{file}"), "uCode").unwrap();
    let indicators = index.indicators();
    indicators.iter().map(|id| near(&index.stage(stage, id).unwrap(), index.subjects(), &expected, id)).sum()
}

/// Every indicator and node at the end.
fn scores(index: &Index, file: &str) -> usize {
    let expected = files::table(&format!("coinr_asem/{file}"), "uCode").unwrap();
    let all = index.indicators().into_iter().chain(index.nodes());
    all.map(|id| near(&index.scores(id).unwrap(), index.subjects(), &expected, id)).sum()
}

const CHAIN: &str = "denominate, {impute: {mean: {within: EurAsia_group}}}, {screen: {subjects: 0.66}}, \
    {treat: {winsorise: {skewness: 2, kurtosis: 3.5, most: 5, otherwise: logarithm}}}, {normalise: {min_max: {to: 100}}}";

/// The index of the whole chain.
pub fn index() -> Option<Index> {
    Some(pack(CHAIN, "")?.index(&table()?).unwrap())
}

#[test]
fn every_stage_of_the_chain() {
    let (Some(framework), Some(table)) = (pack(CHAIN, ""), table()) else { return };
    let index = framework.index(&table).unwrap();
    assert_eq!(index.stages(), ["raw", "denominate", "impute", "screen", "treat", "normalise"]);
    // two blank denominators add to the 63 figures that were missing
    assert_eq!(stage(&index, "raw", "01_Raw.csv"), 51 * 49 - 63);
    assert_eq!(stage(&index, "denominate", "02_Denominated.csv"), 51 * 49 - 65);
    assert_eq!(stage(&index, "impute", "03_Imputed.csv"), 51 * 49);
    assert_eq!(stage(&index, "screen", "04_Screened.csv"), 51 * 49);
    assert_eq!(stage(&index, "treat", "05_Treated.csv"), 51 * 49);
    assert_eq!(stage(&index, "normalise", "06_Normalised.csv"), 51 * 49);
    assert_eq!(scores(&index, "07_Aggregated.csv"), 51 * 60);
    for (country, score) in
        [("CHE", 68.383_724_238_341_71), ("NLD", 64.819_516_169_817_5), ("DNK", 64.804_079_960_607_65)]
    {
        assert!((index.score("Index", country).unwrap().unwrap().get() - score).abs() < NEAR);
    }
    assert_eq!(index.steps().iter().filter(|step| step.stage() == "impute").count(), 65);
}

#[test]
fn other_means() {
    for (file, top, count) in
        [("agg_1_100_a_amean.csv", "", 51 * 60), ("agg_1_100_a_gmean.csv", "# gmean\n", 51 * 60)]
    {
        let stages = CHAIN.replace("{to: 100}", "{from: 1, to: 100}");
        let (Some(framework), Some(table)) = (pack(&stages, top), table()) else { return };
        assert_eq!(scores(&framework.index(&table).unwrap(), file), count, "{file}");
    }
}

#[test]
fn only_what_is_available() {
    let top = "available: {at_least: 0.75}\n";
    let (Some(framework), Some(table)) = (pack("{normalise: {min_max: {to: 100}}}", top), table()) else {
        return;
    };
    let index = framework.index(&table).unwrap();
    assert!(scores(&index, "agg_raw_noimpute_thresh075.csv") > 51 * 55);
}

#[test]
fn other_normalisations_of_the_raw_figures() {
    for (method, file) in [
        ("z_score: {}", "norm_raw_zscore.csv"),
        ("rank: {}", "norm_raw_rank.csv"),
        ("distance: {to: maximum}", "norm_raw_dist2max.csv"),
    ] {
        let top = "available: {at_least: 0.1}\n";
        let (Some(framework), Some(table)) = (pack(&format!("{{normalise: {{{method}}}}}"), top), table())
        else {
            return;
        };
        let index = framework.index(&table).unwrap();
        assert_eq!(stage(&index, "normalise", file), 51 * 49 - 63, "{file}");
    }
}
