//! Decisions as JSON.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::VERSION;
use crate::canonical;
use crate::date::Date;
use crate::num::{Exact, Fraction};
use crate::recognition::{
    Change, Decision, Decisions, Flip, Kind, Limit, Made, Merit, Missing, Paid, Policy, Reason, Round,
    TieSet, Within, Word,
};
use crate::text::{Id, Text};

/// Identity of a policy and its stages.
#[must_use]
pub fn policy(policy: &Policy) -> String {
    #[derive(Serialize)]
    struct Identity<'a> {
        digest: &'a str,
        edition: &'a str,
        id: &'a str,
        in_force: crate::date::Period,
        name: String,
        stages: Vec<&'a str>,
        title: &'a Text,
    }
    canonical::text(&Identity {
        digest: policy.digest(),
        edition: policy.edition(),
        id: policy.id(),
        in_force: policy.in_force(),
        name: policy.name(),
        stages: policy.stages(),
        title: policy.title(),
    })
}

impl Decisions {
    /// The decisions as canonical JSON: the same bytes in every language. For a council, not for the public.
    #[must_use]
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct All<'a> {
            decisions: &'a [Decision],
            facts: &'a str,
            limits: &'a [Limit],
            policy: String,
            round: &'a Round,
            ties: &'a [TieSet],
            wire: u32,
        }
        canonical::text(&All {
            decisions: self.all(),
            facts: self.facts().digest(),
            limits: self.limits(),
            policy: self.policy().name(),
            round: self.round(),
            ties: self.ties(),
            wire: VERSION,
        })
    }

    /// SHA-256 of [`Decisions::to_json`].
    #[must_use]
    pub fn digest(&self) -> String {
        canonical::digest(&self.to_json())
    }
}

impl Decision {
    /// SHA-256 of the decision, the digest of its policy and its round, as canonical JSON: what a case says it is of.
    #[must_use]
    pub fn digest(&self) -> String {
        #[derive(Serialize)]
        struct Of<'a> {
            decision: &'a Decision,
            policy: &'a str,
            round: &'a Round,
        }
        let Made { policy, round } = &*self.made;
        canonical::digest(&canonical::text(&Of { decision: self, policy, round }))
    }
}

/// Everybody whose result differs between two runs: event, state, level, whether it holds, points and money before and after.
#[must_use]
pub fn changes(changes: &[Change]) -> String {
    #[derive(Serialize)]
    struct One<'a> {
        after: Option<Short<'a>>,
        before: Option<Short<'a>>,
        stage: &'a Id,
        subject: &'a Id,
    }
    #[derive(Serialize)]
    struct Short<'a> {
        event: Option<&'a Id>,
        holds: Option<bool>,
        level: Option<&'a Id>,
        paid: Option<Exact>,
        points: Option<&'a Fraction>,
        rule: Option<&'a Id>,
        state: &'static str,
    }
    fn short(decision: &Decision) -> Short<'_> {
        Short {
            event: decision.event(),
            holds: decision.holds(),
            level: decision.level(),
            paid: decision.paid().and_then(Paid::amount),
            points: decision.points(),
            rule: decision.state().rule(),
            state: decision.state().name(),
        }
    }
    fn one(change: &Change) -> One<'_> {
        let Change { subject, stage, before, after } = change;
        One { after: after.as_ref().map(short), before: before.as_ref().map(short), stage, subject }
    }
    canonical::text(&changes.iter().map(one).collect::<Vec<_>>())
}

/// The nearest single change that flips a result; `null` where none does.
#[must_use]
pub fn flip(flip: Option<&Flip>) -> String {
    canonical::text(&flip)
}

/// Every single change that flips a result.
#[must_use]
pub fn flips(flips: &[Flip]) -> String {
    canonical::text(&flips)
}

impl Serialize for Flip {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Fields<'a> {
            by: Option<&'a Fraction>,
            level: Option<&'a Id>,
            state: &'static str,
            to: &'a str,
            what: &'a Id,
        }
        let (by, level, state) = (self.by(), self.level(), self.state().name());
        Fields { by, level, state, to: self.to(), what: self.what() }.serialize(serializer)
    }
}

