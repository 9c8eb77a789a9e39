//! A framework with its numbers known: flat arrays in post-order, ready to evaluate.

use std::collections::BTreeMap;

use super::aggregate::{Aggregate, Method as _, Part, Parts};
use super::document::{Body, Effect, Gate, LevelsOn, Missing, Node, Policy, Publish, Round};
use super::evaluate::{Run, State, rounded_amount};
use super::scale::{self, Scale};
use crate::condition::{Bound, Condition};
use crate::error::{Code, Diagnostic};
use crate::num::{Exact, Fraction};
use crate::pack::{Amount, Findings, Quantity, Values};
use crate::text::{Id, Text};

/// Position of a node in the model; children come before their parents, the whole comes last.
pub(crate) type At = usize;

#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub(crate) pack: Id,
    pub(crate) nodes: Vec<NodeModel>,
    /// The criteria, sorted by id.
    pub(crate) leaves: Vec<At>,
    pub(crate) levels: Vec<LevelModel>,
    pub(crate) gates: Vec<GateModel>,
    pub(crate) publish: Publish,
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
    pub(crate) pointer: String,
}

#[derive(Debug, Clone)]
pub(crate) enum Shape {
    Leaf(Box<Leaf>),
    Inner { aggregate: Aggregate<Amount>, children: Vec<At> },
}

#[derive(Debug, Clone)]
pub(crate) struct Leaf {
    pub(crate) scale: Scale<Amount>,
    pub(crate) policies: Missing,
    pub(crate) evidence: bool,
    /// Points when it counts as the minimum.
    pub(crate) worst: Amount,
    /// Points that are best for the whole.
    pub(crate) best: Amount,
    /// Its place among the criteria sorted by id.
    pub(crate) ordinal: usize,
    /// Whether more points mean a lower whole.
    pub(crate) inverted: bool,
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
    /// The maximum over what applies; `None` where everything below counts, so that it is the full one.
    pub(crate) max: Option<Amount>,
    pub(crate) tally: Tally,
}

/// How many criteria are below a node, apply, and are answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tally {
    pub(crate) total: u32,
    pub(crate) applicable: u32,
    pub(crate) answered: u32,
}

impl Default for NodeValue {
    fn default() -> Self {
        Self { counted: false, score: Ok(Fraction::ZERO), max: None, tally: Tally::default() }
    }
}

impl NodeValue {
    /// The maximum over what applies.
    pub(crate) fn max<'a>(&'a self, node: &'a NodeModel) -> &'a Amount {
        self.max.as_ref().unwrap_or(&node.full)
    }

    /// Whether everything below counts.
    pub(crate) const fn whole(&self) -> bool {
        self.counted && self.max.is_none()
    }
}

impl Tally {
    pub(crate) fn add(self, other: Self) -> Self {
        Self {
            total: self.total.saturating_add(other.total),
            applicable: self.applicable.saturating_add(other.applicable),
            answered: self.answered.saturating_add(other.answered),
        }
    }
}

/// The children of a node with what they came to.
pub(crate) struct Children<'a> {
    pub(crate) nodes: &'a [NodeModel],
    pub(crate) values: &'a [NodeValue],
    pub(crate) children: &'a [At],
}

