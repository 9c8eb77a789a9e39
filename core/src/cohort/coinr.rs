//! The tables of the package COINr, `iMeta` and `iData`, as a pack of the kind `index` and the figures it reads: a road for those who come from there.
//!
//! Becker, Caperna, Del Sorbo, Norlén, Papadimitriou and Saisana, *COINr: an R package for developing composite indicators*, JOSS 2022. The tables hold the
//! structure of an index and not what is done to its figures, so the pack has what COINr does where nothing is said: figures are denominated, brought
//! to 0 … 100 by their least and most, and averaged over what is there.

use std::collections::{BTreeMap, BTreeSet};

use super::origin::{Lines, Origin};
use super::table::{Csv, Table, number};
use crate::canonical;
use crate::error::{Code, Diagnostic, Error};
use crate::num::{Exact, Real};

/// Levels that groups may have above each other.
const DEEPEST: usize = 64;

/// What stands for a missing figure, beside an empty cell.
const MISSING: &[&str] = &["NA"];

/// An index of COINr's: its pack, as text to be read and changed by people, and its figures.
///
/// # Examples
/// ```
/// use thidua::CohortFramework;
/// use thidua::cohort::Coinr;
/// let meta = "Level,iCode,iName,Parent,Weight,Direction,Type\n\
///     1,lines,Lines,access,1,1,Indicator\n1,price,Price,access,3,-1,Indicator\n2,access,Digital access,NA,1,1,Aggregate\n";
/// let data = "uCode,lines,price\na,10,4\nb,30,8\n";
/// let coinr = Coinr::read(meta, data)?;
/// let framework = CohortFramework::parse(coinr.pack(), Some("access.json"))?;
/// let index = framework.index(coinr.table())?;
/// assert_eq!(index.published("access", "a")?.map(|score| score.to_string()), Some("75".to_owned()));
/// // what is done to figures is changed in the text, or here
/// let ranks = framework.changed("/stages", "[{normalise: {rank: {}}}]")?.index(coinr.table())?;
/// assert_eq!(ranks.published("access", "a")?.map(|score| score.to_string()), Some("1.75".to_owned()));
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Coinr {
    pack: String,
    /// Of times before the last, ascending.
    earlier: Vec<(String, Table)>,
    /// Of the last time, or the only one.
    last: (String, Table),
}

/// A row of `iMeta` that is part of the index.
#[derive(Debug)]
struct Row<'a> {
    /// Its place in the table.
    at: usize,
    code: &'a str,
    name: &'a str,
    parent: Option<&'a str>,
    weight: String,
    lower: bool,
    indicator: bool,
    unit: Option<&'a str>,
    per: Option<&'a str>,
    target: Option<String>,
}

impl Coinr {
    /// Reads both tables from comma-separated values. `NA` and an empty cell are nothing; in `iMeta` the columns `iCode`, `Parent`, `Weight`,
    /// `Direction` and `Type` are needed, and `iName`, `Unit`, `Target` and `Denominator` are read where they are there. The subjects are those of
    /// `uCode`; where `Time` has several values, there is a table for each.
    ///
    /// # Errors
    /// [`Code::SYNTAX`] for what is no table, [`Code::MISSING_FIELD`] without a column, [`Code::UNKNOWN_CHOICE`] for another type or direction,
    /// [`Code::BAD_NUMBER`], [`Code::DUPLICATE_ID`], [`Code::UNKNOWN_NODE`] for a parent that is none, [`Code::LENGTH_MISMATCH`] for no top or several,
    /// [`Code::CIRCLE`] for a node below itself, [`Code::UNKNOWN_COLUMN`] for an indicator or a denominator without figures, and those of
    /// [`Table::from_rows`]. Pointers lead into `/iMeta` and `/iData` by row, with line and column.
    pub fn read(meta: &str, data: &str) -> Result<Self, Error> {
        let (meta, meta_lines) = rows_of(meta).map_err(|error| error.map(|one| one.under("iMeta")))?;
        let (data, data_lines) = rows_of(data).map_err(|error| error.map(|one| one.under("iData")))?;
        let in_meta = |error: Error| error.map(|one| meta_lines.locate(one).under("iMeta"));
        let rows = parts(&meta).map_err(in_meta)?;
        let columns = data.first().map(Vec::as_slice).unwrap_or_default();
        let read = rows.iter().filter(|row| row.indicator).flat_map(|row| [Some(row.code), row.per]);
        if let Some(name) = read.flatten().find(|name| !columns.iter().any(|own| own == name)) {
            let near = columns.iter().map(String::as_str);
            let diagnostic = Diagnostic::new(Code::UNKNOWN_COLUMN).with("name", name);
            return Err(diagnostic.meant(name, near).at("/iData").data());
        }
        let pack = pack(&rows).map_err(in_meta)?;
        let (earlier, last) =
            tables(&data, &data_lines).map_err(|error| error.map(|one| one.under("iData")))?;
        Ok(Self { pack, earlier, last })
    }

