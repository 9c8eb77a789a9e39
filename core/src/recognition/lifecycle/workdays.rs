//! Deadlines in working days: Monday to Friday, without the holidays the caller names.

use std::collections::BTreeSet;

use crate::date::Date;
use crate::error::{Code, Diagnostic, Error};

/// Which days are working days.
///
/// # Examples
/// ```
/// use thidua::Date;
/// use thidua::recognition::Workdays;
/// // 30 April and 1 May are holidays; 2026-04-29 is a Wednesday
/// let days = Workdays::default().holiday(Date::parse("2026-04-30")?).holiday(Date::parse("2026-05-01")?);
/// assert_eq!(days.after(Date::parse("2026-04-29")?, 2)?, Date::parse("2026-05-05")?);
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Workdays {
    holidays: BTreeSet<Date>,
}

impl Workdays {
    /// Names a holiday.
    #[must_use]
    pub fn holiday(mut self, day: Date) -> Self {
        self.holidays.insert(day);
        self
    }

    fn works(&self, day: Date) -> bool {
        // the first day of the calendar was a Monday and has the number 1
        day.number().saturating_sub(1).rem_euclid(7) < 5 && !self.holidays.contains(&day)
    }

    /// The day so many working days after another, which is not counted itself.
    ///
    /// # Errors
    /// [`Code::OUT_OF_BOUNDS`] for fewer than one day and for more than a thousand.
    pub fn after(&self, day: Date, count: u32) -> Result<Date, Error> {
        let refuse = || {
            let diagnostic = Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "`days`").with("value", count);
            diagnostic.with("bounds", "1 – 1000").data()
        };
        if !(1..=1_000).contains(&count) {
            return Err(refuse());
        }
        let (mut day, mut left) = (day, count);
        while left > 0 {
            day = day.next().ok_or_else(refuse)?;
            if self.works(day) {
                left = left.saturating_sub(1);
            }
        }
        Ok(day)
    }
}
