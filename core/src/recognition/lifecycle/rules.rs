//! What each step takes: what may precede it, who may take it, when, and what it must say.

use super::{Act, Case, Phase, Ruling, Step, Votes};
use crate::date::Date;
use crate::error::{Code, Diagnostic, Error};
use crate::text::Id;

impl Case {
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
