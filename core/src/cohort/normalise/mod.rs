//! Normalisations: how figures of one indicator become comparable with those of others. One file each; a new one is a file and a line
//! of the table below. Each is fitted to a cohort first and then applied to a figure, so that what was fitted may be kept and applied
//! to a subject that comes later.

mod apart;
mod band;
mod borda;
mod categories;
mod distance;
mod fitted;
mod fraction_of_maximum;
mod goalposts;
mod min_max;
mod percentile_rank;
mod rank;
mod reciprocal;
mod relative;
mod same;
mod scores;
mod z_score;

use serde::{Deserialize, Serialize};

pub(crate) use self::fitted::Fitted;
use crate::error::{Code, Diagnostic};
use crate::num::Float;

/// Which figures are better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Direction {
    /// The higher ones.
    #[default]
    Higher,
    /// The lower ones: a normalisation turns them round.
    Lower,
}

impl Direction {
    pub(crate) fn is_higher(&self) -> bool {
        *self == Self::Higher
    }

    /// What a figure is multiplied by so that more is better.
    pub(super) fn sign(self) -> Float {
        match self {
            Self::Higher => Float::ONE,
            Self::Lower => -Float::ONE,
        }
    }
}

/// What a normalisation is fitted to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sample<'a> {
    /// The name of the indicator or node.
    pub(crate) name: &'a str,
    /// The figures that are there.
    pub(crate) values: &'a [Float],
    pub(crate) direction: Direction,
    /// What the indicator aims at, where the pack says so.
    pub(crate) target: Option<Float>,
    /// The subjects, and the figures of all of them.
    pub(crate) subjects: &'a [String],
    pub(crate) column: &'a [Option<Float>],
}

impl Sample<'_> {
    /// The figures turned round where fewer are better.
    pub(super) fn signed(&self) -> Vec<Float> {
        let sign = self.direction.sign();
        self.values.iter().map(|value| *value * sign).collect()
    }

    /// Why a method cannot be fitted.
    pub(super) fn refuse(&self, method: &str, (why, why_vi): (&str, &str)) -> Diagnostic {
        Diagnostic::new(Code::DEGENERATE)
            .with("name", self.name)
            .with("method", method)
            .with("why", why)
            .with("why_vi", why_vi)
    }

    /// A ratio has no meaning for figures of which fewer are better.
    pub(super) fn only_higher(&self, method: &str) -> Result<(), Diagnostic> {
        match self.direction {
            Direction::Higher => Ok(()),
            Direction::Lower => Err(self.refuse(
                method,
                (
                    "lower figures are better, which a ratio cannot turn round",
                    "số thấp là tốt, điều mà tỷ số không đảo lại được",
                ),
            )),
        }
    }

    /// The figure of one subject.
    pub(super) fn of(&self, subject: &str, method: &str) -> Result<Float, Diagnostic> {
        let Some(at) = self.subjects.iter().position(|own| own == subject) else {
            let near = self.subjects.iter().map(String::as_str);
            return Err(Diagnostic::new(Code::UNKNOWN_SUBJECT).with("id", subject).meant(subject, near));
        };
        let found = self.column.get(at).copied().flatten();
        let why = (format!("`{subject}` has no figure"), format!("`{subject}` không có số liệu"));
        found.ok_or_else(|| self.refuse(method, (&why.0, &why.1)))
    }
}

