//! Titles and forms: everything they take, and for prompt and thematic forms an achievement that was not awarded yet.

use std::collections::BTreeSet;

use crate::recognition::board::{Outcome, Reader, Subject};
use crate::recognition::condition::{Missing, Truth};
use crate::recognition::decision::State;
use crate::recognition::facts::Merit;
use crate::recognition::facts::document::Achievement;
use crate::recognition::policy::document::{Award, Form};
use crate::recognition::reason::Reason;
use crate::recognition::round::Round;
use crate::text::Id;
use crate::trace::Key;

impl Award {
    /// Whether everything it takes holds.
    pub(super) fn evaluate(&self, reader: &Reader<'_>, of: Subject<'_>) -> Outcome {
        let mut reasons = Vec::new();
        let mut truths = Vec::new();
        for needed in &self.requires {
            let mut own = Vec::new();
            truths.push(needed.that.evaluate(reader, of, &mut own));
            reasons.extend(own.into_iter().map(|reason| reason.cited(&needed.cite)));
        }
        Outcome::of(Truth::all(truths), State::Commend, reasons)
    }
}

impl Achievement {
    /// Whether it is still to be awarded: of this merit, done by the day of the round, under no decision yet.
    pub(in crate::recognition) fn is_new(&self, merit: Merit, round: &Round) -> bool {
        self.merit == merit && self.on <= round.known_by() && self.awarded.is_none()
    }
}

impl Form {
    /// The same, with the achievement that is awarded: the earliest first, those that are verified before others. One achievement is awarded
    /// once, whatever the kind of merit. Where events drive the stage, each is judged by what held on its own day.
    pub(super) fn evaluate(
        &self,
        reader: &Reader<'_>,
        of: Subject<'_>,
        by_event: bool,
        awarded: &mut BTreeSet<(Id, Id)>,
    ) -> Outcome {
        let list = match (of.person, of.unit) {
            (Some(person), _) => person.achievements.as_slice(),
            (_, Some(unit)) => unit.achievements.as_slice(),
            _ => &[],
        };
        if self.merit == Merit::Yearly {
            return self.award.evaluate(reader, of);
        }
        let mut new: Vec<&Achievement> = list
            .iter()
            .filter(|one| one.is_new(self.merit, reader.round))
            .filter(|one| !by_event || reader.driving.on(one.on).is_some())
            .collect();
        new.sort_by_key(|one| (one.verified_by.is_none(), one.on, &one.id));
        let mut outcomes: Vec<Outcome> = Vec::new();
        for one in &new {
            if awarded.contains(&(of.id.clone(), one.id.clone())) {
                continue;
            }
            // of those that are alike the first is enough
            if !by_event && outcomes.iter().any(|own| own.holds == Some(true)) {
                break;
            }
            let outcome = match by_event {
                true => reader.on(one.on, |reader| self.judge(reader, of, one, true)),
                false => self.judge(reader, of, one, false),
            };
            if outcome.holds == Some(true) {
                awarded.insert((of.id.clone(), one.id.clone()));
            }
            outcomes.push(outcome);
        }
        // those that are awarded; else what is not known, which is never failed; else why not
        let (mut won, others): (Vec<_>, Vec<_>) =
            outcomes.into_iter().partition(|own| own.holds == Some(true));
        if !won.is_empty() {
            let mut first = won.remove(0);
            // without events of their own a round gives one form to one person or unit, and the places of a quota are people's
            first.more = if by_event && self.award.quota.is_none() { won } else { Vec::new() };
            return first;
        }
        let known = |own: &Outcome| own.state != State::InsufficientEvidence;
        if let Some(first) = others.into_iter().min_by_key(known) {
            return first;
        }
        let mut outcome = match by_event {
            true => Outcome::of(Truth::Failed, State::None, Vec::new()),
            false => self.award.evaluate(reader, of),
        };
        if !by_event && outcome.holds == Some(false) {
            return outcome;
        }
        outcome = Outcome::of(Truth::Failed, State::None, outcome.reasons);
        outcome.reasons.push(Reason::new(Key::ACHIEVEMENT_NONE, []).held(Some(false)));
        outcome
    }

    /// What one achievement comes to.
    fn judge(&self, reader: &Reader<'_>, of: Subject<'_>, own: &Achievement, by_event: bool) -> Outcome {
        let mut outcome = self.award.evaluate(reader, of);
        if by_event {
            let args = [("event", (&own.id).into()), ("on", own.on.into())];
            outcome.reasons.insert(0, Reason::new(Key::EVENT_DRIVES, args));
            outcome.event = Some(own.on);
        }
        if outcome.holds == Some(false) {
            return outcome;
        }
        let Some(by) = &own.verified_by else {
            let missing = Id::new(&format!("achievements/{}/verified_by", own.id));
            let what = missing.unwrap_or_else(|_| Id::fixed("achievements"));
            outcome.missing.insert(Missing { of: of.id.clone(), what });
            let mut unknown =
                Outcome { event: outcome.event, ..Outcome::unknown(outcome.missing, outcome.reasons) };
            let args = [("achievement", (&own.id).into())];
            unknown.reasons.push(Reason::new(Key::ACHIEVEMENT_UNVERIFIED, args).held(None));
            return unknown;
        };
        let args = [("achievement", (&own.id).into()), ("on", own.on.into()), ("by", by.into())];
        outcome.reasons.push(Reason::new(Key::ACHIEVEMENT, args).held(Some(true)));
        if outcome.holds == Some(true) {
            outcome.achievement = Some(own.id.clone());
        }
        outcome
    }
}
