//! A case: the decision it is about, what was done, and the calls that take it further.

use std::collections::BTreeSet;

use super::{Act, Phase, Ruling, Step, Votes, Workdays};
use crate::date::Date;
use crate::error::{Code, Diagnostic, Error};
use crate::recognition::decision::{Decision, Kind, State, VotesNeeded};
use crate::text::Id;

/// A decision on its way: what is proposed, and everything that was done. A step returns a longer case; none is overwritten.
///
/// # Examples
/// ```
/// # use thidua::recognition::{Facts, Policy, Round};
/// use thidua::recognition::{Act, Case, Phase, Ruling, Workdays};
/// use thidua::{Code, Date, Id, Period};
/// # let policy = Policy::parse("{pack: p, edition: '1', kind: policy, title: {vi: A, en: A}, driven_by: period_end, citations: {o: {title: A, date: 2026-01-01, grade: primary}}, stages: [{id: critique, label: {vi: A, en: A}, cite: o, of: people, rule: {critique: {certainty: 0.9}}}]}", None)?;
/// # let facts = Facts::parse("people: [{id: p1, spells: [{status: public_employee, from: 2020-01-01}], breaches: [{id: b, standard: {assignment: {id: t, accepted: 2026-01-05, due: 2026-03-01}}, evidence: [{ref: minutes, verified_by: q}], cause_certified: false, notified: 2026-03-10, certainty: 0.99}]}]", None)?;
/// # let quarter = Period::new(Some(Date::parse("2026-01-01")?), Some(Date::parse("2026-03-31")?))?;
/// # let decisions = policy.decide(&facts, None, &Round::of(quarter)?)?;
/// let day = |text| Date::parse(text);
/// let id = |text| Id::new(text);
/// let case = Case::draft(&decisions.of("p1")[0], &[])?                       // a critique is proposed of p1
///     .propose(Act::new(id("secretary")?, day("2026-04-01")?, "overdue since 1 March"))?;
/// // nothing adverse is decided without notice and the time to reply
/// let early = case.decide(Act::new(id("director")?, day("2026-04-02")?, "agreed"), "12/QĐ", Ruling::Confirmed);
/// assert_eq!(early.unwrap_err().code(), Code::STEP_NOT_ALLOWED);
/// let case = case.notify(Act::new(id("secretary")?, day("2026-04-02")?, "by letter"), 5, &Workdays::default())?;
/// assert_eq!(case.steps().last().unwrap().until(), Some(day("2026-04-09")?));
/// let case = case.decide(Act::new(id("director")?, day("2026-04-10")?, "no reply came"), "12/QĐ", Ruling::Confirmed)?;
/// assert_eq!(case.phase(), Phase::Decided);
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The digest of the decision.
    pub(crate) decision: String,
    pub(crate) subject: Id,
    pub(crate) is_unit: bool,
    pub(crate) stage: Id,
    pub(crate) state: State,
    pub(crate) level: Option<Id>,
    /// The subject and those credited with the same work: they judge nothing here.
    pub(crate) concerned: BTreeSet<Id>,
    /// The votes it takes.
    pub(crate) needed: Option<VotesNeeded>,
    pub(crate) steps: Vec<Step>,
}

impl Case {
    /// The case of a decision; `credited` are those who are credited with the same work.
    ///
    /// # Errors
    /// [`Code::NOT_PROPOSABLE`] for a finding on the way, and for what is held, excluded, tied, provisional or lacks evidence.
    pub fn draft(decision: &Decision, credited: &[Id]) -> Result<Self, Error> {
        let state = decision.state();
        let open = matches!(state, State::InsufficientEvidence | State::Held(_) | State::Excluded(_));
        let waits = decision.outcome.tie.is_some() || decision.is_provisional();
        if open || waits || decision.kind() == Kind::Finding {
            let diagnostic = Diagnostic::new(Code::NOT_PROPOSABLE).with("id", decision.subject());
            return Err(diagnostic.with("stage", decision.stage()).with("state", state.name()).data());
        }
        let mut concerned = BTreeSet::from([decision.subject().clone()]);
        concerned.extend(credited.iter().cloned());
        Ok(Self {
            decision: decision.digest(),
            subject: decision.subject().clone(),
            is_unit: decision.is_unit(),
            stage: decision.stage().clone(),
            state: state.clone(),
            level: decision.level().cloned(),
            concerned,
            needed: decision.votes().cloned(),
            steps: Vec::new(),
        })
    }

    /// The digest of the decision it is the case of: [`Decision::digest`].
    #[must_use]
    pub fn decision(&self) -> &str {
        &self.decision
    }

    /// Whom it is about.
    #[must_use]
    pub const fn subject(&self) -> &Id {
        &self.subject
    }

    /// The stage of the policy.
    #[must_use]
    pub const fn stage(&self) -> &Id {
        &self.stage
    }

    /// What is proposed.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// Everything that was done, in order.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The step that led where the case stands, which no vote does.
    pub(super) fn standing(&self) -> Option<&Step> {
        self.steps.iter().rev().find(|step| step.phase != Phase::Voted)
    }

