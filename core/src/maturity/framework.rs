//! Frameworks: loaded from a text, checked as a whole, extended by an organisation's file, ready to assess.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::assessment::Assessment;
use super::document::{Body, Effect, Node};
use super::lint::Finding;
use super::model::Model;
use super::packtest::TestCoverage;
use super::report::Report;
use crate::canonical;
use crate::condition::{Compare, Condition};
use crate::date::Date;
use crate::error::{Code, Diagnostic, Error, ErrorKind, escape};
use crate::pack::{Findings, HEADER_FIELDS, Header, Quantity, Values};
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
    json: String,
    digest: String,
}

/// First day of a stretch, and its model or the required parameters that have no value in it.
type Stretch = (Option<Date>, Result<Model, Vec<Id>>);

/// A pack's text taken apart, before it is checked as a whole.
#[derive(Debug, Clone)]
pub(crate) struct Parsed {
    pub(crate) header: Header,
    pub(crate) body: Body,
    source: Source,
}

impl Parsed {
    pub(crate) fn new(text: &str, file: Option<&str>) -> Result<Self, Error> {
        let source = Source::new(text, file, ErrorKind::Pack)?;
        let tree = source.tree()?;
        let not_a_map = || {
            let diagnostic =
                Diagnostic::new(Code::WrongType).with("expected", "a map").with("found", tree.tree.found());
            source.place(diagnostic.pack())
        };
        let (header, body) = tree.split(&HEADER_FIELDS).ok_or_else(not_a_map)?;
        // the body is read first: a misspelt key of the header is found there
        let body = source.decode::<Body>(&body).map_err(|error| {
            error.map(|diagnostic| {
                let top =
                    diagnostic.code() == Code::UnknownField && diagnostic.pointer().matches('/').count() == 1;
                let field =
                    diagnostic.args().iter().find(|(name, _)| *name == "field").map(|(_, v)| v.clone());
                match field {
                    Some(field) if top && diagnostic.suggestion().is_none() => {
                        diagnostic.meant(&field, HEADER_FIELDS)
                    }
                    _ => diagnostic,
                }
            })
        })?;
        let header = source.decode::<Header>(&header)?;
        Ok(Self { header, body, source })
    }
}

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
    /// tests included; [`Code::NeedsBase`] for a file that extends another pack: load that and [`Framework::extend`]
    /// it, or use [`crate::packs::load`].
    pub fn parse(text: &str, file: Option<&str>) -> Result<Self, Error> {
        let parsed = Parsed::new(text, file)?;
        if let Some(base) = &parsed.header.extends {
            let diagnostic = Diagnostic::new(Code::NeedsBase).with("base", base).at("/extends");
            return Err(parsed.source.place(diagnostic.pack()));
        }
        Self::check(parsed.header, parsed.body, &parsed.source, false)
            .map_err(|error| parsed.source.place(error))
    }

    /// The framework with an organisation's file on top: its criteria under open nodes, its parameters, its gates.
    ///
    /// # Errors
    /// A pack error for whatever the file gets wrong or may not change; [`Code::WrongBase`] when it names another.
    pub fn extend(&self, text: &str) -> Result<Self, Error> {
        self.extend_with(&Parsed::new(text, None)?)
    }

    /// As [`Framework::extend`], with the name the file goes by in diagnostics.
    ///
    /// # Errors
    /// As [`Framework::extend`].
    pub fn extend_named(&self, text: &str, file: &str) -> Result<Self, Error> {
        self.extend_with(&Parsed::new(text, Some(file))?)
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
        let framework = Self(Arc::new(Inner { header, body, stretches, source, extended, json, digest }));
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
                    || Diagnostic::new(Code::NeedsDate).with("what", "a parameter").at("/as_of").data(),
                )?
            }
            (_, None) => {
                return Err(Diagnostic::new(Code::NeedsDate).with("what", "a parameter").at("/as_of").data());
            }
        };
        model.as_ref().map_err(|wanting| {
            let diagnostic = |id: &Id| Diagnostic::new(Code::ParameterRequired).with("id", id);
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
    /// [`Code::NoEdition`] or [`Code::TwoEditions`], naming the editions.
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

/// Checks that everything a framework names exists.
struct References<'a> {
    header: &'a Header,
    body: &'a Body,
    nodes: BTreeSet<&'a str>,
    leaves: BTreeSet<&'a str>,
}

impl<'a> References<'a> {
    fn new(header: &'a Header, body: &'a Body) -> Self {
        Self { header, body, nodes: BTreeSet::new(), leaves: BTreeSet::new() }
    }

    fn check(mut self, findings: &Findings) {
        let body = self.body;
        if !body.extend_tree.is_empty() {
            let why = "a file that extends nothing has no open nodes to fill";
            let diagnostic = Diagnostic::new(Code::CannotExtend).with("id", "extend_tree").with("why", why);
            findings.push(diagnostic.at("/extend_tree"));
        }
        for (name, missing) in [("missing", body.missing.is_none()), ("publish", body.publish.is_none())] {
            if missing {
                findings.push(Diagnostic::new(Code::MissingField).with("field", name));
            }
        }
        if let Some(missing) = &body.missing {
            let said = [
                ("not_applicable", missing.not_applicable),
                ("not_assessed", missing.not_assessed),
                ("unknown", missing.unknown),
                ("refused", missing.refused),
            ];
            for (name, _) in said.into_iter().filter(|(_, policy)| policy.is_none()) {
                findings.push(Diagnostic::new(Code::MissingField).with("field", name).at("/missing"));
            }
        }
        if let Some(publish) = body.publish {
            places(publish.places, "/publish/places", findings);
        }
        if body.tree.is_empty() {
            findings.push(Diagnostic::new(Code::Empty).with("what", "`tree`").at("/tree"));
        }
        for (index, node) in body.tree.iter().enumerate() {
            self.node(node, &format!("/tree/{index}"), None, findings);
        }
        if let Some(root) = &body.root {
            root.aggregate.map(&|quantity| self.quantity(quantity, "/root/aggregate", findings));
        }
        let mut levels = BTreeSet::new();
        for (index, level) in body.levels.iter().enumerate() {
            let at = format!("/levels/{index}");
            if !levels.insert(level.id.as_str()) {
                findings
                    .push(Diagnostic::new(Code::DuplicateId).with("id", &level.id).at(format!("{at}/id")));
            }
            self.header.check_cite(&level.cite, &format!("{at}/cite"), findings);
            label(&level.label, &at, findings);
            if let Some(from) = &level.from {
                self.quantity(from, &format!("{at}/from"), findings);
            }
            if let Some(requires) = &level.requires {
                self.condition(requires, &format!("{at}/requires"), findings);
            }
        }
        let mut gates = BTreeSet::new();
        for (index, gate) in body.gates.iter().enumerate() {
            let at = format!("/gates/{index}");
            if !gates.insert(gate.id.as_str()) {
                findings.push(Diagnostic::new(Code::DuplicateId).with("id", &gate.id).at(format!("{at}/id")));
            }
            self.header.check_cite(&gate.cite, &format!("{at}/cite"), findings);
            label(&gate.label, &at, findings);
            self.condition(&gate.require, &format!("{at}/require"), findings);
            if let Effect::Cap(level) | Effect::Block(level) = &gate.otherwise
                && !levels.contains(level.as_str())
            {
                let diagnostic = Diagnostic::new(Code::UnknownLevel).with("id", level);
                findings.push(
                    diagnostic.meant(level.as_str(), levels.iter().copied()).at(format!("{at}/otherwise")),
                );
            }
        }
    }

    fn node(&mut self, node: &'a Node, at: &str, above: Option<&'a Id>, findings: &Findings) {
        if node.id == self.header.pack || !self.nodes.insert(node.id.as_str()) {
            findings.push(Diagnostic::new(Code::DuplicateId).with("id", &node.id).at(format!("{at}/id")));
        }
        label(&node.label, at, findings);
        match &node.cite {
            Some(cite) => self.header.check_cite(cite, &format!("{at}/cite"), findings),
            None if above.is_none() => {
                findings.push(Diagnostic::new(Code::Uncited).with("id", &node.id).at(at))
            }
            None => {}
        }
        let inner = node.aggregate.is_some() || !node.children.is_empty();
        let shapes = [node.scale.is_some(), inner, node.open];
        let whole = node.aggregate.is_some() && !node.children.is_empty();
        if shapes.iter().filter(|shape| **shape).count() != 1
            || (inner && !whole)
            || (node.open && node.max.is_none())
        {
            findings.push(Diagnostic::new(Code::NodeShape).with("id", &node.id).at(at));
        }
        if let Some(round) = node.round {
            places(round.places, &format!("{at}/round/places"), findings);
        }
        self.quantity(&node.weight, &format!("{at}/weight"), findings);
        if let Some(max) = &node.max {
            self.quantity(max, &format!("{at}/max"), findings);
        }
        if let Some(scale) = &node.scale {
            scale.map(&|quantity| self.quantity(quantity, &format!("{at}/scale"), findings));
        }
        if let Some(aggregate) = &node.aggregate {
            aggregate.map(&|quantity| self.quantity(quantity, &format!("{at}/aggregate"), findings));
        }
        if !inner {
            self.leaves.insert(node.id.as_str());
        }
        for (index, child) in node.children.iter().enumerate() {
            self.node(child, &format!("{at}/children/{index}"), node.cite.as_ref().or(above), findings);
        }
    }

    fn quantity(&self, quantity: &Quantity, at: &str, findings: &Findings) {
        let Quantity::Parameter(reference) = quantity else { return };
        if !self.header.parameters.contains_key(&reference.parameter) {
            let known = self.header.parameters.keys().map(Id::as_str);
            let diagnostic = Diagnostic::new(Code::UnknownParameter).with("id", &reference.parameter);
            findings.push(diagnostic.meant(reference.parameter.as_str(), known).at(at));
        }
    }

    fn condition(&self, condition: &Condition<Id, Quantity>, at: &str, findings: &Findings) {
        let known = |id: &Id, among: &BTreeSet<&str>, at: String, findings: &Findings| {
            if !among.contains(id.as_str()) {
                let diagnostic = Diagnostic::new(Code::UnknownNode).with("id", id);
                findings.push(diagnostic.meant(id.as_str(), among.iter().copied()).at(at));
            }
        };
        let compare = |name: &str, c: &Compare<Id, Quantity>, findings: &Findings| {
            if let Some(node) = &c.node {
                known(node, &self.nodes, format!("{at}/{name}/node"), findings);
            }
            let bounds: Vec<&Quantity> = c.comparisons().map(|(_, bound)| bound).collect();
            if bounds.is_empty() {
                let expected = "`at_least`, `above`, `at_most`, `below`, `equals`";
                let diagnostic =
                    Diagnostic::new(Code::OneOf).with("expected", expected).with("found", "none");
                findings.push(diagnostic.at(format!("{at}/{name}")));
            }
            for bound in bounds {
                self.quantity(bound, &format!("{at}/{name}"), findings);
            }
        };
        match condition {
            Condition::Score(c) => compare("score", c, findings),
            Condition::Share(c) => compare("share", c, findings),
            Condition::Coverage(c) => compare("coverage", c, findings),
            Condition::Met(id) => known(id, &self.nodes, format!("{at}/met"), findings),
            Condition::Answered(id) => known(id, &self.leaves, format!("{at}/answered"), findings),
            Condition::AnsweredAs(a) => {
                known(&a.node, &self.leaves, format!("{at}/answered_as/node"), findings)
            }
            Condition::All(items) | Condition::Any(items) if items.is_empty() => {
                findings.push(Diagnostic::new(Code::Empty).with("what", "a list of conditions").at(at));
            }
            Condition::AtLeastOf(of)
                if usize::try_from(of.count).is_ok_and(|n| n == 0 || n > of.of.len()) =>
            {
                let diagnostic =
                    Diagnostic::new(Code::OutOfBounds).with("what", "`count`").with("value", of.count);
                findings.push(diagnostic.with("bounds", format_args!("1 – {}", of.of.len())).at(at));
            }
            _ => {}
        }
        for (step, part) in condition.parts() {
            self.condition(part, &format!("{at}{step}"), findings);
        }
    }
}

/// The pointer to a parameter.
pub(crate) fn parameter_pointer(id: &Id) -> String {
    format!("/parameters/{}", escape(id.as_str()))
}

fn places(places: u32, at: &str, findings: &Findings) {
    if places > 20 {
        let diagnostic = Diagnostic::new(Code::OutOfBounds).with("what", "`places`").with("value", places);
        findings.push(diagnostic.with("bounds", "0 – 20").at(at));
    }
}

fn label(text: &Text, at: &str, findings: &Findings) {
    if text.is_blank() {
        findings.push(Diagnostic::new(Code::EmptyText).at(format!("{at}/label")));
    }
}

/// The citations a body names, by id: for lists of sources.
pub(crate) fn cited(model: &Model) -> BTreeSet<&Id> {
    let mut cited = BTreeSet::new();
    let nodes = model.nodes.iter().filter_map(|node| node.cite.as_ref());
    let levels = model.levels.iter().map(|level| &level.cite);
    let gates = model.gates.iter().map(|gate| &gate.cite);
    cited.extend(nodes.chain(levels).chain(gates));
    cited
}
