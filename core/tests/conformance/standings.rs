//! Vectors of ledgers, rosters, schemes and standings: what is given, what is asked, and the laws that hold of each.
//!
//! A vector may hold, and its file's `given` holds for all its vectors (null takes it away), in this order of reading:
//!
//! - `scheme`: lines of JSON, or `{"bundled": "id@edition"}`; `extend`: files laid on top, each lines of JSON;
//! - `ledger`: lines of JSON Lines; `{"csv": lines}`; or `{"pieces": [...]}` of them, read one by one and merged;
//! - `read`: how the ledger is read: `on_bad` and `undisclosed` as in the options, `collections` as their records say it,
//!   `columns` with what each is here, null where it is not to be read;
//! - `roster`: lines of JSON;
//! - `reckoning`: `from`, `until`, `as_of`, and `strangers: "set_aside"`;
//! - `ask`: `standings` where left out; `scheme`, `lint`, `ledger`, `set_aside`, `states`, `progress`, `identities`,
//!   `questions`, `certainty`; `{"explain": {"of", "lang"}}`, `{"stability": {"of", "places"}}`, or `{"movement": …}` since
//!   the standings of another reckoning.
//!
//! `expect` is the canonical JSON of what was asked, or of the error of the first thing that could not be read.

use serde_json::Value;
use thidua::contribution::{Reckoning, Standings};
use thidua::ledger::{OnBad, ReadOptions, Undisclosed};
use thidua::record::Collection;
use thidua::{Date, Error, Fraction, Id, Lang, Ledger, Period, Roster, Scheme, packs, wire};

use super::text;

/// The standings that a vector of decisions gives beside its policy.
pub(super) fn stand(vector: &Value) -> Result<Standings, Error> {
    let scheme = scheme(&vector["scheme"], &Value::Null)?;
    let ledger = read(&vector["ledger"], &options(&vector["read"])?)?;
    let roster = Roster::parse(&text(&vector["roster"]), None)?;
    scheme.standings(&ledger, &roster, &reckoning(&vector["reckoning"])?)
}

/// What a vector comes to.
pub(super) fn replay(vector: &Value) -> String {
    answer(vector).unwrap_or_else(|error| wire::error(&error))
}

fn answer(vector: &Value) -> Result<String, Error> {
    let scheme = present(&vector["scheme"]).map(|lines| scheme(lines, &vector["extend"])).transpose()?;
    let options = options(&vector["read"])?;
    let ledger = present(&vector["ledger"]).map(|ledger| read(ledger, &options)).transpose()?;
    let roster = present(&vector["roster"]).map(|lines| Roster::parse(&text(lines), None)).transpose()?;
    let ledger = || ledger.as_ref().unwrap();
    let stand = |reckoning: &Value| -> Result<Standings, Error> {
        let (scheme, roster) = (scheme.as_ref().unwrap(), roster.as_ref().unwrap());
        let standings = scheme.standings(ledger(), roster, &self::reckoning(reckoning)?)?;
        laws(vector, &options, reckoning, &standings);
        Ok(standings)
    };
    let day = || Date::parse(vector["reckoning"]["as_of"].as_str().unwrap());
    let now = || stand(&vector["reckoning"]);
    let (what, how) = match &vector["ask"] {
        Value::Object(asked) => asked.iter().next().map(|(what, how)| (what.as_str(), how)).unwrap(),
        asked => (asked.as_str().unwrap_or("standings"), &Value::Null),
    };
    let of = || how["of"].as_str().unwrap();
    Ok(match what {
        "standings" => now()?.to_json(),
        "scheme" => wire::scheme(scheme.as_ref().unwrap()),
        "lint" => wire::findings(&scheme.as_ref().unwrap().lint()),
        "ledger" => ledger().to_json(),
        "set_aside" => wire::set_aside(ledger().set_aside()),
        "states" => wire::states(ledger(), day()?),
        "progress" => wire::progress(ledger(), day()?),
        "identities" => wire::identities(&ledger().identities(roster.as_ref().unwrap())),
        "questions" => wire::questions(&now()?.questions()?),
        "certainty" => wire::certainty(now()?.certainty()?),
        "explain" => {
            let lang = if how["lang"] == "vi" { Lang::Vi } else { Lang::En };
            now()?.explain(of())?.json(lang)
        }
        "stability" => {
            let places = u32::try_from(how["places"].as_u64().unwrap()).unwrap();
            wire::stability(&now()?.stability(of(), places)?)
        }
        other => {
            assert_eq!(other, "movement", "{}: nothing answers to it", vector["name"]);
            wire::movements(&now()?.since(&stand(how)?))
        }
    })
}

fn present(value: &Value) -> Option<&Value> {
    Some(value).filter(|value| !value.is_null())
}

fn scheme(lines: &Value, files: &Value) -> Result<Scheme, Error> {
    let mut scheme = match lines["bundled"].as_str().and_then(|name| name.split_once('@')) {
        Some((id, edition)) => packs::scheme_edition(id, edition)?,
        None => Scheme::parse(&text(lines), None)?,
    };
    for file in files.as_array().into_iter().flatten() {
        scheme = scheme.extend(&text(file))?;
    }
    let again = Scheme::parse(scheme.to_json(), None)?;
    assert_eq!(again.digest(), scheme.digest(), "the scheme loads as another");
    Ok(scheme)
}

