//! How long an index takes: 51 subjects by 49 indicators in eight groups, every stage, and how sure it is.

use std::hint::black_box;

use criterion::Criterion;
use thidua::cohort::{Table, Uncertainty};
use thidua::{CohortFramework, Error};

const SUBJECTS: u32 = 51;
const GROUPS: [u32; 8] = [8, 5, 3, 6, 8, 5, 9, 5];

fn pack() -> String {
    let mut at = 0;
    let mut groups = Vec::new();
    for (group, count) in GROUPS.iter().enumerate() {
        let leaf = |at: u32| format!("{{id: i{at}, label: {{vi: i, en: i}}}}");
        let leaves: Vec<String> = (at..at + count).map(leaf).collect();
        at += count;
        groups.push(format!(
            "{{id: g{group}, label: {{vi: g, en: g}}, aggregate: arithmetic, children: [{}]}}",
            leaves.join(", ")
        ));
    }
    format!(
        "pack: speed
edition: '1'
kind: index
title: {{vi: nhanh, en: speed}}
citations: {{s: {{title: s, date: 2024-01-01, grade: primary}}}}
publish: {{places: 2, rounding: half_up, ranks_on: full}}
stages: [{{impute: {{mean: {{}}}}}}, {{treat: {{winsorise: {{skewness: 2, kurtosis: 3.5, most: 5, otherwise: logarithm}}}}}}, {{normalise: {{min_max: {{to: 100}}}}}}]
index: {{id: top, label: {{vi: t, en: t}}, cite: s, aggregate: arithmetic, children: [{}]}}",
        groups.join(", ")
    )
}

/// Figures of which every fifth column has outliers and every fortieth figure is missing.
fn table() -> Result<Table, Error> {
    let mut table = Table::new((0..SUBJECTS).map(|subject| format!("s{subject:02}")))?;
    for indicator in 0..GROUPS.iter().sum::<u32>() {
        let figure = |subject: u32| {
            let mixed = (subject * 7_919 + indicator * 104_729) % 10_007;
            let plain = f64::from(mixed);
            let far = indicator.is_multiple_of(5) && mixed > 9_600;
            (!mixed.is_multiple_of(40)).then_some(if far { plain * plain } else { plain })
        };
        table = table.numbers(&format!("i{indicator}"), &(0..SUBJECTS).map(figure).collect::<Vec<_>>())?;
    }
    Ok(table)
}

fn indices(c: &mut Criterion) -> Result<(), Error> {
    let framework = CohortFramework::parse(&pack(), None)?;
    let table = table()?;
    let index = framework.index(&table)?;
    c.bench_function("index, every stage", |b| b.iter(|| framework.index(black_box(&table))));
    let weights = "{replicates: 10000, seed: 1, factors: [{id: weights, weights: {noise: 0.25}}]}";
    let stages = "{replicates: 10000, seed: 1, factors: [{id: weights, weights: {noise: 0.25}}, {id: normalise, normalise: [{min_max: {to: 100}}, {z_score: {}}]}]}";
    for (name, plan) in
        [("10,000 replicates, weights vary", weights), ("10,000 replicates, every stage run again", stages)]
    {
        let plan = Uncertainty::parse(plan, None)?;
        index.uncertainty(&plan, None)?;
        c.bench_function(name, |b| b.iter(|| index.uncertainty(black_box(&plan), None)));
    }
    Ok(())
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args().sample_size(10);
    if let Err(error) = indices(&mut criterion) {
        panic!("the index is refused: {error}");
    }
    criterion.final_summary();
}
