//! Where a better answer can break a condition of a gate or a level.

use super::super::aggregate::Method as _;
use super::super::model::{At, Model, Shape};
use super::possible::{named, range, shares};
use crate::condition::{Bound, Compare, Condition};
use crate::num::Fraction;

/// Whether the condition asks for less somewhere, or for just so much: `wanted` says whether it should hold, and turns round below
/// `not`. An answer by name (`answered_as`) is as good as its points. Points below a deduction are bad, and not judged.
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
        Condition::Share(c) => asks_less(c, shares(model, c.node).or(Some((Fraction::ZERO, Fraction::ONE)))),
        Condition::Coverage(c) => asks_less(c, Some((Fraction::ZERO, Fraction::ONE))),
        Condition::Met(at) => !wanted && !deducts(model, *at),
        Condition::Answered(_) => !wanted,
        Condition::AnsweredAs(a) => {
            let points = named(model, a).and_then(Result::ok);
            let asked = |points| less("=", &Ok(points), range(model, Some(a.node)).as_ref(), wanted);
            !deducts(model, a.node) && points.is_some_and(asked)
        }
    }
}

/// Whether a comparison holds for fewer points and not for more, where both can be had.
fn less(sign: &str, bound: &Bound, range: Option<&(Fraction, Fraction)>, wanted: bool) -> bool {
    let (Ok(bound), Some((low, high))) = (bound, range) else { return false };
    match (sign, wanted) {
        ("≤" | "=", true) | (">", false) => low <= bound && high > bound,
        ("<", true) | ("≥" | "=", false) => low < bound && high >= bound,
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
