//! Conditions over facts and results: a closed tree of predicates, three-valued. What is not known is never failed, and is
//! named.

mod rank;
mod truth;

use serde::{Deserialize, Serialize};

pub(crate) use self::rank::{Rank, TopShare};
pub use self::truth::Missing;
pub(crate) use self::truth::Truth;
use super::board::{Reader, Subject};
use super::facts::document::Initiative;
use super::reason::Reason;
use crate::num::Fraction;
use crate::pack::Quantity;
use crate::text::Id;
use crate::trace::Key;

/// A predicate over the facts of somebody and the results of stages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Condition {
    /// Every one of them.
    All(Vec<Self>),
    /// One of them or more.
    Any(Vec<Self>),
    /// The contrary.
    Not(Box<Self>),
    /// A fact is yes.
    Yes(Id),
    /// A fact is no.
    No(Id),
    /// A fact lies within bounds.
    Number(Within),
    /// A fact is one of these names.
    Choice(Among),
    /// The points of a stage lie within bounds.
    Points(Within),
    /// A stage came out at one of these levels.
    Level(Among),
    /// A stage came out well: the title is given, the chain holds, the share is reached.
    Holds(Id),
    /// There is an initiative recognised at one of these levels.
    Initiative(Recognised),
    /// The rank is certainly within so many: not known where it may be within or not.
    Rank(Rank),
    /// Chosen for the top share by the standings, of whom few are expected not to belong to it.
    TopShare(TopShare),
    /// The same of the unit's head.
    Head(Box<Self>),
    /// The same of the person's unit.
    Unit(Box<Self>),
}

/// Bounds of a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Within {
    /// The fact, or the stage.
    pub(crate) of: Id,
    /// ≥
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at_least: Option<Quantity>,
    /// >
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) above: Option<Quantity>,
    /// ≤
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at_most: Option<Quantity>,
    /// <
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) below: Option<Quantity>,
}

/// A choice among names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Among {
    /// The fact, or the stage.
    pub(crate) of: Id,
    /// The names.
    #[serde(rename = "in")]
    pub(crate) among: Vec<Id>,
}

/// An initiative that was recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Recognised {
    /// At one of these levels.
    pub(crate) level: Vec<Id>,
    /// The least share of its author; any where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) share: Option<Quantity>,
}

impl Condition {
    /// The conditions within, each with its step of pointer.
    pub(crate) fn parts(&self) -> Vec<(String, &Self)> {
        let list = |name: &str, items: &'_ [Self]| {
            (0..items.len()).map(|index| format!("/{name}/{index}")).collect::<Vec<_>>()
        };
        match self {
            Self::All(items) => list("all", items).into_iter().zip(items).collect(),
            Self::Any(items) => list("any", items).into_iter().zip(items).collect(),
            Self::Not(inner) => vec![("/not".to_owned(), inner)],
            Self::Head(inner) => vec![("/head".to_owned(), inner)],
            Self::Unit(inner) => vec![("/unit".to_owned(), inner)],
            _ => Vec::new(),
        }
    }

    /// The stages it reads.
    pub(crate) fn stages<'c>(&'c self, found: &mut Vec<&'c Id>) {
        match self {
            Self::Points(Within { of, .. }) | Self::Level(Among { of, .. }) | Self::Holds(of) => {
                found.push(of)
            }
            _ => self.parts().into_iter().for_each(|(_, part)| part.stages(found)),
        }
    }

    /// Whether it holds of somebody. Each reading taken is a reason.
    pub(crate) fn evaluate(&self, reader: &Reader<'_>, of: Subject<'_>, reasons: &mut Vec<Reason>) -> Truth {
        let mut many = |items: &[Self]| -> Vec<Truth> {
            items.iter().map(|item| item.evaluate(reader, of, reasons)).collect()
        };
        match self {
            Self::All(items) => Truth::all(many(items)),
            // one that holds is enough: none of them not holding is all of them failing
            Self::Any(items) => Truth::all(many(items).into_iter().map(Truth::not)).not(),
            Self::Not(inner) => inner.evaluate(reader, of, reasons).not(),
            Self::Yes(fact) => Self::yes(reader, of, fact, true, reasons),
            Self::No(fact) => Self::yes(reader, of, fact, false, reasons),
            Self::Number(within) => {
                let value = reader.fact(of, &within.of).and_then(|value| value.number());
                within.evaluate(reader, of, value, Key::READ_FACT_NUMBER, reasons)
            }
            Self::Points(within) => {
                let value = reader.points(of, &within.of);
                within.evaluate(reader, of, value, Key::READ_POINTS, reasons)
            }
            Self::Choice(among) => {
                let found = reader.fact(of, &among.of).and_then(|value| value.word().map(str::to_owned));
                let truth = match &found {
                    Some(found) => Truth::of(among.among.iter().any(|own| own.as_str() == found)),
                    None => Truth::missing(of.id, &among.of),
                };
                reasons.push(among.reason(Key::READ_FACT_CHOICE, of, found.unwrap_or("?".into()), &truth));
                truth
            }
            Self::Level(among) => {
                let (truth, found) = reader.level(of, &among.of, &among.among);
                reasons.push(among.reason(Key::READ_LEVEL, of, found, &truth));
                truth
            }
            Self::Holds(stage) => {
                let truth = reader.holds(of, stage);
                let key = match truth {
                    Truth::Met => Key::READ_HOLDS,
                    Truth::Failed => Key::READ_HOLDS_NOT,
                    Truth::Unknown(_) => Key::READ_HOLDS_UNKNOWN,
                };
                let label = reader.label(stage);
                reasons.push(Reason::new(key, [("of", of.id.into()), ("stage", label)]).held(truth.holds()));
                truth
            }
            Self::Initiative(recognised) => recognised.evaluate(reader, of, reasons),
            Self::Rank(rank) => rank.evaluate(reader, of, reasons),
            Self::TopShare(top) => top.evaluate(reader, of, reasons),
            Self::Head(inner) => match reader.head_of(of) {
                Some(head) => inner.evaluate(reader, head, reasons),
                None => Truth::missing(of.id, &Id::fixed("head")),
            },
            Self::Unit(inner) => match reader.unit_of(of) {
                Some(unit) => inner.evaluate(reader, unit, reasons),
                None => Truth::missing(of.id, &Id::fixed("unit")),
            },
        }
    }

    fn yes(
        reader: &Reader<'_>,
        of: Subject<'_>,
        fact: &Id,
        wanted: bool,
        reasons: &mut Vec<Reason>,
    ) -> Truth {
        let found = reader.fact(of, fact).and_then(|value| value.yes());
        let truth = found.map_or_else(|| Truth::missing(of.id, fact), |found| Truth::of(found == wanted));
        let word = |value: Option<bool>| match value {
            Some(true) => Key::ANSWER_YES,
            Some(false) => Key::ANSWER_NO,
            None => Key::UNKNOWN_ANSWER,
        };
        let args = [
            ("of", of.id.into()),
            ("fact", fact.into()),
            ("value", word(found).into()),
            ("wanted", word(Some(wanted)).into()),
        ];
        reasons.push(Reason::new(Key::READ_FACT_YES, args).held(truth.holds()));
        truth
    }
}

