//! `cargo xtask pack`: checks for people who write packs and answers, without a line of code.

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use thidua::{Assessment, Framework, Lang, Report, packs};

/// How the commands are written.
pub const USAGE: &str = "  cargo xtask pack lint FILE                       what is doubtful about a pack, and what its tests do not reach
  cargo xtask pack assess FILE ANSWERS [vi|en]     score answers and explain
  cargo xtask pack diff OLD NEW ANSWERS            the same answers under two packs, criterion by criterion
  cargo xtask pack to-json FILE                    the effective pack in its canonical form
  (FILE is YAML or JSON, or the name of a bundled pack such as vn-press-dx@1827)";

/// Runs one of the commands.
pub fn run(words: &[&str]) -> Result<()> {
    match words {
        ["lint", file] => lint(&load(file)?),
        ["assess", file, answers] => assess(&load(file)?, answers, Lang::Vi),
        ["assess", file, answers, lang] => assess(&load(file)?, answers, Lang::parse(lang)?),
        ["diff", old, new, answers] => diff(&load(old)?, &load(new)?, answers),
        ["to-json", file] => {
            println!("{}", load(file)?.to_json());
            Ok(())
        }
        _ => bail!("usage:\n{USAGE}"),
    }
}

/// A pack from a file, or a bundled one by its name.
pub fn load(name: &str) -> Result<Framework> {
    if let (Some((id, edition)), false) = (name.split_once('@'), Path::new(name).exists()) {
        return Ok(packs::edition(id, edition)?);
    }
    let text = read(name)?;
    packs::load(&text, Some(name)).map_err(|error| anyhow!("{error}"))
}

fn read(file: &str) -> Result<String> {
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {file}"))?;
    String::from_utf8(bytes).with_context(|| format!("{file} is not UTF-8: save it as UTF-8"))
}

fn answers(framework: &Framework, file: &str) -> Result<Report> {
    let assessment = Assessment::parse(&read(file)?, Some(file))?;
    Ok(framework.assess(&assessment)?)
}

fn lint(framework: &Framework) -> Result<()> {
    let findings = framework.lint();
    for finding in &findings {
        let place = match (finding.line(), finding.column()) {
            (Some(line), Some(column)) => format!("{line}:{column} "),
            _ => String::new(),
        };
        println!("{place}{} [{}] {}", finding.pointer(), finding.code(), finding.message(Lang::En));
    }
    let coverage = framework.test_coverage();
    for rule in &coverage.unreached {
        println!("no test reaches {rule}");
    }
    let reached = coverage.rules.saturating_sub(coverage.unreached.len());
    println!(
        "{}: {} findings; {} tests reach {reached} of {} rules and edges",
        framework.name(),
        findings.len(),
        coverage.tests,
        coverage.rules
    );
    Ok(())
}

fn assess(framework: &Framework, file: &str, lang: Lang) -> Result<()> {
    print!("{}", answers(framework, file)?.explain().render(lang));
    Ok(())
}

fn diff(old: &Framework, new: &Framework, file: &str) -> Result<()> {
    let (before, after) = (answers(old, file)?, answers(new, file)?);
    println!("{:<20} {:>14} {:>14}", "", old.name(), new.name());
    println!("{:<20} {:>14} {:>14}", "score", before.score().to_string(), after.score().to_string());
    println!("{:<20} {:>14} {:>14}", "level", before.level().to_string(), after.level().to_string());
    let shown = |score: Option<&thidua::Fraction>| score.map_or_else(|| "–".to_owned(), ToString::to_string);
    let later = after.nodes();
    for node in before.nodes() {
        match later.iter().find(|other| other.id == node.id) {
            Some(other) if other.score != node.score || other.max != node.max => {
                let (then, now) = (shown(node.score), shown(other.score));
                println!(
                    "{:<20} {then:>14} {now:>14}  of {} → {}",
                    node.id,
                    shown(node.max),
                    shown(other.max)
                );
            }
            None => println!("{:<20} {:>14} {:>14}", node.id, shown(node.score), "(gone)"),
            Some(_) => {}
        }
    }
    for node in later.iter().filter(|node| before.nodes().iter().all(|other| other.id != node.id)) {
        println!("{:<20} {:>14} {:>14}", node.id, "(new)", shown(node.score));
    }
    Ok(())
}
