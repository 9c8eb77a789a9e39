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
        at(Code::UNKNOWN_FIELD, ErrorKind::Pack, "/tree/0/wieght", (line, column), Some("weight"))
    };
    assert_eq!(load(PACK, "    cite: rule\n", "    cite: rule\n    wieght: 3\n"), wanted(13, 5));
    assert_eq!(
        load(PACK_JSON, "\"cite\": \"rule\",\n", "\"cite\": \"rule\", \"wieght\": 3,\n"),
        wanted(8, 84)
    );
    let wanted = |line, column| {
        at(Code::UNKNOWN_FIELD, ErrorKind::Data, "/answers/plan/claimd", (line, column), Some("claimed"))
    };
    assert_eq!(assess("subject: s\nanswers:\n  plan: {claimd: true}\n"), wanted(3, 10));
    assert_eq!(assess("{\"subject\": \"s\",\n \"answers\": {\"plan\": {\"claimd\": true}}}"), wanted(2, 23));
}

#[test]
fn a_cell_that_does_not_parse() {
    let wanted = |line, column| {
        at(Code::BAD_NUMBER, ErrorKind::Pack, "/tree/0/scale/steps/bands/1/points", (line, column), None)
    };
    assert_eq!(load(PACK, "points: 4", "points: \"4 points\""), wanted(18, 44));
    assert_eq!(load(PACK_JSON, "\"points\": 4", "\"points\": \"4 points\""), wanted(9, 131));
    assert_eq!(assess("subject: s\nanswers:\n  uptime: \"99,5\"\n").0, Code::WRONG_ANSWER);
    assert_eq!(
        assess("subject: s\nanswers:\n  uptime: 99.5%\n"),
        at(Code::WRONG_ANSWER, ErrorKind::Data, "/answers/uptime", (3, 11), None)
    );
    assert_eq!(
        assess("{\"subject\": \"s\",\n \"answers\": {\"uptime\": \"99.5%\"}}"),
        at(Code::WRONG_ANSWER, ErrorKind::Data, "/answers/uptime", (2, 24), None)
    );
}

#[test]
fn an_answer_to_a_criterion_that_does_not_exist() {
    let wanted = |line, column| {
        at(Code::UNKNOWN_CRITERION, ErrorKind::Data, "/answers/uptme", (line, column), Some("uptime"))
    };
    assert_eq!(assess("subject: s\nanswers:\n  plan: true\n  uptme: 99\n"), wanted(4, 3));
    assert_eq!(
        assess("{\"subject\": \"s\",\n \"answers\": {\"plan\": true,\n  \"uptme\": 99}}"),
        wanted(3, 3)
    );
}

#[test]
fn a_value_that_falls_in_no_band() {
    let wanted = |line, column| at(Code::NO_BAND, ErrorKind::Data, "/answers/uptime", (line, column), None);
    assert_eq!(assess("subject: s\nanswers:\n  uptime: 100\n"), wanted(3, 11));
    assert_eq!(assess("{\"subject\": \"s\",\n \"answers\": {\"uptime\": 100}}"), wanted(2, 24));
    let wanted =
        |line, column| at(Code::GAP, ErrorKind::Pack, "/tree/0/scale/steps/bands/1", (line, column), None);
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
                Code::AMBIGUOUS_SCALAR | Code::BAD_NUMBER | Code::YAML_FEATURE | Code::UNKNOWN_FIELD
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
        assert_eq!(error.code(), Code::AMBIGUOUS_SCALAR, "{text}");
    }
    for (text, code) in [
        ("true", Code::BOOLEAN_NUMBER),
        ("4.0", Code::FLOAT),
        ("null", Code::WRONG_TYPE),
        ("4e0", Code::FLOAT),
    ] {
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
            [(Code::UNKNOWN_CRITERION, Some(2)), (Code::UNKNOWN_CRITERION, Some(2))],
        ),
        ("uptime: 400,\n  plan: 7", [(Code::NO_BAND, Some(2)), (Code::WRONG_ANSWER, Some(3))]),
    ] {
        let given = Assessment::parse(&format!("subject: s\nanswers: {{{answers}}}"), None).unwrap();
        let error = framework.assess(&given).map(|_| ()).unwrap_err();
        let told: Vec<_> = error.diagnostics().map(|one| (one.code(), one.line())).collect();
        assert_eq!(told, codes);
    }
}

