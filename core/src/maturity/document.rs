//! The authored shape of a framework: what its YAML and JSON may hold, and nothing else.

use serde::{Deserialize, Serialize};

use super::aggregate::Aggregate;
use super::assessment::Answers;
use super::scale::Scale;
use crate::condition::Condition;
use crate::date::Date;
use crate::num::{Exact, Rounding};
use crate::pack::Quantity;
use crate::text::{ById, Id, Text};

/// Everything a framework says beside its header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Body {
    /// What answers that are missing do, unless a node says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) missing: Option<Missing>,
    /// How the result is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) publish: Option<Publish>,
    /// From the lowest to the highest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) levels: Vec<Level>,
    /// Conditions that cap, block or forbid, whatever the score.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) gates: Vec<Gate>,
    /// How the top nodes make the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) root: Option<Root>,
    /// The top nodes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) tree: Vec<Node>,
    /// In an extending file: what is put under open nodes, by their ids.
    #[serde(default, skip_serializing_if = "ById::is_empty")]
    pub(crate) extend_tree: ById<Branch>,
    /// Cases the pack must pass.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) tests: Vec<Test>,
}

/// What an answer that is missing does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Policy {
    /// It leaves the denominator.
    Leave,
    /// It counts as the fewest points.
    Minimum,
    /// No score can be given.
    Fail,
}

/// The policy for each way to be missing; a node overrides only what it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Missing {
    /// Said not to apply, with a reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) not_applicable: Option<Policy>,
    /// Not assessed, or not answered yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) not_assessed: Option<Policy>,
    /// Answered as unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) unknown: Option<Policy>,
    /// Refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) refused: Option<Policy>,
    /// Answered, without evidence that counts; `minimum` where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) unsupported: Option<Policy>,
}

impl Missing {
    /// These policies, and `other`'s where this says nothing.
    pub(crate) fn over(self, other: Self) -> Self {
        Self {
            not_applicable: self.not_applicable.or(other.not_applicable),
            not_assessed: self.not_assessed.or(other.not_assessed),
            unknown: self.unknown.or(other.unknown),
            refused: self.refused.or(other.refused),
            unsupported: self.unsupported.or(other.unsupported),
        }
    }
}

/// How the result is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Publish {
    /// Digits after the point.
    pub(crate) places: u32,
    /// How they are rounded.
    pub(crate) rounding: Rounding,
    /// Whether levels are taken from the exact or from the published score.
    pub(crate) levels_on: LevelsOn,
    /// Whether an incomplete result is never shown as full.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) full_only_when_complete: bool,
}

/// The score levels are taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum LevelsOn {
    /// Before rounding.
    Exact,
    /// After rounding.
    Published,
}

/// How a node's score is rounded before it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Round {
    /// Digits after the point.
    pub(crate) places: u32,
    /// How they are rounded.
    pub(crate) rounding: Rounding,
    /// Whether rounding may not make an incomplete node full.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) full_only_when_complete: bool,
}

/// A level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Level {
    /// Its id.
    pub(crate) id: Id,
    /// What people call it.
    pub(crate) label: Text,
    /// The score it begins at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<Quantity>,
    /// What it needs beside the score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) requires: Option<Condition<Id, Quantity>>,
    /// Its source.
    pub(crate) cite: Id,
}

/// A condition that holds whatever the score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Gate {
    /// Its id.
    pub(crate) id: Id,
    /// What people call it.
    pub(crate) label: Text,
    /// What must hold.
    pub(crate) require: Condition<Id, Quantity>,
    /// What follows when it does not.
    pub(crate) otherwise: Effect<Id>,
    /// Its source.
    pub(crate) cite: Id,
}

/// What follows from a gate that is not met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Effect<L> {
    /// At most this level.
    Cap(L),
    /// Neither this level nor any above.
    Block(L),
    /// No level.
    NoLevel,
    /// No score, so no level.
    NoScore,
}

/// How the top nodes make the whole.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Root {
    /// The aggregation.
    #[serde(default)]
    pub(crate) aggregate: Aggregate<Quantity>,
    /// The maximum the top nodes must give.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) max: Option<Quantity>,
    /// Rounding of the whole before it is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) round: Option<Round>,
}

/// A pillar, an indicator or a criterion.
// boxes keep it short: nodes are read one within the other, and each level takes its part of the stack
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Node {
    /// Its id, the only one of its name in the pack.
    pub(crate) id: Id,
    /// What people call it.
    pub(crate) label: Text,
    /// Its source; the one of the node above where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) cite: Option<Box<Id>>,
    /// Remark, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<Box<str>>,
    /// Its weight in a weighted mean.
    #[serde(default = "one", skip_serializing_if = "Quantity::is_one")]
    pub(crate) weight: Box<Quantity>,
    /// Its maximum: that of an open node, or one the parts must give.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) max: Option<Box<Quantity>>,
    /// A score is entered directly until a file that extends the pack adds criteria.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) open: bool,
    /// Policies of its own, for it and what is below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) missing: Option<Missing>,
    /// `required` when an answer counts only with evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) evidence: Option<EvidenceRule>,
    /// Rounding of its score before it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) round: Option<Round>,
    /// Of a criterion: how an answer becomes points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) scale: Option<Box<Scale<Quantity>>>,
    /// Of an inner node: how the parts become a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) aggregate: Option<Box<Aggregate<Quantity>>>,
    /// Of an inner node: the parts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) children: Vec<Self>,
}

fn one() -> Box<Quantity> {
    Box::new(Quantity::one())
}

/// Whether evidence is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum EvidenceRule {
    /// An answer counts only with evidence.
    Required,
}

/// What an extending file puts under an open node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Branch {
    /// How the parts become the whole.
    pub(crate) aggregate: Aggregate<Quantity>,
    /// The parts.
    pub(crate) children: Vec<Node>,
}

/// A case the pack must pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Test {
    /// What the case shows.
    pub(crate) name: String,
    /// The day it is judged on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) as_of: Option<Date>,
    /// The answers.
    pub(crate) answers: Answers,
    /// What must come out.
    pub(crate) expect: Expect,
}

/// What must come out of a case; every key written is compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Expect {
    /// The published score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) score: Option<Exact>,
    /// The exact score, as a fraction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) exact: Option<String>,
    /// The level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) level: Option<Id>,
    /// The lowest and the highest level it can be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) between: Option<Vec<Id>>,
    /// The score depends on an open parameter.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) undetermined: bool,
    /// There is no score.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) no_score: bool,
    /// There is no level.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) no_level: bool,
    /// The code of the error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<String>,
}

/// Every quantity a body reads.
pub(crate) fn quantities(body: &Body) -> Vec<Quantity> {
    let found = std::cell::RefCell::new(Vec::new());
    let read = |quantity: &Quantity| found.borrow_mut().push(quantity.clone());
    let condition = |condition: &Condition<Id, Quantity>| {
        condition.map(&|_| (), &read);
    };
    if let Some(root) = &body.root {
        root.aggregate.map(&read);
        root.max.iter().for_each(read);
    }
    for level in &body.levels {
        level.from.iter().for_each(read);
        level.requires.iter().for_each(condition);
    }
    body.gates.iter().for_each(|gate| condition(&gate.require));
    let mut nodes: Vec<&Node> = body.tree.iter().collect();
    while let Some(node) = nodes.pop() {
        read(&node.weight);
        node.max.as_deref().into_iter().for_each(read);
        if let Some(scale) = &node.scale {
            scale.map(&read);
        }
        if let Some(aggregate) = &node.aggregate {
            aggregate.map(&read);
        }
        nodes.extend(&node.children);
    }
    found.into_inner()
}
