//! One contributor's standing: what they came to, how they rank among comparable contributors, and why not where they do not.

use super::group::Group;
use crate::error::Lang;
use crate::num::{Exact, Fraction};
use crate::text::Id;
use crate::trace::{Key, Message, Sentences};

/// How one person or unit stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub(crate) contributor: Id,
    pub(crate) is_unit: bool,
    pub(crate) group: Option<Group>,
    pub(crate) result: Placed,
    /// What each part of the score comes to: a component of a person's, a term of a unit's.
    pub(crate) parts: Vec<(Id, Option<Fraction>)>,
    pub(crate) basis: Basis,
    pub(crate) unranked: Vec<Unranked>,
    /// Where contested records are involved: how it would stand if they counted.
    pub(crate) with_disputed: Option<Placed>,
}

/// A score and its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Placed {
    pub(crate) score: Option<Fraction>,
    pub(crate) published: Option<Exact>,
    pub(crate) rank: Option<Fraction>,
    pub(crate) among: u32,
}

impl Placed {
    /// The exact score; none where it cannot be given.
    #[must_use]
    pub const fn score(&self) -> Option<&Fraction> {
        self.score.as_ref()
    }

    /// The score as it is published.
    #[must_use]
    pub const fn published(&self) -> Option<Exact> {
        self.published
    }

    /// The rank among those ranked in the group, from 1; not a whole number only where ties take the mean.
    #[must_use]
    pub const fn rank(&self) -> Option<&Fraction> {
        self.rank.as_ref()
    }

    /// How many are ranked in the group.
    #[must_use]
    pub const fn among(&self) -> u32 {
        self.among
    }
}

/// How much a standing rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Basis {
    /// Events that count.
    pub events: u32,
    /// Different assessors who vouch for them.
    pub assessors: u32,
    /// Different months they lie in.
    pub months: u32,
    /// Days of work in the period, protected absences taken away; 0 for a unit.
    pub days: u32,
    /// Claims that nobody has verified, where only what is verified counts.
    pub unverified: u32,
    /// Contested records, which count neither way.
    pub disputed: u32,
}

/// Why somebody has no rank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unranked {
    /// Not on the roster in the period.
    NoSpell,
    /// Points are measured against an opportunity that is 0 or unknown.
    NoOpportunity,
    /// Every component is missing.
    NoComponent,
    /// Too little of the components is there.
    Coverage {
        /// The share of the weight that is there.
        has: Fraction,
        /// The share that the scheme asks for.
        needs: Fraction,
    },
    /// Too few events, assessors, months or days of work.
    Evidence {
        /// What there is too little of.
        what: &'static str,
        /// How much there is.
        has: u32,
        /// How much the scheme asks for.
        needs: u32,
    },
    /// Too few comparable contributors.
    SmallGroup {
        /// How many there are.
        has: u32,
        /// How many the scheme asks for.
        needs: u32,
    },
    /// The scheme does not compare people, or does not compare units.
    NotCompared,
}

impl Unranked {
    /// The stable name of the reason.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.say(&mut Sentences::default()).key.as_str()
    }

    pub(crate) fn say<'a>(&self, said: &mut Sentences<'a>) -> Message {
        match self {
            Self::NoSpell => Key::UNRANKED_NO_SPELL.into(),
            Self::NoOpportunity => Key::UNRANKED_NO_OPPORTUNITY.into(),
            Self::NoComponent => Key::UNRANKED_NO_COMPONENT.into(),
            Self::NotCompared => Key::UNRANKED_NOT_COMPARED.into(),
            Self::Coverage { has, needs } => said
                .say(Key::UNRANKED_COVERAGE, [("has", has.clone().into()), ("needs", needs.clone().into())]),
            Self::Evidence { what, has, needs } => {
                let key = match *what {
                    "events" => Key::UNRANKED_EVENTS,
                    "assessors" => Key::UNRANKED_ASSESSORS,
                    "months" => Key::UNRANKED_MONTHS,
                    _ => Key::UNRANKED_DAYS,
                };
                said.say(key, [("has", (*has).into()), ("needs", (*needs).into())])
            }
            Self::SmallGroup { has, needs } => {
                said.say(Key::UNRANKED_SMALL_GROUP, [("has", (*has).into()), ("needs", (*needs).into())])
            }
        }
    }

    /// The reason in one sentence.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let mut said = Sentences::default();
        let message = self.say(&mut said);
        said.render(message, lang)
    }
}

impl Standing {
    /// Whom it is of, as the roster names them.
    #[must_use]
    pub const fn contributor(&self) -> &Id {
        &self.contributor
    }

    /// Whether it is a unit's.
    #[must_use]
    pub const fn is_unit(&self) -> bool {
        self.is_unit
    }

    /// Whom it is compared with.
    #[must_use]
    pub const fn group(&self) -> Option<&Group> {
        self.group.as_ref()
    }

    /// Score and rank. Contested records count neither way.
    #[must_use]
    pub const fn result(&self) -> &Placed {
        &self.result
    }

    /// The exact score; none where it cannot be given.
    #[must_use]
    pub const fn score(&self) -> Option<&Fraction> {
        self.result.score()
    }

    /// The score as it is published.
    #[must_use]
    pub const fn published(&self) -> Option<Exact> {
        self.result.published()
    }

    /// The rank among those ranked in the group, from 1.
    #[must_use]
    pub const fn rank(&self) -> Option<&Fraction> {
        self.result.rank()
    }

    /// What each part of the score comes to, none where it is missing: a component of a person's, a term of a unit's.
    #[must_use]
    pub fn parts(&self) -> &[(Id, Option<Fraction>)] {
        &self.parts
    }

    /// How much the standing rests on.
    #[must_use]
    pub const fn basis(&self) -> Basis {
        self.basis
    }

    /// Why there is no rank; empty where there is one.
    #[must_use]
    pub fn unranked(&self) -> &[Unranked] {
        &self.unranked
    }

    /// How it would stand if contested records counted; none where that changes nothing.
    #[must_use]
    pub const fn with_disputed(&self) -> Option<&Placed> {
        self.with_disputed.as_ref()
    }
}
