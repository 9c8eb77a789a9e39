//! What each audience sees of decisions, and the life of a case, as JSON. A field that a view does not hold is not in its bytes.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Serialize, Serializer};

use super::VERSION;
use crate::canonical;
use crate::date::Date;
use crate::recognition::{
    Case, Counted, Decision, ForHead, ForPublic, ForSubject, Member, Row, Ruling, Step, Votes,
};
use crate::text::Id;

impl ForSubject<'_> {
    /// The view as canonical JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct Fields<'a> {
            decisions: &'a [Decision],
            policy: String,
            wire: u32,
        }
        canonical::text(&Fields {
            decisions: self.own,
            policy: self.decisions.policy().name(),
            wire: VERSION,
        })
    }
}

impl ForHead<'_> {
    /// The view as canonical JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct Fields<'a> {
            members: &'a [Member<'a>],
            unit: &'a Id,
            wire: u32,
        }
        canonical::text(&Fields { members: &self.members, unit: self.unit, wire: VERSION })
    }
}

impl Serialize for Member<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Fields<'a> {
            kind: &'static str,
            level: Option<&'a Id>,
            outcome: &'static str,
            stage: &'a Id,
            subject: &'a Id,
        }
        let Self { subject, stage, kind, outcome, level } = self;
        Fields { kind: kind.name(), level: *level, outcome, stage, subject }.serialize(serializer)
    }
}

impl ForPublic {
    /// The view as canonical JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct Fields<'a> {
            awards: &'a BTreeMap<Id, Vec<Id>>,
            levels: BTreeMap<&'a Id, &'a Levels>,
            totals: BTreeMap<&'a Id, Option<u32>>,
            units: BTreeMap<&'a Id, &'a BTreeMap<Id, Row>>,
            wire: u32,
        }
        type Levels = BTreeMap<Id, Option<u32>>;
        let (mut levels, mut totals, mut units) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (stage, Counted { all, units: rows }) in &self.ratings {
            levels.insert(stage, &all.levels);
            totals.insert(stage, all.total);
            units.insert(stage, rows);
        }
        canonical::text(&Fields { awards: &self.awards, levels, totals, units, wire: VERSION })
    }
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Fields<'a> {
            levels: &'a BTreeMap<Id, Option<u32>>,
            total: Option<u32>,
        }
        Fields { levels: &self.levels, total: self.total }.serialize(serializer)
    }
}

impl Case {
    /// The case as canonical JSON: the digest of the decision, what is proposed, who is credited with the same work, and every step.
    #[must_use]
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct Fields<'a> {
            credited: Vec<&'a Id>,
            decision: &'a str,
            level: Option<&'a Id>,
            phase: &'static str,
            stage: &'a Id,
            state: &'static str,
            steps: &'a [Step],
            subject: &'a Id,
            votes: Option<&'a Votes>,
            wire: u32,
        }
        canonical::text(&Fields {
            credited: self.concerned.iter().filter(|id| **id != self.subject).collect(),
            decision: self.decision(),
            level: self.level.as_ref(),
            phase: self.phase().name(),
            stage: self.stage(),
            state: self.state().name(),
            steps: self.steps(),
            subject: self.subject(),
            votes: self.votes(),
            wire: VERSION,
        })
    }
}

impl Serialize for Step {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Fields<'a> {
            by: &'a Id,
            number: Option<&'a str>,
            on: Date,
            phase: &'static str,
            ruling: Option<&'static str>,
            until: Option<Date>,
            votes: Option<&'a Votes>,
            why: &'a str,
        }
        Fields {
            by: self.by(),
            number: self.number(),
            on: self.on(),
            phase: self.phase().name(),
            ruling: self.ruling().map(Ruling::name),
            until: self.until(),
            votes: self.votes(),
            why: self.why(),
        }
        .serialize(serializer)
    }
}

impl Serialize for Votes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Fields<'a> {
            abstaining: u32,
            against: u32,
            entitled: u32,
            in_favour: u32,
            recused: &'a BTreeSet<Id>,
        }
        let Self { in_favour, against, abstaining, entitled, recused } = self;
        let (in_favour, against, abstaining, entitled) = (*in_favour, *against, *abstaining, *entitled);
        Fields { abstaining, against, entitled, in_favour, recused }.serialize(serializer)
    }
}
