//! What packs can say, against figures reckoned by hand.

use thidua::cohort::Table;
use thidua::{Code, CohortFramework, Error};

pub const HEAD: &str = "pack: case\nedition: '1'\nkind: index\ntitle: {vi: ca, en: case}\ncitations: {s: {title: s, date: 2024-01-01, grade: primary}}\n";

/// A pack of one line for each key, in YAML's flow style.
pub fn pack(body: &str) -> Result<CohortFramework, Error> {
    CohortFramework::parse(&format!("{HEAD}{body}"), None)
}

pub fn numbers(subjects: &[&str], columns: &[(&str, &[f64])]) -> Table {
    let table = Table::new(subjects.iter().copied()).unwrap();
    columns.iter().fold(table, |table, (name, values)| {
        table.numbers(name, &values.iter().map(|value| Some(*value)).collect::<Vec<_>>()).unwrap()
    })
}

const FULL: &str = "publish: {places: 3, rounding: half_up, ranks_on: full}\n";

/// Geometric within each sex, harmonic across, against a reference that uses the same nodes once more: the gender inequality index of
/// UNDP's technical note 4, on round figures.
#[test]
fn two_branches_that_share_nodes() {
    let leaf = |id: &str, more: &str| format!("{{id: {id}, label: {{vi: {id}, en: {id}}}{more}}}");
    let group = |id: &str, how: &str, children: &[String]| {
        format!(
            "{{id: {id}, label: {{vi: {id}, en: {id}}}, aggregate: {how}, children: [{}]}}",
            children.join(", ")
        )
    };
    let again = |id: &str| format!("{{use: {id}}}");
    let mmr = leaf("mmr", ", normalise: {reciprocal: {of: 10, at_least: 10, at_most: 1000}}");
    let abr = leaf("abr", ", normalise: {reciprocal: {of: 1}}");
    let health_f = group("health_f", "geometric", &[mmr, abr]);
    let empower_f = group("empower_f", "geometric", &[leaf("pr_f", ""), leaf("se_f", "")]);
    let empower_m = group("empower_m", "geometric", &[leaf("pr_m", ""), leaf("se_m", "")]);
    let women = group("women", "geometric", &[health_f, empower_f, leaf("lfpr_f", "")]);
    let men =
        group("men", "geometric", &["{id: one, constant: 1}".to_owned(), empower_m, leaf("lfpr_m", "")]);
    let both = group("both", "harmonic", &[women, men]);
    let reference = group(
        "reference",
        "geometric",
        &[
            group("health", "arithmetic", &[again("health_f"), again("one")]),
            group("empower", "arithmetic", &[again("empower_f"), again("empower_m")]),
            group("labour", "arithmetic", &[again("lfpr_f"), again("lfpr_m")]),
        ],
    );
    let body = format!(
        "{FULL}index: {{id: gii, label: {{vi: GII, en: GII}}, cite: s, direction: lower, aggregate: ratio, normalise: {{goalposts: {{from: 1, to: 0}}}}, children: [{both}, {reference}]}}"
    );
    let table = numbers(
        &["x"],
        &[
            ("mmr", &[40.0]),
            ("abr", &[25.0]),
            ("pr_f", &[0.25]),
            ("se_f", &[0.36]),
            ("pr_m", &[0.75]),
            ("se_m", &[0.48]),
            ("lfpr_f", &[0.5]),
            ("lfpr_m", &[0.7]),
        ],
    );
    let index = pack(&body).unwrap().index(&table).unwrap();
    let f = (0.25_f64 / 25.0).sqrt();
    let (ef, em) = ((0.25_f64 * 0.36).sqrt(), (0.75_f64 * 0.48).sqrt());
    let women = (f * ef * 0.5).cbrt();
    let men = (em * 0.7).cbrt();
    let harmonic = 2.0 / (1.0 / women + 1.0 / men);
    let reference = ((f + 1.0) / 2.0 * ((ef + em) / 2.0) * 0.6).cbrt();
    let found = index.score("gii", "x").unwrap().unwrap().get();
    assert!((found - (1.0 - harmonic / reference)).abs() < 1e-12, "{found}");
}

