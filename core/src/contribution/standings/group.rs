//! Groups: who is compared with whom. Staff, collaborators and experts are always apart.

use crate::contribution::roster::{Days, Employment, Inner as Roster, Person, Unit};
use crate::contribution::scheme::document::{Belongs, People, PersonTrait, UnitTrait};
use crate::text::Id;

/// What those compared have in common, by name; nothing where the roster does not say.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    pub(crate) traits: Vec<(&'static str, Option<Id>)>,
}

impl Group {
    /// What those compared have in common, in the scheme's order: such as `role` and `reporter`.
    pub fn traits(&self) -> impl Iterator<Item = (&'static str, Option<&Id>)> {
        self.traits.iter().map(|(name, value)| (*name, value.as_ref()))
    }
}

impl std::fmt::Display for Group {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, (name, value)) in self.traits.iter().enumerate() {
            let separator = if at == 0 { "" } else { ", " };
            let value = value.as_ref().map_or("–", Id::as_str);
            write!(f, "{separator}{name}: {value}")?;
        }
        Ok(())
    }
}

/// The population somebody belongs to.
const fn population(status: Employment) -> &'static str {
    match status {
        Employment::CivilServant | Employment::PublicEmployee | Employment::LabourContract => "staff",
        Employment::Collaborator => "collaborators",
        Employment::Expert => "experts",
    }
}

fn named(name: &str) -> Option<Id> {
    Id::new(name).ok()
}

/// The group of a person in a period; none for somebody with no spell in it.
pub(crate) fn of_person(rules: &People, roster: &Roster, person: &Person, days: &Days) -> Option<Group> {
    let (at, ..) = match rules.belongs {
        Belongs::Last => days.spells().last(),
        // the later of equals, as `max_by_key` gives
        Belongs::Longest => days.spells().iter().max_by_key(|(_, days, _)| *days),
    }?;
    let spell = person.spells.get(*at)?;
    let unit = spell.unit.as_ref().and_then(|unit| roster.unit(unit.as_str()));
    let unit = unit.and_then(|unit| roster.document.units.get(unit));
    let member = |(at, ..): &(usize, u32, u32)| person.spells.get(*at).is_some_and(|spell| spell.task_force);
    let mut traits = vec![("population", named(population(spell.status)))];
    if rules.task_force_apart && days.spells().iter().any(member) {
        traits.push(("task_force", named("member")));
    }
    traits.extend(rules.by.iter().map(|own| match own {
        PersonTrait::Role => ("role", spell.role.clone()),
        PersonTrait::DutyGroup => ("duty_group", spell.duty_group.clone()),
        PersonTrait::Unit => ("unit", spell.unit.clone()),
        PersonTrait::UnitKind => ("unit_kind", unit.and_then(|unit| unit.kind.clone())),
        PersonTrait::Block => ("block", unit.and_then(|unit| unit.block.clone())),
        PersonTrait::Head => ("head", named(if spell.head { "yes" } else { "no" })),
        PersonTrait::Status => ("status", named(spell.status.name())),
    }));
    Some(Group { traits })
}

/// The group of a unit.
pub(crate) fn of_unit(by: &[UnitTrait], unit: &Unit) -> Group {
    let value = |own: &UnitTrait| match own {
        UnitTrait::Kind => ("kind", unit.kind.clone()),
        UnitTrait::Block => ("block", unit.block.clone()),
    };
    Group { traits: std::iter::once(("population", named("units"))).chain(by.iter().map(value)).collect() }
}
