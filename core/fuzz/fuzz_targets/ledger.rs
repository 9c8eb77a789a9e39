//! `cargo +nightly fuzz run ledger`, in `core/fuzz`.
#![no_main]

#[path = "../targets/mod.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::ledger(data));
