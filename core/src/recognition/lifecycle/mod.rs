//! The life of a decision, a separate axis from its merit: append-only steps, each with who, when and why. No path of calls
//! reaches a decided critique without notice, the time to reply and a named person with a number.

mod votes;
mod workdays;

use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer};

pub use self::votes::Votes;
pub use self::workdays::Workdays;
use super::decision::{Decision, State, VotesNeeded};
use crate::date::Date;
use crate::error::{Code, Diagnostic, Error};
use crate::source::Maybe;
use crate::text::Id;

/// A value that a kept case writes as `null` where there is none.
fn maybe<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    Maybe::deserialize(deserializer).map(|value| value.0)
}

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Nothing was done yet.
    Draft,
    /// Somebody proposed it.
    Proposed,
    /// The subject was told, and may reply.
    Notified,
    /// The subject replied.
    Responded,
    /// A competent person decided.
    Decided,
    /// The subject appealed.
    Appealed,
    /// Nobody answered the appeal in time. It is never upheld by silence.
    Overdue,
    /// The appeal was answered: the decision stands.
    Upheld,
    /// The appeal was answered: the decision does not stand.
    Reversed,
    /// It ran out.
    Expired,
    /// It was taken back: fraud, a forged file, criteria that were not met.
    Revoked,
}

impl Phase {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Proposed => "proposed",
            Self::Notified => "notified",
            Self::Responded => "responded",
            Self::Decided => "decided",
            Self::Appealed => "appealed",
            Self::Overdue => "overdue",
            Self::Upheld => "upheld",
            Self::Reversed => "reversed",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
        }
    }

    /// What may follow. What is adverse is not decided before notice.
    #[must_use]
    pub fn next(self, adverse: bool) -> &'static [Self] {
        use Phase::{
            Appealed, Decided, Expired, Notified, Overdue, Proposed, Responded, Reversed, Revoked, Upheld,
        };
        match self {
            Self::Draft => &[Proposed],
            Self::Proposed if adverse => &[Notified],
            Self::Proposed => &[Notified, Decided],
            Self::Notified => &[Responded, Decided],
            Self::Responded => &[Decided],
            Self::Decided => &[Appealed, Expired, Revoked],
            Self::Appealed => &[Upheld, Reversed, Overdue],
            Self::Overdue => &[Upheld, Reversed],
            Self::Upheld => &[Expired, Revoked],
            Self::Reversed | Self::Expired | Self::Revoked => &[],
        }
    }
}

/// How a competent person decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    /// As proposed.
    Confirmed,
    /// Otherwise than proposed, within the proposal.
    Changed,
    /// Against the proposal.
    Overridden,
}

impl Ruling {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Changed => "changed",
            Self::Overridden => "overridden",
        }
    }
}

/// Who did a step, when, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    by: Id,
    on: Date,
    why: String,
}

impl Act {
    /// Somebody's act of a day, with the reason.
    #[must_use]
    pub fn new(by: Id, on: Date, why: &str) -> Self {
        Self { by, on, why: why.to_owned() }
    }
}

/// One step of a case.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub(crate) phase: Phase,
    pub(crate) by: Id,
    pub(crate) on: Date,
    pub(crate) why: String,
    /// The number of a decision.
    #[serde(deserialize_with = "maybe")]
    pub(crate) number: Option<String>,
    #[serde(deserialize_with = "maybe")]
    pub(crate) ruling: Option<Ruling>,
    /// Until when the subject may reply, or until when an appeal is answered.
    #[serde(deserialize_with = "maybe")]
    pub(crate) until: Option<Date>,
}

/// A case as it is kept.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    #[serde(deserialize_with = "maybe")]
    level: Option<Id>,
    phase: Phase,
    stage: Id,
    state: String,
    steps: Vec<Step>,
    subject: Id,
    #[serde(deserialize_with = "maybe")]
    votes: Option<Votes>,
    #[serde(rename = "wire")]
    _wire: u32,
}

impl Step {
    /// What the step led to.
    #[must_use]
    pub const fn phase(&self) -> Phase {
        self.phase
    }

    /// Who did it.
    #[must_use]
    pub const fn by(&self) -> &Id {
        &self.by
    }

    /// When.
    #[must_use]
    pub const fn on(&self) -> Date {
        self.on
    }

    /// Why.
    #[must_use]
    pub fn why(&self) -> &str {
        &self.why
    }

    /// The number of the decision.
    #[must_use]
    pub fn number(&self) -> Option<&str> {
        self.number.as_deref()
    }

    /// How it was decided.
    #[must_use]
    pub const fn ruling(&self) -> Option<Ruling> {
        self.ruling
    }

