//! A case as it is kept in a file, and going on with it: every step is taken again under the same rules.

use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer};

use super::{Case, Phase, Step, Votes};
use crate::error::{Code, Diagnostic, Error};
use crate::source::Maybe;
use crate::text::Id;

/// A value that a kept case writes as `null` where there is none.
pub(super) fn maybe<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    Maybe::deserialize(deserializer).map(|value| value.0)
}

/// A case as it is kept.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    credited: BTreeSet<Id>,
    decision: String,
    #[serde(deserialize_with = "maybe")]
    level: Option<Id>,
    phase: Phase,
    stage: Id,
    state: String,
    steps: Vec<Step>,
    subject: Id,
    #[serde(deserialize_with = "maybe")]
    votes: Option<Votes>,
    #[serde(rename = "wire")]
    _wire: u32,
}

impl Case {
    /// Goes on with a case that was kept as [`Case::to_json`]: every step is taken again, under the same rules, so that a file skips
    /// none either. `self` is the draft of the same decision, which the file proves by its digest; whom the file names as credited
    /// with the same work stays so.
    ///
    /// # Errors
    /// A data error for what is no case; [`Code::OTHER_CASE`] for a file about somebody else or another stage, or an altered one;
    /// [`Code::OTHER_DECISION`] for one of a decision on other facts, by another policy or of another round; those of every step.
    pub fn resume(&self, json: &str) -> Result<Self, Error> {
        let kept: Kept = crate::source::read(json, crate::error::ErrorKind::Data)?;
        let refuse = |code: Code| Diagnostic::new(code).with("id", &self.subject);
        if self.subject != kept.subject || self.stage != kept.stage {
            return Err(refuse(Code::OTHER_CASE).data());
        }
        if self.decision != kept.decision {
            return Err(refuse(Code::OTHER_DECISION).with("stage", &self.stage).data());
        }
        let mut case = Self { steps: Vec::new(), ..self.clone() };
        case.concerned.extend(kept.credited);
        for own in kept.steps {
            case = case.step(own)?;
        }
        let same = case.state.name() == kept.state && case.level == kept.level && case.phase() == kept.phase;
        if !same || case.votes() != kept.votes.as_ref() {
            return Err(refuse(Code::OTHER_CASE).data());
        }
        Ok(case)
    }
}
