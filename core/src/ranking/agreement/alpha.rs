//! Krippendorff's alpha: agreement of any number of observers, with missing values, on four kinds of scales.
//!
//! Krippendorff, *Computing Krippendorff's alpha-reliability*, 2011: one less the disagreement observed over that expected if
//! values were dealt out at random.

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::num::{Float, Real};
use crate::ranking::input::{MOST_DRAWS, enough, length, outside, undefined, within, within_limits};

/// When two values differ, and how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// Names: different or not.
    Nominal,
    /// Ranks: by how many values lie between.
    Ordinal,
    /// Differences mean the same everywhere.
    Interval,
    /// Ratios do: values from 0 on.
    Ratio,
}

/// How far observers agree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alpha {
    alpha: Real,
    observed: Real,
    expected: Real,
    pairable: usize,
}

impl Alpha {
    /// 1 for full agreement, 0 for none beyond chance, below 0 for disagreement by system. 0.8 is customary for relying on values
    /// and 0.667 for tentative conclusions (Krippendorff); no threshold is applied here.
    #[must_use]
    pub const fn alpha(self) -> Real {
        self.alpha
    }

    /// The disagreement observed.
    #[must_use]
    pub const fn observed_disagreement(self) -> Real {
        self.observed
    }

    /// The disagreement expected by chance.
    #[must_use]
    pub const fn expected_disagreement(self) -> Real {
        self.expected
    }

    /// Values that could be compared with another of their unit.
    #[must_use]
    pub const fn pairable(self) -> usize {
        self.pairable
    }
}

/// Alpha of `ratings`: one row for each observer, one column for each unit observed, none where the observer gave no value.
///
/// # Errors
/// [`Code::TOO_FEW`](crate::Code::TOO_FEW) with fewer than two observers, [`Code::LENGTH_MISMATCH`](crate::Code::LENGTH_MISMATCH) for
/// rows of different lengths, [`Code::NOT_FINITE`](crate::Code::NOT_FINITE) for what is no number,
/// [`Code::OUT_OF_BOUNDS`](crate::Code::OUT_OF_BOUNDS) for a negative value on a ratio scale, and
/// [`Code::UNDEFINED`](crate::Code::UNDEFINED) where no unit has two values or all values are the same.
///
/// # Examples
/// ```
/// use thidua::Rounding;
/// use thidua::ranking::{Metric, krippendorff};
/// let one = [1, 2, 3, 3, 2, 1, 4, 1, 2].map(|value| Some(f64::from(value))).to_vec();
/// let other = [1, 2, 3, 3, 2, 2, 4, 1, 2].map(|value| Some(f64::from(value))).to_vec();
/// let alpha = krippendorff(&[one, other], Metric::Nominal)?;
/// assert_eq!(alpha.alpha().round(3, Rounding::HalfUp)?.to_string(), "0.852");
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn krippendorff(ratings: &[Vec<Option<f64>>], metric: Metric) -> Result<Alpha, Error> {
    enough("ratings", 2, ratings.len())?;
    let count = ratings.first().map_or(0, Vec::len);
    within_limits("ratings/0", (1, MOST_DRAWS), count)?;
    let mut units: Vec<Vec<Float>> = vec![Vec::new(); count];
    for (at, row) in ratings.iter().enumerate() {
        length(&format!("/ratings/{at}"), count, row.len())?;
        for (column, (rating, unit)) in row.iter().zip(&mut units).enumerate() {
            let Some(rating) = rating else { continue };
            let place =
                |error| within(within(within(error, &column.to_string()), &at.to_string()), "ratings");
            let value = Real::new(*rating).map_err(place)?;
            if metric == Metric::Ratio && value < Real::default() {
                return Err(outside(&format!("/ratings/{at}/{column}"), value, "[0, ∞)"));
            }
            unit.push(value.into());
        }
    }
    units.retain(|unit| unit.len() > 1);
    let mut values: Vec<Float> = units.iter().flatten().copied().collect();
    let pairable = values.len();
    if pairable == 0 {
        return Err(undefined("alpha", "no unit has two values"));
    }
    values.sort_unstable_by(Float::order);
    values.dedup();
    enough("ratings", 1, values.len())?;
    let table = Table::of(&units, &values);
    let (observed, expected) = table.disagreements(&values, metric);
    if expected <= Float::ZERO {
        return Err(undefined("alpha", "all values are the same"));
    }
    let alpha = (Float::ONE - observed / expected).real()?;
    Ok(Alpha { alpha, observed: observed.real()?, expected: expected.real()?, pairable })
}

