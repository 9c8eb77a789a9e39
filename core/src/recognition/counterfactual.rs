//! The nearest single change that would flip a result, found by running the same policy on what differs in just that: the points, a
//! fact, an initiative, an achievement or a year of the subject's, or a choice that a parameter makes.

use std::collections::BTreeMap;

use super::condition::{Condition, Within};
use super::decision::{Decision, State};
use super::decisions::Decisions;
use super::facts::document::{Achievement, Came, Document, Initiative, Year};
use super::facts::{FactType, Facts, Value};
use super::policy::document::{Rule, Stage};
use super::stage::WhatIf;
use crate::error::Error;
use crate::num::{Exact, Fraction, Rounding};
use crate::pack::Quantity;
use crate::text::Id;

/// A single change and what it makes of a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flip {
    pub(crate) what: Id,
    pub(crate) to: String,
    pub(crate) by: Option<Fraction>,
    pub(crate) state: State,
    pub(crate) level: Option<Id>,
}

impl Flip {
    /// The fact, or the stage whose points would have to differ.
    #[must_use]
    pub const fn what(&self) -> &Id {
        &self.what
    }

    /// What it would have to be.
    #[must_use]
    pub fn to(&self) -> &str {
        &self.to
    }

    /// How much more, or less, the points would have to be.
    #[must_use]
    pub const fn by(&self) -> Option<&Fraction> {
        self.by.as_ref()
    }

    /// What the result would be.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// The level of a rating then.
    #[must_use]
    pub const fn level(&self) -> Option<&Id> {
        self.level.as_ref()
    }
}

impl Decisions {
    /// The nearest single change that would make a decision better or, of a good one, other: the smallest difference of points; else
    /// a fact of the schema, an initiative, a verified achievement, a year of a chain; else another choice of a parameter. None where
    /// none does.
    ///
    /// # Errors
    /// As [`Policy::decide`](super::Policy::decide).
    pub fn flip(&self, decision: &Decision) -> Result<Option<Flip>, Error> {
        let mut nearest: Option<(Fraction, Flip)> = None;
        for (stage, from, to) in self.points(decision) {
            let by = to.sub(&from);
            let far = if by.is_negative() { by.neg() } else { by.clone() };
            if nearest.as_ref().is_some_and(|(near, _)| *near <= far) {
                continue;
            }
            let points = Some((stage.clone(), decision.subject().clone(), to.clone()));
            let other = self.with(WhatIf { points, ..self.0.what_if.clone() })?;
            if let Some((state, level)) = differs(decision, &other) {
                let flip = Flip { what: stage, to: to.to_string(), by: Some(by), state, level };
                nearest = Some((far, flip));
            }
        }
        if let Some((_, flip)) = nearest {
            return Ok(Some(flip));
        }
        for (what, to, facts) in self.changed(decision)? {
            let other = self.on(&facts)?;
            if let Some((state, level)) = differs(decision, &other) {
                return Ok(Some(Flip { what, to, by: None, state, level }));
            }
        }
        for (what, value) in self.choices() {
            let parameter = Some((what.clone(), value));
            let other = self.with(WhatIf { parameter, ..self.0.what_if.clone() })?;
            if let Some((state, level)) = differs(decision, &other) {
                return Ok(Some(Flip { what, to: value.to_string(), by: None, state, level }));
            }
        }
        Ok(None)
    }

    /// Every other choice that a parameter of the rules could make. Only what an organisation chooses by number is varied: a share or a
    /// threshold has no nearest other value that anybody could name.
    fn choices(&self) -> Vec<(Id, Exact)> {
        let pack = &*self.0.policy.0;
        let mut found = Vec::new();
        for (id, count) in pack.body.choices() {
            let now = self.0.parameters.get(&id).copied();
            let now = now.or_else(|| pack.header.parameters.get(id.as_str()).and_then(|own| own.value));
            let values = (0..count).map(|value| Exact::from(u64::from(value)));
            found.extend(values.filter(|value| Some(*value) != now).map(|value| (id.clone(), value)));
        }
        found
    }

