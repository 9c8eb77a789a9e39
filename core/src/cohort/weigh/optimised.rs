//! The weights under which each part has the importance wanted.
//!
//! Becker, Saisana, Paruolo and Vandecasteele, *Weights and importance in composite indicators: closing the gap*, Ecological Indicators 2017: importance is the
//! correlation of a part with the whole; weights are moved until these have the proportions wanted.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Seen, Weighed, correlations, names_all};
use crate::cohort::column::{Deviation, correlation, deviation, present};
use crate::cohort::matrix::{Matrix, solve};
use crate::error::{Code, Diagnostic};
use crate::num::Float;
use crate::text::{Id, gathered};

/// Rounds of moving.
const ROUNDS: usize = 100;

/// The importance wanted, by the id of the part; the same for all where left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct Optimised<Q> {
    /// Proportions, of numbers above 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) importance: Option<BTreeMap<Id, Q>>,
}

impl<Q> Optimised<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Optimised<R> {
        let one = |all: &BTreeMap<Id, Q>| gathered(all.iter().map(|(id, own)| (id.clone(), number(own))));
        Optimised { importance: self.importance.as_ref().map(one) }
    }
}

impl Optimised<Float> {
    pub(super) fn check(&self, names: &[&str]) -> Result<(), Diagnostic> {
        let Some(importance) = &self.importance else { return Ok(()) };
        names_all(names, importance.keys().map(Id::as_str), "/importance")?;
        match importance.iter().find(|(_, own)| **own <= Float::ZERO) {
            None => Ok(()),
            Some((id, own)) => {
                let shown = own.real().map(|real| real.to_string()).unwrap_or_default();
                let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", format_args!("`{id}`"));
                Err(diagnostic.with("value", shown).with("bounds", "(0, ∞)").at(format!("/importance/{id}")))
            }
        }
    }

    pub(super) fn weights(&self, seen: &Seen<'_>) -> Result<Weighed, Diagnostic> {
        let one = |name: &&str| {
            self.importance.as_ref().and_then(|all| all.get(*name)).copied().unwrap_or(Float::ONE)
        };
        let wanted: Vec<Float> = seen.names.iter().map(one).collect();
        let wanted = shares(&wanted);
        let refuse = || {
            seen.refuse(
                "optimised",
                (
                    "a part does not vary with the whole, or runs against it",
                    "có phần không biến thiên cùng tổng thể, hoặc đi ngược lại",
                ),
            )
        };
        let importance = |weights: &[Float]| -> Result<Vec<Float>, Diagnostic> {
            let whole = (seen.whole)(weights)?;
            let found: Option<Vec<Float>> =
                seen.columns.iter().map(|column| correlation(column, &whole)).collect();
            let found = found.filter(|all| all.iter().all(|own| *own > Float::ZERO)).ok_or_else(refuse)?;
            Ok(shares(&found))
        };
        let mut weights = wanted.clone();
        let found = match importance(&weights) {
            Ok(found) => found,
            // a part runs against the whole at first: begin where it would not, were the whole their sum
            Err(refused) => {
                weights = of_a_sum(seen.columns, &wanted).ok_or(refused)?;
                importance(&weights)?
            }
        };
        let mut off = differences(&found, &wanted);
        let mut damping = Float::ONE / Float::from(1_000);
        for _ in 0..ROUNDS {
            if size(&off) <= Float::SLACK.squared() {
                break;
            }
            let slopes = slopes(&weights, &off, |weights| Ok(differences(&importance(weights)?, &wanted)))?;
            let Some(step) = downhill(&slopes, &off, damping) else { break };
            let moved: Vec<Float> =
                weights.iter().zip(step).map(|(weight, step)| *weight * step.exp()).collect();
            let moved = shares(&moved);
            match importance(&moved).map(|found| differences(&found, &wanted)) {
                Ok(next) if size(&next) < size(&off) => {
                    (weights, off) = (moved, next);
                    damping = damping / Float::from(10);
                }
                _ => damping = damping * Float::from(10),
            }
        }
        // what is found must be what is wanted, to six digits
        let near = Float::ONE / Float::from(1_000_000);
        if size(&off) > near.squared() {
            return Err(seen.refuse(
                "optimised",
                (
                    "no weights above 0 give these importances",
                    "không có trọng số dương nào cho các mức quan trọng này",
                ),
            ));
        }
        Ok(weights.into())
    }
}

