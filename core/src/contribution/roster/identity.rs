//! Who the ids of a ledger are by a roster: unknown ones, bots, aliases that were used, ids that look alike, and those who
//! meet themselves under another id. They are told, never merged.

use std::collections::{BTreeMap, BTreeSet};

use super::{Known, Roster};
use crate::contribution::ledger::links::Target;
use crate::contribution::ledger::symbol::place;
use crate::contribution::ledger::{Entry, Inner, Ledger, Symbol};
use crate::text::{Id, gathered, look};

/// Who the ids of a ledger are by a roster. Each id comes with the number of credits, assignments and withheld components
/// that name it; all is in the order of ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identities {
    unknown: Vec<(Id, u64)>,
    bots: Vec<(Id, u64)>,
    aliases: Vec<(Id, Id, u64)>,
    look_alikes: Vec<Vec<Id>>,
    credited_twice: Vec<Id>,
    self_judged: Vec<Id>,
}

impl Identities {
    /// Ids that nobody is known by.
    #[must_use]
    pub fn unknown(&self) -> &[(Id, u64)] {
        &self.unknown
    }

    /// Accounts that are no persons, and are left out.
    #[must_use]
    pub fn bots(&self) -> &[(Id, u64)] {
        &self.bots
    }

    /// Aliases that the ledger uses, each with the id it stands for.
    #[must_use]
    pub fn aliases(&self) -> &[(Id, Id, u64)] {
        &self.aliases
    }

    /// Ids of the ledger or the roster that differ only in case, in the place of a tone, or in `-`, `_` and `.`, and that
    /// mean different ones or nobody: slips, perhaps.
    #[must_use]
    pub fn look_alikes(&self) -> &[Vec<Id>] {
        &self.look_alikes
    }

    /// Contributions that are credited to one and the same twice, under two ids.
    #[must_use]
    pub fn credited_twice(&self) -> &[Id] {
        &self.credited_twice
    }

    /// Contributions, verifications, causes and assignments in which somebody judged in their own cause, under another id.
    #[must_use]
    pub fn self_judged(&self) -> &[Id] {
        &self.self_judged
    }
}

impl Inner {
    /// How often each contributor is named, in the order of names.
    fn mentions(&self) -> Vec<(&Id, u64)> {
        let mut counts = vec![0_u64; self.names.len()];
        let credited = self.credits.iter().map(|credit| credit.to);
        let assigned = self.assignments.iter().filter_map(|assignment| self.symbol(&assignment.to));
        let withheld = self.withheld.iter().filter_map(|record| self.symbol(&record.contributor));
        for symbol in credited.chain(assigned).chain(withheld) {
            if let Some(count) = counts.get_mut(place(symbol.0)) {
                *count = count.saturating_add(1);
            }
        }
        self.names.iter().zip(counts).filter(|(_, count)| *count > 0).collect()
    }
}

/// Who each name of a ledger is: the id that the roster knows it by, or itself.
struct Selves<'a> {
    inner: &'a Inner,
    roster: &'a Roster,
    by_symbol: Vec<&'a Id>,
}

impl<'a> Selves<'a> {
    fn new(inner: &'a Inner, roster: &'a Roster) -> Self {
        let known = |name: &'a Id| roster.known_as(name.as_str()).unwrap_or(name);
        Self { inner, roster, by_symbol: inner.names.iter().map(known).collect() }
    }

    fn of(&self, id: &'a Id) -> &'a Id {
        self.roster.known_as(id.as_str()).unwrap_or(id)
    }

    fn of_symbol(&self, symbol: Symbol) -> Option<&'a Id> {
        self.by_symbol.get(place(symbol.0)).copied()
    }

