//! How much of what varies each factor accounts for.
//!
//! Saltelli, Annoni, Azzini, Campolongo, Ratto and Tarantola, *Variance based sensitivity analysis of model output*, Computer Physics Communications
//! 2010: two independent samples A and B of n draws, and for each factor A with that factor's draws from B. First-order indices by their
//! estimator, total ones by Jansen's (1999); intervals by the bootstrap over draws.

use super::document::Document;
use super::vary::Vary;
use crate::error::Error;
use crate::num::{Float, Random, Real};

/// Draws of the bootstrap.
const RESAMPLES: usize = 500;

/// How much each factor accounts for.
#[derive(Debug, Clone, PartialEq)]
pub struct Sensitivities {
    runs: u64,
    shift: Vec<Sensitivity>,
    scores: Vec<(String, Vec<Sensitivity>)>,
}

impl Sensitivities {
    /// How often the index was computed.
    #[must_use]
    pub const fn runs(&self) -> u64 {
        self.runs
    }

    /// Of the mean distance of ranks from those the pack gives, by factor.
    #[must_use]
    pub fn shift(&self) -> &[Sensitivity] {
        &self.shift
    }

    /// Of the score of each subject, in the caller's order; empty for one whose score does not vary.
    #[must_use]
    pub fn scores(&self) -> &[(String, Vec<Sensitivity>)] {
        &self.scores
    }
}

/// One factor's share of a variance.
#[derive(Debug, Clone, PartialEq)]
pub struct Sensitivity {
    factor: String,
    first: Real,
    first_interval: (Real, Real),
    total: Real,
    total_interval: (Real, Real),
}

impl Sensitivity {
    /// The factor.
    #[must_use]
    pub fn factor(&self) -> &str {
        &self.factor
    }

    /// What the factor accounts for alone, as a share of the variance; estimated, so that it may come out a little below 0.
    #[must_use]
    pub const fn first(&self) -> Real {
        self.first
    }

    /// Its interval of 95 %.
    #[must_use]
    pub const fn first_interval(&self) -> (Real, Real) {
        self.first_interval
    }

    /// What it accounts for together with the others.
    #[must_use]
    pub const fn total(&self) -> Real {
        self.total
    }

    /// Its interval of 95 %.
    #[must_use]
    pub const fn total_interval(&self) -> (Real, Real) {
        self.total_interval
    }
}

/// The outcomes of the runs for one thing that varies.
struct Outcomes {
    a: Vec<Float>,
    b: Vec<Float>,
    /// By factor.
    mixed: Vec<Vec<Float>>,
}

pub(super) fn sensitivities(vary: &Vary<'_>, plan: &Document) -> Result<Sensitivities, Error> {
    let index = vary.index;
    let publish = index.publish(index.model.top());
    let nominal = super::super::rank::twice(vary.nominal(), publish)?;
    let factors = vary.factors.len();
    let subjects = index.frame.subjects.len();
    let blank = || Outcomes { a: Vec::new(), b: Vec::new(), mixed: vec![Vec::new(); factors] };
    let mut shift = blank();
    let mut scores: Vec<Outcomes> = (0..subjects).map(|_| blank()).collect();
    // a subject without a score in some run has no variance that could be told
    let mut whole = vec![true; subjects];
    let mut random = Random::new(plan.seed);
    for _ in 0..plan.replicates {
        let a: Vec<Float> = (0..factors).map(|_| random.uniform()).collect();
        let b: Vec<Float> = (0..factors).map(|_| random.uniform()).collect();
        let mut run =
            |draws: &[Float], to: &dyn Fn(&mut Outcomes) -> Option<&mut Vec<Float>>| -> Result<(), Error> {
                let column = vary.scores(draws)?;
                let ranks = super::super::rank::twice(&column, publish)?;
                let moved = distance(&ranks, &nominal);
                to(&mut shift).into_iter().for_each(|own| own.push(moved));
                for ((value, outcomes), whole) in column.iter().zip(&mut scores).zip(&mut whole) {
                    *whole &= value.is_some();
                    to(outcomes).into_iter().for_each(|own| own.push(value.unwrap_or(Float::ZERO)));
                }
                Ok(())
            };
        run(&a, &|outcomes| Some(&mut outcomes.a))?;
        run(&b, &|outcomes| Some(&mut outcomes.b))?;
        for factor in 0..factors {
            let pick =
                |(at, (own, other)): (usize, (&Float, &Float))| if at == factor { *other } else { *own };
            let mixed: Vec<Float> = a.iter().zip(&b).enumerate().map(pick).collect();
            run(&mixed, &|outcomes| outcomes.mixed.get_mut(factor))?;
        }
    }
    let resamples = resamples(plan);
    let shift = indices(vary, &shift, &resamples)?;
    let mut told = Vec::with_capacity(subjects);
    for (at, subject) in index.frame.order.iter().zip(index.subjects()) {
        let own = scores.get(*at).filter(|_| whole.get(*at) == Some(&true));
        let found = own.map(|own| indices(vary, own, &resamples)).transpose()?.unwrap_or_default();
        told.push((subject.clone(), found));
    }
    let runs = u64::from(plan.replicates)
        .saturating_mul(u64::try_from(factors.saturating_add(2)).unwrap_or(u64::MAX));
    Ok(Sensitivities { runs, shift, scores: told })
}