/// What each says of itself in both languages, without its place.
fn said(error: &Error) -> (String, String) {
    let first = error.first();
    let both = |lang| format!("{} — {}", first.message(lang), first.help(lang));
    (both(Lang::En), both(Lang::Vi))
}

#[test]
fn a_decimal_comma_is_told_from_a_typing_slip() {
    let comma = |from: &str, to: &str| load(PACK, from, to);
    let points = "/tree/0/scale/steps/bands/1/points";
    assert_eq!(
        comma("points: 4", "points: \"4,5\""),
        at(Code::BAD_NUMBER, ErrorKind::Pack, points, (18, 44), Some("4.5"))
    );
    let bare = comma("points: 4", "points: 4,5");
    assert_eq!((bare.0, bare.5.as_deref()), (Code::AMBIGUOUS_SCALAR, Some("4.5")));
    assert_eq!(
        assess("subject: s\nanswers:\n  uptime: 99,5\n"),
        at(Code::WRONG_ANSWER, ErrorKind::Data, "/answers/uptime", (3, 11), Some("99.5"))
    );
    let long = "9".repeat(40);
    assert_eq!(assess(&format!("subject: s\nanswers:\n  uptime: {long}\n")).0, Code::BAD_NUMBER);
}

#[test]
fn a_boolean_in_quotes_is_called_a_text() {
    let framework = Framework::parse(PACK, None).unwrap();
    let given = Assessment::parse("subject: s\nanswers:\n  plan: \"true\"\n", None).unwrap();
    let (en, vi) = said(&framework.assess(&given).map(|_| ()).unwrap_err());
    assert!(en.starts_with("the criterion `plan` takes `true` or `false`, found the text `true`"), "{en}");
    assert!(vi.contains("lại gặp chữ `true`"), "{vi}");
}

#[test]
fn a_verifier_of_nothing_is_not_passed_over() {
    for (answer, pointer) in [
        ("{claimed: true, verified_by: v}", "/answers/plan"),
        ("{status: unknown, verified_by: v}", "/answers/plan"),
        ("{not_applicable: {reason: r}, verified_by: v}", "/answers/plan/not_applicable"),
    ] {
        let seen = assess(&format!("subject: s\nanswers:\n  plan: {answer}\n"));
        assert_eq!((seen.0, seen.2.as_str()), (Code::MISSING_FIELD, pointer), "{answer}");
    }
    let framework = Framework::parse(PACK, None).unwrap();
    for answer in
        ["{claimed: true, verified: false, verified_by: v}", "{not_applicable: {reason: r, verified_by: v}}"]
    {
        let text = format!("subject: s\nanswers:\n  plan: {answer}\n");
        assert!(
            Assessment::parse(&text, None).and_then(|given| framework.assess(&given)).is_ok(),
            "{answer}"
        );
    }
}

#[test]
fn a_test_that_ends_in_an_error_tells_the_error_where_it_is() {
    let pack = format!("{PACK}tests:\n  - {{name: T, answers: {{pln: true}}, expect: {{score: 2}}}}\n");
    let error = Framework::parse(&pack, Some("office")).map(|_| ()).unwrap_err();
    let lines: Vec<String> = error.diagnostics().map(|one| one.render(Lang::Vi)).collect();
    let [test, cause] = lines.as_slice() else { unreachable!("{lines:?}") };
    assert!(test.contains("cần một kết quả, lại ra lỗi `unknown-criterion`"), "{test}");
    assert!(cause.starts_with("office:24:25 /tests/0/answers/pln: [unknown-criterion]"), "{cause}");

    let pack = format!(
        "{PACK}levels: [{{id: high, label: {{vi: C, en: H}}, from: 0, cite: rule}}]\ntests:\n  - {{name: T, answers: {{}}, expect: {{level: hihg}}}}\n"
    );
    let error = Framework::parse(&pack, None).map(|_| ()).unwrap_err();
    assert_eq!((error.code(), error.first().suggestion()), (Code::TEST_FAILED, Some("high")));
}

