//! Ranks who contributed to a repository, quarter by quarter, and says how much of that order is certain.
//!
//! `cargo run --release --example git_history -- REPOSITORY [--salt TEXT] [--units FILE] [--quarters N] [--bot NAME]…` reads any
//! repository, bare ones too. Names and addresses become salted pseudonyms before anything else, bots are left out by rule, co-authored
//! work is split. Without a repository, the one this file lies in is read.
//! A demonstration: counting changes is a poor measure, and nobody of them was told that they would be counted.

mod change;
mod git;
mod standing;
#[cfg(test)]
mod tests;

use std::error::Error;
use std::process::ExitCode;

use thidua::contribution::{Certainty, Standing, Standings};
use thidua::{Fraction, Scheme};

use crate::change::{Pseudonyms, Units};
use crate::standing::{History, Quarter};

/// How many places are asked about.
const TOP: usize = 10;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words) {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What the command line asks for.
struct Asked {
    repository: Option<String>,
    salt: Option<String>,
    units: Units,
    quarters: usize,
    bots: Vec<String>,
}

impl Asked {
    fn parse(words: &[String]) -> Result<Self, Box<dyn Error>> {
        let mut asked =
            Self { repository: None, salt: None, units: Units::default(), quarters: 4, bots: Vec::new() };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut value = || words.next().cloned().ok_or_else(|| format!("{word} needs a value"));
            match word.as_str() {
                "--salt" => asked.salt = Some(value()?),
                "--units" => {
                    let file = value()?;
                    let text = std::fs::read_to_string(&file).map_err(|error| format!("{file}: {error}"))?;
                    asked.units = Units::parse(&text);
                }
                "--quarters" => asked.quarters = value()?.parse()?,
                "--bot" => asked.bots.push(value()?),
                other if other.starts_with('-') => return Err(format!("there is no option {other}").into()),
                other => asked.repository = Some(other.to_owned()),
            }
        }
        Ok(asked)
    }
}

fn run(words: &[String]) -> Result<String, Box<dyn Error>> {
    let asked = Asked::parse(words)?;
    let mut text = String::new();
    let here = env!("CARGO_MANIFEST_DIR").to_owned();
    if asked.repository.is_none() && git::git(&here, &["rev-parse", "HEAD"]).is_err() {
        return Ok("this folder has no history: name a repository\n".to_owned());
    }
    let repository = asked.repository.unwrap_or(here);
    let salt = match asked.salt {
        Some(salt) => salt,
        None => {
            text += "no --salt: the last change stands in for one, so whoever has the repository can tell who is who\n";
            git::git(&repository, &["rev-parse", "HEAD"])?
        }
    };
    let (changes, unread) = git::read(&repository, &Pseudonyms::new(&salt, &asked.bots), &asked.units)?;
    if unread > 0 {
        text += &format!("{unread} changes left out: their day is none anybody can mean\n");
    }
    let Some(history) = History::new(&changes)? else { return Ok(text + "there are no changes\n") };
    let (first, last) = history.days;
    text += &format!("{} changes from {first} to {last}\n", changes.len());
    let scheme = standing::scheme()?;
    for quarter in history.quarters(asked.quarters)? {
        text += &told(&history, &scheme, quarter)?;
    }
    Ok(text)
}

/// A quarter: contributors and units in order, each with the ranks they may truly have, and how much of the top is certain.
fn told(history: &History, scheme: &Scheme, quarter: Quarter) -> Result<String, thidua::Error> {
    let standings = history.standings(scheme, quarter)?;
    let certainty = standings.certainty()?;
    let mut text = format!("\n{quarter}, {} credits of bots left out\n", standings.left_out().bots);
    for (name, all) in [("contributors", standings.people()), ("units", standings.units())] {
        let ranked = ordered(all);
        text +=
            &format!("  {} {name} ranked; rank [ranks that cannot be excluded] who: changes\n", ranked.len());
        for own in ranked.iter().take(TOP) {
            text += &format!(
                "  {:>4} {:<11} {}: {}\n",
                rank(own),
                set(certainty, own),
                own.contributor(),
                points(own)
            );
        }
    }
    Ok(text + &top(&standings, certainty) + "\n")
}

/// How many of those whom the plain count puts into the top certainly belong there.
fn top(standings: &Standings, certainty: &Certainty) -> String {
    let ranked = ordered(standings.people());
    let places = Fraction::from(TOP as i64);
    let naive: Vec<&str> = ranked
        .iter()
        .filter(|own| own.rank().is_some_and(|rank| *rank <= places))
        .map(|own| own.contributor().as_str())
        .collect();
    let group =
        certainty.groups().iter().find(|group| group.members().iter().any(|id| naive.contains(&id.as_str())));
    let Some(group) = group.filter(|group| group.sure().is_ok()) else {
        return format!("  how many of the naive top {TOP} are certain: not evaluated");
    };
    let certain = group.certainly_best(TOP).iter().filter(|id| naive.contains(&id.as_str())).count();
    let possible = group.possibly_best(TOP).len();
    let coverage = certainty.coverage().map(|share| share.to_string()).unwrap_or_default();
    format!(
        "  of the naive top {TOP}, {certain} of {} are certain at {coverage}; {possible} may belong there",
        naive.len()
    )
}

fn ordered(all: &[Standing]) -> Vec<&Standing> {
    let mut ranked: Vec<&Standing> = all.iter().filter(|own| own.rank().is_some()).collect();
    ranked.sort_by(|a, b| a.rank().cmp(&b.rank()).then_with(|| a.contributor().cmp(b.contributor())));
    ranked
}

fn rank(own: &Standing) -> String {
    own.rank().map(ToString::to_string).unwrap_or_default()
}

fn points(own: &Standing) -> String {
    own.published().map(|points| points.to_string()).unwrap_or_default()
}

fn set(certainty: &Certainty, own: &Standing) -> String {
    let sure = certainty.of(own.contributor().as_str()).and_then(|sure| sure.simultaneous());
    sure.map_or_else(|| "[?]".to_owned(), |set| format!("[{}–{}]", set.lower(), set.upper()))
}
