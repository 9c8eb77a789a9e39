//! Ledgers, rosters and schemes.

use thidua::contribution::Reckoning;
use thidua::ledger::{OnBad, ReadOptions, Undisclosed};
use thidua::{Date, Lang, Ledger, Period, Roster, Scheme};

use super::show;

/// Any bytes given to the readers of ledgers and rosters.
pub fn ledger(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let roster = Roster::parse(text, Some("roster.yaml"));
    if let Ok(roster) = &roster {
        let again = Roster::parse(&roster.to_json(), None);
        assert!(again.is_ok_and(|again| again == *roster), "the canonical form is another roster");
    }
    let roster = roster.unwrap_or_else(|error| {
        show(&error);
        Roster::default()
    });
    let strict = ReadOptions::default().undisclosed(Undisclosed::Accept);
    let lenient = strict.clone().on_bad(OnBad::SetAside);
    for read in [Ledger::parse, Ledger::parse_csv] {
        let (stopped, read) = (read(text, Some("ledger"), &strict), read(text, Some("ledger"), &lenient));
        match (&stopped, &read) {
            (Ok(whole), Ok(read)) => assert!(whole == read && read.set_aside().count() == 0, "two ledgers"),
            (Err(error), Ok(read)) => {
                show(error);
                assert!(read.set_aside().count() > 0, "what was refused is not counted");
            }
            (Err(error), Err(_)) => show(error),
            (Ok(_), Err(error)) => panic!("setting aside refuses what is right: {error}"),
        }
        if let Ok(ledger) = read {
            follow(&ledger, &strict, &roster);
        }
    }
}

/// The whole road behind a ledger that was read.
fn follow(ledger: &Ledger, options: &ReadOptions, roster: &Roster) {
    for form in [ledger.to_json(), ledger.to_json_lines()] {
        let again = Ledger::parse(&form, None, options);
        assert!(again.is_ok_and(|again| again == *ledger), "the canonical form is another ledger");
    }
    let nothing = Ledger::default().merge(ledger);
    assert!(nothing.is_ok_and(|same| same == *ledger), "merged with nothing it is another");
    if let Ok(as_of) = Date::new(2025, 3, 31) {
        assert!(ledger.states(as_of).count() == ledger.contributions(), "a contribution without a state");
        assert!(ledger.progress(as_of).count() == ledger.assignments(), "an assignment without its progress");
    }
    let _ = ledger.identities(roster);
    if let Err(error) = ledger.whole() {
        show(&error);
    }
}

/// Any bytes given to the loader of schemes, and a small ledger judged by what loads.
pub fn scheme(data: &[u8]) {
    const ROSTER: &str = "units: [{id: u, opportunity: {shifts: 3}}]\n\
        people: [{id: p, spells: [{unit: u, status: expert, from: 2025-01-01}]}, {id: q, spells: [{unit: u, status: labour_contract, from: 2025-01-01}]}]";
    let Ok(text) = std::str::from_utf8(data) else { return };
    let scheme = match Scheme::parse(text, Some("scheme.yaml")) {
        Ok(scheme) => scheme,
        Err(error) => return show(&error),
    };
    for finding in scheme.lint() {
        let _ = (finding.message(Lang::Vi), finding.message(Lang::En));
    }
    let _ = (scheme.is_monotone(), scheme.test_coverage());
    let again = Scheme::parse(scheme.to_json(), None);
    assert!(
        again.is_ok_and(|again| again.digest() == scheme.digest()),
        "the canonical form is another scheme"
    );
    let work = |at: usize, kind: &&str| {
        format!(
            r#"{{"contribution": {{"id": "c{at}", "on": "2025-02-{:02}", "kind": "{kind}", "credits": [{{"to": "p", "share": "1/3", "position": 1}}, {{"to": "q", "share": "2/3", "position": 2}}], "quantities": {{"done": "7.5", "asked": 3}}, "attributes": {{"a": "mid", "b": "low", "f": "high"}}, "evidence": [{{"ref": "x"}}], "verified_by": "v"}}}}"#,
            at % 28 + 1
        )
    };
    let lines: Vec<String> = scheme.kinds().iter().enumerate().map(|(at, kind)| work(at, kind)).collect();
    let options = ReadOptions::default().undisclosed(Undisclosed::Accept).on_bad(OnBad::SetAside);
    let (Ok(ledger), Ok(roster)) =
        (Ledger::parse(&lines.join("\n"), None, &options), Roster::parse(ROSTER, None))
    else {
        return;
    };
    let period =
        Date::new(2025, 1, 1).and_then(|from| Period::new(Some(from), Some(Date::new(2025, 3, 31)?)));
    match period.and_then(|period| scheme.standings(&ledger, &roster, &Reckoning::of(period)?)) {
        Ok(standings) => {
            for id in ["p", "q", "u"] {
                if let Ok(told) = standings.explain(id) {
                    let _ = (told.render(Lang::Vi), told.json(Lang::En));
                }
            }
            let _ = standings.to_json();
        }
        Err(error) => show(&error),
    }
}
