//! The families of all units and of all pairs, stepped down together over the same draws.

use std::cmp::Ordering;
use std::ops::Range;

use super::draws::{BLOCK, Block, Draws, Together};
use super::family::{BOTH, FIRST, Family, Open, SECOND};
use super::largest::Largest;
use super::marginal::Integral;
use super::options::{Bounds, Confidence};
use super::sets::{ConfidenceSets, RankSet};
use crate::error::Error;
use crate::num::Float;
use crate::ranking::order::strictly_better;
use crate::ranking::{Better, Estimates};

/// Statistics held at once: 32 MB of them.
const HELD: usize = 4 << 20;

/// The units, best estimate first, with everything about each pair.
pub(super) struct Pairs {
    /// The place of each in the caller's order.
    given: Vec<usize>,
    values: Vec<Float>,
    errors: Vec<Float>,
    together: Together,
    /// One over the standard error of the difference; 0 where the difference is known.
    scales: Vec<Float>,
}

impl Pairs {
    fn new(estimates: &Estimates, better: Better) -> Result<Self, Error> {
        let value = |at: usize| {
            let value = estimates.values().get(at).copied().unwrap_or(Float::ZERO);
            if better == Better::Higher { value } else { -value }
        };
        let error = |at: usize| estimates.errors().get(at).copied().unwrap_or(Float::ZERO);
        let mut given: Vec<usize> = (0..estimates.len()).collect();
        given.sort_by(|a, b| value(*b).order(&value(*a)).then_with(|| error(*a).order(&error(*b))));
        let values: Vec<Float> = given.iter().map(|at| value(*at)).collect();
        let errors: Vec<Float> = given.iter().map(|at| error(*at)).collect();
        let covariances = estimates.covariances().map(|rows| arranged(rows, &given));
        let mut scales = Vec::with_capacity(given.len().saturating_mul(given.len()));
        for (j, first) in errors.iter().enumerate() {
            for (k, second) in errors.iter().enumerate() {
                let shared = covariances.as_ref().and_then(|rows| rows.get(j)?.get(k)).copied();
                let error = apart(*first, *second, shared.unwrap_or(Float::ZERO));
                error.real()?;
                scales.push(if error > Float::ZERO { Float::ONE / error } else { Float::ZERO });
            }
        }
        let together = match &covariances {
            Some(rows) => Together::of(rows)?,
            None => Together::Apart(errors.clone()),
        };
        Ok(Self { given, values, errors, together, scales })
    }

    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    /// One over the standard error of the difference of two units; 0 where it is known.
    pub(super) fn scale(&self, j: usize, k: usize) -> Float {
        self.scales.get(j.saturating_mul(self.len()).saturating_add(k)).copied().unwrap_or(Float::ZERO)
    }

    pub(super) fn error(&self, unit: usize) -> Float {
        self.errors.get(unit).copied().unwrap_or(Float::ZERO)
    }

    /// The difference of two units over its standard error: infinite where it is known, and none where it is known to be
    /// nothing.
    pub(super) fn observed(&self, j: usize, k: usize) -> Option<Float> {
        let difference = *self.values.get(j)? - *self.values.get(k)?;
        let scale = self.scale(j, k);
        if scale > Float::ZERO {
            return Some(difference * scale);
        }
        match difference.order(&Float::ZERO) {
            Ordering::Less => Some(Float::LEAST),
            Ordering::Equal => None,
            Ordering::Greater => Some(-Float::LEAST),
        }
    }
}

/// The standard error of a difference; 0 where what is left of it is what rounding leaves of nothing. The squares are taken of
/// parts of the larger error, so that they neither overflow nor vanish.
fn apart(first: Float, second: Float, shared: Float) -> Float {
    let larger = first.max(second);
    if larger <= Float::ZERO {
        return Float::ZERO;
    }
    let squares = (first / larger).squared() + (second / larger).squared();
    let variance = squares - Float::TWO * (shared / larger / larger);
    if variance <= squares * Float::SLACK { Float::ZERO } else { larger * variance.sqrt() }
}

fn arranged(rows: &[Vec<Float>], order: &[usize]) -> Vec<Vec<Float>> {
    let cell = |j: &usize, k: &usize| rows.get(*j).and_then(|row| row.get(*k)).copied();
    let row = |j| order.iter().map(|k| cell(j, k).unwrap_or(Float::ZERO)).collect();
    order.iter().map(row).collect()
}

/// The families stepped down in one go: those of a range of units, and perhaps the one of all pairs.
struct Group {
    units: Range<usize>,
    own: Vec<Family>,
    all: Option<Family>,
}

