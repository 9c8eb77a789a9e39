//! The upper tail of the binomial distribution at one half: how likely a fair coin is to give at least so many heads.

use super::beta::beta_share;
use crate::num::Float;

/// Throws up to which the tail is counted in whole numbers and divided once.
const COUNTED: u64 = 120;

/// P(X ≥ heads) for X the heads among so many throws of a fair coin. Up to 120 throws it is the exact fraction, rounded
/// once; beyond, the incomplete beta function I½(heads, throws − heads + 1).
pub(crate) fn at_least(heads: u64, throws: u64) -> Float {
    if heads == 0 {
        return Float::ONE;
    }
    if heads > throws {
        return Float::ZERO;
    }
    if throws <= COUNTED {
        return counted(heads, throws);
    }
    let tails = throws.saturating_sub(heads);
    Float(beta_share(0.5, heads as f64, tails as f64 + 1.0))
}

/// Σ C(throws, k) for k from `heads`, over 2^throws. C(120, 60) has 117 bits, and the sum is at most 2^120.
fn counted(heads: u64, throws: u64) -> Float {
    let (mut ways, mut sum) = (1_u128, 0_u128);
    // from all heads down: C(n, k − 1) = C(n, k) k / (n − k + 1)
    for k in (heads..=throws).rev() {
        sum = sum.saturating_add(ways);
        let next = throws.saturating_sub(k).saturating_add(1);
        ways = times_over(ways, k, next);
    }
    let halvings = i32::try_from(throws).unwrap_or(i32::MAX);
    Float(libm::ldexp(sum as f64, halvings.saturating_neg()))
}

/// ways · k / next, which is whole, without the product overflowing.
fn times_over(ways: u128, k: u64, next: u64) -> u128 {
    let (k, next) = (u128::from(k), u128::from(next));
    let (whole, rest) = (ways.checked_div(next).unwrap_or(0), ways.checked_rem(next).unwrap_or(0));
    let part = rest.saturating_mul(k).checked_div(next).unwrap_or(0);
    whole.saturating_mul(k).saturating_add(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::num::special::close;

    #[test]
    fn small_ones_are_exact() {
        for (heads, throws, expect) in [
            (0, 0, 1.0),
            (1, 1, 0.5),
            (2, 1, 0.0),
            (3, 4, 5.0 / 16.0),
            (8, 10, 56.0 / 1024.0),
            (60, 120, 0.536_342_489_455_058_4),
        ] {
            close(at_least(heads, throws).0, expect, 1e-15);
        }
    }

    #[test]
    fn both_roads_meet() {
        for throws in [1_u64, 2, 7, 50, 119, 120] {
            for heads in 1..=throws {
                let beta = beta_share(0.5, heads as f64, (throws - heads) as f64 + 1.0);
                close(counted(heads, throws).0, beta, 1e-13);
            }
        }
    }

    /// Summed in whole numbers and divided once.
    #[test]
    fn large_ones() {
        close(at_least(520, 1000).0, 0.108_724_146_602_070_47, 1e-13);
        close(at_least(600, 1000).0, 1.364_232_078_033_009_2e-10, 1e-13);
        close(at_least(2600, 5000).0, 0.002_441_824_868_758_759, 1e-13);
        // odd throws split evenly
        for throws in [121_u64, 100_001, 2_000_000_001] {
            close(at_least(throws.div_ceil(2), throws).0, 0.5, 1e-9);
        }
    }
}
