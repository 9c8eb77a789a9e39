//! Lint: what is doubtful about an index that loads, and what its own tests reach. Each finding says where and why.

use std::collections::BTreeSet;

use super::aggregate::Combine;
use super::document::Stage;
use super::framework::CohortFramework;
use super::model::{From, Group, Inner, Leaf, Model};
use super::normalise::{Direction, Normalise};
use super::table::Table;
use super::weigh::Weigh;
use crate::maturity::TestCoverage;
use crate::num::{Float, Fraction};
use crate::pack::{Body as _, Doubts, Finding, Quantity};
use crate::text::gathered;
use crate::trace::Key;

impl CohortFramework {
    /// What is doubtful about the index, though it loads: each with its place and why.
    ///
    /// # Examples
    /// ```
    /// let egdi = thidua::packs::index_edition("un-egdi", "2014")?;
    /// // the survey is cited from a secondary source
    /// assert!(egdi.lint().iter().any(|finding| finding.code() == "below-primary"));
    /// # Ok::<(), thidua::Error>(())
    /// ```
    #[must_use]
    pub fn lint(&self) -> Vec<Finding> {
        let inner = &*self.0;
        let mut doubts = Doubts::new(&inner.header);
        doubts.parameters(&inner.body.reads());
        if inner.body.tests.is_empty() {
            doubts.add(Key::LINT_UNTESTED, [], "/tests");
        }
        sources(self, &mut doubts);
        for model in inner.models() {
            if let Some(first) = model.levels.first().filter(|level| level.from > Fraction::ZERO) {
                doubts.add(Key::LINT_LEVEL_GAP, [("from", (&first.from).into())], "/levels/0/from");
            }
            targets(model, &mut doubts);
            divisors(model, &mut doubts);
            for node in &model.nodes {
                if let From::Parts(group) = &node.from {
                    weights(self, model, (node, group), &mut doubts);
                    zeros(model, (node, group), &mut doubts);
                }
            }
            dominant(model, &mut doubts);
        }
        // the pointers are the effective pack's: of an extended one only some lead into the file on top
        doubts.finish((!inner.extended).then_some(&inner.source))
    }

    /// What the index's own tests reach: every level, a figure beyond each goalpost that is capped, a part that makes a node 0, and a subject
    /// without an index.
    #[must_use]
    pub fn test_coverage(&self) -> TestCoverage {
        let tests = &self.0.body.tests;
        let (mut wanted, mut met) =
            (gathered::<BTreeSet<_>, _>(["undetermined".to_owned()]), BTreeSet::new());
        for model in self.0.models() {
            wanted.extend(model.levels.iter().map(|level| format!("level {}", level.id)));
            let capped =
                |leaf: &&Leaf| matches!(&leaf.normalise, Some(Normalise::Goalposts(own)) if own.caps());
            wanted.extend(model.leaves.iter().filter(capped).map(|leaf| format!("cap of {}", leaf.id)));
            let zeroed =
                |node: &&Inner| matches!(&node.from, From::Parts(group) if !group.zeroed_by.is_empty());
            wanted.extend(model.nodes.iter().filter(zeroed).map(|node| format!("{} = 0", node.id)));
        }
        for test in tests {
            let index = Table::of(&test.table).and_then(|table| self.index_on(&table, test.as_of));
            let Ok(index) = index else { continue };
            for subject in index.subjects() {
                match index.level(index.top(), subject) {
                    Ok(Some(level)) => met.insert(format!("level {}", level.id())),
                    _ => false,
                };
                if matches!(index.score(index.top(), subject), Ok(None)) {
                    met.insert("undetermined".to_owned());
                }
            }
            for step in index.steps() {
                match step.method() {
                    "capped" => met.insert(format!("cap of {}", step.about())),
                    "zeroed_by" => met.insert(format!("{} = 0", step.about())),
                    _ => false,
                };
            }
        }
        let unreached: Vec<String> = wanted.difference(&met).cloned().collect();
        TestCoverage { tests: tests.len(), rules: wanted.len(), unreached }
    }
}

/// Sources below primary.
fn sources(framework: &CohortFramework, doubts: &mut Doubts<'_>) {
    let body = &framework.0.body;
    for (at, level) in body.levels.iter().enumerate() {
        doubts.grade(&level.cite, level.id.as_str(), format!("/levels/{at}"));
    }
    let mut nodes: Vec<_> = body.index.iter().map(|node| (node, "/index".to_owned())).collect();
    while let Some((node, at)) = nodes.pop() {
        if let (Some(cite), Some(id)) = (&node.cite, &node.id) {
            doubts.grade(cite, id.as_str(), &at);
        }
        let children = node.children.iter().enumerate();
        nodes.extend(children.map(|(place, child)| (child, format!("{at}/children/{place}"))));
    }
}

/// Targets that no normalisation looks at.
fn targets(model: &Model, doubts: &mut Doubts<'_>) {
    let stage = stage(model);
    for leaf in model.leaves.iter().filter(|leaf| leaf.target.is_some()) {
        let method = leaf.normalise.as_ref().or(stage);
        let aims = matches!(method, Some(Normalise::Distance(own)) if own.aims());
        if !aims {
            doubts.add(
                Key::LINT_TARGET_UNREAD,
                [("node", (&leaf.id).into())],
                format!("{}/target", leaf.pointer),
            );
        }
    }
}

