//! What is known of the values of one column: extremes, moments, quantiles. Values come in the order of the subjects' names, and are
//! added in that order.

use crate::num::Float;

/// Values that may be missing, in the order of the subjects' names.
pub(super) type Column = Vec<Option<Float>>;

/// The values that are there.
pub(super) fn present(column: &[Option<Float>]) -> Vec<Float> {
    column.iter().copied().flatten().collect()
}

/// What a figure may not go below and above.
#[derive(Debug, Clone, Copy, PartialEq, Default, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Bounds {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at_least: Option<Float>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at_most: Option<Float>,
}

impl Bounds {
    pub(crate) const fn new(at_least: Option<Float>, at_most: Option<Float>) -> Self {
        Self { at_least, at_most }
    }

    /// The figure, brought within.
    pub(crate) fn within(self, value: Float) -> Float {
        let value = self.at_least.map_or(value, |low| value.max(low));
        self.at_most.map_or(value, |high| value.min(high))
    }
}

/// Which divisor a standard deviation has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Deviation {
    /// n − 1.
    #[default]
    Sample,
    /// n.
    Population,
}

impl Deviation {
    pub(super) fn is_sample(&self) -> bool {
        *self == Self::Sample
    }
}

pub(super) fn mean(values: &[Float]) -> Float {
    Float::total(values.iter().copied()) / Float::count(values.len())
}

/// The least and the largest value.
pub(super) fn extremes(values: &[Float]) -> Option<(Float, Float)> {
    let first = *values.first()?;
    Some(values.iter().fold((first, first), |(low, high), value| (low.min(*value), high.max(*value))))
}

/// Whether there are two different values.
pub(super) fn varies(values: &[Float]) -> bool {
    extremes(values).is_some_and(|(low, high)| low < high)
}

/// What distances are divided by so that their powers can be held: 1, but for figures that are very large or very small.
fn unit(largest: Float) -> Float {
    let far = Float::count64(1_u64 << 40);
    let far = far * far * far * far;
    if largest > far || (largest > Float::ZERO && largest < Float::ONE / far) { largest } else { Float::ONE }
}

/// The unit of the distances of values from their mean.
fn unit_of(values: &[Float], mean: Float) -> Float {
    extremes(values).map_or(Float::ONE, |(low, high)| unit((high - mean).max(mean - low)))
}

/// The standard deviation; 0 for values that are all the same.
pub(super) fn deviation(values: &[Float], by: Deviation) -> Float {
    if !varies(values) {
        return Float::ZERO;
    }
    let mean = mean(values);
    let unit = unit_of(values, mean);
    let squares = Float::total(values.iter().map(|value| ((*value - mean) / unit).squared()));
    let count = Float::count(values.len());
    let divisor = match by {
        Deviation::Sample => count - Float::ONE,
        Deviation::Population => count,
    };
    unit * (squares / divisor).sqrt()
}

/// The adjusted Fisher–Pearson skewness G1 and excess kurtosis G2 (Joanes and Gill, *Comparing measures of sample skewness and kurtosis*,
/// The Statistician 1998, "type 2"); none for fewer than four values or values that are all the same.
pub(super) fn skewness_and_kurtosis(values: &[Float]) -> Option<(Float, Float)> {
    if values.len() < 4 || !varies(values) {
        return None;
    }
    let mean = mean(values);
    let unit = unit_of(values, mean);
    let (mut second, mut third, mut fourth) = (Float::ZERO, Float::ZERO, Float::ZERO);
    for value in values {
        let distance = (*value - mean) / unit;
        let square = distance * distance;
        second = second + square;
        third = third + square * distance;
        fourth = fourth + square * square;
    }
    let n = Float::count(values.len());
    let (two, three) = (Float::TWO, Float::from(3));
    let variance = second / n;
    let g1 = third / n / (variance * variance.sqrt());
    let g2 = fourth / n / variance.squared() - three;
    let skewness = g1 * (n * (n - Float::ONE)).sqrt() / (n - two);
    let kurtosis = ((n + Float::ONE) * g2 + Float::from(6)) * (n - Float::ONE) / ((n - two) * (n - three));
    Some((skewness, kurtosis))
}

