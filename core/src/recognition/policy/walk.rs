//! Every condition, number and name of a policy, each with its place: for checks, for lint and for the order of stages.

use super::coded::{Choice, Coded};
use super::document::{Award, Body, Cap, Quota, Rule, Scope, Selection, Share, Stage};
use crate::pack::Quantity;
use crate::recognition::condition::{Condition, TopShare, Within};
use crate::text::Id;

/// Whom a condition is asked of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    People,
    Units,
}

impl Of {
    /// The name packs write.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Units => "units",
        }
    }
}

impl Stage {
    pub(super) const fn asks(&self) -> Of {
        match self.of {
            Scope::Units => Of::Units,
            Scope::Staff | Scope::Heads | Scope::People => Of::People,
        }
    }

    pub(crate) fn award(&self) -> Option<(&'static str, &Award)> {
        match &self.rule {
            Rule::Title(award) => Some(("/rule/title", award)),
            Rule::Form(form) => Some(("/rule/form/award", &form.award)),
            _ => None,
        }
    }

    pub(crate) fn quota(&self) -> Option<(String, &Quota)> {
        match (&self.rule, self.award()) {
            (Rule::Quota(own), _) => Some(("/rule/quota/quota".to_owned(), &own.quota)),
            (_, Some((at, award))) => award.quota.as_ref().map(|quota| (format!("{at}/quota"), quota)),
            _ => None,
        }
    }

    /// Its conditions, each with its place in the stage and whom it is asked of.
    pub(crate) fn conditions(&self) -> Vec<(String, &Condition, Of)> {
        let own = self.asks();
        let mut found = Vec::new();
        for (at, gate) in self.gates.iter().enumerate() {
            found.push((format!("/gates/{at}/when"), &gate.when, own));
        }
        if let Some((at, quota)) = self.quota() {
            found.extend(quota.good.as_ref().map(|good| (format!("{at}/good"), good, own)));
            for (index, cap) in quota.caps.iter().enumerate() {
                let raised = cap.raised.as_ref();
                let place = format!("{at}/caps/{index}/raised/when");
                found.extend(raised.map(|raised| (place, &raised.when, Of::Units)));
            }
        }
        if let Some((at, award)) = self.award() {
            let needed = award.requires.iter().enumerate();
            found.extend(needed.map(|(index, one)| (format!("{at}/requires/{index}/that"), &one.that, own)));
        }
        match &self.rule {
            Rule::Rating(rating) => {
                let rules = rating.whatever_the_score.iter().enumerate();
                found.extend(rules.map(|(index, rule)| {
                    (format!("/rule/rating/whatever_the_score/{index}/when"), &rule.when, own)
                }));
            }
            Rule::Members(members) => {
                found.push(("/rule/members/that".to_owned(), &members.that, Of::People));
            }
            Rule::Critique(critique) => {
                let support = critique.support.as_ref();
                found.extend(support.map(|low| ("/rule/critique/support".to_owned(), low, own)));
            }
            _ => {}
        }
        found
    }

    /// The stages it names outside conditions, each with its place and what it must give.
    pub(super) fn names(&self) -> Vec<(String, &Id, Gives)> {
        let mut found = Vec::new();
        if let Some((at, quota)) = self.quota() {
            let by = quota.by.iter().enumerate();
            found.extend(by.map(|(index, stage)| (format!("{at}/by/{index}"), stage, Gives::Points)));
        }
        match &self.rule {
            Rule::Score(score) => {
                for (at, share) in score.shares.iter().enumerate() {
                    if let Share::Worst(worst) = share {
                        let at = format!("/rule/score/shares/{at}/worst/stage");
                        found.push((at, &worst.stage, Gives::Level));
                    }
                }
            }
            Rule::Rating(rating) => {
                let score = rating.score.iter().enumerate();
                found.extend(
                    score.map(|(at, stage)| (format!("/rule/rating/score/{at}"), stage, Gives::Points)),
                );
            }
            Rule::Ceiling(own) => {
                found.push(("/rule/ceiling/of".to_owned(), &own.of, Gives::Level));
                found.push(("/rule/ceiling/unit".to_owned(), &own.unit, Gives::Level));
            }
            Rule::Quota(own) => {
                let of = own.of.iter().enumerate();
                found.extend(of.map(|(at, stage)| (format!("/rule/quota/of/{at}"), stage, Gives::Level)));
            }
            Rule::Chain(own) => found.extend(
                own.this_year.as_ref().map(|id| ("/rule/chain/this_year".to_owned(), id, Gives::Holds)),
            ),
            _ => {}
        }
        found
    }