/// Divisors and factors without a stage that looks at them.
fn divisors(model: &Model, doubts: &mut Doubts<'_>) {
    if model.stages.iter().any(|stage| matches!(stage, Stage::Denominate)) {
        return;
    }
    for leaf in model.leaves.iter().filter(|leaf| leaf.per.is_some() || leaf.times.is_some()) {
        doubts.add(Key::LINT_NOT_DENOMINATED, [("node", (&leaf.id).into())], leaf.pointer.as_str());
    }
}

fn stage(model: &Model) -> Option<&Normalise<Float>> {
    model.stages.iter().find_map(|stage| match stage {
        Stage::Normalise(method) => Some(method),
        _ => None,
    })
}

/// Weights that are not read, and parts that weigh nothing.
fn weights(
    framework: &CohortFramework,
    model: &Model,
    (node, group): (&Inner, &Group),
    doubts: &mut Doubts<'_>,
) {
    let read = group.combine.weighs() && matches!(group.weigh, Weigh::Given(_));
    let authored = framework.0.body.find(&node.id);
    for child in authored.iter().flat_map(|node| &node.children) {
        let Some(id) = child.id.as_ref().or(child.again.as_ref()) else { continue };
        let one = matches!(&child.weight, Quantity::Number(own) if Fraction::from(*own) == Fraction::ONE);
        let weightless = group
            .parts
            .iter()
            .zip(&group.given)
            .any(|(slot, weight)| model.name(*slot) == id.as_str() && *weight == Float::ZERO);
        if !one && !read {
            doubts.add(Key::LINT_WEIGHT_UNREAD, [("node", id.into())], &node.pointer);
        } else if weightless {
            let args = [("node", id.into()), ("parent", (&node.id).into())];
            doubts.add(Key::LINT_WEIGHTLESS, args, &node.pointer);
        }
    }
}

/// Parts whose worst is never above 0 under a mean that fails there.
fn zeros(model: &Model, (node, group): (&Inner, &Group), doubts: &mut Doubts<'_>) {
    if !group.combine.fails_at_zero() {
        return;
    }
    let stage = stage(model);
    for leaf in group.parts.iter().filter_map(|slot| model.leaves.get(*slot)) {
        let method = leaf.normalise.as_ref().or(stage);
        if method.is_some_and(|method| method.reaches_zero(leaf.direction)) {
            let args = [
                ("node", (&leaf.id).into()),
                ("method", group.combine.name().into()),
                ("parent", (&node.id).into()),
            ];
            doubts.add(Key::LINT_ZERO_UNDER_MEAN, args, &leaf.pointer);
        }
    }
}

/// An indicator that has more than half of the weight, by the weights the pack gives.
fn dominant(model: &Model, doubts: &mut Doubts<'_>) {
    let leaves = model.leaves.len();
    if leaves < 3 {
        return;
    }
    let mut weights = vec![Float::ZERO; leaves.saturating_add(model.nodes.len())];
    weights.last_mut().into_iter().for_each(|top| *top = Float::ONE);
    for (at, node) in model.nodes.iter().enumerate().rev() {
        let own = weights.get(leaves.saturating_add(at)).copied().unwrap_or(Float::ZERO);
        let From::Parts(group) = &node.from else { continue };
        let given = matches!(group.weigh, Weigh::Given(_)) && group.combine.weighs();
        let weight = |part: Float| if given { part } else { Float::ONE };
        let sum = Float::total(group.given.iter().map(|part| weight(*part)));
        for (slot, part) in group.parts.iter().zip(&group.given) {
            let share = own * weight(*part) / sum;
            weights.get_mut(*slot).into_iter().for_each(|cell| *cell = *cell + share);
        }
    }
    for (leaf, weight) in model.leaves.iter().zip(weights) {
        if weight > Float::HALF {
            let shown = weight.real().map(|own| own.to_string()).unwrap_or_default();
            let args = [("indicator", (&leaf.id).into()), ("weight", shown.into())];
            doubts.add(Key::LINT_INDEX_DOMINANT, args, &leaf.pointer);
        }
    }
}

impl Normalise<Float> {
    /// Whether the worst of any cohort is never above 0.
    fn reaches_zero(&self, direction: Direction) -> bool {
        let not_above = |value: Option<Float>| value.unwrap_or(Float::ZERO) <= Float::ZERO;
        match self {
            Self::MinMax(own) => not_above(own.from),
            Self::Borda(_) | Self::Distance(_) => true,
            Self::ZScore(own) => not_above(own.mean),
            Self::Same(_) => direction == Direction::Lower,
            _ => false,
        }
    }
}

impl Combine<Float> {
    /// Whether it reads the weights of its parts.
    const fn weighs(&self) -> bool {
        !matches!(
            self,
            Self::Product(_)
                | Self::Ratio(_)
                | Self::Difference(_)
                | Self::Minimum(_)
                | Self::Maximum(_)
                | Self::MazziottaPareto(_)
                | Self::BenefitOfTheDoubt(_)
        )
    }

    /// Whether a part that is not above 0 is an error.
    fn fails_at_zero(&self) -> bool {
        let fails = match self {
            Self::Geometric(own) => own.not_positive,
            Self::Harmonic(own) => own.not_positive,
            Self::Power(own) => own.not_positive,
            _ => return false,
        };
        fails.is_fail()
    }
}
