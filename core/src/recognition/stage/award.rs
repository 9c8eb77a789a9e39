//! Titles and forms: everything they take, and for prompt and thematic forms an achievement that was not awarded yet.

use std::collections::BTreeSet;

use crate::recognition::board::{Outcome, Reader, Subject};
use crate::recognition::condition::Truth;
use crate::recognition::decision::State;
use crate::recognition::facts::Merit;
use crate::recognition::facts::document::Achievement;
use crate::recognition::policy::document::{Award, Form};
use crate::recognition::reason::Reason;
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

impl Form {
    /// The same, with the achievement that is awarded. One achievement is awarded once, whatever the kind of merit.
    pub(super) fn evaluate(
        &self,
        reader: &Reader<'_>,
        of: Subject<'_>,
        awarded: &mut BTreeSet<(Id, Id)>,
    ) -> Outcome {
        let mut outcome = self.award.evaluate(reader, of);
        if self.merit == Merit::Yearly || outcome.holds == Some(false) {
            return outcome;
        }
        let list = match (of.person, of.unit) {
            (Some(person), _) => &person.achievements,
            (_, Some(unit)) => &unit.achievements,
            _ => return outcome,
        };
        let new = |one: &&Achievement| {
            one.merit == self.merit
                && one.on <= reader.round.known_by()
                && one.awarded.is_none()
                && !awarded.contains(&(of.id.clone(), one.id.clone()))
        };
        let found = list.iter().filter(new).find(|one| one.verified_by.is_some());
        let reason = match (found, list.iter().find(new)) {
            (Some(own), _) => {
                let by = own.verified_by.as_ref().map_or("?", Id::as_str);
                let args = [("achievement", (&own.id).into()), ("on", own.on.into()), ("by", by.into())];
                Reason::new(Key::ACHIEVEMENT, args).held(Some(true))
            }
            (None, Some(own)) => {
                let missing = Id::new(&format!("achievements/{}/verified_by", own.id));
                let missing = missing.unwrap_or_else(|_| Id::fixed("achievements"));
                outcome = match Truth::missing(of.id, &missing) {
                    Truth::Unknown(more) => {
                        Outcome::unknown(outcome.missing.into_iter().chain(more).collect(), outcome.reasons)
                    }
                    _ => outcome,
                };
                Reason::new(Key::ACHIEVEMENT_UNVERIFIED, [("achievement", (&own.id).into())]).held(None)
            }
            (None, None) => {
                outcome = Outcome::of(Truth::Failed, State::None, outcome.reasons);
                Reason::new(Key::ACHIEVEMENT_NONE, []).held(Some(false))
            }
        };
        outcome.reasons.push(reason);
        if outcome.holds == Some(true)
            && let Some(own) = found
        {
            awarded.insert((of.id.clone(), own.id.clone()));
            outcome.achievement = Some(own.id.clone());
        }
        outcome
    }
}
