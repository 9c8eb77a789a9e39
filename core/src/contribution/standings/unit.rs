//! Units' scores: from what is credited to a unit itself and, where the scheme says so, from what its staff earned in it.
//! A person is never inferred from a unit.

use std::collections::BTreeMap;

use super::score::{Sums, score};
use super::tally::Tally;
use crate::contribution::roster::Inner as Roster;
use crate::contribution::scheme::document::UnitTerm;
use crate::contribution::scheme::{Model, UnitsModel};
use crate::num::Fraction;

/// What one member of the staff earned in one unit.
pub(crate) struct Member {
    /// Measured against the member's own opportunity in the unit; none where that is 0 or unknown, or where there was
    /// no day of work there.
    measured: Option<Fraction>,
    /// As it was earned.
    earned: Fraction,
}

/// The units that a person was ever on the staff of.
pub(crate) fn staffed(roster: &Roster, person: usize) -> Vec<usize> {
    let spells = roster.document.people.get(person).into_iter().flat_map(|person| &person.spells);
    let mut units: Vec<usize> = spells
        .filter(|spell| spell.status.is_staff())
        .filter_map(|spell| roster.unit(spell.unit.as_ref()?.as_str()))
        .collect();
    units.sort_unstable();
    units.dedup();
    units
}

/// The staff of each unit with what they earned in it.
pub(crate) fn members<'a>(
    model: &Model,
    roster: &Roster,
    people: impl Iterator<Item = &'a Tally>,
    factor: impl Fn(usize, usize) -> Option<Fraction>,
) -> BTreeMap<usize, Vec<Member>> {
    let mut members: BTreeMap<usize, Vec<Member>> = BTreeMap::new();
    let nothing = vec![Sums::default(); model.components.len()];
    for (at, tally) in people.enumerate() {
        for unit in staffed(roster, at) {
            let sums = tally.in_units.get(&unit).map_or(&nothing, |part| &part.sums);
            let score = |factor: &Fraction| score(model, sums, Some(factor), |_| false).score.ok();
            let measured = factor(at, unit).and_then(|factor| score(&factor));
            let earned = score(&Fraction::ONE).unwrap_or(Fraction::ZERO);
            members.entry(unit).or_default().push(Member { measured, earned });
        }
    }
    members
}

/// Each term of a unit's score; none where it cannot be given.
pub(crate) fn terms(
    rules: &UnitsModel,
    own: Option<&Fraction>,
    members: &[Member],
    heads: &Fraction,
) -> Vec<Option<Fraction>> {
    let measured = || members.iter().filter_map(|member| member.measured.as_ref());
    let sum =
        |some: &mut dyn Iterator<Item = &Fraction>| some.fold(Fraction::ZERO, |sum, score| sum.add(score));
    let count = |number: usize| Fraction::from(u32::try_from(number).unwrap_or(u32::MAX));
    let term = |term: &UnitTerm<Fraction>| {
        let value = match term {
            UnitTerm::Own(_) => own.cloned(),
            UnitTerm::OwnPerHead(_) => own.and_then(|own| own.div(heads)),
            UnitTerm::MembersMean(_) => sum(&mut measured()).div(&count(measured().count())),
            UnitTerm::MembersPerHead(_) => sum(&mut members.iter().map(|member| &member.earned)).div(heads),
            UnitTerm::MembersShare(of) => {
                let reached = measured().filter(|score| **score >= of.at_least).count();
                count(reached).div(&count(measured().count()))
            }
        };
        value.map(|value| value.mul(term.weight()))
    };
    rules.score.iter().map(term).collect()
}
