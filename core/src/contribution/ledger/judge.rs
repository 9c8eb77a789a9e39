//! Who may judge a record: verify a contribution, certify an objective cause; and what causes excuse.

use std::collections::{BTreeMap, BTreeSet};

use super::links::{Links, Target};
use super::record::{Assignment, Cause};
use super::symbol::place;
use super::{Entry, Inner};
use crate::date::Date;
use crate::error::{Code, Diagnostic};
use crate::text::Id;

/// Why somebody may not certify a cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bias {
    /// It is credited to them, or they had to do it.
    Own,
    /// They made the accusation.
    Accuser,
}

impl Assignment {
    /// Why somebody may not certify a cause for its delay.
    pub(super) fn bias(&self, certifier: &Id) -> Option<Bias> {
        match () {
            () if self.to == *certifier => Some(Bias::Own),
            () if self.by == *certifier => Some(Bias::Accuser),
            () => None,
        }
    }
}

impl Inner {
    /// Why somebody may not certify a cause for a contribution that is a failing.
    pub(super) fn bias(&self, entry: &Entry, certifier: &Id) -> Option<Bias> {
        let certifier = Some(self.symbol(certifier)?);
        if self.credits_of(entry).iter().any(|credit| Some(credit.to) == certifier) {
            return Some(Bias::Own);
        }
        (entry.reported_by == certifier).then_some(Bias::Accuser)
    }

    /// Why the certifier of a cause may not certify it, where its target is at hand.
    pub(super) fn cause_bias(&self, cause: &Cause, target: Target) -> Option<Bias> {
        match target {
            Target::Contribution(at) => self.bias(self.contributions.get(place(at))?, &cause.certified_by),
            Target::Assignment(at) => self.assignments.get(place(at))?.bias(&cause.certified_by),
            Target::Elsewhere => None,
        }
    }

    /// The independent cause that excuses each failing and each late assignment on a day: the first that was certified.
    pub(crate) fn excuses(&self, as_of: Date) -> BTreeMap<Target, &Cause> {
        let mut excuses: BTreeMap<Target, &Cause> = BTreeMap::new();
        for (cause, target) in self.causes.iter().zip(&self.links.causes) {
            if cause.on > as_of || *target == Target::Elsewhere || self.cause_bias(cause, *target).is_some() {
                continue;
            }
            // causes come in the order of their ids, so that the earliest day and then the lowest id stays
            let first = excuses.entry(*target).or_insert(cause);
            if cause.on < first.on {
                *first = cause;
            }
        }
        excuses
    }

    /// The verifiers of their own work, and the causes certified by those they excuse or by their accusers: by the id of
    /// the verification or the cause.
    pub(super) fn biased(&self) -> Vec<(Id, Diagnostic)> {
        let verifications = self.verifications.iter().zip(&self.links.verifications);
        let verifiers = verifications.filter_map(|(record, target)| {
            let Target::Contribution(at) = target else { return None };
            let entry = self.contributions.get(place(*at))?;
            let bias = self.bias(entry, &record.by).filter(|bias| *bias == Bias::Own)?;
            Some((&record.id, &record.by, bias, "/verification/by"))
        });
        let causes = self.causes.iter().zip(&self.links.causes);
        let certifiers = causes.filter_map(|(record, target)| {
            let bias = self.cause_bias(record, *target)?;
            Some((&record.id, &record.certified_by, bias, "/cause/certified_by"))
        });
        let told = |(id, by, bias, pointer): (&Id, &Id, Bias, &str)| {
            let why = match bias {
                Bias::Own => "it is their own work",
                Bias::Accuser => "they made the accusation",
            };
            let diagnostic = Diagnostic::new(Code::NOT_INDEPENDENT).with("id", id).with("by", by);
            (id.clone(), diagnostic.with("why", why).at(pointer))
        };
        verifiers.chain(certifiers).map(told).collect()
    }

    /// Leaves those verifications and causes out.
    pub(super) fn leave_out(&mut self, biased: &BTreeSet<Id>) {
        self.verifications.retain(|record| !biased.contains(&record.id));
        self.causes.retain(|record| !biased.contains(&record.id));
        self.links = Links::of(self);
    }
}
