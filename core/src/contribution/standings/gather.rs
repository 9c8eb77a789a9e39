//! Gathering: every event of the period becomes lines of those it is credited to. What is left out is counted.

use std::collections::BTreeMap;

use super::event::{Event, Outcome, Source};
use super::settle::Line;
use super::view::View;
use crate::contribution::ledger::progress::Progress;
use crate::contribution::ledger::state::State;
use crate::contribution::ledger::symbol::place;
use crate::contribution::ledger::{Credit, Entry, Symbol};
use crate::contribution::roster::{Inner as Roster, Known};
use crate::contribution::scheme::credit::Split;
use crate::contribution::scheme::{KindModel, Model};
use crate::date::Date;
use crate::error::{Code, Diagnostic, Error, ErrorKind, escape};
use crate::maturity::Basis;
use crate::num::{Fraction, largest_remainder};
use crate::text::Id;

/// What standings are computed from.
#[derive(Clone, Copy)]
pub(crate) struct Setting<'a> {
    pub(crate) model: &'a Model,
    pub(crate) view: &'a View<'a>,
    pub(crate) roster: &'a Roster,
    pub(crate) from: Date,
    pub(crate) until: Date,
    /// Whether somebody credited who is not on the roster is counted and left out, or an error.
    pub(crate) sets_aside: bool,
    /// Where only one contributor's lines are wanted, their place.
    pub(crate) only: Option<usize>,
}

/// What was left out of the lines, and why.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LeftOut {
    /// Records of other days than those of the period.
    pub outside_period: u64,
    /// Records the ledger did not know of on the day asked for.
    pub not_yet_recorded: u64,
    /// Records that count no more.
    pub reversed: u64,
    /// Claims nobody had verified, where only what is verified counts.
    pub unverified: u64,
    /// Contributions of kinds that the scheme says earn nothing.
    pub ignored: u64,
    /// Assignments reversed, open, or of which the assignee was not told.
    pub assignments: u64,
    /// Deductions lifted by an independently certified objective cause.
    pub excused: u64,
    /// Credits of accounts that are no persons.
    pub bots: u64,
    /// Credits of ids that are not on the roster, where the caller sets them aside: how many, by id.
    pub unknown: BTreeMap<Id, u64>,
}

/// The lines of everybody, before caps and decay.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gathered {
    /// Of each person, then of each unit, in the roster's order; those of one sorted by kind.
    pub(crate) lines: Vec<Vec<Line>>,
    /// Claims of each that nobody verified, where only what is verified counts.
    pub(crate) unverified: Vec<u32>,
    pub(crate) left_out: LeftOut,
}

/// What a name of the ledger means as a kind.
#[derive(Clone, Copy)]
enum Meaning {
    Kind(usize),
    Ignored,
    Unknown,
}

struct Gatherer<'a> {
    setting: Setting<'a>,
    /// The day to which points decay.
    end: Date,
    /// What each name of the ledger means as a contributor.
    known: Vec<Option<Known>>,
    /// What is left after decay, by kind and age in days.
    left: Vec<Vec<Option<Fraction>>>,
    out: Gathered,
    wrong: Vec<Diagnostic>,
}

/// More mistakes than this are not worth reading at once.
const MOST_WRONG: usize = 50;

impl<'a> Setting<'a> {
    /// Whether a day lies in the period.
    fn within(&self, day: Date) -> bool {
        self.from <= day && day <= self.until
    }

    /// The place of a contributor among the people and then the units of the roster.
    pub(crate) fn place(&self, known: Known) -> Option<usize> {
        match known {
            Known::Person(at) => Some(at),
            Known::Unit(at) => Some(self.roster.document.people.len().saturating_add(at)),
            Known::Bot | Known::Unknown => None,
        }
    }
}

/// The lines of everybody on the roster.
pub(crate) fn gather(setting: Setting<'_>) -> Result<Gathered, Error> {
    let contributors = setting.roster.contributors();
    let mut gatherer = Gatherer {
        setting,
        end: setting.until.min(setting.view.as_of),
        known: vec![None; setting.view.ledger.names.len()],
        left: vec![Vec::new(); setting.model.kinds.len()],
        out: Gathered {
            lines: vec![Vec::new(); contributors],
            unverified: vec![0; contributors],
            left_out: LeftOut::default(),
        },
        wrong: Vec::new(),
    };
    gatherer.contributions()?;
    gatherer.assignments()?;
    gatherer.out.lines.iter_mut().for_each(|lines| lines.sort_by_cached_key(|line| line.kind));
    if gatherer.wrong.is_empty() {
        Ok(gatherer.out)
    } else {
        gatherer.wrong.truncate(MOST_WRONG);
        Err(Error::many(ErrorKind::Data, gatherer.wrong))
    }
}

