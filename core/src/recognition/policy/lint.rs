//! Lint of policies: what is doubtful about one that loads.

use std::collections::BTreeSet;

use super::Policy;
use super::document::{Body, Rule, Stage};
use crate::pack::{Body as _, Doubts, Finding};
use crate::recognition::condition::Condition;
use crate::text::Id;
use crate::trace::Key;

/// Everything doubtful about a policy.
pub(super) fn lint(policy: &Policy) -> Vec<Finding> {
    let inner = &*policy.0;
    let mut doubts = Doubts::new(&inner.header);
    doubts.parameters(&inner.body.reads());
    for (cite, what, at) in inner.body.cites() {
        doubts.grade(cite, what, at);
    }
    for (index, stage) in inner.body.stages.iter().enumerate() {
        let mut read = Vec::new();
        for (place, condition, _) in stage.conditions() {
            levels(&inner.body, condition, &format!("/stages/{index}{place}"), &mut doubts);
            condition.stages(&mut read);
        }
        suggestion(&inner.body, stage, &read, index, &mut doubts);
    }
    doubts.finish((!inner.extended).then_some(&inner.source))
}

/// The levels a stage can come to.
fn possible(body: &Body, id: &Id) -> BTreeSet<Id> {
    let Some(stage) = body.stages.iter().find(|stage| stage.id == *id) else { return BTreeSet::new() };
    let mut found = BTreeSet::new();
    match &stage.rule {
        Rule::Rating(rating) => {
            found.extend(rating.bands.iter().map(|band| band.level.clone()));
            found.extend(rating.whatever_the_score.iter().map(|rule| rule.level.clone()));
        }
        Rule::Ceiling(ceiling) => {
            found.extend(possible(body, &ceiling.of));
            found.extend(possible(body, &ceiling.unit));
        }
        Rule::Quota(quota) => {
            found.extend(quota.of.iter().flat_map(|of| possible(body, of)));
            found.insert(quota.otherwise.clone());
        }
        _ => found.extend(body.levels.iter().map(|level| level.id.clone())),
    }
    found
}

/// Levels that are asked for and that the stage never comes to.
fn levels(body: &Body, condition: &Condition, at: &str, doubts: &mut Doubts<'_>) {
    if let Condition::Level(among) = condition {
        let possible = possible(body, &among.of);
        let met = among.among.iter().filter(|level| possible.contains(*level)).count();
        let args = [("stage", (&among.of).into())];
        if met == 0 {
            doubts.add(Key::LINT_NEVER_HOLDS, args, at);
        } else if met == possible.len() {
            doubts.add(Key::LINT_ALWAYS_HOLDS, args, at);
        }
    }
    for (step, part) in condition.parts() {
        levels(body, part, &format!("{at}{step}"), doubts);
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
