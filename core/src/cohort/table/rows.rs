//! Tables from rows of cells: comma-separated values, and what other programs have read.

use super::{Cells, Table};
use crate::cohort::origin::{Lines, Origin};
use crate::error::{Code, Diagnostic, Error};
use crate::num::Real;

/// How comma-separated values are read: the column that names the subjects, what stands for a figure that is missing,
/// beside an empty cell, and the name the text goes by in diagnostics.
#[derive(Debug, Clone)]
pub struct Csv<'a> {
    subject: &'a str,
    missing: &'a [&'a str],
    file: Option<&'a str>,
}

impl<'a> Csv<'a> {
    /// The column that names the subjects.
    #[must_use]
    pub const fn subject(column: &'a str) -> Self {
        Self { subject: column, missing: &[], file: None }
    }

    /// Cells that say a figure is missing, such as `..` or `NA`.
    #[must_use]
    pub const fn missing(mut self, cells: &'a [&'a str]) -> Self {
        self.missing = cells;
        self
    }

    /// The file it was read from.
    #[must_use]
    pub const fn file(mut self, name: &'a str) -> Self {
        self.file = Some(name);
        self
    }
}

impl Table {
    /// A table from comma-separated values, as [`Table::from_rows`] reads them. Whatever is wrong with a cell, now or when it is read, is told with
    /// its line and column, and the file where `how` names it.
    ///
    /// # Errors
    /// [`Code::SYNTAX`] for what RFC 4180 does not have, and those of [`Table::from_rows`].
    ///
    /// # Examples
    /// ```
    /// use thidua::cohort::{Csv, Table};
    /// let table = Table::from_csv("country,life\nChile,79.5\nChad,..\n", &Csv::subject("country").missing(&[".."]))?;
    /// assert_eq!(table.get("life", "Chad"), None);
    /// # Ok::<(), thidua::Error>(())
    /// ```
    pub fn from_csv(text: &str, how: &Csv<'_>) -> Result<Self, Error> {
        let (rows, lines) = Lines::read(text, how.file)?;
        Self::of_rows(&rows, how, Origin::Text(Box::new(lines)))
    }

    /// A table from rows of cells: the first row names the columns. A cell may be written as other programs print a binary
    /// number, such as `1.5e-06`. Whether a column holds numbers shows when it is read as such.
    ///
    /// # Errors
    /// [`Code::MISSING_FIELD`] without the column that names the subjects, [`Code::ROW_WIDTH`] for a row of another length than
    /// the first, [`Code::DUPLICATE_KEY`] for a column named twice, and those of [`Table::new`].
    pub fn from_rows(rows: &[Vec<String>], how: &Csv<'_>) -> Result<Self, Error> {
        Self::of_rows(rows, how, Origin::Rows(""))
    }

    pub(in crate::cohort) fn of_rows(
        rows: &[Vec<String>],
        how: &Csv<'_>,
        origin: Origin,
    ) -> Result<Self, Error> {
        let lines = match &origin {
            Origin::Text(lines) => Some(&**lines),
            _ => None,
        };
        let in_header = |at: usize, diagnostic: Diagnostic| {
            lines.map_or(diagnostic.clone(), |lines| lines.place(lines.header.get(at), diagnostic)).data()
        };
        let Some((names, rows)) = rows.split_first() else {
            return Err(in_header(0, Diagnostic::new(Code::EMPTY).with("what", "`rows`")));
        };
        let Some(own) = names.iter().position(|name| name == how.subject) else {
            let near = names.iter().map(String::as_str);
            let diagnostic = Diagnostic::new(Code::MISSING_FIELD).with("field", how.subject);
            return Err(in_header(0, diagnostic.meant(how.subject, near)));
        };
        let cell = |row: &Vec<String>, at: usize| row.get(at).cloned().unwrap_or_default();
        let first = names.first().map_or("", String::as_str);
        for (at, row) in rows.iter().enumerate() {
            if row.len() != names.len() {
                let diagnostic = Diagnostic::new(Code::ROW_WIDTH).with("found", row.len());
                let diagnostic = diagnostic.with("expected", names.len());
                return Err(origin.at((at, ""), first, diagnostic).at(format!("/{at}")).data());
            }
        }
        let mut table = Self::new(rows.iter().map(|row| cell(row, own))).map_err(|error| {
            error.map(|one| match one.pointer().rsplit('/').next().and_then(|at| at.parse().ok()) {
                Some(at) => origin.at((at, ""), how.subject, one),
                None => one,
            })
        })?;
        for (at, name) in names.iter().enumerate().filter(|(at, _)| *at != own) {
            let given = |row: &Vec<String>| {
                let text = cell(row, at).trim().to_owned();
                (!text.is_empty() && !how.missing.contains(&text.as_str())).then_some(text)
            };
            let added = table.column(name.clone(), Cells::Texts(rows.iter().map(given).collect()));
            added.map_err(|error| in_header(at, error.first().clone()))?;
        }
        table.origin = origin;
        Ok(table)
    }
}

/// A number as a pack writes it, or as other programs print a binary one.
pub(in crate::cohort) fn number(text: &str) -> Result<Real, Error> {
    let plain = Real::parse(text);
    let power = text.split_once(['e', 'E']);
    match power {
        Some((digits, power)) if Real::parse(digits).is_ok() && is_power(power) => {
            Real::new(text.parse().unwrap_or(f64::INFINITY))
        }
        _ => plain,
    }
}

fn is_power(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    !digits.is_empty() && digits.len() < 4 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_packs_and_as_programs_write_them() {
        for (text, expect) in
            [("2e-06", 2e-6), ("1.9999999999999999e-06", 2e-6), ("-3", -3.0), ("1E+2", 100.0)]
        {
            assert_eq!(number(text).unwrap().get(), expect, "{text}");
        }
        for bad in ["e5", "1e", "1e5.5", "0x1", "1,5", "NaN", "1e999"] {
            assert!(number(bad).is_err(), "{bad}");
        }
    }
}
