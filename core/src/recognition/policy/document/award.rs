//! Titles, forms of commendation, and critique.

use serde::{Deserialize, Serialize};

use super::Quota;
use crate::pack::Quantity;
use crate::recognition::condition::Condition;
use crate::recognition::facts::Merit;
use crate::text::Id;

/// A title: what it takes, how many there may be, and what comes with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Award {
    /// What it takes; everything.
    pub(crate) requires: Vec<Needed>,
    /// How many there may be; any number where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) quota: Option<Quota>,
    /// How many times the base salary comes with it; nothing where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) coefficient: Option<Quantity>,
    /// The share of votes it takes; no vote where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) votes: Option<Votes>,
}

/// The votes an award takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Votes {
    /// The share of those present that must be in favour.
    pub(crate) in_favour: Quantity,
    /// The share of those entitled that must be present.
    pub(crate) quorum: Quantity,
    /// Its source.
    pub(crate) cite: Id,
}

/// One thing an award takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Needed {
    /// What must hold.
    pub(crate) that: Condition,
    /// Its source.
    pub(crate) cite: Id,
}

/// A form of commendation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Form {
    /// The kind of merit; prompt and thematic ones take a verified achievement that was not awarded yet.
    pub(crate) merit: Merit,
    /// What it takes, and what comes with it.
    pub(crate) award: Award,
}

/// Critique: only of a breach of a known standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Critique {
    /// How sure the facts must be, from 0 to 1.
    pub(crate) certainty: Quantity,
    /// Who is offered support without a breach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) support: Option<Condition>,
}
