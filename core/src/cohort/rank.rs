//! Ranks of scores, some of which are missing.

use std::cmp::Ordering;

use super::document::{On, Publish};
use super::index::rounded;
use crate::error::Error;
use crate::num::{Float, Fraction};
use crate::ranking::Ties;

/// The ranks of scores as a pack publishes them; those without a score have none.
pub(super) fn published(column: &[Option<Float>], publish: Publish) -> Result<Vec<Option<Fraction>>, Error> {
    let half = |rank: u32| Fraction::new(i128::from(rank), 2);
    twice(column, publish)?.into_iter().map(|rank| rank.map(half).transpose()).collect()
}

/// Twice these ranks, so that they are whole.
pub(super) fn twice(column: &[Option<Float>], publish: Publish) -> Result<Vec<Option<u32>>, Error> {
    Ok(match publish.ranks_on {
        On::Full => {
            let values: Vec<Option<Float>> =
                column.iter().map(|value| value.map(Float::twelve_digits)).collect();
            doubled(&values, Float::order, publish)
        }
        On::Published => {
            let value = |value: &Option<Float>| value.map(|value| rounded(value, publish)).transpose();
            let values = column.iter().map(value).collect::<Result<Vec<_>, Error>>()?;
            doubled(&values, Ord::cmp, publish)
        }
    })
}

/// Twice the rank of each value, so that it is whole.
fn doubled<T>(
    values: &[Option<T>],
    order: impl Fn(&T, &T) -> Ordering,
    publish: Publish,
) -> Vec<Option<u32>> {
    let mut sorted: Vec<(usize, &T)> =
        values.iter().enumerate().filter_map(|(at, value)| Some((at, value.as_ref()?))).collect();
    let way = |one: &T, other: &T| {
        if publish.lowest_first { order(one, other) } else { order(other, one) }
    };
    sorted.sort_by(|one, other| way(one.1, other.1));
    let mut ranks = vec![None; values.len()];
    let (mut before, mut groups) = (0_u32, 0_u32);
    for tied in sorted.chunk_by(|one, other| way(one.1, other.1) == Ordering::Equal) {
        let count = u32::try_from(tied.len()).unwrap_or(u32::MAX);
        groups = groups.saturating_add(1);
        let (first, last) = (before.saturating_add(1), before.saturating_add(count));
        let twice = match publish.ties {
            Ties::Min => first.saturating_mul(2),
            Ties::Max => last.saturating_mul(2),
            Ties::Mean => first.saturating_add(last),
            Ties::Dense => groups.saturating_mul(2),
        };
        for (at, _) in tied {
            ranks.get_mut(*at).into_iter().for_each(|rank| *rank = Some(twice));
        }
        before = last;
    }
    ranks
}
