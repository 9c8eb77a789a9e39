//! The benefit of the doubt over small cohorts, against linear programmes that another solver (HiGHS) solved.

use thidua::cohort::{Index, Table};

use super::packs::pack;

const FIGURES: &str =
    "figures: {a: {x: 3, z: 9, w: 1}, b: {x: 5, z: 4, w: 2}, c: {x: 2, z: 7, w: 6}, d: {x: 4, z: 5, w: 4}}";

fn index(how: &str, figures: &str) -> Index {
    let leaf = |id: &str| format!("{{id: {id}, label: {{vi: {id}, en: {id}}}}}");
    let body = format!(
        "publish: {{places: 3, rounding: half_up, ranks_on: full}}\navailable: {{at_least: 0.5}}\nindex: {{id: top, label: {{vi: t, en: t}}, cite: s, aggregate: {{benefit_of_the_doubt: {how}}}, children: [{}, {}, {}]}}",
        leaf("x"),
        leaf("z"),
        leaf("w")
    );
    pack(&body).unwrap().index(&Table::parse(figures, None).unwrap()).unwrap()
}

#[test]
fn scores_and_weights_of_each_ones_own() {
    let missing = "figures: {a: {x: 0, z: 9, w: 1}, b: {x: 5, z: 4}, c: {x: 2, z: 7, w: 6}, d: {z: 5, w: 4}, e: {x: 1.5, z: 2.25, w: 0.125}}";
    let cases: [(&str, &str, &[f64]); 3] = [
        ("{shares: {at_least: 0.2, at_most: 0.5}}", FIGURES, &[0.566_037_74, 0.754_716_98, 1.0, 1.0]),
        (
            "{shares: {at_least: 0.1}, of: {w: {at_least: 0.05, at_most: 0.15}}}",
            FIGURES,
            &[1.0, 1.0, 0.877_742_95, 1.0],
        ),
        ("{}", missing, &[1.0, 1.0, 1.0, 0.702_127_66, 0.416_666_67]),
    ];
    for (how, figures, expect) in cases {
        let index = index(how, figures);
        for (subject, expect) in index.subjects().iter().zip(expect) {
            let score = index.score("top", subject).unwrap().unwrap().get();
            assert!((score - expect).abs() < 1e-8, "{how} {subject}: {score}");
            // the weights give the score, the shares are those of one whole, and nobody comes to more than 1 by them
            let own = index.own_weights("top", subject).unwrap();
            let of = |other: &str| -> f64 {
                let part = |one: &thidua::cohort::OwnWeight| {
                    index
                        .score(one.part(), other)
                        .unwrap()
                        .map_or(0.0, |figure| one.weight().get() * figure.get())
                };
                own.iter().map(part).sum()
            };
            assert!((of(subject) - score).abs() < 1e-7, "{how} {subject}: {own:?}");
            assert!((own.iter().map(|one| one.share().get()).sum::<f64>() - 1.0).abs() < 1e-7, "{own:?}");
            assert!(index.subjects().iter().all(|other| of(other) < 1.0 + 1e-7), "{how} {subject}: {own:?}");
        }
    }
}
