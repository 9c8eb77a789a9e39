//! The sum of the parts; rescaled, what does not apply is made up for by what does.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::{Ledger, Method, Parts, flat, most, range, total};
use crate::num::Fraction;
use crate::pack::{Amount, Open};
use crate::trace::{Key, Message, Sentences};

/// The sum of the parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = ""))]
pub(crate) struct Sum<Q> {
    /// Whether the parts that apply are scaled up to the full maximum.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) rescale: bool,
    #[serde(skip)]
    pub(crate) number: PhantomData<Q>,
}

impl<Q> Default for Sum<Q> {
    fn default() -> Self {
        Self { rescale: false, number: PhantomData }
    }
}

impl<Q> Sum<Q> {
    pub(super) fn map<R>(&self, _: &impl Fn(&Q) -> R) -> Sum<R> {
        Sum { rescale: self.rescale, number: PhantomData }
    }
}

impl Sum<Amount> {
    /// What the parts that apply are multiplied by.
    fn factor(&self, parts: &impl Parts) -> Amount {
        if !self.rescale || parts.all().all(|part| part.counted && same(part.max, part.full)) {
            return Ok(Fraction::ONE);
        }
        let full = total(parts.all(), |part| part.full)?;
        let applicable = total(parts.counted(), |part| part.max)?;
        Ok(full.div(&applicable).unwrap_or(Fraction::ONE))
    }
}

fn same(max: &Amount, full: &Amount) -> bool {
    // where everything applies, the one stands for the other
    std::ptr::eq(max, full) || matches!((max, full), (Ok(max), Ok(full)) if max == full)
}

impl Method for Sum<Amount> {
    fn score(&self, parts: &impl Parts) -> Result<Option<Fraction>, Open> {
        if parts.counted().next().is_none() {
            return Ok(None);
        }
        let sum = total(parts.counted(), |part| part.score)?;
        if !self.rescale {
            return Ok(Some(sum));
        }
        Ok(Some(sum.mul(&self.factor(parts)?)))
    }

    fn max(&self, parts: &impl Parts, everything: bool) -> Amount {
        let everything = everything || self.rescale;
        total(range(parts, everything), |part| most(part, everything))
    }

    fn ledger(&self, parts: &impl Parts) -> Result<Ledger, Open> {
        Ok(Ledger { factors: flat(parts, &self.factor(parts)?), adjustments: Vec::new() })
    }

    fn explain(&self, parts: &impl Parts, said: &mut Sentences<'_>) -> Message {
        if !self.rescale {
            return Key::RULE_SUM.into();
        }
        let full = total(parts.all(), |part| part.full);
        let applicable = total(parts.counted(), |part| part.max);
        match (full, applicable) {
            (Ok(full), Ok(applicable)) if full != applicable => {
                said.say(Key::RULE_SUM_RESCALED, [("full", full.into()), ("applicable", applicable.into())])
            }
            _ => Key::RULE_SUM.into(),
        }
    }

    fn adds(&self, whole: bool) -> bool {
        whole || !self.rescale
    }

    fn linear(&self) -> bool {
        true
    }
}
