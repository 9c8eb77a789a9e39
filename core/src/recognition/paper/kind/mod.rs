//! What each kind of paper holds: one kind per file.

mod achievements;
mod candidates;
mod checklist;
mod minutes;
mod notice;
mod public_list;
mod submission;
mod voting;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::office::Office;
use super::value::{Fields, Value, said};
use super::{Paper, PaperKind};
use crate::num::Fraction;
use crate::recognition::decision::{Decision, Kind, State};
use crate::recognition::decisions::Decisions;
use crate::recognition::facts::Merit;
use crate::recognition::policy::document::{Stage, Within};
use crate::recognition::stage::limit::{Limit, TieSet};
use crate::text::{Id, Text, by_given_name, by_letters};
use crate::trace::Key;

impl Merit {
    pub(super) const fn key(self) -> Key {
        match self {
            Self::Yearly => Key::MERIT_YEARLY,
            Self::Prompt => Key::MERIT_PROMPT,
            Self::Theme => Key::MERIT_THEME,
        }
    }
}

/// Decisions while a paper is made of them.
#[derive(Clone, Copy)]
struct Desk<'a> {
    decisions: &'a Decisions,
    office: &'a Office,
}

impl<'a> Desk<'a> {
    const fn new(decisions: &'a Decisions, office: &'a Office) -> Self {
        Self { decisions, office }
    }

    /// What these decisions rest on.
    fn cites(self, all: &[&'a Decision]) -> BTreeSet<&'a Id> {
        let mut cites = BTreeSet::new();
        for own in all {
            cites.extend(own.reasons().iter().filter_map(|reason| reason.cite()));
            cites.extend(self.stage(own).map(|stage| &stage.cite));
        }
        cites
    }

    /// A paper with the head that every paper has.
    fn paper(self, kind: PaperKind, cites: BTreeSet<&Id>, fill: impl FnOnce(Fields) -> Fields) -> Paper {
        let pack = &*self.decisions.policy().0;
        let round = self.decisions.round();
        let basis =
            |id: &Id| Some(Fields::default().set("basis", pack.header.citations.get(id.as_str())?.title()));
        let head = self
            .office
            .head()
            .set("policy", &pack.header.title)
            .set("from", round.from)
            .set("until", round.until)
            .set("year", Value::Words(round.year().to_string()))
            .list("bases", cites.into_iter().filter_map(basis));
        Paper { kind, fields: fill(head) }
    }

    /// What an id is called: somebody's name, a fact's, a level's or a stage's.
    fn text(self, id: &str) -> Option<Text> {
        let body = &self.decisions.policy().0.body;
        let id = Id::new(id).ok()?;
        let said =
            |words: &BTreeMap<Id, String>| words.get(&id).map(|word| Text::new(word.as_str(), word.as_str()));
        let stage = || body.stages.iter().find(|stage| stage.id == id).map(|stage| stage.label.clone());
        let level = || self.decisions.policy().level_label(&id).cloned();
        let fact = || body.facts.labels.get(&id).cloned();
        let told = said(&self.office.names).or_else(|| said(&self.office.words));
        told.or_else(level).or_else(stage).or_else(fact)
    }

    fn stages(self) -> &'a [Stage] {
        &self.decisions.policy().0.body.stages
    }

    fn stage(self, decision: &Decision) -> Option<&'a Stage> {
        self.stages().iter().find(|stage| stage.id == decision.stage)
    }

