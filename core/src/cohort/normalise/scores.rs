//! Figures and what they score, as a source prints them: in steps, or on the lines between them.
//!
//! OECD and JRC, *Handbook on constructing composite indicators*, 2008, step 5, categorical scales; with lines between, the scoring tables that
//! offices print beside their questionnaires.

use serde::{Deserialize, Serialize};

use super::{Direction, Fitted, Method, Sample};
use crate::error::{Code, Diagnostic};
use crate::num::Float;

/// Figures in ascending order, each with its score. Figures below the first and above the last score as these do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct Scores<Q> {
    /// Figures and their scores.
    pub(crate) at: Vec<Point<Q>>,
    /// What a figure between two of them scores.
    pub(crate) between: Between,
}

/// A figure and its score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Point<Q> {
    /// The figure.
    pub(crate) figure: Q,
    /// Its score.
    pub(crate) score: Q,
}

/// What a figure between two others scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Between {
    /// The score of the one below.
    Steps,
    /// The score on the line between the two.
    Lines,
}

impl<Q> Scores<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Scores<R> {
        let point = |own: &Point<Q>| Point { figure: number(&own.figure), score: number(&own.score) };
        Scores { at: self.at.iter().map(point).collect(), between: self.between }
    }
}

impl Method for Scores<Float> {
    fn check(&self) -> Result<(), Diagnostic> {
        if self.at.is_empty() {
            return Err(Diagnostic::new(Code::EMPTY).with("what", "`at`").at("/at"));
        }
        let shown = |value: Float| value.real().map(|real| real.to_string()).unwrap_or_default();
        for (at, pair) in self.at.windows(2).enumerate() {
            let [one, next] = pair else { continue };
            if next.figure <= one.figure {
                let diagnostic = Diagnostic::new(Code::NOT_ASCENDING).with("what", "`at`");
                let diagnostic =
                    diagnostic.with("next", shown(next.figure)).with("previous", shown(one.figure));
                return Err(diagnostic.at(format!("/at/{}/figure", at.saturating_add(1))));
            }
        }
        Ok(())
    }

    fn fit(&self, sample: &Sample<'_>) -> Result<Fitted, Diagnostic> {
        let ends = self.at.first().zip(self.at.last());
        if sample.direction == Direction::Lower && ends.is_some_and(|(one, last)| one.score < last.score) {
            let why = (
                "lower figures are better, so scores must fall as figures rise",
                "số thấp là tốt, nên điểm phải giảm khi số liệu tăng",
            );
            return Err(sample.refuse("scores", why));
        }
        let points = self.at.iter().map(|own| (own.figure, own.score)).collect();
        Ok(Fitted::Scores { points, lines: self.between == Between::Lines })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, float};
    use super::*;

    fn scores(points: &[(f64, f64)], between: Between) -> Scores<Float> {
        let point = |own: &(f64, f64)| Point { figure: float(own.0), score: float(own.1) };
        Scores { at: points.iter().map(point).collect(), between }
    }

    /// Income classes of the World Bank for 2022, in dollars per head: low to 1,135, lower middle to 4,465, upper middle to 13,845.
    #[test]
    fn steps_and_lines() {
        let classes = [(0.0, 1.0), (1_136.0, 2.0), (4_466.0, 3.0), (13_846.0, 4.0)];
        let figures = [-3.0, 1_135.0, 1_136.0, 5_000.0, 20_000.0];
        let steps = scores(&classes, Between::Steps);
        check(&steps, &figures, Direction::Higher, &[1.0, 1.0, 2.0, 3.0, 4.0], 0.0);
        let lines = scores(&[(0.0, 0.0), (10.0, 50.0), (30.0, 100.0)], Between::Lines);
        check(
            &lines,
            &[-1.0, 5.0, 10.0, 20.0, 31.0],
            Direction::Higher,
            &[0.0, 25.0, 50.0, 75.0, 100.0],
            0.0,
        );
        let falls = scores(&[(0.0, 100.0), (10.0, 0.0)], Between::Lines);
        check(&falls, &[2.5], Direction::Lower, &[75.0], 0.0);
    }

    #[test]
    fn what_is_wrong() {
        assert_eq!(scores(&[], Between::Steps).check().unwrap_err().code(), Code::EMPTY);
        let twice = scores(&[(1.0, 0.0), (1.0, 2.0)], Between::Steps);
        assert_eq!(twice.check().unwrap_err().code(), Code::NOT_ASCENDING);
        let values = [float(1.0)];
        let sample = Sample {
            name: "x",
            values: &values,
            direction: Direction::Lower,
            target: None,
            subjects: &[],
            column: &[],
        };
        let rises = scores(&[(1.0, 0.0), (2.0, 2.0)], Between::Steps);
        assert_eq!(rises.fit(&sample).unwrap_err().code(), Code::DEGENERATE);
    }
}
