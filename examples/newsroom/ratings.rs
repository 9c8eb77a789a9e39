//! The yearly ratings: one round for each kind of employment, each by its own edition. Points only suggest a level; the director decides.

use std::collections::BTreeMap;

use thidua::recognition::{Case, Decisions, Policy, Round, Ruling, TieSet};
use thidua::{Fraction, Id, Rounding, packs};

use crate::council::{Sitting, director};
use crate::facts::{Paper, YearFacts};
use crate::files::{Outcome, days, id, read};

/// Whom the director rates otherwise than the points suggest, and why.
pub const CHANGED: &str = "p-068";
/// Whom of those equal at the line the council chose, by vote.
pub const SETTLED: [&str; 1] = ["p-011"];
pub const WHY_CHANGED: &str = "hai quý được điều động trực hệ thống, sản phẩm chưa quy đổi";

/// One round of ratings.
pub struct Rated {
    pub decisions: Decisions,
    pub cases: Vec<Case>,
}

/// The rounds: civil servants, public employees, labour contracts.
pub struct Ratings {
    pub rounds: Vec<Rated>,
}

/// Rates everybody, and states in the facts what was decided.
pub fn rate(facts: &mut YearFacts) -> Outcome<Ratings> {
    let round = Round::of(days("2026-01-01", "2026-12-31")?)?.take_facts_of_others();
    let sitting = Sitting::new("2026-12-08", (9, 0), "2026-12-10", "102/QĐ-BX")?;
    let given = facts.facts()?;
    let mut settled = facts.clone();
    let mut rounds = Vec::new();
    for file in ["rating-civil.yaml", "rating-public.yaml", "rating-contract.yaml"] {
        let policy: Policy = packs::load_policy(&read(&format!("round/{file}"))?, Some(file))?;
        let mut decisions = policy.decide(&given, None, &round)?;
        // equals at the line wait for people: the council settles, and the round goes on with what it decided
        for tie in decisions.ties() {
            settle(&mut settled, &decisions, tie, &sitting)?;
        }
        if !decisions.ties().is_empty() {
            decisions = decisions.on(&settled.facts()?)?;
        }
        let mut cases = Vec::new();
        for decision in decisions.all().iter().filter(|own| own.stage().as_str() == "rating") {
            let Some(level) = decision.level() else { continue };
            let changed = decision.subject().as_str() == CHANGED;
            let (ruling, level, why) = match changed {
                true => (Ruling::Changed, id("ht")?, WHY_CHANGED),
                false => (Ruling::Confirmed, level.clone(), "theo đề xuất"),
            };
            cases.push(sitting.decide(decision, ruling, why)?);
            facts.state(decision.subject(), "rating", level.as_str().into());
            if let Some(points) = points(&decisions, decision.subject()) {
                let shown = points.round(2, Rounding::HalfUp)?;
                facts.state(decision.subject(), "rating_points", shown.to_string().into());
            }
        }
        rounds.push(Rated { decisions, cases });
    }
    Ok(Ratings { rounds })
}

/// The council gives the places that equals tie for to those it named; the others keep the level below.
fn settle(facts: &mut YearFacts, decisions: &Decisions, tie: &TieSet, sitting: &Sitting) -> Outcome<()> {
    let by = director()?;
    let paper = Paper { number: sitting.number, on: sitting.decided, by: &by };
    let stage = id("rating")?;
    for member in tie.members() {
        let level = id(if SETTLED.contains(&member.as_str()) { "htxs" } else { "htt" })?;
        let decision = decisions.one(&stage, member, None)?;
        facts.rated(decision, &level, paper);
    }
    Ok(())
}

/// The points of the year.
pub fn points(decisions: &Decisions, who: &Id) -> Option<Fraction> {
    let stages = ["staff-score", "head-score"];
    decisions.of(who.as_str()).iter().find(|own| stages.contains(&own.stage().as_str()))?.points().cloned()
}

impl Ratings {
    /// What a terminal shows.
    pub fn told(&self) -> String {
        let mut out = String::new();
        for round in &self.rounds {
            let mut counts = BTreeMap::new();
            for own in round.decisions.all().iter().filter(|own| own.stage().as_str() == "rating") {
                *counts.entry(own.level().map_or("not rated", Id::as_str)).or_insert(0) += 1;
            }
            let counts: Vec<String> =
                counts.iter().map(|(level, count)| format!("{level} {count}")).collect();
            out += &format!("  {}: {}\n", round.decisions.policy().name(), counts.join(", "));
        }
        let cases = self.rounds.iter().flat_map(|round| &round.cases);
        let changed = |case: &&Case| case.steps().iter().any(|step| step.ruling() == Some(Ruling::Changed));
        let changed: Vec<String> = cases.filter(changed).map(|case| case.subject().to_string()).collect();
        out + &format!(
            "  equal at the last place of their group: the council chose {}; rated otherwise than suggested: {}\n",
            SETTLED.join(", "),
            changed.join(", ")
        )
    }
}
