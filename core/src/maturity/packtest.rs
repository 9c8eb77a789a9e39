//! The cases inside a pack: run when it is loaded, and counted for what they reach.

use std::collections::BTreeSet;

use super::answer::Basis;
use super::assessment::{Assessment, Document};
use super::document::Test;
use super::framework::Framework;
use super::model::Shape;
use super::report::Report;
use super::result::{LevelResult, Score};
use crate::error::{Code, Diagnostic, Error, nearest};
use crate::num::Fraction;
use crate::pack::Findings;
use crate::text::Id;

/// Runs every case; the first thing each gets wrong is reported.
pub(crate) fn run(framework: &Framework) -> Result<(), Error> {
    let findings = Findings::default();
    for (index, test) in framework.0.body.tests.iter().enumerate() {
        let (differences, error) = differences(framework, test);
        for (field, expected, found) in differences {
            let levels = framework.0.body.levels.iter().map(|level| level.id.as_str());
            let diagnostic = Diagnostic::new(Code::TEST_FAILED).with("name", &test.name);
            let misspelt = field == "level" && !levels.clone().any(|level| level == expected);
            let meant = misspelt.then(|| nearest(&expected, levels)).flatten();
            let at = format!("/tests/{index}/expect/{field}");
            findings.push(diagnostic.with("expected", expected).with("found", found).suggest(meant).at(at));
        }
        // the mistake itself follows, with its own place
        for diagnostic in error.iter().flat_map(Error::diagnostics) {
            findings.push(diagnostic.clone().under(&index.to_string()).under("tests"));
        }
    }
    findings.finish()
}

fn assess(framework: &Framework, test: &Test) -> Result<Report, Error> {
    let assessment = Assessment::from_document(Document {
        subject: framework.0.header.pack.clone(),
        period: None,
        as_of: test.as_of,
        basis: Basis::Claimed,
        window: None,
        publication: None,
        note: None,
        answers: test.answers.clone(),
    })?;
    framework.assess(&assessment)
}

/// A key of `expect`, what it says and what came out.
type Difference = (&'static str, String, String);

/// What a case expects and what came out, where they differ; and the error that came instead.
fn differences(framework: &Framework, test: &Test) -> (Vec<Difference>, Option<Error>) {
    let expect = &test.expect;
    let report = match (assess(framework, test), &expect.error) {
        (Err(error), Some(code)) if error.code().as_str() == code => return (Vec::new(), None),
        (Err(error), code) => {
            let expected = code.clone().unwrap_or_else(|| "a result".to_owned());
            return (vec![("error", expected, format!("the error `{}`", error.code()))], Some(error));
        }
        (Ok(_), Some(code)) => return (vec![("error", code.clone(), "a result".to_owned())], None),
        (Ok(report), None) => report,
    };
    let mut out = Vec::new();
    let (score, level) = (report.score(), report.level());
    let mut compare = |field: &'static str, expected: Option<String>, found: String| {
        if let Some(expected) = expected
            && expected != found
        {
            out.push((field, expected, found));
        }
    };
    let published = score.published().map_or_else(|| score.to_string(), |score| score.to_string());
    compare("score", expect.score.map(|score| score.to_string()), published);
    let exact = score.exact().map_or_else(|| score.to_string(), ToString::to_string);
    let wanted = expect
        .exact
        .as_ref()
        .map(|text| Fraction::parse(text).map_or_else(|_| text.clone(), |f| f.to_string()));
    compare("exact", wanted, exact);
    compare("level", expect.level.as_ref().map(ToString::to_string), level.to_string());
    let between = match &level {
        LevelResult::Between { low, high, .. } => {
            format!("{} – {}", low.as_ref().map_or("-", |low| low.id().as_str()), high.id())
        }
        other => other.to_string(),
    };
    let wanted =
        expect.between.as_ref().map(|ids| ids.iter().map(Id::as_str).collect::<Vec<_>>().join(" – "));
    compare("between", wanted, between);
    let marks = [
        ("undetermined", expect.undetermined, matches!(score, Score::Undetermined { .. })),
        ("no_score", expect.no_score, matches!(score, Score::Forbidden { .. } | Score::Empty)),
        ("no_level", expect.no_level, level == LevelResult::None),
    ];
    for (field, wanted, found) in marks {
        if wanted && !found {
            compare(field, Some("true".to_owned()), format!("{score}, {level}"));
        }
    }
    (out, None)
}

/// What the cases of a pack reach of its rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestCoverage {
    /// How many cases there are.
    pub tests: usize,
    /// How many rules and edges of bands there are.
    pub rules: usize,
    /// Rules and edges no case reaches, as `criterion = answer`.
    pub unreached: Vec<String>,
}

/// Counts what the cases reach: every option, every band and both sides of every edge, every level.
pub(crate) fn coverage(framework: &Framework) -> TestCoverage {
    let tests = &framework.0.body.tests;
    let mut wanted: BTreeSet<String> = BTreeSet::new();
    let mut reached: BTreeSet<String> = BTreeSet::new();
    if let Some(model) = framework.some_model() {
        for node in model.leaves.iter().filter_map(|at| model.nodes.get(*at)) {
            if let Shape::Leaf(leaf) = &node.shape {
                let edges = leaf.scale.method().edges();
                wanted.extend(edges.iter().map(|edge| format!("{} = {}", node.id, edge.shown())));
            }
        }
        wanted.extend(model.levels.iter().map(|level| format!("level {}", level.id)));
    }
    for test in tests {
        let Ok(report) = assess(framework, test) else { continue };
        for (id, answer) in report.assessment().answers() {
            if let Some(value) = &answer.0.claimed {
                reached.insert(format!("{id} = {}", value.0.shown()));
            }
        }
        if let LevelResult::Reached(level) = report.level() {
            reached.insert(format!("level {}", level.id()));
        }
    }
    let unreached = wanted.difference(&reached).cloned().collect();
    TestCoverage { tests: tests.len(), rules: wanted.len(), unreached }
}
