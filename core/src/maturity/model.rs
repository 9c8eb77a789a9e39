//! A framework with its numbers known: flat arrays in post-order, ready to evaluate.

use std::sync::{Arc, OnceLock};

use super::aggregate::{Aggregate, Method as _, Part, Parts};
use super::document::{Effect, LevelsOn, Missing, Policy, Publish, Round};
use super::evaluate::{Run, State};
use super::lane::Lane;
use super::result::Coverage;
use super::scale::Scale;
use crate::canonical;
use crate::condition::{Bound, Condition};
use crate::num::{Exact, Fraction};
use crate::pack::Amount;
use crate::text::{Id, Ids, Text};

/// Position of a node in the model; children come before their parents, the whole comes last.
pub(crate) type At = usize;

#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub(crate) pack: Id,
    pub(crate) nodes: Vec<NodeModel>,
    /// All of them, sorted by id.
    pub(crate) by_id: Vec<At>,
    /// The criteria, sorted by id.
    pub(crate) leaves: Vec<At>,
    /// Their ids, in the same order: what answers are matched with.
    pub(crate) ids: Vec<Id>,
    pub(crate) levels: Vec<LevelModel>,
    pub(crate) gates: Vec<GateModel>,
    /// The sources that anything rests on, sorted.
    pub(crate) cited: Ids,
    pub(crate) publish: Publish,
    /// What every result says of each node; made when first asked for.
    pub(super) spelt: OnceLock<Vec<Spelt>>,
    /// A lane in which no criterion had a value, such as that of a draft nobody verified.
    pub(super) silent: OnceLock<Arc<Lane>>,
}

/// What is the same of a node in every result, as canonical JSON.
#[derive(Debug, Clone)]
pub(crate) struct Spelt {
    pub(crate) id: Box<str>,
    /// Its entry up to the score, with the maximum when everything applies.
    pub(crate) entry: Box<str>,
}

#[derive(Debug, Clone)]
pub(crate) struct NodeModel {
    pub(crate) id: Id,
    pub(crate) label: Text,
    pub(crate) cite: Option<Id>,
    pub(crate) weight: Amount,
    /// Maximum when everything applies.
    pub(crate) full: Amount,
    pub(crate) round: Option<Round>,
    pub(crate) shape: Shape,
    pub(crate) parent: Option<At>,
    pub(crate) pointer: Box<str>,
}

#[derive(Debug, Clone)]
pub(crate) enum Shape {
    Leaf(Box<Leaf>),
    /// In boxes, so that nodes are short: most of them are criteria.
    Inner {
        aggregate: Box<Aggregate<Amount>>,
        children: Box<[At]>,
    },
}

#[derive(Debug, Clone)]
pub(crate) struct Leaf {
    pub(crate) scale: Scale<Amount>,
    pub(crate) policies: Missing,
    pub(crate) proven: Proven,
    /// Points when it counts as the minimum.
    pub(crate) worst: Amount,
    /// Points that are best for the whole.
    pub(crate) best: Amount,
    /// Its place among the criteria sorted by id.
    pub(crate) ordinal: usize,
    /// Whether more points mean a lower whole.
    pub(crate) inverted: bool,
}

/// Which answers of a criterion count only with evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proven {
    All,
    /// Those whose scale says so.
    Some,
    None,
}

#[derive(Debug, Clone)]
pub(crate) struct LevelModel {
    pub(crate) id: Id,
    pub(crate) label: Text,
    pub(crate) from: Option<Amount>,
    pub(crate) requires: Option<Condition<At, Bound>>,
    pub(crate) cite: Id,
}

#[derive(Debug, Clone)]
pub(crate) struct GateModel {
    pub(crate) id: Id,
    pub(crate) label: Text,
    pub(crate) require: Condition<At, Bound>,
    pub(crate) otherwise: Effect<usize>,
    pub(crate) cite: Id,
}

impl NodeModel {
    /// A criterion's place among the criteria sorted by id; `None` for an inner node.
    pub(crate) fn ordinal(&self) -> Option<usize> {
        match &self.shape {
            Shape::Leaf(leaf) => Some(leaf.ordinal),
            Shape::Inner { .. } => None,
        }
    }

    /// Whether it reads the weights of its parts.
    pub(crate) fn weighs(&self) -> bool {
        matches!(&self.shape, Shape::Inner { aggregate, .. } if aggregate.weighs())
    }

    /// Whether a criterion has a value in a run; `None` for an inner node.
    pub(crate) fn state<'a>(&self, run: &'a Run) -> Option<&'a State> {
        run.states.get(self.ordinal()?)
    }
}

