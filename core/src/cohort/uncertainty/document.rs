//! The authored shape of a plan: what is varied, how often, and where the draws begin.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::aggregate::Combine;
use super::super::document::Enough;
use super::super::impute::Impute;
use super::super::normalise::Normalise;
use super::super::treat::Treat;
use super::super::weigh::Weigh;
use crate::error::{Code, Diagnostic, Error, escape};
use crate::num::{Exact, Float};
use crate::text::Id;

/// Replicates one plan may ask for.
const MOST: u32 = 1_000_000;

/// A plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Document {
    /// How often the index is computed.
    pub(crate) replicates: u32,
    /// Where the draws begin: the same seed gives the same result everywhere.
    pub(crate) seed: u64,
    /// The share of replicates that a rank interval holds; 0.9 where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) coverage: Option<Exact>,
    /// What is varied, all of it at once.
    pub(crate) factors: Vec<Factor>,
}

/// Something that is varied.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Factor {
    /// Its name.
    pub(crate) id: Id,
    /// The nodes it is varied at: groups for `weights`, `weigh`, `aggregate` and `available`, indicators for the others, and either for `normalise`;
    /// all where left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) at: Vec<Id>,
    /// Weights.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) weights: Option<Weights>,
    /// Where weights come from, one of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) weigh: Vec<Weigh<Exact>>,
    /// The normalisation, one of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) normalise: Vec<Normalise<Exact>>,
    /// The aggregation, one of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) aggregate: Vec<Combine<Exact>>,
    /// The imputation, one of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) impute: Vec<Impute<Exact>>,
    /// The treatment of outliers, one of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) treat: Vec<Treat<Exact>>,
    /// How much of the parts must be there, one of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) available: Vec<Enough<Exact>>,
    /// The figures, by their standard errors.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) figures: bool,
}

/// How weights are varied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Weights {
    /// Each evenly between so much less and so much more of itself: 0.25 is a quarter.
    Noise(Exact),
    /// Anything: evenly over all weights that sum to one.
    Simplex,
    /// Those of the parts named, each evenly between two weights; the others keep theirs.
    Uniform(BTreeMap<Id, Span>),
}

/// Between two weights.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Span {
    /// The least.
    pub(crate) from: Exact,
    /// The largest.
    pub(crate) to: Exact,
}

impl Document {
    /// What is wrong with a plan alone.
    pub(super) fn check(&self) -> Result<(), Error> {
        let outside = |at: String, value: String, bounds: &str| {
            let what = at.rsplit('/').next().unwrap_or_default().to_owned();
            let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", format_args!("`{what}`"));
            diagnostic.with("value", value).with("bounds", bounds).at(at).data()
        };
        if self.replicates < 2 || self.replicates > MOST {
            return Err(outside("/replicates".to_owned(), self.replicates.to_string(), "[2, 1000000]"));
        }
        let coverage = Float::from(crate::num::Real::from(self.coverage.unwrap_or(Exact::ONE)));
        if self.coverage.is_some() && !(coverage > Float::ZERO && coverage < Float::ONE) {
            let shown = self.coverage.map(|own| own.to_string()).unwrap_or_default();
            return Err(outside("/coverage".to_owned(), shown, "(0, 1)"));
        }
        if self.factors.is_empty() {
            return Err(Diagnostic::new(Code::EMPTY).with("what", "`factors`").at("/factors").data());
        }
        let mut seen = std::collections::BTreeSet::new();
        for (at, factor) in self.factors.iter().enumerate() {
            let at = format!("/factors/{at}");
            if !seen.insert(&factor.id) {
                return Err(Diagnostic::new(Code::DUPLICATE_ID)
                    .with("id", &factor.id)
                    .at(format!("{at}/id"))
                    .data());
            }
            let kinds = [
                ("weights", factor.weights.is_some()),
                ("weigh", !factor.weigh.is_empty()),
                ("normalise", !factor.normalise.is_empty()),
                ("aggregate", !factor.aggregate.is_empty()),
                ("impute", !factor.impute.is_empty()),
                ("treat", !factor.treat.is_empty()),
                ("available", !factor.available.is_empty()),
                ("figures", factor.figures),
            ];
            let found: Vec<String> =
                kinds.iter().filter(|(_, is)| *is).map(|(name, _)| format!("`{name}`")).collect();
            if found.len() != 1 {
                let expected = kinds.map(|(name, _)| format!("`{name}`")).join(", ");
                let found = if found.is_empty() { "none".to_owned() } else { found.join(", ") };
                let diagnostic = Diagnostic::new(Code::ONE_OF).with("expected", expected);
                return Err(diagnostic.with("found", found).at(at).data());
            }
            match &factor.weights {
                Some(Weights::Noise(noise)) if *noise <= Exact::ZERO || *noise >= Exact::ONE => {
                    return Err(outside(format!("{at}/weights/noise"), noise.to_string(), "(0, 1)"));
                }
                Some(Weights::Uniform(spans)) if spans.is_empty() => {
                    let diagnostic = Diagnostic::new(Code::EMPTY).with("what", "`uniform`");
                    return Err(diagnostic.at(format!("{at}/weights/uniform")).data());
                }
                Some(Weights::Uniform(spans)) => {
                    let wrong = |span: &Span| span.from < Exact::ZERO || span.to <= span.from;
                    if let Some((part, span)) = spans.iter().find(|(_, span)| wrong(span)) {
                        let shown = format!("{} – {}", span.from, span.to);
                        let at = format!("{at}/weights/uniform/{}", escape(part.as_str()));
                        return Err(outside(at, shown, "0 ≤ `from` < `to`"));
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }
}