/// How often each two values meet in a unit.
struct Table {
    cells: Vec<Vec<Float>>,
    /// How often each value meets any.
    totals: Vec<Float>,
}

impl Table {
    fn of(units: &[Vec<Float>], values: &[Float]) -> Self {
        let mut cells = vec![vec![Float::ZERO; values.len()]; values.len()];
        for unit in units {
            let mut own: Vec<usize> = Vec::with_capacity(unit.len());
            own.extend(unit.iter().map(|value| values.partition_point(|other| other < value)));
            let each = Float::ONE / Float::count(unit.len().saturating_sub(1));
            for (at, c) in own.iter().enumerate() {
                for (other, k) in own.iter().enumerate() {
                    if at != other
                        && let Some(cell) = cells.get_mut(*c).and_then(|row| row.get_mut(*k))
                    {
                        *cell = *cell + each;
                    }
                }
            }
        }
        let totals = cells.iter().map(|row| Float::sum(row.iter().copied())).collect();
        Self { cells, totals }
    }

    /// The mean of the squared differences: of those that met, and of all that might.
    fn disagreements(&self, values: &[Float], metric: Metric) -> (Float, Float) {
        let all = Float::sum(self.totals.iter().copied());
        // how many values lie at or below each
        let mut below = Float::ZERO;
        let mut ranks = Vec::with_capacity(values.len());
        for total in &self.totals {
            ranks.push(below + *total * Float::HALF);
            below = below + *total;
        }
        let (mut observed, mut expected) = (Vec::new(), Vec::new());
        let rows = self.cells.iter().zip(&self.totals).zip(values.iter().zip(&ranks)).enumerate();
        for (at, ((cells, total), (c, rank))) in rows {
            let others =
                cells.iter().zip(&self.totals).zip(values.iter().zip(&ranks)).skip(at.saturating_add(1));
            for ((cell, other), (k, other_rank)) in others {
                let difference = match metric {
                    Metric::Nominal => Float::ONE,
                    // from the middle of the one to the middle of the other
                    Metric::Ordinal => *other_rank - *rank,
                    Metric::Interval => *k - *c,
                    Metric::Ratio => (*k - *c) / (*k + *c),
                };
                let square = Float::TWO * difference.squared();
                observed.push(square * *cell);
                expected.push(square * *total * *other);
            }
        }
        (Float::sum(observed) / all, Float::sum(expected) / (all * (all - Float::ONE)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;
    use crate::num::Rounding;

    /// Four observers and twelve units of Krippendorff 2011, with missing values; he prints .743, .815, .849 and .797.
    #[test]
    fn krippendorffs_example() {
        let rows = [
            "1 2 3 3 2 1 4 1 2 . . .",
            "1 2 3 3 2 2 4 1 2 5 . 3",
            ". 3 3 3 2 3 4 2 2 5 1 .",
            "1 2 3 3 2 4 4 1 2 5 1 .",
        ];
        let rows = rows.map(|row| row.split(' ').map(|cell| cell.parse::<f64>().ok()).collect::<Vec<_>>());
        for (metric, expect) in [
            (Metric::Nominal, "0.743"),
            (Metric::Ordinal, "0.815"),
            (Metric::Interval, "0.849"),
            (Metric::Ratio, "0.797"),
        ] {
            let found = krippendorff(&rows, metric).unwrap();
            let alpha = found.alpha().round(3, Rounding::HalfUp).unwrap();
            assert_eq!((alpha.to_string().as_str(), found.pairable()), (expect, 40), "{metric:?}");
        }
    }

    #[test]
    fn what_says_nothing() {
        let row = |text: &str| text.split(' ').map(|cell| cell.parse::<f64>().ok()).collect::<Vec<_>>();
        for (one, other) in [("1 1 1", "1 1 1"), ("1 . 2", ". 1 ."), (". .", ". .")] {
            let error = krippendorff(&[row(one), row(other)], Metric::Interval).unwrap_err();
            assert_eq!(error.code(), Code::UNDEFINED, "{one} {other}");
        }
        let swapped = krippendorff(&[row("1 2 1 2"), row("2 1 2 1")], Metric::Nominal).unwrap();
        assert!(swapped.alpha().get() < 0.0);
    }
}
