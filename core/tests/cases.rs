//! Results printed by others, reproduced. Figures typed in run everywhere; the full tables are read from
//! `../shared/cases` beside the checkout, and a test whose table is not there says so.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test reads files, and stops where something is amiss"
)]

use serde_json::Value as Json;
use std::path::Path;
use thidua::{Answer, Assessment, Code, Framework, Id, LevelResult, Report, Score, Status, Value, packs};

fn table(name: &str) -> Option<Json> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/cases").join(name);
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("absent, only the typed-in figures were run: {name}");
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

fn assess(framework: &Framework, answers: impl IntoIterator<Item = (String, Answer)>) -> Report {
    let answers = answers.into_iter().map(|(id, answer)| (Id::new(&id).unwrap(), answer));
    let assessment = Assessment::new(Id::new("case").unwrap()).with_answers(answers).unwrap();
    framework.assess(&assessment).unwrap_or_else(|error| panic!("{error}"))
}

fn word(text: &str) -> Answer {
    Answer::claimed(Value::word(text))
}

fn exact(report: &Report) -> String {
    report.score().exact().unwrap().to_string()
}

/// `2/1` is written `2` here.
fn fraction(text: &str) -> String {
    thidua::Fraction::parse(text).unwrap().to_string()
}

#[test]
fn scorecard_aggregates() {
    let framework = packs::edition("openssf-scorecard", "v5").unwrap();
    let score = |checks: &[(String, Option<i64>)]| {
        let answer = |value: Option<i64>| {
            value.map_or(Answer::missing(Status::Unknown), |v| Answer::claimed(Value::from(v)))
        };
        assess(&framework, checks.iter().map(|(name, value)| (name.clone(), answer(*value))))
    };
    // two checks of High risk and one of Low: (7.5 · 10 + 7.5 · 4 + 2.5 · 0) / 17.5 = 6
    let few = [("Maintained", Some(10)), ("Code-Review", Some(4)), ("License", Some(0)), ("SAST", None)];
    let few: Vec<(String, Option<i64>)> =
        few.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    assert_eq!(score(&few).score().to_string(), "6.0");

    let Some(reports) = table("openssf_scorecard/published_results.json") else { return };
    let reports = reports.as_array().unwrap().clone();
    for report in &reports {
        let checks = report["checks"].as_object().unwrap();
        let checks: Vec<(String, Option<i64>)> =
            checks.iter().map(|(name, v)| (name.clone(), v.as_i64())).collect();
        let result = score(&checks);
        assert_eq!(result.score().to_string(), report["published"].as_str().unwrap(), "{}", report["id"]);
        assert_eq!(exact(&result), fraction(report["exact_fraction"].as_str().unwrap()), "{}", report["id"]);
    }
    println!("{} of {} aggregates as printed", reports.len(), reports.len());
    assert_eq!(reports.len(), 16);
}

#[test]
fn samm_scores() {
    let framework = packs::edition("owasp-samm", "2.0").unwrap();
    // one practice at 1 on every level is 3; its function is 1, the whole 1/5
    let practice = framework.criteria().into_iter().filter(|id| id.starts_with("G-EG-")).map(str::to_owned);
    let report = assess(&framework, practice.map(|id| (id, word("1"))));
    assert_eq!(exact(&report), "1/5");
    assert!(assess(&framework, []).score().exact().unwrap().is_zero());

    let Some(cases) = table("samm/samm_cases.json") else { return };
    let cases = cases["cases"].as_array().unwrap().clone();
    for case in &cases {
        let answers = case["answers"].as_object().unwrap();
        let report = assess(
            &framework,
            answers.iter().map(|(id, v)| {
                let text = v.to_string();
                (id.clone(), word(text.strip_suffix(".0").unwrap_or(&text)))
            }),
        );
        assert_eq!(exact(&report), fraction(case["overall_exact"].as_str().unwrap()), "{}", case["name"]);
        for group in ["practices", "functions"] {
            for (id, wanted) in case[group].as_object().unwrap() {
                let nodes = report.nodes();
                let found = nodes
                    .iter()
                    .find(|node| *node.id == *id.as_str() || node.label.get(thidua::Lang::En) == id);
                let found = found.unwrap_or_else(|| panic!("{group} {id}")).score.unwrap();
                let near =
                    found.round(6, thidua::Rounding::HalfUp).unwrap().to_string().parse::<f64>().unwrap();
                assert!(
                    (near - wanted.as_f64().unwrap()).abs() < 1e-6,
                    "{} {id}: {found} for {wanted}",
                    case["name"]
                );
            }
        }
    }
    assert_eq!(cases.len(), 6);
}

