//! Laws of every ledger, tried on ledgers drawn at random.

use std::collections::BTreeMap;

use proptest::prelude::*;
use thidua::ledger::{OnBad, ReadOptions, State, Undisclosed};
use thidua::record::Collection;
use thidua::{Date, Id, Ledger};

use super::{setting_aside, told};

/// Numbers from which a ledger's lines are drawn: sort, day, two names, what it is about.
type Draw = (u8, u32, u8, u8, usize);

fn day(number: u32) -> String {
    format!("2025-{:02}-{:02}", number / 28 % 12 + 1, number % 28 + 1)
}

/// Line `at` of a ledger. What later records are about is a contribution or an assignment before or after them, or none.
fn line(at: usize, (sort, on, one, other, of): Draw) -> String {
    let (on, later) = (on % 100, on % 100 + u32::from(other) % 40);
    let of = format!("r{}", of % 24);
    let (one, judge) = (format!("p{}", one % 6), format!("v{}", other % 3));
    let body = match sort % 9 {
        0..=3 => {
            let corrects = if sort % 9 == 0 { format!(r#", "corrects": "{of}""#) } else { String::new() };
            let verified =
                if other % 2 == 0 { format!(r#", "verified_by": "{judge}""#) } else { String::new() };
            let credits = match other % 3 {
                0 => format!(r#"{{"to": "{one}", "share": "1/3"}}, {{"to": "q", "share": "2/3"}}"#),
                1 => format!(r#"{{"to": "{one}", "role": "author", "position": 1}}, {{"to": "q"}}"#),
                _ => format!(r#"{{"to": "{one}"}}"#),
            };
            format!(
                r#""contribution": {{"id": "r{at}", "on": "{}", "recorded": "{}", "kind": "k{}", "credits": [{credits}], "quantities": {{"n": {}, "m": "0.5"}}, "attributes": {{"a": "{judge}"}}{corrects}{verified}}}"#,
                day(on),
                day(later),
                sort % 2,
                later,
            )
        }
        4 => format!(
            r#""assignment": {{"id": "r{at}", "kind": "k0", "to": "{one}", "by": "{judge}", "given": "{0}", "due": "{1}", "notified": "{0}"}}"#,
            day(on),
            day(later),
        ),
        5 => format!(
            r#""reversal": {{"id": "r{at}", "of": "{of}", "on": "{}", "by": "{judge}", "reason": "x"}}"#,
            day(on)
        ),
        6 => format!(
            r#""verification": {{"id": "r{at}", "of": "{of}", "on": "{}", "by": "{judge}"}}"#,
            day(on)
        ),
        7 => format!(
            r#""dispute": {{"id": "r{at}", "of": "{of}", "on": "{}", "settled": {{"on": "{}", "outcome": "{}"}}}}"#,
            day(on),
            day(later),
            if other % 2 == 0 { "upheld" } else { "dismissed" },
        ),
        _ => format!(
            r#""withheld": {{"id": "r{at}", "on": "{}", "contributor": "{one}", "component": "c"}}"#,
            day(on)
        ),
    };
    format!("{{{body}}}")
}

fn lines() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(any::<Draw>(), 0..24)
        .prop_map(|draws| draws.into_iter().enumerate().map(|(at, draw)| line(at, draw)).collect())
}

fn read(lines: &[String]) -> Ledger {
    // nobody who judges is ever credited here, and no correction is about itself but by chance
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    Ledger::parse(&lines.join("\n"), None, &setting_aside()).unwrap()
}

/// Lines that are good alone, some of which name where they come from, and collections declared here and there among them.
fn collected() -> impl Strategy<Value = Vec<String>> {
    let headers = [("A", r#", "disclosed": "2025-02-10""#), ("B", "")].map(|(id, disclosed)| {
        let line = format!(r#"{{"collection": {{"id": "{id}"{disclosed}}}}}"#);
        prop_oneof![Just(None), any::<prop::sample::Index>().prop_map(move |at| Some((at, line.clone())))]
    });
    (lines(), prop::collection::vec(0..4_u8, 24), headers).prop_map(|(mut lines, named, headers)| {
        lines.retain(|line| Ledger::parse(line, None, &told()).is_ok());
        for (line, named) in lines.iter_mut().zip(named) {
            if line.starts_with(r#"{"contribution"#) || line.starts_with(r#"{"assignment"#) {
                let name =
                    ["", "", r#", "collection": "A"}}"#, r#", "collection": "B"}}"#][usize::from(named)];
                *line = if name.is_empty() { line.clone() } else { line.replace("}}", name) };
            }
        }
        for (at, header) in headers.into_iter().flatten() {
            lines.insert(at.index(lines.len() + 1), header);
        }
        lines
    })
}

/// Every way to tell a reader where records come from, and whether what staff were not told of is let in.
fn disclosures() -> Vec<ReadOptions> {
    let told = Collection::new(Id::new("A").unwrap()).disclosed(Date::parse("2025-02-10").unwrap());
    let untold = Collection::new(Id::new("B").unwrap());
    let given = [vec![], vec![told.clone()], vec![untold.clone()], vec![told, untold]];
    let given = given.map(|all| all.into_iter().fold(ReadOptions::default(), ReadOptions::collection));
    given
        .iter()
        .cloned()
        .chain(given.iter().map(|own| own.clone().undisclosed(Undisclosed::Accept)))
        .collect()
}

fn states(ledger: &Ledger, on: u32) -> BTreeMap<String, State> {
    let as_of = Date::parse(&day(on)).unwrap();
    ledger.states(as_of).map(|(id, state)| (id.to_string(), state)).collect()
}

/// The state of each contribution on a day, straight from the records: the slow way, record by record.
fn states_by_hand(lines: &[String], on: u32) -> BTreeMap<String, State> {
    let as_of = day(on);
    let records: Vec<(String, serde_json::Value)> = lines
        .iter()
        .map(|line| serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(line).unwrap())
        .map(|map| map.into_iter().next().unwrap())
        .collect();
    let of_kind =
        |kind: &'static str| records.iter().filter(move |(key, _)| key == kind).map(|(_, body)| body);
    let by = |value: &serde_json::Value| value.as_str().is_some_and(|text| text <= as_of.as_str());
    let annulled = |id: &str| {
        let reversed = of_kind("reversal").any(|one| one["of"] == id && by(&one["on"]));
        let upheld =
            |one: &serde_json::Value| by(&one["settled"]["on"]) && one["settled"]["outcome"] == "upheld";
        reversed || of_kind("dispute").any(|one| one["of"] == id && upheld(one))
    };
    // whether something stands in for it, through corrections of corrections
    fn replaced(
        id: &str,
        corrections: &[(String, String)],
        alive: &dyn Fn(&str) -> bool,
        seen: &mut Vec<String>,
    ) -> bool {
        if seen.iter().any(|one| one == id) {
            return false;
        }
        seen.push(id.to_owned());
        corrections
            .iter()
            .filter(|(_, of)| of == id)
            .any(|(by, _)| alive(by) || replaced(by, corrections, alive, seen))
    }
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let corrections: Vec<(String, String)> = of_kind("contribution")
        .filter(|one| one["corrects"].is_string())
        .map(|one| (text(&one["id"]), text(&one["corrects"])))
        .collect();
    let recorded = |id: &str| of_kind("contribution").any(|one| one["id"] == id && by(&one["recorded"]));
    let alive = |id: &str| recorded(id) && !annulled(id);
    of_kind("contribution")
        .map(|one| {
            let id = text(&one["id"]);
            let disputed = of_kind("dispute").any(|dispute| {
                dispute["of"] == id.as_str() && by(&dispute["on"]) && !by(&dispute["settled"]["on"])
            });
            let verified = one["verified_by"].is_string()
                || of_kind("verification").any(|check| check["of"] == id.as_str() && by(&check["on"]));
            let state = match () {
                () if !by(&one["recorded"]) => State::NotYet,
                () if annulled(&id) || replaced(&id, &corrections, &alive, &mut Vec::new()) => {
                    State::Reversed
                }
                () if disputed => State::Disputed,
                () if verified => State::Verified,
                () => State::Claimed,
            };
            (id, state)
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cut_anywhere_and_merged_it_is_the_same(lines in lines(), cut in any::<prop::sample::Index>()) {
        let whole = read(&lines);
        let (one, other) = lines.split_at(cut.index(lines.len() + 1));
        let (one, other) = (read(one), read(other));
        let merged = one.merge(&other).unwrap();
        prop_assert_eq!(&merged, &whole);
        prop_assert_eq!(merged.to_json(), whole.to_json());
        prop_assert_eq!(other.merge(&one).unwrap().digest(), whole.digest());
    }

    #[test]
    fn where_records_come_from_is_the_same_wherever_it_is_cut(
        lines in collected(), one in any::<prop::sample::Index>(), other in any::<prop::sample::Index>(),
    ) {
        let (one, other) = (one.index(lines.len() + 1), other.index(lines.len() + 1));
        let (one, other) = (one.min(other), one.max(other));
        for options in disclosures() {
            let read = |lines: &[String]| Ledger::parse(&lines.join("\n"), None, &options);
            let accepts = options == options.clone().undisclosed(Undisclosed::Accept);
            let (whole, pieces) = (read(&lines), [&lines[..one], &lines[one..other], &lines[other..]].map(read));
            // those who refuse what staff were not told of may have to refuse a piece that does not say where it is from
            prop_assert!(!accepts || whole.is_ok() && pieces.iter().all(Result::is_ok));
            let (Ok(whole), [Ok(one), Ok(two), Ok(three)]) = (whole, pieces) else { continue };
            let merged = one.merge(&two).unwrap().merge(&three).unwrap();
            prop_assert_eq!(merged.to_json(), whole.to_json());
            prop_assert_eq!(merged.undisclosed(), whole.undisclosed());
            prop_assert_eq!(one.merge(&two.merge(&three).unwrap()).unwrap(), merged.clone());
            prop_assert_eq!(three.merge(&one).unwrap().merge(&two).unwrap().digest(), whole.digest());
            let again = Ledger::parse(&merged.to_json_lines(), None, &options);
            prop_assert_eq!(again.unwrap().to_json(), merged.to_json());
        }
    }

    #[test]
    fn a_piece_read_whole_and_one_let_in_are_the_whole(lines in collected(), cut in any::<prop::sample::Index>()) {
        let (first, rest) = lines.split_at(cut.index(lines.len() + 1));
        let read = |lines: &[String], options: &ReadOptions| Ledger::parse(&lines.join("\n"), None, options);
        let (told, untold) = (ReadOptions::default(), ReadOptions::default().undisclosed(Undisclosed::Accept));
        if let (Ok(whole), Ok(first)) = (read(&lines, &told), read(first, &told)) {
            prop_assert_eq!(first.merge(&read(rest, &untold).unwrap()).unwrap().to_json(), whole.to_json());
        }
    }

    #[test]
    fn the_order_of_rows_changes_nothing(
        (lines, turned) in lines().prop_flat_map(|lines| (Just(lines.clone()), Just(lines).prop_shuffle())),
        twice in any::<prop::sample::Index>(),
    ) {
        prop_assert_eq!(read(&lines), read(&turned));
        if !lines.is_empty() {
            // a row that says something else under an id that is taken
            let other = lines[twice.index(lines.len())].replace("2025-", "2024-");
            let with = |lines: &[String], first: bool| {
                let other = std::slice::from_ref(&other);
                read(&if first { [other, lines].concat() } else { [lines, other].concat() })
            };
            prop_assert_eq!(with(&lines, true), with(&turned, false));
        }
    }

    #[test]
    fn the_canonical_form_is_read_back(lines in lines()) {
        let ledger = read(&lines);
        let options = ReadOptions::default();
        prop_assert_eq!(&Ledger::parse(&ledger.to_json(), None, &options).unwrap(), &ledger);
        prop_assert_eq!(&Ledger::parse(&ledger.to_json_lines(), None, &options).unwrap(), &ledger);
    }

    #[test]
    fn every_row_is_read_or_counted(lines in lines(), spoilt in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 0..6)) {
        let mut lines = lines;
        for (row, at) in spoilt {
            if !lines.is_empty() {
                let row = row.index(lines.len());
                let at = at.index(lines[row].len() + 1);
                lines[row].truncate(at);
            }
        }
        let rows = lines.iter().filter(|line| !line.trim().is_empty()).count();
        let ledger = read(&lines);
        // the collection of the options is one more
        let kept = ledger.to_json_lines().lines().count() - 1;
        prop_assert_eq!(kept + usize::try_from(ledger.set_aside().count()).unwrap(), rows);
        let strict = Ledger::parse(&lines.join("\n"), None, &told());
        prop_assert_eq!(strict.is_ok(), kept == rows);
    }

    #[test]
    fn states_are_as_the_rules_say(lines in lines(), on in 0..200_u32) {
        let lines: Vec<String> = lines;
        prop_assume!(read(&lines).set_aside().count() == 0);
        prop_assert_eq!(states(&read(&lines), on), states_by_hand(&lines, on));
    }

    #[test]
    fn a_reversal_undoes_exactly(lines in lines(), draw in any::<Draw>(), on in 0..200_u32, at in 0..200_u32) {
        let added = line(99, (draw.0 % 4, draw.1, draw.2, draw.3, draw.4));
        let reversal = format!(
            r#"{{"reversal": {{"id": "undo", "of": "r99", "on": "{}", "by": "v0", "reason": "x"}}}}"#, day(at)
        );
        let with = states(&read(&[&lines[..], &[added.clone(), reversal]].concat()), on);
        let mut expect = match on >= at {
            true => states(&read(&lines), on),
            false => states(&read(&[&lines[..], &[added]].concat()), on),
        };
        let undone = if with["r99"] == State::NotYet { State::NotYet } else { State::Reversed };
        expect.entry("r99".to_owned()).or_insert(undone);
        prop_assert_eq!(with, expect);
    }

    #[test]
    fn rows_of_a_table_in_any_order(
        (rows, turned) in prop::collection::vec(any::<(u8, u8, u8)>(), 0..30).prop_map(|draws| {
            let row = |(id, to, n): (u8, u8, u8)| {
                format!("c{},2025-01-{:02},fix,p{},{}", id % 8, id % 8 + 1, to % 12, if n < 8 { n } else { id % 8 })
            };
            draws.into_iter().map(row).collect::<Vec<_>>()
        }).prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
    ) {
        let options = ReadOptions::default().undisclosed(Undisclosed::Accept).on_bad(OnBad::SetAside);
        let read = |rows: &[String]| {
            let text = format!("id,on,kind,to,quantity:n\n{}", rows.join("\n"));
            Ledger::parse_csv(&text, None, &options).unwrap()
        };
        let (one, other) = (read(&rows), read(&turned));
        prop_assert_eq!(one.credits() + usize::try_from(one.set_aside().count()).unwrap(), rows.len());
        prop_assert_eq!(one.set_aside().count(), other.set_aside().count());
        prop_assert_eq!(one, other);
    }
}
