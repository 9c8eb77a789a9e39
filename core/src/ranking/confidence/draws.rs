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
    /// Rows whose products with each other are the covariances.
    Rows(Vec<Vec<Float>>),
}

impl Together {
    /// The root of Cholesky, the unit with the most freedom left taken first: so it holds for estimates of which some follow from
    /// others, as from few periods, where a fixed order would divide by what rounding leaves of zero. Source: Higham, Accuracy
    /// and Stability of Numerical Algorithms, 2002, section 10.3.
    pub(super) fn of(covariances: &[Vec<Float>]) -> Result<Self, Error> {
        let count = covariances.len();
        let cell = |j: usize, k: usize| {
            covariances.get(j).and_then(|row| row.get(k)).copied().unwrap_or(Float::ZERO)
        };
        let errors: Vec<Float> = (0..count).map(|j| cell(j, j).sqrt()).collect();
        let error = |j: usize| errors.get(j).copied().unwrap_or(Float::ZERO);
        // what sums over many draws leave of zero, of a correlation
        let nothing = Float::SLACK.sqrt();
        let mut free: Vec<(usize, Float)> = Vec::with_capacity(count);
        free.extend((0..count).filter(|j| error(*j) > Float::ZERO).map(|j| (j, Float::ONE)));
        let mut rows: Vec<Vec<Float>> = vec![Vec::new(); count];
        // the first of those with the most left
        let first = |free: &[(usize, Float)]| {
            let mut best: Option<(usize, Float)> = None;
            for (at, (_, left)) in free.iter().enumerate() {
                if *left > best.map_or(nothing, |(_, most)| most) {
                    best = Some((at, *left));
                }
            }
            best
        };
        while let Some((at, left)) = first(&free) {
            let (taken, _) = free.remove(at);
            let (pivot, own) = (left.sqrt(), rows.get(taken).cloned().unwrap_or_default());
            for (j, left) in &mut free {
                let Some(row) = rows.get_mut(*j) else { continue };
                let rest = cell(*j, taken) / error(*j) / error(taken) - dot(row, &own);
                let weight = rest / pivot;
                row.push(weight);
                *left = *left - weight.squared();
            }
            rows.get_mut(taken).into_iter().for_each(|row| row.push(pivot));
        }
        // nobody left may vary by themselves, nor with anybody else
        for (j, left) in &free {
            let row = rows.get(*j).map_or(&[][..], Vec::as_slice);
            let apart = |(k, _): &(usize, Float)| {
                let rest = cell(*j, *k) / error(*j) / error(*k)
                    - rows.get(*k).map_or(Float::ZERO, |own| dot(row, own));
                rest.abs() > nothing
            };
            if *left < -nothing || free.iter().any(apart) {
                return Err(impossible(*j));
            }
        }
        let still = (0..count).filter(|j| error(*j) == Float::ZERO);
        for j in still {
            if (0..count).any(|k| cell(j, k) != Float::ZERO) {
                return Err(impossible(j));
            }
        }
        for (row, error) in rows.iter_mut().zip(&errors) {
            row.iter_mut().for_each(|weight| *weight = *weight * *error);
        }
        Ok(Self::Rows(rows))
    }

    fn units(&self) -> usize {
        match self {
            Self::Apart(errors) => errors.len(),
            Self::Rows(rows) => rows.len(),
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
            Together::Rows(rows) => {
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

    /// Many units over few periods: covariances of low rank, of which rounding spoils the last digits.
    #[test]
    fn more_units_than_periods() {
        let mut random = Random::new(11);
        for (units, periods) in [(30, 5), (90, 13), (200, 13)] {
            let scale = |unit: usize| Float::count(1 + unit * unit);
            let rows: Vec<Vec<Float>> = (0..units)
                .map(|unit| (0..periods).map(|_| random.normal() * scale(unit)).collect())
                .collect();
            let covariances: Vec<Vec<Float>> =
                rows.iter().map(|a| rows.iter().map(|b| dot(a, b)).collect()).collect();
            let Together::Rows(found) = Together::of(&covariances).unwrap() else { panic!("rows") };
            assert!(found.iter().all(|row| row.len() <= periods), "no more freedom than there are periods");
            for ((a, wanted), j) in found.iter().zip(&covariances).zip(0..) {
                for ((b, wanted), k) in found.iter().zip(wanted).zip(0..) {
                    let size = covariances[j][j].sqrt() * covariances[k][k].sqrt();
                    assert!((dot(a, b) - *wanted).abs() <= size * Float::SLACK.sqrt() * Float::TWO);
                }
            }
        }
    }
}
