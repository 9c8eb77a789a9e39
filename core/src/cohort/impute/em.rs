//! What all the other indicators foretell, as if they were drawn from a normal distribution whose mean and covariances are those most likely
//! to give the figures that are there.
//!
//! Dempster, Laird and Rubin, *Maximum likelihood from incomplete data via the EM algorithm*, JRSS B 1977; Little and Rubin, *Statistical
//! analysis with missing data*, section 11.2.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Known, Stand, Subject};
use crate::cohort::matrix::{Matrix, solve};
use crate::error::Diagnostic;
use crate::num::Float;

/// Rounds of the algorithm.
const ROUNDS: usize = 1_000;

/// Over all indicators, or over some.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Em {
    /// The indicators that foretell each other; all where left out. There must be fewer of them than subjects with figures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) over: Vec<String>,
}

/// The distribution.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub(crate) struct Normal {
    names: Arc<[String]>,
    means: Arc<[Float]>,
    covariances: Arc<Matrix>,
}

/// The distribution as it is written.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    indicators: Vec<String>,
    means: Vec<Float>,
    covariances: Vec<Vec<Float>>,
}

impl From<Normal> for Written {
    fn from(own: Normal) -> Self {
        let (indicators, means) = (own.names.to_vec(), own.means.to_vec());
        Self { indicators, means, covariances: own.covariances.rows().to_vec() }
    }
}

impl TryFrom<Written> for Normal {
    type Error = &'static str;
    fn try_from(own: Written) -> Result<Self, Self::Error> {
        let count = own.indicators.len();
        let square = own.covariances.len() == count && own.covariances.iter().all(|row| row.len() == count);
        if own.means.len() != count || !square {
            return Err("a mean and a row of covariances for each indicator");
        }
        let covariances = Arc::new(Matrix::of(own.covariances));
        Ok(Self { names: own.indicators.into(), means: own.means.into(), covariances })
    }
}

impl Normal {
    /// The expected figure of the indicator wanted, given those that are there.
    pub(super) fn expected(&self, subject: &Subject<'_>) -> Option<Float> {
        let wanted = self.names.iter().position(|name| name == subject.wanted)?;
        let figures: Vec<Option<Float>> = self.names.iter().map(|name| (subject.figures)(name)).collect();
        let (expected, _) = conditional(&self.means, &self.covariances, &figures)?;
        expected.get(wanted).copied()
    }
}

/// The figures with those missing at their expectation, and the covariances of these given the others.
fn conditional(
    means: &[Float],
    covariances: &Matrix,
    figures: &[Option<Float>],
) -> Option<(Vec<Float>, Matrix)> {
    let count = figures.len();
    let there: Vec<usize> = (0..count).filter(|at| figures.get(*at).is_some_and(Option::is_some)).collect();
    let missing: Vec<usize> = (0..count).filter(|at| !there.contains(at)).collect();
    let mut left = Matrix::zero(count);
    let mean = |at: usize| means.get(at).copied().unwrap_or(Float::ZERO);
    let mut full: Vec<Float> =
        figures.iter().enumerate().map(|(at, figure)| figure.unwrap_or_else(|| mean(at))).collect();
    let distances: Vec<Float> =
        there.iter().map(|at| full.get(*at).map_or(Float::ZERO, |x| *x - mean(*at))).collect();
    let known = covariances.part(&there, &there);
    for one in &missing {
        let with: Vec<Float> = there.iter().map(|at| covariances.get(*one, *at)).collect();
        let weights = solve(&known, &with)?;
        let shift =
            Float::total(weights.iter().zip(&distances).map(|(weight, distance)| *weight * *distance));
        full.get_mut(*one).into_iter().for_each(|cell| *cell = *cell + shift);
        for other in &missing {
            let shared =
                there.iter().zip(&weights).map(|(at, weight)| *weight * covariances.get(*other, *at));
            left.set(*one, *other, covariances.get(*one, *other) - Float::total(shared));
        }
    }
    Some((full, left))
}