impl Within {
    /// The comparisons written: sign and number.
    pub(crate) fn comparisons(&self) -> impl Iterator<Item = (&'static str, &Quantity)> {
        [("≥", &self.at_least), (">", &self.above), ("≤", &self.at_most), ("<", &self.below)]
            .into_iter()
            .filter_map(|(sign, bound)| bound.as_ref().map(|bound| (sign, bound)))
    }

    fn evaluate(
        &self,
        reader: &Reader<'_>,
        of: Subject<'_>,
        value: Option<Fraction>,
        key: Key,
        reasons: &mut Vec<Reason>,
    ) -> Truth {
        let mut truths = Vec::new();
        for (sign, quantity) in self.comparisons() {
            let bound = reader.numbers.get(quantity);
            let truth = match (&value, &bound) {
                (None, _) => Truth::missing(of.id, &self.of),
                (_, Err(open)) => Truth::missing(of.id, open.parameter()),
                (Some(value), Ok(bound)) => Truth::of(match sign {
                    "≥" => value >= bound,
                    ">" => value > bound,
                    "≤" => value <= bound,
                    _ => value < bound,
                }),
            };
            let shown = value.as_ref().map_or_else(|| "?".into(), Into::into);
            let bound =
                bound.as_ref().map_or_else(|open| format!("{}?", open.parameter()).into(), Into::into);
            let args = [
                ("of", of.id.into()),
                ("fact", (&self.of).into()),
                ("value", shown),
                ("sign", sign.into()),
                ("bound", bound),
            ];
            reasons.push(Reason::new(key, args).held(truth.holds()));
            truths.push(truth);
        }
        Truth::all(truths)
    }
}

impl Among {
    fn reason(&self, key: Key, of: Subject<'_>, found: String, truth: &Truth) -> Reason {
        let among = self.among.iter().map(Id::as_str).collect::<Vec<_>>().join(", ");
        let args = [
            ("of", of.id.into()),
            ("fact", (&self.of).into()),
            ("value", found.into()),
            ("among", among.into()),
        ];
        Reason::new(key, args).held(truth.holds())
    }
}

impl Recognised {
    fn evaluate(&self, reader: &Reader<'_>, of: Subject<'_>, reasons: &mut Vec<Reason>) -> Truth {
        let name = &Id::fixed("initiatives");
        let least = self.share.as_ref().map(|share| reader.numbers.get(share)).transpose();
        let list = of.person.and_then(|person| person.initiatives.as_ref());
        let counts = |one: &&Initiative, least: Option<&Fraction>| {
            one.recognised_by.is_some()
                && one.on.is_none_or(|on| on <= reader.round.known_by())
                && self.level.contains(&one.level)
                && least.is_none_or(|least| one.share.as_ref().unwrap_or(&Fraction::ONE) >= least)
        };
        let (truth, found) = match (list, &least) {
            (None, _) => (Truth::missing(of.id, name), None),
            (_, Err(open)) => (Truth::missing(of.id, open.parameter()), None),
            (Some(list), Ok(least)) => {
                let found = list.iter().find(|one| counts(one, least.as_ref()));
                (Truth::of(found.is_some()), found)
            }
        };
        let among = self.level.iter().map(Id::as_str).collect::<Vec<_>>().join(", ");
        let reason = match found {
            Some(own) => {
                let by = own.recognised_by.as_ref().map_or("?", Id::as_str);
                let args = [
                    ("of", of.id.into()),
                    ("initiative", (&own.id).into()),
                    ("level", (&own.level).into()),
                    ("by", by.into()),
                    ("on", own.on.into()),
                ];
                Reason::new(Key::READ_INITIATIVE, args)
            }
            None if truth == Truth::Failed => {
                Reason::new(Key::READ_INITIATIVE_NONE, [("of", of.id.into()), ("among", among.into())])
            }
            None => {
                Reason::new(Key::READ_INITIATIVE_UNKNOWN, [("of", of.id.into()), ("among", among.into())])
            }
        };
        reasons.push(reason.held(truth.holds()));
        truth
    }
}
