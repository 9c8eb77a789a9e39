//! What a condition can come to, over all answers.

use super::super::evaluate::still;
use super::super::model::{At, Model, Shape};
use super::super::value::Value;
use crate::condition::{AnsweredAs, Bound, Compare, Condition};
use crate::num::Fraction;
use crate::pack::Amount;

/// Whether a condition can hold, and whether it can fail, over all answers; a node's score is taken to lie anywhere
/// between its extremes, so "yes" here is "perhaps" where parts are tied together.
pub(super) fn possible(model: &Model, condition: &Condition<At, Bound>) -> (bool, bool) {
    let many =
        |items: &[Condition<At, Bound>]| items.iter().map(|item| possible(model, item)).collect::<Vec<_>>();
    match condition {
        Condition::All(items) => {
            let all = many(items);
            (all.iter().all(|(can, _)| *can), all.iter().any(|(_, cannot)| *cannot))
        }
        Condition::Any(items) => {
            let all = many(items);
            (all.iter().any(|(can, _)| *can), all.iter().all(|(_, cannot)| *cannot))
        }
        Condition::Not(inner) => {
            let (can, cannot) = possible(model, inner);
            (cannot, can)
        }
        Condition::AtLeastOf(of) => {
            let all = many(&of.of);
            let wanted = usize::try_from(of.count).unwrap_or(usize::MAX);
            let can = all.iter().filter(|(can, _)| *can).count();
            let must = all.iter().filter(|(_, cannot)| !*cannot).count();
            (can >= wanted, must < wanted)
        }
        Condition::Score(c) => {
            range(model, c.node).map_or((true, true), |(low, high)| within(c, &low, &high))
        }
        Condition::Share(c) => {
            shares(model, c.node).map_or((true, true), |(low, high)| within(c, &low, &high))
        }
        Condition::Coverage(c) => within(c, &Fraction::ZERO, &Fraction::ONE),
        Condition::Met(_) | Condition::Answered(_) => (true, true),
        Condition::AnsweredAs(a) => (named(model, a).is_some(), true),
    }
}

/// The points of an answer by name; `None` where its criterion knows no such answer.
pub(super) fn named(model: &Model, asked: &AnsweredAs<At>) -> Option<Amount> {
    let Shape::Leaf(leaf) = &model.nodes.get(asked.node)?.shape else { return None };
    let value = match asked.is.0.as_str() {
        "true" => Value::yes_no(true),
        "false" => Value::yes_no(false),
        word => Value::word(word),
    };
    let mut points = Ok(Fraction::ZERO);
    leaf.scale.score(&model.pack, &value, &mut points).ok()?;
    Some(points)
}

pub(super) fn range(model: &Model, node: Option<At>) -> Option<(Fraction, Fraction)> {
    let at = node.unwrap_or_else(|| model.root());
    let score = |best: bool| still(model, best)?.values.get(at)?.score.clone().ok();
    let (a, b) = (score(false)?, score(true)?);
    Some(if a <= b { (a, b) } else { (b, a) })
}

/// The least and the greatest share of a node's maximum.
pub(super) fn shares(model: &Model, node: Option<At>) -> Option<(Fraction, Fraction)> {
    let (low, high) = range(model, node)?;
    let full = model.nodes.get(node.unwrap_or_else(|| model.root()))?.full.as_ref().ok()?;
    Some((low.div(full)?, high.div(full)?))
}

fn within(c: &Compare<At, Bound>, low: &Fraction, high: &Fraction) -> (bool, bool) {
    let (mut can, mut cannot) = (true, false);
    for (sign, bound) in c.comparisons() {
        let Ok(bound) = bound else { return (true, true) };
        let (holds, fails) = match sign {
            "≥" => (high >= bound, low < bound),
            ">" => (high > bound, low <= bound),
            "≤" => (low <= bound, high > bound),
            "<" => (low < bound, high >= bound),
            _ => (low <= bound && bound <= high, low != bound || high != bound),
        };
        can = can && holds;
        cannot = cannot || fails;
    }
    (can, cannot)
}
