//! Comparisons by pairs, brought to weights by the principal direction of their matrix.
//!
//! Saaty, *The analytic hierarchy process*, 1980: consistency ratio (λ − n) / (n − 1) / RI, with RI his mean over random matrices; above 0.1 ask again.

use serde::{Deserialize, Serialize};

use super::{Seen, Weighed, names_all};
use crate::cohort::matrix::Matrix;
use crate::error::{Code, Diagnostic};
use crate::num::Float;
use crate::text::Id;

/// Saaty's mean consistency index of random matrices of 3 to 10, in hundredths.
const RANDOM: [u32; 8] = [58, 90, 112, 124, 132, 141, 145, 149];

/// How much more important parts are than others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct Ahp<Q> {
    /// Each pair once.
    pub(crate) compare: Vec<Pair<Q>>,
    /// The consistency ratio that is not gone above; 0.1 is Saaty's.
    pub(crate) most_inconsistent: Q,
}

/// One comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Pair<Q> {
    /// The part
    pub(crate) of: Id,
    /// that is compared with this one
    pub(crate) over: Id,
    /// and is so many times as important, from 1 to 9.
    pub(crate) times: Q,
}

impl<Q> Ahp<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Ahp<R> {
        let pair = |pair: &Pair<Q>| Pair {
            of: pair.of.clone(),
            over: pair.over.clone(),
            times: number(&pair.times),
        };
        let compare = self.compare.iter().map(pair).collect();
        Ahp { compare, most_inconsistent: number(&self.most_inconsistent) }
    }
}

impl Ahp<Float> {
    pub(super) fn check(&self, names: &[&str]) -> Result<(), Diagnostic> {
        if names.len() > RANDOM.len().saturating_add(2) {
            let limit = "10 parts, for which the method has been calibrated";
            return Err(Diagnostic::new(Code::TOO_LARGE).with("limit", limit).at("/compare"));
        }
        let sides = self.compare.iter().flat_map(|pair| [pair.of.as_str(), pair.over.as_str()]);
        if names.len() > 1 {
            names_all(names, sides, "/compare")?;
        }
        let mut seen = std::collections::BTreeSet::new();
        for (at, pair) in self.compare.iter().enumerate() {
            let at = format!("/compare/{at}");
            let key = if pair.of < pair.over { (&pair.of, &pair.over) } else { (&pair.over, &pair.of) };
            if pair.of == pair.over || !seen.insert(key) {
                let id = format!("{}, {}", pair.of, pair.over);
                return Err(Diagnostic::new(Code::DUPLICATE_ID).with("id", id).at(at));
            }
            if pair.times < Float::ONE / Float::from(9) || pair.times > Float::from(9) {
                let shown = pair.times.real().map(|real| real.to_string()).unwrap_or_default();
                let diagnostic =
                    Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "`times`").with("value", shown);
                return Err(diagnostic.with("bounds", "[1/9, 9]").at(format!("{at}/times")));
            }
        }
        let pairs = names.len().saturating_mul(names.len().saturating_sub(1)).checked_div(2).unwrap_or(0);
        if seen.len() != pairs {
            let diagnostic = Diagnostic::new(Code::LENGTH_MISMATCH).with("what", "`compare`");
            return Err(diagnostic.with("expected", pairs).with("found", seen.len()).at("/compare"));
        }
        Ok(())
    }

    pub(super) fn weights(&self, seen: &Seen<'_>) -> Result<Weighed, Diagnostic> {
        let count = seen.names.len();
        let place = |id: &Id| seen.names.iter().position(|name| *id == *name).unwrap_or(0);
        let mut matrix = Matrix::zero(count);
        (0..count).for_each(|at| matrix.set(at, at, Float::ONE));
        for pair in &self.compare {
            matrix.set(place(&pair.of), place(&pair.over), pair.times);
            matrix.set(place(&pair.over), place(&pair.of), Float::ONE / pair.times);
        }
        let (largest, weights) = principal(&matrix);
        let consistency = match random(count) {
            Some(random) => {
                let n = Float::count(count);
                ((largest - n) / (n - Float::ONE) / random).max(Float::ZERO)
            }
            // two comparisons are always consistent
            None => Float::ZERO,
        };
        if consistency > self.most_inconsistent {
            let shown = |value: Float| value.real().map(|real| real.to_string()).unwrap_or_default();
            let diagnostic = Diagnostic::new(Code::INCONSISTENT).with("name", seen.name);
            let diagnostic = diagnostic.with("found", shown(consistency));
            return Err(diagnostic.with("limit", shown(self.most_inconsistent)));
        }
        Ok(Weighed { weights, consistency: Some(consistency) })
    }
}

fn random(count: usize) -> Option<Float> {
    let at = count.checked_sub(3)?;
    RANDOM.get(at).map(|hundredths| Float::from(*hundredths) / Float::from(100))
}

/// The largest factor of a matrix of positive numbers, and its direction with a sum of 1, by repeated multiplication (Perron 1907: it
/// converges).
fn principal(matrix: &Matrix) -> (Float, Vec<Float>) {
    const ROUNDS: usize = 1_000;
    let count = Float::count(matrix.len());
    let mut weights = vec![Float::ONE / count; matrix.len()];
    let mut factor = count;
    for _ in 0..ROUNDS {
        let next = matrix.times(&weights);
        let sum = Float::total(next.iter().copied());
        let next: Vec<Float> = next.into_iter().map(|weight| weight / sum).collect();
        let still = weights.iter().zip(&next).all(|(old, new)| (*old - *new).abs() <= Float::SLACK * *new);
        (weights, factor) = (next, sum);
        if still {
            break;
        }
    }
    (factor, weights)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::Real;

    fn float(value: f64) -> Float {
        Real::new(value).unwrap().into()
    }

    /// A consistent matrix: 1/2, 1/3, 1/6 of the whole. And the three of `1, 2, 4` that contradict each other.
    #[test]
    fn weights_and_their_consistency() {
        let names = ["a", "b", "c"];
        let ahp = |times: [f64; 3], most: f64| Ahp {
            compare: [("a", "b"), ("b", "c"), ("a", "c")]
                .iter()
                .zip(times)
                .map(|((of, over), times)| Pair {
                    of: Id::new(of).unwrap(),
                    over: Id::new(over).unwrap(),
                    times: float(times),
                })
                .collect(),
            most_inconsistent: float(most),
        };
        let whole = |_: &[Float]| Ok(Vec::new());
        let seen = Seen { name: "x", names: &names, given: &[], columns: &[], whole: &whole };
        let found = ahp([1.5, 2.0, 3.0], 0.1);
        found.check(&names).unwrap();
        let weighed = found.weights(&seen).unwrap();
        assert!(weighed.consistency.unwrap() < float(1e-12));
        for (weight, expect) in weighed.weights.iter().zip([0.5, 1.0 / 3.0, 1.0 / 6.0]) {
            assert!((*weight - float(expect)).abs() < float(1e-12));
        }
        let torn = ahp([2.0, 4.0, 0.5], 0.1).weights(&seen).unwrap_err();
        assert_eq!(torn.code(), Code::INCONSISTENT);
        assert!(ahp([2.0, 4.0, 10.0], 0.1).check(&names).is_err());
        assert!(ahp([2.0, 4.0, 1.0], 0.1).check(&["a", "b", "c", "d"]).is_err());
    }
}