impl Group {
    fn new(units: Range<usize>, count: usize, about: Open, with_all: bool) -> Self {
        let row = |unit: usize| (0..count).map(|other| if other == unit { 0 } else { about }).collect();
        let own = units.clone().map(|unit| Family::new(row(unit))).collect();
        // who is better than whom is a bound of the best rank of one and of the worst rank of the other
        let pairs = (0..count).flat_map(|j| (0..count).map(move |k| if j < k { BOTH } else { 0 }));
        Self { units, own, all: with_all.then(|| Family::new(pairs.collect())) }
    }

    fn families(&mut self) -> impl Iterator<Item = &mut Family> {
        self.own.iter_mut().chain(&mut self.all).filter(|family| family.is_going())
    }

    fn is_going(&mut self) -> bool {
        self.families().next().is_some()
    }

    fn own(&mut self, unit: usize) -> Option<&mut Family> {
        let at = unit.checked_sub(self.units.start)?;
        self.own.get_mut(at).filter(|family| family.is_going())
    }

    /// One step: the largest statistic of every draw, and the hypotheses it rejects.
    fn step(&mut self, pairs: &Pairs, options: &Confidence, quantile: usize) {
        let draws = usize::try_from(options.draws).unwrap_or(usize::MAX);
        self.families().for_each(|family| family.begin(draws));
        let mut source = Draws::new(&pairs.together, options.seed);
        let mut search = self.search(pairs);
        let mut left = draws;
        while left > 0 {
            let (block, now) = (source.next(), left.min(BLOCK));
            match (&mut search, &mut self.all) {
                (Some(search), Some(all)) => {
                    all.take(|open, largest| search.of(pairs, open, block, now, largest));
                }
                _ => {
                    self.raise(pairs, block);
                    self.families().for_each(|family| family.end_block(now));
                }
            }
            left = left.saturating_sub(now);
        }
        for (unit, family) in self.units.clone().zip(&mut self.own).filter(|(_, family)| family.is_going()) {
            family.cut(quantile, |other| pairs.observed(unit, other));
        }
        if let Some(all) = self.all.as_mut().filter(|family| family.is_going()) {
            let count = pairs.len();
            let place = |at: usize| Some((at.checked_div(count)?, at.checked_rem(count)?));
            all.cut(quantile, |at| place(at).and_then(|(j, k)| pairs.observed(j, k)));
        }
    }

    /// The search that spares the pairs of independent units, where theirs is the only family.
    fn search(&self, pairs: &Pairs) -> Option<Largest> {
        let independent = self.own.is_empty() && matches!(pairs.together, Together::Apart(_));
        let all = self.all.as_ref().filter(|family| independent && family.is_going())?;
        Largest::new(pairs, all.open())
    }

    /// Every pair of units, once, in one block of draws.
    fn raise(&mut self, pairs: &Pairs, block: &[Block]) {
        let count = pairs.len();
        for (j, first) in block.iter().enumerate() {
            let start = j.saturating_mul(count);
            for (k, second) in block.iter().enumerate().skip(j.saturating_add(1)) {
                let scale = pairs.scale(j, k);
                if scale <= Float::ZERO {
                    continue;
                }
                let mut statistic = *first;
                statistic
                    .iter_mut()
                    .zip(second)
                    .for_each(|(value, other)| *value = (*value - *other) * scale);
                if let Some(own) = self.own(j) {
                    own.raise(k, &statistic, false);
                }
                if let Some(own) = self.own(k) {
                    own.raise(j, &statistic, true);
                }
                if let Some(all) = self.all.as_mut().filter(|family| family.is_going()) {
                    all.raise(start.saturating_add(k), &statistic, false);
                }
            }
        }
    }
}

pub(super) fn run(
    estimates: &Estimates,
    options: &Confidence,
    coverage: Float,
) -> Result<ConfidenceSets, Error> {
    let pairs = Pairs::new(estimates, options.better)?;
    let count = pairs.len();
    let draws = usize::try_from(options.draws).unwrap_or(usize::MAX);
    let about = match options.bounds {
        Bounds::Both => BOTH,
        // what is said of a unit's best rank is who was proved better than it
        Bounds::Lower => SECOND,
        Bounds::Upper => FIRST,
    };
    let quantile = (coverage * Float::from(options.draws)).ceil_count().saturating_sub(1);
    let held = HELD.checked_div(draws).unwrap_or(1).max(1);
    let mut marginal = Vec::with_capacity(count);
    let mut simultaneous = Vec::new();
    // the units whose families are drawn
    let mut drawn = 0..count;
    if matches!(pairs.together, Together::Apart(_)) {
        let integral = Integral::new();
        marginal.extend(
            drawn.map(|unit| own_set(unit, &integral.step_down(&pairs, unit, about, coverage), about)),
        );
        drawn = count..count.saturating_add(1);
    }
    for start in drawn.step_by(held) {
        let units = start..start.saturating_add(held).min(count);
        let mut group = Group::new(units, count, about, simultaneous.is_empty());
        while group.is_going() {
            group.step(&pairs, options, quantile);
        }
        marginal
            .extend(group.units.clone().zip(&group.own).map(|(unit, own)| own_set(unit, own.open(), about)));
        if let Some(all) = group.all {
            simultaneous = all_sets(all.open(), count, about);
        }
    }
    let better = strictly_better(&pairs.values, |other, own| other > own);
    let ranks = better.into_iter().map(|better| better.saturating_add(1)).collect();
    Ok(ConfidenceSets::of(back(&pairs, ranks), back(&pairs, marginal), back(&pairs, simultaneous)))
}

