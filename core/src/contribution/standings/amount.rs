//! Amounts: what each line adds to the score in the end. With what is withheld they sum exactly to a person's score, and with
//! the terms of members to a unit's.

use super::gather::Setting;
use super::score::{Scored, Sums, score, sums};
use super::settle::Line;
use super::table::Table;
use crate::contribution::scheme::document::{Combine, UnitTerm, Whole};
use crate::contribution::scheme::{ComponentModel, Model};
use crate::num::Fraction;

/// What one contributor's settled lines add to the score.
pub(crate) struct Amounts {
    /// Of each line.
    pub(crate) lines: Vec<Fraction>,
    /// Of each component that is withheld, by its place.
    pub(crate) withheld: Vec<(usize, Fraction)>,
    /// What a point of each component is worth.
    pub(crate) worth: Vec<Worth>,
}

/// The amounts of the settled lines of the contributor at a place. Where points cannot be measured they are worth nothing:
/// then a score has none of them, and comes from what is withheld or from members.
pub(crate) fn amounts(setting: Setting<'_>, table: &Table<'_>, place: usize, lines: &[Line]) -> Amounts {
    let (model, withheld, factor) = (setting.model, table.withheld(place), table.factor_of(place));
    let sums = sums(model, lines.iter());
    let scored = score(model, &sums, factor.as_ref(), |at| withheld.contains(&at));
    let own = own_weight(setting, table, place);
    let worth: Vec<Worth> = worth(model, &sums, &scored, withheld, &factor.unwrap_or(Fraction::ZERO))
        .into_iter()
        .map(|worth| Worth {
            above: worth.above.mul(&own),
            below: worth.below.mul(&own),
            withheld: worth.withheld.map(|adds| adds.mul(&own)),
        })
        .collect();
    let kept = worth.iter().enumerate().filter_map(|(at, worth)| Some((at, worth.withheld.clone()?)));
    Amounts { lines: added(model, lines, &worth), withheld: kept.collect(), worth }
}

/// What each line adds, where a point of each component is worth so much.
fn added(model: &Model, lines: &[Line], worth: &[Worth]) -> Vec<Fraction> {
    let amount = |line: &Line| {
        let kind = usize::try_from(line.kind).ok().and_then(|kind| model.kinds.get(kind));
        let worth = kind.and_then(|kind| worth.get(kind.component));
        worth.map_or(Fraction::ZERO, |worth| {
            line.points.mul(if line.points.is_negative() { &worth.below } else { &worth.above })
        })
    };
    lines.iter().map(amount).collect()
}

/// What a member of a unit's staff earned there, and what each line adds to it.
pub(crate) struct Earned {
    pub(crate) score: Fraction,
    pub(crate) lines: Vec<Fraction>,
    pub(crate) worth: Vec<Worth>,
}

/// What settled lines come to that a member of a unit's staff has there, with points above 0 times the factor.
pub(crate) fn earned(model: &Model, lines: &[Line], factor: &Fraction) -> Option<Earned> {
    let sums = sums(model, lines.iter());
    let scored = score(model, &sums, Some(factor), |_| false);
    let worth = worth(model, &sums, &scored, &[], factor);
    let score = scored.score.ok()?;
    Some(Earned { score, lines: added(model, lines, &worth), worth })
}

/// What a point of a unit's own is worth in its score; 1 for a person.
fn own_weight(setting: Setting<'_>, table: &Table<'_>, place: usize) -> Fraction {
    let Some(unit) = place.checked_sub(setting.roster.document.people.len()) else { return Fraction::ONE };
    let Some(units) = &setting.model.units else { return Fraction::ONE };
    let heads = table.heads(unit);
    let weight = |term: &UnitTerm<Fraction>| match term {
        UnitTerm::Own(own) => Some(own.weight.clone()),
        UnitTerm::OwnPerHead(own) => own.weight.div(&heads),
        _ => None,
    };
    units.score.iter().filter_map(weight).fold(Fraction::ZERO, |sum, weight| sum.add(&weight))
}

/// What counts of one component in the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Worth {
    /// Of a point above 0.
    pub(crate) above: Fraction,
    /// Of a point below 0.
    pub(crate) below: Fraction,
    /// Of a component that is withheld: what it adds.
    pub(crate) withheld: Option<Fraction>,
}

/// What a point of each component is worth in the whole.
fn worth(model: &Model, sums: &[Sums], scored: &Scored, withheld: &[usize], factor: &Fraction) -> Vec<Worth> {
    let there = || model.components.iter().zip(&scored.components).filter(|(_, value)| value.is_some());
    let weight = there().fold(Fraction::ZERO, |sum, (component, _)| sum.add(&component.weight));
    let worth = |(at, (component, own)): (usize, (&ComponentModel, &Sums))| {
        let share = match &model.whole {
            Whole::Sum(_) => Fraction::ONE,
            Whole::Mean(_) => component.weight.div(&weight).unwrap_or(Fraction::ZERO),
        };
        if withheld.contains(&at) {
            let adds = share.mul(&component.withheld);
            return Worth { above: Fraction::ZERO, below: Fraction::ZERO, withheld: Some(adds) };
        }
        let (above, below) = match component.combine {
            Combine::Sum => (share.mul(factor), share),
            Combine::Mean => {
                let each = share.div(&Fraction::from(own.lines)).unwrap_or(Fraction::ZERO);
                (each.clone(), each)
            }
        };
        Worth { above, below, withheld: None }
    };
    model.components.iter().zip(sums).enumerate().map(worth).collect()
}
