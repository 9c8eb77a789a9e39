//! The rank as a share of all.
//!
//! OECD and JRC, *Handbook on constructing composite indicators*, 2008, table 15: rank / n × 100. Others, such as the package COINr, count
//! (rank − 1) / (n − 1).

use serde::{Deserialize, Serialize};

use super::rank::place;
use super::{Fitted, Method, Sample, above_zero};
use crate::error::Diagnostic;
use crate::num::Float;
use crate::ranking::Ties;

/// The rank as a share of `whole`, 100 where left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct PercentileRank<Q> {
    /// The rank of those that share a figure.
    #[serde(default)]
    pub(crate) ties: Ties,
    /// Whether the worst has 1 / n, as where left out, or 0.
    #[serde(default, skip_serializing_if = "Among::is_all")]
    pub(crate) among: Among,
    /// The percentile rank of the best.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) whole: Option<Q>,
}

/// Among whom a rank is a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Among {
    /// rank / n.
    #[default]
    All,
    /// (rank − 1) / (n − 1).
    Others,
}

impl Among {
    fn is_all(&self) -> bool {
        *self == Self::All
    }
}

impl<Q> PercentileRank<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> PercentileRank<R> {
        PercentileRank { ties: self.ties, among: self.among, whole: self.whole.as_ref().map(number) }
    }
}

impl Method for PercentileRank<Float> {
    fn check(&self) -> Result<(), Diagnostic> {
        above_zero("whole", self.whole.unwrap_or(Float::ONE))
    }

    fn fit(&self, sample: &Sample<'_>) -> Result<Fitted, Diagnostic> {
        let count = Float::count(sample.values.len());
        let width = self.whole.unwrap_or(Float::from(100));
        let (first, whole) = match self.among {
            Among::All => (Float::ZERO, count),
            Among::Others if sample.values.len() > 1 => (Float::ONE, count - Float::ONE),
            Among::Others => {
                return Err(
                    sample.refuse("percentile_rank", ("there are no others", "không có đối tượng nào khác"))
                );
            }
        };
        Ok(Fitted::Place(place(sample, self.ties, first, whole, width)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Direction;
    use super::super::testing::{SCHOOLING, check, float};
    use super::*;

    #[test]
    fn table_15_of_the_handbook() {
        let plain = PercentileRank { ties: Ties::Min, among: Among::All, whole: None };
        check(
            &plain,
            &SCHOOLING,
            Direction::Higher,
            &[65.2, 100.0, 82.6, 52.2, 73.9, 39.1, 39.1, 87.0, 78.3, 4.3],
            0.05,
        );
        let others = PercentileRank { ties: Ties::Mean, among: Among::Others, whole: Some(float(1.0)) };
        check(&others, &[4.0, 2.0, 2.0], Direction::Higher, &[1.0, 0.25, 0.25], 1e-15);
    }
}
