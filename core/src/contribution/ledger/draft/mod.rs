//! A ledger while its records come in: in any order, each with the row it stands on; sorted when all are there.

mod finish;

use std::collections::BTreeSet;

use super::disclosure;
use super::record::{
    Assignment, Cause, Collection, Contribution, Dispute, Record, Reversal, Status, Verification, Withheld,
};
use super::symbol::{Names, Symbol, place};
use super::{Credit, Entry, Inner};
use crate::error::{Code, Diagnostic};
use crate::text::Id;

/// A row and what is wrong with it.
pub(super) type Fault = (u32, Diagnostic);

macro_rules! draft {
    ($($records:ident $kind:ident $key:literal)*) => {
        /// The records so far.
        #[derive(Debug, Default)]
        pub(super) struct Draft {
            names: Names,
            contributions: Vec<(u32, Entry)>,
            credits: Vec<Credit>,
            $($records: Vec<(u32, $kind)>,)*
        }

        /// Where a record stands in a draft.
        #[derive(Debug, Clone, Copy)]
        enum Spot {
            Contribution(usize),
            $($kind(usize),)*
        }

        impl Spot {
            /// The key of the record there.
            const fn key(self) -> &'static str {
                match self {
                    Self::Contribution(_) => "contribution",
                    $(Self::$kind(_) => $key,)*
                }
            }
        }

        impl Draft {
            /// Checks a record and takes it in.
            pub(super) fn add(&mut self, row: u32, record: Record) -> Result<(), Diagnostic> {
                record.check()?;
                match record {
                    Record::Contribution(record) => self.contribution(row, record)?,
                    $(Record::$kind(record) => self.$records.push((row, record)),)*
                }
                Ok(())
            }

            fn spots(&self) -> Vec<(&Id, u32, Spot)> {
                let entries = self.contributions.iter().enumerate();
                let mut spots: Vec<_> =
                    entries.map(|(at, (row, entry))| (&entry.id, *row, Spot::Contribution(at))).collect();
                $(spots.extend(
                    self.$records.iter().enumerate().map(|(at, (row, record))| (&record.id, *row, Spot::$kind(at)))
                );)*
                spots
            }

            /// Whether two records say the same.
            fn same(&self, one: Spot, other: Spot) -> bool {
                match (one, other) {
                    (Spot::Contribution(one), Spot::Contribution(other)) => self.same_contribution(one, other),
                    $((Spot::$kind(one), Spot::$kind(other)) => {
                        let record = |at: usize| self.$records.get(at).map(|(_, record)| record);
                        record(one) == record(other)
                    })*
                    _ => false,
                }
            }

            /// Leaves the records of these rows out.
            pub(super) fn leave_out(&mut self, rows: &BTreeSet<u32>) {
                self.contributions.retain(|(row, _)| !rows.contains(row));
                $(self.$records.retain(|(row, _)| !rows.contains(row));)*
            }
        }
    };
}

draft! {
    collections Collection "collection"
    assignments Assignment "assignment"
    verifications Verification "verification"
    reversals Reversal "reversal"
    disputes Dispute "dispute"
    causes Cause "cause"
    withheld Withheld "withheld"
}

impl Draft {
    fn contribution(&mut self, row: u32, record: Contribution) -> Result<(), Diagnostic> {
        let (from, day) = record.span()?;
        let names = &mut self.names;
        let start = u32::try_from(self.credits.len()).unwrap_or(u32::MAX);
        self.credits.extend(record.credits.into_iter().map(|credit| Credit {
            to: names.symbol(&credit.to),
            role: credit.role.as_ref().map(|role| names.symbol(role)),
            share: credit.share,
            position: credit.position,
        }));
        let end = u32::try_from(self.credits.len()).unwrap_or(u32::MAX);
        let implied = if record.verified_by.is_some() { Status::Verified } else { Status::Claimed };
        let mut optional = |name: Option<Id>| name.as_ref().map(|name| names.symbol(name));
        let entry = Entry {
            id: record.id,
            day,
            from,
            recorded: record.recorded.unwrap_or(day),
            credits: start..end,
            achievement: optional(record.achievement),
            verified_by: optional(record.verified_by),
            reported_by: optional(record.reported_by),
            collection: optional(record.collection),
            kind: names.symbol(&record.kind),
            quantities: record.quantities.iter().map(|(name, value)| (names.symbol(name), *value)).collect(),
            attributes: record
                .attributes
                .iter()
                .map(|(name, value)| (names.symbol(name), names.symbol(value)))
                .collect(),
            evidence: record.evidence.into(),
            corrects: record.corrects,
            status: record.status.unwrap_or(implied),
            note: record.note.map(Into::into),
        };
        self.contributions.push((row, entry));
        Ok(())
    }

    fn credits_of(&self, entry: &Entry) -> Vec<&Credit> {
        let range = place(entry.credits.start)..place(entry.credits.end);
        let mut credits: Vec<&Credit> = self.credits.get(range).unwrap_or_default().iter().collect();
        credits.sort_by_key(|credit| credit.to);
        credits
    }

    fn same_contribution(&self, one: usize, other: usize) -> bool {
        let (Some((_, one)), Some((_, other))) = (self.contributions.get(one), self.contributions.get(other))
        else {
            return false;
        };
        let bare = |entry: &Entry| Entry { credits: 0..0, ..entry.clone() };
        bare(one) == bare(other) && self.credits_of(one) == self.credits_of(other)
    }

