//! The committed year is what the seed makes, holds everything that makes such a year hard, and what was planted in it is found.

use std::collections::BTreeSet;

use serde_json::Value;
use thidua::Fraction;

use super::*;

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("newsroom/contributions")
}

fn year() -> (Scheme, Roster, Ledger) {
    (scheme(&here()).unwrap(), roster(&here()).unwrap(), ledger(&here()).unwrap())
}

#[test]
fn the_seed_makes_the_committed_bytes() {
    for (file, text) in generated() {
        assert!(
            read(&here(), file).unwrap() == text,
            "{file}: run `cargo run --example contributions -- generate`"
        );
        assert!(text.len() < 1_000_000, "{file} has {} bytes", text.len());
    }
}

/// Records of one sort, and those of them that have a key.
fn count(lines: &[Value], sort: &str, key: Option<&str>) -> usize {
    let own = lines.iter().filter_map(|line| line.get(sort));
    own.filter(|record| key.is_none_or(|key| record.get(key).is_some())).count()
}

#[test]
fn the_year_holds_what_makes_years_hard() {
    let lines: Vec<Value> = read(&here(), "ledger.jsonl")
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(count(&lines, "contribution", None) > 1_500);
    for (sort, key, least) in [
        ("verification", None, 50),
        ("dispute", None, 5),
        ("dispute", Some("settled"), 2),
        ("reversal", None, 5),
        ("cause", None, 3),
        ("contribution", Some("recorded"), 500),
        ("assignment", Some("extensions"), 4),
        ("assignment", Some("blocked"), 4),
        ("assignment", Some("answer"), 2),
    ] {
        assert!(count(&lines, sort, key) >= least, "{sort} {key:?}: {}", count(&lines, sort, key));
    }
    let together =
        |line: &Value| line["contribution"]["credits"].as_array().is_some_and(|credits| credits.len() > 1);
    assert!(lines.iter().filter(|line| together(line)).count() > 150);
    let roster: Value = serde_json::from_str(&read(&here(), "roster.json").unwrap()).unwrap();
    let people = roster["people"].as_array().unwrap();
    assert_eq!((roster["units"].as_array().unwrap().len(), people.len()), (9, 120));
    let pseudonym = |id: &str| {
        id.strip_prefix("p-").is_some_and(|rest| rest.len() == 3 && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    assert!(people.iter().all(|person| person["id"].as_str().is_some_and(pseudonym)), "nobody has a name");
    assert!(
        people.iter().filter(|person| person["spells"].as_array().unwrap().len() > 1).count() >= 6,
        "transfers"
    );
    let text = roster.to_string();
    assert_eq!(text.matches("\"maternity\"").count(), 3);
    assert!(
        text.matches("\"collaborator\"").count() >= 14 && text.contains("old-") && text.contains("[bot]")
    );
    let (_, roster, ledger) = year();
    let known = ledger.identities(&roster);
    assert!(known.unknown().is_empty() && known.aliases().len() == 2 && known.bots().len() == 1);
    assert!(known.self_judged().is_empty() && known.credited_twice().is_empty());
}

#[test]
fn every_quarter_ranks_like_with_like_and_says_how_sure() {
    let (scheme, roster, ledger) = year();
    let mut before = None;
    let (mut reasons, mut late, mut excused) = (BTreeSet::new(), 0, 0);
    for quarter in QUARTERS {
        let now = standings(&scheme, &ledger, &roster, quarter).unwrap();
        let groups: BTreeSet<String> =
            now.people().iter().filter_map(|one| one.group().map(ToString::to_string)).collect();
        assert!(groups.contains("population: collaborators, role: reporter"), "{groups:?}");
        assert!(groups.contains("population: staff, task_force: member, role: coordinator"), "{groups:?}");
        assert!(now.people().iter().filter(|one| one.rank().is_some()).count() > 40);
        assert!(now.units().iter().all(|one| one.rank().is_some()));
        reasons
            .extend(now.people().iter().flat_map(Standing::unranked).map(|reason| reason.code().to_owned()));
        excused += now.left_out().excused;
        let duty = |one: &&Standing| {
            one.parts().iter().any(|(id, points)| {
                id.as_str() == "duty" && points.as_ref().is_some_and(Fraction::is_negative)
            })
        };
        late += now.people().iter().filter(duty).count();
        assert!(now.certainty().unwrap().groups().iter().any(|group| group.sure().is_ok()));
        let text = told(&now, before.as_ref()).unwrap();
        assert!(text.contains("certainly among the best 3: "), "{text}");
        before = Some(now);
    }
    assert!(reasons.len() >= 3, "{reasons:?}");
    assert!(late > 0 && excused > 0, "{late} {excused}");
}

#[test]
fn leave_lowers_no_standing() {
    let (scheme, roster, ledger) = year();
    let text = read(&here(), "roster.json").unwrap();
    let there = Roster::parse(&text.replace("\"kind\":\"maternity\"", "\"kind\":\"other\""), None).unwrap();
    let mut lowered = 0;
    for quarter in QUARTERS {
        let protected = standings(&scheme, &ledger, &roster, quarter).unwrap();
        let counted = standings(&scheme, &ledger, &there, quarter).unwrap();
        for (own, other) in protected.people().iter().zip(counted.people()) {
            if let (Some(own), Some(other)) = (own.score(), other.score()) {
                assert!(own >= other);
                lowered += usize::from(own > other);
            }
        }
    }
    assert!(lowered > 0, "some worked in a quarter in which they went on leave");
}

#[test]
fn what_was_planted_is_asked_about_and_costs_nobody_a_point() {
    let (scheme, roster, ledger) = year();
    let mut draw = Draw(SEED);
    let people = people::people(&mut draw);
    let mut asked: BTreeSet<(String, String)> = BTreeSet::new();
    for quarter in QUARTERS {
        let now = standings(&scheme, &ledger, &roster, quarter).unwrap();
        for question in now.questions().unwrap() {
            asked.extend(
                question.contributors().iter().map(|id| (question.code().to_owned(), id.to_string())),
            );
            assert!(!question.message(Lang::Vi).is_empty());
        }
    }
    for (code, at) in [("ask-ring", 26), ("ask-ring", 27), ("ask-closing-spike", 70), ("ask-split-work", 50)]
    {
        let sign = (code.to_owned(), people[at].id.clone());
        assert!(asked.contains(&sign), "{sign:?} of {asked:?}");
    }
}
