//! A draft into a ledger: names get their symbols, records their order, later records their targets.

use std::collections::BTreeSet;

use super::super::disclosure;
use super::super::links::Links;
use super::super::symbol::{Symbol, place};
use super::super::{Credit, Entry, Inner};
use super::Draft;
use crate::text::Id;

impl Draft {
    /// The ledger of these records.
    pub(in super::super) fn finish(mut self) -> Inner {
        let collections = self.collections();
        let mut contributions = sorted(std::mem::take(&mut self.contributions), |entry| &entry.id);
        // credits come in the order of their contributions, and those of one in the order of names
        let mut credits = Vec::with_capacity(self.credits.len());
        for entry in &mut contributions {
            let own = self.credits_of(entry).into_iter().cloned();
            let start = u32::try_from(credits.len()).unwrap_or(u32::MAX);
            credits.extend(own);
            entry.credits = start..u32::try_from(credits.len()).unwrap_or(u32::MAX);
        }
        let assignments = sorted(std::mem::take(&mut self.assignments), |record| &record.id);
        let withheld = sorted(std::mem::take(&mut self.withheld), |record| &record.id);
        let mut others = BTreeSet::new();
        for assignment in &assignments {
            others.extend([self.names.symbol(&assignment.kind), self.names.symbol(&assignment.to)]);
        }
        for record in &withheld {
            others.extend([self.names.symbol(&record.contributor), self.names.symbol(&record.component)]);
        }
        let mut used = vec![false; self.names.len()];
        let mut mark = |symbol: &mut Symbol| {
            if let Some(slot) = used.get_mut(place(symbol.0)) {
                *slot = true;
            }
        };
        contributions.iter_mut().for_each(|entry| entry.each(&mut mark));
        credits.iter_mut().for_each(|credit: &mut Credit| credit.each(&mut mark));
        others.into_iter().for_each(|mut symbol| mark(&mut symbol));
        let (names, becomes) = self.names.finish(&used);
        contributions.iter_mut().for_each(|entry| entry.rename(&becomes));
        credits.iter_mut().for_each(|credit| credit.rename(&becomes));
        for entry in &contributions {
            let range = place(entry.credits.start)..place(entry.credits.end);
            credits.get_mut(range).unwrap_or_default().sort_by_key(|credit| credit.to);
        }
        let mut inner = Inner {
            names,
            collections,
            contributions,
            credits,
            assignments,
            verifications: sorted(self.verifications, |record| &record.id),
            reversals: sorted(self.reversals, |record| &record.id),
            disputes: sorted(self.disputes, |record| &record.id),
            causes: sorted(self.causes, |record| &record.id),
            withheld,
            links: Links::default(),
            undisclosed: 0,
        };
        inner.links = Links::of(&inner);
        inner.undisclosed = inner.count_undisclosed();
        inner
    }
}

impl Inner {
    fn count_undisclosed(&self) -> u64 {
        let told = |collection, day| disclosure::told(&self.collections, collection, day);
        let contributions = self.contributions.iter();
        let contributions = contributions
            .filter(|entry| !told(entry.collection.and_then(|symbol| self.name(symbol)), entry.from));
        let assignments =
            self.assignments.iter().filter(|record| !told(record.collection.as_ref(), record.given));
        u64::try_from(contributions.count().saturating_add(assignments.count())).unwrap_or(u64::MAX)
    }
}

fn sorted<T>(records: Vec<(u32, T)>, id: impl Fn(&T) -> &Id) -> Vec<T> {
    let mut records: Vec<T> = records.into_iter().map(|(_, record)| record).collect();
    // files mostly come in the order of their ids, which this sort is quick with
    records.sort_by(|one, other| id(one).cmp(id(other)));
    records
}

impl Entry {
    fn each(&mut self, visit: &mut impl FnMut(&mut Symbol)) {
        visit(&mut self.kind);
        self.quantities.iter_mut().for_each(|(name, _)| visit(name));
        for (name, value) in &mut self.attributes {
            visit(name);
            visit(value);
        }
        [&mut self.achievement, &mut self.verified_by, &mut self.reported_by, &mut self.collection]
            .into_iter()
            .flatten()
            .for_each(visit);
    }

    pub(super) fn rename(&mut self, becomes: &[Symbol]) {
        self.each(&mut |symbol| rename(symbol, becomes));
    }
}

impl Credit {
    fn each(&mut self, visit: &mut impl FnMut(&mut Symbol)) {
        visit(&mut self.to);
        self.role.iter_mut().for_each(visit);
    }

    pub(super) fn rename(&mut self, becomes: &[Symbol]) {
        self.each(&mut |symbol| rename(symbol, becomes));
    }
}

fn rename(symbol: &mut Symbol, becomes: &[Symbol]) {
    if let Some(new) = becomes.get(place(symbol.0)) {
        *symbol = *new;
    }
}
