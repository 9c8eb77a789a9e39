//! Stability of the line: how little would have to be otherwise for somebody else to be among the best so many.

use std::collections::BTreeSet;

use super::Standings;
use super::event::Source;
use super::group::Group;
use super::replay::Replay;
use super::settle::Line;
use crate::error::{Code, Diagnostic, Error};
use crate::num::Fraction;
use crate::ranking::{Search, weight_search};
use crate::text::{Id, gathered};

/// How little would have to be otherwise for somebody else to be inside the line of one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stability {
    pub(crate) group: Group,
    pub(crate) places: u32,
    pub(crate) inside: Vec<Id>,
    pub(crate) kinds: Vec<KindStability>,
    pub(crate) records: Option<Vec<Id>>,
}

/// What changes with the points of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindStability {
    pub(crate) kind: Id,
    pub(crate) lower: Option<Fraction>,
    pub(crate) higher: Option<Fraction>,
    pub(crate) without: Exchange,
}

/// Who comes in and who goes out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Exchange {
    pub(crate) entering: Vec<Id>,
    pub(crate) leaving: Vec<Id>,
}

/// More records than this are not left out one by one.
const MOST_RECORDS: usize = 2_000;
/// The factor a kind's points are tried with: from 0 to this.
const MOST_FACTOR: i32 = 2;

impl Stability {
    /// The group.
    #[must_use]
    pub const fn group(&self) -> &Group {
        &self.group
    }

    /// How many places there are.
    #[must_use]
    pub const fn places(&self) -> u32 {
        self.places
    }

    /// Those inside the line: ranked no lower than the last place.
    #[must_use]
    pub fn inside(&self) -> &[Id] {
        &self.inside
    }

    /// What changes with the points of each kind, in the scheme's order; kinds that nobody here has are left out.
    #[must_use]
    pub fn kinds(&self) -> &[KindStability] {
        &self.kinds
    }

    /// Records any one of which decides who is inside: without it, somebody else is. None where there are more than 2,000
    /// records to try.
    #[must_use]
    pub fn records(&self) -> Option<&[Id]> {
        self.records.as_deref()
    }
}

impl KindStability {
    /// The kind.
    #[must_use]
    pub const fn kind(&self) -> &Id {
        &self.kind
    }

    /// The factor below 1 nearest to 1 that lets somebody else be inside when the kind's points are multiplied by it; none
    /// where no factor from 0 up does.
    #[must_use]
    pub const fn lower(&self) -> Option<&Fraction> {
        self.lower.as_ref()
    }

    /// The factor above 1 nearest to 1 that does; none where no factor up to 2 does.
    #[must_use]
    pub const fn higher(&self) -> Option<&Fraction> {
        self.higher.as_ref()
    }

    /// Who comes in and who goes out when the kind earns nothing.
    #[must_use]
    pub const fn without(&self) -> &Exchange {
        &self.without
    }
}

impl Exchange {
    /// Those who come in.
    #[must_use]
    pub fn entering(&self) -> &[Id] {
        &self.entering
    }

    /// Those who go out.
    #[must_use]
    pub fn leaving(&self) -> &[Id] {
        &self.leaving
    }
}

/// Asks who is inside the line of one group when lines are changed.
struct Cut<'r, 'a> {
    replay: &'r Replay<'a>,
    group: &'r Group,
    places: u32,
}

impl Cut<'_, '_> {
    fn inside(
        &self,
        touches: impl Fn(&Line) -> bool,
        change: impl Fn(&Line) -> Option<Line>,
    ) -> Result<BTreeSet<Id>, Error> {
        let (people, units) = self.replay.with(touches, change)?;
        let last = Fraction::from(self.places);
        let within = people.iter().chain(&units).filter(|standing| {
            standing.group() == Some(self.group) && standing.rank().is_some_and(|rank| *rank <= last)
        });
        Ok(gathered(within.map(|standing| standing.contributor().clone())))
    }

    /// What changes with the points of one kind.
    fn kind(&self, kind: u32, id: &Id, now: &BTreeSet<Id>) -> Result<KindStability, Error> {
        let most = Fraction::from(MOST_FACTOR);
        let own = |line: &Line| line.kind == kind;
        let times = |share: &Fraction| {
            let factor = share.mul(&most);
            self.inside(own, |line| {
                let points = if own(line) { line.points.mul(&factor) } else { line.points.clone() };
                Some(Line { points, ..line.clone() })
            })
        };
        let half = Fraction::ONE.div(&most).unwrap_or(Fraction::ONE);
        let (lower, higher) = weight_search(&half, &Search::default().steps(16).halvings(16), times)?;
        let factor =
            |bracket: Option<crate::ranking::Bracket>| bracket.map(|bracket| bracket.other().mul(&most));
        let without = self.inside(own, |line| (!own(line)).then(|| line.clone()))?;
        let lacks = |one: &BTreeSet<Id>, other: &BTreeSet<Id>| one.difference(other).cloned().collect();
        Ok(KindStability {
            kind: id.clone(),
            lower: factor(lower),
            higher: factor(higher),
            without: Exchange { entering: lacks(&without, now), leaving: lacks(now, &without) },
        })
    }
}

impl Standings {
    /// How little would have to be otherwise for somebody else to be among the best `places` of the group that somebody
    /// belongs to: the points of each kind, each kind as a whole, each single record.
    ///
    /// # Errors
    /// [`Code::UNKNOWN_CONTRIBUTOR`] for an id that means nobody; [`Code::UNDEFINED`] for somebody without a rank;
    /// [`Code::OUT_OF_BOUNDS`] for no places, or as many as there are members.
    pub fn stability(&self, contributor: &str, places: u32) -> Result<Stability, Error> {
        let standing = self.of(contributor).ok_or_else(|| self.0.roster.0.nobody(contributor).data())?;
        let Some(group) = standing.group().filter(|_| standing.rank().is_some()) else {
            let why = format!("`{}` has no rank", standing.contributor());
            return Err(Diagnostic::new(Code::UNDEFINED).with("what", "`stability`").with("why", why).data());
        };
        let among = standing.result().among();
        if places == 0 || places >= among {
            let diagnostic =
                Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "`places`").with("value", places);
            let bounds = format!("1 – {}", among.saturating_sub(1));
            return Err(diagnostic.with("bounds", bounds).at("/places").data());
        }
        self.0.with_setting(|setting| {
            let replay = Replay::new(setting)?;
            let cut = Cut { replay: &replay, group, places };
            let now = cut.inside(|_| false, |line| Some(line.clone()))?;
            let members = self.0.places_of(group);
            let lines = || members.iter().flat_map(|place| replay.lines(*place));
            let mut kinds = Vec::new();
            for (at, kind) in (0_u32..).zip(&setting.model.kinds) {
                if lines().any(|line| line.kind == at) {
                    kinds.push(cut.kind(at, &kind.id, &now)?);
                }
            }
            let sources: BTreeSet<Source> = gathered(lines().map(|line| line.source));
            let mut records = (sources.len() <= MOST_RECORDS).then(Vec::new);
            if let Some(records) = &mut records {
                for source in sources {
                    let own = |line: &Line| line.source == source;
                    let without = cut.inside(own, |line| (!own(line)).then(|| line.clone()))?;
                    if without != now {
                        records.extend(self.0.record(source).cloned());
                    }
                }
            }
            Ok(Stability { group: group.clone(), places, inside: now.into_iter().collect(), kinds, records })
        })
    }
}
