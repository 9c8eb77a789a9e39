//! Biên bản: how a council sat, voted case by case, and what it left open. Counts only, never ballots.

use super::{Desk, once, proposal};
use crate::num::Fraction;
use crate::recognition::decisions::Decisions;
use crate::recognition::lifecycle::{Case, Step, Votes};
use crate::recognition::paper::value::{Fields, Value};
use crate::recognition::paper::{Office, Paper, PaperKind};
use crate::trace::Key;

impl Decisions {
    /// The minutes of a council on these cases: how each was voted, who stood back, and what is left open.
    #[must_use]
    pub fn minutes(&self, cases: &[Case], office: &Office) -> Paper {
        let desk = Desk::new(self, office);
        let cited: Vec<_> = cases.iter().filter_map(|case| self.of_case(case)).collect();
        desk.paper(PaperKind::Minutes, desk.cites(&cited), |head| {
            office
                .sat(head)
                .numbered("items", cases.iter().map(|case| item(desk, case)))
                .list("exceeded", desk.exceeded())
                .list("ties", desk.ties())
                .list("waiting", once(desk.waiting()))
        })
    }
}

fn item(desk: Desk<'_>, case: &Case) -> Fields {
    let stage = desk.stages().iter().find(|stage| stage.id == case.stage);
    let decision = desk.decisions.of_case(case);
    let votes = case.steps().iter().filter_map(|step| Some(vote(desk, case, step, step.votes()?)));
    decision
        .map_or_else(|| desk.person(&case.subject), |decision| desk.subject(decision))
        .set("award", stage.map(|stage| &stage.label))
        .set("proposal", decision.map(|decision| proposal(desk, decision)))
        .set("result", case.votes().map_or(Key::VOTES_NONE, |votes| result(case, votes)))
        .numbered("votes", votes)
}

/// One vote: the last of them counts, and those before it stay.
fn vote(desk: Desk<'_>, case: &Case, step: &Step, votes: &Votes) -> Fields {
    let share = Fraction::from(votes.in_favour).div(&Fraction::from(votes.present()));
    let recused = votes.recused.iter().map(|id| Fields::default().set("name", desk.office.name(id)));
    Fields::default()
        .set("day", step.on())
        .set("counted_by", desk.office.name(step.by()))
        .set("why", step.why())
        .set("entitled", votes.entitled)
        .set("voted", votes.present())
        .set("in_favour", votes.in_favour)
        .set("against", votes.against)
        .set("abstaining", votes.abstaining)
        .set("share", share.map_or(Value::Nothing, Value::Share))
        .set("result", result(case, votes))
        .list("recused", recused)
}

fn result(case: &Case, votes: &Votes) -> Key {
    match case.needed.as_ref().map(|needed| votes.carry(needed)) {
        None => Key::VOTES_FREE,
        Some(Ok(true)) => Key::VOTES_CARRIED,
        Some(Ok(false)) => Key::VOTES_NOT_CARRIED,
        Some(Err(_)) => Key::VOTES_OPEN,
    }
}
