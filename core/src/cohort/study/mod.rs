//! Studying an index: how its parts hang together, what they weigh in truth, and what would follow from others. Each gives data.

mod alpha;
mod availability;
mod comparison;
mod components;
mod correlations;
mod importance;
mod outranking;
mod panel;
mod profile;
mod removal;

pub use self::availability::Availability;
pub use self::comparison::{Change, Comparison};
pub use self::components::{Component, Components};
pub use self::correlations::{Correlation, Flag};
pub use self::importance::Importance;
pub use self::outranking::Outranking;
pub use self::panel::{Panel, Trend};
pub use self::profile::Place;
pub use self::removal::Removal;
