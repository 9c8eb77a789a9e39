//! Pieces of a ledger into one, and its canonical form.

use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::draft::Draft;
use super::reading::Reading;
use super::{Inner, Ledger};
use crate::canonical;
use crate::error::{Diagnostic, Error, ErrorKind, LISTED};

impl Serialize for Inner {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.records())
    }
}

impl Ledger {
    /// Both pieces as one ledger, which is the same wherever a ledger was cut. A collection may be declared in both. Records
    /// that name none, read by an option that accepts what staff were not told of, belong to the only collection of the whole.
    ///
    /// # Errors
    /// [`Code::DUPLICATE_ID`](crate::Code::DUPLICATE_ID) for each id that both have.
    pub fn merge(&self, other: &Self) -> Result<Self, Error> {
        let mut draft = Draft::default();
        draft.absorb(0, &self.0, self.open());
        draft.absorb(1, &other.0, other.open());
        let twice = draft.twice().into_iter().filter(|(row, _)| *row == 1).take(LISTED);
        let twice: Vec<Diagnostic> = twice.map(|(_, diagnostic)| diagnostic.at("")).collect();
        if !twice.is_empty() {
            return Err(Error::many(ErrorKind::Data, twice));
        }
        let reading =
            Reading { set_aside: self.set_aside().and(other.set_aside()), open: draft.assume_only() };
        Ok(Self(Arc::new(draft.finish()), reading.shared()))
    }

    /// The ledger in its canonical form: a list of records in the order of their sorts and ids, which
    /// [`Ledger::parse`] reads back.
    #[must_use]
    pub fn to_json(&self) -> String {
        canonical::text(&*self.0)
    }

    /// The same as JSON Lines, a record a line.
    #[must_use]
    pub fn to_json_lines(&self) -> String {
        let mut lines = String::new();
        for record in self.0.records() {
            lines.push_str(&canonical::text(&record));
            lines.push('\n');
        }
        lines
    }

    /// SHA-256 of [`Ledger::to_json`].
    #[must_use]
    pub fn digest(&self) -> String {
        canonical::digest(&self.to_json())
    }
}
