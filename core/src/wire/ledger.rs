//! The JSON of ledgers and rosters: how one is read, what was set aside, how records stand on a day, who is who, and the days
//! and heads of a period.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::diagnostic::{Told, told};
use crate::canonical;
use crate::contribution::record::Collection;
use crate::contribution::roster::{AbsenceKind, Days, Heads};
use crate::contribution::{
    Delay, Identities, Ledger, OnBad, Progress, ReadOptions, Roster, SetAside, State, Undisclosed,
};
use crate::date::Date;
use crate::error::{Error, ErrorKind};
use crate::num::Fraction;
use crate::source::{self, Maybe};
use crate::text::Id;

/// How a ledger is read, from an object: `on_bad` (`stop`, `set_aside`), `undisclosed` (`refuse`, `accept`), `collections`
/// (a list of them), `columns` (what a column of a table is by the name it has there; `null` where it is not to be read).
///
/// # Errors
/// Those of any document.
///
/// # Examples
/// ```
/// use thidua::{Ledger, wire};
/// let options = wire::read_options(r#"{"undisclosed": "accept", "columns": {"event": "id", "mood": null}}"#)?;
/// let ledger = Ledger::parse_csv("event,on,kind,to,mood\ne1,2025-03-04,story,p-017,good\n", None, &options)?;
/// assert_eq!(ledger.contributions(), 1);
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn read_options(text: &str) -> Result<ReadOptions, Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Fields {
        #[serde(default)]
        on_bad: Bad,
        #[serde(default)]
        undisclosed: Untold,
        #[serde(default)]
        collections: Vec<Collection>,
        #[serde(default)]
        columns: BTreeMap<String, Maybe<String>>,
    }
    #[derive(Deserialize, Default)]
    #[serde(rename_all = "snake_case")]
    enum Bad {
        #[default]
        Stop,
        SetAside,
    }
    #[derive(Deserialize, Default)]
    #[serde(rename_all = "snake_case")]
    enum Untold {
        #[default]
        Refuse,
        Accept,
    }
    let fields: Fields = source::read(text, ErrorKind::Data)?;
    let options = ReadOptions::default()
        .on_bad(match fields.on_bad {
            Bad::Stop => OnBad::Stop,
            Bad::SetAside => OnBad::SetAside,
        })
        .undisclosed(match fields.undisclosed {
            Untold::Refuse => Undisclosed::Refuse,
            Untold::Accept => Undisclosed::Accept,
        });
    let options = fields.collections.into_iter().fold(options, ReadOptions::collection);
    Ok(fields.columns.iter().fold(options, |options, (theirs, ours)| match &ours.0 {
        Some(ours) => options.column(theirs, ours),
        None => options.leave_column(theirs),
    }))
}

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

/// Where and as what somebody was on a day, as rosters write it; `null` where the id means no person, or one who was nowhere
/// then.
#[must_use]
pub fn spell(roster: &Roster, person: &str, day: Date) -> String {
    canonical::text(&roster.spell(person, day))
}

/// Whose days or heads are asked for, and in which.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stretch {
    of: String,
    from: Date,
    until: Date,
    /// Kinds of absence that do not count, beside those that never do.
    #[serde(default)]
    protected: Vec<AbsenceKind>,
}

/// The days of a person in a period, from an object with `of`, `from`, `until` and, where more kinds of absence than always
/// are to leave them, `protected`; `null` where the id means no person.
///
/// # Errors
/// Those of any document.
pub fn days(roster: &Roster, text: &str) -> Result<String, Error> {
    #[derive(Serialize)]
    struct Found<'a> {
        counted: u32,
        in_spells: u32,
        spells: &'a [(usize, u32, u32)],
    }
    fn found(days: &Days) -> Found<'_> {
        Found { counted: days.counted(), in_spells: days.in_spells(), spells: days.spells() }
    }
    let Stretch { of, from, until, protected } = source::read(text, ErrorKind::Data)?;
    let days = roster.days(&of, from, until, &protected);
    Ok(canonical::text(&days.as_ref().map(found)))
}

/// The average heads of a unit over a period, asked for as [`days`] are; `null` where the id means no unit.
///
/// # Errors
/// Those of any document.
pub fn heads(roster: &Roster, text: &str) -> Result<String, Error> {
    #[derive(Serialize)]
    struct Found<'a> {
        collaborators: &'a Fraction,
        experts: &'a Fraction,
        staff: &'a Fraction,
    }
    fn found(heads: &Heads) -> Found<'_> {
        Found { collaborators: heads.collaborators(), experts: heads.experts(), staff: heads.staff() }
    }
    let Stretch { of, from, until, protected } = source::read(text, ErrorKind::Data)?;
    let heads = roster.heads(&of, from, until, &protected);
    Ok(canonical::text(&heads.as_ref().map(found)))
}
