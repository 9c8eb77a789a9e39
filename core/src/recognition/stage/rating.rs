//! A level from points, or from a fact, or whatever the points.

use std::collections::BTreeSet;

use crate::recognition::board::{Outcome, Reader, Subject};
use crate::recognition::condition::Truth;
use crate::recognition::policy::document::{Ceiling, Given, Rating};
use crate::recognition::reason::Reason;
use crate::text::Id;
use crate::trace::Key;

impl Rating {
    pub(super) fn evaluate(&self, reader: &Reader<'_>, of: Subject<'_>) -> Outcome {
        let mut reasons = Vec::new();
        let mut unknown = Vec::new();
        // levels that rules would give of which it is not known whether they hold
        let mut perhaps = BTreeSet::<&Id>::new();
        for rule in &self.whatever_the_score {
            match rule.when.evaluate(reader, of, &mut reasons) {
                Truth::Met if perhaps.iter().all(|level| **level == rule.level) => {
                    let level = reader.body.level_label(&rule.level);
                    let reason = Reason::new(Key::LEVEL_WHATEVER, [("level", level)]);
                    reasons.push(reason.cited(&rule.cite));
                    return Outcome::level(rule.level.clone(), reasons);
                }
                Truth::Met | Truth::Failed => {}
                other => {
                    perhaps.insert(&rule.level);
                    unknown.push(other);
                }
            }
        }
        let scored = self.score.iter().find_map(|stage| reader.outcome(of.id, stage));
        let points = scored.and_then(|outcome| outcome.points.clone());
        if points.is_none() {
            let stage = self.score.first().map_or_else(|| Id::fixed("points"), Clone::clone);
            unknown.push(match scored {
                Some(outcome) if !outcome.missing.is_empty() => Truth::Unknown(outcome.missing.clone()),
                _ => Truth::missing(of.id, &stage),
            });
        }
        let mut found = None;
        for band in self.bands.iter().rev() {
            let from = band.from.as_ref().map(|from| reader.numbers.get(from)).transpose();
            match (&points, from) {
                (Some(points), Ok(from)) if from.as_ref().is_none_or(|from| points >= from) => {
                    found = Some((band, points, from));
                    break;
                }
                (_, Ok(_)) => {}
                (_, Err(open)) => {
                    unknown.push(Truth::missing(of.id, open.parameter()));
                    break;
                }
            }
        }
        match (Truth::all(unknown), found) {
            // what is not known would change nothing
            (_, Some((band, points, from))) if perhaps.iter().all(|level| **level == band.level) => {
                let from = from.map_or_else(|| "…".into(), Into::into);
                let level = reader.body.level_label(&band.level);
                reasons.push(Reason::new(
                    Key::LEVEL_FROM_POINTS,
                    [("points", points.into()), ("level", level), ("from", from)],
                ));
                Outcome { points: Some(points.clone()), ..Outcome::level(band.level.clone(), reasons) }
            }
            (Truth::Unknown(missing), _) => Outcome::unknown(missing, reasons),
            _ => Outcome::unknown([].into(), reasons),
        }
    }
}

impl Given {
    pub(super) fn evaluate(&self, reader: &Reader<'_>, of: Subject<'_>) -> Outcome {
        let fact = reader.fact(of, &self.fact).and_then(|value| value.word());
        let level = reader.body.levels.iter().find(|level| fact == Some(level.id.as_str()));
        match level {
            Some(level) => {
                let args = [("level", (&level.label).into()), ("fact", (&self.fact).into())];
                let outcome = Outcome::level(level.id.clone(), vec![Reason::new(Key::LEVEL_GIVEN, args)]);
                let points = self.points.as_ref().and_then(|fact| reader.fact(of, fact)?.number());
                Outcome { points, ..outcome }
            }
            None => Outcome::of(Truth::missing(of.id, &self.fact), super::State::None, Vec::new()),
        }
    }
}

impl Ceiling {
    /// A head is not rated above the unit headed; everybody else keeps their level, and so does a head at the lowest.
    pub(super) fn evaluate(&self, reader: &Reader<'_>, of: Subject<'_>) -> Outcome {
        let Some(own) = reader.outcome(of.id, &self.of) else {
            return Outcome::of(Truth::missing(of.id, &self.of), super::State::None, Vec::new());
        };
        let mut outcome = Outcome { reasons: Vec::new(), decided: None, would: None, ..own.clone() };
        let Some(level) = own.level.as_ref().filter(|_| of.is_head()) else { return outcome };
        let place = |id: &Id| reader.body.levels.iter().position(|level| level.id == *id);
        let unit = reader.unit_of(of);
        let rated = unit.and_then(|unit| reader.outcome(unit.id, &self.unit));
        if place(level) == Some(0) {
            return outcome;
        }
        let Some(highest) = rated.and_then(|outcome| outcome.level.as_ref()) else {
            let about = unit.map_or(of.id, |unit| unit.id);
            return Outcome::of(Truth::missing(about, &self.unit), super::State::None, Vec::new());
        };
        if place(level) > place(highest) {
            let args = [
                ("level", reader.body.level_label(level)),
                ("unit", unit.map_or(of.id, |unit| unit.id).into()),
                ("highest", reader.body.level_label(highest)),
            ];
            outcome.reasons.push(Reason::new(Key::LEVEL_CEILING, args));
            outcome.level = Some(highest.clone());
        }
        outcome
    }
}
