//! Facts that differ in one thing of the subject's: a fact of the schema, an initiative, an achievement, a year, a cause.

use std::collections::BTreeMap;

use super::{Change, Tries, Try};
use crate::num::{Exact, Fraction};
use crate::pack::Quantity;
use crate::recognition::condition::{Condition, Recognised};
use crate::recognition::decision::Decision;
use crate::recognition::decisions::Decisions;
use crate::recognition::facts::document::{Achievement, Breach, Came, Document, Initiative, Standard, Year};
use crate::recognition::facts::{FactType, Range, Value};
use crate::recognition::policy::document::Rule;
use crate::text::Id;

/// Everything the facts tell of one person or unit that may differ.
struct Own<'a> {
    facts: &'a mut BTreeMap<Id, Value>,
    initiatives: Option<&'a mut Option<Vec<Initiative>>>,
    years: &'a mut Vec<Year>,
    breaches: &'a mut Option<Vec<Breach>>,
    achievements: &'a mut Vec<Achievement>,
}

fn own<'a>(document: &'a mut Document, subject: &Id) -> Option<Own<'a>> {
    let Document { people, units, .. } = document;
    if let Some(one) = people.iter_mut().find(|one| one.id == *subject) {
        return Some(Own {
            facts: &mut one.facts,
            initiatives: Some(&mut one.initiatives),
            years: &mut one.years,
            breaches: &mut one.breaches,
            achievements: &mut one.achievements,
        });
    }
    let one = units.iter_mut().find(|one| one.id == *subject)?;
    Some(Own {
        facts: &mut one.facts,
        initiatives: None,
        years: &mut one.years,
        breaches: &mut one.breaches,
        achievements: &mut one.achievements,
    })
}

