//! The bundled packs, embedded in their canonical form.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::cohort::CohortFramework;
use crate::contribution::Scheme;
use crate::date::Date;
use crate::error::{Code, Diagnostic, Error};
use crate::maturity::Framework;
use crate::pack::{Body, Loaded, Parsed};
use crate::recognition::Policy;
use crate::text::Id;

/// Bundled packs of one kind: the id, the edition and the canonical JSON of each.
type Bundled = &'static [(&'static str, &'static str, &'static str)];

macro_rules! bundled {
    ($name:ident: $($id:literal $edition:literal)*) => {
        const $name: Bundled =
            &[$(($id, $edition, include_str!(concat!("../packs/", $id, "/", $edition, ".json")))),*];
    };
}

bundled! { FRAMEWORKS:
    "nist-800-171-sprs" "1.2.1"
    "openssf-badge" "1"
    "openssf-scorecard" "v5"
    "owasp-samm" "2.0"
    "vn-press-dx" "951"
    "vn-press-dx" "1827"
    "vn-press-dx" "3560"
}

bundled! { SCHEMES:
    "newsroom-contributions" "2026"
}

bundled! { POLICIES:
    "vn-emulation" "98-2023"
    "vn-emulation" "152-2025"
    "vn-staff-rating" "90-2020-cong-chuc"
    "vn-staff-rating" "90-2020-vien-chuc"
    "vn-staff-rating" "233-2026"
    "vn-staff-rating" "335-2025"
}

bundled! { INDICES:
    "un-egdi" "2010"
    "un-egdi" "2012"
    "un-egdi" "2014"
    "undp-hdi" "2024"
}

/// Ids and editions of the bundled frameworks.
#[must_use]
pub fn list() -> Vec<(&'static str, &'static str)> {
    named(FRAMEWORKS)
}

/// Ids and editions of the bundled schemes.
#[must_use]
pub fn schemes() -> Vec<(&'static str, &'static str)> {
    named(SCHEMES)
}

/// Ids and editions of the bundled indices.
#[must_use]
pub fn indices() -> Vec<(&'static str, &'static str)> {
    named(INDICES)
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
    in_force(FRAMEWORKS, id, on, applies_to).map(Framework)
}

/// A bundled framework by its edition, whether it is in force or not.
///
/// # Errors
/// [`Code::UNKNOWN_PACK`] when there is none.
pub fn edition(id: &str, edition: &str) -> Result<Framework, Error> {
    exactly(FRAMEWORKS, id, edition).map(Framework)
}

/// Reads a framework from YAML or JSON; a file that extends a bundled pack is put on top of it.
///
/// # Errors
/// As [`Framework::parse`] and [`Framework::extend`]; [`Code::NEEDS_BASE`] when the pack it extends is not bundled.
pub fn load(text: &str, file: Option<&str>) -> Result<Framework, Error> {
    on_top(FRAMEWORKS, text, file).map(Framework)
}

/// The edition of a bundled scheme in force on a day.
///
/// # Errors
/// [`Code::UNKNOWN_PACK`]; [`Code::NO_EDITION`] or [`Code::TWO_EDITIONS`], naming the editions.
///
/// # Examples
/// ```
/// use thidua::{Code, Date, packs};
/// assert_eq!(packs::scheme("newsroom-contributions", Date::parse("2026-03-01")?)?.edition(), "2026");
/// let early = packs::scheme("newsroom-contributions", Date::parse("2020-01-01")?);
/// assert_eq!(early.map(|_| ()).unwrap_err().code(), Code::NO_EDITION);
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn scheme(id: &str, on: Date) -> Result<Scheme, Error> {
    in_force(SCHEMES, id, on, &BTreeMap::new()).map(Scheme)
}

/// A bundled scheme by its edition, whether it is in force or not.
///
/// # Errors
/// [`Code::UNKNOWN_PACK`] when there is none.
pub fn scheme_edition(id: &str, edition: &str) -> Result<Scheme, Error> {
    exactly(SCHEMES, id, edition).map(Scheme)
}

/// Reads a scheme from YAML or JSON; a file that extends a bundled one is put on top of it.
///
/// # Errors
/// As [`Scheme::parse`] and [`Scheme::extend`]; [`Code::NEEDS_BASE`] when the scheme it extends is not bundled.
pub fn load_scheme(text: &str, file: Option<&str>) -> Result<Scheme, Error> {
    on_top(SCHEMES, text, file).map(Scheme)
}

/// Ids and editions of the bundled policies.
#[must_use]
pub fn policies() -> Vec<(&'static str, &'static str)> {
    named(POLICIES)
}

/// The edition of a bundled policy in force on a day, for whom it applies to: attributes such as `status: civil_servant`.
///
/// # Errors
/// [`Code::UNKNOWN_PACK`]; [`Code::NO_EDITION`] or [`Code::TWO_EDITIONS`], naming the editions.
pub fn policy(id: &str, on: Date, applies_to: &BTreeMap<Id, Id>) -> Result<Policy, Error> {
    in_force(POLICIES, id, on, applies_to).map(Policy)
}

