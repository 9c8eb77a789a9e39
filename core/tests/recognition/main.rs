//! Decisions: the bundled policies, what the law's sources say in numbers, mistakes in their places, and laws that no facts may
//! break.
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a test stops where something is amiss"
)]

mod beside;
mod cases;
mod editions;
mod freedom;
mod law;
mod laws;
mod life;
mod mistakes;
mod papers;
mod protected;
mod public;
mod rules;

use thidua::recognition::{Decisions, Facts, Policy, Round};
use thidua::{Date, Error, Period};

/// A policy of these facts and stages, by a source of its own.
fn policy(facts: &str, stages: &str) -> Result<Policy, Error> {
    let text = format!(
        "pack: ours
edition: '1'
kind: policy
title: {{vi: Quy chế, en: Rules}}
citations: {{own: {{title: Rules, date: 2026-01-01, grade: primary}}}}
driven_by: period_end
levels:
  - {{id: low, label: {{vi: Thấp, en: Low}}}}
  - {{id: good, label: {{vi: Tốt, en: Good}}}}
  - {{id: best, label: {{vi: Xuất sắc, en: Best}}}}
facts:
{facts}
stages:
{stages}
"
    );
    Policy::parse(&text, None)
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// The year 2026, decided on 20 December.
fn year() -> Round {
    let year = Period::new(Some(day("2026-01-01")), Some(day("2026-12-31"))).unwrap();
    Round::of(year).unwrap().decided_on(day("2026-12-20"))
}

fn decide(policy: &Policy, facts: &str) -> Decisions {
    let facts = Facts::parse(facts, None).unwrap();
    policy.decide(&facts, None, &year()).unwrap()
}

/// The level, or what holds or not, or the state, of one stage for somebody.
fn at(decisions: &Decisions, stage: &str, of: &str) -> String {
    let own = decisions.of(of).iter().find(|own| own.stage().as_str() == stage).unwrap();
    match (own.level(), own.holds(), own.state().name()) {
        (Some(level), _, "none") => level.to_string(),
        (None, Some(holds), "none") => holds.to_string(),
        (_, _, state) => state.to_owned(),
    }
}

/// What is missing for somebody at one stage.
fn missing(decisions: &Decisions, stage: &str, of: &str) -> Vec<String> {
    let own = decisions.of(of).iter().find(|own| own.stage().as_str() == stage).unwrap();
    own.missing().iter().map(|one| format!("{}: {}", one.of(), one.what())).collect()
}
