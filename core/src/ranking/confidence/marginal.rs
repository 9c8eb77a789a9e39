//! The families of single units where the estimates are independent. What the largest statistic of such a family exceeds with
//! which probability is one integral, so it is computed and not drawn: the sets have no error of simulation.

use super::family::{BOTH, FIRST, Open, SECOND};
use super::step::Pairs;
use crate::num::{Float, gauss_legendre, normal_density, normal_share};

/// Nodes in each part of the integral.
const NODES: u32 = 16;

/// Beyond this many standard deviations no draw lies.
const FAR: u32 = 9;

/// The integral over a unit's own draw, of which the others are independent.
pub(super) struct Integral {
    rule: Vec<(Float, Float)>,
}

/// Units that are looked at together when it is only roughly asked where a critical value lies.
const GROUPS: usize = 16;

/// What stands about one other unit: the hypotheses, its standard error and that of the difference; and how many are alike.
#[derive(Clone)]
struct Other {
    open: Open,
    error: Float,
    apart: Float,
    times: u32,
}

impl Integral {
    pub(super) fn new() -> Self {
        Self { rule: gauss_legendre(NODES) }
    }

    /// Steps down through the family of a unit, of which about each other unit the hypotheses `about` are made.
    pub(super) fn step_down(&self, pairs: &Pairs, unit: usize, about: Open, coverage: Float) -> Vec<Open> {
        let all = 0..pairs.len();
        let mut open: Vec<Open> = all.clone().map(|other| if other == unit { 0 } else { about }).collect();
        let observed: Vec<Option<Float>> = all.map(|other| pairs.observed(unit, other)).collect();
        loop {
            let others = others(pairs, unit, &open);
            let mut statistics: Vec<Float> = Vec::new();
            for (open, value) in open.iter().zip(&observed) {
                let Some(value) = value else { continue };
                let sides = [(FIRST, *value), (SECOND, -*value)];
                statistics.extend(sides.iter().filter(|(side, _)| open & side != 0).map(|(_, value)| *value));
            }
            statistics.sort_unstable_by(Float::order);
            // a statistic is above the critical value where more than the coverage lies at or below it
            let below =
                |others: &[Other], value: Float| self.share(pairs.error(unit), others, value) <= coverage;
            let roughly =
                if others.len() > GROUPS.saturating_mul(4) { rough(&others) } else { others.clone() };
            let guess = statistics.partition_point(|value| below(&roughly, *value));
            let kept = match roughly.len() == others.len() {
                true => guess,
                false => boundary(&statistics, guess, |value| below(&others, value)),
            };
            let Some(least) = statistics.get(kept).copied() else { return open };
            for (open, value) in open.iter_mut().zip(&observed) {
                let Some(value) = value else { continue };
                let proved =
                    if *value >= least { FIRST } else { 0 } | if -*value >= least { SECOND } else { 0 };
                *open &= !proved;
            }
        }
    }

    /// How likely the largest statistic is to be at most `limit`.
    fn share(&self, own: Float, others: &[Other], limit: Float) -> Float {
        let end = Float::from(FAR);
        // the difference of two draws varies by less than both together
        if limit.abs() > end * Float::TWO {
            return if limit > Float::ZERO { Float::TWO } else { Float::ZERO };
        }
        let mut sum = Float::ZERO;
        for (from, until) in parts(own, others, limit.abs().min(end), end) {
            let (half, middle) = ((until - from) * Float::HALF, (until + from) * Float::HALF);
            for (node, weight) in &self.rule {
                let draw = middle + half * *node;
                for draw in [draw, -draw] {
                    let density = half * *weight * normal_density(draw);
                    sum = sum + within(density, own * draw, others, limit);
                }
            }
        }
        sum
    }
}

/// The parts, from 0 to the end, in each of which the integrand is smooth: units that are known far better than this one make
/// steps near the edge, so the parts are shorter there.
fn parts(own: Float, others: &[Other], edge: Float, end: Float) -> Vec<(Float, Float)> {
    let surest = others
        .iter()
        .fold(end, |least, other| least.min(other.error / own))
        .max(Float::ONE / Float::from(1024));
    let mut ends = vec![Float::ZERO, edge, end];
    let mut distance = Float::ONE;
    while distance > surest {
        ends.extend([edge - distance, edge + distance]);
        distance = distance * Float::HALF * Float::HALF;
    }
    ends.retain(|at| *at >= Float::ZERO && *at <= end);
    ends.sort_unstable_by(Float::order);
    let next = ends.iter().skip(1);
    ends.iter().zip(next).map(|(from, until)| (*from, *until)).filter(|(from, until)| from < until).collect()
}

