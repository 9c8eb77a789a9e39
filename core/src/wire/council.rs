//! What is asked of decisions: an object names it, canonical JSON answers. So a binding needs one function, and no knowledge of
//! rounds or views.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::ranking;
use crate::canonical;
use crate::date::{Date, Period};
use crate::error::{Code, Diagnostic, Error, ErrorKind, Lang};
use crate::num::Fraction;
use crate::recognition::{Advice, Decision, Decisions, ForPublic, Reason, Round, VotesNeeded};
use crate::source;
use crate::text::Id;

/// What a request says. A program made it from objects, so lines and columns say nothing.
pub(super) fn read<T: DeserializeOwned>(request: &str) -> Result<T, Error> {
    source::read(request, ErrorKind::Data).map_err(|error| error.map(Diagnostic::unplaced))
}

/// What a round is about, from an object: `period` with `from` and `until`, and where they differ from what is usual `decided_on`,
/// `event_on`, `roster_on`, and whether to `refuse` or `pass_over` `facts_of_others`, which the policy's schema does not know, and
/// `events_of_others`, of days on which its edition is not in force.
///
/// # Errors
/// Those of any document, and of [`Round::of`].
///
/// # Examples
/// ```
/// use thidua::wire;
/// let round = wire::round(r#"{"period": {"from": "2026-01-01", "until": "2026-12-31"}, "decided_on": "2026-12-20"}"#)?;
/// assert_eq!(round.known_by().to_string(), "2026-12-20");
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn round(text: &str) -> Result<Round, Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Fields {
        period: Period,
        #[serde(default)]
        decided_on: Option<Date>,
        #[serde(default)]
        event_on: Option<Date>,
        #[serde(default)]
        roster_on: Option<Date>,
        #[serde(default)]
        facts_of_others: Others,
        #[serde(default)]
        events_of_others: Others,
    }
    #[derive(Deserialize, Default)]
    #[serde(rename_all = "snake_case")]
    enum Others {
        #[default]
        Refuse,
        PassOver,
    }
    let fields: Fields = read(text)?;
    let mut round = Round::of(fields.period)?;
    for (day, with) in [
        (fields.decided_on, Round::decided_on as fn(Round, Date) -> Round),
        (fields.event_on, Round::event_on),
        (fields.roster_on, Round::roster_on),
    ] {
        round = day.map_or(round, |day| with(round, day));
    }
    if let Others::PassOver = fields.events_of_others {
        round = round.leave_events_of_others();
    }
    Ok(match fields.facts_of_others {
        Others::Refuse => round,
        Others::PassOver => round.take_facts_of_others(),
    })
}

/// A round as [`round`] reads it.
///
/// # Examples
/// ```
/// use thidua::wire;
/// let text = r#"{"events_of_others":"pass_over","period":{"from":"2026-01-01","until":"2026-12-31"}}"#;
/// assert_eq!(wire::asked_round(&wire::round(text)?), text);
/// # Ok::<(), thidua::Error>(())
/// ```
#[must_use]
pub fn asked_round(round: &Round) -> String {
    #[derive(Serialize)]
    struct Days {
        from: Date,
        until: Date,
    }
    #[derive(Serialize)]
    struct Fields {
        #[serde(skip_serializing_if = "Option::is_none")]
        decided_on: Option<Date>,
        #[serde(skip_serializing_if = "Option::is_none")]
        event_on: Option<Date>,
        #[serde(skip_serializing_if = "Option::is_none")]
        events_of_others: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        facts_of_others: Option<&'static str>,
        period: Days,
        #[serde(skip_serializing_if = "Option::is_none")]
        roster_on: Option<Date>,
    }
    let Round { from, until, decided_on, event_on, roster_on, takes_others, leaves_others } = *round;
    let [facts_of_others, events_of_others] =
        [takes_others, leaves_others].map(|passes| passes.then_some("pass_over"));
    let period = Days { from, until };
    canonical::text(&Fields { decided_on, event_on, events_of_others, facts_of_others, period, roster_on })
}

/// Somebody, or a unit.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Of {
    pub(super) of: Id,
}

/// One result of somebody; where a stage came to several, of one event.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct At {
    of: Id,
    stage: Id,
    #[serde(default)]
    event: Option<Id>,
}

impl At {
    fn one<'a>(&self, decisions: &'a Decisions) -> Result<&'a Decision, Error> {
        decisions.one(&self.stage, &self.of, self.event.as_ref())
    }
}

