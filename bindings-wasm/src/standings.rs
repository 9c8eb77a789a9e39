//! Schemes, ledgers, rosters and standings.

use thidua::contribution::{Reckoning, Standings};
use thidua::ledger::ReadOptions;
use thidua::{Date, Error, Lang, Ledger, Roster, Scheme, wire};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::{thrown, told};

/// The outcome, or the text of the error.
fn outcome<T>(outcome: Result<T, Error>) -> Result<T, JsValue> {
    outcome.map_err(|error| thrown(&error))
}

/// How a ledger is read.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawReading(ReadOptions);

#[wasm_bindgen]
impl RawReading {
    /// Reads the options from JSON; `counted` for a text that was made from objects.
    ///
    /// # Errors
    /// The text of the error.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &str, counted: bool) -> Result<RawReading, JsValue> {
        let options = outcome(wire::read_options(options))?;
        Ok(Self(if counted { options.counted() } else { options }))
    }
}

/// What standings are about.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawReckoning(Reckoning);

#[wasm_bindgen]
impl RawReckoning {
    /// Reads it from JSON.
    ///
    /// # Errors
    /// The text of the error.
    #[wasm_bindgen(constructor)]
    pub fn new(asked: &str) -> Result<RawReckoning, JsValue> {
        outcome(wire::reckoning(asked)).map(Self)
    }
}

/// A ledger.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawLedger(Ledger);

#[wasm_bindgen]
impl RawLedger {
    /// Reads records from JSON Lines or a list in JSON, or credits from comma-separated values where `table` says so.
    ///
    /// # Errors
    /// The text of the error.
    pub fn read(
        text: &str,
        file: Option<String>,
        reading: &RawReading,
        table: bool,
    ) -> Result<RawLedger, JsValue> {
        let parse = if table { Ledger::parse_csv } else { Ledger::parse };
        outcome(parse(text, file.as_deref(), &reading.0)).map(Self)
    }

    /// Both pieces as one.
    ///
    /// # Errors
    /// The text of the error.
    pub fn merge(&self, other: &RawLedger) -> Result<RawLedger, JsValue> {
        outcome(self.0.merge(&other.0)).map(Self)
    }

    /// Checks what only the whole ledger can tell.
    ///
    /// # Errors
    /// The text of the error.
    pub fn whole(&self) -> Result<(), JsValue> {
        outcome(self.0.whole())
    }

    /// How many contributions, credits, assignments, and records staff had not been told of.
    pub fn counts(&self) -> Vec<f64> {
        let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX).into();
        let undisclosed = u32::try_from(self.0.undisclosed()).unwrap_or(u32::MAX).into();
        vec![count(self.0.contributions()), count(self.0.credits()), count(self.0.assignments()), undisclosed]
    }

    /// The rows left out, as JSON.
    #[wasm_bindgen(js_name = setAside)]
    pub fn set_aside(&self) -> String {
        wire::set_aside(self.0.set_aside())
    }

    /// How contributions stand on a day, as JSON.
    ///
    /// # Errors
    /// The text of the error.
    pub fn states(&self, day: &str) -> Result<String, JsValue> {
        outcome(Date::parse(day)).map(|day| wire::states(&self.0, day))
    }

    /// How assignments stand on a day, as JSON.
    ///
    /// # Errors
    /// The text of the error.
    pub fn progress(&self, day: &str) -> Result<String, JsValue> {
        outcome(Date::parse(day)).map(|day| wire::progress(&self.0, day))
    }

    /// Who the ids are by a roster, as JSON.
    pub fn identities(&self, roster: &RawRoster) -> String {
        wire::identities(&self.0.identities(&roster.0))
    }

    /// The ledger as canonical JSON.
    pub fn json(&self) -> String {
        self.0.to_json()
    }

    /// The same as JSON Lines.
    pub fn lines(&self) -> String {
        self.0.to_json_lines()
    }

    /// Digest of the ledger.
    pub fn digest(&self) -> String {
        self.0.digest()
    }
}

/// A roster.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawRoster(Roster);

#[wasm_bindgen]
impl RawRoster {
    /// Reads a roster from JSON.
    ///
    /// # Errors
    /// The text of the error.
    pub fn parse(text: &str, file: Option<String>) -> Result<RawRoster, JsValue> {
        outcome(Roster::parse(text, file.as_deref())).map(Self)
    }

    /// Where and as what somebody was on a day, as JSON.
    ///
    /// # Errors
    /// The text of the error.
    pub fn spell(&self, person: &str, day: &str) -> Result<String, JsValue> {
        outcome(Date::parse(day)).map(|day| wire::spell(&self.0, person, day))
    }

