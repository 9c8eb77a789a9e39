//! Indices over a cohort.

use thidua::cohort::{Csv, Frozen, Index, Panel, Table};
use thidua::{Certificate, CohortFramework, Date, Error, Lang, wire};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::{thrown, told};

/// The outcome, or the text of the error.
fn outcome<T>(outcome: Result<T, Error>) -> Result<T, JsValue> {
    outcome.map_err(|error| thrown(&error))
}

/// A table of figures.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawTable(Table);

#[wasm_bindgen]
impl RawTable {
    /// Reads a table from JSON.
    ///
    /// # Errors
    /// The text of the error.
    pub fn read(text: &str) -> Result<RawTable, JsValue> {
        outcome(wire::table(text)).map(Self)
    }

    /// Reads comma-separated values: the column of the subjects, and what stands for a missing figure.
    ///
    /// # Errors
    /// The text of the error.
    pub fn csv(text: &str, subject: &str, missing: Vec<String>) -> Result<RawTable, JsValue> {
        let missing: Vec<&str> = missing.iter().map(String::as_str).collect();
        outcome(Table::from_csv(text, &Csv::subject(subject).missing(&missing))).map(Self)
    }

    /// The same with the table of the time before.
    pub fn after(&self, earlier: &RawTable) -> RawTable {
        Self(self.0.clone().after(earlier.0.clone()))
    }

    /// The table as canonical JSON.
    pub fn json(&self) -> String {
        self.0.to_json()
    }
}

/// A cohort framework.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawCohort(CohortFramework);

#[wasm_bindgen]
impl RawCohort {
    /// Reads a pack from JSON.
    ///
    /// # Errors
    /// The text of the error.
    pub fn load(text: &str, file: Option<String>) -> Result<RawCohort, JsValue> {
        outcome(CohortFramework::parse(text, file.as_deref())).map(Self)
    }

    /// The pack with an organisation's file on top.
    ///
    /// # Errors
    /// The text of the error.
    pub fn extend(&self, text: &str, file: Option<String>) -> Result<RawCohort, JsValue> {
        let extended = match file {
            Some(file) => self.0.extend_named(text, &file),
            None => self.0.extend(text),
        };
        outcome(extended).map(Self)
    }

    /// What is doubtful about the pack, as JSON.
    pub fn lint(&self) -> String {
        wire::findings(&self.0.lint())
    }

    /// What the pack's own tests reach, as JSON.
    pub fn coverage(&self) -> String {
        wire::test_coverage(&self.0.test_coverage())
    }

    /// Computes the index of a table again and compares with a certificate.
    ///
    /// # Errors
    /// The text of the error.
    pub fn replay(&self, certificate: &str, table: &RawTable) -> Result<String, JsValue> {
        let replay = Certificate::parse(certificate);
        outcome(replay.and_then(|own| own.replay_index(&self.0, &table.0)))
            .map(|replay| replay.name().to_owned())
    }

    /// The pack with what stands at a pointer replaced by this JSON.
    ///
    /// # Errors
    /// The text of the error.
    pub fn changed(&self, at: &str, to: &str) -> Result<RawCohort, JsValue> {
        outcome(self.0.changed(at, to)).map(Self)
    }

    /// Computes the index of a table, with the parameters of a day.
    ///
    /// # Errors
    /// The text of the error.
    pub fn index(&self, table: &RawTable, as_of: Option<String>) -> Result<RawIndex, JsValue> {
        let day = outcome(as_of.as_deref().map(Date::parse).transpose())?;
        outcome(self.0.index_on(&table.0, day)).map(RawIndex)
    }

    /// Keeps what a table fits.
    ///
    /// # Errors
    /// The text of the error.
    pub fn freeze(&self, table: &RawTable, as_of: Option<String>) -> Result<RawFrozen, JsValue> {
        let day = outcome(as_of.as_deref().map(Date::parse).transpose())?;
        outcome(self.0.freeze(&table.0, day)).map(RawFrozen)
    }

    /// Reads what a frozen index wrote.
    ///
    /// # Errors
    /// The text of the error.
    #[wasm_bindgen(js_name = loadFrozen)]
    pub fn load_frozen(&self, text: &str) -> Result<RawFrozen, JsValue> {
        outcome(Frozen::parse(text, &self.0)).map(RawFrozen)
    }

    /// The answer to a request, both as JSON.
    ///
    /// # Errors
    /// The text of the error.
    pub fn request(&self, request: &str) -> Result<String, JsValue> {
        outcome(wire::index(&self.0, request))
    }

    /// Identity, levels and nodes, as JSON.
    pub fn about(&self) -> String {
        wire::cohort(&self.0)
    }

    /// The pack as canonical JSON.
    pub fn json(&self) -> String {
        self.0.to_json().to_owned()
    }
}

