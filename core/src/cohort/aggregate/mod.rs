//! Aggregations: how parts become a whole for every subject. One file each; a new one is a file and a line of the table below.

mod arithmetic;
mod benefit_of_the_doubt;
mod borda;
mod copeland;
mod difference;
mod geometric;
mod harmonic;
mod kemeny;
mod maximum;
mod mazziotta_pareto;
mod minimum;
mod outranking;
mod parts;
mod power;
mod product;
mod ratio;
mod sum;

use serde::{Deserialize, Serialize};

pub(crate) use self::outranking::matrix as outranking;
pub(crate) use self::parts::{Available, By, Part, Parts};
use super::column::Column;
use crate::error::Diagnostic;
use crate::num::Float;

/// What a part does that is not above 0, where a mean takes logarithms or reciprocals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum NotPositive {
    /// It is an error.
    #[default]
    Fail,
    /// The whole is 0.
    Zero,
    /// The whole is undetermined.
    Undetermined,
}

impl NotPositive {
    pub(crate) fn is_fail(&self) -> bool {
        *self == Self::Fail
    }

    /// The mean of parts that are all above 0, or what holds instead.
    pub(super) fn guard(
        self,
        method: &str,
        parts: &Parts<'_>,
        mean: impl Fn(&[Part]) -> Float,
    ) -> Result<Column, Diagnostic> {
        parts.by_row(|subject, row| match (row.iter().find(|part| part.value <= Float::ZERO), self) {
            (None, _) => Ok(Some(mean(row))),
            (Some(part), Self::Fail) => Err(parts.not_positive(method, subject, part)),
            (Some(_), Self::Zero) => Ok(Some(Float::ZERO)),
            (Some(_), Self::Undetermined) => Ok(None),
        })
    }
}

/// The weight a part has for one subject alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Own {
    /// Its place among the parts.
    pub(crate) at: usize,
    /// What the figure of the part is multiplied by.
    pub(crate) weight: Float,
    /// What comes to the whole by it, as a share of the whole.
    pub(crate) share: Float,
}

/// By subject, the weights that each has of its own; none where all are weighed alike.
pub(crate) type Owns = Option<Vec<Vec<Own>>>;

/// What every aggregation can do, once its numbers are known.
pub(super) trait Method {
    /// What is wrong with it alone, over the parts of these names.
    fn check(&self, _names: &[&str]) -> Result<(), Diagnostic> {
        Ok(())
    }
    /// The whole for every subject.
    fn whole(&self, parts: &Parts<'_>) -> Result<Column, Diagnostic>;
    /// The same, with the weights each subject has of its own; none where all are weighed alike.
    fn weighed(&self, parts: &Parts<'_>) -> Result<(Column, Owns), Diagnostic> {
        self.whole(parts).map(|column| (column, None))
    }
    /// Whether the whole of a subject depends on the other subjects.
    fn needs_cohort(&self) -> bool {
        false
    }
}

impl<Q> Combine<Q> {
    /// Whether it matters in which order the pack names the parts.
    pub(crate) const fn in_order(&self) -> bool {
        matches!(self, Self::Ratio(_) | Self::Difference(_))
    }
}

macro_rules! aggregations {
    ($($(#[$doc:meta])* $tag:ident $module:ident $name:ident)*) => {
        /// An aggregation over numbers `Q`.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case", bound(deserialize = "Q: Deserialize<'de>"))]
        pub(crate) enum Combine<Q> { $($(#[$doc])* $tag($module::$name<Q>)),* }

        impl<Q> Combine<Q> {
            /// The same aggregation over other numbers.
            pub(crate) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Combine<R> {
                match self { $(Self::$tag(method) => Combine::$tag(method.map(number))),* }
            }

            /// The name packs write.
            pub(crate) fn name(&self) -> String {
                let camel = match self { $(Self::$tag(_) => stringify!($tag)),* };
                let mut name = String::new();
                for sign in camel.chars() {
                    if sign.is_ascii_uppercase() && !name.is_empty() {
                        name.push('_');
                    }
                    name.push(sign.to_ascii_lowercase());
                }
                name
            }
        }

        impl Combine<Float> {
            /// What is wrong with it alone, over the parts of these names.
            pub(crate) fn check(&self, names: &[&str]) -> Result<(), Diagnostic> {
                match self { $(Self::$tag(method) => method.check(names)),* }
            }
            /// The whole for every subject.
            pub(crate) fn whole(&self, parts: &Parts<'_>) -> Result<Column, Diagnostic> {
                match self { $(Self::$tag(method) => method.whole(parts)),* }
            }
            /// The same, with the weights each subject has of its own; none where all are weighed alike.
            pub(crate) fn weighed(&self, parts: &Parts<'_>) -> Result<(Column, Owns), Diagnostic> {
                match self { $(Self::$tag(method) => method.weighed(parts)),* }
            }
            /// Whether the whole of a subject depends on the other subjects.
            pub(crate) fn needs_cohort(&self) -> bool {
                match self { $(Self::$tag(method) => method.needs_cohort()),* }
            }
        }
    };
}

aggregations! {
    /// The weighted mean.
    Arithmetic arithmetic Arithmetic
    /// The weighted geometric mean.
    Geometric geometric Geometric
    /// The weighted harmonic mean.
    Harmonic harmonic Harmonic
    /// The weighted mean of powers.
    Power power Power
    /// The weighted sum.
    Sum sum Sum
    /// The product.
    Product product Product
    /// The first part divided by the second.
    Ratio ratio Ratio
    /// The first part less the second.
    Difference difference Difference
    /// The least part.
    Minimum minimum Minimum
    /// The largest part.
    Maximum maximum Maximum
    /// The mean less or more a penalty for parts that differ.
    MazziottaPareto mazziotta_pareto MazziottaPareto
    /// Majorities won less majorities lost, or the shares of the weight won.
    Copeland copeland Copeland
    /// How many are worse in each part.
    Borda borda Borda
    /// The place in the order that most comparisons agree with.
    Kemeny kemeny Kemeny
    /// The best whole that any weights give, by subject.
    BenefitOfTheDoubt benefit_of_the_doubt BenefitOfTheDoubt
}

#[cfg(test)]
mod testing {
    use super::*;
    use crate::num::Real;

    pub(super) fn float(value: f64) -> Float {
        Real::new(value).unwrap().into()
    }

    /// One column of parts for each inner list; the whole for every subject.
    pub(super) fn whole(
        method: &impl Method,
        columns: &[&[f64]],
        weights: &[f64],
    ) -> Result<Vec<f64>, Diagnostic> {
        let columns: Vec<Column> =
            columns.iter().map(|column| column.iter().map(|value| Some(float(*value))).collect()).collect();
        let names: Vec<String> = (0..columns.len()).map(|at| format!("part{at}")).collect();
        let subjects: Vec<String> = (0..columns[0].len()).map(|at| at.to_string()).collect();
        let weights: Vec<Float> = weights.iter().map(|weight| float(*weight)).collect();
        let columns: Vec<&[Option<Float>]> = columns.iter().map(Vec::as_slice).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let parts = Parts {
            names: &names,
            columns: &columns,
            weights: &weights,
            subjects: &subjects,
            available: Available::default(),
            below: &[],
        };
        Ok(method.whole(&parts)?.into_iter().map(|value| value.unwrap().real().unwrap().get()).collect())
    }

    /// One subject.
    pub(super) fn one(method: &impl Method, values: &[f64], weights: &[f64]) -> f64 {
        let columns: Vec<Vec<f64>> = values.iter().map(|value| vec![*value]).collect();
        let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
        whole(method, &columns, weights).unwrap()[0]
    }
}
