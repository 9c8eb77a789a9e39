//! So many years in a row. Each year is met, failed, unknown, or neutral: one in which it could not be won.

use crate::num::Fraction;
use crate::pack::Open;
use crate::recognition::board::{Outcome, Reader, Subject};
use crate::recognition::condition::Truth;
use crate::recognition::decision::State;
use crate::recognition::facts::document::{Came, Year};
use crate::recognition::policy::document::{Chain, Neutral, Used};
use crate::recognition::reason::Reason;
use crate::text::Id;
use crate::trace::Key;

impl Chain {
    /// Whether the years up to this one are enough; years that are not known leave it open only where they could make a row; `id` is the chain's own, by which facts say what it used.
    pub(super) fn evaluate(&self, id: &Id, reader: &Reader<'_>, of: Subject<'_>) -> Outcome {
        let mut reasons = Vec::new();
        let truth = self
            .walk(id, reader, of, &mut reasons)
            .unwrap_or_else(|open| Truth::missing(of.id, open.parameter()));
        Outcome::of(truth, State::None, reasons)
    }

    fn walk(
        &self,
        id: &Id,
        reader: &Reader<'_>,
        of: Subject<'_>,
        reasons: &mut Vec<Reason>,
    ) -> Result<Truth, Open> {
        let needed = reader.numbers.get(&self.years)?;
        let (neutral, used) = (reader.numbers.choice(&self.neutral)?, reader.numbers.choice(&self.used)?);
        let this = reader.round.year();
        let (mut count, mut unknown) = (Fraction::ZERO, Vec::new());
        let mut year = this;
        if self.this_year.is_none() {
            year = year.saturating_sub(1);
        }
        while count < needed {
            let told = of.years().iter().find(|own| own.year == year);
            let met = match &self.this_year {
                Some(stage) if year == this => match reader.holds(of, stage) {
                    Truth::Met => Came::Met,
                    // a year in which it could not be won is told by the facts
                    Truth::Failed if self.told(told) == Came::Neutral => Came::Neutral,
                    Truth::Failed => Came::Failed,
                    missing @ Truth::Unknown(_) => {
                        unknown.push(missing);
                        Came::Unknown
                    }
                },
                _ => self.told(told),
            };
            let spent = told.is_some_and(|own| match used {
                Used::Once => own.used_by.contains(id),
                Used::OneChain => !own.used_by.is_empty(),
                Used::Again => false,
            });
            let key = match met {
                Came::Met if spent => Key::YEAR_USED,
                Came::Met => Key::YEAR_MET,
                Came::Failed => Key::YEAR_FAILED,
                Came::Neutral if neutral == Neutral::Bridges => Key::YEAR_BRIDGED,
                Came::Neutral => Key::YEAR_BREAKS,
                Came::Unknown => Key::YEAR_UNKNOWN,
            };
            reasons.push(Reason::new(key, [("year", year.to_string().into())]));
            match met {
                Came::Met if !spent => count = count.add(&Fraction::ONE),
                Came::Neutral if neutral == Neutral::Bridges => {}
                // the row may still be broken by a year before, whatever this one came to
                Came::Unknown => {
                    if year != this || self.this_year.is_none() {
                        let what = format!("years/{year}/{}", self.result);
                        let what = Id::new(&what).unwrap_or_else(|_| Id::fixed("years"));
                        unknown.push(Truth::missing(of.id, &what));
                    }
                    count = count.add(&Fraction::ONE);
                }
                _ => return Ok(Truth::Failed),
            }
            let Some(before) = year.checked_sub(1) else { return Ok(Truth::Failed) };
            year = before;
        }
        Ok(Truth::all(unknown))
    }

    /// What the facts tell of a year. What they do not tell is unknown.
    fn told(&self, year: Option<&Year>) -> Came {
        year.and_then(|year| year.results.get(&self.result)).copied().unwrap_or(Came::Unknown)
    }
}
