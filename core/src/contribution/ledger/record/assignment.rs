//! A task with its due date, and what moved that date.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::optional;
use crate::date::Date;
use crate::maturity::Evidence;
use crate::text::{Id, normal};

/// A task with its due date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// Its id, never used twice.
    pub(crate) id: Id,
    /// What it is, as the organisation names it.
    pub(crate) kind: Id,
    /// The person or the unit that has to do it.
    pub(crate) to: Id,
    /// Who gave it.
    pub(crate) by: Id,
    /// The day it was given.
    pub(crate) given: Date,
    /// The day by which it has to be done.
    pub(crate) due: Date,
    /// The day the assignee was told of the due date: without it there is no delay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) notified: Option<Date>,
    /// What the assignee answered, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) answer: Option<Reply>,
    /// Later due dates that were granted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) extensions: Vec<Extension>,
    /// Days on which it waited for something else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) blocked: Vec<Blocked>,
    /// The day it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) done: Option<Date>,
    /// What is said of it in words.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) attributes: BTreeMap<Id, Id>,
    /// What proves it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) evidence: Vec<Evidence>,
    /// Where the record comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) collection: Option<Id>,
    /// Remark, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
}

/// What an assignee answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// Accepted on this day.
    Accepted(Date),
    /// Contested on this day: it counts neither way.
    Contested(Date),
}

/// A later due date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// The new due date.
    pub(crate) until: Date,
    /// The day it was granted.
    pub(crate) granted: Date,
    /// Who granted it: not the assignee.
    pub(crate) by: Id,
}

/// Days on which a task waited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Blocked {
    /// The first day.
    pub(crate) from: Date,
    /// The last day; still waiting without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<Date>,
    /// What it waited for.
    pub(crate) waits_on: Id,
}

impl Assignment {
    /// Adds a later due date that was granted.
    #[must_use]
    pub fn extension(mut self, extension: Extension) -> Self {
        self.extensions.push(extension);
        self
    }

    /// Adds days on which it waited for something else; without a last day it waits still.
    #[must_use]
    pub fn blocked(mut self, from: Date, until: Option<Date>, waits_on: Id) -> Self {
        self.blocked.push(Blocked { from, until, waits_on });
        self
    }

    /// Says something of it in a word.
    #[must_use]
    pub fn attribute(mut self, name: Id, value: Id) -> Self {
        self.attributes.insert(name, value);
        self
    }

    /// Adds what proves it.
    #[must_use]
    pub fn evidence(mut self, evidence: Evidence) -> Self {
        self.evidence.push(evidence);
        self
    }

    /// Adds a remark, for people.
    #[must_use]
    pub fn note(mut self, note: &str) -> Self {
        self.note = Some(normal(note));
        self
    }

    optional! {
        /// Sets the day the assignee was told of the due date.
        notified: Date;
        /// Sets what the assignee answered.
        answer: Reply;
        /// Sets the day it was done.
        done: Date;
        /// Names the collection it comes from.
        collection: Id;
    }
}

/// A task that is still to be given.
///
/// # Examples
/// ```
/// use thidua::record::{Extension, Task};
/// use thidua::{Date, Id};
/// let (id, day) = (|text| Id::new(text), |text| Date::parse(text));
/// let assignment = Task::new(id("a-1")?, id("migrate-archive")?, id("p-017")?, id("desk-2")?)
///     .given(day("2025-03-03")?, day("2025-03-31")?)
///     .notified(day("2025-03-03")?)
///     .extension(Extension::new(day("2025-04-07")?, day("2025-03-28")?, id("desk-2")?));
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    id: Id,
    kind: Id,
    to: Id,
    by: Id,
}

impl Task {
    /// Something of a kind that one has to do for another.
    #[must_use]
    pub const fn new(id: Id, kind: Id, to: Id, by: Id) -> Self {
        Self { id, kind, to, by }
    }

    /// The assignment: given on the first day and due on the second, of which the assignee has not been told yet.
    #[must_use]
    pub fn given(self, given: Date, due: Date) -> Assignment {
        let Self { id, kind, to, by } = self;
        Assignment {
            id,
            kind,
            to,
            by,
            given,
            due,
            notified: None,
            answer: None,
            extensions: Vec::new(),
            blocked: Vec::new(),
            done: None,
            attributes: BTreeMap::new(),
            evidence: Vec::new(),
            collection: None,
            note: None,
        }
    }
}

impl Extension {
    /// A due date of `until`, granted on a day by somebody who is not the assignee.
    #[must_use]
    pub const fn new(until: Date, granted: Date, by: Id) -> Self {
        Self { until, granted, by }
    }
}
