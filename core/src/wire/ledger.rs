//! The JSON of ledgers: what was set aside, how records stand on a day, who is who.

use serde::Serialize;

use super::{Told, told};
use crate::canonical;
use crate::contribution::{Delay, Identities, Ledger, Progress, SetAside, State};
use crate::date::Date;
use crate::text::Id;

/// The rows that were left out of a ledger: how many, and the first of them.
#[must_use]
pub fn set_aside(set_aside: &SetAside) -> String {
    #[derive(Serialize)]
    struct All<'a> {
        count: u64,
        listed: Vec<Told<'a>>,
    }
    canonical::text(&All { count: set_aside.count(), listed: set_aside.listed().iter().map(told).collect() })
}

/// How each contribution stands on a day.
#[must_use]
pub fn states(ledger: &Ledger, as_of: Date) -> String {
    #[derive(Serialize)]
    struct One<'a> {
        contribution: &'a Id,
        state: &'static str,
    }
    let one = |(contribution, state)| One { contribution, state: name(state) };
    canonical::text(&ledger.states(as_of).map(one).collect::<Vec<_>>())
}

const fn name(state: State) -> &'static str {
    match state {
        State::Claimed => "claimed",
        State::Verified => "verified",
        State::Disputed => "disputed",
        State::Reversed => "reversed",
        State::NotYet => "not-yet",
    }
}

/// How each assignment stands on a day, with its delay where it is late.
#[must_use]
pub fn progress(ledger: &Ledger, as_of: Date) -> String {
    #[derive(Serialize)]
    struct Late<'a> {
        blocked: u32,
        days: u32,
        due: Date,
        excused_by: Option<&'a Id>,
        first_day: Date,
    }
    #[derive(Serialize)]
    struct One<'a> {
        assignment: &'a Id,
        delay: Option<Late<'a>>,
        progress: &'static str,
    }
    fn late(delay: &Delay) -> Late<'_> {
        Late {
            blocked: delay.blocked(),
            days: delay.days(),
            due: delay.due(),
            excused_by: delay.excused_by(),
            first_day: delay.first_day(),
        }
    }
    fn one<'a>((assignment, progress): &'a (&'a Id, Progress)) -> One<'a> {
        let (progress, delay) = match progress {
            Progress::NotNotified => ("not-notified", None),
            Progress::Open => ("open", None),
            Progress::OnTime => ("on-time", None),
            Progress::Late(delay) => ("late", Some(late(delay))),
            Progress::Contested => ("contested", None),
            Progress::Disputed => ("disputed", None),
            Progress::Reversed => ("reversed", None),
        };
        One { assignment, delay, progress }
    }
    let all: Vec<(&Id, Progress)> = ledger.progress(as_of).collect();
    canonical::text(&all.iter().map(one).collect::<Vec<_>>())
}

/// Who the ids of a ledger are by a roster.
#[must_use]
pub fn identities(identities: &Identities) -> String {
    #[derive(Serialize)]
    struct Named<'a> {
        count: u64,
        id: &'a Id,
    }
    #[derive(Serialize)]
    struct Alias<'a> {
        count: u64,
        id: &'a Id,
        known_as: &'a Id,
    }
    #[derive(Serialize)]
    struct All<'a> {
        aliases: Vec<Alias<'a>>,
        bots: Vec<Named<'a>>,
        credited_twice: &'a [Id],
        look_alikes: &'a [Vec<Id>],
        self_judged: &'a [Id],
        unknown: Vec<Named<'a>>,
    }
    fn named((id, count): &(Id, u64)) -> Named<'_> {
        Named { count: *count, id }
    }
    let alias = |(id, known_as, count)| Alias { count, id, known_as };
    canonical::text(&All {
        aliases: identities
            .aliases()
            .iter()
            .map(|(id, known_as, count)| (id, known_as, *count))
            .map(alias)
            .collect(),
        bots: identities.bots().iter().map(named).collect(),
        credited_twice: identities.credited_twice(),
        look_alikes: identities.look_alikes(),
        self_judged: identities.self_judged(),
        unknown: identities.unknown().iter().map(named).collect(),
    })
}
