//! Building a model: the document with its numbers filled in, checked as a whole.

use std::sync::OnceLock;

use super::aggregate::Method as _;
use super::document::{Body, Effect, Gate, Missing, Node, Round};
use super::evaluate::rounded_amount;
use super::model::{At, Children, GateModel, Leaf, LevelModel, Model, NodeModel, NodeValue, Proven, Shape};
use super::scale::{self, Scale};
use crate::error::{Code, Diagnostic};
use crate::num::Fraction;
use crate::pack::{Amount, Findings, Header, Quantity, Values};
use crate::text::{ById, Id, Ids};

impl Model {
    /// Builds the model of a body whose references were checked; what its numbers get wrong goes to `findings`.
    pub(crate) fn build(header: &Header, body: &Body, values: &Values, findings: &Findings) -> Option<Self> {
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
            id: header.pack.clone(),
            label: header.title.clone(),
            cite: None,
            weight: Ok(Fraction::ONE),
            full: Ok(Fraction::ZERO),
            round: root.round,
            shape: Shape::Inner { aggregate: Box::new(aggregate), children: children.into() },
            parent: None,
            pointer: "/root".into(),
        };
        builder.push(whole, root.max.as_ref());
        let mut nodes = builder.nodes;
        let (ids, leaves) = ordered(&mut nodes);
        let by_id = nodes.iter().enumerate().map(|(at, node)| (node.id.clone(), at));
        let by_id = ById::from(by_id.collect::<Vec<(Id, At)>>());
        let node = |id: &Id| by_id.get(id.as_str()).copied().unwrap_or(nodes.len());
        let bound = |quantity: &Quantity| values.amount(quantity).map_err(|open| open.parameter().clone());
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
        let gates: Vec<GateModel> = body.gates.iter().map(gate).collect();
        let by_id = by_id.values().copied().collect();
        let cited = cited(header, &nodes, &levels, &gates);
        let (pack, silent, spelt) = (header.pack.clone(), OnceLock::new(), OnceLock::new());
        Some(Self { pack, nodes, by_id, leaves, ids, levels, gates, cited, publish, spelt, silent })
    }
}

/// What parameters, criteria, levels and gates cite.
fn cited(header: &Header, nodes: &[NodeModel], levels: &[LevelModel], gates: &[GateModel]) -> Ids {
    let mut cited: Vec<&Id> = Vec::new();
    for parameter in header.parameters.values() {
        cited.extend(parameter.cites().map(|(_, cite)| cite));
    }
    cited.extend(nodes.iter().filter_map(|node| node.cite.as_ref()));
    cited.extend(levels.iter().map(|level| &level.cite));
    cited.extend(gates.iter().map(|gate| &gate.cite));
    cited.into_iter().cloned().collect()
}

/// The criteria sorted by id, each told its place.
fn ordered(nodes: &mut [NodeModel]) -> (Vec<Id>, Vec<At>) {
    let leaf =
        |(at, node): (At, &NodeModel)| matches!(node.shape, Shape::Leaf(_)).then(|| (node.id.clone(), at));
    let leaves = ById::from(nodes.iter().enumerate().filter_map(leaf).collect::<Vec<(Id, At)>>());
    for (ordinal, at) in leaves.values().enumerate() {
        if let Some(Shape::Leaf(leaf)) = nodes.get_mut(*at).map(|node| &mut node.shape) {
            leaf.ordinal = ordinal;
        }
    }
    leaves.into_entries().into_iter().unzip()
}

/// Boundaries of levels that are known must ascend.
fn ascending(levels: &[LevelModel], findings: &Findings) {
    let mut before: Option<&Fraction> = None;
    for (index, level) in levels.iter().enumerate() {
        let Some(Ok(from)) = &level.from else { continue };
        if let Some(previous) = before
            && from <= previous
        {
            let diagnostic = Diagnostic::new(Code::NOT_ASCENDING).with("what", "levels");
            let at = format!("/levels/{index}/from");
            findings
                .push(diagnostic.with("previous", previous.written()).with("next", from.written()).at(at));
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
        let cite = node.cite.as_deref().or(above.cite);
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
                Shape::Inner { aggregate: Box::new(aggregate), children }
            }
            (None, None) => {
                let max = node.max.as_deref().map_or(Ok(Fraction::ZERO), amount);
                self.leaf(node, scale::entered(max), pointer, Above { policies, cite, inverted, evidence })
            }
        };
        let declared = if node.open { None } else { node.max.as_deref() };
        let model = NodeModel {
            id: node.id.clone(),
            label: node.label.clone(),
            cite: cite.cloned(),
            weight,
            full: Ok(Fraction::ZERO),
            round: node.round,
            shape,
            parent: None,
            pointer: pointer.into(),
        };
        self.push(model, declared)
    }

    fn leaf(&mut self, node: &Node, scale: Scale<Amount>, pointer: &str, above: Above<'_>) -> Shape {
        let name = match &node.scale {
            Some(scale) => format!("{pointer}/scale/{}", scale.name()),
            None => pointer.to_owned(),
        };
        scale.method().check(&name, self.findings);
        let Above { policies, inverted, .. } = above;
        let by_answer = || scale.method().edges().iter().any(|answer| scale.method().needs_evidence(answer));
        let proven = match above.evidence {
            true => Proven::All,
            false if by_answer() => Proven::Some,
            false => Proven::None,
        };
        let (low, high) = scale.method().range();
        let (low, high) = (self.rounded(low, node.round, pointer), self.rounded(high, node.round, pointer));
        let (worst, best) = if inverted { (high, low) } else { (low, high) };
        Shape::Leaf(Box::new(Leaf { scale, policies, proven, worst, best, ordinal: 0, inverted }))
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
                let parts = Children {
                    nodes: &self.nodes,
                    values: &self.statics,
                    maxima: &[],
                    children,
                    instead: None,
                };
                self.findings
                    .note(aggregate.check(&parts).map_err(|diagnostic| diagnostic.at(node.pointer.clone())));
                aggregate.max(&parts, true)
            }
        };
        node.full = self.rounded(full, node.round, &node.pointer).map(Fraction::reduced);
        if let Some(Ok(declared)) = declared.map(|quantity| self.values.amount(quantity))
            && let Ok(found) = &node.full
            && declared != *found
        {
            let diagnostic = Diagnostic::new(Code::MAXIMUM_MISMATCH)
                .with("id", &node.id)
                .with("declared", declared.written());
            self.findings.push(diagnostic.with("found", found.written()).at(format!("{}/max", node.pointer)));
        }
        if let Shape::Inner { children, .. } = &node.shape {
            for child in children {
                if let Some(child) = self.nodes.get_mut(*child) {
                    child.parent = Some(at);
                }
            }
        }
        self.statics.push(NodeValue { counted: true, score: node.full.clone(), max: None });
        self.nodes.push(node);
        at
    }
}
