//! A roster as it is written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::contribution::ledger::record::optional;
use crate::date::Date;
use crate::num::Exact;
use crate::text::Id;

/// A roster as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The units.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) units: Vec<Unit>,
    /// The people, as pseudonyms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) people: Vec<Person>,
    /// Other ids of the same person or unit: each leads to the id it is known by here.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) aliases: BTreeMap<Id, Id>,
    /// Accounts that are no persons.
    #[serde(default, skip_serializing_if = "Bots::is_empty")]
    pub(crate) bots: Bots,
}

/// Accounts that are no persons, by id or by how the id ends.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bots {
    /// Their ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) ids: Vec<Id>,
    /// What their ids end with, such as `[bot]`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) endings: Vec<Id>,
}

impl Bots {
    /// In order, each once.
    pub(super) fn sort(&mut self) {
        for ids in [&mut self.ids, &mut self.endings] {
            ids.sort();
            ids.dedup();
        }
    }

    /// Whether the id is one of them, by name or by ending; they must be in order.
    pub(super) fn holds(&self, id: &str) -> bool {
        let among = |ids: &[Id], text: &str| ids.binary_search_by(|known| known.as_str().cmp(text)).is_ok();
        let mut endings = id.char_indices().filter_map(|(at, _)| id.get(at..));
        among(&self.ids, id) || endings.any(|ending| among(&self.endings, ending))
    }

    fn is_empty(&self) -> bool {
        self.ids.is_empty() && self.endings.is_empty()
    }
}

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Its id.
    pub(crate) id: Id,
    /// What sort of unit it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<Id>,
    /// The block (khối) it is compared in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) block: Option<Id>,
    /// What it had the chance to do, by name, for denominators that only the caller knows.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) opportunity: BTreeMap<Id, Exact>,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Pseudonym.
    pub(crate) id: Id,
    /// Where and as what, one after another.
    pub(crate) spells: Vec<Spell>,
    /// Days of absence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) absences: Vec<Absence>,
    /// What the person had the chance to do, by name, such as shifts.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) opportunity: BTreeMap<Id, Exact>,
}

/// A stretch of time in one unit, role and status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Spell {
    /// The unit; a collaborator may have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) unit: Option<Id>,
    /// What the person does there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) role: Option<Id>,
    /// The group of similar duties.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) duty_group: Option<Id>,
    /// How the person is employed.
    pub(crate) status: Employment,
    /// Whether the person heads the unit.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) head: bool,
    /// Whether the person is a member of the task force, which judges others.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) task_force: bool,
    /// The first day.
    pub(crate) from: Date,
    /// The last day; none while it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<Date>,
}

/// How somebody is employed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Employment {
    /// Công chức.
    CivilServant,
    /// Viên chức.
    PublicEmployee,
    /// Hợp đồng lao động.
    LabourContract,
    /// Cộng tác viên: ranked apart.
    Collaborator,
    /// Chuyên gia: ranked apart.
    Expert,
}

/// Days of absence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Absence {
    /// Why.
    pub(crate) kind: AbsenceKind,
    /// The first day.
    pub(crate) from: Date,
    /// The last day; none while it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<Date>,
}

/// Why somebody is absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AbsenceKind {
    /// Maternity: protected.
    Maternity,
    /// Sickness: protected.
    Sickness,
    /// Injury at work: protected.
    WorkInjury,
    /// Study one was sent to: protected.
    AssignedStudy,
    /// Yearly leave.
    AnnualLeave,
    /// Leave without pay.
    UnpaidLeave,
    /// Any other.
    Other,
}

impl Document {
    /// Adds a unit.
    #[must_use]
    pub fn unit(mut self, unit: Unit) -> Self {
        self.units.push(unit);
        self
    }

    /// Adds a person.
    #[must_use]
    pub fn person(mut self, person: Person) -> Self {
        self.people.push(person);
        self
    }

