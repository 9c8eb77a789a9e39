//! One work in several records of one kind, and one piece of evidence under several records.

use std::collections::{BTreeMap, BTreeSet};

use super::{Evidence, Question, count};
use crate::contribution::scheme::questions::Repeated;
use crate::contribution::standings::event::{Event, Source};
use crate::trace::Key;

fn enough(records: usize, rule: Repeated) -> bool {
    u32::try_from(records).is_ok_and(|records| records >= rule.records)
}

pub(super) fn split_work(evidence: &Evidence<'_>, rule: Repeated, found: &mut Vec<Question>) {
    for (place, lines) in evidence.lines.iter().enumerate() {
        let mut works: BTreeMap<(u32, &str), BTreeSet<Source>> = BTreeMap::new();
        for line in lines {
            if let Some(Event::Contribution(ledger, entry)) = evidence.setting.view.event(line.source)
                && let Some(achievement) = entry.achievement.and_then(|symbol| ledger.name(symbol))
            {
                works.entry((line.kind, achievement.as_str())).or_default().insert(line.source);
            }
        }
        for ((_, achievement), sources) in
            works.into_iter().filter(|(_, sources)| enough(sources.len(), rule))
        {
            let records = count(sources.len());
            found.push(evidence.question(Key::ASK_SPLIT_WORK, &[place], sources, achievement, records));
        }
    }
}

pub(super) fn reused_evidence(evidence: &Evidence<'_>, rule: Repeated, found: &mut Vec<Question>) {
    let mut pieces: BTreeMap<&str, (BTreeSet<Source>, BTreeSet<usize>)> = BTreeMap::new();
    for (place, lines) in evidence.lines.iter().enumerate() {
        for line in lines {
            let Some(event) = evidence.setting.view.event(line.source) else { continue };
            for piece in event.proof() {
                let (sources, places) = pieces.entry(piece.reference()).or_default();
                sources.insert(line.source);
                places.insert(place);
            }
        }
    }
    for (reference, (sources, places)) in
        pieces.into_iter().filter(|(_, (sources, _))| enough(sources.len(), rule))
    {
        let (places, records): (Vec<usize>, _) = (places.into_iter().collect(), count(sources.len()));
        found.push(evidence.question(Key::ASK_REUSED_EVIDENCE, &places, sources, reference, records));
    }
}
