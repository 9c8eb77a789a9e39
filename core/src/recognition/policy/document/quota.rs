//! How many there may be: of those at a level, or of those who are given an award.

use serde::{Deserialize, Serialize};

use crate::num::Rounding;
use crate::pack::Quantity;
use crate::recognition::condition::Condition;
use crate::recognition::policy::coded::{Choice, Coded};
use crate::text::Id;

/// Only so many keep a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct LevelQuota {
    /// The stages that rate people; the first that rates somebody.
    pub(crate) of: Vec<Id>,
    /// The level.
    pub(crate) level: Id,
    /// The level of those who do not keep it.
    pub(crate) otherwise: Id,
    /// The quota.
    pub(crate) quota: Quota,
}

/// How many there may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Quota {
    /// The stages whose points make the order; the first that gives any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) by: Vec<Id>,
    /// What fills the places instead of points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) selection: Option<Selection>,
    /// Who is good: what the places are a share of. Where levels have a quota and it is left out, those at the level below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) good: Option<Condition>,
    /// Which of the good and of the candidates are counted.
    pub(crate) base: Coded<BaseMode>,
    /// Whether heads are counted and take places.
    pub(crate) heads: Coded<Heads>,
    /// The limits; every one of them holds.
    pub(crate) caps: Vec<Cap>,
}

/// What fills the places instead of points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Selection {
    /// How likely each is to belong to the top share, by the standings: only where a rule leaves the choice free.
    TopShare(TopSelection),
    /// People: nobody is before anybody, so those who do not all fit are a tie.
    People,
}

/// The most likely to belong to the top share, while few of those chosen are expected not to; equals together, and places may stay empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct TopSelection {
    /// The share of the standings' group that the top is.
    pub(crate) share: Quantity,
    /// The share of those chosen that may be expected not to belong to it.
    pub(crate) false_share: Quantity,
    /// The rule that leaves the choice free: a legal quota takes exact points.
    pub(crate) freedom: Id,
}

/// Which of the good and of the candidates are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BaseMode {
    /// The good, candidates not among them.
    Before,
    /// Both together.
    Both,
    /// Those who stay good after the cut: the largest n with n ≤ round(q (N − n)).
    Final,
}

impl Choice for BaseMode {
    const ALL: &'static [(&'static str, Self)] =
        &[("good_before", Self::Before), ("good_or_better", Self::Both), ("good_final", Self::Final)];
}

/// Whether heads are counted and take places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heads {
    /// They are not counted, take no places, and no cap holds for them.
    Out,
    /// As everybody else.
    In,
}

impl Choice for Heads {
    const ALL: &'static [(&'static str, Self)] = &[("out", Self::Out), ("in", Self::In)];
}

/// A limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Cap {
    /// Within what it holds.
    pub(crate) within: Within,
    /// The share of the base.
    pub(crate) share: Quantity,
    /// How it is rounded to places.
    pub(crate) rounding: Coded<Rounded>,
    /// The fewest places there are, if there is anybody in the base.
    pub(crate) minimum: Quantity,
    /// Another share, where the unit came out well enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) raised: Option<Raised>,
    /// Its source.
    pub(crate) cite: Id,
}

/// Another share where the unit came out well enough: the unit it holds within, or else the one that the facts call the whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Raised {
    /// What the unit must be.
    pub(crate) when: Condition,
    /// The share of the base then.
    pub(crate) share: Quantity,
    /// Its source.
    pub(crate) cite: Id,
}

/// Within what a limit holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Within {
    /// Everybody of the round.
    Agency,
    /// Each unit.
    Unit,
    /// Each group of similar duties.
    DutyGroup,
    /// Each group of similar duties within each unit.
    UnitDutyGroup,
}

/// The roundings a parameter may choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rounded(pub(crate) Rounding);

impl Choice for Rounded {
    const ALL: &'static [(&'static str, Self)] = &[
        ("down", Self(Rounding::Down)),
        ("half_up", Self(Rounding::HalfUp)),
        ("up", Self(Rounding::Up)),
        ("half_even", Self(Rounding::HalfEven)),
    ];
}
