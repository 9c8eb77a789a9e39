//! Tables as JSON: the ways a caller may hold them in, and one way out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{self, Deserializer};
use serde::{Deserialize, Serialize};

use super::super::VERSION;
use crate::canonical;
use crate::cohort::origin::Origin;
use crate::cohort::{Coinr, Csv, Table};
use crate::error::{Code, Diagnostic, Error, escape};
use crate::text::gathered;

/// A table as it is given: by rows, by columns, as comma-separated values, or by subject.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Given {
    subject: Option<String>,
    missing: Option<Vec<String>>,
    rows: Option<Vec<Row>>,
    columns: Option<BTreeMap<String, Vec<Cell>>>,
    subjects: Option<Vec<Cell>>,
    csv: Option<String>,
    figures: Option<BTreeMap<String, Row>>,
    groups: Option<BTreeMap<String, Row>>,
    after: Option<Box<Given>>,
}

type Row = BTreeMap<String, Cell>;

impl Given {
    pub(super) fn table(&self) -> Result<Table, Error> {
        let found = [
            ("`rows`", self.rows.is_some()),
            ("`columns`", self.columns.is_some()),
            ("`csv`", self.csv.is_some()),
            ("`figures`", self.figures.is_some()),
        ];
        let named: Vec<&str> = found.iter().filter(|(_, is)| *is).map(|(name, _)| *name).collect();
        let table = match (&self.rows, &self.columns, &self.csv, &self.figures) {
            (Some(rows), None, None, None) => self.by_rows(rows),
            (None, Some(columns), None, None) => self.by_columns(columns),
            (None, None, Some(csv), None) => self.of_csv(csv),
            (None, None, None, Some(figures)) => self.by_subject(figures),
            _ => {
                let expected = found.map(|(name, _)| name).join(", ");
                let found = if named.is_empty() { "none".to_owned() } else { named.join(", ") };
                return Err(Diagnostic::new(Code::ONE_OF)
                    .with("expected", expected)
                    .with("found", found)
                    .data());
            }
        }?;
        match &self.after {
            Some(before) => {
                Ok(table.after(before.table().map_err(|error| error.map(|one| one.under("after")))?))
            }
            None => Ok(table),
        }
    }

    fn own(&self) -> &str {
        self.subject.as_deref().unwrap_or("subject")
    }

    fn missing(&self) -> Vec<&str> {
        self.missing.iter().flatten().map(String::as_str).collect()
    }

    fn by_rows(&self, rows: &[Row]) -> Result<Table, Error> {
        let own = self.own();
        let mut subjects = Vec::with_capacity(rows.len());
        for (at, row) in rows.iter().enumerate() {
            let Some(subject) = row.get(own) else {
                let near = row.keys().map(String::as_str);
                let diagnostic = Diagnostic::new(Code::MISSING_FIELD).with("field", own).meant(own, near);
                return Err(diagnostic.under(&at.to_string()).under("rows").data());
            };
            subjects.push(subject.text());
        }
        let step = format!("/{}", escape(own));
        let table = Table::new(subjects).map_err(|error| at_subjects(error, "/rows", &step))?;
        let names: BTreeSet<&str> = gathered(rows.iter().flat_map(|row| row.keys().map(String::as_str)));
        let cells = |name: &str| rows.iter().map(|row| row.get(name)).collect();
        self.filled(table, names.into_iter().filter(|name| *name != own).map(|name| (name, cells(name))))
            .map(|table| table.standing_at(Origin::Rows("/rows")))
            .map_err(|error| error.map(|one| one.under("rows")))
    }

    fn by_columns(&self, columns: &BTreeMap<String, Vec<Cell>>) -> Result<Table, Error> {
        let (own, place) = match &self.subjects {
            Some(_) if self.subject.is_some() => {
                let diagnostic = Diagnostic::new(Code::ONE_OF).with("expected", "`subject`, `subjects`");
                return Err(diagnostic.with("found", "`subject`, `subjects`").data());
            }
            Some(_) => (None, "/subjects".to_owned()),
            None => (Some(self.own()), format!("/columns/{}", escape(self.own()))),
        };
        let subjects = match (own, &self.subjects) {
            (Some(own), _) => columns.get(own).ok_or_else(|| {
                let near = columns.keys().map(String::as_str);
                let diagnostic = Diagnostic::new(Code::MISSING_FIELD).with("field", own).meant(own, near);
                diagnostic.under("columns").data()
            })?,
            (None, Some(subjects)) => subjects,
            (None, None) => {
                return Err(Diagnostic::new(Code::MISSING_FIELD).with("field", "subjects").data());
            }
        };
        let table = Table::new(subjects.iter().map(Cell::text));
        let table = table.map_err(|error| at_subjects(error, &place, ""))?;
        let others = columns.iter().filter(|(name, _)| Some(name.as_str()) != own);
        self.filled(table, others.map(|(name, cells)| (name.as_str(), cells.iter().map(Some).collect())))
            .map(|table| table.standing_at(Origin::Columns))
            .map_err(|error| error.map(|one| one.under("columns")))
    }