/// A bundled policy by its edition, whether it is in force or not.
///
/// # Errors
/// [`Code::UNKNOWN_PACK`] when there is none.
pub fn policy_edition(id: &str, edition: &str) -> Result<Policy, Error> {
    exactly(POLICIES, id, edition).map(Policy)
}

/// Every edition of a bundled policy, for [`Policy::decide_among`].
///
/// # Errors
/// [`Code::UNKNOWN_PACK`] when there is none.
pub fn policy_editions(id: &str) -> Result<Vec<Policy>, Error> {
    let own: Vec<&str> = POLICIES.iter().filter(|(known, ..)| *known == id).map(|(_, own, _)| *own).collect();
    if own.is_empty() {
        return Err(unknown(POLICIES, id));
    }
    own.into_iter().map(|edition| policy_edition(id, edition)).collect()
}

/// Reads a policy from YAML or JSON; a file that extends a bundled one is put on top of it.
///
/// # Errors
/// As [`Policy::parse`] and [`Policy::extend`]; [`Code::NEEDS_BASE`] when the policy it extends is not bundled.
pub fn load_policy(text: &str, file: Option<&str>) -> Result<Policy, Error> {
    on_top(POLICIES, text, file).map(Policy)
}

/// The edition of a bundled index in force on a day.
///
/// # Errors
/// [`Code::UNKNOWN_PACK`]; [`Code::NO_EDITION`] or [`Code::TWO_EDITIONS`], naming the editions.
///
/// # Examples
/// ```
/// use thidua::{Date, packs};
/// assert_eq!(packs::index("un-egdi", Date::parse("2010-07-01")?)?.edition(), "2010");
/// assert_eq!(packs::index("un-egdi", Date::parse("2022-07-01")?)?.edition(), "2014");
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn index(id: &str, on: Date) -> Result<CohortFramework, Error> {
    in_force(INDICES, id, on, &BTreeMap::new()).map(CohortFramework)
}

/// Reads an index from YAML or JSON; a file that extends a bundled one is put on top of it.
///
/// # Errors
/// As [`CohortFramework::parse`] and [`CohortFramework::extend`]; [`Code::NEEDS_BASE`] when the pack it extends is not bundled.
pub fn load_index(text: &str, file: Option<&str>) -> Result<CohortFramework, Error> {
    on_top(INDICES, text, file).map(CohortFramework)
}

/// A bundled index by its edition, whether it is in force or not.
///
/// # Errors
/// [`Code::UNKNOWN_PACK`] when there is none.
pub fn index_edition(id: &str, edition: &str) -> Result<CohortFramework, Error> {
    exactly(INDICES, id, edition).map(CohortFramework)
}

fn in_force<B: Body>(
    bundled: Bundled,
    id: &str,
    on: Date,
    applies_to: &BTreeMap<Id, Id>,
) -> Result<Arc<Loaded<B>>, Error> {
    let own = bundled.iter().filter(|(known, ..)| *known == id);
    let editions: Vec<Arc<Loaded<B>>> =
        own.map(|(_, _, json)| Loaded::parse(json, None)).collect::<Result<_, _>>()?;
    if editions.is_empty() {
        return Err(unknown(bundled, id));
    }
    crate::pack::choose(&editions, |pack| &pack.header, on, applies_to).cloned()
}

fn exactly<B: Body>(bundled: Bundled, id: &str, edition: &str) -> Result<Arc<Loaded<B>>, Error> {
    let found = bundled.iter().find(|(known, own, _)| *known == id && *own == edition);
    let (_, _, json) = found.ok_or_else(|| unknown(bundled, &format!("{id}@{edition}")))?;
    Loaded::parse(json, None)
}

fn on_top<B: Body>(bundled: Bundled, text: &str, file: Option<&str>) -> Result<Arc<Loaded<B>>, Error> {
    let parsed = Parsed::new(text, file)?;
    let Some(name) = &parsed.header.extends else { return Loaded::alone(&parsed) };
    let base = name.split_once('@').and_then(|(id, own)| exactly(bundled, id, own).ok());
    match base {
        Some(base) => base.extend(&parsed),
        None => Loaded::alone(&parsed).map_err(|error| error.map(|one| meant(bundled, one, name))),
    }
}

/// Names the bundled pack that a file meant to extend.
fn meant(bundled: Bundled, diagnostic: Diagnostic, base: &str) -> Diagnostic {
    if diagnostic.code() != Code::NEEDS_BASE {
        return diagnostic;
    }
    let names = names(bundled);
    diagnostic.meant(base, names.iter().map(String::as_str))
}

fn named(bundled: Bundled) -> Vec<(&'static str, &'static str)> {
    bundled.iter().map(|(id, edition, _)| (*id, *edition)).collect()
}

fn names(bundled: Bundled) -> Vec<String> {
    bundled.iter().map(|(id, edition, _)| format!("{id}@{edition}")).collect()
}

fn unknown(bundled: Bundled, id: &str) -> Error {
    let names = names(bundled);
    let known = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let near = bundled.iter().map(|(id, ..)| *id).chain(names.iter().map(String::as_str));
    Diagnostic::new(Code::UNKNOWN_PACK).with("id", id).with("known", known).meant(id, near).pack()
}
