//! An organisation's scheme on top of another: what it may add and set, what it may not change, and where it is told so.
#![expect(clippy::unwrap_used, reason = "a test stops where something is amiss")]

use thidua::contribution::Reckoning;
use thidua::ledger::{ReadOptions, Undisclosed};
use thidua::{Code, Date, Fraction, Lang, Ledger, Period, Roster, Scheme, packs};

const BASE: &str = r#"
pack: common
edition: "1"
kind: scheme
title: {vi: Chung, en: Common}
citations: {a: {title: A, date: 2026-01-01, grade: primary}}
parameters: {idea: {required: true}, talk: {open: true}}
basis: verified
components: [{id: work, label: {vi: Việc, en: Work}, combine: sum}]
score: {sum: {coverage: 1}}
kinds:
  - {id: idea, label: {vi: Sáng kiến, en: Idea}, component: work, cite: a, points: {fixed: {each: {parameter: idea}}}, split: equal, caps: [{per: month, most: 30}]}
  - {id: talk, label: {vi: Nói, en: Talk}, component: work, cite: a, points: {fixed: {each: {parameter: talk}}}, split: equal}
  - {id: error, label: {vi: Lỗi, en: Error}, component: work, cite: a, points: {fixed: {each: -2}}, split: equal, deduction: true}
people: {smallest: 1, task_force_apart: true, belongs: longest}
publish: {places: 2, rounding: half_up, ranks_on: published, ties: min}
"#;

const OWN: &str = r#"pack: ours
edition: "1"
kind: scheme
title: {vi: Của ta, en: Ours}
extends: common@1
citations: {b: {title: B, date: 2026-02-01, grade: primary}}
parameters:
  idea: {value: 8, cite: b}
  talk: {value: 3, cite: b}
kinds:
  - {id: archive, label: {vi: Lưu trữ, en: Archive}, component: work, cite: b, points: {fixed: {each: 5}}, split: equal}
tighten:
  idea: {caps: [{per: day, most: 10}, {per: quarter, most: 50}], requires: [{evidence: {at_least: 1}}]}
caps:
  - {cap: {per: quarter, most: 60}, cite: b}
uncertainty: {from: {weeks: {block: 1}}, coverage: 0.9, draws: 100}
"#;

fn base() -> Scheme {
    Scheme::parse(BASE, Some("common.yaml")).unwrap()
}

fn score(scheme: &Scheme) -> Result<String, thidua::Error> {
    let roster =
        Roster::parse("people: [{id: p, spells: [{role: r, status: expert, from: 2026-01-01}]}]", None)?;
    let line = |id: &str, kind: &str, day: &str, proof: &str| {
        format!(
            "{{\"contribution\": {{\"id\": \"{id}\", \"on\": \"2026-{day}\", \"kind\": \"{kind}\", \"credits\": [{{\"to\": \"p\"}}], \"verified_by\": \"v\"{proof}}}}}\n"
        )
    };
    let proof = ", \"evidence\": [{\"ref\": \"e\"}]";
    let text = line("c1", "idea", "01-05", proof)
        + &line("c2", "idea", "01-05", proof)
        + &line("c3", "idea", "01-06", "")
        + &line("c4", "talk", "01-07", "")
        + &line("c5", "error", "01-08", "")
        + if scheme.kinds().contains(&"archive") {
            line("c6", "archive", "01-09", "")
        } else {
            String::new()
        }
        .as_str();
    let ledger = Ledger::parse(&text, None, &ReadOptions::default().undisclosed(Undisclosed::Accept))?;
    let quarter = Period::new(Some(Date::parse("2026-01-01")?), Some(Date::parse("2026-03-31")?))?;
    let standings = scheme.standings(&ledger, &roster, &Reckoning::of(quarter)?)?;
    Ok(standings.of("p").and_then(|own| own.score().map(Fraction::to_string)).unwrap())
}

#[test]
fn a_file_on_top_sets_adds_and_tightens() {
    // without the required parameter there is nothing to reckon with
    assert_eq!(score(&base()).unwrap_err().code(), Code::PARAMETER_REQUIRED);
    let ours = base().extend(OWN).unwrap();
    // two ideas of 8 on one day come to 10, the third has no evidence; 3 for the talk, 5 for the archive, −2
    assert_eq!(score(&ours).unwrap(), "16");
    assert_eq!((ours.name().as_str(), ours.title().get(Lang::En)), ("ours@1", "Ours"));
    assert_eq!(ours.kinds(), ["idea", "talk", "error", "archive"]);
    assert!(
        ours.is_monotone(),
        "added caps stand from the narrowest stretch to the widest: {:?}",
        ours.lint()
    );
    // the effective scheme is printed, hashed and loads again as the same
    let again = Scheme::parse(ours.to_json(), None).unwrap();
    assert_eq!((again.digest(), score(&again).unwrap().as_str()), (ours.digest(), "16"));
    assert!(!ours.to_json().contains("extends") && !ours.to_json().contains("tighten"));
    assert_ne!(ours.digest(), base().digest());
    assert_eq!(
        base().extend(&OWN.replace("  ", " ").replace(",  ", ", ")).unwrap(),
        ours,
        "formatting changes nothing"
    );
    // a file may stand on a file
    let third = "pack: desk\nedition: \"1\"\nkind: scheme\ntitle: {vi: A, en: A}\nextends: ours@1\ntighten: {archive: {caps: [{per: month, most: 1}]}}\n";
    assert_eq!(score(&ours.extend(third).unwrap()).unwrap(), "12");
}

