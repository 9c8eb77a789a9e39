//! What the browser part cannot say as one command line: bindings, the modules' sizes, and Node's tests.

use std::fs;
use std::path::PathBuf;

use anyhow::{Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::paths;
use crate::step::{command, execute, output};

/// The contract for each module without packs, compressed.
const MODULE_BYTES: usize = 200_000;
/// The standings module is not there yet: until it is, it may not grow.
const STANDINGS_BYTES: usize = 450_000;
/// Nor may that of decisions, which holds standings too: what its quotas advise is made again from what standings are made of.
const DECISIONS_BYTES: usize = 660_000;
/// That of indices holds a method for each thing that offices do.
const INDICES_BYTES: usize = 420_000;
/// The module that scores, the one that ranks, the one that makes standings of contributions, the one that decides, and the one of indices.
pub const SCORING: &str = "thidua";
pub const RANKING: &str = "thidua_ranking";
pub const STANDINGS: &str = "thidua_standings";
pub const DECISIONS: &str = "thidua_decisions";
pub const INDICES: &str = "thidua_indices";
const NODE_TESTS: &str = "bindings-wasm/tests/node";

/// Leaves no `dist` of before.
pub fn clear() -> Result<()> {
    if paths::dist().exists() {
        fs::remove_dir_all(paths::dist())?;
    }
    Ok(())
}

pub fn bind_scoring() -> Result<()> {
    bind(SCORING)
}

pub fn bind_ranking() -> Result<()> {
    bind(RANKING)
}

pub fn bind_standings() -> Result<()> {
    bind(STANDINGS)
}

pub fn bind_decisions() -> Result<()> {
    bind(DECISIONS)
}

pub fn bind_indices() -> Result<()> {
    bind(INDICES)
}

/// Writes the module that was built last, with its JavaScript and its types, into `dist` under this name.
fn bind(name: &str) -> Result<()> {
    let module = paths::target().join("wasm32-unknown-unknown/release-wasm/thidua_wasm.wasm");
    Bindgen::new()
        .input_path(module)
        .web(true)?
        .typescript(true)
        // So that `init()` finds the module beside its script; the library leaves that out, the tool does not.
        .omit_default_module_path(false)
        .out_name(name)
        .generate(paths::dist())
}

fn module(name: &str) -> PathBuf {
    paths::dist().join(format!("{name}_bg.wasm"))
}

/// The bytes of an optimised module once gzipped.
pub fn compressed(name: &str) -> Result<usize> {
    Ok(output(command("gzip").args(["-9", "--no-name", "--stdout"]).arg(module(name)))?.len())
}

pub fn check_size() -> Result<()> {
    check(SCORING)
}

pub fn check_ranking_size() -> Result<()> {
    check(RANKING)
}

pub fn check_standings_size() -> Result<()> {
    check(STANDINGS)
}

pub fn check_decisions_size() -> Result<()> {
    check(DECISIONS)
}

pub fn check_indices_size() -> Result<()> {
    check(INDICES)
}

/// The most bytes a module may have once gzipped.
pub fn budget(name: &str) -> usize {
    match name {
        STANDINGS => STANDINGS_BYTES,
        DECISIONS => DECISIONS_BYTES,
        INDICES => INDICES_BYTES,
        _ => MODULE_BYTES,
    }
}

/// Fails when an optimised module, compressed as servers do, is over its budget.
fn check(name: &str) -> Result<()> {
    let (whole, size, most) = (fs::metadata(module(name))?.len(), compressed(name)?, budget(name));
    println!("{name}_bg.wasm: {whole} bytes, {size} gzipped, of {most}");
    if size > most {
        bail!("{name} is {} bytes over its budget once gzipped", size - most);
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
