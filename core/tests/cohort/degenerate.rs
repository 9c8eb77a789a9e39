//! Columns over which methods are not defined: whatever is done with them, there is an index whose every number is one, or an error that says what is
//! wrong. Every normalisation with every aggregation and every weighing, over every table that is odd in one way.

use std::collections::BTreeSet;

use thidua::Code;
use thidua::cohort::Table;

use super::packs::pack;

const NORMALISATIONS: [&str; 19] = [
    "same: {}",
    "goalposts: {from: 0, to: 10, cap: both}",
    "goalposts: {from: 1, to: 10, logarithm: true}",
    "min_max: {}",
    "min_max: {constant: 0.5}",
    "z_score: {}",
    "z_score: {divisor: population, constant: 0}",
    "rank: {}",
    "borda: {}",
    "percentile_rank: {among: others}",
    "distance: {to: maximum}",
    "distance: {to: {subject: a}}",
    "fraction_of_maximum: {}",
    "relative: {to: mean, as: ratio}",
    "relative: {to: minimum, as: difference}",
    "band: {within: 0.2}",
    "categories: {classes: [{from: 0, score: 0}, {from: 50, score: 1}]}",
    "reciprocal: {of: 1}",
    "scores: {at: [{figure: 0, score: 0}, {figure: 10, score: 1}], between: lines}",
];

const AGGREGATIONS: [&str; 17] = [
    "arithmetic",
    "geometric",
    "{geometric: {not_positive: zero}}",
    "{harmonic: {not_positive: undetermined}}",
    "{power: {exponent: -2}}",
    "{power: {exponent: 3, not_positive: zero}}",
    "sum",
    "product",
    "ratio",
    "difference",
    "minimum",
    "maximum",
    "{mazziotta_pareto: {penalty: less}}",
    "copeland",
    "borda",
    "kemeny",
    "benefit_of_the_doubt",
];

const WEIGHINGS: [&str; 7] = [
    "{given: {}}",
    "{equal: {}}",
    "{budget: {experts: [{x: 60, z: 40}]}}",
    "{ahp: {compare: [{of: x, over: z, times: 3}], most_inconsistent: 0.1}}",
    "{pca: {by: squared}}",
    "{factors: {keep: 1}}",
    "{optimised: {}}",
];

/// The figures of `x`; those of `z` are 1, 2, 3 and so on.
fn tables() -> Vec<(&'static str, Table)> {
    let odd: [(&str, &[Option<f64>]); 13] = [
        ("constant", &[Some(4.0), Some(4.0), Some(4.0), Some(4.0)]),
        ("zeros", &[Some(0.0), Some(0.0), Some(0.0), Some(0.0)]),
        ("one zero", &[Some(0.0), Some(2.0), Some(5.0), Some(3.0)]),
        ("negative", &[Some(-1.0), Some(-2.0), Some(-5.0), Some(-3.0)]),
        ("both signs", &[Some(-1.0), Some(1.0), Some(0.0), Some(3.0)]),
        ("missing", &[None, None, None, None]),
        ("one there", &[None, Some(2.0), None, None]),
        ("two there", &[Some(1.0), Some(2.0), None, None]),
        ("one subject", &[Some(3.0)]),
        ("two subjects", &[Some(3.0), Some(7.0)]),
        ("huge", &[Some(1e308), Some(-1e308), Some(1.5e308), Some(1e307)]),
        ("tiny", &[Some(5e-324), Some(1e-323), Some(1.5e-323), Some(0.0)]),
        ("an outlier", &[Some(1.0), Some(1.0), Some(1.0), Some(1e300)]),
    ];
    odd.into_iter()
        .map(|(name, x)| {
            let subjects: Vec<&str> = ["a", "b", "c", "d"].into_iter().take(x.len()).collect();
            let z: Vec<Option<f64>> = [1.0, 2.0, 4.0, 3.0].map(Some).into_iter().take(x.len()).collect();
            (name, Table::new(subjects).unwrap().numbers("x", x).unwrap().numbers("z", &z).unwrap())
        })
        .collect()
}

/// What may be said of such a table.
const TOLD: [Code; 5] =
    [Code::DEGENERATE, Code::NOT_POSITIVE, Code::OVERFLOW, Code::UNKNOWN_SUBJECT, Code::OUT_OF_BOUNDS];

#[test]
fn every_method_on_every_odd_column() {
    let tables = tables();
    let (mut wrong, mut seen, mut runs) = (Vec::new(), BTreeSet::new(), 0_usize);
    for normalise in NORMALISATIONS {
        for aggregate in AGGREGATIONS {
            for weigh in WEIGHINGS {
                let name = format!("{normalise} × {aggregate} × {weigh}");
                let body = format!(
                    "publish: {{places: 3, rounding: half_up, ranks_on: full}}\nstages: [{{normalise: {{{normalise}}}}}]\navailable: {{at_least: 0.5}}\nindex: {{id: top, label: {{vi: t, en: t}}, cite: s, aggregate: {aggregate}, weigh: {weigh}, children: [{{id: x, label: {{vi: x, en: x}}}}, {{id: z, label: {{vi: z, en: z}}}}]}}"
                );
                let framework = pack(&body).unwrap_or_else(|error| panic!("{name}: {error}"));
                for (odd, table) in &tables {
                    runs += 1;
                    // a number that is none cannot be written, so what is told of an index is told in numbers
                    let told = framework.index(table).map(|index| {
                        let json = index.to_json().map_err(|error| format!("not written: {error}"));
                        let frozen = index.freeze().to_json().map_err(|error| format!("not frozen: {error}"));
                        let studied = index.importances().map_err(|error| format!("not studied: {error}"));
                        json.and(frozen).and(studied.map(|_| String::new()))
                    });
                    match told {
                        Ok(Ok(_)) => {}
                        Ok(Err(why)) => wrong.push(format!("{name}, {odd}: {why}")),
                        Err(error) if TOLD.contains(&error.code()) => {
                            super::codes::in_vietnamese(&error);
                            seen.insert(error.code().as_str());
                        }
                        Err(error) => wrong.push(format!("{name}, {odd}: {error}")),
                    }
                }
            }
        }
    }
    assert_eq!(runs, NORMALISATIONS.len() * AGGREGATIONS.len() * WEIGHINGS.len() * tables.len());
    assert!(wrong.is_empty(), "{} of {runs}\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
    assert!(seen.contains("degenerate") && seen.contains("not-positive"), "{seen:?}");
}
