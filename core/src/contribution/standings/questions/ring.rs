//! People who mostly credit each other: each has most points from events shared with the other. Such pairs that hang
//! together are one ring.

use std::collections::{BTreeMap, BTreeSet};

use super::{Evidence, Question, points};
use crate::contribution::scheme::questions::Part;
use crate::contribution::standings::event::Source;
use crate::contribution::standings::settle::Line;
use crate::num::Fraction;
use crate::trace::Key;

pub(super) fn ask(evidence: &Evidence<'_>, rule: &Part<Fraction>, found: &mut Vec<Question>) {
    let mut credited: BTreeMap<Source, Vec<usize>> = BTreeMap::new();
    for (place, lines) in evidence.lines.iter().enumerate() {
        for line in lines {
            credited.entry(line.source).or_default().push(place);
        }
    }
    let mut shared: BTreeMap<(usize, usize), Vec<Source>> = BTreeMap::new();
    for (source, places) in &credited {
        for (at, one) in places.iter().enumerate() {
            for other in places.iter().skip(at.saturating_add(1)).filter(|other| *other != one) {
                shared.entry((*one.min(other), *one.max(other))).or_default().push(*source);
            }
        }
    }
    let mut links: Vec<Link> = Vec::new();
    for ((one, other), sources) in shared {
        if u32::try_from(sources.len()).is_ok_and(|events| events >= rule.events) {
            let least = part(evidence, one, &sources).min(part(evidence, other, &sources));
            if least >= rule.share {
                links.push(Link { one, other, sources, least });
            }
        }
    }
    while let Some(first) = links.pop() {
        let mut places = BTreeSet::from([first.one, first.other]);
        let (mut sources, mut least) = (first.sources, first.least);
        while let Some(at) =
            links.iter().position(|link| places.contains(&link.one) || places.contains(&link.other))
        {
            let link = links.swap_remove(at);
            places.extend([link.one, link.other]);
            sources.extend(link.sources);
            least = least.min(link.least);
        }
        let places: Vec<usize> = places.into_iter().collect();
        found.push(evidence.question(Key::ASK_RING, &places, sources, "", least));
    }
}

/// Two who mostly credit each other.
struct Link {
    one: usize,
    other: usize,
    sources: Vec<Source>,
    /// The smaller of the two shares of their points.
    least: Fraction,
}

/// The share of somebody's points that come from these events, which are sorted.
fn part(evidence: &Evidence<'_>, place: usize, sources: &[Source]) -> Fraction {
    let lines = evidence.lines.get(place).map_or(&[][..], Vec::as_slice);
    let within = |line: &&Line| sources.binary_search(&line.source).is_ok();
    points(lines.iter().filter(within)).div(&points(lines.iter())).unwrap_or(Fraction::ZERO)
}
