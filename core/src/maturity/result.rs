//! What is said of a result: score, level, coverage, gaps.

use std::fmt;

use super::document::Policy;
use super::evaluate::{Absence, State};
use crate::num::{Exact, Fraction};
use crate::text::{Id, Text};
use crate::trace::{Arg, Key, Message, Sentences};

/// A score, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Score {
    /// Known.
    Known {
        /// Before rounding.
        exact: Fraction,
        /// As the pack publishes it.
        published: Exact,
        /// Digits after the point the pack publishes.
        places: u32,
    },
    /// It depends on a parameter nobody could set yet.
    Undetermined {
        /// The parameter.
        parameter: Id,
    },
    /// The rules forbid one: by these criteria or gates.
    Forbidden {
        /// Ids of criteria whose absence fails, and of gates.
        by: Vec<Id>,
    },
    /// Nothing applies.
    Empty,
}

impl Score {
    /// The score before rounding.
    #[must_use]
    pub const fn exact(&self) -> Option<&Fraction> {
        match self {
            Self::Known { exact, .. } => Some(exact),
            _ => None,
        }
    }

    /// The score as published.
    #[must_use]
    pub const fn published(&self) -> Option<Exact> {
        match self {
            Self::Known { published, .. } => Some(*published),
            _ => None,
        }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known { published, places, .. } => f.write_str(&published.fixed(*places)),
            Self::Undetermined { parameter } => write!(f, "undetermined ({parameter})"),
            Self::Forbidden { by } => {
                let by: Vec<&str> = by.iter().map(Id::as_str).collect();
                write!(f, "none ({})", by.join(", "))
            }
            Self::Empty => f.write_str("none"),
        }
    }
}

/// A level with its name for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level<'a> {
    pub(super) id: &'a Id,
    pub(super) label: &'a Text,
}

impl<'a> Level<'a> {
    /// Its id in the pack.
    #[must_use]
    pub const fn id(&self) -> &'a Id {
        self.id
    }

    /// What people call it.
    #[must_use]
    pub const fn label(&self) -> &'a Text {
        self.label
    }
}

/// The level reached, or what is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LevelResult<'a> {
    /// This level.
    Reached(Level<'a>),
    /// One of the levels between these two, both possible; `None` is below the lowest.
    Between {
        /// The lowest it can be.
        low: Option<Level<'a>>,
        /// The highest it can be.
        high: Level<'a>,
        /// The open parameter that decides.
        parameter: Option<&'a Id>,
    },
    /// No level: the pack has none, none is reached, or a gate forbids one.
    None,
}

impl<'a> LevelResult<'a> {
    /// The level, where there is one for certain.
    #[must_use]
    pub const fn reached(&self) -> Option<&Level<'a>> {
        match self {
            Self::Reached(level) => Some(level),
            _ => None,
        }
    }
}

impl fmt::Display for LevelResult<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reached(level) => write!(f, "{}", level.id),
            Self::Between { low, high, .. } => {
                write!(f, "between {} and {}", low.as_ref().map_or("-", |low| low.id.as_str()), high.id)
            }
            Self::None => f.write_str("none"),
        }
    }
}

/// How much of a framework was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// Criteria with an answer that counts.
    pub answered: u32,
    /// Criteria that apply: the denominator.
    pub applicable: u32,
    /// All criteria.
    pub total: u32,
}

impl Coverage {
    /// That of some criteria.
    pub(super) fn of<'a>(states: impl Iterator<Item = &'a State>) -> Self {
        let (mut answered, mut applicable, mut total) = (0_u32, 0_u32, 0_u32);
        for state in states {
            let applies = !matches!(state, State::Absent(Absence::NotApplicable, Policy::Leave));
            answered = answered.wrapping_add(matches!(state, State::Valued).into());
            applicable = applicable.wrapping_add(applies.into());
            total = total.wrapping_add(1);
        }
        Self { answered, applicable, total }
    }

    /// The share answered; `None` when nothing applies.
    #[must_use]
    pub fn share(&self) -> Option<Fraction> {
        Fraction::from(self.answered).div(&Fraction::from(self.applicable))
    }
}

/// A criterion whose points could still be won.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap<'a> {
    /// The criterion.
    pub criterion: &'a Id,
    /// What people call it.
    pub label: &'a Text,
    /// What the whole would gain, were this criterion alone at its best.
    pub to_win: &'a Fraction,
}

/// What one node came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NodeScore<'a> {
    /// The node; the pack's id for the whole.
    pub id: &'a Id,
    /// What people call it.
    pub label: &'a Text,
    /// Its score; `None` where it is left out or undetermined.
    pub score: Option<&'a Fraction>,
    /// Its maximum over what applies; `None` where it is left out or undetermined.
    pub max: Option<&'a Fraction>,
    /// Its weight, where one is read.
    pub weight: Option<&'a Fraction>,
    /// `scored`, `left_out`, `undetermined`, or why a criterion has no value.
    pub state: &'static str,
}

/// The sentence for a score.
pub(crate) fn score_message<'a>(
    score: &'a Score,
    max: Option<&'a Fraction>,
    said: &mut Sentences<'a>,
) -> Message {
    match score {
        Score::Known { published, places, .. } => {
            let max = max.map_or_else(|| Arg::from("?"), Arg::from);
            said.say(Key::SCORE_IS, [("score", Arg::published(*published, *places)), ("max", max)])
        }
        Score::Undetermined { parameter } => {
            said.say(Key::SCORE_UNDETERMINED, [("parameter", parameter.into())])
        }
        Score::Forbidden { by } => {
            let by: Vec<&str> = by.iter().map(Id::as_str).collect();
            said.say(Key::SCORE_NONE, [("reason", by.join(", ").into())])
        }
        Score::Empty => Key::SCORE_NOTHING.into(),
    }
}

/// The sentence for a level.
pub(crate) fn level_message<'a>(level: LevelResult<'a>, said: &mut Sentences<'a>) -> Message {
    match level {
        LevelResult::Reached(level) => said.say(Key::LEVEL_IS, [("level", level.label.into())]),
        LevelResult::Between { low, high, parameter } => {
            let low = low.map_or_else(|| Key::BELOW_LOWEST.into(), |low| low.label.into());
            let parameter = parameter.map_or("?", Id::as_str).into();
            said.say(
                Key::LEVEL_BETWEEN,
                [("low", low), ("high", high.label.into()), ("parameter", parameter)],
            )
        }
        LevelResult::None => Key::LEVEL_NONE.into(),
    }
}