    /// Until when the subject may reply, or until when an appeal is answered.
    #[must_use]
    pub const fn until(&self) -> Option<Date> {
        self.until
    }
}

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
    pub(crate) subject: Id,
    pub(crate) is_unit: bool,
    pub(crate) stage: Id,
    pub(crate) state: State,
    pub(crate) level: Option<Id>,
    /// The subject and those credited with the same work: they judge nothing here.
    pub(crate) concerned: BTreeSet<Id>,
    /// The votes it takes, and those that were cast.
    pub(crate) needed: Option<VotesNeeded>,
    pub(crate) votes: Option<Votes>,
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
        if open || waits || decision.kind() == super::decision::Kind::Finding {
            let diagnostic = Diagnostic::new(Code::NOT_PROPOSABLE).with("id", decision.subject());
            return Err(diagnostic.with("stage", decision.stage()).with("state", state.name()).data());
        }
        let mut concerned = BTreeSet::from([decision.subject().clone()]);
        concerned.extend(credited.iter().cloned());
        Ok(Self {
            subject: decision.subject().clone(),
            is_unit: decision.is_unit(),
            stage: decision.stage().clone(),
            state: state.clone(),
            level: decision.level().cloned(),
            concerned,
            needed: decision.votes().cloned(),
            votes: None,
            steps: Vec::new(),
        })
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

    /// Where the case stands by its last step.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.steps.last().map_or(Phase::Draft, Step::phase)
    }

    /// Where the case stands on a day: an appeal that nobody answered in time is overdue.
    #[must_use]
    pub fn phase_on(&self, day: Date) -> Phase {
        match self.steps.last() {
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
        self.step(Phase::Proposed, act, None, None, None)
    }

    /// Tells the subject, who may reply within so many working days.
    ///
    /// # Errors
    /// Those of every step; [`Code::OUT_OF_BOUNDS`] for no days.
    pub fn notify(&self, act: Act, days: u32, workdays: &Workdays) -> Result<Self, Error> {
        let until = workdays.after(act.on, days)?;
        self.step(Phase::Notified, act, None, None, Some(until))
    }

    /// The subject's reply.
    ///
    /// # Errors
    /// Those of every step; [`Code::NOT_THE_SUBJECT`] for a reply of somebody else in a person's case; [`Code::TOO_LATE`] after the time to reply.
    pub fn respond(&self, act: Act) -> Result<Self, Error> {
        self.step(Phase::Responded, act, None, None, None)
    }

    /// The votes of the council, before the decision. Whoever is concerned stands back, and is named.
    ///
    /// # Errors
    /// [`Code::STEP_NOT_ALLOWED`] where nothing was proposed, or it was decided.
    pub fn vote(&self, votes: Votes) -> Result<Self, Error> {
        if !matches!(self.phase(), Phase::Proposed | Phase::Notified | Phase::Responded) {
            let diagnostic = Diagnostic::new(Code::STEP_NOT_ALLOWED).with("step", "vote");
            let known = "`proposed`, `notified`, `responded`";
            return Err(diagnostic.with("phase", self.phase().name()).with("known", known).data());
        }
        Ok(Self { votes: Some(votes), ..self.clone() })
    }

    /// The votes that were cast.
    #[must_use]
    pub const fn votes(&self) -> Option<&Votes> {
        self.votes.as_ref()
    }

    /// The decision of a competent person, with its number. Whoever proposed does not decide.
    ///
    /// # Errors
    /// Those of every step; [`Code::FOUR_EYES`]; [`Code::REPLY_OPEN`] while the subject may still reply;
    /// [`Code::VOTES_SHORT`] to confirm an award that takes votes without enough of them.
    pub fn decide(&self, act: Act, number: &str, ruling: Ruling) -> Result<Self, Error> {
        self.step(Phase::Decided, act, Some(number), Some(ruling), None)
    }

    /// The subject's appeal, which is answered within so many working days.
    ///
    /// # Errors
    /// Those of every step; [`Code::NOT_THE_SUBJECT`]; [`Code::OUT_OF_BOUNDS`] for no days.
    pub fn appeal(&self, act: Act, days: u32, workdays: &Workdays) -> Result<Self, Error> {
        let until = workdays.after(act.on, days)?;
        self.step(Phase::Appealed, act, None, None, Some(until))
    }

    /// Answers the appeal: the decision stands. Whoever decided does not answer.
    ///
    /// # Errors
    /// Those of every step; [`Code::FOUR_EYES`].
    pub fn uphold(&self, act: Act, number: &str) -> Result<Self, Error> {
        self.step(Phase::Upheld, act, Some(number), None, None)
    }

    /// Answers the appeal: the decision does not stand.
    ///
    /// # Errors
    /// As [`Case::uphold`].
    pub fn reverse(&self, act: Act, number: &str) -> Result<Self, Error> {
        self.step(Phase::Reversed, act, Some(number), None, None)
    }

    /// Takes a decision back, with the number of the decision to do so.
    ///
    /// # Errors
    /// Those of every step.
    pub fn revoke(&self, act: Act, number: &str) -> Result<Self, Error> {
        self.step(Phase::Revoked, act, Some(number), None, None)
    }

    /// Notes that a decision ran out.
    ///
    /// # Errors
    /// Those of every step.
    pub fn expire(&self, act: Act) -> Result<Self, Error> {
        self.step(Phase::Expired, act, None, None, None)
    }

    /// Goes on with a case that was kept as [`Case::to_json`]: every step is taken again, under the same rules, so that a file skips
    /// none either. `self` is the draft of the same decision.
    ///
    /// # Errors
    /// A data error for what is no case; those of every step; [`Code::OTHER_CASE`] for a file of another case, or an altered one.
    pub fn resume(&self, json: &str) -> Result<Self, Error> {
        let kept: Kept = crate::source::read(json, crate::error::ErrorKind::Data)?;
        let mut case = Self { votes: kept.votes, steps: Vec::new(), ..self.clone() };
        for own in kept.steps {
            let act = Act { by: own.by, on: own.on, why: own.why };
            case = case.step(own.phase, act, own.number.as_deref(), own.ruling, own.until)?;
        }
        let same = case.subject == kept.subject
            && case.stage == kept.stage
            && case.state.name() == kept.state
            && case.level == kept.level
            && case.phase() == kept.phase;
        if !same {
            return Err(Diagnostic::new(Code::OTHER_CASE).with("id", &self.subject).data());
        }
        Ok(case)
    }

    /// What each step takes, beside what may precede it.
    fn lawful(&self, phase: Phase, act: &Act, ruling: Option<Ruling>) -> Result<(), Error> {
        match phase {
            Phase::Proposed | Phase::Revoked => self.independent(&act.by),
            Phase::Responded => self.spoken(&act.by).and_then(|()| self.within(act.on)),
            Phase::Appealed => self.spoken(&act.by),
            Phase::Decided => {
                self.independent(&act.by)?;
                self.four_eyes(&act.by, Phase::Proposed)?;
                self.replied(act.on)?;
                if ruling == Some(Ruling::Confirmed) { self.carried() } else { Ok(()) }
            }
            Phase::Upheld | Phase::Reversed => {
                self.independent(&act.by)?;
                self.four_eyes(&act.by, Phase::Decided)
            }
            Phase::Draft | Phase::Notified | Phase::Overdue | Phase::Expired => Ok(()),
        }
    }

    /// Whether the subject replied, or the time to reply is over.
    fn replied(&self, on: Date) -> Result<(), Error> {
        let open = self.steps.last().filter(|step| step.phase == Phase::Notified).and_then(|step| step.until);
        match open.filter(|until| on <= *until) {
            Some(until) => Err(Diagnostic::new(Code::REPLY_OPEN).with("until", until).data()),
            None => Ok(()),
        }
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

    /// Nobody judges their own or co-credited work.
    fn independent(&self, by: &Id) -> Result<(), Error> {
        if self.concerned.contains(by) {
            return Err(Diagnostic::new(Code::OWN_CASE).with("by", by).data());
        }
        Ok(())
    }

    /// Whoever did the step that this one checks does not do this one.
    fn four_eyes(&self, by: &Id, checked: Phase) -> Result<(), Error> {
        if self.steps.iter().any(|step| step.phase == checked && step.by == *by) {
            let diagnostic = Diagnostic::new(Code::FOUR_EYES).with("by", by);
            return Err(diagnostic.with("phase", checked.name()).data());
        }
        Ok(())
    }

    /// In a person's case only the person speaks; who speaks for a unit the caller knows.
    fn spoken(&self, by: &Id) -> Result<(), Error> {
        if !self.is_unit && *by != self.subject {
            let diagnostic = Diagnostic::new(Code::NOT_THE_SUBJECT).with("by", by);
            return Err(diagnostic.with("id", &self.subject).data());
        }
        Ok(())
    }

    fn within(&self, on: Date) -> Result<(), Error> {
        let until = self.steps.last().and_then(|step| step.until);
        match until.filter(|until| *until < on) {
            Some(until) => Err(Diagnostic::new(Code::TOO_LATE).with("until", until).data()),
            None => Ok(()),
        }
    }

    fn step(
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
        let numbered = matches!(phase, Phase::Decided | Phase::Upheld | Phase::Reversed | Phase::Revoked);
        let texts = [("why", Some(act.why.as_str())), ("number", number.or(numbered.then_some("")))];
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
