//! The whole story: everything computed, in the order in which it happens.

use crate::afterwards::{self, Critiques, Released, Revoked};
use crate::facts::YearFacts;
use crate::files::Outcome;
use crate::maturity::{self, Maturity};
use crate::ratings::{self, Ratings};
use crate::standings::{self, Year};
use crate::titles::{self, Titles};

/// Everything that comes out.
pub struct Story {
    pub maturity: Maturity,
    pub year: Year,
    pub critiques: Critiques,
    pub ratings: Ratings,
    pub titles: Titles,
    pub released: Released,
    pub revoked: Revoked,
}

/// From answers and a ledger to what was decided, and what became of it.
pub fn run() -> Outcome<Story> {
    let maturity = maturity::assess()?;
    let year = standings::year()?;
    let critiques = afterwards::critiques()?;
    let mut facts = YearFacts::read()?;
    let ratings = ratings::rate(&mut facts)?;
    let titles = titles::commend(&mut facts, year.last())?;
    let released = afterwards::release(&titles)?;
    let revoked = afterwards::revoke(&titles)?;
    Ok(Story { maturity, year, critiques, ratings, titles, released, revoked })
}

impl Story {
    /// What a terminal shows of what became of decisions.
    pub fn told(&self) -> String {
        let mut out = String::new();
        let cases = [&self.critiques.unit, &self.critiques.person, &self.released.case, &self.revoked.case];
        for case in cases {
            let steps: Vec<String> =
                case.steps().iter().map(|step| format!("{} {}", step.on(), step.phase().name())).collect();
            out += &format!("  {} ({}): {}\n", case.subject(), case.stage(), steps.join(" → "));
        }
        let who = self.revoked.changes.iter().filter(|change| change.stage().as_str() == "cstdcs");
        let who: Vec<String> = who
            .map(|change| {
                let state = change.after().map_or("not in the round", |own| own.state().name());
                format!("{} {state}", change.subject())
            })
            .collect();
        out + &format!("  without the revoked title the decision would have been: {}\n", who.join(", "))
    }
}
