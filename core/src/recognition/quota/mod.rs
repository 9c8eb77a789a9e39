//! Quotas: how many places there are, and who takes them. Pure arithmetic; no share is a float.
//!
//! Places are filled in the order of points. Somebody is passed over only where a limit is filled by strictly higher points; equals
//! who do not all fit are a tie, which people settle; places may stay empty.

mod places;
mod room;
mod surest;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use self::places::places;
pub(crate) use self::surest::surest;
use super::policy::document::Within;
use crate::num::Fraction;

/// Somebody who may take a place.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    /// The points that make the order.
    pub(crate) points: Fraction,
    /// The limits that hold for them, by place.
    pub(crate) cells: Vec<usize>,
}

/// Whether somebody takes a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Placed {
    /// They do.
    In,
    /// A limit is filled by strictly higher points.
    Over(usize),
    /// They wait for a tie to be settled: their own, or one above that takes of the same limit.
    Tied(usize),
    /// They are not sure enough to be chosen.
    Unsure,
    /// A limit is filled by what was decided already.
    Gone(usize),
}

impl Placed {
    /// Whether they have a place; none where that waits.
    pub(crate) const fn holds(self) -> Option<bool> {
        match self {
            Self::In => Some(true),
            Self::Over(_) | Self::Unsure | Self::Gone(_) => Some(false),
            Self::Tied(_) => None,
        }
    }
}

/// A tie at the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tie {
    /// Those with equal points.
    pub(crate) members: Vec<usize>,
    /// How many of them there is room for.
    pub(crate) places: u32,
}

/// A limit while it is filled: ties not settled yet take between the fewest and the most.
#[derive(Debug, Clone, Copy)]
struct Cell {
    places: u32,
    fewest: u32,
    most: u32,
}

/// Limits while they are filled.
struct Filling<'a> {
    kinds: Vec<Within>,
    cells: Vec<Cell>,
    placed: Vec<Placed>,
    ties: Vec<Tie>,
    candidates: &'a [Candidate],
}

/// Who takes the places of all limits together; each limit says within what it holds, and its places. The order of the candidates changes
/// nothing.
pub(crate) fn select(candidates: &[Candidate], limits: &[(Within, u32)]) -> (Vec<Placed>, Vec<Tie>) {
    let cell = |(_, places): &(Within, u32)| Cell { places: *places, fewest: 0, most: 0 };
    let mut filling = Filling {
        kinds: limits.iter().map(|(within, _)| *within).collect(),
        cells: limits.iter().map(cell).collect(),
        placed: vec![Placed::In; candidates.len()],
        ties: Vec::new(),
        candidates,
    };
    let mut order: Vec<(usize, &Candidate)> = candidates.iter().enumerate().collect();
    order.sort_by(|(_, one), (_, other)| other.points.cmp(&one.points));
    for equals in order.chunk_by(|(_, one), (_, other)| one.points == other.points) {
        let mut rest = Vec::new();
        for (at, candidate) in equals {
            let full =
                |cell: &&usize| filling.cells.get(**cell).is_some_and(|cell| cell.fewest >= cell.places);
            match candidate.cells.iter().find(full) {
                Some(cell) => filling.set(*at, Placed::Over(*cell)),
                None => rest.push(*at),
            }
        }
        filling.settle(&rest);
    }
    (filling.placed, filling.ties)
}

