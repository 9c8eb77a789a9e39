//! Weeks that differ: what each line adds to the score, summed by week, and blocks of weeks drawn anew.

use super::super::amount::amounts;
use super::super::replay::Replay;
use super::{Evaluated, NotEvaluated, Ranked, sets};
use crate::contribution::scheme::span::Span;
use crate::contribution::scheme::uncertainty::{Uncertainty, Weeks};
use crate::error::Error;
use crate::num::{Fraction, Real};
use crate::ranking::{Bootstrap, block_bootstrap};

pub(super) fn evaluate(
    rule: &Uncertainty,
    own: &Weeks,
    replay: &Replay<'_>,
    ranked: &Ranked<'_>,
) -> Evaluated {
    let first = Span::Week.of(replay.setting.from);
    let count = usize::try_from(Span::Week.of(replay.setting.until).saturating_sub(first).saturating_add(1))
        .unwrap_or(0);
    let block = usize::try_from(own.block).unwrap_or(usize::MAX);
    if count < block.saturating_mul(2) {
        return Ok(Err(NotEvaluated::Weeks));
    }
    let row = |place: &usize| -> Result<Vec<f64>, Error> {
        let mut weeks = vec![Fraction::ZERO; count];
        let lines = replay.settled(*place);
        let amounts = amounts(replay.setting, &replay.table, *place, &lines);
        for (line, amount) in lines.iter().zip(amounts.lines) {
            let week = usize::try_from(Span::Week.of(line.day).saturating_sub(first)).unwrap_or(usize::MAX);
            if let Some(week) = weeks.get_mut(week) {
                week.accumulate(&amount);
            }
        }
        weeks.iter().map(|sum| Real::nearest(sum).map(Real::get)).collect()
    };
    let rows: Vec<Vec<f64>> = ranked.places.iter().map(row).collect::<Result<_, _>>()?;
    let options = Bootstrap::default().block(block).draws(rule.draws).seed(rule.seed.into());
    sets(rule, &block_bootstrap(&rows, &options)?.estimates()?)
}
