//! Vectors of policies, facts, decisions and cases: what is given, what is asked, and what was worked out by hand.
//!
//! A vector may hold, and its file's `given` holds for all its vectors (null takes it away), in this order of reading:
//!
//! - `policy`: lines of JSON, or `{"bundled": "id@edition"}`; `extend`: files laid on top, each lines of JSON;
//! - `facts`: lines of JSON; `round`: as `wire::round` reads it;
//! - `scheme`, `ledger`, `roster`, `reckoning`: what standings come from, as in the vectors of standings, where there are any;
//! - `release`: holds that are let go, one after another, before anything is asked;
//! - `ask`: `decisions` where left out; `policy`, `lint`, `facts`, `certificate`, whatever `wire::council` answers, or an object with
//!   one of
//!   - `among`: further editions, each as `policy`; the answer is a list of the decisions by each edition that is chosen;
//!   - `changes`, `replay`: other `facts`, `policy`, `extend` or `round` in place of the vector's own; those given first made the
//!     certificate that is replayed;
//!   - `case`: `of`, `stage`, `event`, `credited`; `kept` (lines) to resume; `steps`, as `wire::step` takes them; `on`, the day whose phase,
//!     or `next`, what may follow, is asked for in place of the case;
//!   - `paper`: as `wire::paper` reads it; `minutes`, `notice`: `cases`, each as above, and how it is `written`.
//!
//! `expect` is the canonical JSON of what was asked, or of the error of the first thing that could not be read or done. `hand` was
//! worked out from the sources before the vector was run, and no blessing changes it:
//!
//! - `results`: stage by stage, of whom what: a state that proposes something, else the level, else `true` or `false` for what
//!   only holds or not;
//! - `missing`: stage by stage, of whom what is named as not known; `provisional`: the stages that are, of whom;
//! - `points`: stage by stage, the points or the share of whom; `paid`: stage by stage, who is paid what, or what it waits for;
//! - `places`: stage by stage, the places of its limits; `tie`: the members of the first tie;
//! - `code`, `pointer`: of the first diagnostic; `phase`: where a case stands; `until`: the last day of its last step;
//! - `whole`: all of it; `says`, `silent`: what the bytes hold, and what they do not; `as`: an earlier vector of the file whose
//!   bytes are the same.

use serde_json::{Map, Value, json};
use thidua::recognition::{Case, Decisions, Facts, Policy, Round};
use thidua::{Error, Replay, packs, wire};

use super::{standings, text};

/// What a vector comes to.
pub(super) fn replay(vector: &Value) -> String {
    answer(vector).unwrap_or_else(|error| wire::error(&error))
}

fn answer(vector: &Value) -> Result<String, Error> {
    let policy = policy(vector)?;
    let (what, how) = match &vector["ask"] {
        Value::Object(asked) => asked.iter().next().map(|(what, how)| (what.as_str(), how)).unwrap(),
        asked => (asked.as_str().unwrap_or("decisions"), &Value::Null),
    };
    match what {
        "policy" => return Ok(wire::policy(&policy)),
        "lint" => return Ok(wire::findings(&policy.lint())),
        "facts" => return Ok(facts(vector)?.to_json().to_owned()),
        _ => {}
    }
    if what == "among" {
        return among(vector, policy, how.as_array().unwrap());
    }
    let mut decisions = decide(vector)?;
    for held in vector["release"].as_array().into_iter().flatten() {
        decisions = wire::release(&decisions, &held.to_string())?;
    }
    Ok(match what {
        "certificate" => decisions.certificate().to_json(),
        "changes" => {
            wire::changes(&decisions.changes(&decide(&super::with(vector.as_object().unwrap(), how))?))
        }
        "replay" => {
            let other = super::with(vector.as_object().unwrap(), how);
            let (policy, facts, round) = (self::policy(&other)?, facts(&other)?, round(&other)?);
            json!(decisions.certificate().replay_decisions(&policy, &facts, None, &round)?.name()).to_string()
        }
        "case" => told(&case(&decisions, how)?, how)?,
        "paper" => json!(wire::paper(&decisions, &how.to_string())?).to_string(),
        "minutes" | "notice" => paper(&decisions, what, how)?,
        "decisions" => wire::council(&decisions, "\"decisions\"")?,
        _ => wire::council(&decisions, &vector["ask"].to_string())?,
    })
}