    fn of_csv(&self, text: &str) -> Result<Table, Error> {
        let missing = self.missing();
        let table = Table::from_csv(text, &Csv::subject(self.own()).missing(&missing));
        // a place within the text is none in the document
        let table = table.map_err(|error| error.map(|one| one.unplaced().under("csv")))?;
        Ok(table.standing_at(Origin::Rows("/csv")))
    }

    fn by_subject(&self, figures: &BTreeMap<String, Row>) -> Result<Table, Error> {
        let groups = self.groups.as_ref();
        let subjects: BTreeSet<&String> =
            gathered(figures.keys().chain(groups.into_iter().flat_map(BTreeMap::keys)));
        let table = Table::new(subjects.iter().map(|subject| (*subject).clone()));
        let mut table = table.map_err(|error| error.map(|one| one.at("/figures")))?;
        for (place, rows) in [("figures", Some(figures)), ("groups", groups)] {
            let Some(rows) = rows else { continue };
            let names: BTreeSet<&str> =
                gathered(rows.values().flat_map(|row| row.keys().map(String::as_str)));
            let cells = |name: &str| subjects.iter().map(|own| rows.get(*own)?.get(name)).collect();
            table = self
                .filled(table, names.into_iter().map(|name| (name, cells(name))))
                .map_err(|error| error.map(|one| one.under(place)))?;
        }
        let groups = groups.into_iter().flat_map(BTreeMap::values).flat_map(BTreeMap::keys);
        Ok(table.standing_at(Origin::Figures(gathered(groups.cloned()))))
    }

    /// The table with its columns. Whether a column holds numbers or groups shows when it is read.
    fn filled<'a>(
        &self,
        table: Table,
        columns: impl Iterator<Item = (&'a str, Vec<Option<&'a Cell>>)>,
    ) -> Result<Table, Error> {
        let missing = self.missing();
        columns.into_iter().try_fold(table, |table, (name, cells)| {
            let there = |cell: Option<&'a Cell>| {
                let text = cell?.0.as_deref()?.trim();
                (!text.is_empty() && !missing.contains(&text)).then_some(text)
            };
            let cells: Vec<Option<&str>> = cells.into_iter().map(there).collect();
            table.groups(name, &cells)
        })
    }
}

/// Errors about subjects, told where they stand: `/subjects/3` as `/rows/3/iso3`.
fn at_subjects(error: Error, place: &str, step: &str) -> Error {
    error.map(|diagnostic| {
        let pointer = diagnostic.pointer().strip_prefix("/subjects").unwrap_or_default();
        let step = if pointer.is_empty() { "" } else { step };
        let at = format!("{place}{pointer}{step}");
        diagnostic.at(at)
    })
}

/// A cell: the text of a number or of a word, or nothing.
struct Cell(Option<String>);

impl Cell {
    fn text(&self) -> String {
        self.0.clone().unwrap_or_default()
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Cell;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a plain value")
            }
            fn visit_unit<E>(self) -> Result<Cell, E> {
                Ok(Cell(None))
            }
            fn visit_str<E>(self, text: &str) -> Result<Cell, E> {
                Ok(Cell(Some(text.to_owned())))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Cell, E> {
                Ok(Cell(Some(number.to_string())))
            }
            fn visit_i64<E>(self, number: i64) -> Result<Cell, E> {
                Ok(Cell(Some(number.to_string())))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl Table {
    /// The table as canonical JSON, as [`wire::table`](crate::wire::table) reads it.
    ///
    /// # Examples
    /// ```
    /// use thidua::{cohort::Table, wire};
    /// let table = Table::new(["a"])?.numbers("x", &[Some(0.5)])?;
    /// assert_eq!(table.to_json(), r#"{"columns":{"x":["0.5"]},"subjects":["a"]}"#);
    /// assert_eq!(wire::table(&table.to_json())?.to_json(), table.to_json());
    /// # Ok::<(), thidua::Error>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        canonical::text(&Shown(self))
    }
}

struct Shown<'a>(&'a Table);

impl Serialize for Shown<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct All<'a> {
            #[serde(skip_serializing_if = "Option::is_none")]
            after: Option<Shown<'a>>,
            columns: BTreeMap<&'a str, Vec<Option<String>>>,
            subjects: &'a [String],
        }
        let table = self.0;
        let columns = gathered(table.columns().into_iter().map(|name| (name, table.texts(name))));
        All { after: table.earlier().map(Shown), columns, subjects: table.subjects() }.serialize(serializer)
    }
}

impl Coinr {
    /// What was read, as canonical JSON: the `pack`, as text, and `times`, each with its `table`, the first time first.
    #[must_use]
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct All<'a> {
            pack: &'a str,
            times: Vec<Timed<'a>>,
            wire: u32,
        }
        #[derive(Serialize)]
        struct Timed<'a> {
            table: Shown<'a>,
            time: &'a str,
        }
        let times = self.times().map(|(time, table)| Timed { table: Shown(table), time }).collect();
        canonical::text(&All { pack: self.pack(), times, wire: VERSION })
    }
}
