//! What is left of a ceiling after the parts' deductions, not below a floor. A part that does not apply deducts nothing.

use serde::{Deserialize, Serialize};

use super::{Ledger, Method, Parts, flat, shown, total};
use crate::num::Fraction;
use crate::pack::{Amount, Open};
use crate::trace::{Key, Message, Sentences};

/// What is left after deductions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct Deduction<Q> {
    /// The ceiling.
    pub(crate) from: Q,
    /// The least that can be left; no floor where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) floor: Option<Q>,
}

impl<Q> Deduction<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Deduction<R> {
        Deduction { from: number(&self.from), floor: self.floor.as_ref().map(number) }
    }
}

impl Deduction<Amount> {
    /// What is left before the floor, and the floor.
    fn left(&self, parts: &impl Parts) -> Result<(Fraction, Option<Fraction>), Open> {
        let left = self.from.clone()?.sub(&total(parts.counted(), |part| part.score)?);
        Ok((left, self.floor.clone().transpose()?))
    }
}

impl Method for Deduction<Amount> {
    fn score(&self, parts: &impl Parts) -> Result<Option<Fraction>, Open> {
        let (left, floor) = self.left(parts)?;
        Ok(Some(floor.map_or(left.clone(), |floor| left.max(floor))))
    }

    fn max(&self, _: &impl Parts, _: bool) -> Amount {
        self.from.clone()
    }

    fn ledger(&self, parts: &impl Parts) -> Result<Ledger, Open> {
        let (left, floor) = self.left(parts)?;
        let mut adjustments = vec![(Key::ADJUST_BASE, self.from.clone()?)];
        if let Some(floor) = floor
            && left < floor
        {
            adjustments.push((Key::ADJUST_FLOOR, floor.sub(&left)));
        }
        Ok(Ledger { factors: flat(parts, &Fraction::ONE.neg()), adjustments })
    }

    fn explain(&self, _: &impl Parts, said: &mut Sentences<'_>) -> Message {
        said.say(Key::RULE_DEDUCTION, [("from", shown(&self.from).into())])
    }

    fn inverts(&self) -> bool {
        true
    }

    fn linear(&self) -> bool {
        self.floor.is_none()
    }
}
