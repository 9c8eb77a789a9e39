//! Policies: how facts and standings become decisions, as a cited file of stages.

pub(crate) mod coded;
mod decided;
pub(crate) mod document;
mod lint;
mod model;
mod packtest;
mod references;
mod static_truth;
mod walk;

use std::collections::BTreeMap;
use std::sync::Arc;

use self::document::Body;
pub(crate) use self::references::order;
use crate::date::Date;
use crate::error::{Code, Diagnostic, Error};
use crate::maturity::TestCoverage;
use crate::pack::{Finding, Loaded, Parsed, identity};
use crate::text::{Id, Text};

/// How facts and standings become decisions: loaded from a text and checked as a whole. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Policy(pub(crate) Arc<Loaded<Body>>);

identity!(Policy);

impl Policy {
    /// Reads a policy from YAML or JSON; `file` is the name it goes by in diagnostics.
    ///
    /// # Errors
    /// A pack error with file, line, column, pointer and help for everything that is wrong with it, its own tests included;
    /// [`Code::NEEDS_BASE`](crate::Code::NEEDS_BASE) for a file that extends another policy.
    pub fn parse(text: &str, file: Option<&str>) -> Result<Self, Error> {
        Loaded::parse(text, file).map(Self)
    }

    /// The policy with an organisation's file on top: the parameters it leaves to whoever uses it, and stages of its own.
    ///
    /// # Errors
    /// A pack error for whatever the file gets wrong or may not change;
    /// [`Code::WRONG_BASE`](crate::Code::WRONG_BASE) when it names another.
    pub fn extend(&self, text: &str) -> Result<Self, Error> {
        self.0.extend(&Parsed::new(text, None)?).map(Self)
    }

    /// As [`Policy::extend`], with the name the file goes by in diagnostics.
    ///
    /// # Errors
    /// As [`Policy::extend`].
    pub fn extend_named(&self, text: &str, file: &str) -> Result<Self, Error> {
        self.0.extend(&Parsed::new(text, Some(file))?).map(Self)
    }

    /// The one of several editions in force on a day, for whom it applies to.
    ///
    /// # Errors
    /// [`Code::NO_EDITION`](crate::Code::NO_EDITION) or [`Code::TWO_EDITIONS`](crate::Code::TWO_EDITIONS), naming the editions.
    pub fn choose<'a>(
        editions: &'a [Self],
        on: Date,
        applies_to: &BTreeMap<Id, Id>,
    ) -> Result<&'a Self, Error> {
        crate::pack::choose(editions, |policy| &policy.0.header, on, applies_to)
    }

    /// What is doubtful about the policy, though it loads: each with its place and why.
    #[must_use]
    pub fn lint(&self) -> Vec<Finding> {
        lint::lint(self)
    }

    /// What the policy's own tests reach: every stage, and every level and state it can come to.
    #[must_use]
    pub fn test_coverage(&self) -> TestCoverage {
        packtest::coverage(self)
    }

    /// That it has a stage.
    pub(crate) fn staged(&self, id: &Id) -> Result<(), Error> {
        let stages = self.stages();
        if stages.contains(&id.as_str()) {
            return Ok(());
        }
        let diagnostic = Diagnostic::new(Code::UNKNOWN_STAGE).with("id", id).meant(id.as_str(), stages);
        Err(diagnostic.at("/stage").data())
    }

    /// The stages, in the order in which they run.
    #[must_use]
    pub fn stages(&self) -> Vec<&str> {
        let body = &self.0.body;
        let order = order(body).unwrap_or_default();
        order.iter().filter_map(|at| body.stages.get(*at)).map(|stage| stage.id.as_str()).collect()
    }

    /// What people call a stage.
    #[must_use]
    pub fn stage_label(&self, stage: &Id) -> Option<&Text> {
        self.0.body.stages.iter().find(|own| own.id == *stage).map(|own| &own.label)
    }

    /// What people call a fact.
    #[must_use]
    pub fn fact_label(&self, fact: &Id) -> Option<&Text> {
        self.0.body.facts.labels.get(fact)
    }

    /// What people call a level of its ratings.
    #[must_use]
    pub fn level_label(&self, level: &Id) -> Option<&Text> {
        self.0.body.levels.iter().find(|own| own.id == *level).map(|own| &own.label)
    }
}
