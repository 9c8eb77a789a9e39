//! The figures a cohort is measured by: subjects with their numbers and the groups they belong to, matched by name.

mod rows;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use self::rows::Csv;
pub(in crate::cohort) use self::rows::number;
use super::origin::Origin;
use crate::error::{Code, Diagnostic, Error, ErrorKind, escape};
use crate::num::{Float, Real};
use crate::source::Source;
use crate::text::gathered;

/// Subjects one table may hold.
const MOST_SUBJECTS: usize = 100_000;

/// Figures of subjects that are measured together. Columns are known by their names: numbers are indicators and what they are
/// divided by, texts are groups such as a region. What is missing is missing, never 0.
///
/// # Examples
/// ```
/// use thidua::cohort::Table;
/// let table = Table::new(["Chile", "Viet Nam"])?
///     .numbers("life", &[Some(79.5), None])?
///     .groups("region", &[Some("LAC"), Some("EAP")])?;
/// assert_eq!(table.subjects(), ["Chile", "Viet Nam"]);
/// assert_eq!(table.get("life", "Chile"), Some(thidua::Real::new(79.5)?));
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Table {
    subjects: Vec<String>,
    columns: BTreeMap<String, Cells>,
    earlier: Option<Box<Self>>,
    origin: Origin,
}

/// Tables are the same when they say the same, wherever it was written.
impl PartialEq for Table {
    fn eq(&self, other: &Self) -> bool {
        self.subjects == other.subjects && self.columns == other.columns && self.earlier == other.earlier
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Cells {
    Numbers(Vec<Option<Real>>),
    Texts(Vec<Option<String>>),
}

/// A table as it is written: a figure that is left out is missing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Document {
    /// Figures by subject and column.
    figures: BTreeMap<String, BTreeMap<String, Real>>,
    /// Groups by subject and column.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    groups: BTreeMap<String, BTreeMap<String, String>>,
}

impl Table {
    /// A table of these subjects, without figures yet.
    ///
    /// # Errors
    /// [`Code::EMPTY`] without subjects, [`Code::NO_NAME`] for one without a name, [`Code::DUPLICATE_ID`] for one named twice,
    /// [`Code::TOO_LARGE`] with more than 100,000.
    pub fn new<S: Into<String>>(subjects: impl IntoIterator<Item = S>) -> Result<Self, Error> {
        let subjects: Vec<String> = subjects.into_iter().map(Into::into).collect();
        let at = |place: usize| format!("/subjects/{place}");
        if subjects.is_empty() {
            return Err(Diagnostic::new(Code::EMPTY).with("what", "`subjects`").at("/subjects").data());
        }
        if subjects.len() > MOST_SUBJECTS {
            let limit = format!("{MOST_SUBJECTS} values");
            return Err(Diagnostic::new(Code::TOO_LARGE).with("limit", limit).at("/subjects").data());
        }
        let mut seen = BTreeSet::new();
        for (place, subject) in subjects.iter().enumerate() {
            if subject.trim().is_empty() {
                return Err(Diagnostic::new(Code::NO_NAME).at(at(place)).data());
            }
            if !seen.insert(subject) {
                return Err(Diagnostic::new(Code::DUPLICATE_ID).with("id", subject).at(at(place)).data());
            }
        }
        Ok(Self { subjects, columns: BTreeMap::new(), earlier: None, origin: Origin::Named })
    }

    /// A table from its JSON or YAML: `figures` by subject and column, and `groups` by subject and column. What is left out is
    /// missing. The subjects are in the order of their names.
    ///
    /// # Errors
    /// Those of any document, and of [`Table::new`].
    ///
    /// # Examples
    /// ```
    /// let table = thidua::cohort::Table::parse("figures: {a: {x: 0.5}, b: {}}", None)?;
    /// assert_eq!(table.get("x", "b"), None);
    /// # Ok::<(), thidua::Error>(())
    /// ```
    pub fn parse(text: &str, file: Option<&str>) -> Result<Self, Error> {
        let source = Source::statistical(text, file, ErrorKind::Data)?;
        let document = source.decode::<Document>(&source.tree()?)?;
        Self::of(&document).map_err(|error| source.place(error))
    }

