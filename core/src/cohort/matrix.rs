//! Square matrices, small ones: solving, and the vectors that a symmetric one only stretches.

use crate::num::Float;

/// A square matrix.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Matrix {
    rows: Vec<Vec<Float>>,
}

impl Matrix {
    pub(super) fn zero(count: usize) -> Self {
        Self { rows: vec![vec![Float::ZERO; count]; count] }
    }

    pub(super) const fn of(rows: Vec<Vec<Float>>) -> Self {
        Self { rows }
    }

    pub(super) fn rows(&self) -> &[Vec<Float>] {
        &self.rows
    }

    pub(super) const fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn get(&self, row: usize, column: usize) -> Float {
        self.rows.get(row).and_then(|row| row.get(column)).copied().unwrap_or(Float::ZERO)
    }

    pub(super) fn set(&mut self, row: usize, column: usize, value: Float) {
        self.rows.get_mut(row).and_then(|row| row.get_mut(column)).into_iter().for_each(|cell| *cell = value);
    }

    /// Whether the two are the same to twelve digits.
    pub(super) fn is_near(&self, other: &Self) -> bool {
        let cells = self.rows.iter().flatten().zip(other.rows.iter().flatten());
        cells.into_iter().all(|(own, other)| own.twelve_digits() == other.twelve_digits())
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (own, others) in self.rows.iter_mut().zip(&other.rows) {
            own.iter_mut().zip(others).for_each(|(cell, other)| *cell = *cell + *other);
        }
    }

    pub(super) fn part(&self, rows: &[usize], columns: &[usize]) -> Self {
        let row = |row: &usize| columns.iter().map(|column| self.get(*row, *column)).collect();
        Self { rows: rows.iter().map(row).collect() }
    }

    /// The matrix times a vector.
    pub(super) fn times(&self, vector: &[Float]) -> Vec<Float> {
        let row = |row: &Vec<Float>| Float::total(row.iter().zip(vector).map(|(cell, own)| *cell * *own));
        self.rows.iter().map(row).collect()
    }
}

/// The x with A x = b of a symmetric positive definite matrix, by Cholesky's decomposition; none where it is not.
pub(super) fn solve(matrix: &Matrix, right: &[Float]) -> Option<Vec<Float>> {
    let count = matrix.len();
    let mut lower = Matrix::zero(count);
    for row in 0..count {
        for column in 0..=row {
            let done = (0..column).map(|at| lower.get(row, at) * lower.get(column, at));
            let rest = matrix.get(row, column) - Float::total(done);
            if row == column {
                if rest <= matrix.get(row, row).abs() * Float::SLACK {
                    return None;
                }
                lower.set(row, row, rest.sqrt());
            } else {
                lower.set(row, column, rest / lower.get(column, column));
            }
        }
    }
    let mut solution: Vec<Float> = right.to_vec();
    let value = |solution: &[Float], at: usize| solution.get(at).copied().unwrap_or(Float::ZERO);
    for row in 0..count {
        let done = Float::total((0..row).map(|at| lower.get(row, at) * value(&solution, at)));
        let next = (value(&solution, row) - done) / lower.get(row, row);
        solution.get_mut(row).into_iter().for_each(|cell| *cell = next);
    }
    for row in (0..count).rev() {
        let done =
            Float::total((row.saturating_add(1)..count).map(|at| lower.get(at, row) * value(&solution, at)));
        let next = (value(&solution, row) - done) / lower.get(row, row);
        solution.get_mut(row).into_iter().for_each(|cell| *cell = next);
    }
    Some(solution)
}

/// A factor and the direction that a symmetric matrix stretches by it; the direction has length 1 and a sum not below 0.
pub(super) type Eigen = (Float, Vec<Float>);

