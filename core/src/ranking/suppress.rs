//! Counts that are published so that no small one can be found: not in the table, not by subtraction across units, totals and
//! periods. Which counts are left out depends on which are small and on nothing else of them, so that a publication is the same
//! whatever the small ones are.

use crate::text::gathered;
use std::collections::BTreeSet;

/// Counts of people below this are not published, nor changes below it since the last publication.
pub(crate) const LEAST: u32 = 5;

/// A count's place: row and column.
type Place = (usize, usize);

/// What is shown of a table of counts. Its last column holds the sums of rows; its last row the sums of columns, and is the only one
/// where there is one row. `earlier` is what was shown last, in the same places; below `least` a count is small.
///
/// Every count that is left out can be moved: a small one may be `least` higher for all that is shown, while others that are left out
/// make up for it. They are the corners of a rectangle with it (or in a single row, the other end of a pair); those that would
/// fall are `least` or more.
pub(crate) fn shown(table: &[Vec<u32>], earlier: &[Vec<Option<u32>>], least: u32) -> Vec<Vec<Option<u32>>> {
    let rows = table.len();
    let columns = table.first().map_or(0, Vec::len);
    let count = |(row, column): Place| table.get(row).and_then(|row| row.get(column)).copied().unwrap_or(0);
    let before = |(row, column): Place| earlier.get(row).and_then(|row| row.get(column)).copied().flatten();
    let all = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
    let is_small = |place: &Place| {
        let change = before(*place).map(|before| count(*place).abs_diff(before));
        count(*place) < least || change.is_some_and(|change| change > 0 && change < least)
    };
    let small: Vec<Place> = all.filter(is_small).collect();
    let mut hidden: BTreeSet<Place> = gathered(small.iter().copied());
    for place in small {
        let moves = moves(place, rows, columns);
        // those that fall while the small one rises must be able to
        let can =
            moves.into_iter().filter(|others| others.iter().all(|(at, falls)| !falls || count(*at) >= least));
        let cost = |others: &Vec<(Place, bool)>| others.iter().filter(|(at, _)| !hidden.contains(at)).count();
        if let Some(cheapest) = can.min_by_key(cost) {
            hidden.extend(cheapest.into_iter().map(|(at, _)| at));
        }
    }
    let show = |place: Place| (!hidden.contains(&place)).then(|| count(place));
    (0..rows).map(|row| (0..columns).map(|column| show((row, column))).collect()).collect()
}

