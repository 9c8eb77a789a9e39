//! What another indicator foretells, by least squares.
//!
//! OECD and JRC, *Handbook on constructing composite indicators*, 2008, step 3: regression imputation.

use serde::{Deserialize, Serialize};

use super::{Known, Stand};
use crate::cohort::column::{mean, varies};
use crate::error::Diagnostic;
use crate::num::Float;

/// Simple linear regression on another indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Regression {
    /// The other indicator; where its figure is missing too, nothing stands in.
    pub(crate) on: String,
}

impl Regression {
    pub(super) fn fit(&self, known: &Known<'_>) -> Result<Stand, Diagnostic> {
        let other =
            known.columns.iter().find(|(name, _)| *name == self.on).map(|(_, column)| column.as_slice());
        let pairs = known.own().iter().zip(other.unwrap_or(&[]));
        let (ys, xs): (Vec<Float>, Vec<Float>) = pairs.filter_map(|(y, x)| Some(((*y)?, (*x)?))).unzip();
        if xs.len() < 3 || !varies(&xs) {
            let why = format!(
                "fewer than three subjects have figures of both it and `{}`, or the latter are all the same",
                self.on
            );
            let why_vi = format!(
                "chưa đến ba đối tượng có cả số liệu này và `{}`, hoặc số liệu sau đều như nhau",
                self.on
            );
            return Err(known.refuse("regression", (&why, &why_vi)));
        }
        let (mean_x, mean_y) = (mean(&xs), mean(&ys));
        let both = Float::total(xs.iter().zip(&ys).map(|(x, y)| (*x - mean_x) * (*y - mean_y)));
        let slope = both / Float::total(xs.iter().map(|x| (*x - mean_x).squared()));
        Ok(Stand::Line { on: self.on.clone(), intercept: mean_y - slope * mean_x, slope })
    }
}
