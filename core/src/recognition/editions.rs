//! Deciding with several editions of a policy: each person and each event by the one that holds for it.

use std::collections::{BTreeMap, BTreeSet};

use super::board::last_spell;
use super::decisions::Decisions;
use super::facts::Facts;
use super::policy::Policy;
use super::policy::document::Driver;
use super::round::Round;
use crate::contribution::Standings;
use crate::date::Date;
use crate::error::{Error, ErrorKind};
use crate::text::Id;

impl Policy {
    /// What several editions of a policy make of a round: each person by the edition that the day of the round and their employment
    /// choose, each event by the one of its own day, where a rule is driven by events. One result for each edition that is chosen, in the
    /// order of the editions; one that is chosen for events alone tells of them alone.
    ///
    /// # Errors
    /// [`Code::NO_EDITION`](crate::Code::NO_EDITION) or [`Code::TWO_EDITIONS`](crate::Code::TWO_EDITIONS) for a person or an event that no
    /// edition, or more than one, applies to, naming the editions; as [`Policy::decide`].
    ///
    /// # Examples
    /// ```
    /// use thidua::recognition::{Facts, Policy, Round};
    /// use thidua::{Date, Period, packs};
    /// let editions = packs::policy_editions("vn-staff-rating")?;
    /// let facts = Facts::parse("people: [{id: p1, spells: [{status: public_employee, from: 2020-01-01}], facts: {judged_level: htt, months_worked: 12, maternity: false}}]", None)?;
    /// let half = Period::new(Some(Date::parse("2026-01-01")?), Some(Date::parse("2026-06-30")?))?;
    /// let all = Policy::decide_among(&editions, &facts, None, &Round::of(half)?)?;
    /// assert_eq!(all[0].policy().edition(), "90-2020-vien-chuc");        // civil servants were under 335/2025 by then
    /// # Ok::<(), thidua::Error>(())
    /// ```
    pub fn decide_among(
        editions: &[Self],
        facts: &Facts,
        standings: Option<&Standings>,
        round: &Round,
    ) -> Result<Vec<Decisions>, Error> {
        let mut chosen = BTreeSet::new();
        let place = |on: Date, status: Option<&str>, at: &str| -> Result<Option<usize>, Error> {
            let mut applies = BTreeMap::new();
            if let Some(status) = status {
                applies.insert(Id::fixed("status"), Id::new(status)?);
            }
            let own = Self::choose(editions, on, &applies);
            let own =
                own.map_err(|error| facts.0.placed(error.map(|one| one.at(at)).with_kind(ErrorKind::Data)))?;
            Ok(editions.iter().position(|one| one.digest() == own.digest()))
        };
        let driver = editions.iter().find_map(|one| one.0.body.driven_by).unwrap_or(Driver::PeriodEnd);
        if let Ok(day) = round.driving(driver) {
            let staff = facts.0.document.people.iter().filter_map(|person| {
                Some((person, last_spell(person, round).filter(|spell| spell.status.is_staff())?))
            });
            for (person, spell) in staff {
                chosen.extend(place(day, Some(spell.status.name()), facts.0.pointer(&person.id))?);
            }
            if facts.0.document.people.is_empty() {
                chosen.extend(place(day, None, "")?);
            }
        }
        for edition in editions {
            let body = &edition.0.body;
            for event in body.stages.iter().flat_map(|stage| stage.events(body, &facts.0, round)) {
                chosen.extend(place(event.on, event.status, &event.at)?);
            }
        }
        let round = round.leave_events_of_others();
        let chosen = chosen.into_iter().filter_map(|at| editions.get(at));
        chosen.map(|edition| edition.decide(facts, standings, &round)).collect()
    }
}
