//! The ledger as it stands on a day: what is known by then of every record, found once.

use std::collections::BTreeMap;

use super::event::{Event, Source};
use crate::contribution::ledger::Inner as Ledger;
use crate::contribution::ledger::links::Target;
use crate::contribution::ledger::progress::Progress;
use crate::contribution::ledger::record::Cause;
use crate::contribution::ledger::state::State;
use crate::contribution::ledger::symbol::place;
use crate::contribution::scheme::document::Origin;
use crate::contribution::scheme::{KindModel, Model};
use crate::date::Date;
use crate::text::Id;

/// Somebody who vouches for events: a place among the names of the ledger, and after them among those whom only later records name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Assessor(u32);

/// The ledger as it stands on a day.
pub(crate) struct View<'a> {
    pub(crate) ledger: &'a Ledger,
    pub(crate) as_of: Date,
    /// Aligned with the contributions.
    states: Vec<State>,
    /// Aligned with the assignments.
    progress: Vec<Progress>,
    /// Assignments that somebody contests, the assignee or another, as they would stand if nobody did.
    uncontested: BTreeMap<u32, Progress>,
    /// Who verified a contribution after it was recorded.
    verifiers: BTreeMap<u32, Assessor>,
    /// Those who vouch for something and whom no contribution or assignment names, sorted.
    others: Vec<&'a Id>,
    excuses: BTreeMap<Target, &'a Cause>,
}

impl<'a> View<'a> {
    pub(crate) fn new(ledger: &'a Ledger, as_of: Date) -> Self {
        let (states, progress, excuses) =
            (ledger.states(as_of), ledger.progress(as_of), ledger.excuses(as_of));
        let mut uncontested = BTreeMap::new();
        for (at, (assignment, own)) in (0_u32..).zip(ledger.assignments.iter().zip(&progress)) {
            if matches!(own, Progress::Disputed | Progress::Contested) {
                let mut seen = assignment.uncontested(as_of);
                if let (Progress::Late(delay), Some(cause)) =
                    (&mut seen, excuses.get(&Target::Assignment(at)))
                {
                    delay.excused_by = Some(cause.id.clone());
                }
                uncontested.insert(at, seen);
            }
        }
        let mut others: Vec<&Id> = ledger.verifications.iter().map(|record| &record.by).collect();
        others.extend(ledger.assignments.iter().map(|assignment| &assignment.by));
        others.retain(|name| ledger.symbol(name).is_none());
        others.sort_unstable();
        others.dedup();
        let mut verifiers = BTreeMap::new();
        for (record, target) in ledger.verifications.iter().zip(&ledger.links.verifications) {
            if let Target::Contribution(at) = target
                && record.on <= as_of
                && let Some(by) = number(ledger, &others, &record.by)
            {
                verifiers.entry(*at).or_insert(by);
            }
        }
        Self { ledger, as_of, states, progress, uncontested, verifiers, others, excuses }
    }

    /// How a contribution stands.
    pub(crate) fn state(&self, at: u32) -> State {
        self.states.get(place(at)).copied().unwrap_or(State::NotYet)
    }

    /// Whether somebody verified a contribution, contested or not.
    pub(crate) fn is_verified(&self, at: u32) -> bool {
        match self.state(at) {
            State::Verified => true,
            State::Disputed => self.verifier(at).is_some(),
            _ => false,
        }
    }

    fn verifier(&self, at: u32) -> Option<Assessor> {
        let own = self.ledger.contributions.get(place(at)).and_then(|entry| entry.verified_by);
        own.map(|symbol| Assessor(symbol.0)).or_else(|| self.verifiers.get(&at).copied())
    }

    /// How an assignment stands, and whether it is contested: then, how it would stand if it were not.
    pub(crate) fn progress(&self, at: u32) -> (&Progress, bool) {
        match self.uncontested.get(&at) {
            Some(seen) => (seen, true),
            None => (self.progress.get(place(at)).unwrap_or(&Progress::Open), false),
        }
    }

    /// The independent cause that excuses a contribution that is a failing.
    pub(crate) fn excuse(&self, contribution: u32) -> Option<&'a Cause> {
        self.excuses.get(&Target::Contribution(contribution)).copied()
    }

    /// The event at a place of the ledger.
    pub(crate) fn event(&self, source: Source) -> Option<Event<'_>> {
        match source {
            Source::Contribution(at) => {
                Some(Event::Contribution(self.ledger, self.ledger.contributions.get(place(at))?))
            }
            Source::Assignment(at) => {
                let delay = match self.progress(at).0 {
                    Progress::Late(delay) => Some(delay),
                    _ => None,
                };
                Some(Event::Assignment(self.ledger.assignments.get(place(at))?, delay))
            }
        }
    }

    /// Every event of the ledger.
    pub(crate) fn sources(&self) -> impl Iterator<Item = Source> {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let contributions = (0..count(self.ledger.contributions.len())).map(Source::Contribution);
        contributions.chain((0..count(self.ledger.assignments.len())).map(Source::Assignment))
    }

    /// The kinds of a scheme that take an event: none or one for a contribution, any number for an assignment.
    pub(crate) fn kinds_of<'m>(
        &self,
        model: &'m Model,
        source: Source,
    ) -> impl Iterator<Item = (&'m KindModel, Event<'_>)> {
        let event = self.event(source);
        let kind = match &event {
            Some(Event::Contribution(ledger, entry)) => {
                ledger.name(entry.kind).and_then(|name| model.by_id.get(name))
            }
            _ => None,
        };
        let origin = match source {
            Source::Assignment(at) => self.progress(at).0.origin(),
            Source::Contribution(_) => None,
        };
        let takes = move |(at, own): &(usize, &KindModel)| match origin {
            Some(origin) => own.from == origin,
            None => Some(at) == kind,
        };
        let kinds = model.kinds.iter().enumerate().filter(takes);
        kinds.filter_map(move |(_, kind)| Some((kind, event?)))
    }

    /// Who vouches for an event: its verifier, or whoever gave the assignment.
    pub(crate) fn assessor(&self, source: Source) -> Option<Assessor> {
        match source {
            Source::Contribution(at) => self.verifier(at),
            Source::Assignment(at) => {
                let assignment = self.ledger.assignments.get(place(at))?;
                number(self.ledger, &self.others, &assignment.by)
            }
        }
    }

    /// What an assessor is known by.
    pub(crate) fn id_of(&self, assessor: Assessor) -> Option<&'a Id> {
        let at = place(assessor.0);
        match at.checked_sub(self.ledger.names.len()) {
            Some(other) => self.others.get(other).copied(),
            None => self.ledger.names.get(at),
        }
    }
}

/// The place of somebody who vouches for events.
fn number(ledger: &Ledger, others: &[&Id], id: &Id) -> Option<Assessor> {
    if let Some(symbol) = ledger.symbol(id) {
        return Some(Assessor(symbol.0));
    }
    let at = others.binary_search(&id).ok()?.checked_add(ledger.names.len())?;
    u32::try_from(at).ok().map(Assessor)
}

impl Progress {
    /// The kinds of event that an assignment in this state is, if it is any.
    pub(crate) const fn origin(&self) -> Option<Origin> {
        match self {
            Self::Late(_) => Some(Origin::AssignmentsLate),
            Self::OnTime => Some(Origin::AssignmentsOnTime),
            _ => None,
        }
    }
}
