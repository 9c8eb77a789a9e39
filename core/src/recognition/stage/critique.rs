//! Critique: only of a breach of a known standard, with verified evidence, no certified objective cause, prior notice and facts that
//! are sure enough, and once for each breach. Never of a rank. Everything else that is low is support.

use std::collections::BTreeSet;

use crate::date::Date;
use crate::num::Fraction;
use crate::recognition::board::{Outcome, Reader, Subject};
use crate::recognition::condition::{Missing, Truth};
use crate::recognition::decision::State;
use crate::recognition::facts::document::{Breach, Cost, Known, Standard};
use crate::recognition::policy::document::Critique;
use crate::recognition::reason::Reason;
use crate::text::Id;
use crate::trace::Key;

impl Critique {
    pub(super) fn evaluate(&self, reader: &Reader<'_>, of: Subject<'_>, by_event: bool) -> Outcome {
        let breaches = match (of.person, of.unit) {
            (Some(person), _) => person.breaches.as_deref(),
            (_, Some(unit)) => unit.breaches.as_deref(),
            _ => None,
        };
        let mut reasons = Vec::new();
        let Some(breaches) = breaches else {
            return Outcome::of(Truth::missing(of.id, &Id::fixed("breaches")), State::None, reasons);
        };
        let mut missing: BTreeSet<Missing> = BTreeSet::new();
        let mut first: Option<Outcome> = None;
        for breach in breaches {
            let mut own = Vec::new();
            let day = breach.day();
            // what was due when another edition held is for that one
            if by_event && breach.decided.is_none() && reader.driving.on(day).is_none() {
                continue;
            }
            let stands = match by_event {
                true => {
                    let args = [("event", (&breach.id).into()), ("on", day.into())];
                    own.push(Reason::new(Key::EVENT_DRIVES, args));
                    reader.on(day, |reader| self.stands(breach, reader, of, &mut own))
                }
                false => self.stands(breach, reader, of, &mut own),
            };
            let event = by_event.then_some(day);
            match stands {
                Truth::Met => {
                    // one at a time: what is proposed is answered before the next is taken up
                    if let Some(first) = &mut first {
                        first
                            .reasons
                            .push(Reason::new(Key::BREACH_FURTHER, [("breach", (&breach.id).into())]));
                        continue;
                    }
                    let outcome = if breach.may_need_discipline {
                        own.push(Reason::new(Key::BREACH_REFERRED, [("breach", (&breach.id).into())]));
                        held(own)
                    } else {
                        own.extend(breach.counted_together());
                        Outcome::of(Truth::Met, State::CritiqueProposed, own)
                    };
                    first = Some(Outcome { breach: Some(breach.id.clone()), event, ..outcome });
                    continue;
                }
                Truth::Failed => {}
                Truth::Unknown(more) => missing.extend(more),
            }
            reasons.extend(own);
        }
        if let Some(first) = first {
            return first;
        }
        if !missing.is_empty() {
            return Outcome::unknown(missing, reasons);
        }
        match self.support.as_ref().map(|low| low.evaluate(reader, of, &mut reasons)) {
            Some(Truth::Met) => Outcome::new(State::Support, reasons),
            Some(Truth::Unknown(missing)) => Outcome::unknown(missing, reasons),
            // what was found to be no breach, though late, is helped with
            _ if breaches.iter().any(|breach| breach.standard.known().is_late(reader)) => {
                Outcome::new(State::Support, reasons)
            }
            _ => Outcome::new(State::None, reasons),
        }
    }

    /// Whether a breach has everything a critique takes.
    fn stands(
        &self,
        breach: &Breach,
        reader: &Reader<'_>,
        of: Subject<'_>,
        reasons: &mut Vec<Reason>,
    ) -> Truth {
        let known = breach.standard.known();
        let name = |part: &str| {
            Id::new(&format!("breaches/{}/{part}", breach.id)).unwrap_or_else(|_| Id::fixed("breaches"))
        };
        let said = |value: Option<bool>, part: &str| match value {
            Some(value) => Truth::of(value),
            None => Truth::missing(of.id, &name(part)),
        };
        let accepted = known.accepted.map(|day| day <= known.due);
        let verified = match breach.evidence.as_slice() {
            [] => Some(false),
            some => some.iter().any(|proof| proof.verified_by.is_some()).then_some(true),
        };
        let on = reader.round.known_by();
        let sure = match (breach.certainty.map(Fraction::from), reader.numbers.get(&self.certainty)) {
            (Some(sure), Ok(least)) => Truth::of(sure >= least),
            (None, _) => Truth::missing(of.id, &name("certainty")),
            (_, Err(open)) => Truth::missing(of.id, open.parameter()),
        };
        let checks = [
            (Key::BREACH_NEW, Truth::of(breach.decided.is_none())),
            (Key::BREACH_STANDARD, said(accepted, "accepted")),
            (Key::BREACH_LATE, Truth::of(known.is_late(reader))),
            (Key::BREACH_EVIDENCE, said(verified, "evidence")),
            (Key::BREACH_CAUSE, said(breach.cause_certified.map(|cause| !cause), "cause_certified")),
            (Key::BREACH_NOTICE, said(breach.notified.map(|day| day <= on), "notified")),
            (Key::BREACH_CERTAIN, sure),
        ];
        let mut truths = Vec::new();
        for (key, truth) in checks {
            let args = [
                ("breach", (&breach.id).into()),
                ("standard", (&known.id).into()),
                ("due", known.due.into()),
            ];
            reasons.push(Reason::new(key, args).held(truth.holds()));
            truths.push(truth);
        }
        Truth::all(truths)
    }
}

/// What may need discipline waits for the competent body; the library never proposes discipline.
fn held(reasons: Vec<Reason>) -> Outcome {
    Outcome::new(State::Held(Id::fixed("referred")), reasons)
}

impl Standard {
    const fn known(&self) -> &Known {
        match self {
            Self::Assignment(known) | Self::Finding(known) => known,
        }
    }
}

impl Known {
    /// Whether it was still open after it was due.
    fn is_late(&self, reader: &Reader<'_>) -> bool {
        self.done.map_or_else(|| self.due < reader.round.known_by(), |done| done > self.due)
    }
}

impl Breach {
    /// The day its standard was to be met.
    pub(in crate::recognition) const fn day(&self) -> Date {
        self.standard.known().due
    }

    /// What the same event already cost is told together with a critique.
    fn counted_together(&self) -> Option<Reason> {
        let has = |cost| self.cost.contains(&cost);
        let key = match (has(Cost::Deduction), has(Cost::Rating)) {
            (true, true) => Key::BREACH_COST_BOTH,
            (true, false) => Key::BREACH_COST_DEDUCTION,
            (false, true) => Key::BREACH_COST_RATING,
            (false, false) => return None,
        };
        Some(Reason::new(key, [("breach", (&self.id).into())]))
    }
}