#[test]
fn sprs_scores() {
    let framework = packs::edition("nist-800-171-sprs", "1.2.1").unwrap();
    let score = |deductions: &[(String, i64)], plan: bool| {
        let answer = |id: &str| {
            let deducted = deductions.iter().find(|(own, _)| own == id).map_or(0, |(_, points)| *points);
            match (id, deducted) {
                ("3.12.4", _) => word(if plan { "implemented" } else { "not_implemented" }),
                (_, 0) => word("implemented"),
                ("3.5.3" | "3.13.11", 3) => word("partial"),
                _ => word("not_implemented"),
            }
        };
        let all: Vec<(String, Answer)> =
            framework.criteria().iter().map(|id| ((*id).to_owned(), answer(id))).collect();
        assess(&framework, all)
    };
    assert_eq!(framework.criteria().len(), 110);
    assert_eq!(score(&[], true).score().to_string(), "110");
    assert_eq!(score(&[("3.5.3".to_owned(), 3), ("3.1.1".to_owned(), 5)], true).score().to_string(), "102");
    // without a system security plan there is no score at all
    assert!(matches!(score(&[], false).score(), Score::Forbidden { .. }));
    // nothing answered: the plan is not shown to exist either
    assert!(matches!(assess(&framework, []).score(), Score::Forbidden { .. }));

    let Some(cases) = table("sprs_800_171/sprs_cases.json") else { return };
    let cases = cases["cases"].as_array().unwrap().clone();
    for case in &cases {
        let deductions = case["deductions"].as_object().unwrap();
        let deductions: Vec<(String, i64)> =
            deductions.iter().map(|(id, v)| (id.clone(), v.as_i64().unwrap())).collect();
        let report = score(&deductions, true);
        assert_eq!(report.score().to_string(), case["score"].to_string(), "{}", case["name"]);
    }
    assert_eq!(cases.len(), 8);
}

