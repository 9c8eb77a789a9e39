//! The cases inside a policy: run when it is loaded, and counted for what they reach.

use std::collections::BTreeSet;

use super::Policy;
use super::document::{Rule, Test};
use crate::error::{Code, Diagnostic, Error, escape};
use crate::maturity::TestCoverage;
use crate::num::Fraction;
use crate::pack::Findings;
use crate::recognition::decision::Decision;
use crate::recognition::decisions::{Decisions, decide};
use crate::recognition::facts::Facts;
use crate::recognition::round::Round;
use crate::text::Id;

/// Runs every case; all that differs is reported.
pub(super) fn run(policy: &Policy) -> Result<(), Error> {
    let findings = Findings::default();
    for (index, test) in policy.0.body.tests.iter().enumerate() {
        for (field, expected, found) in differences(policy, test) {
            let diagnostic = Diagnostic::new(Code::TEST_FAILED).with("name", &test.name);
            let at = format!("/tests/{index}{field}");
            findings.push(diagnostic.with("expected", expected).with("found", found).at(at));
        }
    }
    findings.finish()
}

fn outcome(policy: &Policy, test: &Test) -> Result<Decisions, Error> {
    let facts = Facts::new(test.facts.clone(), None)?;
    let mut round = Round::of(test.period)?;
    if let Some(day) = test.decided_on {
        round = round.decided_on(day);
    }
    decide(policy, &test.parameters, &facts, None, &round)
}

/// What a case expects and what came out, where they differ.
fn differences(policy: &Policy, test: &Test) -> Vec<(String, String, String)> {
    let decisions = match (outcome(policy, test), &test.error) {
        (Err(error), Some(code)) if error.code().as_str() == code => return Vec::new(),
        (Err(error), code) => {
            let expected = code.clone().unwrap_or_else(|| "decisions".to_owned());
            return vec![("/error".to_owned(), expected, format!("{error}"))];
        }
        (Ok(_), Some(code)) => return vec![("/error".to_owned(), code.clone(), "decisions".to_owned())],
        (Ok(decisions), None) => decisions,
    };
    let place =
        |of: &str, stage: &Id, id: &Id| format!("/{of}/{}/{}", escape(stage.as_str()), escape(id.as_str()));
    let mut out = Vec::new();
    for (stage, expected) in &test.expect {
        for (id, expected) in expected {
            let mut all: Vec<&str> = decisions.at(stage, id).iter().map(shown).collect();
            all.dedup();
            let found = if all.is_empty() { "none".to_owned() } else { all.join(", ") };
            if found != expected.as_str() {
                out.push((place("expect", stage, id), expected.to_string(), found));
            }
        }
    }
    for (stage, expected) in &test.money {
        for (id, expected) in expected {
            let paid = decisions.at(stage, id).iter().filter_map(|own| own.paid()?.amount());
            let found = paid.map(Fraction::from).reduce(|sum, own| sum.add(&own));
            if found != Some(Fraction::from(*expected)) {
                let found = found.map_or_else(|| "none".to_owned(), |found| found.to_string());
                out.push((place("money", stage, id), expected.to_string(), found));
            }
        }
    }
    out
}

/// The level of a rating, the outcome of what only holds or not, or else the state.
fn shown(decision: &Decision) -> &str {
    match (decision.level(), decision.state().name(), decision.holds()) {
        (Some(level), ..) => level.as_str(),
        (None, "none", Some(true)) => "holds",
        (None, state, _) => state,
    }
}

/// Counts what the cases reach: every stage, every level of its bands.
pub(super) fn coverage(policy: &Policy) -> TestCoverage {
    let body = &policy.0.body;
    let mut wanted: BTreeSet<String> = BTreeSet::new();
    let mut reached: BTreeSet<String> = BTreeSet::new();
    for stage in &body.stages {
        wanted.insert(stage.id.to_string());
        wanted.extend(stage.gates.iter().map(|gate| format!("{}: {}", stage.id, gate.id)));
        if let Rule::Rating(rating) = &stage.rule {
            wanted.extend(rating.bands.iter().map(|band| format!("{}: {}", stage.id, band.level)));
        }
    }
    for test in &body.tests {
        let Ok(decisions) = outcome(policy, test) else { continue };
        for own in decisions.all() {
            reached.insert(own.stage().to_string());
            let rule = own.level().or_else(|| own.state().rule());
            reached.extend(rule.map(|rule| format!("{}: {rule}", own.stage())));
        }
    }
    let unreached = wanted.difference(&reached).cloned().collect();
    TestCoverage { tests: body.tests.len(), rules: wanted.len(), unreached }
}
