//! How assignments stand on a day. A delay exists only against a due date that the assignee was told of, net of granted
//! extensions and of the days on which the work waited for something else.

use super::links::Target;
use super::record::{Assignment, Blocked, Reply};
use super::state::State;
use super::symbol::place;
use super::{Inner, Ledger};
use crate::date::Date;
use crate::text::Id;

/// How an assignment stands on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// The assignee had not been told of the due date: there is no delay.
    NotNotified,
    /// It is not done, and not late.
    Open,
    /// It was done in time.
    OnTime,
    /// It was done late, or is not done and late.
    Late(Delay),
    /// The assignee contests it: it counts neither way.
    Contested,
    /// Somebody contests it: it counts neither way.
    Disputed,
    /// It counts no more.
    Reversed,
}

/// How late an assignment is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delay {
    pub(crate) due: Date,
    pub(crate) blocked: u32,
    pub(crate) first_day: Date,
    pub(crate) days: u32,
    pub(crate) excused_by: Option<Id>,
}

impl Delay {
    /// The due date after granted extensions, and never before the assignee was told.
    #[must_use]
    pub const fn due(&self) -> Date {
        self.due
    }

    /// The days on which the work waited, which do not count.
    #[must_use]
    pub const fn blocked(&self) -> u32 {
        self.blocked
    }

    /// The first day that was late.
    #[must_use]
    pub const fn first_day(&self) -> Date {
        self.first_day
    }

    /// How many days it was late, until it was done or else until the day asked for.
    #[must_use]
    pub const fn days(&self) -> u32 {
        self.days
    }

    /// The independent certified cause that excuses it.
    #[must_use]
    pub const fn excused_by(&self) -> Option<&Id> {
        self.excused_by.as_ref()
    }
}

impl Assignment {
    /// How it stands on a day, were it neither reversed nor disputed nor excused.
    fn progress(&self, as_of: Date) -> Progress {
        match self.answer.filter(|reply| reply.day() <= as_of) {
            Some(Reply::Contested(_)) => Progress::Contested,
            _ => self.uncontested(as_of),
        }
    }

    /// The same, had the assignee not contested it.
    pub(in crate::contribution) fn uncontested(&self, as_of: Date) -> Progress {
        let Some(notified) = self.notified.filter(|day| *day <= as_of) else {
            return Progress::NotNotified;
        };
        let granted = self.extensions.iter().filter(|extension| extension.granted <= as_of);
        let due = granted.map(|extension| extension.until).chain([self.due, notified]).max();
        let due = due.unwrap_or(self.due);
        let done = self.done.filter(|day| *day <= as_of);
        let stretches = stretches(&self.blocked, notified.max(self.given), done.unwrap_or(as_of));
        match (delay(due, done.unwrap_or(as_of), &stretches), done) {
            (Some(delay), _) => Progress::Late(delay),
            (None, Some(_)) => Progress::OnTime,
            (None, None) => Progress::Open,
        }
    }
}

/// The blocked days from `start` to `end`, in order and without overlap.
fn stretches(blocked: &[Blocked], start: Date, end: Date) -> Vec<(Date, Date)> {
    let clipped = |stretch: &Blocked| (stretch.from.max(start), stretch.until.unwrap_or(end).min(end));
    let mut stretches: Vec<_> = blocked.iter().map(clipped).filter(|(from, until)| from <= until).collect();
    stretches.sort_unstable();
    let mut distinct: Vec<(Date, Date)> = Vec::with_capacity(stretches.len());
    for (from, until) in stretches {
        match distinct.last_mut() {
            Some((_, last)) if from <= *last => *last = until.max(*last),
            _ => distinct.push((from, until)),
        }
    }
    distinct
}

