//! `cargo +nightly fuzz run table`, in `core/fuzz`.
#![no_main]

#[path = "../targets/mod.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::table(data));
