//! The seeded generator: the same draws for the same seed, everywhere. There is no other randomness in this crate.

use super::Float;
use super::special::normal_quantile;

/// xoshiro256++ 1.0, its state filled by SplitMix64 as its authors advise (Blackman and Vigna, *Scrambled linear
/// pseudorandom number generators*, ACM TOMS 2021).
#[derive(Debug, Clone)]
pub(crate) struct Random([u64; 4]);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        let mut state = seed;
        Self(std::array::from_fn(|_| split_mix(&mut state)))
    }

    /// 64 random bits.
    #[inline]
    pub(crate) fn bits(&mut self) -> u64 {
        let [a, b, c, d] = &mut self.0;
        let result = a.wrapping_add(*d).rotate_left(23).wrapping_add(*a);
        let shifted = *b << 17;
        *c ^= *a;
        *d ^= *b;
        *b ^= *c;
        *a ^= *d;
        *c ^= shifted;
        *d = d.rotate_left(45);
        result
    }

    /// A number between 0 and 1, never either: the middle of one of 2^53 equal parts.
    #[inline]
    #[expect(clippy::float_arithmetic, reason = "the statistical lane")]
    pub(crate) fn uniform(&mut self) -> Float {
        const PART: f64 = 1.0 / 9_007_199_254_740_992.0;
        Float(((self.bits() >> 11) as f64 + 0.5) * PART)
    }

    /// A draw from the normal distribution, by the inverse of its distribution function.
    #[inline]
    pub(crate) fn normal(&mut self) -> Float {
        normal_quantile(self.uniform())
    }

    /// A whole number below `end`, each as likely (Lemire, *Fast random integer generation in an interval*, 2019); 0 for an
    /// `end` of 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX);
        loop {
            let product = u128::from(self.bits()).wrapping_mul(end.into());
            let (high, low) = (product >> 64, product as u64);
            // so many of the lowest are one too often
            if low >= end.wrapping_neg().checked_rem(end).unwrap_or(0) {
                return usize::try_from(high).unwrap_or(0);
            }
        }
    }
}

fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first outputs of the authors' own C programs.
    #[test]
    fn the_published_sequences() {
        let mut random = Random([1, 2, 3, 4]);
        for expect in [
            41_943_041,
            58_720_359,
            3_588_806_011_781_223,
            3_591_011_842_654_386,
            9_228_616_714_210_784_205,
            9_973_669_472_204_895_162,
            14_011_001_112_246_962_877,
        ] {
            assert_eq!(random.bits(), expect);
        }
        let mut state = 1_477_776_061_723_855_037;
        for expect in [1_985_237_415_132_408_290, 2_979_275_885_539_914_483, 13_511_426_838_097_143_398] {
            assert_eq!(split_mix(&mut state), expect);
        }
    }

    #[test]
    fn normal_draws_have_the_moments_of_the_normal() {
        let mut random = Random::new(1);
        let draws: Vec<f64> = (0..200_000).map(|_| random.normal().0).collect();
        let moment = |power: i32| draws.iter().map(|x| x.powi(power)).sum::<f64>() / 200_000.0;
        for (power, expect, error) in [(1, 0.0, 0.01), (2, 1.0, 0.015), (3, 0.0, 0.04), (4, 3.0, 0.1)] {
            assert!((moment(power) - expect).abs() < error, "{power}: {}", moment(power));
        }
    }

    #[test]
    fn whole_numbers_below() {
        let mut random = Random::new(7);
        let mut seen = [0_u32; 5];
        for _ in 0..50_000 {
            seen[random.below(5)] += 1;
        }
        assert!(seen.iter().all(|count| count.abs_diff(10_000) < 400), "{seen:?}");
        assert_eq!(random.below(0), 0);
    }
}
