//! Who belongs to the best share, chosen so that few of those chosen do not.
//!
//! Gu and Koenker, *Invidious comparisons: ranking and selection as compound decisions*, Econometrica 2023, with a normal prior:
//! choose by the posterior probability of belonging to the top, within the places there are and a bound on the share of false
//! choices. Places may stay empty.

use super::estimates::Estimates;
use super::input::{reals, share};
use super::order::Better;
use super::shrinkage::{Prior, prior};
use crate::error::Error;
use crate::num::{Float, Real, normal_quantile, normal_share};

/// Options of the choice. The best tenth, as many places as that share of the units (rounded down), at most a tenth of the
/// chosen expected to be false, the highest first, unless said otherwise.
#[derive(Debug, Clone, Copy)]
pub struct TopShare {
    share: f64,
    places: Option<usize>,
    false_share: f64,
    better: Better,
}

impl Default for TopShare {
    fn default() -> Self {
        Self { share: 0.1, places: None, false_share: 0.1, better: Better::Higher }
    }
}

impl TopShare {
    /// α, the share of all units that the top is, between 0 and 1.
    #[must_use]
    pub const fn share(mut self, share: f64) -> Self {
        self.share = share;
        self
    }

    /// How many may be chosen at most.
    #[must_use]
    pub const fn places(mut self, places: usize) -> Self {
        self.places = Some(places);
        self
    }

    /// γ, the share of those chosen that may be expected not to belong to the top, between 0 and 1.
    #[must_use]
    pub const fn false_share(mut self, false_share: f64) -> Self {
        self.false_share = false_share;
        self
    }

    /// Which estimates come first.
    #[must_use]
    pub const fn better(mut self, better: Better) -> Self {
        self.better = better;
        self
    }
}

/// Who was chosen for the top share, by places in the caller's order of units, counted from 0.
#[derive(Debug, Clone, PartialEq)]
pub struct TopChoice {
    probabilities: Vec<Real>,
    chosen: Vec<usize>,
    tied: Vec<usize>,
    false_share: Real,
    tells_apart: bool,
}

impl TopChoice {
    /// v, how likely each unit is to belong to the top share.
    #[must_use]
    pub fn probabilities(&self) -> &[Real] {
        &self.probabilities
    }

    /// Those chosen.
    #[must_use]
    pub fn chosen(&self) -> &[usize] {
        &self.chosen
    }

    /// Equals at the line who do not all fit: none of them is chosen, and people may choose among them.
    #[must_use]
    pub fn tied(&self) -> &[usize] {
        &self.tied
    }

    /// The share of those chosen that is expected not to belong; 0 where nobody was chosen.
    #[must_use]
    pub const fn false_share(&self) -> Real {
        self.false_share
    }

    /// Whether the data tell the units apart at all. If not, nobody is chosen, and each is as likely as the share is large.
    #[must_use]
    pub const fn tells_apart(&self) -> bool {
        self.tells_apart
    }
}

