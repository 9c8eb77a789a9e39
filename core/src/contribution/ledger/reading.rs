//! How a ledger was read, beside what it holds: the rows that were left out, and the records whose collection is still open.

use std::sync::Arc;

use super::Ledger;
use super::set_aside::SetAside;
use crate::text::Id;

/// What is known of the way a ledger came to be. Ledgers that differ in nothing else are equal.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    pub(super) set_aside: SetAside,
    /// Records that name no collection and belong to the only one there is, as long as there is one; sorted. Only a reader
    /// that accepts what staff were not told of leaves any: to others, each piece has to say where its records come from.
    pub(super) open: Vec<Id>,
}

impl Reading {
    /// Nothing is shared where there is nothing to tell.
    pub(super) fn shared(self) -> Option<Arc<Self>> {
        (self.set_aside.count() > 0 || !self.open.is_empty()).then(|| Arc::new(self))
    }
}

static PLAIN: SetAside = SetAside::none();

impl Ledger {
    /// The rows that were left out when the ledger was read.
    #[must_use]
    pub fn set_aside(&self) -> &SetAside {
        self.1.as_deref().map_or(&PLAIN, |reading| &reading.set_aside)
    }

    /// Records whose collection is still open, sorted.
    pub(super) fn open(&self) -> &[Id] {
        self.1.as_deref().map_or(&[], |reading| &reading.open)
    }
}
