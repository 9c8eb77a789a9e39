//! Schemes: how contributions become points and points become standings, as a cited file of rules.

pub(crate) mod caps;
pub(crate) mod credit;
pub(crate) mod decay;
pub(crate) mod document;
mod lint;
mod model;
mod packtest;
pub(crate) mod points;
mod quantities;
pub(crate) mod questions;
mod references;
mod requirement;
pub(crate) mod span;
pub(crate) mod uncertainty;

use std::sync::Arc;

use serde::Serialize;

use self::document::Body;
pub(crate) use self::model::{ComponentModel, KindModel, Model, UnitsModel};
use crate::canonical;
use crate::date::{Date, Period};
use crate::error::{Code, Diagnostic, Error, ErrorKind};
use crate::maturity::TestCoverage;
use crate::pack::{Finding, Findings, Header, Kind, Parsed, Values};
use crate::source::Source;
use crate::text::{Id, Text};

/// How contributions become points and standings: loaded from a text and checked as a whole. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Scheme(pub(crate) Arc<Inner>);

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) header: Header,
    pub(crate) body: Body,
    pub(crate) source: Source,
    json: String,
    digest: String,
}

/// Header and body as one canonical document.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    header: &'a Header,
    #[serde(flatten)]
    body: &'a Body,
}

impl Scheme {
    /// Reads a scheme from YAML or JSON; `file` is the name it goes by in diagnostics.
    ///
    /// # Errors
    /// A pack error with file, line, column, pointer and help for everything that is wrong with it, its own tests
    /// included.
    pub fn parse(text: &str, file: Option<&str>) -> Result<Self, Error> {
        let Parsed { header, body, source } = Parsed::new(text, file, Kind::Scheme)?;
        Self::check(header, body, &source).map_err(|error| source.place(error))
    }

    fn check(header: Header, body: Body, source: &Source) -> Result<Self, Error> {
        let findings = Findings::default();
        header.check(&findings);
        references::check(&header, &body, &findings);
        findings.finish()?;
        let json = canonical::text(&Whole { header: &header, body: &body });
        let digest = canonical::digest(&json);
        let source = source.clone();
        let scheme = Self(Arc::new(Inner { header, body, source, json, digest }));
        // without its required and open parameters a scheme has no numbers yet that could be wrong
        for model in scheme.models() {
            let findings = Findings::default();
            model.check(&findings);
            findings.finish()?;
        }
        packtest::run(&scheme)?;
        Ok(scheme)
    }

    /// The models of all stretches of time that have one.
    pub(crate) fn models(&self) -> impl Iterator<Item = Model> {
        let header = &self.0.header;
        let stretches = Values::stretches(&header.parameters).into_iter();
        let values = stretches.filter_map(|start| Values::on(&header.parameters, start).ok());
        values.filter_map(|values| Model::build(&self.0.body, &values).ok())
    }

    /// What is doubtful about the scheme, though it loads: each with its place and why.
    #[must_use]
    pub fn lint(&self) -> Vec<Finding> {
        lint::lint(self)
    }

    /// Whether verified good work never lowers a score. Where it can, [`Scheme::lint`] says where and why.
    #[must_use]
    pub fn is_monotone(&self) -> bool {
        lint::is_monotone(&self.lint())
    }

    /// What the scheme's own tests reach of its rules.
    #[must_use]
    pub fn test_coverage(&self) -> TestCoverage {
        packtest::coverage(self)
    }

    /// The scheme as it is on a day.
    pub(crate) fn model(&self, day: Date) -> Result<Model, Error> {
        let values = Values::on(&self.0.header.parameters, Some(day));
        values.and_then(|values| Model::build(&self.0.body, &values)).map_err(|wanting| {
            let diagnostic = |id: &Id| Diagnostic::new(Code::PARAMETER_REQUIRED).with("id", id);
            Error::many(ErrorKind::Data, wanting.iter().map(diagnostic).collect())
        })
    }

    /// Name of the pack, the same in all its editions.
    #[must_use]
    pub fn id(&self) -> &str {
        self.0.header.pack.as_str()
    }

    /// Name of the edition.
    #[must_use]
    pub fn edition(&self) -> &str {
        self.0.header.edition.as_str()
    }

    /// `pack@edition`.
    #[must_use]
    pub fn name(&self) -> String {
        self.0.header.name()
    }

    /// What people call it.
    #[must_use]
    pub fn title(&self) -> &Text {
        &self.0.header.title
    }

    /// The days on which it holds.
    #[must_use]
    pub fn in_force(&self) -> Period {
        self.0.header.in_force
    }

    /// The kinds of contribution that earn points, in the pack's order.
    #[must_use]
    pub fn kinds(&self) -> Vec<&str> {
        self.0.body.kinds.iter().map(|kind| kind.id.as_str()).collect()
    }

    /// The scheme as canonical JSON; it loads again as the same scheme.
    #[must_use]
    pub fn to_json(&self) -> &str {
        &self.0.json
    }

    /// SHA-256 of [`Scheme::to_json`]: formatting does not change it.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.0.digest
    }
}

impl PartialEq for Scheme {
    fn eq(&self, other: &Self) -> bool {
        self.0.digest == other.0.digest
    }
}

impl Eq for Scheme {}
