//! The room `ranking` against what others printed or computed (read at `../shared/cases`, never copied), and the laws it keeps.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::float_arithmetic,
    clippy::arithmetic_side_effects,
    clippy::disallowed_methods,
    reason = "a test reads files, and stops where something is amiss"
)]

mod cases;
mod files;
mod laws;
