//! The scheme's own numbers, which could have been set otherwise: points, and where the scheme says so caps, decay and splits, are drawn anew, everything
//! is reckoned again exactly, and the ranks that come out are counted.

use super::super::gather::Setting;
use super::super::replay::Replay;
use super::super::settle::Line;
use super::{Evaluated, Ranked, Sure};
use crate::contribution::scheme::Model;
use crate::contribution::scheme::caps::Cap;
use crate::contribution::scheme::credit::Split;
use crate::contribution::scheme::decay::Decay;
use crate::contribution::scheme::uncertainty::{Parameters, Uncertainty};
use crate::error::Error;
use crate::num::{Exact, Fraction, Random};
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
    let count = ranked.places.len();
    let mut seen: Vec<Vec<u32>> = vec![vec![0; count]; count];
    for _ in 0..rule.draws {
        let factors: Vec<Fraction> = replay
            .setting
            .model
            .kinds
            .iter()
            .map(|_| factor(&spread, random.below(STEPS.saturating_add(1))))
            .collect::<Result<_, Error>>()?;
        let scores = match own.varies_rules() {
            false => scores(replay, &factors, ranked)?,
            true => {
                let model = drawn(replay.setting.model, own, &mut random)?;
                // caps come after what was earned; decay and splits are part of it
                let again = match own.decay.is_some() || !own.splits.is_empty() {
                    true => Replay::new(Setting { model: &model, ..replay.setting })?,
                    false => replay.under(&model)?,
                };
                scores(&again, &factors, ranked)?
            }
        };
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
    let places = own.top_share.map(|share| top(share, count));
    let inside = |seen: &[u32]| {
        let times =
            seen.iter().take(places?).fold(Fraction::ZERO, |sum, count| sum.add(&Fraction::from(*count)));
        times.div(&Fraction::from(rule.draws))
    };
    let set = |seen: Vec<u32>| Sure {
        standard_error: None,
        marginal: RankSet::new(
            beyond(seen.iter(), &tail),
            seen.len().saturating_sub(beyond(seen.iter().rev(), &tail)).saturating_add(1),
        ),
        simultaneous: None,
        top_share: inside(&seen),
    };
    Ok(Ok(seen.into_iter().map(set).collect()))
}

/// How many the best share of so many is: at least one.
pub(super) fn top(share: Exact, count: usize) -> usize {
    let whole = i64::try_from(count).unwrap_or(i64::MAX);
    let places = Fraction::from(share).mul(&Fraction::from(whole)).round(0, crate::num::Rounding::Down);
    places.ok().and_then(|places| places.to_string().parse().ok()).unwrap_or(0).max(1)
}

/// What those ranked score with every kind's points times its factor.
fn scores(
    replay: &Replay<'_>,
    factors: &[Fraction],
    ranked: &Ranked<'_>,
) -> Result<Vec<Option<Fraction>>, Error> {
    let change = |line: &Line| {
        let factor = usize::try_from(line.kind).ok().and_then(|kind| factors.get(kind))?;
        Some(Line { points: line.points.mul(factor), ..line.clone() })
    };
    let (people, units) = replay.with(|_| true, change)?;
    let of = |place: &usize| people.iter().chain(&units).nth(*place).and_then(|own| own.score().cloned());
    Ok(ranked.places.iter().map(of).collect())
}

/// The model with its caps, decay and splits drawn anew, where they are varied.
fn drawn(model: &Model, own: &Parameters, random: &mut Random) -> Result<Model, Error> {
    let mut model = model.clone();
    if let Some(spread) = own.caps.map(Fraction::from) {
        let kinds = model.kinds.iter_mut().flat_map(|kind| &mut kind.caps);
        for cap in kinds.chain(model.caps.iter_mut().map(|shared| &mut shared.cap)) {
            let factor = factor(&spread, random.below(STEPS.saturating_add(1)))?;
            let scaled = |limit: &Option<Fraction>| limit.as_ref().map(|limit| limit.mul(&factor));
            *cap = Cap { per: cap.per, most: scaled(&cap.most), least: scaled(&cap.least) };
        }
    }
    if let Some(spread) = own.decay.map(Fraction::from) {
        for decay in model.kinds.iter_mut().filter_map(|kind| kind.decay.as_mut()) {
            let factor = factor(&spread, random.below(STEPS.saturating_add(1)))?;
            match decay {
                Decay::HalfLife(own) => own.days = own.days.mul(&factor),
                Decay::Steps(own) => own.lost = own.lost.mul(&factor).min(Fraction::ONE),
            }
        }
    }
    if let Some(split) = own.splits.get(random.below(own.splits.len().max(1))) {
        for kind in model.kinds.iter_mut().filter(|kind| kind.split != Split::Declared) {
            kind.split = *split;
        }
    }
    Ok(model)
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