    pub(crate) fn of(document: &Document) -> Result<Self, Error> {
        fn columns<T: Clone>(
            rows: &BTreeMap<String, BTreeMap<String, T>>,
            subjects: &[String],
        ) -> BTreeMap<String, Vec<Option<T>>> {
            let names: BTreeSet<&String> = gathered(rows.values().flat_map(BTreeMap::keys));
            let cell = |subject: &String, name: &String| rows.get(subject)?.get(name).cloned();
            let column = |name: &String| subjects.iter().map(|subject| cell(subject, name)).collect();
            gathered(names.into_iter().map(|name| (name.clone(), column(name))))
        }
        let subjects: BTreeSet<&String> = gathered(document.figures.keys().chain(document.groups.keys()));
        let mut table =
            Self::new(subjects.into_iter().cloned()).map_err(|error| error.map(|one| one.at("/figures")))?;
        for (name, cells) in columns(&document.figures, &table.subjects) {
            table.column(name, Cells::Numbers(cells))?;
        }
        for (name, cells) in columns(&document.groups, &table.subjects) {
            table.column(name, Cells::Texts(cells)).map_err(|error| error.map(|one| one.under("groups")))?;
        }
        Ok(table)
    }

    /// The same table, of which this is where it stands.
    pub(crate) fn standing_at(mut self, origin: Origin) -> Self {
        self.origin = origin;
        self
    }

    /// Adds a column of numbers, in the order of the subjects.
    ///
    /// # Errors
    /// [`Code::LENGTH_MISMATCH`] for another count than there are subjects, [`Code::BAD_CELL`] for what is no number,
    /// [`Code::DUPLICATE_KEY`] for a name that is taken.
    pub fn numbers(mut self, name: &str, values: &[Option<f64>]) -> Result<Self, Error> {
        let mut cells = Vec::with_capacity(values.len());
        for (at, value) in values.iter().enumerate() {
            let real = value.map(Real::new).transpose();
            let subject = self.subjects.get(at).map_or("", String::as_str);
            let bad = || bad_cell(value.unwrap_or_default(), name, subject);
            cells.push(real.map_err(|_| bad().under(&at.to_string()).under(name).data())?);
        }
        self.column(name.to_owned(), Cells::Numbers(cells))?;
        Ok(self)
    }

    /// Adds a column of groups, in the order of the subjects.
    ///
    /// # Errors
    /// As [`Table::numbers`].
    pub fn groups(mut self, name: &str, values: &[Option<&str>]) -> Result<Self, Error> {
        let cells = values.iter().map(|value| value.map(str::to_owned)).collect();
        self.column(name.to_owned(), Cells::Texts(cells))?;
        Ok(self)
    }

    /// Names the figures of the time before, from which a missing one may be carried forward where the pack says so.
    #[must_use]
    pub fn after(mut self, earlier: Self) -> Self {
        self.earlier = Some(Box::new(earlier));
        self
    }

    /// The subjects, in the caller's order.
    #[must_use]
    pub fn subjects(&self) -> &[String] {
        &self.subjects
    }

    /// The names of the columns, sorted.
    #[must_use]
    pub fn columns(&self) -> Vec<&str> {
        self.columns.keys().map(String::as_str).collect()
    }

    /// One figure, if it is there and a number.
    #[must_use]
    pub fn get(&self, column: &str, subject: &str) -> Option<Real> {
        let at = self.subjects.iter().position(|own| own == subject)?;
        match self.columns.get(column)? {
            Cells::Numbers(cells) => *cells.get(at)?,
            Cells::Texts(cells) => number(cells.get(at)?.as_deref()?).ok(),
        }
    }

    /// The same table with only these subjects, which keep the order they have.
    #[must_use]
    pub fn only(&self, keep: impl Fn(&str) -> bool) -> Self {
        let kept: Vec<bool> = self.subjects.iter().map(|subject| keep(subject)).collect();
        fn pick<T: Clone>(cells: &[T], kept: &[bool]) -> Vec<T> {
            cells.iter().zip(kept).filter(|(_, kept)| **kept).map(|(cell, _)| cell.clone()).collect()
        }
        let picked = |cells: &Cells| match cells {
            Cells::Numbers(cells) => Cells::Numbers(pick(cells, &kept)),
            Cells::Texts(cells) => Cells::Texts(pick(cells, &kept)),
        };
        let columns = gathered(self.columns.iter().map(|(name, cells)| (name.clone(), picked(cells))));
        let (subjects, earlier) = (pick(&self.subjects, &kept), self.earlier.clone());
        // rows have moved
        Self { subjects, columns, earlier, origin: Origin::Named }
    }

    fn column(&mut self, name: String, cells: Cells) -> Result<(), Error> {
        let found = match &cells {
            Cells::Numbers(cells) => cells.len(),
            Cells::Texts(cells) => cells.len(),
        };
        let at = format!("/{}", escape(&name));
        if found != self.subjects.len() {
            let diagnostic = Diagnostic::new(Code::LENGTH_MISMATCH).with("what", format_args!("`{name}`"));
            let diagnostic = diagnostic.with("expected", self.subjects.len()).with("found", found);
            return Err(diagnostic.at(at).data());
        }
        if self.columns.contains_key(&name) {
            return Err(Diagnostic::new(Code::DUPLICATE_KEY).with("key", name).at(at).data());
        }
        self.columns.insert(name, cells);
        Ok(())
    }

