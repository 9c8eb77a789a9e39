//! What another answer to one criterion would add to the whole: only what lies above the criterion is looked at.

use super::aggregate::Method as _;
use super::evaluate::{Run, rounded_score};
use super::model::{At, Children, Model, NodeValue, Shape};
use crate::error::Error;
use crate::num::Fraction;

/// What the whole gains when a criterion that counts has these points instead; `None` where an open parameter hides it.
///
/// # Errors
/// Whatever a rounding on the way says.
pub(super) fn gain(
    model: &Model,
    run: &Run,
    criterion: At,
    points: &Fraction,
) -> Result<Option<Fraction>, Error> {
    let score = |at: At| run.values.get(at).and_then(|value| value.score.as_ref().ok());
    let above = |at: At| {
        let parent = model.nodes.get(at)?.parent?;
        Some((parent, model.nodes.get(parent)?))
    };
    let Some(mut gain) = score(criterion).map(|now| points.sub(now)) else { return Ok(None) };
    let mut at = criterion;
    while let Some((parent, node)) = above(at).filter(|_| !gain.is_zero()) {
        let Shape::Inner { aggregate, children } = &node.shape else { break };
        let whole = run.values.get(parent).is_some_and(NodeValue::whole);
        if node.round.is_some() || !aggregate.adds(whole) {
            let (Some(part), Some(now)) = (score(at), score(parent)) else { return Ok(None) };
            let instead = Ok(part.add(&gain));
            let parts = Children {
                nodes: &model.nodes,
                values: &run.values,
                children,
                instead: Some((at, &instead)),
            };
            let Ok(Some(then)) = rounded_score(aggregate, &parts, node.round)? else { return Ok(None) };
            gain = then.sub(now);
        }
        at = parent;
    }
    Ok(Some(gain))
}
