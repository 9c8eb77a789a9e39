//! What is done with decisions and with a case: an object names it, longer decisions or a longer case comes out.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::council::read;
use crate::canonical;
use crate::date::Date;
use crate::error::{Code, Diagnostic, Error};
use crate::recognition::{Act, Case, Decisions, Ruling, Votes, Workdays};
use crate::text::Id;

/// The same round with a hold released: `{"of": id, "stage": id, "gate": id}`.
///
/// # Errors
/// Those of any document, and of [`Decisions::release`].
pub fn release(decisions: &Decisions, asked: &str) -> Result<Decisions, Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Held {
        of: Id,
        stage: Id,
        gate: Id,
    }
    let Held { of, stage, gate } = read(asked)?;
    decisions.release(&of, &stage, &gate)
}

/// The case of a decision: `{"of": id, "stage": id, "event": id, "credited": [id, …]}`, where those credited with the same work may be left
/// out, and so may the event where the stage came to one result alone.
///
/// # Errors
/// Those of any document, of [`Decisions::one`], and of [`Case::draft`].
pub fn draft(decisions: &Decisions, asked: &str) -> Result<Case, Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Fields {
        of: Id,
        stage: Id,
        #[serde(default)]
        event: Option<Id>,
        #[serde(default)]
        credited: Vec<Id>,
    }
    let Fields { of, stage, event, credited } = read(asked)?;
    Case::draft(decisions.one(&stage, &of, event.as_ref())?, &credited)
}

/// Who does a step, when, and why.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Done {
    by: Id,
    on: Date,
    why: String,
}

/// The same, and the working days somebody has to answer.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Waits {
    by: Id,
    on: Date,
    why: String,
    days: u32,
    #[serde(default)]
    holidays: BTreeSet<Date>,
}

/// The same, and the number of a decision.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbered {
    by: Id,
    on: Date,
    why: String,
    number: String,
}

/// The same, how it was decided, and where wanted the working days to appeal.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ruled {
    by: Id,
    on: Date,
    why: String,
    number: String,
    ruling: Ruling,
    days: Option<u32>,
    #[serde(default)]
    holidays: BTreeSet<Date>,
}

/// Who counted a vote, when and by which minutes, and the counts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Counts {
    by: Id,
    on: Date,
    why: String,
    in_favour: u32,
    against: u32,
    abstaining: u32,
    entitled: u32,
    #[serde(default)]
    recused: BTreeSet<Id>,
}

/// The steps of a case.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Taken {
    Propose(Done),
    Notify(Waits),
    Reply(Done),
    Vote(Counts),
    Decide(Ruled),
    Appeal(Waits),
    Uphold(Numbered),
    Reverse(Numbered),
    Revoke(Numbered),
    Expire(Done),
}

impl Waits {
    fn parts(self) -> (Act, u32, Workdays) {
        (Act::new(self.by, self.on, &self.why), self.days, workdays(self.holidays))
    }
}

impl Numbered {
    fn parts(self) -> (Act, String) {
        (Act::new(self.by, self.on, &self.why), self.number)
    }
}

/// What may follow in a case, as JSON: for each step where the case stands after it (`phase`), who alone may take it (`only`), who may
/// not (`never`), the first day (`not_before`) and the last (`until`).
#[must_use]
pub fn next_steps(case: &Case) -> String {
    #[derive(Serialize)]
    struct Fields<'a> {
        never: &'a BTreeSet<Id>,
        not_before: Option<Date>,
        only: Option<&'a Id>,
        phase: &'static str,
        until: Option<Date>,
    }
    let next = case.next();
    let fields = next.iter().map(|next| Fields {
        never: next.never(),
        not_before: next.not_before(),
        only: next.only(),
        phase: next.phase().name(),
        until: next.until(),
    });
    canonical::text(&fields.collect::<Vec<_>>())
}

/// The day so many working `days` after another (`on`), without the `holidays` among them.
///
/// # Errors
/// Those of any document, and of [`Workdays::after`].
///
/// # Examples
/// ```
/// use thidua::wire;
/// // 30 April and 1 May are holidays; 2026-04-29 is a Wednesday
/// let until = wire::deadline(r#"{"on": "2026-04-29", "days": 2, "holidays": ["2026-04-30", "2026-05-01"]}"#)?;
/// assert_eq!(until.to_string(), "2026-05-05");
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn deadline(asked: &str) -> Result<Date, Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Fields {
        on: Date,
        days: u32,
        #[serde(default)]
        holidays: BTreeSet<Date>,
    }
    let Fields { on, days, holidays } = read(asked)?;
    workdays(holidays).after(on, days)
}

