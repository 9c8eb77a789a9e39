//! Quotas: how many places there are, and who takes them. Pure arithmetic; no share is a float.
//!
//! Places are filled in the order of points. Somebody is passed over only where a limit is filled by strictly higher points; equals
//! who do not all fit are a tie, which people settle; places may stay empty.

use std::collections::BTreeMap;

use super::policy::document::BaseMode;
use crate::num::{Fraction, Rounding};

/// How many places a share of a base gives.
///
/// `good` are those at the lower level only, `candidates` those at the higher one. `Final` is the largest n with
/// n ≤ round(q (N − n)), N both together: the places are the share of those who stay good after the cut.
pub(crate) fn places(
    mode: BaseMode,
    good: u32,
    candidates: u32,
    share: &Fraction,
    rounding: Rounding,
    minimum: u32,
) -> u32 {
    let both = good.saturating_add(candidates);
    let of = |base: u32| whole(&share.mul(&Fraction::from(base)), rounding);
    let (base, places) = match mode {
        BaseMode::Before => (good, of(good)),
        BaseMode::Both => (both, of(both)),
        BaseMode::Final => {
            let fits = |n: &u32| *n <= of(both.saturating_sub(*n));
            (both, (0..=both.min(of(both))).rev().find(fits).unwrap_or(0))
        }
    };
    if base == 0 { 0 } else { places.max(minimum) }
}

fn whole(value: &Fraction, rounding: Rounding) -> u32 {
    let rounded = value.round(0, rounding).ok();
    rounded.and_then(|whole| whole.to_string().parse().ok()).unwrap_or(0)
}

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

/// Who takes the places of all limits together. The order of the candidates changes nothing.
pub(crate) fn select(candidates: &[Candidate], places: &[u32]) -> (Vec<Placed>, Vec<Tie>) {
    let mut cells: Vec<Cell> =
        places.iter().map(|places| Cell { places: *places, fewest: 0, most: 0 }).collect();
    let mut placed = vec![Placed::In; candidates.len()];
    let mut ties = Vec::new();
    let mut order: Vec<(usize, &Candidate)> = candidates.iter().enumerate().collect();
    order.sort_by(|(_, one), (_, other)| other.points.cmp(&one.points));
    for equals in order.chunk_by(|(_, one), (_, other)| one.points == other.points) {
        let mut rest: Vec<(usize, &Candidate)> = Vec::new();
        for (at, candidate) in equals {
            let full = |cell: &&usize| cells.get(**cell).is_some_and(|cell| cell.fewest >= cell.places);
            match candidate.cells.iter().find(full) {
                Some(cell) => set(&mut placed, *at, Placed::Over(*cell)),
                None => rest.push((*at, candidate)),
            }
        }
        settle(&rest, &mut cells, &mut placed, &mut ties);
    }
    (placed, ties)
}

