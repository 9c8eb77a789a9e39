//! What a contributor is measured against: the opportunity of the scheme, and the heads of a unit.

use super::super::table::Table;
use crate::contribution::scheme::Model;
use crate::contribution::scheme::document::UnitTerm;
use crate::num::Fraction;
use crate::trace::{Arg, Key, Message, Sentences};

/// What the points above 0 are multiplied by, where they are.
pub(super) fn opportunity<'a>(
    model: &'a Model,
    table: &Table<'_>,
    place: usize,
    said: &mut Sentences<'a>,
) -> Option<Message> {
    let own = model.opportunity.as_ref()?;
    let factor = table.factor_of(place).filter(|factor| *factor != Fraction::ONE)?;
    let has = own.reference.div(&factor)?;
    let per = if own.per == *"days" { Arg::from(Key::DAYS_OF_WORK) } else { Arg::from(&own.per) };
    Some(said.say(
        Key::MEASURED_AGAINST,
        [
            ("factor", factor.into()),
            ("reference", (&own.reference).into()),
            ("has", has.into()),
            ("per", per),
        ],
    ))
}

/// The average heads of a unit, where its score is measured against them.
pub(super) fn heads<'a>(
    model: &Model,
    table: &Table<'_>,
    unit: usize,
    said: &mut Sentences<'a>,
) -> Option<Message> {
    let per_head = |term: &UnitTerm<_>| matches!(term, UnitTerm::OwnPerHead(_) | UnitTerm::MembersPerHead(_));
    let measured = model.units.as_ref()?.score.iter().any(per_head);
    measured.then(|| said.say(Key::AVERAGE_HEADS, [("heads", table.heads(unit).into())]))
}
