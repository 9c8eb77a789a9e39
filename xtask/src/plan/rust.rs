//! The table of the Rust part: the core, its examples, its benchmarks and this crate.

use super::Part;
use crate::step::{call, run};
use crate::{dependencies, generate, measured, setup};

pub const PART: Part = Part {
    name: "rust",
    marker: "core/Cargo.toml",
    setup: &[setup::RUST_COMPONENTS, setup::BROWSER_TARGET],
    check_setup: &[call("set up cargo-deny", setup::cargo_deny)],
    build: &[],
    check: &[
        run("format", "cargo fmt --all --check"),
        run("clippy", "cargo clippy --workspace --all-targets --all-features -- -D warnings"),
        run(
            "clippy, core for browsers",
            "cargo clippy -p thidua --no-default-features --target wasm32-unknown-unknown -- -D warnings",
        ),
        run(
            "clippy, browser binding",
            "cargo clippy -p thidua-wasm --all-features --target wasm32-unknown-unknown -- -D warnings",
        )
        .when("bindings-wasm/Cargo.toml"),
        run("tests, all features", "cargo test --workspace --all-features"),
        run("tests, no features", "cargo test -p thidua --no-default-features --lib"),
        run("rustdoc", "cargo doc --no-deps -p thidua --all-features").env("RUSTDOCFLAGS", "-D warnings"),
        run("benchmarks run once", "cargo bench -p thidua-benches -- --test"),
        call("generated files", generate::check),
        call("core without binding crates", dependencies::check_core),
        run("licences and sources", "cargo deny check licenses bans sources"),
        run("example newsroom", "cargo run -p thidua-examples --example newsroom")
            .when("examples/newsroom/main.rs"),
        run("example contributions", "cargo run -p thidua-examples --example contributions")
            .when("examples/newsroom/contributions/main.rs"),
        run("example git_history", "cargo run -p thidua-examples --example git_history")
            .when("examples/git_history/main.rs"),
        run("example scorecard", "cargo run -p thidua-examples --example scorecard")
            .when("examples/scorecard/main.rs"),
        call("README, Rust figures", measured::check_rust),
    ],
};
