//! The JSON of standings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};

use super::VERSION;
use crate::canonical;
use crate::contribution::{Basis, Group, LeftOut, Placed, Reckoning, Scheme, Standing, Standings, Unranked};
use crate::date::{Date, Period};
use crate::error::{Error, ErrorKind, Lang};
use crate::maturity::TestCoverage;
use crate::num::Fraction;
use crate::source;
use crate::text::{Id, Text, gathered};

/// Identity of a scheme and its kinds.
#[must_use]
pub fn scheme(scheme: &Scheme) -> String {
    #[derive(Serialize)]
    struct Identity<'a> {
        digest: &'a str,
        edition: &'a str,
        id: &'a str,
        in_force: Period,
        kinds: Vec<&'a str>,
        monotone: bool,
        name: String,
        title: &'a Text,
    }
    canonical::text(&Identity {
        digest: scheme.digest(),
        edition: scheme.edition(),
        id: scheme.id(),
        in_force: scheme.in_force(),
        kinds: scheme.kinds(),
        monotone: scheme.is_monotone(),
        name: scheme.name(),
        title: scheme.title(),
    })
}

/// What the tests of a pack reach of its rules.
#[must_use]
pub fn test_coverage(coverage: &TestCoverage) -> String {
    #[derive(Serialize)]
    struct Reached<'a> {
        rules: usize,
        tests: usize,
        unreached: &'a [String],
    }
    let TestCoverage { tests, rules, unreached } = coverage;
    canonical::text(&Reached { rules: *rules, tests: *tests, unreached })
}

/// What standings are about, from an object: `period` with `from` and `until`, and where they differ from what is usual
/// `as_of` (the day by which what counts is known; the last of the period where left out) and `strangers` (`refuse` or
/// `set_aside` those not on the roster).
///
/// # Errors
/// Those of any document, and of [`Reckoning::of`].
///
/// # Examples
/// ```
/// use thidua::wire;
/// let reckoning = wire::reckoning(r#"{"period": {"from": "2026-01-01", "until": "2026-03-31"}, "as_of": "2026-04-10"}"#)?;
/// assert_eq!(reckoning.known_by().to_string(), "2026-04-10");
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn reckoning(text: &str) -> Result<Reckoning, Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Fields {
        period: Period,
        #[serde(default)]
        as_of: Option<Date>,
        #[serde(default)]
        strangers: Strangers,
    }
    #[derive(Deserialize, Default)]
    #[serde(rename_all = "snake_case")]
    enum Strangers {
        #[default]
        Refuse,
        SetAside,
    }
    let Fields { period, as_of, strangers } = source::read(text, ErrorKind::Data)?;
    let reckoning = Reckoning::of(period)?;
    let reckoning = as_of.map_or(reckoning, |day| reckoning.as_of(day));
    Ok(match strangers {
        Strangers::Refuse => reckoning,
        Strangers::SetAside => reckoning.set_strangers_aside(),
    })
}

/// Why those without a rank have none: the sentences of the codes that [`Standings::to_json`] gives, by contributor.
#[must_use]
pub fn reasons(standings: &Standings) -> String {
    #[derive(Serialize)]
    struct One {
        code: &'static str,
        en: String,
        vi: String,
    }
    let one = |why: &Unranked| One { code: why.code(), en: why.message(Lang::En), vi: why.message(Lang::Vi) };
    let all = standings.people().iter().chain(standings.units());
    let unranked = all.filter(|standing| !standing.unranked().is_empty());
    let reasons: BTreeMap<&Id, Vec<One>> = gathered(
        unranked.map(|standing| (standing.contributor(), standing.unranked().iter().map(one).collect())),
    );
    canonical::text(&reasons)
}

impl Standings {
    /// The standings as canonical JSON: the same bytes in every language.
    #[must_use]
    pub fn to_json(&self) -> String {
        let one = |standing| One { standing, places: self.places() };
        let (from, until) = self.reckoning().days();
        canonical::text(&All {
            as_of: self.reckoning().known_by(),
            left_out: self.left_out(),
            period: Days { from, until },
            people: self.people().iter().map(one).collect(),
            scheme: self.scheme().name(),
            units: self.units().iter().map(one).collect(),
            wire: VERSION,
        })
    }

    /// SHA-256 of [`Standings::to_json`].
    #[must_use]
    pub fn digest(&self) -> String {
        canonical::digest(&self.to_json())
    }
}

#[derive(Serialize)]
struct All<'a> {
    as_of: Date,
    left_out: &'a LeftOut,
    period: Days,
    people: Vec<One<'a>>,
    scheme: String,
    units: Vec<One<'a>>,
    wire: u32,
}

#[derive(Serialize)]
struct Days {
    from: Date,
    until: Date,
}

/// One standing, its published score with so many digits after the point.
struct One<'a> {
    standing: &'a Standing,
    places: u32,
}

impl Serialize for One<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Fields<'a> {
            basis: Basis,
            contributor: &'a Id,
            group: Option<&'a Group>,
            parts: BTreeMap<&'a Id, Option<&'a Fraction>>,
            result: Shown<'a>,
            unranked: Vec<&'static str>,
            with_disputed: Option<Shown<'a>>,
        }
        let (own, places) = (self.standing, self.places);
        let result = |placed| Shown { placed, places };
        let mut parts = BTreeMap::new();
        parts.extend(own.parts().iter().map(|(id, value)| (id, value.as_ref())));
        let fields = Fields {
            basis: own.basis(),
            contributor: own.contributor(),
            group: own.group(),
            parts,
            result: result(own.result()),
            unranked: own.unranked().iter().map(Unranked::code).collect(),
            with_disputed: own.with_disputed().map(result),
        };
        fields.serialize(serializer)
    }
}

/// A score and its place.
struct Shown<'a> {
    placed: &'a Placed,
    places: u32,
}

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Fields<'a> {
            among: u32,
            exact: Option<&'a Fraction>,
            published: Option<String>,
            rank: Option<&'a Fraction>,
        }
        let placed = self.placed;
        let published = placed.published().map(|score| score.fixed(self.places));
        Fields { among: placed.among(), exact: placed.score(), published, rank: placed.rank() }
            .serialize(serializer)
    }
}

impl Serialize for Group {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.traits())
    }
}

impl Serialize for Basis {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { events, assessors, months, days, unverified, disputed } = *self;
        serializer.collect_map([
            ("assessors", assessors),
            ("days", days),
            ("disputed", disputed),
            ("events", events),
            ("months", months),
            ("unverified", unverified),
        ])
    }
}

impl Serialize for LeftOut {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Fields<'a> {
            assignments: u64,
            bots: u64,
            excused: u64,
            ignored: u64,
            not_yet_recorded: u64,
            outside_period: u64,
            reversed: u64,
            unknown: &'a BTreeMap<Id, u64>,
            unverified: u64,
        }
        let Self {
            outside_period,
            not_yet_recorded,
            reversed,
            unverified,
            ignored,
            assignments,
            excused,
            bots,
            unknown,
        } = self;
        let fields = Fields {
            assignments: *assignments,
            bots: *bots,
            excused: *excused,
            ignored: *ignored,
            not_yet_recorded: *not_yet_recorded,
            outside_period: *outside_period,
            reversed: *reversed,
            unknown,
            unverified: *unverified,
        };
        fields.serialize(serializer)
    }
}
