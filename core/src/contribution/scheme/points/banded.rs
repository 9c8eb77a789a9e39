//! Points by the band a quantity lies in: the bands of a framework's `steps`, with their closed ends and without gaps.

use serde::{Deserialize, Serialize};

use super::{Facts, Lack, Method, Range, listed, read, shown};
use crate::maturity::Steps;
use crate::num::Fraction;
use crate::pack::Findings;
use crate::text::Id;
use crate::trace::{Key, Message, Sentences};

/// By the band a quantity lies in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Banded<Q> {
    /// The quantity.
    pub(crate) quantity: Id,
    /// The bands.
    pub(crate) steps: Steps<Q>,
}

impl<Q> Banded<Q> {
    pub(super) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Banded<R> {
        Banded { quantity: self.quantity.clone(), steps: self.steps.map(number) }
    }
}

impl Method for Banded<Fraction> {
    fn check(&self, at: &str, findings: &Findings) {
        self.steps.check_ends(&format!("{at}/steps"), findings);
    }

    fn points(&self, facts: &impl Facts) -> Result<Fraction, Lack> {
        let value = read(facts, &self.quantity)?;
        match self.steps.find(&value) {
            Some(band) => Ok(band.points.clone()),
            None => Err(Lack::Band { quantity: self.quantity.clone(), value }),
        }
    }

    fn explain<'a>(&'a self, facts: &impl Facts, said: &mut Sentences<'a>) -> Message {
        let value = shown(facts, &self.quantity);
        let (band, points) = match self.steps.find(&value) {
            Some(band) => (band.shown.as_str(), band.points.clone()),
            None => ("?", Fraction::ZERO),
        };
        said.say(Key::RULE_BAND, [("value", value.into()), ("band", band.into()), ("points", points.into())])
    }

    fn range(&self) -> Range {
        listed(self.steps.bands.iter().map(|band| &band.points))
    }

    fn falls(&self) -> Option<String> {
        let fall = self.steps.bands.windows(2).find(|pair| {
            let [before, after] = pair else { return false };
            after.points < before.points
        });
        fall.and_then(<[_]>::last).map(|band| band.shown.clone())
    }

    fn cases(&self) -> Vec<String> {
        let bands = self.steps.bands.iter();
        let ends = bands.clone().flat_map(|band| [&band.from, &band.until]).flatten();
        // the end that no band holds cannot be reached
        let held = ends.filter(|end| self.steps.find(end.fraction()).is_some());
        let mut cases: Vec<String> = held.map(|end| format!("{} = {end}", self.quantity)).collect();
        cases.extend(bands.map(|band| self.within(&band.shown)));
        cases
    }

    fn reaches(&self, facts: &impl Facts) -> Vec<String> {
        let Some(value) = facts.quantity(&self.quantity) else { return Vec::new() };
        let band = self.steps.find(&value).map(|band| self.within(&band.shown));
        band.into_iter().chain([format!("{} = {value}", self.quantity)]).collect()
    }
}

impl<Q> Banded<Q> {
    fn within(&self, band: &str) -> String {
        format!("{} in {band}", self.quantity)
    }
}
