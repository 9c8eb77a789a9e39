//! Straight lines between given points, interpolated exactly.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::{Method, extremes, number, read, shown};
use crate::error::{Code, Diagnostic};
use crate::maturity::value::Value;
use crate::num::{Fraction, Mark};
use crate::pack::{Amount, Findings};
use crate::text::Id;
use crate::trace::{Key, Message, Sentences};

/// The points, ascending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Linear<Q> {
    /// The points, ascending.
    pub(crate) points: Vec<Point<Q>>,
    /// What happens beyond the first and the last.
    pub(crate) outside: Outside,
}

/// One point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Point<Q> {
    /// The answer.
    pub(crate) at: Mark,
    /// Its points.
    pub(crate) score: Q,
}

/// What happens to answers beyond the first and the last point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outside {
    /// They have the points of the nearest.
    Clamp,
    /// They are errors.
    Refuse,
}

/// Where an answer lies.
enum Place<'a> {
    At(&'a Point<Amount>),
    Between(&'a Point<Amount>, &'a Point<Amount>),
    Beyond(&'a Point<Amount>),
}

impl<Q> Linear<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Linear<R> {
        let point = |point: &Point<Q>| Point { at: point.at.clone(), score: number(&point.score) };
        Linear { points: self.points.iter().map(point).collect(), outside: self.outside }
    }
}

impl Linear<Amount> {
    fn place(&self, value: &Fraction) -> Option<Place<'_>> {
        let mut below = None;
        for point in &self.points {
            match (value.cmp(point.at.fraction()), below) {
                (Ordering::Equal, _) => return Some(Place::At(point)),
                (Ordering::Less, None) => return Some(Place::Beyond(point)),
                (Ordering::Less, Some(low)) => return Some(Place::Between(low, point)),
                (Ordering::Greater, _) => below = Some(point),
            }
        }
        below.map(Place::Beyond)
    }

    fn refused(&self, criterion: &Id, value: &Value) -> Diagnostic {
        let ends = self.points.first().zip(self.points.last());
        let range = ends.map_or_else(String::new, |(first, last)| format!("{} – {}", first.at, last.at));
        Diagnostic::new(Code::OUT_OF_RANGE)
            .with("id", criterion)
            .with("value", value.shown())
            .with("range", range)
    }
}

fn interpolate(low: &Point<Amount>, high: &Point<Amount>, value: &Fraction) -> Amount {
    let (a, b) = match (&low.score, &high.score) {
        (Ok(a), Ok(b)) => (a, b),
        (Err(open), _) | (_, Err(open)) => return Err(open.clone()),
    };
    let (from, until) = (low.at.fraction(), high.at.fraction());
    let share = value.sub(from).div(&until.sub(from)).unwrap_or(Fraction::ZERO);
    Ok(a.add(&b.sub(a).mul(&share)))
}

impl Method for Linear<Amount> {
    fn check(&self, at: &str, findings: &Findings) {
        if self.points.len() < 2 {
            findings.push(
                Diagnostic::new(Code::EMPTY)
                    .with("what", "a line of at least two points")
                    .at(format!("{at}/points")),
            );
        }
        for (index, pair) in self.points.windows(2).enumerate() {
            if let [before, after] = pair
                && after.at.fraction() <= before.at.fraction()
            {
                let at = format!("{at}/points/{}", index.saturating_add(1));
                let diagnostic = Diagnostic::new(Code::NOT_ASCENDING).with("what", "points");
                findings.push(diagnostic.with("previous", &before.at).with("next", &after.at).at(at));
            }
        }
    }

    fn range(&self) -> (Amount, Amount) {
        extremes(self.points.iter().map(|point| &point.score))
    }

    fn score(&self, criterion: &Id, value: &Value, points: &mut Amount) -> Result<(), Diagnostic> {
        let number = number(criterion, value, "a number")?;
        *points = match self.place(number) {
            Some(Place::At(point)) => point.score.clone(),
            Some(Place::Between(low, high)) => interpolate(low, high, number),
            Some(Place::Beyond(point)) if self.outside == Outside::Clamp => point.score.clone(),
            _ => return Err(self.refused(criterion, value)),
        };
        Ok(())
    }

    fn explain<'a>(&'a self, value: &'a Value, said: &mut Sentences<'a>) -> Message {
        match value.number().and_then(|number| self.place(number)) {
            Some(Place::Between(low, high)) => {
                let (score_a, score_b) = (shown(&low.score).into(), shown(&high.score).into());
                let (a, b) = (("a", low.at.fraction().into()), ("b", high.at.fraction().into()));
                let value = ("value", read(value).into());
                said.say(Key::RULE_LINEAR, [value, a, ("score_a", score_a), b, ("score_b", score_b)])
            }
            Some(Place::At(point) | Place::Beyond(point)) => {
                let (value, points) = (read(value).into(), shown(&point.score).into());
                said.say(
                    Key::RULE_LINEAR_END,
                    [("value", value), ("at", point.at.fraction().into()), ("points", points)],
                )
            }
            None => Key::UNCLEAR.into(),
        }
    }

    fn edges(&self) -> Vec<Value> {
        self.points.iter().map(|point| Value::from(point.at.exact())).collect()
    }

    fn falls(&self) -> Option<String> {
        let fall = |pair: &&[Point<Amount>]| matches!(pair, [Point { score: Ok(a), .. }, Point { score: Ok(b), .. }] if b < a);
        self.points.windows(2).find(fall).and_then(|pair| pair.last()).map(|point| point.at.to_string())
    }
}
