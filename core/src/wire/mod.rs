//! The JSON of results: public results become JSON here and nowhere else, one room of the house per file. Numbers are exact, as text;
//! the wire has a version of its own.

mod case;
mod certainty;
mod council;
mod decisions;
mod diagnostic;
mod index;
mod ledger;
mod maturity;
mod paper;
mod ranking;
mod standings;
mod views;

pub use case::{deadline, draft, next_steps, release, step};
pub use certainty::{certainty, movements, questions, stability};
pub use council::{asked_round, council, round};
pub use decisions::{changes, flip, flips, policy};
pub use diagnostic::{error, findings, inexact, refusal, refused};
pub use index::{Found, answer, cohort, comparison, found, index, panel, table};
pub use ledger::{days, heads, identities, progress, read_options, set_aside, spell, states};
pub use maturity::{framework, headline, parts};
pub use paper::{minutes, notice, paper, template};
pub use ranking::ranking;
pub use standings::{reasons, reckoning, scheme, test_coverage};

/// Version of the shape of results.
pub const VERSION: u32 = 1;
