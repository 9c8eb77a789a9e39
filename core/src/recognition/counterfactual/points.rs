//! Points that would matter: where levels begin, what conditions ask for, the places at the line; and how many of a unit's members.

use super::{Change, Tries, Try};
use crate::num::{Exact, Fraction, Rounding};
use crate::pack::Quantity;
use crate::recognition::condition::Condition;
use crate::recognition::decision::{Decision, State};
use crate::recognition::decisions::Decisions;
use crate::recognition::facts::FactType;
use crate::recognition::policy::document::{Members, Rule, Stage};
use crate::recognition::reason::Word;
use crate::text::Id;

/// Points are told to a hundredth.
fn hundredth() -> Fraction {
    Fraction::new(1, 100).unwrap_or(Fraction::ZERO)
}

/// The least hundredth above a number, and the greatest below it.
fn beside(number: &Fraction) -> [Option<Fraction>; 2] {
    let near = |rounding| number.round(2, rounding).ok().map(Fraction::from);
    let above = near(Rounding::Down).map(|near| near.add(&hundredth()));
    [above, near(Rounding::Up).map(|near| near.sub(&hundredth()))]
}

impl Decisions {
    /// The points of the subject that would matter, at every stage that gives any.
    pub(super) fn points(&self, decision: &Decision) -> Tries {
        let body = &self.0.policy.0.body;
        let mut found = Tries::new();
        for (place, stage) in body.stages.iter().enumerate() {
            let [own] = self.at(&stage.id, decision.subject()) else { continue };
            let Some(now) = own.points() else { continue };
            let targets = match &stage.rule {
                Rule::Score(_) | Rule::Given(_) => self.targets(stage, decision, now),
                Rule::Members(members) => self.counts(place, members, own),
                _ => continue,
            };
            let bounds = self.range(place, stage);
            for to in targets.into_iter().filter(|to| to != now) {
                let [least, most] = &bounds;
                if least.as_ref().is_some_and(|least| to < *least)
                    || most.as_ref().is_some_and(|most| to > *most)
                {
                    continue;
                }
                found.push(Try {
                    what: stage.id.clone(),
                    to: to.to_string(),
                    by: Some(to.sub(now)),
                    change: Change::Points(to),
                });
            }
        }
        found
    }

    /// The least and the most points that a stage can give.
    fn range(&self, place: usize, stage: &Stage) -> [Option<Fraction>; 2] {
        let facts = &self.0.policy.0.body.facts;
        let range = |fact: &Id| match facts.people.get(fact).or_else(|| facts.units.get(fact)) {
            Some(FactType::Number(range)) => {
                [range.at_least.map(Fraction::from), range.at_most.map(Fraction::from)]
            }
            _ => [None, None],
        };
        match &stage.rule {
            Rule::Score(score) => {
                let [least, most] = range(&score.general);
                let tasks = self.0.driving.stage(place).and_then(|numbers| numbers.get(&score.tasks).ok());
                [least, most.zip(tasks).map(|(most, tasks)| most.add(&tasks))]
            }
            Rule::Given(given) => given.points.as_ref().map_or([None, None], range),
            _ => [None, None],
        }
    }

    /// Where levels begin and conditions bound the points of a stage, and the places of quotas that go by them.
    fn targets(&self, stage: &Stage, decision: &Decision, now: &Fraction) -> Vec<Fraction> {
        let body = &self.0.policy.0.body;
        let mut found = Vec::new();
        for (place, other) in body.stages.iter().enumerate() {
            let mut bounds: Vec<&Quantity> = Vec::new();
            if let Rule::Rating(rating) = &other.rule
                && rating.score.contains(&stage.id)
            {
                bounds.extend(rating.bands.iter().filter_map(|band| band.from.as_ref()));
            }
            for (_, condition, _) in other.conditions() {
                of_points(condition, &stage.id, &mut bounds);
            }
            let number = |quantity: &&Quantity| self.judged_by(decision, place)?.get(quantity).ok();
            for bound in bounds.iter().filter_map(number) {
                found.extend(beside(&bound).into_iter().flatten());
                found.push(bound);
            }
            let Some((_, quota)) = other.quota().filter(|(_, quota)| quota.by.contains(&stage.id)) else {
                continue;
            };
            for one in
                self.all().iter().filter(|one| one.stage == other.id && one.subject != decision.subject)
            {
                let line = quota.by.iter().find_map(|by| self.points_at(by, one.subject()));
                let Some([above, below]) = line.map(beside) else { continue };
                match one.state() {
                    // just above whoever has a place; just below whoever has none, for who has one
                    State::Commend => found.extend(above),
                    State::EligibleOverQuota => found.extend(below.filter(|below| below < now)),
                    _ => {}
                }
            }
        }
        found
    }

    /// As few members more, or less, as it takes for the share of a unit's members to be on the other side.
    fn counts(&self, place: usize, members: &Members, own: &Decision) -> Vec<Fraction> {
        let all = own.reasons().iter().find_map(|reason| {
            reason.args.iter().find_map(|(name, word)| match word {
                Word::Number(all) if *name == "all" => Some(all.clone()),
                _ => None,
            })
        });
        let Some(all) = all.filter(|all| !all.is_zero()) else { return Vec::new() };
        let number = |quantity: &Quantity| self.0.driving.stage(place)?.get(quantity).ok();
        let mut found = Vec::new();
        for bound in [&members.at_least, &members.above].into_iter().flatten().filter_map(number) {
            let count = bound.mul(&all);
            let near = |rounding| count.round(0, rounding).ok().map(Fraction::from);
            let whole = [near(Rounding::Down), near(Rounding::Up)].into_iter().flatten();
            found.extend(
                whole.flat_map(|whole| [whole.sub(&Fraction::ONE), whole.clone(), whole.add(&Fraction::ONE)]),
            );
        }
        let inside = |count: &Fraction| !count.is_negative() && *count <= all;
        found.retain(inside);
        found.iter().filter_map(|count| count.div(&all)).collect()
    }
}

/// The bounds that a condition sets to the points of a stage.
fn of_points<'c>(condition: &'c Condition, stage: &Id, found: &mut Vec<&'c Quantity>) {
    if let Condition::Points(within) = condition
        && within.of == *stage
    {
        found.extend(within.comparisons().map(|(_, bound)| bound));
    }
    condition.parts().into_iter().for_each(|(_, part)| of_points(part, stage, found));
}

/// A number of people's writing that is not short of another one: up where more is wanted, down where less is.
pub(super) fn no_less(number: &Fraction, places: u32, more: bool) -> Option<Exact> {
    number.round(places, if more { Rounding::Up } else { Rounding::Down }).ok()
}
