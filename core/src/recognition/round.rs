//! A round: the days decisions are about, and the days that decide which rules and values hold.

use super::policy::document::Driver;
use crate::date::{Date, Period};
use crate::error::{Code, Diagnostic, Error};

/// Which days a round of decisions is about.
///
/// # Examples
/// ```
/// use thidua::recognition::Round;
/// use thidua::{Date, Period};
/// let year = Period::new(Some(Date::parse("2026-01-01")?), Some(Date::parse("2026-12-31")?))?;
/// let round = Round::of(year)?.decided_on(Date::parse("2026-12-20")?);
/// assert!(Round::of(Period::default()).is_err());
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Round {
    pub(crate) from: Date,
    pub(crate) until: Date,
    pub(crate) decided_on: Option<Date>,
    pub(crate) event_on: Option<Date>,
    pub(crate) roster_on: Option<Date>,
    pub(crate) takes_others: bool,
    pub(crate) leaves_others: bool,
}

impl Round {
    /// About a period.
    ///
    /// # Errors
    /// [`Code::OPEN_PERIOD`] when the period has no first or no last day; [`Code::BAD_PERIOD`] when it ends before it begins.
    pub fn of(period: Period) -> Result<Self, Error> {
        let open = |end| move || Diagnostic::new(Code::OPEN_PERIOD).with("end", end).at("/period").data();
        let (from, until) =
            (period.from().ok_or_else(open("first day"))?, period.until().ok_or_else(open("last day"))?);
        if until < from {
            let diagnostic = Diagnostic::new(Code::BAD_PERIOD).with("from", from).with("until", until);
            return Err(diagnostic.at("/period").data());
        }
        Ok(Self {
            from,
            until,
            decided_on: None,
            event_on: None,
            roster_on: None,
            takes_others: false,
            leaves_others: false,
        })
    }

    /// Decided on a day: the base salary of that day pays, and evidence counts that is known by then.
    #[must_use]
    pub const fn decided_on(mut self, day: Date) -> Self {
        self.decided_on = Some(day);
        self
    }

    /// About an event of a day, for policies that the day of the event drives.
    #[must_use]
    pub const fn event_on(mut self, day: Date) -> Self {
        self.event_on = Some(day);
        self
    }

    /// With the members that units had on a day; on the last day of the period where it is not said.
    #[must_use]
    pub const fn roster_on(mut self, day: Date) -> Self {
        self.roster_on = Some(day);
        self
    }

    /// Facts that the policy's schema does not know are passed over; otherwise they are an error.
    #[must_use]
    pub const fn take_facts_of_others(mut self) -> Self {
        self.takes_others = true;
        self
    }

    /// Events of days on which the edition is not in force are left to another edition; otherwise they are an error.
    #[must_use]
    pub const fn leave_events_of_others(mut self) -> Self {
        self.leaves_others = true;
        self
    }

    /// The first and the last day of the period.
    #[must_use]
    pub const fn days(&self) -> (Date, Date) {
        (self.from, self.until)
    }

    /// The day by which everything that counts is known.
    #[must_use]
    pub const fn known_by(&self) -> Date {
        match self.decided_on {
            Some(day) => day,
            None => self.until,
        }
    }

    /// The day on which units have the members that are counted.
    pub(crate) fn base_date(&self) -> Date {
        self.roster_on.unwrap_or(self.until)
    }

    /// The year that is judged.
    pub(crate) fn year(&self) -> u32 {
        self.until.year()
    }

    /// The day that decides which edition and which values hold.
    pub(crate) fn driving(&self, driver: Driver) -> Result<Date, Error> {
        let missing = |what: &str| Diagnostic::new(Code::ROUND_NEEDS_DAY).with("day", what).data();
        match driver {
            Driver::PeriodEnd => Ok(self.until),
            Driver::Decision => self.decided_on.ok_or_else(|| missing("decided_on")),
            Driver::Event => self.event_on.ok_or_else(|| missing("event_on")),
        }
    }
}
