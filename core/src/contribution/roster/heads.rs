//! How many people a unit had over a period: member-days over the days of the period, as exact fractions.

use super::days::length;
use super::{AbsenceKind, Inner, Known, Roster};
use crate::date::Date;
use crate::num::Fraction;

use super::Employment;

/// The average number of people of one unit. Days of protected absence are not member-days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heads {
    staff: Fraction,
    collaborators: Fraction,
    experts: Fraction,
}

impl Heads {
    /// Civil servants, public employees and those on a labour contract.
    #[must_use]
    pub const fn staff(&self) -> &Fraction {
        &self.staff
    }

    /// Collaborators.
    #[must_use]
    pub const fn collaborators(&self) -> &Fraction {
        &self.collaborators
    }

    /// Experts.
    #[must_use]
    pub const fn experts(&self) -> &Fraction {
        &self.experts
    }
}

impl Inner {
    /// The average heads of every unit over a period, aligned with the units; none of a period without days.
    pub(crate) fn heads(&self, from: Date, until: Date, more: &[AbsenceKind]) -> Option<Vec<Heads>> {
        let mut member_days = vec![[0_u64; 3]; self.document.units.len()];
        for person in &self.document.people {
            for spell in &person.spells {
                let (_, counted) = person.days_of(spell, from, until, more);
                let unit = spell.unit.as_ref().and_then(|unit| self.unit(unit.as_str()));
                let Some(days) = unit.and_then(|unit| member_days.get_mut(unit)) else { continue };
                let [staff, collaborators, experts] = days;
                let slot = match spell.status {
                    Employment::Collaborator => collaborators,
                    Employment::Expert => experts,
                    Employment::CivilServant | Employment::PublicEmployee | Employment::LabourContract => {
                        staff
                    }
                };
                *slot = slot.saturating_add(counted.into());
            }
        }
        let period = length(from, until);
        let average = |days: u64| Fraction::new(days.into(), period.into()).ok();
        let heads = |[staff, collaborators, experts]: [u64; 3]| {
            Some(Heads {
                staff: average(staff)?,
                collaborators: average(collaborators)?,
                experts: average(experts)?,
            })
        };
        member_days.into_iter().map(heads).collect()
    }
}

impl Roster {
    /// The average heads of a unit over a period, both ends included; none where the id means no unit or the period has
    /// no days. `more` as in [`Roster::days`].
    #[must_use]
    pub fn heads(&self, unit: &str, from: Date, until: Date, more: &[AbsenceKind]) -> Option<Heads> {
        match self.0.resolve(unit) {
            Known::Unit(unit) => self.0.heads(from, until, more)?.into_iter().nth(unit),
            _ => None,
        }
    }
}
