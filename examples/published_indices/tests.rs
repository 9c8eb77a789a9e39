//! The dozen that is typed in, and the full tables where they are at hand.

use super::*;

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/cases");

fn counts(text: &str) -> Vec<Counts> {
    let found = offices::read(text).unwrap();
    found.editions.iter().map(|edition| compare(edition, &mut String::new()).unwrap()).collect()
}

fn case(name: &str) -> Option<String> {
    let text = std::fs::read_to_string(format!("{CASES}/{name}")).ok();
    if text.is_none() {
        println!("absent, not run: {name}");
    }
    text
}

/// The same columns under other names.
fn renamed(text: &str, names: &[(&str, &str)]) -> String {
    let (header, rows) = text.split_once('\n').unwrap();
    let name = |own: &str| {
        names.iter().find(|(old, _)| *old == own).map_or(own.to_owned(), |(_, new)| (*new).to_owned())
    };
    format!("{}\n{rows}", header.split(',').map(name).collect::<Vec<_>>().join(","))
}

#[test]
fn what_is_typed_in_comes_out_as_printed() {
    let (told, same) = run(&[]).unwrap();
    assert!(same, "{told}");
    assert!(told.contains("12 of 12 indices as printed; 12 of 12 places"), "{told}");
    assert!(told.contains("Switzerland"));
}

#[test]
fn a_wrong_figure_is_noticed() {
    let wrong = typed_in::HUMAN_DEVELOPMENT.replacen("84.255", "74.255", 1);
    assert!(!counts(&wrong)[0].as_printed());
    let wrong = typed_in::E_GOVERNMENT.replacen("Denmark,1,", "Denmark,9,", 1);
    assert!(!counts(&wrong)[0].as_printed());
}

/// UNDP's file has a row for each region too, whose index is printed without a rank, and countries without an index.
#[test]
fn regions_are_left_out_and_gaps_are_told() {
    let more = format!(
        "{}ZZK.WORLD,World,,,0.739,72.0,13.0,8.7,17254\nPRK,Korea (Democratic People's Rep. of),,,,73.3,10.8,,\n",
        typed_in::HUMAN_DEVELOPMENT
    );
    let counts = counts(&more);
    assert_eq!((counts[0].countries, counts[0].undetermined, counts[0].as_printed()), (13, 1, true));
}

#[test]
fn surveys_before_the_bundled_editions_are_passed_over() {
    let two = format!("{}2008,Denmark,2,0.9134,1.0000,0.9933,0.7441\n", typed_in::E_GOVERNMENT);
    let found = offices::read(&two).unwrap();
    assert_eq!((found.editions.len(), found.passed_over.len()), (1, 1));
    assert!(offices::read("a,b\n1,2\n").is_err());
}

/// The 193 countries of 2022, from a table in the columns of UNDP's file.
#[test]
fn human_development_of_all_countries() {
    let (Some(figures), Some(ranks)) =
        (case("hdi/hdi_2022_countries.csv"), case("hdi/hdi_2022_published_rank.csv"))
    else {
        return;
    };
    let names = [
        ("hdi", "hdi_2022"),
        ("life", "le_2022"),
        ("eys", "eys_2022"),
        ("mys", "mys_2022"),
        ("gnipc", "gnipc_2022"),
    ];
    let figures = renamed(figures.trim_start_matches('\u{feff}'), &names);
    let rank = |iso3: &str| {
        let row = ranks.lines().find(|row| row.split(',').next() == Some(iso3)).unwrap();
        // the name of a country may hold a comma, what follows it does not
        row.rsplit(',').nth(2).unwrap().to_owned()
    };
    let rows = figures.lines().enumerate().map(|(at, row)| {
        let more = if at == 0 { "hdi_rank_2022".to_owned() } else { rank(row.split(',').next().unwrap()) };
        format!("{row},{more}\n")
    });
    let all = Counts { countries: 193, indices: 193, near: 193, ranks: 193, undetermined: 0 };
    assert_eq!(counts(&rows.collect::<String>()), [all]);
}

/// The 193 countries of the survey of 2022: it prints parts of four digits of an index that it computes from more.
#[test]
fn e_government_of_all_countries() {
    let Some(text) = case("egdi/egdi_2022.csv") else { return };
    let all = Counts { countries: 193, indices: 171, near: 193, ranks: 193, undetermined: 0 };
    assert_eq!(counts(&text), [all]);
}
