//! The bundled example of a scheme, and standings by hand.

use thidua::contribution::{Reckoning, Standings};
use thidua::ledger::{ReadOptions, Undisclosed};
use thidua::{Code, Date, Fraction, Lang, Ledger, Period, Roster, Scheme};

const SCHEME: &str = r#"
pack: t
edition: "1"
kind: scheme
title: {vi: Thử, en: Try}
citations: {a: {title: A, date: 2026-01-01, grade: primary}}
basis: verified
kinds:
  - {id: idea, label: {vi: Sáng kiến, en: Idea}, cite: a, points: {fixed: {each: 10}}, split: equal, caps: [{per: month, most: 25}]}
  - {id: error, label: {vi: Lỗi, en: Error}, cite: a, points: {fixed: {each: -2}}, split: equal, deduction: true}
  - {id: late, label: {vi: Trễ, en: Late}, cite: a, from: assignments_late, points: {per_unit: {quantity: days_late, unit: 1, each: -0.5}}, deduction: true}
people: {smallest: 2, task_force_apart: true, belongs: longest}
units: {smallest: 1, score: [{own: {weight: 1}}, {members_mean: {weight: 1}}]}
uncertainty: {from: {weeks: {block: 1}}, coverage: 0.9, draws: 200}
questions: {one_verifier: {share: 0.5, events: 2}}
publish: {places: 2, rounding: half_up, ranks_on: published, ties: min}
"#;

const ROSTER: &str = "
units: [{id: u1}, {id: u2}]
people:
  - {id: p1, spells: [{unit: u1, status: public_employee, from: 2026-01-01}]}
  - {id: p2, spells: [{unit: u1, status: public_employee, from: 2026-01-01, until: 2026-01-31}, {unit: u2, status: public_employee, from: 2026-02-01}]}
  - {id: p3, spells: [{unit: u2, status: collaborator, from: 2026-01-01}]}
";

const LEDGER: &str = r#"
{"contribution": {"id": "c1", "on": "2026-01-05", "kind": "idea", "credits": [{"to": "p1"}, {"to": "p2"}, {"to": "p3"}], "verified_by": "v"}}
{"contribution": {"id": "c2", "on": "2026-01-06", "kind": "idea", "credits": [{"to": "p1"}], "verified_by": "v"}}
{"contribution": {"id": "c3", "on": "2026-01-07", "kind": "idea", "credits": [{"to": "p1"}], "verified_by": "v"}}
{"contribution": {"id": "c4", "on": "2026-01-08", "kind": "idea", "credits": [{"to": "p1"}], "verified_by": "v"}}
{"contribution": {"id": "c5", "on": "2026-02-08", "kind": "idea", "credits": [{"to": "p2"}], "verified_by": "v"}}
{"contribution": {"id": "c6", "on": "2026-02-08", "kind": "idea", "credits": [{"to": "u2"}], "verified_by": "v"}}
{"contribution": {"id": "c7", "on": "2026-02-09", "kind": "idea", "credits": [{"to": "p2"}]}}
{"contribution": {"id": "e1", "on": "2026-02-08", "kind": "error", "credits": [{"to": "p2"}], "verified_by": "v"}}
{"assignment": {"id": "t1", "kind": "report", "to": "p1", "by": "boss", "given": "2026-01-01", "due": "2026-02-01", "notified": "2026-01-02", "done": "2026-02-05"}}
{"dispute": {"id": "d1", "of": "c2", "on": "2026-02-20"}}
{"reversal": {"id": "r1", "of": "c5", "on": "2026-04-02", "by": "boss", "reason": "counted elsewhere"}}
"#;

fn options() -> ReadOptions {
    ReadOptions::default().undisclosed(Undisclosed::Accept)
}

fn stand(ledger: &Ledger, as_of: &str) -> Standings {
    let scheme = Scheme::parse(SCHEME, None).unwrap();
    let day = |text| Date::parse(text).unwrap();
    let quarter = Period::new(Some(day("2026-01-01")), Some(day("2026-03-31"))).unwrap();
    let reckoning = Reckoning::of(quarter).unwrap().as_of(day(as_of));
    scheme.standings(ledger, &Roster::parse(ROSTER, None).unwrap(), &reckoning).unwrap()
}

