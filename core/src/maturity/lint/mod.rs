//! Lint: what is doubtful about a framework that loads. Each finding says where and why.

mod falls;
mod possible;
mod silence;

use std::collections::BTreeSet;

use self::falls::falls;
use self::possible::possible;
use super::aggregate::Method as _;
use super::evaluate::{Run, WhatIf, still};
use super::framework::{Framework, parameter_pointer};
use super::model::{At, Leaf, Model, NodeModel, Shape};
use crate::error::Lang;
use crate::num::{Exact, Fraction};
use crate::pack::{Grade, Quantity};
use crate::text::Id;
use crate::trace::{Key, Message};

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
    message: Message,
    pointer: String,
    place: Option<(u32, u32)>,
}

impl Finding {
    /// The stable name of what is doubtful.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.message.key.as_str()
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
    pub fn message(&self, lang: Lang) -> String {
        self.message.render(lang)
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
    fn add(&mut self, message: Message, pointer: impl Into<String>) {
        self.found.push(Finding { message, pointer: pointer.into(), place: None });
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
                self.add(Message::new(Key::LintUnreadParameter).word("parameter", id), parameter_pointer(id));
            }
            if parameter.open && !parameter.is_set() {
                self.add(Message::new(Key::LintOpenParameter).word("parameter", id), parameter_pointer(id));
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
        let message = Message::new(Key::LintBelowPrimary).word("what", what).word("title", citation.title());
        self.add(message.nested("grade", Message::new(grade)), pointer);
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
            self.add(Message::new(Key::LintLevelGap).number("from", from), "/levels/0/from");
        }
        for (index, level) in model.levels.iter().enumerate() {
            if let (Some(Ok(from)), Some(best)) = (&level.from, &best)
                && from > best
            {
                let message =
                    Message::new(Key::LintUnreachableLevel).word("level", &level.id).number("from", from);
                self.add(message.number("max", best), format!("/levels/{index}/from"));
            }
            let Some(requires) = &level.requires else { continue };
            let pointer = format!("/levels/{index}/requires");
            if let (false, _) = possible(model, requires) {
                self.add(Message::new(Key::LintLevelNeverMet).word("level", &level.id), pointer.clone());
            }
            if falls(model, requires, true) {
                self.add(Message::new(Key::LintConditionFalls).word("what", &level.id), pointer);
            }
        }
    }

    fn scales(&mut self, model: &Model) {
        for (at, node, leaf) in leaves(model) {
            let pointer = format!("{}/scale/{}", node.pointer, leaf.scale.name());
            for (below, at) in leaf.scale.ends() {
                let side = Message::new(if below { Key::SideBelow } else { Key::SideFrom });
                let at = Fraction::from(at);
                self.add(
                    Message::new(Key::LintBandEnd).nested("side", side).number("at", &at),
                    pointer.clone(),
                );
            }
            let turns = if leaf.inverted { None } else { leaf.scale.method().falls() };
            if let Some(at) = turns {
                self.add(
                    Message::new(Key::LintFalls).word("criterion", &node.id).word("at", at),
                    pointer.clone(),
                );
            }
            if silence::pays(model, *at, leaf) {
                self.add(
                    Message::new(Key::LintSilencePays).word("criterion", &node.id),
                    node.pointer.clone(),
                );
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
                    let message = Message::new(Key::LintWeightUnread).word("node", &child.id);
                    self.add(message, format!("{}/weight", child.pointer));
                }
                continue;
            }
            let sum = weights.iter().fold(Fraction::ZERO, |sum, weight| sum.add(weight));
            if let Some(wanted) = meant(&weights, &sum) {
                let message = Message::new(Key::LintWeightSum).word("node", &node.id).number("sum", &sum);
                self.add(message.number("wanted", &wanted), node.pointer.clone());
            }
            let maxima: Vec<&Fraction> =
                children.iter().filter_map(|child| child.full.as_ref().ok()).collect();
            if maxima.windows(2).any(|pair| pair.first() != pair.last()) {
                self.add(Message::new(Key::LintUnequalMaxima).word("node", &node.id), node.pointer.clone());
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
                self.add(Message::new(Key::LintLadderFalls).word("node", &child.id), node.pointer.clone());
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
        let (mut from_low, mut from_high) = (WhatIf::new(model, &low), WhatIf::new(model, &high));
        for at in &model.leaves {
            let Some(node) = model.nodes.get(*at) else { continue };
            let Shape::Leaf(leaf) = &node.shape else { continue };
            let (Ok(bad), Ok(good)) = (&leaf.worst, &leaf.best) else { continue };
            let swing =
                |run: &mut WhatIf<'_>, points: &Fraction| run.whole(*at, points).ok().and_then(Result::ok);
            let (Some(up), Some(down)) = (swing(&mut from_low, good), swing(&mut from_high, bad)) else {
                continue;
            };
            let lost = match lines.iter().find(|line| line.node == *at && line.adjustment.is_none()) {
                Some(line) if !good.is_zero() => {
                    line.amount.mul(&good.sub(bad)).div(good).unwrap_or(Fraction::ZERO)
                }
                _ => best.sub(&down),
            };
            if up == worst && down == best && !read.contains(at) {
                self.add(Message::new(Key::LintNoEffect).word("criterion", &node.id), node.pointer.clone());
            }
            if model.leaves.len() > 2 && !range.is_zero() && lost.add(&lost) > range {
                let message =
                    Message::new(Key::LintDominant).word("criterion", &node.id).number("points", &lost);
                self.add(message.number("range", &range), node.pointer.clone());
            }
        }
    }

    fn gates(&mut self, model: &Model) {
        for (index, gate) in model.gates.iter().enumerate() {
            if falls(model, &gate.require, true) {
                let message = Message::new(Key::LintConditionFalls).word("what", &gate.id);
                self.add(message, format!("/gates/{index}/require"));
            }
            let key = match possible(model, &gate.require) {
                (true, false) => Key::LintGateNeverFails,
                (false, true) => Key::LintGateNeverPasses,
                _ => continue,
            };
            self.add(Message::new(key).word("gate", &gate.id), format!("/gates/{index}/require"));
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
