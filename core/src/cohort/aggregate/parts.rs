//! The parts of a node as an aggregation sees them: their columns, their weights, and how many must be there.

use serde::{Deserialize, Serialize};

use crate::cohort::column::Column;
use crate::error::{Code, Diagnostic};
use crate::num::Float;

/// How much of the parts must be there for a subject to have a score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Available {
    pub(crate) at_least: Float,
    pub(crate) by: By,
}

impl Default for Available {
    fn default() -> Self {
        Self { at_least: Float::ONE, by: By::Count }
    }
}

/// What a share of the parts is counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum By {
    /// How many there are.
    #[default]
    Count,
    /// What they weigh.
    Weight,
    /// How many indicators there are below them.
    Indicators,
}

/// One part of one subject.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Part {
    /// Its place among the parts.
    pub(crate) at: usize,
    pub(crate) weight: Float,
    pub(crate) value: Float,
}

/// The parts of a node.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parts<'a> {
    pub(crate) names: &'a [&'a str],
    pub(crate) columns: &'a [&'a [Option<Float>]],
    pub(crate) weights: &'a [Float],
    pub(crate) subjects: &'a [String],
    pub(crate) available: Available,
    /// The share of the indicators below that each subject has, where that is what is asked.
    pub(crate) below: &'a [Float],
}

impl Parts<'_> {
    /// The whole of each subject that has enough parts, from those it has.
    pub(super) fn by_row(
        &self,
        mut whole: impl FnMut(usize, &[Part]) -> Result<Option<Float>, Diagnostic>,
    ) -> Result<Column, Diagnostic> {
        let mut column = Column::with_capacity(self.subjects.len());
        let mut row = Vec::with_capacity(self.columns.len());
        for subject in 0..self.subjects.len() {
            self.fill(subject, &mut row);
            let enough = !row.is_empty() && self.enough(subject, &row);
            column.push(if enough { whole(subject, &row)? } else { None });
        }
        Ok(column)
    }

    /// The parts that a subject has.
    fn fill(&self, subject: usize, row: &mut Vec<Part>) {
        row.clear();
        for (at, (column, weight)) in self.columns.iter().zip(self.weights).enumerate() {
            if let Some(Some(value)) = column.get(subject) {
                row.push(Part { at, weight: *weight, value: *value });
            }
        }
    }

    fn enough(&self, subject: usize, row: &[Part]) -> bool {
        let complete = row.len() == self.columns.len();
        let (there, all) = match self.available.by {
            By::Count | By::Weight if complete => return true,
            By::Indicators => (self.below.get(subject).copied().unwrap_or(Float::ZERO), Float::ONE),
            By::Count => (Float::count(row.len()), Float::count(self.columns.len())),
            By::Weight => {
                let all = Float::total(self.weights.iter().copied());
                (Float::total(row.iter().map(|part| part.weight)), all)
            }
        };
        there + all * Float::SLACK >= all * self.available.at_least
    }

    /// The subjects that have enough parts, each with the parts it has.
    pub(super) fn rows(&self) -> Vec<(usize, Vec<Part>)> {
        let mut rows = Vec::with_capacity(self.subjects.len());
        for subject in 0..self.subjects.len() {
            let mut row = Vec::new();
            self.fill(subject, &mut row);
            if !row.is_empty() && self.enough(subject, &row) {
                rows.push((subject, row));
            }
        }
        rows
    }

    /// A column of those values, and nothing for the other subjects.
    pub(super) fn column(&self, values: impl IntoIterator<Item = (usize, Float)>) -> Column {
        let mut column = vec![None; self.subjects.len()];
        for (subject, value) in values {
            if let Some(cell) = column.get_mut(subject) {
                *cell = Some(value);
            }
        }
        column
    }

    pub(super) fn not_positive(&self, method: &str, subject: usize, part: &Part) -> Diagnostic {
        let value = part.value.real().map(|real| real.to_string()).unwrap_or_default();
        let diagnostic =
            Diagnostic::new(Code::NOT_POSITIVE).with("name", self.names.get(part.at).copied().unwrap_or(""));
        let subject = self.subjects.get(subject).map_or("", String::as_str);
        diagnostic.with("subject", subject).with("value", value).with("method", format_args!("`{method}`"))
    }
}

/// Σ w x / Σ w.
#[inline]
pub(super) fn mean(row: &[Part], of: impl Fn(Float) -> Float) -> Float {
    let (mut above, mut below) = (Float::ZERO, Float::ZERO);
    for part in row {
        above = above + part.weight * of(part.value);
        below = below + part.weight;
    }
    above / below
}