#[test]
fn stages_in_the_order_of_the_pack() {
    let table = numbers(
        &["a", "b", "c", "d"],
        &[("x", &[10.0, 20.0, 30.0, 90.0]), ("people", &[1.0, 2.0, 1.0, 3.0])],
    )
    .numbers("v", &[Some(1.0), None, Some(3.0), Some(5.0)])
    .unwrap()
    .groups("kind", &[Some("k"), Some("k"), Some("l"), None])
    .unwrap();
    let tree = "index: {id: top, label: {vi: t, en: t}, cite: s, aggregate: arithmetic, children: [{id: x, label: {vi: x, en: x}, per: people, times: 2}, {id: v, label: {vi: v, en: v}, impute: {fixed: {value: 7}}}]}";
    let stages = "stages: [denominate, {impute: {mean: {within: kind}}}, {treat: {fixed: {at_most: 50}}}, {normalise: {same: {}}}]\n";
    let index = pack(&format!("{FULL}{stages}{tree}")).unwrap().index(&table).unwrap();
    let column = |stage: &str, id: &str| -> Vec<f64> {
        index
            .stage(stage, id)
            .unwrap()
            .into_iter()
            .map(|value| value.map_or(f64::NAN, thidua::Real::get))
            .collect()
    };
    assert_eq!(column("denominate", "x"), [20.0, 20.0, 60.0, 60.0]);
    assert_eq!(column("treat", "x"), [20.0, 20.0, 50.0, 50.0]);
    assert_eq!(column("impute", "v"), [1.0, 7.0, 3.0, 5.0]);
    assert_eq!(index.score("top", "b").unwrap().unwrap().get(), 13.5);
    let by_group =
        pack(&format!("{FULL}{stages}{}", tree.replace(", impute: {fixed: {value: 7}}", ""))).unwrap();
    let index = by_group.index(&table).unwrap();
    assert_eq!(index.stage("impute", "v").unwrap()[1].unwrap().get(), 1.0);
}

#[test]
fn a_screen_leaves_out_and_says_so() {
    let table = numbers(&["a", "b", "c"], &[("x", &[1.0, 2.0, 3.0])])
        .numbers("v", &[Some(1.0), None, Some(0.0)])
        .unwrap()
        .numbers("z", &[None, None, Some(2.0)])
        .unwrap();
    let leaf = |id: &str| format!("{{id: {id}, label: {{vi: {id}, en: {id}}}}}");
    let body = format!(
        "{FULL}stages: [{{screen: {{indicators: 0.5, subjects: 0.6}}}}, {{normalise: {{min_max: {{}}}}}}]\navailable: {{at_least: 0.5}}\nindex: {{id: top, label: {{vi: t, en: t}}, cite: s, aggregate: arithmetic, children: [{}, {}, {}]}}",
        leaf("x"),
        leaf("v"),
        leaf("z")
    );
    let index = pack(&body).unwrap().index(&table).unwrap();
    assert_eq!((index.left_out("b").unwrap(), index.left_out("c").unwrap()), (true, false));
    assert_eq!(index.score("top", "b").unwrap(), None);
    // z is left out, so a has all that counts
    assert_eq!(index.score("top", "a").unwrap().unwrap().get(), 0.5);
    assert_eq!(index.weights("top").unwrap().len(), 2);
}

#[test]
fn a_panel_carries_the_last_figure_forward() {
    let tree = "index: {id: top, label: {vi: t, en: t}, cite: s, aggregate: arithmetic, children: [{id: x, label: {vi: x, en: x}}]}";
    let framework =
        pack(&format!("{FULL}stages: [{{impute: {{last: {{at_most_back: 1}}}}}}]\n{tree}")).unwrap();
    let before = numbers(&["a", "b"], &[("x", &[1.0, 2.0])]);
    let now = Table::new(["a", "b"]).unwrap().numbers("x", &[None, Some(5.0)]).unwrap();
    let index = framework.index(&now.clone().after(before.clone())).unwrap();
    assert_eq!(index.score("top", "a").unwrap().unwrap().get(), 1.0);
    let gap = Table::new(["a"]).unwrap();
    let index = framework.index(&now.after(gap.numbers("x", &[None]).unwrap().after(before))).unwrap();
    assert_eq!(index.score("top", "a").unwrap(), None);
}