    /// The pack, in JSON with a node on each line: a text to read with [`CohortFramework::parse`](crate::CohortFramework::parse), and to
    /// give its real sources, stages and levels.
    #[must_use]
    pub fn pack(&self) -> &str {
        &self.pack
    }

    /// The figures; of several times those of the last, with the earlier ones behind them.
    #[must_use]
    pub const fn table(&self) -> &Table {
        &self.last.1
    }

    /// The figures of a time, by its name; of the last where none is named.
    ///
    /// # Errors
    /// [`Code::UNKNOWN_CHOICE`] for a time there is none of.
    pub fn at(&self, time: Option<&str>) -> Result<&Table, Error> {
        let Some(wanted) = time else { return Ok(self.table()) };
        let found = self.times().find(|(own, _)| *own == wanted);
        found.map(|(_, table)| table).ok_or_else(|| {
            let known = self.times().map(|(own, _)| format!("`{own}`")).collect::<Vec<_>>().join(", ");
            let diagnostic =
                Diagnostic::new(Code::UNKNOWN_CHOICE).with("value", wanted).with("expected", known);
            diagnostic.meant(wanted, self.times().map(|(own, _)| own)).data()
        })
    }

    /// The figures of each time with its name, the first time first; a single one with an empty name where there is no column `Time`.
    pub fn times(&self) -> impl Iterator<Item = (&str, &Table)> {
        self.earlier.iter().chain([&self.last]).map(|(time, table)| (time.as_str(), table))
    }
}

fn rows_of(text: &str) -> Result<(Vec<Vec<String>>, Lines), Error> {
    let (mut rows, lines) = Lines::read(text, None)?;
    rows.iter_mut().flatten().for_each(|cell| *cell = cell.trim().to_owned());
    let blank = |row: &Vec<String>| row.iter().all(String::is_empty);
    let kept: Vec<bool> = rows.iter().skip(1).map(|row| !blank(row)).collect();
    rows.retain(|row| !blank(row));
    Ok((rows, lines.only(|row| kept.get(row) == Some(&true))))
}

