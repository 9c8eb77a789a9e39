//! Which ranks alternatives take over all weights people may have.
//!
//! Lahdelma and Salminen, *SMAA-2: Stochastic multicriteria acceptability analysis for group decision making*, Operations
//! Research 2001, with values that add up over criteria.

use super::input::{MOST_DRAWS, enough, length, numbers, outside, reals, within, within_limits};
use super::order::strictly_better;
use crate::error::Error;
use crate::num::{Float, Random, Real};

/// Draws of what alternatives achieve and of what weights criteria have.
///
/// # Examples
/// ```
/// use thidua::ranking::Preferences;
/// // two alternatives on two criteria, known; three opinions about the weights
/// let achieved = vec![vec![vec![1.0, 0.0], vec![0.25, 0.5]]];
/// let weights = vec![vec![0.5, 0.5], vec![0.2, 0.8], vec![0.9, 0.1]];
/// let preferences = Preferences::new(&achieved, &weights)?;
/// assert_eq!(preferences.draws(), 3);
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Preferences {
    measurements: Vec<Vec<Vec<Float>>>,
    weights: Vec<Vec<Float>>,
    alternatives: usize,
    draws: usize,
}

impl Preferences {
    /// `measurements` by draw, alternative and criterion, on scales that may be added up (from 0, the worst, to 1, the best);
    /// `weights` by draw and criterion. Where one of the two has a single draw, it is certain and stands for all.
    ///
    /// # Errors
    /// [`Code::EMPTY`](crate::Code::EMPTY) without draws, alternatives or criteria; [`Code::LENGTH_MISMATCH`](crate::Code::LENGTH_MISMATCH) where the shapes do not fit;
    /// [`Code::TOO_LARGE`](crate::Code::TOO_LARGE) with more than 2,000 alternatives or 1,000,000 draws; [`Code::NOT_FINITE`](crate::Code::NOT_FINITE) for what is no number,
    /// [`Code::OUT_OF_BOUNDS`](crate::Code::OUT_OF_BOUNDS) for a negative weight.
    pub fn new(measurements: &[Vec<Vec<f64>>], weights: &[Vec<f64>]) -> Result<Self, Error> {
        for (name, found) in [("measurements", measurements.len()), ("weights", weights.len())] {
            within_limits(name, (1, MOST_DRAWS), found)?;
        }
        let draws = measurements.len().max(weights.len());
        if measurements.len().min(weights.len()) != 1 {
            length("/weights", measurements.len(), weights.len())?;
        }
        let alternatives = measurements.first().map_or(0, Vec::len);
        let criteria = weights.first().map_or(0, Vec::len);
        enough("measurements/0", 1, alternatives)?;
        enough("weights/0", 1, criteria)?;
        let mut read = Vec::with_capacity(measurements.len());
        for (at, draw) in measurements.iter().enumerate() {
            let place = format!("measurements/{at}");
            length(&format!("/{place}"), alternatives, draw.len())?;
            let rows = draw.iter().enumerate().map(|(row, values)| {
                length(&format!("/{place}/{row}"), criteria, values.len())?;
                named(&["measurements", &at.to_string(), &row.to_string()], values)
            });
            read.push(rows.collect::<Result<Vec<_>, Error>>()?);
        }
        let mut read_weights = Vec::with_capacity(weights.len());
        for (at, draw) in weights.iter().enumerate() {
            length(&format!("/weights/{at}"), criteria, draw.len())?;
            let row = named(&["weights", &at.to_string()], draw)?;
            if let Some(place) = row.iter().position(|weight| *weight < Float::ZERO) {
                let value = row.get(place).map_or(Ok(Real::default()), |value| value.real())?;
                return Err(outside(&format!("/weights/{at}/{place}"), value, "[0, ∞)"));
            }
            read_weights.push(row);
        }
        Ok(Self { measurements: read, weights: read_weights, alternatives, draws })
    }

    /// How many draws there are.
    #[must_use]
    pub const fn draws(&self) -> usize {
        self.draws
    }

    fn measured(&self, draw: usize) -> &[Vec<Float>] {
        self.measurements.get(draw).or(self.measurements.first()).map_or(&[], Vec::as_slice)
    }

    fn weighed(&self, draw: usize) -> &[Float] {
        self.weights.get(draw).or(self.weights.first()).map_or(&[], Vec::as_slice)
    }
}

