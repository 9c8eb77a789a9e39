//! Numbers: exact decimals, exact fractions and the named roundings. The only room that names `rust_decimal`.

mod digits;
mod exact;
mod fraction;
mod round;
mod small;

pub(crate) use exact::EXACT_TOKEN;
pub use exact::Exact;
pub(crate) use exact::{is_decimal, with_point};
pub use fraction::Fraction;
pub use round::Rounding;
