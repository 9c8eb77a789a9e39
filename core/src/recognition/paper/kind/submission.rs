//! Tờ trình: what can be proposed, award by award; beside it who is over the quota, equal at the line, or waits.

use super::{Desk, is_ready, once};
use crate::num::{Exact, Fraction};
use crate::recognition::decision::{Decision, State};
use crate::recognition::decisions::Decisions;
use crate::recognition::money::Paid;
use crate::recognition::paper::value::{Fields, Value};
use crate::recognition::paper::{Office, Paper, PaperKind};
use crate::recognition::policy::document::Stage;

impl Decisions {
    /// The submission to whoever decides: everybody who can be proposed as it stands, with the money; beside them who is over the
    /// quota, equal at the line, or waits. What was decided already is not proposed again.
    #[must_use]
    pub fn submission(&self, office: &Office) -> Paper {
        let desk = Desk::new(self, office);
        let (mut awards, mut over, mut proposed) = (Vec::new(), Vec::new(), Vec::new());
        for (stage, mut all) in desk.awards() {
            desk.by_points(stage, &mut all);
            let passed = all.iter().filter(|own| {
                *own.state() == State::EligibleOverQuota && own.tie().is_none() && own.decided().is_none()
            });
            over.extend(
                passed.map(|own| {
                    points(desk, stage, own, desk.person(own.subject())).set("award", &stage.label)
                }),
            );
            all.retain(|own| is_ready(own));
            if !all.is_empty() {
                let people = all.iter().map(|own| row(desk, stage, own));
                let award = Fields::default().set("award", &stage.label).set("count", all.len());
                let merit = all.first().and_then(|own| own.kind().merit()).map(|merit| merit.key());
                awards.push(award.set("merit", merit).numbered("people", people));
                proposed.extend(all);
            }
        }
        // one sum that is not known leaves the total open
        let sums: Option<Vec<Exact>> =
            proposed.iter().filter_map(|own| own.paid()).map(Paid::amount).collect();
        let sum = |sums: Vec<Exact>| {
            sums.into_iter().fold(Fraction::ZERO, |sum, own| sum.add(&own.into())).to_exact()
        };
        let total = sums.and_then(sum);
        let units = proposed.iter().filter(|own| own.is_unit()).count();
        desk.paper(PaperKind::Submission, desk.cites(&proposed), |head| {
            head.numbered("awards", awards)
                .set("people_count", proposed.len().saturating_sub(units))
                .set("unit_count", units)
                .set("total", total.map_or(Value::Blank, Value::Money))
                .list("over", once(over))
                .list("ties", desk.ties())
                .list("waiting", once(desk.waiting()))
        })
    }
}

fn points(desk: Desk<'_>, stage: &Stage, own: &Decision, row: Fields) -> Fields {
    row.set("points", desk.points(stage, own).map_or(Value::Nothing, Value::Points))
}

fn row(desk: Desk<'_>, stage: &Stage, own: &Decision) -> Fields {
    let achievement = own.achievement().map(|id| desk.office.word(id));
    let paid = own.paid().map(|paid| paid.amount().map_or(Value::Blank, Value::Money));
    points(desk, stage, own, desk.person(own.subject()))
        .set("achievement", achievement)
        .set("money", paid.unwrap_or(Value::Nothing))
}
