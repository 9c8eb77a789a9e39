//! Lint of schemes: what is doubtful about one that loads, and whether verified good work can ever lower a score.

use std::collections::BTreeSet;

use super::credit::Split;
use super::document::{Combine, RanksOn, Whole};
use super::points::Method as _;
use super::span::Span;
use super::{KindModel, Model, Scheme};
use crate::num::Fraction;
use crate::pack::{Body as _, Doubts, Finding, Parameter};
use crate::text::gathered;
use crate::trace::Key;

/// Everything doubtful about a scheme.
pub(super) fn lint(scheme: &Scheme) -> Vec<Finding> {
    let inner = &*scheme.0;
    let mut doubts = Doubts::new(&inner.header);
    doubts.parameters(&inner.body.reads());
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
    let at = model.kinds.iter().position(|own| own.id == kind.id);
    let shared = model.caps.iter().filter(|shared| at.and_then(|at| shared.holds.get(at)) == Some(&true));
    let mut caps = kind.caps.iter().chain(shared.map(|shared| &shared.cap));
    let closed = caps.any(|cap| if kind.deduction { zero(&cap.least) } else { zero(&cap.most) });
    // a sum of components looks at no weights
    let weighed = model.components.get(kind.component).filter(|_| matches!(model.whole, Whole::Mean(_)));
    let weightless = weighed.is_some_and(|component| component.weight.is_zero());
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
    for (at, requirement) in kind.requires.iter().enumerate() {
        if let Some(of) = requirement.at_most() {
            let args = [("criterion", (&kind.id).into()), ("at", of.into())];
            doubts.add(Key::LINT_FALLS, args, format!("{}/requires/{at}", kind.pointer));
        }
    }
    // equal shares only ever grow; others meet the paradox of Alabama
    if kind.step.is_some() && kind.split != Split::Equal {
        let at = format!("{}/step", kind.pointer);
        doubts.add(Key::LINT_STEP_FALLS, [("kind", (&kind.id).into())], at);
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
    // caps that are reached by good work, and the kinds of it under the shared ones
    let good = |holds: &[bool]| -> BTreeSet<usize> {
        let held = model.kinds.iter().zip(holds).enumerate();
        gathered(held.filter(|(_, (kind, held))| **held && !kind.deduction).map(|(at, _)| at))
    };
    let shared: Vec<(usize, Span, BTreeSet<usize>)> = model
        .caps
        .iter()
        .enumerate()
        .filter(|(_, shared)| shared.cap.most.is_some())
        .map(|(at, shared)| (at, shared.cap.per, good(&shared.holds)))
        .collect();
    for (at, kind) in model.kinds.iter().enumerate().filter(|(_, kind)| !kind.deduction) {
        let only = BTreeSet::from([at]);
        let own = kind.caps.iter().filter(|cap| cap.most.is_some()).map(|cap| (cap.per, &only));
        let over =
            shared.iter().filter(|(.., kinds)| kinds.contains(&at)).map(|(_, per, kinds)| (*per, kinds));
        let caps: Vec<(Span, &BTreeSet<usize>)> = own.chain(over).collect();
        let nested = |pair: &[(Span, &BTreeSet<usize>)]| match pair {
            [(one, held), (other, holds)] => one.within(*other) && held.is_subset(holds),
            _ => true,
        };
        if !caps.windows(2).all(nested) {
            doubts.add(Key::LINT_CAPS_CROSS, [("kind", (&kind.id).into())], format!("{}/caps", kind.pointer));
        }
    }
    for (at, _, kinds) in &shared {
        let kinds = kinds.iter().filter_map(|kind| model.kinds.get(*kind));
        let places: BTreeSet<usize> = gathered(kinds.map(|kind| kind.component));
        if places.len() > 1 {
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

/// Whether more verified good work never lowers a score under the scheme. Nothing is known of one whose parameters are open.
pub(super) fn is_monotone(scheme: &Scheme) -> bool {
    let falls =
        [Key::LINT_FALLS, Key::LINT_MEAN_FALLS, Key::LINT_CAPS_CROSS, Key::LINT_CAPS_ACROSS].map(Key::as_str);
    scheme.0.header.parameters.values().all(Parameter::is_set)
        && !lint(scheme).iter().any(|finding| falls.contains(&finding.code()))
}
