//! Events: what a scheme sees of a contribution or of an assignment, and what one comes to before it is split.

use crate::contribution::ledger::progress::Delay;
use crate::contribution::ledger::record::Assignment;
use crate::contribution::ledger::{Entry, Inner as Ledger};
use crate::contribution::scheme::KindModel;
use crate::contribution::scheme::points::{DAYS_LATE, Facts, Lack, Method as _};
use crate::date::Date;
use crate::maturity::Evidence;
use crate::num::Fraction;
use crate::text::Id;

/// Where an event comes from: its place in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Source {
    Contribution(u32),
    Assignment(u32),
}

/// A contribution or an assignment that a kind of the scheme takes.
#[derive(Clone, Copy)]
pub(crate) enum Event<'a> {
    Contribution(&'a Ledger, &'a Entry),
    /// An assignment, with its delay where it is late.
    Assignment(&'a Assignment, Option<&'a Delay>),
}

/// What an event comes to before it is split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// So many points.
    Points(Fraction),
    /// Nothing: the requirement at this place does not hold.
    Unmet(usize),
}

impl Facts for Event<'_> {
    fn quantity(&self, name: &Id) -> Option<Fraction> {
        match self {
            Self::Contribution(ledger, entry) => {
                let own = |(symbol, _): &&(_, _)| ledger.name(*symbol) == Some(name);
                entry.quantities.iter().find(own).map(|(_, value)| (*value).into())
            }
            Self::Assignment(_, delay) => {
                delay.filter(|_| *name == *DAYS_LATE).map(|delay| Fraction::from(delay.days()))
            }
        }
    }

    fn attribute(&self, name: &Id) -> Option<&Id> {
        match self {
            Self::Contribution(ledger, entry) => {
                let own = |(symbol, _): &&(_, _)| ledger.name(*symbol) == Some(name);
                entry.attributes.iter().find(own).and_then(|(_, value)| ledger.name(*value))
            }
            Self::Assignment(assignment, _) => assignment.attributes.get(name),
        }
    }
}

impl<'a> Event<'a> {
    /// What proves it.
    pub(crate) fn proof(self) -> &'a [Evidence] {
        match self {
            Self::Contribution(_, entry) => &entry.evidence,
            Self::Assignment(assignment, _) => &assignment.evidence,
        }
    }

    /// What the record is known by.
    pub(crate) fn id(self) -> &'a Id {
        match self {
            Self::Contribution(_, entry) => &entry.id,
            Self::Assignment(assignment, _) => &assignment.id,
        }
    }

    /// The day it counts on: a delay on its first day.
    pub(crate) fn day(&self) -> Option<Date> {
        match self {
            Self::Contribution(_, entry) => Some(entry.day),
            Self::Assignment(_, Some(delay)) => Some(delay.first_day()),
            Self::Assignment(assignment, None) => assignment.done,
        }
    }

    /// What it comes to by the rules of a kind.
    pub(crate) fn outcome(&self, kind: &KindModel) -> Result<Outcome, Lack> {
        let evidence = self.proof().len();
        if let Some(unmet) = kind.requires.iter().position(|one| !one.holds(self, evidence)) {
            return Ok(Outcome::Unmet(unmet));
        }
        let points = kind.points.points(self)?;
        if kind.multipliers.is_empty() {
            return Ok(Outcome::Points(points));
        }
        Ok(Outcome::Points(points.mul(&self.factor(kind)?)))
    }

    /// What all factors of a kind multiply by, up to their ceiling.
    pub(crate) fn factor(&self, kind: &KindModel) -> Result<Fraction, Lack> {
        let mut factor = Fraction::ONE;
        for multiplier in &kind.multipliers {
            let Some(value) = self.attribute(&multiplier.attribute) else { continue };
            let by = multiplier.by.get(value).ok_or_else(|| Lack::Value {
                attribute: multiplier.attribute.clone(),
                value: value.clone(),
                known: multiplier.by.keys().cloned().collect(),
            })?;
            factor = factor.mul(by);
        }
        Ok(match &kind.ceiling {
            Some(ceiling) => factor.min(ceiling.clone()),
            None => factor,
        })
    }
}
