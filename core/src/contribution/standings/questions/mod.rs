//! Questions for the verifiers: signs that points are being made rather than earned. Never a penalty, and no input to any
//! score.

mod below_cap;
mod closing_spike;
mod one_verifier;
mod repeated;
mod ring;

use super::Standings;
use super::event::Source;
use super::gather::{Setting, gather};
use super::settle::Line;
use crate::error::{Error, Lang};
use crate::num::Fraction;
use crate::text::Id;
use crate::trace::{Key, Sentences};

/// A question for the verifiers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    key: Key,
    contributors: Vec<Id>,
    records: Vec<Id>,
    /// What it is about, where that is neither a contributor nor a record.
    about: String,
    found: Fraction,
}

impl Question {
    /// The stable name of what is asked.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.key.as_str()
    }

    /// Whom it is about.
    #[must_use]
    pub fn contributors(&self) -> &[Id] {
        &self.contributors
    }

    /// The records it is about, in the order of their ids; the first hundred.
    #[must_use]
    pub fn records(&self) -> &[Id] {
        &self.records
    }

    /// The verifier, the achievement, the piece of evidence or the kind it is about; empty where there is none.
    #[must_use]
    pub fn about(&self) -> &str {
        &self.about
    }

    /// What was found: a share from 0 to 1, or a count.
    #[must_use]
    pub const fn found(&self) -> &Fraction {
        &self.found
    }

    /// The question in one sentence.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let mut said = Sentences::default();
        let who = self.contributors.iter().map(Id::as_str).collect::<Vec<_>>().join(", ");
        let args = [
            ("who", who.into()),
            ("about", self.about.as_str().into()),
            ("found", (&self.found).into()),
            ("count", u32::try_from(self.records.len()).unwrap_or(u32::MAX).into()),
        ];
        let message = said.say(self.key, args);
        said.render(message, lang)
    }
}

/// More records than this are not worth listing under one question.
const LISTED: usize = 100;

/// The lines of everybody, before caps and decay, and what they were gathered from.
struct Evidence<'a> {
    setting: Setting<'a>,
    lines: &'a [Vec<Line>],
}

impl Evidence<'_> {
    /// The id of the contributor at a place.
    fn id(&self, place: usize) -> Option<&Id> {
        let document = &self.setting.roster.document;
        match document.people.get(place) {
            Some(person) => Some(&person.id),
            None => document.units.get(place.checked_sub(document.people.len())?).map(|unit| &unit.id),
        }
    }

    /// A question about contributors and records; none where a place means nobody.
    fn question(
        &self,
        key: Key,
        places: &[usize],
        sources: impl IntoIterator<Item = Source>,
        about: &str,
        found: Fraction,
    ) -> Question {
        let mut sources: Vec<Source> = sources.into_iter().collect();
        sources.sort_unstable();
        sources.dedup();
        let records = sources.into_iter().filter_map(|source| self.setting.view.event(source));
        Question {
            key,
            contributors: places.iter().filter_map(|place| self.id(*place)).cloned().collect(),
            records: records.map(|event| event.id().clone()).take(LISTED).collect(),
            about: about.to_owned(),
            found,
        }
    }
}

/// A whole number of things.
fn count(number: usize) -> Fraction {
    Fraction::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// The points above 0 of some lines.
fn points<'l>(lines: impl Iterator<Item = &'l Line>) -> Fraction {
    lines.filter(|line| !line.points.is_negative()).fold(Fraction::ZERO, |mut sum, line| {
        sum.accumulate(&line.points);
        sum
    })
}

impl Standings {
    /// Questions for the verifiers, as far as the scheme has them asked: rings of mutual credit, one verifier behind most
    /// points, spikes before the period closes, sums just below caps, one work in several records, one piece of evidence
    /// under several records. They touch no score.
    ///
    /// # Errors
    /// None that computing the standings would not have met.
    pub fn questions(&self) -> Result<Vec<Question>, Error> {
        self.0.with_setting(|setting| {
            let gathered = gather(setting)?;
            let evidence = Evidence { setting, lines: &gathered.lines };
            let asked = &setting.model.questions;
            let mut found = Vec::new();
            if let Some(rule) = &asked.ring {
                ring::ask(&evidence, rule, &mut found);
            }
            if let Some(rule) = &asked.one_verifier {
                one_verifier::ask(&evidence, rule, &mut found);
            }
            if let Some(rule) = &asked.closing_spike {
                closing_spike::ask(&evidence, rule, &mut found);
            }
            if let Some(rule) = &asked.below_cap {
                below_cap::ask(&evidence, rule, &mut found);
            }
            if let Some(rule) = asked.split_work {
                repeated::split_work(&evidence, rule, &mut found);
            }
            if let Some(rule) = asked.reused_evidence {
                repeated::reused_evidence(&evidence, rule, &mut found);
            }
            Ok(found)
        })
    }
}
