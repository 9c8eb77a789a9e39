//! Nodes and weights of Gauss and Legendre.

use crate::num::Float;

/// So many nodes between −1 and 1 with their weights: a rule that integrates polynomials of twice the degree exactly. The roots
/// of the Legendre polynomial are found by Newton's method from Tricomi's first guess.
pub(crate) fn gauss_legendre(nodes: u32) -> Vec<(Float, Float)> {
    let n = f64::from(nodes);
    let node = |i: u32| {
        let mut x = libm::cos(std::f64::consts::PI * (f64::from(i) + 0.75) / (n + 0.5));
        let mut slope = 1.0;
        // each step doubles the digits
        for _ in 0..8 {
            let (mut value, mut before) = (1.0, 0.0);
            for k in 1..=nodes {
                let k = f64::from(k);
                (value, before) = (((2.0 * k - 1.0) * x * value - (k - 1.0) * before) / k, value);
            }
            slope = n * (x * value - before) / (x * x - 1.0);
            x -= value / slope;
        }
        (Float(x), Float(2.0 / ((1.0 - x * x) * slope * slope)))
    };
    (0..nodes).map(node).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::special::close;

    #[test]
    fn polynomials_are_integrated_exactly() {
        let rule = gauss_legendre(20);
        for power in 0..40 {
            let sum: f64 = rule.iter().map(|(x, w)| w.0 * x.0.powi(power)).sum();
            let expect = if power % 2 == 0 { 2.0 / f64::from(power + 1) } else { 0.0 };
            assert!((sum - expect).abs() < 1e-14, "{power}: {sum}");
        }
        close(rule.iter().map(|(x, w)| w.0 * libm::exp(x.0)).sum(), libm::exp(1.0) - libm::exp(-1.0), 1e-15);
    }
}
