//! Danh mục hồ sơ còn thiếu: what is not known, person by person, and what it is wanted for.

use std::collections::BTreeMap;

use super::Desk;
use crate::error::Lang;
use crate::recognition::decision::Decision;
use crate::recognition::decisions::Decisions;
use crate::recognition::paper::value::{Fields, Value, said};
use crate::recognition::paper::{Office, Paper, PaperKind};
use crate::recognition::reason::Word;
use crate::recognition::words::fixed;
use crate::text::{Id, Text, by_given_name};
use crate::trace::Key;

impl Decisions {
    /// The papers that are missing: what nobody said of whom, and for which results it is wanted.
    #[must_use]
    pub fn checklist(&self, office: &Office) -> Paper {
        let desk = Desk::new(self, office);
        let mut missing: BTreeMap<&Id, BTreeMap<&Id, Vec<&Text>>> = BTreeMap::new();
        let mut cited: Vec<&Decision> = Vec::new();
        for own in self.all() {
            for wanted in own.missing() {
                let stages = missing.entry(wanted.of()).or_default().entry(wanted.what()).or_default();
                stages.extend(
                    desk.stage(own).map(|stage| &stage.label).filter(|label| !stages.contains(label)),
                );
            }
            if !own.missing().is_empty() {
                cited.push(own);
            }
        }
        let count: usize = missing.values().map(BTreeMap::len).fold(0, usize::saturating_add);
        let mut rows: Vec<_> = missing.into_iter().collect();
        rows.sort_by(|(one, _), (other, _)| by_given_name(office.name(one), office.name(other)));
        let people = rows.into_iter().map(|(id, papers)| {
            let row = |(what, stages): (&Id, Vec<&Text>)| {
                let (vi, en): (Vec<&str>, Vec<&str>) =
                    stages.iter().map(|label| (label.get(Lang::Vi), label.get(Lang::En))).unzip();
                let wanted = Text::new(vi.join("; "), en.join("; "));
                Fields::default().set("paper", self::what(desk, what)).set("wanted_for", &wanted)
            };
            desk.person(id).list("papers", papers.into_iter().map(row))
        });
        let people: Vec<Fields> = people.collect();
        desk.paper(PaperKind::Checklist, desk.cites(&cited), |head| {
            head.set("count", count).numbered("people", people)
        })
    }
}

/// What is missing, in words.
fn what(desk: Desk<'_>, what: &Id) -> Value {
    let called = |id: &str| desk.text(id).map_or_else(|| id.into(), |text| Word::from(&text));
    if let Some(key) = fixed(what) {
        return key.into();
    }
    let plain = || desk.text(what.as_str()).map_or_else(|| what.as_str().into(), |text| Value::from(&text));
    let mut path = what.as_str().split('/');
    if let (Some(list), Some(id), Some(part), None) = (path.next(), path.next(), path.next(), path.next()) {
        let part = match (list, part) {
            ("years", title) => {
                let what = called(title);
                return said(Key::WANTS_YEAR, [("year", id.into()), ("what", what)]);
            }
            (_, "verified_by") => Key::PART_VERIFIED,
            (_, "accepted") => Key::PART_ACCEPTED,
            (_, "evidence") => Key::PART_EVIDENCE,
            (_, "cause_certified") => Key::PART_CAUSE,
            (_, "notified") => Key::PART_NOTIFIED,
            (_, "certainty") => Key::PART_SURE,
            _ => return plain(),
        };
        return said(Key::WANTS_PART, [("part", part.into()), ("what", called(id))]);
    }
    if let Some(stage) = stage_word(desk, what.as_str()) {
        return said(Key::WANTS_RESULT, [("what", stage)]);
    }
    let header = &desk.decisions.policy().0.header;
    if header.parameters.holds(what) {
        return said(Key::WANTS_PARAMETER, [("what", called(what.as_str()))]);
    }
    plain()
}

fn stage_word(desk: Desk<'_>, id: &str) -> Option<Word> {
    desk.stages().iter().find(|stage| stage.id.as_str() == id).map(|stage| (&stage.label).into())
}
