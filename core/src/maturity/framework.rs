//! Frameworks: loaded from a text, checked as a whole, extended by an organisation's file, ready to assess.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::assessment::Assessment;
use super::document::Body;
use super::model::Model;
use super::packtest::TestCoverage;
use super::references::References;
use super::report::Report;
use crate::canonical;
use crate::date::Date;
use crate::error::{Code, Diagnostic, Error, ErrorKind, escape};
use crate::pack::{Finding, Findings, Header, Kind, Values};
use crate::source::Source;
use crate::text::{Id, Text};

/// A framework, ready to assess. Cheap to clone, `Send` and `Sync`.
///
/// # Examples
/// ```
/// use thidua::{Assessment, Date, packs};
/// let framework = packs::framework("vn-press-dx", Date::parse("2024-11-15")?)?;
/// assert_eq!(framework.edition(), "1827");
/// let report = framework.assess(&Assessment::parse("{subject: bao-x, answers: {'1': 15.5}}", None)?)?;
/// assert_eq!(report.score().to_string(), "15.50");
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Framework(pub(crate) Arc<Inner>);

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) header: Header,
    pub(crate) body: Body,
    /// First day of each stretch of time within which no parameter changes, and the model then.
    stretches: Vec<Stretch>,
    /// The text it was read from: of an extended framework, the file on top.
    pub(crate) source: Source,
    /// Whether a file was put on top of another pack.
    pub(crate) extended: bool,
    /// The sources that anything rests on, sorted.
    pub(crate) cited: Vec<Id>,
    json: String,
    digest: String,
}

/// First day of a stretch, and its model or the required parameters that have no value in it.
type Stretch = (Option<Date>, Result<Model, Vec<Id>>);

/// A framework's text taken apart, before it is checked as a whole.
pub(crate) type Parsed = crate::pack::Parsed<Body>;

/// Header and body as one canonical document.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    header: &'a Header,
    #[serde(flatten)]
    body: &'a Body,
}

impl Framework {
    /// Reads a framework from YAML or JSON; `file` is the name it goes by in diagnostics.
    ///
    /// # Errors
    /// A pack error with file, line, column, pointer and help for everything that is wrong with it, the pack's own
    /// tests included; [`Code::NEEDS_BASE`] for a file that extends another pack: load that and [`Framework::extend`]
    /// it, or use [`crate::packs::load`].
    pub fn parse(text: &str, file: Option<&str>) -> Result<Self, Error> {
        let parsed = Parsed::new(text, file, Kind::Framework)?;
        if let Some(base) = &parsed.header.extends {
            let diagnostic = Diagnostic::new(Code::NEEDS_BASE).with("base", base).at("/extends");
            return Err(parsed.source.place(diagnostic.pack()));
        }
        Self::check(parsed.header, parsed.body, &parsed.source, false)
            .map_err(|error| parsed.source.place(error))
    }

    /// The framework with an organisation's file on top: its criteria under open nodes, its parameters, its gates.
    ///
    /// # Errors
    /// A pack error for whatever the file gets wrong or may not change; [`Code::WRONG_BASE`] when it names another.
    pub fn extend(&self, text: &str) -> Result<Self, Error> {
        self.extend_with(&Parsed::new(text, None, Kind::Framework)?)
    }

    /// As [`Framework::extend`], with the name the file goes by in diagnostics.
    ///
    /// # Errors
    /// As [`Framework::extend`].
    pub fn extend_named(&self, text: &str, file: &str) -> Result<Self, Error> {
        self.extend_with(&Parsed::new(text, Some(file), Kind::Framework)?)
    }

    pub(crate) fn extend_with(&self, parsed: &Parsed) -> Result<Self, Error> {
        let extended =
            super::extend::merge(&self.0.header, &self.0.body, parsed).and_then(|(header, body)| {
                Self::check(header, body, &parsed.source, true).map_err(|error| {
                    error.map(|diagnostic| super::extend::relocate(diagnostic, parsed, &self.0.body))
                })
            });
        extended.map_err(|error| parsed.source.place(error))
    }

    /// Checks the whole, builds its models and runs the pack's own tests.
    fn check(header: Header, body: Body, source: &Source, extended: bool) -> Result<Self, Error> {
        let findings = Findings::default();
        header.check(&findings);
        References::new(&header, &body).check(&findings);
        findings.finish()?;
        let mut stretches = Vec::new();
        for start in Values::stretches(&header.parameters) {
            let findings = Findings::default();
            let model = match Values::on(&header.parameters, start) {
                Ok(values) => {
                    Model::build(&header.pack, &header.title, &body, &values, &findings).ok_or_else(Vec::new)
                }
                Err(wanting) => Err(wanting),
            };
            findings.finish()?;
            stretches.push((start, model));
        }
        let json = canonical::text(&Whole { header: &header, body: &body });
        let digest = canonical::digest(&json);
        let source = source.clone();
        let cited = cited(&header, &stretches);
        let inner = Inner { header, body, stretches, source, extended, cited, json, digest };
        let framework = Self(Arc::new(inner));
        super::packtest::run(&framework)?;
        Ok(framework)
    }

