//! Where a case stands, what may follow, and how a competent person ruled.

use serde::Deserialize;

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Nothing was done yet.
    Draft,
    /// Somebody proposed it.
    Proposed,
    /// The subject was told, and may reply.
    Notified,
    /// The subject replied.
    Responded,
    /// The council voted. A case stands where it stood before.
    Voted,
    /// A competent person decided.
    Decided,
    /// The subject appealed.
    Appealed,
    /// Nobody answered the appeal in time. It is never upheld by silence.
    Overdue,
    /// The appeal was answered: the decision stands.
    Upheld,
    /// The appeal was answered: the decision does not stand.
    Reversed,
    /// It ran out.
    Expired,
    /// It was taken back: fraud, a forged file, criteria that were not met.
    Revoked,
}

impl Phase {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Proposed => "proposed",
            Self::Notified => "notified",
            Self::Responded => "responded",
            Self::Voted => "voted",
            Self::Decided => "decided",
            Self::Appealed => "appealed",
            Self::Overdue => "overdue",
            Self::Upheld => "upheld",
            Self::Reversed => "reversed",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
        }
    }

    /// What may follow where a case stands. What is adverse is not decided before notice; a vote leaves the case where it stands, and is
    /// held again where it must be.
    #[must_use]
    pub fn next(self, adverse: bool) -> &'static [Self] {
        use Phase::{
            Appealed, Decided, Expired, Notified, Overdue, Proposed, Responded, Reversed, Revoked, Upheld,
            Voted,
        };
        match self {
            Self::Draft => &[Proposed],
            Self::Proposed if adverse => &[Notified, Voted],
            Self::Proposed => &[Notified, Voted, Decided],
            Self::Notified => &[Responded, Voted, Decided],
            Self::Responded => &[Voted, Decided],
            Self::Decided => &[Appealed, Expired, Revoked],
            Self::Appealed => &[Upheld, Reversed, Overdue],
            Self::Overdue => &[Upheld, Reversed],
            Self::Upheld => &[Expired, Revoked],
            Self::Voted | Self::Reversed | Self::Expired | Self::Revoked => &[],
        }
    }
}

/// How a competent person decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    /// As proposed.
    Confirmed,
    /// Otherwise than proposed, within the proposal.
    Changed,
    /// Against the proposal.
    Overridden,
}

impl Ruling {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Changed => "changed",
            Self::Overridden => "overridden",
        }
    }
}