/// The mean distance of ranks from those before, over the subjects that have both.
fn distance(ranks: &[Option<u32>], before: &[Option<u32>]) -> Float {
    let both = ranks.iter().zip(before).filter_map(|(own, before)| Some((*own)?.abs_diff((*before)?)));
    let (mut sum, mut count) = (Float::ZERO, Float::ZERO);
    for twice in both {
        sum = sum + Float::from(twice) * Float::HALF;
        count = count + Float::ONE;
    }
    if count > Float::ZERO { sum / count } else { Float::ZERO }
}

/// Places drawn with replacement, the same for everything that varies.
fn resamples(plan: &Document) -> Vec<Vec<usize>> {
    let count = usize::try_from(plan.replicates).unwrap_or(usize::MAX);
    let mut random = Random::new(plan.seed.wrapping_add(1));
    // long runs need no interval from as many draws
    let times = if count > 20_000 { 100 } else { RESAMPLES };
    (0..times).map(|_| (0..count).map(|_| random.below(count)).collect()).collect()
}

fn indices(
    vary: &Vary<'_>,
    outcomes: &Outcomes,
    resamples: &[Vec<usize>],
) -> Result<Vec<Sensitivity>, Error> {
    let all: Vec<usize> = (0..outcomes.a.len()).collect();
    let mut found = Vec::new();
    for (factor, mixed) in vary.factors.iter().zip(&outcomes.mixed) {
        let Some((first, total)) = estimate(outcomes, mixed, &all) else { return Ok(Vec::new()) };
        let drawn: Vec<(Float, Float)> =
            resamples.iter().filter_map(|at| estimate(outcomes, mixed, at)).collect();
        let (firsts, totals): (Vec<Float>, Vec<Float>) = drawn.into_iter().unzip();
        found.push(Sensitivity {
            factor: factor.id.clone(),
            first: first.real()?,
            first_interval: interval(firsts, first)?,
            total: total.real()?,
            total_interval: interval(totals, total)?,
        });
    }
    Ok(found)
}

/// The middle 95 % of resampled estimates.
fn interval(drawn: Vec<Float>, own: Float) -> Result<(Real, Real), Error> {
    let sorted = super::super::column::ascending(&drawn);
    let end = |share: Float| super::super::column::quantile(&sorted, share).unwrap_or(own).real();
    let tail = Float::from(25) / Float::from(1_000);
    Ok((end(tail)?, end(Float::ONE - tail)?))
}

/// First-order and total index over the draws in these places; none where nothing varies.
fn estimate(outcomes: &Outcomes, mixed: &[Float], places: &[usize]) -> Option<(Float, Float)> {
    let n = Float::count(places.len());
    let value = |values: &[Float], at: usize| values.get(at).copied().unwrap_or(Float::ZERO);
    let centre = Float::total(places.iter().map(|at| value(&outcomes.a, *at) + value(&outcomes.b, *at)))
        / (n * Float::TWO);
    let (mut variance, mut first, mut total) = (Float::ZERO, Float::ZERO, Float::ZERO);
    for at in places {
        let (a, b, mix) =
            (value(&outcomes.a, *at) - centre, value(&outcomes.b, *at) - centre, value(mixed, *at) - centre);
        variance = variance + a.squared() + b.squared();
        first = first + b * (mix - a);
        total = total + (a - mix).squared();
    }
    let variance = variance / (n * Float::TWO);
    let scale = centre.squared().max(Float::ONE) * Float::SLACK.squared();
    (variance > scale).then(|| (first / n / variance, total / (n * Float::TWO) / variance))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The function of Ishigami and Homma (1990), whose indices are known: 0.3139, 0.4424, 0; in total 0.5576, 0.4424, 0.2437.
    #[test]
    fn the_function_of_ishigami() {
        let ishigami = |draws: &[Float; 3]| {
            let angle = |draw: Float| (draw.real().unwrap().get() * 2.0 - 1.0) * std::f64::consts::PI;
            let [x, y, z] = draws.map(angle);
            Float::from(Real::new(x.sin() + 7.0 * y.sin().powi(2) + 0.1 * z.powi(4) * x.sin()).unwrap())
        };
        let mut random = Random::new(3);
        let mut outcomes = Outcomes { a: Vec::new(), b: Vec::new(), mixed: vec![Vec::new(); 3] };
        for _ in 0..20_000 {
            let a: [Float; 3] = std::array::from_fn(|_| random.uniform());
            let b: [Float; 3] = std::array::from_fn(|_| random.uniform());
            outcomes.a.push(ishigami(&a));
            outcomes.b.push(ishigami(&b));
            for factor in 0..3 {
                let mut mixed = a;
                mixed[factor] = b[factor];
                outcomes.mixed[factor].push(ishigami(&mixed));
            }
        }
        let all: Vec<usize> = (0..20_000).collect();
        for (mixed, (first, total)) in
            outcomes.mixed.iter().zip([(0.3139, 0.5576), (0.4424, 0.4424), (0.0, 0.2437)])
        {
            let (own_first, own_total) = estimate(&outcomes, mixed, &all).unwrap();
            let near = |own: Float, expect: f64| (own.real().unwrap().get() - expect).abs() < 0.03;
            assert!(near(own_first, first) && near(own_total, total), "{own_first:?} {own_total:?}");
        }
    }
}
