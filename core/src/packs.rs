//! The bundled packs, embedded in their canonical form.

use std::collections::BTreeMap;

use crate::date::Date;
use crate::error::{Code, Diagnostic, Error};
use crate::maturity::{Framework, Parsed};
use crate::pack::Kind;
use crate::text::Id;

macro_rules! bundled {
    ($($id:literal $edition:literal)*) => {
        /// Every bundled pack: its id, its edition and its canonical JSON.
        const BUNDLED: &[(&str, &str, &str)] =
            &[$(($id, $edition, include_str!(concat!("../packs/", $id, "/", $edition, ".json")))),*];
    };
}

bundled! {
    "nist-800-171-sprs" "1.2.1"
    "openssf-badge" "1"
    "openssf-scorecard" "v5"
    "owasp-samm" "2.0"
    "vn-press-dx" "951"
    "vn-press-dx" "1827"
    "vn-press-dx" "3560"
}

/// Ids and editions of the bundled packs.
#[must_use]
pub fn list() -> Vec<(&'static str, &'static str)> {
    BUNDLED.iter().map(|(id, edition, _)| (*id, *edition)).collect()
}

/// The edition of a bundled framework in force on a day.
///
/// # Errors
/// [`Code::UNKNOWN_PACK`]; [`Code::NO_EDITION`] or [`Code::TWO_EDITIONS`], naming the editions.
///
/// # Examples
/// ```
/// use thidua::{Date, packs};
/// assert_eq!(packs::framework("vn-press-dx", Date::parse("2025-10-06")?)?.edition(), "3560");
/// assert!(packs::framework("vn-press-dx", Date::parse("2020-01-01")?).is_err());
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn framework(id: &str, on: Date) -> Result<Framework, Error> {
    framework_for(id, on, &BTreeMap::new())
}

/// As [`framework`], for whom it applies to: attributes such as `subject: press_agency`.
///
/// # Errors
/// As [`framework`].
pub fn framework_for(id: &str, on: Date, applies_to: &BTreeMap<Id, Id>) -> Result<Framework, Error> {
    let own = BUNDLED.iter().filter(|(known, ..)| *known == id);
    let editions: Vec<Framework> =
        own.map(|(_, _, json)| Framework::parse(json, None)).collect::<Result<_, _>>()?;
    if editions.is_empty() {
        return Err(unknown(id));
    }
    Framework::choose(&editions, on, applies_to).cloned()
}

/// A bundled framework by its edition, whether it is in force or not.
///
/// # Errors
/// [`Code::UNKNOWN_PACK`] when there is none.
pub fn edition(id: &str, edition: &str) -> Result<Framework, Error> {
    let found = BUNDLED.iter().find(|(known, own, _)| *known == id && *own == edition);
    let (_, _, json) = found.ok_or_else(|| unknown(&format!("{id}@{edition}")))?;
    Framework::parse(json, None)
}

/// Reads a framework from YAML or JSON; a file that extends a bundled pack is put on top of it.
///
/// # Errors
/// As [`Framework::parse`] and [`Framework::extend`]; [`Code::NEEDS_BASE`] when the pack it extends is not bundled.
pub fn load(text: &str, file: Option<&str>) -> Result<Framework, Error> {
    let parsed = Parsed::new(text, file, Kind::Framework)?;
    let Some(base) = &parsed.header.extends else { return Framework::parse(text, file) };
    let found = base.split_once('@').and_then(|(id, own)| edition(id, own).ok());
    match found {
        Some(base) => base.extend_with(&parsed),
        None => Framework::parse(text, file).map_err(|error| error.map(|one| meant(one, base))),
    }
}

/// Names the bundled pack that a file meant to extend.
fn meant(diagnostic: Diagnostic, base: &str) -> Diagnostic {
    if diagnostic.code() != Code::NEEDS_BASE {
        return diagnostic;
    }
    let names = names();
    diagnostic.meant(base, names.iter().map(String::as_str))
}

fn names() -> Vec<String> {
    BUNDLED.iter().map(|(id, edition, _)| format!("{id}@{edition}")).collect()
}

fn unknown(id: &str) -> Error {
    let names = names();
    let known = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let near = BUNDLED.iter().map(|(id, ..)| *id).chain(names.iter().map(String::as_str));
    Diagnostic::new(Code::UNKNOWN_PACK).with("id", id).with("known", known).meant(id, near).pack()
}
