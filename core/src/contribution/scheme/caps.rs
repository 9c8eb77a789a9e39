//! Caps and floors: what counts of all that one contributor did within a stretch of the calendar.
//!
//! Within a stretch the contributions with the most left after decay count first, and equals share in proportion. If the
//! earliest counted first, extra good work could lower a later score.

use serde::{Deserialize, Serialize};

use super::span::Span;
use crate::date::Date;
use crate::num::{Fraction, Sum};

/// A cap, a floor, or both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = "Q: Deserialize<'de>"))]
pub(crate) struct Cap<Q> {
    /// The stretch it holds for.
    pub(crate) per: Span,
    /// The most that points above 0 come to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) most: Option<Q>,
    /// The least that points below 0 come to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) least: Option<Q>,
}

impl<Q> Cap<Q> {
    pub(crate) fn map<R>(&self, number: &impl Fn(&Q) -> R) -> Cap<R> {
        Cap { per: self.per, most: self.most.as_ref().map(number), least: self.least.as_ref().map(number) }
    }
}

/// Points on their way through the caps.
pub(crate) trait Capped {
    /// The day they count on.
    fn day(&self) -> Date;
    /// What decay leaves of each of them.
    fn left(&self) -> &Fraction;
    /// What they come to so far.
    fn points(&mut self) -> &mut Fraction;
}

impl Cap<Fraction> {
    /// Cuts the points of one contributor to the cap. Their order changes nothing.
    pub(crate) fn cut<'l, T: Capped + 'l>(&self, points: impl Iterator<Item = &'l mut T>) {
        let mut points: Vec<(i32, &mut T)> = points.map(|one| (self.per.of(one.day()), one)).collect();
        points.sort_by(|(span, a), (other, b)| span.cmp(other).then_with(|| b.left().cmp(a.left())));
        for stretch in points.chunk_by_mut(|(span, _), (other, _)| span == other) {
            if let Some(most) = &self.most {
                fill(stretch, most, |points| !points.is_negative());
            }
            if let Some(least) = &self.least {
                fill(stretch, least, Fraction::is_negative);
            }
        }
    }
}

/// Lets the points of one sign in one stretch come to no more than a limit of that sign.
fn fill<T: Capped>(stretch: &mut [(i32, &mut T)], limit: &Fraction, counts: impl Fn(&Fraction) -> bool) {
    let total = |some: &mut [(i32, &mut T)]| {
        let mut sum = Sum::default();
        for (_, one) in some {
            let points = one.points();
            if counts(points) {
                sum.add(points);
            }
        }
        sum.total()
    };
    let within =
        |sum: &Fraction, room: &Fraction| if limit.is_negative() { sum >= room } else { sum <= room };
    let reached = total(stretch);
    if reached.is_zero() || (within(&reached, limit) && !limit.is_zero()) {
        return;
    }
    let mut room = limit.clone();
    for equals in stretch.chunk_by_mut(|(_, one), (_, other)| one.left() == other.left()) {
        let sum = total(equals);
        if within(&sum, &room) && !room.is_zero() {
            room = room.sub(&sum);
            continue;
        }
        let share = room.div(&sum).unwrap_or(Fraction::ZERO);
        for (_, one) in equals {
            let points = one.points();
            if counts(points) {
                *points = points.mul(&share);
            }
        }
        room = Fraction::ZERO;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Clone, PartialEq)]
    struct One(Date, Fraction, Fraction);

    impl Capped for One {
        fn day(&self) -> Date {
            self.0
        }
        fn left(&self) -> &Fraction {
            &self.1
        }
        fn points(&mut self) -> &mut Fraction {
            &mut self.2
        }
    }

    fn cut(cap: &Cap<Fraction>, given: &[(&str, &str, &str)]) -> Vec<String> {
        let f = |text| Fraction::parse(text).unwrap();
        let mut all: Vec<One> = given
            .iter()
            .map(|(day, left, points)| One(Date::parse(day).unwrap(), f(left), f(points)))
            .collect();
        cap.cut(all.iter_mut());
        all.into_iter().map(|one| one.2.to_string()).collect()
    }

    #[test]
    fn the_most_left_counts_first_and_equals_share() {
        let cap = Cap { per: Span::Month, most: Some(Fraction::from(10)), least: Some(Fraction::from(-3)) };
        let days = [
            ("2026-01-02", "1/4", "8"),
            ("2026-01-20", "1/2", "6"),
            ("2026-01-20", "1/2", "2"),
            ("2026-02-01", "1", "9"),
        ];
        assert_eq!(cut(&cap, &days), ["2", "6", "2", "9"]);
        let equals = [
            ("2026-01-02", "1", "8"),
            ("2026-01-03", "1", "12"),
            ("2026-01-04", "1", "-5"),
            ("2026-01-05", "1", "-1"),
        ];
        assert_eq!(cut(&cap, &equals), ["4", "6", "-5/2", "-1/2"]);
        let below = [("2026-01-02", "1", "8"), ("2026-01-03", "1", "2"), ("2026-01-04", "1", "-3")];
        assert_eq!(cut(&cap, &below), ["8", "2", "-3"]);
    }

    #[test]
    fn a_cap_of_nothing_leaves_nothing() {
        let cap = Cap { per: Span::Period, most: Some(Fraction::ZERO), least: Some(Fraction::ZERO) };
        assert_eq!(cut(&cap, &[("2026-01-02", "1", "8"), ("2026-01-02", "1", "-8")]), ["0", "0"]);
        let open = Cap { per: Span::Period, most: None, least: None };
        assert_eq!(cut(&open, &[("2026-01-02", "1", "8"), ("2026-01-02", "1", "-8")]), ["8", "-8"]);
    }
}
