//! Where a better answer can break a condition of a gate or a level.

use super::super::aggregate::Method as _;
use super::super::model::{At, Model, Shape};
use super::possible::range;
use crate::condition::{Bound, Compare, Condition};
use crate::num::Fraction;

/// Whether the condition asks for less somewhere: `wanted` says whether it should hold, and turns round below `not`.
/// An answer by name (`answered_as`) may be good or bad and is not judged; nor are points below a deduction, which are bad.
pub(super) fn falls(model: &Model, condition: &Condition<At, Bound>, wanted: bool) -> bool {
    let any = |items: &[Condition<At, Bound>]| items.iter().any(|item| falls(model, item, wanted));
    let asks_less = |c: &Compare<At, Bound>, range: Option<(Fraction, Fraction)>| {
        let counts = c.node.is_none_or(|at| !deducts(model, at));
        counts && c.comparisons().any(|(sign, bound)| less(sign, bound, range.as_ref(), wanted))
    };
    match condition {
        Condition::All(items) | Condition::Any(items) => any(items),
        Condition::AtLeastOf(of) => any(&of.of),
        Condition::Not(inner) => falls(model, inner, !wanted),
        Condition::Score(c) => asks_less(c, range(model, c.node)),
        Condition::Share(c) => asks_less(c, Some((Fraction::ZERO, Fraction::ONE))),
        Condition::Coverage(c) => asks_less(c, Some((Fraction::ZERO, Fraction::ONE))),
        Condition::Met(at) => !wanted && !deducts(model, *at),
        Condition::Answered(_) => !wanted,
        Condition::AnsweredAs(_) => false,
    }
}

/// Whether a comparison holds for few points and not for many, where both can be had.
fn less(sign: &str, bound: &Bound, range: Option<&(Fraction, Fraction)>, wanted: bool) -> bool {
    let (Ok(bound), Some((low, high))) = (bound, range) else { return false };
    match (sign, wanted) {
        ("≤", true) | (">", false) => low <= bound && high > bound,
        ("<", true) | ("≥", false) => low < bound && high >= bound,
        _ => false,
    }
}

/// Whether a node's points are taken from those of the whole.
fn deducts(model: &Model, at: At) -> bool {
    let above = |at: &At| model.nodes.get(*at).and_then(|node| node.parent);
    let inverts = |at: &At| match model.nodes.get(*at).map(|node| &node.shape) {
        Some(Shape::Inner { aggregate, .. }) => aggregate.inverts(),
        _ => false,
    };
    std::iter::successors(above(&at), above).filter(inverts).count() % 2 == 1
}