/// What a node came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NodeValue {
    pub(crate) counted: bool,
    pub(crate) score: Amount,
    /// Which of the run's maxima is that over what applies; `None` where everything below counts, so that it is the full one.
    pub(crate) max: Option<u32>,
}

impl Default for NodeValue {
    fn default() -> Self {
        Self { counted: false, score: Ok(Fraction::ZERO), max: None }
    }
}

impl NodeValue {
    /// The maximum over what applies.
    pub(crate) fn max<'a>(&self, node: &'a NodeModel, maxima: &'a [Amount]) -> &'a Amount {
        let own = self.max.and_then(|at| maxima.get(usize::try_from(at).ok()?));
        own.unwrap_or(&node.full)
    }

    /// Whether everything below counts.
    pub(crate) const fn whole(&self) -> bool {
        self.counted && self.max.is_none()
    }
}

/// The children of a node with what they came to.
pub(crate) struct Children<'a> {
    pub(crate) nodes: &'a [NodeModel],
    pub(crate) values: &'a [NodeValue],
    pub(crate) maxima: &'a [Amount],
    pub(crate) children: &'a [At],
    /// A child and the score it has here instead.
    pub(crate) instead: Option<(At, &'a Amount)>,
}

impl Parts for Children<'_> {
    fn all(&self) -> impl Iterator<Item = Part<'_>> {
        self.children.iter().filter_map(|at| {
            let (node, value) = (self.nodes.get(*at)?, self.values.get(*at)?);
            let score = self.instead.filter(|(child, _)| child == at).map(|(_, score)| score);
            Some(Part {
                counted: value.counted,
                score: score.unwrap_or(&value.score),
                max: value.max(node, self.maxima),
                full: &node.full,
                weight: &node.weight,
            })
        })
    }
}

impl Model {
    pub(crate) fn root(&self) -> At {
        self.nodes.len().saturating_sub(1)
    }

    /// The maximum of the whole in a run, where no open parameter hides it.
    pub(crate) fn maximum<'a>(&'a self, run: &'a Run) -> Option<&'a Fraction> {
        run.values.last()?.max(self.nodes.last()?, &run.maxima).as_ref().ok()
    }

    /// How much of what is below a node was answered; of itself, where it is a criterion.
    pub(crate) fn coverage(&self, run: &Run, node: At) -> Coverage {
        if node == self.root() {
            return Coverage::of(run.states.iter());
        }
        let children = |at: &At| match self.nodes.get(*at).map(|node| &node.shape) {
            Some(Shape::Inner { children, .. }) => children.first().copied(),
            _ => None,
        };
        // children come before their parents, so all that is below a node stands right before it
        let first = std::iter::successors(Some(node), children).last().unwrap_or(node);
        let nodes = self.nodes.get(first..=node).unwrap_or_default();
        Coverage::of(nodes.iter().filter_map(|node| node.state(run)))
    }

    /// What is the same of a node in every result.
    pub(crate) fn spelt(&self, at: At) -> Option<&Spelt> {
        let spelt = |node: &NodeModel| {
            let (id, full) = (canonical::text(&node.id), canonical::text(&node.full.as_ref().ok()));
            Spelt { entry: format!(r#"{id}:{{"max":{full},"score":"#).into(), id: id.into() }
        };
        self.spelt.get_or_init(|| self.nodes.iter().map(spelt).collect()).get(at)
    }

    pub(crate) fn find(&self, id: &str) -> Option<At> {
        self.nodes.iter().position(|node| node.id == *id)
    }

    /// The exact or the published score, as levels are taken.
    pub(crate) fn level_score(&self, exact: &Fraction, published: Exact) -> Fraction {
        match self.publish.levels_on {
            LevelsOn::Exact => exact.clone(),
            LevelsOn::Published => Fraction::from(published),
        }
    }
}

impl Missing {
    /// The policy for one way to be missing. What a pack leaves unsaid was refused when it was checked, except
    /// unsupported answers, which count as the minimum.
    pub(crate) fn policy(&self, absence: super::evaluate::Absence) -> Policy {
        use super::evaluate::Absence as A;
        let said = match absence {
            A::NotApplicable => self.not_applicable,
            A::NotAnswered | A::NotAssessed | A::NotVerified | A::NotApplicableUnverified => {
                self.not_assessed
            }
            A::Unknown => self.unknown,
            A::Refused => self.refused,
            A::Unsupported => self.unsupported,
        };
        said.unwrap_or(Policy::Minimum)
    }
}
