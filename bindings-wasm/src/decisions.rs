//! Policies, facts, decisions and cases.

use thidua::contribution::Standings;
use thidua::ledger::{ReadOptions, Undisclosed};
use thidua::recognition::{self, Case, Decisions, Facts, Paper, Policy};
use thidua::{Certificate, Date, Error, Lang, Ledger, Roster, Scheme, wire};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::{thrown, told};

/// The outcome, or the text of the error.
fn outcome<T>(outcome: Result<T, Error>) -> Result<T, JsValue> {
    outcome.map_err(|error| thrown(&error))
}

/// Standings beside decisions, where there are any: made again from what made them, for modules share no memory.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawBeside(Option<Standings>);

#[wasm_bindgen]
impl RawBeside {
    /// No standings.
    pub fn none() -> RawBeside {
        Self(None)
    }

    /// Those of a scheme, a ledger, a roster and a reckoning, each as the library writes it.
    ///
    /// # Errors
    /// The text of the error.
    pub fn of(scheme: &str, ledger: &str, roster: &str, reckoning: &str) -> Result<RawBeside, JsValue> {
        let made = || {
            // what staff had not been told of was accepted, or refused, when the ledger was first read
            let reading = ReadOptions::default().undisclosed(Undisclosed::Accept);
            let ledger = Ledger::parse(ledger, None, &reading)?;
            let (scheme, roster) = (Scheme::parse(scheme, None)?, Roster::parse(roster, None)?);
            scheme.standings(&ledger, &roster, &wire::reckoning(reckoning)?)
        };
        outcome(made()).map(|standings| Self(Some(standings)))
    }
}

/// Facts.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawFacts(Facts);

#[wasm_bindgen]
impl RawFacts {
    /// Reads facts from JSON.
    ///
    /// # Errors
    /// The text of the error.
    pub fn parse(text: &str, file: Option<String>) -> Result<RawFacts, JsValue> {
        outcome(Facts::parse(text, file.as_deref())).map(Self)
    }

    /// The facts as canonical JSON.
    pub fn json(&self) -> String {
        self.0.to_json().to_owned()
    }

    /// Digest of the facts.
    pub fn digest(&self) -> String {
        self.0.digest().to_owned()
    }
}

/// A policy.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawPolicy(Policy);

#[wasm_bindgen]
impl RawPolicy {
    /// Reads a policy from JSON.
    ///
    /// # Errors
    /// The text of the error.
    pub fn load(text: &str, file: Option<String>) -> Result<RawPolicy, JsValue> {
        outcome(Policy::parse(text, file.as_deref())).map(Self)
    }

    /// Puts an organisation's file on top.
    ///
    /// # Errors
    /// The text of the error.
    pub fn extend(&self, text: &str, file: Option<String>) -> Result<RawPolicy, JsValue> {
        let extended = match file {
            Some(file) => self.0.extend_named(text, &file),
            None => self.0.extend(text),
        };
        outcome(extended).map(Self)
    }

    /// What it makes of the facts of a round.
    ///
    /// # Errors
    /// The text of the error.
    pub fn decide(&self, facts: &RawFacts, round: &str, beside: &RawBeside) -> Result<RawDecisions, JsValue> {
        let round = outcome(wire::round(round))?;
        outcome(self.0.decide(&facts.0, beside.0.as_ref(), &round)).map(RawDecisions)
    }

    /// What is doubtful about the policy, as JSON.
    pub fn lint(&self) -> String {
        wire::findings(&self.0.lint())
    }

    /// What the policy's tests reach, as JSON.
    pub fn coverage(&self) -> String {
        wire::test_coverage(&self.0.test_coverage())
    }

    /// Identity and stages, as JSON.
    pub fn about(&self) -> String {
        wire::policy(&self.0)
    }

    /// The policy as canonical JSON.
    pub fn json(&self) -> String {
        self.0.to_json().to_owned()
    }
}

/// Several editions of a policy.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct RawPolicies(Vec<Policy>);

#[wasm_bindgen]
impl RawPolicies {
    /// None yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> RawPolicies {
        Self::default()
    }

    /// One more.
    pub fn push(&mut self, policy: &RawPolicy) {
        self.0.push(policy.0.clone());
    }

    /// What each that is chosen makes of the facts of a round.
    ///
    /// # Errors
    /// The text of the error.
    pub fn decide(
        &self,
        facts: &RawFacts,
        round: &str,
        beside: &RawBeside,
    ) -> Result<Vec<RawDecisions>, JsValue> {
        let round = outcome(wire::round(round))?;
        let all = outcome(Policy::decide_among(&self.0, &facts.0, beside.0.as_ref(), &round))?;
        Ok(all.into_iter().map(RawDecisions).collect())
    }
}

/// Decisions.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawDecisions(Decisions);

#[wasm_bindgen]
impl RawDecisions {
    /// The answer to a request, both as JSON.
    ///
    /// # Errors
    /// The text of the error.
    pub fn ask(&self, asked: &str) -> Result<String, JsValue> {
        outcome(wire::council(&self.0, asked))
    }