impl Filling<'_> {
    /// Equals who are all still possible: in where they fit whatever the others do, tied where they may not.
    fn settle(&mut self, rest: &[usize]) {
        let mut fits: BTreeMap<&[usize], bool> = BTreeMap::new();
        let (mut free, mut tied) = (Vec::new(), Vec::new());
        for at in rest {
            let Some(candidate) = self.candidates.get(*at) else { continue };
            let own = match fits.get(candidate.cells.as_slice()) {
                Some(known) => *known,
                None => {
                    let found = candidate.cells.iter().all(|cell| self.fits(*at, *cell, rest));
                    fits.insert(candidate.cells.as_slice(), found);
                    found
                }
            };
            if own { free.push(*at) } else { tied.push(*at) }
        }
        for at in free {
            for cell in self.candidates.get(at).map_or(&[][..], |own| own.cells.as_slice()) {
                if let Some(cell) = self.cells.get_mut(*cell) {
                    (cell.fewest, cell.most) = (cell.fewest.saturating_add(1), cell.most.saturating_add(1));
                }
            }
        }
        for together in self.together(tied) {
            self.tie(&together);
        }
    }

    /// Whether there is room in a limit for one of the equals however many of the others take places in it.
    fn fits(&self, at: usize, cell: usize, rest: &[usize]) -> bool {
        let others = rest.iter().copied().filter(|other| *other != at);
        let taken = self.most(others, Some(cell));
        self.cells.get(cell).is_some_and(|cell| taken < cell.places.saturating_sub(cell.most))
    }

    /// The most of some candidates who can take places at once, of those in one limit where one is named.
    fn most(&self, among: impl Iterator<Item = usize>, within: Option<usize>) -> u32 {
        let all = among.filter_map(|at| self.candidates.get(at));
        let all = all.filter(|own| within.is_none_or(|within| own.cells.contains(&within)));
        let room = |cell: usize| {
            self.cells.get(cell).map_or(u32::MAX, |cell| cell.places.saturating_sub(cell.fewest))
        };
        room::most(all, &self.kinds, &room)
    }

    /// The limits of some candidates for which there may not be room for all of them.
    fn tight(&self, tied: &[usize]) -> BTreeSet<usize> {
        let mut wanted: BTreeMap<usize, u32> = BTreeMap::new();
        for cell in tied.iter().filter_map(|at| self.candidates.get(*at)).flat_map(|own| &own.cells) {
            let count = wanted.entry(*cell).or_default();
            *count = count.saturating_add(1);
        }
        let is_tight = |(at, wanted): (usize, u32)| {
            let cell = self.cells.get(at)?;
            (wanted > cell.places.saturating_sub(cell.most)).then_some(at)
        };
        wanted.into_iter().filter_map(is_tight).collect()
    }

    /// Equals apart where no limit that is tight for them holds for both.
    fn together(&self, tied: Vec<usize>) -> Vec<Vec<usize>> {
        let tight = self.tight(&tied);
        let mut left = tied;
        let mut found = Vec::new();
        while let Some(first) = left.first().copied() {
            let mut own = vec![first];
            left.retain(|at| *at != first);
            let mut next = 0;
            while let Some(at) = own.get(next).copied() {
                next = next.saturating_add(1);
                let cells = self.candidates.get(at).map_or(&[][..], |own| own.cells.as_slice());
                let shares = |other: &usize| {
                    let theirs = self.candidates.get(*other).map_or(&[][..], |own| own.cells.as_slice());
                    cells.iter().any(|cell| tight.contains(cell) && theirs.contains(cell))
                };
                let (with, without) = left.iter().partition(|other| shares(other));
                own.extend::<Vec<usize>>(with);
                left = without;
            }
            found.push(own);
        }
        found
    }

    /// A tie that people settle: until they do, it takes between the fewest and the most of every limit.
    fn tie(&mut self, tied: &[usize]) {
        let tight = self.tight(tied);
        let places = self.most(tied.iter().copied(), None);
        let all = u32::try_from(tied.len()).unwrap_or(u32::MAX);
        let count = |cell: usize| {
            let holds = |at: &&usize| self.candidates.get(**at).is_some_and(|own| own.cells.contains(&cell));
            u32::try_from(tied.iter().filter(holds).count()).unwrap_or(u32::MAX)
        };
        // one limit decides: just its places go to them, whoever it will be
        let sure = match (tight.len(), tight.first()) {
            (1, Some(at)) if count(*at) == all && certain(&self.cells, *at) => {
                self.cells.get(*at).map(|cell| cell.places.saturating_sub(cell.fewest))
            }
            _ => None,
        };
        let mut taken = Vec::new();
        for cell in 0..self.cells.len() {
            let own = count(cell);
            if own > 0 {
                let others = all.saturating_sub(own);
                let least = sure.map_or(0, |room| room.saturating_sub(others));
                taken.push((cell, least, self.most(tied.iter().copied(), Some(cell))));
            }
        }
        for (at, least, most) in taken {
            if let Some(cell) = self.cells.get_mut(at) {
                cell.fewest = cell.fewest.saturating_add(least).min(cell.places);
                cell.most = cell.most.saturating_add(most).min(cell.places.max(cell.most));
            }
        }
        for at in tied {
            self.set(*at, Placed::Tied(self.ties.len()));
        }
        self.ties.push(Tie { places, members: tied.to_vec() });
    }

    fn set(&mut self, at: usize, how: Placed) {
        if let Some(own) = self.placed.get_mut(at) {
            *own = how;
        }
    }
}

