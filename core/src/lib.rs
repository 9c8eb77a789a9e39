//! Scores how mature an organisation's digital transformation is, exactly, and explains every number.
#![forbid(unsafe_code)]

mod canonical;
mod certificate;
pub mod cohort;
mod condition;
pub mod contribution;
mod date;
mod error;
#[cfg(all(feature = "yaml", feature = "packs"))]
pub mod guide;
mod maturity;
mod num;
mod pack;
#[cfg(feature = "packs")]
pub mod packs;
pub mod ranking;
pub mod recognition;
#[cfg(feature = "schema")]
pub mod schema;
mod source;
mod text;
mod trace;
pub mod wire;

/// Reading a ledger, and how its records stand on a day.
pub mod ledger {
    pub use crate::contribution::{
        Delay, Identities, OnBad, Progress, ReadOptions, SetAside, State, Undisclosed,
    };
}

pub use certificate::{Certificate, Replay, SEMANTICS};
pub use cohort::CohortFramework;
pub use contribution::{Ledger, Roster, Scheme, record, roster};
pub use date::{Date, Period};
pub use error::{Code, Diagnostic, Error, ErrorKind, Lang};
pub use maturity::{
    Answer, Assessment, Basis, Coverage, Evidence, Framework, Gap, Level, LevelResult, NodeScore, Report,
    Score, Status, TestCoverage, Value,
};
pub use num::{Exact, Fraction, Real, Rounding};
pub use pack::{Citation, Finding, Grade};
pub use text::{Id, Text, normalise_with};
pub use trace::Explanation;
