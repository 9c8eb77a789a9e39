//! Which decision is meant: by its stage, by whom it is about and, where there are several, by its event.

use super::decision::Decision;
use super::decisions::Decisions;
use super::lifecycle::Case;
use crate::error::{Code, Diagnostic, Error};
use crate::num::Fraction;
use crate::text::Id;

impl Decisions {
    /// What one stage came to for one person or unit: one result; one for each achievement that is awarded, where events drive the
    /// stage; nothing where the stage is not about them.
    #[must_use]
    pub fn at(&self, stage: &Id, subject: &Id) -> &[Decision] {
        let own = self.of(subject.as_str());
        let start = own.iter().position(|one| one.stage == *stage).unwrap_or(own.len());
        let here = own.get(start..).unwrap_or_default();
        let count = here.iter().position(|one| one.stage != *stage).unwrap_or(here.len());
        here.get(..count).unwrap_or_default()
    }

    /// The one decision that a stage, a person or unit and, where there are several, an event name: an achievement or a breach.
    ///
    /// # Errors
    /// [`Code::UNKNOWN_CONTRIBUTOR`] and [`Code::UNKNOWN_STAGE`] for names that the decisions do not know, and for a stage that is not about
    /// them; [`Code::SEVERAL_EVENTS`], which lists them, where no event is named; [`Code::UNKNOWN_EVENT`] for one that none is about.
    ///
    /// # Examples
    /// ```
    /// # use thidua::recognition::{Facts, Policy, Round};
    /// # use thidua::{Code, Date, Id, Period};
    /// # let policy = Policy::parse("{pack: p, edition: '1', kind: policy, title: {vi: A, en: A}, driven_by: event, citations: {o: {title: A, date: 2026-01-01, grade: primary}}, stages: [{id: letter, label: {vi: A, en: A}, cite: o, of: people, rule: {form: {merit: prompt, award: {requires: []}}}}]}", None)?;
    /// # let facts = Facts::parse("people: [{id: p1, spells: [{status: public_employee, from: 2020-01-01}], achievements: [{id: flood, merit: prompt, on: 2026-03-03, verified_by: v}, {id: storm, merit: prompt, on: 2026-03-09, verified_by: v}]}]", None)?;
    /// # let quarter = Period::new(Some(Date::parse("2026-01-01")?), Some(Date::parse("2026-03-31")?))?;
    /// # let decisions = policy.decide(&facts, None, &Round::of(quarter)?)?;
    /// let (letter, p1, storm) = (Id::new("letter")?, Id::new("p1")?, Id::new("storm")?);
    /// assert_eq!(decisions.at(&letter, &p1).len(), 2);                              // one letter for each achievement
    /// assert_eq!(decisions.one(&letter, &p1, None).unwrap_err().code(), Code::SEVERAL_EVENTS);
    /// assert_eq!(decisions.one(&letter, &p1, Some(&storm))?.achievement(), Some(&storm));
    /// # Ok::<(), thidua::Error>(())
    /// ```
    pub fn one(&self, stage: &Id, subject: &Id, event: Option<&Id>) -> Result<&Decision, Error> {
        self.about(subject)?;
        self.policy().staged(stage)?;
        let all = self.at(stage, subject);
        let refuse = |code: Code| Diagnostic::new(code).with("id", subject).with("stage", stage);
        let known = || {
            let all: Vec<String> = all.iter().filter_map(|own| Some(format!("`{}`", own.event()?))).collect();
            if all.is_empty() { "–".to_owned() } else { all.join(", ") }
        };
        match (all, event) {
            ([], _) => {
                let near = self.of(subject.as_str()).iter().map(|own| own.stage.as_str());
                let diagnostic = Diagnostic::new(Code::UNKNOWN_STAGE).with("id", stage);
                Err(diagnostic.meant(stage.as_str(), near).at("/stage").data())
            }
            ([own], None) => Ok(own),
            (_, None) => Err(refuse(Code::SEVERAL_EVENTS).with("known", known()).at("/event").data()),
            (_, Some(event)) => all.iter().find(|own| own.event() == Some(event)).ok_or_else(|| {
                let near = all.iter().filter_map(|own| Some(own.event()?.as_str()));
                let diagnostic = refuse(Code::UNKNOWN_EVENT).with("event", event).with("known", known());
                diagnostic.meant(event.as_str(), near).at("/event").data()
            }),
        }
    }

    /// The points that a stage came to, or the share of members.
    pub(crate) fn points_at(&self, stage: &Id, subject: &Id) -> Option<&Fraction> {
        self.at(stage, subject).iter().find_map(Decision::points)
    }

    /// That something was decided about somebody.
    pub(crate) fn about(&self, subject: &Id) -> Result<(), Error> {
        if !self.of(subject.as_str()).is_empty() {
            return Ok(());
        }
        let near = self.all().iter().map(|own| own.subject.as_str());
        let diagnostic = Diagnostic::new(Code::UNKNOWN_CONTRIBUTOR).with("id", subject);
        Err(diagnostic.meant(subject.as_str(), near).at("/of").data())
    }

    /// The decision that a case is of; none where several could be and none of them is.
    pub(crate) fn of_case(&self, case: &Case) -> Option<&Decision> {
        match self.at(&case.stage, &case.subject) {
            [own] => Some(own),
            several => several.iter().find(|own| own.digest() == case.decision),
        }
    }
}
