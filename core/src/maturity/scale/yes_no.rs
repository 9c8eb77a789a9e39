//! Yes or no: all the points or none. The only scale that takes a boolean, and it takes nothing else.

use serde::{Deserialize, Serialize};

use super::{Method, ordered, shown, wrong};
use crate::error::Diagnostic;
use crate::maturity::value::{Kind, Value};
use crate::num::Fraction;
use crate::pack::{Amount, Findings};
use crate::text::Id;
use crate::trace::{Key, Message, Sentences};

/// Points for a yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct YesNo<Q> {
    /// Points for `true`; `false` has none.
    pub(crate) points: Q,
}

impl<Q> YesNo<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> YesNo<R> {
        YesNo { points: number(&self.points) }
    }
}

impl Method for YesNo<Amount> {
    fn check(&self, _: &str, _: &Findings) {}

    fn range(&self) -> (Amount, Amount) {
        ordered(Ok(Fraction::ZERO), self.points.clone())
    }

    fn score(&self, criterion: &Id, value: &Value, points: &mut Amount) -> Result<(), Diagnostic> {
        match value.0 {
            Kind::YesNo(true) => points.clone_from(&self.points),
            Kind::YesNo(false) => *points = Ok(Fraction::ZERO),
            _ => return Err(wrong(criterion, value, "`true` or `false`")),
        }
        Ok(())
    }

    fn explain<'a>(&'a self, value: &'a Value, said: &mut Sentences<'a>) -> Message {
        let key = if value.0 == Kind::YesNo(true) { Key::RULE_YES } else { Key::RULE_NO };
        said.say(key, [("points", shown(&self.points).into())])
    }

    fn edges(&self) -> Vec<Value> {
        vec![Value::yes_no(true), Value::yes_no(false)]
    }

    fn falls(&self) -> Option<String> {
        self.points.as_ref().is_ok_and(Fraction::is_negative).then(|| "`true`".to_owned())
    }
}