fn scores(standings: &Standings) -> Vec<String> {
    let shown =
        |id: &&str| standings.of(id).and_then(|own| own.score()).map_or("-".to_owned(), Fraction::to_string);
    ["p1", "p2", "p3", "u1", "u2"].iter().map(shown).collect()
}

#[test]
fn points_by_hand() {
    let ledger = Ledger::parse(LEDGER, None, &options()).unwrap();
    let standings = stand(&ledger, "2026-03-31");
    // p1: 10/3 + 10 + 10 (c2 is contested) − 4 days × 0.5; p2: 10/3 + 10 − 2, the claim c7 is not verified
    // u1: mean of 70/3 − 2 and of p2's 10/3 of January; u2: 10 of its own and p2's 8 since February
    assert_eq!(scores(&standings), ["64/3", "34/3", "10/3", "37/3", "18"]);
    let p1 = standings.of("p1").unwrap();
    assert_eq!(
        p1.with_disputed().and_then(|with| with.score()).map(Fraction::to_string).as_deref(),
        Some("23")
    );
    assert_eq!(p1.rank().map(Fraction::to_string).as_deref(), Some("1"));
    let p3 = standings.of("p3").unwrap();
    assert_eq!(
        p3.unranked().iter().map(|reason| reason.code()).collect::<Vec<_>>(),
        ["unranked-small-group"]
    );
    assert_eq!(standings.of("p2").unwrap().basis().unverified, 1);
}

#[test]
fn a_reversal_undoes_from_its_day_on() {
    let ledger = Ledger::parse(LEDGER, None, &options()).unwrap();
    let without: String =
        LEDGER.lines().filter(|line| !line.contains("\"c5\"")).collect::<Vec<_>>().join("\n");
    let without = Ledger::parse(&without, None, &options()).unwrap();
    assert_eq!(scores(&stand(&ledger, "2026-04-02")), scores(&stand(&without, "2026-04-02")));
    assert_ne!(scores(&stand(&ledger, "2026-04-01")), scores(&stand(&without, "2026-04-01")));
}

#[test]
fn rows_in_any_order_and_pieces_give_the_same_bytes() {
    let whole = stand(&Ledger::parse(LEDGER, None, &options()).unwrap(), "2026-03-31").to_json();
    let lines: Vec<&str> = LEDGER.lines().filter(|line| !line.is_empty()).collect();
    let backwards: String = lines.iter().rev().copied().collect::<Vec<_>>().join("\n");
    assert_eq!(stand(&Ledger::parse(&backwards, None, &options()).unwrap(), "2026-03-31").to_json(), whole);
    for at in 1..lines.len() {
        let (one, other) = lines.split_at(at);
        let piece = |lines: &[&str]| Ledger::parse(&lines.join("\n"), None, &options()).unwrap();
        let merged = piece(other).merge(&piece(one)).unwrap();
        assert_eq!(stand(&merged, "2026-03-31").to_json(), whole, "split at {at}");
    }
}

#[test]
fn the_lines_of_an_explanation_sum_to_the_score() {
    let standings = stand(&Ledger::parse(LEDGER, None, &options()).unwrap(), "2026-03-31");
    for id in ["p1", "p2", "p3", "u1", "u2"] {
        let told: serde_json::Value =
            serde_json::from_str(&standings.explain(id).unwrap().json(Lang::En)).unwrap();
        let tables = told["tables"].as_array().unwrap();
        let ledger = tables.iter().find(|table| table["caption"]["key"] == "table-ledger").unwrap();
        let mut points: Vec<Fraction> = Vec::new();
        for row in ledger["rows"].as_array().unwrap() {
            points.push(Fraction::parse(row[3].as_str().unwrap()).unwrap());
        }
        let total = points.pop().unwrap();
        let sum = points.iter().fold(Fraction::ZERO, |sum, line| sum.add(line));
        assert_eq!((&sum, &total), (standings.of(id).unwrap().score().unwrap(), &sum), "{id}");
    }
}

#[test]
fn what_stands_beside_the_standings() {
    let standings = stand(&Ledger::parse(LEDGER, None, &options()).unwrap(), "2026-03-31");
    let certainty = standings.certainty().unwrap();
    assert_eq!(certainty.source(), Some("weeks"));
    assert!(["p1", "u1", "u2"].iter().all(|id| certainty.of(id).is_some()));
    let questions = standings.questions().unwrap();
    assert!(
        questions.iter().any(|question| question.code() == "ask-one-verifier" && question.about() == "v")
    );
    let stability = standings.stability("p1", 1).unwrap();
    assert_eq!(stability.inside().iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["p1"]);
    let before = stand(&Ledger::default(), "2026-03-31");
    let moved = standings.since(&before);
    assert_eq!(
        moved.iter().find(|one| one.contributor().as_str() == "p2").unwrap().score(),
        Some(&Fraction::new(34, 3).unwrap())
    );
}

