//! Standings: a year's ledger of contributions by the newsroom's scheme, quarter by quarter, with a record that somebody disputes.

use thidua::contribution::{Reckoning, Standing, Standings};
use thidua::ledger::ReadOptions;
use thidua::{Lang, Ledger, Roster, packs};

use crate::files::{Outcome, day, days, read, short};

/// Quarters of the year, and the day a fortnight later by which they are judged.
const QUARTERS: [(&str, &str, &str); 4] = [
    ("2026-01-01", "2026-03-31", "2026-04-15"),
    ("2026-04-01", "2026-06-30", "2026-07-15"),
    ("2026-07-01", "2026-09-30", "2026-10-15"),
    ("2026-10-01", "2026-12-31", "2026-12-31"),
];

/// Who disputes a record of the last quarter.
pub const DISPUTES: &str = "p-084";

/// Of each group as many are shown.
pub const TOP: usize = 3;

/// The year: what it is reckoned from, and how everybody stood.
pub struct Year {
    pub ledger: Ledger,
    pub quarters: Vec<Standings>,
    /// The last quarter as it was known in January, when the dispute was settled.
    pub settled: Standings,
}

/// Reckons every quarter.
pub fn year() -> Outcome<Year> {
    let scheme = packs::load_scheme(&read("contributions/scheme.yaml")?, Some("scheme.yaml"))?;
    let roster = Roster::parse(&read("contributions/roster.json")?, Some("roster.json"))?;
    let piece = |file: &str| -> Outcome<Ledger> {
        Ok(Ledger::parse(&read(file)?, Some(file), &ReadOptions::default())?)
    };
    // what came in later is a piece of its own; where a ledger was cut changes nothing
    let ledger = piece("contributions/ledger.jsonl")?.merge(&piece("round/ledger.jsonl")?)?;
    let reckon = |(from, until, as_of): (&str, &str, &str)| -> Outcome<Standings> {
        let reckoning = Reckoning::of(days(from, until)?)?.as_of(day(as_of)?);
        Ok(scheme.standings(&ledger, &roster, &reckoning)?)
    };
    let quarters = QUARTERS.into_iter().map(reckon).collect::<Outcome<Vec<_>>>()?;
    let settled = reckon((QUARTERS[3].0, QUARTERS[3].1, "2027-01-15"))?;
    Ok(Year { ledger, quarters, settled })
}

impl Year {
    /// The last quarter, as it was known when it ended.
    pub fn last(&self) -> &Standings {
        &self.quarters[QUARTERS.len() - 1]
    }

    /// Those of a group who stand best, the best first.
    pub fn best<'a>(standings: &'a Standings, members: &[thidua::Id]) -> Vec<&'a Standing> {
        let mut own: Vec<&Standing> = members.iter().filter_map(|id| standings.of(id.as_str())).collect();
        own.sort_by(|a, b| a.rank().cmp(&b.rank()).then_with(|| a.contributor().cmp(b.contributor())));
        own.truncate(TOP);
        own
    }

    /// What a terminal shows.
    pub fn told(&self) -> Outcome<String> {
        let mut out = format!(
            "  {} contributions, {} assignments, {} people, {} units\n",
            self.ledger.contributions(),
            self.ledger.assignments(),
            self.last().people().len(),
            self.last().units().len()
        );
        for quarter in &self.quarters {
            let (from, until) = quarter.reckoning().days();
            out += &format!("  {from} – {until}\n");
            let certainty = quarter.certainty()?;
            for group in certainty.groups().iter().filter(|group| group.sure().is_ok()) {
                let sure = group.certainly_best(TOP).iter().map(ToString::to_string).collect::<Vec<_>>();
                let best = Self::best(quarter, group.members());
                let best = best.iter().map(|own| own.contributor().to_string()).collect::<Vec<_>>();
                out += &format!(
                    "    {}: best {} of {}: {}; certainly among them: {}\n",
                    group.group(),
                    best.len(),
                    group.members().len(),
                    best.join(", "),
                    if sure.is_empty() { "nobody".to_owned() } else { sure.join(", ") }
                );
            }
        }
        if let Some(own) = self.last().of(DISPUTES) {
            let score = |placed: Option<&thidua::Fraction>| {
                placed.map_or_else(|| "none".to_owned(), |score| short(score, Lang::En))
            };
            let after = self.settled.of(DISPUTES).and_then(Standing::score);
            out += &format!(
                "  {DISPUTES} disputes a record: {} points while it counts neither way, {} if it counted, {} once the dispute was upheld\n",
                score(own.score()),
                score(own.with_disputed().and_then(|placed| placed.score())),
                score(after)
            );
        }
        out += &format!(
            "  {} questions for verifiers, which cost nobody a point\n",
            self.last().questions()?.len()
        );
        Ok(out)
    }
}
