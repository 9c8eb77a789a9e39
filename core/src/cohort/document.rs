//! The authored shape of an index: what its YAML and JSON may hold beside the header, and nothing else.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::aggregate::{By, Combine};
use super::impute::Impute;
use super::normalise::{Direction, Normalise};
use super::table;
use super::treat::Treat;
use super::weigh::Weigh;
use crate::date::Date;
use crate::num::{Exact, Fraction, Rounding};
use crate::pack::Quantity;
use crate::ranking::Ties;
use crate::text::{Id, Text};

/// Everything an index says beside its header.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Body {
    /// What is done to the figures before they are put together, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) stages: Vec<Stage<Quantity>>,
    /// How much of the parts must be there, unless a node says otherwise; all of them where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) available: Option<Enough<Quantity>>,
    /// How scores are shown and ranked, unless a node says otherwise; a file on top of a pack has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) publish: Option<Publish>,
    /// Which correlations are flagged when the index is studied; as the package COINr has it where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) flags: Option<Flags<Quantity>>,
    /// From the lowest to the highest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) levels: Vec<Level>,
    /// The index: the node at the top; a file on top of a pack has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) index: Option<Node>,
    /// Of a file on top of a pack: what becomes of its open indicators, by id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) extend_index: BTreeMap<Id, Branch>,
    /// Cases the pack must pass.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) tests: Vec<Test>,
}

/// What is done to the figures of all indicators; an indicator may say otherwise for itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) enum Stage<Q> {
    /// Figures are divided by what `per` names.
    Denominate,
    /// Subjects and indicators with too little data are left out.
    Screen(Screen<Q>),
    /// Something stands in for missing figures.
    Impute(Impute<Q>),
    /// Outliers are treated.
    Treat(Treat<Q>),
    /// Figures become comparable.
    Normalise(Normalise<Q>),
}

impl<Q> Stage<Q> {
    /// The name packs write.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Denominate => "denominate",
            Self::Screen(_) => "screen",
            Self::Impute(_) => "impute",
            Self::Treat(_) => "treat",
            Self::Normalise(_) => "normalise",
        }
    }

    /// The same stage over other numbers.
    pub(crate) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Stage<R> {
        match self {
            Self::Denominate => Stage::Denominate,
            Self::Screen(screen) => Stage::Screen(screen.map(number)),
            Self::Impute(method) => Stage::Impute(method.map(number)),
            Self::Treat(method) => Stage::Treat(method.map(number)),
            Self::Normalise(method) => Stage::Normalise(method.map(number)),
        }
    }
}

/// Which shares of figures must be there. Indicators are looked at first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct Screen<Q> {
    /// The least share of subjects an indicator must have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) indicators: Option<Q>,
    /// The least share of indicators a subject must have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) subjects: Option<Q>,
    /// The least share of a subject's figures that must not be 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) not_zero: Option<Q>,
}

impl<Q> Screen<Q> {
    fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Screen<R> {
        let one = |value: &Option<Q>| value.as_ref().map(number);
        Screen {
            indicators: one(&self.indicators),
            subjects: one(&self.subjects),
            not_zero: one(&self.not_zero),
        }
    }
}

/// How much of the parts must be there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Enough<Q> {
    /// The least share, above 0.
    pub(crate) at_least: Q,
    /// What it is a share of.
    #[serde(default)]
    pub(crate) by: By,
}

/// Which correlations are flagged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Flags<Q> {
    /// Below this two run against each other.
    pub(crate) negative: Q,
    /// Up to this they have little to do with each other.
    pub(crate) weak: Q,
    /// From this they say the same twice.
    pub(crate) collinear: Q,
    /// The source of these limits.
    pub(crate) cite: Id,
}

/// How scores are shown and ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Publish {
    /// Digits after the point.
    pub(crate) places: u32,
    /// How they are rounded.
    pub(crate) rounding: Rounding,
    /// The score that ranks come from.
    pub(crate) ranks_on: On,
    /// The rank of those that share a score.
    #[serde(default)]
    pub(crate) ties: Ties,
    /// The score that levels come from; that of ranks where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) levels_on: Option<On>,
    /// The lowest score is the best.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) lowest_first: bool,
}

/// The score that something comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum On {
    /// Before rounding, to twelve digits.
    Full,
    /// After rounding.
    Published,
}

/// A level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Level {
    /// Its id.
    pub(crate) id: Id,
    /// What people call it.
    pub(crate) label: Text,
    /// The score it begins at.
    pub(crate) from: Quantity,
    /// Its source.
    pub(crate) cite: Id,
}

/// How a node's score is rounded before it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Round {
    /// Digits after the point.
    pub(crate) places: u32,
    /// How they are rounded.
    pub(crate) rounding: Rounding,
}

