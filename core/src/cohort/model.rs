//! An index on one day: its parameters filled in, its names resolved, its nodes in the order they are computed in.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::aggregate::{Available, Combine};
use super::document::{self, Body, Enough, Publish, Round, Stage};
use super::impute::Impute;
use super::normalise::{Direction, Normalise};
use super::treat::Treat;
use super::weigh::Weigh;
use crate::error::{Code, Diagnostic};
use crate::num::{Float, Fraction};
use crate::pack::{Findings, Quantity, Values};
use crate::text::{Id, Text, gathered};

/// An index with its numbers known.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub(crate) stages: Vec<Stage<Float>>,
    /// Sorted by id.
    pub(crate) leaves: Arc<[Leaf]>,
    /// Parts before wholes, the index last.
    pub(crate) nodes: Vec<Inner>,
    pub(crate) levels: Vec<LevelModel>,
    pub(crate) flags: Limits,
}

/// The correlations at which flags begin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Limits {
    pub(crate) negative: Float,
    pub(crate) weak: Float,
    pub(crate) collinear: Float,
}

impl Default for Limits {
    /// Those of the package COINr (Becker and others, JOSS 2022).
    fn default() -> Self {
        let hundredths = |count: u32| Float::from(count) / Float::from(100);
        Self { negative: -hundredths(40), weak: hundredths(30), collinear: hundredths(92) }
    }
}

/// An indicator.
#[derive(Debug, Clone)]
pub(crate) struct Leaf {
    pub(crate) id: Id,
    pub(crate) column: String,
    pub(crate) direction: Direction,
    pub(crate) per: Option<String>,
    pub(crate) times: Option<Float>,
    pub(crate) target: Option<Float>,
    pub(crate) impute: Option<Impute<Float>>,
    pub(crate) treat: Option<Treat<Float>>,
    pub(crate) normalise: Option<Normalise<Float>>,
    pub(crate) publish: Publish,
    pub(crate) levels: bool,
    pub(crate) pointer: String,
}

/// Everything that is no indicator.
#[derive(Debug, Clone)]
pub(crate) struct Inner {
    pub(crate) id: Id,
    pub(crate) from: From,
    pub(crate) direction: Direction,
    pub(crate) normalise: Option<Normalise<Float>>,
    pub(crate) round: Option<Round>,
    pub(crate) publish: Publish,
    pub(crate) levels: bool,
    pub(crate) pointer: String,
}

/// Where the score of a node comes from.
#[derive(Debug, Clone)]
pub(crate) enum From {
    /// A number.
    Constant(Float),
    /// Its parts.
    Parts(Group),
}

/// The parts of a node and how they become a whole.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub(crate) combine: Combine<Float>,
    pub(crate) weigh: Weigh<Float>,
    /// Slots: indicators first, then nodes. In the order of ids, so that the pack's order changes no bit; of a ratio or a difference in the pack's.
    pub(crate) parts: Vec<usize>,
    /// The weights the pack gives them.
    pub(crate) given: Vec<Float>,
    pub(crate) available: Available,
    pub(crate) zeroed_by: Vec<usize>,
}

/// A level.
#[derive(Debug, Clone)]
pub(crate) struct LevelModel {
    pub(crate) id: Id,
    pub(crate) label: Text,
    pub(crate) from: Fraction,
}

impl Model {
    /// The id of a slot.
    pub(crate) fn name(&self, slot: usize) -> &str {
        let leaf = self.leaves.get(slot).map(|leaf| leaf.id.as_str());
        let inner = || Some(self.nodes.get(slot.checked_sub(self.leaves.len())?)?.id.as_str());
        leaf.or_else(inner).unwrap_or("")
    }

