//! What each step takes: what may precede it, who may take it, when, and what it must say.

use std::collections::BTreeSet;

use super::{Act, Case, Next, Phase, Ruling, Step, Votes};
use crate::date::Date;
use crate::error::{Code, Diagnostic, Error};

/// What a step takes, beside what may precede it.
struct Rule {
    /// Whether the subject takes it; else nobody does who is the subject, or credited with the same work.
    own: bool,
    /// Whoever took one of these steps does not take this one.
    checks: &'static [Phase],
    /// Whether it has the number of a decision.
    numbered: bool,
}

const fn rule(phase: Phase) -> Rule {
    use Phase::{
        Appealed, Decided, Draft, Expired, Notified, Overdue, Proposed, Responded, Reversed, Revoked, Upheld,
    };
    let (own, checks, numbered): (bool, &[Phase], bool) = match phase {
        Draft | Proposed | Notified | Overdue | Expired => (false, &[], false),
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
    /// let [reply, decision] = &case.notify(act("secretary")?, 5, &Workdays::default())?.next()[..] else { panic!() };
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
            never.extend(self.concerned.iter().cloned());
        }
        let last = self.steps.last().and_then(|step| Some((step.phase, step.until?)));
        let (not_before, until) = match (last, phase) {
            (Some((Phase::Notified, until)), Phase::Decided) => (until.next(), None),
            (Some((Phase::Notified, until)), Phase::Responded)
            | (Some((Phase::Appealed, until)), Phase::Upheld | Phase::Reversed) => (None, Some(until)),
            _ => (None, None),
        };
        Next { phase, only, never, not_before, until }
    }

    /// Whether somebody may take a step on a day.
    fn lawful(&self, phase: Phase, Act { by, on, .. }: &Act, ruling: Option<Ruling>) -> Result<(), Error> {
        let Next { only, not_before, until, .. } = self.following(phase);
        let Rule { own, checks, .. } = rule(phase);
        let checked = || self.steps.iter().find(|step| checks.contains(&step.phase) && step.by == *by);
        let refused = if only.is_some_and(|only| only != *by) {
            Some(Diagnostic::new(Code::NOT_THE_SUBJECT).with("id", &self.subject))
        } else if !own && self.concerned.contains(by) {
            Some(Diagnostic::new(Code::OWN_CASE))
        } else {
            checked().map(|step| Diagnostic::new(Code::FOUR_EYES).with("phase", step.phase.name()))
        };
        if let Some(refused) = refused {
            return Err(refused.with("by", by).data());
        }
        let ended = self.steps.last().and_then(|step| step.until);
        let at_its_end = |code: Code| match ended {
            Some(until) => Err(Diagnostic::new(code).with("until", until).data()),
            None => Ok(()),
        };
        if not_before.is_some_and(|day| *on < day) {
            return at_its_end(Code::REPLY_OPEN);
        }
        if phase == Phase::Responded && until.is_some_and(|until| until < *on) {
            return at_its_end(Code::TOO_LATE);
        }
        if ruling == Some(Ruling::Confirmed) { self.carried() } else { Ok(()) }
    }

    /// Whether an award that takes votes has them.
    fn carried(&self) -> Result<(), Error> {
        let Some(needed) = &self.needed else { return Ok(()) };
        if self.votes.as_ref().map(|votes| votes.carry(needed)).transpose()? == Some(true) {
            return Ok(());
        }
        let count = |of: fn(&Votes) -> u32| self.votes.as_ref().map_or(0, of);
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

    /// A longer case, or why it is none.
    pub(super) fn step(
        &self,
        phase: Phase,
        act: Act,
        number: Option<&str>,
        ruling: Option<Ruling>,
        until: Option<Date>,
    ) -> Result<Self, Error> {
        self.allowed(phase)?;
        self.lawful(phase, &act, ruling)?;
        if let Some(last) = self.steps.last().filter(|last| act.on < last.on) {
            let diagnostic = Diagnostic::new(Code::TOO_EARLY).with("field", phase.name()).with("day", act.on);
            return Err(diagnostic.with("other", last.phase.name()).with("than", last.on).data());
        }
        let texts =
            [("why", Some(act.why.as_str())), ("number", number.or(rule(phase).numbered.then_some("")))];
        let ruled = (phase == Phase::Decided).then(|| ruling.map_or("", Ruling::name));
        let waits = matches!(phase, Phase::Notified | Phase::Appealed)
            .then(|| if until.is_some() { "until" } else { "" });
        for (field, text) in texts.into_iter().chain([("ruling", ruled), ("until", waits)]) {
            if text.is_some_and(|text| text.trim().is_empty()) {
                return Err(Diagnostic::new(Code::STEP_SAYS_NOTHING).with("field", field).data());
            }
        }
        let mut longer = self.clone();
        let Act { by, on, why } = act;
        longer.steps.push(Step { phase, by, on, why, number: number.map(str::to_owned), ruling, until });
        Ok(longer)
    }
}