    /// The points that would matter: where bands begin, and just above those who hold places.
    fn points(&self, decision: &Decision) -> Vec<(Id, Fraction, Fraction)> {
        let body = &self.0.policy.0.body;
        let own = self.of(decision.subject().as_str());
        let scored = body.stages.iter().filter(|stage| matches!(stage.rule, Rule::Score(_)));
        let mut found = Vec::new();
        for stage in scored {
            let points = own.iter().find(|one| one.stage == stage.id).and_then(Decision::points);
            let Some(points) = points else { continue };
            let mut add = |to: Fraction| {
                if to != *points {
                    found.push((stage.id.clone(), points.clone(), to));
                }
            };
            for other in &body.stages {
                if let Rule::Rating(rating) = &other.rule
                    && rating.score.contains(&stage.id)
                {
                    for from in rating.bands.iter().filter_map(|band| band.from.as_ref()) {
                        if let Quantity::Number(number) = from {
                            add(Fraction::from(*number));
                        }
                    }
                }
                if other.quota().is_some_and(|(_, quota)| quota.by.contains(&stage.id)) {
                    let hundredth = Fraction::new(1, 100).unwrap_or(Fraction::ZERO);
                    for one in self.all().iter().filter(|one| one.stage == other.id) {
                        let line = self.at(&stage.id, one.subject()).and_then(Decision::points);
                        let line = line.and_then(|line| line.round(2, Rounding::Up).ok()).map(Fraction::from);
                        if let Some(line) = line.filter(|_| one.holds() == Some(true)) {
                            add(line.add(&hundredth));
                        }
                    }
                }
            }
        }
        found
    }

    /// Facts that differ in one thing of the subject's.
    fn changed(&self, decision: &Decision) -> Result<Vec<(Id, String, Facts)>, Error> {
        let body = &self.0.policy.0.body;
        let types = if decision.is_unit() { &body.facts.units } else { &body.facts.people };
        let document = &self.0.facts.0.document;
        let mut found = Vec::new();
        for (fact, of) in types {
            let now = held(document, decision.subject(), fact);
            for value in others(body.stages.as_slice(), fact, of) {
                if now == Some(&value) {
                    continue;
                }
                let mut changed = document.clone();
                set(&mut changed, decision.subject(), fact, value.clone());
                let to = match &value {
                    Value::Bool(yes) => yes.to_string(),
                    Value::Text(text) => text.clone(),
                };
                found.push((fact.clone(), to, Facts::new(changed, None)?));
            }
        }
        for level in initiatives(body.stages.as_slice()) {
            let mut changed = document.clone();
            let person = changed.people.iter_mut().find(|person| person.id == *decision.subject());
            let Some(person) = person else { break };
            let mut all = person.initiatives.clone().unwrap_or_default();
            let by = Some(Id::fixed("council"));
            all.push(Initiative {
                id: Id::fixed("one-more"),
                level: level.clone(),
                recognised_by: by,
                on: None,
                share: None,
            });
            person.initiatives = Some(all);
            found.push((Id::fixed("initiatives"), level.to_string(), Facts::new(changed, None)?));
        }
        for (what, to, changed) in self.feats(decision).into_iter().chain(self.years(decision)) {
            found.push((what, to.to_owned(), Facts::new(changed, None)?));
        }
        Ok(found)
    }

    /// An achievement that is not verified, verified by somebody else.
    fn feats(&self, decision: &Decision) -> Vec<(Id, &'static str, Document)> {
        let document = &self.0.facts.0.document;
        let open = achievements(&mut document.clone(), decision.subject())
            .map(|all| all.clone())
            .unwrap_or_default();
        let mut found = Vec::new();
        for (at, own) in open.iter().enumerate().filter(|(_, own)| own.verified_by.is_none()) {
            let mut changed = document.clone();
            if let Some(own) = achievements(&mut changed, decision.subject()).and_then(|all| all.get_mut(at))
            {
                own.verified_by = Some(Id::fixed("somebody-else"));
            }
            let what = Id::new(&format!("achievements/{}/verified_by", own.id));
            found.extend(what.ok().map(|what| (what, "somebody-else", changed)));
        }
        found
    }

