//! What is counted: years in a row, and a unit's members.

use serde::{Deserialize, Serialize};

use crate::pack::Quantity;
use crate::recognition::condition::Condition;
use crate::recognition::policy::coded::{Choice, Coded};
use crate::text::Id;

/// So many years in a row, the last of them this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Chain {
    /// What each year must have come to, as the facts name it.
    pub(crate) result: Id,
    /// The stage that says how this year came out; without it the facts do, and the last year before this counts first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) this_year: Option<Id>,
    /// How many years.
    pub(crate) years: Quantity,
    /// What a year does in which it could not be won.
    pub(crate) neutral: Coded<Neutral>,
    /// Whether a year that served this chain, or another one, may serve it again.
    pub(crate) used: Coded<Used>,
}

/// What a neutral year does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Neutral {
    /// It ends the chain.
    Breaks,
    /// It is passed over.
    Bridges,
}

impl Choice for Neutral {
    const ALL: &'static [(&'static str, Self)] = &[("breaks", Self::Breaks), ("bridges", Self::Bridges)];
}

/// Whether a used year counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Used {
    /// Not again by the same chain.
    Once,
    /// Again.
    Again,
    /// Not again by any chain.
    OneChain,
}

impl Choice for Used {
    const ALL: &'static [(&'static str, Self)] =
        &[("once", Self::Once), ("again", Self::Again), ("one_chain", Self::OneChain)];
}

/// A share of a unit's members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Members {
    /// What a member must be.
    pub(crate) that: Condition,
    /// At least this share of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at_least: Option<Quantity>,
    /// More than this share of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) above: Option<Quantity>,
    /// Days somebody must have been in the unit by the base date to be counted.
    pub(crate) days: Quantity,
    /// Those whom a gate keeps from being rated.
    pub(crate) unrated: Coded<Treatment>,
    /// Those who came from another unit within the period.
    pub(crate) transferred: Coded<Treatment>,
    /// Those absent on the base date.
    pub(crate) absent: Coded<Treatment>,
}

/// What becomes of a member who is not like the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Treatment {
    /// Not counted at all.
    Leave,
    /// Counted as everybody else.
    Count,
    /// No share can be told while there is one.
    Block,
}

impl Choice for Treatment {
    const ALL: &'static [(&'static str, Self)] =
        &[("leave", Self::Leave), ("count", Self::Count), ("block", Self::Block)];
}