fn others(pairs: &Pairs, unit: usize, open: &[Open]) -> Vec<Other> {
    let other = |(at, open): (usize, &Open)| {
        let scale = pairs.scale(unit, at);
        let counts = *open != 0 && scale > Float::ZERO;
        counts.then(|| Other { open: *open, error: pairs.error(at), apart: Float::ONE / scale, times: 1 })
    };
    open.iter().enumerate().filter_map(other).collect()
}

/// The others in a few groups of like errors, each as if all had the error of its middle.
fn rough(others: &[Other]) -> Vec<Other> {
    let mut sorted: Vec<&Other> = others.iter().collect();
    sorted.sort_by(|one, other| one.open.cmp(&other.open).then_with(|| one.error.order(&other.error)));
    let size = others.len().div_ceil(GROUPS).max(1);
    let alike = sorted.chunk_by(|one, other| one.open == other.open);
    let middle = |group: &[&Other]| {
        let middle = group.get(group.len() >> 1)?;
        Some(Other { times: u32::try_from(group.len()).unwrap_or(u32::MAX), ..(*middle).clone() })
    };
    alike.flat_map(|open| open.chunks(size)).filter_map(middle).collect()
}

/// How many of the sorted values lie below, looked for from a guess on.
fn boundary(sorted: &[Float], guess: usize, below: impl Fn(Float) -> bool) -> usize {
    let is_below = |at: usize| sorted.get(at).is_some_and(|value| below(*value));
    let (mut low, mut high, mut step) = (0, sorted.len(), 1_usize);
    // away from the guess in longer and longer steps, until it lies between two of them
    if is_below(guess) {
        low = guess.saturating_add(1);
        while low < high {
            let at = low.saturating_add(step).saturating_sub(1);
            if !is_below(at) {
                high = at.min(high);
                break;
            }
            low = at.saturating_add(1);
            step = step.saturating_mul(2);
        }
    } else {
        high = guess.min(high);
        while low < high {
            let at = high.saturating_sub(step);
            if is_below(at) {
                low = at.saturating_add(1);
                break;
            }
            high = at;
            step = step.saturating_mul(2);
        }
    }
    while low < high {
        let at = low.saturating_add(high.saturating_sub(low) >> 1);
        match is_below(at) {
            true => low = at.saturating_add(1),
            false => high = at,
        }
    }
    low
}

/// How likely no hypothesis has a statistic above the limit, where the unit itself was drawn at `own`, times how likely that is.
fn within(density: Float, own: Float, others: &[Other], limit: Float) -> Float {
    // less than this adds nothing to a share
    let nothing = Float::ONE / Float::count64(1 << 56);
    let mut product = density;
    for Other { open, error, apart, times } in others {
        let reach = limit * *apart;
        let (low, high) = (own - reach, own + reach);
        let below = |at: Float| match *error > Float::ZERO {
            true => normal_share(at / *error),
            // a known value is where it is
            false if at < Float::ZERO => Float::ZERO,
            false => Float::ONE,
        };
        let share = match *open {
            BOTH => (below(high) - below(low)).max(Float::ZERO),
            FIRST => below(-low),
            _ => below(high),
        };
        product = product * if *times == 1 { share } else { share.power(Float::from(*times)) };
        if product < nothing {
            return Float::ZERO;
        }
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::Real;

    #[test]
    fn a_boundary_is_found_from_any_guess() {
        let sorted: Vec<Float> = (0..70_usize).map(Float::count).collect();
        for (kept, guess) in (0..=70).flat_map(|kept| (0..=70).map(move |guess| (kept, guess))) {
            assert_eq!(boundary(&sorted, guess, |value| value < Float::count(kept)), kept, "{guess}");
        }
        assert_eq!(boundary(&[], 0, |_| true), 0);
    }

    /// Against more than ten times as many nodes.
    #[test]
    fn the_integral_is_good_whoever_is_known_better() {
        let (usual, fine) = (Integral::new(), Integral { rule: gauss_legendre(180) });
        let float = |value: f64| Float::from(Real::new(value).unwrap());
        for (count, ratio) in [1, 5, 36].into_iter().flat_map(|count| {
            [0.0, 0.003, 0.01, 0.05, 0.1, 0.3, 1.0, 3.0, 30.0].map(|ratio| (count, float(ratio)))
        }) {
            let apart = (Float::ONE + ratio.squared()).sqrt();
            for (open, limit) in [BOTH, FIRST, SECOND]
                .into_iter()
                .flat_map(|open| [0.5, 1.5, 2.0, 2.5, 3.5, 6.0, 12.0].map(|limit| (open, float(limit))))
            {
                let others: Vec<Other> =
                    (0..count).map(|_| Other { open, error: ratio, apart, times: 1 }).collect();
                let (found, expect) =
                    (usual.share(Float::ONE, &others, limit), fine.share(Float::ONE, &others, limit));
                assert!((found - expect).abs() < float(1e-6), "{count} {ratio:?} {open} {limit:?}");
            }
        }
    }
}