    /// The results of a stage.
    fn of(self, stage: &Stage) -> Vec<&'a Decision> {
        self.decisions.all().iter().filter(|own| own.stage == stage.id).collect()
    }

    /// The stages that are decided about and may commend, with their results.
    fn awards(self) -> Vec<(&'a Stage, Vec<&'a Decision>)> {
        let awards = self.stages().iter().filter(|stage| stage.award().is_some() || stage.quota().is_some());
        awards.map(|stage| (stage, self.of(stage))).collect()
    }

    /// Who somebody is.
    fn person(self, id: &Id) -> Fields {
        let people = self.decisions.0.facts.0.document.people.iter();
        let until = self.decisions.round().until;
        let spell = people
            .filter(|person| person.id == *id)
            .flat_map(|person| &person.spells)
            .rfind(|spell| spell.from <= until);
        let unit = spell.and_then(|spell| spell.unit.as_ref()).map(|unit| self.office.name(unit));
        let name = self.office.name(id);
        let who = unit.map_or_else(|| name.to_owned(), |unit| format!("{name} ({unit})"));
        let role = spell.and_then(|spell| spell.role.as_ref()).map(|role| self.office.word(role));
        Fields::default()
            .set("name", name)
            .set("who", who)
            .set("post", self.office.posts.get(id).map(String::as_str).or(role))
            .set("unit", unit)
    }

    /// Who a decision is about, and the achievement that an award is for.
    fn subject(self, own: &Decision) -> Fields {
        let achievement = own.achievement().map(|id| self.office.word(id));
        self.person(own.subject()).set("achievement", achievement)
    }

    /// The points that make the order of a quota.
    fn points(self, stage: &Stage, decision: &Decision) -> Option<Fraction> {
        let by = stage.quota().map(|(_, quota)| quota.by.as_slice()).unwrap_or_default();
        let read = |stage| self.decisions.points_at(stage, decision.subject()).cloned();
        decision.points().cloned().or_else(|| by.iter().find_map(read))
    }

    /// Those with more points first, equals by their names.
    fn by_points(self, stage: &Stage, all: &mut [&Decision]) {
        all.sort_by(|one, other| {
            let points = self.points(stage, other).cmp(&self.points(stage, one));
            points.then_with(|| self.by_name(one, other))
        });
    }

    /// People by their given names, units by their whole ones.
    fn by_name(self, one: &Decision, other: &Decision) -> Ordering {
        let order = if one.is_unit() { by_letters } else { by_given_name };
        order(self.office.name(one.subject()), self.office.name(other.subject()))
    }

    /// Equals that people settle.
    fn ties(self) -> Vec<Fields> {
        let label = |tie: &TieSet| {
            self.stages().iter().find(|stage| stage.id == *tie.stage()).map(|stage| &stage.label)
        };
        let tie = |tie: &TieSet| {
            let mut members: Vec<&Id> = tie.members().iter().collect();
            members.sort_by(|one, other| by_given_name(self.office.name(one), self.office.name(other)));
            let people = members.into_iter().map(|id| self.person(id));
            Fields::default().set("award", label(tie)).set("places", tie.places()).numbered("people", people)
        };
        self.decisions.ties().iter().map(tie).collect()
    }

    /// A limit as it came out.
    fn limit(self, limit: &Limit) -> Fields {
        let word = |at: usize| {
            limit.name().get(at).map_or("", |id| match limit.within() {
                Within::DutyGroup => self.office.word(id),
                Within::UnitDutyGroup if at == 1 => self.office.word(id),
                _ => self.office.name(id),
            })
        };
        let within = match limit.within() {
            Within::Agency => Key::WITHIN_AGENCY.into(),
            Within::Unit => said(Key::WITHIN_UNIT, [("name", word(0).into())]),
            Within::DutyGroup => said(Key::WITHIN_GROUP, [("name", word(0).into())]),
            Within::UnitDutyGroup => {
                said(Key::WITHIN_UNIT_GROUP, [("unit", word(0).into()), ("name", word(1).into())])
            }
        };
        Fields::default()
            .set("within", within)
            .set("base", limit.good().saturating_add(limit.candidates()))
            .set("places", limit.places())
            .set("taken", limit.taken())
            .set("over", if limit.over() > 0 { Value::Count(limit.over()) } else { Value::Nothing })
    }

    /// The limits beyond which people decided.
    fn exceeded(self) -> Vec<Fields> {
        let mut rows = Vec::new();
        for stage in self.stages() {
            let own = self.decisions.limits().iter().filter(|own| own.stage == stage.id && own.over() > 0);
            rows.extend(own.map(|own| self.limit(own).set("award", &stage.label)));
        }
        rows
    }

    /// Who waits, and for what: held, provisional, or not enough is known.
    fn waiting(self) -> Vec<Fields> {
        let mut rows = Vec::new();
        for (stage, mut all) in self.awards() {
            all.retain(|own| own.decided().is_none());
            all.sort_by(|one, other| self.by_name(one, other));
            for own in all {
                let why = match own.state() {
                    State::Held(gate) => {
                        let gate = stage.gates.iter().find(|known| known.id == *gate);
                        gate.map(|gate| Value::from(&gate.label))
                    }
                    State::InsufficientEvidence => Some(Key::STATE_INSUFFICIENT.into()),
                    State::Commend | State::EligibleOverQuota if own.is_provisional() => {
                        Some(Key::PROVISIONAL.into())
                    }
                    _ => None,
                };
                rows.extend(
                    why.map(|why| self.person(own.subject()).set("award", &stage.label).set("why", why)),
                );
            }
        }
        rows
    }
}

/// People under one heading, where there are any.
fn once(people: Vec<Fields>) -> Option<Fields> {
    (!people.is_empty()).then(|| Fields::default().numbered("people", people))
}

