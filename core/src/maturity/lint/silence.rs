//! Where an answer that is missing can beat one that is given.

use super::super::aggregate::Aggregate;
use super::super::document::Policy;
use super::super::model::{At, Leaf, Model, Shape};
use crate::condition::Condition;

/// Whether leaving the criterion unanswered can end higher than an honest low answer. In sums all the way up it cannot, as
/// long as the fewest points are not below 0 and nothing looks at shares of a maximum that shrinks.
pub(super) fn pays(model: &Model, at: At, leaf: &Leaf) -> bool {
    let policies = &leaf.policies;
    let silent = [policies.not_assessed, policies.unknown, policies.refused, policies.unsupported];
    if !silent.contains(&Some(Policy::Leave)) {
        return false;
    }
    let above = |at: &At| model.nodes.get(*at).and_then(|node| node.parent);
    let adds = |at: At| match model.nodes.get(at).map(|node| (&node.shape, &node.round)) {
        Some((Shape::Inner { aggregate, .. }, None)) => match &**aggregate {
            Aggregate::Sum(sum) => !sum.rescale,
            aggregate => matches!(aggregate, Aggregate::CappedSum(_)),
        },
        _ => false,
    };
    let worst = leaf.worst.as_ref().is_ok_and(|worst| !worst.is_negative());
    !(worst && std::iter::successors(above(&at), above).all(adds) && !reads_shares(model))
}

fn reads_shares(model: &Model) -> bool {
    let requires = model.levels.iter().filter_map(|level| level.requires.as_ref());
    model.gates.iter().map(|gate| &gate.require).chain(requires).any(shares)
}

fn shares<N, Q>(condition: &Condition<N, Q>) -> bool {
    matches!(condition, Condition::Share(_)) || condition.parts().iter().any(|(_, part)| shares(part))
}