/// An index fitted to a past cohort.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawFrozen(Frozen);

#[wasm_bindgen]
impl RawFrozen {
    /// The index of a table against the past cohort.
    ///
    /// # Errors
    /// The text of the error.
    pub fn index(&self, table: &RawTable) -> Result<RawIndex, JsValue> {
        outcome(self.0.index(&table.0)).map(RawIndex)
    }

    /// Computes the index of a table again and compares with a certificate.
    ///
    /// # Errors
    /// The text of the error.
    pub fn replay(&self, certificate: &str, table: &RawTable) -> Result<String, JsValue> {
        let replay = Certificate::parse(certificate);
        outcome(replay.and_then(|own| own.replay_late(&self.0, &table.0)))
            .map(|replay| replay.name().to_owned())
    }

    /// Digest of what is kept.
    ///
    /// # Errors
    /// The text of the error.
    pub fn digest(&self) -> Result<String, JsValue> {
        outcome(self.0.digest())
    }

    /// What is kept, as canonical JSON.
    ///
    /// # Errors
    /// The text of the error.
    pub fn json(&self) -> Result<String, JsValue> {
        outcome(self.0.to_json())
    }
}

/// An index, computed.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawIndex(Index);

#[wasm_bindgen]
impl RawIndex {
    /// The answer to a question, both as JSON.
    ///
    /// # Errors
    /// The text of the error.
    pub fn answer(&self, question: &str) -> Result<String, JsValue> {
        outcome(wire::answer(&self.0, question))
    }

    /// This index and another, as JSON.
    ///
    /// # Errors
    /// The text of the error.
    pub fn compare(&self, other: &RawIndex) -> Result<String, JsValue> {
        outcome(self.0.compare(&other.0)).map(|comparison| wire::comparison(&comparison))
    }

    /// Why a subject stands where it does: `form` as for reports.
    ///
    /// # Errors
    /// The text of the error.
    pub fn explain(&self, subject: &str, form: &str, lang: &str) -> Result<String, JsValue> {
        let lang = outcome(Lang::parse(lang))?;
        outcome(self.0.explain(subject)).map(|explanation| told(&explanation, form, lang))
    }

    /// The page for the readers of the index, with what is found out by a plan where there is one: `form` as for reports.
    ///
    /// # Errors
    /// The text of the error.
    pub fn justification(&self, page: &str, form: &str, lang: &str) -> Result<String, JsValue> {
        let lang = outcome(Lang::parse(lang))?;
        let found = outcome(wire::found(&self.0, page))?;
        outcome(self.0.justification(&found.evidence())).map(|explanation| told(&explanation, form, lang))
    }

    /// What its cohort fitted.
    pub fn freeze(&self) -> RawFrozen {
        RawFrozen(self.0.freeze())
    }

    /// Refuses a node or a subject that is not there.
    ///
    /// # Errors
    /// The text of the error.
    pub fn known(&self, node: &str, subject: Option<String>) -> Result<(), JsValue> {
        match subject {
            Some(subject) => outcome(self.0.score(node, &subject)).map(|_| ()),
            None => outcome(self.0.scores(node)).map(|_| ()),
        }
    }

    /// Refuses a stage that is not there.
    ///
    /// # Errors
    /// The text of the error.
    #[wasm_bindgen(js_name = hasStage)]
    pub fn has_stage(&self, stage: &str) -> Result<(), JsValue> {
        let indicators = self.0.indicators();
        let first = indicators.first().map(|first| self.0.stage(stage, first));
        outcome(first.transpose()).map(|_| ())
    }

    /// The certificate, as JSON.
    ///
    /// # Errors
    /// The text of the error.
    pub fn certificate(&self) -> Result<String, JsValue> {
        outcome(self.0.certificate()).map(|own| own.to_json())
    }

    /// Digest of the index.
    ///
    /// # Errors
    /// The text of the error.
    pub fn digest(&self) -> Result<String, JsValue> {
        outcome(self.0.digest())
    }
}

/// Indices of several times: one is added after the other.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct RawPanel(Vec<(f64, Index)>);

#[wasm_bindgen]
impl RawPanel {
    /// None yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> RawPanel {
        Self::default()
    }

    /// One more.
    pub fn add(&mut self, time: f64, index: &RawIndex) {
        self.0.push((time, index.0.clone()));
    }

    /// Scores and ranks over time, as JSON.
    ///
    /// # Errors
    /// The text of the error.
    pub fn json(&self) -> Result<String, JsValue> {
        let indices: Vec<(f64, &Index)> = self.0.iter().map(|(time, index)| (*time, index)).collect();
        outcome(Panel::new(&indices)).map(|panel| wire::panel(&panel))
    }
}
