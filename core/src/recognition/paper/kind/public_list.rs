//! Danh sách công khai: names of those commended and counts of levels, as the public view has them and no more.

use std::collections::BTreeSet;

use super::Desk;
use crate::error::{Code, Diagnostic, Error};
use crate::recognition::decisions::Decisions;
use crate::recognition::paper::value::{Fields, Value};
use crate::recognition::paper::{Office, Paper, PaperKind};
use crate::text::{Id, by_given_name};
use crate::trace::Key;

impl Decisions {
    /// The list that is published: who was commended by a decision with a number, by name and in the order of names, and how many
    /// reached each level where that may be told. It holds what [`Decisions::for_public`] does, and no pseudonym.
    ///
    /// # Errors
    /// [`Code::NAME_NEEDED`] for somebody whom the office does not name.
    pub fn public_list(&self, office: &Office) -> Result<Paper, Error> {
        let desk = Desk::new(self, office);
        let view = self.for_public();
        let named = |id: &Id| match office.names.get(id) {
            Some(name) => Ok(name.as_str()),
            None => Err(Diagnostic::new(Code::NAME_NEEDED).with("id", id).data()),
        };
        let (mut awards, mut ratings) = (Vec::new(), Vec::new());
        let (mut cites, mut count) = (BTreeSet::new(), 0_usize);
        for stage in desk.stages() {
            if let Some(people) = view.awards.get(&stage.id) {
                let mut names: Vec<&str> = people.iter().map(named).collect::<Result<_, _>>()?;
                names.sort_by(|one, other| by_given_name(one, other));
                count = count.saturating_add(names.len());
                cites.insert(&stage.cite);
                let award = Fields::default().set("award", &stage.label).set("count", names.len());
                let people = names.into_iter().map(|name| Fields::default().set("name", name));
                awards.push(award.numbered("people", people));
            }
            if let Some(counts) = view.levels.get(&stage.id) {
                let level = |(id, count): (&Id, &Option<u32>)| {
                    let count = count.map_or_else(|| Value::from(Key::NOT_SHOWN), Value::Count);
                    Fields::default().set("level", self.policy().level(id)).set("count", count)
                };
                ratings.push(
                    Fields::default().set("rating", &stage.label).list("levels", counts.iter().map(level)),
                );
            }
        }
        Ok(desk.paper(PaperKind::PublicList, cites, |head| {
            head.set("count", count).numbered("awards", awards).list("ratings", ratings)
        }))
    }
}
