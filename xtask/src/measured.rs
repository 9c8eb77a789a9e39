//! The figures in the README, measured again: each check fails when the table says something else.

use std::fs;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::browser;
use crate::step::{command, output};

const README: &str = "README.md";
const VECTORS: &str = "core/conformance/index.json";

/// The figures the Rust part can know: vectors, and the aggregates that come out as printed.
pub fn check_rust() -> Result<()> {
    let index: Value = serde_json::from_str(&fs::read_to_string(VECTORS)?)?;
    let vectors = index["vectors"].as_u64().context("the index counts no vectors")?;
    check("vectors replayed", &vectors.to_string())?;

    let told =
        output(command("cargo").args(["run", "-q", "-p", "thidua-examples", "--example", "scorecard"]))?;
    let told = String::from_utf8(told)?;
    let last = told.lines().last().unwrap_or_default();
    let (count, _) = last.split_once(" aggregates").context("the example ends otherwise")?;
    check("aggregates of OpenSSF", &format!("{count} typed in"))
}

/// The sizes of the browser modules, up to the next five kilobytes.
pub fn check_browser() -> Result<()> {
    let modules = [
        ("browser module", browser::SCORING),
        ("ranking module", browser::RANKING),
        ("standings module", browser::STANDINGS),
        ("decisions module", browser::DECISIONS),
        ("indices module", browser::INDICES),
    ];
    for (row, name) in modules {
        // in steps of 5 kB: a module's bytes differ by some dozens with the folder it is built in
        let size = browser::compressed(name)?.div_ceil(5000) * 5;
        check(row, &format!("{size} kB of at most {}", browser::budget(name) / 1000))?;
    }
    Ok(())
}

/// Compares what was measured with the row of the table that begins so.
fn check(row: &str, measured: &str) -> Result<()> {
    let readme = fs::read_to_string(README)?;
    let told = figure(&readme, row).with_context(|| format!("{README} has no row that begins `{row}`"))?;
    if told != measured {
        bail!("{README} says `{told}` of `{row}`, measured is `{measured}`");
    }
    println!("{row}: {measured}, as {README} says");
    Ok(())
}

/// The second cell of a row between the marks.
fn figure<'a>(readme: &'a str, row: &str) -> Option<&'a str> {
    let (_, table) = readme.split_once("<!-- measured -->")?;
    let (table, _) = table.split_once("<!-- /measured -->")?;
    let line =
        table.lines().find(|line| line.strip_prefix("| ").is_some_and(|line| line.starts_with(row)))?;
    line.split('|').nth(2).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::figure;

    #[test]
    fn a_row_is_found_between_the_marks_only() {
        let readme = "| a | 1 |\n<!-- measured -->\n| a thing | 2 | `run` |\n<!-- /measured -->\n| b | 3 |\n";
        assert_eq!(figure(readme, "a "), Some("2"));
        assert_eq!(figure(readme, "b"), None);
        assert_eq!(figure("", "a"), None);
    }
}
