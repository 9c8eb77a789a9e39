//! Danh sách công khai: names of those commended and counts of levels, as the public view has them and no more.

use std::collections::BTreeSet;

use super::Desk;
use crate::error::{Code, Diagnostic, Error};
use crate::recognition::decisions::Decisions;
use crate::recognition::paper::value::{Fields, Value};
use crate::recognition::paper::{Office, Paper, PaperKind};
use crate::recognition::policy::document::Scope;
use crate::recognition::public::{Counted, ForPublic, Row};
use crate::text::{Id, Text, by_given_name, by_letters};
use crate::trace::Key;

impl Decisions {
    /// The list that is published: who was commended by a decision with a number, by name and in the order of names, and how many
    /// reached each level where that may be told beside an `earlier` publication. It holds what [`Decisions::for_public`] does, and no
    /// pseudonym.
    ///
    /// # Errors
    /// [`Code::NAME_NEEDED`] for somebody whom the office does not name.
    pub fn public_list(&self, earlier: Option<&ForPublic>, office: &Office) -> Result<Paper, Error> {
        let desk = Desk::new(self, office);
        let view = self.published(earlier);
        let named = |id: &Id| match office.names.get(id) {
            Some(name) => Ok(name.as_str()),
            None => Err(Diagnostic::new(Code::NAME_NEEDED).with("id", id).data()),
        };
        let (mut awards, mut ratings) = (Vec::new(), Vec::new());
        let (mut cites, mut count) = (BTreeSet::new(), 0_usize);
        for stage in desk.stages() {
            if let Some(people) = view.awards.get(&stage.id) {
                let mut names: Vec<&str> = people.iter().map(named).collect::<Result<_, _>>()?;
                names.sort_by(|one, other| {
                    if stage.of == Scope::Units { by_letters(one, other) } else { by_given_name(one, other) }
                });
                count = count.saturating_add(names.len());
                cites.insert(&stage.cite);
                let award = Fields::default().set("award", &stage.label).set("count", names.len());
                let people = names.into_iter().map(|name| Fields::default().set("name", name));
                awards.push(award.numbered("people", people));
            }
            if let Some(counted) = view.ratings.get(&stage.id) {
                ratings.push(rated(desk, counted).set("rating", &stage.label));
            }
        }
        Ok(desk.paper(PaperKind::PublicList, cites, |head| {
            head.set("count", count).numbered("awards", awards).list("ratings", ratings)
        }))
    }
}

/// A count, or that it is not published.
fn shown(count: Option<u32>) -> Value {
    count.map_or_else(|| Key::NOT_SHOWN.into(), Value::Count)
}

/// The counts of a rating: in all, and in each unit, by the order of levels and of names.
fn rated(desk: Desk<'_>, counted: &Counted) -> Fields {
    let levels = |own: &Row| -> Vec<Fields> {
        let all = desk.decisions.policy().0.body.levels.iter();
        let row = |count: Option<u32>, label: &Text| {
            Fields::default().set("level", label).set("count", shown(count))
        };
        all.map(|level| row(own.levels.get(&level.id).copied().flatten(), &level.label)).collect()
    };
    let mut units: Vec<_> = counted.units.iter().collect();
    units.sort_by(|(one, _), (other, _)| by_letters(desk.office.name(one), desk.office.name(other)));
    let unit = |(id, row): (&Id, &Row)| {
        let fields = Fields::default().set("unit", desk.office.name(id)).set("unit_total", shown(row.total));
        fields.list("levels", levels(row))
    };
    Fields::default()
        .set("total", shown(counted.all.total))
        .list("levels", levels(&counted.all))
        .list("units", units.into_iter().map(unit))
}
