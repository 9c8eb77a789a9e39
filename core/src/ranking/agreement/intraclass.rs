//! Intraclass correlations: how much of the variance of ratings is between those rated.
//!
//! Shrout and Fleiss, *Intraclass correlations: uses in assessing rater reliability*, Psychological Bulletin 1979.

use crate::error::Error;
use crate::num::{Float, Real};
use crate::ranking::input::{enough, length, numbers, undefined, within};

/// The six coefficients of Shrout and Fleiss, each for a single rating and for the mean of all judges' ratings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Intraclass {
    single: [Real; 3],
    average: [Real; 3],
}

impl Intraclass {
    /// ICC(1,1): each target rated by judges of its own.
    #[must_use]
    pub const fn one_way(&self) -> Real {
        let [own, _, _] = self.single;
        own
    }

    /// ICC(2,1): the same judges for all, taken from many; judges who are strict or mild count as disagreement.
    #[must_use]
    pub const fn two_way_random(&self) -> Real {
        let [_, own, _] = self.single;
        own
    }

    /// ICC(3,1): these judges and no others; being strict or mild does not count.
    #[must_use]
    pub const fn two_way_mixed(&self) -> Real {
        let [_, _, own] = self.single;
        own
    }

    /// ICC(1,k), ICC(2,k) and ICC(3,k): the same for the mean of all judges.
    #[must_use]
    pub const fn average(&self) -> [Real; 3] {
        self.average
    }
}

/// Intraclass correlations of `ratings`: one row for each target, one column for each judge, nothing missing.
///
/// # Errors
/// [`Code::TOO_FEW`](crate::Code::TOO_FEW) with fewer than two targets or judges,
/// [`Code::LENGTH_MISMATCH`](crate::Code::LENGTH_MISMATCH) for rows of different lengths,
/// [`Code::NOT_FINITE`](crate::Code::NOT_FINITE) for what is no number, [`Code::UNDEFINED`](crate::Code::UNDEFINED) where the targets
/// do not differ, and [`Code::OVERFLOW`](crate::Code::OVERFLOW) for squares too large to be held.
///
/// # Examples
/// ```
/// use thidua::ranking::intraclass;
/// let found = intraclass(&[vec![1.0, 2.0], vec![3.0, 4.0], vec![5.0, 6.0]])?;
/// assert_eq!(found.two_way_mixed().get(), 1.0);       // the second judge is milder by 1, always
/// assert!(found.two_way_random().get() < 1.0);
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn intraclass(ratings: &[Vec<f64>]) -> Result<Intraclass, Error> {
    enough("ratings", 2, ratings.len())?;
    let judges = ratings.first().map_or(0, Vec::len);
    enough("ratings/0", 2, judges)?;
    let mut rows = Vec::with_capacity(ratings.len());
    for (at, row) in ratings.iter().enumerate() {
        length(&format!("/ratings/{at}"), judges, row.len())?;
        rows.push(numbers(&at.to_string(), row).map_err(|error| within(error, "ratings"))?);
    }
    let columns: Vec<Vec<Float>> =
        (0..judges).map(|judge| rows.iter().filter_map(|row| row.get(judge).copied()).collect()).collect();
    let means = |lists: &[Vec<Float>]| lists.iter().map(|list| Float::mean(list)).collect::<Vec<_>>();
    let (of_targets, of_judges) = (means(&rows), means(&columns));
    let centre = Float::mean(&of_targets);
    let (n, k) = (Float::count(rows.len()), Float::count(judges));
    let spread = |means: &[Float]| Float::sum(means.iter().map(|mean| (*mean - centre).squared()));
    let within_targets = rows
        .iter()
        .zip(&of_targets)
        .flat_map(|(row, mean)| row.iter().map(|value| (*value - *mean).squared()));
    let rest = rows.iter().zip(&of_targets).flat_map(|(row, mean)| {
        row.iter().zip(&of_judges).map(|(value, judge)| (*value - *mean - *judge + centre).squared())
    });
    // mean squares between targets, within them, between judges and of what is left
    let between = k * spread(&of_targets) / (n - Float::ONE);
    let inside = Float::sum(within_targets) / (n * (k - Float::ONE));
    let judged = n * spread(&of_judges) / (k - Float::ONE);
    let left = Float::sum(rest) / ((n - Float::ONE) * (k - Float::ONE));
    if between <= Float::ZERO {
        return Err(undefined("intraclass", "the targets do not differ"));
    }
    let more = k - Float::ONE;
    let single = [
        (between - inside) / (between + more * inside),
        (between - left) / (between + more * left + k * (judged - left) / n),
        (between - left) / (between + more * left),
    ];
    let average = [
        (between - inside) / between,
        (between - left) / (between + (judged - left) / n),
        (between - left) / between,
    ];
    let real = |[a, b, c]: [Float; 3]| Ok([a.real()?, b.real()?, c.real()?]);
    Ok(Intraclass { single: real(single)?, average: real(average)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;
    use crate::num::Rounding;

    /// Table 4 of Shrout and Fleiss, from the six targets and four judges of their table 2.
    #[test]
    fn shrout_and_fleiss() {
        let table = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]];
        let found = intraclass(&table.map(|row| row.map(f64::from).to_vec())).unwrap();
        let shown = |value: Real| value.round(2, Rounding::HalfUp).unwrap().to_string();
        let single = [found.one_way(), found.two_way_random(), found.two_way_mixed()].map(shown);
        assert_eq!(single, ["0.17", "0.29", "0.71"]);
        assert_eq!(found.average().map(shown), ["0.44", "0.62", "0.91"]);
    }

    #[test]
    fn targets_that_do_not_differ() {
        for rows in [[vec![1.0, 1.0], vec![1.0, 1.0]], [vec![1.0, 3.0], vec![3.0, 1.0]]] {
            assert_eq!(intraclass(&rows).unwrap_err().code(), Code::UNDEFINED);
        }
    }
}