    /// The share that its quota chooses the top of, where it does.
    pub(crate) fn top_selection(&self) -> Option<&Quantity> {
        match &self.quota()?.1.selection {
            Some(Selection::TopShare(top)) => Some(&top.share),
            _ => None,
        }
    }

    /// Every choice of a top share among its conditions.
    pub(crate) fn top_shares(&self) -> Vec<&TopShare> {
        fn find<'c>(condition: &'c Condition, found: &mut Vec<&'c TopShare>) {
            if let Condition::TopShare(own) = condition {
                found.push(own);
            }
            condition.parts().into_iter().for_each(|(_, part)| find(part, found));
        }
        let mut found = Vec::new();
        self.conditions().into_iter().for_each(|(_, condition, _)| find(condition, &mut found));
        found
    }

    /// Every stage it reads.
    pub(super) fn reads(&self) -> Vec<&Id> {
        let mut found: Vec<&Id> = self.names().into_iter().map(|(_, stage, _)| stage).collect();
        for (_, condition, _) in self.conditions() {
            condition.stages(&mut found);
        }
        found
    }

    /// What it gives.
    pub(super) const fn gives(&self, what: Gives) -> bool {
        use Gives::{Holds, Level, Points};
        match &self.rule {
            Rule::Score(_) => matches!(what, Points),
            Rule::Rating(_) | Rule::Given(_) | Rule::Ceiling(_) => matches!(what, Points | Level),
            Rule::Quota(_) => true,
            Rule::Members(_) => matches!(what, Points | Holds),
            Rule::Chain(_) | Rule::Title(_) | Rule::Form(_) => matches!(what, Holds),
            Rule::Critique(_) => false,
        }
    }
}

/// What a stage gives to those that read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gives {
    /// Points.
    Points,
    /// A level.
    Level,
    /// Whether it came out well.
    Holds,
}

impl Gives {
    /// The phrase of diagnostics.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Points => "`points`",
            Self::Level => "`level`",
            Self::Holds => "`holds`",
        }
    }
}

/// What a number may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bounds {
    /// Anything.
    Any,
    /// 0 or more.
    Positive,
    /// From 0 to 1.
    Share,
    /// A whole number, 0 or more.
    Count,
    /// A whole number of years in a row.
    Years,
    /// The number of an alternative, of so many.
    Choice(u32),
    /// Above 0, and read on the day of the decision.
    Money,
}

/// A number of a policy, where it stands, and what it may be.
pub(super) type Number = (Quantity, String, Bounds);

impl Body {
    /// Every number.
    pub(super) fn numbers(&self) -> Vec<Number> {
        let mut found = Vec::new();
        if let Some(money) = &self.money {
            for (name, quantity) in [
                ("base_salary", &money.base_salary),
                ("step", &money.step),
                ("paid_together", &money.paid_together),
            ] {
                found.push((quantity.clone(), format!("/money/{name}"), Bounds::Money));
            }
        }
        for (index, stage) in self.stages.iter().enumerate() {
            let at = format!("/stages/{index}");
            for (place, condition, _) in stage.conditions() {
                of_condition(condition, &format!("{at}{place}"), &mut found);
            }
            if let Some((place, quota)) = stage.quota() {
                quota.numbers(&format!("{at}{place}"), &mut found);
            }
            if let Some((place, award)) = stage.award() {
                award.numbers(&format!("{at}{place}"), &mut found);
            }
            of_rule(&stage.rule, &at, &mut found);
        }
        found
    }