#[test]
fn the_pack_that_was_meant_to_be_extended() {
    for (extends, meant) in [("vn-press-dx@1872", Some("vn-press-dx@1827")), ("my-own@1", None)] {
        let file = format!(
            "pack: x\nedition: \"1\"\nkind: framework\ntitle: {{vi: X, en: X}}\nextends: \"{extends}\"\n"
        );
        let error = thidua::packs::load(&file, None).map(|_| ()).unwrap_err();
        assert_eq!((error.code(), error.first().suggestion()), (Code::NEEDS_BASE, meant), "{extends}");
    }
}

#[test]
fn a_misspelt_key_at_the_top_is_told_every_key_there_is() {
    let error = Framework::parse("pack: p\nedtion: 1\n", None).map(|_| ()).unwrap_err();
    let (en, _) = said(&error);
    for key in ["`pack`", "`parameters`", "`missing`", "`tests`", "did you mean `edition`?"] {
        assert!(en.contains(key), "{key}: {en}");
    }
    assert_eq!((error.first().line(), error.first().column()), (Some(2), Some(1)));
}

#[test]
fn numbers_in_errors_are_written_as_people_write_them() {
    let pack =
        PACK.replace("scale: {yes_no: {points: 2}}", "max: 2.5\n    scale: {score: {max: 4.5, min: -1.5}}");
    let (en, _) = said(&Framework::parse(&pack, None).map(|_| ()).unwrap_err());
    assert!(en.contains("a maximum of 2.5, its children give 4.5"), "{en}");
    let framework = Framework::parse(&pack.replace("max: 2.5\n", "max: 4.5\n"), None).unwrap();
    let given = Assessment::parse("subject: s\nanswers: {plan: 5}\n", None).unwrap();
    let (en, _) = said(&framework.assess(&given).map(|_| ()).unwrap_err());
    assert!(en.contains("5 is outside the range of `plan`, -1.5 – 4.5"), "{en}");
}

#[test]
fn vietnamese_without_english_words_left_over() {
    let ratio = |keys: &str| {
        let pack =
            PACK.replace("{yes_no: {points: 2}}", &format!("{{ratio: {{points: 2, {keys} over: cap}}}}"));
        said(&Framework::parse(&pack, None).map(|_| ()).unwrap_err()).1
    };
    assert!(ratio("places: 2, rounding: up, exact: true,").contains("lại gặp cả hai"));
    assert!(ratio("places: 2,").contains("lại gặp mới một nửa của cách đầu"));
    let empty = said(&Framework::parse("", None).map(|_| ()).unwrap_err()).1;
    assert!(empty.contains("văn bản trống"), "{empty}");
    let pack = PACK
        .replace("  - id: plan", "    weight: -0.5\n  - id: plan")
        .replace("tree:", "root: {aggregate: weighted_mean}\ntree:");
    let negative = said(&Framework::parse(&pack, None).map(|_| ()).unwrap_err()).1;
    assert!(negative.starts_with("một trọng số là -0.5,"), "{negative}");
}

#[test]
fn there_is_no_year_nought() {
    let pack = PACK.replace("date: 2024-01-01", "date: 0000-01-01");
    assert_eq!(Framework::parse(&pack, None).map(|_| ()).unwrap_err().code(), Code::BAD_DATE);
}