/// The numbers at a place given step by step.
fn named(steps: &[&str], values: &[f64]) -> Result<Vec<Float>, Error> {
    let (last, outer) = steps.split_last().unwrap_or((&"", &[]));
    let read = numbers(last, values);
    read.map_err(|error| outer.iter().rev().fold(error, |error, step| within(error, step)))
}

/// Weights that say nothing: so many draws, each weight of a share of the whole as likely as any other, and all of them
/// together 1. The same seed gives the same weights everywhere.
///
/// # Errors
/// [`Code::EMPTY`](crate::Code::EMPTY) without criteria or draws, [`Code::TOO_LARGE`](crate::Code::TOO_LARGE) with more than 2,000 criteria or 1,000,000 draws.
///
/// # Examples
/// ```
/// let weights = thidua::ranking::uniform_weights(3, 100, 1)?;
/// assert!(weights.iter().all(|draw| (draw.iter().sum::<f64>() - 1.0).abs() < 1e-12));
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn uniform_weights(criteria: usize, draws: usize, seed: u64) -> Result<Vec<Vec<f64>>, Error> {
    enough("criteria", 1, criteria)?;
    within_limits("draws", (1, MOST_DRAWS), draws)?;
    let mut random = Random::new(seed);
    let mut draw = || -> Result<Vec<f64>, Error> {
        // waiting times between events, as parts of the whole time
        let waits: Vec<Float> = (0..criteria).map(|_| -random.uniform().ln()).collect();
        let whole = Float::sum(waits.iter().copied());
        waits.iter().map(|wait| (*wait / whole).real().map(Real::get)).collect()
    };
    (0..draws).map(|_| draw()).collect()
}

/// What SMAA-2 says of each alternative, in the caller's order. Alternatives of equal value share the better rank.
#[derive(Debug, Clone, PartialEq)]
pub struct Acceptability {
    ranks: Vec<Vec<Real>>,
    central: Vec<Option<Vec<Real>>>,
    confidence: Vec<Option<Real>>,
    winning: Vec<Vec<Real>>,
    entropy_of_choice: Real,
    entropy_of_ranking: Real,
}

impl Acceptability {
    /// For each alternative, the share of draws in which it has each rank, the first rank first.
    #[must_use]
    pub fn ranks(&self) -> &[Vec<Real>] {
        &self.ranks
    }

    /// The mean of the weights that make each alternative first: who favours it thinks so. None if nothing does.
    #[must_use]
    pub fn central_weights(&self) -> &[Option<Vec<Real>>] {
        &self.central
    }

    /// How often each alternative is first for somebody of its central weights.
    #[must_use]
    pub fn confidence_factors(&self) -> &[Option<Real>] {
        &self.confidence
    }

    /// The share of draws in which the alternative of the row has a better rank than that of the column.
    #[must_use]
    pub fn pairwise_winning(&self) -> &[Vec<Real>] {
        &self.winning
    }

    /// How open it is which is first, in bits.
    #[must_use]
    pub const fn entropy_of_choice(&self) -> Real {
        self.entropy_of_choice
    }

    /// How open the whole ranking is, in bits.
    #[must_use]
    pub const fn entropy_of_ranking(&self) -> Real {
        self.entropy_of_ranking
    }
}