impl Parts for Children<'_> {
    fn all(&self) -> impl Iterator<Item = Part<'_>> {
        self.children.iter().filter_map(|at| {
            let (node, value) = (self.nodes.get(*at)?, self.values.get(*at)?);
            Some(Part {
                counted: value.counted,
                score: &value.score,
                max: value.max(node),
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
        run.values.last()?.max(self.nodes.last()?).as_ref().ok()
    }

    pub(crate) fn find(&self, id: &str) -> Option<At> {
        self.nodes.iter().position(|node| node.id == *id)
    }

    /// Builds the model of a body whose references were checked; what its numbers get wrong goes to `findings`.
    pub(crate) fn build(
        pack: &Id,
        title: &Text,
        body: &Body,
        values: &Values,
        findings: &Findings,
    ) -> Option<Self> {
        let publish = body.publish?;
        let root = body.root.clone().unwrap_or_default();
        let policies = body.missing.unwrap_or_default();
        let mut builder = Builder { values, findings, nodes: Vec::new(), statics: Vec::new() };
        let aggregate = root.aggregate.map(&|quantity| values.amount(quantity));
        let inverted = aggregate.inverts();
        let children: Vec<At> = body
            .tree
            .iter()
            .enumerate()
            .map(|(index, node)| {
                builder.node(
                    node,
                    &format!("/tree/{index}"),
                    Above { policies, cite: None, inverted, evidence: false },
                )
            })
            .collect();
        let whole = NodeModel {
            id: pack.clone(),
            label: title.clone(),
            cite: None,
            weight: Ok(Fraction::ONE),
            full: Ok(Fraction::ZERO),
            round: root.round,
            shape: Shape::Inner { aggregate, children },
            parent: None,
            pointer: "/root".to_owned(),
        };
        builder.push(whole, root.max.as_ref());
        let mut nodes = builder.nodes;
        let leaves = ordered(&mut nodes);
        let mut by_id: BTreeMap<Id, At> = BTreeMap::new();
        by_id.extend(nodes.iter().enumerate().map(|(at, node)| (node.id.clone(), at)));
        let node = |id: &Id| by_id.get(id).copied().unwrap_or(nodes.len());
        let bound = |quantity: &Quantity| values.amount(quantity).map_err(|open| open.0);
        let level_at = |id: &Id| body.levels.iter().position(|level| level.id == *id).unwrap_or_default();
        let gate = |gate: &Gate| GateModel {
            id: gate.id.clone(),
            label: gate.label.clone(),
            require: gate.require.map(&node, &bound),
            otherwise: match &gate.otherwise {
                Effect::Cap(level) => Effect::Cap(level_at(level)),
                Effect::Block(level) => Effect::Block(level_at(level)),
                Effect::NoLevel => Effect::NoLevel,
                Effect::NoScore => Effect::NoScore,
            },
            cite: gate.cite.clone(),
        };
        let levels: Vec<LevelModel> = body
            .levels
            .iter()
            .map(|level| LevelModel {
                id: level.id.clone(),
                label: level.label.clone(),
                from: level.from.as_ref().map(|from| values.amount(from)),
                requires: level.requires.as_ref().map(|requires| requires.map(&node, &bound)),
                cite: level.cite.clone(),
            })
            .collect();
        ascending(&levels, findings);
        let gates = body.gates.iter().map(gate).collect();
        Some(Self { pack: pack.clone(), nodes, leaves, levels, gates, publish })
    }

    /// The exact or the published score, as levels are taken.
    pub(crate) fn level_score(&self, exact: &Fraction, published: Exact) -> Fraction {
        match self.publish.levels_on {
            LevelsOn::Exact => exact.clone(),
            LevelsOn::Published => Fraction::from(published),
        }
    }
}

/// The criteria sorted by id, each told its place.
fn ordered(nodes: &mut [NodeModel]) -> Vec<At> {
    let leaf =
        |(at, node): (At, &NodeModel)| matches!(node.shape, Shape::Leaf(_)).then(|| (node.id.clone(), at));
    let mut leaves: BTreeMap<Id, At> = BTreeMap::new();
    leaves.extend(nodes.iter().enumerate().filter_map(leaf));
    for (ordinal, at) in leaves.values().enumerate() {
        if let Some(Shape::Leaf(leaf)) = nodes.get_mut(*at).map(|node| &mut node.shape) {
            leaf.ordinal = ordinal;
        }
    }
    leaves.into_values().collect()
}

/// Boundaries of levels that are known must ascend.
fn ascending(levels: &[LevelModel], findings: &Findings) {
    let mut before: Option<&Fraction> = None;
    for (index, level) in levels.iter().enumerate() {
        let Some(Ok(from)) = &level.from else { continue };
        if let Some(previous) = before
            && from <= previous
        {
            let diagnostic = Diagnostic::new(Code::NotAscending).with("what", "levels");
            let at = format!("/levels/{index}/from");
            findings.push(diagnostic.with("previous", previous).with("next", from).at(at));
        }
        before = Some(from);
    }
}

/// What a node takes over from those above it.
#[derive(Clone, Copy)]
struct Above<'a> {
    policies: Missing,
    cite: Option<&'a Id>,
    inverted: bool,
    evidence: bool,
}

struct Builder<'a> {
    values: &'a Values,
    findings: &'a Findings,
    nodes: Vec<NodeModel>,
    /// Each node at its maximum, for maxima of what is above.
    statics: Vec<NodeValue>,
}

