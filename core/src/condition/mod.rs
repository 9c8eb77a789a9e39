//! Conditions: a closed tree of predicates, three-valued, which explains itself. What facts there are is the
//! caller's; this room only combines them.

use serde::{Deserialize, Serialize};

use crate::num::Fraction;
use crate::text::Id;
use crate::trace::{Arg, Key, Message, Sentences};

/// A predicate over nodes `N` and numbers `Q`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Condition<N, Q> {
    /// Every one of them.
    All(Vec<Self>),
    /// One of them or more.
    Any(Vec<Self>),
    /// The contrary.
    Not(Box<Self>),
    /// So many of them or more.
    AtLeastOf(AtLeastOf<N, Q>),
    /// The score of a node, or of the whole.
    Score(Compare<N, Q>),
    /// The score as a share of the maximum.
    Share(Compare<N, Q>),
    /// The share of applicable criteria that were answered.
    Coverage(Compare<N, Q>),
    /// The node has its maximum.
    Met(N),
    /// The criterion has an answer that counts.
    Answered(N),
    /// The criterion has just this answer.
    AnsweredAs(AnsweredAs<N>),
}

/// A count of conditions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct AtLeastOf<N, Q> {
    /// How many must hold.
    pub(crate) count: u32,
    /// Of which.
    pub(crate) of: Vec<Condition<N, Q>>,
}

/// A reading against a number: one comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "N: Deserialize<'de>, Q: Deserialize<'de>"))]
pub(crate) struct Compare<N, Q> {
    /// The node; the whole where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) node: Option<N>,
    /// ≥
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at_least: Option<Q>,
    /// >
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) above: Option<Q>,
    /// ≤
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at_most: Option<Q>,
    /// <
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) below: Option<Q>,
    /// =
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) equals: Option<Q>,
}

/// A criterion and the answer it must have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct AnsweredAs<N> {
    /// The criterion.
    pub(crate) node: N,
    /// The answer: `true`, `false`, the id of an option, or a number.
    pub(crate) is: Word,
}

/// A plain answer as text; booleans read `true` and `false`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word(pub(crate) String);

/// Why a reading could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Because {
    /// The node has no value that counts.
    Missing(Id),
    /// An open parameter decides it.
    Open(Id),
}

/// A reading, or why there is none.
pub(crate) type Reading = Result<Fraction, Because>;

/// What a condition may read.
pub(crate) trait Facts<N> {
    fn name(&self, node: &N) -> Id;
    fn score(&self, node: Option<&N>) -> Reading;
    fn share(&self, node: Option<&N>) -> Reading;
    fn coverage(&self, node: Option<&N>) -> Reading;
    fn answer(&self, node: &N) -> Option<String>;
}

/// Three values: a condition that could not be evaluated says why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Truth {
    True,
    False,
    Unknown(Because),
}

impl Truth {
    const fn of(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }

    fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            unknown => unknown,
        }
    }
}

impl<N, Q> Compare<N, Q> {
    /// The comparisons written: sign and number.
    pub(crate) fn comparisons(&self) -> impl Iterator<Item = (&'static str, &Q)> {
        [
            ("≥", &self.at_least),
            (">", &self.above),
            ("≤", &self.at_most),
            ("<", &self.below),
            ("=", &self.equals),
        ]
        .into_iter()
        .filter_map(|(sign, bound)| bound.as_ref().map(|bound| (sign, bound)))
    }
}

impl<N, Q> Condition<N, Q> {
    /// The conditions within, each with its step of pointer.
    pub(crate) fn parts(&self) -> Vec<(String, &Self)> {
        let list = |name: &str, items: &'_ [Self]| {
            (0..items.len()).map(|index| format!("/{name}/{index}")).collect::<Vec<_>>()
        };
        match self {
            Self::All(items) => list("all", items).into_iter().zip(items).collect(),
            Self::Any(items) => list("any", items).into_iter().zip(items).collect(),
            Self::Not(inner) => vec![("/not".to_owned(), inner)],
            Self::AtLeastOf(of) => list("at_least_of/of", &of.of).into_iter().zip(&of.of).collect(),
            _ => Vec::new(),
        }
    }

    /// The same condition over other nodes and numbers.
    pub(crate) fn map<M, R>(&self, node: &impl Fn(&N) -> M, number: &impl Fn(&Q) -> R) -> Condition<M, R> {
        let many = |items: &[Self]| items.iter().map(|item| item.map(node, number)).collect();
        let compare = |c: &Compare<N, Q>| Compare {
            node: c.node.as_ref().map(node),
            at_least: c.at_least.as_ref().map(number),
            above: c.above.as_ref().map(number),
            at_most: c.at_most.as_ref().map(number),
            below: c.below.as_ref().map(number),
            equals: c.equals.as_ref().map(number),
        };
        match self {
            Self::All(items) => Condition::All(many(items)),
            Self::Any(items) => Condition::Any(many(items)),
            Self::Not(inner) => Condition::Not(Box::new(inner.map(node, number))),
            Self::AtLeastOf(of) => Condition::AtLeastOf(AtLeastOf { count: of.count, of: many(&of.of) }),
            Self::Score(c) => Condition::Score(compare(c)),
            Self::Share(c) => Condition::Share(compare(c)),
            Self::Coverage(c) => Condition::Coverage(compare(c)),
            Self::Met(n) => Condition::Met(node(n)),
            Self::Answered(n) => Condition::Answered(node(n)),
            Self::AnsweredAs(a) => {
                Condition::AnsweredAs(AnsweredAs { node: node(&a.node), is: a.is.clone() })
            }
        }
    }
}

/// A number a condition compares with: known, or an open parameter's.
pub(crate) type Bound = Result<Fraction, Id>;