/// Whether a decision can be proposed as it is: everything it rests on is decided, and it waits for no tie.
fn is_ready(decision: &Decision) -> bool {
    *decision.state() == State::Commend
        && decision.decided().is_none()
        && !decision.is_provisional()
        && decision.tie().is_none()
}

/// What a paper is about.
fn matter(ratings: bool, awards: bool) -> Key {
    match (ratings, awards) {
        (true, true) => Key::MATTER_BOTH,
        (true, false) => Key::MATTER_RATINGS,
        _ => Key::MATTER_AWARDS,
    }
}

/// The level of a rating, or else what is proposed.
fn proposal(desk: Desk<'_>, own: &Decision) -> Value {
    let level = own.level().and_then(|level| desk.decisions.policy().level_label(level));
    level.map_or_else(|| state(desk.stage(own), own), Into::into)
}

/// How a result stands: decided, tied, or else what is proposed.
fn standing(desk: Desk<'_>, own: &Decision) -> Value {
    if let Some(number) = own.decided() {
        let level = own.level().and_then(|level| desk.decisions.policy().level_label(level));
        return match level {
            Some(level) => said(Key::DECIDED_LEVEL, [("level", level.into()), ("number", number.into())]),
            None => said(Key::DECIDED_NUMBER, [("number", number.into())]),
        };
    }
    if own.tie().is_some() {
        return Key::STATE_TIED.into();
    }
    match (own.kind(), own.state()) {
        (Kind::Rating, State::Commend) => proposal(desk, own),
        _ => state(desk.stage(own), own),
    }
}

/// How a state reads: with the rule in words.
fn state(stage: Option<&Stage>, decision: &Decision) -> Value {
    let key = decision.state().key();
    match decision.state().rule() {
        None => key.into(),
        Some(rule) => {
            let gate = stage.and_then(|stage| stage.gates.iter().find(|gate| gate.id == *rule));
            said(key, [("rule", gate.map_or_else(|| rule.into(), |gate| (&gate.label).into()))])
        }
    }
}