fn policy(vector: &Value) -> Result<Policy, Error> {
    let given = &vector["policy"];
    let mut policy = match given["bundled"].as_str().and_then(|name| name.split_once('@')) {
        Some((id, edition)) => packs::policy_edition(id, edition)?,
        None => Policy::parse(&text(given), None)?,
    };
    for file in vector["extend"].as_array().into_iter().flatten() {
        policy = policy.extend(&text(file))?;
    }
    let again = Policy::parse(policy.to_json(), None)?;
    assert_eq!(again.digest(), policy.digest(), "{}: the effective policy loads as another", vector["name"]);
    Ok(policy)
}

fn facts(vector: &Value) -> Result<Facts, Error> {
    let facts = Facts::parse(&text(&vector["facts"]), None)?;
    let again = Facts::parse(facts.to_json(), None)?;
    assert_eq!(again.digest(), facts.digest(), "{}: canonical facts are others", vector["name"]);
    Ok(facts)
}

fn round(vector: &Value) -> Result<Round, Error> {
    wire::round(&vector["round"].to_string())
}

fn decide(vector: &Value) -> Result<Decisions, Error> {
    let (policy, facts, round) = (policy(vector)?, facts(vector)?, round(vector)?);
    let standings = (!vector["scheme"].is_null()).then(|| standings::stand(vector)).transpose()?;
    let decisions = policy.decide(&facts, standings.as_ref(), &round)?;
    turned(vector, &decisions, &policy, &round);
    Ok(decisions)
}

/// The decisions by each of several editions that is chosen; each is replayed by its own edition.
fn among(vector: &Value, policy: Policy, others: &[Value]) -> Result<String, Error> {
    let mut editions = vec![policy];
    for other in others {
        editions.push(self::policy(&json!({"policy": other, "name": vector["name"]}))?);
    }
    let (facts, round) = (facts(vector)?, round(vector)?);
    let all = Policy::decide_among(&editions, &facts, None, &round)?;
    for own in &all {
        let alone = round.leave_events_of_others();
        let again = own.certificate().replay_decisions(own.policy(), &facts, None, &alone)?;
        assert_eq!(again, Replay::Same, "{}: an edition alone decides otherwise", vector["name"]);
    }
    let texts: Vec<String> = all.iter().map(Decisions::to_json).collect();
    Ok(format!("[{}]", texts.join(",")))
}

/// No order of people or units changes anything.
fn turned(vector: &Value, decisions: &Decisions, policy: &Policy, round: &Round) {
    let mut document: Map<String, Value> = serde_json::from_str(decisions.facts().to_json()).unwrap();
    for list in ["people", "units"] {
        if let Some(all) = document.get_mut(list).and_then(Value::as_array_mut) {
            all.reverse();
        }
    }
    if vector["scheme"].is_null() {
        let facts = Facts::parse(&Value::Object(document).to_string(), None).unwrap();
        let other = policy.decide(&facts, None, round).unwrap();
        assert_eq!(
            other.to_json(),
            decisions.to_json(),
            "{}: an order changes the decisions",
            vector["name"]
        );
    }
}

/// A paper about cases: those under `cases`, written as `written` says.
fn paper(decisions: &Decisions, what: &str, how: &Value) -> Result<String, Error> {
    let cases = how["cases"].as_array().unwrap().iter().map(|how| case(decisions, how));
    let (cases, written) = (cases.collect::<Result<Vec<_>, _>>()?, how["written"].to_string());
    let text = match what {
        "minutes" => wire::minutes(decisions, &cases, &written)?,
        _ => wire::notice(decisions, &cases[0], &written)?,
    };
    Ok(json!(text).to_string())
}