impl Em {
    pub(super) fn fit(&self, known: &Known<'_>) -> Result<Stand, Diagnostic> {
        let refuse = |why: (&str, &str)| known.refuse("em", why);
        let chosen: Vec<(&str, &[Option<Float>])> = known
            .columns
            .iter()
            .filter(|(name, _)| {
                self.over.is_empty() || *name == known.name || self.over.iter().any(|own| own == name)
            })
            .map(|(name, column)| (*name, column.as_slice()))
            .collect();
        let rows: Vec<Vec<Option<Float>>> = (0..known.own().len())
            .map(|subject| chosen.iter().map(|(_, column)| column.get(subject).copied().flatten()).collect())
            .filter(|row: &Vec<Option<Float>>| row.iter().any(Option::is_some))
            .collect();
        let count = chosen.len();
        if rows.len() <= count {
            return Err(refuse((
                "it needs more subjects with figures than indicators",
                "cần nhiều đối tượng có số liệu hơn số chỉ tiêu",
            )));
        }
        let n = Float::count(rows.len());
        let observed = |at: usize| -> Vec<Float> { rows.iter().filter_map(|row| *row.get(at)?).collect() };
        let mut means: Vec<Float> = (0..count).map(|at| super::super::column::mean(&observed(at))).collect();
        let mut covariances = Matrix::zero(count);
        for at in 0..count {
            let spread =
                super::super::column::deviation(&observed(at), super::super::column::Deviation::Population);
            if spread == Float::ZERO {
                return Err(refuse((
                    "an indicator has no figures that differ",
                    "có chỉ tiêu mà mọi số liệu như nhau",
                )));
            }
            covariances.set(at, at, spread.squared());
        }
        for _ in 0..ROUNDS {
            let mut filled = Vec::with_capacity(rows.len());
            let mut left = Matrix::zero(count);
            for row in &rows {
                let found = conditional(&means, &covariances, row);
                let (full, own) = found.ok_or_else(|| {
                    refuse(("the indicators are multiples of each other", "các chỉ tiêu là bội của nhau"))
                })?;
                left.add(&own);
                filled.push(full);
            }
            let mean = |at: usize| Float::total(filled.iter().filter_map(|row| row.get(at).copied())) / n;
            let next: Vec<Float> = (0..count).map(mean).collect();
            let mut spread = Matrix::zero(count);
            for one in 0..count {
                for other in 0..count {
                    let product = |row: &Vec<Float>| {
                        let distance = |at: usize| Some(*row.get(at)? - *next.get(at)?);
                        Some(distance(one)? * distance(other)?)
                    };
                    let sum = Float::total(filled.iter().filter_map(product)) + left.get(one, other);
                    spread.set(one, other, sum / n);
                }
            }
            let still = covariances.is_near(&spread);
            (means, covariances) = (next, spread);
            if still {
                break;
            }
        }
        let names = chosen.iter().map(|(name, _)| (*name).to_owned()).collect();
        Ok(Stand::Normal(Normal { names, means: means.into(), covariances: Arc::new(covariances) }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cohort::column::Column;
    use crate::num::Real;

    fn column(values: &[Option<f64>]) -> Column {
        values.iter().map(|value| value.map(|value| Real::new(value).unwrap().into())).collect()
    }

    /// With one indicator complete and the other missing at random, the algorithm ends at the regression of the complete cases
    /// (Anderson, *Maximum likelihood estimates for a multivariate normal distribution when some observations are missing*, 1957).
    #[test]
    fn two_indicators_end_at_the_regression() {
        let x = column(&[Some(1.0), Some(2.0), Some(3.0), Some(4.0), Some(5.0), Some(6.0)]);
        let y = column(&[Some(1.2), Some(1.9), Some(3.2), Some(3.7), None, None]);
        let columns = [("x", &x), ("y", &y)];
        let known = Known { name: "y", columns: &columns, at: 1, groups: None };
        let figures = |name: &str| (name == "x").then(|| Float::from(5));
        let subject = Subject { group: None, last: None, figures: &figures, wanted: "y" };
        let value = |stand: Stand| stand.value(&subject).unwrap().real().unwrap().get();
        let regression = super::super::regression::Regression { on: "x".to_owned() };
        let (em, line) =
            (value(Em { over: vec![] }.fit(&known).unwrap()), value(regression.fit(&known).unwrap()));
        assert!((em - line).abs() < 1e-6, "{em} {line}");
        // 0.88 x + 0.3 of the four pairs
        assert!((line - 4.7).abs() < 1e-12, "{line}");
    }
}
