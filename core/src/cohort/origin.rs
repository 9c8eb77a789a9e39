//! Where the cells of a table stand in what the caller gave, so that one that is wrong can be shown.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Diagnostic, Error, escape};
use crate::source::csv;
use crate::text::gathered;

/// What a table was made of.
#[derive(Debug, Clone, Default)]
pub(crate) enum Origin {
    /// Columns and subjects by name: `/life/Chile`.
    #[default]
    Named,
    /// Lists under their names: `/columns/life/3`.
    Columns,
    /// Rows: `/rows/3/life`, or `/3/life` where they are the whole.
    Rows(&'static str),
    /// Figures by subject, and these columns of groups: `/figures/Chile/life`.
    Figures(BTreeSet<String>),
    /// A text: `/3/life`, with its file, line and column.
    Text(Box<Lines>),
}

/// Line and column of every cell of a text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lines {
    pub(crate) file: Option<String>,
    /// The row that names the columns.
    pub(crate) header: Vec<(u32, u32)>,
    /// By column; rows in their order.
    pub(crate) cells: BTreeMap<String, Vec<(u32, u32)>>,
}

impl Origin {
    /// A diagnostic about the cell of a subject, who is in this row, in a column.
    pub(crate) fn at(
        &self,
        (row, subject): (usize, &str),
        column: &str,
        diagnostic: Diagnostic,
    ) -> Diagnostic {
        let (name, who) = (escape(column), escape(subject));
        let pointer = match self {
            Self::Named => format!("/{name}/{who}"),
            Self::Columns => format!("/columns/{name}/{row}"),
            Self::Rows(under) => format!("{under}/{row}/{name}"),
            Self::Figures(groups) if groups.contains(column) => format!("/groups/{who}/{name}"),
            Self::Figures(_) => format!("/figures/{who}/{name}"),
            Self::Text(_) => format!("/{row}/{name}"),
        };
        let diagnostic = diagnostic.at(pointer);
        let Self::Text(lines) = self else { return diagnostic };
        lines.place(lines.cells.get(column).and_then(|cells| cells.get(row)), diagnostic)
    }
}

impl Lines {
    /// The rows of a text, blank ones left out, and where their cells stand.
    pub(crate) fn read(text: &str, file: Option<&str>) -> Result<(Vec<Vec<String>>, Self), Error> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let values = csv::Csv::new(text);
        let mut lines = Self { file: file.map(str::to_owned), ..Self::default() };
        let mut rows: Vec<Vec<String>> = Vec::new();
        for row in values.clone() {
            let row = row.map_err(|diagnostic| diagnostic.in_file(file).data())?;
            let places = row.cells.iter().map(|(_, at)| values.place(row.spot, *at));
            match rows.first() {
                None => lines.header = places.collect(),
                Some(names) => {
                    for (name, place) in names.iter().zip(places) {
                        lines.cells.entry(name.clone()).or_default().push(place);
                    }
                }
            }
            rows.push(row.cells.into_iter().map(|(cell, _)| cell.into_owned()).collect());
        }
        Ok((rows, lines))
    }

    /// The same of some rows, those of the header aside.
    pub(crate) fn only(&self, keep: impl Fn(usize) -> bool) -> Self {
        let kept = |cells: &Vec<(u32, u32)>| {
            let all = cells.iter().enumerate();
            all.filter(|(row, _)| keep(*row)).map(|(_, place)| *place).collect()
        };
        let cells = gathered(self.cells.iter().map(|(name, cells)| (name.clone(), kept(cells))));
        Self { file: self.file.clone(), header: self.header.clone(), cells }
    }

    /// A diagnostic whose pointer begins with a row and the name of a column, with its place in the text.
    pub(crate) fn locate(&self, diagnostic: Diagnostic) -> Diagnostic {
        let mut steps = diagnostic.pointer().split('/').skip(1);
        let row = steps.next().and_then(|row| row.parse::<usize>().ok());
        let column = steps.next().and_then(|name| self.cells.get(name)).or(self.cells.values().next());
        let at = row.and_then(|row| column?.get(row)).copied();
        self.place(at.as_ref(), diagnostic)
    }

    /// A diagnostic with its place in the text.
    pub(crate) fn place(&self, at: Option<&(u32, u32)>, diagnostic: Diagnostic) -> Diagnostic {
        let diagnostic = diagnostic.in_file(self.file.as_deref());
        match at {
            Some((line, column)) => diagnostic.positioned(*line, *column),
            None => diagnostic,
        }
    }
}
