//! Points by what was done against what was expected: a share of the points, up to a ceiling.

use serde::{Deserialize, Serialize};

use super::{Facts, Lack, Method, Range, read, shown};
use crate::error::{Code, Diagnostic};
use crate::num::Fraction;
use crate::pack::Findings;
use crate::text::Id;
use crate::trace::{Key, Message, Sentences};

/// By what was done against what was expected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Expected<Q> {
    /// The quantity that was done.
    pub(crate) actual: Id,
    /// The quantity that was expected.
    pub(crate) expected: Id,
    /// Points for just what was expected.
    pub(crate) points: Q,
    /// The largest share that counts, such as 1.2.
    pub(crate) most: Q,
}

impl<Q> Expected<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Expected<R> {
        let (actual, expected) = (self.actual.clone(), self.expected.clone());
        Expected { actual, expected, points: number(&self.points), most: number(&self.most) }
    }
}

impl Method for Expected<Fraction> {
    fn check(&self, at: &str, findings: &Findings) {
        if self.most.is_zero() || self.most.is_negative() {
            let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "`most`");
            findings.push(
                diagnostic.with("value", &self.most).with("bounds", "above 0").at(format!("{at}/most")),
            );
        }
    }

    fn points(&self, facts: &impl Facts) -> Result<Fraction, Lack> {
        let (actual, expected) = (read(facts, &self.actual)?, read(facts, &self.expected)?);
        let share = actual.div(&expected).ok_or_else(|| Lack::Zero(self.expected.clone()))?;
        Ok(share.min(self.most.clone()).mul(&self.points))
    }

    fn explain<'a>(&'a self, facts: &impl Facts, said: &mut Sentences<'a>) -> Message {
        let (actual, expected) = (shown(facts, &self.actual).into(), shown(facts, &self.expected).into());
        let (most, points) = ((&self.most).into(), (&self.points).into());
        said.say(
            Key::POINTS_EXPECTED,
            [("actual", actual), ("expected", expected), ("most", most), ("points", points)],
        )
    }

    fn range(&self) -> Range {
        let end = self.most.mul(&self.points);
        match self.points.is_negative() {
            true => (Some(end), Some(Fraction::ZERO)),
            false => (Some(Fraction::ZERO), Some(end)),
        }
    }

    fn falls(&self) -> Option<String> {
        self.points.is_negative().then(|| self.actual.to_string())
    }
}