/// The rows of the index, checked one by one.
fn parts(meta: &[Vec<String>]) -> Result<Vec<Row<'_>>, Error> {
    let (names, rows) =
        meta.split_first().ok_or_else(|| Diagnostic::new(Code::EMPTY).with("what", "`rows`").data())?;
    let find = |name: &str| names.iter().position(|own| own == name);
    let need = |name: &'static str| {
        let near = names.iter().map(String::as_str);
        find(name)
            .ok_or_else(|| Diagnostic::new(Code::MISSING_FIELD).with("field", name).meant(name, near).data())
    };
    let (code, parent, weight) = (need("iCode")?, need("Parent")?, need("Weight")?);
    let (direction, kind) = (need("Direction")?, need("Type")?);
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let at = |name: &str| format!("/{place}/{name}");
        if row.len() != names.len() {
            let diagnostic = Diagnostic::new(Code::ROW_WIDTH).with("found", row.len());
            return Err(diagnostic.with("expected", names.len()).at(at("")).data());
        }
        let cell = |place: usize| row.get(place).map(String::as_str).unwrap_or_default();
        let given =
            |place: usize| Some(cell(place)).filter(|cell| !cell.is_empty() && !MISSING.contains(cell));
        let choice = |value: &str, expected: &str, name: &str| {
            let diagnostic = Diagnostic::new(Code::UNKNOWN_CHOICE).with("value", value);
            diagnostic.with("expected", expected).at(at(name)).data()
        };
        let indicator = match cell(kind) {
            "Indicator" => true,
            "Aggregate" => false,
            "Group" | "Denominator" | "Other" => continue,
            other => {
                let known = "`Indicator`, `Aggregate`, `Group`, `Denominator`, `Other`";
                return Err(choice(other, known, "Type"));
            }
        };
        let own = cell(code);
        if own.is_empty() {
            return Err(Diagnostic::new(Code::EMPTY_TEXT).at(at("iCode")).data());
        }
        if !seen.insert(own) {
            return Err(Diagnostic::new(Code::DUPLICATE_ID).with("id", own).at(at("iCode")).data());
        }
        let lower = match given(direction) {
            Some("1") | None => false,
            Some("-1") => true,
            Some(other) => return Err(choice(other, "`1`, `-1`", "Direction")),
        };
        let decimal = |text: &str, name: &str| {
            let found = Exact::parse(text).map(|own| own.to_string());
            // as other programs print a binary number
            let found = found.or_else(|_| number(text).map(|own| own.to_string()));
            found.map_err(|error| error.map(|one| one.at(at(name))))
        };
        let optional = |name: &str| find(name).and_then(given);
        found.push(Row {
            at: place,
            code: own,
            name: optional("iName").unwrap_or(own),
            parent: given(parent),
            weight: given(weight).map_or(Ok("1".to_owned()), |text| decimal(text, "Weight"))?,
            lower,
            indicator,
            unit: optional("Unit"),
            per: optional("Denominator").filter(|_| indicator),
            target: optional("Target")
                .filter(|_| indicator)
                .map(|text| decimal(text, "Target"))
                .transpose()?,
        });
    }
    Ok(found)
}

/// The pack: one top, everything else below it.
fn pack(rows: &[Row<'_>]) -> Result<String, Error> {
    let mut below: BTreeMap<&str, Vec<&Row<'_>>> = BTreeMap::new();
    let mut tops = Vec::new();
    for row in rows {
        let Some(parent) = row.parent else {
            tops.push(row);
            continue;
        };
        if !rows.iter().any(|other| other.code == parent && !other.indicator) {
            let near = rows.iter().filter(|other| !other.indicator).map(|other| other.code);
            let diagnostic = Diagnostic::new(Code::UNKNOWN_NODE).with("id", parent).meant(parent, near);
            return Err(diagnostic.at(format!("/{}/Parent", row.at)).data());
        }
        below.entry(parent).or_default().push(row);
    }
    let [top] = tops.as_slice() else {
        let diagnostic = Diagnostic::new(Code::LENGTH_MISMATCH).with("what", "`Parent` = `NA`");
        return Err(diagnostic.with("expected", 1).with("found", tops.len()).data());
    };
    let mut tree = String::new();
    let mut way = Vec::new();
    let mut placed = 0_usize;
    node(top, &below, &mut way, &mut placed, &mut tree)?;
    // whatever has a parent and is not below the top is below itself
    if placed < rows.len() {
        let lost = rows.iter().find(|row| !tree.contains(&format!("\"id\": {}", quoted(row.code))));
        let path = lost.map_or("", |row| row.code);
        let at = lost.map_or(String::new(), |row| format!("/{}/Parent", row.at));
        return Err(Diagnostic::new(Code::CIRCLE).with("path", path).at(at).data());
    }
    let stages = match rows.iter().any(|row| row.per.is_some()) {
        true => "\n  \"denominate\",",
        false => "",
    };
    let (id, title) = (quoted(top.code), label(top.name));
    Ok(format!(
        "{{\"pack\": {id},\n\"edition\": \"1\",\n\"kind\": \"index\",\n\"title\": {title},\n\
         \"note\": \"From the tables iMeta and iData of COINr. Give the sources of the index, its levels, and what is done to its figures.\",\n\
         \"citations\": {{\"coinr\": {{\"title\": \"COINr: an R package for developing composite indicators, Journal of Open Source Software 7 (78)\", \
         \"date\": \"2022-10-11\", \"grade\": \"weak\", \"url\": \"https://doi.org/10.21105/joss.04567\"}}}},\n\
         \"publish\": {{\"places\": 2, \"rounding\": \"half_up\", \"ranks_on\": \"full\"}},\n\
         \"available\": {{\"at_least\": \"0.0001\"}},\n\
         \"stages\": [{stages}\n  {{\"normalise\": {{\"min_max\": {{\"from\": 0, \"to\": 100}}}}}}\n],\n\"index\":\n{tree}}}\n"
    ))
}

/// A node on a line, and what is below it on lines of their own.
fn node<'a>(
    row: &'a Row<'a>,
    below: &BTreeMap<&str, Vec<&'a Row<'a>>>,
    way: &mut Vec<&'a str>,
    placed: &mut usize,
    out: &mut String,
) -> Result<(), Error> {
    *placed = placed.saturating_add(1);
    if way.len() >= DEEPEST {
        let limit = format!("{DEEPEST} levels");
        return Err(Diagnostic::new(Code::TOO_LARGE)
            .with("limit", limit)
            .at(format!("/{}/Parent", row.at))
            .data());
    }
    let indent = "  ".repeat(way.len().saturating_add(1));
    let mut keys = format!("\"id\": {}, \"label\": {}", quoted(row.code), label(row.name));
    if way.is_empty() {
        keys.push_str(", \"cite\": \"coinr\"");
    } else if row.weight != "1" {
        keys.push_str(&format!(", \"weight\": \"{}\"", row.weight));
    }
    if row.lower {
        keys.push_str(", \"direction\": \"lower\"");
    }
    for (key, value) in [("per", row.per), ("note", row.unit)] {
        keys.extend(value.map(|value| format!(", \"{key}\": {}", quoted(value))));
    }
    keys.extend(row.target.as_ref().map(|target| format!(", \"target\": \"{target}\"")));
    out.push_str(&format!("{indent}{{{keys}"));
    if !row.indicator {
        out.push_str(", \"aggregate\": \"arithmetic\", \"children\": [\n");
        way.push(row.code);
        let children = below.get(row.code).map(Vec::as_slice).unwrap_or_default();
        for (at, child) in children.iter().enumerate() {
            out.push_str(if at == 0 { "" } else { ",\n" });
            node(child, below, way, placed, out)?;
        }
        way.pop();
        out.push_str(&format!("\n{indent}]"));
    }
    out.push('}');
    Ok(())
}

