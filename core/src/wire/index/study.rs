//! The JSON of studies of an index.

use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::super::VERSION;
use crate::canonical;
use crate::cohort::{
    Availability, Change, ChecklistStep, Comparison, Component, Components, Correlation, Flag, Importance,
    Panel, Place, Removal, Trend,
};
use crate::error::Lang;
use crate::num::{Fraction, Real};
use crate::text::gathered;

/// What a question found, under its name.
pub(super) fn told(question: &str, found: impl Serialize) -> String {
    struct Told<'a, T>(&'a str, T);
    impl<T: Serialize> Serialize for Told<'_, T> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut map = serializer.serialize_map(Some(2))?;
            map.serialize_entry(self.0, &self.1)?;
            map.serialize_entry("wire", &VERSION)?;
            map.end()
        }
    }
    canonical::text(&Told(question, found))
}

/// `Serialize` of a result through a struct of its parts.
macro_rules! told_as {
    ($kind:ident, $own:ident => { $($field:ident: $type:ty = $value:expr),* $(,)? }) => {
        impl Serialize for $kind {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #[derive(serde::Serialize)]
                struct Fields<'a> { $($field: $type,)* #[serde(skip)] _own: std::marker::PhantomData<&'a ()> }
                let $own = self;
                Fields { $($field: $value,)* _own: std::marker::PhantomData }.serialize(serializer)
            }
        }
    };
}

told_as!(Correlation, own => {
    flag: Option<&'static str> = own.flag().map(flag),
    one: &'a str = own.one(),
    other: &'a str = own.other(),
    value: Option<Real> = own.value(),
});

told_as!(Availability, own => {
    available: Real = own.available(),
    missing: usize = own.missing(),
    not_zero: Option<Real> = own.not_zero(),
    of: usize = own.of(),
    subject: &'a str = own.subject(),
    zero: usize = own.zero(),
});

told_as!(Importance, own => {
    correlation: Option<Real> = own.correlation(),
    indicator: &'a str = own.indicator(),
    share: Option<Real> = own.share(),
    weight: Real = own.weight(),
});

told_as!(Place, own => {
    among: usize = own.among(),
    indicator: &'a str = own.indicator(),
    rank: &'a Fraction = own.rank(),
    score: Real = own.score(),
});

type Ranks<'a> = (Option<&'a Fraction>, Option<&'a Fraction>);

told_as!(Removal, own => {
    element: &'a str = own.element(),
    mean_rank_change: Real = own.mean_rank_change(),
    ranks: BTreeMap<&'a str, Ranks<'a>> = gathered(
        own.ranks()
            .iter()
            .map(|(subject, before, after)| (subject.as_str(), (before.as_ref(), after.as_ref()))),
    ),
});

told_as!(Comparison, own => {
    changes: &'a [Change] = own.changes(),
    only_after: &'a [String] = own.only_after(),
    only_before: &'a [String] = own.only_before(),
});

told_as!(Change, own => {
    levels: &'a (Option<String>, Option<String>) = own.levels(),
    ranks: &'a (Option<Fraction>, Option<Fraction>) = own.ranks(),
    scores: (Option<Real>, Option<Real>) = own.scores(),
    subject: &'a str = own.subject(),
});

told_as!(Component, own => {
    cumulative: Real = own.cumulative(),
    explained: Real = own.explained(),
    loadings: &'a [Real] = own.loadings(),
    variance: Real = own.variance(),
});

/// A text in both languages.
#[derive(serde::Serialize)]
struct Both {
    en: String,
    vi: String,
}

fn both(say: impl Fn(Lang) -> String) -> Both {
    Both { en: say(Lang::En), vi: say(Lang::Vi) }
}

told_as!(ChecklistStep, own => {
    code: &'static str = own.code(),
    evidence: Vec<Both> = own
        .evidence(Lang::En)
        .into_iter()
        .zip(own.evidence(Lang::Vi))
        .map(|(en, vi)| Both { en, vi })
        .collect(),
    name: Both = both(|lang| own.name(lang)),
    shown: &'static str = own.shown().name(),
});

/// Components, and the first of them rotated where that is asked.
pub(super) struct Found {
    pub(super) found: Components,
    pub(super) rotated: Option<Vec<Component>>,
}

told_as!(Found, own => {
    all: &'a [Component] = own.found.all(),
    parts: &'a [String] = own.found.parts(),
    rotated: Option<&'a [Component]> = own.rotated.as_deref(),
});

/// The outranking matrix.
#[derive(serde::Serialize)]
pub(super) struct Outranks<'a> {
    pub(super) matrix: Vec<Vec<Real>>,
    pub(super) subjects: Vec<&'a str>,
}

told_as!(Panel, own => {
    frameworks: &'a [String] = own.frameworks(),
    times: &'a [Real] = own.times(),
    trends: &'a [Trend] = own.trends(),
});

told_as!(Trend, own => {
    change: Option<Real> = own.change(),
    growth: Option<Real> = own.growth(),
    per_year: Option<Real> = own.per_year(),
    ranks: &'a [Option<Fraction>] = own.ranks(),
    ranks_gained: Option<&'a Fraction> = own.ranks_gained(),
    scores: &'a [Option<Real>] = own.scores(),
    subject: &'a str = own.subject(),
});

fn flag(flag: Flag) -> &'static str {
    match flag {
        Flag::Negative => "negative",
        Flag::Weak => "weak",
        Flag::Collinear => "collinear",
    }
}
