//! A share of two counts, times points: rounded to declared places, or exact.

use serde::{Deserialize, Serialize};

use super::{Method, ordered, shown, times, wrong};
use crate::error::{Code, Diagnostic};
use crate::maturity::value::{Kind, Value};
use crate::num::{Fraction, Rounding};
use crate::pack::{Amount, Findings};
use crate::text::Id;
use crate::trace::{Key, Message, Sentences};

/// A share of two counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Ratio<Q> {
    /// Points for the whole.
    pub(crate) points: Q,
    /// Places the share is rounded to; with `rounding`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) places: Option<u32>,
    /// How the share is rounded; with `places`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) rounding: Option<Rounding>,
    /// The share is not rounded at all.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) exact: bool,
    /// What happens to a part larger than its whole.
    pub(crate) over: Over,
}

/// What happens to a part larger than its whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Over {
    /// It counts as the whole.
    Cap,
    /// It is an error.
    Refuse,
}

impl<Q> Ratio<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Ratio<R> {
        Ratio {
            points: number(&self.points),
            places: self.places,
            rounding: self.rounding,
            exact: self.exact,
            over: self.over,
        }
    }

    fn share(&self, criterion: &Id, value: &Value) -> Result<Fraction, Diagnostic> {
        let Kind::Counts(part, whole) = &value.0 else {
            return Err(wrong(criterion, value, "{part: …, whole: …}"));
        };
        let countable = |n: &Fraction| !n.is_negative();
        if !countable(part) || !countable(whole) {
            return Err(wrong(criterion, value, "counts that are not negative"));
        }
        let share = part.div(whole).ok_or_else(|| Diagnostic::new(Code::ZERO_WHOLE).with("id", criterion))?;
        let share = match (part > whole, self.over) {
            (false, _) => share,
            (true, Over::Cap) => Fraction::ONE,
            (true, Over::Refuse) => {
                let diagnostic = Diagnostic::new(Code::PART_OVER_WHOLE).with("id", criterion);
                return Err(diagnostic.with("part", part.written()).with("whole", whole.written()));
            }
        };
        match (self.places, self.rounding) {
            (Some(places), Some(rounding)) => {
                share.rounded(places, rounding).map_err(|error| error.first().clone())
            }
            _ => Ok(share),
        }
    }
}

impl Method for Ratio<Amount> {
    fn check(&self, at: &str, findings: &Findings) {
        let rounded = self.places.is_some() && self.rounding.is_some();
        let partly = self.places.is_some() != self.rounding.is_some();
        if partly || rounded == self.exact {
            let found = match (partly, rounded) {
                (true, _) => "half of the first",
                (false, true) => "both",
                (false, false) => "none",
            };
            let diagnostic =
                Diagnostic::new(Code::ONE_OF).with("expected", "`places` with `rounding`, `exact: true`");
            findings.push(diagnostic.with("found", found).at(at));
        }
        if self.places.is_some_and(|places| places > 20) {
            let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "`places`");
            let diagnostic =
                diagnostic.with("value", self.places.unwrap_or_default()).with("bounds", "0 – 20");
            findings.push(diagnostic.at(format!("{at}/places")));
        }
    }

    fn range(&self) -> (Amount, Amount) {
        ordered(Ok(Fraction::ZERO), self.points.clone())
    }

    fn score(&self, criterion: &Id, value: &Value, points: &mut Amount) -> Result<(), Diagnostic> {
        let share = self.share(criterion, value)?;
        times(&self.points, &share, points);
        Ok(())
    }

    fn explain<'a>(&'a self, value: &'a Value, said: &mut Sentences<'a>) -> Message {
        let Kind::Counts(part, whole) = &value.0 else { return Key::UNCLEAR.into() };
        let share = match (part.div(whole), self.places, self.rounding) {
            (Some(share), Some(places), Some(rounding)) => {
                share.min(Fraction::ONE).rounded(places, rounding).unwrap_or(Fraction::ZERO)
            }
            (share, ..) => share.unwrap_or(Fraction::ZERO).min(Fraction::ONE),
        };
        let points = shown(&self.points).into();
        said.say(
            Key::RULE_RATIO,
            [("part", part.into()), ("whole", whole.into()), ("share", share.into()), ("points", points)],
        )
    }

    fn edges(&self) -> Vec<Value> {
        [0_i64, 1, 2].map(|part| Value::counts(Fraction::from(part), Fraction::from(2_i64))).to_vec()
    }

    fn falls(&self) -> Option<String> {
        self.points.as_ref().is_ok_and(Fraction::is_negative).then(|| "1".to_owned())
    }
}
