//! The place between two fixed figures, as the human development index has it.
//!
//! United Nations Development Programme, *Human Development Report 2023/2024*, technical note 1: (actual − minimum) / (maximum −
//! minimum), of logarithms for income, with what exceeds a goalpost brought back to it.

use serde::{Deserialize, Serialize};

use super::fitted::Line;
use super::{Direction, Fitted, Method, Sample, above_zero, different};
use crate::cohort::column::Bounds;
use crate::error::{Code, Diagnostic};
use crate::num::Float;

/// Two fixed figures: `from` scores 0 and `to` scores 1. Where lower figures are better, `from` is the higher one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct Goalposts<Q> {
    /// The figure that scores 0.
    pub(crate) from: Q,
    /// The figure that scores 1.
    pub(crate) to: Q,
    /// Which figures beyond a goalpost are brought back to it; none where left out.
    #[serde(default, skip_serializing_if = "Cap::is_none")]
    pub(crate) cap: Cap,
    /// Whether logarithms are taken first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) logarithm: bool,
    /// What `to` scores, such as 100; 1 where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) whole: Option<Q>,
    /// What `from` scores, such as 70; 0 where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) base: Option<Q>,
}

/// Which figures beyond a goalpost are brought back to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Cap {
    /// None: a score may be below 0 or above 1.
    #[default]
    None,
    /// Those beyond `from`.
    From,
    /// Those beyond `to`.
    To,
    /// Those beyond either.
    Both,
}

impl Cap {
    fn is_none(&self) -> bool {
        *self == Self::None
    }
}

impl<Q> Goalposts<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Goalposts<R> {
        let Self { from, to, cap, logarithm, whole, base } = self;
        let (whole, base) = (whole.as_ref().map(number), base.as_ref().map(number));
        Goalposts { from: number(from), to: number(to), cap: *cap, logarithm: *logarithm, whole, base }
    }
}

impl Method for Goalposts<Float> {
    fn check(&self) -> Result<(), Diagnostic> {
        if self.logarithm {
            above_zero("from", self.from)?;
            above_zero("to", self.to)?;
        }
        let (base, whole) = self.scores();
        if base == whole {
            let shown = whole.real().map(|real| real.to_string()).unwrap_or_default();
            let diagnostic =
                Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "`base`").with("value", &shown);
            return Err(diagnostic.with("bounds", format_args!("(-∞, {shown}) ∪ ({shown}, ∞)")).at("/base"));
        }
        different(self.from, self.to)
    }

    fn fit(&self, sample: &Sample<'_>) -> Result<Fitted, Diagnostic> {
        let rises = self.from < self.to;
        if rises != (sample.direction == Direction::Higher) && sample.direction == Direction::Lower {
            let why = (
                "lower figures are better, so `from`, which scores 0, must be the higher goalpost",
                "số thấp là tốt, nên `from`, mốc được 0 điểm, phải là mốc cao hơn",
            );
            return Err(sample.refuse("goalposts", why));
        }
        let (from, to) = match self.cap {
            Cap::None => (None, None),
            Cap::From => (Some(self.from), None),
            Cap::To => (None, Some(self.to)),
            Cap::Both => (Some(self.from), Some(self.to)),
        };
        let bounds = if rises { Bounds::new(from, to) } else { Bounds::new(to, from) };
        let (low, high) = match self.logarithm {
            true => (self.from.ln(), self.to.ln()),
            false => (self.from, self.to),
        };
        if self.logarithm
            && bounds.at_least.is_none()
            && sample.values.iter().any(|value| *value <= Float::ZERO)
        {
            let why = (
                "a figure is not above 0, and has no logarithm",
                "có số liệu không lớn hơn 0 nên không có lô-ga-rít",
            );
            return Err(sample.refuse("goalposts", why).at("/logarithm"));
        }
        let (base, whole) = self.scores();
        let scale = Line::new(low, high - low);
        let line = Line { bounds, logarithm: self.logarithm, low: base, width: whole - base, ..scale };
        Ok(Fitted::Line(line))
    }
}

impl Goalposts<Float> {
    /// Whether figures beyond a goalpost are brought back.
    pub(crate) fn caps(&self) -> bool {
        self.cap != Cap::None
    }

    /// What the two figures score.
    fn scores(&self) -> (Float, Float) {
        (self.base.unwrap_or(Float::ZERO), self.whole.unwrap_or(Float::ONE))
    }

    /// What is told of it in a diagnostic about the pack alone: goalposts that rise under `direction: lower`.
    pub(crate) fn turned(&self, direction: Direction) -> Option<Diagnostic> {
        let wrong = direction == Direction::Lower && self.from < self.to;
        let shown = |value: Float| value.real().map(|real| real.to_string()).unwrap_or_default();
        wrong.then(|| {
            Diagnostic::new(Code::OUT_OF_BOUNDS)
                .with("what", "`from`")
                .with("value", shown(self.from))
                .with(
                    "bounds",
                    format_args!("numbers above `to`, {}, because lower figures are better", shown(self.to)),
                )
                .at("/from")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, float};
    use super::*;

    /// Norway 2022 in the human development report of 2023/2024: income above the upper goalpost, expected schooling too.
    #[test]
    fn the_human_development_index() {
        let posts = |from, to, logarithm| Goalposts {
            from: float(from),
            to: float(to),
            cap: Cap::Both,
            logarithm,
            whole: None,
            base: None,
        };
        check(&posts(20.0, 85.0, false), &[83.393], Direction::Higher, &[0.975_276_923], 1e-9);
        check(&posts(0.0, 18.0, false), &[18.642_839_43], Direction::Higher, &[1.0], 0.0);
        check(
            &posts(100.0, 75_000.0, true),
            &[69_189.761_65, 100.0, 80_000.0],
            Direction::Higher,
            &[0.987_8, 0.0, 1.0],
            1e-4,
        );
        check(&posts(100.0, 0.0, false), &[25.0, 130.0], Direction::Lower, &[0.75, 0.0], 1e-15);
        // the adjusted index of Mazziotta and Pareto: 70 to 130
        let adjusted =
            Goalposts { base: Some(float(70.0)), whole: Some(float(130.0)), ..posts(10.0, 30.0, false) };
        check(&adjusted, &[10.0, 20.0, 45.0], Direction::Higher, &[70.0, 100.0, 130.0], 0.0);
        assert!(Goalposts { base: Some(float(1.0)), ..posts(0.0, 1.0, false) }.check().is_err());
        assert!(posts(1.0, 1.0, false).check().is_err());
        assert!(posts(0.0, 1.0, true).check().is_err());
        assert!(posts(0.0, 1.0, false).turned(Direction::Lower).is_some());
    }
}