/// What is left of a family says who was proved better and worse.
fn own_set(unit: usize, open: &[Open], about: Open) -> RankSet {
    let others = || open.iter().enumerate().filter(|(other, _)| *other != unit);
    // of what was never asked, nothing was proved
    let proved = |side: Open| others().filter(|(_, open)| **open & side == 0 && about & side != 0).count();
    RankSet::of(open.len(), proved(SECOND), proved(FIRST))
}

fn all_sets(open: &[Open], count: usize, about: Open) -> Vec<RankSet> {
    let (mut better, mut worse) = (vec![0_usize; count], vec![0_usize; count]);
    let add = |tally: &mut Vec<usize>, unit: usize| {
        tally.get_mut(unit).into_iter().for_each(|count| *count = count.saturating_add(1));
    };
    for (j, row) in open.chunks(count.max(1)).enumerate() {
        for (k, open) in row.iter().enumerate().skip(j.saturating_add(1)) {
            for (side, winner, loser) in [(FIRST, j, k), (SECOND, k, j)] {
                if open & side == 0 {
                    add(&mut worse, winner);
                    add(&mut better, loser);
                }
            }
        }
    }
    let asked = |side: Open, count: usize| if about & side == 0 { 0 } else { count };
    let set =
        |(better, worse): (&usize, &usize)| RankSet::of(count, asked(SECOND, *better), asked(FIRST, *worse));
    better.iter().zip(&worse).map(set).collect()
}

/// What is known of the sorted units, in the caller's order.
fn back<T: Clone>(pairs: &Pairs, sorted: Vec<T>) -> Vec<T> {
    let mut placed: Vec<(usize, T)> = pairs.given.iter().copied().zip(sorted).collect();
    placed.sort_by_key(|(given, _)| *given);
    placed.into_iter().map(|(_, value)| value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::Random;

    /// Against every pair, whatever still stands and however much errors differ.
    #[test]
    fn the_largest_statistic_is_found_without_looking_at_every_pair() {
        let mut random = Random::new(5);
        for (count, spread, stands) in
            [(2, 1, 100), (7, 3, 100), (60, 1, 100), (60, 6, 30), (130, 2, 100), (130, 9, 3), (130, 0, 1)]
        {
            let number = |random: &mut Random| random.normal().real().unwrap().get();
            let values: Vec<f64> = (0..count).map(|_| number(&mut random)).collect();
            // some are known
            let errors: Vec<f64> = (0..count)
                .map(|_| {
                    let size = Float::TWO.power(Float::count(random.below(spread + 1)));
                    if random.below(8) == 0 { 0.0 } else { size.real().unwrap().get() }
                })
                .collect();
            let pairs = Pairs::new(&Estimates::new(&values, &errors).unwrap(), Better::Higher).unwrap();
            let mut group = Group::new(count..count, count, BOTH, true);
            let open: Vec<Open> = (0..count * count)
                .map(|at| match at / count < at % count && random.below(100) < stands {
                    true => [FIRST, SECOND, BOTH, BOTH][random.below(4)],
                    false => 0,
                })
                .collect();
            let mut search = Largest::new(&pairs, &open).unwrap();
            group.all = Some(Family::new(open));
            if !group.is_going() {
                continue;
            }
            let mut draws = Draws::new(&pairs.together, 3);
            for _ in 0..3 {
                let block = draws.next();
                group.raise(&pairs, block);
                let all = group.all.as_mut().unwrap();
                let (mut found, mut expect) = (Vec::new(), Vec::new());
                all.take(|open, _| search.of(&pairs, open, block, BLOCK, &mut found));
                all.end_block(BLOCK);
                all.take(|_, largest| expect.append(largest));
                assert_eq!(found, expect, "{count} {spread} {stands}");
            }
        }
    }
}
