//! The cases inside an index: run when it is loaded.

use super::document::Test;
use super::framework::CohortFramework;
use super::table::Table;
use crate::error::{Code, Diagnostic, Error, escape};
use crate::pack::Findings;

/// Runs every case; all that differs is reported.
pub(super) fn run(framework: &CohortFramework) -> Result<(), Error> {
    let findings = Findings::default();
    for (index, test) in framework.0.body.tests.iter().enumerate() {
        for (field, expected, found) in differences(framework, test) {
            let diagnostic = Diagnostic::new(Code::TEST_FAILED).with("name", &test.name);
            let at = format!("/tests/{index}/expect{field}");
            findings.push(diagnostic.with("expected", expected).with("found", found).at(at));
        }
    }
    findings.finish()
}

/// What a case expects and what came out, where they differ.
fn differences(framework: &CohortFramework, test: &Test) -> Vec<(String, String, String)> {
    let index = Table::of(&test.table).and_then(|table| framework.index_on(&table, test.as_of));
    let index = match (index, &test.expect.error) {
        (Err(error), Some(code)) if error.code().as_str() == code => return Vec::new(),
        (Err(error), code) => {
            let expected = code.clone().unwrap_or_else(|| "an index".to_owned());
            return vec![("/error".to_owned(), expected, error.to_string())];
        }
        (Ok(_), Some(code)) => return vec![("/error".to_owned(), code.clone(), "an index".to_owned())],
        (Ok(index), None) => index,
    };
    let mut out = Vec::new();
    let mut compare = |at: String, expected: Option<String>, found: Result<Option<String>, Error>| {
        let found = found.unwrap_or_else(|error| Some(error.to_string()));
        if expected != found {
            let said = |text: Option<String>| text.unwrap_or_else(|| "none".to_owned());
            out.push((at, said(expected), said(found)));
        }
    };
    for (node, scores) in &test.expect.scores {
        for (subject, expected) in scores {
            let at = format!("/scores/{}/{}", escape(node.as_str()), escape(subject));
            let found = index.published(node.as_str(), subject);
            compare(at, Some(expected.to_string()), found.map(|own| own.map(|own| own.to_string())));
        }
    }
    for (place, subject) in test.expect.undetermined.iter().enumerate() {
        let found = index.published(index.top(), subject).map(|own| own.map(|own| own.to_string()));
        compare(format!("/undetermined/{place}"), None, found);
    }
    for (subject, expected) in &test.expect.ranks {
        let found = index.rank(index.top(), subject).map(|rank| rank.map(|rank| rank.to_string()));
        compare(format!("/ranks/{}", escape(subject)), Some(expected.to_string()), found);
    }
    for (subject, expected) in &test.expect.levels {
        let found = index.level(index.top(), subject).map(|level| level.map(|level| level.id().to_string()));
        compare(format!("/levels/{}", escape(subject)), Some(expected.to_string()), found);
    }
    out
}
