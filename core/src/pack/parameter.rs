//! Parameters: numbers that change with time or with the organisation, each value with its citation.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Amount, Findings, Open, Quantity};
use crate::date::{Date, Period};
use crate::error::{Code, Diagnostic, escape};
use crate::num::{Exact, Fraction};
use crate::text::{ById, Id, Text};

/// A parameter as its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Parameter {
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) label: Option<Text>,
    /// Its source is not public: what depends on it is undetermined until someone sets it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) open: bool,
    /// No assessment without it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) required: bool,
    /// Unit, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) unit: Option<String>,
    /// Remark, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
    /// Its value at all times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<Exact>,
    /// Source of `value`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) cite: Option<Id>,
    /// Its values over time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) values: Vec<Dated>,
}

/// A value of a parameter with its time and source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Dated {
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<Date>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<Date>,
    /// The value.
    pub(crate) value: Exact,
    /// Its source.
    pub(crate) cite: Id,
}

impl Dated {
    fn period(&self) -> Result<Period, Diagnostic> {
        Period::new(self.from, self.until).map_err(|error| error.first().clone())
    }
}

impl Parameter {
    /// The pointer to a parameter.
    pub(crate) fn pointer(id: &Id) -> String {
        format!("/parameters/{}", escape(id.as_str()))
    }

    pub(crate) fn is_set(&self) -> bool {
        self.value.is_some() || !self.values.is_empty()
    }

    /// What is wrong with the parameter on its own.
    pub(crate) fn check(&self, id: &Id, findings: &Findings) {
        let at = Self::pointer(id);
        let marks = [self.open, self.required].iter().filter(|mark| **mark).count();
        let shaped = match (self.value.is_some(), self.values.is_empty()) {
            (true, true) => self.cite.is_some() && marks == 0,
            (false, false) => self.cite.is_none() && marks == 0,
            (false, true) => self.cite.is_none() && marks == 1,
            (true, false) => false,
        };
        if !shaped {
            let uncited = self.value.is_some() && self.cite.is_none();
            let code = if uncited { Code::UNCITED } else { Code::PARAMETER_SHAPE };
            findings.push(Diagnostic::new(code).with("id", id).at(at));
            return;
        }
        let mut before: Vec<Period> = Vec::new();
        for (index, dated) in self.values.iter().enumerate() {
            let at = format!("{at}/values/{index}");
            let Some(period) = findings.note(dated.period().map_err(|d| d.at(at.clone()))) else { continue };
            if before.iter().any(|other| other.meets(&period)) {
                let day = dated.from.map_or_else(|| "…".to_owned(), |day| day.to_string());
                findings.push(Diagnostic::new(Code::OVERLAP).with("what", "values").with("at", day).at(at));
            }
            before.push(period);
        }
    }

    fn on(&self, day: Option<Date>) -> Option<Exact> {
        let holds = |dated: &&Dated| match day {
            Some(day) => dated.period().is_ok_and(|period| period.holds(day)),
            // before every date named
            None => dated.from.is_none(),
        };
        self.value.or_else(|| self.values.iter().find(holds).map(|dated| dated.value))
    }

    /// The citations the values name, with their places.
    pub(crate) fn cites(&self) -> impl Iterator<Item = (String, &Id)> {
        let plain = self.cite.iter().map(|cite| ("/cite".to_owned(), cite));
        let dated = self.values.iter().enumerate();
        plain.chain(dated.map(|(index, dated)| (format!("/values/{index}/cite"), &dated.cite)))
    }
}

/// The values of all parameters on one day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Values(ById<Amount>);

impl Values {
    /// The values on a day; `Err` names the required parameters without one.
    pub(crate) fn on(parameters: &ById<Parameter>, day: Option<Date>) -> Result<Self, Vec<Id>> {
        let mut values = Vec::new();
        let mut wanting = Vec::new();
        for (id, parameter) in parameters.iter() {
            match parameter.on(day) {
                Some(value) => {
                    values.push((id.clone(), Ok(Fraction::from(value))));
                }
                None if parameter.open => {
                    values.push((id.clone(), Err(Open::of(id.clone()))));
                }
                None => wanting.push(id.clone()),
            }
        }
        if wanting.is_empty() { Ok(Self(ById::from(values))) } else { Err(wanting) }
    }

    /// The number a quantity stands for; an undeclared parameter was refused when the pack was checked.
    pub(crate) fn amount(&self, quantity: &Quantity) -> Amount {
        match quantity {
            Quantity::Number(number) => Ok(Fraction::from(*number).reduced()),
            Quantity::Parameter(reference) => self
                .0
                .get(reference.parameter.as_str())
                .cloned()
                .unwrap_or_else(|| Err(Open::of(reference.parameter.clone()))),
        }
    }

    /// The first days of the stretches of time within which no value changes; the first stretch has none.
    pub(crate) fn stretches(parameters: &ById<Parameter>) -> Vec<Option<Date>> {
        let dated = || parameters.values().flat_map(|parameter| &parameter.values);
        let starts = dated().filter_map(|value| value.from);
        let ends = dated().filter_map(|value| value.until.and_then(Date::next));
        let mut days: BTreeSet<Date> = BTreeSet::new();
        days.extend(starts.chain(ends));
        std::iter::once(None).chain(days.into_iter().map(Some)).collect()
    }
}
