//! What a scheme has its verifiers asked about: signs that points are being made rather than earned. A sign is a question,
//! never a penalty; what is too much is the scheme's to say.

use serde::{Deserialize, Serialize};

use crate::error::{Code, Diagnostic};
use crate::num::Fraction;
use crate::pack::Findings;

/// The signs that are looked for; each only where it is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct Questions<Q> {
    /// People who mostly credit each other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ring: Option<Part<Q>>,
    /// One verifier behind most points of somebody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) one_verifier: Option<Part<Q>>,
    /// Much of somebody's work recorded just before the period closes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) closing_spike: Option<Spike<Q>>,
    /// Sums that keep ending just below a cap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) below_cap: Option<BelowCap<Q>>,
    /// One achievement in several records of one kind by one contributor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) split_work: Option<Repeated>,
    /// One piece of evidence under several records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reused_evidence: Option<Repeated>,
}

/// At least such a share of somebody's points, over at least so many events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Part<Q> {
    /// The share, from 0 to 1.
    pub(crate) share: Q,
    /// The least number of events.
    pub(crate) events: u32,
}

/// At least such a share of somebody's events, recorded in the last days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Spike<Q> {
    /// How many last days of the period.
    pub(crate) days: u32,
    /// The share, from 0 to 1.
    pub(crate) share: Q,
    /// The least number of events.
    pub(crate) events: u32,
}

/// At least so many stretches whose sum is at least such a share of a cap, without reaching over it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct BelowCap<Q> {
    /// The share of the cap, from 0 to 1.
    pub(crate) share: Q,
    /// The least number of stretches.
    pub(crate) stretches: u32,
}

/// At least so many records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Repeated {
    /// The least number of records, 2 or more.
    pub(crate) records: u32,
}

impl<Q> Default for Questions<Q> {
    fn default() -> Self {
        Self {
            ring: None,
            one_verifier: None,
            closing_spike: None,
            below_cap: None,
            split_work: None,
            reused_evidence: None,
        }
    }
}

impl<Q> Questions<Q> {
    pub(crate) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Questions<R> {
        let part = |part: &Part<Q>| Part { share: number(&part.share), events: part.events };
        Questions {
            ring: self.ring.as_ref().map(part),
            one_verifier: self.one_verifier.as_ref().map(part),
            closing_spike: self.closing_spike.as_ref().map(|own| Spike {
                days: own.days,
                share: number(&own.share),
                events: own.events,
            }),
            below_cap: self
                .below_cap
                .as_ref()
                .map(|own| BelowCap { share: number(&own.share), stretches: own.stretches }),
            split_work: self.split_work,
            reused_evidence: self.reused_evidence,
        }
    }
}

impl Questions<Fraction> {
    pub(crate) fn check(&self, findings: &Findings) {
        let shares = [
            ("ring", self.ring.as_ref().map(|own| &own.share)),
            ("one_verifier", self.one_verifier.as_ref().map(|own| &own.share)),
            ("closing_spike", self.closing_spike.as_ref().map(|own| &own.share)),
            ("below_cap", self.below_cap.as_ref().map(|own| &own.share)),
        ];
        for (name, share) in shares {
            let Some(share) = share.filter(|share| share.is_negative() || **share > Fraction::ONE) else {
                continue;
            };
            let diagnostic =
                Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "`share`").with("value", share);
            findings.push(diagnostic.with("bounds", "0 – 1").at(format!("/questions/{name}/share")));
        }
        for (name, repeated) in [("split_work", self.split_work), ("reused_evidence", self.reused_evidence)] {
            let Some(repeated) = repeated.filter(|repeated| repeated.records < 2) else { continue };
            let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "`records`");
            let diagnostic = diagnostic.with("value", repeated.records).with("bounds", "≥ 2");
            findings.push(diagnostic.at(format!("/questions/{name}/records")));
        }
    }
}
