//! How sure a total over periods is, from how much the periods vary.
//!
//! The circular block bootstrap of Politis and Romano, *A circular block-resampling procedure for stationary data*, 1992: blocks
//! of neighbouring periods are drawn together, because good weeks follow good weeks, and the last period is followed by the
//! first, so that every period is drawn as often.

use super::estimates::Estimates;
use super::input::{counted, enough, length, numbers, reals, within};
use crate::error::Error;
use crate::num::{Float, Random, Real};

/// Options of the bootstrap. Blocks of one period and 2,000 draws from seed 0, unless said otherwise.
#[derive(Debug, Clone, Copy)]
pub struct Bootstrap {
    block: usize,
    draws: u32,
    seed: u64,
}

impl Default for Bootstrap {
    fn default() -> Self {
        Self { block: 1, draws: 2_000, seed: 0 }
    }
}

impl Bootstrap {
    /// How many neighbouring periods are drawn together: from 1 to half of them.
    #[must_use]
    pub const fn block(mut self, block: usize) -> Self {
        self.block = block;
        self
    }

    /// How often all periods are drawn: 100 to 1,000,000.
    #[must_use]
    pub const fn draws(mut self, draws: u32) -> Self {
        self.draws = draws;
        self
    }

    /// Where the draws begin: the same seed gives the same result everywhere.
    #[must_use]
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }
}

/// Totals of units over the periods with how they would vary, in the caller's order of units.
#[derive(Debug, Clone, PartialEq)]
pub struct Bootstrapped {
    totals: Vec<Real>,
    covariances: Vec<Vec<Real>>,
}

impl Bootstrapped {
    /// The totals as observed.
    #[must_use]
    pub fn totals(&self) -> &[Real] {
        &self.totals
    }

    /// Their covariances over the draws. Units that share good and bad weeks have covariances above 0, and their difference is
    /// surer than their standard errors say.
    #[must_use]
    pub fn covariances(&self) -> &[Vec<Real>] {
        &self.covariances
    }

    /// Their standard errors.
    #[must_use]
    pub fn standard_errors(&self) -> Vec<Real> {
        let diagonal = self.covariances.iter().enumerate().filter_map(|(unit, row)| row.get(unit));
        diagonal.filter_map(|variance| Float::from(*variance).sqrt().real().ok()).collect()
    }

    /// Totals and covariances, for [`confidence_sets`](super::confidence_sets).
    ///
    /// # Errors
    /// None for a result of [`block_bootstrap`]; the type is that of [`Estimates::with_covariances`].
    pub fn estimates(&self) -> Result<Estimates, Error> {
        self.around(&plain(&self.totals))
    }

    /// The same around values that were reckoned more exactly than the totals, or to which something is added that does not vary.
    pub(crate) fn around(&self, values: &[f64]) -> Result<Estimates, Error> {
        let rows: Vec<Vec<f64>> = self.covariances.iter().map(|row| plain(row)).collect();
        Estimates::with_covariances(values, &rows)
    }
}

/// Draws the periods again and again, the same periods for all units, and sees how the totals vary: one row of `periods` for
/// each unit, with what it has in each period, all periods of one length.
///
/// # Errors
/// [`Code::EMPTY`](crate::Code::EMPTY) without units, [`Code::TOO_FEW`](crate::Code::TOO_FEW) with fewer than two periods,
/// [`Code::LENGTH_MISMATCH`](crate::Code::LENGTH_MISMATCH) for rows of different lengths,
/// [`Code::NOT_FINITE`](crate::Code::NOT_FINITE) for what is no number, [`Code::OUT_OF_BOUNDS`](crate::Code::OUT_OF_BOUNDS) for options
/// outside their ranges, [`Code::OVERFLOW`](crate::Code::OVERFLOW) for squares too large to be held.
///
/// # Examples
/// ```
/// use thidua::ranking::{Bootstrap, Confidence, block_bootstrap, confidence_sets};
/// let weeks = [vec![9.0, 11.0, 10.0, 12.0], vec![4.0, 6.0, 5.0, 7.0]];
/// let totals = block_bootstrap(&weeks, &Bootstrap::default())?;
/// assert_eq!(totals.totals()[0].get(), 42.0);
/// // both have the same good and bad weeks, so their difference is certain
/// let sets = confidence_sets(&totals.estimates()?, &Confidence::default())?;
/// assert_eq!(sets.simultaneous()[0].upper(), 1);
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn block_bootstrap(periods: &[Vec<f64>], options: &Bootstrap) -> Result<Bootstrapped, Error> {
    bootstrap_of(periods, options, <[Float]>::to_vec)
}