/// A pack of one proportion over so many criteria, as the badge rounds it.
fn proportion(total: usize) -> Framework {
    let leaf = |n: usize| {
        format!(r#"{{"id":"c{n}","label":{{"vi":"c","en":"c"}},"scale":{{"yes_no":{{"points":1}}}}}}"#)
    };
    let leaves: Vec<String> = (0..total).map(leaf).collect();
    let text = format!(
        r#"{{"pack":"portion","edition":"1","kind":"framework","title":{{"vi":"p","en":"p"}},
        "citations":{{"s":{{"title":"project.rb","date":"2024-01-01","grade":"primary"}}}},
        "missing":{{"not_applicable":"leave","not_assessed":"minimum","unknown":"minimum","refused":"minimum"}},
        "publish":{{"places":0,"rounding":"half_up","levels_on":"exact","full_only_when_complete":true}},
        "tree":[{{"id":"all","label":{{"vi":"a","en":"a"}},"cite":"s","aggregate":{{"proportion":{{"scale_to":100}}}},
        "children":[{}]}}]}}"#,
        leaves.join(",")
    );
    Framework::parse(&text, None).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn badge_percentages_and_tiers() {
    let percentage = |portion: usize, total: usize| {
        let framework = proportion(total);
        let met = (0..portion).map(|n| (format!("c{n}"), Answer::claimed(Value::yes_no(true))));
        assess(&framework, met).score().to_string()
    };
    assert_eq!(percentage(66, 67), "99");
    assert_eq!(percentage(199, 200), "99");
    assert_eq!(percentage(1, 300), "0");

    let badge = packs::edition("openssf-badge", "1").unwrap();
    let criteria: Vec<String> = badge.criteria().into_iter().map(str::to_owned).collect();
    let tier = |name: &str| {
        criteria.iter().filter(|id| id.starts_with(&format!("{name}."))).cloned().collect::<Vec<_>>()
    };
    let (passing, silver, gold) = (tier("passing"), tier("silver"), tier("gold"));
    assert_eq!((passing.len(), silver.len(), gold.len()), (67, 55, 23));
    let met = |ids: &[String]| {
        let evidence = || thidua::Evidence::new("https://example.org", None, None);
        ids.iter().map(|id| (id.clone(), word("met").evidence(evidence()))).collect::<Vec<_>>()
    };
    let level = |report: &Report| report.level().to_string();
    let all = assess(&badge, [met(&passing), met(&silver), met(&gold)].concat());
    assert_eq!((all.score().to_string().as_str(), level(&all).as_str()), ("300", "gold"));
    // all of gold helps nothing while one criterion of passing is missing
    let one_less = assess(&badge, [met(&passing[1..]), met(&silver), met(&gold)].concat());
    assert_eq!((one_less.score().to_string().as_str(), level(&one_less).as_str()), ("99", "in_progress"));

    let Some(table) = table("levels/badge_cases.json") else { return };
    for case in table["cases"].as_array().unwrap() {
        let number = |key: &str| usize::try_from(case[key].as_u64().unwrap()).unwrap();
        assert_eq!(percentage(number("portion"), number("total")), case["want"].to_string(), "{case}");
    }
    let tiers = Framework::parse(TIERS, None).unwrap_or_else(|error| panic!("{error}"));
    for case in table["tiered_cases"].as_array().unwrap() {
        let entered = ["p0", "p1", "p2"].into_iter().zip(case["p"].as_array().unwrap());
        let report = assess(&tiers, entered.map(|(id, p)| (id.to_owned(), word(&p.to_string()))));
        assert_eq!(report.score().to_string(), case["want"].to_string(), "{case}");
        assert_eq!(level(&report), case["level"].as_str().unwrap(), "{case}");
    }
}

/// The badge's tiers with their percentages entered.
const TIERS: &str = r#"{"pack":"tiers","edition":"1","kind":"framework","title":{"vi":"t","en":"t"},
"citations":{"s":{"title":"project.rb","date":"2024-01-01","grade":"primary"}},
"missing":{"not_applicable":"fail","not_assessed":"minimum","unknown":"minimum","refused":"minimum"},
"publish":{"places":0,"rounding":"half_up","levels_on":"exact"},
"levels":[{"id":"in_progress","label":{"vi":"i","en":"i"},"from":0,"cite":"s"},
{"id":"passing","label":{"vi":"p","en":"p"},"from":100,"cite":"s"},
{"id":"silver","label":{"vi":"s","en":"s"},"from":200,"cite":"s"},
{"id":"gold","label":{"vi":"g","en":"g"},"from":300,"cite":"s"}],
"root":{"aggregate":"ladder"},
"tree":[{"id":"p0","label":{"vi":"p","en":"p"},"cite":"s","scale":{"score":{"max":100}}},
{"id":"p1","label":{"vi":"s","en":"s"},"cite":"s","scale":{"score":{"max":100}}},
{"id":"p2","label":{"vi":"g","en":"g"},"cite":"s","scale":{"score":{"max":100}}}]}"#;

