//! Báo cáo thành tích: a draft from the facts about one person or unit, for them to complete.

use super::{Desk, standing};
use crate::num::Fraction;
use crate::recognition::audience::ForSubject;
use crate::recognition::decision::{Decision, Kind, State};
use crate::recognition::facts::document::{Achievement, Came, Initiative, Stretch, Year};
use crate::recognition::paper::value::{Fields, Value};
use crate::recognition::paper::{Office, Paper, PaperKind};
use crate::text::Id;
use crate::trace::Key;

impl ForSubject<'_> {
    /// A draft of the achievement report of the subject: work assigned and done, initiatives, achievements and earlier years as the
    /// facts have them, and what it is written for.
    #[must_use]
    pub fn achievements(&self, office: &Office) -> Paper {
        let desk = Desk::new(self.decisions, office);
        let document = &self.decisions.0.facts.0.document;
        let about = self.own.first().map(Decision::subject);
        let person = about.and_then(|id| document.people.iter().find(|one| one.id == *id));
        let unit = about.and_then(|id| document.units.iter().find(|one| one.id == *id));
        let years: &[Year] = person
            .map(|one| one.years.as_slice())
            .or(unit.map(|one| one.years.as_slice()))
            .unwrap_or_default();
        let feats: &[Achievement] = person
            .map(|one| one.achievements.as_slice())
            .or(unit.map(|one| one.achievements.as_slice()))
            .unwrap_or_default();
        let sought = |own: &&Decision| {
            matches!(own.kind(), Kind::Title | Kind::Form(_))
                && matches!(own.state(), State::Commend | State::EligibleOverQuota)
        };
        let awards: Vec<&Decision> = self.own.iter().filter(sought).collect();
        let rated = self.own.iter().filter(|own| own.kind() == Kind::Rating && own.level().is_some());
        desk.paper(PaperKind::Achievements, desk.cites(&awards), |head| {
            let own = about.map(|id| desk.person(id)).unwrap_or_default();
            own.values
                .into_iter()
                .fold(head, |head, (name, value)| head.set(name, value))
                .list(
                    "awards",
                    awards.iter().map(|own| {
                        let stage = desk.stage(own);
                        Fields::default()
                            .set("award", stage.map(|stage| &stage.label))
                            .set("state", standing(desk, own))
                    }),
                )
                .list(
                    "ratings",
                    rated.map(|own| {
                        let level = own.level().and_then(|level| self.decisions.policy().level_label(level));
                        Fields::default()
                            .set("rating", desk.stage(own).map(|stage| &stage.label))
                            .set("level", level)
                    }),
                )
                .list(
                    "stretches",
                    person.iter().flat_map(|one| one.work.iter().flatten()).map(|own| stretch(desk, own)),
                )
                .numbered(
                    "initiatives",
                    person
                        .iter()
                        .flat_map(|one| one.initiatives.iter().flatten())
                        .map(|own| initiative(desk, own)),
                )
                .numbered("feats", feats.iter().map(|own| feat(desk, own)))
                .list("years", years.iter().rev().flat_map(|year| results(desk, year)))
        })
    }
}

fn stretch(desk: Desk<'_>, own: &Stretch) -> Fields {
    let lines = own.lines.iter().map(|line| {
        Fields::default()
            .set("product", desk.office.word(&line.product))
            .set("assigned", Value::Points(Fraction::from(line.assigned)))
            .set("done", Value::Points(Fraction::from(line.done)))
    });
    Fields::default().set("stretch", desk.office.word(&own.name)).list("lines", lines)
}

fn initiative(desk: Desk<'_>, own: &Initiative) -> Fields {
    Fields::default()
        .set("initiative", desk.office.word(&own.id))
        .set("level", desk.office.word(&own.level))
        .set("day", own.on)
        .set("share", Value::Share(own.share.clone().unwrap_or(Fraction::ONE)))
}

fn feat(desk: Desk<'_>, own: &Achievement) -> Fields {
    let confirmed = if own.verified_by.is_some() { Key::ANSWER_YES } else { Key::ANSWER_NO };
    Fields::default()
        .set("achievement", desk.office.word(&own.id))
        .set("day", own.on)
        .set("merit", own.merit.key())
        .set("confirmed", confirmed)
}

/// A year's results, title by title.
fn results(desk: Desk<'_>, year: &Year) -> Vec<Fields> {
    let title = |id: &Id| {
        let stage = desk.stages().iter().find(|stage| stage.id == *id);
        stage.map_or_else(|| Value::from(desk.office.word(id)), |stage| (&stage.label).into())
    };
    let row = |(id, came): (&Id, &Came)| {
        let came = match came {
            Came::Met => Key::CAME_MET,
            Came::Failed => Key::CAME_FAILED,
            Came::Neutral => Key::CAME_NEUTRAL,
            Came::Unknown => Key::CAME_UNKNOWN,
        };
        Fields::default()
            .set("in_year", Value::Words(year.year.to_string()))
            .set("title", title(id))
            .set("came", came)
    };
    year.results.iter().map(row).collect()
}