/// What every normalisation can do, once its numbers are known.
pub(super) trait Method {
    /// What is wrong with it alone.
    fn check(&self) -> Result<(), Diagnostic> {
        Ok(())
    }
    /// Fits it to a cohort.
    fn fit(&self, sample: &Sample<'_>) -> Result<Fitted, Diagnostic>;
}

macro_rules! normalisations {
    ($($(#[$doc:meta])* $module:ident $name:ident)*) => {
        /// A normalisation over numbers `Q`.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case", bound(deserialize = "Q: Deserialize<'de>"))]
        pub(crate) enum Normalise<Q> { $($(#[$doc])* $name($module::$name<Q>)),* }

        impl<Q> Normalise<Q> {
            /// The same normalisation over other numbers.
            pub(crate) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Normalise<R> {
                match self { $(Self::$name(method) => Normalise::$name(method.map(number))),* }
            }

            /// The name packs write.
            pub(crate) const fn name(&self) -> &'static str {
                match self { $(Self::$name(_) => stringify!($module)),* }
            }
        }

        impl Normalise<Float> {
            /// What is wrong with it alone.
            pub(crate) fn check(&self) -> Result<(), Diagnostic> {
                match self { $(Self::$name(method) => method.check()),* }
            }

            /// Fits it to a cohort.
            pub(crate) fn fit(&self, sample: &Sample<'_>) -> Result<Fitted, Diagnostic> {
                if sample.values.is_empty() {
                    return Err(sample.refuse(self.name(), ("no subject has a figure", "không đối tượng nào có số liệu")));
                }
                let fitted = match self { $(Self::$name(method) => method.fit(sample)),* }?;
                if fitted.is_finite() { Ok(fitted) } else { Err(Diagnostic::new(Code::OVERFLOW)) }
            }
        }
    };
}

normalisations! {
    /// The figure as it is.
    same Same
    /// Its place between two fixed figures.
    goalposts Goalposts
    /// Its place between the least and the most of the cohort.
    min_max MinMax
    /// How many standard deviations it is from the mean.
    z_score ZScore
    /// Its rank: 1 for the worst.
    rank Rank
    /// How many it is better than.
    borda Borda
    /// Its rank as a share of all.
    percentile_rank PercentileRank
    /// How near it is to the maximum, a target or a subject.
    distance Distance
    /// Its share of the maximum.
    fraction_of_maximum FractionOfMaximum
    /// Its ratio to a figure, or its difference from it in parts of it.
    relative Relative
    /// Above, within or below a band around the mean.
    band Band
    /// The score of the class that its percentile rank falls in.
    categories Categories
    /// A number divided by it.
    reciprocal Reciprocal
    /// What the source says it scores, in steps or on lines.
    scores Scores
    /// How far it is from a fixed figure, on whichever side.
    apart Apart
}

/// A number above 0, under its name.
fn above_zero(what: &str, value: Float) -> Result<(), Diagnostic> {
    if value > Float::ZERO {
        return Ok(());
    }
    let shown = value.real().map(|real| real.to_string()).unwrap_or_default();
    let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", format_args!("`{what}`"));
    Err(diagnostic.with("value", shown).with("bounds", "(0, ∞)").at(format!("/{what}")))
}

/// Two different numbers.
fn different(from: Float, to: Float) -> Result<(), Diagnostic> {
    if from != to {
        return Ok(());
    }
    let shown = to.real().map(|real| real.to_string()).unwrap_or_default();
    let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "`to`").with("value", &shown);
    Err(diagnostic.with("bounds", format_args!("numbers other than `from`, {shown}")).at("/to"))
}

#[cfg(test)]
mod testing {
    use super::*;
    use crate::num::Real;

    pub(super) fn float(value: f64) -> Float {
        Real::new(value).unwrap().into()
    }

    /// A method over a cohort, to as many places as were printed.
    pub(super) fn check(
        method: &impl Method,
        values: &[f64],
        direction: Direction,
        expect: &[f64],
        places: f64,
    ) {
        let values: Vec<Float> = values.iter().map(|value| float(*value)).collect();
        let column: Vec<Option<Float>> = values.iter().copied().map(Some).collect();
        let subjects: Vec<String> = (0..values.len()).map(|at| at.to_string()).collect();
        let sample = Sample {
            name: "x",
            values: &values,
            direction,
            target: None,
            subjects: &subjects,
            column: &column,
        };
        let fitted = method.fit(&sample).unwrap();
        for (value, expect) in values.iter().zip(expect) {
            let (found, expect) = (fitted.apply(*value), float(*expect));
            assert!((found - expect).abs() <= float(places), "{value:?}: {found:?} {expect:?}");
        }
    }

    /// Years of schooling of eight of the 23 countries in table 15 of the handbook of OECD and JRC, *Handbook on constructing
    /// composite indicators*, 2008; what it prints for all of them is a case of `core/tests/cohort`.
    pub(super) const SCHOOLING: [f64; 23] = [
        10.0, 12.0, 11.4, 9.5, 10.8, 9.4, 9.4, 11.6, 10.9, 7.1, 10.2, 11.9, 9.4, 9.3, 11.7, 8.4, 7.9, 9.6,
        7.3, 7.2, 9.5, 9.1, 7.1,
    ];
}
