//! The authored shape of a scheme: what its YAML and JSON may hold beside the header, and nothing else.

mod compared;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub(crate) use self::compared::{
    Belongs, Minimum, People, PersonTrait, ShareOf, UnitTerm, UnitTrait, Units, Weighted,
};
use super::caps::Cap;
use super::credit::Split;
use super::decay::Decay;
use super::points::Points;
use super::questions::Questions;
use super::requirement::Requirement;
use super::uncertainty::Uncertainty;
use crate::contribution::roster::AbsenceKind;
use crate::date::{Date, Period};
use crate::maturity::Basis;
use crate::num::{Exact, Fraction, Rounding};
use crate::pack::Quantity;
use crate::ranking::Ties;
use crate::text::{Id, Text};

/// Everything a scheme says beside its header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Body {
    /// Whether contributions earn once they are claimed, or only once they are verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) basis: Option<Basis>,
    /// Whether points are capped before they decay, or after.
    #[serde(default, skip_serializing_if = "Order::is_default")]
    pub(crate) order: Order,
    /// The kinds of contribution, each with its points.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) kinds: Vec<Kind>,
    /// In an extending file: what is asked more of kinds of the scheme, by their ids.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) tighten: BTreeMap<Id, Tighter>,
    /// Kinds the ledger may hold that earn nothing here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) ignores: Vec<Id>,
    /// Caps over several kinds together, applied one after another, after those of each kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) caps: Vec<SharedCap<Quantity>>,
    /// The parts of a score; without them it is the sum of all points.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) components: Vec<Component<Quantity>>,
    /// How the components make the score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) score: Option<Whole<Quantity>>,
    /// What points above 0 are measured against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) opportunity: Option<Opportunity<Quantity>>,
    /// Absences that leave the opportunity, beside maternity, sickness, work injury and assigned study, which always do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) protected: Vec<AbsenceKind>,
    /// How people are compared; without it they are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) people: Option<People>,
    /// How units are scored and compared; without it they are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) units: Option<Units<Quantity>>,
    /// The signs of points being made rather than earned that verifiers are asked about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) questions: Option<Questions<Quantity>>,
    /// Where the uncertainty of ranks comes from; without it, how sure they are is not evaluated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) uncertainty: Option<Uncertainty>,
    /// How scores are shown and ranked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) publish: Option<Publish>,
    /// Cases the scheme must pass.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) tests: Vec<Test>,
}

/// Whether points are capped before they decay, or after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Order {
    /// What fits under the caps decays.
    #[default]
    CapThenDecay,
    /// What decay leaves is capped.
    DecayThenCap,
}

impl Order {
    pub(super) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// A kind of contribution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Kind {
    /// Its id, as the ledger says it.
    pub(crate) id: Id,
    /// What people call it.
    pub(crate) label: Text,
    /// Its source.
    pub(crate) cite: Id,
    /// The component it belongs to; needed where the scheme has components.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) component: Option<Id>,
    /// Where its events come from: contributions, or assignments.
    #[serde(default, skip_serializing_if = "Origin::is_default")]
    pub(crate) from: Origin,
    /// How one of it becomes points.
    pub(crate) points: Points<Quantity>,
    /// Factors of its points, by attributes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) multipliers: Vec<Multiplier<Quantity>>,
    /// The most that all its factors together multiply by; needed where there are factors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ceiling: Option<Quantity>,
    /// What must hold of one for it to earn anything.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) requires: Vec<Requirement<Quantity>>,
    /// How it is split among those it is credited to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) split: Option<Split>,
    /// The step that points are split to; without it shares are exact fractions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) step: Option<Step>,
    /// What counts of all that one contributor did of it, one cap after another.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) caps: Vec<Cap<Quantity>>,
    /// What is left of its points as days go by; without it, all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) decay: Option<Decay<Quantity>>,
    /// Whether it takes points away: then it must be verified, and a certified objective cause lifts it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) deduction: bool,
    /// Remark, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
}

/// What an organisation asks more of a kind of the scheme it extends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Tighter {
    /// Caps beside the scheme's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) caps: Vec<Cap<Quantity>>,
    /// What must hold beside what the scheme requires.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) requires: Vec<Requirement<Quantity>>,
}

/// Where the events of a kind come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Origin {
    /// Contributions of the kind's own name.
    #[default]
    Contributions,
    /// Assignments that were done by the day they were due.
    AssignmentsOnTime,
    /// Assignments that are late: with the quantity `days_late`.
    AssignmentsLate,
}

impl Origin {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// A factor of the points, by the value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Multiplier<Q> {
    /// The attribute; a contribution without it is multiplied by 1.
    pub(crate) attribute: Id,
    /// The factor of each value; any other value is an error.
    pub(crate) by: BTreeMap<Id, Q>,
}

/// The step that points are split to, by largest remainder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    /// Its size, such as 0.01.
    pub(crate) size: Exact,
    /// How the points of the whole contribution are rounded to it first.
    pub(crate) rounding: Rounding,
}

/// A cap over several kinds together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct SharedCap<Q> {
    /// The kinds; all of them where left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) kinds: Vec<Id>,
    /// The cap.
    pub(crate) cap: Cap<Q>,
    /// Its source.
    pub(crate) cite: Id,
}

/// A part of a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct Component<Q> {
    /// Its id.
    pub(crate) id: Id,
    /// What people call it.
    pub(crate) label: Text,
    /// How its points are put together.
    pub(crate) combine: Combine,
    /// Its weight in a mean of components; 1 where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) weight: Option<Q>,
    /// What it comes to when it is withheld; 0 where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) withheld: Option<Q>,
}

/// How the points of a component are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Combine {
    /// Their sum: nothing done is 0 points.
    Sum,
    /// Their mean: where there is none, the component is missing.
    Mean,
}

/// How the components make the score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Whole<Q> {
    /// Their sum.
    Sum(Coverage<Q>),
    /// Their weighted mean; a missing one is left out with its weight.
    Mean(Coverage<Q>),
}

/// How much of the components must be there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Coverage<Q> {
    /// The share of the weight below which there is no rank.
    pub(crate) coverage: Q,
}

/// What points above 0 are measured against: points ÷ opportunity × reference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Opportunity<Q> {
    /// The opportunity: `days` of work, or a name of the roster's, such as `shifts`.
    pub(crate) per: Id,
    /// What it is brought to, such as the days of the period.
    pub(crate) reference: Q,
}

/// How scores are shown and ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Publish {
    /// Digits after the point.
    pub(crate) places: u32,
    /// How they are rounded.
    pub(crate) rounding: Rounding,
    /// Whether ranks come from the exact or from the published score.
    pub(crate) ranks_on: RanksOn,
    /// The rank of equals.
    pub(crate) ties: Ties,
}

/// The score that ranks come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum RanksOn {
    /// Before rounding.
    Exact,
    /// After rounding.
    Published,
}

/// A case the scheme must pass: a roster and a ledger, and what comes out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Test {
    /// What the case shows.
    pub(crate) name: String,
    /// The period.
    pub(crate) period: Period,
    /// The day it is judged on; the last of the period where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) as_of: Option<Date>,
    /// The roster.
    pub(crate) roster: crate::contribution::roster::Document,
    /// The records.
    pub(crate) ledger: Vec<crate::contribution::ledger::record::Record>,
    /// The exact score of each contributor named.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) scores: BTreeMap<Id, Fraction>,
    /// The rank of each contributor named; 0 where there is none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) ranks: BTreeMap<Id, Fraction>,
    /// The code of the error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<String>,
}
