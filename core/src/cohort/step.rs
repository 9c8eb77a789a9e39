//! What was done to the figures, one step after another: written down for people, or not at all.

use super::column::{Bounds, Column};
use super::model::Model;
use super::normalise::Fitted;
use super::treat::{Treated, Way};
use super::weigh::Weighed;
use crate::num::{Float, Real};

/// One thing that was done.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    pub(crate) stage: &'static str,
    pub(crate) about: String,
    pub(crate) subject: Option<String>,
    pub(crate) method: String,
    pub(crate) numbers: Vec<(String, Real)>,
}

impl Step {
    /// The stage: `denominate`, `screen`, `impute`, `treat`, `normalise`, `weigh` or `aggregate`.
    #[must_use]
    pub const fn stage(&self) -> &'static str {
        self.stage
    }

    /// The indicator or node; empty where it is about a subject alone.
    #[must_use]
    pub fn about(&self) -> &str {
        &self.about
    }

    /// The subject, where it is about one.
    #[must_use]
    pub fn subject(&self) -> Option<&str> {
        self.subject.as_deref()
    }

    /// What was done, by the name that packs write.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The numbers it was done with, by name; of a weighing the share of each part.
    #[must_use]
    pub fn numbers(&self) -> &[(String, Real)] {
        &self.numbers
    }
}

/// Who writes steps down.
pub(crate) trait Steps {
    /// Whether anything is kept, so that what is not needed now is fitted for later too.
    fn keeps(&self) -> bool {
        false
    }
    fn stage(&mut self, _name: &'static str, _model: &Model, _columns: &[Column]) {}
    fn note(
        &mut self,
        _stage: &'static str,
        _about: &str,
        _subject: Option<&str>,
        _method: &str,
        _numbers: &[(&'static str, Float)],
    ) {
    }
    fn treated(&mut self, _about: &str, _treated: &Treated) {}
    fn normalised(&mut self, _about: &str, _fitted: &Fitted) {}
    fn weighed(&mut self, _about: &str, _names: &[&str], _weighed: &Weighed, _method: &str) {}
}

/// Nobody.
pub(crate) struct Silent;

impl Steps for Silent {}

/// Everything, with the figures after every stage.
#[derive(Debug, Clone, Default)]
pub(crate) struct Recorder {
    pub(crate) steps: Vec<Step>,
    /// Stages by name, in their order; a second one of a name is `impute.2`.
    pub(crate) stages: Vec<(String, Vec<Column>)>,
}

impl Steps for Recorder {
    fn keeps(&self) -> bool {
        true
    }

    fn stage(&mut self, name: &'static str, _: &Model, columns: &[Column]) {
        let before = self.stages.iter().filter(|(own, _)| own.split('.').next() == Some(name)).count();
        let name = if before == 0 { name.to_owned() } else { format!("{name}.{}", before.saturating_add(1)) };
        self.stages.push((name, columns.to_vec()));
    }

    fn note(
        &mut self,
        stage: &'static str,
        about: &str,
        subject: Option<&str>,
        method: &str,
        numbers: &[(&'static str, Float)],
    ) {
        let numbers = numbers
            .iter()
            .filter_map(|(name, value)| Some(((*name).to_owned(), value.real().ok()?)))
            .collect();
        let subject = subject.map(str::to_owned);
        self.steps.push(Step { stage, about: about.to_owned(), subject, method: method.to_owned(), numbers });
    }

    fn treated(&mut self, about: &str, treated: &Treated) {
        let mut numbers = Vec::new();
        if let Some((skewness, kurtosis)) = treated.before {
            numbers.extend([("skewness_before", skewness), ("kurtosis_before", kurtosis)]);
        }
        if let Some((skewness, kurtosis)) = treated.after {
            numbers.extend([("skewness_after", skewness), ("kurtosis_after", kurtosis)]);
        }
        let method = match treated.way {
            Way::Same => "same",
            Way::Bounds(Bounds { at_least: low, at_most: high }) => {
                numbers.push(("points", Float::count(treated.points)));
                numbers.extend(low.map(|low| ("at_least", low)));
                numbers.extend(high.map(|high| ("at_most", high)));
                "bounds"
            }
            Way::Logarithm { times, plus } => {
                numbers.extend((times != Float::ONE).then_some(("times", times)));
                numbers.push(("plus", plus));
                "logarithm"
            }
        };
        self.note("treat", about, None, method, &numbers);
    }

    fn normalised(&mut self, about: &str, fitted: &Fitted) {
        let (method, numbers) = match fitted {
            Fitted::Same => ("same", Vec::new()),
            Fitted::Constant(score) => ("constant", vec![("score", *score)]),
            Fitted::Line(line) => {
                let numbers = vec![
                    ("shift", line.shift),
                    ("scale", line.scale),
                    ("low", line.low),
                    ("width", line.width),
                ];
                (if line.logarithm { "line_of_logarithms" } else { "line" }, numbers)
            }
            Fitted::Place(place) => ("place", vec![("among", Float::count(place.sorted.len()))]),
            Fitted::Band { low, high, .. } => ("band", vec![("low", *low), ("high", *high)]),
            Fitted::Classes { place, .. } => ("classes", vec![("among", Float::count(place.sorted.len()))]),
            Fitted::Reciprocal { of, .. } => ("reciprocal", vec![("of", *of)]),
            Fitted::Scores { points, .. } => ("scores", vec![("points", Float::count(points.len()))]),
            Fitted::Apart { from, times } => ("apart", vec![("from", *from), ("times", *times)]),
        };
        self.note("normalise", about, None, method, &numbers);
    }

    fn weighed(&mut self, about: &str, names: &[&str], weighed: &Weighed, method: &str) {
        let weights = &weighed.weights;
        let sum = Float::total(weights.iter().copied());
        let share =
            |(name, weight): (&&str, &Float)| Some(((*name).to_owned(), (*weight / sum).real().ok()?));
        let mut numbers: Vec<(String, Real)> = names.iter().zip(weights).filter_map(share).collect();
        let ratio = weighed.consistency.and_then(|ratio| ratio.real().ok());
        numbers.extend(ratio.map(|ratio| ("consistency_ratio".to_owned(), ratio)));
        let (about, method) = (about.to_owned(), method.to_owned());
        self.steps.push(Step { stage: "weigh", about, subject: None, method, numbers });
    }
}