#[cfg(test)]
#[cfg(feature = "yaml")]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::date::{Date, Period};
    use crate::error::Lang;
    use crate::recognition::lifecycle::{Act, Case, Ruling, Votes, Workdays};
    use crate::recognition::paper::Template;
    use crate::recognition::paper::shape::{HEAD, Shape};
    use crate::recognition::{Facts, Policy, Round};

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn act(by: &str, on: &str) -> Act {
        Act::new(Id::new(by).unwrap(), day(on), "as the file says")
    }

    /// Every kind of paper, of a round in which everything occurs.
    fn papers() -> Vec<Paper> {
        let policy =
            Policy::parse(include_str!("../../../../tests/recognition/papers/policy.yaml"), None).unwrap();
        let text = include_str!("../../../../tests/recognition/papers/facts.yaml");
        let facts = Facts::parse(text, None).unwrap();
        let office =
            Office::parse(include_str!("../../../../tests/recognition/papers/office.yaml"), None).unwrap();
        let year = Period::new(Some(day("2026-01-01")), Some(day("2026-12-31"))).unwrap();
        let decisions =
            policy.decide(&facts, None, &Round::of(year).unwrap().decided_on(day("2026-12-20"))).unwrap();
        let draft = |stage: &str, of: &str| {
            let own = decisions.one(&Id::new(stage).unwrap(), &Id::new(of).unwrap(), None).unwrap();
            Case::draft(own, &[]).unwrap().propose(act("s", "2026-12-20")).unwrap()
        };
        let days = Workdays::default();
        let told = draft("critique", "p09").notify(act("s", "2026-12-21"), 5, &days).unwrap();
        let replied = told.reply(act("p09", "2026-12-23")).unwrap();
        let decided = replied.decide(act("d", "2026-12-24"), "1/QĐ", Ruling::Confirmed).unwrap();
        let appealed = decided.appeal(act("p09", "2026-12-25"), 9, &days).unwrap();
        let answered = appealed.uphold(act("b", "2026-12-28"), "2/QĐ").unwrap();
        let unit =
            draft("unit-title", "desk").decide(act("d", "2026-12-24"), "3/QĐ", Ruling::Confirmed).unwrap();
        let votes = |in_favour, against| Votes::new(in_favour, against, 0, 11).unwrap();
        let again = draft("leader", "p01").vote(act("t", "2026-12-21"), votes(7, 3)).unwrap();
        let voted = again.vote(act("t", "2026-12-22"), votes(9, 1).recused(Id::fixed("p04"))).unwrap();
        // all of those equal at the line are decided, beyond the places
        let leader = |who| {
            format!("  - {{stage: leader, of: {who}, given: true, number: 1/QĐ, on: 2026-12-16, by: d}}\n")
        };
        let all = format!("{}\n{}", text.trim_end(), ["p01", "p02", "p03", "p04"].map(leader).concat());
        let beyond = decisions.on(&Facts::parse(&all, None).unwrap()).unwrap();
        let person = decisions.for_subject("p09");
        vec![
            decisions.submission(&office),
            decisions.minutes(&[voted], &office),
            beyond.minutes(&[], &office),
            decisions.voting_sheet(&office),
            decisions.candidates(&office).unwrap(),
            person.notice(&told, &office).unwrap(),
            person.notice(&answered, &office).unwrap(),
            person.notice(&decided, &office).unwrap(),
            person.notice(&decided.revoke(act("b", "2026-12-28"), "4/QĐ").unwrap(), &office).unwrap(),
            decisions.for_subject("desk").notice(&unit, &office).unwrap(),
            decisions.for_subject("p01").achievements(&office),
            decisions.checklist(&office),
            decisions.public_list(None, &office).unwrap(),
        ]
    }

    /// Notes the rows that occur; every field of what occurs is there, and none that is not told of.
    fn compare(shape: &Shape, head: &Shape, fields: &Fields, path: &str, seen: &mut BTreeMap<String, usize>) {
        let sorted = |all: Vec<&'static str>| all.into_iter().collect::<BTreeSet<_>>();
        let known = shape.fields.iter().chain(head.fields).copied().collect();
        assert_eq!(fields.values.keys().copied().collect::<BTreeSet<_>>(), sorted(known), "{path}");
        let known = shape.rows.iter().chain(head.rows);
        assert_eq!(
            fields.rows.keys().copied().collect::<BTreeSet<_>>(),
            sorted(known.clone().map(|(name, _)| *name).collect()),
            "{path}"
        );
        for (name, inner) in known {
            let path = format!("{path}/{name}");
            let rows = fields.rows.get(name).unwrap();
            let count = seen.entry(path.clone()).or_default();
            *count = count.saturating_add(rows.len());
            let none = Shape { fields: &[], rows: &[] };
            rows.iter().for_each(|row| compare(inner, &none, row, &path, seen));
        }
    }

    #[test]
    fn papers_hold_what_their_shapes_tell_and_every_row_occurs() {
        let mut seen = BTreeMap::new();
        for paper in papers() {
            compare(paper.kind.shape(), &HEAD, &paper.fields, paper.kind.name(), &mut seen);
        }
        let never: Vec<_> = seen.iter().filter(|(_, count)| **count == 0).map(|(path, _)| path).collect();
        assert!(never.is_empty(), "{never:?}");
    }

    fn names(shape: &Shape, out: &mut BTreeSet<String>) {
        out.extend(shape.fields.iter().map(|name| (*name).to_owned()));
        for (name, inner) in shape.rows {
            out.insert((*name).to_owned());
            names(inner, out);
        }
    }

    #[test]
    fn the_guide_tells_what_papers_hold() {
        let guide = include_str!("../../../../guide/decisions.md");
        let (_, table) = guide.split_once("| Paper | Fields | Rows").unwrap();
        // how ties and those who wait are told is said once, of the submission
        let mut once = BTreeSet::new();
        let of_submission = PaperKind::Submission.shape().rows.iter();
        of_submission
            .filter(|(name, _)| ["ties", "waiting"].contains(name))
            .for_each(|(_, inner)| names(inner, &mut once));
        for kind in PaperKind::ALL {
            let line =
                table.lines().find(|line| line.starts_with(&format!("| `{}` |", kind.name()))).unwrap();
            let told: BTreeSet<String> = line.split('`').skip(3).step_by(2).map(str::to_owned).collect();
            let mut held = BTreeSet::new();
            names(kind.shape(), &mut held);
            assert!(told.is_subset(&held), "{}: {:?}", kind.name(), told.difference(&held));
            let untold: Vec<_> = held.difference(&told).filter(|name| !once.contains(*name)).collect();
            assert!(untold.is_empty(), "{}: {untold:?}", kind.name());
        }
    }

    #[test]
    fn bundled_templates_name_every_row() {
        for kind in PaperKind::ALL {
            for lang in [Lang::Vi, Lang::En] {
                let template = Template::bundled(kind, lang).unwrap();
                let text = format!("{template:?}");
                for (name, _) in kind.shape().rows {
                    assert!(
                        text.contains(&format!("name: \"{name}\", none: false")),
                        "{} {name}",
                        kind.name()
                    );
                }
            }
        }
    }
}