impl<'a> Gatherer<'a> {
    fn contributions(&mut self) -> Result<(), Error> {
        let Setting { model, view, .. } = self.setting;
        let meanings: Vec<Meaning> = view.ledger.names.iter().map(|name| meaning(model, name)).collect();
        for (at, entry) in (0_u32..).zip(&view.ledger.contributions) {
            let state = view.state(at);
            let left_out = &mut self.out.left_out;
            let count = match state {
                State::NotYet => Some(&mut left_out.not_yet_recorded),
                _ if !self.setting.within(entry.day) => Some(&mut left_out.outside_period),
                State::Reversed => Some(&mut left_out.reversed),
                _ => None,
            };
            if let Some(count) = count {
                *count = count.saturating_add(1);
                continue;
            }
            let kind = match meanings.get(place(entry.kind.0)) {
                Some(Meaning::Kind(kind)) => *kind,
                Some(Meaning::Ignored) => {
                    left_out.ignored = left_out.ignored.saturating_add(1);
                    continue;
                }
                _ => {
                    self.unknown_kind(entry);
                    continue;
                }
            };
            let Some(rules) = model.kinds.get(kind) else { continue };
            if !view.is_verified(at) && (rules.deduction || model.basis == Basis::Verified) {
                left_out.unverified = left_out.unverified.saturating_add(1);
                self.count_unverified(entry);
                continue;
            }
            if rules.deduction && view.excuse(at).is_some() {
                left_out.excused = left_out.excused.saturating_add(1);
                continue;
            }
            let event = Event::Contribution(view.ledger, entry);
            let line = self.line(kind, Source::Contribution(at), entry.day, state == State::Disputed)?;
            self.credit(rules, &event, view.ledger.credits_of(entry), &line);
        }
        Ok(())
    }

    fn assignments(&mut self) -> Result<(), Error> {
        let Setting { model, view, .. } = self.setting;
        for (at, assignment) in (0_u32..).zip(&view.ledger.assignments) {
            let (progress, disputed) = view.progress(at);
            let Some(origin) = progress.origin() else {
                self.out.left_out.assignments = self.out.left_out.assignments.saturating_add(1);
                continue;
            };
            let delay = match progress {
                Progress::Late(delay) => Some(delay),
                _ => None,
            };
            let event = Event::Assignment(assignment, delay);
            let Some(day) = event.day() else { continue };
            if !self.setting.within(day) {
                self.out.left_out.outside_period = self.out.left_out.outside_period.saturating_add(1);
                continue;
            }
            if delay.is_some_and(|delay| delay.excused_by().is_some()) {
                self.out.left_out.excused = self.out.left_out.excused.saturating_add(1);
                continue;
            }
            let Some(to) = view.ledger.symbol(&assignment.to) else { continue };
            let credit = [Credit { to, role: None, share: None, position: None }];
            for (kind, rules) in model.kinds.iter().enumerate().filter(|(_, rules)| rules.from == origin) {
                let line = self.line(kind, Source::Assignment(at), day, disputed)?;
                self.credit(rules, &event, &credit, &line);
            }
        }
        Ok(())
    }

    /// A line without its points.
    fn line(&mut self, kind: usize, source: Source, day: Date, disputed: bool) -> Result<Line, Error> {
        let left = self.left(kind, day)?;
        Ok(Line {
            source,
            assessor: self.setting.view.assessor(source),
            kind: u32::try_from(kind).unwrap_or(u32::MAX),
            day,
            left,
            points: Fraction::ZERO,
            disputed,
        })
    }

    /// What decay leaves of a kind's points of a day; each is computed once.
    fn left(&mut self, kind: usize, day: Date) -> Result<Fraction, Error> {
        let Some(decay) = self.setting.model.kinds.get(kind).and_then(|kind| kind.decay.as_ref()) else {
            return Ok(Fraction::ONE);
        };
        let age = usize::try_from(self.end.number().saturating_sub(day.number())).unwrap_or(0);
        let Some(known) = self.left.get_mut(kind) else { return Ok(Fraction::ONE) };
        if known.len() <= age {
            known.resize(age.saturating_add(1), None);
        }
        match known.get_mut(age) {
            Some(Some(left)) => Ok(left.clone()),
            Some(slot) => {
                let left = decay.left(day, self.end)?;
                Ok(slot.insert(left).clone())
            }
            None => Ok(Fraction::ONE),
        }
    }

    fn count_unverified(&mut self, entry: &Entry) {
        for credit in self.setting.view.ledger.credits_of(entry) {
            let known = self.known(credit.to);
            if let Some(count) = self.setting.place(known).and_then(|at| self.out.unverified.get_mut(at)) {
                *count = count.saturating_add(1);
            }
        }
    }

