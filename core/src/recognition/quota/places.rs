//! How many places a share of a base gives. Pure arithmetic; no share is a float.

use crate::num::{Fraction, Rounding};
use crate::recognition::policy::document::BaseMode;

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
    let places = match mode {
        BaseMode::Before => of(good),
        BaseMode::Both => of(both),
        BaseMode::Final => {
            let fits = |n: &u32| *n <= of(both.saturating_sub(*n));
            (0..=both.min(of(both))).rev().find(fits).unwrap_or(0)
        }
    };
    if both == 0 { 0 } else { places.max(minimum) }
}

fn whole(value: &Fraction, rounding: Rounding) -> u32 {
    let rounded = value.round(0, rounding).ok();
    rounded.and_then(|whole| whole.to_string().parse().ok()).unwrap_or(0)
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
        // candidates are somebody, though nobody but them is good
        assert_eq!(places(BaseMode::Before, 0, 3, &fifth, DOWN, 1), 1);
        assert_eq!(places(BaseMode::Both, 3, 0, &fifth, Rounding::Up, 0), 1);
        assert_eq!(places(BaseMode::Both, 3, 0, &fifth, Rounding::HalfUp, 0), 1);
    }
}
