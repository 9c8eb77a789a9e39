//! A frozen cohort is kept in a file and read again: the same scores, and nothing but what fits the pack.

use thidua::cohort::{Frozen, Table};
use thidua::{Code, CohortFramework};

use super::asem;
use super::packs::{numbers, pack};

fn bits(index: &thidua::cohort::Index) -> Vec<Option<u64>> {
    let all = index.indicators().into_iter().chain(index.nodes());
    all.flat_map(|id| index.scores(id).unwrap()).map(|score| score.map(|own| own.get().to_bits())).collect()
}

/// Every stage of ASEM, and a country by itself.
#[test]
fn a_country_by_itself_from_a_file() {
    let (Some(coinr), Some(index)) = (asem::coinr(), asem::index()) else { return };
    let framework = index.framework().clone();
    let frozen = framework.freeze(coinr.table(), None).unwrap();
    let text = frozen.to_json().unwrap();
    let read = Frozen::parse(&text, &framework).unwrap();
    assert_eq!(read.to_json().unwrap(), text);
    for country in ["CHE", "VNM", "BRN"] {
        let alone = coinr.table().only(|own| own == country);
        let (own, again) = (frozen.index(&alone).unwrap(), read.index(&alone).unwrap());
        assert_eq!(bits(&own), bits(&again), "{country}");
        assert_eq!(again.score("Index", country).unwrap(), index.score("Index", country).unwrap());
    }
}

