//! So many points for each unit of a quantity, such as 0.5 for each 1,000 readers.

use serde::{Deserialize, Serialize};

use super::{Facts, Lack, Method, Range, name, ray, read, shown};
use crate::error::{Code, Diagnostic};
use crate::num::{Fraction, Rounding};
use crate::pack::Findings;
use crate::text::Id;
use crate::trace::{Key, Message, Sentences};

/// So many for each unit of a quantity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct PerUnit<Q> {
    /// The quantity.
    pub(crate) quantity: Id,
    /// How much of it is one unit.
    pub(crate) unit: Q,
    /// Points for one unit.
    pub(crate) each: Q,
    /// Whether only whole units count.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) whole: bool,
}

impl<Q> PerUnit<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> PerUnit<R> {
        let (unit, each) = (number(&self.unit), number(&self.each));
        PerUnit { quantity: self.quantity.clone(), unit, each, whole: self.whole }
    }
}

impl Method for PerUnit<Fraction> {
    fn check(&self, at: &str, findings: &Findings) {
        if self.unit.is_zero() || self.unit.is_negative() {
            let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "`unit`");
            findings.push(
                diagnostic.with("value", &self.unit).with("bounds", "above 0").at(format!("{at}/unit")),
            );
        }
    }

    fn points(&self, facts: &impl Facts) -> Result<Fraction, Lack> {
        let units = read(facts, &self.quantity)?.div(&self.unit).unwrap_or(Fraction::ZERO);
        let units = match self.whole {
            // a quantity has at most 28 digits, so that its whole part fits
            true => units.rounded(0, Rounding::Down).unwrap_or(units),
            false => units,
        };
        Ok(units.mul(&self.each))
    }

    fn explain<'a>(&'a self, facts: &impl Facts, said: &mut Sentences<'a>) -> Message {
        let key = if self.whole { Key::POINTS_PER_WHOLE_UNIT } else { Key::POINTS_PER_UNIT };
        let (value, unit) = (shown(facts, &self.quantity).into(), (&self.unit).into());
        let quantity = name(&self.quantity);
        said.say(
            key,
            [("value", value), ("quantity", quantity), ("unit", unit), ("points", (&self.each).into())],
        )
    }

    fn range(&self) -> Range {
        ray(&self.each)
    }

    fn falls(&self) -> Option<String> {
        self.each.is_negative().then(|| self.quantity.to_string())
    }
}