    /// An earlier year of a chain, won.
    fn years(&self, decision: &Decision) -> Vec<(Id, &'static str, Document)> {
        let document = &self.0.facts.0.document;
        let this = self.round().year();
        let mut found = Vec::new();
        for stage in &self.0.policy.0.body.stages {
            let Rule::Chain(chain) = &stage.rule else { continue };
            // a chain of nine years is longer than any that is asked for
            for year in (1..9).filter_map(|back| this.checked_sub(back)) {
                let mut changed = document.clone();
                let Some(all) = years(&mut changed, decision.subject()) else { continue };
                let place = all.iter().position(|own| own.year == year).unwrap_or_else(|| {
                    all.push(Year { year, results: BTreeMap::new(), used_by: Vec::new() });
                    all.len().saturating_sub(1)
                });
                let own = all.get_mut(place).map(|own| own.results.insert(chain.result.clone(), Came::Met));
                let what = Id::new(&format!("years/{year}/{}", chain.result)).ok();
                // one that was won already changes nothing
                let news = own.is_some_and(|before| before != Some(Came::Met));
                found.extend(what.filter(|_| news).map(|what| (what, "met", changed)));
            }
        }
        found
    }
}

/// What the same result is in another run, where it is other.
fn differs(decision: &Decision, other: &Decisions) -> Option<(State, Option<Id>)> {
    let then = other.at(decision.stage(), decision.subject())?;
    let own = (decision.state(), decision.level(), decision.holds());
    let unlike = own != (then.state(), then.level(), then.holds());
    // a change that only makes it unknown or wait is no flip
    let settled = !matches!(then.state(), State::InsufficientEvidence | State::Held(_));
    (unlike && settled).then(|| (then.state().clone(), then.level().cloned()))
}

fn achievements<'a>(document: &'a mut Document, subject: &Id) -> Option<&'a mut Vec<Achievement>> {
    let Document { people, units, .. } = document;
    let person = people.iter_mut().find(|one| one.id == *subject).map(|one| &mut one.achievements);
    person.or_else(|| units.iter_mut().find(|one| one.id == *subject).map(|one| &mut one.achievements))
}

fn years<'a>(document: &'a mut Document, subject: &Id) -> Option<&'a mut Vec<Year>> {
    let Document { people, units, .. } = document;
    let person = people.iter_mut().find(|one| one.id == *subject).map(|one| &mut one.years);
    person.or_else(|| units.iter_mut().find(|one| one.id == *subject).map(|one| &mut one.years))
}

fn held<'a>(document: &'a Document, subject: &Id, fact: &Id) -> Option<&'a Value> {
    let person = document.people.iter().find(|one| one.id == *subject).map(|one| &one.facts);
    let unit = || document.units.iter().find(|one| one.id == *subject).map(|one| &one.facts);
    person.or_else(unit)?.get(fact)
}

fn set(document: &mut Document, subject: &Id, fact: &Id, value: Value) {
    let person = document.people.iter_mut().find(|one| one.id == *subject).map(|one| &mut one.facts);
    let own = match person {
        Some(facts) => Some(facts),
        None => document.units.iter_mut().find(|one| one.id == *subject).map(|one| &mut one.facts),
    };
    if let Some(facts) = own {
        facts.insert(fact.clone(), value);
    }
}

/// The values of a fact that may matter.
fn others(stages: &[Stage], fact: &Id, of: &FactType) -> Vec<Value> {
    match of {
        FactType::YesNo => vec![Value::Bool(true), Value::Bool(false)],
        FactType::Choice(names) => names.iter().map(|name| Value::Text(name.to_string())).collect(),
        FactType::Number(_) => {
            let mut found = Vec::new();
            for stage in stages {
                for (_, condition, _) in stage.conditions() {
                    bounds(condition, fact, &mut found);
                }
            }
            found
        }
        FactType::Date => Vec::new(),
    }
}

/// The numbers a fact is compared with.
fn bounds(condition: &Condition, fact: &Id, found: &mut Vec<Value>) {
    if let Condition::Number(within @ Within { of, .. }) = condition
        && of == fact
    {
        for (_, bound) in within.comparisons() {
            if let Quantity::Number(number) = bound {
                found.push(Value::Text(number.to_string()));
            }
        }
    }
    condition.parts().into_iter().for_each(|(_, part)| bounds(part, fact, found));
}

/// The levels at which an initiative is asked for, the first of each.
fn initiatives(stages: &[Stage]) -> Vec<Id> {
    fn find(condition: &Condition, found: &mut Vec<Id>) {
        if let Condition::Initiative(own) = condition {
            found.extend(own.level.first().filter(|level| !found.contains(level)).cloned());
        }
        condition.parts().into_iter().for_each(|(_, part)| find(part, found));
    }
    let mut found = Vec::new();
    for stage in stages {
        stage.conditions().into_iter().for_each(|(_, condition, _)| find(condition, &mut found));
    }
    found
}
