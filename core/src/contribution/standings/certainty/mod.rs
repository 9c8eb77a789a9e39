//! How sure ranks are, by the one source of error that the scheme names. Where none is named, or where the source says
//! nothing about a group, the answer is "not evaluated", with the reason.

mod assessors;
mod counts;
mod parameters;
mod staff;
mod top;
mod weeks;

pub(crate) use self::top::Chosen;
use std::collections::BTreeMap;

use super::group::Group;
use super::replay::Replay;
use super::standing::Standing;
use super::{Inner, Standings};
use crate::contribution::scheme::uncertainty::{Origin, Uncertainty};
use crate::error::{Error, Lang};
use crate::num::{Exact, Fraction, Real};
use crate::ranking::{Confidence, ConfidenceSets, Estimates, RankSet, confidence_sets};
use crate::text::Id;
use crate::trace::{Key, Sentences};

/// How sure the ranks of standings are.
#[derive(Debug, Clone, PartialEq)]
pub struct Certainty {
    pub(crate) source: Option<&'static str>,
    pub(crate) coverage: Option<Exact>,
    pub(crate) top_share: Option<Exact>,
    pub(crate) groups: Vec<GroupCertainty>,
}

/// How sure the ranks of one group are.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupCertainty {
    pub(crate) group: Group,
    pub(crate) members: Vec<Id>,
    pub(crate) sure: Result<Vec<Sure>, NotEvaluated>,
}

/// How sure one rank is.
#[derive(Debug, Clone, PartialEq)]
pub struct Sure {
    pub(crate) standard_error: Option<Real>,
    pub(crate) marginal: RankSet,
    pub(crate) simultaneous: Option<RankSet>,
    pub(crate) top_share: Option<Fraction>,
}

/// Why the source of error says nothing about a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotEvaluated {
    /// There is nobody to compare with.
    Alone,
    /// The scores are no counts.
    NoCounts,
    /// Some have fewer than two assessors for a component that is a mean, or there is no such component.
    Assessors,
    /// The period has too few weeks for the blocks.
    Weeks,
    /// The group is too large.
    Large,
}

impl NotEvaluated {
    pub(super) const fn key(self) -> Key {
        match self {
            Self::Alone => Key::UNSURE_ALONE,
            Self::NoCounts => Key::UNSURE_NO_COUNTS,
            Self::Assessors => Key::UNSURE_ASSESSORS,
            Self::Weeks => Key::UNSURE_WEEKS,
            Self::Large => Key::UNSURE_LARGE,
        }
    }

    /// The stable name of the reason.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.key().as_str()
    }

    /// The reason in one sentence.
    #[must_use]
    pub fn message(self, lang: Lang) -> String {
        Sentences::default().render(self.key().into(), lang)
    }
}

/// Groups larger than this are not evaluated: the work grows with the square of their size.
const LARGEST: usize = 2_000;

impl Certainty {
    /// The source of error that the scheme names: `assessors`, `counts`, `weeks` or `parameters`; none where it names none,
    /// and then nothing is evaluated.
    #[must_use]
    pub const fn source(&self) -> Option<&str> {
        self.source
    }

    /// The share of cases in which the sets hold the true ranks.
    #[must_use]
    pub const fn coverage(&self) -> Option<Exact> {
        self.coverage
    }

    /// The best share of a group of which it is told how often each member is in it, where the scheme names one.
    #[must_use]
    pub const fn top_share(&self) -> Option<Exact> {
        self.top_share
    }

    /// The groups that have ranks.
    #[must_use]
    pub fn groups(&self) -> &[GroupCertainty] {
        &self.groups
    }

    /// Why the source of error says nothing about a standing that has a rank.
    pub(super) fn why_not(&self, standing: &Standing) -> Option<NotEvaluated> {
        let own =
            |group: &&GroupCertainty| standing.rank().is_some() && Some(&group.group) == standing.group();
        self.groups.iter().find(own)?.sure.as_ref().err().copied()
    }

    /// How sure somebody's rank is; none where it is not evaluated.
    #[must_use]
    pub fn of(&self, contributor: &str) -> Option<&Sure> {
        let place = |group: &GroupCertainty| group.members.iter().position(|id| *id == *contributor);
        self.groups.iter().find_map(|group| group.sure.as_ref().ok()?.get(place(group)?))
    }
}

impl GroupCertainty {
    /// Whom the members are.
    #[must_use]
    pub const fn group(&self) -> &Group {
        &self.group
    }

    /// Those ranked, in the order of their ids.
    #[must_use]
    pub fn members(&self) -> &[Id] {
        &self.members
    }

    /// How sure the rank of each member is.
    ///
    /// # Errors
    /// Why it is not evaluated.
    pub fn sure(&self) -> Result<&[Sure], NotEvaluated> {
        self.sure.as_deref().map_err(|reason| *reason)
    }

    /// Members who are surely among the best `places`: their simultaneous set ends there, or their marginal one where the
    /// source gives no other.
    #[must_use]
    pub fn certainly_best(&self, places: usize) -> Vec<&Id> {
        self.filtered(|set| set.upper() <= places)
    }

    /// Members who may be among the best `places`.
    #[must_use]
    pub fn possibly_best(&self, places: usize) -> Vec<&Id> {
        self.filtered(|set| set.lower() <= places)
    }

