//! The vectors, replayed byte for byte. Python, Node and Chromium replay the same files.
//!
//! `THIDUA_BLESS=1 cargo test -p thidua --test conformance` writes what comes out now as what is expected; read the
//! difference before you commit it.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test reads files, and stops where something is amiss"
)]

mod decisions;
mod indices;
mod standings;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use thidua::{Assessment, Code, Error, Fraction, Framework, Lang, Report, packs, wire};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance")
}

fn files() -> Vec<(String, PathBuf)> {
    let mut files = Vec::new();
    for suite in
        std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        for file in std::fs::read_dir(&suite).unwrap().map(|entry| entry.unwrap().path()) {
            let name =
                format!("{}/{}", suite.file_name().unwrap().display(), file.file_name().unwrap().display());
            files.push((name, file));
        }
    }
    files.sort();
    files
}

fn text(lines: &Value) -> String {
    lines.as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect::<Vec<_>>().join("\n")
}

fn load(vector: &Value) -> Result<Framework, Error> {
    let mut framework = match vector["pack"]["bundled"].as_str() {
        Some(name) => {
            let (id, edition) = name.split_once('@').unwrap();
            packs::edition(id, edition)?
        }
        None => Framework::parse(&text(&vector["pack"]), None)?,
    };
    for file in vector["extend"].as_array().into_iter().flatten() {
        framework = framework.extend(&text(file))?;
    }
    Ok(framework)
}

/// The ledger of the explanation sums to the score exactly, and the explanation's whole is the score.
fn check_ledger(report: &Report, name: &Value) {
    let Some(exact) = report.score().exact() else { return };
    let told: Value = serde_json::from_str(&report.explain().json(Lang::En)).unwrap();
    assert_eq!(told["root"]["score"].as_str(), Some(exact.to_string().as_str()), "{name}: told otherwise");
    let tables = told["tables"].as_array().unwrap();
    let ledger = tables.iter().find(|table| table["caption"]["key"] == "table-ledger").unwrap();
    let mut points: Vec<Fraction> = Vec::new();
    for row in ledger["rows"].as_array().unwrap() {
        points.push(Fraction::parse(row[3].as_str().unwrap()).unwrap());
    }
    let total = points.pop().unwrap();
    let sum = points.iter().fold(Fraction::ZERO, |sum, line| sum.add(line));
    assert_eq!((&sum, &total), (exact, exact), "{name}: the ledger does not sum to the score");
}

/// What a vector comes to: a vector holds a pack and an assessment, a request for a method of ranking or about an index, a
/// policy, or what standings come from.
fn replay(vector: &Value) -> String {
    if vector["policy"].is_array() || vector["policy"].is_object() {
        return decisions::replay(vector);
    }
    if vector["ranking"].is_array() {
        return wire::ranking(&text(&vector["ranking"])).unwrap_or_else(|error| wire::error(&error));
    }
    if !vector["index"].is_null() {
        return indices::replay(vector);
    }
    if !vector["pack"].is_array() && !vector["pack"].is_object() {
        return standings::replay(vector);
    }
    let outcome = || {
        let framework = load(vector)?;
        let again = Framework::parse(framework.to_json(), None)?;
        assert_eq!(
            again.digest(),
            framework.digest(),
            "{}: the effective pack loads as another",
            vector["name"]
        );
        let report = framework.assess(&Assessment::parse(&text(&vector["assessment"]), None)?)?;
        let facts = Assessment::parse(&report.assessment().to_json(), None)?;
        assert_eq!(
            framework.assess(&facts)?.digest(),
            report.digest(),
            "{}: canonical facts score otherwise",
            vector["name"]
        );
        check_ledger(&report, &vector["name"]);
        Ok(report.to_json())
    };
    outcome().unwrap_or_else(|error: Error| wire::error(&error))
}

/// A vector with what its file gives all its vectors and it does not give itself.
fn with(given: &Map<String, Value>, vector: &Value) -> Value {
    let mut whole = given.clone();
    whole.extend(vector.as_object().unwrap().clone());
    Value::Object(whole)
}