fn case(decisions: &Decisions, how: &Value) -> Result<Case, Error> {
    let mut draft = Map::new();
    for part in ["of", "stage", "event", "credited"] {
        draft.extend(how.get(part).map(|own| (part.to_owned(), own.clone())));
    }
    let draft = wire::draft(decisions, &Value::Object(draft).to_string())?;
    let mut case = match how.get("kept") {
        Some(kept) => draft.resume(&text(kept))?,
        None => draft.clone(),
    };
    for step in how["steps"].as_array().into_iter().flatten() {
        case = wire::step(&case, &step.to_string())?;
    }
    assert_eq!(draft.resume(&case.to_json())?, case, "what is kept goes on as another");
    Ok(case)
}

fn told(case: &Case, how: &Value) -> Result<String, Error> {
    if how["next"].as_bool() == Some(true) {
        return Ok(wire::next_steps(case));
    }
    match how["on"].as_str() {
        Some(day) => Ok(json!(case.phase_on(thidua::Date::parse(day)?).name()).to_string()),
        None => Ok(case.to_json()),
    }
}

/// What was worked out by hand and came out otherwise.
pub(super) fn otherwise(vector: &Value, found: &str, earlier: &[Value]) -> Vec<String> {
    let mut wrong = Vec::new();
    let told: Value = serde_json::from_str(found).unwrap();
    let at = |stage: &str, of: &str| {
        let own = |one: &&Value| one["stage"] == stage && one["subject"] == of;
        // among several editions each has decisions of its own
        let told = told.as_array().map_or_else(|| vec![&told], |all| all.iter().collect());
        let mut all = told.into_iter().filter_map(|one| one["decisions"].as_array()).flatten();
        all.find(own).unwrap_or(&Value::Null)
    };
    let limits = |stage: &str| -> Vec<Value> {
        let own = if told.is_array() { &told } else { &told["limits"] };
        let of = own.as_array().into_iter().flatten().filter(|limit| limit["stage"] == stage);
        of.map(|limit| limit["places"].clone()).collect()
    };
    let mut same = |what: &str, found: Value, hand: &Value| {
        if found != *hand {
            wrong.push(format!("{}: {what}: by hand {hand}, found {found}", vector["name"]));
        }
    };
    for (what, hand) in vector["hand"].as_object().into_iter().flatten() {
        for (stage, all) in hand.as_object().into_iter().flatten().filter(|_| what != "places") {
            for (of, own) in all.as_object().into_iter().flatten() {
                let decision = at(stage, of);
                let found = match what.as_str() {
                    "results" => shown(decision).into(),
                    "missing" => decision["missing"][0].clone(),
                    "paid" if decision["paid"]["amount"].is_null() => decision["paid"]["waits_for"].clone(),
                    "paid" => decision["paid"]["amount"].clone(),
                    other => decision[other].clone(),
                };
                same(&format!("{what} of {of} at {stage}"), found, own);
            }
        }
        match what.as_str() {
            "results" | "missing" | "paid" | "points" | "provisional" => {}
            "places" => {
                for (stage, own) in hand.as_object().unwrap() {
                    same(&format!("places at {stage}"), limits(stage).into(), own);
                }
            }
            "tie" => same(what, told["ties"][0]["members"].clone(), hand),
            "code" | "pointer" => same(what, told["diagnostics"][0][what].clone(), hand),
            "phase" => same(what, told["phase"].clone(), hand),
            "until" => same(what, told["steps"].as_array().unwrap().last().unwrap()["until"].clone(), hand),
            "whole" => same(what, told.clone(), hand),
            "says" | "silent" => {
                for words in hand.as_array().unwrap() {
                    let said = found.contains(words.as_str().unwrap());
                    same(&format!("{what} {words}"), said.into(), &(what == "says").into());
                }
            }
            "as" => {
                let other = earlier.iter().find(|one| one["name"] == *hand).unwrap();
                same(what, found.into(), &other["expect"]);
            }
            other => same(other, "nothing checks it".into(), hand),
        }
    }
    wrong
}

/// The state, or of what proposes nothing the level, or whether it holds.
fn shown(decision: &Value) -> String {
    let state = decision["state"].as_str();
    let level = || decision["level"].as_str().map(str::to_owned);
    let holds = || decision["holds"].as_bool().map(|holds| holds.to_string());
    let proposes = state.filter(|state| *state != "none").map(str::to_owned);
    proposes.or_else(level).or_else(holds).unwrap_or_else(|| state.unwrap_or("nothing").to_owned())
}
