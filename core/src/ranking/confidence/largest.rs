//! The largest statistic of all pairs of independent units in one draw, without looking at every pair.
//!
//! Of two independent draws, in standard errors of their own z and w, the difference is at most √(z² + w²) standard errors of its
//! own (Cauchy and Schwarz). So only units whose draws are far out can be among the largest, and there are few of them.

use super::draws::{BLOCK, Block};
use super::family::{BOTH, FIRST, Open, SECOND};
use super::step::Pairs;
use crate::num::{Float, normal_quantile};

/// How many units are expected to be far out: enough that the largest statistic is mostly theirs.
const FAR: u32 = 40;

/// Errors of at most two to this, and one over that, neither overflow nor vanish when squared.
const SIZE: u32 = 400;

/// The search for the largest statistics of a step.
pub(super) struct Largest {
    /// Of each unit, the square of each draw of a block, in its own standard errors.
    squares: Vec<Block>,
    /// Squares above this are far out, from the first search to the last.
    limits: Vec<Float>,
    /// The units in question, with their squares.
    far: Vec<(Float, usize)>,
    /// The pairs about which something still stands, where they are few.
    few: Option<Vec<(usize, usize)>>,
}

impl Largest {
    /// A search among the pairs about which something stands; none where errors differ so much in size that squares say nothing.
    pub(super) fn new(pairs: &Pairs, open: &[Open]) -> Option<Self> {
        let count = pairs.len();
        let most = Float::TWO.power(Float::from(SIZE));
        let fits = |error: Float| error == Float::ZERO || error <= most && Float::ONE / error <= most;
        if !(0..count).all(|unit| fits(pairs.error(unit))) {
            return None;
        }
        let stands = open.iter().enumerate().filter(|(_, open)| **open != 0).map(|(at, _)| at);
        let place = |at: usize| Some((at.checked_div(count)?, at.checked_rem(count)?));
        let few = (stands.clone().count() <= count).then(|| stands.filter_map(place).collect());
        let share = Float::ONE - Float::from(FAR) / Float::count(count) * Float::HALF;
        let limits = match share > Float::HALF {
            true => vec![normal_quantile(share).squared(), Float::ONE, Float::ZERO],
            false => vec![Float::ZERO],
        };
        Some(Self { squares: vec![[Float::ZERO; BLOCK]; count], limits, far: Vec::new(), few })
    }

    /// The largest statistic of each draw of a block, of which so many count.
    pub(super) fn of(
        &mut self,
        pairs: &Pairs,
        open: &[Open],
        block: &[Block],
        draws: usize,
        largest: &mut Vec<Float>,
    ) {
        if let Some(few) = &self.few {
            largest.extend((0..draws).map(|draw| {
                let own = few.iter().map(|(j, k)| statistic(pairs, open, block, draw, *j, *k));
                own.fold(Float::LEAST, Float::max)
            }));
            return;
        }
        for (unit, (squares, drawn)) in self.squares.iter_mut().zip(block).enumerate() {
            let error = pairs.error(unit);
            if error > Float::ZERO {
                squares
                    .iter_mut()
                    .zip(drawn)
                    .for_each(|(square, drawn)| *square = (*drawn / error).squared());
            }
        }
        largest.extend((0..draws).map(|draw| self.search(pairs, open, block, draw)));
    }

    fn search(&mut self, pairs: &Pairs, open: &[Open], block: &[Block], draw: usize) -> Float {
        let mut found = Float::LEAST;
        for limit in &self.limits {
            let squares = self.squares.iter().enumerate();
            let squares = squares.filter_map(|(unit, squares)| Some((*squares.get(draw)?, unit)));
            self.far.clear();
            self.far.extend(squares.filter(|(square, _)| *square >= *limit));
            self.far.sort_unstable_by(|(one, _), (other, _)| other.order(one));
            found = Float::LEAST;
            for (at, (square, unit)) in self.far.iter().enumerate() {
                let nearer = self.far.get(at.saturating_add(1)..).unwrap_or_default();
                if nearer.first().is_none_or(|(next, _)| beyond(*square, *next, found)) {
                    break;
                }
                for (other_square, other) in nearer {
                    if beyond(*square, *other_square, found) {
                        break;
                    }
                    let (j, k) = (*unit.min(other), *unit.max(other));
                    found = found.max(statistic(pairs, open, block, draw, j, k));
                }
            }
            // nobody who is not far out comes as far with anybody
            let furthest = self.far.first().map_or(Float::ZERO, |(square, _)| *square);
            if self.far.len() > 1 && beyond(furthest, *limit, found) {
                break;
            }
        }
        found
    }
}

/// Whether two units with such squares surely have no larger statistic than the one found.
fn beyond(square: Float, other: Float, found: Float) -> bool {
    // more than all roundings on the way together
    let slack = Float::ONE + Float::SLACK.sqrt();
    found > Float::ZERO && (square + other) * slack < found.squared()
}

/// The largest statistic of what still stands about two units in a draw, the first of them better in the data.
fn statistic(pairs: &Pairs, open: &[Open], block: &[Block], draw: usize, j: usize, k: usize) -> Float {
    let open = open.get(j.saturating_mul(pairs.len()).saturating_add(k)).copied().unwrap_or(0);
    let scale = pairs.scale(j, k);
    let drawn = |unit: usize| block.get(unit).and_then(|drawn| drawn.get(draw)).copied();
    let (Some(first), Some(second)) = (drawn(j), drawn(k)) else { return Float::LEAST };
    if open == 0 || scale <= Float::ZERO {
        return Float::LEAST;
    }
    let value = (first - second) * scale;
    match open {
        BOTH => value.abs(),
        FIRST => value,
        SECOND => -value,
        _ => Float::LEAST,
    }
}
