//! The same points for each contribution.

use serde::{Deserialize, Serialize};

use super::{Facts, Lack, Method, Range};
use crate::num::Fraction;
use crate::pack::Findings;
use crate::trace::{Key, Message, Sentences};

/// The same for each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Fixed<Q> {
    /// The points.
    pub(crate) each: Q,
}

impl<Q> Fixed<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Fixed<R> {
        Fixed { each: number(&self.each) }
    }
}

impl Method for Fixed<Fraction> {
    fn check(&self, _: &str, _: &Findings) {}

    fn points(&self, _: &impl Facts) -> Result<Fraction, Lack> {
        Ok(self.each.clone())
    }

    fn explain<'a>(&'a self, _: &impl Facts, said: &mut Sentences<'a>) -> Message {
        said.say(Key::POINTS_FIXED, [("points", (&self.each).into())])
    }

    fn range(&self) -> Range {
        (Some(self.each.clone()), Some(self.each.clone()))
    }
}
