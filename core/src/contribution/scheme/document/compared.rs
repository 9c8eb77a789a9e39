//! Who is compared with whom, by how much evidence at least, and what makes a unit's score.

use serde::{Deserialize, Serialize};

/// The least evidence below which there is no rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Minimum {
    /// Contributions that count.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) events: u32,
    /// Different verifiers of them.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) assessors: u32,
    /// Different months they lie in.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) months: u32,
    /// Days of work; of people only.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) days: u32,
}

impl Minimum {
    fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// How people are compared. Staff, collaborators and experts are always apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct People {
    /// What those compared have in common.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) by: Vec<PersonTrait>,
    /// How many a group must have before anybody in it is ranked.
    pub(crate) smallest: u32,
    /// The least evidence below which there is no rank.
    #[serde(default, skip_serializing_if = "Minimum::is_none")]
    pub(crate) evidence: Minimum,
    /// Whether members of the task force are compared apart from those they judge.
    pub(crate) task_force_apart: bool,
    /// The spell that says where somebody belongs who was in several places.
    pub(crate) belongs: Belongs,
}

/// What people compared have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum PersonTrait {
    /// What they do.
    Role,
    /// The group of similar duties.
    DutyGroup,
    /// The unit.
    Unit,
    /// The sort of unit.
    UnitKind,
    /// The block (khối).
    Block,
    /// Whether they head a unit.
    Head,
    /// How they are employed.
    Status,
}

/// The spell that says where somebody belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Belongs {
    /// The one with the most days of the period; the later of equals.
    Longest,
    /// The last one of the period.
    Last,
}

/// How units are scored and compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Units<Q> {
    /// What those compared have in common.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) by: Vec<UnitTrait>,
    /// How many a group must have before any unit in it is ranked.
    pub(crate) smallest: u32,
    /// The least evidence below which there is no rank.
    #[serde(default, skip_serializing_if = "Minimum::is_none")]
    pub(crate) evidence: Minimum,
    /// What makes a unit's score: the sum of these.
    pub(crate) score: Vec<UnitTerm<Q>>,
}

/// What units compared have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum UnitTrait {
    /// The sort of unit.
    Kind,
    /// The block (khối).
    Block,
}

/// One term of a unit's score. What members did elsewhere is not counted here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum UnitTerm<Q> {
    /// What is credited to the unit itself, times a weight.
    Own(Weighted<Q>),
    /// What is credited to the unit itself for each of its heads, times a weight.
    OwnPerHead(Weighted<Q>),
    /// The mean of what its staff earned in it, times a weight.
    MembersMean(Weighted<Q>),
    /// All its staff earned in it for each of its heads, times a weight.
    MembersPerHead(Weighted<Q>),
    /// The share of its staff who earned at least so much in it, times a weight.
    MembersShare(ShareOf<Q>),
}

/// A weight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Weighted<Q> {
    /// What the term is multiplied by.
    pub(crate) weight: Q,
}

/// The share of members who earned at least so much.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct ShareOf<Q> {
    /// The points a member must have earned in the unit.
    pub(crate) at_least: Q,
    /// What the term is multiplied by.
    pub(crate) weight: Q,
}
