//! The nearest single change that would flip a result, and every other one: found by running the same policy on what differs in just that
//! one thing, so that nothing is promised that the policy would not keep.

mod facts;
mod points;
mod work;

use super::board::Numbers;
use super::decision::{Decision, State};
use super::decisions::Decisions;
use super::facts::Facts;
use super::facts::document::Document;
use super::stage::WhatIf;
use crate::error::Error;
use crate::num::{Exact, Fraction};
use crate::text::Id;

/// A single change and what it makes of a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flip {
    pub(crate) what: Id,
    pub(crate) to: String,
    pub(crate) by: Option<Fraction>,
    pub(crate) state: State,
    pub(crate) level: Option<Id>,
}

impl Flip {
    /// The fact, the line of work, or the stage whose points would have to differ.
    #[must_use]
    pub const fn what(&self) -> &Id {
        &self.what
    }

    /// What it would have to be.
    #[must_use]
    pub fn to(&self) -> &str {
        &self.to
    }

    /// How much more, or less, it would have to be, where it is a number.
    #[must_use]
    pub const fn by(&self) -> Option<&Fraction> {
        self.by.as_ref()
    }

    /// What the result would be.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// The level of a rating then.
    #[must_use]
    pub const fn level(&self) -> Option<&Id> {
        self.level.as_ref()
    }
}

/// One thing that may be otherwise, and how.
struct Try {
    what: Id,
    to: String,
    by: Option<Fraction>,
    change: Change,
}

/// What is otherwise.
enum Change {
    Points(Fraction),
    Parameter(Exact),
    Document(Box<Document>),
}

impl Try {
    /// How far it is, among changes of one thing.
    fn far(&self) -> Fraction {
        let by = self.by.clone().unwrap_or(Fraction::ZERO);
        if by.is_negative() { by.neg() } else { by }
    }
}

/// Changes of one thing, the nearest first: the first that flips the result is told.
type Tries = Vec<Try>;

impl Decisions {
    /// The nearest single change that would make a decision better or, of a good one, other: the smallest difference of points or of a share of
    /// members; else a fact of the schema, an initiative, a verified achievement, a year of a chain, a cause of a breach; else another
    /// choice of a parameter. None where none does.
    ///
    /// # Errors
    /// As [`Policy::decide`](super::Policy::decide).
    pub fn flip(&self, decision: &Decision) -> Result<Option<Flip>, Error> {
        for tries in self.tries(decision) {
            if let Some(flip) = self.first(decision, tries)? {
                return Ok(Some(flip));
            }
        }
        Ok(None)
    }

    /// Every single change that would flip a decision, each thing by the least it takes: beside what [`Decisions::flip`] looks at, the lines of
    /// work and the facts that points come from, such as two pieces more done of those assigned, or one delay fewer.
    ///
    /// # Errors
    /// As [`Policy::decide`](super::Policy::decide).
    pub fn flips(&self, decision: &Decision) -> Result<Vec<Flip>, Error> {
        let mut found = Vec::new();
        for tries in self.tries(decision) {
            let Some(flip) = self.first(decision, tries)? else { continue };
            let worked = self.worked(decision, &flip);
            found.push(flip);
            for tries in worked {
                found.extend(self.first(decision, tries)?);
            }
        }
        Ok(found)
    }

    /// Everything that may be otherwise: the numbers first, in the order of how much they say.
    fn tries(&self, decision: &Decision) -> Vec<Tries> {
        let mut all = vec![self.points(decision)];
        all.extend(self.changed(decision));
        all.extend(self.choices());
        all.iter_mut().for_each(|tries| tries.sort_by_cached_key(Try::far));
        all
    }

