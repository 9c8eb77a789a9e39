//! Scores reports of OpenSSF Scorecard with the bundled pack, explains them, and prints computed against printed.
//!
//! `cargo run --example scorecard -- REPORT.json…` reads the tool's own JSON; with no argument, a few published
//! reports whose figures are typed in below.

use std::error::Error;
use std::process::ExitCode;

use serde::Deserialize;
use serde_json::value::RawValue;
use thidua::{Answer, Assessment, Framework, Id, Lang, Report, Status, Value, packs};

/// A report as the tool writes it; the aggregate keeps the digits it was printed with.
#[derive(Deserialize)]
struct Printed {
    repo: Repo,
    score: Box<RawValue>,
    checks: Vec<Check>,
}

#[derive(Deserialize)]
struct Repo {
    name: String,
}

#[derive(Deserialize)]
struct Check {
    name: String,
    score: i64,
}

/// Printed by Scorecard v5 for these repositories: check scores (−1: inconclusive) and the aggregate.
const TYPED_IN: &str = r#"[
  {"repo": {"name": "github.com/FortAwesome/Font-Awesome"}, "score": 5.2, "checks": [
    {"name": "Binary-Artifacts", "score": 10}, {"name": "Branch-Protection", "score": -1},
    {"name": "CI-Tests", "score": 0}, {"name": "CII-Best-Practices", "score": 0},
    {"name": "Code-Review", "score": 0}, {"name": "Contributors", "score": 6},
    {"name": "Dangerous-Workflow", "score": 10}, {"name": "Dependency-Update-Tool", "score": 0},
    {"name": "Fuzzing", "score": 0}, {"name": "License", "score": 9}, {"name": "Maintained", "score": 9},
    {"name": "Packaging", "score": -1}, {"name": "Pinned-Dependencies", "score": 10},
    {"name": "SAST", "score": 0}, {"name": "Security-Policy", "score": 0},
    {"name": "Signed-Releases", "score": 0}, {"name": "Token-Permissions", "score": 10},
    {"name": "Vulnerabilities", "score": 10}
  ]},
  {"repo": {"name": "github.com/expressjs/express"}, "score": 5.4, "checks": [
    {"name": "Binary-Artifacts", "score": 10}, {"name": "Branch-Protection", "score": -1},
    {"name": "CI-Tests", "score": 10}, {"name": "CII-Best-Practices", "score": 0},
    {"name": "Code-Review", "score": 0}, {"name": "Contributors", "score": 10},
    {"name": "Dangerous-Workflow", "score": 10}, {"name": "Dependency-Update-Tool", "score": 0},
    {"name": "Fuzzing", "score": 0}, {"name": "License", "score": 10}, {"name": "Maintained", "score": 10},
    {"name": "Packaging", "score": -1}, {"name": "Pinned-Dependencies", "score": 7},
    {"name": "SAST", "score": 0}, {"name": "Security-Policy", "score": 4},
    {"name": "Signed-Releases", "score": -1}, {"name": "Token-Permissions", "score": 0},
    {"name": "Vulnerabilities", "score": 10}
  ]},
  {"repo": {"name": "github.com/h5bp/html5-boilerplate"}, "score": 7.5, "checks": [
    {"name": "Binary-Artifacts", "score": 10}, {"name": "Branch-Protection", "score": -1},
    {"name": "CI-Tests", "score": 10}, {"name": "CII-Best-Practices", "score": 0},
    {"name": "Code-Review", "score": 10}, {"name": "Contributors", "score": 10},
    {"name": "Dangerous-Workflow", "score": 10}, {"name": "Dependency-Update-Tool", "score": 10},
    {"name": "Fuzzing", "score": 0}, {"name": "License", "score": 10}, {"name": "Maintained", "score": 10},
    {"name": "Packaging", "score": -1}, {"name": "Pinned-Dependencies", "score": 7},
    {"name": "SAST", "score": 10}, {"name": "Security-Policy", "score": 0},
    {"name": "Signed-Releases", "score": 0}, {"name": "Token-Permissions", "score": 9},
    {"name": "Vulnerabilities", "score": 9}
  ]}
]"#;

