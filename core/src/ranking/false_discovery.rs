//! Many alarms at once: which of them to believe.
//!
//! Benjamini and Hochberg, *Controlling the false discovery rate*, JRSS B 1995: of the alarms believed, at most the share q is
//! expected to be false, if the tests are independent or hang together positively.

use super::input::{enough, numbers, outside, reals, share};
use crate::error::Error;
use crate::num::{Float, Real};

/// What became of each p-value, in the caller's order.
#[derive(Debug, Clone, PartialEq)]
pub struct Discoveries {
    rejected: Vec<bool>,
    adjusted: Vec<Real>,
}

impl Discoveries {
    /// Whether each hypothesis is rejected.
    #[must_use]
    pub fn rejected(&self) -> &[bool] {
        &self.rejected
    }

    /// The smallest q at which each would be rejected.
    #[must_use]
    pub fn adjusted(&self) -> &[Real] {
        &self.adjusted
    }
}

/// Rejects the hypotheses with the i smallest p-values, for the largest i with p₍ᵢ₎ ≤ i q / m.
///
/// # Errors
/// [`Code::EMPTY`](crate::Code::EMPTY) without p-values, [`Code::TOO_LARGE`](crate::Code::TOO_LARGE) with more than 2,000,
/// [`Code::OUT_OF_BOUNDS`](crate::Code::OUT_OF_BOUNDS) for one outside [0, 1] or a q outside (0, 1).
///
/// # Examples
/// ```
/// use thidua::ranking::false_discovery;
/// let found = false_discovery(&[0.03, 0.001, 0.8, 0.02], 0.05)?;
/// assert_eq!(found.rejected(), [true, true, false, true]);
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn false_discovery(p_values: &[f64], q: f64) -> Result<Discoveries, Error> {
    enough("p_values", 1, p_values.len())?;
    let values = numbers("p_values", p_values)?;
    let q = share("q", q)?;
    if let Some(at) = values.iter().position(|p| *p < Float::ZERO || *p > Float::ONE) {
        let value = values.get(at).map_or(Ok(Real::default()), |value| value.real())?;
        return Err(outside(&format!("/p_values/{at}"), value, "[0, 1]"));
    }
    let mut sorted: Vec<(usize, Float)> = values.iter().copied().enumerate().collect();
    sorted.sort_by(|a, b| b.1.order(&a.1));
    let all = Float::count(values.len());
    let mut adjusted = vec![Float::ONE; values.len()];
    let (mut least, mut line) = (Float::ONE, -Float::ONE);
    // from the largest down
    for (before, (at, p)) in sorted.iter().enumerate() {
        let place = Float::count(values.len().saturating_sub(before));
        least = least.min(*p * all / place);
        if line < Float::ZERO && *p * all <= place * q {
            line = *p;
        }
        if let Some(own) = adjusted.get_mut(*at) {
            *own = least;
        }
    }
    let rejected = values.iter().map(|p| *p <= line).collect();
    Ok(Discoveries { rejected, adjusted: reals(adjusted)? })
}
