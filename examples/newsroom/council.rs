//! The people who decide, and how a proposal becomes their decision. The library proposes and checks each step; nobody here is named.

use thidua::recognition::{Act, Case, Decision, Ruling, Votes, Workdays};
use thidua::{Date, Id};

use crate::files::{Outcome, day, id};

/// Who prepares, who decides, and who answers appeals: never the same.
pub const SECRETARY: &str = "thu-ky-hoi-dong";
/// Counts the votes.
pub const TELLER: &str = "ban-kiem-phieu";
/// Decides.
pub const DIRECTOR: &str = "tong-bien-tap";
/// Answers appeals.
pub const BOARD: &str = "hoi-dong-giai-quyet";

/// A sitting of the council and the decision that follows it.
pub struct Sitting {
    pub on: Date,
    pub votes: Votes,
    pub decided: Date,
    pub number: &'static str,
}

impl Sitting {
    /// Nine are entitled to vote; so many are in favour and against.
    pub fn new(on: &str, votes: (u32, u32), decided: &str, number: &'static str) -> Outcome<Self> {
        let votes = Votes::new(votes.0, votes.1, 0, 9)?;
        Ok(Self { on: day(on)?, votes, decided: day(decided)?, number })
    }

    /// Carries a proposal through the sitting to its decision.
    pub fn decide(&self, decision: &Decision, ruling: Ruling, why: &str) -> Outcome<Case> {
        let case = Case::draft(decision, &[])?
            .propose(Act::new(id(SECRETARY)?, self.on, "tờ trình của thư ký hội đồng"))?
            .vote(Act::new(id(TELLER)?, self.on, "biên bản kiểm phiếu"), self.votes.clone())?;
        Ok(case.decide(Act::new(id(DIRECTOR)?, self.decided, why), self.number, ruling)?)
    }
}

/// Somebody's act of a day.
pub fn act(by: &str, on: &str, why: &str) -> Outcome<Act> {
    Ok(Act::new(id(by)?, day(on)?, why))
}

/// Working days, without the holidays of the story.
pub fn workdays() -> Outcome<Workdays> {
    Ok(Workdays::default().holiday(day("2026-09-02")?).holiday(day("2027-01-01")?))
}

/// The director.
pub fn director() -> Result<Id, thidua::Error> {
    Id::new(DIRECTOR)
}
