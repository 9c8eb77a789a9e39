//! Mistakes that once lowered a score in silence elsewhere. Here each is an error at the first moment it can be seen, with
//! its place and what was meant, in YAML and in JSON alike.
#![expect(clippy::unwrap_used, reason = "a test stops where something is amiss")]

use thidua::{Assessment, Code, Error, ErrorKind, Exact, Framework, Lang};

const PACK: &str = r#"pack: office
edition: "1"
kind: framework
title: {vi: "Văn phòng", en: "Office"}
citations:
  rule: {title: "Rule", date: 2024-01-01, grade: primary}
missing: {not_applicable: leave, not_assessed: minimum, unknown: minimum, refused: minimum}
publish: {places: 1, rounding: half_up, levels_on: exact}
tree:
  - id: uptime
    label: {vi: "Hoạt động", en: "Uptime"}
    cite: rule
    scale:
      steps:
        closed: lower
        bands:
          - {from: 0, until: 50, points: 1}
          - {from: 50, until: 100, points: 4}
  - id: plan
    label: {vi: "Kế hoạch", en: "Plan"}
    cite: rule
    scale: {yes_no: {points: 2}}
"#;

const PACK_JSON: &str = r#"{
  "pack": "office", "edition": "1", "kind": "framework",
  "title": {"vi": "Văn phòng", "en": "Office"},
  "citations": {"rule": {"title": "Rule", "date": "2024-01-01", "grade": "primary"}},
  "missing": {"not_applicable": "leave", "not_assessed": "minimum", "unknown": "minimum", "refused": "minimum"},
  "publish": {"places": 1, "rounding": "half_up", "levels_on": "exact"},
  "tree": [
    {"id": "uptime", "label": {"vi": "Hoạt động", "en": "Uptime"}, "cite": "rule",
     "scale": {"steps": {"closed": "lower", "bands": [{"from": 0, "until": 50, "points": 1}, {"from": 50, "until": 100, "points": 4}]}}},
    {"id": "plan", "label": {"vi": "Kế hoạch", "en": "Plan"}, "cite": "rule", "scale": {"yes_no": {"points": 2}}}
  ]
}"#;

/// Code, kind, pointer, line, column, suggestion.
type Seen = (Code, ErrorKind, String, Option<u32>, Option<u32>, Option<String>);

fn seen(error: &Error) -> Seen {
    let first = error.first();
    let suggestion = first.suggestion().map(str::to_owned);
    (error.code(), error.kind(), first.pointer().to_owned(), first.line(), first.column(), suggestion)
}

fn load(pack: &str, from: &str, to: &str) -> Seen {
    assert!(pack.contains(from), "`{from}` is not in the pack");
    seen(&Framework::parse(&pack.replacen(from, to, 1), Some("office")).map(|_| ()).unwrap_err())
}

fn assess(answers: &str) -> Seen {
    let framework = Framework::parse(PACK, Some("office")).unwrap();
    let assessed = Assessment::parse(answers, Some("answers")).and_then(|given| framework.assess(&given));
    seen(&assessed.map(|_| ()).unwrap_err())
}

fn at(code: Code, kind: ErrorKind, pointer: &str, place: (u32, u32), meant: Option<&str>) -> Seen {
    (code, kind, pointer.to_owned(), Some(place.0), Some(place.1), meant.map(str::to_owned))
}

#[test]
fn the_packs_load_as_one() {
    let (yaml, json) = (Framework::parse(PACK, None).unwrap(), Framework::parse(PACK_JSON, None).unwrap());
    assert_eq!(yaml.digest(), json.digest());
}

#[test]
fn a_misspelt_field() {
    let wanted = |line, column| {
        at(Code::UnknownField, ErrorKind::Pack, "/tree/0/wieght", (line, column), Some("weight"))
    };
    assert_eq!(load(PACK, "    cite: rule\n", "    cite: rule\n    wieght: 3\n"), wanted(13, 5));
    assert_eq!(
        load(PACK_JSON, "\"cite\": \"rule\",\n", "\"cite\": \"rule\", \"wieght\": 3,\n"),
        wanted(8, 84)
    );
    let wanted = |line, column| {
        at(Code::UnknownField, ErrorKind::Data, "/answers/plan/claimd", (line, column), Some("claimed"))
    };
    assert_eq!(assess("subject: s\nanswers:\n  plan: {claimd: true}\n"), wanted(3, 10));
    assert_eq!(assess("{\"subject\": \"s\",\n \"answers\": {\"plan\": {\"claimd\": true}}}"), wanted(2, 23));
}

