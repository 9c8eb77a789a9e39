//! The fuzz targets on stable Rust: every file of their corpora as it is, cut anywhere, and with bytes changed; and texts made
//! to exhaust whoever reads them.
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::disallowed_methods,
    reason = "a test reads files, and stops where something is amiss"
)]

#[path = "../fuzz/targets/mod.rs"]
mod targets;

use std::path::Path;

use thidua::ledger::{ReadOptions, Undisclosed};
use thidua::recognition::Policy;
use thidua::{Assessment, Code, CohortFramework, Framework, Ledger, Roster, Scheme};

/// What a byte is changed into: what structure is made of, and what is no text.
const BYTES: &[u8] = b"\0\t\n \"#&'*,-:0?[]{}|\\\xc3\xff";

fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() > 9, "the corpus `{name}` is not here");
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

fn replay(target: fn(&[u8]), name: &str) {
    for file in corpus(name) {
        target(&file);
        // a long file is changed at some hundred places, a short one everywhere
        let step = file.len() / 300 + 1;
        for at in (0..file.len()).step_by(step) {
            target(file.get(..at).unwrap());
            let mut changed = file.clone();
            let byte = BYTES.get(at % BYTES.len()).copied().unwrap();
            if let Some(place) = changed.get_mut(at) {
                *place = byte;
            }
            target(&changed);
            changed.insert(at, byte);
            target(&changed);
        }
    }
}

#[test]
fn packs_of_the_corpus_are_read_or_refused() {
    replay(targets::pack, "pack");
}

#[test]
fn answers_of_the_corpus_are_read_or_refused() {
    replay(targets::assessment, "assessment");
}

#[test]
fn ledgers_and_rosters_of_the_corpus_are_read_or_refused() {
    replay(targets::ledger, "ledger");
}

#[test]
fn schemes_of_the_corpus_are_read_or_refused() {
    replay(targets::scheme, "scheme");
}

#[test]
fn policies_of_the_corpus_are_read_or_refused() {
    replay(targets::policy, "policy");
}

#[test]
fn facts_of_the_corpus_are_read_or_refused() {
    replay(targets::facts, "facts");
}

#[test]
fn indices_of_the_corpus_are_read_or_refused() {
    replay(targets::index, "index");
}

#[test]
fn tables_and_plans_of_the_corpus_are_read_or_refused() {
    replay(targets::table, "table");
}

#[test]
fn bombs_are_refused_by_name() {
    let deep = 200_000;
    let bombs = [
        ("[".repeat(deep), Code::TOO_DEEP),
        (format!("{{\"pack\":{}", "[".repeat(deep)), Code::TOO_DEEP),
        (format!("{{\"pack\":{}1{}}}", "{\"a\":".repeat(deep), "}".repeat(deep)), Code::TOO_DEEP),
        (format!("pack: {}", "[".repeat(deep)), Code::TOO_DEEP),
        (format!("pack: {}", "{a: ".repeat(deep)), Code::TOO_DEEP),
        ("- ".repeat(deep), Code::TOO_DEEP),
        ((0..1000_usize).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect(), Code::TOO_DEEP),
        (format!("[{}1]", "1,".repeat(1_000_001)), Code::TOO_LARGE),
        (format!("a: [{}1]", "1,".repeat(1_000_001)), Code::TOO_LARGE),
        (format!("a: {}", "x".repeat(9 << 20)), Code::TOO_LARGE),
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n".to_owned(), Code::YAML_FEATURE),
    ];
    for (bomb, code) in bombs {
        let start: String = bomb.chars().take(30).collect();
        let pack = Framework::parse(&bomb, None).map(|_| ()).unwrap_err();
        let answers = Assessment::parse(&bomb, None).map(|_| ()).unwrap_err();
        assert_eq!((pack.code(), answers.code()), (code, code), "{start}");
    }
}

/// The seeds lead down the whole road: without them the targets would only ever see errors.
#[test]
fn the_good_seeds_are_assessed() {
    let pack = Framework::parse(include_str!("../fuzz/every-scale.yaml"), None).unwrap();
    let answers = Assessment::parse(include_str!("../fuzz/corpus/assessment/every.yaml"), None).unwrap();
    let report = pack.assess(&answers).unwrap();
    assert_eq!(report.coverage().total, 10);
    assert!(report.coverage().answered > 5, "{:?}", report.coverage());
}

#[test]
fn the_good_seeds_of_schemes_load() {
    for file in corpus("scheme") {
        Scheme::parse(std::str::from_utf8(&file).unwrap(), None).unwrap();
    }
}

#[test]
fn the_good_seeds_of_ledgers_and_rosters_are_read() {
    let options = ReadOptions::default();
    let lines = Ledger::parse(include_str!("../fuzz/corpus/ledger/every.jsonl"), None, &options).unwrap();
    let list = Ledger::parse(include_str!("../fuzz/corpus/ledger/every.json"), None, &options).unwrap();
    assert_eq!((lines.contributions(), lines.assignments()), (2, 1));
    assert_eq!(list, lines);
    lines.whole().unwrap();
    let options = options.undisclosed(Undisclosed::Accept);
    let table = Ledger::parse_csv(include_str!("../fuzz/corpus/ledger/credits.csv"), None, &options).unwrap();
    assert_eq!((table.contributions(), table.credits()), (2, 3));
    Roster::parse(include_str!("../fuzz/corpus/ledger/roster.yaml"), None).unwrap();
}

#[test]
fn the_good_seeds_of_policies_and_indices_load() {
    for file in corpus("policy") {
        Policy::parse(std::str::from_utf8(&file).unwrap(), None).unwrap();
    }
    for file in corpus("index") {
        CohortFramework::parse(std::str::from_utf8(&file).unwrap(), None).unwrap();
    }
}
