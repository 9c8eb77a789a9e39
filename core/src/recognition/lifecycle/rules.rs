//! What each step takes: what may precede it, who may take it, when, and what it must say.

use std::collections::BTreeSet;

use super::{Case, Next, Phase, Ruling, Step, Votes};
use crate::date::Date;
use crate::error::{Code, Diagnostic, Error};
use crate::text::Id;

/// What a step takes, beside what may precede it.
struct Rule {
    /// Whether the subject takes it; else nobody does who is the subject, credited with the same work, or stood back from a vote.
    own: bool,
    /// Whoever took one of these steps does not take this one.
    checks: &'static [Phase],
    /// Whether it has the number of a decision.
    numbered: bool,
}

const fn rule(phase: Phase) -> Rule {
    use Phase::{
        Appealed, Decided, Draft, Expired, Notified, Overdue, Proposed, Responded, Reversed, Revoked, Upheld,
        Voted,
    };
    let (own, checks, numbered): (bool, &[Phase], bool) = match phase {
        Draft | Proposed | Notified | Voted | Overdue | Expired => (false, &[], false),
        // who speaks for a unit the caller knows: nobody who acts on the other side
        Responded => (true, &[Proposed, Notified], false),
        Decided => (false, &[Proposed], true),
        Appealed => (true, &[Proposed, Notified, Decided], false),
        Upheld | Reversed => (false, &[Decided], true),
        Revoked => (false, &[], true),
    };
    Rule { own, checks, numbered }
}

impl Case {
    /// What may follow, who may do it and who may not, and by when: in the order in which a case goes. Nothing follows a case that
    /// is closed.
    ///
    /// # Examples
    /// ```
    /// # use thidua::recognition::{Facts, Policy, Round};
    /// use thidua::recognition::{Act, Case, Phase, Workdays};
    /// use thidua::{Date, Id, Period};
    /// # let policy = Policy::parse("{pack: p, edition: '1', kind: policy, title: {vi: A, en: A}, driven_by: period_end, citations: {o: {title: A, date: 2026-01-01, grade: primary}}, stages: [{id: critique, label: {vi: A, en: A}, cite: o, of: people, rule: {critique: {certainty: 0.9}}}]}", None)?;
    /// # let facts = Facts::parse("people: [{id: p1, spells: [{status: public_employee, from: 2020-01-01}], breaches: [{id: b, standard: {assignment: {id: t, accepted: 2026-01-05, due: 2026-03-01}}, evidence: [{ref: minutes, verified_by: q}], cause_certified: false, notified: 2026-03-10, certainty: 0.99}]}]", None)?;
    /// # let quarter = Period::new(Some(Date::parse("2026-01-01")?), Some(Date::parse("2026-03-31")?))?;
    /// # let decisions = policy.decide(&facts, None, &Round::of(quarter)?)?;
    /// let act = |by| Ok::<_, thidua::Error>(Act::new(Id::new(by)?, Date::parse("2026-04-02")?, "by letter"));
    /// let case = Case::draft(&decisions.of("p1")[0], &[])?.propose(act("secretary")?)?;
    /// let [reply, _vote, decision] = &case.notify(act("secretary")?, 5, &Workdays::default())?.next()[..] else { panic!() };
    /// assert_eq!((reply.phase(), reply.only().map(Id::as_str)), (Phase::Responded, Some("p1")));
    /// assert_eq!(reply.until(), Some(Date::parse("2026-04-09")?));
    /// // then somebody else decides than whoever proposed
    /// assert_eq!((decision.phase(), decision.not_before()), (Phase::Decided, Some(Date::parse("2026-04-10")?)));
    /// assert!(decision.never().contains("secretary"));
    /// # Ok::<(), thidua::Error>(())
    /// ```
    #[must_use]
    pub fn next(&self) -> Vec<Next> {
        let phases = self.phase().next(self.state.is_adverse()).iter();
        phases.filter(|phase| **phase != Phase::Overdue).map(|phase| self.following(*phase)).collect()
    }

    fn following(&self, phase: Phase) -> Next {
        let Rule { own, checks, .. } = rule(phase);
        let only = (own && !self.is_unit).then(|| self.subject.clone());
        let mut never = BTreeSet::new();
        if only.is_none() {
            let checked = self.steps.iter().filter(|step| checks.contains(&step.phase));
            never.extend(checked.map(|step| step.by.clone()));
        }
        if !own {
            never.extend(self.stand_back().cloned());
        }
        let last = self.standing().and_then(|step| Some((step.phase, step.until?)));
        let (not_before, until) = match (last, phase) {
            (Some((Phase::Notified, until)), Phase::Decided) => (until.next(), None),
            (Some((Phase::Notified, until)), Phase::Responded)
            | (Some((Phase::Decided, until)), Phase::Appealed)
            | (Some((Phase::Appealed, until)), Phase::Upheld | Phase::Reversed) => (None, Some(until)),
            _ => (None, None),
        };
        Next { phase, only, never, not_before, until }
    }