#[test]
fn a_cell_that_does_not_parse() {
    let wanted = |line, column| {
        at(Code::BadNumber, ErrorKind::Pack, "/tree/0/scale/steps/bands/1/points", (line, column), None)
    };
    assert_eq!(load(PACK, "points: 4", "points: \"4 points\""), wanted(18, 44));
    assert_eq!(load(PACK_JSON, "\"points\": 4", "\"points\": \"4 points\""), wanted(9, 131));
    assert_eq!(assess("subject: s\nanswers:\n  uptime: \"99,5\"\n").0, Code::WrongAnswer);
    assert_eq!(
        assess("subject: s\nanswers:\n  uptime: 99.5%\n"),
        at(Code::WrongAnswer, ErrorKind::Data, "/answers/uptime", (3, 11), None)
    );
    assert_eq!(
        assess("{\"subject\": \"s\",\n \"answers\": {\"uptime\": \"99.5%\"}}"),
        at(Code::WrongAnswer, ErrorKind::Data, "/answers/uptime", (2, 24), None)
    );
}

#[test]
fn an_answer_to_a_criterion_that_does_not_exist() {
    let wanted = |line, column| {
        at(Code::UnknownCriterion, ErrorKind::Data, "/answers/uptme", (line, column), Some("uptime"))
    };
    assert_eq!(assess("subject: s\nanswers:\n  plan: true\n  uptme: 99\n"), wanted(4, 3));
    assert_eq!(
        assess("{\"subject\": \"s\",\n \"answers\": {\"plan\": true,\n  \"uptme\": 99}}"),
        wanted(3, 3)
    );
}

#[test]
fn a_value_that_falls_in_no_band() {
    let wanted = |line, column| at(Code::NoBand, ErrorKind::Data, "/answers/uptime", (line, column), None);
    assert_eq!(assess("subject: s\nanswers:\n  uptime: 100\n"), wanted(3, 11));
    assert_eq!(assess("{\"subject\": \"s\",\n \"answers\": {\"uptime\": 100}}"), wanted(2, 24));
    let wanted =
        |line, column| at(Code::Gap, ErrorKind::Pack, "/tree/0/scale/steps/bands/1", (line, column), None);
    assert_eq!(load(PACK, "from: 50", "from: 51"), wanted(18, 13));
    assert_eq!(load(PACK_JSON, "\"from\": 50", "\"from\": 51"), wanted(9, 94));
}

/// Each is a number to some reader of YAML, and another number, or a text, to the next one.
#[test]
fn numbers_that_readers_disagree_about() {
    let bare = [
        "0x1F", "0o17", "017", "1_000", ".5", "5.", "+1", "1e3", "1E3", "1,5", ".inf", ".nan", "1:30", "١",
        "1 000",
    ];
    for text in bare {
        let pack = PACK.replacen("points: 4", &format!("points: {text}"), 1);
        let error = Framework::parse(&pack, None).map(|_| ()).unwrap_err();
        assert!(
            matches!(
                error.code(),
                Code::AmbiguousScalar | Code::BadNumber | Code::YamlFeature | Code::UnknownField
            ),
            "{text}: {}",
            error.render(Lang::En)
        );
        assert_eq!(error.first().line(), Some(18), "{text}");
    }
    for text in ["yes", "No", "on", "OFF", "y", "True", "null", "~", ""] {
        let error = Framework::parse(&PACK.replacen("points: 4", &format!("points: {text}"), 1), None)
            .map(|_| ())
            .unwrap_err();
        assert_eq!(error.code(), Code::AmbiguousScalar, "{text}");
    }
    for (text, code) in
        [("true", Code::BooleanNumber), ("4.0", Code::Float), ("null", Code::WrongType), ("4e0", Code::Float)]
    {
        let pack = PACK_JSON.replacen("\"points\": 4", &format!("\"points\": {text}"), 1);
        assert_eq!(Framework::parse(&pack, None).map(|_| ()).unwrap_err().code(), code, "{text}");
    }
    assert_eq!(Exact::parse("4.0").unwrap(), Exact::parse("4").unwrap());
}

/// All answers that are wrong are told at once, each in its place.
#[test]
fn every_wrong_answer_is_told() {
    let framework = Framework::parse(PACK, None).unwrap();
    for (answers, codes) in [
        (
            "uptme: 1, pln: true, plan: true",
            [(Code::UnknownCriterion, Some(2)), (Code::UnknownCriterion, Some(2))],
        ),
        ("uptime: 400,\n  plan: 7", [(Code::NoBand, Some(2)), (Code::WrongAnswer, Some(3))]),
    ] {
        let given = Assessment::parse(&format!("subject: s\nanswers: {{{answers}}}"), None).unwrap();
        let error = framework.assess(&given).map(|_| ()).unwrap_err();
        let told: Vec<_> = error.diagnostics().map(|one| (one.code(), one.line())).collect();
        assert_eq!(told, codes);
    }
}
