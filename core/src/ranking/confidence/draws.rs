//! Normal draws of all units together, a block at a time: the same draws as often as they are asked for.

use crate::error::{Code, Diagnostic, Error};
use crate::num::{Float, Random};

/// Draws that are worked on together: as many as stay in the processor's nearest memory.
pub(super) const BLOCK: usize = 64;

/// One quantity in all draws of a block.
pub(super) type Block = [Float; BLOCK];

/// How the draws of units hang together.
pub(super) enum Together {
    /// Independent, with these standard errors.
    Apart(Vec<Float>),
    /// The rows of a lower triangle whose product with its own mirror image is the covariances.
    Triangle(Vec<Vec<Float>>),
}

impl Together {
    /// The triangle of Cholesky. A matrix that leaves some units no freedom of their own is allowed.
    pub(super) fn of(covariances: &[Vec<Float>]) -> Result<Self, Error> {
        let mut rows: Vec<Vec<Float>> = Vec::with_capacity(covariances.len());
        let mut variances: Vec<Float> = Vec::with_capacity(covariances.len());
        for (j, given) in covariances.iter().enumerate() {
            let variance = given.get(j).copied().unwrap_or(Float::ZERO);
            // what rounding leaves of zero
            let slack = Float::count(covariances.len()) * Float::SLACK;
            let nothing = variance * slack;
            let mut row: Vec<Float> = Vec::with_capacity(j.saturating_add(1));
            for ((value, other), its) in given.iter().zip(&rows).zip(&variances) {
                let rest = *value - dot(&row, other);
                match other.last() {
                    Some(pivot) if *pivot > Float::ZERO => row.push(rest / *pivot),
                    _ if rest.squared() <= nothing * *its => row.push(Float::ZERO),
                    _ => return Err(impossible(j)),
                }
            }
            let left = variance - dot(&row, &row);
            if left < -nothing {
                return Err(impossible(j));
            }
            row.push(if left > nothing { left.sqrt() } else { Float::ZERO });
            rows.push(row);
            variances.push(variance);
        }
        Ok(Self::Triangle(rows))
    }

    fn units(&self) -> usize {
        match self {
            Self::Apart(errors) => errors.len(),
            Self::Triangle(rows) => rows.len(),
        }
    }
}

/// Σ a b over as many as both have.
fn dot(a: &[Float], b: &[Float]) -> Float {
    a.iter().zip(b).fold(Float::ZERO, |sum, (a, b)| sum + *a * *b)
}

fn impossible(row: usize) -> Error {
    let diagnostic = Diagnostic::new(Code::NOT_COVARIANCE)
        .with("why", "some sum of the estimates would vary less than nothing");
    diagnostic.at(format!("/covariances/{row}")).data()
}

/// The draws from the first on.
pub(super) struct Draws<'a> {
    together: &'a Together,
    random: Random,
    units: Vec<Block>,
    raw: Vec<Block>,
}

impl<'a> Draws<'a> {
    pub(super) fn new(together: &'a Together, seed: u64) -> Self {
        let units = vec![[Float::ZERO; BLOCK]; together.units()];
        Self { together, random: Random::new(seed), raw: units.clone(), units }
    }

    /// The next block: for each unit, its draws.
    pub(super) fn next(&mut self) -> &[Block] {
        match self.together {
            Together::Apart(errors) => {
                for (unit, error) in self.units.iter_mut().zip(errors) {
                    unit.iter_mut().for_each(|draw| *draw = self.random.normal() * *error);
                }
            }
            Together::Triangle(rows) => {
                for draw in self.raw.iter_mut().flatten() {
                    *draw = self.random.normal();
                }
                for (unit, row) in self.units.iter_mut().zip(rows) {
                    *unit = [Float::ZERO; BLOCK];
                    for (weight, raw) in row.iter().zip(&self.raw) {
                        unit.iter_mut().zip(raw).for_each(|(sum, raw)| *sum = *sum + *weight * *raw);
                    }
                }
            }
        }
        &self.units
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::Real;

    fn matrix(rows: &[&[f64]]) -> Vec<Vec<Float>> {
        let number = |value: &f64| Float::from(Real::new(*value).unwrap());
        rows.iter().map(|row| row.iter().map(number).collect()).collect()
    }

    #[test]
    fn draws_have_the_covariances_asked_for() {
        let wanted = matrix(&[&[4.0, 2.0, 2.0], &[2.0, 5.0, 1.0], &[2.0, 1.0, 1.0]]);
        let together = Together::of(&wanted).unwrap();
        let mut draws = Draws::new(&together, 3);
        let mut sums = vec![vec![Float::ZERO; 3]; 3];
        let blocks = 4000;
        for _ in 0..blocks {
            let block = draws.next();
            for (j, row) in sums.iter_mut().enumerate() {
                for (k, sum) in row.iter_mut().enumerate() {
                    *sum = *sum + dot(&block[j], &block[k]);
                }
            }
        }
        for (row, expect) in sums.iter().flatten().zip(wanted.iter().flatten()) {
            let found = *row / Float::count(blocks * BLOCK);
            assert!((found - *expect).abs() < Float::from(Real::new(0.05).unwrap()), "{found:?} {expect:?}");
        }
    }

    #[test]
    fn what_no_quantities_can_have() {
        for impossible in [
            matrix(&[&[1.0, 2.0], &[2.0, 1.0]]),
            matrix(&[&[0.0, 1.0], &[1.0, 1.0]]),
            matrix(&[&[1.0, 0.9, -0.9], &[0.9, 1.0, 0.9], &[-0.9, 0.9, 1.0]]),
        ] {
            assert_eq!(Together::of(&impossible).err().unwrap().code(), Code::NOT_COVARIANCE);
        }
        for possible in [
            matrix(&[&[0.0, 0.0], &[0.0, 1.0]]),
            matrix(&[&[1.0, 1.0], &[1.0, 1.0]]),
            matrix(&[&[2.0, -1.0, -1.0], &[-1.0, 2.0, -1.0], &[-1.0, -1.0, 2.0]]),
            matrix(&[&[0.1, 0.3, 0.1], &[0.3, 0.9, 0.3], &[0.1, 0.3, 0.1]]),
        ] {
            assert!(Together::of(&possible).is_ok());
        }
    }
}
