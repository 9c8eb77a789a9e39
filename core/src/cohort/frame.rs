//! The figures that one model reads of a table, in the order of the subjects' names.

use std::collections::BTreeMap;

use serde::Serialize;

use super::column::Column;
use super::document::Stage;
use super::model::{Leaf, Model};
use super::table::Table;
use crate::canonical;
use crate::error::{Code, Diagnostic, Error};
use crate::num::{Float, Real};
use crate::text::gathered;

/// Columns by group name.
type Groups = BTreeMap<String, Vec<Option<String>>>;

/// Figures by indicator, what they are divided by, and the groups that subjects belong to.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    /// Sorted.
    pub(crate) subjects: Vec<String>,
    pub(crate) raw: Vec<Column>,
    pub(crate) divisors: Vec<Option<Column>>,
    pub(crate) groups: Groups,
    /// For each subject in the caller's order, its place here.
    pub(crate) order: Vec<usize>,
    earlier: Vec<BTreeMap<String, BTreeMap<String, Float>>>,
}

impl Frame {
    pub(crate) fn new(model: &Model, table: &Table) -> Result<Self, Error> {
        let places = table.sorted();
        let subjects: Vec<String> =
            places.iter().filter_map(|at| table.subjects().get(*at).cloned()).collect();
        let mut order = vec![0_usize; places.len()];
        for (rank, at) in places.iter().enumerate() {
            order.get_mut(*at).into_iter().for_each(|place| *place = rank);
        }
        let (mut raw, mut divisors) = (Vec::new(), Vec::new());
        for leaf in model.leaves.iter() {
            raw.push(table.read(&leaf.column, &places)?);
            divisors.push(leaf.per.as_ref().map(|per| table.read(per, &places)).transpose()?);
        }
        let mut named = Groups::new();
        for name in groups(model) {
            if !named.contains_key(name) {
                named.insert(name.to_owned(), table.group(name, &places)?);
            }
        }
        let mut earlier = Vec::new();
        let mut before = table.earlier();
        while let Some(table) = before {
            // a place in the table of the time before says so, as often as it takes
            let behind = |one: Diagnostic| (0..=earlier.len()).fold(one, |one, _| one.under("after"));
            earlier.push(figures(model, table).map_err(|error| error.map(behind))?);
            before = table.earlier();
        }
        Ok(Self { subjects, raw, divisors, groups: named, order, earlier })
    }

    /// SHA-256 of what the model reads of a table, subjects in the order of their names: the same for tables that say the same in another order, and
    /// whatever other columns they have.
    pub(crate) fn digest(&self, model: &Model) -> Result<String, Error> {
        #[derive(Serialize)]
        struct Read<'a> {
            columns: BTreeMap<&'a str, Vec<Option<Real>>>,
            earlier: Vec<BTreeMap<&'a str, BTreeMap<&'a str, Real>>>,
            groups: &'a Groups,
            subjects: &'a [String],
        }
        let mut columns = BTreeMap::new();
        for ((leaf, own), divisor) in model.leaves.iter().zip(&self.raw).zip(&self.divisors) {
            let divisor = leaf.per.as_deref().zip(divisor.as_ref());
            for (name, column) in std::iter::once((leaf.column.as_str(), own)).chain(divisor) {
                let column = column.iter().map(|value| value.map(Float::real).transpose());
                columns.insert(name, column.collect::<Result<_, _>>()?);
            }
        }
        let mut earlier = Vec::new();
        for table in &self.earlier {
            let mut told: BTreeMap<&str, BTreeMap<&str, Real>> = BTreeMap::new();
            for (column, figures) in table {
                for (subject, value) in figures {
                    told.entry(column).or_default().insert(subject, value.real()?);
                }
            }
            earlier.push(told);
        }
        let read = Read { columns, earlier, groups: &self.groups, subjects: &self.subjects };
        Ok(canonical::digest(&canonical::text(&read)))
    }

    /// No figures.
    pub(crate) fn empty() -> Self {
        let (subjects, raw, divisors) = (Vec::new(), Vec::new(), Vec::new());
        Self { subjects, raw, divisors, groups: Groups::new(), order: Vec::new(), earlier: Vec::new() }
    }

    /// The last figure of a subject in the tables before, so many back at most.
    pub(crate) fn last(&self, column: &str, subject: &str, at_most_back: Option<u32>) -> Option<Float> {
        let most = at_most_back.and_then(|most| usize::try_from(most).ok()).unwrap_or(usize::MAX);
        self.earlier.iter().take(most).find_map(|table| table.get(column)?.get(subject).copied())
    }

    /// A divisor that is 0.
    pub(crate) fn zero(&self, leaf: &Leaf, subject: usize) -> Error {
        let subject = self.subjects.get(subject).map_or("", String::as_str);
        let per = leaf.per.as_deref().unwrap_or_default();
        let (why, why_vi) =
            (format!("`{per}` of `{subject}` is 0"), format!("`{per}` của `{subject}` bằng 0"));
        let diagnostic =
            Diagnostic::new(Code::DEGENERATE).with("name", &leaf.id).with("method", "denominate");
        diagnostic.with("why", why).with("why_vi", why_vi).under(leaf.id.as_str()).data()
    }
}

/// The groups that a model reads of a table.
fn groups(model: &Model) -> impl Iterator<Item = &str> {
    let stages = model.stages.iter().filter_map(|stage| match stage {
        Stage::Impute(method) => method.group(),
        _ => None,
    });
    stages.chain(model.leaves.iter().filter_map(|leaf| leaf.impute.as_ref()?.group()))
}

/// The figures of an earlier table, by column and subject; a column it does not have has none.
fn figures(model: &Model, table: &Table) -> Result<BTreeMap<String, BTreeMap<String, Float>>, Error> {
    let mut found = BTreeMap::new();
    for leaf in model.leaves.iter().filter(|leaf| table.columns().contains(&leaf.column.as_str())) {
        let own = table.figures(&leaf.column)?.into_iter();
        found.insert(leaf.column.clone(), gathered(own.map(|(subject, value)| (subject.to_owned(), value))));
    }
    Ok(found)
}
