//! The cases inside a scheme: run when it is loaded, and counted for what they reach.

use super::Scheme;
use super::document::Test;
use crate::contribution::ledger::Ledger;
use crate::contribution::ledger::options::{ReadOptions, Undisclosed};
use crate::contribution::roster::Roster;
use crate::contribution::standings::{Reckoning, Standings, rules};
use crate::error::{Code, Diagnostic, Error, escape};
use crate::maturity::TestCoverage;
use crate::num::Fraction;
use crate::pack::Findings;

/// Runs every case; all that differs is reported.
pub(super) fn run(scheme: &Scheme) -> Result<(), Error> {
    let findings = Findings::default();
    for (index, test) in scheme.0.body.tests.iter().enumerate() {
        for (field, expected, found) in differences(scheme, test) {
            let diagnostic = Diagnostic::new(Code::TEST_FAILED).with("name", &test.name);
            let at = format!("/tests/{index}{field}");
            findings.push(diagnostic.with("expected", expected).with("found", found).at(at));
        }
    }
    findings.finish()
}

fn stand(scheme: &Scheme, test: &Test) -> Result<Standings, Error> {
    let roster = Roster::new(test.roster.clone())?;
    let ledger = ledger(test)?;
    let reckoning = Reckoning::of(test.period)?;
    scheme.standings(&ledger, &roster, &test.as_of.map_or(reckoning, |day| reckoning.as_of(day)))
}

/// The records of a case are invented, so nobody has to be told of them.
fn ledger(test: &Test) -> Result<Ledger, Error> {
    Ledger::of(test.ledger.iter().cloned(), &ReadOptions::default().undisclosed(Undisclosed::Accept))
}

/// What a case expects and what came out, where they differ.
fn differences(scheme: &Scheme, test: &Test) -> Vec<(String, String, String)> {
    let standings = match (stand(scheme, test), &test.error) {
        (Err(error), Some(code)) if error.code().as_str() == code => return Vec::new(),
        (Err(error), code) => {
            let expected = code.clone().unwrap_or_else(|| "standings".to_owned());
            return vec![("/error".to_owned(), expected, format!("{error}"))];
        }
        (Ok(_), Some(code)) => return vec![("/error".to_owned(), code.clone(), "standings".to_owned())],
        (Ok(standings), None) => standings,
    };
    let said = |number: Option<&Fraction>| number.map_or_else(|| "none".to_owned(), ToString::to_string);
    let mut out = Vec::new();
    for (id, expected) in &test.scores {
        let standing = standings.of(id.as_str());
        if standing.and_then(|own| own.score()) != Some(expected) {
            let found = said(standing.and_then(|own| own.score()));
            out.push((format!("/scores/{}", escape(id.as_str())), expected.to_string(), found));
        }
    }
    for (id, expected) in &test.ranks {
        let rank = standings.of(id.as_str()).and_then(|own| own.rank());
        if rank.unwrap_or(&Fraction::ZERO) != expected {
            out.push((format!("/ranks/{}", escape(id.as_str())), expected.to_string(), said(rank)));
        }
    }
    out
}

/// Counts what the cases reach of the scheme's rules.
pub(super) fn coverage(scheme: &Scheme) -> TestCoverage {
    let tests = &scheme.0.body.tests;
    let wanted = scheme.0.models().next().map(rules).unwrap_or_default();
    let mut unreached = wanted.clone();
    for test in tests {
        let reached = stand(scheme, test).and_then(|standings| standings.reached()).unwrap_or_default();
        unreached.retain(|rule| !reached.contains(rule));
    }
    TestCoverage { tests: tests.len(), rules: wanted.len(), unreached: unreached.into_iter().collect() }
}
