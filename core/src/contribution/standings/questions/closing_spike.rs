//! Much of somebody's work recorded just before the period closes.

use super::{Evidence, Question, count};
use crate::contribution::scheme::questions::Spike;
use crate::contribution::standings::event::Event;
use crate::num::Fraction;
use crate::trace::Key;

pub(super) fn ask(evidence: &Evidence<'_>, rule: &Spike<Fraction>, found: &mut Vec<Question>) {
    let until = evidence.setting.until;
    for (place, lines) in evidence.lines.iter().enumerate() {
        let late = |line: &&super::Line| match evidence.setting.view.event(line.source) {
            Some(Event::Contribution(_, entry)) => {
                let left = until.days_since(entry.day);
                (0..i64::from(rule.days)).contains(&left)
            }
            _ => false,
        };
        let last: Vec<_> = lines.iter().filter(late).map(|line| line.source).collect();
        let enough = u32::try_from(last.len()).is_ok_and(|events| events >= rule.events);
        let share = count(last.len()).div(&count(lines.len()));
        if let Some(share) = share.filter(|share| enough && *share >= rule.share) {
            found.push(evidence.question(
                Key::ASK_CLOSING_SPIKE,
                &[place],
                last,
                &rule.days.to_string(),
                share,
            ));
        }
    }
}