/// The same for what is made of the totals of all rows, in each draw.
pub(crate) fn bootstrap_of(
    periods: &[Vec<f64>],
    options: &Bootstrap,
    of: impl Fn(&[Float]) -> Vec<Float>,
) -> Result<Bootstrapped, Error> {
    enough("periods", 1, periods.len())?;
    let count = periods.first().map_or(0, Vec::len);
    enough("periods/0", 2, count)?;
    let mut rows = Vec::with_capacity(periods.len());
    for (at, row) in periods.iter().enumerate() {
        length(&format!("/periods/{at}"), count, row.len())?;
        rows.push(numbers(&at.to_string(), row).map_err(|error| within(error, "periods"))?);
    }
    let half = count.checked_div(2).unwrap_or(1);
    let block = counted("block", options.block, (1, half))?;
    let draws = counted("draws", options.draws, (100, 1_000_000))?;
    let totals = of(&rows.iter().map(|row| Float::sum(row.iter().copied())).collect::<Vec<_>>());
    let mut random = Random::new(options.seed);
    let (mut sums, mut products) =
        (vec![Float::ZERO; totals.len()], vec![vec![Float::ZERO; totals.len()]; totals.len()]);
    for _ in 0..draws {
        let times = drawn(&mut random, count, block);
        let total = |row: &Vec<Float>| {
            let terms = row.iter().zip(&times);
            terms.fold(Float::ZERO, |sum, (value, times)| sum + *value * Float::from(*times))
        };
        let drawn = of(&rows.iter().map(total).collect::<Vec<_>>());
        // from the observed total, so that the squares do not cancel
        let distances: Vec<Float> = drawn.iter().zip(&totals).map(|(drawn, total)| *drawn - *total).collect();
        for ((own, sum), row) in distances.iter().zip(&mut sums).zip(&mut products) {
            *sum = *sum + *own;
            row.iter_mut().zip(&distances).for_each(|(cell, other)| *cell = *cell + *own * *other);
        }
    }
    let draws = Float::from(draws);
    let row = |(row, own): (&Vec<Float>, &Float)| {
        let cells = row.iter().zip(&sums);
        reals(cells.map(|(cell, other)| (*cell - *own * *other / draws) / (draws - Float::ONE)))
    };
    let covariances = products.iter().zip(&sums).map(row).collect::<Result<_, Error>>()?;
    Ok(Bootstrapped { totals: reals(totals)?, covariances })
}

fn plain(values: &[Real]) -> Vec<f64> {
    values.iter().map(|value| value.get()).collect()
}

/// How often each period is drawn: blocks, each as likely to begin anywhere, until there are as many periods as before.
fn drawn(random: &mut Random, count: usize, block: usize) -> Vec<u32> {
    let mut times = vec![0_u32; count];
    let mut left = count;
    while left > 0 {
        let start = random.below(count);
        for step in 0..block.min(left) {
            let at = start.saturating_add(step).checked_rem(count).unwrap_or(0);
            times.get_mut(at).into_iter().for_each(|times| *times = times.saturating_add(1));
        }
        left = left.saturating_sub(block);
    }
    times
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ranking::{Confidence, confidence_sets};

    /// The better and the worse of two go up and down as one: rounding leaves covariances that no quantities can quite have.
    #[test]
    fn units_that_move_as_one_have_sets() {
        let weeks = [vec![25.0, 0.0, 0.0, 0.0, 0.0], vec![10.0 / 3.0, 0.0, 0.0, 0.0, 0.0]];
        for seed in 0..50 {
            let found = block_bootstrap(&weeks, &Bootstrap::default().draws(200).seed(seed)).unwrap();
            let sets = confidence_sets(&found.estimates().unwrap(), &Confidence::default().draws(100));
            assert!(sets.is_ok(), "{seed}");
        }
    }

    /// What infinitely many draws give is the sum of squared distances of circular block sums from their mean, over the block's
    /// length: here computed outside.
    #[test]
    fn variances_are_those_of_infinitely_many_draws() {
        let row = vec![3.0, 5.0, 4.0, 9.0, 7.0, 8.0, 2.0, 1.0, 0.0, 4.0, 6.0, 5.0];
        for (block, expect) in [(1, 83.0), (2, 117.0), (3, 130.33333333333334), (6, 74.0)] {
            let options = Bootstrap::default().block(block).draws(40_000).seed(5);
            let found = block_bootstrap(std::slice::from_ref(&row), &options).unwrap();
            let variance = found.covariances()[0][0].get();
            assert!(variance > 0.97 * expect && variance < 1.03 * expect, "{block}: {variance} {expect}");
        }
    }

    #[test]
    fn constant_periods_leave_nothing_unsure() {
        let found =
            block_bootstrap(&[vec![2.0; 6], vec![0.0, 1.0, 0.0, 1.0, 0.0, 1.0]], &Bootstrap::default());
        let found = found.unwrap();
        assert_eq!(found.standard_errors()[0].get(), 0.0);
        assert!(found.standard_errors()[1].get() > 0.0);
        assert!(found.estimates().is_ok());
    }
}