impl Decisions {
    /// The facts with one thing of somebody's changed; none where there is nothing to change.
    fn changing(&self, subject: &Id, change: impl FnOnce(Own<'_>) -> Option<()>) -> Option<Change> {
        let mut document = self.0.facts.0.document.clone();
        change(own(&mut document, subject)?)?;
        Some(Change::Document(Box::new(document)))
    }

    /// Facts that differ in one thing of the subject's.
    pub(super) fn changed(&self, decision: &Decision) -> Vec<Tries> {
        let body = &self.0.policy.0.body;
        let types = if decision.is_unit() { &body.facts.units } else { &body.facts.people };
        let mut found: Vec<Tries> = types.iter().map(|(fact, of)| self.values(decision, fact, of)).collect();
        found.extend(self.initiatives(decision.subject()));
        found.extend(self.feats(decision.subject()));
        found.extend(self.years(decision.subject()));
        found.extend(self.causes(decision));
        found
    }

    /// The values of a fact that may matter.
    fn values(&self, decision: &Decision, fact: &Id, of: &FactType) -> Tries {
        let subject = decision.subject();
        let mut document = self.0.facts.0.document.clone();
        let now = own(&mut document, subject).and_then(|own| own.facts.get(fact).cloned());
        let values = match of {
            FactType::YesNo => vec![Value::Bool(true), Value::Bool(false)],
            FactType::Choice(names) => names.iter().map(|name| Value::Text(name.to_string())).collect(),
            FactType::Number(range) => self.numbers(decision, fact, range, now.as_ref()),
            FactType::Date => Vec::new(),
        };
        let number = now.as_ref().and_then(Value::number);
        let one = |value: Value| {
            let to = match &value {
                Value::Bool(yes) => yes.to_string(),
                Value::Text(text) => text.clone(),
            };
            let by = number.as_ref().zip(value.number()).map(|(now, then)| then.sub(now));
            let change = self.changing(subject, |own| {
                own.facts.insert(fact.clone(), value);
                Some(())
            })?;
            Some(Try { what: fact.clone(), to, by, change })
        };
        values.into_iter().filter(|value| now.as_ref() != Some(value)).filter_map(one).collect()
    }

    /// The numbers a fact is compared with, and those beside them by one in the last place that is written.
    fn numbers(&self, decision: &Decision, fact: &Id, range: &Range, now: Option<&Value>) -> Vec<Value> {
        let mut found: Vec<Exact> = Vec::new();
        let written =
            now.and_then(Value::word).and_then(|text| Exact::parse(text).ok()).map_or(0, Exact::places);
        for (place, stage) in self.0.policy.0.body.stages.iter().enumerate() {
            let mut bounds = Vec::new();
            for (_, condition, _) in stage.conditions() {
                of_number(condition, fact, &mut bounds);
            }
            let number = |bound: &&Quantity| self.judged_by(decision, place)?.get(bound).ok()?.to_exact();
            for bound in bounds.iter().filter_map(number) {
                let step = Exact::from_parts(1, written.max(bound.places())).map(Fraction::from);
                let beside = |by: Fraction| Fraction::from(bound).add(&by).to_exact();
                let more = step.clone().and_then(beside);
                let less = step.map(|step| step.neg()).and_then(beside);
                found.extend([Some(bound), more, less].into_iter().flatten());
            }
        }
        found.retain(|value| range.holds(*value));
        found.into_iter().map(|value| Value::Text(value.to_string())).collect()
    }

    /// One more initiative at each level that is asked for, and each that was recognised with the share that is asked for.
    fn initiatives(&self, subject: &Id) -> Vec<Tries> {
        let mut asked: Vec<(usize, &Recognised)> = Vec::new();
        for (place, stage) in self.0.policy.0.body.stages.iter().enumerate() {
            for (_, condition, _) in stage.conditions() {
                of_initiative(condition, place, &mut asked);
            }
        }
        let mut found: Vec<Tries> = Vec::new();
        let mut levels: Vec<&Id> = Vec::new();
        for (place, own) in asked {
            found.extend(self.shares(subject, place, own));
            let Some(level) = own.level.first().filter(|level| !levels.contains(level)) else { continue };
            levels.push(level);
            let change = self.changing(subject, |own| {
                let more = Initiative {
                    id: Id::fixed("one-more"),
                    level: level.clone(),
                    recognised_by: Some(Id::fixed("council")),
                    on: None,
                    share: None,
                };
                own.initiatives?.get_or_insert_default().push(more);
                Some(())
            });
            let what = Id::fixed("initiatives");
            found.extend(change.map(|change| vec![Try { what, to: level.to_string(), by: None, change }]));
        }
        found
    }

    /// Initiatives of which the subject's own share is too small.
    fn shares(&self, subject: &Id, place: usize, asked: &Recognised) -> Vec<Tries> {
        let numbers = self.0.driving.stage(place);
        let least = asked.share.as_ref().and_then(|share| numbers?.get(share).ok());
        let person = self.0.facts.0.document.people.iter().find(|one| one.id == *subject);
        let list = person.and_then(|person| person.initiatives.as_deref()).unwrap_or_default();
        let Some(least) = least else { return Vec::new() };
        let mut found = Vec::new();
        for (at, one) in list.iter().enumerate() {
            let Some(share) = one.share.as_ref().filter(|share| **share < least) else { continue };
            let change = self.changing(subject, |own| {
                own.initiatives?.as_mut()?.get_mut(at)?.share = Some(least.clone());
                Some(())
            });
            let what = Id::new(&format!("initiatives/{}/share", one.id)).ok();
            let by = Some(least.sub(share));
            found.extend(
                what.zip(change).map(|(what, change)| vec![Try { what, to: least.to_string(), by, change }]),
            );
        }
        found
    }

    /// An achievement that is not verified, verified by somebody else.
    fn feats(&self, subject: &Id) -> Vec<Tries> {
        let mut document = self.0.facts.0.document.clone();
        let Some(all) = own(&mut document, subject).map(|own| own.achievements.clone()) else {
            return Vec::new();
        };
        let open = all.iter().enumerate().filter(|(_, one)| one.verified_by.is_none());
        let one = |(at, one): (usize, &Achievement)| {
            let change = self.changing(subject, |own| {
                own.achievements.get_mut(at)?.verified_by = Some(Id::fixed("somebody-else"));
                Some(())
            })?;
            let what = Id::new(&format!("achievements/{}/verified_by", one.id)).ok()?;
            Some(vec![Try { what, to: "somebody-else".to_owned(), by: None, change }])
        };
        open.filter_map(one).collect()
    }

    /// An earlier year of a chain, won.
    fn years(&self, subject: &Id) -> Vec<Tries> {
        let this = self.round().year();
        let mut found = Vec::new();
        for stage in &self.0.policy.0.body.stages {
            let Rule::Chain(chain) = &stage.rule else { continue };
            // a chain of nine years is longer than any that is asked for
            for year in (1..9).filter_map(|back| this.checked_sub(back)) {
                let change = self.changing(subject, |own| {
                    let all = own.years;
                    let place = all.iter().position(|own| own.year == year).unwrap_or_else(|| {
                        all.push(Year { year, results: BTreeMap::new(), used_by: Vec::new() });
                        all.len().saturating_sub(1)
                    });
                    let before = all.get_mut(place)?.results.insert(chain.result.clone(), Came::Met);
                    // one that was won already changes nothing
                    (before != Some(Came::Met)).then_some(())
                });
                let what = Id::new(&format!("years/{year}/{}", chain.result)).ok();
                found.extend(
                    what.zip(change)
                        .map(|(what, change)| vec![Try { what, to: "met".to_owned(), by: None, change }]),
                );
            }
        }
        found
    }

    /// The breach a critique is about: with an objective cause certified, or met in time.
    fn causes(&self, decision: &Decision) -> Vec<Tries> {
        let Some(id) = decision.breach() else { return Vec::new() };
        let part = |name: &str, to: String, change: &dyn Fn(&mut Breach)| {
            let change = self.changing(decision.subject(), |own| {
                change(own.breaches.as_mut()?.iter_mut().find(|breach| breach.id == *id)?);
                Some(())
            })?;
            let what = Id::new(&format!("breaches/{id}/{name}")).ok()?;
            Some(vec![Try { what, to, by: None, change }])
        };
        let mut document = self.0.facts.0.document.clone();
        let breaches = own(&mut document, decision.subject()).and_then(|own| own.breaches.take());
        let day = breaches.iter().flatten().find(|breach| breach.id == *id).map(Breach::day);
        let cause = part("cause_certified", "true".to_owned(), &|own| own.cause_certified = Some(true));
        let in_time = day.and_then(|day| {
            part("done", day.to_string(), &|own| match &mut own.standard {
                Standard::Assignment(known) | Standard::Finding(known) => known.done = Some(day),
            })
        });
        cause.into_iter().chain(in_time).collect()
    }
}

/// The numbers a fact is compared with.
fn of_number<'c>(condition: &'c Condition, fact: &Id, found: &mut Vec<&'c Quantity>) {
    if let Condition::Number(within) = condition
        && within.of == *fact
    {
        found.extend(within.comparisons().map(|(_, bound)| bound));
    }
    condition.parts().into_iter().for_each(|(_, part)| of_number(part, fact, found));
}

/// The initiatives that are asked for.
fn of_initiative<'c>(condition: &'c Condition, place: usize, found: &mut Vec<(usize, &'c Recognised)>) {
    if let Condition::Initiative(own) = condition {
        found.push((place, own));
    }
    condition.parts().into_iter().for_each(|(_, part)| of_initiative(part, place, found));
}
