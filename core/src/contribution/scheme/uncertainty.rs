//! Where the uncertainty of a scheme's ranks comes from. There is none that is not named here.

use serde::{Deserialize, Serialize};

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

/// The points of each kind, between so much less and so much more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Parameters {
    /// How much less or more, as a share of the points: above 0, at most 1.
    pub(crate) spread: Exact,
}

impl Uncertainty {
    pub(crate) fn check(&self, findings: &Findings) {
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
            Origin::Parameters(own) if !inside(own.spread) && own.spread != Exact::ONE => {
                outside("`spread`", own.spread.to_string(), "(0; 1]", "from/parameters/spread");
            }
            _ => {}
        }
    }
}