#[test]
fn weights_from_judgement_and_from_figures() {
    let weigh = |how: &str| {
        let leaf = |id: &str| format!("{{id: {id}, label: {{vi: {id}, en: {id}}}}}");
        let body = format!(
            "{FULL}index: {{id: top, label: {{vi: t, en: t}}, cite: s, aggregate: arithmetic, weigh: {how}, children: [{}, {}]}}",
            leaf("x"),
            leaf("v")
        );
        let table =
            numbers(&["a", "b", "c", "d"], &[("x", &[1.0, 2.0, 3.0, 5.0]), ("v", &[2.0, 1.0, 4.0, 3.0])]);
        let index = pack(&body)?.index(&table)?;
        let own = index.weights("top")?.into_iter().find(|(part, _)| *part == "x");
        Ok::<_, Error>(own.unwrap().1.get())
    };
    assert_eq!(weigh("{equal: {}}").unwrap(), 0.5);
    assert_eq!(weigh("{budget: {experts: [{x: 75, v: 25}, {x: 1, v: 3}]}}").unwrap(), 0.5);
    let ahp = weigh("{ahp: {compare: [{of: x, over: v, times: 3}], most_inconsistent: 0.1}}").unwrap();
    assert!((ahp - 0.75).abs() < 1e-12);
    assert!((weigh("{pca: {by: squared}}").unwrap() - 0.5).abs() < 1e-12);
    assert!(weigh("{optimised: {importance: {x: 1, v: 1}}}").unwrap() < 0.5);
    assert_eq!(weigh("{budget: {experts: [{x: 1}]}}").unwrap_err().code(), Code::MISSING_FIELD);
}

#[test]
fn a_changed_pack_and_what_follows() {
    let hdi = thidua::packs::index_edition("undp-hdi", "2024").unwrap();
    let table = numbers(
        &["CHE", "VNM"],
        &[
            ("life", &[84.255, 74.58]),
            ("eys", &[16.5837307, 13.05294705]),
            ("mys", &[13.90406622, 8.455348794]),
            ("gnipc", &[69432.78669, 10813.98273]),
        ],
    );
    let (own, mean) = (
        hdi.index(&table).unwrap(),
        hdi.changed("/index/aggregate", "{arithmetic: {}}").unwrap().index(&table).unwrap(),
    );
    let comparison = own.compare(&mean).unwrap();
    for change in comparison.changes() {
        let (geometric, arithmetic) = change.scores();
        assert!(geometric.unwrap() < arithmetic.unwrap());
    }
    let same = hdi.changed("/publish/places", "3").unwrap().index(&table).unwrap();
    assert_eq!(same.scores("hdi").unwrap(), own.scores("hdi").unwrap());
    assert!(hdi.changed("/index/children/9/weight", "2").is_err());
}

/// As the global innovation index of WIPO has it: a side is scored for whom two thirds of all its indicators are there, whatever pillars they are in.
#[test]
fn enough_of_all_indicators_below() {
    let leaf = |id: &str| format!("{{id: {id}, label: {{vi: {id}, en: {id}}}}}");
    let some = "available: {at_least: 0.01}";
    let pillar = |id: &str, parts: &[&str]| {
        let parts: Vec<String> = parts.iter().map(|part| leaf(part)).collect();
        format!(
            "{{id: {id}, label: {{vi: {id}, en: {id}}}, aggregate: arithmetic, {some}, children: [{}]}}",
            parts.join(", ")
        )
    };
    let body = format!(
        "{FULL}index: {{id: top, label: {{vi: t, en: t}}, cite: s, aggregate: arithmetic, available: {{at_least: 0.66, by: indicators}}, children: [{}, {}]}}",
        pillar("p", &["a", "b"]),
        pillar("q", &["c"])
    );
    let table = Table::parse(
        "figures: {x: {a: 1, b: 3, c: 4}, y: {a: 2, c: 4}, z: {a: 1, b: 3}, w: {c: 9}, v: {}}",
        None,
    )
    .unwrap();
    let index = pack(&body).unwrap().index(&table).unwrap();
    let score = |subject| index.score("top", subject).unwrap().map(thidua::Real::get);
    // of w a pillar is there whole, and one of three indicators
    assert_eq!(["x", "y", "z", "w", "v"].map(score), [Some(3.0), Some(3.0), Some(2.0), None, None]);
    assert_eq!(index.missing("top", "w").unwrap(), ["a", "b"]);
}
