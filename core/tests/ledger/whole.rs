//! What only the whole of a ledger can tell, and pieces put together.

use thidua::roster::{Document, Person, Unit};
use thidua::{Code, Id, Lang, Ledger, Roster};

use super::{in_vietnamese, setting_aside, told};

fn work(id: &str, more: &str) -> String {
    format!(
        r#"{{"contribution": {{"id": "{id}", "on": "2025-03-04", "kind": "fix", "credits": [{{"to": "p"}}]{more}}}}}"#
    )
}

fn corrects(id: &str, of: &str) -> String {
    work(id, &format!(r#", "corrects": "{of}""#))
}

fn event(kind: &str, id: &str, of: &str, by: &str) -> String {
    let (who, reason) = match kind {
        "verification" => ("by", ""),
        "dispute" => ("by", ""),
        "cause" => ("certified_by", r#", "reason": "flood""#),
        _ => ("by", r#", "reason": "twice""#),
    };
    format!(r#"{{"{kind}": {{"id": "{id}", "of": "{of}", "on": "2025-03-05", "{who}": "{by}"{reason}}}}}"#)
}

const TASK: &str = r#"{"assignment": {"id": "t", "kind": "task", "to": "p", "by": "q", "given": "2025-03-03", "due": "2025-03-20"}}"#;

#[track_caller]
fn whole(lines: &[String], expect: &[Code]) -> Vec<String> {
    let ledger = Ledger::parse(&lines.join("\n"), None, &told()).unwrap();
    match ledger.whole() {
        Ok(()) => {
            assert!(expect.is_empty(), "nothing is wrong");
            Vec::new()
        }
        Err(error) => {
            in_vietnamese(&error);
            let codes: Vec<Code> = error.diagnostics().map(thidua::Diagnostic::code).collect();
            assert_eq!(codes, expect, "{error}");
            error.diagnostics().map(|one| one.message(Lang::En)).collect()
        }
    }
}

#[test]
fn records_are_about_what_is_there_and_of_the_right_sort() {
    let base = [work("a", ""), TASK.to_owned()];
    let with = |more: &[String]| [&base[..], more].concat();
    for kind in ["verification", "reversal", "dispute", "cause"] {
        whole(&with(&[event(kind, "x", "a", "v")]), &[]);
        whole(&with(&[event(kind, "x", "b", "v")]), &[Code::UNKNOWN_RECORD]);
        whole(&with(&[event("dispute", "d", "a", "v"), event(kind, "x", "d", "v")]), &[Code::WRONG_TARGET]);
        let task = if kind == "verification" { &[Code::WRONG_TARGET][..] } else { &[] };
        whole(&with(&[event(kind, "x", "t", "v")]), task);
    }
    let reversal = event("reversal", "r", "a", "v");
    whole(&with(&[reversal, event("reversal", "s", "r", "v")]), &[Code::WRONG_TARGET]);
    whole(&with(&[corrects("b", "a")]), &[]);
    whole(&with(&[corrects("b", "t")]), &[Code::WRONG_TARGET]);
    whole(&with(&[corrects("b", "c")]), &[Code::UNKNOWN_RECORD]);
}

#[test]
fn corrections_in_a_circle_are_told_once() {
    let lines = [corrects("a", "c"), corrects("b", "a"), corrects("c", "b"), corrects("d", "a")];
    let told = whole(&lines, &[Code::CIRCLE, Code::CORRECTED_TWICE]);
    assert_eq!(told[0], "this leads in a circle: `a` → `c` → `b` → `a`");
    whole(&[work("a", ""), corrects("b", "a"), corrects("c", "b")], &[]);
}

#[test]
fn nothing_is_corrected_twice_or_before_it_was_recorded() {
    let lines = [work("a", ""), corrects("b", "a"), corrects("c", "a")];
    whole(&lines, &[Code::CORRECTED_TWICE]);
    whole(&[&lines[..], &[event("reversal", "r", "c", "v")]].concat(), &[]);
    let late = [work("a", r#", "recorded": "2025-03-09""#), corrects("b", "a")];
    whole(&late, &[Code::TOO_EARLY]);
}

#[test]
fn judges_of_their_own_cause_in_another_piece() {
    let piece = |lines: &[String]| Ledger::parse(&lines.join("\n"), None, &told()).unwrap();
    let works = piece(&[work("a", r#", "reported_by": "w""#), TASK.to_owned()]);
    for (kind, of, by, independent) in [
        ("verification", "a", "p", false),
        ("verification", "a", "w", true),
        ("cause", "a", "p", false),
        ("cause", "a", "w", false),
        ("cause", "a", "v", true),
        ("cause", "t", "p", false),
        ("cause", "t", "q", false),
        ("cause", "t", "v", true),
    ] {
        let judged = piece(&[event(kind, "x", of, by)]).merge(&works).unwrap();
        let found = judged.whole().map_err(|error| error.code());
        assert_eq!(
            found,
            if independent { Ok(()) } else { Err(Code::NOT_INDEPENDENT) },
            "{kind} of {of} by {by}"
        );
    }
}

#[test]
fn pieces_may_share_a_collection_and_nothing_else() {
    let piece = |text: &str| Ledger::parse(text, None, &setting_aside()).unwrap();
    let (one, other) = (piece(&format!("{}\nx", work("a", ""))), piece(&format!("{}\ny\nz", work("b", ""))));
    let both = one.merge(&other).unwrap();
    assert_eq!((both.contributions(), both.set_aside().count(), both.undisclosed()), (2, 3, 0));
    assert_eq!(both, other.merge(&one).unwrap());
    let error = both.merge(&one).unwrap_err();
    assert_eq!((error.code(), error.diagnostics().count()), (Code::DUPLICATE_ID, 1));
    let elsewhere =
        Ledger::parse(r#"{"collection": {"id": "all", "disclosed": "2021-01-01"}}"#, None, &setting_aside());
    assert_eq!(elsewhere.unwrap_err().code(), Code::DUPLICATE_ID);
}

#[test]
fn who_is_who_is_told_and_never_merged() {
    let id = |text: &str| Id::new(text).unwrap();
    let credit =
        |n: u32, to: &str| work(&format!("c{n}"), "").replace("\"to\": \"p\"", &format!("\"to\": \"{to}\""));
    let names = ["thuý", "p_1", "P-1", "an", "An", "ghost", "ci[bot]", "ci[bot]", "Desk"];
    let mut lines: Vec<String> = (0..).zip(names).map(|(n, name)| credit(n, name)).collect();
    lines.push(TASK.replace("\"to\": \"p\"", "\"to\": \"ghost\""));
    lines.push(
        r#"{"withheld": {"id": "w", "on": "2025-03-04", "contributor": "an", "component": "peer"}}"#
            .to_owned(),
    );
    let ledger = Ledger::parse(&lines.join("\n"), None, &told()).unwrap();
    let people = ["thúy", "P-1", "an"].map(|name| Person::new(id(name)));
    let document = people.into_iter().fold(Document::default(), Document::person).unit(Unit::new(id("desk")));
    let roster = Roster::new(document.alias(id("An"), id("an")).bot_ending(id("[bot]"))).unwrap();
    let found = ledger.identities(&roster);
    let shown = |pairs: &[(Id, u64)]| pairs.iter().map(|(id, n)| format!("{id} {n}")).collect::<Vec<_>>();
    assert_eq!(shown(found.unknown()), ["Desk 1", "ghost 2", "p_1 1", "thuý 1"]);
    assert_eq!(shown(found.bots()), ["ci[bot] 2"]);
    assert_eq!(found.aliases(), [(id("An"), id("an"), 1)]);
    let alike: Vec<Vec<&str>> =
        found.look_alikes().iter().map(|ids| ids.iter().map(Id::as_str).collect()).collect();
    assert_eq!(alike, [vec!["Desk", "desk"], vec!["P-1", "p_1"], vec!["thuý", "thúy"]]);
}

#[test]
fn whoever_meets_themselves_under_another_id_is_told() {
    let id = |text: &str| Id::new(text).unwrap();
    let lines = [
        work("a", "").replace(r#"{"to": "p"}"#, r#"{"to": "p"}, {"to": "p2"}"#),
        work("b", r#", "verified_by": "p2""#),
        work("c", r#", "verified_by": "v", "reported_by": "w2""#),
        event("verification", "d", "c", "p2"),
        event("verification", "e", "c", "v"),
        event("cause", "f", "c", "w"),
        event("cause", "g", "c", "v"),
        event("cause", "h", "t", "p2"),
        TASK.to_owned(),
        TASK.replace(r#""id": "t""#, r#""id": "u""#).replace(
            r#""due": "2025-03-20""#,
            r#""due": "2025-03-20", "extensions": [{"until": "2025-03-21", "granted": "2025-03-19", "by": "p2"}]"#,
        ),
    ];
    let ledger = Ledger::parse(&lines.join("\n"), None, &told()).unwrap();
    ledger.whole().unwrap();
    let people = ["p", "q", "v", "w"].map(|name| Person::new(id(name)));
    let document = people.into_iter().fold(Document::default(), Document::person);
    let strangers = ledger.identities(&Roster::new(document.clone()).unwrap());
    assert_eq!((strangers.credited_twice(), strangers.self_judged()), (&[][..], &[][..]));
    let roster = Roster::new(document.alias(id("p2"), id("p")).alias(id("w2"), id("w"))).unwrap();
    let found = ledger.identities(&roster);
    assert_eq!(found.credited_twice(), [id("a")]);
    assert_eq!(found.self_judged(), ["b", "d", "f", "h", "u"].map(id));
}
