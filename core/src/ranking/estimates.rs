//! Estimates of units with how sure they are: standard errors, or covariances where the estimates hang together.

use super::input::{enough, length, not_negative, numbers, outside, within};
use crate::error::{Code, Diagnostic, Error};
use crate::num::{Float, Real};

/// One estimate for each unit, in the caller's order of units, with its standard error in the same unit of measure.
///
/// # Examples
/// ```
/// use thidua::ranking::Estimates;
/// let estimates = Estimates::new(&[523.4, 515.3, 491.4], &[1.7, 2.4, 1.9])?;
/// assert_eq!(estimates.len(), 3);
/// assert!(Estimates::new(&[523.4], &[-1.0]).is_err());
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Estimates {
    values: Vec<Float>,
    errors: Vec<Float>,
    covariances: Option<Vec<Vec<Float>>>,
}

impl Estimates {
    /// Independent estimates, each with its standard error; 0 where the value is known.
    ///
    /// # Errors
    /// [`Code::EMPTY`] without units, [`Code::TOO_LARGE`] with more than 2,000, [`Code::LENGTH_MISMATCH`] where the lists differ
    /// in length, [`Code::NOT_FINITE`] for what is no number, [`Code::OUT_OF_BOUNDS`] for a negative standard error.
    pub fn new(estimates: &[f64], standard_errors: &[f64]) -> Result<Self, Error> {
        let values = checked(estimates)?;
        length("/standard_errors", values.len(), standard_errors.len())?;
        let errors = not_negative("standard_errors", standard_errors)?;
        Ok(Self { values, errors, covariances: None })
    }

    /// Estimates with the covariances of every two of them: a symmetric matrix, row by row, with the squared standard errors
    /// on its diagonal.
    ///
    /// # Errors
    /// As [`Estimates::new`], and [`Code::NOT_COVARIANCE`] for a matrix that is not symmetric or that no quantities can have.
    ///
    /// # Examples
    /// ```
    /// use thidua::ranking::Estimates;
    /// let together = Estimates::with_covariances(&[3.0, 2.0], &[vec![1.0, 0.9], vec![0.9, 1.0]])?;
    /// assert_eq!(together.standard_errors()[1].get(), 1.0);
    /// # Ok::<(), thidua::Error>(())
    /// ```
    pub fn with_covariances(estimates: &[f64], covariances: &[Vec<f64>]) -> Result<Self, Error> {
        let values = checked(estimates)?;
        length("/covariances", values.len(), covariances.len())?;
        let mut rows = Vec::with_capacity(covariances.len());
        for (at, row) in covariances.iter().enumerate() {
            length(&format!("/covariances/{at}"), values.len(), row.len())?;
            rows.push(numbers(&at.to_string(), row).map_err(|error| within(error, "covariances"))?);
        }
        let mut errors = Vec::with_capacity(rows.len());
        for (at, row) in rows.iter().enumerate() {
            let variance = row.get(at).copied().unwrap_or(Float::ZERO);
            if variance < Float::ZERO {
                let pointer = format!("/covariances/{at}/{at}");
                return Err(outside(&pointer, variance.real()?, "[0, ∞)"));
            }
            errors.push(variance.sqrt());
        }
        let rows = symmetric(&rows, &errors)?;
        Ok(Self { values, errors, covariances: Some(rows) })
    }

    /// How many units there are.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "there is always a unit")]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// The estimates, in the caller's order.
    #[must_use]
    pub fn estimates(&self) -> Vec<Real> {
        self.values.iter().filter_map(|value| value.real().ok()).collect()
    }

    /// Their standard errors.
    #[must_use]
    pub fn standard_errors(&self) -> Vec<Real> {
        self.errors.iter().filter_map(|value| value.real().ok()).collect()
    }

    pub(super) fn values(&self) -> &[Float] {
        &self.values
    }

    pub(super) fn errors(&self) -> &[Float] {
        &self.errors
    }

    pub(super) fn covariances(&self) -> Option<&[Vec<Float>]> {
        self.covariances.as_deref()
    }

    /// Estimate and variance of each unit.
    pub(super) fn with_variances(&self) -> Vec<(Float, Float)> {
        self.values.iter().zip(&self.errors).map(|(value, error)| (*value, error.squared())).collect()
    }
}

fn checked(estimates: &[f64]) -> Result<Vec<Float>, Error> {
    enough("estimates", 1, estimates.len())?;
    numbers("estimates", estimates)
}

/// The matrix with each two mirrored covariances at their mean; they may differ by what rounding makes of a product whose
/// factors are swapped.
fn symmetric(rows: &[Vec<Float>], errors: &[Float]) -> Result<Vec<Vec<Float>>, Error> {
    let mirrored =
        |j: usize, k: usize| rows.get(k).and_then(|row| row.get(j)).copied().unwrap_or(Float::ZERO);
    let mut even = Vec::with_capacity(rows.len());
    for (j, (row, own)) in rows.iter().zip(errors).enumerate() {
        let mut cells = Vec::with_capacity(row.len());
        for (k, (cell, other)) in row.iter().zip(errors).enumerate() {
            let mirrored = mirrored(j, k);
            if (*cell - mirrored).abs() > *own * *other * Float::SLACK {
                let diagnostic =
                    Diagnostic::new(Code::NOT_COVARIANCE).with("why", "the matrix is not symmetric");
                return Err(diagnostic.at(format!("/covariances/{j}/{k}")).data());
            }
            cells.push((*cell + mirrored) * Float::HALF);
        }
        even.push(cells);
    }
    Ok(even)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symmetry_up_to_rounding() {
        let matrix = |a: f64, b: f64| Estimates::with_covariances(&[1.0, 2.0], &[vec![1.0, a], vec![b, 1.0]]);
        assert!(matrix(0.3, 0.300_000_000_000_000_04).is_ok());
        assert_eq!(matrix(0.3, 0.300_001).unwrap_err().pointer(), "/covariances/0/1");
    }
}
