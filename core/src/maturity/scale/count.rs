//! Things counted, each with its points, up to a cap.

use serde::{Deserialize, Serialize};

use super::{Method, number, ordered, read, shown, times, wrong};
use crate::error::Diagnostic;
use crate::maturity::value::Value;
use crate::num::Fraction;
use crate::pack::{Amount, Findings};
use crate::text::Id;
use crate::trace::{Key, Message, Sentences};

/// Things counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Count<Q> {
    /// Points for each.
    pub(crate) each: Q,
    /// How many count at most.
    pub(crate) cap: u32,
}

impl<Q> Count<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Count<R> {
        Count { each: number(&self.each), cap: self.cap }
    }
}

impl Method for Count<Amount> {
    fn check(&self, _: &str, _: &Findings) {}

    fn range(&self) -> (Amount, Amount) {
        let most = self.each.clone().map(|each| each.mul(&Fraction::from(self.cap)));
        ordered(Ok(Fraction::ZERO), most)
    }

    fn score(&self, criterion: &Id, value: &Value, points: &mut Amount) -> Result<(), Diagnostic> {
        let expected = "a whole number that is not negative";
        let number = number(criterion, value, expected)?;
        if !number.is_whole() || number.is_negative() {
            return Err(wrong(criterion, value, expected));
        }
        let cap = Fraction::from(self.cap);
        times(&self.each, if *number < cap { number } else { &cap }, points);
        Ok(())
    }

    fn explain<'a>(&'a self, value: &'a Value, said: &mut Sentences<'a>) -> Message {
        let (value, each) = (read(value).into(), shown(&self.each).into());
        said.say(Key::RULE_COUNT, [("value", value), ("cap", self.cap.into()), ("each", each)])
    }

    fn edges(&self) -> Vec<Value> {
        let cap = i64::from(self.cap);
        [0, cap, cap.saturating_add(1)].map(Value::from).to_vec()
    }

    fn falls(&self) -> Option<String> {
        self.each.as_ref().is_ok_and(Fraction::is_negative).then(|| "1".to_owned())
    }
}
