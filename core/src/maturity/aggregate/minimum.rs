//! The weakest part: a chain is as strong as its weakest link.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::{Ledger, Method, Parts, most, range};
use crate::num::Fraction;
use crate::pack::{Amount, Open};
use crate::trace::{Key, Message, Sentences};

/// The weakest part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = ""))]
pub(crate) struct Minimum<Q> {
    #[serde(skip)]
    pub(crate) number: PhantomData<Q>,
}

impl<Q> Minimum<Q> {
    pub(super) fn map<R>(&self, _: &impl Fn(&Q) -> R) -> Minimum<R> {
        Minimum { number: PhantomData }
    }
}

fn least<'a>(amounts: impl Iterator<Item = &'a Amount>) -> Result<Option<Fraction>, Open> {
    let mut least: Option<&Fraction> = None;
    for amount in amounts {
        match amount {
            Ok(amount) => least = Some(least.map_or(amount, |least| least.min(amount))),
            Err(open) => return Err(open.clone()),
        }
    }
    Ok(least.cloned())
}

impl Method for Minimum<Amount> {
    fn score(&self, parts: &impl Parts) -> Result<Option<Fraction>, Open> {
        least(parts.counted().map(|part| part.score))
    }

    fn max(&self, parts: &impl Parts, everything: bool) -> Amount {
        Ok(least(range(parts, everything).map(|part| most(&part, everything)))?.unwrap_or(Fraction::ZERO))
    }

    fn ledger(&self, parts: &impl Parts) -> Result<Ledger, Open> {
        let least = self.score(parts)?;
        let mut found = false;
        let factor = |part: super::Part<'_>| {
            // of several weakest parts the first bears the line
            let bears = !found && part.counted && part.score.as_ref().ok() == least.as_ref();
            found = found || bears;
            if bears { Fraction::ONE } else { Fraction::ZERO }
        };
        Ok(Ledger { factors: parts.all().map(factor).collect(), adjustments: Vec::new() })
    }

    fn explain(&self, _: &impl Parts, _: &mut Sentences<'_>) -> Message {
        Key::RULE_MINIMUM.into()
    }
}
