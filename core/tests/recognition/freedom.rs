//! Where the law leaves freedom: choosing by how sure a rank is, another share for a unit of outstanding results, and which single
//! change of years, achievements or choices would flip a result.

use std::fmt::Write as _;

use thidua::contribution::{Reckoning, Standings};
use thidua::ledger::{ReadOptions, Undisclosed};
use thidua::recognition::{Decisions, Facts};
use thidua::{Code, Id, Ledger, Period, Replay, Roster, Scheme};

use super::{at, day, decide, missing, policy, year};

const SCHEME: &str = r#"
pack: t
edition: "1"
kind: scheme
title: {vi: Thử, en: Try}
citations: {a: {title: A, date: 2026-01-01, grade: primary}}
basis: verified
kinds: [{id: idea, label: {vi: Sáng kiến, en: Idea}, cite: a, points: {fixed: {each: 1}}, split: equal}]
people: {smallest: 2, task_force_apart: true, belongs: longest}
uncertainty: {from: {weeks: {block: 1}}, coverage: 0.9, draws: 200, seed: 7}
publish: {places: 0, rounding: half_up, ranks_on: exact, ties: min}
"#;

/// Ten people over 20 weeks: each makes so many pieces in every week and `more` in each second one.
fn standings(more: usize) -> Standings {
    let mut people = "people:\n".to_owned();
    let mut records = String::new();
    for (place, pieces) in [12, 4, 4, 3, 3, 3, 2, 2, 1, 1].into_iter().enumerate() {
        writeln!(people, "  - {{id: p{place}, spells: [{{status: public_employee, from: 2020-01-01}}]}}")
            .unwrap();
        for week in 0..20_u64 {
            let on = day("2026-01-05").plus_days(week * 7).unwrap();
            for at in 0..pieces + if week % 2 == 0 { more } else { 0 } {
                writeln!(records, r#"{{"contribution": {{"id": "p{place}-{week}-{at}", "on": "{on}", "kind": "idea", "credits": [{{"to": "p{place}"}}], "verified_by": "v"}}}}"#).unwrap();
            }
        }
    }
    let ledger =
        Ledger::parse(&records, None, &ReadOptions::default().undisclosed(Undisclosed::Accept)).unwrap();
    let period = Period::new(Some(day("2026-01-05")), Some(day("2026-05-24"))).unwrap();
    let scheme = Scheme::parse(SCHEME, None).unwrap();
    scheme
        .standings(&ledger, &Roster::parse(&people, None).unwrap(), &Reckoning::of(period).unwrap())
        .unwrap()
}

fn people() -> Facts {
    let own = (0..11).map(|at| {
        format!("{{id: p{at}, spells: [{{status: public_employee, from: 2020-01-01}}], facts: {{}}}}")
    });
    Facts::parse(&format!("people: [{}]", own.collect::<Vec<_>>().join(", ")), None).unwrap()
}

fn titled(that: &str) -> thidua::recognition::Policy {
    policy("  people: {}", &format!("  - {{id: title, label: {{vi: A, en: A}}, cite: own, of: people, rule: {{title: {{requires: [{{that: {that}, cite: own}}]}}}}}}")).unwrap()
}

fn states(decisions: &Decisions) -> Vec<String> {
    (0..11).map(|own| at(decisions, "title", &format!("p{own}"))).collect()
}

#[test]
fn a_top_share_is_chosen_by_standings_and_places_may_stay_empty() {
    let standings = standings(2);
    let share = |share: &str, error: &str| {
        titled(&format!("{{top_share: {{share: {share}, false_share: {error}}}}}"))
    };
    let told = |policy: &thidua::recognition::Policy| {
        states(&policy.decide(&people(), Some(&standings), &year()).unwrap())
    };
    let few = told(&share("0.1", "0.1"));
    assert_eq!(few[0], "commend", "the one far ahead");
    assert!(few[1..10].iter().all(|state| state == "false"), "{few:?}");
    // who has no standing is not judged by one
    assert_eq!(few[10], "insufficient_evidence");
    // nobody is chosen whom the errors do not set apart, however many places the share would give
    let strict = told(&share("0.5", "0.000001"));
    assert!(strict[1..10].iter().filter(|state| *state == "commend").count() < 4, "{strict:?}");
    // without standings nothing is known
    let alone = share("0.1", "0.1").decide(&people(), None, &year()).unwrap();
    assert!(states(&alone).iter().all(|state| state == "insufficient_evidence"));
    assert_eq!(missing(&alone, "title", "p0"), ["p0: certainty"]);
}

#[test]
fn a_rank_may_have_to_be_surer_than_the_scheme_makes_it() {
    let standings = standings(2);
    let told = |coverage: &str| {
        let policy = titled(&format!("{{rank: {{within: 1, coverage: {coverage}}}}}"));
        states(&policy.decide(&people(), Some(&standings), &year()).unwrap())
    };
    assert_eq!(told("0.9")[0], "commend");
    assert_eq!(told("0.95")[0], "insufficient_evidence", "the sets hold at 0.9 only");
}

#[test]
fn altered_standings_are_told_apart() {
    let (own, other) = (standings(2), standings(3));
    let policy = titled("{top_share: {share: 0.1, false_share: 0.1}}");
    let certificate = policy.decide(&people(), Some(&own), &year()).unwrap().certificate();
    assert_eq!(certificate.standings(), Some(own.digest().as_str()));
    let kept = thidua::Certificate::parse(&certificate.to_json()).unwrap();
    let replay = |standings| kept.replay_decisions(&policy, &people(), standings, &year()).unwrap();
    assert_eq!(replay(Some(&own)), Replay::Same);
    assert_eq!(replay(Some(&other)), Replay::OtherStandings);
    assert_eq!(replay(None), Replay::OtherStandings);
}

const RATING: &str = "  - {id: given, label: {vi: A, en: A}, cite: own, of: people, rule: {given: {fact: level, points: points}}}
  - {id: result, label: {vi: A, en: A}, cite: own, of: units, rule: {given: {fact: level}}}
  - {id: rating, label: {vi: A, en: A}, cite: own, of: people, rule: {quota: {of: [given], level: best, otherwise: good, quota: {by: [given], base: good_or_better, heads: in, caps: [{within: WITHIN, share: 0.2, rounding: down, minimum: 0, raised: {when: {level: {of: result, in: [best]}}, share: 0.25, cite: own}, cite: own}]}}}}";

/// Twenty people in two units, all of them at best, with points that fall.
fn twenty(units: &str) -> String {
    let mut text = format!("units: [{units}]\npeople:\n");
    for place in 0..20 {
        writeln!(text, "  - {{id: p{place:02}, spells: [{{unit: u{}, status: public_employee, from: 2020-01-01}}], facts: {{level: best, points: {}}}}}", place % 2, 99 - place).unwrap();
    }
    text
}

#[test]
fn an_outstanding_unit_may_have_another_share() {
    let facts = "  people: {level: {choice: [low, good, best]}, points: {number: {}}}\n  units: {level: {choice: [low, good, best]}}";
    let run = |within: &str, units: &str| {
        decide(&policy(facts, &RATING.replace("WITHIN", within)).unwrap(), &twenty(units))
    };
    let taken = |decisions: &Decisions| {
        decisions.limits().iter().map(|limit| (limit.places(), limit.taken())).collect::<Vec<_>>()
    };
    let parts = "{id: u0, facts: {level: good}}, {id: u1, facts: {level: good}}";
    // 20 % of 20 are 4; 25 % are 5 where the whole is at best
    assert_eq!(taken(&run("agency", parts)), [(4, 4)]);
    assert_eq!(
        taken(&run("agency", &format!("{{id: all, whole: true, facts: {{level: good}}}}, {parts}"))),
        [(4, 4)]
    );
    let best = run("agency", &format!("{{id: all, whole: true, facts: {{level: best}}}}, {parts}"));
    assert_eq!(taken(&best), [(5, 5)]);
    assert!(best.of("p04").last().unwrap().reasons().iter().any(|why| why.code() == "cap-raised"));
    // within each unit, by the unit: 2 of 10, and 2.5 of 10 rounded down
    let each = RATING.replace("WITHIN", "unit").replace("0.25", "0.3");
    let own = decide(
        &policy(facts, &each).unwrap(),
        &twenty("{id: u0, facts: {level: best}}, {id: u1, facts: {level: good}}"),
    );
    assert_eq!(taken(&own), [(3, 3), (2, 2)]);
    // while the result of the whole is not known, the smaller share holds for the time being
    let open = run("agency", &format!("{{id: all, whole: true}}, {parts}"));
    assert_eq!(taken(&open), [(4, 4)]);
    assert!(open.of("p04").last().unwrap().is_provisional());
    let twice = twenty("{id: u0, whole: true}, {id: u1, whole: true}");
    assert_eq!(Facts::parse(&twice, None).unwrap_err().code(), Code::DUPLICATE_ID);
}

#[test]
fn years_achievements_and_choices_flip_results() {
    let stages = "  - {id: chain, label: {vi: A, en: A}, cite: own, of: people, rule: {chain: {result: star, years: 2, neutral: {parameter: neutral}, used: again}}}
  - {id: title, label: {vi: A, en: A}, cite: own, of: people, rule: {title: {requires: [{that: {holds: chain}, cite: own}]}}}
  - {id: letter, label: {vi: A, en: A}, cite: own, of: people, rule: {form: {merit: prompt, award: {requires: []}}}}";
    let text = format!(
        "pack: ours
edition: '1'
kind: policy
title: {{vi: A, en: A}}
citations: {{own: {{title: A, date: 2026-01-01, grade: primary}}}}
parameters: {{neutral: {{value: 0, cite: own}}}}
driven_by: period_end
stages:
{stages}
"
    );
    let policy = thidua::recognition::Policy::parse(&text, None).unwrap();
    let flip = |years: &str, feats: &str, stage: &str| {
        let facts = format!(
            "people: [{{id: p, spells: [{{status: public_employee, from: 2020-01-01}}], years: [{years}], achievements: [{feats}]}}]"
        );
        let decisions = policy.decide(&Facts::parse(&facts, None).unwrap(), None, &year()).unwrap();
        let own = decisions.one(&Id::new(stage).unwrap(), &Id::new("p").unwrap(), None).unwrap().clone();
        let flip = decisions.flip(&own).unwrap();
        flip.map(|flip| format!("{} {} {}", flip.what(), flip.to(), flip.state().name()))
    };
    let won = |years: &[(u32, &str)]| {
        years
            .iter()
            .map(|(year, came)| format!("{{year: {year}, results: {{star: {came}}}}}"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        flip(&won(&[(2025, "failed"), (2024, "met")]), "", "title"),
        some("years/2025/star met commend")
    );
    // two years are missing: no single one is enough
    assert_eq!(flip(&won(&[(2025, "failed"), (2024, "failed")]), "", "title"), None);
    // a year that could not be won: won, it would do; so would another choice of what such a year does
    let bridged = won(&[(2025, "neutral"), (2024, "met"), (2023, "met")]);
    assert_eq!(flip(&bridged, "", "title"), some("years/2025/star met commend"));
    let two = won(&[(2025, "met"), (2024, "neutral"), (2023, "met")])
        .replace("2023", "2022")
        .replace("}, {year: 2022", "}, {year: 2023, results: {star: neutral}}, {year: 2022");
    assert_eq!(flip(&two, "", "title"), some("years/2024/star met commend"));
    assert_eq!(
        flip("", "{id: storm, merit: prompt, on: 2026-03-03}", "letter"),
        some("achievements/storm/verified_by somebody-else commend")
    );
    assert_eq!(flip("", "", "letter"), None);
    // of a chain of three with two neutral years within, only the choice helps
    let three = thidua::recognition::Policy::parse(&text.replace("years: 2", "years: 3"), None).unwrap();
    let facts = format!(
        "people: [{{id: p, spells: [{{status: public_employee, from: 2020-01-01}}], years: [{}]}}]",
        won(&[(2025, "met"), (2024, "neutral"), (2023, "neutral"), (2022, "met"), (2021, "met")])
    );
    let decisions = three.decide(&Facts::parse(&facts, None).unwrap(), None, &year()).unwrap();
    let own = decisions.one(&Id::new("title").unwrap(), &Id::new("p").unwrap(), None).unwrap();
    let found = decisions.flip(own).unwrap().unwrap();
    assert_eq!((found.what().as_str(), found.to(), found.state().name()), ("neutral", "1", "commend"));
}
