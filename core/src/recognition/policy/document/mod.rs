//! The authored shape of a policy: what its YAML and JSON may hold beside the header, and nothing else. One concept per file.

mod award;
mod count;
mod quota;
mod rating;
mod stage;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub(crate) use self::award::{Award, Critique, Form, Needed};
pub(crate) use self::count::{Chain, Members, Neutral, Treatment, Used};
pub use self::quota::Within;
pub(crate) use self::quota::{BaseMode, Cap, Heads, LevelQuota, Quota, Rounded, Selection};
pub(crate) use self::rating::{Ceiling, Given, Rating, Score, Share, Worst};
pub(crate) use self::stage::{Effect, Gate, Rule, Scope, Stage};
use crate::date::{Date, Period};
use crate::num::{Exact, Rounding};
use crate::pack::Quantity;
use crate::recognition::facts::{Schema, document};
use crate::text::{Id, Text};

/// Everything a policy says beside its header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Body {
    /// The day that decides which edition and which values hold; a file on top of a policy leaves it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) driven_by: Option<Driver>,
    /// The facts it reads.
    #[serde(default, skip_serializing_if = "Schema::is_empty")]
    pub(crate) facts: Schema,
    /// The levels of its ratings, the lowest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) levels: Vec<Level>,
    /// How awards become money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) money: Option<Money>,
    /// The stages; what one reads of another makes the order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) stages: Vec<Stage>,
    /// Cases the policy must pass.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) tests: Vec<Test>,
}

/// The day that decides which edition and which values hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Driver {
    /// The day of the event.
    Event,
    /// The last day of the period.
    PeriodEnd,
    /// The day of the decision.
    Decision,
}

/// A level of ratings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Level {
    /// Its id.
    pub(crate) id: Id,
    /// What people call it.
    pub(crate) label: Text,
}

/// How awards become money: a coefficient times the base salary of the day of the decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Money {
    /// What the coefficient is multiplied by.
    pub(crate) base_salary: Quantity,
    /// The step the product is rounded to.
    pub(crate) step: Quantity,
    /// How it is rounded.
    pub(crate) rounding: Rounding,
    /// How many awards decided together are paid to one person or unit, the highest first.
    pub(crate) paid_together: Quantity,
    /// Its source.
    pub(crate) cite: Id,
}

/// A case the policy must pass: facts and a round, and what comes out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Test {
    /// What the case shows.
    pub(crate) name: String,
    /// The period.
    pub(crate) period: Period,
    /// The day of the decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) decided_on: Option<Date>,
    /// Values of parameters that the pack leaves to whoever uses it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) parameters: BTreeMap<Id, Exact>,
    /// The facts.
    pub(crate) facts: document::Document,
    /// Stage by stage, the level or else the state of those named.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) expect: BTreeMap<Id, BTreeMap<Id, Id>>,
    /// Stage by stage, the money of those named.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) money: BTreeMap<Id, BTreeMap<Id, Exact>>,
    /// The code of the error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<String>,
}
