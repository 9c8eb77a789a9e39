//! A normalisation fitted to a cohort: what is kept of the cohort, and how it is applied to one figure.

use serde::{Deserialize, Serialize};

use crate::cohort::column::Bounds;
use crate::num::Float;
use crate::ranking::Ties;

/// A normalisation fitted to a cohort.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Fitted {
    /// The figure as it is.
    Same,
    /// The same for every figure: the cohort did not vary, and the pack says what holds then.
    Constant(Float),
    /// A line.
    Line(Line),
    /// A place among the figures of the cohort.
    Place(Place),
    /// Three sides of a band.
    Band { low: Float, high: Float, turned: bool },
    /// The score of the last class that begins at or below the place.
    Classes { place: Place, classes: Vec<(Float, Float)> },
    /// A number divided by the figure, which is brought within bounds first.
    Reciprocal { of: Float, bounds: Bounds },
    /// Figures, ascending, with their scores; between two of them the score of the one below or that on the line.
    Scores { points: Vec<(Float, Float)>, lines: bool },
    /// |x − from| · times.
    Apart { from: Float, times: Float },
}

/// low + width · (x − shift) / scale, of a figure that may be brought within bounds, turned round and replaced by its logarithm first.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Line {
    pub(crate) sign: Float,
    pub(crate) logarithm: bool,
    pub(crate) bounds: Bounds,
    pub(crate) shift: Float,
    pub(crate) scale: Float,
    pub(crate) low: Float,
    pub(crate) width: Float,
    /// What the result may not go above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) most: Option<Float>,
}

impl Line {
    /// (x − shift) / scale.
    pub(super) const fn new(shift: Float, scale: Float) -> Self {
        Self {
            sign: Float::ONE,
            logarithm: false,
            bounds: Bounds::new(None, None),
            shift,
            scale,
            low: Float::ZERO,
            width: Float::ONE,
            most: None,
        }
    }

    fn apply(&self, value: Float) -> Float {
        let value = self.bounds.within(value) * self.sign;
        let value = if self.logarithm { value.ln() } else { value };
        let out = self.low + self.width * ((value - self.shift) / self.scale);
        self.most.map_or(out, |most| out.min(most))
    }
}

/// low + width · (rank − first) / (whole): the rank among the figures of a cohort, the lowest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Place {
    pub(crate) sign: Float,
    /// Ascending.
    pub(crate) sorted: Vec<Float>,
    pub(crate) ties: Ties,
    pub(crate) first: Float,
    pub(crate) whole: Float,
    pub(crate) width: Float,
}

impl Place {
    pub(super) fn apply(&self, value: Float) -> Float {
        let value = value * self.sign;
        let below = self.sorted.partition_point(|own| *own < value);
        let upto = self.sorted.partition_point(|own| *own <= value);
        // one who was not among them stands before the next better one
        let (first, last) = (below.saturating_add(1), upto.max(below.saturating_add(1)));
        let rank = match self.ties {
            Ties::Min => Float::count(first),
            Ties::Max => Float::count(last),
            Ties::Mean => (Float::count(first) + Float::count(last)) * Float::HALF,
            Ties::Dense => {
                let worse = self.sorted.get(..below).unwrap_or_default();
                Float::count(worse.chunk_by(|a, b| a == b).count().saturating_add(1))
            }
        };
        self.width * ((rank - self.first) / self.whole)
    }
}

impl Fitted {
    /// Whether everything that was kept is a number: differences of the largest are not.
    pub(super) fn is_finite(&self) -> bool {
        match self {
            Self::Line(line) => {
                [line.shift, line.scale, line.low, line.width].iter().all(|own| own.is_finite())
            }
            Self::Band { low, high, .. } => low.is_finite() && high.is_finite(),
            _ => true,
        }
    }

    pub(crate) fn apply(&self, value: Float) -> Float {
        match self {
            Self::Same => value,
            Self::Constant(score) => *score,
            Self::Line(line) => line.apply(value),
            Self::Place(place) => place.apply(value),
            Self::Band { low, high, turned } => {
                let side = match (value < *low, value > *high) {
                    (true, _) => -Float::ONE,
                    (_, true) => Float::ONE,
                    _ => Float::ZERO,
                };
                if *turned { Float::ZERO - side } else { side }
            }
            Self::Classes { place, classes } => {
                let at = place.apply(value);
                let found = classes.iter().rev().find(|(from, _)| *from <= at);
                found.or_else(|| classes.first()).map_or(Float::ZERO, |(_, score)| *score)
            }
            Self::Reciprocal { of, bounds } => *of / bounds.within(value),
            Self::Scores { points, lines } => scored(points, *lines, value),
            Self::Apart { from, times } => (value - *from).abs() * *times,
        }
    }

    /// Whether the figure is outside what the method allows and was brought within.
    pub(crate) fn caps(&self, value: Float) -> bool {
        match self {
            Self::Line(Line { bounds, .. }) | Self::Reciprocal { bounds, .. } => {
                bounds.within(value) != value
            }
            Self::Scores { points, .. } => {
                let figure = |own: &(Float, Float)| own.0;
                Bounds::new(points.first().map(figure), points.last().map(figure)).within(value) != value
            }
            _ => false,
        }
    }
}

/// The score of a figure among others with theirs.
fn scored(points: &[(Float, Float)], lines: bool, value: Float) -> Float {
    let above = points.partition_point(|(figure, _)| *figure <= value);
    let at = |place: usize| points.get(place).copied();
    match (above.checked_sub(1).and_then(at), at(above)) {
        (None, _) => at(0).map_or(Float::ZERO, |(_, score)| score),
        (Some((low, from)), Some((high, to))) if lines => from + (to - from) * ((value - low) / (high - low)),
        (Some((_, score)), _) => score,
    }
}