/// Chooses for the top share: vᵢ = P(θᵢ ≥ θ_α | yᵢ), where θ_α is the 1 − α quantile of the prior found by
/// [`shrink`](super::shrink); the largest v while there are places and the mean of 1 − v of those taken is at most γ.
///
/// # Errors
/// [`Code::TOO_FEW`](crate::Code::TOO_FEW) with fewer than two units, [`Code::OUT_OF_BOUNDS`](crate::Code::OUT_OF_BOUNDS) for a share
/// outside (0, 1), [`Code::OVERFLOW`](crate::Code::OVERFLOW) for squares too large to be held.
///
/// # Examples
/// ```
/// use thidua::ranking::{Estimates, TopShare, top_share};
/// let units = Estimates::new(&[9.0, 5.0, 4.5, 4.0, 0.0], &[0.5; 5])?;
/// let choice = top_share(&units, &TopShare::default().share(0.2))?;
/// assert_eq!(choice.chosen(), [0]);
/// // less sure: the place stays empty
/// let units = Estimates::new(&[9.0, 5.0, 4.5, 4.0, 0.0], &[2.0; 5])?;
/// assert!(top_share(&units, &TopShare::default().share(0.2))?.chosen().is_empty());
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn top_share(estimates: &Estimates, options: &TopShare) -> Result<TopChoice, Error> {
    let top = share("share", options.share)?;
    let bound = share("false_share", options.false_share)?;
    let Prior { mean, variance } = prior(estimates)?;
    let units = estimates.with_variances();
    if variance <= Float::ZERO {
        let probabilities = reals(units.iter().map(|_| top))?;
        let (chosen, tied) = (Vec::new(), Vec::new());
        return Ok(TopChoice {
            probabilities,
            chosen,
            tied,
            false_share: Real::default(),
            tells_apart: false,
        });
    }
    let sign = if options.better == Better::Higher { Float::ONE } else { -Float::ONE };
    // above the mean by so much, where above is better
    let line = variance.sqrt() * -normal_quantile(top);
    let probability = |(value, own): &(Float, Float)| {
        let kept = variance / (variance + *own);
        let beyond = sign * kept * (*value - mean) - line;
        let deviation = (kept * *own).sqrt();
        match deviation > Float::ZERO {
            true => normal_share(beyond / deviation),
            false if beyond >= Float::ZERO => Float::ONE,
            false => Float::ZERO,
        }
    };
    let probabilities: Vec<Float> = units.iter().map(probability).collect();
    let places = options.places.unwrap_or_else(|| {
        let all = Float::count(units.len());
        units.len().saturating_sub((all - all * top).ceil_count())
    });
    let (chosen, tied, expected) = choose(&probabilities, places, bound);
    let probabilities = reals(probabilities)?;
    Ok(TopChoice { probabilities, chosen, tied, false_share: expected.real()?, tells_apart: true })
}

/// The largest first, equals together or not at all.
fn choose(probabilities: &[Float], places: usize, bound: Float) -> (Vec<usize>, Vec<usize>, Float) {
    let mut sorted: Vec<(usize, Float)> = probabilities.iter().copied().enumerate().collect();
    sorted.sort_by(|a, b| b.1.order(&a.1));
    let (mut chosen, mut missed, mut expected) = (Vec::new(), Float::ZERO, Float::ZERO);
    for equals in sorted.chunk_by(|a, b| a.1 == b.1) {
        let units: Vec<usize> = equals.iter().map(|(unit, _)| *unit).collect();
        let after = |more: usize| {
            let taken = Float::count(chosen.len().saturating_add(more));
            let each = equals.first().map_or(Float::ZERO, |(_, v)| Float::ONE - *v);
            (missed + each * Float::count(more), (missed + each * Float::count(more)) / taken)
        };
        let room = places.saturating_sub(chosen.len());
        let (sum, mean) = after(units.len());
        if units.len() <= room && mean <= bound {
            (missed, expected) = (sum, mean);
            chosen.extend(units);
            continue;
        }
        // one of them alone would have been taken
        let tied = units.len() > 1 && room > 0 && after(1).1 <= bound;
        chosen.sort_unstable();
        return (chosen, if tied { units } else { Vec::new() }, expected);
    }
    chosen.sort_unstable();
    (chosen, Vec::new(), expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_at_the_line_are_left_to_people() {
        let units = Estimates::new(&[9.0, 1.0, 5.0, 5.0, 0.0, 1.0], &[0.1; 6]).unwrap();
        let options = TopShare::default().share(0.4).false_share(0.5);
        let choice = top_share(&units, &options).unwrap();
        assert_eq!((choice.chosen(), choice.tied()), (&[0][..], &[2, 3][..]));
        let roomy = top_share(&units, &options.places(3)).unwrap();
        assert_eq!((roomy.chosen(), roomy.tied()), (&[0, 2, 3][..], &[][..]));
    }

    #[test]
    fn known_values_are_on_one_side_or_the_other() {
        let units = Estimates::new(&[4.0, 3.0, 2.0, 1.0], &[0.0; 4]).unwrap();
        let choice = top_share(&units, &TopShare::default().share(0.25).better(Better::Lower)).unwrap();
        assert_eq!(choice.chosen(), [3]);
        assert!(choice.probabilities().iter().all(|v| v.get() == 0.0 || v.get() == 1.0));
    }

    #[test]
    fn what_cannot_be_told_apart_is_not_chosen_from() {
        let units = Estimates::new(&[4.0, 4.0, 4.0], &[1.0; 3]).unwrap();
        let choice = top_share(&units, &TopShare::default().share(0.5)).unwrap();
        assert!(!choice.tells_apart() && choice.chosen().is_empty());
        assert!(choice.probabilities().iter().all(|v| v.get() == 0.5));
    }
}
