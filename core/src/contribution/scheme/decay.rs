//! Decay: what is left of points as the days go by. Recognition fades; assets need not.

use serde::{Deserialize, Serialize};

use super::span::Span;
use crate::date::Date;
use crate::error::{Code, Diagnostic, Error};
use crate::num::{Fraction, HALVING_PLACES, Rounding, halving};
use crate::pack::Findings;
use crate::trace::{Key, Message, Sentences};

/// What is left of points as the days go by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Decay<Q> {
    /// Half is left after so many days.
    HalfLife(HalfLife<Q>),
    /// A share is lost with each stretch of the calendar.
    Steps(Steps<Q>),
}

/// Half is left after so many days: 2^(−days / half-life), as a decimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct HalfLife<Q> {
    /// Days after which half is left.
    pub(crate) days: Q,
    /// Digits after the point of what is left, at most 18.
    pub(crate) places: u32,
    /// How they are rounded.
    pub(crate) rounding: Rounding,
}

/// A share is lost with each stretch of the calendar: (1 − lost)^k after k of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Steps<Q> {
    /// The stretch.
    pub(crate) per: Span,
    /// The share that each takes of what is left.
    pub(crate) lost: Q,
}

impl<Q> Decay<Q> {
    pub(crate) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Decay<R> {
        match self {
            Self::HalfLife(HalfLife { days, places, rounding }) => {
                Decay::HalfLife(HalfLife { days: number(days), places: *places, rounding: *rounding })
            }
            Self::Steps(Steps { per, lost }) => Decay::Steps(Steps { per: *per, lost: number(lost) }),
        }
    }
}

impl Decay<Fraction> {
    pub(crate) fn check(&self, at: &str, findings: &Findings) {
        let refuse = |what: &str, value: String, bounds: &str, at: String| {
            let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", what).with("value", value);
            findings.push(diagnostic.with("bounds", bounds).at(at));
        };
        match self {
            Self::HalfLife(HalfLife { days, places, .. }) => {
                if days.is_negative() || days.is_zero() {
                    refuse("`days`", days.to_string(), "above 0", format!("{at}/half_life/days"));
                }
                if *places > HALVING_PLACES {
                    refuse("`places`", places.to_string(), "0 – 18", format!("{at}/half_life/places"));
                }
            }
            Self::Steps(Steps { lost, .. }) => {
                if lost.is_negative() || *lost > Fraction::ONE {
                    refuse("`lost`", lost.to_string(), "0 – 1", format!("{at}/steps/lost"));
                }
            }
        }
    }

    /// What is left of the points of one day on another, no earlier one.
    pub(crate) fn left(&self, from: Date, on: Date) -> Result<Fraction, Error> {
        match self {
            Self::HalfLife(HalfLife { days, places, rounding }) => {
                let age = Fraction::from(on.number().saturating_sub(from.number()));
                let halves = age.div(days).unwrap_or(Fraction::ZERO);
                halving(&halves, *places, *rounding)
            }
            Self::Steps(Steps { per, lost }) => {
                let kept = Fraction::ONE.sub(lost);
                let times = per.of(on).saturating_sub(per.of(from));
                Ok((0..times).fold(Fraction::ONE, |left, _| left.mul(&kept)))
            }
        }
    }

    /// The rule in one sentence.
    pub(crate) fn explain<'a>(&'a self, left: &Fraction, said: &mut Sentences<'a>) -> Message {
        match self {
            Self::HalfLife(HalfLife { days, .. }) => {
                said.say(Key::DECAY_HALF_LIFE, [("days", days.into()), ("left", left.clone().into())])
            }
            Self::Steps(Steps { per, lost }) => {
                let per = per.key().into();
                said.say(
                    Key::DECAY_STEPS,
                    [("lost", lost.into()), ("per", per), ("left", left.clone().into())],
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_is_lost_with_each_week() {
        // SourceCred's guide to distributing grain: (1 − d)^k for d = 0.5 and k = 0 … 3
        let decay = Decay::Steps(Steps { per: Span::Week, lost: Fraction::new(1, 2).unwrap() });
        let on = Date::parse("2026-03-02").unwrap();
        for (day, expect) in
            [("2026-03-02", "1"), ("2026-02-23", "1/2"), ("2026-02-16", "1/4"), ("2026-02-09", "1/8")]
        {
            assert_eq!(decay.left(Date::parse(day).unwrap(), on).unwrap().to_string(), expect, "{day}");
        }
    }

    #[test]
    fn half_is_left_after_a_half_life() {
        let decay =
            Decay::HalfLife(HalfLife { days: Fraction::from(30), places: 6, rounding: Rounding::HalfUp });
        let on = Date::parse("2026-03-02").unwrap();
        for (day, expect) in [("2026-03-02", "1"), ("2026-01-31", "0.5"), ("2026-02-15", "0.707107")] {
            let left = decay.left(Date::parse(day).unwrap(), on).unwrap();
            assert_eq!(left, Fraction::parse(expect).unwrap(), "{day}");
        }
    }
}
