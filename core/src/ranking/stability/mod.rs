//! How much has to change before someone else is inside the line.

mod left_out;
mod search;
mod weighted_means;

pub use left_out::{LeftOut, leave_one_out};
pub use search::{Bracket, Search, weight_search};
pub use weighted_means::{WeightChange, WeightedMeans};

/// Which of the second list are not in the first, and which of the first not in the second; both lists ascend.
fn exchanged(before: &[usize], after: &[usize]) -> (Vec<usize>, Vec<usize>) {
    let lacks = |list: &[usize], other: &[usize]| -> Vec<usize> {
        list.iter().filter(|unit| other.binary_search(unit).is_err()).copied().collect()
    };
    (lacks(after, before), lacks(before, after))
}
