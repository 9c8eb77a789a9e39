//! Finds a Chromium, or installs one where that is one command, and runs the tests in it.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::step::{command, execute, output};

const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
const MISSING: &str = "no Chromium: install one (on Debian: chromium), or set CHROMIUM to its path";

/// Leaves a Chromium that `find` finds.
pub fn set_up() -> Result<()> {
    if find()?.is_none() {
        if !may_install()? {
            bail!(MISSING);
        }
        execute(command("apt-get").arg("update"))?;
        let install = ["install", "-y", "--no-install-recommends", "chromium"];
        execute(command("apt-get").args(install).env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    let found = find()?.context(MISSING)?;
    execute(command(found).arg("--version"))
}

/// Runs the tests in a page.
pub fn tests() -> Result<()> {
    let found = find()?.context(MISSING)?;
    execute(command("node").arg("bindings-wasm/tests/chromium/run.mjs").env("CHROMIUM", found))
}

/// `CHROMIUM`, or else the first of the usual names on the path.
fn find() -> Result<Option<PathBuf>> {
    if let Some(named) = env::var_os("CHROMIUM").filter(|named| !named.is_empty()) {
        let named = PathBuf::from(named);
        if !named.is_file() {
            bail!("CHROMIUM names no file: `{}`", named.display());
        }
        return Ok(Some(named));
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let mut candidates = NAMES.iter().flat_map(|name| env::split_paths(&path).map(move |dir| dir.join(name)));
    Ok(candidates.find(|candidate| candidate.is_file()))
}

/// Debian, and allowed to install packages.
fn may_install() -> Result<bool> {
    let user = output(command("id").arg("-u"))?;
    Ok(Path::new("/etc/debian_version").exists() && user.trim_ascii() == b"0")
}
