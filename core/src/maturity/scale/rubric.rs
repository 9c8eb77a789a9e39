//! A rubric: options with descriptors, one of which is chosen by its id.

use serde::{Deserialize, Serialize};

use super::{Method, extremes, shown, wrong};
use crate::error::{Code, Diagnostic};
use crate::maturity::value::{Kind, Value};
use crate::pack::{Amount, Findings};
use crate::text::{Id, Text};
use crate::trace::{Arg, Key, Message, Sentences};

/// The options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Rubric<Q> {
    /// From the least to the most mature.
    pub(crate) options: Vec<Choice<Q>>,
}

/// One option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Choice<Q> {
    /// What an answer says to choose it.
    pub(crate) id: Id,
    /// What it means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) label: Option<Text>,
    /// Points for it.
    pub(crate) points: Q,
    /// `required` when this option counts only with evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) evidence: Option<crate::maturity::document::EvidenceRule>,
}

impl<Q> Rubric<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Rubric<R> {
        let option = |choice: &Choice<Q>| Choice {
            id: choice.id.clone(),
            label: choice.label.clone(),
            points: number(&choice.points),
            evidence: choice.evidence,
        };
        Rubric { options: self.options.iter().map(option).collect() }
    }

    fn chosen(&self, value: &Value) -> Option<&Choice<Q>> {
        match &value.0 {
            Kind::Word(text, number) => {
                let same = |choice: &&Choice<Q>| choice.id.as_str() == &**text;
                // an option may be written as a number, and 0.50 is 0.5
                let equal = |choice: &&Choice<Q>| {
                    number.is_some() && Value::word(choice.id.as_str()).number() == number.as_ref()
                };
                self.options.iter().find(same).or_else(|| self.options.iter().find(equal))
            }
            _ => None,
        }
    }
}

impl Method for Rubric<Amount> {
    fn check(&self, at: &str, findings: &Findings) {
        if self.options.is_empty() {
            findings.push(Diagnostic::new(Code::EMPTY).with("what", "options").at(format!("{at}/options")));
        }
        for (index, choice) in self.options.iter().enumerate() {
            let shown = |choice: &Choice<Amount>| Value::word(choice.id.as_str()).shown();
            if self.options.iter().take(index).any(|earlier| shown(earlier) == shown(choice)) {
                let at = format!("{at}/options/{index}/id");
                findings.push(Diagnostic::new(Code::DUPLICATE_ID).with("id", &choice.id).at(at));
            }
        }
    }

    fn range(&self) -> (Amount, Amount) {
        extremes(self.options.iter().map(|choice| &choice.points))
    }

    fn score(&self, criterion: &Id, value: &Value, points: &mut Amount) -> Result<(), Diagnostic> {
        if let Some(choice) = self.chosen(value) {
            points.clone_from(&choice.points);
            return Ok(());
        }
        let Kind::Word(text, _) = &value.0 else {
            return Err(wrong(criterion, value, "the id of an option"));
        };
        let known = || self.options.iter().map(|choice| choice.id.as_str());
        let expected = known().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
        let diagnostic = Diagnostic::new(Code::NOT_AN_OPTION).with("id", criterion).with("value", text);
        Err(diagnostic.with("expected", expected).meant(text, known()))
    }

    fn explain<'a>(&'a self, value: &'a Value, said: &mut Sentences<'a>) -> Message {
        match self.chosen(value) {
            Some(choice) => {
                let option = choice.label.as_ref().map_or_else(|| Arg::from(&choice.id), Arg::from);
                said.say(Key::RULE_OPTION, [("option", option), ("points", shown(&choice.points).into())])
            }
            None => Key::UNCLEAR.into(),
        }
    }

    fn edges(&self) -> Vec<Value> {
        self.options.iter().map(|choice| Value::word(choice.id.as_str())).collect()
    }

    fn falls(&self) -> Option<String> {
        // options are a choice, not an amount: none of them is "more" than another
        None
    }

    fn needs_evidence(&self, value: &Value) -> bool {
        self.chosen(value).is_some_and(|choice| choice.evidence.is_some())
    }
}
