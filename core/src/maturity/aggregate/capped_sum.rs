//! The sum of the parts, up to a cap.

use serde::{Deserialize, Serialize};

use super::{Ledger, Method, Parts, flat, most, range, shown, total};
use crate::num::Fraction;
use crate::pack::{Amount, Open};
use crate::trace::{Key, Message, Sentences};

/// The sum of the parts, up to a cap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct CappedSum<Q> {
    /// The most the whole can have.
    pub(crate) cap: Q,
}

impl<Q> CappedSum<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> CappedSum<R> {
        CappedSum { cap: number(&self.cap) }
    }
}

impl Method for CappedSum<Amount> {
    fn score(&self, parts: &impl Parts) -> Result<Option<Fraction>, Open> {
        if parts.counted().next().is_none() {
            return Ok(None);
        }
        Ok(Some(total(parts.counted(), |part| part.score)?.min(self.cap.clone()?)))
    }

    fn max(&self, parts: &impl Parts, everything: bool) -> Amount {
        Ok(total(range(parts, everything), |part| most(part, everything))?.min(self.cap.clone()?))
    }

    fn ledger(&self, parts: &impl Parts) -> Result<Ledger, Open> {
        let sum = total(parts.counted(), |part| part.score)?;
        let over = sum.sub(&self.cap.clone()?);
        let capped = !over.is_negative() && !over.is_zero();
        let adjustments = if capped { vec![(Key::ADJUST_CAP, over.neg())] } else { Vec::new() };
        Ok(Ledger { factors: flat(parts, &Fraction::ONE), adjustments })
    }

    fn explain(&self, _: &impl Parts, said: &mut Sentences<'_>) -> Message {
        said.say(Key::RULE_CAPPED_SUM, [("cap", shown(&self.cap).into())])
    }
}