impl Serialize for Decision {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Fields<'a> {
            achievement: Option<&'a Id>,
            breach: Option<&'a Id>,
            decided: Option<&'a str>,
            holds: Option<bool>,
            kind: &'static str,
            level: Option<&'a Id>,
            merit: Option<&'static str>,
            missing: Vec<&'a Missing>,
            paid: Option<&'a Paid>,
            points: Option<&'a Fraction>,
            provisional: bool,
            reasons: &'a [Reason],
            reserved: bool,
            rule: Option<&'a Id>,
            stage: &'a Id,
            state: Option<&'static str>,
            subject: &'a Id,
            tie: Option<usize>,
            unit: bool,
        }
        // a finding on the way proposes nothing
        let state =
            (self.kind() != Kind::Finding || self.state().rule().is_some() || !self.missing().is_empty())
                .then(|| self.state().name());
        Fields {
            achievement: self.achievement(),
            breach: self.breach(),
            decided: self.decided(),
            holds: self.holds(),
            kind: self.kind().name(),
            level: self.level(),
            merit: self.kind().merit().map(Merit::name),
            missing: self.missing().iter().collect(),
            paid: self.paid(),
            points: self.points(),
            provisional: self.is_provisional(),
            reasons: self.reasons(),
            reserved: self.is_reserved(),
            rule: self.state().rule(),
            stage: self.stage(),
            state,
            subject: self.subject(),
            tie: self.tie(),
            unit: self.is_unit(),
        }
        .serialize(serializer)
    }
}

impl Serialize for Missing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([("of", self.of()), ("what", self.what())])
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Fields<'a> {
            args: BTreeMap<&'static str, &'a Word>,
            cite: Option<&'a Id>,
            code: &'static str,
            holds: Option<bool>,
        }
        let mut args = BTreeMap::new();
        args.extend(self.args.iter().map(|(name, word)| (*name, word)));
        Fields { args, cite: self.cite(), code: self.code(), holds: self.holds() }.serialize(serializer)
    }
}

impl Serialize for Word {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Id(id) => id.serialize(serializer),
            Self::Made(text) => serializer.serialize_str(text),
            Self::Number(number) => number.serialize(serializer),
            Self::Day(day) => day.serialize(serializer),
            Self::Label(label) => label.serialize(serializer),
            Self::Key(key) => serializer.serialize_str(key.as_str()),
        }
    }
}

impl Serialize for Paid {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Fields<'a> {
            amount: Option<Exact>,
            base_salary: Option<&'a Fraction>,
            coefficient: &'a Fraction,
            product: Option<&'a Fraction>,
            rounded: Option<Exact>,
            waits_for: Option<&'a Id>,
        }
        let known = self.amount.as_ref().ok();
        Fields {
            amount: self.amount(),
            base_salary: known.map(|own| own.base_salary()),
            coefficient: self.coefficient(),
            product: known.map(|own| own.product()),
            rounded: known.map(|own| own.rounded()),
            waits_for: self.waits_for(),
        }
        .serialize(serializer)
    }
}

impl Serialize for Limit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Fields<'a> {
            candidates: u32,
            good: u32,
            name: &'a [Id],
            over: u32,
            places: u32,
            stage: &'a Id,
            taken: u32,
            unknown: u32,
            within: Within,
        }
        Fields {
            candidates: self.candidates(),
            good: self.good(),
            name: self.name(),
            over: self.over(),
            places: self.places(),
            stage: self.stage(),
            taken: self.taken(),
            unknown: self.unknown(),
            within: self.within(),
        }
        .serialize(serializer)
    }
}

impl Serialize for TieSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Fields<'a> {
            members: &'a [Id],
            places: u32,
            stage: &'a Id,
        }
        Fields { members: self.members(), places: self.places(), stage: self.stage() }.serialize(serializer)
    }
}

impl Serialize for Round {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Fields {
            decided_on: Option<Date>,
            event_on: Option<Date>,
            #[serde(skip_serializing_if = "Option::is_none")]
            events_of_others: Option<&'static str>,
            from: Date,
            roster_on: Option<Date>,
            until: Date,
        }
        let Self { from, until, decided_on, event_on, roster_on, .. } = *self;
        let events_of_others = self.leaves_others.then_some("pass_over");
        Fields { decided_on, event_on, events_of_others, from, roster_on, until }.serialize(serializer)
    }
}
