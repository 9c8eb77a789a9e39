//! What each later record is about, found once by walking two sorted lists side by side.

use super::{Entry, Inner};
use crate::text::Id;

/// What a record is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Target {
    /// The contribution at this place.
    Contribution(u32),
    /// The assignment at this place.
    Assignment(u32),
    /// Something that is not in this piece of the ledger, or that nothing can be about.
    Elsewhere,
}

/// The targets of a ledger's later records, each list aligned with its records.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Links {
    pub(crate) verifications: Vec<Target>,
    pub(crate) reversals: Vec<Target>,
    pub(crate) disputes: Vec<Target>,
    pub(crate) causes: Vec<Target>,
    /// Contributions that correct another: the place of each, and what it corrects.
    pub(crate) corrections: Vec<(u32, Target)>,
}

impl Links {
    /// The links of a ledger whose records are sorted.
    pub(super) fn of(inner: &Inner) -> Self {
        let correcting: Vec<(u32, &Id)> = (0_u32..)
            .zip(&inner.contributions)
            .filter_map(|(at, entry)| entry.corrects.as_ref().map(|of| (at, of)))
            .collect();
        let corrected = targets(inner, correcting.iter().map(|(_, of)| *of));
        Self {
            verifications: targets(inner, inner.verifications.iter().map(|record| &record.of)),
            reversals: targets(inner, inner.reversals.iter().map(|record| &record.of)),
            disputes: targets(inner, inner.disputes.iter().map(|record| &record.of)),
            causes: targets(inner, inner.causes.iter().map(|record| &record.of)),
            corrections: correcting.iter().map(|(at, _)| *at).zip(corrected).collect(),
        }
    }
}

fn targets<'a>(inner: &Inner, wanted: impl Iterator<Item = &'a Id>) -> Vec<Target> {
    let wanted: Vec<&Id> = wanted.collect();
    let mut order: Vec<(u32, &Id)> = (0..).zip(wanted).collect();
    order.sort_unstable_by(|a, b| a.1.cmp(b.1));
    let mut found = vec![Target::Elsewhere; order.len()];
    let mut contributions = Walk::new(&inner.contributions, |entry: &Entry| &entry.id);
    let mut assignments = Walk::new(&inner.assignments, |assignment| &assignment.id);
    for (slot, id) in order {
        let target = contributions
            .find(id)
            .map(Target::Contribution)
            .or_else(|| assignments.find(id).map(Target::Assignment));
        if let (Some(target), Some(slot)) = (target, found.get_mut(super::symbol::place(slot))) {
            *slot = target;
        }
    }
    found
}

/// A walk through a sorted list that only goes forward.
struct Walk<'a, T> {
    rest: &'a [T],
    passed: usize,
    id: fn(&T) -> &Id,
}

impl<'a, T> Walk<'a, T> {
    const fn new(rest: &'a [T], id: fn(&T) -> &Id) -> Self {
        Self { rest, passed: 0, id }
    }

    /// Where this id stands; the ids asked for must ascend.
    fn find(&mut self, wanted: &Id) -> Option<u32> {
        // steps that double: neighbours are near, and a far one does not cost a walk through all between
        let mut window = 1_usize;
        while self.rest.get(window).is_some_and(|item| (self.id)(item) < wanted) {
            window = window.saturating_mul(2);
        }
        let near = self.rest.get(..window.saturating_add(1)).unwrap_or(self.rest);
        let skipped = near.partition_point(|item| (self.id)(item) < wanted);
        self.rest = self.rest.get(skipped..).unwrap_or_default();
        self.passed = self.passed.saturating_add(skipped);
        let first = self.rest.first()?;
        if (self.id)(first) == wanted { u32::try_from(self.passed).ok() } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_finds_what_is_there_and_nothing_else() {
        let ids: Vec<Id> = (0..200).map(|n| Id::new(&format!("{:03}", n * 2)).unwrap()).collect();
        for step in [1_usize, 2, 3, 50, 399] {
            let mut walk = Walk::new(&ids, |id| id);
            for n in (0..400_usize).step_by(step) {
                let expect = (n % 2 == 0).then(|| u32::try_from(n / 2).unwrap());
                assert_eq!(walk.find(&Id::new(&format!("{n:03}")).unwrap()), expect, "{n} by {step}");
            }
        }
        let nothing: &[Id] = &[];
        assert_eq!(Walk::new(nothing, |id| id).find(&Id::new("a").unwrap()), None);
    }
}
