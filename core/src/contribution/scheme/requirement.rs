//! What must hold of a contribution for it to earn anything. What it does not say does not hold.

use serde::{Deserialize, Serialize};

use super::points::Facts;
use crate::num::Fraction;
use crate::pack::Quantity;
use crate::text::Id;
use crate::trace::{Arg, Key, Message, Sentences};

/// What must hold of a contribution for it to earn anything. What it does not say does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Requirement<Q> {
    /// A quantity within bounds.
    Quantity(OfQuantity<Q>),
    /// A share of two quantities within bounds.
    Ratio(OfRatio<Q>),
    /// An attribute with one of these values.
    Attribute(OfAttribute),
    /// So many pieces of evidence.
    Evidence(OfEvidence),
}

/// A quantity within bounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct OfQuantity<Q> {
    /// The quantity.
    pub(crate) of: Id,
    /// At least this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at_least: Option<Q>,
    /// At most this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at_most: Option<Q>,
}

/// A share of two quantities within bounds, compared by cross-multiplication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct OfRatio<Q> {
    /// The quantity above.
    pub(crate) part: Id,
    /// The quantity below.
    pub(crate) whole: Id,
    /// At least this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at_least: Option<Q>,
    /// At most this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at_most: Option<Q>,
}

/// An attribute with one of these values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct OfAttribute {
    /// The attribute.
    pub(crate) of: Id,
    /// The values.
    #[serde(rename = "in")]
    pub(crate) among: Vec<Id>,
}

/// So many pieces of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct OfEvidence {
    /// How many.
    pub(crate) at_least: u32,
}

impl Requirement<Quantity> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Quantity) -> R) -> Requirement<R> {
        match self {
            Self::Quantity(OfQuantity { of, at_least, at_most }) => Requirement::Quantity(OfQuantity {
                of: of.clone(),
                at_least: at_least.as_ref().map(number),
                at_most: at_most.as_ref().map(number),
            }),
            Self::Ratio(OfRatio { part, whole, at_least, at_most }) => Requirement::Ratio(OfRatio {
                part: part.clone(),
                whole: whole.clone(),
                at_least: at_least.as_ref().map(number),
                at_most: at_most.as_ref().map(number),
            }),
            Self::Attribute(own) => Requirement::Attribute(own.clone()),
            Self::Evidence(own) => Requirement::Evidence(own.clone()),
        }
    }
}

impl Requirement<Fraction> {
    /// The quantity of which more than it allows is as good as nothing.
    pub(super) fn at_most(&self) -> Option<&Id> {
        match self {
            Self::Quantity(own) => own.at_most.as_ref().map(|_| &own.of),
            Self::Ratio(own) => own.at_most.as_ref().map(|_| &own.part),
            Self::Attribute(_) | Self::Evidence(_) => None,
        }
    }

    /// Whether it holds of a contribution with so many pieces of evidence.
    pub(crate) fn holds(&self, facts: &impl Facts, evidence: usize) -> bool {
        let within = |value: &Fraction, least: &Option<Fraction>, most: &Option<Fraction>| {
            least.as_ref().is_none_or(|least| value >= least)
                && most.as_ref().is_none_or(|most| value <= most)
        };
        match self {
            Self::Quantity(own) => {
                facts.quantity(&own.of).is_some_and(|value| within(&value, &own.at_least, &own.at_most))
            }
            Self::Ratio(own) => {
                let share = facts.quantity(&own.part).zip(facts.quantity(&own.whole));
                let share = share.and_then(|(part, whole)| part.div(&whole));
                share.is_some_and(|share| within(&share, &own.at_least, &own.at_most))
            }
            Self::Attribute(own) => facts.attribute(&own.of).is_some_and(|value| own.among.contains(value)),
            Self::Evidence(own) => evidence >= usize::try_from(own.at_least).unwrap_or(usize::MAX),
        }
    }

    /// The requirement with the value it read.
    pub(crate) fn explain<'a>(
        &'a self,
        facts: &impl Facts,
        evidence: usize,
        said: &mut Sentences<'a>,
    ) -> Message {
        let number = |number: &Option<Fraction>, unknown: &'static str| -> Arg<'a> {
            number.clone().map_or_else(|| unknown.into(), Arg::from)
        };
        match self {
            Self::Quantity(own) => {
                let value = number(&facts.quantity(&own.of), "?");
                let (least, most) = (number(&own.at_least, "…"), number(&own.at_most, "…"));
                let of = (&own.of).into();
                said.say(
                    Key::NEEDS_QUANTITY,
                    [("of", of), ("value", value), ("least", least), ("most", most)],
                )
            }
            Self::Ratio(own) => {
                let share = facts.quantity(&own.part).zip(facts.quantity(&own.whole));
                let value = number(&share.and_then(|(part, whole)| part.div(&whole)), "?");
                let (least, most) = (number(&own.at_least, "…"), number(&own.at_most, "…"));
                let (part, whole) = ((&own.part).into(), (&own.whole).into());
                said.say(
                    Key::NEEDS_RATIO,
                    [("part", part), ("whole", whole), ("value", value), ("least", least), ("most", most)],
                )
            }
            Self::Attribute(own) => {
                let among = own.among.iter().map(Id::as_str).collect::<Vec<_>>().join(", ");
                let found = facts.attribute(&own.of).map_or_else(|| "?".to_owned(), Id::to_string);
                said.say(
                    Key::NEEDS_ATTRIBUTE,
                    [("of", (&own.of).into()), ("value", found.into()), ("among", among.into())],
                )
            }
            Self::Evidence(own) => {
                let found = u32::try_from(evidence).unwrap_or(u32::MAX);
                said.say(Key::NEEDS_EVIDENCE, [("value", found.into()), ("least", own.at_least.into())])
            }
        }
    }
}
