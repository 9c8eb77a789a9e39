//! Contributions and standings: what people and units did, what a scheme makes of it, and how they stand.
//! Nothing here ranks by a method of its own: methods of ranking live in `ranking/`.

mod check;
mod columns;
mod csv;
mod disclosure;
mod draft;
mod identity;
mod intake;
mod judge;
pub(crate) mod ledger;
mod links;
mod merge;
mod options;
mod progress;
mod read;
pub mod record;
pub mod roster;
mod rows;
mod scheme;
mod set_aside;
mod standings;
mod state;
mod symbol;
#[cfg(test)]
mod testing;
mod whole;

pub use identity::Identities;
pub use ledger::Ledger;
pub use options::{OnBad, ReadOptions, Undisclosed};
pub use progress::{Delay, Progress};
pub use roster::Roster;
pub use scheme::Scheme;
pub use set_aside::SetAside;
pub use standings::{
    Basis, Certainty, Exchange, Group, GroupCertainty, KindStability, LeftOut, Movement, NotEvaluated,
    Placed, Question, Reckoning, Stability, Standing, Standings, Sure, Unranked,
};
pub use state::State;
