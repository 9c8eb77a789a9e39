//! Names kept once: a symbol is a name's place in a sorted table, so symbols compare as names do.

use std::collections::BTreeMap;

use crate::text::Id;

/// The place of a name in the ledger's table of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Symbol(pub(crate) u32);

/// The table while it grows: symbols count names as they come.
#[derive(Debug, Default)]
pub(super) struct Names {
    symbols: BTreeMap<Id, Symbol>,
    names: Vec<Id>,
}

impl Names {
    pub(super) fn symbol(&mut self, name: &Id) -> Symbol {
        if let Some(known) = self.symbols.get(name) {
            return *known;
        }
        // memory ends long before 4 billion names
        let next = Symbol(u32::try_from(self.names.len()).unwrap_or(u32::MAX));
        self.symbols.insert(name.clone(), next);
        self.names.push(name.clone());
        next
    }

    pub(super) fn name(&self, symbol: Symbol) -> Option<&Id> {
        self.names.get(place(symbol.0))
    }

    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// The sorted table of the names that are used, and for each symbol so far the one it becomes.
    pub(super) fn finish(self, used: &[bool]) -> (Vec<Id>, Vec<Symbol>) {
        let mut table = Vec::with_capacity(self.names.len());
        let mut becomes = vec![Symbol(u32::MAX); self.names.len()];
        for (name, Symbol(old)) in self.symbols {
            let old = place(old);
            if used.get(old).copied().unwrap_or(false) {
                if let Some(slot) = becomes.get_mut(old) {
                    *slot = Symbol(u32::try_from(table.len()).unwrap_or(u32::MAX));
                }
                table.push(name);
            }
        }
        (table, becomes)
    }
}

/// A count of 32 bits as a place in memory.
pub(crate) fn place(index: u32) -> usize {
    usize::try_from(index).unwrap_or(usize::MAX)
}
