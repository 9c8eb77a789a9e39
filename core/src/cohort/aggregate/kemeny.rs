//! The place in the order that most comparisons agree with.
//!
//! Kemeny, *Mathematics without numbers*, 1959; Young and Levenglick, *A consistent extension of Condorcet's election principle*, 1978; as step 6 of
//! OECD and JRC 2008 has it. Exactly, by dynamic programming over sets of subjects, so for 16 subjects at most.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::outranking::{entry, matrix};
use super::{Method, Parts};
use crate::cohort::column::Column;
use crate::error::{Code, Diagnostic};
use crate::num::Float;

/// Subjects that can be ordered exactly.
const MOST: usize = 16;

/// How many stand behind it in the best order; where several orders are best, the mean over all of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = ""))]
pub(crate) struct Kemeny<Q> {
    #[serde(skip)]
    pub(crate) number: PhantomData<Q>,
}

impl<Q> Kemeny<Q> {
    pub(super) const fn map<R>(&self, _: &impl Fn(&Q) -> R) -> Kemeny<R> {
        Kemeny { number: PhantomData }
    }
}

/// The best support of any order of a set, and how many orders have it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Best {
    support: Float,
    orders: Float,
}

impl Best {
    const NONE: Self = Self { support: Float::LEAST, orders: Float::ZERO };

    fn meet(&mut self, support: Float, orders: Float) {
        let (own, new) = (self.support.twelve_digits(), support.twelve_digits());
        if new > own || self.orders == Float::ZERO {
            *self = Self { support, orders };
        } else if new == own {
            self.orders = self.orders + orders;
        }
    }
}

/// The best orders: their support, and for each subject the mean of how many stand behind it.
fn orders(matrix: &[Vec<Float>]) -> (Float, Vec<Float>) {
    let count = matrix.len();
    let sets = 1_usize << count;
    let all = sets.saturating_sub(1);
    let members = |set: usize| (0..count).filter(move |at| set >> at & 1 == 1);
    // what the members of a set support when `one` stands after all of them, and before all the others
    let after = |set: usize, one: usize| Float::total(members(set).map(|other| entry(matrix, other, one)));
    let start = Best { support: Float::ZERO, orders: Float::ONE };
    let mut front = vec![Best::NONE; sets];
    let mut back = vec![Best::NONE; sets];
    front.first_mut().into_iter().chain(back.last_mut()).for_each(|best| *best = start);
    for set in 0..sets {
        let Some(from) = front.get(set).copied() else { continue };
        for one in members(all & !set) {
            let support = from.support + after(set, one);
            if let Some(best) = front.get_mut(set | 1 << one) {
                best.meet(support, from.orders);
            }
        }
    }
    // the same from the last to the first: what the rest adds once the set stands in front
    for set in (0..all).rev() {
        let mut best = Best::NONE;
        for one in members(all & !set) {
            if let Some(then) = back.get(set | 1 << one) {
                best.meet(then.support + after(set, one), then.orders);
            }
        }
        if let Some(own) = back.get_mut(set) {
            *own = best;
        }
    }
    let Some(best) = back.first().copied() else { return (Float::ZERO, Vec::new()) };
    let mut behind = vec![Float::ZERO; count];
    for set in 0..all {
        let (Some(from), rest) = (front.get(set).copied(), members(all & !set)) else { continue };
        for one in rest {
            let Some(then) = back.get(set | 1 << one) else { continue };
            let support = from.support + after(set, one) + then.support;
            if support.twelve_digits() == best.support.twelve_digits() {
                let share = from.orders * then.orders / best.orders;
                let places = Float::count(members(all & !set).count().saturating_sub(1));
                behind.get_mut(one).into_iter().for_each(|sum| *sum = *sum + share * places);
            }
        }
    }
    (best.support, behind)
}

impl Method for Kemeny<Float> {
    fn whole(&self, parts: &Parts<'_>) -> Result<Column, Diagnostic> {
        let (subjects, matrix) = matrix(parts);
        if subjects.len() > MOST {
            let limit = format!("{MOST} subjects, which `kemeny` orders exactly");
            return Err(Diagnostic::new(Code::TOO_LARGE).with("limit", limit));
        }
        let (_, behind) = orders(&matrix);
        Ok(parts.column(subjects.into_iter().zip(behind)))
    }

    fn needs_cohort(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{float, whole};
    use super::*;

    /// Table 28 of the handbook: bca has the support 104 of 60 voters, abc 100, bac 94.
    #[test]
    fn the_votes_of_the_handbook() {
        let votes =
            [&[3.0, 2.0, 1.0], &[1.0, 3.0, 2.0], &[2.0, 3.0, 1.0], &[2.0, 1.0, 3.0], &[1.0, 2.0, 3.0]];
        let votes: Vec<&[f64]> = votes.iter().map(|vote| vote.as_slice()).collect();
        let method = Kemeny { number: PhantomData };
        assert_eq!(whole(&method, &votes, &[23.0, 17.0, 2.0, 10.0, 8.0]).unwrap(), [0.0, 2.0, 1.0]);
        let matrix = [[0.0, 33.0, 25.0], [27.0, 0.0, 42.0], [35.0, 18.0, 0.0]];
        let matrix: Vec<Vec<Float>> = matrix.iter().map(|row| row.map(float).to_vec()).collect();
        assert_eq!(orders(&matrix).0, float(104.0));
    }

    #[test]
    fn several_best_orders_share() {
        let method = Kemeny { number: PhantomData };
        // a circle of three: every rotation is as good
        let circle: [&[f64]; 3] = [&[3.0, 2.0, 1.0], &[1.0, 3.0, 2.0], &[2.0, 1.0, 3.0]];
        for found in whole(&method, &circle, &[1.0; 3]).unwrap() {
            assert!((found - 1.0).abs() < 1e-12);
        }
        let many: Vec<f64> = (0..17).map(f64::from).collect();
        assert_eq!(whole(&method, &[&many], &[1.0]).unwrap_err().code(), Code::TOO_LARGE);
        assert_eq!(whole(&method, &[&many[..16]], &[1.0]).unwrap(), many[..16]);
    }
}