    /// The parameters that choose, and among how many.
    pub(crate) fn choices(&self) -> Vec<(Id, u32)> {
        let mut found: Vec<(Id, u32)> = Vec::new();
        for (quantity, _, bounds) in self.numbers() {
            if let (Quantity::Parameter(reference), Bounds::Choice(count)) = (quantity, bounds)
                && !found.iter().any(|(id, _)| *id == reference.parameter)
            {
                found.push((reference.parameter, count));
            }
        }
        found
    }

    /// Every source a rule rests on, with what it is about.
    pub(super) fn cites(&self) -> Vec<(&Id, &str, String)> {
        let mut found = Vec::new();
        found.extend(self.money.iter().map(|money| (&money.cite, "money", "/money/cite".to_owned())));
        for (index, stage) in self.stages.iter().enumerate() {
            let at = format!("/stages/{index}");
            found.push((&stage.cite, stage.id.as_str(), format!("{at}/cite")));
            for (place, gate) in stage.gates.iter().enumerate() {
                found.push((&gate.cite, gate.id.as_str(), format!("{at}/gates/{place}/cite")));
            }
            if let Some((under, quota)) = stage.quota() {
                if let Some(Selection::TopShare(top)) = &quota.selection {
                    let at = format!("{at}{under}/selection/top_share/freedom");
                    found.push((&top.freedom, stage.id.as_str(), at));
                }
                for (place, cap) in quota.caps.iter().enumerate() {
                    found.push((&cap.cite, stage.id.as_str(), format!("{at}{under}/caps/{place}/cite")));
                    let raised = cap.raised.as_ref().map(|raised| &raised.cite);
                    let at = format!("{at}{under}/caps/{place}/raised/cite");
                    found.extend(raised.map(|cite| (cite, stage.id.as_str(), at)));
                }
            }
            if let Some((under, award)) = stage.award() {
                for (place, needed) in award.requires.iter().enumerate() {
                    found.push((
                        &needed.cite,
                        stage.id.as_str(),
                        format!("{at}{under}/requires/{place}/cite"),
                    ));
                }
                let votes = award.votes.as_ref();
                found.extend(
                    votes.map(|own| (&own.cite, stage.id.as_str(), format!("{at}{under}/votes/cite"))),
                );
            }
            if let Rule::Rating(rating) = &stage.rule {
                for (place, own) in rating.whatever_the_score.iter().enumerate() {
                    let at = format!("{at}/rule/rating/whatever_the_score/{place}/cite");
                    found.push((&own.cite, stage.id.as_str(), at));
                }
            }
        }
        found
    }
}

fn coded<T: Choice>(choice: &Coded<T>, at: String, found: &mut Vec<Number>) {
    let count = u32::try_from(T::ALL.len()).unwrap_or(u32::MAX);
    found.extend(choice.quantity().map(|quantity| (quantity, at, Bounds::Choice(count))));
}

fn of_condition(condition: &Condition, at: &str, found: &mut Vec<Number>) {
    match condition {
        Condition::Number(within) => of_bounds(within, &format!("{at}/number"), found),
        Condition::Points(within) => of_bounds(within, &format!("{at}/points"), found),
        Condition::Initiative(own) => {
            let share = own.share.iter();
            found.extend(share.map(|share| (share.clone(), format!("{at}/initiative/share"), Bounds::Share)));
        }
        Condition::Rank(own) => {
            found.push((own.within.clone(), format!("{at}/rank/within"), Bounds::Count));
            let coverage = own.coverage.iter();
            found.extend(coverage.map(|own| (own.clone(), format!("{at}/rank/coverage"), Bounds::Share)));
        }
        Condition::TopShare(own) => {
            found.push((own.share.clone(), format!("{at}/top_share/share"), Bounds::Share));
            found.push((own.false_share.clone(), format!("{at}/top_share/false_share"), Bounds::Share));
        }
        _ => {
            for (step, part) in condition.parts() {
                of_condition(part, &format!("{at}{step}"), found);
            }
        }
    }
}