    /// The first of some changes that flips the result.
    fn first(&self, decision: &Decision, tries: Tries) -> Result<Option<Flip>, Error> {
        for Try { what, to, by, change } in tries {
            let what_if = self.0.what_if.clone();
            let other = match change {
                Change::Points(points) => {
                    let points = Some((what.clone(), decision.subject().clone(), points));
                    self.with(WhatIf { points, ..what_if })?
                }
                Change::Parameter(value) => {
                    self.with(WhatIf { parameter: Some((what.clone(), value)), ..what_if })?
                }
                Change::Document(document) => self.on(&Facts::new(*document, None)?)?,
            };
            if let Some((state, level)) = self.differs(decision, &other) {
                return Ok(Some(Flip { what, to, by, state, level }));
            }
        }
        Ok(None)
    }

    /// The numbers of a stage: of the decision's own stage those of the day of its event, where it has one.
    fn judged_by(&self, decision: &Decision, place: usize) -> Option<&Numbers> {
        let stage = self.0.policy.0.body.stages.get(place)?;
        let event = decision.outcome.event.filter(|_| stage.id == decision.stage);
        event.and_then(|day| self.0.driving.on(day)).or_else(|| self.0.driving.stage(place))
    }

    /// What the same result is in another run, where it is other.
    fn differs(&self, decision: &Decision, other: &Self) -> Option<(State, Option<Id>)> {
        let (own, all) =
            (self.at(&decision.stage, decision.subject()), other.at(&decision.stage, decision.subject()));
        let same = all.iter().find(|one| one.event() == decision.event());
        let is_new = |one: &&Decision| own.iter().all(|own| own.event() != one.event());
        let Some(then) = same.or_else(|| all.iter().find(is_new)) else {
            // the other awards of the stage are as they were, and this one is not given
            let lost = !all.is_empty() && *decision.state() == State::Commend;
            return lost.then_some((State::None, None));
        };
        // a change that only makes it unknown or wait is no flip
        let settled = !matches!(then.state(), State::InsufficientEvidence | State::Held(_));
        let levels = &other.policy().0.body.levels;
        let place =
            |one: &Decision| one.level().and_then(|id| levels.iter().position(|level| level.id == *id));
        let (before, after) = (place(decision), place(then));
        let best = before.is_some_and(|own| own.saturating_add(1) == levels.len());
        let is_good = *decision.state() == State::Commend || decision.holds() == Some(true) || best;
        let own = |one: &Decision| (one.state().clone(), one.level().cloned(), one.holds());
        let flips = match (before, after) {
            // of a good one, other
            _ if is_good => own(decision) != own(then),
            (Some(before), Some(after)) if before != after => after > before,
            _ => worth(then) > worth(decision),
        };
        (flips && settled).then(|| (then.state().clone(), then.level().cloned()))
    }

    /// Every other choice that a parameter of the rules could make. Only what an organisation chooses by number is varied: a share or a
    /// threshold of the rules has no nearest other value that anybody could name.
    fn choices(&self) -> Vec<Tries> {
        let pack = &*self.0.policy.0;
        let mut found = Vec::new();
        for (id, count) in pack.body.choices() {
            let now = self.0.parameters.get(&id).copied();
            let now = now.or_else(|| pack.header.parameters.get(id.as_str()).and_then(|own| own.value));
            let values = (0..count).map(|value| Exact::from(u64::from(value)));
            let others = values.filter(|value| Some(*value) != now).map(|value| Try {
                what: id.clone(),
                to: value.to_string(),
                by: None,
                change: Change::Parameter(value),
            });
            found.push(others.collect());
        }
        found
    }
}

/// How good a result is, levels aside.
fn worth(decision: &Decision) -> (u8, Option<bool>) {
    let state = match decision.state() {
        State::CritiqueProposed => 0,
        State::Excluded(_) | State::Held(_) | State::InsufficientEvidence => 1,
        State::Support => 2,
        State::None => 3,
        // who is at a level without a place has come no further by it
        State::EligibleOverQuota if decision.level().is_some() => 3,
        State::EligibleOverQuota => 4,
        State::Commend => 5,
    };
    (state, decision.holds())
}
