//! Tờ trình: what can be proposed, award by award; beside it who is over the quota, equal at the line, or waits.

use std::collections::BTreeSet;

use super::{Desk, is_ready, matter, once, proposal};
use crate::num::{Exact, Fraction};
use crate::recognition::decision::{Decision, State};
use crate::recognition::decisions::Decisions;
use crate::recognition::money::Paid;
use crate::recognition::paper::value::{Fields, Value};
use crate::recognition::paper::{Office, Paper, PaperKind};
use crate::recognition::policy::document::Stage;
use crate::text::gathered;

impl Decisions {
    /// The submission to whoever decides: everybody who can be proposed as it stands, with the money; beside them who is over the
    /// quota, equal at the line, or waits. What was decided already is not proposed again.
    #[must_use]
    pub fn submission(&self, office: &Office) -> Paper {
        let desk = Desk::new(self, office);
        let (mut awards, mut ratings) = (Vec::new(), Vec::new());
        let (mut over, mut proposed, mut commended) = (Vec::new(), Vec::new(), Vec::new());
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
            let Some(first) = all.first() else { continue };
            proposed.extend(all.iter().copied());
            let counted = Fields::default().set("count", all.len());
            if stage.award().is_some() {
                let merit = first.kind().merit().map(|merit| merit.key());
                let award = counted.set("award", &stage.label).set("merit", merit);
                awards.push(award.numbered("people", all.iter().map(|own| row(desk, stage, own))));
                commended.extend(all);
            } else {
                let rating = counted.set("rating", &stage.label).set("level", proposal(desk, first));
                let person = |own: &&Decision| points(desk, stage, own, desk.person(own.subject()));
                ratings.push(rating.numbered("people", all.iter().map(person)));
            }
        }
        // one sum that is not known leaves the total open
        let sums: Option<Vec<Exact>> =
            commended.iter().filter_map(|own| own.paid()).map(Paid::amount).collect();
        let sum = |sums: Vec<Exact>| {
            sums.into_iter().fold(Fraction::ZERO, |sum, own| sum.add(&own.into())).to_exact()
        };
        let total = sums.and_then(sum);
        // somebody with two awards is one
        let subjects = |units: bool| -> Option<usize> {
            let own = commended.iter().filter(|own| own.is_unit() == units).map(|own| own.subject());
            (!commended.is_empty()).then(|| gathered::<BTreeSet<_>, _>(own).len())
        };
        let paid = commended.iter().any(|own| own.paid().is_some());
        let total = paid.then(|| total.map_or(Value::Blank, Value::Money));
        desk.paper(PaperKind::Submission, desk.cites(&proposed), |head| {
            head.set("matter", matter(!ratings.is_empty(), !awards.is_empty()))
                .numbered("awards", awards)
                .numbered("ratings", ratings)
                .set("people_count", subjects(false))
                .set("unit_count", subjects(true))
                .set("total", total)
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
    let paid = own.paid().map(|paid| paid.amount().map_or(Value::Blank, Value::Money));
    points(desk, stage, own, desk.subject(own)).set("money", paid.unwrap_or(Value::Nothing))
}