/// The delay of something due on one day that ended, or has not ended, on another.
fn delay(due: Date, end: Date, stretches: &[(Date, Date)]) -> Option<Delay> {
    let length = |(from, until): (Date, Date)| until.days_since(from).saturating_add(1).max(0);
    let sum = |lengths: &mut dyn Iterator<Item = i64>| lengths.fold(0_i64, i64::saturating_add);
    let blocked = sum(&mut stretches.iter().copied().map(length));
    let days = end.days_since(due).saturating_sub(blocked);
    if days <= 0 {
        return None;
    }
    // the days after the due date that still are in time: as many as were blocked before it
    let mut in_time = sum(&mut stretches.iter().map(|(from, until)| length((*from, (*until).min(due)))));
    let mut last = due;
    for (from, until) in stretches.iter().filter(|(_, until)| *until > due) {
        let free = from.days_since(last).saturating_sub(1).max(0);
        if free > in_time {
            break;
        }
        in_time = in_time.saturating_sub(free);
        last = *until;
    }
    let first_day = last.plus_days(u64::try_from(in_time).ok()?.saturating_add(1))?;
    let count = |days: i64| u32::try_from(days).unwrap_or(u32::MAX);
    Some(Delay { due, blocked: count(blocked), first_day, days: count(days), excused_by: None })
}

impl Inner {
    /// How each assignment stands on a day, aligned with the assignments.
    pub(crate) fn progress(&self, as_of: Date) -> Vec<Progress> {
        let mut all: Vec<Progress> = self.assignments.iter().map(|task| task.progress(as_of)).collect();
        for (target, cause) in self.excuses(as_of) {
            if let Target::Assignment(at) = target
                && let Some(Progress::Late(delay)) = all.get_mut(place(at))
            {
                delay.excused_by = Some(cause.id.clone());
            }
        }
        for (target, state) in self.contested(as_of) {
            let Target::Assignment(at) = target else { continue };
            match (all.get_mut(place(at)), state) {
                (Some(Progress::Reversed) | None, _) => {}
                (Some(progress), State::Reversed) => *progress = Progress::Reversed,
                (Some(progress), _) => *progress = Progress::Disputed,
            }
        }
        all
    }
}

impl Ledger {
    /// How each assignment stands on a day, in the order of ids.
    pub fn progress(&self, as_of: Date) -> impl Iterator<Item = (&Id, Progress)> {
        self.0.assignments.iter().map(|task| &task.id).zip(self.0.progress(as_of))
    }
}

