//! Lint of schemes: what is doubtful about one that loads, and whether verified good work can ever lower a score.

use std::collections::BTreeSet;

use super::document::{Combine, RanksOn, Whole};
use super::points::Method as _;
use super::span::Span;
use super::{KindModel, Model, Scheme, quantities};
use crate::num::Fraction;
use crate::pack::{Doubts, Finding, Quantity};
use crate::text::Id;
use crate::trace::Key;

/// Everything doubtful about a scheme.
pub(super) fn lint(scheme: &Scheme) -> Vec<Finding> {
    let inner = &*scheme.0;
    let mut doubts = Doubts::new(&inner.header);
    let mut read: BTreeSet<Id> = BTreeSet::new();
    quantities::each(&inner.body, &mut |quantity, _| {
        if let Quantity::Parameter(reference) = quantity {
            read.insert(reference.parameter.clone());
        }
    });
    doubts.parameters(&read);
    for model in inner.models() {
        for kind in &model.kinds {
            doubts.grade(&kind.cite, kind.id.as_str(), kind.pointer.as_str());
            effect(model, kind, &mut doubts);
            falls(model, kind, &mut doubts);
        }
        for (at, shared) in model.caps.iter().enumerate() {
            doubts.grade(&shared.cite, "caps", format!("/caps/{at}"));
        }
        crossing(model, &mut doubts);
        components(model, &mut doubts);
        if model.publish.ranks_on == RanksOn::Exact && model.kinds.iter().any(|kind| kind.decay.is_some()) {
            doubts.add(Key::LINT_RANKS_ON_DECAY, [], "/publish/ranks_on");
        }
    }
    // the pointers are the effective pack's: of an extended one only some lead into the file on top
    doubts.finish((!inner.extended).then_some(&inner.source))
}

/// Kinds that cannot move a score.
fn effect(model: &Model, kind: &KindModel, doubts: &mut Doubts<'_>) {
    let (least, most) = kind.points.range();
    let zero = |end: &Option<Fraction>| end.as_ref().is_some_and(Fraction::is_zero);
    let nothing = zero(&least) && zero(&most);
    let closed = kind.caps.iter().any(|cap| if kind.deduction { zero(&cap.least) } else { zero(&cap.most) });
    let weightless = model.components.get(kind.component).is_some_and(|component| component.weight.is_zero());
    if nothing || closed || weightless || zero(&kind.ceiling) {
        doubts.add(Key::LINT_NO_EFFECT, [("criterion", (&kind.id).into())], kind.pointer.as_str());
    }
}

/// Where verified good work can lower a score, and why.
fn falls(model: &Model, kind: &KindModel, doubts: &mut Doubts<'_>) {
    if kind.deduction {
        return;
    }
    if let Some(at) = kind.points.falls() {
        let args = [("criterion", (&kind.id).into()), ("at", at.into())];
        doubts.add(Key::LINT_FALLS, args, format!("{}/points", kind.pointer));
    }
    let component = model.components.get(kind.component);
    if component.is_some_and(|component| component.combine == Combine::Mean) {
        doubts.add(
            Key::LINT_MEAN_FALLS,
            [("kind", (&kind.id).into())],
            format!("{}/component", kind.pointer),
        );
    }
}

/// Caps that are not one within the other, in the order they are applied: what counts first under the one can push out what
/// the other would have let count. Where each cap lies within the next, the points kept are the most that all caps allow
/// together, and more good work can only add to them.
fn crossing(model: &Model, doubts: &mut Doubts<'_>) {
    for (at, kind) in model.kinds.iter().enumerate().filter(|(_, kind)| !kind.deduction) {
        let own = kind.caps.iter().map(|cap| (cap.per, None));
        let shared = model.caps.iter().filter(|shared| shared.holds.get(at) == Some(&true));
        let caps: Vec<(Span, Option<&[bool]>)> =
            own.chain(shared.map(|shared| (shared.cap.per, Some(shared.holds.as_slice())))).collect();
        let nested = |(one, held): &(Span, Option<&[bool]>), (other, holds): &(Span, Option<&[bool]>)| {
            let all =
                |held: &[bool], holds: &[bool]| held.iter().zip(holds).all(|(held, holds)| !held || *holds);
            one.within(*other) && held.is_none_or(|held| holds.is_some_and(|holds| all(held, holds)))
        };
        if !caps.windows(2).all(|pair| matches!(pair, [one, other] if nested(one, other))) {
            doubts.add(Key::LINT_CAPS_CROSS, [("kind", (&kind.id).into())], format!("{}/caps", kind.pointer));
        }
    }
    for (at, shared) in model.caps.iter().enumerate() {
        let held = model.kinds.iter().zip(&shared.holds).filter(|(_, held)| **held);
        let places: BTreeSet<usize> = held.map(|(kind, _)| kind.component).collect();
        if places.len() > 1 && matches!(model.whole, Whole::Mean(_)) {
            doubts.add(Key::LINT_CAPS_ACROSS, [], format!("/caps/{at}"));
        }
    }
}

/// Components without kinds, and one with over half the weight.
fn components(model: &Model, doubts: &mut Doubts<'_>) {
    let all = model.components.iter().fold(Fraction::ZERO, |sum, component| sum.add(&component.weight));
    for (at, component) in model.components.iter().enumerate() {
        let Some(id) = &component.id else { continue };
        let pointer = format!("/components/{at}");
        if !model.kinds.iter().any(|kind| kind.component == at) {
            doubts.add(Key::LINT_EMPTY_COMPONENT, [("component", id.into())], pointer.as_str());
        }
        let mean = matches!(model.whole, Whole::Mean(_));
        if mean && model.components.len() > 2 && component.weight.add(&component.weight) > all {
            let (weight, all) = ((&component.weight).into(), (&all).into());
            let args = [("component", id.into()), ("weight", weight), ("all", all)];
            doubts.add(Key::LINT_DOMINANT_COMPONENT, args, pointer);
        }
    }
}

/// Whether verified good work never lowers a score under the scheme.
pub(super) fn is_monotone(findings: &[Finding]) -> bool {
    let falls =
        [Key::LINT_FALLS, Key::LINT_MEAN_FALLS, Key::LINT_CAPS_CROSS, Key::LINT_CAPS_ACROSS].map(Key::as_str);
    !findings.iter().any(|finding| falls.contains(&finding.code()))
}
