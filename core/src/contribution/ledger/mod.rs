//! The ledger in memory: names are kept once, records are sorted by id, so that the order of rows changes nothing.

mod check;
mod columns;
mod disclosure;
mod draft;
mod intake;
mod judge;
pub(super) mod links;
mod merge;
pub(super) mod options;
pub(super) mod progress;
mod read;
mod reading;
pub mod record;
mod rows;
pub(super) mod set_aside;
pub(super) mod state;
pub(super) mod symbol;
mod whole;

use std::ops::Range;
use std::sync::Arc;

use links::Links;
use reading::Reading;
use record::{
    Assignment, Cause, Collection, Contribution, Dispute, Record, Reversal, Status, Verification, Withheld,
};
pub(crate) use symbol::Symbol;
use symbol::place;

use crate::date::{Date, Period};
use crate::maturity::Evidence;
use crate::num::{Exact, Fraction};
use crate::text::Id;

/// What people and units did: append-only, the same whatever the order of its rows. Cheap to clone. Two ledgers are equal
/// when they hold the same records, whatever was set aside on the way.
#[derive(Debug, Clone, Default)]
pub struct Ledger(pub(crate) Arc<Inner>, Option<Arc<Reading>>);

impl PartialEq for Ledger {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl Eq for Ledger {}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Inner {
    /// Every name that contributions, assignments and withheld components say, sorted; a symbol is a place here.
    pub(crate) names: Vec<Id>,
    /// Sorted by id, as are all below.
    pub(crate) collections: Vec<Collection>,
    pub(crate) contributions: Vec<Entry>,
    /// The credits of all contributions, one after another; those of one are sorted by name.
    pub(crate) credits: Vec<Credit>,
    pub(crate) assignments: Vec<Assignment>,
    pub(crate) verifications: Vec<Verification>,
    pub(crate) reversals: Vec<Reversal>,
    pub(crate) disputes: Vec<Dispute>,
    pub(crate) causes: Vec<Cause>,
    pub(crate) withheld: Vec<Withheld>,
    /// What those records are about, found once.
    pub(crate) links: Links,
    /// How many contributions and assignments staff had not been told would be recorded.
    pub(crate) undisclosed: u64,
}

/// A contribution with its names as symbols.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) id: Id,
    /// The day it counts on.
    pub(crate) day: Date,
    /// Its first day, where it took several.
    pub(crate) from: Date,
    /// The day from which the ledger knows of it.
    pub(crate) recorded: Date,
    pub(crate) kind: Symbol,
    /// Its credits among those of the ledger.
    pub(crate) credits: Range<u32>,
    /// Sorted by name.
    pub(crate) quantities: Box<[(Symbol, Exact)]>,
    /// Sorted by name.
    pub(crate) attributes: Box<[(Symbol, Symbol)]>,
    pub(crate) achievement: Option<Symbol>,
    pub(crate) evidence: Box<[Evidence]>,
    pub(crate) verified_by: Option<Symbol>,
    pub(crate) reported_by: Option<Symbol>,
    pub(crate) corrects: Option<Id>,
    /// How it stood when it was recorded.
    pub(crate) status: Status,
    /// Where it comes from; nowhere only where the caller accepts what staff were not told of.
    pub(crate) collection: Option<Symbol>,
    pub(crate) note: Option<Box<str>>,
}

/// The part one contributor has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Credit {
    pub(crate) to: Symbol,
    pub(crate) role: Option<Symbol>,
    pub(crate) share: Option<Fraction>,
    pub(crate) position: Option<u32>,
}

impl Inner {
    /// The name a symbol stands for.
    pub(crate) fn name(&self, symbol: Symbol) -> Option<&Id> {
        self.names.get(place(symbol.0))
    }

    /// The symbol of a name, where the ledger says it.
    pub(crate) fn symbol(&self, name: &Id) -> Option<Symbol> {
        let found = self.names.binary_search(name).ok()?;
        u32::try_from(found).ok().map(Symbol)
    }

    /// The credits of a contribution.
    pub(crate) fn credits_of(&self, entry: &Entry) -> &[Credit] {
        self.credits.get(place(entry.credits.start)..place(entry.credits.end)).unwrap_or_default()
    }

    /// A contribution as it is written.
    fn written(&self, entry: &Entry) -> Option<Contribution> {
        let name = |symbol: Option<Symbol>| symbol.and_then(|symbol| self.name(symbol)).cloned();
        let mut written = Contribution::new(entry.id.clone(), entry.day, self.name(entry.kind)?.clone());
        if entry.from != entry.day {
            written = written.over(Period::new(Some(entry.from), Some(entry.day)).ok()?);
        }
        written.recorded = (entry.recorded != entry.day).then_some(entry.recorded);
        for credit in self.credits_of(entry) {
            written.credits.push(record::Credit {
                to: self.name(credit.to)?.clone(),
                role: name(credit.role),
                share: credit.share.clone(),
                position: credit.position,
            });
        }
        for (quantity, value) in &entry.quantities {
            written.quantities.insert(self.name(*quantity)?.clone(), *value);
        }
        for (attribute, value) in &entry.attributes {
            written.attributes.insert(self.name(*attribute)?.clone(), self.name(*value)?.clone());
        }
        written.achievement = name(entry.achievement);
        written.evidence = entry.evidence.to_vec();
        written.verified_by = name(entry.verified_by);
        written.reported_by = name(entry.reported_by);
        written.status = match (entry.status, entry.verified_by) {
            (Status::Claimed, None) | (Status::Verified, Some(_)) => None,
            (status, _) => Some(status),
        };
        written.corrects = entry.corrects.clone();
        written.collection = name(entry.collection);
        written.note = entry.note.as_deref().map(str::to_owned);
        Some(written)
    }

    /// Every record as it is written: collections, contributions, assignments and then what happened to them.
    pub(crate) fn records(&self) -> impl Iterator<Item = Record> + Clone {
        let collections = self.collections.iter().cloned().map(Record::from);
        let contributions =
            self.contributions.iter().filter_map(|entry| self.written(entry)).map(Record::from);
        collections
            .chain(contributions)
            .chain(self.assignments.iter().cloned().map(Record::from))
            .chain(self.verifications.iter().cloned().map(Record::from))
            .chain(self.reversals.iter().cloned().map(Record::from))
            .chain(self.disputes.iter().cloned().map(Record::from))
            .chain(self.causes.iter().cloned().map(Record::from))
            .chain(self.withheld.iter().cloned().map(Record::from))
    }
}

impl Ledger {
    /// How many contributions there are.
    #[must_use]
    pub fn contributions(&self) -> usize {
        self.0.contributions.len()
    }

    /// How many credits they have together.
    #[must_use]
    pub fn credits(&self) -> usize {
        self.0.credits.len()
    }

    /// How many assignments there are.
    #[must_use]
    pub fn assignments(&self) -> usize {
        self.0.assignments.len()
    }

    /// How many contributions and assignments staff had not been told would be recorded: they are in only where the
    /// caller accepted them.
    #[must_use]
    pub fn undisclosed(&self) -> u64 {
        self.0.undisclosed
    }
}
