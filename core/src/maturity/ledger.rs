//! The ledger: the score of the whole as lines that sum to it exactly, each a criterion's or an adjustment's.

use super::aggregate::Method as _;
use super::evaluate::Run;
use super::model::{At, Children, Model, Shape};
use crate::num::Fraction;
use crate::pack::Open;
use crate::trace::Key;

/// What one node adds to the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) node: At,
    /// Why, when it is not simply the criterion's points.
    pub(crate) adjustment: Option<Key>,
    pub(crate) amount: Fraction,
}

/// The lines of a run, `None` where an open parameter leaves the whole undetermined.
pub(crate) fn ledger(model: &Model, run: &Run) -> Option<Vec<Line>> {
    let mut lines = Vec::with_capacity(model.leaves.len());
    walk(model, run, model.root(), &Fraction::ONE, &mut lines).ok()?;
    Some(lines)
}

fn walk(model: &Model, run: &Run, at: At, factor: &Fraction, lines: &mut Vec<Line>) -> Result<(), Open> {
    let (Some(node), Some(value)) = (model.nodes.get(at), run.values.get(at)) else { return Ok(()) };
    if !value.counted || factor.is_zero() {
        return Ok(());
    }
    let score = value.score.clone()?;
    let Shape::Inner { aggregate, children } = &node.shape else {
        lines.push(Line { node: at, adjustment: None, amount: factor.mul(&score) });
        return Ok(());
    };
    if node.round.is_none() && aggregate.adds(value.whole()) {
        return children.iter().try_for_each(|child| walk(model, run, *child, factor, lines));
    }
    let parts = Children { nodes: &model.nodes, values: &run.values, children, instead: None };
    let ledger = aggregate.ledger(&parts)?;
    let mut raw = Fraction::ZERO;
    for (child, own) in children.iter().zip(&ledger.factors) {
        if let Some(Ok(points)) = run.values.get(*child).map(|value| &value.score) {
            raw = raw.add(&own.mul(points));
        }
        walk(model, run, *child, &factor.mul(own), lines)?;
    }
    for (key, amount) in ledger.adjustments {
        raw = raw.add(&amount);
        lines.push(Line { node: at, adjustment: Some(key), amount: factor.mul(&amount) });
    }
    let rounding = score.sub(&raw);
    if !rounding.is_zero() {
        lines.push(Line { node: at, adjustment: Some(Key::ADJUST_ROUNDING), amount: factor.mul(&rounding) });
    }
    Ok(())
}
