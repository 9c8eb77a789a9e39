//! Rank confidence sets: which ranks each unit may have, given how sure its estimate is.
//!
//! Mogstad, Romano, Shaikh and Wilhelm, *Inference for Ranks with Applications to Mobility across Neighbourhoods and Academic
//! Achievement across Countries*, Review of Economic Studies 2023: differences of every two units, divided by their standard
//! errors, against the distribution of the largest of those not yet rejected, stepping down until nothing new is rejected.

mod draws;
mod family;
mod largest;
mod marginal;
mod options;
mod sets;
mod step;

pub use options::{Bounds, Confidence};
pub use sets::{ConfidenceSets, RankSet};

use super::estimates::Estimates;
use super::input::{counted, outside, share};
use crate::error::Error;
use crate::num::Float;

/// The confidence sets for the ranks of all units: marginal ones, each of which holds the unit's true rank with the coverage
/// asked for, and simultaneous ones, which with that coverage hold all true ranks at once.
///
/// The sets are a function of the estimates, the options and the seed, and do not depend on the order of independent units. Of
/// those the marginal sets are computed by an integral and have no error of simulation; all others are drawn.
///
/// The work grows with the draws and the square of the number of units: a tenth of a second for 37 units, some seconds for 300. Where
/// the estimates are independent, drawing grows with the number of units alone.
/// One thread; memory of at most 32 MB for the draws and a few bytes for each pair of units.
///
/// # Errors
/// [`Code::OUT_OF_BOUNDS`](crate::Code::OUT_OF_BOUNDS) for a coverage outside (0, 1), for fewer than 100 or more than 1,000,000
/// draws, and for draws too few to tell the coverage; [`Code::NOT_COVARIANCE`](crate::Code::NOT_COVARIANCE) for covariances that
/// no estimates can have; [`Code::OVERFLOW`](crate::Code::OVERFLOW) for differences too large to be held.
///
/// # Examples
/// ```
/// use thidua::ranking::{Confidence, Estimates, confidence_sets};
/// // mathematics in PISA 2018: Japan, Korea, Germany, United States, Colombia
/// let scores = Estimates::new(&[527.0, 525.9, 500.0, 478.2, 390.9], &[2.5, 3.1, 2.6, 3.2, 3.0])?;
/// let sets = confidence_sets(&scores, &Confidence::default())?;
/// let simultaneous: Vec<_> = sets.simultaneous().iter().map(|set| (set.lower(), set.upper())).collect();
/// assert_eq!(simultaneous, [(1, 2), (1, 2), (3, 3), (4, 4), (5, 5)]);
/// assert_eq!(sets.tau_best(1), [0, 1]);         // either may be the first
/// assert_eq!(sets.certainly_best(2), [0, 1]);   // both are surely among the best two
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn confidence_sets(estimates: &Estimates, options: &Confidence) -> Result<ConfidenceSets, Error> {
    let coverage = share("coverage", options.coverage)?;
    let draws = counted("draws", options.draws, (100, 1_000_000))?;
    if (Float::ONE - coverage) * Float::from(draws) < Float::ONE - Float::SLACK {
        return Err(outside("/draws", draws, "[1 / (1 − coverage), 1000000]"));
    }
    step::run(estimates, options, coverage)
}
