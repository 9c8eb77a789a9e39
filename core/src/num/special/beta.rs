//! The regularised incomplete beta function.

use super::{STEPS, density};

/// I_x(a, b) for a and b above 0 and x from 0 to 1, by its continued fraction (DLMF 8.17.22, by the modified method of
/// Lentz).
pub(super) fn beta_share(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = density::binomial(a, b, x) * a * b / (a + b);
    if x < (a + 1.0) / (a + b + 2.0) {
        return (front * fraction(x, a, b) / a).min(1.0);
    }
    (1.0 - front * fraction(1.0 - x, b, a) / b).max(0.0)
}

fn fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for step in 1..STEPS {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away(1.0 + even * d);
        c = away(1.0 + even / c);
        value *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away(1.0 + odd * d);
        c = away(1.0 + odd / c);
        let change = d * c;
        value *= change;
        if (change - 1.0).abs() < f64::EPSILON {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::special::close;

    #[test]
    fn polynomials_and_symmetry() {
        for n in 1..20 {
            let x = f64::from(n) / 20.0;
            close(beta_share(x, 1.0, 1.0), x, 1e-14);
            close(beta_share(x, 3.0, 1.0), x * x * x, 1e-13);
            close(beta_share(x, 2.0, 2.0), x * x * (3.0 - 2.0 * x), 1e-13);
            close(beta_share(x, 2.5, 7.0) + beta_share(1.0 - x, 7.0, 2.5), 1.0, 1e-14);
        }
        // the arcsine law
        close(beta_share(0.3, 0.5, 0.5), 2.0 / std::f64::consts::PI * libm::asin(libm::sqrt(0.3)), 1e-13);
        assert_eq!((beta_share(0.0, 2.0, 3.0), beta_share(1.0, 2.0, 3.0)), (0.0, 1.0));
    }
}