/// A whole number of JSON is the same answer as in YAML, however long it is.
#[test]
fn long_whole_numbers_in_json() {
    let pack = PACK.replace("{yes_no: {points: 2}}", "{count: {each: 1, cap: 5}}");
    let framework = Framework::parse(&pack, None).unwrap();
    let score = |answers: &str| {
        let given = Assessment::parse(answers, None)?;
        framework.assess(&given).map(|report| report.score().to_string())
    };
    let long = "9".repeat(25);
    assert_eq!(score(&format!("{{\"subject\": \"s\", \"answers\": {{\"plan\": {long}}}}}")).unwrap(), "6.0");
    assert_eq!(score(&format!("subject: s\nanswers: {{plan: {long}}}")).unwrap(), "6.0");
    let absurd = format!("{{\"subject\": \"s\", \"answers\": {{\"plan\": {}}}}}", "9".repeat(40));
    assert_eq!(score(&absurd).unwrap_err().code(), Code::BAD_NUMBER);
}

/// Whether there is a score at all may depend on what is not public: then none is printed.
#[test]
fn a_gate_that_is_open_leaves_no_score_to_guess() {
    let gate = |otherwise: &str| {
        let pack = PACK.replace("citations:", "parameters: {least: {open: true}}\ncitations:")
            + "levels: [{id: low, label: {vi: T, en: L}, from: 0, cite: rule}]\ngates:\n"
            + "  - {id: g, label: {vi: G, en: G}, require: {score: {node: uptime, at_least: {parameter: least}}}, otherwise: "
            + otherwise
            + ", cite: rule}\n";
        let framework = Framework::parse(&pack, None).unwrap();
        let answers = "subject: s\nanswers: {uptime: 60, plan: true}\n";
        let report = framework.assess(&Assessment::parse(answers, None).unwrap()).unwrap();
        assert!(report.explain().render(Lang::Vi).contains("least"));
        (report.score().to_string(), report.level().to_string())
    };
    assert_eq!(gate("no_score"), ("undetermined (least)".to_owned(), "between - and low".to_owned()));
    assert_eq!(gate("no_level"), ("6.0".to_owned(), "between - and low".to_owned()));
}

/// What a file on top gets wrong is told where it stands in that file, not in the pack below.
#[test]
fn mistakes_of_an_agency_stand_in_its_own_file() {
    let file = r#"pack: bao-x
edition: "2024"
kind: framework
title: {vi: "Báo X", en: "Newspaper X"}
extends: "vn-press-dx@1827"
citations: {annex: {title: "Annex", date: 2024-10-24, grade: weak}}
parameters:
  kha_from: {value: 65, cite: annex}
extend_tree:
  "1":
    aggregate: sum
    children:
      - {id: "1.1", label: {vi: A, en: A}, cite: annex, open: true, max: 18}
"#;
    assert!(thidua::packs::load(file, None).is_ok());
    for (from, to, code, pointer, line) in [
        ("value: 65", "value: 95", Code::NOT_ASCENDING, "/parameters/kha_from", 8),
        ("value: 65", "value: 40", Code::NOT_ASCENDING, "/parameters/kha_from", 8),
        ("id: \"1.1\"", "id: \"2\"", Code::DUPLICATE_ID, "/extend_tree/1/children/0/id", 13),
        (
            "pack: bao-x\nedition: \"2024\"",
            "pack: vn-press-dx\nedition: \"1827\"",
            Code::CANNOT_EXTEND,
            "/edition",
            2,
        ),
    ] {
        let error = thidua::packs::load(&file.replacen(from, to, 1), None).map(|_| ()).unwrap_err();
        let first = error.first();
        assert_eq!((first.code(), first.pointer(), first.line()), (code, pointer, Some(line)), "{to}");
    }
}

/// A maximum of the whole that names no parameter was once no check at all.
#[test]
fn the_whole_is_checked_like_any_node() {
    for (root, code, pointer) in [
        ("{max: {parameter: al}}", Code::UNKNOWN_PARAMETER, "/root/max/parameter"),
        ("{round: {places: 30, rounding: up}}", Code::OUT_OF_BOUNDS, "/root/round/places"),
    ] {
        let pack = PACK
            .replace("tree:", &format!("parameters: {{all: {{value: 6, cite: rule}}}}\nroot: {root}\ntree:"));
        let error = Framework::parse(&pack, None).map(|_| ()).unwrap_err();
        assert_eq!((error.code(), error.pointer()), (code, pointer), "{root}");
    }
}

