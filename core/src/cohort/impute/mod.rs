//! Imputations: what stands in for a figure that is missing. One file each; none is a default, and 0 is none.

mod centre;
mod em;
mod fixed;
mod last;
mod regression;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::column::Column;
use crate::error::{Code, Diagnostic};
use crate::num::Float;

/// An imputation over numbers `Q`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) enum Impute<Q> {
    /// None: what is missing stays so.
    None,
    /// The mean of the others.
    Mean(centre::Centre),
    /// The median of the others.
    Median(centre::Centre),
    /// The subject's last figure before.
    Last(last::Last),
    /// What another indicator foretells.
    Regression(regression::Regression),
    /// What all the other indicators foretell, by expectation and maximisation.
    Em(em::Em),
    /// A number that the pack gives.
    Fixed(fixed::Fixed<Q>),
}

impl<Q> Impute<Q> {
    /// The same imputation over other numbers.
    pub(crate) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Impute<R> {
        match self {
            Self::None => Impute::None,
            Self::Mean(method) => Impute::Mean(method.clone()),
            Self::Median(method) => Impute::Median(method.clone()),
            Self::Last(method) => Impute::Last(method.clone()),
            Self::Regression(method) => Impute::Regression(method.clone()),
            Self::Em(method) => Impute::Em(method.clone()),
            Self::Fixed(method) => Impute::Fixed(method.map(number)),
        }
    }

    /// The column of groups it reads.
    pub(crate) fn group(&self) -> Option<&str> {
        match self {
            Self::Mean(centre) | Self::Median(centre) => centre.within.as_deref(),
            _ => None,
        }
    }

    /// The name packs write.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Mean(_) => "mean",
            Self::Median(_) => "median",
            Self::Last(_) => "last",
            Self::Regression(_) => "regression",
            Self::Em(_) => "em",
            Self::Fixed(_) => "fixed",
        }
    }
}

/// What an imputation sees of a cohort.
pub(crate) struct Known<'a> {
    /// The name of the indicator.
    pub(crate) name: &'a str,
    /// All indicators by name, as they were before any was imputed.
    pub(crate) columns: &'a [(&'a str, &'a Column)],
    /// The place of the indicator among them.
    pub(crate) at: usize,
    /// The group of each subject.
    pub(crate) groups: Option<&'a [Option<String>]>,
}

impl Known<'_> {
    fn own(&self) -> &[Option<Float>] {
        self.columns.get(self.at).map_or(&[], |(_, column)| column.as_slice())
    }

    fn refuse(&self, method: &str, (why, why_vi): (&str, &str)) -> Diagnostic {
        Diagnostic::new(Code::DEGENERATE)
            .with("name", self.name)
            .with("method", method)
            .with("why", why)
            .with("why_vi", why_vi)
    }
}

/// An imputation fitted to a cohort.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Stand {
    /// Nothing stands in.
    None,
    /// The same for all.
    Same(Float),
    /// By group.
    Groups(BTreeMap<String, Float>),
    /// The last figure before.
    Last,
    /// intercept + slope · x of another indicator.
    Line { on: String, intercept: Float, slope: Float },
    /// The mean of all indicators and how they vary together.
    Normal(em::Normal),
}

/// What is known of a subject when a figure of it is missing.
pub(crate) struct Subject<'a> {
    pub(crate) group: Option<&'a str>,
    /// Its last figure before.
    pub(crate) last: Option<Float>,
    /// Its figures by indicator.
    pub(crate) figures: &'a dyn Fn(&str) -> Option<Float>,
    /// The indicator whose figure is missing.
    pub(crate) wanted: &'a str,
}

impl Stand {
    /// What stands in for a figure.
    pub(crate) fn value(&self, subject: &Subject<'_>) -> Option<Float> {
        match self {
            Self::None => None,
            Self::Same(value) => Some(*value),
            Self::Groups(values) => subject.group.and_then(|group| values.get(group)).copied(),
            Self::Last => subject.last,
            Self::Line { on, intercept, slope } => (subject.figures)(on).map(|x| *intercept + *slope * x),
            Self::Normal(normal) => normal.expected(subject),
        }
    }
}

impl Impute<Float> {
    /// Fits it to a cohort.
    pub(crate) fn fit(&self, known: &Known<'_>) -> Result<Stand, Diagnostic> {
        match self {
            Self::None => Ok(Stand::None),
            Self::Mean(centre) => centre.fit(known, super::column::mean),
            Self::Median(centre) => {
                centre.fit(known, |values| super::column::median(values).unwrap_or(Float::ZERO))
            }
            Self::Last(_) => Ok(Stand::Last),
            Self::Regression(method) => method.fit(known),
            Self::Em(method) => method.fit(known),
            Self::Fixed(method) => Ok(Stand::Same(method.value)),
        }
    }
}