    /// The rows whose id another row has too: of rows that say the same all but the first, else all of them, so that the
    /// order of rows decides nothing.
    pub(super) fn twice(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut spots = self.spots();
        spots.sort_by(|(one, row, _), (other, later, _)| one.cmp(other).then(row.cmp(later)));
        for group in spots.chunk_by(|(one, ..), (other, ..)| one == other) {
            let Some(((id, row, first), rest)) = group.split_first() else { continue };
            let fault = |row: u32, key: &str| {
                (row, Diagnostic::new(Code::DUPLICATE_ID).with("id", id).under("id").under(key))
            };
            if rest.iter().any(|(_, _, spot)| !self.same(*first, *spot)) {
                faults.push(fault(*row, first.key()));
            }
            faults.extend(rest.iter().map(|(_, row, spot)| fault(*row, spot.key())));
        }
        faults
    }

    /// The rows of verifications and causes, sorted by id.
    pub(super) fn judges(&self) -> Vec<(Id, u32)> {
        let verifications = self.verifications.iter().map(|(row, record)| (record.id.clone(), *row));
        let causes = self.causes.iter().map(|(row, record)| (record.id.clone(), *row));
        let mut judges: Vec<(Id, u32)> = verifications.chain(causes).collect();
        judges.sort();
        judges
    }

    /// The collections, sorted.
    pub(super) fn collections(&self) -> Vec<Collection> {
        let mut collections: Vec<Collection> =
            self.collections.iter().map(|(_, collection)| collection.clone()).collect();
        collections.sort_by(|one, other| one.id.cmp(&other.id));
        collections
    }

    /// Whether a record of the same id says something else than this collection.
    pub(super) fn clashes(&self, collection: &Collection) -> bool {
        let known = self.collections.iter().any(|(_, known)| known == collection);
        !known && self.spots().iter().any(|(id, ..)| **id == collection.id)
    }

    /// Takes in a collection that may be known already.
    pub(super) fn know(&mut self, row: u32, collection: &Collection) {
        if !self.collections.iter().any(|(_, known)| known == collection) {
            self.collections.push((row, collection.clone()));
        }
    }

    /// Puts records that name no collection into the only one there is, and says which they are, sorted; nothing where there is
    /// none, or more than one.
    pub(super) fn assume_only(&mut self) -> Vec<Id> {
        let [(_, only)] = self.collections.as_slice() else { return Vec::new() };
        let collection = only.id.clone();
        let symbol = self.names.symbol(&collection);
        let mut unnamed = Vec::new();
        for (_, entry) in self.contributions.iter_mut().filter(|(_, entry)| entry.collection.is_none()) {
            entry.collection = Some(symbol);
            unnamed.push(entry.id.clone());
        }
        for (_, record) in self.assignments.iter_mut().filter(|(_, record)| record.collection.is_none()) {
            record.collection = Some(collection.clone());
            unnamed.push(record.id.clone());
        }
        unnamed.sort_unstable();
        unnamed
    }

    /// The rows of records whose collection is not known, or that happened before staff were told of it.
    pub(super) fn untold(&self, accepted: bool) -> Vec<Fault> {
        let collections = self.collections();
        let judged = |row: u32, id, collection, day, key| {
            let judged = disclosure::check(&collections, id, collection, day, accepted);
            judged.err().map(|diagnostic| (row, diagnostic.under(key)))
        };
        let contributions = self.contributions.iter().filter_map(|(row, entry)| {
            let collection = entry.collection.and_then(|symbol| self.names.name(symbol));
            judged(*row, &entry.id, collection, entry.from, "contribution")
        });
        let assignments = self.assignments.iter().filter_map(|(row, record)| {
            judged(*row, &record.id, record.collection.as_ref(), record.given, "assignment")
        });
        contributions.chain(assignments).collect()
    }

    /// Takes in a whole ledger, of which the collection of some records is open.
    pub(super) fn absorb(&mut self, row: u32, inner: &Inner, open: &[Id]) {
        let named = |id: &Id| open.binary_search(id).is_err();
        let symbols: Vec<Symbol> = inner.names.iter().map(|name| self.names.symbol(name)).collect();
        let shift = u32::try_from(self.credits.len()).unwrap_or(u32::MAX);
        self.credits.extend(inner.credits.iter().cloned().map(|mut credit| {
            credit.rename(&symbols);
            credit
        }));
        self.contributions.extend(inner.contributions.iter().cloned().map(|mut entry| {
            entry.rename(&symbols);
            entry.collection = entry.collection.filter(|_| named(&entry.id));
            entry.credits =
                entry.credits.start.saturating_add(shift)..entry.credits.end.saturating_add(shift);
            (row, entry)
        }));
        for collection in &inner.collections {
            self.know(row, collection);
        }
        self.assignments.extend(inner.assignments.iter().cloned().map(|mut record| {
            record.collection = record.collection.filter(|_| named(&record.id));
            (row, record)
        }));
        self.verifications.extend(inner.verifications.iter().cloned().map(|record| (row, record)));
        self.reversals.extend(inner.reversals.iter().cloned().map(|record| (row, record)));
        self.disputes.extend(inner.disputes.iter().cloned().map(|record| (row, record)));
        self.causes.extend(inner.causes.iter().cloned().map(|record| (row, record)));
        self.withheld.extend(inner.withheld.iter().cloned().map(|record| (row, record)));
    }
}