/// Whether no tie above leaves open how much of a limit is taken.
fn certain(cells: &[Cell], at: usize) -> bool {
    cells.get(at).is_some_and(|cell| cell.fewest == cell.most)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of several limits the first holds for all.
    fn chosen(points: &[(&str, &[usize])], places: &[u32]) -> (Vec<Placed>, Vec<Tie>) {
        let candidates: Vec<Candidate> = points
            .iter()
            .map(|(points, cells)| Candidate {
                points: Fraction::parse(points).unwrap(),
                cells: cells.to_vec(),
            })
            .collect();
        let within = |at: usize| if at == 0 { Within::Agency } else { Within::Unit };
        let limits: Vec<(Within, u32)> =
            places.iter().enumerate().map(|(at, places)| (within(at), *places)).collect();
        select(&candidates, &limits)
    }

    #[test]
    fn who_fits_whatever_the_others_do_is_not_tied_with_them() {
        use Placed::{In, Tied};
        // one place in unit 2 for two of three equals, and two for all: the third fits whoever takes it
        let all: &[(&str, &[usize])] = &[("95", &[0, 1]), ("95", &[0, 2]), ("95", &[0, 2])];
        let (placed, ties) = chosen(all, &[2, 1, 1]);
        assert_eq!(placed, [In, Tied(0), Tied(0)]);
        assert_eq!(ties, [Tie { members: vec![1, 2], places: 1 }]);
        // two ties that have nothing to do with one another are two
        let two: &[(&str, &[usize])] = &[("95", &[0, 1]), ("95", &[0, 1]), ("95", &[0, 2]), ("95", &[0, 2])];
        let (placed, ties) = chosen(two, &[4, 1, 1]);
        assert_eq!(placed, [Tied(0), Tied(0), Tied(1), Tied(1)]);
        assert_eq!(ties.iter().map(|tie| tie.places).collect::<Vec<_>>(), [1, 1]);
    }

    /// Everybody's outcomes over every way of settling ties: those with more points first, equals in every order.
    fn settled(candidates: &[Candidate], places: &[u32]) -> Vec<(bool, bool)> {
        fn walk(
            left: &[usize],
            taken: &[u32],
            own: &mut Vec<bool>,
            candidates: &[Candidate],
            places: &[u32],
            found: &mut Vec<(bool, bool)>,
        ) {
            let Some(highest) = left.iter().map(|at| &candidates[*at].points).max() else {
                for (own, found) in own.iter().zip(found) {
                    if *own { found.0 = true } else { found.1 = true }
                }
                return;
            };
            for at in left.iter().filter(|at| candidates[**at].points == *highest) {
                let rest: Vec<usize> = left.iter().copied().filter(|other| other != at).collect();
                let fits = candidates[*at].cells.iter().all(|cell| taken[*cell] < places[*cell]);
                let mut taken = taken.to_vec();
                if fits {
                    candidates[*at]
                        .cells
                        .iter()
                        .for_each(|cell| taken[*cell] = taken[*cell].saturating_add(1));
                }
                own[*at] = fits;
                walk(&rest, &taken, own, candidates, places, found);
            }
        }
        let mut found = vec![(false, false); candidates.len()];
        let all: Vec<usize> = (0..candidates.len()).collect();
        walk(
            &all,
            &vec![0; places.len()],
            &mut vec![false; candidates.len()],
            candidates,
            places,
            &mut found,
        );
        found
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { cases: 256, ..Default::default() })]

        #[test]
        fn ties_hold_those_whom_settling_decides_and_nobody_else(
            drawn in proptest::collection::vec((0..3_u32, 0..2_usize, 0..2_usize), 1..7),
            places in proptest::collection::vec(0..4_u32, 9),
        ) {
            // the agency, two units, two groups, and the groups within units
            let cells = |unit: usize, group: usize| vec![0, [1, 2][unit], [3, 4][group], [[5, 6], [7, 8]][unit][group]];
            let candidates: Vec<Candidate> =
                drawn.iter().map(|(points, unit, group)| Candidate { points: Fraction::from(*points), cells: cells(*unit, *group) }).collect();
            let kinds = [Within::Agency, Within::Unit, Within::Unit, Within::DutyGroup, Within::DutyGroup];
            let kinds = kinds.into_iter().chain([Within::UnitDutyGroup; 4]);
            let limits: Vec<(Within, u32)> = kinds.zip(places.iter().copied()).collect();
            let (placed, ties) = select(&candidates, &limits);
            let first = ties.iter().flat_map(|tie| &tie.members).map(|at| candidates[*at].points.clone()).max();
            for (at, (inside, outside)) in settled(&candidates, &places).into_iter().enumerate() {
                match placed[at] {
                    Placed::In => proptest::prop_assert!(!outside, "{at} is in for certain: {placed:?}"),
                    Placed::Over(_) => proptest::prop_assert!(!inside, "{at} is out for certain: {placed:?}"),
                    // below a tie that is not settled, who waits for it may turn out to have waited for nothing
                    Placed::Tied(_) if first.as_ref() == Some(&candidates[at].points) => {
                        proptest::prop_assert!(inside && outside, "{at} waits for nothing: {placed:?}");
                    }
                    Placed::Tied(_) => {}
                    Placed::Unsure | Placed::Gone(_) => panic!("nothing was decided, and points are never unsure"),
                }
            }
        }
    }

    #[test]
    fn nested_limits_are_filled_in_the_order_of_points() {
        use Placed::{In, Over};
        // cell 0 holds for all, 1 and 2 are units
        let all: &[(&str, &[usize])] = &[("99", &[0, 1]), ("98", &[0, 1]), ("97", &[0, 1]), ("91", &[0, 2])];
        assert_eq!(chosen(all, &[3, 2, 1]).0, [In, In, Over(1), In]);
        assert_eq!(chosen(all, &[2, 2, 1]).0, [In, In, Over(0), Over(0)]);
        assert_eq!(chosen(all, &[0, 2, 1]).0, [Over(0), Over(0), Over(0), Over(0)]);
    }

    #[test]
    fn equals_at_the_line_wait_and_nobody_below_is_let_in_at_their_cost() {
        use Placed::{In, Over, Tied};
        let tie: &[(&str, &[usize])] = &[("99", &[0]), ("95", &[0]), ("95", &[0]), ("90", &[0])];
        let (placed, ties) = chosen(tie, &[2]);
        assert_eq!(placed, [In, Tied(0), Tied(0), Over(0)]);
        assert_eq!(ties, [Tie { members: vec![1, 2], places: 1 }]);
        // two units share three places; unit 1 has a tie for its one place, whoever takes it
        let units: &[(&str, &[usize])] =
            &[("95", &[0, 1]), ("95", &[0, 1]), ("90", &[0, 2]), ("89", &[0, 2]), ("88", &[0, 2])];
        assert_eq!(chosen(units, &[3, 1, 5]).0, [Tied(0), Tied(0), In, In, Over(0)]);
    }

    #[test]
    fn what_depends_on_a_tie_above_waits_with_it() {
        use Placed::Tied;
        // the tie is for the one place of group 0; whether unit 1 has room left depends on who takes it
        let all: &[(&str, &[usize])] = &[("95", &[0, 1]), ("95", &[0, 2]), ("90", &[1])];
        let (placed, ties) = chosen(all, &[1, 1, 1]);
        assert_eq!(placed, [Tied(0), Tied(0), Tied(1)]);
        assert_eq!(ties.len(), 2);
    }
}
