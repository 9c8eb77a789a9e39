//! Choosing those who are most likely to belong to the top share, so that few of those chosen are expected not to. Equals are chosen together or
//! not at all, and places may stay empty.
//!
//! Gu and Koenker, *Invidious comparisons: ranking and selection as compound decisions*, Econometrica 2023: the largest v while there
//! are places and the mean of 1 − v of those taken is at most γ.

use super::{Candidate, Placed};
use crate::num::Fraction;
use crate::recognition::policy::document::Within;

/// Who takes the places of all limits together; points are the probabilities v, and `most` is γ. The order of the candidates changes nothing.
pub(crate) fn surest(candidates: &[Candidate], limits: &[(Within, u32)], most: &Fraction) -> Vec<Placed> {
    let mut left: Vec<u32> = limits.iter().map(|(_, places)| *places).collect();
    let mut placed = vec![Placed::Unsure; candidates.len()];
    let mut order: Vec<(usize, &Candidate)> = candidates.iter().enumerate().collect();
    order.sort_by(|(_, one), (_, other)| other.points.cmp(&one.points));
    let (mut taken, mut missed) = (Fraction::ZERO, Fraction::ZERO);
    for equals in order.chunk_by(|(_, one), (_, other)| one.points == other.points) {
        let false_of = |count: &Fraction| match equals.first() {
            Some((_, first)) => missed.add(&Fraction::ONE.sub(&first.points).mul(count)),
            None => missed.clone(),
        };
        let is_sure = |count: &Fraction| false_of(count) <= most.mul(&taken.add(count));
        if !is_sure(&Fraction::ONE) {
            // whoever comes after is less sure still
            break;
        }
        let mut rest: Vec<(usize, &Candidate)> = equals.to_vec();
        // whoever a limit does not hold together with its equals is out with them
        while let Some(full) = (0..left.len()).find(|cell| over(&rest, *cell, &left)) {
            rest.retain(|(at, own)| {
                let out = own.cells.contains(&full);
                if let Some(placed) = placed.get_mut(*at).filter(|_| out) {
                    *placed = Placed::Over(full);
                }
                !out
            });
        }
        let count = Fraction::from(u32::try_from(rest.len()).unwrap_or(u32::MAX));
        if !is_sure(&count) {
            break;
        }
        (taken, missed) = (taken.add(&count), false_of(&count));
        for (at, own) in rest {
            if let Some(placed) = placed.get_mut(at) {
                *placed = Placed::In;
            }
            for cell in &own.cells {
                if let Some(left) = left.get_mut(*cell) {
                    *left = left.saturating_sub(1);
                }
            }
        }
    }
    placed
}

/// Whether a limit has no room for all of some equals.
fn over(equals: &[(usize, &Candidate)], cell: usize, left: &[u32]) -> bool {
    let wanted = equals.iter().filter(|(_, own)| own.cells.contains(&cell)).count();
    left.get(cell).is_some_and(|left| u32::try_from(wanted).unwrap_or(u32::MAX) > *left)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By probabilities and cells; the first limit holds for all, the others for units.
    fn chosen(all: &[(&str, &[usize])], places: &[u32], most: &str) -> Vec<Placed> {
        let candidates: Vec<Candidate> = all
            .iter()
            .map(|(v, cells)| Candidate { points: Fraction::parse(v).unwrap(), cells: cells.to_vec() })
            .collect();
        let within = |at: usize| if at == 0 { Within::Agency } else { Within::Unit };
        let limits: Vec<_> = places.iter().enumerate().map(|(at, places)| (within(at), *places)).collect();
        surest(&candidates, &limits, &Fraction::parse(most).unwrap())
    }

    #[test]
    fn the_surest_are_taken_while_few_are_expected_to_be_false() {
        use Placed::{In, Over, Unsure};
        let all: &[(&str, &[usize])] = &[("0.98", &[0]), ("0.9", &[0]), ("0.8", &[0]), ("0.3", &[0])];
        // 0.02; 0.06; 0.32 / 3 = 0.10667; 1.02 / 4 = 0.255
        assert_eq!(chosen(all, &[4], "0.1"), [In, In, Unsure, Unsure]);
        assert_eq!(chosen(all, &[4], "0.11"), [In, In, In, Unsure]);
        assert_eq!(chosen(all, &[4], "0.255"), [In, In, In, In]);
        assert_eq!(chosen(all, &[2], "0.255"), [In, In, Over(0), Unsure]);
        assert_eq!(chosen(all, &[4], "0.01"), [Unsure; 4], "places stay empty");
    }

    #[test]
    fn equals_go_together() {
        use Placed::{In, Over, Unsure};
        let all: &[(&str, &[usize])] =
            &[("0.9", &[0, 1]), ("0.8", &[0, 2]), ("0.8", &[0, 1]), ("0.8", &[0, 1])];
        assert_eq!(chosen(all, &[4, 3, 1], "0.2"), [In; 4]);
        // unit 1 has one place left for two equals: neither takes it; the equal of another unit does
        assert_eq!(chosen(all, &[4, 2, 1], "0.2"), [In, In, Over(1), Over(1)]);
        assert_eq!(chosen(all, &[3, 3, 1], "0.2"), [In, Over(0), Over(0), Over(0)]);
        // one of them alone would do: (0.1 + 0.2) / 2; all three are 0.7 / 4
        assert_eq!(chosen(all, &[4, 3, 1], "0.15"), [In, Unsure, Unsure, Unsure]);
    }
}