/// The quantile by linear interpolation between order statistics (Hyndman and Fan 1996, type 7) of values in ascending order.
pub(super) fn quantile(sorted: &[Float], share: Float) -> Option<Float> {
    let last = sorted.len().checked_sub(1)?;
    let place = share * Float::count(last);
    let below = place.floor_count().min(last);
    let low = *sorted.get(below)?;
    let high = *sorted.get(below.saturating_add(1)).unwrap_or(&low);
    let part = place - Float::count(below);
    Some(if part > Float::ZERO { low + part * (high - low) } else { low })
}

pub(super) fn median(values: &[Float]) -> Option<Float> {
    quantile(&ascending(values), Float::HALF)
}

pub(super) fn ascending(values: &[Float]) -> Vec<Float> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(Float::order);
    sorted
}

/// Pearson's correlation over the pairs of which both are there; none for fewer than three pairs or a side that does not vary.
pub(super) fn correlation(one: &[Option<Float>], other: &[Option<Float>]) -> Option<Float> {
    let pairs: Vec<(Float, Float)> =
        one.iter().zip(other).filter_map(|(x, y)| Some(((*x)?, (*y)?))).collect();
    let (xs, ys): (Vec<Float>, Vec<Float>) = pairs.iter().copied().unzip();
    if pairs.len() < 3 || !varies(&xs) || !varies(&ys) {
        return None;
    }
    let (mean_x, mean_y) = (mean(&xs), mean(&ys));
    let (unit_x, unit_y) = (unit_of(&xs, mean_x), unit_of(&ys, mean_y));
    let (mut both, mut own, mut others) = (Float::ZERO, Float::ZERO, Float::ZERO);
    for (x, y) in pairs {
        let (x, y) = ((x - mean_x) / unit_x, (y - mean_y) / unit_y);
        both = both + x * y;
        own = own + x * x;
        others = others + y * y;
    }
    Some((both / (own * others).sqrt()).max(-Float::ONE).min(Float::ONE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::Real;

    fn floats(values: &[f64]) -> Vec<Float> {
        values.iter().map(|value| Real::new(*value).unwrap().into()).collect()
    }

    #[test]
    fn quantiles_and_moments() {
        let values = floats(&[3.0, 1.0, 2.0, 10.0]);
        assert_eq!(median(&values).unwrap().real().unwrap().get(), 2.5);
        assert_eq!(quantile(&ascending(&values), Float::ONE).unwrap().real().unwrap().get(), 10.0);
        let (skewness, kurtosis) = skewness_and_kurtosis(&values).unwrap();
        // Excel: SKEW(3,1,2,10) and KURT(3,1,2,10)
        assert!((skewness.real().unwrap().get() - 1.763_632_614_803_888_3).abs() < 1e-12, "{skewness:?}");
        assert!((kurtosis.real().unwrap().get() - 3.228).abs() < 1e-12, "{kurtosis:?}");
        assert!(skewness_and_kurtosis(&floats(&[1.0; 6])).is_none());
        assert_eq!(deviation(&floats(&[0.1; 7]), Deviation::Sample), Float::ZERO);
        // what is very large or very small has the moments that it has in another unit
        for times in [1e250, 1e-250] {
            let far = floats(&[3.0 * times, times, 2.0 * times, 10.0 * times]);
            let (own, other) = skewness_and_kurtosis(&far).unwrap();
            assert!(
                (own - skewness).abs() < Float::SLACK
                    && (other - kurtosis).abs() < Float::SLACK * Float::from(8)
            );
            let ratio = deviation(&far, Deviation::Sample) / deviation(&values, Deviation::Sample);
            assert!((ratio.real().unwrap().get() / times - 1.0).abs() < 1e-12);
            let pairs: Vec<Option<Float>> = values.iter().copied().map(Some).collect();
            let far: Vec<Option<Float>> = far.into_iter().map(Some).collect();
            assert!((correlation(&pairs, &far).unwrap() - Float::ONE).abs() < Float::SLACK);
        }
    }
}
