//! Indices of the United Nations and of OECD and JRC: the published tables, digit for digit.

use thidua::cohort::{Index, Table};
use thidua::{CohortFramework, Date, Fraction, Rounding, packs};

use super::files;

/// What the index and its parts are called, for packs that are written in a line.
fn pack(body: &str) -> CohortFramework {
    let head = "pack: case\nedition: '1'\nkind: index\ntitle: {vi: ca, en: case}\ncitations: {source: {title: s, date: 2024-03-13, grade: primary}}\n";
    CohortFramework::parse(&format!("{head}{body}"), None).unwrap()
}

fn rank(index: &Index, subject: &str) -> Option<String> {
    index.rank(index.top(), subject).unwrap().map(|rank| rank.to_string())
}

#[test]
fn the_human_development_index_of_2022() {
    let (Some(table), Some(published)) = (
        files::table("hdi/hdi_2022_countries.csv", "iso3"),
        files::table("hdi/hdi_2022_published_rank.csv", "iso3"),
    ) else {
        return;
    };
    let index = packs::index("undp-hdi", Date::parse("2024-03-13").unwrap()).unwrap().index(&table).unwrap();
    let rows = files::rows("hdi/hdi_2022_published_rank.csv").unwrap();
    let (mut indices, mut ranks, mut levels) = (0, 0, 0);
    let measured = |row: &&Vec<String>| table.subjects().contains(&row[0]);
    for row in rows.iter().skip(1).filter(measured) {
        let country = row[0].as_str();
        let own = index.published("hdi", country).unwrap().unwrap();
        let printed = published.get("hdi_2022", country).unwrap().round(3, Rounding::HalfUp).unwrap();
        indices += usize::from(own == printed);
        let printed = published.get("hdi_rank_2022", country).unwrap().to_string();
        ranks += usize::from(rank(&index, country) == Some(printed));
        let level = index.level("hdi", country).unwrap().unwrap().label().get(thidua::Lang::En).to_owned();
        levels += usize::from(level.eq_ignore_ascii_case(&row[4]));
    }
    // one country has no group in the file
    assert_eq!((indices, ranks, levels), (193, 193, 192));
}

fn egdi(columns: [&str; 3], weights: [&str; 3], places: u32, more: &str) -> CohortFramework {
    let parts: String = ["osi", "hci", "tii"]
        .iter()
        .zip(columns.iter().zip(weights))
        .map(|(id, (column, weight))| {
            format!(
                "    - {{id: {id}, label: {{vi: {id}, en: {id}}}, column: \"{column}\", weight: {weight}}}\n"
            )
        })
        .collect();
    pack(&format!(
        "publish: {{places: {places}, rounding: half_up, ranks_on: published}}
index:
  id: egdi
  label: {{vi: EGDI, en: EGDI}}
  cite: source
  aggregate: arithmetic
{more}  children:
{parts}"
    ))
}

#[test]
fn the_e_government_index_of_2022() {
    let columns = ["Online Service Index", "Human Capital Index", "Telecommunication Infrastructure Index"];
    let Some(table) = files::table("egdi/egdi_2022.csv", "Country Name") else { return };
    let index = egdi(columns, ["1"; 3], 4, "").index(&table).unwrap();
    let (mut indices, mut near, mut ranks) = (0, 0, 0);
    // the survey ranks what it prints, and prints parts of four places of an index that it computes from more
    let printed = |country: &str| table.get("E-Government Index", country).unwrap();
    for country in table.subjects() {
        let own = index.published("egdi", country).unwrap().unwrap();
        indices += usize::from(own == printed(country).round(4, Rounding::HalfUp).unwrap());
        near += usize::from((thidua::Real::from(own).get() - printed(country).get()).abs() < 1.001e-4);
        ranks += usize::from(
            rank(&index, country) == table.get("E-Government Rank", country).map(|rank| rank.to_string()),
        );
    }
    assert_eq!((indices, near, ranks, table.subjects().len()), (171, 193, 193, 193));
}

#[test]
fn the_e_government_index_of_2010_guesses_nothing() {
    let Some(table) = files::table("egdi/egdi_2010.csv", "country-code") else { return };
    let index = egdi(["osi", "hci", "tii"], ["0.34", "0.33", "0.33"], 5, "").index(&table).unwrap();
    let (mut complete, mut undetermined) = (0, 0);
    for country in table.subjects() {
        match index.score("egdi", country).unwrap() {
            Some(score) => {
                let printed = table.get("e-gov-index", country).unwrap().get();
                assert!((score.get() - printed).abs() < 1e-5, "{country}: {score} {printed}");
                complete += 1;
            }
            None => {
                assert!(!index.missing("egdi", country).unwrap().is_empty());
                assert_eq!(index.rank("egdi", country).unwrap(), None);
                undetermined += 1;
            }
        }
    }
    // South Sudan, for which the survey prints nothing, is one of them
    assert_eq!((complete, undetermined), (183, 10));
}