impl<N> Condition<N, Bound> {
    /// Whether the condition holds.
    pub(crate) fn evaluate(&self, facts: &impl Facts<N>) -> Truth {
        let count = |items: &[Self], wanted: usize| {
            let truths: Vec<Truth> = items.iter().map(|item| item.evaluate(facts)).collect();
            let holding = truths.iter().filter(|truth| **truth == Truth::True).count();
            let unknown = truths.iter().filter(|truth| matches!(truth, Truth::Unknown(_))).count();
            if holding >= wanted {
                return Truth::True;
            }
            if holding.saturating_add(unknown) < wanted {
                return Truth::False;
            }
            truths.into_iter().find(|truth| matches!(truth, Truth::Unknown(_))).unwrap_or(Truth::False)
        };
        match self {
            Self::All(items) => count(items, items.len()),
            Self::Any(items) => count(items, 1),
            Self::Not(inner) => inner.evaluate(facts).not(),
            Self::AtLeastOf(of) => count(&of.of, usize::try_from(of.count).unwrap_or(usize::MAX)),
            Self::Score(c) => compare(c, facts.score(c.node.as_ref())),
            Self::Share(c) => compare(c, facts.share(c.node.as_ref())),
            Self::Coverage(c) => compare(c, facts.coverage(c.node.as_ref())),
            Self::Met(node) => match facts.share(Some(node)) {
                Ok(share) => Truth::of(share >= Fraction::ONE),
                Err(because) => Truth::Unknown(because),
            },
            Self::Answered(node) => Truth::of(facts.answer(node).is_some()),
            Self::AnsweredAs(a) => match facts.answer(&a.node) {
                Some(answer) => Truth::of(answer == a.is.0),
                None => Truth::Unknown(Because::Missing(facts.name(&a.node))),
            },
        }
    }

    /// The first reading the condition took, with the value read and the bound.
    pub(crate) fn explain<'a>(&'a self, facts: &impl Facts<N>, said: &mut Sentences<'a>) -> Option<Message> {
        let shown = |value: Reading| value.map_or_else(|_| Arg::from("?"), Arg::from);
        let mut reading = |key: Key, c: &'a Compare<N, Bound>, value: Reading| {
            let (sign, bound) = c.comparisons().next()?;
            let name = c.node.as_ref().map_or_else(|| Arg::from("Σ"), |node| facts.name(node).into());
            let bound = bound.as_ref().map_or_else(|id| format!("{id}?").into(), Arg::from);
            let args = [("node", name), ("sign", sign.into()), ("value", shown(value)), ("bound", bound)];
            Some(said.say(key, args))
        };
        let answered = |node: &N| facts.answer(node).map_or_else(|| Arg::from("—"), Arg::from);
        match self {
            Self::Score(c) => reading(Key::READ_SCORE, c, facts.score(c.node.as_ref())),
            Self::Share(c) => reading(Key::READ_SHARE, c, facts.share(c.node.as_ref())),
            Self::Coverage(c) => reading(Key::READ_COVERAGE, c, facts.coverage(c.node.as_ref())),
            Self::Met(node) => {
                let args = [("node", facts.name(node).into()), ("value", shown(facts.share(Some(node))))];
                Some(said.say(Key::READ_MET, args))
            }
            Self::Answered(node) => {
                let args = [("node", facts.name(node).into()), ("answer", answered(node))];
                Some(said.say(Key::READ_ANSWER, args))
            }
            Self::AnsweredAs(a) => {
                let (node, wanted) = (facts.name(&a.node).into(), a.is.0.as_str().into());
                let args = [("node", node), ("answer", answered(&a.node)), ("wanted", wanted)];
                Some(said.say(Key::READ_ANSWER_AS, args))
            }
            Self::Not(inner) => inner.explain(facts, said),
            Self::All(items) | Self::Any(items) | Self::AtLeastOf(AtLeastOf { of: items, .. }) => {
                items.iter().find_map(|item| item.explain(facts, said))
            }
        }
    }
}

fn compare<N>(c: &Compare<N, Bound>, reading: Reading) -> Truth {
    let value = match reading {
        Ok(value) => value,
        Err(because) => return Truth::Unknown(because),
    };
    let mut truth = Truth::True;
    for (sign, bound) in c.comparisons() {
        let Ok(bound) = bound else {
            if let Err(id) = bound {
                truth = Truth::Unknown(Because::Open(id.clone()));
            }
            continue;
        };
        let holds = match sign {
            "≥" => value >= *bound,
            ">" => value > *bound,
            "≤" => value <= *bound,
            "<" => value < *bound,
            _ => value == *bound,
        };
        if !holds {
            return Truth::False;
        }
    }
    truth
}

impl Serialize for Word {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_str() {
            "true" => serializer.serialize_bool(true),
            "false" => serializer.serialize_bool(false),
            text => serializer.serialize_str(text),
        }
    }
}

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Word;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("`true`, `false`, the id of an option, or a number")
            }
            fn visit_bool<E>(self, value: bool) -> Result<Word, E> {
                Ok(Word(value.to_string()))
            }
            fn visit_u64<E>(self, value: u64) -> Result<Word, E> {
                Ok(Word(value.to_string()))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Word, E> {
                Ok(Word(value.to_string()))
            }
            fn visit_str<E>(self, text: &str) -> Result<Word, E> {
                // numbers have one spelling, so that 0.50 is 0.5
                Ok(Word(
                    crate::num::Exact::parse(text)
                        .map_or_else(|_| text.to_owned(), |exact| exact.to_string()),
                ))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Word {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Answer word".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": ["string", "boolean", "number"]})
    }
}