/// People read words, not the names that packs write.
#[test]
fn roundings_are_told_in_words() {
    for (rounding, en, vi) in [
        ("half_up", "rounded to 1 places (halves up)", "làm tròn đến 1 chữ số sau dấu phẩy (nửa thì lên)"),
        ("half_even", "(halves to the even digit)", "(nửa thì về chữ số chẵn)"),
        ("up", "(up)", "(lên)"),
        ("down", "(down)", "(xuống)"),
    ] {
        let root = format!("root: {{round: {{places: 1, rounding: {rounding}}}}}\ntree:");
        let framework = Framework::parse(&PACK.replace("tree:", &root), None).unwrap();
        let answers = Assessment::parse("subject: s\nanswers: {plan: true}\n", None).unwrap();
        let report = framework.assess(&answers).unwrap();
        let told = report.explain();
        assert!(told.render(Lang::En).contains(en) && told.render(Lang::Vi).contains(vi), "{rounding}");
    }
}

/// Every diagnostic: code and pointer.
fn every(error: &Error) -> Vec<(Code, String)> {
    error.diagnostics().map(|one| (one.code(), one.pointer().to_owned())).collect()
}

#[test]
fn every_unknown_key_of_a_map_is_told_at_once() {
    let pack = PACK
        .replace("cite: rule\n    scale: {yes_no: {points: 2}}", "cit: rule\n    scal: {}\n    wieght: 2");
    let error = Framework::parse(&pack, None).unwrap_err();
    let expect = ["/tree/1/cit", "/tree/1/scal", "/tree/1/wieght"];
    assert_eq!(every(&error), expect.map(|pointer| (Code::UNKNOWN_FIELD, pointer.to_owned())));
    let meant: Vec<_> = error.diagnostics().map(|one| one.suggestion()).collect();
    assert_eq!(meant, [Some("cite"), Some("scale"), Some("weight")]);
    assert!(error.diagnostics().all(|one| one.line() > Some(20)));
}

#[test]
fn a_mistake_is_pointed_at_where_it_stands() {
    for (from, to, code, pointer) in [
        (
            "points: 4",
            "points: {parameter: p}",
            Code::UNKNOWN_PARAMETER,
            "/tree/0/scale/steps/bands/1/points/parameter",
        ),
        ("en: \"Plan\"", "en: \" \"", Code::EMPTY_TEXT, "/tree/1/label/en"),
        (
            "tree:\n",
            "gates:\n  - {id: g, label: {vi: G, en: G}, require: {met: plan}, otherwise: {cap: top}, cite: rule}\ntree:\n",
            Code::UNKNOWN_LEVEL,
            "/gates/0/otherwise/cap",
        ),
    ] {
        let (found, _, at, ..) = load(PACK, from, to);
        assert_eq!((found, at.as_str()), (code, pointer));
    }
}

#[test]
fn a_file_sets_no_parameter_that_nothing_reads() {
    let base = PACK
        .replace("tree:\n", "parameters:\n  top: {open: true}\ntree:\n")
        .replace("points: 2", "points: {parameter: top}");
    let file = "pack: own\nedition: \"1\"\nkind: framework\ntitle: {vi: A, en: A}\nextends: office@1\n\
                citations: {own: {title: Own, date: 2024-01-01, grade: primary}}\nparameters:\n  PARAMETER: {value: 2, cite: own}\n";
    let base = Framework::parse(&base, None).unwrap();
    assert!(base.extend(&file.replace("PARAMETER", "top")).is_ok());
    let error = base.extend(&file.replace("PARAMETER", "tpo")).map(|_| ()).unwrap_err();
    assert_eq!(every(&error), [(Code::UNKNOWN_PARAMETER, "/parameters/tpo".to_owned())]);
    assert_eq!(error.first().suggestion(), Some("top"));
}

