//! Whether those who judge agree.

mod alpha;
mod intraclass;

pub use alpha::{Alpha, Metric, krippendorff};
pub use intraclass::{Intraclass, intraclass};
