//! `cargo xtask bench`: runs the benchmarks and prints every time with its ratio to the one named `baseline`, all of one
//! run. A time alone says more about the machine than about the library.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{paths, step};

const BASELINE: &str = "baseline";

/// Runs what `words` select (all, if none) and prints the table.
pub fn run(words: &[&str]) -> Result<()> {
    let home = paths::target().join("criterion");
    if home.exists() {
        fs::remove_dir_all(&home)?;
    }
    let mut command = step::command("cargo");
    command
        .args(["bench", "-p", "thidua-benches", "--", "--noplot"])
        .args(words)
        .env("CRITERION_HOME", &home);
    step::execute(&mut command)?;
    print!("{}", table(&measured(&home)?));
    Ok(())
}

/// Name and median in nanoseconds, fastest first.
fn measured(home: &Path) -> Result<Vec<(String, f64)>> {
    let mut rows = Vec::new();
    for entry in fs::read_dir(home)? {
        let new = entry?.path().join("new");
        if new.is_dir() {
            let name = json(&new.join("benchmark.json"))?;
            let name = name["full_id"].as_str().context("a benchmark without a name")?.to_owned();
            let estimates = json(&new.join("estimates.json"))?;
            let median =
                estimates["median"]["point_estimate"].as_f64().context("a benchmark without a median")?;
            rows.push((name, median));
        }
    }
    rows.sort_by(|a, b| a.1.total_cmp(&b.1));
    Ok(rows)
}

fn json(path: &Path) -> Result<Value> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    Ok(serde_json::from_str(&text)?)
}

fn table(rows: &[(String, f64)]) -> String {
    let unit = rows.iter().find(|(name, _)| name == BASELINE).map(|(_, time)| *time);
    let mut text = String::from("\n| What | Median | Times the baseline |\n|---|---:|---:|\n");
    for (name, time) in rows {
        let ratio = unit.map_or_else(|| "–".to_owned(), |unit| format!("{:.0}", time / unit));
        text.push_str(&format!("| {name} | {:.3} µs | {ratio} |\n", time / 1000.0));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn the_table_gives_ratios_to_the_baseline() {
        let rows = [("baseline".to_owned(), 50.0), ("assess".to_owned(), 2000.0)];
        assert!(table(&rows).contains("| assess | 2.000 µs | 40 |"));
        assert!(table(&rows[1..]).contains("| assess | 2.000 µs | – |"));
    }
}
