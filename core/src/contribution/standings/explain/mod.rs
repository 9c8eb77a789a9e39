//! The derivation of a standing: the same gathering and settling, told line by line.

mod account;
mod group;
mod measure;
mod story;

use super::Standings;
use super::gather::{Setting, gather};
use crate::contribution::roster::Known;
use crate::error::Error;
use crate::trace::Explanation;

impl Standings {
    /// Why somebody stands as they do: every record with its rule, the values read, what caps and decay make of it, its
    /// evidence and its source; and the lines that sum exactly to the score.
    ///
    /// # Errors
    /// [`Code::UNKNOWN_CONTRIBUTOR`](crate::Code::UNKNOWN_CONTRIBUTOR) for an id that means nobody.
    pub fn explain(&self, contributor: &str) -> Result<Explanation<'_>, Error> {
        let inner = &*self.0;
        let known = inner.roster.0.resolve(contributor);
        let found = match known {
            Known::Person(at) => inner.people.get(at).map(|standing| (at, standing)),
            Known::Unit(at) => {
                inner.units.get(at).map(|standing| (inner.people.len().saturating_add(at), standing))
            }
            Known::Bot | Known::Unknown => None,
        };
        let Some((own, standing)) = found else {
            return Err(inner.roster.0.nobody(contributor).data());
        };
        let certainty = self.certainty()?;
        inner.with_setting(|setting| {
            let mut lines = gather(Setting { only: Some(own), ..setting })?.lines;
            let lines = lines.get_mut(own).map(std::mem::take).unwrap_or_default();
            story::tell(inner, standing, setting, (own, lines), certainty)
        })
    }
}
