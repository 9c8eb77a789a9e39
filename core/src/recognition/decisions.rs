//! Decisions: everything a policy makes of the facts of a round.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::board::{Numbers, Tops};
use super::decision::{Decision, Kind, Made, VotesNeeded};
use super::driving::Driving;
use super::facts::Facts;
use super::money::{Paid, Rates, together};
use super::policy::document::{Award, Body, Scope};
use super::policy::{Policy, order};
use super::round::Round;
use super::stage::limit::{Limit, TieSet};
use super::stage::{Ran, Setting, WhatIf, run};
use crate::contribution::Standings;
use crate::error::{Code, Diagnostic, Error};
use crate::num::{Exact, Fraction};
use crate::pack::Values;
use crate::text::Id;

/// What a policy makes of the facts of a round: proposals that people decide on. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Decisions(pub(crate) Arc<Inner>);

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) policy: Policy,
    pub(crate) facts: Facts,
    pub(crate) round: Round,
    pub(crate) standings: Option<Standings>,
    pub(crate) parameters: BTreeMap<Id, Exact>,
    pub(crate) what_if: WhatIf,
    /// The days that drive the rules, and their numbers.
    pub(crate) driving: Driving,
    /// In the order of subjects, and of each in the order in which stages run.
    pub(crate) all: Vec<Decision>,
    pub(crate) limits: Vec<Limit>,
    pub(crate) ties: Vec<TieSet>,
}

impl Policy {
    /// What the policy makes of the facts of a round. Standings, where there are any, say beside each commendation how sure it is.
    ///
    /// # Errors
    /// A data error for facts that the policy's schema does not take, for a result that was decided at a stage there is none of,
    /// for a parameter that is required and not given, for a day on which the policy is not in force.
    ///
    /// # Examples
    /// ```
    /// use thidua::recognition::{Facts, Policy, Round, State};
    /// use thidua::{Date, Period};
    /// let policy = Policy::parse(r#"
    /// pack: prompt-awards
    /// edition: "1"
    /// kind: policy
    /// title: {vi: Khen thưởng đột xuất, en: Prompt awards}
    /// citations: {own: {title: Our rules, date: 2026-01-01, grade: primary}}
    /// driven_by: period_end
    /// facts: {people: {disciplined: yes_no}}
    /// stages:
    ///   - id: letter
    ///     label: {vi: Thư khen, en: Letter of praise}
    ///     cite: own
    ///     of: people
    ///     rule: {form: {merit: prompt, award: {requires: [{that: {no: disciplined}, cite: own}]}}}
    /// "#, None)?;
    /// let facts = Facts::parse("
    /// people:
    ///   - id: p1
    ///     spells: [{status: public_employee, from: 2020-01-01}]
    ///     facts: {disciplined: false}
    ///     achievements: [{id: flood-live, merit: prompt, on: 2026-03-03, verified_by: p9}]
    ///   - id: p2
    ///     spells: [{status: public_employee, from: 2020-01-01}]
    ///     achievements: [{id: scoop, merit: prompt, on: 2026-03-05, verified_by: p9}]
    /// ", None)?;
    /// let march = Period::new(Some(Date::parse("2026-03-01")?), Some(Date::parse("2026-03-31")?))?;
    /// let decisions = policy.decide(&facts, None, &Round::of(march)?)?;
    /// assert_eq!(*decisions.of("p1")[0].state(), State::Commend);
    /// // what nobody said is never held against anybody: it is named
    /// assert_eq!(*decisions.of("p2")[0].state(), State::InsufficientEvidence);
    /// assert_eq!(decisions.of("p2")[0].missing().first().unwrap().what().as_str(), "disciplined");
    /// # Ok::<(), thidua::Error>(())
    /// ```
    pub fn decide(
        &self,
        facts: &Facts,
        standings: Option<&Standings>,
        round: &Round,
    ) -> Result<Decisions, Error> {
        decide(self, &BTreeMap::new(), facts, standings, round)
    }
}

/// The same with values for parameters that the pack leaves open, as its own tests give them.
pub(crate) fn decide(
    policy: &Policy,
    parameters: &BTreeMap<Id, Exact>,
    facts: &Facts,
    standings: Option<&Standings>,
    round: &Round,
) -> Result<Decisions, Error> {
    let inner = Inner {
        policy: policy.clone(),
        facts: facts.clone(),
        round: *round,
        standings: standings.cloned(),
        parameters: parameters.clone(),
        what_if: WhatIf::default(),
        driving: Driving::default(),
        all: Vec::new(),
        limits: Vec::new(),
        ties: Vec::new(),
    };
    inner.again().map(|inner| Decisions(Arc::new(inner)))
}

