//! Treatments of outliers: what keeps a few extreme figures from deciding a normalisation. One file each.

mod fixed;
mod logarithm;
mod percentiles;
mod winsorise;

use serde::{Deserialize, Serialize};

use super::column::{Bounds, skewness_and_kurtosis};
use crate::error::{Code, Diagnostic};
use crate::num::Float;

/// A treatment over numbers `Q`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) enum Treat<Q> {
    /// None.
    Same,
    /// Extreme figures are brought to the next one, one at a time, until the distribution is within limits.
    Winsorise(winsorise::Winsorise<Q>),
    /// Figures beyond fixed ones are brought back to them.
    Fixed(fixed::Fixed<Q>),
    /// Logarithms.
    Logarithm(logarithm::Logarithm<Q>),
    /// Figures beyond percentiles of the cohort are brought back to them.
    Percentiles(percentiles::Percentiles<Q>),
}

impl<Q> Treat<Q> {
    /// The same treatment over other numbers.
    pub(crate) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Treat<R> {
        match self {
            Self::Same => Treat::Same,
            Self::Winsorise(method) => Treat::Winsorise(method.map(number)),
            Self::Fixed(method) => Treat::Fixed(method.map(number)),
            Self::Logarithm(method) => Treat::Logarithm(method.map(number)),
            Self::Percentiles(method) => Treat::Percentiles(method.map(number)),
        }
    }
}

/// A treatment fitted to a cohort.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Treated {
    pub(crate) way: Way,
    /// Figures that were brought to another.
    pub(crate) points: usize,
    /// Skewness and kurtosis before, where they were looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) before: Option<(Float, Float)>,
    /// The same after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) after: Option<(Float, Float)>,
}

/// What is done to a figure.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Way {
    /// Nothing.
    #[default]
    Same,
    /// It is brought within bounds.
    Bounds(Bounds),
    /// ln(times · x + plus).
    Logarithm { times: Float, plus: Float },
}

impl Treated {
    pub(crate) fn apply(&self, value: Float) -> Float {
        match self.way {
            Way::Same => value,
            Way::Bounds(bounds) => bounds.within(value),
            Way::Logarithm { times, plus } => (value * times + plus).ln(),
        }
    }

    pub(crate) fn is_none(&self) -> bool {
        self.way == Way::Same
    }
}

impl Treat<Float> {
    /// What is wrong with it alone.
    pub(crate) fn check(&self) -> Result<(), Diagnostic> {
        match self {
            Self::Winsorise(method) => method.check(),
            Self::Fixed(method) => method.check(),
            Self::Percentiles(method) => method.check(),
            Self::Same | Self::Logarithm(_) => Ok(()),
        }
    }

    /// Fits it to the figures of a cohort.
    pub(crate) fn fit(&self, name: &str, values: &[Float]) -> Result<Treated, Diagnostic> {
        match self {
            Self::Same => Ok(Treated::default()),
            Self::Winsorise(method) => method.fit(name, values),
            Self::Fixed(method) => Ok(method.fit(values)),
            Self::Percentiles(method) => method.fit(name, values),
            Self::Logarithm(method) => method.fit(name, values),
        }
    }
}

/// Whether both moments are beyond their limits; figures too few to have moments are not.
fn outlying(moments: Option<(Float, Float)>, skewness: Float, kurtosis: Float) -> bool {
    moments.is_some_and(|(skew, kurt)| skew.abs() > skewness && kurt > kurtosis)
}

fn refused(name: &str, method: &str, (why, why_vi): (&str, &str)) -> Diagnostic {
    Diagnostic::new(Code::DEGENERATE)
        .with("name", name)
        .with("method", method)
        .with("why", why)
        .with("why_vi", why_vi)
}