impl Reply {
    const fn day(self) -> Date {
        match self {
            Self::Accepted(day) | Self::Contested(day) => day,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{id, january, ledger, task};
    use super::super::record::{Cause, Dispute, Extension, Record, Reversal, Settlement, Task};
    use super::*;

    fn progress(records: &[Record], day: u32) -> Progress {
        ledger(records.to_vec()).progress(january(day)).next().unwrap().1
    }

    fn shown(progress: &Progress) -> String {
        match progress {
            Progress::NotNotified => "not notified".to_owned(),
            Progress::Open => "open".to_owned(),
            Progress::OnTime => "on time".to_owned(),
            Progress::Contested => "contested".to_owned(),
            Progress::Disputed => "disputed".to_owned(),
            Progress::Reversed => "reversed".to_owned(),
            Progress::Late(delay) => {
                let excused =
                    delay.excused_by().map(|cause| format!(" excused by {cause}")).unwrap_or_default();
                format!("{} since {}{excused}", delay.days(), delay.first_day())
            }
        }
    }

    #[track_caller]
    fn check(records: &[Record], expect: &[(u32, &str)]) {
        for (day, expect) in expect {
            assert_eq!(shown(&progress(records, *day)), *expect, "on {day} January");
        }
    }

    #[test]
    fn late_from_the_day_after_the_due_date() {
        let plain = task("a", 1, 10);
        check(
            &[plain.clone().into()],
            &[(10, "open"), (11, "1 since 2025-01-11"), (20, "10 since 2025-01-11")],
        );
        let done = plain.done(january(12));
        check(
            &[done.into()],
            &[
                (10, "open"),
                (11, "1 since 2025-01-11"),
                (12, "2 since 2025-01-11"),
                (31, "2 since 2025-01-11"),
            ],
        );
        check(&[task("a", 1, 10).done(january(10)).into()], &[(9, "open"), (10, "on time"), (31, "on time")]);
    }

    #[test]
    fn no_delay_before_the_assignee_was_told() {
        let untold = Task::new(id("a"), id("task"), id("p"), id("q")).given(january(1), january(10));
        check(&[untold.clone().into()], &[(31, "not notified")]);
        let told = untold.notified(january(15));
        check(&[told.into()], &[(14, "not notified"), (15, "open"), (17, "2 since 2025-01-16")]);
    }

    #[test]
    fn an_extension_counts_from_the_day_it_was_granted() {
        let extended = task("a", 1, 10).extension(Extension::new(january(20), january(12), id("q")));
        check(&[extended.into()], &[(11, "1 since 2025-01-11"), (12, "open"), (21, "1 since 2025-01-21")]);
    }

    #[test]
    fn contested_disputed_and_reversed_count_neither_way() {
        let contested = task("a", 1, 10).answer(Reply::Contested(january(12)));
        check(&[contested.into()], &[(11, "1 since 2025-01-11"), (12, "contested")]);
        let accepted = task("a", 1, 10).answer(Reply::Accepted(january(2)));
        check(&[accepted.into()], &[(11, "1 since 2025-01-11")]);
        let dispute = || Dispute::new(id("d"), id("a"), january(12));
        let with = |record: Record| [task("a", 1, 10).into(), record];
        check(&with(dispute().into()), &[(11, "1 since 2025-01-11"), (13, "disputed")]);
        let upheld = dispute().settled(january(14), Settlement::Upheld);
        check(&with(upheld.into()), &[(13, "disputed"), (14, "reversed")]);
        let dismissed = dispute().settled(january(14), Settlement::Dismissed);
        check(&with(dismissed.into()), &[(13, "disputed"), (14, "4 since 2025-01-11")]);
        let reversal = Reversal::new(id("r"), id("a"), january(12), id("q"), "no more needed");
        check(&with(reversal.into()), &[(11, "1 since 2025-01-11"), (12, "reversed")]);
    }

    #[test]
    fn an_independent_cause_excuses_and_no_other() {
        let cause =
            |name: &str, on, by| Cause::new(id(name), id("a"), january(on), id(by), "server room flooded");
        let with = |causes: &[Cause]| {
            let mut records: Vec<Record> = vec![task("a", 1, 10).into()];
            records.extend(causes.iter().cloned().map(Record::from));
            records
        };
        let excused = with(&[cause("c1", 15, "it"), cause("c2", 13, "it")]);
        check(
            &excused,
            &[
                (12, "2 since 2025-01-11"),
                (13, "3 since 2025-01-11 excused by c2"),
                (15, "5 since 2025-01-11 excused by c2"),
            ],
        );
        // in one piece it is refused; from another it comes in, and excuses nothing
        for certifier in ["p", "q"] {
            let elsewhere = ledger([cause("c1", 12, certifier).into()]);
            let both = ledger([task("a", 1, 10).into()]).merge(&elsewhere).unwrap();
            let (_, progress) = both.progress(january(12)).next().unwrap();
            assert_eq!(shown(&progress), "2 since 2025-01-11");
        }
    }

    /// The first day of a delay is the first on which the rule gives one, whatever was blocked when.
    #[test]
    fn a_delay_begins_where_the_rule_first_gives_one() {
        let mut late = 0;
        for (a, b) in (1..24).flat_map(|a| (a..24).map(move |b| (a, b))) {
            for (c, d) in [(2, Some(4)), (9, Some(11)), (10, Some(10)), (12, Some(18)), (25, None)] {
                let blocked = [(a, Some(b)), (c, d)];
                let stretch = |(from, until): (u32, Option<u32>)| Blocked {
                    from: january(from),
                    until: until.map(january),
                    waits_on: id("x"),
                };
                let blocked = blocked.map(stretch);
                let at = |end: u32| {
                    let stretches = stretches(&blocked, january(2), january(end));
                    delay(january(10), january(end), &stretches)
                };
                let first = (1..=31).find(|end| at(*end).is_some());
                for end in 1..=31 {
                    if let Some(delay) = at(end) {
                        let waited = (2..=end).filter(|day| {
                            let day = january(*day);
                            blocked.iter().any(|b| b.from <= day && b.until.is_none_or(|until| day <= until))
                        });
                        let waited = u32::try_from(waited.count()).unwrap();
                        assert_eq!((delay.blocked(), delay.days()), (waited, end - 10 - waited));
                        assert_eq!(delay.first_day(), january(first.unwrap()), "{blocked:?} on {end}");
                        late += 1;
                    }
                }
            }
        }
        assert!(late > 1000, "{late}");
    }
}