    /// The slot of an id.
    pub(crate) fn slot(&self, id: &str) -> Option<usize> {
        match self.leaves.binary_search_by(|leaf| leaf.id.as_str().cmp(id)) {
            Ok(slot) => Some(slot),
            Err(_) => {
                let at = self.nodes.iter().position(|node| node.id == *id)?;
                Some(self.leaves.len().saturating_add(at))
            }
        }
    }

    /// How the score of a slot is shown and ranked, and whether levels hold for it.
    pub(crate) fn shown(&self, slot: usize) -> Option<(Publish, bool)> {
        match self.leaves.get(slot) {
            Some(leaf) => Some((leaf.publish, leaf.levels)),
            None => {
                let node = self.nodes.get(slot.checked_sub(self.leaves.len())?)?;
                Some((node.publish, node.levels))
            }
        }
    }

    /// The slots of the indicators among these and below them.
    pub(crate) fn indicators_below(&self, slots: impl IntoIterator<Item = usize>) -> BTreeSet<usize> {
        let mut below: Vec<usize> = slots.into_iter().collect();
        let mut found = BTreeSet::new();
        while let Some(slot) = below.pop() {
            let Some(at) = slot.checked_sub(self.leaves.len()) else {
                found.insert(slot);
                continue;
            };
            if let Some(From::Parts(group)) = self.nodes.get(at).map(|node| &node.from) {
                below.extend(&group.parts);
            }
        }
        found
    }

    /// The slot of the index.
    pub(crate) fn top(&self) -> usize {
        self.leaves.len().saturating_add(self.nodes.len()).saturating_sub(1)
    }
}

/// A node of the pack with where it stands.
struct Place<'a> {
    node: &'a document::Node,
    pointer: String,
    available: Option<&'a Enough<Quantity>>,
}

