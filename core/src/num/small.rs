//! Fractions of two machine integers. What does not fit is `None`, and the caller goes on with big integers.

use std::cmp::Ordering;

use super::Rounding;

/// Numerator, and a denominator above zero; not necessarily in lowest terms.
pub(super) type Small = (i64, i64);

/// Products up to here keep their common factors: taking them out costs more than it saves.
const LOOSE: u64 = 1 << 40;

const POWERS_OF_TEN: [i64; 19] = [
    1,
    10,
    100,
    1_000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
    1_000_000_000,
    10_000_000_000,
    100_000_000_000,
    1_000_000_000_000,
    10_000_000_000_000,
    100_000_000_000_000,
    1_000_000_000_000_000,
    10_000_000_000_000_000,
    100_000_000_000_000_000,
    1_000_000_000_000_000_000,
];

/// Ten to this power, where it fits.
pub(super) fn power_of_ten(exponent: u32) -> Option<i64> {
    POWERS_OF_TEN.get(usize::try_from(exponent).ok()?).copied()
}

pub(super) fn add((a, b): Small, (c, d): Small) -> Option<Small> {
    if b == d {
        return Some((a.checked_add(c)?, b));
    }
    // one denominator is often a multiple of the other, and then the larger serves both
    if b < d {
        if let Some(times) = multiple(d, b) {
            return Some((a.checked_mul(times)?.checked_add(c)?, d));
        }
    } else if let Some(times) = multiple(b, d) {
        return Some((c.checked_mul(times)?.checked_add(a)?, b));
    }
    let g = gcd(b, d);
    let (left, right) = (d.checked_div(g)?, b.checked_div(g)?);
    Some((a.checked_mul(left)?.checked_add(c.checked_mul(right)?)?, b.checked_mul(left)?))
}

/// How often the one positive number holds the other, when it does so exactly.
fn multiple(of: i64, unit: i64) -> Option<i64> {
    if unit == 1 {
        return Some(of);
    }
    // unsigned division needs no look at the signs
    let times = of.unsigned_abs().checked_div(unit.unsigned_abs())?;
    (times.wrapping_mul(unit.unsigned_abs()) == of.unsigned_abs()).then(|| times.cast_signed())
}

pub(super) fn multiply((a, b): Small, (c, d): Small) -> Option<Small> {
    if let (Some(n), Some(d)) = (a.checked_mul(c), b.checked_mul(d))
        && n.unsigned_abs() <= LOOSE
        && d.unsigned_abs() <= LOOSE
    {
        return Some((n, d));
    }
    let (g, h) = (gcd(a, d), gcd(c, b));
    let (a, d) = (a.checked_div(g)?, d.checked_div(g)?);
    let (c, b) = (c.checked_div(h)?, b.checked_div(h)?);
    Some((a.checked_mul(c)?, b.checked_mul(d)?))
}

pub(super) fn compare((a, b): Small, (c, d): Small) -> Ordering {
    if b == d {
        return a.cmp(&c);
    }
    // two factors of 64 bits cannot overflow 128
    let product = |a: i64, b: i64| i128::from(a).wrapping_mul(i128::from(b));
    product(a, d).cmp(&product(c, b))
}

/// Numerator and denominator without common factors.
pub(super) fn lowest((n, d): Small) -> Option<Small> {
    if d == 1 {
        return Some((n, d));
    }
    match gcd(n, d) {
        1 => Some((n, d)),
        g => Some((n.checked_div(g)?, d.checked_div(g)?)),
    }
}

/// The number of steps of a tenth, a hundredth and so on that is nearest by `rounding`.
pub(super) fn steps((n, d): Small, places: u32, rounding: Rounding) -> Option<i64> {
    let n = n.checked_mul(power_of_ten(places)?)?;
    let (steps, rest) = (n.checked_div(d)?, n.checked_rem(d)?.unsigned_abs());
    if rest == 0 {
        return Some(steps);
    }
    let half = rest.checked_mul(2)?.cmp(&d.unsigned_abs());
    let odd = steps.checked_rem(2)? != 0;
    if rounding.moves_up(half, true, odd) { steps.checked_add(n.signum()) } else { Some(steps) }
}

/// The greatest common divisor of a number and a positive one. Only where the number is the least there is and the other
/// as large does it not fit; then 1, which divides both, is as good.
fn gcd(a: i64, b: i64) -> i64 {
    i64::try_from(common(a.unsigned_abs(), b.unsigned_abs())).unwrap_or(1)
}

/// The greatest common divisor of two numbers: divided once, so that they are about as large, then halved and subtracted, which is
/// faster than to go on dividing. A call of its own, so that what seldom needs it stays short.
#[inline(never)]
pub(super) fn common(a: u64, b: u64) -> u64 {
    let (mut a, mut b) = match a.checked_rem(b) {
        Some(0) => return b,
        Some(rest) => (b, rest),
        None => return a,
    };
    let twos = (a | b).trailing_zeros();
    a = a.wrapping_shr(a.trailing_zeros());
    while b != 0 {
        b = b.wrapping_shr(b.trailing_zeros());
        (a, b) = (a.min(b), a.abs_diff(b));
    }
    a.wrapping_shl(twos)
}

#[cfg(test)]
mod tests {
    use super::common;

    #[test]
    fn halving_finds_what_dividing_finds() {
        let divided = |mut a: u64, mut b: u64| {
            while b != 0 {
                (a, b) = (b, a % b);
            }
            a
        };
        let numbers = [0, 1, 2, 3, 24, 36, 97, 100, 1 << 40, u64::MAX, u64::MAX - 1, 999_999_999_999_999_999];
        for (a, b) in numbers.iter().flat_map(|a| numbers.iter().map(move |b| (*a, *b))) {
            assert_eq!(common(a, b), divided(a, b), "{a}, {b}");
        }
    }
}
