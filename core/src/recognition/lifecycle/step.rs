//! Who did what, when and why: one step of a case, and what may come next.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::kept::maybe;
use super::{Phase, Ruling, Votes};
use crate::date::Date;
use crate::text::Id;

/// Who did a step, when, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    pub(super) by: Id,
    pub(super) on: Date,
    pub(super) why: String,
}

impl Act {
    /// Somebody's act of a day, with the reason.
    #[must_use]
    pub fn new(by: Id, on: Date, why: &str) -> Self {
        Self { by, on, why: why.to_owned() }
    }
}

/// One step of a case.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub(crate) phase: Phase,
    pub(crate) by: Id,
    pub(crate) on: Date,
    pub(crate) why: String,
    /// The number of a decision.
    #[serde(deserialize_with = "maybe")]
    pub(crate) number: Option<String>,
    #[serde(deserialize_with = "maybe")]
    pub(crate) ruling: Option<Ruling>,
    /// Until when the subject may reply or appeal, or until when an appeal is answered.
    #[serde(deserialize_with = "maybe")]
    pub(crate) until: Option<Date>,
    /// The counts of a vote.
    #[serde(deserialize_with = "maybe")]
    pub(crate) votes: Option<Votes>,
}

impl Step {
    /// A step that says nothing more than who, when and why.
    pub(super) fn new(phase: Phase, Act { by, on, why }: Act) -> Self {
        Self { phase, by, on, why, number: None, ruling: None, until: None, votes: None }
    }

    /// What the step led to.
    #[must_use]
    pub const fn phase(&self) -> Phase {
        self.phase
    }

    /// Who did it.
    #[must_use]
    pub const fn by(&self) -> &Id {
        &self.by
    }

    /// When.
    #[must_use]
    pub const fn on(&self) -> Date {
        self.on
    }

    /// Why.
    #[must_use]
    pub fn why(&self) -> &str {
        &self.why
    }

    /// The number of the decision.
    #[must_use]
    pub fn number(&self) -> Option<&str> {
        self.number.as_deref()
    }

    /// How it was decided.
    #[must_use]
    pub const fn ruling(&self) -> Option<Ruling> {
        self.ruling
    }

    /// Until when the subject may reply or appeal, or until when an appeal is answered.
    #[must_use]
    pub const fn until(&self) -> Option<Date> {
        self.until
    }

    /// The counts of a vote.
    #[must_use]
    pub const fn votes(&self) -> Option<&Votes> {
        self.votes.as_ref()
    }
}

/// A step that may follow in a case: who may take it and who may not, and by when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    pub(crate) phase: Phase,
    pub(crate) only: Option<Id>,
    pub(crate) never: BTreeSet<Id>,
    pub(crate) not_before: Option<Date>,
    pub(crate) until: Option<Date>,
}

impl Next {
    /// Where the case stands after it.
    #[must_use]
    pub const fn phase(&self) -> Phase {
        self.phase
    }

    /// The only one who may take it; none where more than one may.
    #[must_use]
    pub const fn only(&self) -> Option<&Id> {
        self.only.as_ref()
    }

    /// Who may not take it: those concerned, or whoever took a step that this one checks.
    #[must_use]
    pub const fn never(&self) -> &BTreeSet<Id> {
        &self.never
    }

    /// The first day it may be taken, where somebody still has time to reply.
    #[must_use]
    pub const fn not_before(&self) -> Option<Date> {
        self.not_before
    }

    /// The last day for it: a reply or an appeal after it is refused, an answer after it is overdue.
    #[must_use]
    pub const fn until(&self) -> Option<Date> {
        self.until
    }
}
