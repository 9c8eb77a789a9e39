//! Civil dates and closed periods. There is no clock here: a date is always an argument.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::error::{Code, Diagnostic, Error};

/// The name under which [`Date`] asks a deserializer for its text.
pub(crate) const DATE_TOKEN: &str = "$thidua::date";

/// A day of the calendar, written `2024-10-24`.
///
/// # Examples
/// ```
/// use thidua::Date;
/// assert!(Date::parse("2024-10-24")? < Date::parse("2025-01-01")?);
/// assert!(Date::parse("24/10/2024").is_err());
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// Reads year-month-day.
    ///
    /// # Errors
    /// [`Code::BAD_DATE`] for any other text and for days the calendar does not have.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let bad = || Diagnostic::new(Code::BAD_DATE).with("value", text).data();
        let shaped = text.len() == 10
            && text
                .bytes()
                .enumerate()
                .all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
        if !shaped {
            return Err(bad());
        }
        let mut parts = text.split('-').map(str::parse::<u32>);
        match (parts.next(), parts.next(), parts.next()) {
            (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) => {
                let year = i32::try_from(year).map_err(|_| bad())?;
                Self::within(NaiveDate::from_ymd_opt(year, month, day)).ok_or_else(bad)
            }
            _ => Err(bad()),
        }
    }

    /// A date from its parts.
    ///
    /// # Errors
    /// [`Code::BAD_DATE`] when the calendar has no such day.
    pub fn new(year: i32, month: u32, day: u32) -> Result<Self, Error> {
        Self::parse(&format!("{year:04}-{month:02}-{day:02}"))
    }

    /// The day, in the years written with four digits: there is no year 0, and other languages' dates do not know it.
    fn within(day: Option<NaiveDate>) -> Option<Self> {
        day.filter(|day| (1..=9999).contains(&day.year())).map(Self)
    }

    /// The day after, or `None` at the end of the calendar.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::within(self.0.succ_opt())
    }

    /// The day before, or `None` at the beginning of the calendar.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        Self::within(self.0.pred_opt())
    }

    /// Year, month and day in digits, in place: an assessment's evidence holds dozens of days.
    fn digits(self) -> [u8; 10] {
        let digit = |number: u32| b'0' | u8::try_from(number % 10).unwrap_or_default();
        let (year, month, day) = (self.0.year().unsigned_abs(), self.0.month(), self.0.day());
        let [thousands, hundreds, tens] = [year / 1000, year / 100, year / 10].map(digit);
        let (months, days) = (digit(month / 10), digit(day / 10));
        [thousands, hundreds, tens, digit(year), b'-', months, digit(month), b'-', days, digit(day)]
    }

    /// The number of the day; the next day has the next number.
    pub(crate) fn number(self) -> i32 {
        self.0.num_days_from_ce()
    }

    /// The number of the week, from Monday to Sunday.
    pub(crate) fn week_number(self) -> i32 {
        // the first day of the calendar's first year was a Monday, and has the number 1
        self.number().saturating_sub(1).div_euclid(7)
    }

    /// The year.
    pub(crate) fn year(self) -> u32 {
        self.0.year().unsigned_abs()
    }

    /// The number of the month.
    pub(crate) fn month_number(self) -> i32 {
        self.0.year().saturating_mul(12).saturating_add(self.0.month0().cast_signed())
    }

    /// Days since an earlier day: 0 on the day itself, below 0 where that day is still to come.
    ///
    /// # Examples
    /// ```
    /// use thidua::Date;
    /// assert_eq!(Date::parse("2024-03-01")?.days_since(Date::parse("2024-02-28")?), 2);
    /// # Ok::<(), thidua::Error>(())
    /// ```
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        self.0.signed_duration_since(earlier.0).num_days()
    }

    /// The day so many days later, or `None` past the end of the calendar.
    #[must_use]
    pub fn plus_days(self, days: u64) -> Option<Self> {
        Self::within(self.0.checked_add_days(chrono::Days::new(days)))
    }

    /// Written `24/10/2024`, as people in Vietnam do.
    #[must_use]
    pub fn day_first(self) -> String {
        format!("{:02}/{:02}/{:04}", self.0.day(), self.0.month(), self.0.year())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(std::str::from_utf8(&self.digits()).unwrap_or_default())
    }
}

impl FromStr for Date {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(std::str::from_utf8(&self.digits()).unwrap_or_default())
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Date;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date such as 2024-10-24")
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(self, d: D) -> Result<Date, D::Error> {
                d.deserialize_any(self)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Date, E> {
                Date::parse(text).map_err(|error| E::custom(error.first().message(crate::Lang::En)))
            }
        }
        deserializer.deserialize_newtype_struct(DATE_TOKEN, Visitor)
    }
}

/// A stretch of days, both ends included; an end left out is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Period {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<Date>,
}

impl Period {
    /// The period between two days, both included.
    ///
    /// # Errors
    /// [`Code::BAD_PERIOD`] when it would end before it begins.
    pub fn new(from: Option<Date>, until: Option<Date>) -> Result<Self, Error> {
        let period = Self { from, until };
        period.check()?;
        Ok(period)
    }

    pub(crate) fn check(&self) -> Result<(), Error> {
        match (self.from, self.until) {
            (Some(from), Some(until)) if until < from => {
                Err(Diagnostic::new(Code::BAD_PERIOD).with("from", from).with("until", until).data())
            }
            _ => Ok(()),
        }
    }

    /// The first day.
    #[must_use]
    pub const fn from(&self) -> Option<Date> {
        self.from
    }

    /// The last day.
    #[must_use]
    pub const fn until(&self) -> Option<Date> {
        self.until
    }

    /// Whether the day lies within.
    #[must_use]
    pub fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Whether some day lies within both.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        let before =
            |a: &Self, b: &Self| matches!((a.until, b.from), (Some(until), Some(from)) if until < from);
        !before(self, other) && !before(other, self)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Date {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})
    }
}
