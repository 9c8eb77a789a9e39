//! What one contributor's lines come to: sums by component, by unit, and how much they rest on.

use std::collections::{BTreeMap, BTreeSet};

use super::event::Source;
use super::gather::Setting;
use super::score::{Sums, sums};
use super::settle::{Line, settle};
use super::standing::Basis;
use crate::text::Id;

/// What one contributor's lines come to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally<'a> {
    pub(crate) all: Part<'a>,
    /// What a person earned in each unit as one of its staff; only where units' scores read it.
    pub(crate) in_units: BTreeMap<usize, Part<'a>>,
    pub(crate) unverified: u32,
    pub(crate) disputed: u32,
}

impl Tally<'_> {
    /// How much it rests on.
    pub(crate) fn basis(&self) -> Basis {
        Basis { unverified: self.unverified, disputed: self.disputed, ..self.all.footing.basis() }
    }
}

/// Some lines: what they come to, and what they rest on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Part<'a> {
    /// By component.
    pub(crate) sums: Vec<Sums>,
    pub(crate) footing: Footing<'a>,
}

/// What lines rest on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Footing<'a> {
    /// Sorted and without repetition.
    events: Vec<Source>,
    months: BTreeSet<i32>,
    assessors: BTreeSet<&'a Id>,
}

impl<'a> Footing<'a> {
    fn of<'l>(setting: Setting<'a>, lines: impl Iterator<Item = &'l Line>) -> Self {
        let mut own = Self::default();
        // neighbours mostly share their month and whoever vouches for them
        let (mut month, mut last) = (None, None);
        for line in lines {
            own.events.push(line.source);
            let (now, assessor) = (line.day.month_number(), setting.view.assessor(line.source));
            if month.replace(now) != Some(now) {
                own.months.insert(now);
            }
            if let Some(assessor) = assessor
                && !last.replace(assessor).is_some_and(|last| std::ptr::eq(last, assessor))
            {
                own.assessors.insert(assessor);
            }
        }
        own.events.sort_unstable();
        own.events.dedup();
        own
    }

    /// Takes in what other lines rest on.
    pub(crate) fn join(&mut self, other: &Self) {
        self.events.extend(&other.events);
        self.events.sort_unstable();
        self.events.dedup();
        self.months.extend(&other.months);
        self.assessors.extend(&other.assessors);
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

/// The tally of the lines that count, and that with contested lines counted too where there are any.
pub(crate) fn tally<'a>(
    setting: Setting<'a>,
    person: Option<usize>,
    lines: Vec<Line>,
) -> (Tally<'a>, Option<Tally<'a>>) {
    let disputed = lines.iter().filter(|line| line.disputed).count();
    if disputed == 0 {
        return (of(setting, person, lines), None);
    }
    let certain = lines.iter().filter(|line| !line.disputed).cloned().collect();
    let mut without = of(setting, person, certain);
    without.disputed = u32::try_from(disputed).unwrap_or(u32::MAX);
    (without, Some(of(setting, person, lines)))
}

fn of<'a>(setting: Setting<'a>, person: Option<usize>, lines: Vec<Line>) -> Tally<'a> {
    let part = |mut lines: Vec<Line>| {
        settle(setting.model, &mut lines, |_, _| {});
        Part { sums: sums(setting.model, lines.iter()), footing: Footing::of(setting, lines.iter()) }
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
fn by_unit(setting: Setting<'_>, person: usize, lines: &[Line]) -> BTreeMap<usize, Vec<Line>> {
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
