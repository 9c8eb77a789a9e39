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

/// What macOS gives a thread that is not the first; elsewhere threads have more.
const SMALL_STACK: usize = 512 << 10;

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

/// A pack whose tree has so many levels of nodes, and whose gate denies as much as the format nests.
fn tower(levels: usize) -> String {
    let head = |at: usize| format!(r#"{{"id":"n{at}","label":{{"vi":"N","en":"N"}},"cite":"rule","#);
    let inner: String =
        (1..levels).map(|at| head(at) + r#""aggregate":"weighted_mean","children":["#).collect();
    let leaf = head(levels)
        + r#""scale":{"rubric":{"options":[{"id":"a","label":{"vi":"A","en":"A"},"points":3}]}}}"#;
    let condition = r#"{"not":"#.repeat(154) + &format!(r#"{{"met":"n{levels}"}}"#) + &"}".repeat(154);
    format!(
        r#"{{"pack":"tower","edition":"1","kind":"framework","title":{{"vi":"T","en":"T"}},
        "citations":{{"rule":{{"title":"Rule","date":"2024-01-01","grade":"primary"}}}},
        "missing":{{"not_applicable":"leave","not_assessed":"minimum","unknown":"minimum","refused":"minimum"}},
        "publish":{{"places":1,"rounding":"half_up","levels_on":"exact"}},
        "gates":[{{"id":"g","label":{{"vi":"G","en":"G"}},"require":{condition},"otherwise":"no_level","cite":"rule"}}],
        "tree":[{inner}{leaf}{}]}}"#,
        "]}".repeat(levels - 1)
    )
}

/// Down the whole road with a tree as deep as it may be.
fn climb() {
    for file in ["tower.json", "tower.yaml"] {
        // YAML reads JSON as its own flow style, once it does not begin as JSON does
        let text = tower(64);
        let text = if file.ends_with("yaml") { format!("# YAML\n{text}") } else { text };
        let pack = Framework::parse(&text, Some(file)).unwrap();
        let answers = Assessment::parse("{subject: s, answers: {n64: a}}", None).unwrap();
        let report = pack.assess(&answers).unwrap();
        assert_eq!((report.score().to_string().as_str(), report.gates().remove(0).1), ("3.0", "met"));
        assert_eq!(report.nodes().len(), 65);
        let told = report.explain();
        for lang in [thidua::Lang::Vi, thidua::Lang::En] {
            let (text, json) = (told.render(lang), told.json(lang));
            assert!(
                [&text, &json, &told.html(lang), &told.markdown(lang)]
                    .iter()
                    .all(|text| text.contains("n64"))
            );
        }
        assert!(report.to_json().contains("\"n64\""));
        assert!(pack.lint().iter().all(|finding| finding.code() != "no-effect"));
        assert_eq!(pack.test_coverage().rules, 1);
        // what is printed of it is read again
        assert_eq!(Framework::parse(pack.to_json(), None).unwrap().digest(), pack.digest());
    }
    for (levels, at) in [(65, 64), (77, 64)] {
        let error = Framework::parse(&tower(levels), None).unwrap_err();
        assert_eq!(error.code(), Code::TOO_DEEP);
        assert_eq!(error.pointer(), format!("/tree/0{}", "/children/0".repeat(at)));
    }
    assert_eq!(Framework::parse(&tower(300), None).unwrap_err().code(), Code::TOO_DEEP);
}

#[test]
fn a_tree_as_deep_as_it_may_be_needs_little_of_the_stack() {
    let small = std::thread::Builder::new().stack_size(SMALL_STACK);
    small.spawn(climb).unwrap().join().unwrap();
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