/// Builds the model of a body whose references were checked; open parameters it cannot do without are named.
pub(crate) fn build(body: &Body, values: &Values, findings: &Findings) -> Result<Model, Vec<Id>> {
    // what is missing was told when its names were checked
    let (Some(index), Some(publish)) = (&body.index, body.publish) else { return Err(Vec::new()) };
    let wanting: RefCell<BTreeSet<Id>> = RefCell::default();
    let exact = |quantity: &Quantity| {
        values.amount(quantity).unwrap_or_else(|open| {
            wanting.borrow_mut().insert(open.parameter().clone());
            Fraction::ONE
        })
    };
    let number = |quantity: &Quantity| Float::from(&exact(quantity));
    let mut places: BTreeMap<&Id, Place<'_>> = BTreeMap::new();
    walk(index, "/index", body.available.as_ref(), &mut places);
    let mut order: Vec<&Id> = Vec::new();
    visit(index, &places, &mut BTreeSet::new(), &mut order);
    let is_leaf = |node: &document::Node| node.children.is_empty() && node.constant.is_none();
    let leaf = |(id, place): (&&Id, &Place<'_>)| {
        let node = place.node;
        Leaf {
            id: (*id).clone(),
            column: node.column.clone().unwrap_or_else(|| id.to_string()),
            direction: node.direction,
            per: node.per.clone(),
            times: node.times.as_ref().map(number),
            target: node.target.as_ref().map(number),
            impute: node.impute.as_ref().map(|method| method.map(&number)),
            treat: node.treat.as_ref().map(|method| method.map(&number)),
            normalise: node.normalise.as_ref().map(|method| method.map(&number)),
            publish: node.publish.unwrap_or(publish),
            levels: node.levels,
            pointer: place.pointer.clone(),
        }
    };
    let leaves: Vec<Leaf> = places.iter().filter(|(_, place)| is_leaf(place.node)).map(leaf).collect();
    let own = places.iter().filter(|(_, place)| is_leaf(place.node)).enumerate();
    let mut slots: BTreeMap<&Id, usize> = gathered(own.map(|(slot, (id, _))| (*id, slot)));
    let mut nodes = Vec::new();
    // children before parents, and what is used before what uses it; circles were refused
    for id in order.into_iter().filter(|id| places.get(*id).is_some_and(|place| !is_leaf(place.node))) {
        let Some(place) = places.get(id) else { continue };
        slots.insert(id, leaves.len().saturating_add(nodes.len()));
        let node = place.node;
        let combine = node.aggregate.as_ref().map(|method| method.map(&number));
        let from = match (&node.constant, combine) {
            (Some(constant), _) => From::Constant(number(constant)),
            // a group that does not say how its parts become a whole was refused
            (None, None) => continue,
            (None, Some(combine)) => {
                let part = |child: &document::Node| {
                    let name = child.id.as_ref().or(child.again.as_ref())?;
                    Some((name.clone(), *slots.get(name)?, number(&child.weight)))
                };
                let mut parts: Vec<(Id, usize, Float)> = node.children.iter().filter_map(part).collect();
                if !combine.in_order() {
                    parts.sort_by(|one, other| one.0.cmp(&other.0));
                }
                let available = place.available.map_or_else(Available::default, |enough| Available {
                    at_least: number(&enough.at_least),
                    by: enough.by,
                });
                From::Parts(Group {
                    combine,
                    weigh: node.weigh.as_ref().map_or_else(Weigh::default, |method| method.map(&number)),
                    parts: parts.iter().map(|(_, slot, _)| *slot).collect(),
                    given: parts.iter().map(|(_, _, weight)| *weight).collect(),
                    available,
                    zeroed_by: node.zeroed_by.iter().filter_map(|id| slots.get(id).copied()).collect(),
                })
            }
        };
        nodes.push(Inner {
            id: id.clone(),
            from,
            direction: node.direction,
            normalise: node.normalise.as_ref().map(|method| method.map(&number)),
            round: node.round,
            publish: node.publish.unwrap_or(publish),
            levels: node.levels || std::ptr::eq(node, index),
            pointer: place.pointer.clone(),
        });
    }
    let stages: Vec<Stage<Float>> = body.stages.iter().map(|stage| stage.map(&number)).collect();
    let levels = body.levels.iter().map(|level| LevelModel {
        id: level.id.clone(),
        label: level.label.clone(),
        from: exact(&level.from),
    });
    let levels = levels.collect();
    let flags = body.flags.as_ref().map_or_else(Limits::default, |own| Limits {
        negative: number(&own.negative),
        weak: number(&own.weak),
        collinear: number(&own.collinear),
    });
    let wanting = wanting.into_inner();
    if !wanting.is_empty() {
        return Err(wanting.into_iter().collect());
    }
    let model = Model { stages, leaves: leaves.into(), nodes, levels, flags };
    check(&model, findings);
    Ok(model)
}

/// Notes every node that has an id.
fn walk<'a>(
    node: &'a document::Node,
    pointer: &str,
    available: Option<&'a Enough<Quantity>>,
    places: &mut BTreeMap<&'a Id, Place<'a>>,
) {
    let available = node.available.as_ref().or(available);
    for (at, child) in node.children.iter().enumerate() {
        walk(child, &format!("{pointer}/children/{at}"), available, places);
    }
    if let Some(id) = &node.id {
        places.insert(id, Place { node, pointer: pointer.to_owned(), available });
    }
}

/// Puts the nodes in the order they are computed in: what a node needs before it.
fn visit<'a>(
    node: &'a document::Node,
    places: &BTreeMap<&'a Id, Place<'a>>,
    seen: &mut BTreeSet<&'a Id>,
    order: &mut Vec<&'a Id>,
) {
    let Some(id) = &node.id else { return };
    if !seen.insert(id) {
        return;
    }
    let named = node.children.iter().filter_map(|child| child.again.as_ref()).chain(&node.zeroed_by);
    for place in named.filter_map(|id| places.get(id)) {
        visit(place.node, places, seen, order);
    }
    for child in &node.children {
        visit(child, places, seen, order);
    }
    order.push(id);
}