#[test]
fn a_score_is_told_with_the_places_it_is_published_with() {
    let framework = Framework::parse(PACK, None).unwrap();
    let assessment = Assessment::parse("{subject: x, answers: {uptime: 60, plan: true}}", None).unwrap();
    let report = framework.assess(&assessment).unwrap();
    assert!(report.explain().render(Lang::En).contains("score 6.0 of 6"));
    assert!(report.explain().render(Lang::Vi).contains("điểm 6,0 trên 6"));
}

#[test]
fn days_stay_in_the_years_of_four_digits() {
    use thidua::Date;
    let (first, last) = (Date::parse("0001-01-01").unwrap(), Date::parse("9999-12-31").unwrap());
    assert_eq!((first.previous(), last.next(), last.plus_days(1)), (None, None, None));
    assert_eq!(Date::parse("0000-12-31").unwrap_err().code(), Code::BAD_DATE);
}

#[test]
fn unknown_keys_of_one_answer_are_told_in_one_go() {
    let told = |answers: &str| {
        let error = Assessment::parse(answers, None).unwrap_err();
        let one = |one: &thidua::Diagnostic| {
            (one.code(), one.pointer().to_owned(), one.column(), one.suggestion().map(str::to_owned))
        };
        error.diagnostics().map(one).collect::<Vec<_>>()
    };
    let unknown = |pointer: &str, column, meant: Option<&str>| {
        (Code::UNKNOWN_FIELD, pointer.to_owned(), Some(column), meant.map(str::to_owned))
    };
    assert_eq!(
        told("{subject: s, answers: {plan: {claimd: true, note: seen, evidnce: [], zzz: 1}}}"),
        [
            unknown("/answers/plan/claimd", 31, Some("claimed")),
            unknown("/answers/plan/evidnce", 57, Some("evidence")),
            unknown("/answers/plan/zzz", 70, None),
        ]
    );
    assert_eq!(
        told(r#"{"subject": "s", "answers": {"plan": {"claimed": {"prt": 1, "whole": 2, "hole": 3}}}}"#),
        [
            unknown("/answers/plan/claimed/prt", 51, Some("part")),
            unknown("/answers/plan/claimed/hole", 73, Some("whole")),
        ]
    );
    let pack = PACK.replace("{points: 2}", "{points: {paramter: x, unit: z}}");
    let error = Framework::parse(&pack, None).unwrap_err();
    assert_eq!(error.diagnostics().count(), 2);
    assert!(error.diagnostics().all(|one| one.pointer().starts_with("/tree/1/scale/yes_no/points/")));
}

#[test]
fn mistakes_in_several_answers_and_nodes_are_told_in_one_go() {
    let answers = "{subject: s, answers: {plan: {claimd: true}, uptime: 0.5, Some: 1, other: {claimed: [1]}, last: {status: unknwn}}}";
    let error = Assessment::parse(answers, None).unwrap_err();
    let told: Vec<_> = error.diagnostics().map(|one| (one.pointer(), one.code())).collect();
    assert_eq!(
        told,
        [
            ("/answers/plan/claimd", Code::UNKNOWN_FIELD),
            ("/answers/other/claimed", Code::WRONG_TYPE),
            ("/answers/last/status", Code::UNKNOWN_CHOICE),
        ]
    );
    assert!(error.diagnostics().all(|one| one.line() == Some(1) && one.column().is_some()));
    let pack = PACK.replace("closed: lower", "closed: lowr").replace("{points: 2}", "{points: x}");
    let error = Framework::parse(&pack, None).unwrap_err();
    let told: Vec<_> = error.diagnostics().map(|one| (one.pointer(), one.code())).collect();
    let closed = ("/tree/0/scale/steps/closed", Code::UNKNOWN_CHOICE);
    assert_eq!(told, [closed, ("/tree/1/scale/yes_no/points", Code::BAD_NUMBER)]);
    // as many as somebody reads, however many there are
    let many: String = (0..200).map(|at| format!("a{at}: {{zzz: 1}}, ")).collect();
    let error = Assessment::parse(&format!("{{subject: s, answers: {{{many}}}}}"), None).unwrap_err();
    assert_eq!(error.diagnostics().count(), 50);
}
