//! A share of a unit's members on the base date: who is counted, and what becomes of those who are not like the others.

use crate::date::Date;
use crate::num::Fraction;
use crate::pack::Open;
use crate::recognition::board::{Outcome, Reader, Subject};
use crate::recognition::condition::Truth;
use crate::recognition::decision::State;
use crate::recognition::policy::document::{Members, Treatment};
use crate::recognition::reason::Reason;
use crate::trace::Key;

/// What a member adds to the share.
enum Counts {
    Not,
    As(bool),
    /// Whether they are so is not known.
    Open(Truth),
}

impl Members {
    /// Whether the share is reached; `instead` is one that is taken in its place.
    pub(super) fn evaluate(
        &self,
        reader: &Reader<'_>,
        of: Subject<'_>,
        instead: Option<Fraction>,
    ) -> Outcome {
        let mut reasons = Vec::new();
        match self.share(reader, of, instead, &mut reasons) {
            Ok((truth, share)) => Outcome { points: share, ..Outcome::of(truth, State::None, reasons) },
            Err(truth) => Outcome::of(truth, State::None, reasons),
        }
    }

    fn share(
        &self,
        reader: &Reader<'_>,
        of: Subject<'_>,
        instead: Option<Fraction>,
        reasons: &mut Vec<Reason>,
    ) -> Result<(Truth, Option<Fraction>), Truth> {
        let waits = |open: Open| Truth::missing(of.id, open.parameter());
        let (mut met, mut all, mut unknown, mut blocked) = (0_u32, 0_u32, Vec::new(), Vec::new());
        for member in self.roster(reader, of) {
            match self.counts(reader, member) {
                Ok(Counts::Not) => {}
                Ok(Counts::As(holds)) => {
                    all = all.saturating_add(1);
                    met = met.saturating_add(u32::from(holds));
                }
                Ok(Counts::Open(missing)) => unknown.push(missing),
                Err(missing) => blocked.push(missing),
            }
        }
        match Truth::all(blocked) {
            Truth::Met => {}
            blocked => return Err(blocked),
        }
        // those of whom it is not known are all so, or none of them is
        let open = u32::try_from(unknown.len()).unwrap_or(u32::MAX);
        let of_all = |met: u32| Fraction::from(met).div(&Fraction::from(all.saturating_add(open)));
        let fewest = instead.clone().or_else(|| of_all(met));
        let most = instead.or_else(|| of_all(met.saturating_add(open)));
        let unknown = Truth::all(unknown);
        let share = fewest.clone().filter(|_| fewest == most);
        let mut truths = Vec::new();
        for (sign, bound) in [("≥", &self.at_least), (">", &self.above)] {
            let Some(bound) = bound else { continue };
            let bound = reader.numbers.get(bound).map_err(waits)?;
            // of nobody no share can be told, and none is reached
            let reached = |share: &Option<Fraction>| {
                share.as_ref().is_some_and(|share| match sign {
                    "≥" => *share >= bound,
                    _ => *share > bound,
                })
            };
            let truth = match (reached(&fewest), reached(&most)) {
                (true, _) => Truth::Met,
                (_, false) => Truth::Failed,
                _ => unknown.clone(),
            };
            let args = [
                ("met", met.into()),
                ("all", all.saturating_add(open).into()),
                ("sign", sign.into()),
                ("bound", (&bound).into()),
            ];
            reasons.push(Reason::new(Key::MEMBERS_SHARE, args).held(truth.holds()));
            if open > 0 && truth.holds().is_some() {
                reasons.push(Reason::new(Key::MEMBERS_OPEN, [("count", open.into())]));
            }
            truths.push(truth);
        }
        Ok((Truth::all(truths), share))
    }

    /// The members on the base date, the head among them.
    fn roster<'a>(&self, reader: &Reader<'a>, of: Subject<'a>) -> Vec<Subject<'a>> {
        let day = reader.round.base_date();
        let people = reader.facts.document.people.iter();
        let there = people.filter_map(|person| {
            let spell = person
                .spells
                .iter()
                .rfind(|spell| spell.from <= day && spell.until.is_none_or(|until| day <= until))?;
            let own = spell.unit.as_ref() == Some(of.id) && spell.status.is_staff();
            own.then_some(Subject { id: &person.id, person: Some(person), unit: None, spell: Some(spell) })
        });
        there.collect()
    }

    fn counts(&self, reader: &Reader<'_>, member: Subject<'_>) -> Result<Counts, Truth> {
        let open = |open: Open| Truth::missing(member.id, open.parameter());
        let (day, from) = (reader.round.base_date(), reader.round.from);
        let Some((person, spell)) = member.person.zip(member.spell) else { return Ok(Counts::Not) };
        let days = reader.numbers.get(&self.days).map_err(open)?;
        // spells in the unit that follow one another are one time in it
        let since =
            person.spells.iter().rev().skip_while(|own| *own != spell).fold(spell.from, |since, own| {
                let follows = own.until.and_then(Date::next) == Some(since) && own.unit == spell.unit;
                if follows && own.status.is_staff() { own.from } else { since }
            });
        let in_unit = day.days_since(since).saturating_add(1);
        if Fraction::from(in_unit) < days {
            return Ok(Counts::Not);
        }
        let elsewhere = person.spells.iter().any(|other| {
            other.unit != spell.unit
                && other.from < spell.from
                && other.until.is_none_or(|until| until >= from)
        });
        let away = person
            .absences
            .iter()
            .any(|absence| absence.from <= day && absence.until.is_none_or(|until| day <= until));
        let special = [(elsewhere, &self.transferred), (away, &self.absent)];
        for (_, treatment) in special.into_iter().filter(|(is, _)| *is) {
            match reader.numbers.choice(treatment).map_err(open)? {
                Treatment::Leave => return Ok(Counts::Not),
                Treatment::Block => return Err(Truth::missing(member.id, &crate::text::Id::fixed("result"))),
                Treatment::Count => {}
            }
        }
        if self.is_unrated(reader, member) {
            return match reader.numbers.choice(&self.unrated).map_err(open)? {
                Treatment::Leave => Ok(Counts::Not),
                Treatment::Count => Ok(Counts::As(false)),
                Treatment::Block => Err(Truth::missing(member.id, &crate::text::Id::fixed("result"))),
            };
        }
        match self.that.evaluate(reader, member, &mut Vec::new()) {
            Truth::Met => Ok(Counts::As(true)),
            Truth::Failed => Ok(Counts::As(false)),
            unknown => Ok(Counts::Open(unknown)),
        }
    }

    /// Whether a gate kept the member from what the condition reads.
    fn is_unrated(&self, reader: &Reader<'_>, member: Subject<'_>) -> bool {
        let mut stages = Vec::new();
        self.that.stages(&mut stages);
        let excluded = |stage| {
            reader
                .outcome(member.id, stage)
                .is_some_and(|outcome| matches!(outcome.state, State::Excluded(_)))
        };
        stages.into_iter().any(excluded)
    }
}
