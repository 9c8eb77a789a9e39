//! Counts that could have come out otherwise: the exact version for scores that are counts.

use super::{Evaluated, NotEvaluated, Ranked, sure};
use crate::contribution::scheme::uncertainty::Uncertainty;
use crate::num::{Fraction, Real};
use crate::ranking::{Multinomial, multinomial_sets};

pub(super) fn evaluate(rule: &Uncertainty, ranked: &Ranked<'_>) -> Evaluated {
    let whole = |score: &Fraction| score.is_whole() && !score.is_negative();
    let count = |score: &Fraction| score.to_string().parse::<u64>().ok();
    let scores = ranked.standings.iter().map(|standing| standing.score().filter(|score| whole(score)));
    let Some(counts) = scores.map(|score| score.and_then(count)).collect::<Option<Vec<u64>>>() else {
        return Ok(Err(NotEvaluated::NoCounts));
    };
    let options = Multinomial::default().coverage(Real::from(rule.coverage).get());
    let sets = multinomial_sets(&counts, &options)?;
    Ok(Ok(sure(&sets, counts.iter().map(|_| None))))
}