/// The weights under which the correlations with the weighed sum of columns have these proportions, where all are above 0: what the correlations of
/// the columns, solved for the proportions, give each in units of its deviation.
fn of_a_sum(columns: &[&[Option<Float>]], wanted: &[Float]) -> Option<Vec<Float>> {
    let solved = solve(&correlations(columns)?, wanted)?;
    let units = columns.iter().map(|column| deviation(&present(column), Deviation::Sample));
    let weights: Vec<Float> = solved.into_iter().zip(units).map(|(own, unit)| own / unit).collect();
    weights.iter().all(|weight| *weight > Float::ZERO).then(|| shares(&weights))
}

fn differences(found: &[Float], wanted: &[Float]) -> Vec<Float> {
    found.iter().zip(wanted).map(|(own, want)| *own - *want).collect()
}

fn size(off: &[Float]) -> Float {
    Float::total(off.iter().map(|own| own.squared()))
}

/// How much every difference changes with the logarithm of each weight, one row for each weight.
fn slopes(
    weights: &[Float],
    off: &[Float],
    differences: impl Fn(&[Float]) -> Result<Vec<Float>, Diagnostic>,
) -> Result<Vec<Vec<Float>>, Diagnostic> {
    let little = Float::ONE / Float::from(1_000_000);
    let mut rows = Vec::with_capacity(weights.len());
    for at in 0..weights.len() {
        let mut moved = weights.to_vec();
        moved.get_mut(at).into_iter().for_each(|weight| *weight = *weight * little.exp());
        let next = differences(&moved)?;
        rows.push(next.iter().zip(off).map(|(new, old)| (*new - *old) / little).collect());
    }
    Ok(rows)
}

/// The step of Levenberg (1944) and Marquardt (1963) towards no difference.
fn downhill(slopes: &[Vec<Float>], off: &[Float], damping: Float) -> Option<Vec<Float>> {
    let product = |one: &[Float], other: &[Float]| {
        Float::total(one.iter().zip(other).map(|(own, other)| *own * *other))
    };
    let mut normal = Matrix::of(
        slopes.iter().map(|row| slopes.iter().map(|other| product(row, other)).collect()).collect(),
    );
    let largest = (0..normal.len()).map(|at| normal.get(at, at)).fold(Float::ZERO, Float::max);
    (0..normal.len()).for_each(|at| normal.set(at, at, normal.get(at, at) + largest * damping));
    let towards: Vec<Float> = slopes.iter().map(|row| -product(row, off)).collect();
    solve(&normal, &towards)
}

/// The numbers as shares of their sum.
fn shares(numbers: &[Float]) -> Vec<Float> {
    let sum = Float::total(numbers.iter().copied());
    numbers.iter().map(|number| *number / sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cohort::column::Column;

    /// The correlations of three parts with their weighted sum, once they are optimised to be equal.
    fn optimised(last: [u32; 6]) -> Result<Vec<Float>, Diagnostic> {
        let rows = [[1, 2, 3, 4, 5, 6], [2, 1, 4, 3, 6, 5], last];
        let columns: Vec<Column> =
            rows.iter().map(|row| row.iter().map(|value| Some(Float::from(*value))).collect()).collect();
        let columns: Vec<&[Option<Float>]> = columns.iter().map(Vec::as_slice).collect();
        let whole = |weights: &[Float]| {
            let sum = |subject: usize| {
                Float::total(
                    columns.iter().zip(weights).filter_map(|(column, w)| column[subject].map(|x| x * *w)),
                )
            };
            Ok((0..6).map(|subject| Some(sum(subject))).collect())
        };
        let seen = Seen { name: "x", names: &["a", "b", "c"], given: &[], columns: &columns, whole: &whole };
        let weighed = Optimised { importance: None }.weights(&seen)?;
        let total: Column = whole(&weighed.weights)?;
        Ok(columns.iter().map(|column| correlation(column, &total).unwrap()).collect())
    }

    #[test]
    fn importance_is_as_wanted_or_an_error() {
        // with equal weights the last of the second would run against the sum
        for last in [[1, 1, 3, 2, 2, 4], [1, 2, 2, 1, 1, 1]] {
            let found = optimised(last).unwrap();
            for own in &found {
                assert!((*own - found[0]).abs() < Float::ONE / Float::from(100_000), "{found:?}");
            }
        }
        // the inverse of these correlations gives the first part a weight below 0
        assert_eq!(optimised([3, 1, 2, 3, 1, 4]).unwrap_err().code(), Code::DEGENERATE);
    }
}
