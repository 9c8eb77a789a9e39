//! The story of a standing: steps for components, kinds and records, and the tables beside them.

use std::collections::BTreeMap;

use super::super::Inner;
use super::super::amount::amounts;
use super::super::certainty::Certainty;
use super::super::event::{Event, Outcome};
use super::super::gather::Setting;
use super::super::score::{score, sums};
use super::super::settle::{Line, Stage};
use super::super::standing::Standing;
use super::super::table::Table as Facts;
use super::account::{Account, accounts};
use super::{group, measure};
use crate::contribution::scheme::points::Method as _;
use crate::contribution::scheme::{KindModel, Model};
use crate::error::Error;
use crate::num::Fraction;
use crate::text::{Id, Text};
use crate::trace::{Arg, Cell, Explanation, Key, Message, Sentences, Step, Table};

/// The columns of tables of records.
const RECORDS: &[Key] = &[Key::COLUMN_RECORD, Key::COLUMN_KIND, Key::COLUMN_DAY, Key::COLUMN_POINTS];

struct Teller<'a, 's> {
    inner: &'a Inner,
    standing: &'a Standing,
    setting: Setting<'s>,
    facts: Facts<'s>,
    /// The contributor's place among people and then units.
    place: usize,
    certainty: &'a Certainty,
    said: Sentences<'a>,
    steps: Vec<Step<'a>>,
    lines: Vec<Message>,
}

/// The story of a standing, from the place of its contributor and the lines they earned.
pub(super) fn tell<'a>(
    inner: &'a Inner,
    standing: &'a Standing,
    setting: Setting<'_>,
    (place, lines): (usize, Vec<Line>),
    certainty: &'a Certainty,
) -> Result<Explanation<'a>, Error> {
    let (contested, certain): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(|line| line.disputed);
    let accounts = accounts(&inner.model, certain);
    let mut teller = Teller {
        inner,
        standing,
        setting,
        facts: Facts::new(setting)?,
        place,
        certainty,
        said: Sentences::default(),
        steps: Vec::new(),
        lines: Vec::new(),
    };
    let headline = teller.headline();
    let level = teller.rank();
    let summary = teller.summary();
    teller.derivation(&accounts);
    let mut tables = Vec::new();
    tables.extend(teller.account(&accounts));
    tables.extend(teller.contested(&contested));
    tables.extend(teller.sources(&accounts));
    let Teller { said, steps, lines, .. } = teller;
    Ok(Explanation { title: inner.scheme.title(), headline, level, summary, steps, lines, tables, said })
}

/// A step with others below it and no lines of its own.
fn step<'a>(depth: usize, id: Option<&'a Id>, label: &'a Text, score: Cell<'a>) -> Step<'a> {
    Step { depth, inner: true, id, label, score, max: None, weight: None, lines: 0..0, cite: None }
}