    /// Gives everybody credited their part of an event.
    fn credit(&mut self, rules: &KindModel, event: &Event<'_>, credits: &[Credit], line: &Line) {
        let points = match event.outcome(rules) {
            Ok(Outcome::Points(points)) => points,
            Ok(Outcome::Unmet(_)) => Fraction::ZERO,
            Err(lack) => return self.fail(event, lack.diagnostic(&rules.id)),
        };
        // an account that is no person has no part in any split but a declared one, where its part is nobody's
        let mut parties: Vec<(Option<usize>, &Credit)> = Vec::with_capacity(credits.len());
        for credit in credits {
            let known = self.known(credit.to);
            if known == Known::Bot {
                self.out.left_out.bots = self.out.left_out.bots.saturating_add(1);
            }
            if known != Known::Bot || rules.split == Split::Declared {
                parties.push((self.setting.place(known), credit));
            }
            if known == Known::Unknown {
                self.unknown(event, credit.to);
            }
        }
        match split(rules, &points, &parties) {
            Ok(parts) => {
                for ((at, _), points) in parties.iter().zip(parts) {
                    let wanted = at.filter(|at| self.setting.only.is_none_or(|only| only == *at));
                    if let Some(lines) = wanted.and_then(|at| self.out.lines.get_mut(at)) {
                        lines.push(Line { points, ..line.clone() });
                    }
                }
            }
            Err(diagnostic) => self.fail(event, diagnostic),
        }
    }

    /// What a name means as a contributor; each is found once.
    fn known(&mut self, symbol: Symbol) -> Known {
        let roster = self.setting.roster;
        let name = self.setting.view.ledger.name(symbol);
        match (self.known.get_mut(place(symbol.0)), name) {
            (Some(Some(known)), _) => *known,
            (Some(slot), Some(name)) => *slot.insert(roster.resolve(name.as_str())),
            _ => Known::Unknown,
        }
    }

    fn unknown(&mut self, event: &Event<'_>, symbol: Symbol) {
        let Some(name) = self.setting.view.ledger.name(symbol) else { return };
        if self.setting.sets_aside {
            let count = self.out.left_out.unknown.entry(name.clone()).or_default();
            *count = count.saturating_add(1);
        } else {
            self.fail(event, self.setting.roster.nobody(name.as_str()));
        }
    }

    fn unknown_kind(&mut self, entry: &Entry) {
        let Setting { model, view, .. } = self.setting;
        let Some(name) = view.ledger.name(entry.kind) else { return };
        let known = model.by_id.keys().chain(&model.ignores).map(Id::as_str);
        let diagnostic = Diagnostic::new(Code::UNKNOWN_KIND).with("id", name).meant(name.as_str(), known);
        self.fail(&Event::Contribution(view.ledger, entry), diagnostic);
    }

    fn fail(&mut self, event: &Event<'_>, diagnostic: Diagnostic) {
        if self.wrong.len() < MOST_WRONG {
            self.wrong.push(diagnostic.at(format!("/{}", escape(event.id().as_str()))));
        }
    }
}

fn meaning(model: &Model, name: &Id) -> Meaning {
    match model.by_id.get(name) {
        Some(kind) => Meaning::Kind(*kind),
        None if model.ignores.contains(name) => Meaning::Ignored,
        None => Meaning::Unknown,
    }
}

/// The points of everybody who has a part in an event.
pub(crate) fn split(
    rules: &KindModel,
    points: &Fraction,
    parties: &[(Option<usize>, &Credit)],
) -> Result<Vec<Fraction>, Diagnostic> {
    if points.is_zero() {
        return Ok(vec![Fraction::ZERO; parties.len()]);
    }
    // the common case, without a list of shares
    if rules.step.is_none() && (rules.split == Split::Equal || parties.len() == 1) {
        let count = Fraction::from(u32::try_from(parties.len()).unwrap_or(u32::MAX));
        return Ok(vec![points.div(&count).unwrap_or(Fraction::ZERO); parties.len()]);
    }
    let said: Vec<_> = parties.iter().map(|(_, credit)| (credit.share.as_ref(), credit.position)).collect();
    let shares = rules.split.shares(&said)?;
    let Some(step) = rules.step else {
        return Ok(shares.iter().map(|share| points.mul(share)).collect());
    };
    let size = Fraction::from(step.size);
    let dealt = || -> Result<Vec<Fraction>, Error> {
        let steps = points.div(&size).unwrap_or(Fraction::ZERO).round(0, step.rounding)?.into();
        let positions: Vec<Option<u32>> = parties.iter().map(|(_, credit)| credit.position).collect();
        let parts = largest_remainder(&steps, &shares, &positions)?;
        Ok(parts.iter().map(|part| part.mul(&size)).collect())
    };
    dealt().map_err(|error| error.first().clone())
}
