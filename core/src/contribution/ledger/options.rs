//! How a ledger is read: what happens to bad rows, and to what staff were not told of.

use super::record::Collection;
use crate::text::normal;

/// What happens to a row that is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnBad {
    /// Nothing is read: the error lists the first of them.
    #[default]
    Stop,
    /// It is left out, counted and listed; the others are read.
    SetAside,
}

/// What happens to a record that staff had not been told would be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Undisclosed {
    /// It is a bad row.
    #[default]
    Refuse,
    /// It is read, and counted. Whether its collection is declared is then asked of the whole ledger only.
    Accept,
}

/// How a ledger is read.
///
/// # Examples
/// ```
/// use thidua::ledger::{OnBad, ReadOptions};
/// use thidua::record::Collection;
/// use thidua::{Date, Id};
/// let told = Collection::new(Id::new("git")?).disclosed(Date::parse("2025-01-15")?);
/// let options = ReadOptions::default().collection(told).on_bad(OnBad::SetAside);
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadOptions {
    pub(super) on_bad: OnBad,
    pub(super) undisclosed: Undisclosed,
    pub(super) collections: Vec<Collection>,
    /// Columns of CSV by their own name, and what they are here; none where they are left unread.
    pub(super) columns: Vec<(String, Option<String>)>,
    pub(super) counted: bool,
}

impl ReadOptions {
    /// Sets what happens to a row that is wrong.
    #[must_use]
    pub const fn on_bad(mut self, on_bad: OnBad) -> Self {
        self.on_bad = on_bad;
        self
    }

    /// Sets what happens to a record that staff had not been told would be recorded.
    #[must_use]
    pub const fn undisclosed(mut self, undisclosed: Undisclosed) -> Self {
        self.undisclosed = undisclosed;
        self
    }

    /// Declares a collection, as a record of the text does. Where exactly one is declared, there and here, records that name
    /// none belong to it; where several are, each record has to name its own.
    #[must_use]
    pub fn collection(mut self, collection: Collection) -> Self {
        self.collections.push(collection);
        self
    }

    /// Says what a column of CSV is that has a name of its own, such as `event` for `id`, or `lines_added` for
    /// `quantity:lines_added`.
    #[must_use]
    pub fn column(mut self, theirs: &str, ours: &str) -> Self {
        self.columns.push((normal(theirs), Some(normal(ours))));
        self
    }

    /// Says that a column of CSV is not to be read. Without this, a column nobody knows is an error.
    #[must_use]
    pub fn leave_column(mut self, theirs: &str) -> Self {
        self.columns.push((normal(theirs), None));
        self
    }

    /// Says that the text was made from a list of objects, which nobody has seen as a text: in diagnostics they are counted
    /// from 0, and there are no lines.
    ///
    /// # Examples
    /// ```
    /// use thidua::Ledger;
    /// use thidua::ledger::{OnBad, ReadOptions, Undisclosed};
    /// let options = ReadOptions::default().undisclosed(Undisclosed::Accept).on_bad(OnBad::SetAside).counted();
    /// let rows = "id,on,kind,to,note\n1,2025-03-04,story,p,\"two\nlines\"\n2,2025-13-04,story,p,\n2,2025-03-04,story,q,\n";
    /// let ledger = Ledger::parse_csv(rows, None, &options)?;
    /// let places: Vec<&str> = ledger.set_aside().listed().iter().map(|row| row.pointer()).collect();
    /// assert_eq!(places, ["/1/on", "/2/id"]);
    /// assert!(ledger.set_aside().listed().iter().all(|row| row.line().is_none()));
    /// # Ok::<(), thidua::Error>(())
    /// ```
    #[must_use]
    pub const fn counted(mut self) -> Self {
        self.counted = true;
        self
    }
}
