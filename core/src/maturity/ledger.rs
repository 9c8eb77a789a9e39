//! The ledger: the score of the whole as lines that sum to it exactly, each a criterion's or an adjustment's.

use super::aggregate::Method as _;
use super::evaluate::Run;
use super::model::{At, Model, Shape};
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
    let score = match &value.score {
        Ok(score) => score,
        Err(open) => return Err(open.clone()),
    };
    let Shape::Inner { aggregate, children } = &node.shape else {
        lines.push(Line { node: at, adjustment: None, amount: factor.mul(score) });
        return Ok(());
    };
    if node.round.is_none() && aggregate.adds(value.whole()) {
        return children.iter().try_for_each(|child| walk(model, run, *child, factor, lines));
    }
    let parts = run.parts(model, children);
    let ledger = aggregate.ledger(&parts)?;
    let mut adjustments = ledger.adjustments;
    if node.round.is_some() {
        let mut raw = Fraction::ZERO;
        for (child, own) in children.iter().zip(&ledger.factors) {
            if let Some(Ok(points)) = run.values.get(*child).map(|value| &value.score) {
                raw.accumulate(&own.mul(points));
            }
        }
        adjustments.iter().for_each(|(_, amount)| raw.accumulate(amount));
        adjustments.push((Key::ADJUST_ROUNDING, score.sub(&raw)));
    }
    for (child, own) in children.iter().zip(&ledger.factors) {
        walk(model, run, *child, &factor.mul(own), lines)?;
    }
    let adjustments = adjustments.into_iter().filter(|(_, amount)| !amount.is_zero());
    lines.extend(adjustments.map(|(key, amount)| Line {
        node: at,
        adjustment: Some(key),
        amount: factor.mul(&amount),
    }));
    Ok(())
}