#[test]
fn every_vector_gives_the_listed_bytes() {
    let bless = std::env::var("THIDUA_BLESS").is_ok();
    let mut suites: BTreeMap<String, u64> = BTreeMap::new();
    let (mut wrong, mut by_hand) = (Vec::new(), Vec::new());
    for (name, path) in files() {
        let mut file: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let suite = file["suite"].as_str().unwrap().to_owned();
        let given = file["given"].as_object().cloned().unwrap_or_default();
        let mut earlier = Vec::new();
        for vector in file["vectors"].as_array_mut().unwrap() {
            let whole = with(&given, vector);
            let found = replay(&whole);
            by_hand.extend(decisions::otherwise(&whole, &found, &earlier));
            *suites.entry(suite.clone()).or_default() += 1;
            if bless {
                vector["expect"] = Value::String(found);
            } else if vector["expect"].as_str() != Some(&found) {
                wrong.push(format!(
                    "{name} {}\n  expected {}\n  found    {found}",
                    vector["name"], vector["expect"]
                ));
            }
            earlier.push(vector.clone());
        }
        if bless {
            std::fs::write(&path, format!("{}\n", serde_json::to_string_pretty(&file).unwrap())).unwrap();
        }
    }
    assert!(by_hand.is_empty(), "{} differ from what was worked out:\n{}", by_hand.len(), by_hand.join("\n"));
    let names: Vec<String> = files().into_iter().map(|(name, _)| name).collect();
    let index = json!({"files": names, "suites": suites, "vectors": suites.values().sum::<u64>()});
    if bless {
        let text = format!("{}\n", serde_json::to_string_pretty(&index).unwrap());
        std::fs::write(folder().join("index.json"), text).unwrap();
    }
    let listed: Value =
        serde_json::from_str(&std::fs::read_to_string(folder().join("index.json")).unwrap()).unwrap();
    assert!(wrong.is_empty(), "{} vectors differ:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(index, listed, "the index does not list what was run");
    println!("rust: {} vectors passed", index["vectors"]);
}

/// Codes that no text of JSON can raise, each for a reason.
const ELSEWHERE: [Code; 7] = [
    // JSON has no NaN; objects of other languages do
    Code::NOT_A_NUMBER,
    // YAML alone has anchors, bare words and a base that is named but not at hand
    Code::YAML_FEATURE,
    Code::AMBIGUOUS_SCALAR,
    // naming a pack is a call, not a text
    Code::UNKNOWN_PACK,
    // a text asks for the template of the kind it names
    Code::PAPER_KIND,
    // a map of answers cannot hold a criterion twice; the builder can
    Code::ANSWERED_TWICE,
    // what a build can do is no text
    Code::NEEDS_FEATURE,
];

/// What a vector expects to be told is wrong: by the error, or of the rows that were set aside.
fn diagnostics(vector: &Value) -> Vec<Value> {
    let expect: Value = serde_json::from_str(vector["expect"].as_str().unwrap()).unwrap();
    let told = ["diagnostics", "listed"].map(|told| expect[told].as_array().cloned().unwrap_or_default());
    told.concat()
}

#[test]
fn every_error_code_is_raised_by_a_vector() {
    let mut raised = BTreeSet::new();
    for (_, path) in files() {
        let file: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        for vector in file["vectors"].as_array().unwrap() {
            for diagnostic in diagnostics(vector) {
                raised.insert(diagnostic["code"].as_str().unwrap().to_owned());
            }
        }
    }
    let stale = ELSEWHERE.iter().find(|code| raised.contains(code.as_str()));
    assert_eq!(stale, None, "a vector raises it after all");
    let silent: Vec<&str> = Code::all()
        .filter(|code| !raised.contains(code.as_str()) && !ELSEWHERE.contains(code))
        .map(|code| code.as_str())
        .collect();
    assert!(silent.is_empty(), "no vector raises {}", silent.join(", "));
}

/// What a Vietnamese reader is told holds no English but what stands between backticks, and what a reader of YAML or
/// JSON says of its own about broken syntax.
#[test]
fn vietnamese_errors_are_in_vietnamese() {
    const ENGLISH: [&str; 12] =
        ["a", "an", "the", "of", "not", "or", "and", "with", "that", "number", "is", "values"];
    for (name, path) in files() {
        let file: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        for vector in file["vectors"].as_array().unwrap() {
            for diagnostic in diagnostics(vector) {
                if diagnostic["code"] == "syntax" {
                    continue;
                }
                for told in ["message", "help"] {
                    let told = diagnostic["vi"][told].as_str().unwrap();
                    let unquoted: String = told.split('`').step_by(2).collect();
                    let english =
                        unquoted.split(|c: char| !c.is_alphabetic()).find(|word| ENGLISH.contains(word));
                    assert_eq!(english, None, "{name}: {told}");
                }
            }
        }
    }
}
