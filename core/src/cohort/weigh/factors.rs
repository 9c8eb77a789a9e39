//! Weights by factor analysis: each part counts in the factor it loads most on, by its squared loading, and factors by what they account for.
//!
//! Nicoletti, Scarpetta and Boylaud, *Summary indicators of product market regulation*, OECD 2000; OECD and JRC, *Handbook on constructing composite
//! indicators*, 2008, step 6 and table 17: principal components, rotated by varimax.

use serde::{Deserialize, Serialize};

use super::pca::correlations;
use super::{Seen, Weighed};
use crate::cohort::components::{components, few, varimax};
use crate::error::{Code, Diagnostic};
use crate::num::Float;

/// How many factors are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Factors {
    /// The factors that account for most.
    pub(crate) keep: u32,
}

impl Factors {
    pub(super) fn check(self, names: &[&str]) -> Result<(), Diagnostic> {
        few(names.len())?;
        let most = u32::try_from(names.len()).unwrap_or(u32::MAX);
        if (1..=most).contains(&self.keep) {
            return Ok(());
        }
        let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "`keep`").with("value", self.keep);
        Err(diagnostic.with("bounds", format!("[1, {most}]")).at("/keep"))
    }

    pub(super) fn weights(self, seen: &Seen<'_>) -> Result<Weighed, Diagnostic> {
        let why = (
            "a part does not vary, or two have fewer than three subjects in common",
            "có phần không biến thiên, hoặc hai phần có chung chưa đến ba đối tượng",
        );
        let matrix = correlations(seen.columns).ok_or_else(|| seen.refuse("factors", why))?;
        let keep = usize::try_from(self.keep).unwrap_or(usize::MAX);
        let kept: Vec<_> = components(&matrix).into_iter().take(keep).collect();
        let factors = varimax(&kept);
        let all = Float::total(factors.iter().map(|(accounts, _)| *accounts));
        // a squared loading as a share of its factor, by the factor's share of what all account for
        let weight = |part: usize| {
            let squares =
                factors.iter().filter_map(|(accounts, own)| Some((*accounts, own.get(part)?.squared())));
            let largest = squares.reduce(|best, next| if next.1 > best.1 { next } else { best });
            largest.map_or(Float::ZERO, |(accounts, square)| square / accounts * (accounts / all))
        };
        let weights: Vec<Float> = (0..seen.names.len()).map(weight).collect();
        let sum = Float::total(weights.iter().copied());
        Ok(weights.into_iter().map(|weight| weight / sum).collect::<Vec<_>>().into())
    }
}