fn main() -> ExitCode {
    let files: Vec<String> = std::env::args().skip(1).collect();
    match run(&files) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Scores everything; whether every computed aggregate is the printed one.
fn run(files: &[String]) -> Result<bool, Box<dyn Error>> {
    let framework = packs::edition("openssf-scorecard", "v5")?;
    let mut reports = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
        reports.extend(read(&text).map_err(|error| format!("{file}: {error}"))?);
    }
    if files.is_empty() {
        reports = read(TYPED_IN)?;
    }
    let explained = reports.len() == 1;
    let mut same = 0;
    for printed in &reports {
        let report = score(&framework, printed)?;
        let computed = report.score().to_string();
        let matches = agrees(&report, printed.score.get());
        same += usize::from(matches);
        let mark = if matches { "=" } else { "≠" };
        println!("{:<50} computed {computed} {mark} printed {}", printed.repo.name, printed.score.get());
        if explained || !matches {
            println!("{}", report.explain().render(Lang::En));
        }
    }
    println!("{same} of {} aggregates computed as printed", reports.len());
    Ok(same == reports.len())
}

/// One report, or a list of them.
fn read(text: &str) -> Result<Vec<Printed>, serde_json::Error> {
    if text.trim_start().starts_with('[') {
        serde_json::from_str(text)
    } else {
        Ok(vec![serde_json::from_str(text)?])
    }
}

/// Whether the computed aggregate is the printed one; the tool drops a trailing `.0`.
fn agrees(report: &Report, printed: &str) -> bool {
    report.score().published().is_some_and(|score| score.to_string() == printed.trim_end_matches(".0"))
}

fn score(framework: &Framework, printed: &Printed) -> Result<Report, thidua::Error> {
    let answers = printed.checks.iter().map(|check| {
        let answer = match check.score {
            // the tool's word for "inconclusive": no evidence either way
            ..0 => Answer::missing(Status::Unknown),
            score => Answer::claimed(Value::from(score)),
        };
        Ok((Id::new(&check.name)?, answer))
    });
    let answers: Vec<(Id, Answer)> = answers.collect::<Result<_, thidua::Error>>()?;
    let subject = Id::new(&printed.repo.name)?;
    framework.assess(&Assessment::new(subject).with_answers(answers)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_in_reports_come_out_as_printed() {
        assert!(run(&[]).unwrap());
    }

    #[test]
    fn the_tools_own_shape_is_read() {
        let text = r#"{"date": "2024-11-13", "repo": {"name": "github.com/a/b", "commit": "c"}, "scorecard":
            {"version": "v5.0.0", "commit": "c"}, "score": 9.1, "checks": [
            {"name": "License", "score": 10, "reason": "r", "details": null, "documentation": {"short": "s", "url": "u"}},
            {"name": "Webhooks", "score": -1, "reason": "r"}, {"name": "Maintained", "score": 9, "reason": "r"}],
            "metadata": null}"#;
        let framework = packs::edition("openssf-scorecard", "v5").unwrap();
        let printed = read(text).unwrap();
        let report = score(&framework, &printed[0]).unwrap();
        assert_eq!(report.score().exact().unwrap().to_string(), "37/4");
        assert!(!agrees(&report, "9.1"));
    }

    #[test]
    fn a_wrong_aggregate_is_noticed() {
        let text = TYPED_IN.replacen("\"score\": 5.2", "\"score\": 5.3", 1);
        assert_ne!(text, TYPED_IN);
        let framework = packs::edition("openssf-scorecard", "v5").unwrap();
        let printed = read(&text).unwrap();
        let report = score(&framework, &printed[0]).unwrap();
        assert!(!agrees(&report, printed[0].score.get()));
    }
}
