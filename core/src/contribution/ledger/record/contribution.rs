//! A piece of work, or a failing, and those it is credited to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::optional;
use crate::date::{Date, Period};
use crate::maturity::Evidence;
use crate::num::{Exact, Fraction};
use crate::text::{Id, normal};

/// A piece of work or a failing, with those it is credited to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Contribution {
    /// Its id, never used twice.
    pub(crate) id: Id,
    /// The day it was done; else `over`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) on: Option<Date>,
    /// The days it took, both named; it counts on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) over: Option<Period>,
    /// The day it was written down; the day it was done where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) recorded: Option<Date>,
    /// What it is, as the scheme names it.
    pub(crate) kind: Id,
    /// Whom it is credited to.
    pub(crate) credits: Vec<Credit>,
    /// What was counted: 0 or more each.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) quantities: BTreeMap<Id, Exact>,
    /// What is said of it in words.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) attributes: BTreeMap<Id, Id>,
    /// The achievement it is part of, the same in every record about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) achievement: Option<Id>,
    /// What proves it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) evidence: Vec<Evidence>,
    /// Who verified it: none of those it is credited to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) verified_by: Option<Id>,
    /// Who reported it, where it is a failing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reported_by: Option<Id>,
    /// How it stood when it was written down; `verified` where `verified_by` is given, else `claimed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<Status>,
    /// The contribution it stands in for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) corrects: Option<Id>,
    /// Where the record comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) collection: Option<Id>,
    /// Remark, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
}

/// How a contribution stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Somebody says so.
    Claimed,
    /// Somebody else confirmed it.
    Verified,
    /// Somebody contests it: it counts neither way.
    Disputed,
    /// It counts no more.
    Reversed,
}

/// The part one contributor has in a contribution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Credit {
    /// The person or the unit, as a pseudonym.
    pub(crate) to: Id,
    /// As what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) role: Option<Id>,
    /// Declared share, such as 1/3; all of a contribution sum to 1, or none is declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) share: Option<Fraction>,
    /// Place among those credited, from 1: for shares that fall with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) position: Option<u32>,
}

impl Contribution {
    /// Something done on one day, credited to nobody yet.
    ///
    /// # Examples
    /// ```
    /// use thidua::record::{Contribution, Credit};
    /// use thidua::{Date, Exact, Fraction, Id};
    /// let id = |text| Id::new(text);
    /// let story = Contribution::new(id("c-1")?, Date::parse("2025-03-04")?, id("long-read")?)
    ///     .credit(Credit::new(id("p-017")?).share(Fraction::new(2, 3)?))
    ///     .credit(Credit::new(id("p-020")?).share(Fraction::new(1, 3)?))
    ///     .quantity(id("words")?, Exact::from(2400_i64))
    ///     .verified_by(id("desk-2")?);
    /// # Ok::<(), thidua::Error>(())
    /// ```
    #[must_use]
    pub const fn new(id: Id, on: Date, kind: Id) -> Self {
        Self {
            id,
            on: Some(on),
            over: None,
            recorded: None,
            kind,
            credits: Vec::new(),
            quantities: BTreeMap::new(),
            attributes: BTreeMap::new(),
            achievement: None,
            evidence: Vec::new(),
            verified_by: None,
            reported_by: None,
            status: None,
            corrects: None,
            collection: None,
            note: None,
        }
    }

    /// Makes it last the whole of a period, whose ends are both named; it counts on the last day.
    #[must_use]
    pub fn over(mut self, period: Period) -> Self {
        self.on = None;
        self.over = Some(period);
        self
    }

    /// Credits it to one more.
    #[must_use]
    pub fn credit(mut self, credit: Credit) -> Self {
        self.credits.push(credit);
        self
    }

    /// Says how much there was of something.
    #[must_use]
    pub fn quantity(mut self, name: Id, value: Exact) -> Self {
        self.quantities.insert(name, value);
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
        /// Sets the day it was written down.
        recorded: Date;
        /// Names the achievement it is part of.
        achievement: Id;
        /// Names who verified it.
        verified_by: Id;
        /// Names who reported it, where it is a failing.
        reported_by: Id;
        /// Says how it stood when it was written down.
        status: Status;
        /// Names the contribution it stands in for.
        corrects: Id;
        /// Names the collection it comes from.
        collection: Id;
    }
}

impl Credit {
    /// A credit without share or place.
    #[must_use]
    pub const fn new(to: Id) -> Self {
        Self { to, role: None, share: None, position: None }
    }

    optional! {
        /// Says as what.
        role: Id;
        /// Declares the share.
        share: Fraction;
        /// Gives the place among those credited, from 1.
        position: u32;
    }
}
