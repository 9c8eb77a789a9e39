//! What happens to a record after it was written: it is verified, reversed, contested, explained; and what somebody
//! keeps back.

use serde::{Deserialize, Serialize};

use super::optional;
use crate::date::Date;
use crate::text::{Id, normal};

/// Somebody confirmed a claimed contribution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Verification {
    /// Its id, never used twice.
    pub(crate) id: Id,
    /// The contribution.
    pub(crate) of: Id,
    /// The day.
    pub(crate) on: Date,
    /// Who: none of those it is credited to.
    pub(crate) by: Id,
}

/// A contribution or an assignment that counts no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reversal {
    /// Its id, never used twice.
    pub(crate) id: Id,
    /// What it reverses.
    pub(crate) of: Id,
    /// The day from which it counts no more.
    pub(crate) on: Date,
    /// Who decided it.
    pub(crate) by: Id,
    /// Why.
    pub(crate) reason: String,
}

/// Somebody contests a contribution or an assignment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Dispute {
    /// Its id, never used twice.
    pub(crate) id: Id,
    /// What is contested.
    pub(crate) of: Id,
    /// The day it was raised.
    pub(crate) on: Date,
    /// Who raised it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) by: Option<Id>,
    /// How and when it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) settled: Option<Settled>,
}

/// How a dispute ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Settled {
    /// The day.
    pub(crate) on: Date,
    /// Whether the dispute was right.
    pub(crate) outcome: Settlement,
}

/// Whether a dispute was right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Settlement {
    /// It was: the record counts no more.
    Upheld,
    /// It was not: the record counts again.
    Dismissed,
}

/// An objective cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cause {
    /// Its id, never used twice.
    pub(crate) id: Id,
    /// The failing or the late assignment it explains.
    pub(crate) of: Id,
    /// The day it was certified.
    pub(crate) on: Date,
    /// Who certified it: neither the assignee or those credited, nor the accuser.
    pub(crate) certified_by: Id,
    /// What happened.
    pub(crate) reason: String,
}

/// A component that somebody keeps back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Withheld {
    /// Its id, never used twice.
    pub(crate) id: Id,
    /// The day.
    pub(crate) on: Date,
    /// Whose component it is.
    pub(crate) contributor: Id,
    /// The component, as the scheme names it.
    pub(crate) component: Id,
    /// Why, where it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
}

impl Verification {
    /// Somebody confirmed the contribution on a day.
    #[must_use]
    pub const fn new(id: Id, of: Id, on: Date, by: Id) -> Self {
        Self { id, of, on, by }
    }
}

impl Reversal {
    /// Somebody decided that the record counts no more from a day on, and why.
    #[must_use]
    pub fn new(id: Id, of: Id, on: Date, by: Id, reason: &str) -> Self {
        Self { id, of, on, by, reason: normal(reason) }
    }
}

impl Dispute {
    /// The record is contested from a day on.
    #[must_use]
    pub const fn new(id: Id, of: Id, on: Date) -> Self {
        Self { id, of, on, by: None, settled: None }
    }

    optional! {
        /// Names who raised it.
        by: Id;
    }

    /// Says how and when it ended.
    #[must_use]
    pub const fn settled(mut self, on: Date, outcome: Settlement) -> Self {
        self.settled = Some(Settled { on, outcome });
        self
    }
}

impl Cause {
    /// Somebody who is independent certified on a day what happened.
    #[must_use]
    pub fn new(id: Id, of: Id, on: Date, certified_by: Id, reason: &str) -> Self {
        Self { id, of, on, certified_by, reason: normal(reason) }
    }
}

impl Withheld {
    /// Somebody keeps a component back from a day on.
    #[must_use]
    pub const fn new(id: Id, on: Date, contributor: Id, component: Id) -> Self {
        Self { id, on, contributor, component, reason: None }
    }

    /// Says why.
    #[must_use]
    pub fn reason(mut self, reason: &str) -> Self {
        self.reason = Some(normal(reason));
        self
    }
}
