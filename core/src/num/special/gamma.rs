//! The regularised incomplete gamma function and, from it, the quantiles of χ².

use super::{STEPS, density};
use crate::num::Float;

/// Both shares of the gamma distribution of shape `a` above 0: below `x` and above it, the smaller one accurate.
fn gamma_shares(a: f64, x: f64) -> (f64, f64) {
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    if x < a + 1.0 {
        let below = (density::poisson(a, x) * series(a, x)).min(1.0);
        return (below, 1.0 - below);
    }
    let above = (density::poisson(a, x) * a * fraction(a, x)).min(1.0);
    (1.0 - above, above)
}

/// 1 + x / (a + 1) + x² / ((a + 1)(a + 2)) + … (DLMF 8.11.4).
fn series(a: f64, x: f64) -> f64 {
    let (mut sum, mut term, mut next) = (1.0, 1.0, a);
    for _ in 0..STEPS {
        next += 1.0;
        term *= x / next;
        sum += term;
        if term < sum * f64::EPSILON * 0.25 {
            break;
        }
    }
    sum
}

/// Γ(a, x) over x^a e^−x (DLMF 8.9.2, by the modified method of Lentz).
fn fraction(a: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut b = x + 1.0 - a;
    let (mut c, mut d) = (1.0 / TINY, 1.0 / away(b));
    let mut value = d;
    for step in 1..STEPS {
        let n = f64::from(step);
        let above = -n * (n - a);
        b += 2.0;
        d = 1.0 / away(above * d + b);
        c = away(b + above / c);
        let change = c * d;
        value *= change;
        if (change - 1.0).abs() < f64::EPSILON {
            break;
        }
    }
    value
}

/// The number with the share `p` of the χ² distribution below it, for degrees of freedom above 0 and `p` between 0 and 1;
/// `above` says that `p` is the share above it instead.
pub(crate) fn chi_square_quantile(p: Float, freedom: Float, above: bool) -> Float {
    let shape = freedom.0 / 2.0;
    let excess = |x: Float| {
        let (lower, upper) = gamma_shares(shape, x.0);
        Float(if above { p.0 - upper } else { lower - p.0 })
    };
    let mut high = Float(shape.max(1.0));
    while excess(high) < Float::ZERO && high.is_finite() {
        high = Float(high.0 * 2.0);
    }
    Float(2.0 * Float::root(Float::ZERO, high, excess).0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::special::close;

    #[test]
    fn exponential_and_erlang() {
        for n in 1..40 {
            let x = f64::from(n) / 4.0;
            close(gamma_shares(1.0, x).0, 1.0 - libm::exp(-x), 1e-14);
            close(gamma_shares(3.0, x).1, libm::exp(-x) * (1.0 + x + x * x / 2.0), 1e-13);
            close(gamma_shares(0.5, x).1, libm::erfc(libm::sqrt(x)), 1e-13);
        }
        assert_eq!(gamma_shares(2.0, 0.0), (0.0, 1.0));
    }

    /// Printed tables of χ².
    #[test]
    fn chi_square_of_tables() {
        for (p, freedom, expect) in [
            (0.95, 1.0, 3.841_458_820_694_126),
            (0.95, 2.0, 5.991_464_547_107_982),
            (0.05, 10.0, 3.940_299_136_119_06),
            (0.99, 30.0, 50.892_181_311_517_09),
            (0.5, 100.0, 99.334_129_235_988_45),
        ] {
            close(chi_square_quantile(Float(p), Float(freedom), false).0, expect, 1e-12);
            close(chi_square_quantile(Float(1.0 - p), Float(freedom), true).0, expect, 1e-12);
        }
        // large ones by Wilson and Hilferty
        let large = 2e6;
        let cube = 1.0 - 2.0 / (9.0 * large) + 1.959_963_984_540_054 * libm::sqrt(2.0 / (9.0 * large));
        close(chi_square_quantile(Float(0.975), Float(large), false).0, large * cube * cube * cube, 1e-9);
    }
}