    /// Somebody's days in a period, both as JSON.
    ///
    /// # Errors
    /// The text of the error.
    pub fn days(&self, asked: &str) -> Result<String, JsValue> {
        outcome(wire::days(&self.0, asked))
    }

    /// A unit's average heads over a period, both as JSON.
    ///
    /// # Errors
    /// The text of the error.
    pub fn heads(&self, asked: &str) -> Result<String, JsValue> {
        outcome(wire::heads(&self.0, asked))
    }

    /// The id that the roster knows somebody by.
    #[wasm_bindgen(js_name = knownAs)]
    pub fn known_as(&self, id: &str) -> Option<String> {
        self.0.known_as(id).map(ToString::to_string)
    }

    /// The roster as canonical JSON.
    pub fn json(&self) -> String {
        self.0.to_json()
    }

    /// Digest of the roster.
    pub fn digest(&self) -> String {
        self.0.digest()
    }
}

/// A scheme.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawScheme(Scheme);

#[wasm_bindgen]
impl RawScheme {
    /// Reads a scheme from JSON.
    ///
    /// # Errors
    /// The text of the error.
    pub fn load(text: &str, file: Option<String>) -> Result<RawScheme, JsValue> {
        outcome(Scheme::parse(text, file.as_deref())).map(Self)
    }

    /// Puts an organisation's file on top.
    ///
    /// # Errors
    /// The text of the error.
    pub fn extend(&self, text: &str, file: Option<String>) -> Result<RawScheme, JsValue> {
        let extended = match file {
            Some(file) => self.0.extend_named(text, &file),
            None => self.0.extend(text),
        };
        outcome(extended).map(Self)
    }

    /// How everybody on a roster stands by a ledger, of what a reckoning says.
    ///
    /// # Errors
    /// The text of the error.
    pub fn standings(
        &self,
        ledger: &RawLedger,
        roster: &RawRoster,
        reckoning: &RawReckoning,
    ) -> Result<RawStandings, JsValue> {
        outcome(self.0.standings(&ledger.0, &roster.0, &reckoning.0)).map(RawStandings)
    }

    /// What is doubtful about the scheme, as JSON.
    pub fn lint(&self) -> String {
        wire::findings(&self.0.lint())
    }

    /// What the scheme's tests reach, as JSON.
    pub fn coverage(&self) -> String {
        wire::test_coverage(&self.0.test_coverage())
    }

    /// Identity and kinds, as JSON.
    pub fn about(&self) -> String {
        wire::scheme(&self.0)
    }

    /// The scheme as canonical JSON.
    pub fn json(&self) -> String {
        self.0.to_json().to_owned()
    }
}

/// Standings.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawStandings(Standings);

#[wasm_bindgen]
impl RawStandings {
    /// The standings as canonical JSON.
    pub fn json(&self) -> String {
        self.0.to_json()
    }

    /// Digest of the standings.
    pub fn digest(&self) -> String {
        self.0.digest()
    }

    /// Why those without a rank have none, as JSON.
    pub fn reasons(&self) -> String {
        wire::reasons(&self.0)
    }

    /// The id by which somebody stands here.
    pub fn known(&self, contributor: &str) -> Option<String> {
        self.0.of(contributor).map(|standing| standing.contributor().to_string())
    }

    /// How sure ranks are, as JSON.
    ///
    /// # Errors
    /// The text of the error.
    pub fn certainty(&self) -> Result<String, JsValue> {
        outcome(self.0.certainty()).map(wire::certainty)
    }

    /// How little would have to be otherwise, as JSON.
    ///
    /// # Errors
    /// The text of the error.
    pub fn stability(&self, contributor: &str, places: u32) -> Result<String, JsValue> {
        outcome(self.0.stability(contributor, places)).map(|stability| wire::stability(&stability))
    }

    /// Questions for the verifiers, as JSON.
    ///
    /// # Errors
    /// The text of the error.
    pub fn questions(&self) -> Result<String, JsValue> {
        outcome(self.0.questions()).map(|questions| wire::questions(&questions))
    }

    /// How everybody moved since the standings before, as JSON.
    pub fn since(&self, before: &RawStandings) -> String {
        wire::movements(&self.0.since(&before.0))
    }

    /// The derivation of somebody's standing: `form` as for reports.
    ///
    /// # Errors
    /// The text of the error.
    pub fn explain(&self, contributor: &str, form: &str, lang: &str) -> Result<String, JsValue> {
        let lang = outcome(Lang::parse(lang))?;
        outcome(self.0.explain(contributor)).map(|explanation| told(&explanation, form, lang))
    }
}