    fn filtered(&self, keep: impl Fn(RankSet) -> bool) -> Vec<&Id> {
        let sure = self.sure.as_deref().unwrap_or_default();
        let set = |sure: &Sure| sure.simultaneous.unwrap_or(sure.marginal);
        self.members.iter().zip(sure).filter(|(_, sure)| keep(set(sure))).map(|(id, _)| id).collect()
    }
}

impl Sure {
    /// The standard error of the score, where the source of error gives one.
    #[must_use]
    pub const fn standard_error(&self) -> Option<Real> {
        self.standard_error
    }

    /// The ranks this one may have: for questions about it alone.
    #[must_use]
    pub const fn marginal(&self) -> RankSet {
        self.marginal
    }

    /// The ranks this one may have, so that the sets of the whole group hold at once; none from `parameters`.
    #[must_use]
    pub const fn simultaneous(&self) -> Option<RankSet> {
        self.simultaneous
    }

    /// In what share of the draws it is among the best of its group, as many as [`Certainty::top_share`] of the group makes, rounded down, and at least one;
    /// only from `parameters`, where the scheme names a share.
    #[must_use]
    pub const fn top_share(&self) -> Option<&Fraction> {
        self.top_share.as_ref()
    }
}

/// Those ranked in one group: their standings, and their places among people and then units.
struct Ranked<'a> {
    standings: Vec<&'a Standing>,
    places: Vec<usize>,
}

impl Standings {
    /// How sure ranks are, by the source of error that the scheme names. Found once and kept.
    ///
    /// # Errors
    /// [`Code::OVERFLOW`](crate::Code::OVERFLOW) for scores too large for statistics.
    pub fn certainty(&self) -> Result<&Certainty, Error> {
        self.0.certainty.get_or_init(|| self.0.evaluate()).as_ref().map_err(Clone::clone)
    }
}

type Evaluated = Result<Result<Vec<Sure>, NotEvaluated>, Error>;

fn evaluate(rule: &Uncertainty, replay: &Replay<'_>, ranked: &Ranked<'_>) -> Evaluated {
    match &rule.from {
        _ if ranked.standings.len() < 2 => Ok(Err(NotEvaluated::Alone)),
        _ if ranked.standings.len() > LARGEST => Ok(Err(NotEvaluated::Large)),
        Origin::Counts => counts::evaluate(rule, replay, ranked),
        Origin::Parameters(own) => parameters::evaluate(rule, own, replay, ranked),
        Origin::Assessors => assessors::evaluate(rule, replay, ranked),
        Origin::Weeks(own) => weeks::evaluate(rule, own, replay, ranked),
    }
}

/// The scores of those ranked, as statistics take them.
fn scores(ranked: &Ranked<'_>) -> Result<Vec<f64>, Error> {
    let score = |standing: &&Standing| Ok(Real::nearest(standing.score().unwrap_or(&Fraction::ZERO))?.get());
    ranked.standings.iter().map(score).collect()
}

/// The sets of estimates.
fn sets(rule: &Uncertainty, estimates: &Estimates) -> Evaluated {
    let options = Confidence::default()
        .coverage(Real::from(rule.coverage).get())
        .draws(rule.draws)
        .seed(rule.seed.into());
    let sets = confidence_sets(estimates, &options)?;
    let errors = estimates.standard_errors();
    Ok(Ok(sure(&sets, errors.into_iter().map(Some))))
}

fn sure(sets: &ConfidenceSets, errors: impl Iterator<Item = Option<Real>>) -> Vec<Sure> {
    let both = sets.marginal().iter().zip(sets.simultaneous());
    both.zip(errors)
        .map(|((marginal, simultaneous), standard_error)| Sure {
            standard_error,
            marginal: *marginal,
            simultaneous: Some(*simultaneous),
            top_share: None,
        })
        .collect()
}

impl Inner {
    fn evaluate(&self) -> Result<Certainty, Error> {
        let Some(rule) = &self.scheme.0.body.uncertainty else {
            return Ok(Certainty { source: None, coverage: None, top_share: None, groups: Vec::new() });
        };
        self.with_setting(|setting| {
            let replay = Replay::new(setting)?;
            let mut groups = Vec::new();
            for (group, ranked) in self.ranked() {
                let members = ranked.standings.iter().map(|standing| standing.contributor.clone()).collect();
                let sure = evaluate(rule, &replay, &ranked)?;
                groups.push(GroupCertainty { group: group.clone(), members, sure });
            }
            let top_share = match &rule.from {
                Origin::Parameters(own) => own.top_share,
                _ => None,
            };
            Ok(Certainty { source: Some(rule.from.name()), coverage: Some(rule.coverage), top_share, groups })
        })
    }

    /// The ranked members of each group, people's groups and then units'.
    fn ranked(&self) -> BTreeMap<&Group, Ranked<'_>> {
        let mut groups: BTreeMap<&Group, Ranked<'_>> = BTreeMap::new();
        for (place, standing) in self.people.iter().chain(&self.units).enumerate() {
            if let Some(group) = standing.group().filter(|_| standing.rank().is_some()) {
                let empty = || Ranked { standings: Vec::new(), places: Vec::new() };
                let ranked = groups.entry(group).or_insert_with(empty);
                ranked.standings.push(standing);
                ranked.places.push(place);
            }
        }
        groups
    }

    /// The places of those ranked in a group, among people and then units.
    pub(super) fn places_of(&self, group: &Group) -> Vec<usize> {
        self.ranked().remove(group).map(|ranked| ranked.places).unwrap_or_default()
    }
}
