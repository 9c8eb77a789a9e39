//! The authored shape of a policy: what its YAML and JSON may hold beside the header, and nothing else.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::coded::{Choice, Coded};
use crate::contribution::roster::Employment;
use crate::date::{Date, Period};
use crate::num::{Exact, Rounding};
use crate::pack::Quantity;
use crate::recognition::condition::Condition;
use crate::recognition::facts::{Merit, Schema, document};
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
    pub(crate) by: Vec<Id>,
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
    /// Whether a year that served this chain may serve it again.
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
    /// Not again.
    Once,
    /// Again.
    Again,
}

impl Choice for Used {
    const ALL: &'static [(&'static str, Self)] = &[("once", Self::Once), ("again", Self::Again)];
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
