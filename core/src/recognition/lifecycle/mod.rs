//! The life of a decision, a separate axis from its merit: append-only steps, each with who, when and why. No path of calls
//! reaches a decided critique without notice, the time to reply and a named person with a number.

mod case;
mod kept;
mod phase;
mod rules;
mod step;
mod votes;
mod workdays;

pub use self::case::Case;
pub use self::phase::{Phase, Ruling};
pub use self::step::{Act, Next, Step};
pub use self::votes::Votes;
pub use self::workdays::Workdays;