/// All of them, the largest factor first, by Jacobi's rotations (Jacobi 1846; Golub and Van Loan, *Matrix computations*, section 8.5).
pub(super) fn eigen(matrix: &Matrix) -> Vec<Eigen> {
    const SWEEPS: usize = 60;
    let count = matrix.len();
    let mut own = matrix.clone();
    let mut turned = Matrix::zero(count);
    (0..count).for_each(|at| turned.set(at, at, Float::ONE));
    let off = |own: &Matrix| {
        let cells = (0..count).flat_map(|row| (0..row).map(move |column| (row, column)));
        Float::total(cells.map(|(row, column)| own.get(row, column).squared()))
    };
    let whole = Float::total((0..count).map(|at| matrix.get(at, at).squared())) + off(matrix);
    for _ in 0..SWEEPS {
        if off(&own) <= whole * Float::SLACK.squared() {
            break;
        }
        for row in 0..count {
            for column in row.saturating_add(1)..count {
                rotate(&mut own, &mut turned, row, column);
            }
        }
    }
    let direction = |at: usize| {
        let vector: Vec<Float> = (0..count).map(|row| turned.get(row, at)).collect();
        let turn = Float::total(vector.iter().copied()) < Float::ZERO;
        (own.get(at, at), if turn { vector.into_iter().map(|cell| -cell).collect() } else { vector })
    };
    let mut found: Vec<Eigen> = (0..count).map(direction).collect();
    found.sort_by(|(one, _), (other, _)| other.order(one));
    found
}

/// One rotation, which makes a cell off the diagonal 0.
fn rotate(own: &mut Matrix, turned: &mut Matrix, row: usize, column: usize) {
    let cell = own.get(row, column);
    if cell == Float::ZERO {
        return;
    }
    let theta = (own.get(column, column) - own.get(row, row)) / (cell * Float::TWO);
    let size = Float::ONE / (theta.abs() + (theta.squared() + Float::ONE).sqrt());
    let tangent = if theta < Float::ZERO { -size } else { size };
    let cosine = Float::ONE / (tangent.squared() + Float::ONE).sqrt();
    let sine = tangent * cosine;
    for at in 0..own.len() {
        let (one, other) = (own.get(at, row), own.get(at, column));
        own.set(at, row, cosine * one - sine * other);
        own.set(at, column, sine * one + cosine * other);
    }
    for at in 0..own.len() {
        let (one, other) = (own.get(row, at), own.get(column, at));
        own.set(row, at, cosine * one - sine * other);
        own.set(column, at, sine * one + cosine * other);
        let (one, other) = (turned.get(at, row), turned.get(at, column));
        turned.set(at, row, cosine * one - sine * other);
        turned.set(at, column, sine * one + cosine * other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::Real;

    fn matrix(rows: &[&[f64]]) -> Matrix {
        let float = |value: &f64| Float::from(Real::new(*value).unwrap());
        Matrix::of(rows.iter().map(|row| row.iter().map(float).collect()).collect())
    }

    #[test]
    fn factors_and_directions() {
        let own = matrix(&[&[2.0, 1.0, 0.0], &[1.0, 2.0, 1.0], &[0.0, 1.0, 2.0]]);
        let found = eigen(&own);
        // 2 ± √2 and 2
        for ((factor, direction), expect) in
            found.iter().zip([2.0 + 2.0_f64.sqrt(), 2.0, 2.0 - 2.0_f64.sqrt()])
        {
            assert!((factor.real().unwrap().get() - expect).abs() < 1e-12);
            for (stretched, cell) in own.times(direction).iter().zip(direction) {
                assert!((*stretched - *factor * *cell).abs() < Float::SLACK * Float::from(100));
            }
        }
    }

    #[test]
    fn solving() {
        let own = matrix(&[&[4.0, 2.0], &[2.0, 3.0]]);
        let right: Vec<Float> = vec![Float::from(8), Float::from(7)];
        let x = solve(&own, &right).unwrap();
        assert!(
            (x[0].real().unwrap().get() - 1.25).abs() < 1e-15
                && (x[1].real().unwrap().get() - 1.5).abs() < 1e-15
        );
        assert!(solve(&matrix(&[&[1.0, 1.0], &[1.0, 1.0]]), &right).is_none());
    }
}