fn of_bounds(within: &Within, at: &str, found: &mut Vec<Number>) {
    found.extend(within.comparisons().map(|(_, bound)| (bound.clone(), at.to_owned(), Bounds::Any)));
}

impl Quota {
    fn numbers(&self, at: &str, found: &mut Vec<Number>) {
        coded(&self.base, format!("{at}/base"), found);
        coded(&self.heads, format!("{at}/heads"), found);
        if let Some(Selection::TopShare(top)) = &self.selection {
            found.push((top.share.clone(), format!("{at}/selection/top_share/share"), Bounds::Share));
            found.push((
                top.false_share.clone(),
                format!("{at}/selection/top_share/false_share"),
                Bounds::Share,
            ));
        }
        for (index, cap) in self.caps.iter().enumerate() {
            let at = format!("{at}/caps/{index}");
            let Cap { share, rounding, minimum, raised, .. } = cap;
            if let Some(raised) = raised {
                found.push((raised.share.clone(), format!("{at}/raised/share"), Bounds::Share));
            }
            coded(rounding, format!("{at}/rounding"), found);
            found.push((share.clone(), format!("{at}/share"), Bounds::Share));
            found.push((minimum.clone(), format!("{at}/minimum"), Bounds::Count));
        }
    }
}

impl Award {
    fn numbers(&self, at: &str, found: &mut Vec<Number>) {
        let coefficient = self.coefficient.iter();
        found.extend(coefficient.map(|own| (own.clone(), format!("{at}/coefficient"), Bounds::Positive)));
        if let Some(votes) = &self.votes {
            found.push((votes.in_favour.clone(), format!("{at}/votes/in_favour"), Bounds::Share));
            found.push((votes.quorum.clone(), format!("{at}/votes/quorum"), Bounds::Share));
        }
    }
}

fn of_rule(rule: &Rule, at: &str, found: &mut Vec<Number>) {
    let mut note = |quantity: &Quantity, place: &str, bounds| {
        found.push((quantity.clone(), format!("{at}/rule/{place}"), bounds));
    };
    match rule {
        Rule::Score(own) => {
            note(&own.tasks, "score/tasks", Bounds::Positive);
            note(&own.stretches, "score/stretches", Bounds::Count);
            note(&own.failure, "score/failure", Bounds::Share);
            note(&own.delay, "score/delay", Bounds::Share);
            for (index, share) in own.shares.iter().enumerate() {
                if let Share::Worst(worst) = share {
                    note(&worst.then, &format!("score/shares/{index}/worst/then"), Bounds::Share);
                    note(&worst.otherwise, &format!("score/shares/{index}/worst/otherwise"), Bounds::Share);
                }
            }
        }
        Rule::Rating(own) => {
            for (index, band) in own.bands.iter().enumerate() {
                if let Some(from) = &band.from {
                    note(from, &format!("rating/bands/{index}/from"), Bounds::Any);
                }
            }
        }
        Rule::Chain(own) => {
            note(&own.years, "chain/years", Bounds::Years);
            coded(&own.neutral, format!("{at}/rule/chain/neutral"), found);
            coded(&own.used, format!("{at}/rule/chain/used"), found);
        }
        Rule::Members(own) => {
            for (name, bound) in [("at_least", &own.at_least), ("above", &own.above)] {
                if let Some(bound) = bound {
                    note(bound, &format!("members/{name}"), Bounds::Share);
                }
            }
            note(&own.days, "members/days", Bounds::Count);
            coded(&own.unrated, format!("{at}/rule/members/unrated"), found);
            coded(&own.transferred, format!("{at}/rule/members/transferred"), found);
            coded(&own.absent, format!("{at}/rule/members/absent"), found);
        }
        Rule::Critique(own) => note(&own.certainty, "critique/certainty", Bounds::Share),
        Rule::Given(_) | Rule::Ceiling(_) | Rule::Quota(_) | Rule::Title(_) | Rule::Form(_) => {}
    }
}
