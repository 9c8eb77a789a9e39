//! Choosing the edition in force.

use std::collections::BTreeMap;

use super::Header;
use crate::date::Date;
use crate::error::{Code, Diagnostic, Error};
use crate::text::Id;

/// The one of several editions of a pack in force on a day for whom it applies to; an attribute the caller does not
/// name is not compared.
///
/// # Errors
/// [`Code::NO_EDITION`] for none, [`Code::TWO_EDITIONS`], naming them, for more than one.
pub(crate) fn choose<'a, T>(
    editions: &'a [T],
    header: impl Fn(&'a T) -> &'a Header,
    on: Date,
    applies_to: &BTreeMap<Id, Id>,
) -> Result<&'a T, Error> {
    let applies = |edition: &&'a T| {
        let header = header(edition);
        header.in_force.holds(on)
            && applies_to
                .iter()
                .all(|(name, value)| header.applies_to.get(name.as_str()).is_none_or(|own| own == value))
    };
    let describe = |editions: &[&'a T]| {
        editions.iter().map(|one| self::describe(header(one))).collect::<Vec<_>>().join(", ")
    };
    let pack = editions.first().map_or("-", |edition| header(edition).pack.as_str());
    let found: Vec<&'a T> = editions.iter().filter(applies).collect();
    match found.as_slice() {
        [one] => Ok(one),
        [] => {
            let known = describe(&editions.iter().collect::<Vec<_>>());
            Err(Diagnostic::new(Code::NO_EDITION).with("id", pack).with("on", on).with("known", known).pack())
        }
        several => {
            let names = describe(several);
            Err(Diagnostic::new(Code::TWO_EDITIONS)
                .with("id", pack)
                .with("on", on)
                .with("found", names)
                .pack())
        }
    }
}

fn describe(header: &Header) -> String {
    let day = |date: Option<Date>| date.map_or_else(|| "…".to_owned(), |date| date.to_string());
    format!("`{}` ({} – {})", header.edition, day(header.in_force.from()), day(header.in_force.until()))
}
