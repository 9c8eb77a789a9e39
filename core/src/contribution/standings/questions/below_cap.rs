//! Sums that keep ending just below a cap.

use std::collections::BTreeMap;

use super::{Evidence, Question, count, points};
use crate::contribution::scheme::questions::BelowCap;
use crate::contribution::standings::settle::Line;
use crate::num::Fraction;
use crate::trace::Key;

pub(super) fn ask(evidence: &Evidence<'_>, rule: &BelowCap<Fraction>, found: &mut Vec<Question>) {
    for (place, lines) in evidence.lines.iter().enumerate() {
        for (at, kind) in (0_u32..).zip(&evidence.setting.model.kinds) {
            for cap in &kind.caps {
                let Some(most) = cap.most.as_ref().filter(|most| !most.is_zero()) else { continue };
                let mut stretches: BTreeMap<i32, Vec<&Line>> = BTreeMap::new();
                for line in lines.iter().filter(|line| line.kind == at) {
                    stretches.entry(cap.per.of(line.day)).or_default().push(line);
                }
                let near = |lines: &&Vec<&Line>| {
                    let share = points(lines.iter().copied()).div(most);
                    share.is_some_and(|share| share >= rule.share && share <= Fraction::ONE)
                };
                let near: Vec<&Vec<&Line>> = stretches.values().filter(near).collect();
                if u32::try_from(near.len()).is_ok_and(|stretches| stretches >= rule.stretches) {
                    let sources = near.iter().flat_map(|lines| lines.iter().map(|line| line.source));
                    let stretches = count(near.len());
                    let about = kind.id.as_str();
                    found.push(evidence.question(Key::ASK_BELOW_CAP, &[place], sources, about, stretches));
                }
            }
        }
    }
}
