//! What can be told of a policy's conditions before any facts: which of them always hold, which never do, and which stages nobody comes out well
//! at.

use std::collections::BTreeSet;

use super::document::{Body, Effect, Rule, Stage};
use crate::num::Fraction;
use crate::pack::{Header, Quantity};
use crate::recognition::condition::{Condition, Within};
use crate::recognition::facts::FactType;
use crate::text::{Id, gathered};

/// A policy that is looked through.
#[derive(Clone, Copy)]
pub(super) struct Static<'a> {
    pub(super) header: &'a Header,
    pub(super) body: &'a Body,
}

impl<'a> Static<'a> {
    pub(super) fn stage(self, id: &Id) -> Option<&'a Stage> {
        self.body.stages.iter().find(|stage| stage.id == *id)
    }

    /// The number itself, where no day changes it.
    fn number(self, quantity: &Quantity) -> Option<Fraction> {
        match quantity {
            Quantity::Number(number) => Some(Fraction::from(*number)),
            Quantity::Parameter(own) => {
                let parameter = self.header.parameters.get(own.parameter.as_str())?;
                parameter.value.map(Fraction::from)
            }
        }
    }

    /// Whether a condition holds whatever the facts are, or never does; none where it depends on them.
    pub(super) fn truth(self, condition: &Condition) -> Option<bool> {
        match condition {
            Condition::All(items) => all(items.iter().map(|item| self.truth(item))),
            Condition::Any(items) => {
                all(items.iter().map(|item| self.truth(item).map(|holds| !holds))).map(|none| !none)
            }
            Condition::Not(inner) => self.truth(inner).map(|holds| !holds),
            Condition::Head(inner) | Condition::Unit(inner) => self.truth(inner),
            Condition::Number(within) => self.within(within),
            Condition::Choice(among) => {
                let types = [&self.body.facts.people, &self.body.facts.units];
                let names = types.iter().find_map(|types| match types.get(&among.of)? {
                    FactType::Choice(names) => Some(gathered::<BTreeSet<_>, _>(names.iter().cloned())),
                    _ => None,
                })?;
                part(&names, &among.among)
            }
            Condition::Level(among) => part(&self.levels(&among.of), &among.among),
            Condition::Holds(stage) => self.is_out_of_reach(self.stage(stage)?).then_some(false),
            Condition::Yes(_)
            | Condition::No(_)
            | Condition::Points(_)
            | Condition::Initiative(_)
            | Condition::Rank(_)
            | Condition::TopShare(_) => None,
        }
    }

    /// Bounds against what the schema lets a fact be.
    fn within(self, within: &Within) -> Option<bool> {
        let types = [&self.body.facts.people, &self.body.facts.units];
        let range = types.iter().find_map(|types| match types.get(&within.of)? {
            FactType::Number(range) => Some(range),
            _ => None,
        })?;
        let (least, most) = (range.at_least.map(Fraction::from), range.at_most.map(Fraction::from));
        // nothing is at least one number and at most a smaller one
        let known: Vec<(&str, Fraction)> =
            within.comparisons().filter_map(|(sign, bound)| Some((sign, self.number(bound)?))).collect();
        let low = |sign: &str| matches!(sign, "≥" | ">");
        let apart = |(one, least): &(&str, Fraction), (other, most): &(&str, Fraction)| {
            least > most || (least == most && (*one == ">" || *other == "<"))
        };
        let mut lows = known.iter().filter(|(sign, _)| low(sign));
        if lows.any(|one| known.iter().filter(|(sign, _)| !low(sign)).any(|other| apart(one, other))) {
            return Some(false);
        }
        all(within.comparisons().map(|(sign, bound)| {
            let bound = self.number(bound)?;
            let (least, most) = (least.as_ref(), most.as_ref());
            let (always, never) = match sign {
                "≥" => (least.is_some_and(|own| *own >= bound), most.is_some_and(|own| *own < bound)),
                ">" => (least.is_some_and(|own| *own > bound), most.is_some_and(|own| *own <= bound)),
                "≤" => (most.is_some_and(|own| *own <= bound), least.is_some_and(|own| *own > bound)),
                _ => (most.is_some_and(|own| *own < bound), least.is_some_and(|own| *own >= bound)),
            };
            if always { Some(true) } else { never.then_some(false) }
        }))
    }

    /// The levels a stage can come to.
    pub(super) fn levels(self, id: &Id) -> BTreeSet<Id> {
        let Some(stage) = self.stage(id) else { return BTreeSet::new() };
        let mut found = BTreeSet::new();
        match &stage.rule {
            Rule::Rating(rating) => {
                found.extend(rating.bands.iter().map(|band| band.level.clone()));
                found.extend(rating.whatever_the_score.iter().map(|rule| rule.level.clone()));
            }
            Rule::Ceiling(ceiling) => {
                found.extend(self.levels(&ceiling.of));
                found.extend(self.levels(&ceiling.unit));
            }
            Rule::Quota(quota) => {
                found.extend(quota.of.iter().flat_map(|of| self.levels(of)));
                found.insert(quota.otherwise.clone());
            }
            Rule::Given(given) => {
                let types = [&self.body.facts.people, &self.body.facts.units];
                let names = types.iter().filter_map(|types| match types.get(&given.fact)? {
                    FactType::Choice(names) => Some(names),
                    _ => None,
                });
                found.extend(names.flatten().cloned());
            }
            _ => found.extend(self.body.levels.iter().map(|level| level.id.clone())),
        }
        found
    }

    /// Whether nobody can come out well: something that it takes never holds, everybody is excluded, or there are never any places.
    pub(super) fn is_out_of_reach(self, stage: &Stage) -> bool {
        let never = |condition: &Condition| self.truth(condition) == Some(false);
        let excludes = stage.gates.iter().filter(|gate| gate.then == Effect::Exclude);
        let nobody = excludes.into_iter().any(|gate| self.truth(&gate.when) == Some(true));
        let none = |quantity: &Quantity| self.number(quantity).is_some_and(|own| own.is_zero());
        let full = stage.quota().is_some_and(|(_, quota)| {
            quota.caps.iter().any(|cap| none(&cap.share) && none(&cap.minimum) && cap.raised.is_none())
        });
        let takes = match &stage.rule {
            Rule::Title(award) => award.requires.iter().any(|needed| never(&needed.that)),
            Rule::Form(form) => form.award.requires.iter().any(|needed| never(&needed.that)),
            Rule::Chain(chain) => {
                let this = chain.this_year.as_ref().and_then(|id| self.stage(id));
                this.is_some_and(|own| self.is_out_of_reach(own)) && !none(&chain.years)
            }
            Rule::Members(members) => {
                let wanted = [&members.at_least, &members.above].into_iter().flatten();
                never(&members.that)
                    && wanted.into_iter().any(|own| self.number(own).is_some_and(|own| !own.is_zero()))
            }
            Rule::Quota(quota) => !quota.of.iter().any(|of| self.levels(of).contains(&quota.level)),
            _ => false,
        };
        nobody || full || takes
    }
}

/// Whether all hold: one that never does is enough for never.
fn all(truths: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut always = Some(true);
    for truth in truths {
        match truth {
            Some(false) => return Some(false),
            Some(true) => {}
            None => always = None,
        }
    }
    always
}

/// Whether what is possible lies wholly among what is asked for, or wholly outside.
fn part(possible: &BTreeSet<Id>, asked: &[Id]) -> Option<bool> {
    match gathered::<BTreeSet<_>, _>(asked.iter().filter(|id| possible.contains(*id))).len() {
        0 => Some(false),
        met if met == possible.len() => Some(true),
        _ => None,
    }
}