/// The index, a group of indicators, an indicator, a number, or a node used once more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Node {
    /// Its id, the only one of its name in the pack; a `use` has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<Id>,
    /// What people call it; a `use` and a `constant` may do without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) label: Option<Text>,
    /// Its source; the one of the node above where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) cite: Option<Id>,
    /// Remark, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
    /// Its weight in the node above.
    #[serde(default = "Quantity::one", skip_serializing_if = "Quantity::is_one")]
    pub(crate) weight: Quantity,
    /// Of an indicator: the column of the table; that of its id where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) column: Option<String>,
    /// Which figures are better.
    #[serde(default, skip_serializing_if = "Direction::is_higher")]
    pub(crate) direction: Direction,
    /// Of an indicator: the column that its figures are divided by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) per: Option<String>,
    /// Of an indicator: what its figures are multiplied by, such as 1000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) times: Option<Quantity>,
    /// Of an indicator: the figure it aims at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) target: Option<Quantity>,
    /// Of an indicator: what stands in for its missing figures, in place of what the stage says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) impute: Option<Impute<Quantity>>,
    /// Of an indicator: how its outliers are treated, in place of what the stage says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) treat: Option<Treat<Quantity>>,
    /// How its figures, or the scores of a group, become comparable; of an indicator in place of what the stage says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) normalise: Option<Normalise<Quantity>>,
    /// A number that every subject has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) constant: Option<Quantity>,
    /// A node of the pack that is used here once more.
    #[serde(default, rename = "use", skip_serializing_if = "Option::is_none")]
    pub(crate) again: Option<Id>,
    /// Of an indicator: an organisation's file may make a group of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) open: bool,
    /// Of a group: how its parts become a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) aggregate: Option<Combine<Quantity>>,
    /// Of a group: where the weights of its parts come from; the `weight` of each where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) weigh: Option<Weigh<Quantity>>,
    /// Of a group: how much of its parts must be there; as in the node above where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) available: Option<Enough<Quantity>>,
    /// Of a group: nodes that make it 0 when they are 0.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) zeroed_by: Vec<Id>,
    /// Rounding of its score before it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) round: Option<Round>,
    /// How its score is shown and ranked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) publish: Option<Publish>,
    /// Whether the levels hold for it too; for the index they do.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) levels: bool,
    /// Of a group: its parts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) children: Vec<Self>,
}

/// The group that a file makes of an open indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Branch {
    /// How its parts become a whole.
    pub(crate) aggregate: Combine<Quantity>,
    /// Where the weights of its parts come from; the `weight` of each where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) weigh: Option<Weigh<Quantity>>,
    /// How much of its parts must be there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) available: Option<Enough<Quantity>>,
    /// Its parts.
    pub(crate) children: Vec<Node>,
}

impl Body {
    /// A node by its id.
    pub(crate) fn find(&self, id: &Id) -> Option<&Node> {
        let mut nodes: Vec<&Node> = self.index.iter().collect();
        while let Some(node) = nodes.pop() {
            if node.id.as_ref() == Some(id) {
                return Some(node);
            }
            nodes.extend(&node.children);
        }
        None
    }
}

/// A case the pack must pass: a table, and what comes out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Test {
    /// What the case shows.
    pub(crate) name: String,
    /// The day it is judged on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) as_of: Option<Date>,
    /// The figures.
    pub(crate) table: table::Document,
    /// What must come out.
    pub(crate) expect: Expect,
}

/// What must come out of a case; everything written is compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Expect {
    /// Published scores by node and subject.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) scores: BTreeMap<Id, BTreeMap<String, Exact>>,
    /// Subjects of which the index cannot be told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) undetermined: Vec<String>,
    /// Ranks on the index by subject.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) ranks: BTreeMap<String, Fraction>,
    /// Levels on the index by subject.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) levels: BTreeMap<String, Id>,
    /// The code of the error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<String>,
}

/// Every quantity of a body, each with the pointer to its node, stage or level.
pub(crate) fn quantities(body: &Body) -> Vec<(Quantity, String)> {
    let found = std::cell::RefCell::new(Vec::new());
    let reader = |at: String| {
        let found = &found;
        move |quantity: &Quantity| found.borrow_mut().push((quantity.clone(), at.clone()))
    };
    for (at, stage) in body.stages.iter().enumerate() {
        stage.map(&reader(format!("/stages/{at}")));
    }
    if let Some(flags) = &body.flags {
        let read = reader("/flags".to_owned());
        [&flags.negative, &flags.weak, &flags.collinear].into_iter().for_each(read);
    }
    body.available.iter().for_each(|enough| reader("/available".to_owned())(&enough.at_least));
    for (at, level) in body.levels.iter().enumerate() {
        reader(format!("/levels/{at}/from"))(&level.from);
    }
    let mut nodes: Vec<(&Node, String)> = body.index.iter().map(|node| (node, "/index".to_owned())).collect();
    while let Some((node, at)) = nodes.pop() {
        let read = reader(at.clone());
        let plain = [Some(&node.weight), node.times.as_ref(), node.target.as_ref(), node.constant.as_ref()];
        plain.into_iter().flatten().for_each(&read);
        node.available.iter().for_each(|enough| read(&enough.at_least));
        if let Some(method) = &node.impute {
            method.map(&read);
        }
        if let Some(method) = &node.treat {
            method.map(&read);
        }
        if let Some(method) = &node.normalise {
            method.map(&read);
        }
        if let Some(method) = &node.aggregate {
            method.map(&read);
        }
        if let Some(method) = &node.weigh {
            method.map(&read);
        }
        let children = node.children.iter().enumerate();
        nodes.extend(children.map(|(place, child)| (child, format!("{at}/children/{place}"))));
    }
    found.into_inner()
}
