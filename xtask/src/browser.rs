//! What the browser part cannot say as one command line: bindings, the module's size, and Node's tests.

use std::fs;
use std::path::PathBuf;

use anyhow::{Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::paths;
use crate::step::{command, execute, output};

/// The contract for the module without packs, compressed.
pub const MODULE_BYTES: usize = 200_000;
const NODE_TESTS: &str = "bindings-wasm/tests/node";

/// Writes the module with its JavaScript and its types into an empty `dist`.
pub fn bind() -> Result<()> {
    let module = paths::target().join("wasm32-unknown-unknown/release-wasm/thidua_wasm.wasm");
    if paths::dist().exists() {
        fs::remove_dir_all(paths::dist())?;
    }
    Bindgen::new()
        .input_path(module)
        .web(true)?
        .typescript(true)
        // So that `init()` finds the module beside its script; the library leaves that out, the tool does not.
        .omit_default_module_path(false)
        .out_name("thidua")
        .generate(paths::dist())
}

fn module() -> PathBuf {
    paths::dist().join("thidua_bg.wasm")
}

/// The bytes of the optimised module once gzipped.
pub fn compressed() -> Result<usize> {
    Ok(output(command("gzip").args(["-9", "--no-name", "--stdout"]).arg(module()))?.len())
}

/// Fails when the optimised module, compressed as servers do, is over its budget.
pub fn check_size() -> Result<()> {
    let size = compressed()?;
    println!("thidua_bg.wasm: {} bytes, {size} gzipped, of {MODULE_BYTES}", fs::metadata(module())?.len());
    if size > MODULE_BYTES {
        bail!("the module is {} bytes over its budget once gzipped", size - MODULE_BYTES);
    }
    Ok(())
}

/// Runs every `*.test.mjs` of the Node tests; the files are named because what Node makes of a directory
/// differs between its versions, and no file at all would pass.
pub fn node_tests() -> Result<()> {
    let mut files = Vec::new();
    for entry in fs::read_dir(NODE_TESTS)? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    files.sort();
    if files.is_empty() {
        bail!("no *.test.mjs in {NODE_TESTS}");
    }
    execute(command("node").args(["--test", "--test-reporter=spec"]).args(files))
}
