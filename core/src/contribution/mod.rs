//! Contributions and standings: what people and units did, what a scheme makes of it, and how they stand.
//! Nothing here ranks by a method of its own: methods of ranking live in `ranking/`.

pub(crate) mod ledger;
pub mod roster;
pub(crate) mod scheme;
mod standings;
#[cfg(test)]
mod testing;

pub use ledger::options::{OnBad, ReadOptions, Undisclosed};
pub use ledger::progress::{Delay, Progress};
pub use ledger::set_aside::SetAside;
pub use ledger::state::State;
pub use ledger::{Ledger, record};
pub use roster::Roster;
pub use roster::identity::Identities;
pub use scheme::Scheme;
pub(crate) use standings::Chosen;
pub use standings::{
    Basis, Certainty, Exchange, Group, GroupCertainty, KindStability, LeftOut, Movement, NotEvaluated,
    Placed, Question, Reckoning, Stability, Standing, Standings, Sure, Unranked,
};