fn quoted(text: &str) -> String {
    canonical::text(&text)
}

fn label(name: &str) -> String {
    format!("{{\"vi\": {0}, \"en\": {0}}}", quoted(name))
}

/// A table with the time it is of.
type Timed = (String, Table);

/// A table for each time, each with the ones before behind it: the earlier ones, and the last.
fn tables(data: &[Vec<String>], lines: &Lines) -> Result<(Vec<Timed>, Timed), Error> {
    let how = Csv::subject("uCode").missing(MISSING);
    let (names, rows) = data.split_first().map_or((None, data), |(names, rows)| (Some(names), rows));
    let time = names.and_then(|names| names.iter().position(|name| name == "Time"));
    let of = |row: &Vec<String>| row.get(time?).cloned();
    let mut times: Vec<(Real, String)> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let Some(cell) = of(row) else { continue };
        let value =
            number(&cell).map_err(|error| error.map(|one| lines.locate(one.at(format!("/{at}/Time")))))?;
        if !times.iter().any(|(_, own)| *own == cell) {
            times.push((value, cell));
        }
    }
    times.sort_unstable_by(|(one, _), (other, _)| one.get().total_cmp(&other.get()));
    let mut earlier: Vec<Timed> = Vec::new();
    let Some((_, last)) = times.pop() else {
        let origin = Origin::Text(Box::new(lines.clone()));
        return Ok((earlier, (String::new(), Table::of_rows(data, &how, origin)?)));
    };
    let table = |cell: &String| {
        let own = rows.iter().filter(|row| of(row).as_ref() == Some(cell));
        let picked: Vec<Vec<String>> = names.into_iter().chain(own).cloned().collect();
        let at = |row: usize| rows.get(row).is_some_and(|row| of(row).as_ref() == Some(cell));
        Table::of_rows(&picked, &how, Origin::Text(Box::new(lines.only(at))))
    };
    let mut before: Option<Table> = None;
    for (_, cell) in times {
        let own = table(&cell)?;
        let own = before.take().into_iter().fold(own, Table::after);
        before = Some(own.clone());
        earlier.push((cell, own));
    }
    let own = before.into_iter().fold(table(&last)?, Table::after);
    Ok((earlier, (last, own)))
}
