//! A year of a newsroom's contributions: standings of people and units by quarter, who is certain, why one person stands where they
//! stand, and what verifiers should ask. Everything is invented: 9 units, 120 pseudonyms, every number and every point.
//!
//! `cargo run --example contributions` reads the files beside this one; `-- generate` makes roster and ledger again from their seed.

mod draw;
mod habits;
mod people;
#[cfg(test)]
mod tests;
mod work;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use thidua::contribution::{Certainty, Reckoning, Standing, Standings};
use thidua::ledger::ReadOptions;
use thidua::{Date, Lang, Ledger, Period, Roster, Scheme, packs};

use crate::draw::Draw;

/// Where the invented year begins.
const SEED: u64 = 219;

/// Quarters of the year, and the day a fortnight later by which they are judged.
const QUARTERS: [(&str, &str, &str); 4] = [
    ("2026-01-01", "2026-03-31", "2026-04-15"),
    ("2026-04-01", "2026-06-30", "2026-07-15"),
    ("2026-07-01", "2026-09-30", "2026-10-15"),
    ("2026-10-01", "2026-12-31", "2026-12-31"),
];

/// Of each group as many are printed, and asked about, as this.
const TOP: usize = 3;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("newsroom/contributions");
    if std::env::args().nth(1).as_deref() == Some("generate") {
        for (file, text) in generated() {
            std::fs::write(here.join(file), text)?;
        }
        return Ok(());
    }
    let (scheme, roster, ledger) = (scheme(&here)?, roster(&here)?, ledger(&here)?);
    println!("{}  [{}, {}]", scheme.title().get(Lang::Vi), scheme.name(), &scheme.digest()[..12]);
    println!("{} contributions, {} assignments", ledger.contributions(), ledger.assignments());
    let known = ledger.identities(&roster);
    println!(
        "{} other ids of the same people used, {} accounts left out as no people's",
        known.aliases().len(),
        known.bots().len()
    );
    let mut before: Option<Standings> = None;
    for quarter in QUARTERS {
        let now = standings(&scheme, &ledger, &roster, quarter)?;
        print!("{}", told(&now, before.as_ref())?);
        before = Some(now);
    }
    let Some(last) = before else { return Ok(()) };
    // of those ranked, the one whom errors and delays cost most: nobody should be told less than the whole of it
    let duty = |own: &Standing| {
        own.parts().iter().find(|(id, _)| id.as_str() == "duty").and_then(|(_, points)| points.clone())
    };
    let ranked = last.people().iter().filter(|own| own.rank().is_some());
    if let Some(one) = ranked.min_by(|a, b| duty(a).cmp(&duty(b))) {
        println!("\n{}", last.explain(one.contributor().as_str())?.render(Lang::Vi));
    }
    println!("câu hỏi cho người xác minh, quý cuối (không phải là kết luận, không trừ điểm ai):");
    for question in last.questions()? {
        println!("  {}", question.message(Lang::Vi));
    }
    Ok(())
}

/// The files made from the seed.
fn generated() -> [(&'static str, String); 2] {
    let mut draw = Draw(SEED);
    let people = people::people(&mut draw);
    [("roster.json", people::roster(&people)), ("ledger.jsonl", work::ledger(&people, draw))]
}

fn read(here: &Path, file: &str) -> Result<String, Box<dyn Error>> {
    let path: PathBuf = here.join(file);
    Ok(std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?)
}

/// The newsroom's own file on top of the bundled scheme.
fn scheme(here: &Path) -> Result<Scheme, Box<dyn Error>> {
    Ok(packs::load_scheme(&read(here, "scheme.yaml")?, Some("scheme.yaml"))?)
}

fn roster(here: &Path) -> Result<Roster, Box<dyn Error>> {
    Ok(Roster::parse(&read(here, "roster.json")?, Some("roster.json"))?)
}

fn ledger(here: &Path) -> Result<Ledger, Box<dyn Error>> {
    Ok(Ledger::parse(&read(here, "ledger.jsonl")?, Some("ledger.jsonl"), &ReadOptions::default())?)
}

fn standings(
    scheme: &Scheme,
    ledger: &Ledger,
    roster: &Roster,
    quarter: (&str, &str, &str),
) -> Result<Standings, thidua::Error> {
    let [from, until, as_of] = [quarter.0, quarter.1, quarter.2].map(Date::parse);
    let period = Period::new(Some(from?), Some(until?))?;
    scheme.standings(ledger, roster, &Reckoning::of(period)?.as_of(as_of?))
}

/// The best of each group, each with the ranks that cannot be excluded, and who certainly is among them.
fn told(now: &Standings, before: Option<&Standings>) -> Result<String, thidua::Error> {
    let (from, until) = now.reckoning().days();
    let left = now.left_out();
    let mut text = format!(
        "\n{from} – {until}, as known on {}: not verified {}, reversed {}, worth nothing {}, excused {}; {} tasks are open, reversed, later or never announced\n",
        now.reckoning().known_by(),
        left.unverified,
        left.reversed,
        left.ignored,
        left.excused,
        left.assignments
    );
    let certainty = now.certainty()?;
    let moved = before.map(|before| now.since(before)).unwrap_or_default();
    for group in certainty.groups() {
        let mut members: Vec<&Standing> =
            group.members().iter().filter_map(|id| now.of(id.as_str())).collect();
        members.sort_by(|a, b| a.rank().cmp(&b.rank()).then_with(|| a.contributor().cmp(b.contributor())));
        let certain = match group.sure() {
            Ok(_) => {
                let ids: Vec<&str> = group.certainly_best(TOP).iter().map(|id| id.as_str()).collect();
                format!(
                    "certainly among the best {TOP}: {}",
                    if ids.is_empty() { "nobody".to_owned() } else { ids.join(", ") }
                )
            }
            Err(reason) => reason.message(Lang::En),
        };
        text += &format!("  {} ({} ranked); {certain}\n", group.group(), members.len());
        for own in members.iter().take(TOP) {
            let movement =
                moved.iter().find(|one| one.contributor() == own.contributor()).and_then(|one| one.ranks());
            let movement = movement.map_or_else(
                || "new".to_owned(),
                |ranks| format!("{}{ranks}", if ranks.is_negative() { "" } else { "+" }),
            );
            text += &format!(
                "    {} {} {}: {} ({movement})\n",
                rank(own),
                set(certainty, own),
                own.contributor(),
                points(own)
            );
        }
    }
    let unranked = now.people().iter().filter(|one| one.rank().is_none()).count();
    text +=
        &format!("  {unranked} people have no rank: too little evidence, too small a group, or not there\n");
    Ok(text)
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