/// Every kind of thing that can be fitted, in one pack.
fn everything() -> (CohortFramework, Table) {
    let methods = [
        "goalposts: {from: 1, to: 100, cap: both, logarithm: true}",
        "min_max: {to: 100}",
        "z_score: {}",
        "rank: {ties: mean}",
        "percentile_rank: {}",
        "distance: {to: maximum, cap: true}",
        "relative: {to: mean, as: ratio}",
        "band: {within: 0.2}",
        "categories: {classes: [{from: 0, score: 1}, {from: 50, score: 2}]}",
        "reciprocal: {of: 10, at_least: 1}",
        "scores: {at: [{figure: 0, score: 0}, {figure: 90, score: 10}], between: lines}",
        "apart: {from: 4}",
        "same: {}",
    ];
    let treats = [
        "{winsorise: {skewness: 0.1, kurtosis: 0.1, most: 2, otherwise: logarithm}}",
        "{fixed: {at_most: 60}}",
        "{logarithm: {plus: 1}}",
        "same",
    ];
    let imputes = [
        "{mean: {within: kind}}",
        "{median: {}}",
        "{regression: {on: x00}}",
        "{em: {over: [x00, x01]}}",
        "{fixed: {value: 7}}",
        "{last: {}}",
        "none",
    ];
    let leaf = |(at, method): (usize, &&str)| {
        let (treat, impute) = (treats[at % treats.len()], imputes[(at + 6) % imputes.len()]);
        // the figures that others are foretold by are all there
        format!(
            "{{id: x{at:02}, label: {{vi: x, en: x}}, treat: {treat}, impute: {impute}, normalise: {{{method}}}}}"
        )
    };
    let leaves: Vec<String> = methods.iter().enumerate().map(leaf).collect();
    let body = format!(
        "publish: {{places: 3, rounding: half_up, ranks_on: full}}
available: {{at_least: 0.1}}
stages: [{{screen: {{indicators: 0.3}}}}, {{impute: none}}, {{impute: {{mean: {{}}}}}}, {{treat: same}}, {{normalise: {{same: {{}}}}}}]
index:
  id: top
  label: {{vi: t, en: t}}
  cite: s
  aggregate: arithmetic
  weigh: {{ahp: {{compare: [{{of: left, over: right, times: 3}}], most_inconsistent: 0.1}}}}
  children:
    - {{id: left, label: {{vi: l, en: l}}, aggregate: arithmetic, normalise: {{min_max: {{}}}}, children: [{}, {{id: gone, label: {{vi: g, en: g}}, normalise: {{min_max: {{}}}}}}]}}
    - {{id: right, label: {{vi: r, en: r}}, aggregate: sum, weigh: {{pca: {{by: squared}}}}, children: [{{use: x01}}, {{use: x02}}, {{use: x04}}]}}",
        leaves.join(", ")
    );
    let names: Vec<String> = (0..12).map(|at| format!("s{at:02}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut table = Table::new(names.iter().copied()).unwrap();
    for column in 0..methods.len() {
        let cells: Vec<Option<f64>> = (0..12)
            .map(|at| {
                let value =
                    f64::from(u32::try_from((at * 7 + column * 5 + at * at * column) % 31).unwrap()) + 2.0;
                let missing = column > 1 && (at + column) % 9 == 4;
                (!missing).then_some(if at == 11 { value * 40.0 } else { value })
            })
            .collect();
        table = table.numbers(&format!("x{column:02}"), &cells).unwrap();
    }
    let kinds: Vec<Option<&str>> = (0..12).map(|at| Some(if at % 2 == 0 { "even" } else { "odd" })).collect();
    let few: Vec<Option<f64>> = (0..12).map(|at| (at < 2).then_some(f64::from(at))).collect();
    (pack(&body).unwrap(), table.groups("kind", &kinds).unwrap().numbers("gone", &few).unwrap())
}

#[test]
fn all_that_can_be_fitted_is_written_and_read() {
    let (framework, table) = everything();
    let frozen = framework.freeze(&table, None).unwrap();
    let text = frozen.to_json().unwrap();
    for kind in [
        "\"line\"",
        "\"place\"",
        "\"band\"",
        "\"classes\"",
        "\"reciprocal\"",
        "\"scores\"",
        "\"apart\"",
        "\"bounds\"",
        "\"normal\"",
        "\"groups\"",
        "\"left_out\":true",
        "\"consistency\"",
    ] {
        assert!(text.contains(kind), "{kind}");
    }
    let read = Frozen::parse(&text, &framework).unwrap();
    assert_eq!(read.to_json().unwrap(), text);
    let late = table.only(|subject| subject == "s05" || subject == "s11");
    assert_eq!(bits(&read.index(&late).unwrap()), bits(&frozen.index(&late).unwrap()));
}

#[test]
fn what_does_not_fit_is_refused() {
    let body = "publish: {places: 1, rounding: half_up, ranks_on: full}\nstages: [{normalise: {rank: {}}}]\nindex: {id: top, label: {vi: t, en: t}, cite: s, aggregate: arithmetic, children: [{id: x, label: {vi: x, en: x}}, {id: z, label: {vi: z, en: z}}]}";
    let framework = pack(body).unwrap();
    let table = numbers(&["a", "b"], &[("x", &[1.0, 2.0]), ("z", &[3.0, 2.0])]);
    let text = framework.freeze(&table, None).unwrap().to_json().unwrap();
    for (from, to, code, pointer) in [
        ("\"digest\":\"", "\"digest\":\"0", Code::FROZEN_OTHERWISE, "/digest"),
        ("\"x\":{\"normalise\"", "\"v\":{\"normalise\"", Code::MISSING_FIELD, "/indicators"),
        ("\"z\":\"1\"", "\"v\":\"1\"", Code::MISSING_FIELD, "/nodes/top/weights"),
        ("\"z\":\"1\"", "\"z\":\"1\",\"v\":\"1\"", Code::UNKNOWN_NODE, "/nodes/top/weights/v"),
        ("\"nodes\":{", "\"nodes\":{\"v\":{},", Code::UNKNOWN_NODE, "/nodes/v"),
        (
            "{\"normalise\"",
            "{\"impute\":[\"none\"],\"normalise\"",
            Code::LENGTH_MISMATCH,
            "/indicators/x/impute",
        ),
        (
            "{\"normalise\"",
            "{\"treat\":{\"way\":\"same\",\"points\":0},\"normalise\"",
            Code::LENGTH_MISMATCH,
            "/indicators/x/treat",
        ),
        ("\"top\":{", "\"top\":{\"normalise\":\"same\",", Code::LENGTH_MISMATCH, "/nodes/top/normalise"),
        ("[\"1\",\"2\"]", "[\"2\",\"1\"]", Code::NOT_ASCENDING, "/indicators/x/normalise"),
        ("\"first\"", "\"frist\"", Code::UNKNOWN_FIELD, "/indicators/x/normalise/place/frist"),
    ] {
        assert!(text.contains(from), "{from} in {text}");
        let error = Frozen::parse(&text.replacen(from, to, 1), &framework).unwrap_err();
        assert_eq!((error.code(), error.pointer()), (code, pointer), "{error}");
    }
    // what compares subjects with each other is not scored later, from a file no more than at once
    let copeland = pack(&body.replace("arithmetic", "copeland")).unwrap();
    let frozen = copeland.freeze(&table, None).unwrap();
    let read = Frozen::parse(&frozen.to_json().unwrap(), &copeland).unwrap();
    assert_eq!(read.index(&table).unwrap_err().code(), Code::NEEDS_COHORT);
}
