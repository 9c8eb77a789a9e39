//! The core stays free of the crates that bind it to other languages.

use anyhow::{Result, bail};

use crate::step::{command, output};

const BINDING_CRATES: [&str; 2] = ["pyo3", "wasm-bindgen"];

/// The trees that ship: every feature natively, none in the browser.
const TREES: [&[&str]; 2] =
    [&["--all-features"], &["--no-default-features", "--target", "wasm32-unknown-unknown"]];

/// Fails when the core depends on a binding crate, however deep.
pub fn check_core() -> Result<()> {
    for flags in TREES {
        let listed = output(
            command("cargo").args(["tree", "-p", "thidua", "-e", "normal", "--prefix", "none"]).args(flags),
        )?;
        let tree = String::from_utf8(listed)?;
        if let Some(line) = tree.lines().find(|line| binds(line)) {
            bail!("the core depends on {line}: see `cargo tree -p thidua {}`", flags.join(" "));
        }
        println!("{} lines, no {} ({})", tree.lines().count(), BINDING_CRATES.join(", no "), flags.join(" "));
    }
    Ok(())
}

/// Whether a line of the tree is a binding crate or one of its companions (`pyo3-ffi`, `wasm-bindgen-shared`).
fn binds(line: &str) -> bool {
    let name = line.split_whitespace().next().unwrap_or_default();
    BINDING_CRATES.iter().any(|crate_| name.starts_with(crate_))
}

#[cfg(test)]
mod tests {
    use super::binds;

    #[test]
    fn companions_count_and_namesakes_do_not() {
        assert!(binds("pyo3 v0.26.0"));
        assert!(binds("wasm-bindgen-shared v0.2.100 (*)"));
        assert!(!binds("serde v1.0.0"));
    }
}