    /// Where the case stands by its last step; a vote leaves it where it stood.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.standing().map_or(Phase::Draft, Step::phase)
    }

    /// Where the case stands on a day: an appeal that nobody answered in time is overdue.
    #[must_use]
    pub fn phase_on(&self, day: Date) -> Phase {
        match self.standing() {
            Some(step) if step.phase == Phase::Appealed && step.until.is_some_and(|until| until < day) => {
                Phase::Overdue
            }
            _ => self.phase(),
        }
    }

    /// Proposes it. Nobody proposes in their own cause.
    ///
    /// # Errors
    /// Those of every step: [`Code::STEP_NOT_ALLOWED`], [`Code::OWN_CASE`], [`Code::TOO_EARLY`], [`Code::STEP_SAYS_NOTHING`].
    pub fn propose(&self, act: Act) -> Result<Self, Error> {
        self.step(Step::new(Phase::Proposed, act))
    }

    /// Tells the subject, who may reply within so many working days. Nobody gives notice in their own cause.
    ///
    /// # Errors
    /// Those of every step; [`Code::OUT_OF_BOUNDS`] for no days.
    pub fn notify(&self, act: Act, days: u32, workdays: &Workdays) -> Result<Self, Error> {
        let until = Some(workdays.after(act.on, days)?);
        self.step(Step { until, ..Step::new(Phase::Notified, act) })
    }

    /// The subject's reply. For a unit speaks whom the unit sends, which is nobody who proposed or gave notice.
    ///
    /// # Errors
    /// Those of every step; [`Code::NOT_THE_SUBJECT`] for a reply of somebody else in a person's case, [`Code::FOUR_EYES`] for one of the
    /// other side in a unit's; [`Code::TOO_LATE`] after the time to reply.
    pub fn reply(&self, act: Act) -> Result<Self, Error> {
        self.step(Step::new(Phase::Responded, act))
    }

    /// A vote of the council, after the proposal and before the decision, with who counted it. Whoever is concerned stands back, is
    /// named, and takes no step from then on but to reply and to appeal. A vote that is held again stands beside the earlier one.
    ///
    /// # Errors
    /// Those of every step.
    ///
    /// # Examples
    /// ```
    /// # use thidua::recognition::{Facts, Policy, Round};
    /// use thidua::recognition::{Act, Case, Phase, Ruling, Votes};
    /// use thidua::{Code, Date, Id, Period};
    /// # let policy = Policy::parse("{pack: p, edition: '1', kind: policy, title: {vi: A, en: A}, driven_by: period_end, citations: {o: {title: A, date: 2026-01-01, grade: primary}}, facts: {people: {clean: yes_no}}, stages: [{id: title, label: {vi: A, en: A}, cite: o, of: people, rule: {title: {requires: [{that: {yes: clean}, cite: o}], votes: {in_favour: 0.8, quorum: 0.5, cite: o}}}}]}", None)?;
    /// # let facts = Facts::parse("people: [{id: p1, spells: [{status: public_employee, from: 2020-01-01}], facts: {clean: true}}]", None)?;
    /// # let year = Period::new(Some(Date::parse("2026-01-01")?), Some(Date::parse("2026-12-31")?))?;
    /// # let decisions = policy.decide(&facts, None, &Round::of(year)?)?;
    /// let act = |by, on, why| Ok::<_, thidua::Error>(Act::new(Id::new(by)?, Date::parse(on)?, why));
    /// let case = Case::draft(&decisions.of("p1")[0], &[])?.propose(act("secretary", "2026-12-01", "submission 3")?)?;
    /// // seven of ten who are entitled are in favour, where eight tenths of the votes cast are needed: the council votes again
    /// let case = case.vote(act("teller", "2026-12-02", "minutes 7")?, Votes::new(7, 2, 0, 10)?)?;
    /// let decide = |case: &Case| case.decide(act("director", "2026-12-04", "agreed")?, "31/QĐ", Ruling::Confirmed);
    /// assert_eq!(decide(&case).unwrap_err().code(), Code::VOTES_SHORT);
    /// let case = case.vote(act("teller", "2026-12-03", "minutes 8")?, Votes::new(8, 1, 0, 10)?)?;
    /// assert_eq!((case.phase(), case.steps().len()), (Phase::Proposed, 3));        // it stands where it stood
    /// assert_eq!(case.votes(), Some(&Votes::new(8, 1, 0, 10)?));                   // the last vote counts
    /// assert_eq!(decide(&case)?.phase(), Phase::Decided);
    /// # Ok::<(), thidua::Error>(())
    /// ```
    pub fn vote(&self, act: Act, votes: Votes) -> Result<Self, Error> {
        self.step(Step { votes: Some(votes), ..Step::new(Phase::Voted, act) })
    }

    /// The votes that count: those of the last vote.
    #[must_use]
    pub fn votes(&self) -> Option<&Votes> {
        self.steps.iter().rev().find_map(Step::votes)
    }

    /// The decision of a competent person, with its number. Whoever proposed does not decide.
    ///
    /// # Errors
    /// Those of every step; [`Code::FOUR_EYES`]; [`Code::REPLY_OPEN`] while the subject may still reply;
    /// [`Code::VOTES_SHORT`] to confirm an award that takes votes without enough of them.
    pub fn decide(&self, act: Act, number: &str, ruling: Ruling) -> Result<Self, Error> {
        self.step(Step { ruling: Some(ruling), ..numbered(Phase::Decided, act, number) })
    }

    /// The same, and the last day on which the subject may appeal: [`Workdays::after`] reckons it.
    ///
    /// # Errors
    /// As [`Case::decide`]; [`Code::TOO_EARLY`] for a last day that is not after the decision.
    ///
    /// # Examples
    /// ```
    /// # use thidua::recognition::{Facts, Policy, Round};
    /// use thidua::recognition::{Act, Case, Phase, Ruling, Workdays};
    /// use thidua::{Code, Date, Id, Period};
    /// # let policy = Policy::parse("{pack: p, edition: '1', kind: policy, title: {vi: A, en: A}, driven_by: period_end, citations: {o: {title: A, date: 2026-01-01, grade: primary}}, facts: {people: {clean: yes_no}}, stages: [{id: title, label: {vi: A, en: A}, cite: o, of: people, rule: {title: {requires: [{that: {yes: clean}, cite: o}]}}}]}", None)?;
    /// # let facts = Facts::parse("people: [{id: p1, spells: [{status: public_employee, from: 2020-01-01}], facts: {clean: true}}]", None)?;
    /// # let year = Period::new(Some(Date::parse("2026-01-01")?), Some(Date::parse("2026-12-31")?))?;
    /// # let decisions = policy.decide(&facts, None, &Round::of(year)?)?;
    /// let act = |by, on| Ok::<_, thidua::Error>(Act::new(Id::new(by)?, Date::parse(on)?, "minutes 7"));
    /// let days = Workdays::default();
    /// let case = Case::draft(&decisions.of("p1")[0], &[])?.propose(act("secretary", "2026-12-01")?)?;
    /// let last = days.after(Date::parse("2026-12-04")?, 5)?;                       // five working days after a Friday
    /// let case = case.decide_until(act("director", "2026-12-04")?, "31/QĐ", Ruling::Overridden, last)?;
    /// let appeal = &case.next()[0];
    /// assert_eq!((appeal.phase(), appeal.until()), (Phase::Appealed, Some(Date::parse("2026-12-11")?)));
    /// assert_eq!(case.appeal(act("p1", "2026-12-12")?, 10, &days).unwrap_err().code(), Code::TOO_LATE);
    /// # Ok::<(), thidua::Error>(())
    /// ```
    pub fn decide_until(&self, act: Act, number: &str, ruling: Ruling, last: Date) -> Result<Self, Error> {
        let (ruling, until) = (Some(ruling), Some(last));
        self.step(Step { ruling, until, ..numbered(Phase::Decided, act, number) })
    }

    /// The subject's appeal, which is answered within so many working days.
    ///
    /// # Errors
    /// Those of every step; [`Code::NOT_THE_SUBJECT`], [`Code::FOUR_EYES`] as for a reply; [`Code::TOO_LATE`] after the last day to
    /// appeal, where the decision names one; [`Code::OUT_OF_BOUNDS`] for no days.
    pub fn appeal(&self, act: Act, days: u32, workdays: &Workdays) -> Result<Self, Error> {
        let until = Some(workdays.after(act.on, days)?);
        self.step(Step { until, ..Step::new(Phase::Appealed, act) })
    }

    /// Answers the appeal: the decision stands. Whoever decided does not answer.
    ///
    /// # Errors
    /// Those of every step; [`Code::FOUR_EYES`].
    pub fn uphold(&self, act: Act, number: &str) -> Result<Self, Error> {
        self.step(numbered(Phase::Upheld, act, number))
    }

    /// Answers the appeal: the decision does not stand.
    ///
    /// # Errors
    /// As [`Case::uphold`].
    pub fn reverse(&self, act: Act, number: &str) -> Result<Self, Error> {
        self.step(numbered(Phase::Reversed, act, number))
    }

    /// Takes a decision back, with the number of the decision to do so.
    ///
    /// # Errors
    /// Those of every step.
    pub fn revoke(&self, act: Act, number: &str) -> Result<Self, Error> {
        self.step(numbered(Phase::Revoked, act, number))
    }

    /// Notes that a decision ran out.
    ///
    /// # Errors
    /// Those of every step.
    pub fn expire(&self, act: Act) -> Result<Self, Error> {
        self.step(Step::new(Phase::Expired, act))
    }
}

/// A step with the number of a decision.
fn numbered(phase: Phase, act: Act, number: &str) -> Step {
    Step { number: Some(number.to_owned()), ..Step::new(phase, act) }
}
