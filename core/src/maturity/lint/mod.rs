//! Lint: what is doubtful about a framework that loads. Each finding says where and why.

mod falls;
mod possible;
mod silence;

use std::collections::BTreeSet;

use self::falls::falls;
use self::possible::possible;
use super::aggregate::Method as _;
use super::evaluate::{Run, still};
use super::framework::{Framework, parameter_pointer};
use super::gain::gain;
use super::model::{At, Leaf, Model, NodeModel, Shape};
use crate::error::Lang;
use crate::num::{Exact, Fraction};
use crate::pack::{Grade, Quantity};
use crate::text::Id;
use crate::trace::{Arg, Key, Sentences};

/// Something doubtful about a pack.
///
/// # Examples
/// ```
/// let framework = thidua::packs::edition("vn-press-dx", "1827")?;
/// assert!(framework.lint().iter().any(|finding| finding.code() == "open-parameter"));
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    code: &'static str,
    en: String,
    vi: String,
    pointer: String,
    place: Option<(u32, u32)>,
}

impl Finding {
    /// The stable name of what is doubtful.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// JSON pointer into the effective pack.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// Line in the file it was read from, where the file holds the place.
    #[must_use]
    pub fn line(&self) -> Option<u32> {
        self.place.map(|(line, _)| line)
    }

    /// Column in the file it was read from.
    #[must_use]
    pub fn column(&self) -> Option<u32> {
        self.place.map(|(_, column)| column)
    }

    /// What is doubtful, in one sentence.
    #[must_use]
    pub fn message(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Vi => &self.vi,
        }
    }
}

struct Linter<'a> {
    framework: &'a Framework,
    found: Vec<Finding>,
}

pub(crate) fn lint(framework: &Framework) -> Vec<Finding> {
    let mut linter = Linter { framework, found: Vec::new() };
    linter.parameters();
    for model in framework.models() {
        linter.levels(model);
        linter.scales(model);
        linter.weights(model);
        linter.aggregations(model);
        linter.effects(model);
        linter.gates(model);
        linter.sources(model);
    }
    let mut found: Vec<Finding> = Vec::new();
    for finding in linter.found {
        if !found.contains(&finding) {
            found.push(finding);
        }
    }
    // the pointers are the effective pack's: of an extended one only some lead into the file on top
    if !framework.0.extended {
        let pointers: Vec<&str> = found.iter().map(|finding| finding.pointer.as_str()).collect();
        let places = framework.0.source.locate(&pointers);
        for (finding, place) in found.iter_mut().zip(places) {
            finding.place = place;
        }
    }
    found
}

