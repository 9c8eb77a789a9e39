//! The share of applicable parts that have their maximum, times a scale.

use serde::{Deserialize, Serialize};

use super::{Ledger, Method, Part, Parts, shown};
use crate::num::Fraction;
use crate::pack::{Amount, Open};
use crate::trace::{Key, Message, Sentences};

/// The share of applicable parts that have their maximum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Proportion<Q> {
    /// What a full share is worth: 100 for a percentage.
    pub(crate) scale_to: Q,
}

impl<Q> Proportion<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Proportion<R> {
        Proportion { scale_to: number(&self.scale_to) }
    }
}

fn met(part: &Part<'_>) -> Result<bool, Open> {
    match (part.score, part.max) {
        (Ok(score), Ok(max)) => Ok(score >= max),
        (Err(open), _) | (_, Err(open)) => Err(open.clone()),
    }
}

/// How many count, and how many of them have their maximum.
fn tally(parts: &impl Parts) -> Result<(u32, u32), Open> {
    let (mut full, mut all) = (0_u32, 0_u32);
    for part in parts.counted() {
        all = all.saturating_add(1);
        full = full.saturating_add(u32::from(met(&part)?));
    }
    Ok((full, all))
}

impl Method for Proportion<Amount> {
    fn score(&self, parts: &impl Parts) -> Result<Option<Fraction>, Open> {
        let (full, all) = tally(parts)?;
        let scale = self.scale_to.clone()?;
        Ok(Fraction::from(full).mul(&scale).div(&Fraction::from(all)))
    }

    fn max(&self, _: &impl Parts, _: bool) -> Amount {
        self.scale_to.clone()
    }

    fn ledger(&self, parts: &impl Parts) -> Result<Ledger, Open> {
        let (_, all) = tally(parts)?;
        let each = self.scale_to.clone()?.div(&Fraction::from(all)).unwrap_or(Fraction::ZERO);
        let mut factors = Vec::new();
        for part in parts.all() {
            // a part at its maximum bears one share, however many points its maximum is
            let bears = part.counted && met(&part)?;
            let share = part.score.as_ref().ok().and_then(|score| each.div(score));
            factors.push(if bears { share.unwrap_or(Fraction::ZERO) } else { Fraction::ZERO });
        }
        // parts whose maximum is 0 points have nothing to multiply: their share is stated as it is
        let empty = |part: &Part<'_>| part.counted && part.score.as_ref().is_ok_and(Fraction::is_zero);
        let unborne = parts.all().filter(|part| empty(part) && met(part).unwrap_or(false)).count();
        let unborne = u32::try_from(unborne).unwrap_or(u32::MAX);
        let adjustments = match unborne {
            0 => Vec::new(),
            _ => vec![(Key::ADJUST_BASE, each.mul(&Fraction::from(unborne)))],
        };
        Ok(Ledger { factors, adjustments })
    }

    fn explain(&self, parts: &impl Parts, said: &mut Sentences<'_>) -> Message {
        let (full, all) = tally(parts).unwrap_or_default();
        let scale = shown(&self.scale_to).into();
        said.say(Key::RULE_PROPORTION, [("met", full.into()), ("applicable", all.into()), ("scale", scale)])
    }
}
