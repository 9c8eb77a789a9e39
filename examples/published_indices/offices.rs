//! The offices' own files: which columns hold what, and which edition of a pack was in force.

use std::collections::BTreeMap;
use std::error::Error;

use thidua::cohort::Table;
use thidua::{CohortFramework, Date, packs};

/// An index of one year: what it is made of, and what its office prints.
pub struct Edition {
    pub title: String,
    pub framework: CohortFramework,
    pub table: Table,
    /// By country, in the order of the file.
    pub printed: Vec<Printed>,
    /// Digits that the index is printed with.
    pub places: u32,
}

/// What an office prints of a country; neither where it prints nothing.
pub struct Printed {
    pub country: String,
    pub index: Option<f64>,
    pub rank: Option<u32>,
}

/// What a file holds, and what of it cannot be computed.
#[derive(Default)]
pub struct Found {
    pub editions: Vec<Edition>,
    pub passed_over: Vec<String>,
}

/// A column that an index reads, and the one of the file that holds it.
type Columns = [(&'static str, String)];

/// Reads a file of UNDP or of the United Nations, told apart by their columns.
pub fn read(text: &str) -> Result<Found, Box<dyn Error>> {
    let mut rows = cells(text).into_iter();
    let header = rows.next().unwrap_or_default();
    let rows: Vec<Vec<String>> = rows.filter(|row| row.len() == header.len()).collect();
    let year = header.iter().filter_map(|name| name.strip_prefix("hdi_rank_")).max();
    if let Some(year) = year {
        return human_development(&header, &rows, year);
    }
    if header.iter().any(|name| name == "E-Government Index") {
        return e_government(&header, &rows);
    }
    Err("neither UNDP's complete time series (a column `hdi_rank_2022`) nor the survey of the United Nations (`E-Government Index`)".into())
}

/// UNDP's complete time series: a row for each country and region, a column for each figure of each year.
fn human_development(header: &[String], rows: &[Vec<String>], year: &str) -> Result<Found, Box<dyn Error>> {
    let of_year = |name: &str| format!("{name}_{year}");
    let columns = [
        ("life", of_year("le")),
        ("eys", of_year("eys")),
        ("mys", of_year("mys")),
        ("gnipc", of_year("gnipc")),
    ];
    let (country, index, rank) = ("country".to_owned(), of_year("hdi"), of_year("hdi_rank"));
    let file = File { header, rows, country, index, rank };
    // the report of a year's figures comes out in the second year after it
    let day = Date::parse(&format!("{}-12-31", year.parse::<u32>()? + 2))?;
    let framework = packs::index("undp-hdi", day)?;
    let title = format!("Human development index {year}, by {}", framework.name());
    Ok(Found { editions: vec![file.edition(title, (framework, 3), &columns)?], passed_over: Vec::new() })
}

/// The survey's table: a row for each country and survey.
fn e_government(header: &[String], rows: &[Vec<String>]) -> Result<Found, Box<dyn Error>> {
    let survey = place(header, "Survey Year")?;
    let mut years: BTreeMap<&str, Vec<Vec<String>>> = BTreeMap::new();
    for row in rows {
        years.entry(row[survey].trim()).or_default().push(row.clone());
    }
    let columns = [
        ("osi", "Online Service Index".to_owned()),
        ("hci", "Human Capital Index".to_owned()),
        ("tii", "Telecommunication Infrastructure Index".to_owned()),
    ];
    let mut found = Found::default();
    for (year, rows) in years {
        let name = |name: &str| name.to_owned();
        let (country, index, rank) =
            (name("Country Name"), name("E-Government Index"), name("E-Government Rank"));
        let file = File { header, rows: &rows, country, index, rank };
        match packs::index("un-egdi", Date::parse(&format!("{year}-07-01"))?) {
            Ok(framework) => {
                let title = format!("E-government development index {year}, by {}", framework.name());
                let places = if framework.edition() == "2010" { 5 } else { 4 };
                found.editions.push(file.edition(title, (framework, places), &columns)?);
            }
            Err(error) => found.passed_over.push(format!("E-government survey of {year}: {error}")),
        }
    }
    Ok(found)
}

/// Rows of a file with the names of the columns that say what is printed.
struct File<'a> {
    header: &'a [String],
    rows: &'a [Vec<String>],
    country: String,
    index: String,
    rank: String,
}

impl File<'_> {
    fn edition(
        &self,
        title: String,
        (framework, places): (CohortFramework, u32),
        columns: &Columns,
    ) -> Result<Edition, Box<dyn Error>> {
        let at = |name: &str| place(self.header, name);
        let (country, index, rank) = (at(&self.country)?, at(&self.index)?, at(&self.rank)?);
        let mut rows = Vec::new();
        let mut printed = Vec::new();
        for row in self.rows {
            let own = Printed {
                country: row[country].trim().to_owned(),
                index: number(&row[index])?,
                // 2.0 where the file was written by a program for statistics
                rank: number(&row[rank])?.map(|rank| rank as u32),
            };
            // an index without a rank is that of a region, which is reckoned otherwise
            if own.index.is_none() || own.rank.is_some() {
                rows.push(row);
                printed.push(own);
            }
        }
        let mut table = Table::new(printed.iter().map(|own| own.country.clone()))?;
        for (name, column) in columns {
            let column = at(column)?;
            let figures: Vec<Option<f64>> =
                rows.iter().map(|row| number(&row[column])).collect::<Result<_, _>>()?;
            table = table.numbers(name, &figures)?;
        }
        Ok(Edition { title, framework, table, printed, places })
    }
}

fn place(header: &[String], name: &str) -> Result<usize, String> {
    header.iter().position(|own| own == name).ok_or_else(|| format!("there is no column `{name}`"))
}

/// A figure, or none for an empty cell and for what offices write in its place.
fn number(cell: &str) -> Result<Option<f64>, String> {
    match cell.trim() {
        "" | ".." | "NA" | "N/A" => Ok(None),
        text => text.parse().map(Some).map_err(|_| format!("`{text}` is not a number")),
    }
}

/// The cells of comma-separated values, as RFC 4180 has them.
fn cells(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut signs = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            sign => cell.push(sign),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}
