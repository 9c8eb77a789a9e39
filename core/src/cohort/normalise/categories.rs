//! The score of the class that a percentile rank falls in.
//!
//! OECD and JRC, *Handbook on constructing composite indicators*, 2008, step 5 and table 15: the best five per cent score 100, and so on
//! down to the worst five, which score 0.

use serde::{Deserialize, Serialize};

use super::rank::place;
use super::{Fitted, Method, Sample};
use crate::error::{Code, Diagnostic};
use crate::num::Float;
use crate::ranking::Ties;

/// Classes of the percentile rank, rank / n × 100.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct Categories<Q> {
    /// From the lowest to the highest; the first begins at 0.
    pub(crate) classes: Vec<Class<Q>>,
    /// The rank of those that share a figure.
    #[serde(default)]
    pub(crate) ties: Ties,
}

/// A class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Class<Q> {
    /// The percentile rank it begins at.
    pub(crate) from: Q,
    /// Its score.
    pub(crate) score: Q,
}

impl<Q> Categories<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Categories<R> {
        let class = |class: &Class<Q>| Class { from: number(&class.from), score: number(&class.score) };
        Categories { classes: self.classes.iter().map(class).collect(), ties: self.ties }
    }
}

impl Method for Categories<Float> {
    fn check(&self) -> Result<(), Diagnostic> {
        let shown = |value: Float| value.real().map(|real| real.to_string()).unwrap_or_default();
        let Some(first) = self.classes.first() else {
            return Err(Diagnostic::new(Code::EMPTY).with("what", "`classes`").at("/classes"));
        };
        if first.from != Float::ZERO {
            let diagnostic = Diagnostic::new(Code::GAP).with("what", "the classes").with("from", 0);
            return Err(diagnostic.with("until", shown(first.from)).at("/classes/0/from"));
        }
        for (at, pair) in self.classes.windows(2).enumerate() {
            let [one, next] = pair else { continue };
            if next.from <= one.from {
                let diagnostic = Diagnostic::new(Code::NOT_ASCENDING).with("what", "the classes");
                let diagnostic = diagnostic.with("next", shown(next.from)).with("previous", shown(one.from));
                return Err(diagnostic.at(format!("/classes/{}/from", at.saturating_add(1))));
            }
        }
        Ok(())
    }

    fn fit(&self, sample: &Sample<'_>) -> Result<Fitted, Diagnostic> {
        let whole = Float::count(sample.values.len());
        let classes = self.classes.iter().map(|class| (class.from, class.score)).collect();
        let place = place(sample, self.ties, Float::ZERO, whole, Float::from(100));
        Ok(Fitted::Classes { place, classes })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Direction;
    use super::super::testing::{SCHOOLING, check, float};
    use super::*;

    #[test]
    fn table_15_of_the_handbook() {
        let classes =
            [(0.0, 0.0), (5.0, 20.0), (15.0, 40.0), (35.0, 50.0), (65.0, 60.0), (85.0, 80.0), (95.0, 100.0)];
        let class = |(from, score)| Class { from: float(from), score: float(score) };
        let method = Categories { classes: classes.map(class).to_vec(), ties: Ties::Min };
        let expect = [
            60.0, 100.0, 60.0, 50.0, 60.0, 50.0, 50.0, 80.0, 60.0, 0.0, 60.0, 100.0, 50.0, 40.0, 80.0, 40.0,
            40.0, 50.0, 40.0, 20.0, 50.0, 40.0, 0.0,
        ];
        check(&method, &SCHOOLING, Direction::Higher, &expect, 0.0);
        assert!(Categories { classes: Vec::new(), ties: Ties::Min }.check().is_err());
        let gap = Categories { classes: vec![class((1.0, 0.0))], ties: Ties::Min };
        assert_eq!(gap.check().unwrap_err().code(), Code::GAP);
    }
}