    /// The model in force on a day.
    pub(crate) fn model(&self, day: Option<Date>) -> Result<&Model, Error> {
        let stretches = &self.0.stretches;
        let (_, model) = match (stretches.as_slice(), day) {
            ([only], _) => only,
            (_, Some(day)) => {
                stretches.iter().rev().find(|(start, _)| start.is_none_or(|start| start <= day)).ok_or_else(
                    || Diagnostic::new(Code::NEEDS_DATE).with("what", "a parameter").at("/as_of").data(),
                )?
            }
            (_, None) => {
                return Err(Diagnostic::new(Code::NEEDS_DATE)
                    .with("what", "a parameter")
                    .at("/as_of")
                    .data());
            }
        };
        model.as_ref().map_err(|wanting| {
            let diagnostic = |id: &Id| Diagnostic::new(Code::PARAMETER_REQUIRED).with("id", id);
            Error::many(ErrorKind::Data, wanting.iter().map(diagnostic).collect())
        })
    }

    /// The models of all stretches of time that have one.
    pub(crate) fn models(&self) -> impl Iterator<Item = &Model> {
        self.0.stretches.iter().filter_map(|(_, model)| model.as_ref().ok())
    }

    /// Any of the models: for what does not depend on the day.
    pub(crate) fn some_model(&self) -> Option<&Model> {
        self.models().next()
    }

    /// The one of several editions in force on a day, for whom it applies to: attributes such as
    /// `subject: press_agency`.
    ///
    /// # Errors
    /// [`Code::NO_EDITION`] or [`Code::TWO_EDITIONS`], naming the editions.
    ///
    /// # Examples
    /// ```
    /// use thidua::{Date, Framework, packs};
    /// let editions = [packs::edition("vn-press-dx", "951")?, packs::edition("vn-press-dx", "1827")?];
    /// let chosen = Framework::choose(&editions, Date::parse("2024-01-01")?, &Default::default())?;
    /// assert_eq!(chosen.edition(), "951");
    /// # Ok::<(), thidua::Error>(())
    /// ```
    pub fn choose<'a>(
        editions: &'a [Self],
        on: Date,
        applies_to: &BTreeMap<Id, Id>,
    ) -> Result<&'a Self, Error> {
        crate::pack::choose(editions, |framework| &framework.0.header, on, applies_to)
    }

    /// What is doubtful about the framework, though it loads: each with its place and why.
    #[must_use]
    pub fn lint(&self) -> Vec<Finding> {
        super::lint::lint(self)
    }

    /// What the pack's own tests reach of its rules.
    #[must_use]
    pub fn test_coverage(&self) -> TestCoverage {
        super::packtest::coverage(self)
    }

    /// Assesses one subject.
    ///
    /// # Errors
    /// A data error, with the pointer to the answer, for an answer to a criterion that does not exist or that its
    /// scale does not take, for a day or parameter that is needed and not given.
    pub fn assess(&self, assessment: &Assessment) -> Result<Report, Error> {
        Report::new(self, assessment).map_err(|error| assessment.place(error))
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
    pub fn in_force(&self) -> crate::date::Period {
        self.0.header.in_force
    }

    /// The criteria's ids, sorted.
    #[must_use]
    pub fn criteria(&self) -> Vec<&str> {
        let Some(model) = self.some_model() else { return Vec::new() };
        model.leaves.iter().filter_map(|at| model.nodes.get(*at)).map(|node| node.id.as_str()).collect()
    }

    /// The effective pack, extensions merged in, as canonical JSON; it loads again as the same framework.
    #[must_use]
    pub fn to_json(&self) -> &str {
        &self.0.json
    }

    /// SHA-256 of [`Framework::to_json`]: formatting does not change it.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.0.digest
    }
}

impl PartialEq for Framework {
    fn eq(&self, other: &Self) -> bool {
        self.0.digest == other.0.digest
    }
}

impl Eq for Framework {}

/// The pointer to a parameter.
pub(crate) fn parameter_pointer(id: &Id) -> String {
    format!("/parameters/{}", escape(id.as_str()))
}

/// What parameters, criteria, levels and gates cite.
fn cited(header: &Header, stretches: &[Stretch]) -> Vec<Id> {
    let mut cited = BTreeSet::new();
    for parameter in header.parameters.values() {
        cited.extend(parameter.cites().map(|(_, cite)| cite));
    }
    for model in stretches.iter().filter_map(|(_, model)| model.as_ref().ok()) {
        let nodes = model.nodes.iter().filter_map(|node| node.cite.as_ref());
        let levels = model.levels.iter().map(|level| &level.cite);
        let gates = model.gates.iter().map(|gate| &gate.cite);
        cited.extend(nodes.chain(levels).chain(gates));
    }
    cited.into_iter().cloned().collect()
}
