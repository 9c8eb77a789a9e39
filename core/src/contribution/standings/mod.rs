//! Standings: everybody's exact score and, among comparable contributors, their rank.

mod amount;
mod certainty;
mod event;
mod explain;
mod gather;
mod group;
mod movement;
mod questions;
mod rank;
mod reach;
mod reckoning;
mod replay;
mod score;
mod settle;
mod stability;
mod standing;
mod table;
mod tally;
mod unit;
mod view;

use std::sync::{Arc, OnceLock};

pub(crate) use self::certainty::Chosen;
pub use self::certainty::{Certainty, GroupCertainty, NotEvaluated, Sure};
use self::event::Source;
pub use self::gather::LeftOut;
use self::gather::{Gathered, Setting, gather};
pub use self::group::Group;
pub use self::movement::Movement;
pub use self::questions::Question;
pub(crate) use self::reach::rules;
pub use self::reckoning::Reckoning;
pub use self::stability::{Exchange, KindStability, Stability};
pub use self::standing::{Basis, Placed, Standing, Unranked};
use self::table::Table;
use self::tally::{Tally, tally};
use self::view::View;
use crate::contribution::ledger::Ledger;
use crate::contribution::ledger::symbol::place;
use crate::contribution::roster::{Known, Roster};
use crate::contribution::scheme::{Model, Scheme};
use crate::error::Error;
use crate::text::Id;

/// How everybody stands. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Standings(pub(crate) Arc<Inner>);

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) scheme: Scheme,
    pub(crate) model: Model,
    pub(crate) ledger: Ledger,
    pub(crate) roster: Roster,
    pub(crate) reckoning: Reckoning,
    pub(crate) people: Vec<Standing>,
    pub(crate) units: Vec<Standing>,
    pub(crate) left_out: LeftOut,
    certainty: OnceLock<Result<Certainty, Error>>,
}

impl Scheme {
    /// How everybody on a roster stands by a ledger.
    ///
    /// # Errors
    /// A data error, with the record's id as pointer, for a record of a kind the scheme does not know, one that does not
    /// say what its kind reads, credit that cannot be split, somebody who is not on the roster; for records about
    /// something the ledger does not have; for a parameter that is required and not given.
    pub fn standings(
        &self,
        ledger: &Ledger,
        roster: &Roster,
        reckoning: &Reckoning,
    ) -> Result<Standings, Error> {
        ledger.whole()?;
        let model = self.0.model(Some(reckoning.as_of))?;
        let view = View::new(&ledger.0, reckoning.as_of);
        let setting = Setting {
            model,
            view: &view,
            roster: &roster.0,
            from: reckoning.from,
            until: reckoning.until,
            sets_aside: reckoning.sets_aside,
            only: None,
        };
        let Gathered { lines, unverified, left_out } = gather(setting)?;
        let people = roster.0.document.people.len();
        let mut certain = Vec::with_capacity(lines.len());
        let mut contested: Vec<Option<Tally>> = Vec::with_capacity(lines.len());
        for (at, (lines, unverified)) in lines.into_iter().zip(unverified).enumerate() {
            let (mut without, with) = tally(setting, (at < people).then_some(at), lines);
            without.unverified = unverified;
            certain.push(without);
            contested.push(with);
        }
        let table = Table::new(setting)?;
        let (mut standings, mut units) = table.standings(&certain)?;
        if contested.iter().any(Option::is_some) {
            let merged: Vec<Tally> = certain
                .iter()
                .zip(contested)
                .map(|(without, with)| with.unwrap_or_else(|| without.clone()))
                .collect();
            let (with_people, with_units) = table.standings(&merged)?;
            for (own, with) in
                standings.iter_mut().chain(&mut units).zip(with_people.into_iter().chain(with_units))
            {
                own.with_disputed = (own.result != with.result).then_some(with.result);
            }
        }
        Ok(Standings(Arc::new(Inner {
            scheme: self.clone(),
            model: model.clone(),
            ledger: ledger.clone(),
            roster: roster.clone(),
            reckoning: *reckoning,
            people: standings,
            units,
            left_out,
            certainty: OnceLock::new(),
        })))
    }
}

impl Standings {
    /// How people stand, in the order of their ids.
    #[must_use]
    pub fn people(&self) -> &[Standing] {
        &self.0.people
    }

    /// How units stand, in the order of their ids.
    #[must_use]
    pub fn units(&self) -> &[Standing] {
        &self.0.units
    }

    /// The standing of a person or a unit; other ids of theirs do as well.
    #[must_use]
    pub fn of(&self, contributor: &str) -> Option<&Standing> {
        match self.0.roster.0.resolve(contributor) {
            Known::Person(at) => self.0.people.get(at),
            Known::Unit(at) => self.0.units.get(at),
            Known::Bot | Known::Unknown => None,
        }
    }

    /// What does not count, and why.
    #[must_use]
    pub fn left_out(&self) -> &LeftOut {
        &self.0.left_out
    }

    /// Digits after the point of published scores.
    pub(crate) fn places(&self) -> u32 {
        self.0.model.publish.places
    }

    /// The scheme they are by.
    #[must_use]
    pub fn scheme(&self) -> &Scheme {
        &self.0.scheme
    }

    /// The ledger they are by.
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.0.ledger
    }

    /// The roster they are by.
    #[must_use]
    pub fn roster(&self) -> &Roster {
        &self.0.roster
    }

    /// The days they are about.
    #[must_use]
    pub fn reckoning(&self) -> &Reckoning {
        &self.0.reckoning
    }
}

impl Inner {
    /// Runs with what the standings were computed from.
    fn with_setting<T>(&self, run: impl FnOnce(Setting<'_>) -> Result<T, Error>) -> Result<T, Error> {
        let view = View::new(&self.ledger.0, self.reckoning.known_by());
        let (from, until) = self.reckoning.days();
        run(Setting {
            model: &self.model,
            view: &view,
            roster: &self.roster.0,
            from,
            until,
            sets_aside: true,
            only: None,
        })
    }

    /// What the record of an event is known by.
    fn record(&self, source: Source) -> Option<&Id> {
        match source {
            Source::Contribution(at) => self.ledger.0.contributions.get(place(at)).map(|entry| &entry.id),
            Source::Assignment(at) => {
                self.ledger.0.assignments.get(place(at)).map(|assignment| &assignment.id)
            }
        }
    }
}
