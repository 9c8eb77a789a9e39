//! Aggregations: how parts become a whole. One file each; a new one is a file and a line of the table below.

mod capped_sum;
mod deduction;
mod ladder;
mod minimum;
mod proportion;
mod sum;
mod weighted_mean;

use serde::{Deserialize, Serialize};

use crate::error::Diagnostic;
use crate::num::Fraction;
use crate::pack::{Amount, Open, Quantity};
use crate::trace::{Key, Message, Sentences};

/// One part, as its whole sees it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part<'a> {
    /// Whether it counts; a part that does not apply is left out.
    pub(crate) counted: bool,
    /// Its score.
    pub(crate) score: &'a Amount,
    /// Its maximum over what applies.
    pub(crate) max: &'a Amount,
    /// Its maximum when everything applies.
    pub(crate) full: &'a Amount,
    /// Its weight.
    pub(crate) weight: &'a Amount,
}

/// The parts of a whole, in the pack's order.
pub(crate) trait Parts {
    /// Every part.
    fn all(&self) -> impl Iterator<Item = Part<'_>>;

    /// The parts that count.
    fn counted(&self) -> impl Iterator<Item = Part<'_>> {
        self.all().filter(|part| part.counted)
    }
}

/// A score as factors of the parts' scores plus adjustments: Σ factor × score + Σ adjustment is the score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ledger {
    /// One factor for each part, zero for those that do not count.
    pub(crate) factors: Vec<Fraction>,
    /// What does not come from a part.
    pub(crate) adjustments: Vec<(Key, Fraction)>,
}

/// What every aggregation can do, once its numbers are known.
pub(crate) trait Method {
    /// What is wrong with it over these weights and maxima.
    fn check(&self, _: &impl Parts) -> Result<(), Diagnostic> {
        Ok(())
    }
    /// The score of the whole; `None` when nothing counts.
    fn score(&self, parts: &impl Parts) -> Result<Option<Fraction>, Open>;
    /// The most the whole can have over what counts; with `everything`, over all parts.
    fn max(&self, parts: &impl Parts, everything: bool) -> Amount;
    /// Where the score comes from.
    fn ledger(&self, parts: &impl Parts) -> Result<Ledger, Open>;
    /// The rule in one sentence.
    fn explain(&self, parts: &impl Parts, said: &mut Sentences<'_>) -> Message;
    /// Whether more points of a part lower the score of the whole.
    fn inverts(&self) -> bool {
        false
    }
    /// Whether the whole gains just what a part that counts gains; `whole` where everything below counts.
    fn adds(&self, _: bool) -> bool {
        false
    }
    /// Whether the factors of its ledger are the same whatever points the parts have.
    fn linear(&self) -> bool {
        false
    }
    /// Whether a part counts only once the one before it is complete.
    fn climbs(&self) -> bool {
        false
    }
    /// Whether the parts' weights are read.
    fn weighs(&self) -> bool {
        false
    }
}

macro_rules! aggregates {
    ($($(#[$doc:meta])* $module:ident $name:ident)*) => {
        /// An aggregation over numbers `Q`.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum Aggregate<Q> { $($(#[$doc])* $name($module::$name<Q>)),* }

        impl<Q> Aggregate<Q> {
            /// The same aggregation over other numbers.
            pub(crate) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Aggregate<R> {
                match self { $(Self::$name(method) => Aggregate::$name(method.map(number))),* }
            }
        }

        impl Method for Aggregate<Amount> {
            fn check(&self, parts: &impl Parts) -> Result<(), Diagnostic> {
                match self { $(Self::$name(method) => method.check(parts)),* }
            }
            fn score(&self, parts: &impl Parts) -> Result<Option<Fraction>, Open> {
                match self { $(Self::$name(method) => method.score(parts)),* }
            }
            fn max(&self, parts: &impl Parts, everything: bool) -> Amount {
                match self { $(Self::$name(method) => method.max(parts, everything)),* }
            }
            fn ledger(&self, parts: &impl Parts) -> Result<Ledger, Open> {
                match self { $(Self::$name(method) => method.ledger(parts)),* }
            }
            fn explain(&self, parts: &impl Parts, said: &mut Sentences<'_>) -> Message {
                match self { $(Self::$name(method) => method.explain(parts, said)),* }
            }
            fn inverts(&self) -> bool {
                match self { $(Self::$name(method) => method.inverts()),* }
            }
            fn adds(&self, whole: bool) -> bool {
                match self { $(Self::$name(method) => method.adds(whole)),* }
            }
            fn linear(&self) -> bool {
                match self { $(Self::$name(method) => method.linear()),* }
            }
            fn climbs(&self) -> bool {
                match self { $(Self::$name(method) => method.climbs()),* }
            }
            fn weighs(&self) -> bool {
                match self { $(Self::$name(method) => method.weighs()),* }
            }
        }
    };
}

aggregates! {
    /// The sum of the parts.
    sum Sum
    /// The sum of the parts, up to a cap.
    capped_sum CappedSum
    /// The weighted mean of the parts.
    weighted_mean WeightedMean
    /// The weakest part.
    minimum Minimum
    /// The share of applicable parts that have their maximum.
    proportion Proportion
    /// What is left of a ceiling after the parts' deductions.
    deduction Deduction
    /// Parts that count one after another.
    ladder Ladder
}

impl Default for Aggregate<Quantity> {
    fn default() -> Self {
        Self::Sum(sum::Sum::default())
    }
}

/// The sum of something of the parts that count.
fn total<'a>(parts: impl Iterator<Item = Part<'a>>, of: impl Fn(&Part<'a>) -> &'a Amount) -> Amount {
    let mut open = None;
    let sum =
        Fraction::total(parts.map_while(|part| of(&part).as_ref().map_err(|found| open = Some(found)).ok()));
    open.map_or(Ok(sum), |open| Err(open.clone()))
}

/// The maximum of a part: over what applies, or over everything.
fn most<'a>(part: &Part<'a>, everything: bool) -> &'a Amount {
    if everything { part.full } else { part.max }
}

/// The parts over which a maximum is taken.
fn range(parts: &impl Parts, everything: bool) -> impl Iterator<Item = Part<'_>> {
    parts.all().filter(move |part| everything || part.counted)
}

/// One factor for every part: the same for those that count.
fn flat(parts: &impl Parts, factor: &Fraction) -> Vec<Fraction> {
    let parts = parts.all();
    let mut factors = Vec::with_capacity(parts.size_hint().1.unwrap_or_default());
    factors.extend(parts.map(|part| if part.counted { factor.clone() } else { Fraction::ZERO }));
    factors
}

fn shown(amount: &Amount) -> Fraction {
    amount.clone().unwrap_or(Fraction::ZERO)
}
