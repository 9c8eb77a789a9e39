//! Where the uncertainty of a scheme's ranks comes from. There is none that is not named here.

use serde::{Deserialize, Serialize};

use super::credit::Split;
use super::document::{Body, Kind};
use crate::error::{Code, Diagnostic};
use crate::num::{Exact, Fraction};
use crate::pack::Findings;
use crate::trace::Key;

/// How sure ranks are is reckoned from one source of error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Uncertainty {
    /// The source of error.
    pub(crate) from: Origin,
    /// The share of cases in which the sets hold the true ranks, such as 0.95.
    pub(crate) coverage: Exact,
    /// How many draws are made; `counts` makes none.
    #[serde(default = "draws", skip_serializing_if = "is_draws")]
    pub(crate) draws: u32,
    /// Where the draws begin: the same seed gives the same sets.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) seed: u32,
}

const fn draws() -> u32 {
    2_000
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_draws(number: &u32) -> bool {
    *number == draws()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// A source of error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Origin {
    /// Assessors who differ: of components that are means.
    Assessors,
    /// Counts that could have come out otherwise: of scores that are counts.
    Counts,
    /// Weeks that differ: blocks of neighbouring weeks are drawn anew.
    Weeks(Weeks),
    /// The scheme's own points, which could have been set otherwise.
    Parameters(Parameters),
}

impl Origin {
    /// Its name, for sentences.
    pub(crate) const fn key(&self) -> Key {
        match self {
            Self::Assessors => Key::ERROR_ASSESSORS,
            Self::Counts => Key::ERROR_COUNTS,
            Self::Weeks(_) => Key::ERROR_WEEKS,
            Self::Parameters(_) => Key::ERROR_PARAMETERS,
        }
    }

    /// The name packs write.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Assessors => "assessors",
            Self::Counts => "counts",
            Self::Weeks(_) => "weeks",
            Self::Parameters(_) => "parameters",
        }
    }
}

/// Blocks of neighbouring weeks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Weeks {
    /// How many weeks are drawn together.
    pub(crate) block: u32,
}

/// The scheme's own numbers, between so much less and so much more; all that are named at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Parameters {
    /// How much less or more, as a share of the points of each kind: above 0, at most 1.
    pub(crate) spread: Exact,
    /// The same for each cap and floor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) caps: Option<Exact>,
    /// The same for each half-life, and for each share lost in steps; below 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) decay: Option<Exact>,
    /// How contributions are split, one of these, where their records do not declare shares.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) splits: Vec<Split>,
    /// The best share of a group, such as 0.2: how often each member is in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) top_share: Option<Exact>,
}

impl Parameters {
    /// What of the scheme it varies beside points.
    pub(crate) fn varies_rules(&self) -> bool {
        self.caps.is_some() || self.decay.is_some() || !self.splits.is_empty()
    }

    fn check(&self, body: &Body, findings: &Findings) {
        let share = |name: &str, value: Exact, one: bool| {
            let fraction = Fraction::from(value);
            let fits = fraction > Fraction::ZERO && (fraction < Fraction::ONE || one && value == Exact::ONE);
            if !fits {
                let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", format_args!("`{name}`"));
                let bounds = if one { "(0; 1]" } else { "(0; 1)" };
                let diagnostic = diagnostic.with("value", value).with("bounds", bounds);
                findings.push(diagnostic.at(format!("/uncertainty/from/parameters/{name}")));
            }
        };
        share("spread", self.spread, true);
        self.caps.iter().for_each(|own| share("caps", *own, true));
        self.decay.iter().for_each(|own| share("decay", *own, false));
        self.top_share.iter().for_each(|own| share("top_share", *own, true));
        // what the scheme does not have cannot be varied
        let idle = |name: &str, given: bool, there: bool| {
            if given && !there {
                let diagnostic = Diagnostic::new(Code::NO_EFFECT).with("name", name);
                let (why, why_vi) =
                    ("the scheme has nothing of the kind", "quy chế không có gì thuộc loại này");
                let diagnostic = diagnostic.with("why", why).with("why_vi", why_vi);
                findings.push(diagnostic.at(format!("/uncertainty/from/parameters/{name}")));
            }
        };
        let capped = !body.caps.is_empty() || body.kinds.iter().any(|kind| !kind.caps.is_empty());
        idle("caps", self.caps.is_some(), capped);
        idle("decay", self.decay.is_some(), body.kinds.iter().any(|kind| kind.decay.is_some()));
        let split = |kind: &Kind| kind.split.is_some_and(|split| split != Split::Declared);
        idle("splits", !self.splits.is_empty(), body.kinds.iter().any(split));
        if let Some(at) = self.splits.iter().position(|split| *split == Split::Declared) {
            let diagnostic = Diagnostic::new(Code::UNKNOWN_CHOICE).with("value", "declared");
            let diagnostic = diagnostic.with("expected", "`equal`, `harmonic`, `arithmetic`");
            findings.push(diagnostic.at(format!("/uncertainty/from/parameters/splits/{at}")));
        }
    }
}

impl Uncertainty {
    pub(crate) fn check(&self, body: &Body, findings: &Findings) {
        let outside = |what: &str, value: String, bounds: &str, at: &str| {
            let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", what).with("value", value);
            findings.push(diagnostic.with("bounds", bounds).at(format!("/uncertainty/{at}")));
        };
        let inside = |value: Exact| {
            let value = Fraction::from(value);
            value > Fraction::ZERO && value < Fraction::ONE
        };
        if !inside(self.coverage) {
            outside("`coverage`", self.coverage.to_string(), "(0; 1)", "coverage");
        }
        if !(100..=1_000_000).contains(&self.draws) {
            outside("`draws`", self.draws.to_string(), "100 – 1000000", "draws");
        }
        match &self.from {
            Origin::Weeks(weeks) if weeks.block == 0 => {
                outside("`block`", weeks.block.to_string(), "≥ 1", "from/weeks/block");
            }
            Origin::Parameters(own) => own.check(body, findings),
            _ => {}
        }
    }
}
