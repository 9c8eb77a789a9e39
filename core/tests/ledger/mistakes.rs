//! Each mistake one record can make, with its place, in JSON Lines, as a list in JSON and as a list in YAML.

use thidua::ledger::{ReadOptions, Undisclosed};
use thidua::{Code, ErrorKind, Lang, Ledger, Roster};

use super::{in_vietnamese, rest, setting_aside, told};

const CONTRIBUTION: &str = r#"{"contribution": {"id": "ế1", "on": "2025-03-04", "kind": "story", "credits": [{"to": "p", "share": "1/3", "position": 1}, {"to": "q", "share": "2/3", "position": 2}], "quantities": {"words": 5}, "evidence": [{"ref": "x"}], "verified_by": "v"}}"#;
const ASSIGNMENT: &str = r#"{"assignment": {"id": "a1", "kind": "task", "to": "p", "by": "q", "given": "2025-03-03", "due": "2025-03-20", "notified": "2025-03-03", "answer": {"accepted": "2025-03-04"}, "extensions": [{"until": "2025-03-25", "granted": "2025-03-19", "by": "q"}, {"until": "2025-03-28", "granted": "2025-03-24", "by": "q"}], "blocked": [{"from": "2025-03-10", "until": "2025-03-12", "waits_on": "x"}, {"from": "2025-03-05", "until": "2025-03-06", "waits_on": "y"}], "done": "2025-03-26"}}"#;
const DISPUTE: &str = r#"{"dispute": {"id": "d1", "of": "ế1", "on": "2025-03-06", "settled": {"on": "2025-03-09", "outcome": "upheld"}}}"#;
const REVERSAL: &str =
    r#"{"reversal": {"id": "r1", "of": "ế1", "on": "2025-03-06", "by": "v", "reason": "twice"}}"#;

