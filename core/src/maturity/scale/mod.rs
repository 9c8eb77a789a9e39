//! Scales: how one answer becomes points. One file each; a new one is a file and a line of the table below.

mod count;
mod linear;
mod ratio;
mod rubric;
mod score;
mod steps;
mod yes_no;

pub(crate) use steps::Steps;

use serde::{Deserialize, Serialize};

use super::value::{Kind, Value};
use crate::error::{Code, Diagnostic};
use crate::num::{Fraction, is_decimal, with_point};
use crate::pack::{Amount, Findings};
use crate::text::Id;
use crate::trace::{Message, Sentences};

/// What every scale can do, once its numbers are known.
pub(crate) trait Method {
    /// What is wrong with the scale on its own; `at` is its pointer.
    fn check(&self, at: &str, findings: &Findings);
    /// The fewest and the most points an answer can give.
    fn range(&self) -> (Amount, Amount);
    /// The points of an answer, written to where they stay: to move what has just been written stalls the processor.
    fn score(&self, criterion: &Id, value: &Value, points: &mut Amount) -> Result<(), Diagnostic>;
    /// The rule that gave the points of an answer that has been scored.
    fn explain<'a>(&'a self, value: &'a Value, said: &mut Sentences<'a>) -> Message;
    /// Answers that reach every rule and both sides of every edge: what tests of a pack should try, and where a rule that asks
    /// for evidence is found.
    fn edges(&self) -> Vec<Value>;
    /// Where more of the same can mean fewer points.
    fn falls(&self) -> Option<String>;
    /// Whether this answer must come with evidence, whatever the criterion says.
    fn needs_evidence(&self, _: &Value) -> bool {
        false
    }
}

macro_rules! scales {
    ($($(#[$doc:meta])* $module:ident $name:ident)*) => {
        /// A scale over numbers `Q`.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum Scale<Q> { $($(#[$doc])* $name($module::$name<Q>)),* }

        impl<Q> Scale<Q> {
            /// The name packs write.
            pub(crate) const fn name(&self) -> &'static str {
                match self { $(Self::$name(_) => stringify!($module)),* }
            }

            /// The same scale over other numbers.
            pub(crate) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Scale<R> {
                match self { $(Self::$name(scale) => Scale::$name(scale.map(number))),* }
            }
        }

        impl Scale<Amount> {
            pub(crate) fn method(&self) -> &dyn Method {
                match self { $(Self::$name(scale) => scale),* }
            }

            /// The points of an answer, without the detour of a table of functions.
            pub(crate) fn score(&self, criterion: &Id, value: &Value, points: &mut Amount) -> Result<(), Diagnostic> {
                match self { $(Self::$name(scale) => scale.score(criterion, value, points)),* }
            }
        }
    };
}

scales! {
    /// Yes or no.
    yes_no YesNo
    /// Options with descriptors.
    rubric Rubric
    /// Bands of a number.
    steps Steps
    /// Straight lines between points.
    linear Linear
    /// A share of two counts.
    ratio Ratio
    /// Things counted, up to a cap.
    count Count
    /// Already scored.
    score Score
}

/// The scale of an open node: a score entered directly.
pub(crate) fn entered(max: Amount) -> Scale<Amount> {
    Scale::Score(score::Score { max, min: None, places: None })
}

/// The number of an answer to a scale that takes numbers.
fn number<'a>(criterion: &Id, value: &'a Value, expected: &str) -> Result<&'a Fraction, Diagnostic> {
    match &value.0 {
        Kind::Word(_, Some(number)) => Ok(number),
        Kind::YesNo(_) => Err(Diagnostic::new(Code::BOOLEAN_NUMBER)),
        // a number all right, of more digits than can be held
        Kind::Word(text, None) if is_decimal(text) => {
            Err(Diagnostic::new(Code::BAD_NUMBER).with("value", text))
        }
        _ => Err(wrong(criterion, value, expected)),
    }
}

fn wrong(criterion: &Id, value: &Value, expected: &str) -> Diagnostic {
    let shown = format!("`{}`", value.shown());
    // a word that looks like what is wanted is told apart from it: `true` in quotes, `1,5`
    let (found, meant) = match &value.0 {
        Kind::Word(text, None) => (format!("the text {shown}"), with_point(text)),
        _ => (shown, None),
    };
    Diagnostic::new(Code::WRONG_ANSWER)
        .with("id", criterion)
        .with("expected", expected)
        .with("found", found)
        .suggest(meant)
}

/// The smaller and the larger of two amounts.
fn ordered(a: Amount, b: Amount) -> (Amount, Amount) {
    match (&a, &b) {
        (Ok(x), Ok(y)) if y < x => (b, a),
        _ => (a, b),
    }
}

/// The least and the most of several amounts; zero for none.
fn extremes<'a>(amounts: impl Iterator<Item = &'a Amount>) -> (Amount, Amount) {
    let mut known = Vec::new();
    for amount in amounts {
        match amount {
            Ok(number) => known.push(number),
            Err(open) => return (Err(open.clone()), Err(open.clone())),
        }
    }
    let of = |found: Option<&&Fraction>| Ok(found.map_or(Fraction::ZERO, |number| (*number).clone()));
    (of(known.iter().min()), of(known.iter().max()))
}

/// So many times an amount.
fn times(amount: &Amount, count: &Fraction, points: &mut Amount) {
    *points = match amount {
        Ok(each) => Ok(each.mul(count)),
        Err(open) => Err(open.clone()),
    }
}

/// For sentences: the number of an answer that has been scored.
fn read(value: &Value) -> &Fraction {
    value.number().unwrap_or(&NOTHING)
}

/// For sentences: an amount that has been read.
fn shown(amount: &Amount) -> &Fraction {
    amount.as_ref().unwrap_or(&NOTHING)
}

/// What sentences say of what is not there.
static NOTHING: Fraction = Fraction::ZERO;
