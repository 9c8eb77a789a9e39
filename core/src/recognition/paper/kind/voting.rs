//! Phiếu bầu: whom a council votes on, without points or ranks, in the order of names.

use super::{Desk, is_ready};
use crate::num::Fraction;
use crate::recognition::decisions::Decisions;
use crate::recognition::paper::value::{Fields, Value};
use crate::recognition::paper::{Office, Paper, PaperKind};
use crate::text::Id;

impl Decisions {
    /// The sheet of one member's secret vote: everybody who can be proposed, and the ties to be settled, in the order of names.
    #[must_use]
    pub fn voting_sheet(&self, office: &Office) -> Paper {
        let desk = Desk::new(self, office);
        let (mut awards, mut cited) = (Vec::new(), Vec::new());
        // a level is given by whoever rates: a council votes on titles and forms
        for (stage, mut all) in desk.awards().into_iter().filter(|(stage, _)| stage.award().is_some()) {
            all.retain(|own| is_ready(own));
            all.sort_by(|one, other| desk.by_name(one, other));
            let Some(first) = all.first() else { continue };
            let share = |of: Option<Result<&Fraction, &Id>>| match of {
                None => Value::Nothing,
                Some(share) => share.map_or(Value::Blank, |share| Value::Share(share.clone())),
            };
            let award = Fields::default()
                .set("award", &stage.label)
                .set("count", all.len())
                .set("in_favour", share(first.votes().map(|votes| votes.in_favour())))
                .set("quorum", share(first.votes().map(|votes| votes.quorum())));
            awards.push(award.numbered("people", all.iter().map(|own| desk.subject(own))));
            cited.extend(all);
        }
        desk.paper(PaperKind::VotingSheet, desk.cites(&cited), |head| {
            head.numbered("awards", awards).list("ties", desk.ties())
        })
    }
}
