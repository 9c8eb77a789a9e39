//! The scheme's own points, which could have been set otherwise: each kind's points are multiplied by a factor drawn anew,
//! everything is reckoned again exactly, and the ranks that come out are counted.

use super::super::replay::Replay;
use super::super::settle::Line;
use super::{Evaluated, Ranked, Sure};
use crate::contribution::scheme::uncertainty::{Parameters, Uncertainty};
use crate::error::Error;
use crate::num::{Fraction, Random};
use crate::ranking::RankSet;

/// Steps between the least and the most of a factor.
const STEPS: usize = 1 << 16;

pub(super) fn evaluate(
    rule: &Uncertainty,
    own: &Parameters,
    replay: &Replay<'_>,
    ranked: &Ranked<'_>,
) -> Evaluated {
    let mut random = Random::new(rule.seed.into());
    let spread = Fraction::from(own.spread);
    let mut seen: Vec<Vec<u32>> = vec![vec![0; ranked.places.len()]; ranked.places.len()];
    for _ in 0..rule.draws {
        let factors: Vec<Fraction> = replay
            .setting
            .model
            .kinds
            .iter()
            .map(|_| factor(&spread, random.below(STEPS.saturating_add(1))))
            .collect::<Result<_, Error>>()?;
        let change = |line: &Line| {
            let factor = usize::try_from(line.kind).ok().and_then(|kind| factors.get(kind))?;
            Some(Line { points: line.points.mul(factor), ..line.clone() })
        };
        let (people, units) = replay.with(|_| true, change)?;
        let scores: Vec<Option<Fraction>> = ranked
            .places
            .iter()
            .map(|place| {
                people.iter().chain(&units).nth(*place).and_then(|standing| standing.score().cloned())
            })
            .collect();
        for (score, seen) in scores.iter().zip(&mut seen) {
            let better = scores.iter().filter(|other| *other > score).count();
            if let Some(count) = seen.get_mut(better) {
                *count = count.saturating_add(1);
            }
        }
    }
    let tail =
        Fraction::ONE.sub(&rule.coverage.into()).mul(&Fraction::from(rule.draws)).div(&Fraction::from(2));
    let tail = tail.unwrap_or(Fraction::ZERO);
    let set = |seen: Vec<u32>| Sure {
        standard_error: None,
        marginal: RankSet::new(
            beyond(seen.iter(), &tail),
            seen.len().saturating_sub(beyond(seen.iter().rev(), &tail)).saturating_add(1),
        ),
        simultaneous: None,
    };
    Ok(Ok(seen.into_iter().map(set).collect()))
}

/// One factor of those from 1 less the spread to 1 more.
fn factor(spread: &Fraction, step: usize) -> Result<Fraction, Error> {
    let step = i128::try_from(step.saturating_mul(2)).unwrap_or(0);
    let steps = i128::try_from(STEPS).unwrap_or(1);
    Ok(Fraction::ONE.add(&spread.mul(&Fraction::new(step.saturating_sub(steps), steps)?)))
}

/// The first rank, from 1, up to which more draws lie than the tail holds.
fn beyond<'a>(seen: impl Iterator<Item = &'a u32>, tail: &Fraction) -> usize {
    let mut sum = Fraction::ZERO;
    for (at, count) in seen.enumerate() {
        sum = sum.add(&Fraction::from(*count));
        if sum > *tail {
            return at.saturating_add(1);
        }
    }
    1
}
