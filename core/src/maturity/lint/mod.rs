//! Lint: what is doubtful about a framework that loads. Each finding says where and why.

mod falls;
mod possible;
mod silence;

use self::falls::falls;
use self::possible::possible;
use super::aggregate::Method as _;
use super::evaluate::{Run, still};
use super::framework::Framework;
use super::gain::Gains;
use super::model::{At, Leaf, Model, NodeModel, Shape};
use crate::num::{Fraction, Mark};
use crate::pack::{Body as _, Doubts, Finding};
use crate::trace::Key;

struct Linter<'a> {
    doubts: Doubts<'a>,
}

pub(crate) fn lint(framework: &Framework) -> Vec<Finding> {
    let inner = &*framework.0;
    let mut linter = Linter { doubts: Doubts::new(&inner.header) };
    linter.doubts.parameters(&inner.body.reads());
    for model in inner.models() {
        linter.levels(model);
        linter.scales(model);
        linter.weights(model);
        linter.aggregations(model);
        linter.effects(model);
        linter.gates(model);
        linter.sources(model);
    }
    // the pointers are the effective pack's: of an extended one only some lead into the file on top
    linter.doubts.finish((!inner.extended).then_some(&inner.source))
}

impl Linter<'_> {
    fn sources(&mut self, model: &Model) {
        for (index, level) in model.levels.iter().enumerate().filter(|(_, level)| level.from.is_some()) {
            self.doubts.grade(&level.cite, level.id.as_str(), format!("/levels/{index}"));
        }
        for (index, gate) in model.gates.iter().enumerate() {
            self.doubts.grade(&gate.cite, gate.id.as_str(), format!("/gates/{index}"));
        }
        for node in &model.nodes {
            if let (Some(cite), Shape::Leaf(_)) = (&node.cite, &node.shape) {
                self.doubts.grade(cite, node.id.as_str(), node.pointer.clone());
            }
        }
    }

    fn levels(&mut self, model: &Model) {
        let (worst, best) = extremes(model);
        let lowest = model.levels.first().and_then(|level| level.from.as_ref()?.as_ref().ok());
        if let (Some(from), Some(worst)) = (lowest, &worst)
            && from > worst
        {
            self.doubts.add(Key::LINT_LEVEL_GAP, &[("from", from.into())], "/levels/0/from");
        }
        for (index, level) in model.levels.iter().enumerate() {
            if let (Some(Ok(from)), Some(best)) = (&level.from, &best)
                && from > best
            {
                let args = [("level", (&level.id).into()), ("from", from.into()), ("max", best.into())];
                self.doubts.add(Key::LINT_UNREACHABLE_LEVEL, &args, format!("/levels/{index}/from"));
            }
            let Some(requires) = &level.requires else { continue };
            let pointer = format!("/levels/{index}/requires");
            if let (false, _) = possible(model, requires) {
                self.doubts.add(Key::LINT_LEVEL_NEVER_MET, &[("level", (&level.id).into())], &pointer);
            }
            if falls(model, requires, true) {
                self.doubts.add(Key::LINT_CONDITION_FALLS, &[("what", (&level.id).into())], &pointer);
            }
        }
    }

    fn scales(&mut self, model: &Model) {
        for (at, node, leaf) in leaves(model) {
            let pointer = format!("{}/scale/{}", node.pointer, leaf.scale.name());
            for (below, at) in leaf.scale.ends() {
                let side = if below { Key::SIDE_BELOW } else { Key::SIDE_FROM };
                self.doubts.add(
                    Key::LINT_BAND_END,
                    &[("side", side.into()), ("at", at.fraction().into())],
                    &pointer,
                );
            }
            let turns = if leaf.inverted { None } else { leaf.scale.method().falls() };
            if let Some(at) = turns {
                let args = [("criterion", (&node.id).into()), ("at", at.into())];
                self.doubts.add(Key::LINT_FALLS, &args, &pointer);
            }
            if silence::pays(model, *at, leaf) {
                self.doubts.add(Key::LINT_SILENCE_PAYS, &[("criterion", (&node.id).into())], &node.pointer);
            }
        }
    }

    fn weights(&mut self, model: &Model) {
        for node in &model.nodes {
            let Shape::Inner { aggregate, children } = &node.shape else { continue };
            let children: Vec<&NodeModel> = children.iter().filter_map(|at| model.nodes.get(*at)).collect();
            let weights: Vec<&Fraction> =
                children.iter().filter_map(|child| child.weight.as_ref().ok()).collect();
            if !aggregate.weighs() {
                for child in children.iter().filter(|child| child.weight != Ok(Fraction::ONE)) {
                    let pointer = format!("{}/weight", child.pointer);
                    self.doubts.add(Key::LINT_WEIGHT_UNREAD, &[("node", (&child.id).into())], &pointer);
                }
                continue;
            }
            let sum = weights.iter().fold(Fraction::ZERO, |sum, weight| sum.add(weight));
            if let Some(wanted) = meant(&weights, &sum) {
                let args = [("node", (&node.id).into()), ("sum", sum.into()), ("wanted", wanted.into())];
                self.doubts.add(Key::LINT_WEIGHT_SUM, &args, &node.pointer);
            }
            let maxima: Vec<&Fraction> =
                children.iter().filter_map(|child| child.full.as_ref().ok()).collect();
            if maxima.windows(2).any(|pair| pair.first() != pair.last()) {
                self.doubts.add(Key::LINT_UNEQUAL_MAXIMA, &[("node", (&node.id).into())], &node.pointer);
            }
        }
    }

    /// Aggregations under which a better part can lower the score.
    fn aggregations(&mut self, model: &Model) {
        let (Some(low), Some(high)) = (still(model, false), still(model, true)) else { return };
        let negative = |at: &At| {
            let points = |run: &Run| run.values.get(*at).and_then(|value| value.score.clone().ok());
            [points(&low), points(&high)].iter().flatten().any(Fraction::is_negative)
        };
        for node in &model.nodes {
            let Shape::Inner { aggregate, children } = &node.shape else { continue };
            let falls =
                if aggregate.climbs() { children.iter().skip(1).find(|at| negative(at)) } else { None };
            if let Some(child) = falls.and_then(|at| model.nodes.get(*at)) {
                self.doubts.add(Key::LINT_LADDER_FALLS, &[("node", (&child.id).into())], &node.pointer);
            }
        }
    }

    /// Criteria that move nothing, and one that moves more than half.
    fn effects(&mut self, model: &Model) {
        let (Some(low), Some(high)) = (still(model, false), still(model, true)) else { return };
        let whole = |run: &Run| run.values.last().and_then(|value| value.score.clone().ok());
        let (Some(worst), Some(best)) = (whole(&low), whole(&high)) else { return };
        let range = best.sub(&worst);
        let lines = super::ledger::ledger(model, &high).unwrap_or_default();
        let (low, high) = (Gains::new(model, &low), Gains::new(model, &high));
        let read = conditions_read(model);
        for at in &model.leaves {
            let Some(node) = model.nodes.get(*at) else { continue };
            let Shape::Leaf(leaf) = &node.shape else { continue };
            let (Ok(bad), Ok(good)) = (&leaf.worst, &leaf.best) else { continue };
            let swing = |gains: &Gains<'_>, points: &Fraction| gains.of(*at, points).ok().flatten();
            let (Some(up), Some(down)) = (swing(&low, good), swing(&high, bad)) else { continue };
            let lost = match lines.iter().find(|line| line.node == *at && line.adjustment.is_none()) {
                Some(line) if !good.is_zero() => {
                    line.amount.mul(&good.sub(bad)).div(good).unwrap_or(Fraction::ZERO)
                }
                _ => down.neg(),
            };
            if up.is_zero() && down.is_zero() && read.get(*at) != Some(&true) {
                self.doubts.add(Key::LINT_NO_EFFECT, &[("criterion", (&node.id).into())], &node.pointer);
            }
            if model.leaves.len() > 2 && !range.is_zero() && lost.add(&lost) > range {
                let (points, range) = (lost.into(), (&range).into());
                let args = [("criterion", (&node.id).into()), ("points", points), ("range", range)];
                self.doubts.add(Key::LINT_DOMINANT, &args, &node.pointer);
            }
        }
    }

    fn gates(&mut self, model: &Model) {
        for (index, gate) in model.gates.iter().enumerate() {
            if falls(model, &gate.require, true) {
                let pointer = format!("/gates/{index}/require");
                self.doubts.add(Key::LINT_CONDITION_FALLS, &[("what", (&gate.id).into())], &pointer);
            }
            let key = match possible(model, &gate.require) {
                (true, false) => Key::LINT_GATE_NEVER_FAILS,
                (false, true) => Key::LINT_GATE_NEVER_PASSES,
                _ => continue,
            };
            self.doubts.add(key, &[("gate", (&gate.id).into())], format!("/gates/{index}/require"));
        }
    }
}