/// Which other counts can make up for one that rises, and whether each of them falls then.
fn moves((row, column): Place, rows: usize, columns: usize) -> Vec<Vec<(Place, bool)>> {
    let (last_row, last_column) = (rows.saturating_sub(1), columns.saturating_sub(1));
    // a sum stands on the other side of its line
    let same_side = |a: usize, b: usize, last: usize| (a == last) == (b == last);
    let others = (0..columns).filter(|other| *other != column);
    let pair = |other: usize| ((row, other), same_side(column, other, last_column));
    if rows < 2 {
        return others.map(|other| vec![pair(other)]).collect();
    }
    let rectangle = |other: usize| {
        let beside = pair(other);
        (0..rows).filter(move |below| *below != row).map(move |below| {
            let under = ((below, column), same_side(row, below, last_row));
            // across, it falls where just one of the two others does not make up for it by itself
            let across = ((below, other), beside.1 != under.1);
            vec![beside, under, across]
        })
    };
    others.flat_map(rectangle).collect()
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "a test stops where something is amiss")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The table with its sums.
    fn summed(cells: &[Vec<u32>]) -> Vec<Vec<u32>> {
        let mut table: Vec<Vec<u32>> = cells.to_vec();
        table.push((0..cells[0].len()).map(|at| cells.iter().map(|row| row[at]).sum()).collect());
        for row in &mut table {
            row.push(row.iter().sum());
        }
        table
    }

    #[test]
    fn a_single_row_hides_a_count_that_could_be_found_by_its_sum() {
        let show = |cells: &[u32]| {
            let mut row = cells.to_vec();
            row.push(cells.iter().sum());
            shown(&[row], &[], LEAST).remove(0)
        };
        assert_eq!(show(&[5, 9, 20]), [Some(5), Some(9), Some(20), Some(34)]);
        assert_eq!(show(&[3, 9, 20]), [None, None, Some(20), Some(32)]);
        // whatever the small ones are, the same is shown
        assert_eq!(show(&[3, 1, 9, 20]), [None, None, None, Some(20), Some(33)]);
        assert_eq!(show(&[0, 4, 9, 20]), [None, None, None, Some(20), Some(33)]);
        // where all are small the sum is left out with them
        assert_eq!(show(&[2, 4, 3]), [None, None, None, None]);
    }

    #[test]
    fn units_and_totals_do_not_give_one_another_away() {
        let table = summed(&[vec![1, 9, 8], vec![6, 7, 9]]);
        let told = shown(&table, &[], LEAST);
        assert_eq!(told[0], [None, None, Some(8), Some(18)]);
        assert_eq!(told[1], [None, None, Some(9), Some(22)]);
        assert_eq!(told[2], [Some(7), Some(16), Some(17), Some(40)]);
    }

    #[test]
    fn a_small_change_since_the_last_time_is_a_small_count() {
        let earlier = shown(&[vec![10, 20, 30]], &[], LEAST);
        assert_eq!(shown(&[vec![10, 20, 30]], &earlier, LEAST), earlier);
        // one more at the second level, who came this year, is not to be found
        assert_eq!(shown(&[vec![10, 21, 31]], &earlier, LEAST), [[Some(10), None, None]]);
        assert_eq!(shown(&[vec![10, 26, 36]], &earlier, LEAST), [[Some(10), Some(26), Some(36)]]);
    }

    /// All tables of two rows that show the same, up to a bound: what somebody who reads the publication can not tell apart.
    fn alike(told: &[Vec<Option<u32>>], most: u32, mut each: impl FnMut(&[Vec<u32>])) {
        let columns = told[0].len() - 1;
        let rows = |row: usize| -> Vec<Vec<u32>> {
            let mut all = vec![Vec::new()];
            for shown in &told[row][..columns] {
                let values = shown.map_or(0..=most, |shown| shown..=shown);
                all = all
                    .iter()
                    .flat_map(|head: &Vec<u32>| {
                        values.clone().map(move |value| [head.as_slice(), &[value]].concat())
                    })
                    .collect();
            }
            all.retain(|cells| told[row][columns].is_none_or(|sum| cells.iter().sum::<u32>() == sum));
            all
        };
        let (first, second) = (rows(0), rows(1));
        for one in &first {
            for other in &second {
                let sum: Vec<u32> = one.iter().zip(other).map(|(a, b)| a + b).collect();
                let fits = sum
                    .iter()
                    .chain([&sum.iter().sum()])
                    .zip(&told[2])
                    .all(|(sum, shown)| shown.is_none_or(|shown| shown == *sum));
                if fits {
                    each(&summed(&[one.clone(), other.clone()]));
                }
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

        #[test]
        fn nothing_hidden_can_be_solved_for(cells in prop::collection::vec(prop::collection::vec(0..8_u32, 2..=2), 2), steps in prop::collection::vec(prop::collection::vec(0..4_u32, 2..=2), 2), again in any::<bool>()) {
            let earlier_cells: Vec<Vec<u32>> = cells.iter().zip(&steps).map(|(row, steps)| row.iter().zip(steps).map(|(cell, step)| cell + step).collect()).collect();
            let earlier = if again { shown(&summed(&earlier_cells), &[], LEAST) } else { Vec::new() };
            let table = summed(&cells);
            let told = shown(&table, &earlier, LEAST);
            let mut ranges = vec![vec![(u32::MAX, 0_u32); 3]; 3];
            let small = |table: &[Vec<u32>]| -> Vec<bool> { table.iter().flatten().map(|count| *count < LEAST).collect() };
            let mut other = None;
            alike(&told, 13, |like| {
                for (row, own) in like.iter().zip(&mut ranges) {
                    for (count, range) in row.iter().zip(own) {
                        *range = (range.0.min(*count), range.1.max(*count));
                    }
                }
                // the same is published whatever the small counts are
                if !again && small(like) == small(&table) && shown(like, &earlier, LEAST) != told {
                    other = Some(like.to_vec());
                }
            });
            for (row, own) in told.iter().zip(&ranges) {
                for (shown, (least, most)) in row.iter().zip(own) {
                    prop_assert!(shown.is_some() || most - least >= LEAST, "{:?} tells {}–{}", told, least, most);
                }
            }
            prop_assert!(other.is_none(), "{:?} and {:?}", table, other);
            let counts = || table.iter().flatten().zip(told.iter().flatten());
            prop_assert!(counts().all(|(count, shown)| shown.is_none_or(|shown| shown == *count && shown >= LEAST)));
        }
    }
}
