//! One verifier behind most points of somebody.

use std::collections::BTreeMap;

use super::{Evidence, Question, points};
use crate::contribution::scheme::questions::Part;
use crate::contribution::standings::settle::Line;
use crate::num::Fraction;
use crate::text::Id;
use crate::trace::Key;

pub(super) fn ask(evidence: &Evidence<'_>, rule: &Part<Fraction>, found: &mut Vec<Question>) {
    for (place, lines) in evidence.lines.iter().enumerate() {
        let all = points(lines.iter());
        let mut by_verifier: BTreeMap<&Id, Vec<&Line>> = BTreeMap::new();
        for line in lines {
            if let Some(verifier) = line.assessor.and_then(|own| evidence.setting.view.id_of(own)) {
                by_verifier.entry(verifier).or_default().push(line);
            }
        }
        for (verifier, own) in by_verifier {
            let enough = u32::try_from(own.len()).is_ok_and(|events| events >= rule.events);
            let share = points(own.iter().copied()).div(&all);
            if let Some(share) = share.filter(|share| enough && *share >= rule.share) {
                let sources = own.iter().map(|line| line.source);
                found.push(evidence.question(
                    Key::ASK_ONE_VERIFIER,
                    &[place],
                    sources,
                    verifier.as_str(),
                    share,
                ));
            }
        }
    }
}