/// For every node whether gates or levels read it.
fn conditions_read(model: &Model) -> Vec<bool> {
    let read = std::cell::RefCell::new(vec![false; model.nodes.len()]);
    let note = |at: &At| {
        if let Some(read) = read.borrow_mut().get_mut(*at) {
            *read = true;
        }
    };
    let requires = model.levels.iter().filter_map(|level| level.requires.as_ref());
    for condition in model.gates.iter().map(|gate| &gate.require).chain(requires) {
        condition.map(&note, &|_| ());
    }
    read.into_inner()
}

fn leaves(model: &Model) -> impl Iterator<Item = (&At, &NodeModel, &Leaf)> {
    model.leaves.iter().filter_map(|at| {
        let node = model.nodes.get(*at)?;
        match &node.shape {
            Shape::Leaf(leaf) => Some((at, node, &**leaf)),
            Shape::Inner { .. } => None,
        }
    })
}

/// What weights were meant to sum to, when they miss it narrowly: 1 for shares, 100 for percentages.
fn meant(weights: &[&Fraction], sum: &Fraction) -> Option<Fraction> {
    let hundred = Fraction::from(100_i64);
    let near = |wanted: &Fraction| {
        let off = sum.sub(wanted);
        let off = if off.is_negative() { off.neg() } else { off };
        !off.is_zero() && off.mul(&Fraction::from(10_i64)) <= *wanted
    };
    let shares = weights.len() > 1 && weights.iter().all(|weight| **weight < Fraction::ONE);
    if shares {
        return (*sum != Fraction::ONE).then_some(Fraction::ONE);
    }
    near(&hundred).then_some(hundred)
}

fn extremes(model: &Model) -> (Option<Fraction>, Option<Fraction>) {
    let whole = |best: bool| still(model, best)?.values.pop()?.score.ok();
    (whole(false), whole(true))
}

impl super::scale::Scale<crate::pack::Amount> {
    /// Where bands end: whether below, and the number beyond which answers are refused.
    fn ends(&self) -> Vec<(bool, &Mark)> {
        match self {
            Self::Steps(steps) => {
                let first = steps.bands.first().and_then(|band| band.from.as_ref()).map(|from| (true, from));
                let last =
                    steps.bands.last().and_then(|band| band.until.as_ref()).map(|until| (false, until));
                first.into_iter().chain(last).collect()
            }
            _ => Vec::new(),
        }
    }
}
