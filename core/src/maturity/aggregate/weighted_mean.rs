//! The weighted mean of the parts: parts left out take their weight with them.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::{Ledger, Method, Part, Parts, most, range, shown, total};
use crate::error::{Code, Diagnostic};
use crate::num::Fraction;
use crate::pack::{Amount, Open};
use crate::trace::{Key, Message, Sentences};

/// The weighted mean of the parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = ""))]
pub(crate) struct WeightedMean<Q> {
    #[serde(skip)]
    pub(crate) number: PhantomData<Q>,
}

impl<Q> WeightedMean<Q> {
    pub(super) fn map<R>(&self, _: &impl Fn(&Q) -> R) -> WeightedMean<R> {
        WeightedMean { number: PhantomData }
    }
}

/// Σ weight × value and Σ weight.
fn sums<'a>(
    parts: impl Iterator<Item = Part<'a>>,
    of: impl Fn(&Part<'a>) -> &'a Amount,
) -> Result<(Fraction, Fraction), Open> {
    let (mut above, mut below) = (Fraction::ZERO, Fraction::ZERO);
    for part in parts {
        match (part.weight, of(&part)) {
            (Ok(weight), Ok(value)) => {
                above.accumulate(&weight.mul(value));
                below.accumulate(weight);
            }
            (Err(open), _) | (_, Err(open)) => return Err(open.clone()),
        }
    }
    Ok((above, below))
}

impl Method for WeightedMean<Amount> {
    fn check(&self, parts: &impl Parts) -> Result<(), Diagnostic> {
        let weights = || parts.all().filter_map(|part| part.weight.as_ref().ok());
        let zero = total(parts.all(), |part| part.weight).is_ok_and(|sum| sum.is_zero());
        let wrong =
            weights().find(|weight| weight.is_negative()).or_else(|| weights().next().filter(|_| zero));
        if let Some(found) = wrong {
            let diagnostic =
                Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "a weight").with("value", found.written());
            return Err(diagnostic.with("bounds", "weights of 0 or more, not all 0"));
        }
        Ok(())
    }

    fn score(&self, parts: &impl Parts) -> Result<Option<Fraction>, Open> {
        let (above, below) = sums(parts.counted(), |part| part.score)?;
        Ok(above.div(&below))
    }

    fn max(&self, parts: &impl Parts, everything: bool) -> Amount {
        let (above, below) = sums(range(parts, everything), |part| most(part, everything))?;
        Ok(above.div(&below).unwrap_or(Fraction::ZERO))
    }

    fn ledger(&self, parts: &impl Parts) -> Result<Ledger, Open> {
        let (_, below) = sums(parts.counted(), |part| part.score)?;
        let factor = |part: Part<'_>| match part.weight {
            Ok(weight) if part.counted => weight.div(&below).unwrap_or(Fraction::ZERO),
            _ => Fraction::ZERO,
        };
        Ok(Ledger { factors: parts.all().map(factor).collect(), adjustments: Vec::new() })
    }

    fn explain(&self, parts: &impl Parts, said: &mut Sentences<'_>) -> Message {
        let weight = total(parts.counted(), |part| part.weight);
        said.say(Key::RULE_WEIGHTED_MEAN, [("weight", shown(&weight).into())])
    }

    fn linear(&self) -> bool {
        true
    }

    fn weighs(&self) -> bool {
        true
    }
}
