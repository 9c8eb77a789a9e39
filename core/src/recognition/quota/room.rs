//! How many of some candidates can take places at once, under all limits together: a flow from units to groups of similar duties, as limits
//! of a group may cross those of a unit.

use std::collections::{BTreeMap, BTreeSet};

use super::Candidate;
use crate::recognition::policy::document::Within;
use crate::text::gathered;

/// Those who stand under the same limits.
struct Class {
    unit: usize,
    group: usize,
    /// How many of them can take places by what holds for them alone.
    most: u32,
    taken: u32,
}

/// Limits of one sort that hold for the same people: how many places they leave, and how many of them are taken.
struct Side {
    places: u32,
    taken: u32,
}

/// The most of the candidates who can take places at once; `room` says how many places each limit leaves, `kinds` within what each holds.
pub(super) fn most<'a>(
    candidates: impl Iterator<Item = &'a Candidate>,
    kinds: &[Within],
    room: &dyn Fn(usize) -> u32,
) -> u32 {
    let mut counts: BTreeMap<&[usize], u32> = BTreeMap::new();
    for candidate in candidates {
        let count = counts.entry(candidate.cells.as_slice()).or_default();
        *count = count.saturating_add(1);
    }
    let mut sides: [Vec<Side>; 2] = [Vec::new(), Vec::new()];
    let mut known: [BTreeMap<Vec<usize>, usize>; 2] = [BTreeMap::new(), BTreeMap::new()];
    let (mut classes, mut whole) = (Vec::new(), u32::MAX);
    for (cells, count) in counts {
        let of = |kind: Within| -> Vec<usize> {
            cells.iter().copied().filter(|cell| kinds.get(*cell) == Some(&kind)).collect()
        };
        let least = |cells: &[usize]| cells.iter().map(|cell| room(*cell)).min().unwrap_or(u32::MAX);
        whole = whole.min(least(&of(Within::Agency)));
        let mut at = [Within::Unit, Within::DutyGroup].into_iter().zip(sides.iter_mut().zip(&mut known)).map(
            |(kind, (sides, known))| {
                let cells = of(kind);
                let places = least(&cells);
                *known.entry(cells).or_insert_with(|| {
                    sides.push(Side { places, taken: 0 });
                    sides.len().saturating_sub(1)
                })
            },
        );
        let (unit, group) = (at.next().unwrap_or(0), at.next().unwrap_or(0));
        let most = count.min(least(&of(Within::UnitDutyGroup)));
        classes.push(Class { unit, group, most, taken: 0 });
    }
    let mut flow = 0_u32;
    while flow < whole && one_more(&mut classes, &mut sides) {
        flow = flow.saturating_add(1);
    }
    flow
}

/// Lets one more take a place, where others may change places for it; false where nobody can.
fn one_more(classes: &mut [Class], [units, groups]: &mut [Vec<Side>; 2]) -> bool {
    let free = |side: &Side| side.taken < side.places;
    // from units with places left, by classes that have people left, to groups; back by classes that people can leave
    let mut open: Vec<usize> = (0..units.len()).filter(|at| units.get(*at).is_some_and(free)).collect();
    let (mut seen, mut by) = (gathered::<BTreeSet<_>, _>(open.iter().copied()), BTreeMap::new());
    let mut back: BTreeMap<usize, usize> = BTreeMap::new();
    while let Some(unit) = open.pop() {
        for (at, class) in classes.iter().enumerate().filter(|(_, class)| class.unit == unit) {
            if class.taken >= class.most || by.contains_key(&class.group) {
                continue;
            }
            by.insert(class.group, at);
            if groups.get(class.group).is_some_and(free) {
                return settle(class.group, &by, &back, classes, units, groups);
            }
            for (other, own) in classes.iter().enumerate().filter(|(_, own)| own.group == class.group) {
                if own.taken > 0 && seen.insert(own.unit) {
                    back.insert(own.unit, other);
                    open.push(own.unit);
                }
            }
        }
    }
    false
}

/// Walks the way back from a group with a place left, changing who takes places on it.
fn settle(
    end: usize,
    by: &BTreeMap<usize, usize>,
    back: &BTreeMap<usize, usize>,
    classes: &mut [Class],
    units: &mut [Side],
    groups: &mut [Side],
) -> bool {
    let add = |taken: &mut u32| *taken = taken.saturating_add(1);
    groups.get_mut(end).into_iter().for_each(|group| add(&mut group.taken));
    let mut group = end;
    // no way is longer than there are groups
    for _ in 0..=groups.len() {
        let Some(class) = by.get(&group).and_then(|at| classes.get_mut(*at)) else { return false };
        add(&mut class.taken);
        let unit = class.unit;
        let Some(left) = back.get(&unit).and_then(|at| classes.get_mut(*at)) else {
            units.get_mut(unit).into_iter().for_each(|unit| add(&mut unit.taken));
            return true;
        };
        left.taken = left.taken.saturating_sub(1);
        group = left.group;
    }
    false
}
