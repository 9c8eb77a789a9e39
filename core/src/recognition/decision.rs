//! Merit states, kinds of result, and one decision with everything it rests on.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::board::Outcome;
use super::condition::Missing;
use super::facts::Merit;
use super::money::Paid;
use super::policy::document::Rule;
use super::reason::Reason;
use super::round::Round;
use crate::num::Fraction;
use crate::text::Id;

/// What is proposed for somebody. Exhaustive: a case that a caller misses would change a verdict.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Commended.
    Commend,
    /// Everything holds, and the places are taken by higher points or wait for a tie.
    EligibleOverQuota,
    /// Neither commended nor critiqued.
    None,
    /// Low, and no breach: training, a remedy, help.
    Support,
    /// A breach of a known standard, with everything a critique takes.
    CritiqueProposed,
    /// Something is not known: it is named.
    InsufficientEvidence,
    /// A rule excludes it.
    Excluded(Id),
    /// It waits for something pending.
    Held(Id),
}

impl State {
    /// The stable name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Commend => "commend",
            Self::EligibleOverQuota => "eligible_over_quota",
            Self::None => "none",
            Self::Support => "support",
            Self::CritiqueProposed => "critique_proposed",
            Self::InsufficientEvidence => "insufficient_evidence",
            Self::Excluded(_) => "excluded",
            Self::Held(_) => "held",
        }
    }

    /// The rule that excludes, or what is waited for.
    #[must_use]
    pub const fn rule(&self) -> Option<&Id> {
        match self {
            Self::Excluded(rule) | Self::Held(rule) => Some(rule),
            _ => None,
        }
    }

    /// Whether it is to somebody's disadvantage, so that nothing is decided without notice and reply.
    #[must_use]
    pub const fn is_adverse(&self) -> bool {
        matches!(self, Self::CritiqueProposed)
    }
}

/// What sort of result it is. They are never mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Points, a chain, a share of members: something on the way.
    Finding,
    /// A yearly rating (xếp loại).
    Rating,
    /// A title (danh hiệu thi đua).
    Title,
    /// A form of commendation (hình thức khen thưởng), by the kind of merit.
    Form(Merit),
    /// Critique (phê bình), which is not discipline.
    Critique,
}

impl Kind {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Finding => "finding",
            Self::Rating => "rating",
            Self::Title => "title",
            Self::Form(_) => "form",
            Self::Critique => "critique",
        }
    }

    /// The kind of merit of a form.
    #[must_use]
    pub const fn merit(self) -> Option<Merit> {
        match self {
            Self::Form(merit) => Some(merit),
            _ => None,
        }
    }

    pub(crate) const fn of(rule: &Rule, decides: bool) -> Self {
        match rule {
            _ if !decides => Self::Finding,
            Rule::Title(_) => Self::Title,
            Rule::Form(form) => Self::Form(form.merit),
            Rule::Critique(_) => Self::Critique,
            _ => Self::Rating,
        }
    }
}

/// What decisions of one run were made by: the digest of the policy, and the round.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Made {
    pub(crate) policy: String,
    pub(crate) round: Round,
}

/// What one stage came to for one person or unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub(crate) made: Arc<Made>,
    pub(crate) subject: Id,
    pub(crate) is_unit: bool,
    pub(crate) stage: Id,
    pub(crate) kind: Kind,
    pub(crate) outcome: Outcome,
    pub(crate) paid: Option<Paid>,
    pub(crate) votes: Option<VotesNeeded>,
}

/// The votes an award takes; an open parameter is named in place of its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VotesNeeded {
    pub(crate) in_favour: Result<Fraction, Id>,
    pub(crate) quorum: Result<Fraction, Id>,
}

impl VotesNeeded {
    /// The share of those present that must be in favour; else the parameter that is open.
    ///
    /// # Errors
    /// The name of the open parameter.
    pub const fn in_favour(&self) -> Result<&Fraction, &Id> {
        self.in_favour.as_ref()
    }

    /// The share of those entitled that must be present.
    ///
    /// # Errors
    /// The name of the open parameter.
    pub const fn quorum(&self) -> Result<&Fraction, &Id> {
        self.quorum.as_ref()
    }
}

impl Decision {
    /// Whom it is about.
    #[must_use]
    pub const fn subject(&self) -> &Id {
        &self.subject
    }

    /// Whether it is about a unit.
    #[must_use]
    pub const fn is_unit(&self) -> bool {
        self.is_unit
    }

    /// The stage of the policy.
    #[must_use]
    pub const fn stage(&self) -> &Id {
        &self.stage
    }

    /// What sort of result it is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// What is proposed.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.outcome.state
    }

    /// The level of a rating.
    #[must_use]
    pub const fn level(&self) -> Option<&Id> {
        self.outcome.level.as_ref()
    }

    /// The exact points, or the exact share of members, of a finding.
    #[must_use]
    pub const fn points(&self) -> Option<&Fraction> {
        self.outcome.points.as_ref()
    }

    /// Whether it came out well; none where that is not known, or waits.
    #[must_use]
    pub const fn holds(&self) -> Option<bool> {
        self.outcome.holds
    }

    /// What is not known.
    #[must_use]
    pub const fn missing(&self) -> &BTreeSet<Missing> {
        &self.outcome.missing
    }

    /// Why, reading by reading.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        &self.outcome.reasons
    }

    /// Whether it rests on results that nobody decided yet.
    #[must_use]
    pub const fn is_provisional(&self) -> bool {
        self.outcome.provisional
    }

    /// Whether it is held with its place kept.
    #[must_use]
    pub const fn is_reserved(&self) -> bool {
        self.outcome.reserved
    }

    /// The number of the decision of a competent person that it repeats.
    #[must_use]
    pub fn decided(&self) -> Option<&str> {
        self.outcome.decided.as_ref().map(|decided| decided.number.as_str())
    }

    /// The tie it waits for, by its place among [`Decisions::ties`](super::Decisions::ties).
    #[must_use]
    pub const fn tie(&self) -> Option<usize> {
        self.outcome.tie
    }

    /// The breach that a critique is about.
    #[must_use]
    pub const fn breach(&self) -> Option<&Id> {
        self.outcome.breach.as_ref()
    }

    /// The achievement that an award is for.
    #[must_use]
    pub const fn achievement(&self) -> Option<&Id> {
        self.outcome.achievement.as_ref()
    }

    /// The event it is about: the achievement or the breach. Of several decisions about one person or unit at one stage, each is
    /// about another.
    #[must_use]
    pub fn event(&self) -> Option<&Id> {
        self.achievement().or_else(|| self.breach())
    }

    /// The votes it takes, where it takes any.
    #[must_use]
    pub const fn votes(&self) -> Option<&VotesNeeded> {
        self.votes.as_ref()
    }

    /// What is paid with it.
    #[must_use]
    pub const fn paid(&self) -> Option<&Paid> {
        self.paid.as_ref()
    }
}
