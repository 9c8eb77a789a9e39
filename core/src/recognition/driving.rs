//! The days that drive rules: of a stage, or of each event that it is about, and the numbers that hold on them.

use std::collections::BTreeMap;

use super::board::{Numbers, last_spell};
use super::facts::document::{Achievement, Breach};
use super::facts::{Inner as Facts, Merit};
use super::policy::document::{Body, Driver, Rule, Scope, Stage};
use super::round::Round;
use crate::date::Date;
use crate::error::{Code, Diagnostic, Error};
use crate::pack::Header;
use crate::text::Id;

/// The day of every stage, and the numbers of every day.
#[derive(Debug, Default)]
pub(crate) struct Driving {
    /// Stage by stage in the pack's order; of one that events drive, the day of what is about none.
    days: Vec<Date>,
    numbers: BTreeMap<Date, Numbers>,
}

/// An event that a stage is about: an achievement, or a breach.
pub(crate) struct Event {
    pub(crate) on: Date,
    /// How they are employed, of a person.
    pub(crate) status: Option<&'static str>,
    /// Where it stands in the facts.
    pub(crate) at: String,
}

impl Stage {
    fn driver(&self, body: &Body) -> Driver {
        self.driven_by.or(body.driven_by).unwrap_or(Driver::PeriodEnd)
    }

    /// Whether it is about achievements or breaches, of whatever period, and not about the period.
    pub(crate) fn has_events(&self) -> bool {
        match &self.rule {
            Rule::Form(form) => form.merit != Merit::Yearly,
            Rule::Critique(_) => true,
            _ => false,
        }
    }

    /// Whether the day of each achievement, or breach, decides what holds for it.
    pub(crate) fn by_event(&self, body: &Body) -> bool {
        self.has_events() && self.driver(body) == Driver::Event
    }

    /// The events that drive it, of everybody the pack may be for.
    pub(crate) fn events(&self, body: &Body, facts: &Facts, round: &Round) -> Vec<Event> {
        let mut found = Vec::new();
        if !self.by_event(body) {
            return found;
        }
        let mut add = |of: &Id, status, achievements: &[Achievement], breaches: Option<&[Breach]>| {
            let (days, list): (Vec<Date>, _) = match &self.rule {
                Rule::Form(form) => {
                    let own = achievements.iter().filter(|one| one.is_new(form.merit, round));
                    (own.map(|one| one.on).collect(), "achievements")
                }
                _ => {
                    let own = breaches.into_iter().flatten().filter(|one| one.decided.is_none());
                    (own.map(Breach::day).filter(|day| *day <= round.known_by()).collect(), "breaches")
                }
            };
            let at = || format!("{}/{list}", facts.pointer(of));
            found.extend(days.into_iter().map(|on| Event { on, status, at: at() }));
        };
        if self.of == Scope::Units {
            for unit in &facts.document.units {
                add(&unit.id, None, &unit.achievements, unit.breaches.as_deref());
            }
            return found;
        }
        for person in &facts.document.people {
            if let Some(spell) = last_spell(person, round).filter(|spell| spell.status.is_staff()) {
                let status = Some(spell.status.name());
                add(&person.id, status, &person.achievements, person.breaches.as_deref());
            }
        }
        found
    }
}

impl Driving {
    /// The days of a round, and their numbers.
    pub(crate) fn of(header: &Header, body: &Body, round: &Round, facts: &Facts) -> Result<Self, Error> {
        let mut driving = Self::default();
        let none = |day: Date| {
            let diagnostic = Diagnostic::new(Code::NO_EDITION).with("id", &header.pack).with("on", day);
            diagnostic.with("known", header.name())
        };
        for stage in &body.stages {
            let wanted = round.driving(stage.driver(body));
            let day = match wanted {
                _ if stage.by_event(body) => {
                    header.within(round.event_on.unwrap_or_else(|| round.known_by()))
                }
                Ok(day) if header.in_force.holds(day) => day,
                // what the edition is not in force for is left to another one, and only events are told of
                _ if round.leaves_others => header.within(wanted.unwrap_or_else(|_| round.known_by())),
                Ok(day) => return Err(none(day).data()),
                Err(error) => return Err(error),
            };
            driving.days.push(day);
            let own = stage.events(body, facts, round);
            let status = header.applies_to.get("status");
            let ours = own.iter().filter(|event| {
                status.is_none_or(|status| event.status.is_none_or(|own| own == status.as_str()))
            });
            for event in ours {
                if header.in_force.holds(event.on) {
                    driving.numbers.insert(event.on, body.on(header, event.on)?);
                } else if !round.leaves_others {
                    return Err(facts.placed(none(event.on).at(event.at.clone()).data()));
                }
            }
        }
        for day in &driving.days {
            if !driving.numbers.contains_key(day) {
                driving.numbers.insert(*day, body.on(header, *day)?);
            }
        }
        Ok(driving)
    }

    /// The numbers of a day, where the edition is in force on it.
    pub(crate) fn on(&self, day: Date) -> Option<&Numbers> {
        self.numbers.get(&day)
    }

    /// The numbers of a stage.
    pub(crate) fn stage(&self, place: usize) -> Option<&Numbers> {
        self.on(*self.days.get(place)?)
    }
}

impl Header {
    /// The day itself, or the nearest on which the edition is in force.
    fn within(&self, day: Date) -> Date {
        let from = self.in_force.from().map_or(day, |from| day.max(from));
        self.in_force.until().map_or(from, |until| from.min(until))
    }
}

impl Round {
    /// Whether the edition is in force for what the round itself is about; else it is told of events alone.
    pub(crate) fn is_of(&self, header: &Header, body: &Body) -> bool {
        let driver = body.driven_by.unwrap_or(Driver::PeriodEnd);
        self.driving(driver).is_ok_and(|day| header.in_force.holds(day))
    }
}
