//! What is wrong with one record alone, whatever the rest of the ledger says.

mod assignment;
mod contribution;

use super::record::{Collection, Dispute, Record};
use crate::date::Date;
use crate::error::{Code, Diagnostic, escape};
use crate::maturity::Evidence;
use crate::text::Id;

/// Days before and after these are slips of the pen.
const YEARS: (&str, &str) = ("1900-01-01", "2199-12-31");

impl Record {
    /// The first thing that is wrong; the pointer begins with the record's key.
    pub(super) fn check(&self) -> Result<(), Diagnostic> {
        let checked = match self {
            Self::Contribution(record) => record.check(),
            Self::Assignment(record) => record.check(),
            Self::Collection(Collection { disclosed, .. }) => plausible("disclosed", *disclosed),
            Self::Verification(record) => plausible("on", Some(record.on)),
            Self::Reversal(record) => plausible("on", Some(record.on)).and(worded("reason", &record.reason)),
            Self::Dispute(record) => record.check(),
            Self::Cause(record) => plausible("on", Some(record.on)).and(worded("reason", &record.reason)),
            Self::Withheld(record) => plausible("on", Some(record.on)),
        };
        checked.map_err(|diagnostic| diagnostic.under(self.key()))
    }
}

impl Dispute {
    fn check(&self) -> Result<(), Diagnostic> {
        plausible("on", Some(self.on))?;
        let Some(settled) = &self.settled else { return Ok(()) };
        let named = |diagnostic: Diagnostic| diagnostic.under("settled");
        plausible("on", Some(settled.on)).map_err(named)?;
        not_before(("settled/on", Some(settled.on)), ("on", self.on))
    }
}

/// Refuses a day that nobody can mean.
fn plausible(field: &str, day: Option<Date>) -> Result<(), Diagnostic> {
    let written = day.map(|day| day.to_string()).unwrap_or_default();
    let (first, last) = YEARS;
    match day {
        // dates of four digits compare as their texts do
        Some(_) if written.as_str() < first || written.as_str() > last => {
            let diagnostic = Diagnostic::new(Code::IMPLAUSIBLE_DATE).with("day", written);
            Err(diagnostic.with("first", first).with("last", last).at(pointer(field)))
        }
        _ => Ok(()),
    }
}

/// Refuses a day that comes before another.
fn not_before(later: (&str, Option<Date>), earlier: (&str, Date)) -> Result<(), Diagnostic> {
    match later.1 {
        Some(day) if day < earlier.1 => Err(too_early((later.0, day), earlier)),
        _ => Ok(()),
    }
}

fn too_early((field, day): (&str, Date), (other, than): (&str, Date)) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::TOO_EARLY).with("field", field).with("day", day);
    diagnostic.with("other", other).with("than", than).at(pointer(field))
}

/// Refuses somebody who judges in their own cause.
fn not_independent(id: &Id, by: &Id, why: &str, pointer: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::NOT_INDEPENDENT).with("id", id).with("by", by).with("why", why).at(pointer)
}

fn worded(field: &str, text: &str) -> Result<(), Diagnostic> {
    match text.trim().is_empty() {
        true => Err(Diagnostic::new(Code::EMPTY).with("what", format_args!("`{field}`")).at(pointer(field))),
        false => Ok(()),
    }
}

fn referenced(id: &Id, evidence: &[Evidence]) -> Result<(), Diagnostic> {
    match evidence.iter().position(|piece| piece.reference().trim().is_empty()) {
        Some(at) => {
            let diagnostic = Diagnostic::new(Code::EMPTY_REFERENCE).with("id", id);
            Err(diagnostic.at(format!("/evidence/{at}/ref")))
        }
        None => Ok(()),
    }
}

/// The pointer to a field, or to one inside it.
fn pointer(field: &str) -> String {
    field.split('/').map(|step| format!("/{}", escape(step))).collect()
}
