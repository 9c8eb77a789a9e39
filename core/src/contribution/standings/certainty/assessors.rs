//! Assessors who differ: the standard error of each mean from the assessments behind it.

use super::super::amount::amounts;
use super::super::replay::Replay;
use super::super::settle::Line;
use super::{Evaluated, NotEvaluated, Ranked, sets};
use crate::contribution::scheme::document::Combine;
use crate::contribution::scheme::uncertainty::Uncertainty;
use crate::error::Error;
use crate::num::{Fraction, Real};
use crate::ranking::Estimates;

pub(super) fn evaluate(rule: &Uncertainty, replay: &Replay<'_>, ranked: &Ranked<'_>) -> Evaluated {
    let (mut scores, mut errors) = (Vec::new(), Vec::new());
    for (place, standing) in ranked.places.iter().zip(&ranked.standings) {
        let Some(variance) = variance(replay, *place) else { return Ok(Err(NotEvaluated::Assessors)) };
        let nearest = |value: &Fraction| -> Result<f64, Error> { Ok(Real::nearest(value)?.get()) };
        scores.push(nearest(standing.score().unwrap_or(&Fraction::ZERO))?);
        errors.push(Real::nearest(&variance)?.sqrt().get());
    }
    sets(rule, &Estimates::new(&scores, &errors)?)
}

/// The exact variance of somebody's score; none where a mean rests on fewer than two assessments, or none is a mean.
fn variance(replay: &Replay<'_>, place: usize) -> Option<Fraction> {
    let model = replay.setting.model;
    let lines = replay.settled(place);
    let worth = amounts(replay.setting, &replay.table, place, &lines).worth;
    let (mut sum, mut found) = (Fraction::ZERO, false);
    for (at, component) in model.components.iter().enumerate() {
        let withheld = worth.get(at).is_some_and(|worth| worth.withheld.is_some());
        let of = |line: &&Line| {
            let kind = usize::try_from(line.kind).ok().and_then(|kind| model.kinds.get(kind));
            kind.is_some_and(|kind| kind.component == at)
        };
        let points: Vec<&Fraction> = lines.iter().filter(of).map(|line| &line.points).collect();
        if component.combine != Combine::Mean || withheld || points.is_empty() {
            continue;
        }
        let count = Fraction::from(u32::try_from(points.len()).ok()?);
        let mean = points.iter().fold(Fraction::ZERO, |sum, points| sum.add(points)).div(&count)?;
        let squares = points.iter().fold(Fraction::ZERO, |sum, points| {
            let off = points.sub(&mean);
            sum.add(&off.mul(&off))
        });
        // s² ÷ n, times the square of the component's share in the score, which is n times the worth of one point
        let of_mean = squares.div(&count.sub(&Fraction::ONE))?.div(&count)?;
        let share = worth.get(at)?.above.mul(&count);
        sum = sum.add(&of_mean.mul(&share).mul(&share));
        found = true;
    }
    found.then_some(sum)
}
