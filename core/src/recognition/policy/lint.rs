//! Lint of policies: what is doubtful about one that loads.

use super::Policy;
use super::document::{Body, Rule, Stage};
use super::static_truth::Static;
use crate::num::Fraction;
use crate::pack::{Body as _, Doubts, Finding, Quantity};
use crate::recognition::condition::Condition;
use crate::text::Id;
use crate::trace::Key;

/// Everything doubtful about a policy.
pub(super) fn lint(policy: &Policy) -> Vec<Finding> {
    let inner = &*policy.0;
    let whole = Static { header: &inner.header, body: &inner.body };
    let mut doubts = Doubts::new(&inner.header);
    doubts.parameters(&inner.body.reads());
    for (cite, what, at) in inner.body.cites() {
        doubts.grade(cite, what, at);
    }
    for (index, stage) in inner.body.stages.iter().enumerate() {
        let at = format!("/stages/{index}");
        let mut read = Vec::new();
        for (place, condition, _) in stage.conditions() {
            conditions(whole, condition, &format!("{at}{place}"), &mut doubts);
            condition.stages(&mut read);
        }
        for (place, gate) in stage.gates.iter().enumerate() {
            if whole.truth(&gate.when) == Some(false) {
                doubts.add(Key::LINT_GATE_OPEN, [("gate", (&gate.id).into())], format!("{at}/gates/{place}"));
            }
        }
        if whole.is_out_of_reach(stage) {
            doubts.add(Key::LINT_OUT_OF_REACH, [("stage", (&stage.id).into())], at.as_str());
        }
        vacuous(stage, &at, &mut doubts);
        suggestion(&inner.body, stage, &read, index, &mut doubts);
    }
    doubts.finish((!inner.extended).then_some(&inner.source))
}

/// Conditions that ask for nothing, or for what cannot be.
fn conditions(whole: Static<'_>, condition: &Condition, at: &str, doubts: &mut Doubts<'_>) {
    match (condition, whole.truth(condition)) {
        (Condition::Level(among), Some(holds)) => {
            let key = if holds { Key::LINT_ALWAYS_HOLDS } else { Key::LINT_NEVER_HOLDS };
            doubts.add(key, [("stage", (&among.of).into())], at);
        }
        (Condition::Number(within), Some(holds)) => bounds(&within.of, holds, at, doubts),
        (Condition::Choice(among), Some(holds)) => bounds(&among.of, holds, at, doubts),
        (Condition::Holds(stage), Some(_)) => {
            doubts.add(Key::LINT_HOLDS_NEVER, [("stage", stage.into())], at);
        }
        _ => {}
    }
    for (step, part) in condition.parts() {
        conditions(whole, part, &format!("{at}{step}"), doubts);
    }
}

fn bounds(fact: &Id, holds: bool, at: &str, doubts: &mut Doubts<'_>) {
    let key = if holds { Key::LINT_FACT_ALWAYS } else { Key::LINT_FACT_NEVER };
    doubts.add(key, [("fact", fact.into())], at);
}

/// Counts that are reached by nothing: no years in a row, no share of members.
fn vacuous(stage: &Stage, at: &str, doubts: &mut Doubts<'_>) {
    let zero = |own: &Quantity| matches!(own, Quantity::Number(number) if Fraction::from(*number).is_zero());
    let asks_nothing = match &stage.rule {
        Rule::Chain(chain) => zero(&chain.years),
        Rule::Members(members) => members.above.is_none() && members.at_least.as_ref().is_some_and(zero),
        _ => false,
    };
    if asks_nothing {
        doubts.add(Key::LINT_COUNTS_NOTHING, [("stage", (&stage.id).into())], format!("{at}/rule"));
    }
}

/// Ratings that another stage takes further, read before it did.
fn suggestion(body: &Body, stage: &Stage, read: &[&Id], index: usize, doubts: &mut Doubts<'_>) {
    for id in read {
        let place = body.stages.iter().position(|own| own.id == **id);
        let rated = place
            .and_then(|place| body.stages.get(place))
            .is_some_and(|own| matches!(own.rule, Rule::Rating(_) | Rule::Ceiling(_) | Rule::Quota(_)));
        let quota = matches!(stage.rule, Rule::Ceiling(_) | Rule::Quota(_));
        if rated && !quota && place.is_some_and(|place| !body.decides(place)) {
            let args = [("stage", (&stage.id).into()), ("read", (*id).into())];
            doubts.add(Key::LINT_READS_SUGGESTION, args, format!("/stages/{index}"));
        }
    }
}