/// What may be asked of decisions.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Asked {
    Decisions,
    Sentences,
    Ties,
    Limits,
    ForPublic,
    ForPublicAfter(String),
    ForSubject(Of),
    ForHead(Of),
    Explain(Explain),
    At(At),
    Flip(At),
    Flips(At),
    Advice(At),
    VotesNeeded(At),
    Impact(Impact),
    StratifiedImpact(Stratified),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Explain {
    of: Id,
    #[serde(default)]
    lang: Tongue,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub(super) enum Tongue {
    Vi,
    #[default]
    En,
}

impl Tongue {
    pub(super) const fn lang(&self) -> Lang {
        match self {
            Self::Vi => Lang::Vi,
            Self::En => Lang::En,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Impact {
    stage: Id,
    groups: BTreeMap<Id, Id>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stratified {
    stage: Id,
    groups: BTreeMap<Id, Id>,
    #[serde(default)]
    strata: Option<BTreeMap<Id, Id>>,
}

/// Answers what is asked of decisions: `"decisions"` (everything, for the council), `"sentences"` (their reasons in both languages),
/// `"ties"`, `"limits"`, `"for_public"`, or an object with one of
///
/// - `for_public_after`: an earlier publication, as the text it was kept as;
/// - `for_subject`, `for_head`: `{"of": id}`, of a person or unit, of a unit;
/// - `explain`: `{"of": id, "lang": "vi"}`;
/// - `at` (where a result stands among all decisions, from 0 on; `null` where the stage is not about them), `flip` (the nearest single change
///   that would flip it), `flips` (every one, each thing by the least it takes), `advice` (how sure a commendation is), `votes_needed` (the
///   shares of votes that an award takes): `{"of": id, "stage": id}`, with the `event` (an achievement or a breach) where a stage came to
///   several;
/// - `impact`: `{"stage": id, "groups": {id: group, …}}`; `stratified_impact`: the same, with `strata` where they are not the units.
///
/// # Errors
/// Those of any document; [`Code::UNKNOWN_CONTRIBUTOR`], [`Code::UNKNOWN_UNIT`] and [`Code::UNKNOWN_STAGE`] for names that the decisions
/// do not know; those of [`Decisions::one`].
///
/// # Examples
/// ```
/// use thidua::recognition::{Facts, Round};
/// use thidua::{packs, wire};
/// let policy = packs::policy_edition("vn-staff-rating", "90-2020-cong-chuc")?;
/// let facts = Facts::parse("people: [{id: p1, spells: [{status: civil_servant, from: 2025-09-01}], facts: {judged_level: htt, months_worked: 4, maternity: false}}]", None)?;
/// let round = wire::round(r#"{"period": {"from": "2025-01-01", "until": "2025-12-31"}}"#)?;
/// let decisions = policy.decide(&facts, None, &round)?;
/// let flip = wire::council(&decisions, r#"{"flip": {"of": "p1", "stage": "judged"}}"#)?;
/// assert_eq!(flip, r#"{"by":null,"level":"htt","state":"none","to":"true","what":"maternity"}"#);
/// let nobody = wire::council(&decisions, r#"{"for_subject": {"of": "p2"}}"#).unwrap_err();
/// assert_eq!((nobody.code().as_str(), nobody.pointer()), ("unknown-contributor", "/for_subject/of"));
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn council(decisions: &Decisions, asked: &str) -> Result<String, Error> {
    answer(decisions, read(asked)?)
}

fn answer(decisions: &Decisions, asked: Asked) -> Result<String, Error> {
    let known = |of: &Id, under: &str| decisions.about(of).map_err(|error| error.map(|one| one.under(under)));
    let at = |at: &At, under: &str| at.one(decisions).map_err(|error| error.map(|one| one.under(under)));
    Ok(match asked {
        Asked::Decisions => decisions.to_json(),
        Asked::Sentences => sentences(decisions),
        Asked::Ties => canonical::text(&decisions.ties()),
        Asked::Limits => canonical::text(&decisions.limits()),
        Asked::ForPublic => decisions.for_public().to_json(),
        Asked::ForPublicAfter(earlier) => decisions.for_public_after(&published(&earlier)?).to_json(),
        Asked::ForSubject(Of { of }) => {
            known(&of, "for_subject")?;
            decisions.for_subject(of.as_str()).to_json()
        }
        Asked::ForHead(Of { of }) => {
            unit(decisions, &of).map_err(|error| error.map(|one| one.under("for_head")))?;
            decisions.for_head(&of).to_json()
        }
        Asked::Explain(Explain { of, lang }) => {
            known(&of, "explain")?;
            decisions.explain(of.as_str())?.json(lang.lang())
        }
        Asked::At(own) => {
            let place = place(decisions, &own).map_err(|error| error.map(|one| one.under("at")))?;
            canonical::text(&place)
        }
        Asked::Flip(own) => super::flip(decisions.flip(at(&own, "flip")?)?.as_ref()),
        Asked::Flips(own) => super::flips(&decisions.flips(at(&own, "flips")?)?),
        Asked::Advice(own) => advice(decisions.advice(at(&own, "advice")?)?),
        Asked::VotesNeeded(own) => votes_needed(at(&own, "votes_needed")?.votes()),
        Asked::Impact(Impact { stage: id, groups }) => {
            decisions.policy().staged(&id).map_err(|error| error.map(|one| one.under("impact")))?;
            canonical::text(&ranking::all(decisions.impact(&id, &groups)?))
        }
        Asked::StratifiedImpact(Stratified { stage: id, groups, strata }) => {
            let staged = decisions.policy().staged(&id);
            staged.map_err(|error| error.map(|one| one.under("stratified_impact")))?;
            canonical::text(&ranking::Shown(decisions.stratified_impact(&id, &groups, strata.as_ref())?))
        }
    })
}

/// An earlier publication, from the text it was kept as.
pub(super) fn published(earlier: &str) -> Result<ForPublic, Error> {
    ForPublic::parse(earlier).map_err(|error| error.map(|one| one.unplaced().under("earlier")))
}

/// That the facts know a unit.
fn unit(decisions: &Decisions, id: &Id) -> Result<(), Error> {
    if decisions.facts().0.unit(id).is_some() {
        return Ok(());
    }
    let near = decisions.facts().0.document.units.iter().map(|unit| unit.id.as_str());
    let diagnostic = Diagnostic::new(Code::UNKNOWN_UNIT).with("id", id).meant(id.as_str(), near);
    Err(diagnostic.at("/of").data())
}

/// Where a result stands among all of them; nothing where the stage is not about them.
fn place(decisions: &Decisions, own: &At) -> Result<Option<usize>, Error> {
    if decisions.at(&own.stage, &own.of).is_empty() {
        return Ok(None);
    }
    let one = own.one(decisions)?;
    let mut all = decisions.all().iter();
    Ok(all.position(|other| std::ptr::eq(other, one)))
}

/// The reasons of every decision in both languages, in the order of the decisions.
fn sentences(decisions: &Decisions) -> String {
    #[derive(Serialize)]
    struct One {
        en: String,
        vi: String,
    }
    let one =
        |why: &Reason| One { en: decisions.sentence(why, Lang::En), vi: decisions.sentence(why, Lang::Vi) };
    let all = decisions.all().iter().map(|own| own.reasons().iter().map(one).collect::<Vec<_>>());
    canonical::text(&all.collect::<Vec<_>>())
}

/// The shares of votes that an award takes; `null` where it takes none, and for a share that waits for a parameter.
fn votes_needed(needed: Option<&VotesNeeded>) -> String {
    #[derive(Serialize)]
    struct Fields<'a> {
        in_favour: Option<&'a Fraction>,
        quorum: Option<&'a Fraction>,
        waits_for: Option<&'a Id>,
    }
    canonical::text(&needed.map(|needed| {
        let (in_favour, quorum) = (needed.in_favour(), needed.quorum());
        let waits_for = in_favour.err().or(quorum.err());
        Fields { in_favour: in_favour.ok(), quorum: quorum.ok(), waits_for }
    }))
}

/// The ranks that are possible beside the places; `null` where nothing says so.
fn advice(advice: Option<Advice>) -> String {
    #[derive(Serialize)]
    struct Fields {
        best: usize,
        certain: bool,
        places: u32,
        worst: usize,
    }
    let fields = |advice: Advice| Fields {
        best: advice.best(),
        certain: advice.is_certain(),
        places: advice.places(),
        worst: advice.worst(),
    };
    canonical::text(&advice.map(fields))
}
