//! Weeks that differ: what each line adds to the score, summed by week, and blocks of weeks drawn anew. Of a unit that is scored
//! from members, the weeks of their lines are drawn, and whether a member reaches so much is asked in each draw.

use super::super::amount::amounts;
use super::super::replay::Replay;
use super::super::settle::Line;
use super::staff::staff;
use super::{Evaluated, NotEvaluated, Ranked, scores, sets};
use crate::contribution::scheme::span::Span;
use crate::contribution::scheme::uncertainty::{Uncertainty, Weeks};
use crate::date::Date;
use crate::error::Error;
use crate::num::{Float, Fraction, Real};
use crate::ranking::{Bootstrap, bootstrap_of};

/// What somebody has in each week of the period.
struct Calendar {
    first: i32,
    count: usize,
}

/// A share of a unit's members who reach so much in a draw.
struct Reached {
    /// The unit's place among those ranked.
    unit: usize,
    /// To twelve digits, which sums of weeks in another order do not change.
    at_least: Float,
    /// What one who reaches it adds.
    worth: Float,
    /// Where the weeks of the members stand, among those of all members.
    members: std::ops::Range<usize>,
}

pub(super) fn evaluate(
    rule: &Uncertainty,
    own: &Weeks,
    replay: &Replay<'_>,
    ranked: &Ranked<'_>,
) -> Evaluated {
    let calendar = Calendar::of(replay.setting.from, replay.setting.until);
    let block = usize::try_from(own.block).unwrap_or(usize::MAX);
    if calendar.count < block.saturating_mul(2) {
        return Ok(Err(NotEvaluated::Weeks));
    }
    let mut rows: Vec<Vec<f64>> = Vec::with_capacity(ranked.places.len());
    let (mut members, mut reached): (Vec<Vec<f64>>, Vec<Reached>) = (Vec::new(), Vec::new());
    for (unit, place) in ranked.places.iter().enumerate() {
        let mut weeks = calendar.empty();
        let lines = replay.settled(*place);
        let amounts = amounts(replay.setting, &replay.table, *place, &lines);
        calendar.add(&mut weeks, &lines, &amounts.lines, &Fraction::ONE);
        if let Some((staff, terms)) = staff(replay, *place) {
            for member in &staff {
                for (earned, times) in [(&member.measured, &terms.mean), (&member.earned, &terms.per_head)] {
                    if let Some(earned) = earned.as_ref().filter(|_| !times.is_zero()) {
                        calendar.add(&mut weeks, &member.lines, &earned.lines, times);
                    }
                }
            }
            let start = members.len();
            for member in staff.iter().filter(|_| !terms.shares.is_empty()) {
                if let Some(measured) = &member.measured {
                    let mut weeks = calendar.empty();
                    calendar.add(&mut weeks, &member.lines, &measured.lines, &Fraction::ONE);
                    members.push(nearest(&weeks)?);
                }
            }
            let range = start..members.len();
            reached.extend(terms.shares.iter().map(|share| Reached {
                unit,
                at_least: Float::from(&share.at_least).twelve_digits(),
                worth: (&share.worth).into(),
                members: range.clone(),
            }));
        }
        rows.push(nearest(&weeks)?);
    }
    let count = rows.len();
    rows.append(&mut members);
    let drawn = |totals: &[Float]| -> Vec<Float> {
        let (own, members) = totals.split_at_checked(count).unwrap_or((totals, &[]));
        let mut scores = own.to_vec();
        for share in &reached {
            let totals = members.get(share.members.clone()).unwrap_or_default();
            let reach = totals.iter().filter(|total| total.twelve_digits() >= share.at_least).count();
            if let Some(score) = scores.get_mut(share.unit) {
                *score = *score + share.worth * Float::count(reach);
            }
        }
        scores
    };
    let options = Bootstrap::default().block(block).draws(rule.draws).seed(rule.seed.into());
    sets(rule, &bootstrap_of(&rows, &options, drawn)?.around(&scores(ranked)?)?)
}

fn nearest(weeks: &[Fraction]) -> Result<Vec<f64>, Error> {
    weeks.iter().map(|sum| Real::nearest(sum).map(Real::get)).collect()
}

impl Calendar {
    fn of(from: Date, until: Date) -> Self {
        let first = Span::Week.of(from);
        let count = usize::try_from(Span::Week.of(until).saturating_sub(first).saturating_add(1));
        Self { first, count: count.unwrap_or(0) }
    }

    fn empty(&self) -> Vec<Fraction> {
        vec![Fraction::ZERO; self.count]
    }

    /// Adds to each week what lines of it add, so many times.
    fn add(&self, weeks: &mut [Fraction], lines: &[Line], amounts: &[Fraction], times: &Fraction) {
        for (line, amount) in lines.iter().zip(amounts) {
            let week = usize::try_from(Span::Week.of(line.day).saturating_sub(self.first));
            if let Some(week) = week.ok().and_then(|week| weeks.get_mut(week)) {
                week.accumulate(&amount.mul(times));
            }
        }
    }
}
