//! Biên bản: how a council sat, voted case by case, and what it left open. Counts only, never ballots.

use super::{Desk, once, proposal};
use crate::num::Fraction;
use crate::recognition::decisions::Decisions;
use crate::recognition::lifecycle::{Case, Votes};
use crate::recognition::paper::value::{Fields, Value};
use crate::recognition::paper::{Office, Paper, PaperKind};
use crate::trace::Key;

impl Decisions {
    /// The minutes of a council on these cases: how each was voted, who stood back, and what is left open.
    #[must_use]
    pub fn minutes(&self, cases: &[Case], office: &Office) -> Paper {
        let desk = Desk::new(self, office);
        let cited: Vec<_> = cases.iter().filter_map(|case| self.at(case.stage(), case.subject())).collect();
        desk.paper(PaperKind::Minutes, desk.cites(&cited), |head| {
            office
                .sat(head)
                .numbered("items", cases.iter().map(|case| item(desk, case)))
                .list("ties", desk.ties())
                .list("waiting", once(desk.waiting()))
        })
    }
}

fn item(desk: Desk<'_>, case: &Case) -> Fields {
    let stage = desk.stages().iter().find(|stage| stage.id == case.stage);
    let decision = desk.decisions.at(&case.stage, &case.subject);
    let count = |of: fn(&Votes) -> u32| case.votes.as_ref().map(of);
    let share = case
        .votes
        .as_ref()
        .and_then(|votes| Fraction::from(votes.in_favour).div(&Fraction::from(votes.present())));
    let result = match (&case.votes, &case.needed) {
        (None, _) => Key::VOTES_NONE,
        (Some(_), None) => Key::VOTES_FREE,
        (Some(votes), Some(needed)) => match votes.carry(needed) {
            Ok(true) => Key::VOTES_CARRIED,
            Ok(false) => Key::VOTES_NOT_CARRIED,
            Err(_) => Key::VOTES_OPEN,
        },
    };
    let recused = case.votes.iter().flat_map(|votes| &votes.recused);
    desk.person(&case.subject)
        .set("award", stage.map(|stage| &stage.label))
        .set("proposal", decision.map(|decision| proposal(desk, decision)))
        .set("entitled", count(|votes| votes.entitled))
        .set("voted", count(Votes::present))
        .set("in_favour", count(|votes| votes.in_favour))
        .set("against", count(|votes| votes.against))
        .set("abstaining", count(|votes| votes.abstaining))
        .set("share", share.map_or(Value::Nothing, Value::Share))
        .set("result", result)
        .list("recused", recused.map(|id| Fields::default().set("name", desk.office.name(id))))
}
