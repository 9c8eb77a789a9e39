//! Frameworks: loaded from a text, checked as a whole, extended by an organisation's file, ready to assess.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::assessment::Assessment;
use super::document::Body;
use super::model::Model;
use super::packtest::TestCoverage;
use super::report::Report;
use crate::date::Date;
use crate::error::Error;
use crate::pack::{Finding, Loaded, Parsed, identity};
use crate::text::Id;

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
pub struct Framework(pub(crate) Arc<Loaded<Body>>);

identity!(Framework);

impl Framework {
    /// Reads a framework from YAML or JSON; `file` is the name it goes by in diagnostics.
    ///
    /// # Errors
    /// A pack error with file, line, column, pointer and help for everything that is wrong with it, the pack's own
    /// tests included; [`Code::NEEDS_BASE`](crate::Code::NEEDS_BASE) for a file that extends another pack: load that and [`Framework::extend`]
    /// it, or use [`crate::packs::load`].
    pub fn parse(text: &str, file: Option<&str>) -> Result<Self, Error> {
        Loaded::parse(text, file).map(Self)
    }

    /// The framework with an organisation's file on top: its criteria under open nodes, its parameters, its gates.
    ///
    /// # Errors
    /// A pack error for whatever the file gets wrong or may not change; [`Code::WRONG_BASE`](crate::Code::WRONG_BASE) when it names another.
    pub fn extend(&self, text: &str) -> Result<Self, Error> {
        self.0.extend(&Parsed::new(text, None)?).map(Self)
    }

    /// As [`Framework::extend`], with the name the file goes by in diagnostics.
    ///
    /// # Errors
    /// As [`Framework::extend`].
    pub fn extend_named(&self, text: &str, file: &str) -> Result<Self, Error> {
        self.0.extend(&Parsed::new(text, Some(file))?).map(Self)
    }

    /// Any of the models: for what does not depend on the day.
    pub(crate) fn some_model(&self) -> Option<&Model> {
        self.0.models().next()
    }

    /// The one of several editions in force on a day, for whom it applies to: attributes such as
    /// `subject: press_agency`.
    ///
    /// # Errors
    /// [`Code::NO_EDITION`](crate::Code::NO_EDITION) or [`Code::TWO_EDITIONS`](crate::Code::TWO_EDITIONS), naming the editions.
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

    /// The criteria's ids, sorted.
    #[must_use]
    pub fn criteria(&self) -> Vec<&str> {
        let Some(model) = self.some_model() else { return Vec::new() };
        model.leaves.iter().filter_map(|at| model.nodes.get(*at)).map(|node| node.id.as_str()).collect()
    }
}