    fn credited(&self, entry: &Entry) -> Vec<&'a Id> {
        self.inner.credits_of(entry).iter().filter_map(|credit| self.of_symbol(credit.to)).collect()
    }

    /// Contributions credited to one twice.
    fn credited_twice(&self) -> Vec<Id> {
        let twice = |entry: &&Entry| {
            let mut credited = self.credited(entry);
            let all = credited.len();
            credited.sort_unstable();
            credited.dedup();
            credited.len() < all
        };
        self.inner.contributions.iter().filter(twice).map(|entry| entry.id.clone()).collect()
    }

    /// Whether somebody had a part in what a record is about: it is credited to them, or they had to do it; or, where it
    /// is a cause that they certify, they made the accusation.
    fn takes_part(&self, judge: &'a Id, target: Target, cause: bool) -> bool {
        let judge = self.of(judge);
        match target {
            Target::Contribution(at) => self.inner.contributions.get(place(at)).is_some_and(|entry| {
                let accuser = entry.reported_by.and_then(|symbol| self.of_symbol(symbol));
                self.credited(entry).contains(&judge) || (cause && accuser == Some(judge))
            }),
            Target::Assignment(at) => self
                .inner
                .assignments
                .get(place(at))
                .is_some_and(|task| self.of(&task.to) == judge || (cause && self.of(&task.by) == judge)),
            Target::Elsewhere => false,
        }
    }

    /// Records in which somebody judged in their own cause.
    fn self_judged(&self) -> Vec<Id> {
        let inner = self.inner;
        let contributions = inner.contributions.iter().filter(|entry| {
            let verifier = entry.verified_by.and_then(|symbol| self.of_symbol(symbol));
            verifier.is_some_and(|verifier| self.credited(entry).contains(&verifier))
        });
        let verifications = inner.verifications.iter().zip(&inner.links.verifications);
        let verifications =
            verifications.filter(|(record, target)| self.takes_part(&record.by, **target, false));
        let causes = inner.causes.iter().zip(&inner.links.causes);
        let causes = causes.filter(|(record, target)| self.takes_part(&record.certified_by, **target, true));
        let assignments = inner.assignments.iter().filter(|task| {
            task.extensions.iter().any(|extension| self.of(&extension.by) == self.of(&task.to))
        });
        let mut judged: Vec<Id> = contributions
            .map(|entry| &entry.id)
            .chain(verifications.map(|(record, _)| &record.id))
            .chain(causes.map(|(record, _)| &record.id))
            .chain(assignments.map(|task| &task.id))
            .cloned()
            .collect();
        judged.sort_unstable();
        judged
    }
}

impl Ledger {
    /// Who the ids of this ledger are by a roster.
    ///
    /// # Examples
    /// ```
    /// use thidua::ledger::{ReadOptions, Undisclosed};
    /// use thidua::{Ledger, Roster};
    /// let options = ReadOptions::default().undisclosed(Undisclosed::Accept);
    /// let credits = "id,on,kind,to\n1,2025-03-04,fix,hòa\n2,2025-03-05,fix,hoà\n3,2025-03-06,fix,ci[bot]\n";
    /// let ledger = Ledger::parse_csv(credits, None, &options)?;
    /// let roster = Roster::parse("people: [{id: hòa, spells: []}]\nbots: {endings: [\"[bot]\"]}\n", None)?;
    /// let found = ledger.identities(&roster);
    /// assert_eq!(found.unknown().len(), 1);
    /// assert_eq!(found.bots().len(), 1);
    /// assert_eq!(found.look_alikes().len(), 1);
    /// # Ok::<(), thidua::Error>(())
    /// ```
    #[must_use]
    pub fn identities(&self, roster: &Roster) -> Identities {
        let document = &roster.0.document;
        let mentions = self.0.mentions();
        let (mut unknown, mut bots, mut aliases) = (Vec::new(), Vec::new(), Vec::new());
        for (id, count) in &mentions {
            match (roster.0.resolve(id.as_str()), roster.known_as(id.as_str())) {
                (Known::Unknown, _) => unknown.push(((*id).clone(), *count)),
                (Known::Bot, _) => bots.push(((*id).clone(), *count)),
                (_, Some(known)) if known != *id => aliases.push(((*id).clone(), known.clone(), *count)),
                _ => {}
            }
        }
        let people = document.people.iter().map(|person| &person.id);
        let units = document.units.iter().map(|unit| &unit.id);
        let all: BTreeSet<&Id> = gathered(
            people.chain(units).chain(document.aliases.keys()).chain(mentions.iter().map(|(id, _)| *id)),
        );
        let mut looks: BTreeMap<String, Vec<&Id>> = BTreeMap::new();
        for id in all {
            looks.entry(look(id.as_str())).or_default().push(id);
        }
        // ids that the roster says are one need no telling
        let differ = |ids: &[&Id]| {
            let known: BTreeSet<Option<&Id>> = gathered(ids.iter().map(|id| roster.known_as(id.as_str())));
            ids.len() > 1 && (known.len() > 1 || known.contains(&None))
        };
        let look_alikes = looks.into_values().filter(|ids| differ(ids));
        let mut look_alikes: Vec<Vec<Id>> =
            look_alikes.map(|ids| ids.into_iter().cloned().collect()).collect();
        look_alikes.sort();
        let selves = Selves::new(&self.0, roster);
        let (credited_twice, self_judged) = (selves.credited_twice(), selves.self_judged());
        Identities { unknown, bots, aliases, look_alikes, credited_twice, self_judged }
    }
}