impl<'a> Teller<'a, '_> {
    fn model(&self) -> &'a Model {
        &self.inner.model
    }

    fn kind(&self, line: &Line) -> Option<&'a KindModel> {
        self.model().kinds.get(usize::try_from(line.kind).ok()?)
    }

    fn headline(&mut self) -> Message {
        let who = self.standing.contributor().into();
        match self.standing.published() {
            Some(points) => {
                self.said.say(Key::STANDING_SCORE, [("contributor", who), ("points", points.into())])
            }
            None => self.said.say(Key::STANDING_NO_SCORE, [("contributor", who)]),
        }
    }

    fn rank(&mut self) -> Message {
        let result = self.standing.result();
        match (result.rank(), self.standing.unranked().first()) {
            (Some(rank), _) => {
                self.said.say(Key::STANDING_RANK, [("rank", rank.into()), ("among", result.among().into())])
            }
            (None, Some(reason)) => {
                let reason = reason.say(&mut self.said).into();
                self.said.say(Key::STANDING_UNRANKED, [("reason", reason)])
            }
            (None, None) => Key::UNRANKED_NOT_COMPARED.into(),
        }
    }

    fn summary(&mut self) -> Vec<Message> {
        let (from, until) = self.inner.reckoning.days();
        let mut lines = vec![
            self.said.say(Key::PERIOD_IS, [("from", from.into()), ("until", until.into())]),
            self.said.say(Key::AS_OF, [("day", self.inner.reckoning.known_by().into())]),
        ];
        let group = self.standing.group().and_then(|group| group::say(group, &mut self.said));
        lines.extend(group.map(|group| self.said.say(Key::STANDING_GROUP, [("group", group.into())])));
        if let (Some(exact), Some(published)) = (self.standing.score(), self.standing.published())
            && *exact != Fraction::from(published)
        {
            lines.push(
                self.said.say(Key::SCORE_EXACT, [("exact", exact.into()), ("score", published.into())]),
            );
        }
        let basis = self.standing.basis();
        let (events, assessors) = (("events", basis.events.into()), ("assessors", basis.assessors.into()));
        let months = ("months", basis.months.into());
        lines.push(match self.standing.is_unit() {
            true => self.said.say(Key::STANDING_BASIS_UNIT, [events, assessors, months]),
            false => {
                let days = ("days", basis.days.into());
                self.said.say(Key::STANDING_BASIS, [events, assessors, months, days])
            }
        });
        let model = self.model();
        lines.extend(measure::opportunity(model, &self.facts, self.place, &mut self.said));
        if let Some(unit) = self.place.checked_sub(self.inner.people.len()) {
            lines.extend(measure::heads(model, &self.facts, unit, &mut self.said));
        }
        if basis.unverified > 0 {
            lines.push(self.said.say(Key::STANDING_UNVERIFIED, [("count", basis.unverified.into())]));
        }
        for reason in self.standing.unranked().iter().skip(1) {
            let reason = reason.say(&mut self.said);
            lines.push(reason);
        }
        if let Some(with) = self.standing.with_disputed() {
            let number = |number: Option<Fraction>| number.map_or_else(|| Arg::from("–"), Arg::from);
            let points = number(with.published().map(Fraction::from));
            let rank = number(with.rank().cloned());
            lines.push(self.said.say(Key::STANDING_WITH_DISPUTED, [("points", points), ("rank", rank)]));
        }
        lines.push(self.sure());
        let certainty = self.certainty;
        let own = certainty
            .of(self.standing.contributor().as_str())
            .and_then(super::super::certainty::Sure::top_share);
        if let (Some(share), Some(times)) = (certainty.top_share(), own) {
            lines.push(self.said.say(Key::SURE_TOP, [("share", share.into()), ("times", times.into())]));
        }
        lines
    }

    /// How sure the rank is, with the source of error.
    fn sure(&mut self) -> Message {
        let certainty = self.certainty;
        let own = |certainty: &'a Certainty| certainty.of(self.standing.contributor().as_str());
        let source = self.inner.scheme.0.body.uncertainty.as_ref().map(|rule| rule.from.key());
        match (source, own(certainty), certainty.coverage()) {
            (Some(source), Some(sure), Some(coverage)) => {
                let set = sure.simultaneous().unwrap_or_else(|| sure.marginal());
                let rank = |rank: usize| Arg::from(u32::try_from(rank).unwrap_or(u32::MAX));
                let (lower, upper) = (rank(set.lower()), rank(set.upper()));
                self.said.say(
                    Key::SURE_BETWEEN,
                    [
                        ("lower", lower),
                        ("upper", upper),
                        ("coverage", coverage.into()),
                        ("source", source.into()),
                    ],
                )
            }
            _ => match certainty.why_not(self.standing) {
                Some(reason) => self.said.say(Key::SURE_WHY_NOT, [("reason", reason.key().into())]),
                None => Key::SURE_NOT_EVALUATED.into(),
            },
        }
    }

    fn push(&mut self, step: Step<'a>, lines: Vec<Message>) {
        let first = self.lines.len();
        self.lines.extend(lines);
        self.steps.push(Step { lines: first..self.lines.len(), ..step });
    }

    /// What each component comes to; none where it is missing.
    fn components(&self, accounts: &[Account]) -> Vec<Option<Fraction>> {
        let sums = sums(self.model(), accounts.iter().map(|account| &account.line));
        let withheld = |at| self.facts.withheld(self.place).contains(&at);
        score(self.model(), &sums, self.facts.factor_of(self.place).as_ref(), withheld).components
    }

    /// Components, the kinds of each, the records of each kind.
    fn derivation(&mut self, accounts: &[Account]) {
        let score = self.standing.score().map(Arg::from);
        self.push(step(0, None, self.inner.scheme.title(), score), Vec::new());
        let values = self.components(accounts);
        for ((at, component), value) in self.model().components.iter().enumerate().zip(values) {
            let mut depth = 1_usize;
            let mine = |account: &&Account| self.kind(&account.line).is_some_and(|kind| kind.component == at);
            let own: Vec<&Account> = accounts.iter().filter(mine).collect();
            if component.id.is_some() {
                let score = Some(value.map_or_else(|| "–".into(), Arg::from));
                let component_step = step(depth, component.id.as_ref(), &component.label, score);
                self.push(Step { inner: !own.is_empty(), ..component_step }, Vec::new());
                depth = depth.saturating_add(1);
            }
            let mut by_kind: BTreeMap<u32, Vec<&Account>> = BTreeMap::new();
            for account in own {
                by_kind.entry(account.line.kind).or_default().push(account);
            }
            for (place, accounts) in by_kind {
                let Some(kind) = usize::try_from(place).ok().and_then(|place| self.model().kinds.get(place))
                else {
                    continue;
                };
                let sum = accounts.iter().fold(Fraction::ZERO, |sum, account| sum.add(&account.line.points));
                let kind_step = step(depth, Some(&kind.id), &kind.label, Some(sum.into()));
                self.push(Step { cite: Some(&kind.cite), ..kind_step }, Vec::new());
                for account in accounts {
                    self.record(depth.saturating_add(1), kind, account);
                }
            }
        }
    }

    fn record(&mut self, depth: usize, kind: &'a KindModel, account: &Account) {
        let inner = self.inner;
        let Some(event) = self.setting.view.event(account.line.source) else { return };
        let id = inner.record(account.line.source);
        let mut lines = self.rule(kind, &event, account);
        for (stage, before, after) in &account.changes {
            lines.push(self.stage(*stage, kind, account, before, after));
        }
        for piece in event.proof() {
            lines.push(self.said.say(Key::EVIDENCE_COUNTS, [("ref", piece.reference().to_owned().into())]));
        }
        if let Some(assessor) = account.line.assessor.and_then(|own| self.setting.view.id_of(own)) {
            lines.push(self.said.say(Key::VOUCHED_BY, [("who", assessor.to_string().into())]));
        }
        let points = Some(account.line.points.clone().into());
        self.push(Step { inner: false, ..step(depth, id, &kind.label, points) }, lines);
    }

    /// How one record comes to what it earned.
    fn rule(&mut self, kind: &'a KindModel, event: &Event<'_>, account: &Account) -> Vec<Message> {
        let evidence = event.proof().len();
        let whole = match event.outcome(kind) {
            Ok(Outcome::Points(points)) => points,
            Ok(Outcome::Unmet(at)) => {
                let unmet = kind.requires.get(at).map(|unmet| unmet.explain(event, evidence, &mut self.said));
                return unmet.into_iter().chain([Key::EARNS_NOTHING.into()]).collect();
            }
            Err(_) => return Vec::new(),
        };
        let day = self.said.say(Key::COUNTS_ON, [("day", account.line.day.into())]);
        let mut lines = vec![day, kind.points.explain(event, &mut self.said)];
        if let Ok(factor) = event.factor(kind)
            && factor != Fraction::ONE
        {
            lines.push(self.said.say(Key::TIMES_FACTOR, [("factor", factor.into())]));
        }
        if let Some(share) = account.earned.div(&whole)
            && share != Fraction::ONE
        {
            let split = kind.split.key().into();
            lines.push(self.said.say(
                Key::SHARE_OF,
                [("share", share.into()), ("split", split), ("points", account.earned.clone().into())],
            ));
        }
        lines
    }

    fn stage(
        &mut self,
        stage: Stage,
        kind: &'a KindModel,
        account: &Account,
        before: &Fraction,
        after: &Fraction,
    ) -> Message {
        let cap = match stage {
            Stage::Decay => {
                return match &kind.decay {
                    Some(decay) => decay.explain(&account.left, &mut self.said),
                    None => Key::SPAN_DAY.into(),
                };
            }
            Stage::Cap { cap, .. } => kind.caps.get(cap),
            Stage::Shared(at) => self.model().caps.get(at).map(|shared| &shared.cap),
        };
        let (key, limit) = match before.is_negative() {
            true => (Key::RAISED_BY_FLOOR, cap.and_then(|cap| cap.least.as_ref())),
            false => (Key::CUT_BY_CAP, cap.and_then(|cap| cap.most.as_ref())),
        };
        let per = cap.map_or(Key::SPAN_PERIOD, |cap| cap.per.key());
        self.said.say(
            key,
            [
                ("limit", limit.map_or_else(|| "–".into(), Arg::from)),
                ("per", per.into()),
                ("before", before.clone().into()),
                ("after", after.clone().into()),
            ],
        )
    }

    /// The lines that sum exactly to the score.
    fn account(&mut self, accounts: &[Account]) -> Option<Table<'a>> {
        let score = self.standing.score()?;
        let model = self.model();
        let lines: Vec<Line> = accounts.iter().map(|account| account.line.clone()).collect();
        let amounts = amounts(self.setting, &self.facts, self.place, &lines);
        let mut cells: Vec<Cell<'a>> = Vec::new();
        for (line, amount) in lines.iter().zip(amounts.lines).filter(|(_, amount)| !amount.is_zero()) {
            let (id, label) =
                (self.inner.record(line.source).map(Arg::from), (&self.kind(line)?.label).into());
            cells.extend([id, Some(label), Some(line.day.into()), Some(amount.into())]);
        }
        for (component, adds) in amounts.withheld.into_iter().filter(|(_, adds)| !adds.is_zero()) {
            let id =
                model.components.get(component).and_then(|component| component.id.as_ref()).map(Arg::from);
            cells.extend([id, Some(Key::FROM_WITHHELD.into()), None, Some(adds.into())]);
        }
        for (term, (name, value)) in
            model.units.iter().flat_map(|units| &units.score).zip(self.standing.parts())
        {
            if let Some(value) = value.as_ref().filter(|_| self.standing.is_unit() && term.reads_members()) {
                cells.extend([Some(name.into()), Some(Key::FROM_MEMBERS.into()), None, Some(value.into())]);
            }
        }
        cells.extend([None, Some(Key::TOTAL_ROW.into()), None, Some(score.into())]);
        Some(Table { caption: Key::TABLE_LEDGER.into(), columns: RECORDS, cells })
    }

    fn contested(&mut self, contested: &[Line]) -> Option<Table<'a>> {
        let mut cells: Vec<Cell<'a>> = Vec::new();
        for line in contested {
            let kind = self.kind(line)?;
            cells.extend([
                self.inner.record(line.source).map(Arg::from),
                Some((&kind.label).into()),
                Some(line.day.into()),
                Some(line.points.clone().into()),
            ]);
        }
        (!cells.is_empty()).then_some(Table { caption: Key::TABLE_CONTESTED.into(), columns: RECORDS, cells })
    }

    fn sources(&mut self, accounts: &[Account]) -> Option<Table<'a>> {
        let mut cited: Vec<&'a Id> =
            accounts.iter().filter_map(|account| Some(&self.kind(&account.line)?.cite)).collect();
        let shared =
            accounts.iter().flat_map(|account| &account.changes).filter_map(|(stage, ..)| match stage {
                Stage::Shared(at) => self.model().caps.get(*at).map(|shared| &shared.cite),
                _ => None,
            });
        cited.extend(shared);
        cited.sort_unstable();
        cited.dedup();
        self.inner.scheme.0.header.sources(cited, &mut self.said)
    }
}
