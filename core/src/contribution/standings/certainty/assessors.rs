//! Assessors who differ: the standard error of each mean from the assessments behind it, and of a unit's score from those of its
//! members.

use super::super::amount::{Worth, amounts};
use super::super::replay::Replay;
use super::super::settle::Line;
use super::staff::{Member, Terms, staff};
use super::{Evaluated, NotEvaluated, Ranked, scores, sets};
use crate::contribution::scheme::Model;
use crate::contribution::scheme::document::Combine;
use crate::contribution::scheme::uncertainty::Uncertainty;
use crate::num::{Float, Fraction, normal_density, normal_share};
use crate::ranking::Estimates;

pub(super) fn evaluate(rule: &Uncertainty, replay: &Replay<'_>, ranked: &Ranked<'_>) -> Evaluated {
    let mut errors = Vec::new();
    for place in &ranked.places {
        let Some(variance) = of(replay, *place) else { return Ok(Err(NotEvaluated::Assessors)) };
        errors.push(variance.sqrt().real()?.get());
    }
    sets(rule, &Estimates::new(&scores(ranked)?, &errors)?)
}

/// The variance of somebody's score; none where a mean rests on fewer than two assessments, or none is a mean.
fn of(replay: &Replay<'_>, place: usize) -> Option<Float> {
    let model = replay.setting.model;
    let lines = replay.settled(place);
    let own = variance(model, &lines, &amounts(replay.setting, &replay.table, place, &lines).worth)?;
    let Some((members, terms)) = staff(replay, place) else { return Some(Float::from(&own?)) };
    let (mut sum, mut found) = (Float::from(own.as_ref().unwrap_or(&Fraction::ZERO)), own.is_some());
    for member in &members {
        let Some(earned) = &member.earned else { continue };
        // an opportunity scales sums alone: what a mean comes to is the same, measured or not
        if let Some(variance) = variance(model, &member.lines, &earned.worth)? {
            sum = sum + of_member(member, &terms, &variance);
            found = true;
        }
    }
    found.then_some(sum)
}

/// What one member adds to the variance of the unit's score, where the member's own score varies normally: by what it is
/// multiplied with, and by whether it reaches so much.
fn of_member(member: &Member, terms: &Terms, variance: &Fraction) -> Float {
    let mut times = terms.per_head.clone();
    let Some(measured) = &member.measured else { return Float::from(&variance.mul(&times).mul(&times)) };
    times.accumulate(&terms.mean);
    let linear = Float::from(&variance.mul(&times).mul(&times));
    let error = Float::from(variance).sqrt();
    if error == Float::ZERO {
        return linear;
    }
    let reach = |at_least: &Fraction| Float::from(&measured.score.sub(at_least)) / error;
    let mut shares = terms
        .shares
        .iter()
        .map(|share| (reach(&share.at_least), Float::from(&share.worth)))
        .collect::<Vec<_>>();
    // from the lowest demand to the highest: who reaches one reaches those before it
    shares.sort_by(|(one, _), (other, _)| other.order(one));
    let mut sum = linear;
    for (at, (reach, worth)) in shares.iter().enumerate() {
        let (share, above) = (normal_share(*reach), normal_share(-*reach));
        let with_linear = Float::TWO * *worth * Float::from(&times) * error * normal_density(*reach);
        let lower = shares
            .iter()
            .take(at)
            .fold(Float::ZERO, |sum, (lower, worth)| sum + Float::TWO * *worth * normal_share(-*lower));
        sum = sum + with_linear + *worth * share * (*worth * above + lower);
    }
    sum
}

/// The exact variance of what settled lines come to; nothing where no mean is among them, and none at all where one rests on
/// fewer than two assessments.
#[expect(clippy::option_option, reason = "a mean that says nothing of its error is not the same as no mean")]
fn variance(model: &Model, lines: &[Line], worth: &[Worth]) -> Option<Option<Fraction>> {
    let mut sum = None;
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
        sum = Some(of_mean.mul(&share).mul(&share).add(&sum.unwrap_or(Fraction::ZERO)));
    }
    Some(sum)
}
