//! Points from work, and levels from points or from elsewhere.

use serde::{Deserialize, Serialize};

use crate::pack::Quantity;
use crate::recognition::condition::Condition;
use crate::text::Id;

/// Points from work assigned and done: general points and task points, of each month or quarter, averaged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Score {
    /// The fact that holds the points of the general criteria.
    pub(crate) general: Id,
    /// The points of the tasks where every share is whole.
    pub(crate) tasks: Quantity,
    /// The shares that are averaged.
    pub(crate) shares: Vec<Share>,
    /// How many months or quarters there must be.
    pub(crate) stretches: Quantity,
    /// What a failure takes off the quality of its product, as a share.
    pub(crate) failure: Quantity,
    /// What a delay takes off the progress of its product, as a share.
    pub(crate) delay: Quantity,
}

/// A share of the task points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Share {
    /// What was done of what was assigned.
    Quantity,
    /// The same, less failures.
    Quality,
    /// The same, less delays.
    Progress,
    /// A fact between 0 and 1.
    Fact(Id),
    /// One number where a member of the unit came out at these levels, another where none did.
    Worst(Worst),
}

/// What a head's share becomes by the worst member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Worst {
    /// The stage that rates members.
    pub(crate) stage: Id,
    /// The levels.
    #[serde(rename = "in")]
    pub(crate) among: Vec<Id>,
    /// The share where a member came out so.
    pub(crate) then: Quantity,
    /// The share where none did.
    pub(crate) otherwise: Quantity,
}

/// A level from points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Rating {
    /// The stages that give points; the first that gives any.
    pub(crate) score: Vec<Id>,
    /// Where each level begins; the lowest one below them all has no beginning.
    pub(crate) bands: Vec<Band>,
    /// Levels whatever the score; the first that holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) whatever_the_score: Vec<Override>,
}

/// Where a level begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Band {
    /// The level.
    pub(crate) level: Id,
    /// From how many points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<Quantity>,
}

/// A level whatever the score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Override {
    /// The level.
    pub(crate) level: Id,
    /// When.
    pub(crate) when: Condition,
    /// Its source.
    pub(crate) cite: Id,
}

/// A level that was given elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Given {
    /// The fact that holds it: a choice among the policy's levels.
    pub(crate) fact: Id,
    /// The fact that holds the points it came with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) points: Option<Id>,
}

/// A head is not rated above the unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Ceiling {
    /// The stage that rates people.
    pub(crate) of: Id,
    /// The stage that rates units.
    pub(crate) unit: Id,
}