/// What is changed in which record, and the code, the pointer and the place that come of it.
const MISTAKES: &[(&str, &str, &str, Code, &str, &str)] = &[
    (CONTRIBUTION, r#""kind""#, r#""knd""#, Code::UNKNOWN_FIELD, "/contribution/knd", r#""knd""#),
    (CONTRIBUTION, r#""contribution""#, r#""contributoin""#, Code::UNKNOWN_CHOICE, "", r#"{"contributoin"#),
    (
        CONTRIBUTION,
        r#""2025-03-04""#,
        r#""04/03/2025""#,
        Code::BAD_DATE,
        "/contribution/on",
        r#""04/03/2025""#,
    ),
    (
        CONTRIBUTION,
        r#""2025-03-04""#,
        r#""0205-03-04""#,
        Code::IMPLAUSIBLE_DATE,
        "/contribution/on",
        r#""0205"#,
    ),
    (CONTRIBUTION, r#""on": "2025-03-04", "#, "", Code::ONE_OF, "/contribution", r#"{"id""#),
    (
        CONTRIBUTION,
        r#""kind""#,
        r#""over": {"from": "2025-03-01", "until": "2025-03-02"}, "kind""#,
        Code::ONE_OF,
        "/contribution",
        r#"{"id""#,
    ),
    (
        CONTRIBUTION,
        r#""on": "2025-03-04""#,
        r#""over": {"from": "2025-03-04"}"#,
        Code::MISSING_FIELD,
        "/contribution/over/until",
        r#"{"from""#,
    ),
    (
        CONTRIBUTION,
        r#""on": "2025-03-04""#,
        r#""over": {"from": "2025-03-04", "until": "2025-03-03"}"#,
        Code::BAD_PERIOD,
        "/contribution/over",
        r#"{"from""#,
    ),
    (
        CONTRIBUTION,
        r#""kind""#,
        r#""recorded": "2025-03-03", "kind""#,
        Code::TOO_EARLY,
        "/contribution/recorded",
        r#""2025-03-03""#,
    ),
    (CONTRIBUTION, r#""1/3""#, r#""1/4""#, Code::SHARES_SUM, "/contribution/credits", "[{"),
    (
        CONTRIBUTION,
        r#""share": "1/3", "#,
        "",
        Code::SHARES_PARTLY,
        "/contribution/credits/0",
        r#"{"to": "p""#,
    ),
    (CONTRIBUTION, r#""1/3""#, r#""0""#, Code::OUT_OF_BOUNDS, "/contribution/credits/0/share", r#""0""#),
    (
        CONTRIBUTION,
        r#""2/3""#,
        r#""-2/3""#,
        Code::OUT_OF_BOUNDS,
        "/contribution/credits/1/share",
        r#""-2/3""#,
    ),
    (
        CONTRIBUTION,
        r#""to": "q""#,
        r#""to": "p""#,
        Code::CREDITED_TWICE,
        "/contribution/credits/1/to",
        r#""p", "sh"#,
    ),
    (
        CONTRIBUTION,
        r#""position": 2"#,
        r#""position": 1"#,
        Code::POSITION_TWICE,
        "/contribution/credits/1/position",
        "1}]",
    ),
    (
        CONTRIBUTION,
        r#""position": 1"#,
        r#""position": 0"#,
        Code::OUT_OF_BOUNDS,
        "/contribution/credits/0/position",
        "0}",
    ),
    (
        CONTRIBUTION,
        r#"{"words": 5}"#,
        r#"{"words": -5}"#,
        Code::OUT_OF_BOUNDS,
        "/contribution/quantities/words",
        "-5}",
    ),
    (
        CONTRIBUTION,
        r#"{"words": 5}"#,
        r#"{"words": "5e0"}"#,
        Code::BAD_NUMBER,
        "/contribution/quantities/words",
        r#""5e0""#,
    ),
    (
        CONTRIBUTION,
        r#"{"ref": "x"}"#,
        r#"{"ref": " "}"#,
        Code::EMPTY_REFERENCE,
        "/contribution/evidence/0/ref",
        r#"" ""#,
    ),
    (
        CONTRIBUTION,
        r#""verified_by": "v""#,
        r#""status": "verified""#,
        Code::NEEDS_VERIFIER,
        "/contribution/status",
        r#""verified""#,
    ),
    (
        CONTRIBUTION,
        r#""verified_by""#,
        r#""status": "claimed", "verified_by""#,
        Code::STATUS_CONTRADICTS,
        "/contribution/status",
        r#""claimed""#,
    ),
    (
        CONTRIBUTION,
        r#"by": "v""#,
        r#"by": "q""#,
        Code::NOT_INDEPENDENT,
        "/contribution/verified_by",
        r#""q"}"#,
    ),
    (
        CONTRIBUTION,
        r#""kind""#,
        r#""corrects": "ế1", "kind""#,
        Code::SELF_REFERENCE,
        "/contribution/corrects",
        r#""ế1""#,
    ),
    (
        CONTRIBUTION,
        r#""kind""#,
        r#""collection": "al", "kind""#,
        Code::UNKNOWN_COLLECTION,
        "/contribution/collection",
        r#""al""#,
    ),
    (
        ASSIGNMENT,
        r#""due": "2025-03-20""#,
        r#""due": "2025-03-02""#,
        Code::TOO_EARLY,
        "/assignment/due",
        r#""2025-03-02""#,
    ),
    (
        ASSIGNMENT,
        r#"notified": "2025-03-03""#,
        r#"notified": "2025-03-02""#,
        Code::TOO_EARLY,
        "/assignment/notified",
        r#""2025-03-02""#,
    ),
    (
        ASSIGNMENT,
        r#"accepted": "2025-03-04""#,
        r#"accepted": "2025-03-02""#,
        Code::TOO_EARLY,
        "/assignment/answer/accepted",
        r#""2025-03-02""#,
    ),
    (
        ASSIGNMENT,
        r#"done": "2025-03-26""#,
        r#"done": "2025-03-02""#,
        Code::TOO_EARLY,
        "/assignment/done",
        r#""2025-03-02""#,
    ),
    (
        ASSIGNMENT,
        r#"until": "2025-03-25""#,
        r#"until": "2025-03-20""#,
        Code::TOO_EARLY,
        "/assignment/extensions/0/until",
        r#""2025-03-20""#,
    ),
    (
        ASSIGNMENT,
        r#"until": "2025-03-28""#,
        r#"until": "2025-03-24""#,
        Code::TOO_EARLY,
        "/assignment/extensions/1/until",
        r#""2025-03-24""#,
    ),
    (
        ASSIGNMENT,
        r#"granted": "2025-03-19""#,
        r#"granted": "2025-03-01""#,
        Code::TOO_EARLY,
        "/assignment/extensions/0/granted",
        r#""2025-03-01""#,
    ),
    (
        ASSIGNMENT,
        r#""by": "q"}, "#,
        r#""by": "p"}, "#,
        Code::NOT_INDEPENDENT,
        "/assignment/extensions/0/by",
        r#""p"}"#,
    ),
    (
        ASSIGNMENT,
        r#"until": "2025-03-06""#,
        r#"until": "2025-03-10""#,
        Code::OVERLAPPING_DAYS,
        "/assignment/blocked/0/from",
        r#""2025-03-10""#,
    ),
    (
        ASSIGNMENT,
        r#"until": "2025-03-06""#,
        r#"until": "2025-03-04""#,
        Code::BAD_PERIOD,
        "/assignment/blocked/1",
        r#"{"from""#,
    ),
    (
        ASSIGNMENT,
        r#""until": "2025-03-06", "#,
        "",
        Code::OVERLAPPING_DAYS,
        "/assignment/blocked/0/from",
        r#""2025-03-10""#,
    ),
    (ASSIGNMENT, r#"accepted""#, r#"agreed""#, Code::UNKNOWN_CHOICE, "/assignment/answer", r#"{"agreed""#),
    (
        DISPUTE,
        r#"on": "2025-03-09""#,
        r#"on": "2025-03-05""#,
        Code::TOO_EARLY,
        "/dispute/settled/on",
        r#""2025-03-05""#,
    ),
    (
        DISPUTE,
        r#"on": "2025-03-06""#,
        r#"on": "2825-03-06""#,
        Code::IMPLAUSIBLE_DATE,
        "/dispute/on",
        r#""2825"#,
    ),
    (REVERSAL, r#""twice""#, r#"" ""#, Code::EMPTY, "/reversal/reason", r#"" ""#),
];

/// The same record after another in each format, and what stands before its pointer.
fn formats(record: &str) -> [(String, &'static str); 3] {
    let first = r#"{"collection": {"id": "all", "disclosed": "2020-01-01"}}"#;
    [
        (format!("{first}\n\n{record}\n"), ""),
        (format!("[{first},\n {record}]"), "/1"),
        (format!("- {first}\n- {record}\n"), "/1"),
    ]
}

#[test]
fn each_mistake_has_its_place_in_each_format() {
    for (record, from, to, code, pointer, place) in MISTAKES {
        assert!(record.contains(from), "`{from}` is not in the record");
        for (text, under) in formats(&record.replacen(from, to, 1)) {
            let error = Ledger::parse(&text, Some("ledger"), &ReadOptions::default()).unwrap_err();
            let first = error.first();
            let seen = (error.kind(), first.code(), first.pointer().to_owned(), first.file());
            assert_eq!(
                seen,
                (ErrorKind::Data, *code, format!("{under}{pointer}"), Some("ledger")),
                "{error}"
            );
            assert!(rest(&text, first).starts_with(place), "{error}\n{}", rest(&text, first));
            assert_eq!(error.diagnostics().count(), 1, "{error}");
            in_vietnamese(&error);
            let aside = Ledger::parse(&text, Some("ledger"), &setting_aside()).unwrap();
            assert_eq!((aside.set_aside().count(), aside.set_aside().listed()), (1, &[first.clone()][..]));
            assert_eq!(aside, Ledger::parse("", None, &told()).unwrap());
        }
    }
}

#[test]
fn the_records_are_right_before_they_are_changed() {
    for (record, ..) in MISTAKES {
        for (text, _) in formats(record) {
            let ledger = Ledger::parse(&text, None, &ReadOptions::default()).unwrap();
            assert_eq!(Ledger::parse(&ledger.to_json(), None, &ReadOptions::default()).unwrap(), ledger);
            assert_eq!(
                Ledger::parse(&ledger.to_json_lines(), None, &ReadOptions::default()).unwrap(),
                ledger
            );
        }
    }
}

#[test]
fn lines_that_are_no_records() {
    for (line, code, place) in [
        ("{\"contribution\": ", Code::SYNTAX, (2, 18)),
        ("contribution: {}", Code::SYNTAX, (2, 1)),
        ("7", Code::WRONG_TYPE, (2, 1)),
        ("[]", Code::WRONG_TYPE, (2, 1)),
        ("{}", Code::ONE_OF, (2, 1)),
        ("\"collection\"", Code::MISSING_FIELD, (2, 1)),
        ("{\"contribution\": {\"quantities\": {\"x\": 0.5}}}", Code::FLOAT, (2, 39)),
        ("{\"collection\": {\"id\": \"b\"}, \"collection\": {\"id\": \"c\"}}", Code::DUPLICATE_KEY, (2, 29)),
    ] {
        let text = format!("{{\"collection\": {{\"id\": \"a\"}}}}\n{line}\r\n");
        let error = Ledger::parse(&text, None, &ReadOptions::default()).unwrap_err();
        let first = error.first();
        assert_eq!((first.code(), first.line().zip(first.column())), (code, Some(place)), "{line}\n{error}");
    }
    let long = format!("{{\"x\": \"{}\"}}", "x".repeat(1 << 20));
    let error = Ledger::parse(&long, None, &ReadOptions::default()).unwrap_err();
    assert_eq!((error.code(), error.first().line()), (Code::TOO_LARGE, Some(1)));
}

#[test]
fn an_id_is_used_once_whatever_it_is_the_id_of() {
    let text = format!("{CONTRIBUTION}\n{}\n", REVERSAL.replace("r1", "ế1"));
    let error = Ledger::parse(&text, None, &told()).unwrap_err();
    let told_of: Vec<_> = error.diagnostics().map(|one| (one.code(), one.line(), one.pointer())).collect();
    assert_eq!(
        told_of,
        [(Code::DUPLICATE_ID, Some(1), "/contribution/id"), (Code::DUPLICATE_ID, Some(2), "/reversal/id"),]
    );
}

#[test]
fn of_rows_that_say_the_same_one_stays_and_of_others_none() {
    let twice = format!("{CONTRIBUTION}\n{ASSIGNMENT}\n{CONTRIBUTION}\n");
    let ledger = Ledger::parse(&twice, None, &setting_aside()).unwrap();
    assert_eq!((ledger.contributions(), ledger.set_aside().count()), (1, 1));
    assert_eq!(ledger.set_aside().listed()[0].line(), Some(3));
    let other = CONTRIBUTION.replace("\"words\": 5", "\"words\": 6");
    for text in [format!("{CONTRIBUTION}\n{other}\n"), format!("{other}\n{CONTRIBUTION}\n")] {
        let ledger = Ledger::parse(&text, None, &setting_aside()).unwrap();
        assert_eq!((ledger.contributions(), ledger.set_aside().count()), (0, 2));
    }
}

#[test]
fn what_staff_were_not_told_of() {
    let collection = |more: &str| format!("{{\"collection\": {{\"id\": \"git\"{more}}}}}\n");
    let refused = |before: &str, options: &ReadOptions| {
        let text = format!("{before}{CONTRIBUTION}\n{ASSIGNMENT}\n");
        let error = Ledger::parse(&text, None, options).unwrap_err();
        let codes: Vec<Code> = error.diagnostics().map(thidua::Diagnostic::code).collect();
        let accepted = Ledger::parse(&text, None, &options.clone().undisclosed(Undisclosed::Accept)).unwrap();
        assert_eq!(accepted.undisclosed(), u64::try_from(codes.len()).unwrap());
        let aside = options.clone().on_bad(thidua::ledger::OnBad::SetAside);
        let aside = Ledger::parse(&text, None, &aside).unwrap();
        assert_eq!(aside.set_aside().count(), accepted.undisclosed());
        assert!(error.help(Lang::En).contains("Luật 91/2025/QH15, Điều 25"));
        (codes, error.first().message(Lang::Vi))
    };
    let default = ReadOptions::default();
    let (codes, message) = refused("", &default);
    assert_eq!(codes, [Code::NOT_DISCLOSED; 2]);
    assert!(message.ends_with("nó không thuộc đợt thu thập nào"), "{message}");
    let (codes, message) = refused(&collection(""), &default);
    assert_eq!(codes, [Code::NOT_DISCLOSED; 2]);
    assert!(message.ends_with("`git` không có ngày báo trước"), "{message}");
    // a day after the assignment was given, on that of the contribution
    let (codes, message) = refused(&collection(", \"disclosed\": \"2025-03-04\""), &default);
    assert_eq!(codes, [Code::NOT_DISCLOSED]);
    assert!(message.ends_with("họ được báo ngày 2025-03-04"), "{message}");
    // of two, neither is meant, be one of them the caller's
    assert_eq!(refused(&collection(""), &told()).0.len(), 2);
    let two =
        format!("{}{}", collection(", \"disclosed\": \"2020-01-01\""), collection("").replace("git", "web"));
    assert_eq!(refused(&two, &default).0.len(), 2);
    assert_eq!(refused(&two, &told()).0.len(), 2);
    // what is set aside, be it the first row, takes no collection along
    let early = CONTRIBUTION.replace("2025-03-04", "2019-03-04").replace("ế1", "e1");
    let ledger = Ledger::parse(&format!("{early}\n{CONTRIBUTION}"), None, &setting_aside()).unwrap();
    assert_eq!((ledger.contributions(), ledger.set_aside().count(), ledger.undisclosed()), (1, 1, 0));
    for text in [format!("{CONTRIBUTION}\n{ASSIGNMENT}"), format!("{ASSIGNMENT}\n{CONTRIBUTION}")] {
        let ledger = Ledger::parse(&text, None, &told()).unwrap();
        assert_eq!((ledger.undisclosed(), ledger.assignments()), (0, 1));
    }
}

#[test]
fn judges_of_their_own_cause() {
    let cause =
        r#"{"cause": {"id": "c1", "of": "a1", "on": "2025-03-27", "certified_by": "p", "reason": "flood"}}"#;
    let verification = r#"{"verification": {"id": "v1", "of": "ế1", "on": "2025-03-27", "by": "q"}}"#;
    let failing = CONTRIBUTION.replace("\"verified_by\"", "\"reported_by\"").replace("ế1", "f1");
    let accuser = cause.replace("c1", "c2").replace("a1", "f1").replace("\"p\"", "\"v\"");
    let good = cause.replace("c1", "c3").replace("\"p\"", "\"it\"");
    let assigner = cause.replace("c1", "c4").replace("\"p\"", "\"q\"");
    let text =
        [cause, verification, CONTRIBUTION, ASSIGNMENT, &failing, &accuser, &good, &assigner].join("\n");
    let error = Ledger::parse(&text, None, &told()).unwrap_err();
    let told_of: Vec<_> = error.diagnostics().map(|one| (one.code(), one.line(), rest(&text, one))).collect();
    in_vietnamese(&error);
    let expect = [(1, "\"p\""), (2, "\"q\""), (6, "\"v\""), (8, "\"q\"")];
    assert_eq!(told_of.len(), expect.len(), "{error}");
    for ((code, line, rest), (at, begins)) in told_of.iter().zip(expect) {
        assert_eq!((*code, *line), (Code::NOT_INDEPENDENT, Some(at)));
        assert!(rest.starts_with(begins), "{rest}");
    }
    let ledger = Ledger::parse(&text, None, &setting_aside()).unwrap();
    assert_eq!((ledger.contributions(), ledger.set_aside().count()), (2, 4));
    ledger.whole().unwrap();
    assert!(ledger.to_json().contains("\"c3\"") && !ledger.to_json().contains("\"c4\""));
}

#[test]
fn an_error_lists_fifty_and_a_ledger_a_thousand_and_counts_all() {
    let text = "x\n".repeat(5000);
    let error = Ledger::parse(&text, None, &told()).unwrap_err();
    assert_eq!(error.diagnostics().count(), 50);
    let ledger = Ledger::parse(&text, None, &setting_aside()).unwrap();
    let aside = ledger.set_aside();
    assert_eq!((aside.count(), aside.listed().len()), (5000, 1000));
    assert_eq!(aside.listed()[999].line(), Some(1000));
}

#[test]
fn rosters_know_the_place_of_what_is_wrong() {
    let good = "units: [{id: desk}]\npeople:\n  - id: p\n    spells:\n      - {unit: desk, status: expert, from: 2025-01-01, until: 2025-01-31}\n      - {unit: desk, status: expert, head: true, from: 2025-02-01}\n    absences: [{kind: other, from: 2025-01-02}]\n  - id: q\n    spells: [{unit: desk, status: expert, head: false, from: 2025-02-01}]\naliases: {b: p, a: b}\n";
    Roster::parse(good, None).unwrap();
    for (from, to, code, place) in [
        ("- id: q", "- id: p", Code::DUPLICATE_ID, "p"),
        ("{unit: desk", "{unit: dsk", Code::UNKNOWN_UNIT, "dsk"),
        ("until: 2025-01-31", "until: 2025-02-01", Code::OVERLAPPING_DAYS, "2025-02-01}"),
        (
            "until: 2025-01-31",
            "until: 2024-01-31",
            Code::BAD_PERIOD,
            "{unit: desk, status: expert, from: 2025-01-01",
        ),
        ("head: false", "head: true", Code::TWO_HEADS, "true, from: 2025-02-01}]"),
        ("{b: p", "{b: a", Code::CIRCLE, "b}"),
        ("{b: p", "{b: x", Code::UNKNOWN_CONTRIBUTOR, "x, a: b"),
        ("kind: other", "kind: othr", Code::UNKNOWN_CHOICE, "othr"),
        ("- id: q", "- id: q\n    name: Hoa", Code::UNKNOWN_FIELD, "name: Hoa"),
    ] {
        assert!(good.contains(from), "{from}");
        let text = good.replacen(from, to, 1);
        let error = Roster::parse(&text, Some("roster")).unwrap_err();
        in_vietnamese(&error);
        let first = error.first();
        assert_eq!(first.code(), code, "{error}");
        assert!(rest(&text, first).starts_with(place), "{error}: {}", rest(&text, first));
        assert_eq!((first.file(), error.kind()), (Some("roster"), ErrorKind::Data));
    }
}
