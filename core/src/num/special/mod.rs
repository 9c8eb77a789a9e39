//! Special functions of the statistical lane. Only `libm` below them, and loops that end after a counted number of steps.
#![expect(clippy::float_arithmetic, reason = "the statistical lane")]

mod beta;
mod binomial;
mod density;
mod gamma;
mod legendre;
mod normal;

pub(crate) use binomial::at_least;
pub(crate) use gamma::chi_square_quantile;
pub(crate) use legendre::gauss_legendre;
pub(crate) use normal::{normal_density, normal_quantile, normal_share};

/// Steps a series or a continued fraction may take.
const STEPS: u32 = 1_000_000;

#[cfg(test)]
#[track_caller]
fn close(found: f64, expect: f64, error: f64) {
    assert!((found - expect).abs() <= error * expect.abs(), "found {found:e}, expected {expect:e}");
}
