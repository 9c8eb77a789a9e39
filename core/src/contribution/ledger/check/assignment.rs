//! What is wrong with an assignment alone.

use super::super::record::{Assignment, Blocked, Reply};
use super::{not_before, not_independent, plausible, referenced, too_early};
use crate::date::{Date, Period};
use crate::error::{Code, Diagnostic};

impl Assignment {
    pub(super) fn check(&self) -> Result<(), Diagnostic> {
        let (answer, answered) = match self.answer {
            Some(Reply::Accepted(day)) => ("answer/accepted", Some(day)),
            Some(Reply::Contested(day)) => ("answer/contested", Some(day)),
            None => ("answer", None),
        };
        plausible("given", Some(self.given))?;
        for (field, day) in
            [("due", Some(self.due)), ("notified", self.notified), (answer, answered), ("done", self.done)]
        {
            plausible(field, day)?;
            not_before((field, day), ("given", self.given))?;
        }
        self.check_extensions()?;
        self.check_blocked()?;
        referenced(&self.id, &self.evidence)
    }

    /// Each extension is later than the due date before it, and somebody else grants it.
    fn check_extensions(&self) -> Result<(), Diagnostic> {
        let mut due = ("due".to_owned(), self.due);
        for (at, extension) in self.extensions.iter().enumerate() {
            let (until, granted) = (format!("extensions/{at}/until"), format!("extensions/{at}/granted"));
            plausible(&until, Some(extension.until))?;
            plausible(&granted, Some(extension.granted))?;
            if extension.until <= due.1 {
                return Err(too_early((&until, extension.until), (&due.0, due.1)));
            }
            not_before((&granted, Some(extension.granted)), ("given", self.given))?;
            if extension.by == self.to {
                let pointer = format!("/extensions/{at}/by");
                return Err(not_independent(&self.id, &extension.by, "they are the assignee", pointer));
            }
            due = (until, extension.until);
        }
        Ok(())
    }

    /// Each stretch ends after it begins, and no two hold the same day.
    fn check_blocked(&self) -> Result<(), Diagnostic> {
        for (at, blocked) in self.blocked.iter().enumerate() {
            plausible(&format!("blocked/{at}/from"), Some(blocked.from))?;
            plausible(&format!("blocked/{at}/until"), blocked.until)?;
            let under = |diagnostic: Diagnostic| diagnostic.under(&at.to_string()).under("blocked");
            Period::new(Some(blocked.from), blocked.until).map_err(|error| under(error.first().clone()))?;
        }
        let mut order: Vec<(Date, usize, &Blocked)> =
            self.blocked.iter().enumerate().map(|(at, blocked)| (blocked.from, at, blocked)).collect();
        order.sort_unstable_by_key(|(from, at, _)| (*from, *at));
        for ((_, _, before), (from, at, _)) in order.iter().zip(order.iter().skip(1)) {
            if before.until.is_none_or(|until| *from <= until) {
                let diagnostic = Diagnostic::new(Code::OVERLAPPING_DAYS).with("what", "`blocked`");
                return Err(diagnostic.with("day", from).at(format!("/blocked/{at}/from")));
            }
        }
        Ok(())
    }
}