/// Every mistake of the file stands at its own place in it.
#[test]
fn what_a_file_may_not_do() {
    for (from, to, code, pointer, line) in [
        ("extends: common@1", "extends: common@2", Code::WRONG_BASE, "/extends", 5),
        ("pack: ours", "pack: common", Code::CANNOT_EXTEND, "/edition", 2),
        (
            "{title: B, date",
            "{title: B, date: 2020-01-01, grade: weak}, a: {title: C, date",
            Code::CANNOT_EXTEND,
            "/citations/a",
            6,
        ),
        ("value: 8, cite: b", "required: true", Code::PARAMETER_SHAPE, "/parameters/idea", 8),
        ("caps:\n", "basis: claimed\ncaps:\n", Code::CANNOT_EXTEND, "/basis", 14),
        (
            "caps:\n",
            "people: {smallest: 9, task_force_apart: false, belongs: last}\ncaps:\n",
            Code::CANNOT_EXTEND,
            "/people",
            14,
        ),
        (
            "caps:\n",
            "publish: {places: 1, rounding: up, ranks_on: exact, ties: max}\ncaps:\n",
            Code::CANNOT_EXTEND,
            "/publish",
            14,
        ),
        ("caps:\n", "order: decay_then_cap\ncaps:\n", Code::CANNOT_EXTEND, "/order", 14),
        ("caps:\n", "score: {sum: {coverage: 0}}\ncaps:\n", Code::CANNOT_EXTEND, "/score", 14),
        (
            "caps:\n",
            "components: [{id: x, label: {vi: A, en: A}, combine: sum}]\ncaps:\n",
            Code::CANNOT_EXTEND,
            "/components",
            14,
        ),
        ("id: archive", "id: idea", Code::DUPLICATE_ID, "/kinds/0/id", 11),
        ("component: work", "component: play", Code::UNKNOWN_COMPONENT, "/kinds/0/component", 11),
        ("cite: b, points", "cite: c, points", Code::UNKNOWN_CITATION, "/kinds/0/cite", 11),
        ("each: 5", "each: -5", Code::TAKES_AWAY, "/kinds/0/points", 11),
        ("  idea: {caps", "  idee: {caps", Code::UNKNOWN_KIND, "/tighten/idee", 13),
        ("  idea: {caps", "  error: {caps", Code::CANNOT_EXTEND, "/tighten/error", 13),
        ("most: 10", "most: -10", Code::OUT_OF_BOUNDS, "/tighten/idea", 13),
        ("most: 60", "least: -1", Code::CANNOT_EXTEND, "/caps/0/cap/least", 15),
        ("most: 60", "most: -1", Code::OUT_OF_BOUNDS, "/caps/0/cap/most", 15),
    ] {
        assert!(OWN.contains(from), "{from}");
        let error = base().extend_named(&OWN.replacen(from, to, 1), "ours.yaml").map(|_| ()).unwrap_err();
        let first = error.first();
        assert_eq!(
            (first.code(), first.pointer(), first.line()),
            (code, pointer, Some(line)),
            "{to}: {error}"
        );
        assert!(!first.message(Lang::Vi).contains("the "), "{}", first.message(Lang::Vi));
    }
    // what the scheme sets itself stays
    let set = BASE.replace("idea: {required: true}", "idea: {value: 1, cite: a}");
    let error = Scheme::parse(&set, None).unwrap().extend(OWN).map(|_| ()).unwrap_err();
    assert_eq!((error.code(), error.first().pointer()), (Code::CANNOT_EXTEND, "/parameters/idea"));
    // alone it cannot stand, and it extends nothing if it does not say what
    assert_eq!(Scheme::parse(OWN, None).map(|_| ()).unwrap_err().code(), Code::NEEDS_BASE);
    let alone = BASE.to_owned() + "tighten: {idea: {caps: [{per: day, most: 1}]}}\n";
    let error = Scheme::parse(&alone, None).map(|_| ()).unwrap_err();
    assert_eq!((error.code(), error.first().pointer()), (Code::CANNOT_EXTEND, "/tighten"));
    for name in ["basis", "publish"] {
        let lacking: String =
            BASE.lines().filter(|line| !line.starts_with(name)).map(|line| line.to_owned() + "\n").collect();
        assert_eq!(Scheme::parse(&lacking, None).map(|_| ()).unwrap_err().code(), Code::MISSING_FIELD);
    }
}

#[test]
fn bundled_schemes_are_found_as_frameworks_are() {
    let file = "pack: ours\nedition: \"1\"\nkind: scheme\ntitle: {vi: A, en: A}\nextends: newsroom-contributions@2026\n";
    let ours = packs::load_scheme(file, Some("ours.yaml")).unwrap();
    let bundled = packs::scheme_edition("newsroom-contributions", "2026").unwrap();
    assert_eq!((ours.kinds(), ours.in_force()), (bundled.kinds(), bundled.in_force()));
    let error = packs::load_scheme(&file.replace("@2026", "@2025"), None).map(|_| ()).unwrap_err();
    assert_eq!(
        (error.code(), error.first().suggestion()),
        (Code::NEEDS_BASE, Some("newsroom-contributions@2026"))
    );
    assert_eq!(packs::load(file, None).map(|_| ()).unwrap_err().code(), Code::OTHER_KIND);
    assert_eq!(
        packs::scheme_edition("vn-press-dx", "1827").map(|_| ()).unwrap_err().code(),
        Code::UNKNOWN_PACK
    );
    assert_eq!(packs::schemes(), [("newsroom-contributions", "2026")]);
    let day = Date::parse("2026-05-01").unwrap();
    let editions = [base(), bundled];
    assert_eq!(
        Scheme::choose(&editions, day, &Default::default()).map(|_| ()).unwrap_err().code(),
        Code::TWO_EDITIONS
    );
    assert_eq!(Scheme::choose(&editions[..1], day, &Default::default()).unwrap().name(), "common@1");
}
