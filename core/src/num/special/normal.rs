//! The normal distribution.

use crate::num::Float;

/// The density of the normal distribution at `x`.
pub(crate) fn normal_density(x: Float) -> Float {
    Float(libm::exp(-0.5 * x.0 * x.0) * 0.398_942_280_401_432_7)
}

/// The share of the normal distribution at or below `x`.
pub(crate) fn normal_share(x: Float) -> Float {
    Float(0.5 * libm::erfc(-x.0 * std::f64::consts::FRAC_1_SQRT_2))
}

/// The number with the share `p` of the normal distribution below it, to about 16 digits (Wichura, *Algorithm AS 241: The
/// percentage points of the normal distribution*, Applied Statistics 1988, PPND16). Infinite at 0 and 1.
#[inline]
pub(crate) fn normal_quantile(p: Float) -> Float {
    let q = p.0 - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180625 - q * q;
        return Float(q * ratio(r, &CENTRE));
    }
    Float(tail(p.0, q))
}

/// Beyond the centre.
fn tail(p: f64, q: f64) -> f64 {
    let least = if q < 0.0 { p } else { 1.0 - p };
    let r = libm::sqrt(-libm::log(least));
    let size = if !r.is_finite() {
        f64::INFINITY
    } else if r <= 5.0 {
        ratio(r - 1.6, &NEAR)
    } else {
        ratio(r - 5.0, &FAR)
    };
    if q < 0.0 { -size } else { size }
}

type Terms = ([f64; 8], [f64; 8]);

/// The ratio of two polynomials, by Horner's rule.
#[inline]
fn ratio(x: f64, (above, below): &Terms) -> f64 {
    let value = |terms: &[f64; 8]| terms.iter().rev().fold(0.0, |sum, term| sum * x + term);
    value(above) / value(below)
}

#[rustfmt::skip]
#[expect(clippy::excessive_precision, clippy::unreadable_literal, reason = "as the paper prints them")]
const CENTRE: Terms = (
    [3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
     4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3],
    [1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
     2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3],
);

#[rustfmt::skip]
#[expect(clippy::excessive_precision, clippy::unreadable_literal, reason = "as the paper prints them")]
const NEAR: Terms = (
    [1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
     1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4],
    [1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
     1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9],
);

#[rustfmt::skip]
#[expect(clippy::excessive_precision, clippy::unreadable_literal, reason = "as the paper prints them")]
const FAR: Terms = (
    [6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
     2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7],
    [1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
     7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15],
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::special::close;

    /// The figures Wichura prints, and those of R's `qnorm` and `pnorm`.
    #[test]
    fn published_figures() {
        for (p, x) in [
            (0.25, -0.6744897501960817),
            (0.001, -3.090232306167814),
            (1e-20, -9.262340089798408),
            (0.975, 1.959963984540054),
            (0.95, 1.6448536269514722),
        ] {
            close(normal_quantile(Float(p)).0, x, 1e-15);
        }
        for (x, p) in
            [(1.959963984540054, 0.975), (-10.0, 7.619853024160527e-24), (0.0, 0.5), (-37.0, 5.725571e-300)]
        {
            close(normal_share(Float(x)).0, p, 1e-7);
        }
    }

    #[test]
    fn each_undoes_the_other() {
        for n in 1..1000 {
            let p = f64::from(n) / 1000.0;
            close(normal_share(normal_quantile(Float(p))).0, p, 1e-14);
        }
        assert_eq!(normal_quantile(Float(0.0)).0, f64::NEG_INFINITY);
        assert_eq!(normal_quantile(Float(1.0)).0, f64::INFINITY);
    }
}
