//! Facts as they are written: people under pseudonyms, units, and what was decided already.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::value::Value;
use crate::contribution::roster::{Absence, AbsenceKind, Spell};
use crate::date::Date;
use crate::num::{Exact, Fraction};
use crate::text::Id;

/// Everything a round of decisions reads.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Document {
    /// The people, under pseudonyms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) people: Vec<Person>,
    /// The units.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) units: Vec<Unit>,
    /// What a competent person decided already: the next stages read it instead of what was reckoned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) decided: Vec<Decided>,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Person {
    /// Pseudonym.
    pub(crate) id: Id,
    /// Where and as what, one after another, as rosters say it.
    pub(crate) spells: Vec<Spell>,
    /// Days of absence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) absences: Vec<Absence>,
    /// What the policy's schema of facts asks for, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) facts: BTreeMap<Id, Value>,
    /// Work assigned and done, month by month or quarter by quarter; left out where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) work: Option<Vec<Stretch>>,
    /// Initiatives; left out where it is not known whether there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) initiatives: Option<Vec<Initiative>>,
    /// What earlier years came to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) years: Vec<Year>,
    /// Breaches of known standards; left out where it is not known whether there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) breaches: Option<Vec<Breach>>,
    /// Achievements of single occasions, for prompt and thematic awards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) achievements: Vec<Achievement>,
}

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Unit {
    /// Its id.
    pub(crate) id: Id,
    /// Whether it is the whole agency, of which the others are parts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) whole: bool,
    /// What the policy's schema of facts asks for, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) facts: BTreeMap<Id, Value>,
    /// What earlier years came to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) years: Vec<Year>,
    /// Breaches of known standards; left out where it is not known whether there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) breaches: Option<Vec<Breach>>,
    /// Achievements of single occasions, for prompt and thematic awards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) achievements: Vec<Achievement>,
}

/// A month or a quarter: the products assigned in it, or the protected absence that filled it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Stretch {
    /// Its name, such as `2026-Q1`.
    #[serde(rename = "in")]
    pub(crate) name: Id,
    /// The products.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) lines: Vec<Line>,
    /// Why there was no work in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) absent: Option<AbsenceKind>,
}

/// One product: what was assigned, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Line {
    /// Its name.
    pub(crate) product: Id,
    /// How much one of it counts, as converted products.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub(crate) weight: Exact,
    /// How many were assigned.
    pub(crate) assigned: Exact,
    /// How many were done.
    pub(crate) done: Exact,
    /// Failures of quality.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) failures: u32,
    /// Failures with an objective cause that was certified.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) excused_failures: u32,
    /// Delays.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) delays: u32,
    /// Delays with an objective cause that was certified.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) excused_delays: u32,
}

const fn one() -> Exact {
    Exact::ONE
}

fn is_one(number: &Exact) -> bool {
    *number == Exact::ONE
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// An initiative (sáng kiến).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Initiative {
    /// Its name.
    pub(crate) id: Id,
    /// The level it was recognised at, such as `base`.
    pub(crate) level: Id,
    /// Who recognised it; not recognised yet where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) recognised_by: Option<Id>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) on: Option<Date>,
    /// The share of this author; the whole where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) share: Option<Fraction>,
}

/// What a year came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Year {
    /// The year.
    pub(crate) year: u32,
    /// How it came out, title by title (or stage by stage).
    pub(crate) results: BTreeMap<Id, Came>,
    /// The chains that used it already.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) used_by: Vec<Id>,
}

/// How a year came out. A year that is not told of is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Came {
    /// The title was won.
    Met,
    /// It was not.
    Failed,
    /// It could not be won: maternity, study one was sent to.
    Neutral,
    /// Nobody knows.
    Unknown,
}

/// A known standard that was breached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Breach {
    /// The breach; one adverse decision is made of it at most.
    pub(crate) id: Id,
    /// What was breached.
    pub(crate) standard: Standard,
    /// What proves it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) evidence: Vec<Proof>,
    /// Whether an objective cause was certified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) cause_certified: Option<bool>,
    /// When the person or unit was told of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) notified: Option<Date>,
    /// How sure the facts are, from 0 to 1. Never how sure a rank is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) certainty: Option<Exact>,
    /// The number of the adverse decision already made of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) decided: Option<String>,
    /// What the same event already cost: told together with a critique.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) cost: Vec<Cost>,
    /// Whether it may need discipline: then it is referred to the competent body.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) may_need_discipline: bool,
}

/// What an event already cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Cost {
    /// Points.
    Deduction,
    /// A better rating.
    Rating,
}

/// A standard somebody knew of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Standard {
    /// A task that was accepted and is overdue.
    Assignment(Known),
    /// A finding that was acknowledged and not remedied in time.
    Finding(Known),
}

/// Since when a standard was known, and until when it had to be met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Known {
    /// The assignment or the finding.
    pub(crate) id: Id,
    /// When it was accepted or acknowledged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) accepted: Option<Date>,
    /// When it was due, or to be remedied.
    pub(crate) due: Date,
    /// When it was done or remedied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) done: Option<Date>,
}

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Proof {
    /// What it is known by.
    #[serde(rename = "ref")]
    pub(crate) reference: String,
    /// Who verified it; not verified yet where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) verified_by: Option<Id>,
}

/// An achievement of a single occasion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Achievement {
    /// The achievement; it is awarded once, whatever the kind of merit.
    pub(crate) id: Id,
    /// The kind of merit it was done under.
    pub(crate) merit: Merit,
    /// When.
    pub(crate) on: Date,
    /// Who verified it; not verified yet where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) verified_by: Option<Id>,
    /// The number of the decision that awarded it already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) awarded: Option<String>,
}

/// The kinds of merit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Merit {
    /// Công trạng: of the year.
    Yearly,
    /// Đột xuất: of a single occasion.
    Prompt,
    /// Chuyên đề: of a theme or a campaign.
    Theme,
}

impl Merit {
    /// The name packs and facts write.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yearly => "yearly",
            Self::Prompt => "prompt",
            Self::Theme => "theme",
        }
    }
}

/// A result that a competent person decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Decided {
    /// The stage of the policy.
    pub(crate) stage: Id,
    /// Whom it is about.
    pub(crate) of: Id,
    /// The level of a rating.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) level: Option<Id>,
    /// Whether a title or a form was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) given: Option<bool>,
    /// The achievement that a form is for; the first where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) achievement: Option<Id>,
    /// The number of the decision.
    pub(crate) number: String,
    /// When.
    pub(crate) on: Date,
    /// Who decided.
    pub(crate) by: Id,
}
