//! The JSON of standings.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::VERSION;
use crate::canonical;
use crate::contribution::{Basis, Group, LeftOut, Placed, Scheme, Standing, Standings};
use crate::date::{Date, Period};
use crate::num::Fraction;
use crate::text::{Id, Text};

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
            unranked: own.unranked().iter().map(crate::contribution::Unranked::code).collect(),
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
