//! Indices in Python: packs of the kind, past cohorts that are kept, and what is computed.

mod coinr;
mod computed;
mod framework;
mod frozen;

use pyo3::prelude::*;
use thidua::Date;
use thidua::cohort::Table;

use crate::convert;
use crate::problem::Fault;
use crate::statistics::{self, How};

pub use coinr::Coinr;
pub use computed::{Index, panel};
pub use framework::{CohortFramework, index, index_edition, indices, load_index};
pub use frozen::Frozen;

type Object<'py> = Result<Bound<'py, PyAny>, Fault>;
type Given<'a, 'py> = Option<&'a Bound<'py, PyAny>>;
/// How pickle makes an object again.
type Again<'py, T> = Result<(Bound<'py, PyAny>, T), Fault>;

fn table(given: &Bound<'_, PyAny>, how: &How, earlier: Given<'_, '_>) -> Result<Table, Fault> {
    let table = statistics::table(given, how)?;
    match earlier.filter(|earlier| !earlier.is_none()) {
        Some(earlier) => {
            Ok(table.after(statistics::table(earlier, how).map_err(|fault| fault.under("earlier"))?))
        }
        None => Ok(table),
    }
}

fn day(given: Given<'_, '_>) -> Result<Option<Date>, Fault> {
    let given = given.filter(|given| !given.is_none());
    given.map(|day| convert::date(day).map_err(|fault| fault.under("as_of"))).transpose()
}
