//! Brings in the tools that more than one part needs, when they are missing. Each either leaves a working tool
//! or stops with one line saying what to install.

use std::fs;
use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::paths;
use crate::step::{Step, call, command, execute, output, works};

/// rustfmt and clippy.
pub const RUST_COMPONENTS: Step = call("set up rustfmt and clippy", rust_components);
/// The standard library for browsers.
pub const BROWSER_TARGET: Step = call("set up the browser target", browser_target);

const TARGET: &str = "wasm32-unknown-unknown";
const CARGO_DENY: &str = "cargo-deny@0.20.2";

fn rust_components() -> Result<()> {
    for (component, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if works("cargo", &[subcommand, "--version"]) {
            continue;
        }
        if !works("rustup", &["--version"]) {
            bail!("`cargo {subcommand}` is missing and so is rustup: install the component {component}");
        }
        execute(command("rustup").args(["component", "add", component]))?;
        if !works("cargo", &[subcommand, "--version"]) {
            bail!(
                "{component} is installed, but cargo does not find `cargo-{subcommand}`: put it on the path"
            );
        }
    }
    Ok(())
}

fn browser_target() -> Result<()> {
    let sysroot = String::from_utf8(output(command("rustc").args(["--print", "sysroot"]))?)?;
    if PathBuf::from(sysroot.trim()).join("lib/rustlib").join(TARGET).join("lib").exists() {
        return Ok(());
    }
    if !works("rustup", &["--version"]) {
        bail!(
            "the target {TARGET} is missing and so is rustup: install rustup, or the target for this rustc"
        );
    }
    execute(command("rustup").args(["target", "add", TARGET]))
}

/// cargo-deny: the one on the path, or one of our own under the target directory.
pub fn cargo_deny() -> Result<()> {
    if works("cargo", &["deny", "--version"]) {
        return Ok(());
    }
    execute(command("cargo").args(["install", "--locked", CARGO_DENY, "--root"]).arg(paths::tools()))
}

/// The browser package's development tools, as its lock file says.
pub fn node_packages() -> Result<()> {
    for program in ["node", "npm"] {
        if !works(program, &["--version"]) {
            bail!("`{program}` is missing: install Node 20 or newer with npm (on Debian: nodejs and npm)");
        }
    }
    let written =
        |path: &str| fs::metadata(paths::browser().join(path)).and_then(|file| file.modified()).ok();
    if written("node_modules/.package-lock.json") > written("package-lock.json") {
        println!("node_modules is newer than package-lock.json");
        return Ok(());
    }
    execute(command("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(paths::browser()))
}