/// Equals who are all still possible: in where they fit whatever happens, tied where they may not.
fn settle(rest: &[(usize, &Candidate)], cells: &mut [Cell], placed: &mut [Placed], ties: &mut Vec<Tie>) {
    let mut wanted: BTreeMap<usize, u32> = BTreeMap::new();
    for cell in rest.iter().flat_map(|(_, candidate)| &candidate.cells) {
        let count = wanted.entry(*cell).or_default();
        *count = count.saturating_add(1);
    }
    // limits for which there may not be room for all of them
    let tight: BTreeMap<usize, u32> = wanted
        .iter()
        .filter_map(|(at, wanted)| {
            let cell = cells.get(*at)?;
            let room = cell.places.saturating_sub(cell.most);
            (*wanted > room).then_some((*at, cell.places.saturating_sub(cell.fewest)))
        })
        .collect();
    let is_tied = |candidate: &Candidate| candidate.cells.iter().any(|cell| tight.contains_key(cell));
    let (tied, free): (Vec<_>, Vec<_>) = rest.iter().partition(|(_, candidate)| is_tied(candidate));
    for (at, candidate) in free {
        set(placed, at, Placed::In);
        for cell in &candidate.cells {
            if let Some(cell) = cells.get_mut(*cell) {
                (cell.fewest, cell.most) = (cell.fewest.saturating_add(1), cell.most.saturating_add(1));
            }
        }
    }
    if tied.is_empty() {
        return;
    }
    let count = |tied: &[(usize, &Candidate)], within: usize| {
        let holds = tied.iter().filter(|(_, candidate)| candidate.cells.contains(&within)).count();
        u32::try_from(holds).unwrap_or(u32::MAX)
    };
    let all = u32::try_from(tied.len()).unwrap_or(u32::MAX);
    let sure = match (tight.len(), tight.iter().next()) {
        // one limit decides: just its places go to them, whoever it will be
        (1, Some((at, room))) if count(&tied, *at) == all && certain(cells, *at) => Some(*room),
        _ => None,
    };
    let room = tight.values().copied().min().unwrap_or(0);
    for (at, cell) in cells.iter_mut().enumerate() {
        let own = count(&tied, at);
        if own == 0 {
            continue;
        }
        let others = all.saturating_sub(own);
        let least = sure.map_or(0, |room| room.saturating_sub(others));
        let most = sure.map_or(own, |room| room.min(own));
        cell.fewest = cell.fewest.saturating_add(least).min(cell.places);
        cell.most = cell.most.saturating_add(most).min(cell.places.max(cell.most));
    }
    let members: Vec<usize> = tied.iter().map(|(at, _)| *at).collect();
    for at in &members {
        set(placed, *at, Placed::Tied(ties.len()));
    }
    ties.push(Tie { places: room.min(all), members });
}

/// Whether no tie above leaves open how much of a limit is taken.
fn certain(cells: &[Cell], at: usize) -> bool {
    cells.get(at).is_some_and(|cell| cell.fewest == cell.most)
}

fn set(placed: &mut [Placed], at: usize, how: Placed) {
    if let Some(own) = placed.get_mut(at) {
        *own = how;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOWN: Rounding = Rounding::Down;

    fn of(mode: BaseMode, good: u32, candidates: u32) -> u32 {
        places(mode, good, candidates, &Fraction::parse("0.2").unwrap(), DOWN, 0)
    }

    #[test]
    fn a_fifth_of_the_good_by_each_base() {
        // N = 43 of whom 8 are candidates; 6; 5
        for (good, candidates, both, last) in [(35, 8, 8, 7), (43, 0, 8, 7), (5, 1, 1, 1), (4, 1, 1, 0)] {
            assert_eq!(of(BaseMode::Both, good, candidates), both);
            assert_eq!(of(BaseMode::Final, good, candidates), last);
        }
        assert_eq!((of(BaseMode::Before, 43, 12), of(BaseMode::Before, 4, 40)), (8, 0));
    }

    #[test]
    fn the_last_base_is_the_largest_number_that_fits() {
        let share = Fraction::parse("0.2").unwrap();
        for both in 0..300_u32 {
            let n = of(BaseMode::Final, both, 0);
            let fits = |n: u32| n <= whole(&share.mul(&Fraction::from(both - n)), DOWN);
            assert!(fits(n) && (n == both || !fits(n + 1)), "{both}");
        }
    }

    #[test]
    fn a_minimum_is_kept_where_there_is_anybody() {
        let fifth = Fraction::parse("0.2").unwrap();
        assert_eq!(places(BaseMode::Both, 3, 0, &fifth, DOWN, 1), 1);
        assert_eq!(places(BaseMode::Both, 0, 0, &fifth, DOWN, 1), 0);
        assert_eq!(places(BaseMode::Both, 3, 0, &fifth, Rounding::Up, 0), 1);
        assert_eq!(places(BaseMode::Both, 3, 0, &fifth, Rounding::HalfUp, 0), 1);
    }

    fn chosen(points: &[(&str, &[usize])], places: &[u32]) -> (Vec<Placed>, Vec<Tie>) {
        let candidates: Vec<Candidate> = points
            .iter()
            .map(|(points, cells)| Candidate {
                points: Fraction::parse(points).unwrap(),
                cells: cells.to_vec(),
            })
            .collect();
        select(&candidates, places)
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
