//! An index told in sentences: how a subject's score comes about, and what speaks for the index as a whole. Read from the same run as the scores.

mod checklist;
mod justification;
mod subject;

use std::collections::BTreeMap;

pub use self::checklist::{ChecklistStep, Shown};
use super::document::Node;
use super::index::Index;
use super::table::Table;
use super::uncertainty::{Certainty, Sensitivities};
use crate::num::{Exact, Float, Real, Rounding};
use crate::text::{Id, Text};
use crate::trace::Arg;

/// What was found out about an index beside itself, for its justification.
///
/// # Examples
/// ```
/// # use thidua::{Date, Lang, packs};
/// # use thidua::cohort::{Evidence, Table};
/// let table = Table::parse("figures: {A: {osi: 0.2, hci: 0.5, tii: 0.4}, B: {osi: 0.9, hci: 0.8, tii: 0.9}, C: {osi: 0.5, hci: 0.9, tii: 0.6}}", None)?;
/// let index = packs::index("un-egdi", Date::parse("2022-01-01")?)?.index(&table)?;
/// // a page for readers, and why one of the subjects stands where it does
/// let page = index.justification(&Evidence::default())?;
/// assert!(page.render(Lang::En).contains("how sure the ranks are was not evaluated"));
/// assert!(index.explain("B")?.render(Lang::En).contains("rank 1 of 3"));
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Evidence<'a> {
    certainty: Option<&'a Certainty>,
    sensitivity: Option<&'a Sensitivities>,
    others: Option<&'a Table>,
}

impl<'a> Evidence<'a> {
    /// How sure its ranks are.
    #[must_use]
    pub const fn certainty(self, certainty: &'a Certainty) -> Self {
        Self { certainty: Some(certainty), ..self }
    }

    /// Which judgements decide them.
    #[must_use]
    pub const fn sensitivity(self, sensitivity: &'a Sensitivities) -> Self {
        Self { sensitivity: Some(sensitivity), ..self }
    }

    /// Other measures of the same subjects, each in a column of numbers.
    #[must_use]
    pub const fn others(self, others: &'a Table) -> Self {
        Self { others: Some(others), ..self }
    }
}

/// What the pack says of a node.
#[derive(Debug, Clone, Copy)]
struct Told<'a> {
    node: &'a Node,
    /// Its own label, or that of the node above.
    label: &'a Text,
    /// Its own source, or that of the node above.
    cite: Option<&'a Id>,
}

/// Every node that has an id.
fn told(index: &Index) -> BTreeMap<&str, Told<'_>> {
    fn gather<'a>(node: &'a Node, above: (&'a Text, Option<&'a Id>), all: &mut BTreeMap<&'a str, Told<'a>>) {
        let label = node.label.as_ref().unwrap_or(above.0);
        let cite = node.cite.as_ref().or(above.1);
        node.children.iter().for_each(|child| gather(child, (label, cite), all));
        all.extend(node.id.as_ref().map(|id| (id.as_str(), Told { node, label, cite })));
    }
    let mut all = BTreeMap::new();
    let pack = &index.framework.0;
    pack.body.index.iter().for_each(|index| gather(index, (&pack.header.title, None), &mut all));
    all
}

/// A number for people, to six digits.
fn shown<'a>(value: Float) -> Arg<'a> {
    match value.real() {
        Ok(real) => six_digits(real)
            .map_or_else(|| Arg::from(real.to_string()), |own| Arg::published(own, own.places())),
        Err(_) => Arg::from("–"),
    }
}

fn real<'a>(value: Real) -> Arg<'a> {
    shown(value.into())
}

fn six_digits(value: Real) -> Option<Exact> {
    let ten = Float::from(10);
    let (mut size, mut places) = (Float::from(value).abs(), 5_u32);
    while size >= ten && places > 0 {
        (size, places) = (size / ten, places.saturating_sub(1));
    }
    while size > Float::ZERO && size < Float::ONE && places < 20 {
        (size, places) = (size * ten, places.saturating_add(1));
    }
    value.round(places, Rounding::HalfEven).ok()
}

fn count<'a>(count: usize) -> Arg<'a> {
    Arg::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The first few of many names.
fn several(names: &[&str]) -> String {
    const MOST: usize = 8;
    let mut said = names.iter().take(MOST).copied().collect::<Vec<_>>().join(", ");
    if names.len() > MOST {
        said.push_str(", …");
    }
    said
}