    /// Whether somebody may take a step on a day.
    fn lawful(&self, step: &Step) -> Result<(), Error> {
        let Step { phase, by, on, .. } = step;
        let Next { only, not_before, until, .. } = self.following(*phase);
        let Rule { own, checks, .. } = rule(*phase);
        let checked = || self.steps.iter().find(|step| checks.contains(&step.phase) && step.by == *by);
        let stands_back = || step.votes.as_ref().is_some_and(|votes| votes.recused.contains(by));
        let refused = if only.is_some_and(|only| only != *by) {
            Some(Diagnostic::new(Code::NOT_THE_SUBJECT).with("id", &self.subject))
        } else if !own && (self.stand_back().any(|own| own == by) || stands_back()) {
            Some(Diagnostic::new(Code::OWN_CASE))
        } else {
            checked().map(|step| Diagnostic::new(Code::FOUR_EYES).with("phase", step.phase.name()))
        };
        if let Some(refused) = refused {
            return Err(refused.with("by", by).data());
        }
        let ended = self.standing().and_then(|step| step.until);
        let at_its_end = |code: Code| match ended {
            Some(until) => Err(Diagnostic::new(code).with("until", until).data()),
            None => Ok(()),
        };
        if not_before.is_some_and(|day| *on < day) {
            return at_its_end(Code::REPLY_OPEN);
        }
        if matches!(phase, Phase::Responded | Phase::Appealed) && until.is_some_and(|until| until < *on) {
            return at_its_end(Code::TOO_LATE);
        }
        if step.ruling == Some(Ruling::Confirmed) { self.carried() } else { Ok(()) }
    }

    /// Those concerned, and whoever stood back from a vote.
    fn stand_back(&self) -> impl Iterator<Item = &Id> {
        let votes = self.steps.iter().filter_map(Step::votes);
        self.concerned.iter().chain(votes.flat_map(|votes| &votes.recused))
    }

    /// Whether an award that takes votes has them.
    fn carried(&self) -> Result<(), Error> {
        let Some(needed) = &self.needed else { return Ok(()) };
        if self.votes().map(|votes| votes.carry(needed)).transpose()? == Some(true) {
            return Ok(());
        }
        let count = |of: fn(&Votes) -> u32| self.votes().map_or(0, of);
        let diagnostic = Diagnostic::new(Code::VOTES_SHORT).with("in_favour", count(|own| own.in_favour));
        let diagnostic = diagnostic.with("present", count(Votes::present));
        Err(diagnostic.with("entitled", count(|own| own.entitled)).data())
    }

    fn allowed(&self, phase: Phase) -> Result<(), Error> {
        let next = self.phase().next(self.state.is_adverse());
        if next.contains(&phase) {
            return Ok(());
        }
        let known = next.iter().map(|phase| format!("`{}`", phase.name())).collect::<Vec<_>>().join(", ");
        let diagnostic = Diagnostic::new(Code::STEP_NOT_ALLOWED).with("step", phase.name());
        let known = if known.is_empty() { "–".to_owned() } else { known };
        Err(diagnostic.with("phase", self.phase().name()).with("known", known).data())
    }

    /// Whether a step comes after those before it, and ends after it began.
    fn in_order(&self, step: &Step) -> Result<(), Error> {
        let late = |field: &str, day: Date, other: Phase, than: Date| {
            let diagnostic = Diagnostic::new(Code::TOO_EARLY).with("field", field).with("day", day);
            Err(diagnostic.with("other", other.name()).with("than", than).data())
        };
        match (self.steps.last(), step.until) {
            (Some(last), _) if step.on < last.on => late(step.phase.name(), step.on, last.phase, last.on),
            (_, Some(until)) if until <= step.on => late("until", until, step.phase, step.on),
            _ => Ok(()),
        }
    }

    /// A longer case, or why it is none.
    pub(super) fn step(&self, step: Step) -> Result<Self, Error> {
        self.allowed(step.phase)?;
        step.says()?;
        self.lawful(&step)?;
        self.in_order(&step)?;
        if let Some(votes) = &step.votes {
            votes.checked()?;
        }
        let mut longer = self.clone();
        longer.steps.push(step);
        Ok(longer)
    }
}

impl Step {
    /// Whether it says what it takes, and nothing else.
    fn says(&self) -> Result<(), Error> {
        let waits = matches!(self.phase, Phase::Notified | Phase::Appealed);
        let (decides, counts) = (self.phase == Phase::Decided, self.phase == Phase::Voted);
        let numbered = rule(self.phase).numbered;
        let blank = |text: &str| text.trim().is_empty();
        let number = self.number.as_deref();
        let fields = [
            ("why", true, !blank(&self.why)),
            ("number", numbered, number.is_some_and(|number| !numbered || !blank(number))),
            ("ruling", decides, self.ruling.is_some()),
            ("until", waits, self.until.is_some()),
            ("votes", counts, self.votes.is_some()),
        ];
        // a decision may name the last day to appeal
        let surplus =
            |(field, takes, says): &&(&str, bool, bool)| *says && !*takes && !(decides && *field == "until");
        if let Some((field, ..)) = fields.iter().find(|(_, takes, says)| *takes && !*says) {
            return Err(Diagnostic::new(Code::STEP_SAYS_NOTHING).with("field", field).data());
        }
        if let Some((field, ..)) = fields.iter().find(surplus) {
            let taken = fields.iter().filter(|(_, takes, _)| *takes).map(|(field, ..)| format!("`{field}`"));
            let taken = taken.collect::<Vec<_>>().join(", ");
            return Err(Diagnostic::new(Code::UNKNOWN_FIELD)
                .with("field", field)
                .with("expected", taken)
                .data());
        }
        Ok(())
    }
}