fn workdays(holidays: BTreeSet<Date>) -> Workdays {
    holidays.into_iter().fold(Workdays::default(), Workdays::holiday)
}

/// One step further: an object with the step's name and under it who does it (`by`), when (`on`) and `why`; for `notify` and `appeal`
/// the working `days` to answer and the `holidays` among them; for `decide`, `uphold`, `reverse` and `revoke` a `number`; for `decide`
/// the `ruling` (`confirmed`, `changed` or `overridden`), and where there is a last day to appeal the working `days` until it; for
/// `vote` the counts: `in_favour`, `against`, `abstaining`, `entitled` and who is `recused`.
///
/// # Errors
/// Those of any document, and of the step.
///
/// # Examples
/// ```
/// # use thidua::recognition::{Facts, Policy};
/// use thidua::wire;
/// # let policy = Policy::parse("{pack: p, edition: '1', kind: policy, title: {vi: A, en: A}, driven_by: period_end, citations: {o: {title: A, date: 2026-01-01, grade: primary}}, facts: {people: {clean: yes_no}}, stages: [{id: title, label: {vi: A, en: A}, cite: o, of: people, rule: {title: {requires: [{that: {yes: clean}, cite: o}]}}}]}", None)?;
/// # let facts = Facts::parse("people: [{id: p1, spells: [{status: public_employee, from: 2020-01-01}], facts: {clean: true}}]", None)?;
/// # let round = wire::round(r#"{"period": {"from": "2026-01-01", "until": "2026-12-31"}}"#)?;
/// # let decisions = policy.decide(&facts, None, &round)?;
/// let case = wire::draft(&decisions, r#"{"of": "p1", "stage": "title"}"#)?;
/// let case = wire::step(&case, r#"{"propose": {"by": "secretary", "on": "2026-12-01", "why": "minutes 7"}}"#)?;
/// let own = r#"{"decide": {"by": "p1", "on": "2026-12-02", "why": "agreed", "number": "7", "ruling": "confirmed"}}"#;
/// assert_eq!(wire::step(&case, own).unwrap_err().code().as_str(), "own-case");
/// # Ok::<(), thidua::Error>(())
/// ```
pub fn step(case: &Case, taken: &str) -> Result<Case, Error> {
    let act = |Done { by, on, why }: Done| Act::new(by, on, &why);
    match read(taken)? {
        Taken::Propose(done) => case.propose(act(done)),
        Taken::Reply(done) => case.reply(act(done)),
        Taken::Expire(done) => case.expire(act(done)),
        Taken::Notify(waits) => {
            let (act, days, workdays) = waits.parts();
            case.notify(act, days, &workdays)
        }
        Taken::Appeal(waits) => {
            let (act, days, workdays) = waits.parts();
            case.appeal(act, days, &workdays)
        }
        Taken::Vote(Counts { by, on, why, in_favour, against, abstaining, entitled, recused }) => {
            let votes = Votes::new(in_favour, against, abstaining, entitled)?;
            case.vote(Act::new(by, on, &why), recused.into_iter().fold(votes, Votes::recused))
        }
        Taken::Decide(Ruled { by, on, why, number, ruling, days, holidays }) => {
            let act = Act::new(by, on, &why);
            match days {
                Some(days) => case.decide_until(act, &number, ruling, workdays(holidays).after(on, days)?),
                None if holidays.is_empty() => case.decide(act, &number, ruling),
                None => Err(Diagnostic::new(Code::MISSING_FIELD).with("field", "days").data()),
            }
        }
        Taken::Uphold(numbered) => {
            let (act, number) = numbered.parts();
            case.uphold(act, &number)
        }
        Taken::Reverse(numbered) => {
            let (act, number) = numbered.parts();
            case.reverse(act, &number)
        }
        Taken::Revoke(numbered) => {
            let (act, number) = numbered.parts();
            case.revoke(act, &number)
        }
    }
}
