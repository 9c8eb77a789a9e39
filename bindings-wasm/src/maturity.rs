//! Frameworks, assessments and reports.

use thidua::{Assessment, Certificate, Framework, Lang, Report, wire};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::{thrown, told};

/// A framework.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawFramework(Framework);

#[wasm_bindgen]
impl RawFramework {
    /// Reads a pack from JSON.
    ///
    /// # Errors
    /// The text of the error.
    pub fn load(text: &str, file: Option<String>) -> Result<RawFramework, JsValue> {
        Framework::parse(text, file.as_deref()).map(Self).map_err(|error| thrown(&error))
    }

    /// Puts an organisation's file on top.
    ///
    /// # Errors
    /// The text of the error.
    pub fn extend(&self, text: &str, file: Option<String>) -> Result<RawFramework, JsValue> {
        let extended = match file {
            Some(file) => self.0.extend_named(text, &file),
            None => self.0.extend(text),
        };
        extended.map(Self).map_err(|error| thrown(&error))
    }

    /// Assesses the assessment of this text.
    ///
    /// # Errors
    /// The text of the error.
    pub fn assess(&self, text: &str) -> Result<RawReport, JsValue> {
        let report = Assessment::parse(text, None).and_then(|assessment| self.0.assess(&assessment));
        report.map(RawReport).map_err(|error| thrown(&error))
    }

    /// What is doubtful about the pack, as JSON.
    pub fn lint(&self) -> String {
        wire::findings(&self.0.lint())
    }

    /// Identity and criteria, as JSON.
    pub fn about(&self) -> String {
        wire::framework(&self.0)
    }

    /// The effective pack.
    pub fn json(&self) -> String {
        self.0.to_json().to_owned()
    }

    /// Digest of the effective pack.
    pub fn digest(&self) -> String {
        self.0.digest().to_owned()
    }

    /// What running a certified assessment again shows.
    ///
    /// # Errors
    /// The text of the error.
    pub fn replay(&self, certificate: &str, assessment: &str) -> Result<String, JsValue> {
        let replay = Certificate::parse(certificate)
            .and_then(|certificate| certificate.replay(&self.0, &Assessment::parse(assessment, None)?));
        replay.map(|replay| replay.name().to_owned()).map_err(|error| thrown(&error))
    }
}

/// A report.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawReport(Report);

#[wasm_bindgen]
impl RawReport {
    /// Score, level and coverage, as JSON.
    pub fn headline(&self) -> String {
        wire::headline(&self.0)
    }

    /// Gaps, nodes and the next level with what people call them, as JSON.
    pub fn parts(&self) -> String {
        wire::parts(&self.0)
    }

    /// The whole result, as canonical JSON.
    pub fn json(&self) -> String {
        self.0.to_json()
    }

    /// The assessment, as canonical JSON.
    pub fn assessment(&self) -> String {
        self.0.assessment().to_json()
    }

    /// Digest of the result.
    pub fn digest(&self) -> String {
        self.0.digest()
    }

    /// The certificate, as JSON.
    pub fn certificate(&self) -> String {
        self.0.certificate().to_json()
    }

    /// The derivation: `form` is `text`, `markdown`, `html`, `fragment` or `json`.
    ///
    /// # Errors
    /// The text of the error, for a language there is none of.
    pub fn explain(&self, form: &str, lang: &str) -> Result<String, JsValue> {
        let lang = Lang::parse(lang).map_err(|error| thrown(&error))?;
        Ok(told(&self.0.explain(), form, lang))
    }
}