/// What is wrong with the numbers of a model.
fn check(model: &Model, findings: &Findings) {
    let note = |result: Result<(), Diagnostic>, at: &str| {
        if let Err(diagnostic) = result {
            let pointer = format!("{at}{}", diagnostic.pointer());
            findings.push(diagnostic.at(pointer));
        }
    };
    for (at, stage) in model.stages.iter().enumerate() {
        let at = format!("/stages/{at}/{}", stage.name());
        match stage {
            Stage::Treat(method) => note(method.check(), &at),
            Stage::Normalise(method) => note(method.check(), &format!("{at}/{}", method.name())),
            Stage::Screen(screen) => {
                for (name, value) in [
                    ("indicators", screen.indicators),
                    ("subjects", screen.subjects),
                    ("not_zero", screen.not_zero),
                ] {
                    if let Some(value) = value {
                        note(share(name, value), &at);
                    }
                }
            }
            Stage::Denominate | Stage::Impute(_) => {}
        }
    }
    for leaf in model.leaves.iter() {
        if let Some(method) = &leaf.treat {
            note(method.check(), &format!("{}/treat", leaf.pointer));
        }
        if let Some(method) = &leaf.normalise {
            let at = format!("{}/normalise/{}", leaf.pointer, method.name());
            note(method.check(), &at);
            if let Normalise::Goalposts(posts) = method {
                note(posts.turned(leaf.direction).map_or(Ok(()), Err), &at);
            }
        }
    }
    for node in &model.nodes {
        if let Some(method) = &node.normalise {
            note(method.check(), &format!("{}/normalise/{}", node.pointer, method.name()));
        }
        let From::Parts(group) = &node.from else { continue };
        let names: Vec<&str> = group.parts.iter().map(|slot| model.name(*slot)).collect();
        note(group.combine.check(&names), &format!("{}/aggregate", node.pointer));
        note(group.weigh.check(&names), &format!("{}/weigh/{}", node.pointer, group.weigh.name()));
        note(share("at_least", group.available.at_least), &format!("{}/available", node.pointer));
        let sum = Float::total(group.given.iter().copied());
        if group.given.iter().any(|weight| *weight < Float::ZERO) || sum <= Float::ZERO {
            let shown = sum.real().map(|real| real.to_string()).unwrap_or_default();
            let diagnostic =
                Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "a weight").with("value", shown);
            note(Err(diagnostic.with("bounds", "weights of 0 or more, not all 0")), &node.pointer);
        }
    }
    let Limits { negative, weak, collinear } = model.flags;
    if !(-Float::ONE <= negative && negative <= weak && weak <= collinear && collinear <= Float::ONE) {
        let shown =
            [negative, weak, collinear].map(|own| own.real().map(|own| own.to_string()).unwrap_or_default());
        let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "`flags`");
        let diagnostic = diagnostic.with("value", shown.join(", "));
        note(Err(diagnostic.with("bounds", "-1 ≤ negative ≤ weak ≤ collinear ≤ 1")), "/flags");
    }
    for (at, pair) in model.levels.windows(2).enumerate() {
        let [one, next] = pair else { continue };
        if next.from <= one.from {
            let diagnostic = Diagnostic::new(Code::NOT_ASCENDING).with("what", "levels");
            let diagnostic =
                diagnostic.with("next", next.from.written()).with("previous", one.from.written());
            note(Err(diagnostic), &format!("/levels/{}/from", at.saturating_add(1)));
        }
    }
}

/// A share above 0, up to 1.
fn share(name: &str, value: Float) -> Result<(), Diagnostic> {
    if value > Float::ZERO && value <= Float::ONE {
        return Ok(());
    }
    let shown = value.real().map(|real| real.to_string()).unwrap_or_default();
    let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", format_args!("`{name}`"));
    Err(diagnostic.with("value", shown).with("bounds", "(0, 1]").at(format!("/{name}")))
}
