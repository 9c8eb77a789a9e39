//! Order and ties.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::input::{within, within_limits};
use crate::error::Error;
use crate::num::{Fraction, Rounding};

/// Which values come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// The highest.
    #[default]
    Higher,
    /// The lowest, as for delays or errors.
    Lower,
}

/// The rank of units that share a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Ties {
    /// 1, 2, 2, 4: one more than how many are strictly better.
    #[default]
    Min,
    /// 1, 3, 3, 4: how many are at least as good.
    Max,
    /// 1, 2½, 2½, 4: the mean of the two.
    Mean,
    /// 1, 2, 2, 3: one more than how many better values there are.
    Dense,
}

/// How values are put in order. The highest is first, ties take the minimum rank and values are compared as they are,
/// unless said otherwise.
#[derive(Debug, Clone, Copy, Default)]
pub struct Order {
    better: Better,
    ties: Ties,
    rounding: Option<(u32, Rounding)>,
}

impl Order {
    /// Which values come first.
    #[must_use]
    pub const fn better(mut self, better: Better) -> Self {
        self.better = better;
        self
    }

    /// The rank of units that share a value.
    #[must_use]
    pub const fn ties(mut self, ties: Ties) -> Self {
        self.ties = ties;
        self
    }

    /// Compares values rounded to `places` digits after the point, as they are published.
    #[must_use]
    pub const fn rounded(mut self, places: u32, rounding: Rounding) -> Self {
        self.rounding = Some((places, rounding));
        self
    }
}

/// The rank of each value: a whole number, but for [`Ties::Mean`]. Equal values have equal ranks, whatever order they come
/// in. The United Nations' human development index is ranked by the default after rounding to three places.
///
/// # Errors
/// [`Code::EMPTY`](crate::Code::EMPTY) without values,
/// [`Code::OVERFLOW`](crate::Code::OVERFLOW) for a value too large to be rounded.
///
/// # Examples
/// ```
/// use thidua::{Fraction, Rounding};
/// use thidua::ranking::{Order, Ties, ranks};
/// let values = ["0.7504", "0.7496", "3/4", "0.9"].map(|text| Fraction::parse(text));
/// let values = values.into_iter().collect::<Result<Vec<_>, _>>()?;
/// let text = |order: Order| -> Result<String, thidua::Error> {
///     Ok(ranks(&values, &order)?.iter().map(Fraction::to_string).collect::<Vec<_>>().join(" "))
/// };
/// assert_eq!(text(Order::default())?, "2 4 3 1");
/// assert_eq!(text(Order::default().rounded(2, Rounding::HalfUp))?, "2 2 2 1");
/// assert_eq!(text(Order::default().rounded(2, Rounding::HalfUp).ties(Ties::Mean))?, "3 3 3 1");
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn ranks(values: &[Fraction], order: &Order) -> Result<Vec<Fraction>, Error> {
    within_limits("values", (1, usize::MAX), values.len())?;
    let compared = compared(values, order)?;
    let way = |a: &&Fraction, b: &&Fraction| match order.better {
        Better::Higher => b.cmp(a),
        Better::Lower => a.cmp(b),
    };
    let mut twice = doubled(compared.iter().enumerate().collect(), order.ties, way);
    twice.sort_unstable();
    twice.into_iter().map(|(_, twice)| half(twice)).collect()
}

/// Twice the rank of each value, so that it is whole, by the place that the value came with; `way` puts the best first.
pub(crate) fn doubled<T>(
    mut placed: Vec<(usize, T)>,
    ties: Ties,
    way: impl Fn(&T, &T) -> Ordering,
) -> Vec<(usize, u32)> {
    placed.sort_by(|a, b| way(&a.1, &b.1));
    let mut ranks = Vec::with_capacity(placed.len());
    let (mut before, mut groups) = (0_u32, 0_u32);
    for tied in placed.chunk_by(|a, b| way(&a.1, &b.1) == Ordering::Equal) {
        groups = groups.saturating_add(1);
        let last = before.saturating_add(u32::try_from(tied.len()).unwrap_or(u32::MAX));
        let first = before.saturating_add(1);
        let twice = match ties {
            Ties::Min => first.saturating_mul(2),
            Ties::Max => last.saturating_mul(2),
            Ties::Mean => first.saturating_add(last),
            Ties::Dense => groups.saturating_mul(2),
        };
        ranks.extend(tied.iter().map(|(at, _)| (*at, twice)));
        before = last;
    }
    ranks
}

/// A rank of which twice is known.
pub(crate) fn half(twice: u32) -> Result<Fraction, Error> {
    Fraction::new(twice.into(), 2)
}

/// How many of the values are strictly better than each; `better` tells whether its first is.
pub(super) fn strictly_better<T>(values: &[T], better: impl Fn(&T, &T) -> bool) -> Vec<usize> {
    values.iter().map(|own| values.iter().filter(|other| better(other, own)).count()).collect()
}

/// The values as they are compared.
fn compared(values: &[Fraction], order: &Order) -> Result<Vec<Fraction>, Error> {
    let Some((places, rounding)) = order.rounding else { return Ok(values.to_vec()) };
    let rounded = |(at, value): (usize, &Fraction)| {
        let value = value.round(places, rounding).map(Fraction::from);
        value.map_err(|error| within(within(error, &at.to_string()), "values"))
    };
    values.iter().enumerate().map(rounded).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(values: &[i64], order: Order, expect: &str) {
        let values: Vec<Fraction> = values.iter().map(|value| Fraction::from(*value)).collect();
        let found: Vec<String> = ranks(&values, &order).unwrap().iter().map(Fraction::to_string).collect();
        assert_eq!(found.join(" "), expect);
    }

    #[test]
    fn every_rule_for_ties() {
        let values = [30, 50, 40, 40, 50, 40];
        for (ties, expect) in [
            (Ties::Min, "6 1 3 3 1 3"),
            (Ties::Max, "6 2 5 5 2 5"),
            (Ties::Mean, "6 3/2 4 4 3/2 4"),
            (Ties::Dense, "3 1 2 2 1 2"),
        ] {
            check(&values, Order::default().ties(ties), expect);
        }
        check(&values, Order::default().better(Better::Lower), "1 5 2 2 5 2");
        check(&[7], Order::default(), "1");
        check(&[7, 7], Order::default().ties(Ties::Mean), "3/2 3/2");
    }

    #[test]
    fn as_many_as_there_are() {
        let values: Vec<Fraction> = (0..5_000_i64).map(Fraction::from).collect();
        let found = ranks(&values, &Order::default()).unwrap();
        assert_eq!((found.first(), found.last()), (Some(&Fraction::from(5_000_i64)), Some(&Fraction::ONE)));
    }

    #[test]
    fn exact_values_tie_where_floats_do_not() {
        let tenth = Fraction::new(1, 10).unwrap();
        let sum = tenth.add(&tenth).add(&tenth);
        let three = Fraction::parse("0.3").unwrap();
        let found = ranks(&[sum, three], &Order::default()).unwrap();
        assert_eq!(found, [Fraction::ONE, Fraction::ONE]);
    }
}
