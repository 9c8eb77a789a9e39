//! What one contributor's lines come to: sums by component, by unit, and how much they rest on.

use std::collections::BTreeMap;

use super::event::Source;
use super::gather::Setting;
use super::score::{Sums, sums};
use super::settle::{Line, settle};
use super::standing::Basis;
use super::view::Assessor;

/// What one contributor's lines come to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    pub(crate) all: Part,
    /// What a person earned in each unit as one of its staff; only where units' scores read it.
    pub(crate) in_units: BTreeMap<usize, Part>,
    pub(crate) unverified: u32,
    pub(crate) disputed: u32,
}

impl Tally {
    /// How much it rests on.
    pub(crate) fn basis(&self) -> Basis {
        Basis { unverified: self.unverified, disputed: self.disputed, ..self.all.footing.basis() }
    }
}

/// Some lines: what they come to, and what they rest on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Part {
    /// By component.
    pub(crate) sums: Vec<Sums>,
    pub(crate) footing: Footing,
}

/// What lines rest on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Footing {
    /// Sorted and without repetition.
    events: Vec<Source>,
    /// Sorted and without repetition: few.
    months: Vec<i32>,
    assessors: Vec<Assessor>,
}

impl Footing {
    fn of<'l>(lines: impl Iterator<Item = &'l Line>) -> Self {
        let mut own = Self::default();
        // neighbours often share their month and whoever vouches for them
        let (mut month, mut last) = (None, None);
        for line in lines {
            own.events.push(line.source);
            let now = line.day.month_number();
            if month.replace(now) != Some(now) {
                note(&mut own.months, now);
            }
            if let Some(assessor) = line.assessor
                && last.replace(assessor) != Some(assessor)
            {
                note(&mut own.assessors, assessor);
            }
        }
        // a few sorted stretches, one for each kind, which this sort finds
        own.events.sort();
        own.events.dedup();
        own
    }

    /// Takes in what other lines rest on.
    pub(crate) fn join(&mut self, other: &Self) {
        self.events.extend(&other.events);
        self.events.sort_unstable();
        self.events.dedup();
        other.months.iter().for_each(|month| note(&mut self.months, *month));
        other.assessors.iter().for_each(|assessor| note(&mut self.assessors, *assessor));
    }

    /// How much it is.
    pub(crate) fn basis(&self) -> Basis {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Basis {
            events: count(self.events.len()),
            assessors: count(self.assessors.len()),
            months: count(self.months.len()),
            ..Basis::default()
        }
    }
}

/// Puts something in its place, unless it is there.
fn note<T: Ord>(sorted: &mut Vec<T>, one: T) {
    if let Err(at) = sorted.binary_search(&one) {
        sorted.insert(at, one);
    }
}

/// The tally of the lines that count, and that with contested lines counted too where there are any.
pub(crate) fn tally(setting: Setting<'_>, person: Option<usize>, lines: Vec<Line>) -> (Tally, Option<Tally>) {
    let disputed = lines.iter().filter(|line| line.disputed).count();
    if disputed == 0 {
        return (of(setting, person, lines), None);
    }
    let certain = lines.iter().filter(|line| !line.disputed).cloned().collect();
    let mut without = of(setting, person, certain);
    without.disputed = u32::try_from(disputed).unwrap_or(u32::MAX);
    (without, Some(of(setting, person, lines)))
}

fn of(setting: Setting<'_>, person: Option<usize>, lines: Vec<Line>) -> Tally {
    let part = |mut lines: Vec<Line>| {
        settle(setting.model, &mut lines, |_, _| {});
        Part { sums: sums(setting.model, lines.iter()), footing: Footing::of(lines.iter()) }
    };
    let members = person.filter(|_| setting.model.reads_members());
    let mut in_units = BTreeMap::new();
    for (unit, lines) in members.map(|person| by_unit(setting, person, &lines)).unwrap_or_default() {
        in_units.insert(unit, part(lines));
    }
    Tally { all: part(lines), in_units, unverified: 0, disputed: 0 }
}

/// The lines of a person by the unit they were on the staff of. Each unit's are capped alone: what somebody did elsewhere
/// takes no room from them.
pub(crate) fn by_unit(setting: Setting<'_>, person: usize, lines: &[Line]) -> BTreeMap<usize, Vec<Line>> {
    let mut units: BTreeMap<usize, Vec<Line>> = BTreeMap::new();
    for line in lines {
        let spell = setting.roster.spell(person, line.day).filter(|spell| spell.status.is_staff());
        let unit = spell.and_then(|spell| spell.unit.as_ref());
        if let Some(unit) = unit.and_then(|unit| setting.roster.unit(unit.as_str())) {
            units.entry(unit).or_default().push(line.clone());
        }
    }
    units
}
