//! Bảng tổng hợp: every candidate of every award, with points, places and how sure the rank is.

use super::{Desk, matter, standing};
use crate::error::Error;
use crate::recognition::decision::{Decision, State};
use crate::recognition::decisions::Decisions;
use crate::recognition::paper::value::{Fields, Value, said};
use crate::recognition::paper::{Office, Paper, PaperKind};
use crate::recognition::policy::document::Stage;
use crate::trace::Key;

impl Decisions {
    /// The table of candidates, award by award: who is considered at all, in the order of points, with the limits.
    ///
    /// # Errors
    /// As [`Decisions::advice`].
    pub fn candidates(&self, office: &Office) -> Result<Paper, Error> {
        let desk = Desk::new(self, office);
        let (mut awards, mut cited) = (Vec::new(), Vec::new());
        let (mut rates, mut commends) = (false, false);
        for (stage, mut all) in desk.awards() {
            // who does not come near is no candidate
            all.retain(|own| *own.state() != State::None);
            desk.by_points(stage, &mut all);
            if all.is_empty() {
                continue;
            }
            let people: Vec<Fields> =
                all.iter().map(|own| row(desk, stage, own)).collect::<Result<_, _>>()?;
            let limits = self.limits().iter().filter(|limit| limit.stage == stage.id);
            let award = Fields::default().set("award", &stage.label).set("count", all.len());
            (rates, commends) = (rates || stage.award().is_none(), commends || stage.award().is_some());
            awards
                .push(award.list("limits", limits.map(|limit| desk.limit(limit))).numbered("people", people));
            cited.extend(all);
        }
        Ok(desk.paper(PaperKind::Candidates, desk.cites(&cited), |head| {
            head.set("matter", matter(rates, commends)).numbered("awards", awards)
        }))
    }
}

fn row(desk: Desk<'_>, stage: &Stage, own: &Decision) -> Result<Fields, Error> {
    let ranks = desk.decisions.advice(own)?.map(|advice| {
        let rank = |rank: usize| u32::try_from(rank).unwrap_or(u32::MAX).into();
        said(Key::RANKS_BETWEEN, [("best", rank(advice.best())), ("worst", rank(advice.worst()))])
    });
    let paid = own.paid().map(|paid| paid.amount().map_or(Value::Blank, Value::Money));
    Ok(desk
        .subject(own)
        .set("points", desk.points(stage, own).map_or(Value::Nothing, Value::Points))
        .set("state", standing(desk, own))
        .set("ranks", ranks.unwrap_or(Value::Nothing))
        .set("missing_count", own.missing().len())
        .set("money", paid.unwrap_or(Value::Nothing)))
}
