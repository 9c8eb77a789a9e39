//! What another answer to one criterion would add to the whole: only what lies above the criterion is looked at.

use super::aggregate::Method as _;
use super::evaluate::{Run, rounded_score};
use super::model::{At, Children, Model, NodeValue, Shape};
use crate::error::Error;
use crate::num::Fraction;

/// What other answers than those of a run would add.
pub(super) struct Gains<'a> {
    model: &'a Model,
    run: &'a Run,
    /// For each node, what the whole gains with each point of it; `None` where that depends on how many points it has.
    factors: Vec<Option<Fraction>>,
}

impl<'a> Gains<'a> {
    pub(super) fn new(model: &'a Model, run: &'a Run) -> Self {
        let mut factors: Vec<Option<Fraction>> = vec![None; model.nodes.len()];
        if let Some(whole) = factors.last_mut() {
            *whole = Some(Fraction::ONE);
        }
        for (at, node) in model.nodes.iter().enumerate().rev() {
            let Shape::Inner { aggregate, children } = &node.shape else { continue };
            let (None, Some(Some(above))) = (node.round, factors.get(at).cloned()) else { continue };
            let whole = run.values.get(at).is_some_and(NodeValue::whole);
            let own = match aggregate.adds(whole) {
                true => Vec::new(),
                false if aggregate.linear() => {
                    let Ok(ledger) = aggregate.ledger(&run.parts(model, children)) else { continue };
                    ledger.factors
                }
                false => continue,
            };
            for (index, child) in children.iter().enumerate() {
                if let Some(slot) = factors.get_mut(*child) {
                    *slot = Some(own.get(index).map_or_else(|| above.clone(), |own| above.mul(own)));
                }
            }
        }
        Self { model, run, factors }
    }

    /// What the whole gains when a criterion that counts has these points instead; `None` where an open parameter hides it.
    ///
    /// # Errors
    /// Whatever a rounding on the way says.
    pub(super) fn of(&self, criterion: At, points: &Fraction) -> Result<Option<Fraction>, Error> {
        let Self { model, run, factors } = self;
        let score = |at: At| run.values.get(at).and_then(|value| value.score.as_ref().ok());
        let Some(mut gain) = score(criterion).map(|now| points.sub(now)) else { return Ok(None) };
        let mut at = criterion;
        while !gain.is_zero() {
            if let Some(Some(factor)) = factors.get(at) {
                return Ok(Some(factor.mul(&gain)));
            }
            let Some(parent) = model.nodes.get(at).and_then(|node| node.parent) else { break };
            let Some(node) = model.nodes.get(parent) else { break };
            let Shape::Inner { aggregate, children } = &node.shape else { break };
            let (Some(part), Some(now)) = (score(at), score(parent)) else { return Ok(None) };
            let instead = Ok(part.add(&gain));
            let parts = Children { instead: Some((at, &instead)), ..run.parts(model, children) };
            let Ok(Some(then)) = rounded_score(aggregate, &parts, node.round)? else { return Ok(None) };
            gain = then.sub(now);
            at = parent;
        }
        Ok(Some(gain))
    }
}