/// Runs through all draws twice: once for the ranks, once at the central weights.
///
/// # Errors
/// [`Code::OVERFLOW`](crate::Code::OVERFLOW) for values too large to be held.
///
/// # Examples
/// ```
/// use thidua::ranking::{Preferences, acceptability};
/// let achieved = vec![vec![vec![1.0, 0.0], vec![0.25, 0.5]]];
/// let weights = vec![vec![0.5, 0.5], vec![0.2, 0.8], vec![0.9, 0.1], vec![1.0, 0.0]];
/// let found = acceptability(&Preferences::new(&achieved, &weights)?)?;
/// assert_eq!(found.ranks()[0][0].get(), 0.75);
/// assert_eq!(found.central_weights()[1].as_ref().map(|weights| weights[1].get()), Some(0.8));
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn acceptability(preferences: &Preferences) -> Result<Acceptability, Error> {
    let count = preferences.alternatives;
    let mut tally = vec![vec![0_usize; count]; count];
    let mut wins = vec![vec![0_usize; count]; count];
    let mut favours: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut rankings: Vec<Vec<usize>> = Vec::with_capacity(preferences.draws);
    for draw in 0..preferences.draws {
        let values = values(preferences.measured(draw), preferences.weighed(draw));
        if let Some(lost) = values.iter().find(|value| !value.is_finite()) {
            lost.real()?;
        }
        let ranks = strictly_better(&values, |other, own| other > own);
        for ((rank, row), (own, favour)) in
            ranks.iter().zip(&mut tally).zip(wins.iter_mut().zip(&mut favours))
        {
            row.get_mut(*rank).into_iter().for_each(|count| *count = count.saturating_add(1));
            for (other, count) in ranks.iter().zip(own) {
                *count = count.saturating_add(usize::from(rank < other));
            }
            if *rank == 0 {
                favour.push(draw);
            }
        }
        rankings.push(ranks);
    }
    let draws = Float::count(preferences.draws);
    let share = |count: &usize| Float::count(*count) / draws;
    let shares = |rows: &[Vec<usize>]| -> Result<Vec<Vec<Real>>, Error> {
        rows.iter().map(|row| reals(row.iter().map(share))).collect()
    };
    let central: Vec<Option<Vec<Float>>> =
        favours.iter().map(|draws| mean_weights(preferences, draws)).collect();
    let confident = |(own, weights): (usize, &Option<Vec<Float>>)| match weights {
        Some(weights) => confidence(preferences, own, weights).map(Some),
        None => Ok(None),
    };
    rankings.sort_unstable();
    let same = rankings.chunk_by(|a, b| a == b).map(|same| share(&same.len()));
    let first = tally.iter().filter_map(|row| row.first()).map(share);
    Ok(Acceptability {
        ranks: shares(&tally)?,
        confidence: central.iter().enumerate().map(confident).collect::<Result<_, _>>()?,
        winning: shares(&wins)?,
        entropy_of_choice: entropy(first).real()?,
        entropy_of_ranking: entropy(same).real()?,
        central: central
            .into_iter()
            .map(|weights| weights.map(reals).transpose())
            .collect::<Result<_, _>>()?,
    })
}

fn values(measured: &[Vec<Float>], weights: &[Float]) -> Vec<Float> {
    let value = |row: &Vec<Float>| row.iter().zip(weights).fold(Float::ZERO, |sum, (a, b)| sum + *a * *b);
    measured.iter().map(value).collect()
}

fn mean_weights(preferences: &Preferences, draws: &[usize]) -> Option<Vec<Float>> {
    let criteria = preferences.weighed(0).len();
    let mean = |criterion: usize| {
        let terms = draws.iter().filter_map(|draw| preferences.weighed(*draw).get(criterion).copied());
        Float::sum(terms) / Float::count(draws.len())
    };
    (!draws.is_empty()).then(|| (0..criteria).map(mean).collect())
}

/// How often the alternative is first at these weights.
fn confidence(preferences: &Preferences, own: usize, weights: &[Float]) -> Result<Real, Error> {
    let draws = preferences.measurements.len();
    let first = preferences.measurements.iter().filter(|measured| {
        let values = values(measured, weights);
        values.get(own).is_some_and(|value| values.iter().all(|other| other <= value))
    });
    (Float::count(first.count()) / Float::count(draws)).real()
}

/// −Σ p log₂ p.
fn entropy(shares: impl Iterator<Item = Float>) -> Float {
    let terms = shares.filter(|share| *share > Float::ZERO).map(|share| -(share * share.log2()));
    Float::sum(terms).max(Float::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_the_better_rank() {
        let achieved = vec![vec![vec![1.0], vec![1.0], vec![0.0]]];
        let found = acceptability(&Preferences::new(&achieved, &[vec![1.0]]).unwrap()).unwrap();
        let first: Vec<f64> = found.ranks().iter().map(|row| row[0].get()).collect();
        assert_eq!(first, [1.0, 1.0, 0.0]);
        assert_eq!(found.pairwise_winning()[0].iter().map(|p| p.get()).collect::<Vec<_>>(), [0.0, 0.0, 1.0]);
        assert_eq!(found.confidence_factors()[2], None);
        assert_eq!(found.entropy_of_ranking().get(), 0.0);
    }

    #[test]
    fn weights_without_preference_have_equal_means() {
        let weights = uniform_weights(4, 20_000, 9).unwrap();
        for criterion in 0..4 {
            let mean = Float::sum(weights.iter().map(|draw| Real::new(draw[criterion]).unwrap().into()));
            let distance = mean / Float::count(20_000) - Float::HALF * Float::HALF;
            assert!(distance.abs() < Float::from(Real::new(0.005).unwrap()), "{distance:?}");
        }
    }
}
