//! Numbers. The exact lane: decimals, fractions and the named roundings. The statistical lane: [`Real`] at its border, with
//! special functions and seeded draws behind it. The only room that names `rust_decimal`, `libm` or arithmetic of `f64`.

mod apportion;
mod digits;
mod exact;
mod float;
mod fraction;
mod halving;
mod mark;
#[cfg(feature = "benefit-of-the-doubt")]
mod programme;
mod random;
mod real;
mod round;
mod small;
mod special;
mod sum;
mod text;

pub(crate) use apportion::largest_remainder;
pub(crate) use exact::EXACT_TOKEN;
pub use exact::Exact;
pub(crate) use exact::{is_decimal, with_point};
pub(crate) use float::Float;
pub(crate) use fraction::FRACTION_TOKEN;
pub use fraction::Fraction;
pub(crate) use halving::{PLACES as HALVING_PLACES, halving};
pub(crate) use mark::Mark;
#[cfg(feature = "benefit-of-the-doubt")]
pub(crate) use programme::Programme;
pub(crate) use random::Random;
pub(crate) use real::REAL_TOKEN;
pub use real::Real;
pub use round::Rounding;
pub(crate) use special::{
    at_least, chi_square_quantile, gauss_legendre, normal_density, normal_quantile, normal_share,
};
pub(crate) use sum::Sum;
use text::from_text;
