//! Reckoning: the days standings are about, and the day by which what counts is known.

use crate::date::{Date, Period};
use crate::error::{Code, Diagnostic, Error};

/// Which days standings are about, what is known by which day, and what happens to strangers.
///
/// # Examples
/// ```
/// use thidua::{Date, Period};
/// use thidua::contribution::Reckoning;
/// let quarter = Period::new(Some(Date::parse("2026-01-01")?), Some(Date::parse("2026-03-31")?))?;
/// let reckoning = Reckoning::of(quarter)?.as_of(Date::parse("2026-04-10")?);
/// assert!(Reckoning::of(Period::default()).is_err());
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reckoning {
    pub(super) from: Date,
    pub(super) until: Date,
    pub(super) as_of: Date,
    pub(super) sets_aside: bool,
}

impl Reckoning {
    /// Of the records of a period, with all that is known on its last day.
    ///
    /// # Errors
    /// [`Code::OPEN_PERIOD`] when the period has no first or no last day.
    pub fn of(period: Period) -> Result<Self, Error> {
        let open = |at: &'static str| move || Diagnostic::new(Code::OPEN_PERIOD).at(at).data();
        let from = period.from().ok_or_else(open("/period/from"))?;
        let until = period.until().ok_or_else(open("/period/until"))?;
        Ok(Self { from, until, as_of: until, sets_aside: false })
    }

    /// With all that is known on another day.
    #[must_use]
    pub const fn as_of(mut self, day: Date) -> Self {
        self.as_of = day;
        self
    }

    /// Credits of ids that are not on the roster are counted and left out; otherwise they are an error.
    #[must_use]
    pub const fn set_strangers_aside(mut self) -> Self {
        self.sets_aside = true;
        self
    }

    /// The first and the last day of the period.
    #[must_use]
    pub const fn days(&self) -> (Date, Date) {
        (self.from, self.until)
    }

    /// The day by which everything counted was known.
    #[must_use]
    pub const fn known_by(&self) -> Date {
        self.as_of
    }

    /// Whether credits of ids that are not on the roster are set aside.
    #[must_use]
    pub const fn sets_strangers_aside(&self) -> bool {
        self.sets_aside
    }
}
