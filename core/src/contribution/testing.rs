//! Short words for tests.

use std::str::FromStr;

use super::ledger::Ledger;
use super::ledger::options::ReadOptions;
use super::ledger::record::{Collection, Contribution, Credit, Record, Task};
use crate::date::Date;
use crate::error::Error;
use crate::text::Id;

pub(super) fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

pub(super) fn day(text: &str) -> Date {
    Date::from_str(text).unwrap()
}

/// A day of January 2025.
pub(super) fn january(number: u32) -> Date {
    Date::new(2025, 1, number).unwrap()
}

/// A contribution of `p` on a day of January 2025.
pub(super) fn work(name: &str, on: u32) -> Contribution {
    Contribution::new(id(name), january(on), id("story")).credit(Credit::new(id("p")))
}

/// A task for `p` from `q`, given, notified and due on days of January 2025.
pub(super) fn task(name: &str, given: u32, due: u32) -> super::ledger::record::Assignment {
    Task::new(id(name), id("task"), id("p"), id("q"))
        .given(january(given), january(due))
        .notified(january(given))
}

/// Options under which all records belong to a collection disclosed long ago.
pub(super) fn told() -> ReadOptions {
    ReadOptions::default().collection(Collection::new(id("all")).disclosed(day("2020-01-01")))
}

pub(super) fn read(records: impl IntoIterator<Item = Record>) -> Result<Ledger, Error> {
    Ledger::of(records, &told())
}

pub(super) fn ledger(records: impl IntoIterator<Item = Record>) -> Ledger {
    read(records).unwrap()
}
