//! How many others a subject is better than, part by part.
//!
//! Borda, *Mémoire sur les élections au scrutin*, 1781; OECD and JRC, *Handbook on constructing composite indicators*, 2008, step 6: the parts
//! vote, weighted.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::{Method, Part, Parts};
use crate::cohort::column::Column;
use crate::error::Diagnostic;
use crate::num::Float;

/// The weighted mean over parts of how many are worse, with half of those that are even.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = ""))]
pub(crate) struct Borda<Q> {
    #[serde(skip)]
    pub(crate) number: PhantomData<Q>,
}

impl<Q> Borda<Q> {
    pub(super) const fn map<R>(&self, _: &impl Fn(&Q) -> R) -> Borda<R> {
        Borda { number: PhantomData }
    }
}

impl Method for Borda<Float> {
    fn whole(&self, parts: &Parts<'_>) -> Result<Column, Diagnostic> {
        let rows = parts.rows();
        let points = |part: &Part, own: usize| {
            let others = rows.iter().filter(|(subject, _)| *subject != own);
            let values = others.filter_map(|(_, row)| row.iter().find(|other| other.at == part.at));
            values.fold(Float::ZERO, |sum, other| {
                let point = match (other.value < part.value, other.value == part.value) {
                    (true, _) => Float::ONE,
                    (_, true) => Float::HALF,
                    _ => Float::ZERO,
                };
                sum + point
            })
        };
        let score = |(subject, row): &(usize, Vec<Part>)| {
            let above = Float::total(row.iter().map(|part| part.weight * points(part, *subject)));
            (*subject, above / Float::total(row.iter().map(|part| part.weight)))
        };
        Ok(parts.column(rows.iter().map(score).collect::<Vec<_>>()))
    }

    fn needs_cohort(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::whole;
    use super::*;

    /// 60 voters of the handbook's table 28: 23 abc, 17 bca, 2 bac, 10 cab, 8 cba.
    #[test]
    fn the_votes_of_the_handbook() {
        let votes =
            [&[3.0, 2.0, 1.0], &[1.0, 3.0, 2.0], &[2.0, 3.0, 1.0], &[2.0, 1.0, 3.0], &[1.0, 2.0, 3.0]];
        let votes: Vec<&[f64]> = votes.iter().map(|vote| vote.as_slice()).collect();
        let found = whole(&Borda { number: PhantomData }, &votes, &[23.0, 17.0, 2.0, 10.0, 8.0]).unwrap();
        // a: 23·2 + 2 + 10, b: 23 + (17 + 2)·2 + 8, c: 17 + (10 + 8)·2
        for (found, expect) in found.iter().zip([58.0, 69.0, 53.0]) {
            assert!((found * 60.0 - expect).abs() < 1e-12);
        }
    }
}