#[test]
fn explanations_speak_the_language_of_the_reader() {
    let ledger = Ledger::parse(LEDGER, None, &options()).unwrap();
    let standings = stand(&ledger, "2026-03-31");
    let told = |id: &str| standings.explain(id).unwrap().render(Lang::Vi);
    for (id, said) in [
        ("p1", "phần ≈ 0,3333 (1/3) (chia đều)"),
        ("p1", "so sánh trong nhóm: nhân sự của cơ quan"),
        ("p1", "Bản ghi  Loại việc"),
        ("p1", "nguồn sai số: các tuần khác nhau"),
        ("p3", "so sánh trong nhóm: cộng tác viên"),
        ("u2", "so sánh trong nhóm: đơn vị"),
        ("u2", "dựa trên 3 sự việc, 1 người xác minh, 1 tháng\n"),
    ] {
        assert!(told(id).contains(said), "{said} is not in\n{}", told(id));
    }
}

#[test]
fn who_is_meant_is_told_by_looks_too() {
    let ledger = Ledger::parse(&LEDGER.replace("\"p1\"", "\"P_1\""), None, &options()).unwrap();
    let roster = Roster::parse(&ROSTER.replace("id: p1", "id: p-1"), None).unwrap();
    let scheme = Scheme::parse(SCHEME, None).unwrap();
    let day = |text| Date::parse(text).unwrap();
    let quarter = Period::new(Some(day("2026-01-01")), Some(day("2026-03-31"))).unwrap();
    let error = scheme.standings(&ledger, &roster, &Reckoning::of(quarter).unwrap()).unwrap_err();
    assert_eq!((error.code(), error.first().suggestion()), (Code::UNKNOWN_CONTRIBUTOR, Some("p-1")));
}

#[test]
fn who_has_no_rank_is_known_all_the_same() {
    let ledger = Ledger::parse(LEDGER, None, &options()).unwrap();
    let standings = stand(&ledger, "2026-03-31");
    assert_eq!(standings.stability("p3", 1).unwrap_err().code(), Code::UNDEFINED);
    assert_eq!(standings.stability("p9", 1).unwrap_err().code(), Code::UNKNOWN_CONTRIBUTOR);
}

#[test]
fn the_bundled_scheme_of_a_newsroom_is_monotone_and_its_tests_reach_every_rule() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/packs/newsroom-contributions/2026.yaml");
    let text = std::fs::read_to_string(path).unwrap();
    let scheme = Scheme::parse(&text, Some("2026.yaml")).unwrap();
    assert!(scheme.is_monotone());
    // its numbers are choices of an example, and say so
    // co-authors share in steps by position and by declared parts
    let told = ["below-primary", "not-monotone-step"];
    assert!(scheme.lint().iter().all(|finding| told.contains(&finding.code())));
    assert!(scheme.title().get(Lang::Vi).contains("minh hoạ"));
    assert_eq!(Scheme::parse(scheme.to_json(), None).unwrap().digest(), scheme.digest());
    let coverage = scheme.test_coverage();
    assert_eq!(coverage.unreached, [""; 0]);
    assert!(coverage.rules > 100 && scheme.kinds().len() == 20, "{coverage:?}");
    // of every condition the side that does not earn is among them, of every cap the record that is too much
    let (rules, _) = text.split_once("\ntests:").unwrap();
    let untested = Scheme::parse(rules, None).unwrap().test_coverage();
    assert_eq!((untested.tests, untested.unreached.len()), (0, coverage.rules));
    for rule in [
        "equipment: users = 5",
        "equipment: users in [5; 20)",
        "initiative: at most 40 a month",
        "initiative: without evidence",
        "audience-web: without enough read_through of reads",
        "content-innovation: ceiling",
        "late: at least -3 a month",
        "caps/0: at most 30 a month",
    ] {
        assert!(untested.unreached.iter().any(|other| other == rule), "{rule}: {:?}", untested.unreached);
    }
}
