//! Indices over a cohort against what others printed or computed (read at `../shared/cases`, never copied), and the laws they keep.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::float_arithmetic,
    clippy::arithmetic_side_effects,
    clippy::disallowed_methods,
    reason = "a test reads files, and stops where something is amiss"
)]

mod asem;
mod codes;
mod coinr;
mod degenerate;
#[cfg(feature = "benefit-of-the-doubt")]
mod doubt;
mod explain;
mod extending;
mod files;
mod frozen;
mod laws;
mod offices;
mod packs;
mod published;
mod study;
mod sure;