    /// The places of the subjects in the order of their names, which is the order everything is computed in: so the caller's
    /// order changes no bit.
    pub(super) fn sorted(&self) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.subjects.len()).collect();
        places.sort_unstable_by_key(|place| self.subjects.get(*place));
        places
    }

    /// A column of numbers, in the order of `places`.
    pub(super) fn read(&self, name: &str, places: &[usize]) -> Result<Vec<Option<Float>>, Error> {
        let texts = match self.cells(name)? {
            Cells::Numbers(cells) => {
                let pick = |at: &usize| cells.get(*at).copied().flatten().map(Float::from);
                return Ok(places.iter().map(pick).collect());
            }
            Cells::Texts(cells) => cells,
        };
        let mut cells = Vec::with_capacity(texts.len());
        let mut bad = Vec::new();
        for (row, (text, subject)) in texts.iter().zip(&self.subjects).enumerate() {
            cells.push(match text.as_deref().map(number) {
                None => None,
                Some(Ok(real)) => Some(Float::from(real)),
                Some(Err(error)) => {
                    let meant = error.first().suggestion().map(str::to_owned);
                    let text = text.as_deref().unwrap_or_default();
                    let diagnostic = bad_cell(text, name, subject).suggest(meant);
                    bad.push(self.origin.at((row, subject), name, diagnostic));
                    None
                }
            });
        }
        if !bad.is_empty() {
            return Err(Error::many(ErrorKind::Data, bad));
        }
        Ok(places.iter().map(|at| cells.get(*at).copied().flatten()).collect())
    }

    /// The figures of a column by subject; those that are missing are left out.
    pub(super) fn figures(&self, name: &str) -> Result<BTreeMap<&str, Float>, Error> {
        let places: Vec<usize> = (0..self.subjects.len()).collect();
        let named = self.subjects.iter().zip(self.read(name, &places)?);
        Ok(gathered(named.filter_map(|(subject, value)| Some((subject.as_str(), value?)))))
    }

    /// The group of each subject, in the order of `places`.
    pub(super) fn group(&self, name: &str, places: &[usize]) -> Result<Vec<Option<String>>, Error> {
        let text = |at: &usize| match self.columns.get(name) {
            Some(Cells::Texts(cells)) => cells.get(*at).cloned().flatten(),
            Some(Cells::Numbers(cells)) => cells.get(*at).copied().flatten().map(|real| real.to_string()),
            None => None,
        };
        self.cells(name)?;
        Ok(places.iter().map(text).collect())
    }

    pub(crate) fn earlier(&self) -> Option<&Self> {
        self.earlier.as_deref()
    }

    /// The cells of a column as texts, in the caller's order of subjects.
    pub(crate) fn texts(&self, name: &str) -> Vec<Option<String>> {
        match self.columns.get(name) {
            Some(Cells::Texts(cells)) => cells.clone(),
            Some(Cells::Numbers(cells)) => {
                cells.iter().map(|cell| cell.map(|real| real.to_string())).collect()
            }
            None => Vec::new(),
        }
    }

    fn cells(&self, name: &str) -> Result<&Cells, Error> {
        self.columns.get(name).ok_or_else(|| {
            let near = self.columns.keys().map(String::as_str);
            Diagnostic::new(Code::UNKNOWN_COLUMN).with("name", name).meant(name, near).data()
        })
    }
}

/// A cell that is no number.
fn bad_cell(value: impl std::fmt::Display, column: &str, subject: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::BAD_CELL).with("value", value);
    diagnostic.with("column", column).with("subject", subject)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_tables() {
        let code = |result: Result<Table, Error>| result.unwrap_err().code();
        let two = || Table::new(["a", "b"]).unwrap();
        assert_eq!(code(Table::new(["a", "a"])), Code::DUPLICATE_ID);
        assert_eq!(code(Table::new([""])), Code::NO_NAME);
        assert_eq!(code(Table::new(Vec::<String>::new())), Code::EMPTY);
        assert_eq!(code(two().numbers("x", &[Some(1.0)])), Code::LENGTH_MISMATCH);
        let nan = two().numbers("x", &[None, Some(f64::NAN)]).unwrap_err();
        assert_eq!((nan.code(), nan.pointer()), (Code::BAD_CELL, "/x/1"));
        let twice = two().numbers("x", &[None, None]).unwrap().groups("x", &[None, None]);
        assert_eq!(code(twice), Code::DUPLICATE_KEY);
    }
}
