//! Counts that could have come out otherwise: the exact version for scores that are counts.

use super::super::amount::amounts;
use super::super::replay::Replay;
use super::{Evaluated, NotEvaluated, Ranked, sure};
use crate::contribution::scheme::KindModel;
use crate::contribution::scheme::points::Points;
use crate::contribution::scheme::uncertainty::Uncertainty;
use crate::num::{Fraction, Real};
use crate::ranking::{Multinomial, multinomial_sets};

pub(super) fn evaluate(rule: &Uncertainty, replay: &Replay<'_>, ranked: &Ranked<'_>) -> Evaluated {
    let count = |(place, standing): (&usize, &&super::Standing)| {
        let score = standing.score().filter(|score| counted(replay, *place, score))?;
        score.to_string().parse::<u64>().ok()
    };
    let counts = ranked.places.iter().zip(&ranked.standings).map(count);
    let Some(counts) = counts.collect::<Option<Vec<u64>>>() else { return Ok(Err(NotEvaluated::NoCounts)) };
    let options = Multinomial::default().coverage(Real::from(rule.coverage).get());
    let sets = multinomial_sets(&counts, &options)?;
    Ok(Ok(sure(&sets, counts.iter().map(|_| None))))
}

/// Whether a score is what was counted, one point each: where one thing gives ten points, thirty of them are three things and no
/// thirty.
fn counted(replay: &Replay<'_>, place: usize, score: &Fraction) -> bool {
    let (model, earned) = (replay.setting.model, replay.lines(place));
    let amounts = amounts(replay.setting, &replay.table, place, &replay.settled(place)).lines;
    let whole =
        |earned: &Fraction, amount: &Fraction| earned == amount && amount.is_whole() && !amount.is_negative();
    let counts = earned.iter().zip(&amounts).all(|(line, amount)| {
        let kind = usize::try_from(line.kind).ok().and_then(|kind| model.kinds.get(kind));
        kind.is_some_and(one_each) && whole(&line.points, amount)
    });
    counts && amounts.iter().fold(Fraction::ZERO, |sum, amount| sum.add(amount)) == *score
}

/// Whether a kind gives one point for each thing.
fn one_each(kind: &KindModel) -> bool {
    let one = |number: &Fraction| *number == Fraction::ONE;
    kind.multipliers.is_empty()
        && match &kind.points {
            Points::Fixed(rule) => one(&rule.each),
            Points::PerUnit(rule) => one(&rule.each) && one(&rule.unit),
            Points::Table(_) | Points::Banded(_) | Points::Expected(_) => false,
        }
}