impl Builder<'_> {
    fn node(&mut self, node: &Node, pointer: &str, above: Above<'_>) -> At {
        let policies = node.missing.unwrap_or_default().over(above.policies);
        let cite = node.cite.as_ref().or(above.cite);
        let evidence = above.evidence || node.evidence.is_some();
        let inverted = above.inverted;
        let amount = |quantity: &Quantity| self.values.amount(quantity);
        let weight = amount(&node.weight);
        let shape = match (&node.scale, &node.aggregate) {
            (Some(scale), _) => {
                self.leaf(node, scale.map(&amount), pointer, Above { policies, cite, inverted, evidence })
            }
            (None, Some(aggregate)) => {
                let aggregate = aggregate.map(&amount);
                let inverted = inverted != aggregate.inverts();
                let child = |(index, child): (usize, &Node)| {
                    self.node(
                        child,
                        &format!("{pointer}/children/{index}"),
                        Above { policies, cite, inverted, evidence },
                    )
                };
                let children = node.children.iter().enumerate().map(child).collect();
                Shape::Inner { aggregate, children }
            }
            (None, None) => {
                let max = node.max.as_ref().map_or(Ok(Fraction::ZERO), amount);
                self.leaf(node, scale::entered(max), pointer, Above { policies, cite, inverted, evidence })
            }
        };
        let declared = if node.open { None } else { node.max.as_ref() };
        let model = NodeModel {
            id: node.id.clone(),
            label: node.label.clone(),
            cite: cite.cloned(),
            weight,
            full: Ok(Fraction::ZERO),
            round: node.round,
            shape,
            parent: None,
            pointer: pointer.to_owned(),
        };
        self.push(model, declared)
    }

    fn leaf(&mut self, node: &Node, scale: Scale<Amount>, pointer: &str, above: Above<'_>) -> Shape {
        let name = match &node.scale {
            Some(scale) => format!("{pointer}/scale/{}", scale.name()),
            None => pointer.to_owned(),
        };
        scale.method().check(&name, self.findings);
        let Above { policies, inverted, evidence, .. } = above;
        let (low, high) = scale.method().range();
        let (low, high) = (self.rounded(low, node.round, pointer), self.rounded(high, node.round, pointer));
        let (worst, best) = if inverted { (high, low) } else { (low, high) };
        Shape::Leaf(Box::new(Leaf { scale, policies, evidence, worst, best, ordinal: 0, inverted }))
    }

    /// A bound of a node as its `round` leaves it.
    fn rounded(&self, bound: Amount, round: Option<Round>, pointer: &str) -> Amount {
        rounded_amount(bound, round).unwrap_or_else(|error| {
            self.findings.push(error.first().clone().at(format!("{pointer}/round")));
            Ok(Fraction::ZERO)
        })
    }

    fn push(&mut self, mut node: NodeModel, declared: Option<&Quantity>) -> At {
        let at = self.nodes.len();
        let full = match &node.shape {
            Shape::Leaf(leaf) => leaf.scale.method().range().1,
            Shape::Inner { aggregate, children } => {
                let parts = Children { nodes: &self.nodes, values: &self.statics, children };
                self.findings
                    .note(aggregate.check(&parts).map_err(|diagnostic| diagnostic.at(node.pointer.clone())));
                aggregate.max(&parts, true)
            }
        };
        node.full = self.rounded(full, node.round, &node.pointer);
        if let Some(Ok(declared)) = declared.map(|quantity| self.values.amount(quantity))
            && let Ok(found) = &node.full
            && declared != *found
        {
            let diagnostic =
                Diagnostic::new(Code::MaximumMismatch).with("id", &node.id).with("declared", declared);
            self.findings.push(diagnostic.with("found", found).at(format!("{}/max", node.pointer)));
        }
        if let Shape::Inner { children, .. } = &node.shape {
            for child in children {
                if let Some(child) = self.nodes.get_mut(*child) {
                    child.parent = Some(at);
                }
            }
        }
        self.statics.push(NodeValue {
            counted: true,
            score: node.full.clone(),
            max: None,
            tally: Tally::default(),
        });
        self.nodes.push(node);
        at
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
