//! What is said of a result: score, level, coverage, gaps.

use std::fmt;

use crate::num::{Exact, Fraction};
use crate::text::{Id, Text};
use crate::trace::{Key, Message};

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    pub(super) id: Id,
    pub(super) label: Text,
}

impl Level {
    /// Its id in the pack.
    #[must_use]
    pub const fn id(&self) -> &Id {
        &self.id
    }

    /// What people call it.
    #[must_use]
    pub const fn label(&self) -> &Text {
        &self.label
    }
}

/// The level reached, or what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LevelResult {
    /// This level.
    Reached(Level),
    /// One of the levels between these two, both possible; `None` is below the lowest.
    Between {
        /// The lowest it can be.
        low: Option<Level>,
        /// The highest it can be.
        high: Level,
        /// The open parameter that decides.
        parameter: Option<Id>,
    },
    /// No level: the pack has none, none is reached, or a gate forbids one.
    None,
}

impl LevelResult {
    /// The level, where there is one for certain.
    #[must_use]
    pub const fn reached(&self) -> Option<&Level> {
        match self {
            Self::Reached(level) => Some(level),
            _ => None,
        }
    }
}

impl fmt::Display for LevelResult {
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
pub(crate) fn score_message(score: &Score, max: Option<&Fraction>) -> Message {
    match score {
        Score::Known { published, .. } => {
            let message = Message::new(Key::ScoreIs).number("score", &Fraction::from(*published));
            match max {
                Some(max) => message.number("max", max),
                None => message.word("max", "?"),
            }
        }
        Score::Undetermined { parameter } => {
            Message::new(Key::ScoreUndetermined).word("parameter", parameter)
        }
        Score::Forbidden { by } => {
            let by: Vec<&str> = by.iter().map(Id::as_str).collect();
            Message::new(Key::ScoreNone).word("reason", by.join(", "))
        }
        Score::Empty => Message::new(Key::ScoreNothing),
    }
}

/// The sentence for a level.
pub(crate) fn level_message(level: &LevelResult) -> Message {
    match level {
        LevelResult::Reached(level) => Message::new(Key::LevelIs).label("level", &level.label),
        LevelResult::Between { low, high, parameter } => {
            let message = Message::new(Key::LevelBetween);
            let message = match low {
                Some(low) => message.label("low", &low.label),
                None => message.nested("low", Message::new(Key::BelowLowest)),
            };
            let parameter = parameter.as_ref().map_or("?", Id::as_str);
            message.label("high", &high.label).word("parameter", parameter)
        }
        LevelResult::None => Message::new(Key::LevelNone),
    }
}
