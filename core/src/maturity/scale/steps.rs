//! Steps: bands of a number, each with its points, closed at the declared end. Together they may leave no gap.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Method, extremes, number, read, shown};
use crate::error::{Code, Diagnostic};
use crate::maturity::value::Value;
use crate::num::{Fraction, Mark};
use crate::pack::{Amount, Findings};
use crate::text::Id;
use crate::trace::{Key, Message, Sentences};

/// The bands, ascending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Steps<Q> {
    /// The end that belongs to a band.
    pub(crate) closed: Closed,
    /// The bands, ascending.
    pub(crate) bands: Vec<Band<Q>>,
}

/// The end of a band that belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Closed {
    /// `from` ≤ value < `until`.
    Lower,
    /// `from` < value ≤ `until`.
    Upper,
}

/// One band; an end left out is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Band<Q> {
    /// Lower end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<Mark>,
    /// Upper end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<Mark>,
    /// Points within.
    pub(crate) points: Q,
    /// Its ends as people read them.
    #[serde(skip)]
    pub(crate) shown: String,
}

impl<Q> Steps<Q> {
    pub(crate) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Steps<R> {
        let band = |band: &Band<Q>| Band {
            from: band.from.clone(),
            until: band.until.clone(),
            points: number(&band.points),
            shown: self.show(band),
        };
        Steps { closed: self.closed, bands: self.bands.iter().map(band).collect() }
    }

    pub(crate) fn find(&self, value: &Fraction) -> Option<&Band<Q>> {
        // bands follow each other without gaps, so the first whose end is not passed holds the value
        let passed = |end: &Mark| match self.closed {
            Closed::Lower => value >= end.fraction(),
            Closed::Upper => value > end.fraction(),
        };
        let begun = self.bands.first()?.from.as_ref().is_none_or(passed);
        self.bands.iter().find(|band| begun && !band.until.as_ref().is_some_and(passed))
    }

    pub(crate) fn show(&self, band: &Band<Q>) -> String {
        let end =
            |end: &Option<Mark>, open: &str| end.as_ref().map_or_else(|| open.to_owned(), Mark::to_string);
        let (left, right) = match self.closed {
            Closed::Lower => ("[", ")"),
            Closed::Upper => ("(", "]"),
        };
        let (left, right) =
            (if band.from.is_none() { "(" } else { left }, if band.until.is_none() { ")" } else { right });
        format!("{left}{}; {}{right}", end(&band.from, "−∞"), end(&band.until, "∞"))
    }

    /// What is wrong with the ends of the bands.
    pub(crate) fn check_ends(&self, at: &str, findings: &Findings) {
        if self.bands.is_empty() {
            findings.push(Diagnostic::new(Code::EMPTY).with("what", "bands").at(format!("{at}/bands")));
        }
        for (index, band) in self.bands.iter().enumerate() {
            if let (Some(from), Some(until)) = (&band.from, &band.until)
                && until.fraction() <= from.fraction()
            {
                let diagnostic = Diagnostic::new(Code::NOT_ASCENDING).with("what", "the ends of a band");
                findings.push(
                    diagnostic.with("previous", from).with("next", until).at(format!("{at}/bands/{index}")),
                );
            }
        }
        for (index, pair) in self.bands.windows(2).enumerate() {
            let [before, after] = pair else { continue };
            let at = format!("{at}/bands/{}", index.saturating_add(1));
            match (&before.until, &after.from) {
                (Some(until), Some(from)) if until == from => {}
                (Some(until), Some(from)) if until.fraction() < from.fraction() => {
                    let gap = Diagnostic::new(Code::GAP).with("what", "bands").with("from", until);
                    findings.push(gap.with("until", from).at(at));
                }
                (_, from) => {
                    let place = from
                        .as_ref()
                        .or(before.until.as_ref())
                        .map_or_else(|| "every number".to_owned(), Mark::to_string);
                    findings
                        .push(Diagnostic::new(Code::OVERLAP).with("what", "bands").with("at", place).at(at));
                }
            }
        }
    }
}

impl Method for Steps<Amount> {
    fn check(&self, at: &str, findings: &Findings) {
        self.check_ends(at, findings);
    }

    fn range(&self) -> (Amount, Amount) {
        extremes(self.bands.iter().map(|band| &band.points))
    }

    fn score(&self, criterion: &Id, value: &Value, points: &mut Amount) -> Result<(), Diagnostic> {
        let number = number(criterion, value, "a number")?;
        let Some(band) = self.find(number) else {
            let bands = self.bands.iter().map(|band| band.shown.as_str()).collect::<Vec<_>>().join(", ");
            return Err(Diagnostic::new(Code::NO_BAND)
                .with("id", criterion)
                .with("value", value.shown())
                .with("bands", bands));
        };
        points.clone_from(&band.points);
        Ok(())
    }

    fn explain<'a>(&'a self, value: &'a Value, said: &mut Sentences<'a>) -> Message {
        match value.number().and_then(|number| self.find(number)) {
            Some(band) => {
                let (value, points) = (read(value).into(), shown(&band.points).into());
                said.say(
                    Key::RULE_BAND,
                    [("value", value), ("band", band.shown.as_str().into()), ("points", points)],
                )
            }
            None => Key::UNCLEAR.into(),
        }
    }

    fn edges(&self) -> Vec<Value> {
        let ends = self.bands.iter().flat_map(|band| [&band.from, &band.until]).flatten();
        // a set keeps them in order
        let mut values: BTreeSet<Fraction> = BTreeSet::new();
        values.extend(ends.map(|end| end.fraction().clone()));
        let all: Vec<Fraction> = values.iter().cloned().collect();
        let between = all.windows(2).filter_map(|pair| match pair {
            [a, b] => a.add(b).div(&Fraction::from(2_i64)),
            _ => None,
        });
        values.extend(between);
        values.extend(all.first().map(|first| first.sub(&Fraction::ONE)));
        values.extend(all.last().map(|last| last.add(&Fraction::ONE)));
        values.into_iter().filter(|value| self.find(value).is_some()).map(Value::from).collect()
    }

    fn falls(&self) -> Option<String> {
        let fall = |pair: &&[Band<Amount>]| matches!(pair, [Band { points: Ok(a), .. }, Band { points: Ok(b), .. }] if b < a);
        self.bands.windows(2).find(fall).and_then(|pair| pair.last()).map(|band| band.shown.clone())
    }
}
