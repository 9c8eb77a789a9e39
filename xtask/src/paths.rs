//! Where things are in the checkout, and the `{names}` by which the tables in `plan/` speak of them.

use std::env;
use std::path::PathBuf;

/// The repository's root.
pub fn root() -> PathBuf {
    let here =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    here.parent().map_or(here.clone(), PathBuf::from)
}

/// Cargo's target directory.
pub fn target() -> PathBuf {
    root().join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// Where tools that cargo installs for this workspace live.
pub fn tools() -> PathBuf {
    target().join("tools")
}

/// The development environment for Python.
pub fn venv() -> PathBuf {
    root().join(".venv")
}

/// The environment that holds the wheel and nothing else.
pub fn clean_venv() -> PathBuf {
    target().join("clean-venv")
}

/// Where wheels are built.
pub fn wheels() -> PathBuf {
    target().join("wheels")
}

/// The package for browsers.
pub fn browser() -> PathBuf {
    root().join("bindings-wasm")
}

/// What the browser package ships.
pub fn dist() -> PathBuf {
    browser().join("dist")
}

/// Replaces the `{names}` in one word of a command.
pub fn expand(word: &str) -> String {
    let names = [
        ("{root}", root()),
        ("{venv}", venv().join("bin")),
        ("{clean}", clean_venv().join("bin")),
        ("{wheels}", wheels()),
        ("{node_bin}", browser().join("node_modules/.bin")),
        ("{dist}", dist()),
    ];
    names.iter().fold(word.to_owned(), |word, (name, path)| word.replace(name, &path.to_string_lossy()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_expand_inside_a_word() {
        assert_eq!(expand("{dist}/a.wasm"), dist().join("a.wasm").to_string_lossy());
        assert_eq!(expand("--check"), "--check");
    }
}
