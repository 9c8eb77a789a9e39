//! Weights of the parts of a node: where they come from. One file each.

mod ahp;
mod budget;
mod equal;
mod factors;
mod given;
mod optimised;
mod pca;

use serde::{Deserialize, Serialize};

pub(crate) use self::pca::correlations;

use super::column::Column;
use super::components::few;
use crate::error::{Code, Diagnostic};
use crate::num::Float;

/// Where the weights of a node's parts come from, over numbers `Q`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) enum Weigh<Q> {
    /// The `weight` of each.
    Given(given::Given),
    /// All the same, whatever is given.
    Equal(equal::Equal),
    /// Points that experts allocated.
    Budget(budget::Budget<Q>),
    /// Comparisons by pairs.
    Ahp(ahp::Ahp<Q>),
    /// The principal component of the parts.
    Pca(pca::Pca),
    /// Factors of the parts, rotated.
    Factors(factors::Factors),
    /// Those under which each part has the importance wanted.
    Optimised(optimised::Optimised<Q>),
}

impl<Q> Default for Weigh<Q> {
    fn default() -> Self {
        Self::Given(given::Given {})
    }
}

/// What a method of weighing sees.
pub(crate) struct Seen<'a> {
    /// The node.
    pub(crate) name: &'a str,
    /// Its parts.
    pub(crate) names: &'a [&'a str],
    /// The weights the pack gives them.
    pub(crate) given: &'a [Float],
    pub(crate) columns: &'a [&'a [Option<Float>]],
    /// The whole under other weights.
    pub(crate) whole: &'a dyn Fn(&[Float]) -> Result<Column, Diagnostic>,
}

impl Seen<'_> {
    fn refuse(&self, method: &str, (why, why_vi): (&str, &str)) -> Diagnostic {
        Diagnostic::new(Code::DEGENERATE)
            .with("name", self.name)
            .with("method", method)
            .with("why", why)
            .with("why_vi", why_vi)
    }
}

/// Weights, and how consistent the comparisons are that they come from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Weighed {
    pub(crate) weights: Vec<Float>,
    pub(crate) consistency: Option<Float>,
}

impl From<Vec<Float>> for Weighed {
    fn from(weights: Vec<Float>) -> Self {
        Self { weights, consistency: None }
    }
}

impl<Q> Weigh<Q> {
    /// The same method over other numbers.
    pub(crate) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Weigh<R> {
        match self {
            Self::Given(method) => Weigh::Given(*method),
            Self::Equal(method) => Weigh::Equal(*method),
            Self::Budget(method) => Weigh::Budget(method.map(number)),
            Self::Ahp(method) => Weigh::Ahp(method.map(number)),
            Self::Pca(method) => Weigh::Pca(*method),
            Self::Factors(method) => Weigh::Factors(*method),
            Self::Optimised(method) => Weigh::Optimised(method.map(number)),
        }
    }

    /// The name packs write.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Given(_) => "given",
            Self::Equal(_) => "equal",
            Self::Budget(_) => "budget",
            Self::Ahp(_) => "ahp",
            Self::Pca(_) => "pca",
            Self::Factors(_) => "factors",
            Self::Optimised(_) => "optimised",
        }
    }
}

impl Weigh<Float> {
    /// What is wrong with it alone, over the parts of these names.
    pub(crate) fn check(&self, names: &[&str]) -> Result<(), Diagnostic> {
        match self {
            Self::Given(_) | Self::Equal(_) => Ok(()),
            Self::Pca(_) => few(names.len()),
            Self::Budget(method) => method.check(names),
            Self::Ahp(method) => method.check(names),
            Self::Factors(method) => method.check(names),
            Self::Optimised(method) => method.check(names),
        }
    }

    /// The weights.
    pub(crate) fn weights(&self, seen: &Seen<'_>) -> Result<Weighed, Diagnostic> {
        match self {
            Self::Given(method) => Ok(method.weights(seen)),
            Self::Equal(method) => Ok(method.weights(seen)),
            Self::Budget(method) => Ok(method.weights(seen)),
            Self::Ahp(method) => method.weights(seen),
            Self::Pca(method) => method.weights(seen),
            Self::Factors(method) => method.weights(seen),
            Self::Optimised(method) => method.weights(seen),
        }
    }
}

/// Every name there is a part of, and no other.
fn names_all<'a>(
    names: &[&str],
    found: impl Iterator<Item = &'a str> + Clone,
    at: &str,
) -> Result<(), Diagnostic> {
    if let Some(other) = found.clone().find(|own| !names.contains(own)) {
        let diagnostic = Diagnostic::new(Code::UNKNOWN_NODE).with("id", other);
        return Err(diagnostic.meant(other, names.iter().copied()).at(at));
    }
    match names.iter().find(|name| !found.clone().any(|own| own == **name)) {
        Some(name) => Err(Diagnostic::new(Code::MISSING_FIELD).with("field", name).at(at)),
        None => Ok(()),
    }
}
