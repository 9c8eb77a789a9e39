//! Stretches of the calendar that caps and decay count in.

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::trace::Key;

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Span {
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// Three months, from January.
    Quarter,
    /// The whole time that is judged.
    Period,
}

impl Span {
    /// The number of the stretch a day lies in; later stretches have higher numbers.
    pub(crate) fn of(self, day: Date) -> i32 {
        match self {
            Self::Day => day.number(),
            Self::Week => day.week_number(),
            Self::Month => day.month_number(),
            Self::Quarter => day.month_number().div_euclid(3),
            Self::Period => 0,
        }
    }

    /// Whether every one of the stretches lies within one of the other's.
    pub(crate) const fn within(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::Day, _)
                | (_, Self::Period)
                | (Self::Week, Self::Week)
                | (Self::Month, Self::Month | Self::Quarter)
                | (Self::Quarter, Self::Quarter)
        )
    }

    /// The name packs write.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Period => "period",
        }
    }

    /// Its name, for sentences.
    pub(crate) const fn key(self) -> Key {
        match self {
            Self::Day => Key::SPAN_DAY,
            Self::Week => Key::SPAN_WEEK,
            Self::Month => Key::SPAN_MONTH,
            Self::Quarter => Key::SPAN_QUARTER,
            Self::Period => Key::SPAN_PERIOD,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_begin_where_people_say_they_do() {
        let day = |text| Date::parse(text).unwrap();
        let same = |span: Span, a, b| span.of(day(a)) == span.of(day(b));
        // 2026-01-05 is a Monday
        assert!(
            same(Span::Week, "2026-01-05", "2026-01-11") && !same(Span::Week, "2026-01-04", "2026-01-05")
        );
        assert!(same(Span::Week, "2025-12-29", "2026-01-04"), "weeks do not end with the year");
        assert!(
            same(Span::Month, "2026-02-01", "2026-02-28") && !same(Span::Month, "2025-02-01", "2026-02-01")
        );
        assert!(
            same(Span::Quarter, "2026-01-01", "2026-03-31")
                && !same(Span::Quarter, "2026-03-31", "2026-04-01")
        );
        assert_eq!(
            Span::Quarter.of(day("2026-01-01")),
            Span::Quarter.of(day("2025-12-31")).saturating_add(1)
        );
        assert!(same(Span::Period, "1999-01-01", "2026-01-01"));
    }
}
