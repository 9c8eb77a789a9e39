//! Ranks among comparable contributors, and what is too little to be ranked.

use std::collections::BTreeMap;

use super::group::Group;
use super::standing::{Basis, Standing, Unranked};
use crate::contribution::scheme::document::{Minimum, Publish, RanksOn};
use crate::error::Error;
use crate::num::Fraction;
use crate::ranking::{Order, ranks};

impl Minimum {
    /// What there is too little of, of a person or of a unit.
    pub(crate) fn lacks(&self, basis: &Basis, person: bool) -> impl Iterator<Item = Unranked> {
        let days = if person { self.days } else { 0 };
        let asked = [
            ("events", basis.events, self.events),
            ("assessors", basis.assessors, self.assessors),
            ("months", basis.months, self.months),
            ("days", basis.days, days),
        ];
        asked.into_iter().filter(|(_, has, needs)| has < needs).map(|(what, has, needs)| Unranked::Evidence {
            what,
            has,
            needs,
        })
    }
}

/// Ranks those of each group who can be ranked, where the group is large enough.
pub(crate) fn rank(standings: &mut [Standing], smallest: u32, publish: Publish) -> Result<(), Error> {
    let mut groups: BTreeMap<Group, Vec<&mut Standing>> = BTreeMap::new();
    for standing in standings.iter_mut().filter(|standing| standing.unranked.is_empty()) {
        if let Some(group) = standing.group.clone() {
            groups.entry(group).or_default().push(standing);
        }
    }
    let mut order = Order::default().ties(publish.ties);
    if publish.ranks_on == RanksOn::Published {
        order = order.rounded(publish.places, publish.rounding);
    }
    for mut members in groups.into_values() {
        let among = u32::try_from(members.len()).unwrap_or(u32::MAX);
        if among < smallest {
            let small = Unranked::SmallGroup { has: among, needs: smallest };
            members.iter_mut().for_each(|standing| standing.unranked.push(small.clone()));
            continue;
        }
        let scores: Vec<Fraction> = members.iter().filter_map(|standing| standing.score().cloned()).collect();
        for (standing, rank) in members.iter_mut().zip(ranks(&scores, &order)?) {
            standing.result.rank = Some(rank);
            standing.result.among = among;
        }
    }
    Ok(())
}
