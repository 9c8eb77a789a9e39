//! Thông báo: to one person or unit, of their own matters alone, with how and until when to reply or who answers by when.

use super::{Desk, proposal};
use crate::error::{Code, Diagnostic, Error};
use crate::recognition::audience::ForSubject;
use crate::recognition::decision::Decision;
use crate::recognition::facts::document::{Breach, Standard};
use crate::recognition::lifecycle::{Case, Phase, Ruling, Step};
use crate::recognition::paper::office::blank;
use crate::recognition::paper::value::{Fields, Value, said};
use crate::recognition::paper::{Office, Paper, PaperKind};
use crate::recognition::reason::{Reason, Word};
use crate::text::Id;
use crate::trace::Key;

impl ForSubject<'_> {
    /// The notice of a case to its subject: what is proposed and why, the records, how and until when to reply; after the decision
    /// what was decided, and until when an appeal is answered. It speaks of nobody else.
    ///
    /// # Errors
    /// [`Code::PAPER_NEEDS`] for a case of somebody else or at another stage, and before the subject was notified or it was decided.
    pub fn notice(&self, case: &Case, office: &Office) -> Result<Paper, Error> {
        let needs = |what: &str| Diagnostic::new(Code::PAPER_NEEDS).with("what", what).data();
        let own = self.own.first().filter(|own| own.subject == case.subject);
        let own = own
            .and_then(|_| self.decisions.of_case(case))
            .ok_or_else(|| needs("a case of the subject's own"))?;
        let last = |phase: Phase| case.steps().iter().rev().find(|step| step.phase() == phase);
        let (notified, decided, appealed) =
            (last(Phase::Notified), last(Phase::Decided), last(Phase::Appealed));
        let Some(sent) = notified.or(decided) else { return Err(needs("a step that notifies or decides")) };
        let decision_number = |step: &Step| step.number().map(str::to_owned);
        let end = |phase: Phase, outcome: Key| {
            last(phase).map(|step| {
                Fields::default()
                    .set("decision_number", decision_number(step))
                    .set("day", step.on())
                    .set("outcome", outcome)
                    .set("reason", step.why())
            })
        };
        let desk = Desk::new(self.decisions, office);
        let stage = desk.stage(own);
        let (about, others) = own_matters(desk, own);
        let breach = own.breach().and_then(|id| breach(desk, own, id));
        let reply = notified.filter(|_| decided.is_none() && last(Phase::Responded).is_none());
        let until = |step: &Step| step.until().map_or(Value::Blank, Value::Day);
        let fields = desk.person(own.subject());
        Ok(desk.paper(PaperKind::Notice, desk.cites(&[own]), |head| {
            let head = fields.values.into_iter().fold(head, |head, (name, value)| head.set(name, value));
            head.set("about", stage.map(|stage| &stage.label))
                .set("state", proposal(desk, own))
                .set("sent", sent.on())
                .numbered("readings", about)
                .list("others", (others > 0).then(|| Fields::default().set("count", others)))
                .list("breach", breach)
                .list("reply", reply.map(|step| reply_to(office).set("until_day", until(step))))
                .list(
                    "replied",
                    last(Phase::Responded)
                        .map(|step| Fields::default().set("day", step.on()).set("text", step.why())),
                )
                .list(
                    "decision",
                    decided.map(|step| {
                        let ruling = step.ruling().map(ruled);
                        Fields::default()
                            .set("decision_number", decision_number(step))
                            .set("day", step.on())
                            .set("decided_by", office.name(step.by()))
                            .set("ruling", ruling)
                            .set("reason", step.why())
                    }),
                )
                .list(
                    "contest",
                    decided.filter(|_| case.phase() == Phase::Decided).map(|step| {
                        let last = step.until().map_or(Value::Nothing, Value::Day);
                        reply_to(office).set("until_day", last)
                    }),
                )
                .list(
                    "appeal",
                    appealed
                        .map(|step| Fields::default().set("day", step.on()).set("until_day", until(step))),
                )
                .list(
                    "answer",
                    end(Phase::Upheld, Key::APPEAL_UPHELD).or(end(Phase::Reversed, Key::APPEAL_REVERSED)),
                )
                .list(
                    "closed",
                    end(Phase::Revoked, Key::CASE_REVOKED).or(end(Phase::Expired, Key::CASE_EXPIRED)),
                )
        }))
    }
}

/// How somebody replies, and to whom.
fn reply_to(office: &Office) -> Fields {
    Fields::default()
        .set("how", blank(office.reply.how.as_ref()))
        .set("reply_to", blank(office.reply.to.as_ref()))
}

const fn ruled(ruling: Ruling) -> Key {
    match ruling {
        Ruling::Confirmed => Key::RULED_CONFIRMED,
        Ruling::Changed => Key::RULED_CHANGED,
        Ruling::Overridden => Key::RULED_OVERRIDDEN,
    }
}

/// The readings that are of the subject, and how many are of others and are not told.
fn own_matters(desk: Desk<'_>, own: &Decision) -> (Vec<Fields>, usize) {
    let pack = &*desk.decisions.policy().0;
    let facts = &desk.decisions.0.facts.0;
    // what a reading is about may also be a fact or a stage
    let mine = |reason: &Reason| reason.about().is_none_or(|of| of == own.subject() || !facts.knows(of));
    let row = |reason: &Reason| {
        let basis =
            reason.cite().and_then(|cite| Some(pack.header.citations.get(cite.as_str())?.title().to_owned()));
        let told = reason.in_words(|id| desk.text(id));
        Fields::default().set("reading", told).set("basis", basis)
    };
    let (told, others): (Vec<&Reason>, Vec<&Reason>) = own.reasons().iter().partition(|reason| mine(reason));
    (told.into_iter().map(row).collect(), others.len())
}

/// The breach a critique is about, with what proves it.
fn breach(desk: Desk<'_>, own: &Decision, id: &Id) -> Option<Fields> {
    let document = &desk.decisions.0.facts.0.document;
    let person =
        document.people.iter().find(|one| one.id == own.subject).and_then(|one| one.breaches.as_ref());
    let unit =
        || document.units.iter().find(|one| one.id == own.subject).and_then(|one| one.breaches.as_ref());
    let breach: &Breach = person.or_else(unit)?.iter().find(|breach| breach.id == *id)?;
    let (key, known) = match &breach.standard {
        Standard::Assignment(known) => (Key::STANDARD_ASSIGNMENT, known),
        Standard::Finding(known) => (Key::STANDARD_FINDING, known),
    };
    let standard: Word = desk.office.word(&known.id).into();
    let args = [("standard", standard), ("accepted", known.accepted.into()), ("due", known.due.into())];
    let evidence =
        breach.evidence.iter().map(|proof| Fields::default().set("reference", proof.reference.as_str()));
    let told = Fields::default().set("standard", said(key, args)).set("notified", breach.notified);
    Some(told.list("evidence", evidence))
}
