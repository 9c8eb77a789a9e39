//! Weights by the principal component of the parts: those that vary together weigh more.
//!
//! OECD and JRC, *Handbook on constructing composite indicators*, 2008, step 6: squared loadings of the correlations' principal component, as shares of
//! one; the package COINr takes the loadings themselves.

use serde::{Deserialize, Serialize};

use super::{Seen, Weighed};
use crate::cohort::column::correlation;
use crate::cohort::matrix::{Matrix, eigen};
use crate::error::Diagnostic;
use crate::num::Float;

/// The first principal component of the correlations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Pca {
    /// What of it is the weight.
    pub(crate) by: Loading,
}

/// What of a component is the weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Loading {
    /// Its squared loadings, which are never negative.
    Squared,
    /// Its loadings; a negative one is an error.
    Plain,
}

impl Pca {
    pub(super) fn weights(self, seen: &Seen<'_>) -> Result<Weighed, Diagnostic> {
        let matrix = correlations(seen.columns).ok_or_else(|| {
            seen.refuse(
                "pca",
                (
                    "a part does not vary, or two have fewer than three subjects in common",
                    "có phần không biến thiên, hoặc hai phần có chung chưa đến ba đối tượng",
                ),
            )
        })?;
        let (_, loadings) = eigen(&matrix).into_iter().next().unwrap_or((Float::ZERO, Vec::new()));
        let weights: Vec<Float> = match self.by {
            Loading::Squared => loadings.into_iter().map(Float::squared).collect(),
            Loading::Plain => loadings,
        };
        if weights.iter().any(|weight| *weight < Float::ZERO) {
            return Err(seen.refuse(
                "pca",
                (
                    "a part runs against the others, so its weight would be negative",
                    "có phần đi ngược các phần khác nên trọng số sẽ âm",
                ),
            ));
        }
        let sum = Float::total(weights.iter().copied());
        Ok(weights.into_iter().map(|weight| weight / sum).collect::<Vec<_>>().into())
    }
}

/// The correlations of columns with each other.
pub(crate) fn correlations(columns: &[&[Option<Float>]]) -> Option<Matrix> {
    let row = |(at, one): (usize, &&[Option<Float>])| {
        let cell = |(to, other): (usize, &&[Option<Float>])| {
            if at == to { correlation(one, one).map(|_| Float::ONE) } else { correlation(one, other) }
        };
        columns.iter().enumerate().map(cell).collect::<Option<Vec<Float>>>()
    };
    columns.iter().enumerate().map(row).collect::<Option<Vec<_>>>().map(Matrix::of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cohort::column::Column;

    fn columns(rows: &[[u32; 6]]) -> Vec<Column> {
        rows.iter().map(|row| row.iter().map(|value| Some(Float::from(*value))).collect()).collect()
    }

    /// Two parts always have loadings of 1/√2 each; a third that hardly varies with them weighs less.
    #[test]
    fn what_varies_together_weighs_more() {
        let whole = |_: &[Float]| Ok(Vec::new());
        let weights = |columns: &[Column], by| {
            let columns: Vec<&[Option<Float>]> = columns.iter().map(Vec::as_slice).collect();
            let names: Vec<&str> = vec!["a"; columns.len()];
            let seen = Seen { name: "x", names: &names, given: &[], columns: &columns, whole: &whole };
            Pca { by }.weights(&seen).map(|weighed| weighed.weights)
        };
        let two = columns(&[[1, 2, 3, 4, 5, 6], [2, 1, 4, 3, 6, 5]]);
        for by in [Loading::Squared, Loading::Plain] {
            assert!(
                weights(&two, by).unwrap().iter().all(|weight| (*weight - Float::HALF).abs() < Float::SLACK)
            );
        }
        let three = columns(&[[1, 2, 3, 4, 5, 6], [2, 1, 4, 3, 6, 5], [3, 1, 2, 3, 1, 4]]);
        let found = weights(&three, Loading::Squared).unwrap();
        assert!(found[2] < found[0] && found[2] < found[1]);
        let against = columns(&[[1, 2, 3, 4, 5, 6], [2, 1, 4, 3, 6, 5], [6, 5, 4, 3, 2, 1]]);
        assert!(weights(&against, Loading::Plain).is_err());
        assert!(weights(&columns(&[[1, 2, 3, 4, 5, 6], [2; 6]]), Loading::Squared).is_err());
    }
}
