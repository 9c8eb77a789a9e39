//! A policy as a kind of pack: its numbers on a day, and an organisation's file on top of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::document::Body;
use super::walk::Bounds;
use super::{Policy, packtest, references};
use crate::date::Date;
use crate::error::{Code, Diagnostic, Error, ErrorKind};
use crate::num::Fraction;
use crate::pack::{
    self, Findings, Header, Kind, Loaded, Parameter, Parsed, Quantity, SET, Values, added, kept,
};
use crate::recognition::board::Numbers;
use crate::text::{ById, Id, Ids};

impl pack::Body for Body {
    const KIND: Kind = Kind::Policy;
    type Model = ();

    fn check(&self, header: &Header, findings: &Findings) {
        references::check(header, self, findings);
    }

    fn reads(&self) -> Ids {
        let read = self.numbers().into_iter();
        read.filter_map(|(quantity, ..)| match quantity {
            Quantity::Parameter(reference) => Some(reference.parameter),
            Quantity::Number(_) => None,
        })
        .collect()
    }

    fn model(&self, _: &Header, values: &Values, findings: &Findings) -> Result<(), Vec<Id>> {
        for (quantity, at, bounds) in self.numbers() {
            if let Ok(value) = values.amount(&quantity) {
                bounds.check(&value, &quantity, at, findings);
            }
        }
        Ok(())
    }

    fn extended(&self, own: &Self, findings: &Findings) -> Self {
        let refuse = |given: bool, name: &str| {
            if given {
                findings.push(kept(name, SET).at(format!("/{name}")));
            }
        };
        refuse(own.driven_by.is_some(), "driven_by");
        refuse(!own.levels.is_empty(), "levels");
        refuse(own.money.is_some() && self.money.is_some(), "money");
        let mut out = self.clone();
        out.tests.clone_from(&own.tests);
        out.stages.extend(own.stages.iter().cloned());
        out.money = out.money.or_else(|| own.money.clone());
        out.facts.ignores.extend(own.facts.ignores.iter().cloned());
        for (id, label) in &own.facts.labels {
            if out.facts.labels.insert(id.clone(), label.clone()).is_some() {
                findings.push(kept(id.as_str(), SET).at("/facts/labels"));
            }
        }
        for (ours, theirs) in
            [(&mut out.facts.people, &own.facts.people), (&mut out.facts.units, &own.facts.units)]
        {
            for (id, of) in theirs {
                if ours.insert(id.clone(), of.clone()).is_some() {
                    findings.push(kept(id.as_str(), SET).at("/facts"));
                }
            }
        }
        out
    }

    fn relocate(&self, _: &Parsed<Self>, diagnostic: Diagnostic) -> Diagnostic {
        match added(diagnostic.pointer(), "/stages", self.stages.len()) {
            Some(place) => diagnostic.at(place),
            None => diagnostic,
        }
    }

    fn test(pack: &Arc<Loaded<Self>>) -> Result<(), Error> {
        packtest::run(&Policy(Arc::clone(pack)))
    }
}

impl Bounds {
    fn check(self, value: &Fraction, quantity: &Quantity, at: String, findings: &Findings) {
        let (holds, bounds) = match self {
            Self::Any => (true, String::new()),
            Self::Positive => (!value.is_negative(), "0 or more".to_owned()),
            Self::Money => (*value > Fraction::ZERO, "above 0".to_owned()),
            Self::Share => (!value.is_negative() && *value <= Fraction::ONE, "0 – 1".to_owned()),
            Self::Count => (!value.is_negative() && value.is_whole(), "0, 1, 2, …".to_owned()),
            // no row is longer than a working life
            Self::Years => (
                value.is_whole() && !value.is_negative() && *value <= Fraction::from(60_u32),
                "0 – 60".to_owned(),
            ),
            Self::Choice(count) => (
                !value.is_negative() && value.is_whole() && *value < Fraction::from(count),
                format!("0 – {}", count.saturating_sub(1)),
            ),
        };
        if !holds {
            let what = match quantity {
                Quantity::Parameter(reference) => format!("`{}`", reference.parameter),
                Quantity::Number(_) => format!("`{}`", at.rsplit('/').next().unwrap_or_default()),
            };
            let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", what);
            findings.push(diagnostic.with("value", value).with("bounds", bounds).at(at));
        }
    }
}

impl Body {
    /// The parameters of rules, and those of money alone: the first hold on the driving day, the others on the day of the
    /// decision.
    pub(crate) fn parameters(&self, header: &Header) -> [ById<Parameter>; 2] {
        let mut rules = BTreeSet::new();
        let mut money = BTreeSet::new();
        for (quantity, _, bounds) in self.numbers() {
            if let Quantity::Parameter(reference) = quantity {
                let set = if bounds == Bounds::Money { &mut money } else { &mut rules };
                set.insert(reference.parameter);
            }
        }
        let only = |wanted: &dyn Fn(&Id) -> bool| {
            let own = header.parameters.iter().filter(|(id, _)| wanted(id));
            ById::default().with(own.map(|(id, parameter)| (id.clone(), parameter.clone())))
        };
        [only(&|id| rules.contains(id)), only(&|id| money.contains(id))]
    }

    /// The numbers of the rules on a day.
    pub(crate) fn on(&self, header: &Header, day: Date) -> Result<Numbers, Error> {
        let [rules, money] = self.parameters(header);
        let unset = money.iter().filter(|(_, own)| own.required && !own.is_set()).map(|(id, _)| id.clone());
        let wanting: Vec<Id> = unset.collect();
        let values = Values::on(&rules, Some(day));
        match values {
            Ok(values) if wanting.is_empty() => Ok(Numbers(values)),
            other => {
                let mut all = other.err().unwrap_or_default();
                all.extend(wanting);
                let diagnostic = |id: &Id| Diagnostic::new(Code::PARAMETER_REQUIRED).with("id", id);
                Err(Error::many(ErrorKind::Data, all.iter().map(diagnostic).collect()))
            }
        }
    }
}
