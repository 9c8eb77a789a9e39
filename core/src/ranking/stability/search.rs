//! The smallest change of one weight for any way of scoring, by halving on the caller's own evaluation.

use crate::error::Error;
use crate::num::Fraction;
use crate::ranking::input::{counted, outside};

/// How closely a change is looked for: in steps outwards, and then by halving the first step that shows one.
#[derive(Debug, Clone, Copy)]
pub struct Search {
    steps: u32,
    halvings: u32,
}

impl Default for Search {
    /// 64 steps to either side and 32 halvings.
    fn default() -> Self {
        Self { steps: 64, halvings: 32 }
    }
}

impl Search {
    /// Steps from the weight to either end: 1 to 10,000. Changes that come and go within one step are not seen.
    #[must_use]
    pub const fn steps(mut self, steps: u32) -> Self {
        self.steps = steps;
        self
    }

    /// Halvings of the step that shows a change: up to 60.
    #[must_use]
    pub const fn halvings(mut self, halvings: u32) -> Self {
        self.halvings = halvings;
        self
    }
}

/// A change that lies between two shares of a weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bracket {
    same: Fraction,
    other: Fraction,
}

impl Bracket {
    /// The last share at which the same were inside.
    #[must_use]
    pub const fn same(&self) -> &Fraction {
        &self.same
    }

    /// The first share at which others were inside.
    #[must_use]
    pub const fn other(&self) -> &Fraction {
        &self.other
    }
}

/// Looks for the nearest share below and above `now` at which `inside` says something else than it does at `now`. A share goes
/// from 0 to 1; what the other weights do meanwhile is the caller's: [`WeightedMeans`](super::WeightedMeans) solves the usual
/// case exactly.
///
/// # Errors
/// [`Code::OUT_OF_BOUNDS`](crate::Code::OUT_OF_BOUNDS) for a share outside [0, 1] or options outside their ranges, and the first
/// error of `inside`.
///
/// # Examples
/// ```
/// use thidua::Fraction;
/// use thidua::ranking::{Search, weight_search};
/// // the minimum of two criteria changes hands at a third
/// let third = Fraction::new(1, 3)?;
/// let inside = |share: &Fraction| Ok(*share > third);
/// let (below, above) = weight_search(&Fraction::new(1, 2)?, &Search::default(), inside)?;
/// let below = below.ok_or("no change below")?;
/// assert!(*below.other() <= third && third < *below.same());
/// assert!(below.same().sub(below.other()) < Fraction::new(1, 1 << 32)?);
/// assert_eq!(above, None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn weight_search<T: PartialEq>(
    now: &Fraction,
    search: &Search,
    mut inside: impl FnMut(&Fraction) -> Result<T, Error>,
) -> Result<(Option<Bracket>, Option<Bracket>), Error> {
    if now.is_negative() || *now > Fraction::ONE {
        return Err(outside("/now", now, "[0, 1]"));
    }
    counted("steps", search.steps, (1, 10_000))?;
    counted("halvings", search.halvings, (0, 60))?;
    let before = inside(now)?;
    let mut towards = |end: Fraction| {
        let step = end.sub(now).div(&Fraction::from(search.steps)).unwrap_or(Fraction::ZERO);
        if step.is_zero() {
            return Ok(None);
        }
        let mut same = now.clone();
        for count in 1..=search.steps {
            let next = now.add(&step.mul(&Fraction::from(count)));
            if inside(&next)? != before {
                return halve(same, next, search.halvings, |share| Ok(inside(share)? == before)).map(Some);
            }
            same = next;
        }
        Ok(None)
    };
    Ok((towards(Fraction::ZERO)?, towards(Fraction::ONE)?))
}

fn halve(
    mut same: Fraction,
    mut other: Fraction,
    halvings: u32,
    mut is_same: impl FnMut(&Fraction) -> Result<bool, Error>,
) -> Result<Bracket, Error> {
    let half = Fraction::new(1, 2)?;
    for _ in 0..halvings {
        let middle = same.add(&other).mul(&half);
        if is_same(&middle)? { same = middle } else { other = middle }
    }
    Ok(Bracket { same, other })
}