impl Linter<'_> {
    fn add(&mut self, key: Key, args: &[(&'static str, Arg<'_>)], pointer: &str) {
        let (said, message) = Sentences::of(key, args);
        let [en, vi] = [Lang::En, Lang::Vi].map(|lang| said.render(message, lang));
        self.found.push(Finding { code: key.as_str(), en, vi, pointer: pointer.to_owned(), place: None });
    }

    fn parameters(&mut self) {
        let inner = &*self.framework.0;
        let mut read: BTreeSet<Id> = BTreeSet::new();
        let body = super::document::quantities(&inner.body);
        for quantity in body {
            if let Quantity::Parameter(reference) = quantity {
                read.insert(reference.parameter);
            }
        }
        for (id, parameter) in &inner.header.parameters {
            if !read.contains(id) {
                self.add(Key::LintUnreadParameter, &[("parameter", id.into())], &parameter_pointer(id));
            }
            if parameter.open && !parameter.is_set() {
                self.add(Key::LintOpenParameter, &[("parameter", id.into())], &parameter_pointer(id));
            }
            for (place, cite) in parameter.cites() {
                self.grade(cite, id.as_str(), format!("{}{place}", parameter_pointer(id)));
            }
        }
    }

    fn grade(&mut self, cite: &Id, what: &str, pointer: String) {
        let Some(citation) = self.framework.0.header.citations.get(cite) else { return };
        let grade = match citation.grade() {
            Grade::Primary => return,
            Grade::Secondary => Key::GradeSecondary,
            Grade::Weak => Key::GradeWeak,
        };
        let args = [("what", what.into()), ("title", citation.title().into()), ("grade", grade.into())];
        self.add(Key::LintBelowPrimary, &args, &pointer);
    }

    fn sources(&mut self, model: &Model) {
        for (index, level) in model.levels.iter().enumerate().filter(|(_, level)| level.from.is_some()) {
            self.grade(&level.cite, level.id.as_str(), format!("/levels/{index}"));
        }
        for (index, gate) in model.gates.iter().enumerate() {
            self.grade(&gate.cite, gate.id.as_str(), format!("/gates/{index}"));
        }
        for node in &model.nodes {
            if let (Some(cite), Shape::Leaf(_)) = (&node.cite, &node.shape) {
                self.grade(cite, node.id.as_str(), node.pointer.clone());
            }
        }
    }

    fn levels(&mut self, model: &Model) {
        let (worst, best) = extremes(model);
        let lowest = model.levels.first().and_then(|level| level.from.as_ref()?.as_ref().ok());
        if let (Some(from), Some(worst)) = (lowest, &worst)
            && from > worst
        {
            self.add(Key::LintLevelGap, &[("from", from.into())], "/levels/0/from");
        }
        for (index, level) in model.levels.iter().enumerate() {
            if let (Some(Ok(from)), Some(best)) = (&level.from, &best)
                && from > best
            {
                let args = [("level", (&level.id).into()), ("from", from.into()), ("max", best.into())];
                self.add(Key::LintUnreachableLevel, &args, &format!("/levels/{index}/from"));
            }
            let Some(requires) = &level.requires else { continue };
            let pointer = format!("/levels/{index}/requires");
            if let (false, _) = possible(model, requires) {
                self.add(Key::LintLevelNeverMet, &[("level", (&level.id).into())], &pointer);
            }
            if falls(model, requires, true) {
                self.add(Key::LintConditionFalls, &[("what", (&level.id).into())], &pointer);
            }
        }
    }

    fn scales(&mut self, model: &Model) {
        for (at, node, leaf) in leaves(model) {
            let pointer = format!("{}/scale/{}", node.pointer, leaf.scale.name());
            for (below, at) in leaf.scale.ends() {
                let side = if below { Key::SideBelow } else { Key::SideFrom };
                self.add(Key::LintBandEnd, &[("side", side.into()), ("at", at.into())], &pointer);
            }
            let turns = if leaf.inverted { None } else { leaf.scale.method().falls() };
            if let Some(at) = turns {
                let args = [("criterion", (&node.id).into()), ("at", at.into())];
                self.add(Key::LintFalls, &args, &pointer);
            }
            if silence::pays(model, *at, leaf) {
                self.add(Key::LintSilencePays, &[("criterion", (&node.id).into())], &node.pointer);
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
                    self.add(Key::LintWeightUnread, &[("node", (&child.id).into())], &pointer);
                }
                continue;
            }
            let sum = weights.iter().fold(Fraction::ZERO, |sum, weight| sum.add(weight));
            if let Some(wanted) = meant(&weights, &sum) {
                let args = [("node", (&node.id).into()), ("sum", sum.into()), ("wanted", wanted.into())];
                self.add(Key::LintWeightSum, &args, &node.pointer);
            }
            let maxima: Vec<&Fraction> =
                children.iter().filter_map(|child| child.full.as_ref().ok()).collect();
            if maxima.windows(2).any(|pair| pair.first() != pair.last()) {
                self.add(Key::LintUnequalMaxima, &[("node", (&node.id).into())], &node.pointer);
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
                self.add(Key::LintLadderFalls, &[("node", (&child.id).into())], &node.pointer);
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
        let read = conditions_read(model);
        for at in &model.leaves {
            let Some(node) = model.nodes.get(*at) else { continue };
            let Shape::Leaf(leaf) = &node.shape else { continue };
            let (Ok(bad), Ok(good)) = (&leaf.worst, &leaf.best) else { continue };
            let swing = |run: &Run, points: &Fraction| gain(model, run, *at, points).ok().flatten();
            let (Some(up), Some(down)) = (swing(&low, good), swing(&high, bad)) else { continue };
            let lost = match lines.iter().find(|line| line.node == *at && line.adjustment.is_none()) {
                Some(line) if !good.is_zero() => {
                    line.amount.mul(&good.sub(bad)).div(good).unwrap_or(Fraction::ZERO)
                }
                _ => down.neg(),
            };
            if up.is_zero() && down.is_zero() && !read.contains(at) {
                self.add(Key::LintNoEffect, &[("criterion", (&node.id).into())], &node.pointer);
            }
            if model.leaves.len() > 2 && !range.is_zero() && lost.add(&lost) > range {
                let (points, range) = (lost.into(), (&range).into());
                let args = [("criterion", (&node.id).into()), ("points", points), ("range", range)];
                self.add(Key::LintDominant, &args, &node.pointer);
            }
        }
    }

    fn gates(&mut self, model: &Model) {
        for (index, gate) in model.gates.iter().enumerate() {
            if falls(model, &gate.require, true) {
                let pointer = format!("/gates/{index}/require");
                self.add(Key::LintConditionFalls, &[("what", (&gate.id).into())], &pointer);
            }
            let key = match possible(model, &gate.require) {
                (true, false) => Key::LintGateNeverFails,
                (false, true) => Key::LintGateNeverPasses,
                _ => continue,
            };
            self.add(key, &[("gate", (&gate.id).into())], &format!("/gates/{index}/require"));
        }
    }
}

/// The nodes gates and levels read.
fn conditions_read(model: &Model) -> BTreeSet<At> {
    let read = std::cell::RefCell::new(BTreeSet::new());
    let note = |at: &At| {
        read.borrow_mut().insert(*at);
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
    fn ends(&self) -> Vec<(bool, Exact)> {
        match self {
            Self::Steps(steps) => {
                let first = steps.bands.first().and_then(|band| band.from).map(|from| (true, from));
                let last = steps.bands.last().and_then(|band| band.until).map(|until| (false, until));
                first.into_iter().chain(last).collect()
            }
            _ => Vec::new(),
        }
    }
}