#[test]
fn in_2012_no_online_service_is_no_index() {
    let table = Table::new(["a", "b"]).unwrap();
    let table = table.numbers("osi", &[Some(0.0), Some(0.5)]).unwrap();
    let table = table.numbers("hci", &[Some(0.9), Some(0.25)]).unwrap();
    let table = table.numbers("tii", &[Some(0.9), Some(0.75)]).unwrap();
    let index = egdi(["osi", "hci", "tii"], ["1"; 3], 4, "  zeroed_by: [osi]\n").index(&table).unwrap();
    let text = |country: &str| index.published("egdi", country).unwrap().unwrap().to_string();
    assert_eq!((text("a"), text("b")), ("0".to_owned(), "0.5".to_owned()));
    assert!(index.steps().iter().any(|step| step.method() == "zeroed_by" && step.subject() == Some("a")));
}

#[test]
fn the_technology_achievement_index() {
    let names = ["table_A2_raw_23_countries.csv", "tai_hdr2001_check.csv"];
    let [Some(table), Some(check)] = names.map(|name| files::table(&format!("oecd_tai/{name}"), "country"))
    else {
        return;
    };
    let posts = [
        ("PATENTS", "0", "994"),
        ("ROYALTIES", "0", "272.6"),
        ("INTERNET", "0", "232.4"),
        ("EXPORTS", "0", "80.8"),
        ("TELEPHONES_log10", "0", "2.954724790979063"),
        ("ELECTRICITY_log10", "1.3424226808222062", "3.843170464519898"),
        ("SCHOOLING", "0.8", "12"),
        ("UNIVERSITY", "0.1", "27.4"),
    ];
    let parts: String = posts
        .iter()
        .map(|(id, from, to)| {
            let cap = if id.ends_with("log10") { "to" } else { "none" };
            format!(
                "    - {{id: {id}, label: {{vi: {id}, en: {id}}}, normalise: {{goalposts: {{from: {from}, to: {to}, cap: {cap}}}}}}}\n"
            )
        })
        .collect();
    let index = pack(&format!(
        "publish: {{places: 2, rounding: half_up, ranks_on: full}}\nindex:\n  id: tai\n  label: {{vi: TAI, en: TAI}}\n  cite: source\n  aggregate: arithmetic\n  children:\n{parts}"
    ))
    .index(&table)
    .unwrap();
    for country in table.subjects() {
        let score = index.score("tai", country).unwrap().unwrap().get();
        assert!((score - check.get("tai_calc", country).unwrap().get()).abs() < 1e-12, "{country}");
        if let Some(printed) = check.get("published_2dp_nationmaster", country) {
            assert!((score - printed.get()).abs() < 0.006, "{country}: {score} {printed}");
        }
    }
    assert_eq!(rank(&index, "Finland"), Some(Fraction::ONE.to_string()));
}

/// Table 15 of the handbook: ten normalisations of years of schooling, to the printed digits.
#[test]
fn ten_normalisations() {
    let Some(table) = files::table("oecd_tai/table_15_normalisations_schooling.csv", "country") else {
        return;
    };
    let categories = "{categories: {classes: [{from: 0, score: 0}, {from: 5, score: 20}, {from: 15, score: 40}, {from: 35, score: 50}, {from: 65, score: 60}, {from: 85, score: 80}, {from: 95, score: 100}]}}";
    for (column, method, within) in [
        ("rank_asc", "rank", 0.0),
        ("zscore", "z_score", 0.005),
        ("minmax", "min_max", 0.005),
        ("ratio_mean", "{relative: {to: mean, as: ratio}}", 0.005),
        ("ratio_best", "fraction_of_maximum", 0.005),
        ("ratio_worst", "{relative: {to: minimum, as: ratio}}", 0.005),
        ("diff_mean", "{relative: {to: mean, as: difference}}", 0.005),
        ("diff_worst", "{relative: {to: minimum, as: difference}}", 0.005),
        ("above_below_p20", "{band: {within: 0.2}}", 0.0),
        ("percentile", "percentile_rank", 0.05),
        ("categorical", categories, 0.0),
    ] {
        let body = format!(
            "publish: {{places: 2, rounding: half_up, ranks_on: full}}\nstages: [{{normalise: {method}}}]\nindex: {{id: top, cite: source, label: {{vi: x, en: x}}, aggregate: arithmetic, children: [{{id: schooling, label: {{vi: x, en: x}}}}]}}\n"
        );
        let body = if method.starts_with('{') {
            body
        } else {
            body.replace(&format!("{{normalise: {method}}}"), &format!("{{normalise: {{{method}: {{}}}}}}"))
        };
        let index = pack(&body).index(&table).unwrap();
        for country in table.subjects() {
            let (own, printed) =
                (index.score("schooling", country).unwrap().unwrap(), table.get(column, country).unwrap());
            // a last digit of slack for halves that a printed table may round either way
            assert!(
                (own.get() - printed.get()).abs() <= within + 1e-9,
                "{column} {country}: {own} {printed}"
            );
        }
    }
}
