//! Leaving one thing out at a time: an item, a criterion, a subject.

use super::exchanged;
use crate::error::Error;

/// What leaving one thing out changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    entering: Vec<usize>,
    leaving: Vec<usize>,
}

impl LeftOut {
    /// Of two ascending lists of who is inside.
    pub(super) fn new(before: &[usize], after: &[usize]) -> Self {
        let (entering, leaving) = exchanged(before, after);
        Self { entering, leaving }
    }

    /// Whether it changes who is inside.
    #[must_use]
    pub fn changes(&self) -> bool {
        !(self.entering.is_empty() && self.leaving.is_empty())
    }

    /// Who comes inside, ascending.
    #[must_use]
    pub fn entering(&self) -> &[usize] {
        &self.entering
    }

    /// Who is no longer inside, ascending.
    #[must_use]
    pub fn leaving(&self) -> &[usize] {
        &self.leaving
    }
}

/// Leaves out each of `count` things once. `inside` says who is inside the line without the thing of that number, or with all of
/// them for `None`, by any numbers for the units.
///
/// # Errors
/// The first error of `inside`.
///
/// # Examples
/// ```
/// use thidua::ranking::leave_one_out;
/// // the unit with more points is inside; three items, each of a unit and with points
/// let items = [(0, 5), (1, 4), (0, 2)];
/// let inside = |left: Option<usize>| {
///     let mut points = [0, 0];
///     items.iter().enumerate().filter(|(at, _)| Some(*at) != left).for_each(|(_, (unit, more))| points[*unit] += more);
///     Ok(vec![usize::from(points[1] > points[0])])
/// };
/// let without = leave_one_out(items.len(), inside)?;
/// assert_eq!(without.iter().map(|left| left.changes()).collect::<Vec<_>>(), [true, false, false]);
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn leave_one_out(
    count: usize,
    mut inside: impl FnMut(Option<usize>) -> Result<Vec<usize>, Error>,
) -> Result<Vec<LeftOut>, Error> {
    let mut sorted = |left| {
        let mut units = inside(left)?;
        units.sort_unstable();
        units.dedup();
        Ok(units)
    };
    let before = sorted(None)?;
    (0..count).map(|left| Ok(LeftOut::new(&before, &sorted(Some(left))?))).collect()
}
