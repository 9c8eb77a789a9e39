//! Rungs: the first part counts, and each next one once the one before is complete.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::{Ledger, Method, Part, Parts, most, range, total};
use crate::num::Fraction;
use crate::pack::{Amount, Open};
use crate::trace::{Key, Message, Sentences};

/// Parts that count one after another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = ""))]
pub(crate) struct Ladder<Q> {
    #[serde(skip)]
    pub(crate) number: PhantomData<Q>,
}

impl<Q> Ladder<Q> {
    pub(super) fn map<R>(&self, _: &impl Fn(&Q) -> R) -> Ladder<R> {
        Ladder { number: PhantomData }
    }
}

fn complete(part: &Part<'_>) -> Result<bool, Open> {
    match (part.score, part.max) {
        (Ok(score), Ok(max)) => Ok(score >= max),
        (Err(open), _) | (_, Err(open)) => Err(open.clone()),
    }
}

impl Method for Ladder<Amount> {
    fn score(&self, parts: &impl Parts) -> Result<Option<Fraction>, Open> {
        let mut sum = None;
        for part in parts.counted() {
            let score = part.score.clone()?;
            sum = Some(sum.map_or(score.clone(), |sum: Fraction| sum.add(&score)));
            if !complete(&part)? {
                break;
            }
        }
        Ok(sum)
    }

    fn max(&self, parts: &impl Parts, everything: bool) -> Amount {
        total(range(parts, everything), |part| most(part, everything))
    }

    fn ledger(&self, parts: &impl Parts) -> Result<Ledger, Open> {
        let mut climbing = true;
        let mut factors = Vec::new();
        for part in parts.all() {
            factors.push(if climbing && part.counted { Fraction::ONE } else { Fraction::ZERO });
            climbing = climbing && (!part.counted || complete(&part)?);
        }
        Ok(Ledger { factors, adjustments: Vec::new() })
    }

    fn explain(&self, _: &impl Parts, _: &mut Sentences<'_>) -> Message {
        Key::RULE_LADDER.into()
    }

    fn climbs(&self) -> bool {
        true
    }
}
