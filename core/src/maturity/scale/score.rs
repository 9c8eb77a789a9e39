//! Already scored by someone else, between a minimum and a maximum.

use serde::{Deserialize, Serialize};

use super::{Method, number, read, wrong};
use crate::error::{Code, Diagnostic};
use crate::maturity::value::Value;
use crate::num::Fraction;
use crate::pack::{Amount, Findings};
use crate::text::Id;
use crate::trace::{Key, Message, Sentences};

/// A score given directly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct Score<Q> {
    /// Most points.
    pub(crate) max: Q,
    /// Fewest points; 0 where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) min: Option<Q>,
    /// Digits an answer may have after the point; any where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) places: Option<u32>,
}

impl<Q> Score<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Score<R> {
        Score { max: number(&self.max), min: self.min.as_ref().map(number), places: self.places }
    }
}

impl Score<Amount> {
    fn min(&self) -> Amount {
        self.min.clone().unwrap_or(Ok(Fraction::ZERO))
    }
}

impl Method for Score<Amount> {
    fn check(&self, at: &str, findings: &Findings) {
        if let (Ok(min), Ok(max)) = (self.min(), &self.max)
            && *max < min
        {
            let diagnostic = Diagnostic::new(Code::NOT_ASCENDING).with("what", "minimum and maximum");
            findings.push(diagnostic.with("previous", min.written()).with("next", max.written()).at(at));
        }
    }

    fn range(&self) -> (Amount, Amount) {
        (self.min(), self.max.clone())
    }

    fn score(&self, criterion: &Id, value: &Value, points: &mut Amount) -> Result<(), Diagnostic> {
        let number = number(criterion, value, "a number")?;
        if let Some(places) = self.places
            && !number.fits(places)
        {
            return Err(wrong(criterion, value, &format!("a number with at most {places} decimals")));
        }
        let (min, max) = match (self.min.as_ref().unwrap_or(&Ok(Fraction::ZERO)), &self.max) {
            (Ok(min), Ok(max)) => (min, max),
            // without its ends an entry cannot be checked, so it is not taken for a score
            (Err(open), _) | (_, Err(open)) => {
                *points = Err(open.clone());
                return Ok(());
            }
        };
        if number < min || number > max {
            let diagnostic =
                Diagnostic::new(Code::OUT_OF_RANGE).with("id", criterion).with("value", value.shown());
            return Err(diagnostic.with("range", format_args!("{} – {}", min.written(), max.written())));
        }
        *points = Ok(number.clone());
        Ok(())
    }

    fn explain<'a>(&'a self, value: &'a Value, said: &mut Sentences<'a>) -> Message {
        said.say(Key::RULE_ENTERED, [("value", read(value).into())])
    }

    fn edges(&self) -> Vec<Value> {
        [self.min(), self.max.clone()].into_iter().flatten().map(Value::from).collect()
    }

    fn falls(&self) -> Option<String> {
        None
    }
}