impl Inner {
    /// The same run, with what is held of the facts and of what is taken to be otherwise.
    pub(crate) fn again(mut self) -> Result<Self, Error> {
        let pack = Arc::clone(&self.policy.0);
        let body = &pack.body;
        let mut header = pack.header.clone();
        for (id, value) in &self.parameters {
            if let Some(own) = header.parameters.get_mut(id.as_str()).filter(|own| !own.is_set()) {
                own.value = Some(*value);
            }
        }
        if let Some((id, value)) = &self.what_if.parameter
            && let Some(own) = header.parameters.get_mut(id.as_str())
        {
            (own.value, own.values) = (Some(*value), Vec::new());
        }
        let facts = Arc::clone(&self.facts.0);
        let placed = |error: Error| facts.placed(error);
        let driving = Driving::of(&header, body, &self.round, &facts)?;
        body.facts.check(&facts, self.round.takes_others).map_err(placed)?;
        body.check_decided(&facts, &self.round).map_err(placed)?;
        let rates = self.rates(body, &header);
        let status = header.applies_to.get("status");
        let order = order(body).unwrap_or_default();
        let standings = self.standings.clone();
        let certainty = standings.as_ref().map(Standings::certainty).transpose()?;
        let tops = self.tops(body, &driving)?;
        let setting = Setting {
            facts: &facts,
            body,
            driving: &driving,
            round: &self.round,
            status,
            certainty,
            tops: &tops,
            what_if: &self.what_if,
        };
        let Ran { board, filled } = run(setting, &order);
        let made = Arc::new(Made { policy: self.policy.digest().to_owned(), round: self.round });
        let mut all = Vec::new();
        // an edition that is asked about events alone tells of nothing else
        let events_alone = !self.round.is_of(&header, body);
        for place in order {
            let (Some(stage), Some(results)) = (body.stages.get(place), board.get(place)) else { continue };
            let kind = Kind::of(&stage.rule, body.decides(place));
            let each = results.iter().flat_map(|(subject, own)| {
                std::iter::once(own).chain(&own.more).map(move |outcome| (subject, outcome))
            });
            for (subject, outcome) in each {
                if self.round.leaves_others && events_alone && outcome.event.is_none() {
                    continue;
                }
                let own = outcome.event.and_then(|day| driving.on(day)).or_else(|| driving.stage(place));
                let Some(numbers) = own else { continue };
                let award = stage.award().map(|(_, award)| award);
                let coefficient = award.and_then(|award| award.coefficient(numbers));
                let wins = outcome.state == super::decision::State::Commend;
                let paid = coefficient.filter(|_| wins).map(|own| paid(own, &rates)).transpose()?;
                all.push(Decision {
                    made: Arc::clone(&made),
                    subject: subject.clone(),
                    is_unit: stage.of == Scope::Units,
                    stage: stage.id.clone(),
                    kind,
                    outcome: outcome.clone(),
                    paid,
                    votes: award.and_then(|award| award.votes(numbers)),
                });
            }
        }
        all.sort_by(|one: &Decision, other: &Decision| one.subject.cmp(&other.subject));
        if let Ok(rates) = &rates {
            for own in all.chunk_by_mut(|one, other| one.subject == other.subject) {
                together(own.iter_mut().filter_map(|one| one.paid.as_mut()).collect(), &rates.together);
            }
        }
        (self.all, self.limits, self.ties) = (all, filled.limits, filled.ties);
        self.driving = driving;
        Ok(self)
    }

    /// Who is chosen for each top share that a condition asks for.
    fn tops(&self, body: &Body, driving: &Driving) -> Result<Tops, Error> {
        let mut tops = Tops::default();
        let Some(standings) = &self.standings else { return Ok(tops) };
        for (place, stage) in body.stages.iter().enumerate() {
            let Some(numbers) = driving.stage(place) else { continue };
            for own in stage.top_shares() {
                let asked = (numbers.get(&own.share), numbers.get(&own.false_share));
                if let (Ok(share), Ok(false_share)) = asked {
                    let chosen = standings.top_share(&share, &false_share)?;
                    tops.chosen.insert((share, false_share), chosen);
                }
            }
            let share = stage.top_selection().and_then(|share| numbers.get(share).ok());
            if let Some(share) = share {
                let likely = standings.likely(&share)?;
                tops.likely.insert(share, likely);
            }
        }
        Ok(tops)
    }

    /// The rates of money on the day of the decision, or what they wait for.
    fn rates(&self, body: &Body, header: &crate::pack::Header) -> Result<Rates, Id> {
        let [_, money] = body.parameters(header);
        let Some(rule) = &body.money else { return Err(Id::fixed("money")) };
        let day = self.round.decided_on.ok_or_else(|| Id::fixed("decided_on"))?;
        let values = Values::on(&money, Some(day))
            .map_err(|wanting| wanting.into_iter().next().unwrap_or_else(|| Id::fixed("money")))?;
        rule.rates(&values).map_err(|open| open.parameter().clone())
    }
}