fn options(read: &Value) -> Result<ReadOptions, Error> {
    let mut options = ReadOptions::default();
    if read["on_bad"] == "set_aside" {
        options = options.on_bad(OnBad::SetAside);
    }
    if read["undisclosed"] == "accept" {
        options = options.undisclosed(Undisclosed::Accept);
    }
    for told in read["collections"].as_array().into_iter().flatten() {
        let collection = Collection::new(Id::new(told["id"].as_str().unwrap())?);
        options = options.collection(match told["disclosed"].as_str() {
            Some(day) => collection.disclosed(Date::parse(day)?),
            None => collection,
        });
    }
    for (theirs, ours) in read["columns"].as_object().into_iter().flatten() {
        options = match ours.as_str() {
            Some(ours) => options.column(theirs, ours),
            None => options.leave_column(theirs),
        };
    }
    Ok(options)
}

fn read(ledger: &Value, options: &ReadOptions) -> Result<Ledger, Error> {
    if let Some(pieces) = ledger["pieces"].as_array() {
        let mut whole = Ledger::default();
        for piece in pieces {
            whole = whole.merge(&read(piece, options)?)?;
        }
        return Ok(whole);
    }
    match present(&ledger["csv"]) {
        Some(rows) => Ledger::parse_csv(&text(rows), None, options),
        None => Ledger::parse(&text(ledger), None, options),
    }
}

fn reckoning(said: &Value) -> Result<Reckoning, Error> {
    let day = |key: &str| said[key].as_str().map(Date::parse).transpose();
    let mut reckoning = Reckoning::of(Period::new(day("from")?, day("until")?)?)?;
    if let Some(day) = day("as_of")? {
        reckoning = reckoning.as_of(day);
    }
    Ok(if said["strangers"] == "set_aside" { reckoning.set_strangers_aside() } else { reckoning })
}

/// What holds of all standings: their explanations sum to the scores; no order of rows, people or units changes anything,
/// nor does cutting the ledger.
fn laws(vector: &Value, options: &ReadOptions, reckoning: &Value, standings: &Standings) {
    let name = &vector["name"];
    for standing in standings.people().iter().chain(standings.units()) {
        let told = standings.explain(standing.contributor().as_str()).unwrap().json(Lang::En);
        let told: Value = serde_json::from_str(&told).unwrap();
        let tables = told["tables"].as_array().unwrap();
        let ledger = tables.iter().find(|table| table["caption"]["key"] == "table-ledger");
        assert_eq!(ledger.is_some(), standing.score().is_some(), "{name}: a table without a score");
        let (Some(ledger), Some(score)) = (ledger, standing.score()) else { continue };
        let mut points: Vec<Fraction> = ledger["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| Fraction::parse(row[3].as_str().unwrap()).unwrap())
            .collect();
        let total = points.pop().unwrap();
        let sum = points.iter().fold(Fraction::ZERO, |sum, line| sum.add(line));
        let who = standing.contributor();
        assert_eq!((&sum, &total), (score, score), "{name}: the lines of {who} do not sum to the score");
    }
    let stand = |ledger: &Ledger, roster: &Value| {
        let roster = Roster::parse(&roster.to_string(), None).unwrap();
        let reckoning = self::reckoning(reckoning).unwrap();
        standings.scheme().standings(ledger, &roster, &reckoning).unwrap().to_json()
    };
    let mut roster: Value = serde_json::from_str(&text(&vector["roster"])).unwrap();
    let told = standings.to_json();
    let mut ledger = read(&vector["ledger"], options).unwrap();
    if let Some(lines) =
        vector["ledger"].as_array().filter(|lines| lines.first().is_some_and(|line| line != "["))
    {
        let backwards: Vec<Value> = lines.iter().rev().cloned().collect();
        let turned = read(&backwards.into(), options).unwrap();
        assert_eq!(turned.digest(), ledger.digest(), "{name}: the order of rows changes the ledger");
        ledger = halves(&turned);
        assert_eq!(ledger.digest(), turned.digest(), "{name}: cutting the ledger changes it");
    }
    for part in ["people", "units"] {
        if let Some(items) = roster.get_mut(part).and_then(Value::as_array_mut) {
            items.reverse();
        }
    }
    assert_eq!(stand(&ledger, &roster), told, "{name}: an order changes the standings");
}

/// A ledger of every other record, merged with that of the others.
fn halves(ledger: &Ledger) -> Ledger {
    let mut halves = [String::new(), String::new()];
    for (at, line) in ledger.to_json_lines().lines().enumerate() {
        let everywhere = line.starts_with("{\"collection\"");
        for (half, piece) in halves.iter_mut().enumerate() {
            if everywhere || at % 2 == half {
                piece.push_str(line);
                piece.push('\n');
            }
        }
    }
    let options = ReadOptions::default().undisclosed(Undisclosed::Accept);
    let [one, other] = halves.map(|piece| Ledger::parse(&piece, None, &options).unwrap());
    other.merge(&one).unwrap()
}