    /// Says that one id means the same as another.
    #[must_use]
    pub fn alias(mut self, alias: Id, known_as: Id) -> Self {
        self.aliases.insert(alias, known_as);
        self
    }

    /// Says that an id is no person.
    #[must_use]
    pub fn bot(mut self, id: Id) -> Self {
        self.bots.ids.push(id);
        self
    }

    /// Says that ids that end so are no persons.
    #[must_use]
    pub fn bot_ending(mut self, ending: Id) -> Self {
        self.bots.endings.push(ending);
        self
    }
}

impl Unit {
    /// A unit of no kind and no block.
    #[must_use]
    pub const fn new(id: Id) -> Self {
        Self { id, kind: None, block: None, opportunity: BTreeMap::new() }
    }

    optional! {
        /// Says what sort of unit it is.
        kind: Id;
        /// Names the block it is compared in.
        block: Id;
    }

    /// Says how much of a chance it had.
    #[must_use]
    pub fn opportunity(mut self, name: Id, value: Exact) -> Self {
        self.opportunity.insert(name, value);
        self
    }
}

impl Person {
    /// A person who has not been anywhere yet.
    #[must_use]
    pub const fn new(id: Id) -> Self {
        Self { id, spells: Vec::new(), absences: Vec::new(), opportunity: BTreeMap::new() }
    }

    /// Adds a spell.
    #[must_use]
    pub fn spell(mut self, spell: Spell) -> Self {
        self.spells.push(spell);
        self
    }

    /// Adds days of absence, which go on where there is no last day.
    #[must_use]
    pub fn absence(mut self, kind: AbsenceKind, from: Date, until: Option<Date>) -> Self {
        self.absences.push(Absence { kind, from, until });
        self
    }

    /// Says how much of a chance the person had.
    #[must_use]
    pub fn opportunity(mut self, name: Id, value: Exact) -> Self {
        self.opportunity.insert(name, value);
        self
    }
}

impl Spell {
    /// A spell in no unit that goes on from a day.
    #[must_use]
    pub const fn new(status: Employment, from: Date) -> Self {
        Self {
            unit: None,
            role: None,
            duty_group: None,
            status,
            head: false,
            task_force: false,
            from,
            until: None,
        }
    }

    optional! {
        /// Names the unit.
        unit: Id;
        /// Says what the person does there.
        role: Id;
        /// Names the group of similar duties.
        duty_group: Id;
        /// Sets the last day.
        until: Date;
    }

    /// The unit.
    #[must_use]
    pub const fn of_unit(&self) -> Option<&Id> {
        self.unit.as_ref()
    }

    /// How the person is employed.
    #[must_use]
    pub const fn employment(&self) -> Employment {
        self.status
    }

    /// Says that the person heads the unit.
    #[must_use]
    pub const fn heads(mut self) -> Self {
        self.head = true;
        self
    }

    /// Says that the person is a member of the task force.
    #[must_use]
    pub const fn in_task_force(mut self) -> Self {
        self.task_force = true;
        self
    }
}

impl Employment {
    /// The name rosters write.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CivilServant => "civil_servant",
            Self::PublicEmployee => "public_employee",
            Self::LabourContract => "labour_contract",
            Self::Collaborator => "collaborator",
            Self::Expert => "expert",
        }
    }

    /// Whether the person is of the staff, not ranked apart as collaborators and experts are.
    #[must_use]
    pub const fn is_staff(self) -> bool {
        match self {
            Self::CivilServant | Self::PublicEmployee | Self::LabourContract => true,
            Self::Collaborator | Self::Expert => false,
        }
    }
}

impl AbsenceKind {
    /// Whether such days always leave the denominator.
    #[must_use]
    pub const fn is_protected(self) -> bool {
        match self {
            Self::Maternity | Self::Sickness | Self::WorkInjury | Self::AssignedStudy => true,
            Self::AnnualLeave | Self::UnpaidLeave | Self::Other => false,
        }
    }
}
