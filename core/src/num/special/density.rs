//! Densities by the saddle point, so that nothing cancels however large the counts are (Loader, *Fast and accurate
//! computation of binomial probabilities*, 2000).

use std::f64::consts::PI;

/// ln(x!) less Stirling's approximation, for x above 0.
fn stirling_error(x: f64) -> f64 {
    if x < 16.0 {
        return libm::lgamma(x + 1.0) - (x + 0.5) * libm::log(x) + x - 0.5 * libm::log(2.0 * PI);
    }
    let square = x * x;
    let terms = [1.0 / 12.0, 1.0 / 360.0, 1.0 / 1260.0, 1.0 / 1680.0, 1.0 / 1188.0, 691.0 / 360_360.0];
    terms.iter().rev().fold(0.0, |sum, term| term - sum / square) / x
}

/// x ln(x / m) + m − x, without loss where the two are near.
fn deviance(x: f64, mean: f64) -> f64 {
    let difference = x - mean;
    if difference.abs() >= 0.1 * (x + mean) {
        return x * libm::log(x / mean) - difference;
    }
    let v = difference / (x + mean);
    let (mut sum, mut term, mut odd) = (difference * v, 2.0 * x * v, 1.0);
    // every term is at most a hundredth of the one before
    for _ in 0..30 {
        term *= v * v;
        odd += 2.0;
        sum += term / odd;
    }
    sum
}

/// x^a e^−x / Γ(a + 1): the Poisson probability of `a` at the mean `x`, both above 0.
pub(super) fn poisson(a: f64, x: f64) -> f64 {
    libm::exp(-stirling_error(a) - deviance(a, x)) / libm::sqrt(2.0 * PI * a)
}

/// Γ(a + b + 1) / (Γ(a + 1) Γ(b + 1)) x^a (1 − x)^b: the binomial probability of `a` among a + b, all above 0.
pub(super) fn binomial(a: f64, b: f64, x: f64) -> f64 {
    let n = a + b;
    let error = stirling_error(n) - stirling_error(a) - stirling_error(b);
    let distance = deviance(a, n * x) + deviance(b, n * (1.0 - x));
    libm::exp(error - distance) * libm::sqrt(n / (2.0 * PI * a * b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::special::close;

    #[test]
    fn small_ones_by_hand_and_large_ones_by_their_sum() {
        close(poisson(3.0, 2.0), 8.0 * libm::exp(-2.0) / 6.0, 1e-14);
        close(binomial(2.0, 3.0, 0.5), 10.0 / 32.0, 1e-14);
        close(binomial(7.0, 1.0, 0.25), 8.0 * 0.25_f64.powi(7) * 0.75, 1e-14);
        for n in [40_u32, 1000, 20_000] {
            let inner: f64 = (1..n).map(|k| binomial(f64::from(k), f64::from(n - k), 0.3)).sum();
            let ends = 0.7_f64.powi(n.cast_signed()) + 0.3_f64.powi(n.cast_signed());
            close(inner + ends, 1.0, 1e-13);
        }
        // C(2n, n) / 4^n is near 1 / √(πn)
        close(binomial(5e11, 5e11, 0.5), 1.0 / libm::sqrt(PI * 5e11), 1e-12);
    }
}
