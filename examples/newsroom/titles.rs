//! Commendations: a prompt one in March, and the titles of the year, stage by stage. Each stage is decided before the next reads it.

use thidua::contribution::Standings;
use thidua::recognition::{Case, Decisions, Facts, Policy, Round, Ruling, State};
use thidua::{Id, Lang, packs};

use crate::council::{Sitting, director};
use crate::facts::{Paper, YearFacts};
use crate::files::{Outcome, day, days, read};

/// Who was commended in March.
pub const PROMPT: &str = "p-003";
/// Whose chain of years has a maternity year in it.
pub const CHAINED: &str = "p-036";

/// What was proposed at some stages, and the cases of those who were commended.
pub struct Step {
    pub stages: &'static [&'static str],
    pub decisions: Decisions,
    pub cases: Vec<Case>,
}

impl Step {
    /// Those who were commended at a stage.
    pub fn commended(&self, stage: &str) -> Vec<&Id> {
        let own = self.cases.iter().filter(|case| case.stage().as_str() == stage);
        own.map(Case::subject).collect()
    }
}

/// Everything that was commended.
pub struct Titles {
    pub march: Step,
    /// LĐTT, then CSTĐCS, then the ministry's title and those of units.
    pub year: Vec<Step>,
    /// The facts by which CSTĐCS was decided.
    pub facts: YearFacts,
    /// The round with everything decided.
    pub decided: Decisions,
}

/// What people call a stage.
pub fn label(policy: &Policy, stage: &str, lang: Lang) -> String {
    let label = Id::new(stage).ok().and_then(|id| policy.stage_label(&id));
    label.map_or(stage, |label| label.get(lang)).to_owned()
}

/// The agency's policy of titles.
pub fn policy() -> Outcome<Policy> {
    Ok(packs::load_policy(&read("round/emulation.yaml")?, Some("emulation.yaml"))?)
}

/// What is commended in the year.
pub fn commend(facts: &mut YearFacts, standings: &Standings) -> Outcome<Titles> {
    let policy = policy()?;
    let march = prompt(&policy)?;
    let first = Sitting::new("2026-12-17", (9, 0), "2026-12-22", "118/QĐ-BX")?;
    let second = Sitting::new("2026-12-18", (8, 1), "2026-12-22", "119/QĐ-BX")?;
    let third = Sitting::new("2026-12-21", (9, 0), "2026-12-22", "120/QĐ-BX")?;
    let workers = step(&policy, facts, standings, &["ldtt"], &first)?;
    let known = facts.clone();
    let fighters = step(&policy, facts, standings, &["cstdcs"], &second)?;
    let others = step(&policy, facts, standings, &["cstd-bo", "ttldtt", "ttldxs"], &third)?;
    let decided = others.decisions.on(&facts.facts()?)?;
    Ok(Titles { march, year: vec![workers, fighters, others], facts: known, decided })
}

/// One achievement of March, commended within ten days: at the base salary of that day.
fn prompt(policy: &Policy) -> Outcome<Step> {
    let facts = Facts::parse(&read("round/march.yaml")?, Some("march.yaml"))?;
    let round = Round::of(days("2026-03-01", "2026-03-31")?)?.decided_on(day("2026-03-17")?);
    let decisions = policy.decide(&facts, None, &round)?;
    let sitting = Sitting::new("2026-03-16", (7, 0), "2026-03-17", "17/QĐ-BX")?;
    let stages = &["giay-khen-dot-xuat"][..];
    let cases = decide(&decisions, stages, &sitting)?;
    Ok(Step { stages, decisions, cases })
}

fn step(
    policy: &Policy,
    facts: &mut YearFacts,
    standings: &Standings,
    stages: &'static [&'static str],
    sitting: &Sitting,
) -> Outcome<Step> {
    let round =
        Round::of(days("2026-01-01", "2026-12-31")?)?.decided_on(day("2026-12-22")?).take_facts_of_others();
    let decisions = policy.decide(&facts.facts()?, Some(standings), &round)?;
    let cases = decide(&decisions, stages, sitting)?;
    let by = director()?;
    let paper = Paper { number: sitting.number, on: sitting.decided, by: &by };
    for decision in decisions.all().iter().filter(|own| stages.contains(&own.stage().as_str())) {
        // the list is closed as a whole: who waits for something is not on it, and may be added by a decision of its own
        facts.given(decision, *decision.state() == State::Commend, paper);
    }
    Ok(Step { stages, decisions, cases })
}

fn decide(decisions: &Decisions, stages: &[&str], sitting: &Sitting) -> Outcome<Vec<Case>> {
    let wanted = |stage: &Id| stages.contains(&stage.as_str());
    let own = decisions.all().iter().filter(|own| wanted(own.stage()) && *own.state() == State::Commend);
    own.map(|decision| sitting.decide(decision, Ruling::Confirmed, "theo biểu quyết của hội đồng")).collect()
}

impl Titles {
    /// What a terminal shows.
    pub fn told(&self) -> String {
        let mut out = String::new();
        for step in std::iter::once(&self.march).chain(&self.year) {
            for stage in step.stages {
                let who = step.commended(stage);
                let named = who.iter().take(16).map(ToString::to_string).collect::<Vec<_>>().join(", ");
                let more = who.len().saturating_sub(16);
                let label = label(step.decisions.policy(), stage, Lang::Vi);
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                out += &format!("  {label}: {named}{more}\n");
            }
        }
        out
    }
}
