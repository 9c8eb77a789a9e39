//! What the public sees: who was commended by a decision with a number, and counts of levels in which nothing small can be found.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::decision::Kind;
use super::decisions::Decisions;
use crate::error::{Error, ErrorKind};
use crate::ranking::suppress;
use crate::source::Maybe;
use crate::text::Id;

/// What the public sees: who was given a title or a form by a decision with a number, and how many reached each level, in all and in
/// each unit. No points, no ranks, no reasons, nobody who was not commended. Counts below five are left out, and with them as many
/// others as it takes for nothing to be found by subtraction: across levels, units, totals, and what was published before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForPublic {
    pub(crate) awards: BTreeMap<Id, Vec<Id>>,
    pub(crate) ratings: BTreeMap<Id, Counted>,
}

/// How many reached each level at one stage, in all and in each unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Counted {
    pub(crate) all: Row,
    pub(crate) units: BTreeMap<Id, Row>,
}

/// How many reached each level, and how many were rated; none where it is not shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) levels: BTreeMap<Id, Option<u32>>,
    pub(crate) total: Option<u32>,
}

/// A publication as it is kept.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    awards: BTreeMap<Id, Vec<Id>>,
    levels: BTreeMap<Id, BTreeMap<Id, Maybe<u32>>>,
    totals: BTreeMap<Id, Maybe<u32>>,
    units: BTreeMap<Id, BTreeMap<Id, KeptUnit>>,
    #[serde(rename = "wire")]
    _wire: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptUnit {
    levels: BTreeMap<Id, Maybe<u32>>,
    total: Maybe<u32>,
}

impl ForPublic {
    /// A publication that was kept as [`ForPublic::to_json`]: the next one is made beside it.
    ///
    /// # Errors
    /// A data error for what is no publication.
    pub fn parse(json: &str) -> Result<Self, Error> {
        let kept: Kept = crate::source::read(json, ErrorKind::Data)?;
        fn row(levels: BTreeMap<Id, Maybe<u32>>, total: Option<u32>) -> Row {
            let mut row = Row { levels: BTreeMap::new(), total };
            row.levels.extend(levels.into_iter().map(|(id, count)| (id, count.0)));
            row
        }
        let (mut totals, mut units) = (kept.totals, kept.units);
        let mut ratings = BTreeMap::new();
        for (stage, levels) in kept.levels {
            let total = totals.remove(&stage).and_then(|total| total.0);
            let mut counted = Counted { all: row(levels, total), units: BTreeMap::new() };
            let own = units.remove(&stage).unwrap_or_default().into_iter();
            counted.units.extend(own.map(|(unit, own)| (unit, row(own.levels, own.total.0))));
            ratings.insert(stage, counted);
        }
        Ok(Self { awards: kept.awards, ratings })
    }
}

/// Who reached what at a stage.
#[derive(Default)]
struct Rated<'a> {
    of: Vec<(Option<&'a Id>, &'a Id)>,
}

impl Decisions {
    /// What the public sees.
    #[must_use]
    pub fn for_public(&self) -> ForPublic {
        self.published(None)
    }

    /// What the public sees, which saw an earlier publication: a count that differs from it by fewer than five is left out as well.
    #[must_use]
    pub fn for_public_after(&self, earlier: &ForPublic) -> ForPublic {
        self.published(Some(earlier))
    }

    pub(super) fn published(&self, earlier: Option<&ForPublic>) -> ForPublic {
        let mut awards: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
        let mut rated: BTreeMap<&Id, Rated<'_>> = BTreeMap::new();
        for one in self.all().iter().filter(|one| one.decided().is_some()) {
            if matches!(one.kind(), Kind::Title | Kind::Form(_)) && one.holds() == Some(true) {
                awards.entry(one.stage.clone()).or_default().push(one.subject.clone());
            }
            if let (Kind::Rating, false, Some(level)) = (one.kind(), one.is_unit(), one.level()) {
                rated.entry(&one.stage).or_default().of.push((self.home(&one.subject), level));
            }
        }
        let mut ratings = BTreeMap::new();
        for (stage, rated) in rated {
            let before = earlier.and_then(|earlier| earlier.ratings.get(stage));
            ratings.insert(stage.clone(), self.counted(&rated, before));
        }
        ForPublic { awards, ratings }
    }

    /// The unit somebody was in at the end of the period.
    pub(super) fn home(&self, of: &Id) -> Option<&Id> {
        let person = self.0.facts.0.document.people.iter().find(|person| person.id == *of)?;
        person.spells.iter().rfind(|spell| spell.from <= self.round().until)?.unit.as_ref()
    }

    fn counted(&self, rated: &Rated<'_>, before: Option<&Counted>) -> Counted {
        let levels: Vec<&Id> = self.policy().0.body.levels.iter().map(|level| &level.id).collect();
        // where somebody is in no unit, units do not sum to the whole, and only the whole is told
        let units: Option<BTreeSet<&Id>> = rated.of.iter().map(|(unit, _)| *unit).collect();
        let units: Vec<&Id> = units.unwrap_or_default().into_iter().collect();
        let counts = |unit: Option<&Id>| -> Vec<u32> {
            let of = |level: Option<&Id>| {
                let wanted = rated.of.iter().filter(|(own, at)| {
                    unit.is_none_or(|unit| *own == Some(unit)) && level.is_none_or(|level| *at == level)
                });
                u32::try_from(wanted.count()).unwrap_or(u32::MAX)
            };
            levels.iter().map(|level| of(Some(level))).chain([of(None)]).collect()
        };
        let table: Vec<Vec<u32>> =
            units.iter().map(|unit| counts(Some(unit))).chain([counts(None)]).collect();
        let known = |row: &Row| -> Vec<Option<u32>> {
            let levels = levels.iter().map(|level| row.levels.get(*level).copied().flatten());
            levels.chain([row.total]).collect()
        };
        let earlier: Vec<Vec<Option<u32>>> = before.map_or_else(Vec::new, |before| {
            let unit = |unit: &&Id| before.units.get(*unit).map_or_else(Vec::new, known);
            units.iter().map(unit).chain([known(&before.all)]).collect()
        });
        let mut told = suppress::shown(&table, &earlier, suppress::LEAST);
        let split = |mut counts: Vec<Option<u32>>| {
            let mut row = Row { levels: BTreeMap::new(), total: counts.pop().flatten() };
            row.levels.extend(levels.iter().map(|level| (*level).clone()).zip(counts));
            row
        };
        let mut out = Counted { all: split(told.pop().unwrap_or_default()), units: BTreeMap::new() };
        out.units.extend(units.into_iter().cloned().zip(told.into_iter().map(split)));
        out
    }
}
