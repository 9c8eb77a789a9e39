//! The table of the browser part: four optimised modules, checked in Node and in Chromium.

use super::Part;
use crate::step::{call, run};
use crate::{browser, chromium, measured, setup};

/// Makes a module in `dist` smaller. The features are those that rustc turns on for this target by itself, and no others.
/// The first kilobyte of memory is the far end of the stack, where nothing stands. Functions that do alike stand together by
/// their names, those called from one place stay where they are unless they are short, and hints of alignment are left out,
/// for what gzip makes of them.
macro_rules! wasm_opt {
    ($name:literal, $module:literal) => {
        run(
            $name,
            concat!(
                "{node_bin}/wasm-opt --low-memory-unused -Os --one-caller-inline-max-function-size=30 ",
                "--reorder-functions-by-name --dealign --strip-debug --strip-producers ",
                "--enable-bulk-memory --enable-multivalue --enable-mutable-globals ",
                "--enable-nontrapping-float-to-int --enable-reference-types --enable-sign-ext ",
                "{dist}/",
                $module,
                " -o {dist}/",
                $module,
            ),
        )
    };
}

pub const PART: Part = Part {
    name: "browser",
    marker: "bindings-wasm/Cargo.toml",
    setup: &[setup::RUST_COMPONENTS, setup::BROWSER_TARGET, call("node packages", setup::node_packages)],
    check_setup: &[call("set up chromium", chromium::set_up)],
    build: &[
        call("clear dist", browser::clear),
        run("module", "cargo build -p thidua-wasm --profile release-wasm --target wasm32-unknown-unknown"),
        call("wasm-bindgen", browser::bind_scoring),
        // The same crate with another feature, in the same place once the one before has been taken from there.
        run(
            "ranking module",
            "cargo build -p thidua-wasm --profile release-wasm --target wasm32-unknown-unknown \
             --no-default-features --features ranking",
        ),
        call("ranking wasm-bindgen", browser::bind_ranking),
        run(
            "standings module",
            "cargo build -p thidua-wasm --profile release-wasm --target wasm32-unknown-unknown \
             --no-default-features --features standings",
        ),
        call("standings wasm-bindgen", browser::bind_standings),
        run(
            "decisions module",
            "cargo build -p thidua-wasm --profile release-wasm --target wasm32-unknown-unknown \
             --no-default-features --features decisions",
        ),
        call("decisions wasm-bindgen", browser::bind_decisions),
        run(
            "indices module",
            "cargo build -p thidua-wasm --profile release-wasm --target wasm32-unknown-unknown \
             --no-default-features --features indices",
        ),
        call("indices wasm-bindgen", browser::bind_indices),
        wasm_opt!("wasm-opt", "thidua_bg.wasm"),
        wasm_opt!("ranking wasm-opt", "thidua_ranking_bg.wasm"),
        wasm_opt!("standings wasm-opt", "thidua_standings_bg.wasm"),
        wasm_opt!("decisions wasm-opt", "thidua_decisions_bg.wasm"),
        wasm_opt!("indices wasm-opt", "thidua_indices_bg.wasm"),
        call("module size", browser::check_size),
        call("ranking module size", browser::check_ranking_size),
        call("standings module size", browser::check_standings_size),
        call("decisions module size", browser::check_decisions_size),
        call("indices module size", browser::check_indices_size),
    ],
    check: &[
        run("tsc", "{node_bin}/tsc --noEmit").within("bindings-wasm"),
        call("README, browser figures", measured::check_browser),
        call("node tests", browser::node_tests),
        call("chromium tests", chromium::tests),
    ],
};
