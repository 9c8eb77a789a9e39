//! Ranks of scores, some of which are missing.

use std::cmp::Ordering;

use super::document::{On, Publish};
use super::index::rounded;
use crate::error::Error;
use crate::num::{Float, Fraction};
use crate::ranking;

/// The ranks of scores as a pack publishes them; those without a score have none.
pub(super) fn published(column: &[Option<Float>], publish: Publish) -> Result<Vec<Option<Fraction>>, Error> {
    twice(column, publish)?.into_iter().map(|rank| rank.map(ranking::half).transpose()).collect()
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

fn doubled<T>(
    values: &[Option<T>],
    order: impl Fn(&T, &T) -> Ordering,
    publish: Publish,
) -> Vec<Option<u32>> {
    let way = |one: &&T, other: &&T| {
        if publish.lowest_first { order(one, other) } else { order(other, one) }
    };
    let present = values.iter().enumerate().filter_map(|(at, value)| Some((at, value.as_ref()?))).collect();
    let mut ranks = vec![None; values.len()];
    for (at, twice) in ranking::doubled(present, publish.ties, way) {
        ranks.get_mut(at).into_iter().for_each(|rank| *rank = Some(twice));
    }
    ranks
}
