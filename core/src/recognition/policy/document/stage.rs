//! A stage: whom it is about, what keeps somebody out of it, and its one rule.

use serde::{Deserialize, Serialize};

use super::{Award, Ceiling, Chain, Critique, Driver, Form, Given, LevelQuota, Members, Rating, Score};
use crate::contribution::roster::Employment;
use crate::recognition::condition::Condition;
use crate::text::{Id, Text};

/// A stage: one rule applied to everybody it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Stage {
    /// Its id.
    pub(crate) id: Id,
    /// What people call it.
    pub(crate) label: Text,
    /// Its source.
    pub(crate) cite: Id,
    /// Whom it is about.
    pub(crate) of: Scope,
    /// Of them, only those employed so; all where left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) status: Vec<Employment>,
    /// Of them, only those who do this; all where left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) role: Vec<Id>,
    /// The day that decides which values hold for it; that of the policy where left out. The day of the event is that of each achievement,
    /// or the day each breach was due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) driven_by: Option<Driver>,
    /// What excludes or holds somebody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) gates: Vec<Gate>,
    /// The rule.
    pub(crate) rule: Rule,
    /// Remark, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
}

/// Whom a stage is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Scope {
    /// People who head nothing.
    Staff,
    /// People who head a unit.
    Heads,
    /// Both.
    People,
    /// Units.
    Units,
}

/// What excludes or holds somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Gate {
    /// Its id.
    pub(crate) id: Id,
    /// What people call it.
    pub(crate) label: Text,
    /// Its source.
    pub(crate) cite: Id,
    /// When it closes.
    pub(crate) when: Condition,
    /// What it does then.
    pub(crate) then: Effect,
    /// Whether those it stops are still counted in the base of quotas.
    pub(crate) in_base: bool,
    /// Whether they are still counted in the group of similar duties.
    pub(crate) in_group: bool,
}

/// What a gate does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Effect {
    /// The stage is not for them.
    Exclude,
    /// They wait, and nothing is kept for them.
    Hold,
    /// They wait, and the place they would have is kept.
    HoldAndReserve,
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Rule {
    /// Points from work assigned and done.
    Score(Score),
    /// A level from points.
    Rating(Rating),
    /// A level that was given elsewhere, as a fact says.
    Given(Given),
    /// A head is not rated above the unit.
    Ceiling(Ceiling),
    /// Only so many keep a level.
    Quota(LevelQuota),
    /// So many years in a row.
    Chain(Chain),
    /// A share of a unit's members.
    Members(Members),
    /// A title (danh hiệu thi đua).
    Title(Award),
    /// A form of commendation (hình thức khen thưởng).
    Form(Form),
    /// Critique (phê bình), or support.
    Critique(Critique),
}
