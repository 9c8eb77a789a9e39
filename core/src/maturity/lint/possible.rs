//! What a condition can come to, over all answers.

use super::super::evaluate::still;
use super::super::model::{At, Model, Shape};
use super::super::value::Value;
use crate::condition::{Bound, Compare, Condition};
use crate::num::Fraction;

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
            let full = c.node.map_or_else(|| model.nodes.last(), |at| model.nodes.get(at));
            let full = full.and_then(|node| node.full.as_ref().ok());
            let shares = range(model, c.node)
                .zip(full)
                .and_then(|((low, high), full)| Some((low.div(full)?, high.div(full)?)));
            shares.map_or((true, true), |(low, high)| within(c, &low, &high))
        }
        Condition::Coverage(c) => within(c, &Fraction::ZERO, &Fraction::ONE),
        Condition::Met(_) | Condition::Answered(_) => (true, true),
        Condition::AnsweredAs(a) => match model.nodes.get(a.node).map(|node| &node.shape) {
            Some(Shape::Leaf(leaf)) => {
                let value = match a.is.0.as_str() {
                    "true" => Value::yes_no(true),
                    "false" => Value::yes_no(false),
                    word => Value::word(word),
                };
                (leaf.scale.score(&model.pack, &value).is_ok(), true)
            }
            _ => (true, true),
        },
    }
}

pub(super) fn range(model: &Model, node: Option<At>) -> Option<(Fraction, Fraction)> {
    let at = node.unwrap_or_else(|| model.root());
    let score = |best: bool| still(model, best)?.values.get(at)?.score.clone().ok();
    let (a, b) = (score(false)?, score(true)?);
    Some(if a <= b { (a, b) } else { (b, a) })
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
