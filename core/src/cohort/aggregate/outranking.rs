//! The outranking matrix: what share of the weight says that one subject is better than another.
//!
//! Munda and Nardo, *Noncompensatory/nonlinear composite indicators for ranking countries*, Applied Economics 2009.

use super::{Part, Parts};
use crate::num::Float;

/// o_ij = Σ w [x_i > x_j] + ½ Σ w [x_i = x_j] over the parts that both have, as a share of what these weigh. The subjects are those that
/// have enough parts.
pub(crate) fn matrix(parts: &Parts<'_>) -> (Vec<usize>, Vec<Vec<Float>>) {
    let rows = parts.rows();
    let share = |one: &[Part], other: &[Part]| {
        let (mut better, mut all) = (Float::ZERO, Float::ZERO);
        for part in one {
            let Some(against) = other.iter().find(|against| against.at == part.at) else { continue };
            all = all + part.weight;
            if part.value > against.value {
                better = better + part.weight;
            } else if part.value == against.value {
                better = better + part.weight * Float::HALF;
            }
        }
        // two that have nothing in common are even
        if all > Float::ZERO { better / all } else { Float::HALF }
    };
    let line = |(at, one): (usize, &(usize, Vec<Part>))| {
        let cell = |(to, other): (usize, &(usize, Vec<Part>))| {
            if at == to { Float::ZERO } else { share(&one.1, &other.1) }
        };
        rows.iter().enumerate().map(cell).collect()
    };
    let matrix = rows.iter().enumerate().map(line).collect();
    (rows.iter().map(|(subject, _)| *subject).collect(), matrix)
}

/// The entry, 0 outside.
pub(super) fn entry(matrix: &[Vec<Float>], one: usize, other: usize) -> Float {
    matrix.get(one).and_then(|row| row.get(other)).copied().unwrap_or(Float::ZERO)
}
