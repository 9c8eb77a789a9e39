//! The staff of a unit with what they earned in it, line by line: what the error of a unit's score is made of where it comes
//! from members.

use super::super::amount::{Earned, earned};
use super::super::replay::Replay;
use super::super::settle::{Line, settle};
use super::super::tally::by_unit;
use super::super::unit::staffed;
use crate::contribution::scheme::document::UnitTerm;
use crate::num::Fraction;

/// What one member of the staff earned in the unit.
pub(super) struct Member {
    /// Settled in the unit alone.
    pub(super) lines: Vec<Line>,
    /// Measured against the member's own opportunity in the unit, as far as that can be said.
    pub(super) measured: Option<Earned>,
    /// As it was earned.
    pub(super) earned: Option<Earned>,
}

/// How a unit's score comes from its members: what each is multiplied by.
pub(super) struct Terms {
    /// What a member measured.
    pub(super) mean: Fraction,
    /// What a member earned.
    pub(super) per_head: Fraction,
    /// A member who reached so much.
    pub(super) shares: Vec<Reach>,
}

/// What it is worth that one member reaches so many points.
pub(super) struct Reach {
    pub(super) at_least: Fraction,
    pub(super) worth: Fraction,
}

/// The staff of the unit at a place among people and then units, and how its score comes from them; nobody for a person, or where
/// the scheme does not read members.
pub(super) fn staff(replay: &Replay<'_>, place: usize) -> Option<(Vec<Member>, Terms)> {
    let setting = replay.setting;
    let people = setting.roster.document.people.len();
    let unit = place.checked_sub(people)?;
    let rules = setting.model.units.as_ref().filter(|_| setting.model.reads_members())?;
    let own = |person: &usize| staffed(setting.roster, *person).contains(&unit);
    let members: Vec<Member> = (0..people)
        .filter(own)
        .map(|person| {
            let mut lines = by_unit(setting, person, replay.lines(person)).remove(&unit).unwrap_or_default();
            settle(setting.model, &mut lines, |_, _| {});
            let factor = replay.table.factor_in(person, unit);
            let measured = factor.and_then(|factor| earned(setting.model, &lines, &factor));
            let earned = earned(setting.model, &lines, &Fraction::ONE);
            Member { lines, measured, earned }
        })
        .collect();
    let measured = members.iter().filter(|member| member.measured.is_some()).count();
    let (measured, heads) =
        (Fraction::from(u32::try_from(measured).unwrap_or(u32::MAX)), replay.table.heads(unit));
    let mut terms = Terms { mean: Fraction::ZERO, per_head: Fraction::ZERO, shares: Vec::new() };
    for term in &rules.score {
        match term {
            UnitTerm::MembersMean(own) => {
                terms.mean.accumulate(&own.weight.div(&measured).unwrap_or(Fraction::ZERO));
            }
            UnitTerm::MembersPerHead(own) => {
                terms.per_head.accumulate(&own.weight.div(&heads).unwrap_or(Fraction::ZERO));
            }
            UnitTerm::MembersShare(own) => terms.shares.push(Reach {
                at_least: own.at_least.clone(),
                worth: own.weight.div(&measured).unwrap_or(Fraction::ZERO),
            }),
            UnitTerm::Own(_) | UnitTerm::OwnPerHead(_) => {}
        }
    }
    Some((members, terms))
}