    /// The derivation of everything about somebody: `form` as for reports.
    ///
    /// # Errors
    /// The text of the error.
    pub fn explain(&self, subject: &str, form: &str, lang: &str) -> Result<String, JsValue> {
        let lang = outcome(Lang::parse(lang))?;
        outcome(self.0.explain(subject)).map(|explanation| told(&explanation, form, lang))
    }

    /// Whose result differs in another run, as JSON.
    pub fn changes(&self, after: &RawDecisions) -> String {
        wire::changes(&self.0.changes(&after.0))
    }

    /// The same round on other facts.
    ///
    /// # Errors
    /// The text of the error.
    pub fn on(&self, facts: &RawFacts) -> Result<RawDecisions, JsValue> {
        outcome(self.0.on(&facts.0)).map(Self)
    }

    /// The same round with a hold released.
    ///
    /// # Errors
    /// The text of the error.
    pub fn release(&self, asked: &str) -> Result<RawDecisions, JsValue> {
        outcome(wire::release(&self.0, asked)).map(Self)
    }

    /// The draft of a case.
    ///
    /// # Errors
    /// The text of the error.
    pub fn draft(&self, asked: &str) -> Result<RawCase, JsValue> {
        outcome(wire::draft(&self.0, asked)).map(RawCase)
    }

    /// A paper, as a request names it.
    ///
    /// # Errors
    /// The text of the error.
    pub fn paper(&self, asked: &str) -> Result<String, JsValue> {
        outcome(wire::paper(&self.0, asked))
    }

    /// The minutes on these cases, written as a request says.
    ///
    /// # Errors
    /// The text of the error.
    pub fn minutes(&self, cases: &RawCases, written: &str) -> Result<String, JsValue> {
        outcome(wire::minutes(&self.0, &cases.0, written))
    }

    /// The notice of a case, written as a request says.
    ///
    /// # Errors
    /// The text of the error.
    pub fn notice(&self, case: &RawCase, written: &str) -> Result<String, JsValue> {
        outcome(wire::notice(&self.0, &case.0, written))
    }

    /// The certificate, as JSON.
    pub fn certificate(&self) -> String {
        self.0.certificate().to_json()
    }

    /// Compares with a certificate.
    ///
    /// # Errors
    /// The text of the error.
    pub fn replay(&self, certificate: &str) -> Result<String, JsValue> {
        outcome(Certificate::parse(certificate)).map(|kept| kept.replay_as(&self.0).name().to_owned())
    }

    /// Digest of the policy they are by.
    pub fn policy(&self) -> String {
        self.0.policy().digest().to_owned()
    }

    /// The decisions as canonical JSON.
    pub fn json(&self) -> String {
        self.0.to_json()
    }

    /// Digest of the decisions.
    pub fn digest(&self) -> String {
        self.0.digest()
    }
}

/// A case.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawCase(Case);

#[wasm_bindgen]
impl RawCase {
    /// One step further.
    ///
    /// # Errors
    /// The text of the error.
    pub fn step(&self, taken: &str) -> Result<RawCase, JsValue> {
        outcome(wire::step(&self.0, taken)).map(Self)
    }

    /// Goes on with a case that was kept.
    ///
    /// # Errors
    /// The text of the error.
    pub fn resume(&self, kept: &str) -> Result<RawCase, JsValue> {
        outcome(self.0.resume(kept)).map(Self)
    }

    /// What may follow, as JSON.
    pub fn next(&self) -> String {
        wire::next_steps(&self.0)
    }

    /// Where the case stands on a day.
    ///
    /// # Errors
    /// The text of the error.
    #[wasm_bindgen(js_name = phaseOn)]
    pub fn phase_on(&self, day: &str) -> Result<String, JsValue> {
        outcome(Date::parse(day)).map(|day| self.0.phase_on(day).name().to_owned())
    }

    /// The case as canonical JSON.
    pub fn json(&self) -> String {
        self.0.to_json()
    }
}

/// Several cases.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct RawCases(Vec<Case>);

#[wasm_bindgen]
impl RawCases {
    /// None yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> RawCases {
        Self::default()
    }

    /// One more.
    pub fn push(&mut self, case: &RawCase) {
        self.0.push(case.0.clone());
    }
}

/// The day so many working days after another, as a request names it.
///
/// # Errors
/// The text of the error.
#[wasm_bindgen]
pub fn deadline(asked: &str) -> Result<String, JsValue> {
    outcome(wire::deadline(asked)).map(|day| day.to_string())
}

/// What is to be said beside impact ratios.
///
/// # Errors
/// The text of the error.
#[wasm_bindgen(js_name = impactNote)]
pub fn impact_note(lang: &str) -> Result<String, JsValue> {
    outcome(Lang::parse(lang)).map(recognition::impact_note)
}

/// The style that papers inside another page take, once.
#[wasm_bindgen]
pub fn style() -> String {
    Paper::html_style().to_owned()
}

/// The text of a bundled template of papers.
///
/// # Errors
/// The text of the error.
#[wasm_bindgen]
pub fn template(kind: &str, lang: &str) -> Result<String, JsValue> {
    outcome(wire::template(kind, lang)).map(str::to_owned)
}