#[test]
fn weighted_mean_of_service_maturity() {
    // docs.newrelic.com, service maturity: scores 90, 60 and 40 with weights 5, 3 and 1 are published as 74, unweighted as 63
    let pack = |weights: [u8; 3]| {
        let rule = |(n, weight): (usize, &u8)| {
            let weight = if *weight == 1 { String::new() } else { format!(r#""weight":{weight},"#) };
            format!(
                r#"{{"id":"r{n}","label":{{"vi":"r","en":"r"}},"cite":"s",{weight}"scale":{{"score":{{"max":100}}}}}}"#
            )
        };
        let rules: Vec<String> = weights.iter().enumerate().map(rule).collect();
        let text = format!(
            r#"{{"pack":"service","edition":"1","kind":"framework","title":{{"vi":"s","en":"s"}},
            "citations":{{"s":{{"title":"service maturity","date":"2024-01-01","grade":"primary"}}}},
            "missing":{{"not_applicable":"leave","not_assessed":"minimum","unknown":"minimum","refused":"minimum"}},
            "publish":{{"places":0,"rounding":"half_up","levels_on":"exact"}},
            "root":{{"aggregate":"weighted_mean"}},"tree":[{}]}}"#,
            rules.join(",")
        );
        Framework::parse(&text, None).unwrap_or_else(|error| panic!("{error}"))
    };
    let scores =
        || [("r0", "90"), ("r1", "60"), ("r2", "40")].map(|(id, score)| (id.to_owned(), word(score)));
    let weighted = assess(&pack([5, 3, 1]), scores());
    assert_eq!((exact(&weighted).as_str(), weighted.score().to_string().as_str()), ("670/9", "74"));
    assert_eq!(assess(&pack([1, 1, 1]), scores()).score().to_string(), "63");
}

#[test]
fn bands_with_holes_are_rejected() {
    // change failure rate of the 2021 DORA table: 0–15, 16–20, 21–30, above 30; 15.5 is in no band
    let text = r#"
pack: dora
edition: "2021"
kind: framework
title: {vi: d, en: d}
citations: {s: {title: "DORA 2021, as tabled by Apache DevLake", date: 2021-09-21, grade: secondary}}
missing: {not_applicable: leave, not_assessed: minimum, unknown: minimum, refused: minimum}
publish: {places: 0, rounding: half_up, levels_on: exact}
tree:
  - id: change_failure_rate
    label: {vi: c, en: c}
    cite: s
    scale:
      steps:
        closed: upper
        bands:
          - {from: 0, until: 15, points: 3}
          - {from: 16, until: 20, points: 2}
          - {from: 21, until: 30, points: 1}
          - {from: 30, points: 0}
"#;
    let error = Framework::parse(text, Some("dora.yaml")).unwrap_err();
    let gaps: Vec<_> = error.diagnostics().map(|d| (d.code(), d.line(), d.pointer().to_owned())).collect();
    assert_eq!(
        gaps,
        [
            (Code::GAP, Some(18), "/tree/0/scale/steps/bands/1".to_owned()),
            (Code::GAP, Some(19), "/tree/0/scale/steps/bands/2".to_owned()),
        ]
    );
    let whole = text.replace("from: 16", "from: 15").replace("from: 21", "from: 20");
    assert!(Framework::parse(&whole, None).is_ok());
}

#[test]
fn press_index_by_pillar() {
    // Sơn La's press agency, round of 2024: 81.06, published as Tốt; a first place of the same round: 90.13, Xuất sắc
    let entered = |edition: &str, scores: [&str; 5]| {
        let framework = packs::edition("vn-press-dx", edition).unwrap();
        let pillars = ["1", "2", "3", "4", "5"].into_iter().zip(scores);
        assess(&framework, pillars.map(|(id, score)| (id.to_owned(), word(score))))
    };
    for edition in ["951", "1827"] {
        let report = entered(edition, ["15.5", "19.06", "16", "19", "11.5"]);
        assert_eq!(report.score().to_string(), "81.06");
        assert!(matches!(&report.level(), LevelResult::Between { low: Some(low), high, .. }
            if low.id().as_str() == "trung-binh" && high.id().as_str() == "tot"));
        assert_eq!(entered(edition, ["17", "22", "18", "20.13", "13"]).level().to_string(), "xuat-sac");
        assert_eq!(entered(edition, ["9", "12", "10", "11.5", "7.49"]).level().to_string(), "yeu");
    }
    let open = entered("3560", ["15.5", "19.06", "16", "19", "11.5"]);
    assert!(matches!(open.score(), Score::Undetermined { .. }));
    assert_eq!(open.level().to_string(), "between yeu and xuat-sac");
}