/// What an award's coefficient comes to.
fn paid(coefficient: Result<Fraction, Id>, rates: &Result<Rates, Id>) -> Result<Paid, Error> {
    Ok(match (coefficient, rates) {
        (Ok(coefficient), Ok(rates)) => {
            let amount = Ok(rates.amount(&coefficient)?);
            Paid { coefficient, amount }
        }
        (Ok(coefficient), Err(waits)) => Paid { coefficient, amount: Err(waits.clone()) },
        (Err(open), _) => Paid { coefficient: Fraction::ZERO, amount: Err(open) },
    })
}

impl Award {
    fn coefficient(&self, numbers: &Numbers) -> Option<Result<Fraction, Id>> {
        self.coefficient.as_ref().map(|own| numbers.get(own).map_err(|open| open.parameter().clone()))
    }

    fn votes(&self, numbers: &Numbers) -> Option<VotesNeeded> {
        let number = |quantity| numbers.get(quantity).map_err(|open| open.parameter().clone());
        let own = self.votes.as_ref()?;
        Some(VotesNeeded { in_favour: number(&own.in_favour), quorum: number(&own.quorum) })
    }
}

impl Decisions {
    /// Every result of every stage: in the order of the subjects' ids, and of each in the order in which stages run.
    #[must_use]
    pub fn all(&self) -> &[Decision] {
        &self.0.all
    }

    /// The results about one person or unit, in the order in which stages run.
    #[must_use]
    pub fn of(&self, subject: &str) -> &[Decision] {
        let start = self.0.all.partition_point(|own| own.subject.as_str() < subject);
        let end = self.0.all.partition_point(|own| own.subject.as_str() <= subject);
        self.0.all.get(start..end).unwrap_or_default()
    }

    /// The results of one kind of decision; findings on the way are not among ratings.
    pub fn kind(&self, kind: Kind) -> impl Iterator<Item = &Decision> {
        self.0.all.iter().filter(move |own| own.kind == kind)
    }

    /// The limits of all quotas, with their bases and places.
    #[must_use]
    pub fn limits(&self) -> &[Limit] {
        &self.0.limits
    }

    /// Equals at a line, for people to settle.
    #[must_use]
    pub fn ties(&self) -> &[TieSet] {
        &self.0.ties
    }

    /// The tie a decision waits for.
    #[must_use]
    pub fn tie_of(&self, decision: &Decision) -> Option<&TieSet> {
        self.0.ties.get(decision.outcome.tie?)
    }

    /// The policy.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.0.policy
    }

    /// The facts.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        &self.0.facts
    }

    /// The standings that were given.
    #[must_use]
    pub fn standings(&self) -> Option<&Standings> {
        self.0.standings.as_ref()
    }

    /// The round.
    #[must_use]
    pub fn round(&self) -> &Round {
        &self.0.round
    }
}

impl Decisions {
    /// The same round with a hold of somebody released: by the original edition, on the original facts and base.
    ///
    /// # Errors
    /// [`Code::NOTHING_HELD`] where nothing of that name is held.
    pub fn release(&self, subject: &Id, stage: &Id, gate: &Id) -> Result<Self, Error> {
        let held = |own: &Decision| matches!(own.state(), super::decision::State::Held(own) if own == gate);
        if !self.at(stage, subject).iter().any(held) {
            let diagnostic = Diagnostic::new(Code::NOTHING_HELD).with("id", subject).with("stage", stage);
            return Err(diagnostic.with("gate", gate).data());
        }
        let mut what_if = self.0.what_if.clone();
        what_if.released.insert((subject.clone(), stage.clone(), gate.clone()));
        self.with(what_if)
    }

    /// The same round, policy and standings on other facts, such as these with one corrected: [`Decisions::changes`] then lists
    /// everybody whose result differs.
    ///
    /// # Errors
    /// As [`Policy::decide`].
    pub fn on(&self, facts: &Facts) -> Result<Self, Error> {
        self.otherwise(facts.clone(), self.0.what_if.clone())
    }

    /// The same round with something taken to be otherwise.
    pub(crate) fn with(&self, what_if: WhatIf) -> Result<Self, Error> {
        self.otherwise(self.0.facts.clone(), what_if)
    }

    fn otherwise(&self, facts: Facts, what_if: WhatIf) -> Result<Self, Error> {
        let own = &*self.0;
        let inner = Inner {
            policy: own.policy.clone(),
            facts,
            round: own.round,
            standings: own.standings.clone(),
            parameters: own.parameters.clone(),
            what_if,
            driving: Driving::default(),
            all: Vec::new(),
            limits: Vec::new(),
            ties: Vec::new(),
        };
        inner.again().map(|inner| Self(Arc::new(inner)))
    }
}
