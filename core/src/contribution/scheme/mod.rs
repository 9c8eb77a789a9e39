//! Schemes: how contributions become points and points become standings, as a cited file of rules.

pub(crate) mod caps;
pub(crate) mod credit;
pub(crate) mod decay;
pub(crate) mod document;
mod extend;
mod lint;
mod model;
mod packtest;
pub(crate) mod points;
mod quantities;
pub(crate) mod questions;
mod references;
pub(crate) mod requirement;
pub(crate) mod span;
pub(crate) mod uncertainty;

use std::collections::BTreeMap;
use std::sync::Arc;

use self::document::Body;
pub(crate) use self::model::{ComponentModel, KindModel, Model, UnitsModel};
use crate::date::Date;
use crate::error::Error;
use crate::maturity::TestCoverage;
use crate::pack::{Finding, Loaded, Parsed, identity};
use crate::text::Id;

/// How contributions become points and standings: loaded from a text and checked as a whole. Cheap to clone.
///
/// # Examples
/// ```
/// use thidua::{Date, packs};
/// let scheme = packs::scheme("newsroom-contributions", Date::parse("2026-03-01")?)?;
/// assert!(scheme.kinds().contains(&"initiative") && scheme.is_monotone());
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Scheme(pub(crate) Arc<Loaded<Body>>);

identity!(Scheme);

impl Scheme {
    /// Reads a scheme from YAML or JSON; `file` is the name it goes by in diagnostics.
    ///
    /// # Errors
    /// A pack error with file, line, column, pointer and help for everything that is wrong with it, its own tests
    /// included; [`Code::NEEDS_BASE`](crate::Code::NEEDS_BASE) for a file that extends another scheme: load that and
    /// [`Scheme::extend`] it, or use [`crate::packs::load_scheme`].
    pub fn parse(text: &str, file: Option<&str>) -> Result<Self, Error> {
        Loaded::parse(text, file).map(Self)
    }

    /// The scheme with an organisation's file on top: its kinds, its parameters, its tighter caps and requirements.
    ///
    /// # Errors
    /// A pack error for whatever the file gets wrong or may not change;
    /// [`Code::WRONG_BASE`](crate::Code::WRONG_BASE) when it names another.
    ///
    /// # Examples
    /// ```
    /// use thidua::packs;
    /// let own = "
    /// pack: our-newsroom
    /// edition: '1'
    /// kind: scheme
    /// title: {vi: Quy chế của chúng tôi, en: Our scheme}
    /// extends: newsroom-contributions@2026
    /// tighten: {audience-web: {caps: [{per: month, most: 10}]}}
    /// ";
    /// let scheme = packs::scheme_edition("newsroom-contributions", "2026")?.extend(own)?;
    /// assert_eq!(scheme.name(), "our-newsroom@1");
    /// # Ok::<(), thidua::Error>(())
    /// ```
    pub fn extend(&self, text: &str) -> Result<Self, Error> {
        self.0.extend(&Parsed::new(text, None)?).map(Self)
    }

    /// As [`Scheme::extend`], with the name the file goes by in diagnostics.
    ///
    /// # Errors
    /// As [`Scheme::extend`].
    pub fn extend_named(&self, text: &str, file: &str) -> Result<Self, Error> {
        self.0.extend(&Parsed::new(text, Some(file))?).map(Self)
    }

    /// The one of several editions in force on a day, for whom it applies to.
    ///
    /// # Errors
    /// [`Code::NO_EDITION`](crate::Code::NO_EDITION) or [`Code::TWO_EDITIONS`](crate::Code::TWO_EDITIONS), naming the
    /// editions.
    pub fn choose<'a>(
        editions: &'a [Self],
        on: Date,
        applies_to: &BTreeMap<Id, Id>,
    ) -> Result<&'a Self, Error> {
        crate::pack::choose(editions, |scheme| &scheme.0.header, on, applies_to)
    }

    /// What is doubtful about the scheme, though it loads: each with its place and why.
    #[must_use]
    pub fn lint(&self) -> Vec<Finding> {
        lint::lint(self)
    }

    /// Whether more verified good work never lowers a score; false while a parameter is open. Where it can, [`Scheme::lint`] says where
    /// and why.
    #[must_use]
    pub fn is_monotone(&self) -> bool {
        lint::is_monotone(self)
    }

    /// What the scheme's own tests reach of its rules.
    #[must_use]
    pub fn test_coverage(&self) -> TestCoverage {
        packtest::coverage(self)
    }

    /// The kinds of contribution that earn points, in the pack's order.
    #[must_use]
    pub fn kinds(&self) -> Vec<&str> {
        self.0.body.kinds.iter().map(|kind| kind.id.as_str()).collect()
    }
}
