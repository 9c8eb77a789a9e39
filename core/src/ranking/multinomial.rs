//! Rank confidence sets of counts and votes, without draws.
//!
//! Bazylik, Mogstad, Romano, Shaikh and Wilhelm, *Finite- and large-sample inference for ranks using multinomial data with an
//! application to ranking political parties*, 2021: given what two categories have together, each is binomial at one half
//! if both are equally likely, so every pair has an exact one-sided test; Holm's procedure (1979) holds them together.

use super::confidence::{ConfidenceSets, RankSet};
use super::input::{enough, outside, share};
use super::order::{Better, strictly_better};
use crate::error::Error;
use crate::num::{Float, at_least};

/// What one category may count: the sum of two stays far from where counts lose digits.
const MOST: u64 = 1_000_000_000;

/// Options of the exact sets. A coverage of 95 % and the highest count first, unless said otherwise.
#[derive(Debug, Clone, Copy)]
pub struct Multinomial {
    coverage: f64,
    better: Better,
}

impl Default for Multinomial {
    fn default() -> Self {
        Self { coverage: 0.95, better: Better::Higher }
    }
}

impl Multinomial {
    /// The probability with which the sets hold the true ranks, between 0 and 1.
    #[must_use]
    pub const fn coverage(mut self, coverage: f64) -> Self {
        self.coverage = coverage;
        self
    }

    /// Which counts come first.
    #[must_use]
    pub const fn better(mut self, better: Better) -> Self {
        self.better = better;
        self
    }
}

/// Rank confidence sets of categories that share out one number of independent events, such as votes: one count for each
/// category. The coverage holds for any number of events, however few.
///
/// # Errors
/// [`Code::EMPTY`](crate::Code::EMPTY) without counts, [`Code::TOO_LARGE`](crate::Code::TOO_LARGE) with more than 2,000,
/// [`Code::OUT_OF_BOUNDS`](crate::Code::OUT_OF_BOUNDS) for a count above a thousand million or a coverage outside (0, 1).
///
/// # Examples
/// ```
/// use thidua::ranking::{Multinomial, multinomial_sets};
/// let sets = multinomial_sets(&[520, 480, 300, 290, 120, 60, 5], &Multinomial::default())?;
/// let lower: Vec<usize> = sets.simultaneous().iter().map(|set| set.lower()).collect();
/// assert_eq!(lower, [1, 1, 3, 3, 5, 6, 7]);
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn multinomial_sets(counts: &[u64], options: &Multinomial) -> Result<ConfidenceSets, Error> {
    enough("counts", 1, counts.len())?;
    let level = Float::ONE - share("coverage", options.coverage)?;
    if let Some((at, count)) = counts.iter().enumerate().find(|(_, count)| **count > MOST) {
        return Err(outside(&format!("/counts/{at}"), count, &format!("[0, {MOST}]")));
    }
    let tests = tests(counts, options.better);
    let units = counts.len();
    let simultaneous = tally(&holm(tests.iter().collect(), level), units);
    let mut families: Vec<Vec<&Test>> = vec![Vec::new(); units];
    for test in &tests {
        for unit in [test.better, test.worse] {
            families.get_mut(unit).into_iter().for_each(|family| family.push(test));
        }
    }
    let marginal = families.into_iter().enumerate().map(|(unit, family)| {
        let proved = holm(family, level);
        let better = proved.iter().filter(|test| test.worse == unit).count();
        RankSet::of(units, better, proved.len().saturating_sub(better))
    });
    let ahead = |a: &u64, b: &u64| if options.better == Better::Higher { a > b } else { a < b };
    let ranks = strictly_better(counts, ahead).into_iter().map(|better| better.saturating_add(1)).collect();
    Ok(ConfidenceSets::of(ranks, marginal.collect(), simultaneous))
}

/// The hypothesis that one category is not better than another, with how surprising the counts are if so.
struct Test {
    better: usize,
    worse: usize,
    p: Float,
}

fn tests(counts: &[u64], way: Better) -> Vec<Test> {
    let mut tests = Vec::with_capacity(counts.len().saturating_mul(counts.len()));
    for (better, own) in counts.iter().enumerate() {
        for (worse, other) in counts.iter().enumerate().filter(|(worse, _)| *worse != better) {
            let heads = if way == Better::Higher { *own } else { *other };
            tests.push(Test { better, worse, p: at_least(heads, own.saturating_add(*other)) });
        }
    }
    tests
}

/// Those rejected together at the level: the smallest p against the level over all, the next against the level over one less,
/// until one is not small enough.
fn holm(mut tests: Vec<&Test>, level: Float) -> Vec<&Test> {
    tests.sort_by(|a, b| a.p.order(&b.p));
    let all = tests.len();
    let small = |(at, test): &(usize, &&Test)| test.p * Float::count(all.saturating_sub(*at)) <= level;
    let rejected = tests.iter().enumerate().take_while(small).count();
    tests.truncate(rejected);
    tests
}

fn tally(proved: &[&Test], units: usize) -> Vec<RankSet> {
    let mut counts = vec![(0_usize, 0_usize); units];
    for test in proved {
        if let Some((better, _)) = counts.get_mut(test.worse) {
            *better = better.saturating_add(1);
        }
        if let Some((_, worse)) = counts.get_mut(test.better) {
            *worse = worse.saturating_add(1);
        }
    }
    counts.into_iter().map(|(better, worse)| RankSet::of(units, better, worse)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(counts: &[u64], options: Multinomial, expect: &[(usize, usize)]) {
        let sets = multinomial_sets(counts, &options).unwrap();
        let found: Vec<(usize, usize)> =
            sets.simultaneous().iter().map(|set| (set.lower(), set.upper())).collect();
        assert_eq!(found, expect, "{counts:?}");
    }

    #[test]
    fn few_and_equal_counts() {
        let usual = Multinomial::default();
        check(&[5], usual, &[(1, 1)]);
        check(&[0, 0, 0], usual, &[(1, 3); 3]);
        check(&[7, 7], usual, &[(1, 2); 2]);
        // ten against none: 2^−10 times the two hypotheses is below a twentieth
        check(&[10, 0], usual, &[(1, 1), (2, 2)]);
        check(&[10, 0], usual.better(Better::Lower), &[(2, 2), (1, 1)]);
        // five against none is a sixteenth for the two of them; exactly on the line is rejected
        check(&[5, 0], usual, &[(1, 2); 2]);
        check(&[5, 0], usual.coverage(0.9375), &[(1, 1), (2, 2)]);
    }
}
