//! What is fuzzed: functions of any bytes, which the stable tests replay on the corpus. Each must end, without a panic,
//! in a value that keeps its promises or in an error that can be shown.
#![expect(clippy::panic, reason = "a target stops where a promise is broken")]

mod cohort;
mod contribution;
mod maturity;
mod recognition;

use thidua::{Error, Lang};

pub use cohort::{index, table};
pub use contribution::{ledger, scheme};
pub use maturity::{assessment, pack};
pub use recognition::{facts, policy};

fn show(error: &Error) {
    for lang in [Lang::Vi, Lang::En] {
        let _ = (error.render(lang), error.help(lang));
    }
    let _ = thidua::wire::error(error);
}
