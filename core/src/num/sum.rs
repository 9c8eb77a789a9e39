//! Sums of many fractions, the same in any order. Terms whose denominators have the same core, which is what is left of them
//! without twos, threes and fives, are put together first: shares of one whole find each other, and the core falls away,
//! before their denominators meet those of other wholes.

use num_bigint::BigInt;
use num_rational::BigRational;

use super::{Fraction, small};

/// A sum of fractions.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sum {
    /// Denominator and sum of numerators.
    parts: Vec<(i128, i128)>,
    /// What does not fit.
    rest: Option<Fraction>,
}

/// Terms of one denominator come near each other: so far back one is looked for.
const NEAR: usize = 8;

impl Sum {
    pub(crate) fn add(&mut self, term: &Fraction) {
        let Some((above, below)) = term.terms() else { return self.keep(term) };
        let near = self.parts.iter_mut().rev().take(NEAR).find(|(own, _)| *own == below);
        match near {
            Some((_, sum)) => match sum.checked_add(above) {
                Some(more) => *sum = more,
                None => self.keep(term),
            },
            None => self.parts.push((below, above)),
        }
    }

    fn keep(&mut self, term: &Fraction) {
        match &mut self.rest {
            Some(rest) => rest.accumulate(term),
            None => self.rest = Some(term.clone()),
        }
    }

    /// Puts together what has the same core.
    fn compact(&mut self) {
        let mut parts: Vec<(i128, i128, i128)> =
            self.parts.drain(..).map(|(below, above)| (core(below), below, above)).collect();
        parts.sort_unstable();
        for same in parts.chunk_by(|(core, ..), (other, ..)| core == other) {
            let mut sum = (0_i128, 1_i128);
            for (_, below, above) in same {
                match add(sum, (*above, *below)) {
                    Some(more) => sum = more,
                    None => self.keep(&ratio(*above, *below)),
                }
            }
            let (above, below) = lowest(sum);
            self.parts.push((below, above));
        }
    }

    pub(crate) fn total(mut self) -> Fraction {
        // what a core fell away from may meet others
        for _ in 0..2 {
            if self.parts.len() > 1 {
                self.compact();
            }
        }
        let rest = self.rest.unwrap_or(Fraction::ZERO);
        self.parts.iter().fold(rest, |mut sum, (below, above)| {
            sum.accumulate(&ratio(*above, *below).reduced());
            sum
        })
    }
}

/// The fraction of a numerator and a denominator above 0.
fn ratio(above: i128, below: i128) -> Fraction {
    match (i64::try_from(above), i64::try_from(below)) {
        (Ok(above), Ok(below)) => Fraction::of_machine(above, below),
        _ => Fraction::big(BigRational::new(BigInt::from(above), BigInt::from(below))),
    }
}

/// A number above 0 without its twos, threes and fives. One that does not fit a machine word keeps its threes and fives: it is
/// slower to sum, and the sum is the same.
fn core(number: i128) -> i128 {
    let core = number.checked_shr(number.trailing_zeros()).unwrap_or(number);
    let Ok(mut word) = u64::try_from(core) else { return core };
    while word != 0 && word.is_multiple_of(5) {
        word /= 5;
    }
    while word != 0 && word.is_multiple_of(3) {
        word /= 3;
    }
    word.into()
}

/// A number divided by one that divides it: in machine words where both fit.
fn divided(number: i128, by: i128) -> Option<i128> {
    match (i64::try_from(number), i64::try_from(by)) {
        (Ok(number), Ok(by)) => number.checked_div(by).map(i128::from),
        _ => number.checked_div(by),
    }
}

fn add((a, b): (i128, i128), (c, d): (i128, i128)) -> Option<(i128, i128)> {
    if b == d {
        return Some((a.checked_add(c)?, b));
    }
    let g = gcd(b, d);
    let (left, right) = (divided(d, g)?, divided(b, g)?);
    Some((a.checked_mul(left)?.checked_add(c.checked_mul(right)?)?, b.checked_mul(left)?))
}

fn lowest((above, below): (i128, i128)) -> (i128, i128) {
    let g = gcd(above, below);
    divided(above, g).zip(divided(below, g)).unwrap_or((above, below))
}

/// The greatest common divisor of a number and a positive one: in machine words as soon as both fit.
fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        if let (Ok(a), Ok(b)) = (u64::try_from(a), u64::try_from(b)) {
            return small::common(a, b).into();
        }
        (a, b) = (b, a.checked_rem(b).unwrap_or(0));
    }
    i128::try_from(a).unwrap_or(1)
}

impl<'a> FromIterator<&'a Fraction> for Sum {
    fn from_iter<I: IntoIterator<Item = &'a Fraction>>(terms: I) -> Self {
        let mut sum = Self::default();
        terms.into_iter().for_each(|term| sum.add(term));
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_order_gives_the_plain_sum() {
        let terms: Vec<Fraction> = (1..400_i128)
            .map(|n| Fraction::new(n * 7_919 % 101 - 50, n * 104_729 % 1009 + 1).unwrap())
            .chain([Fraction::parse("1/170141183460469231731687303715884105727").unwrap()])
            .chain([Fraction::from(i64::MAX), Fraction::from(i64::MAX)])
            .collect();
        let plain = terms.iter().fold(Fraction::ZERO, |sum, term| sum.add(term));
        assert_eq!(terms.iter().collect::<Sum>().total(), plain);
        assert_eq!(terms.iter().rev().collect::<Sum>().total(), plain);
        assert_eq!(Sum::default().total(), Fraction::ZERO);
    }

    #[test]
    fn thousands_of_wholes_that_were_dealt_out_by_thirds_come_out_whole() {
        let shares = |whole: i128| {
            let of = move |part: i128, denominator: i128| {
                Fraction::new(part * 40, whole).unwrap().mul(&Fraction::new(1, denominator).unwrap())
            };
            [
                of(whole / 2, 1_000),
                of(whole - whole / 2, 2_000),
                of(whole - whole / 2, 2_000),
                of(whole / 2, 3_000),
            ]
        };
        let wholes = || (0..3_000).map(|at| 1_000_003 + 2 * at);
        let terms: Vec<Fraction> = wholes().flat_map(shares).collect();
        let each = |whole: i128| shares(whole).iter().fold(Fraction::ZERO, |sum, share| sum.add(share));
        // of the whole only a fifth and a sixth are left over, so that the sum of all is a small number again
        let rest = |whole: i128| Fraction::new(40, 1_000).unwrap().sub(&each(whole));
        let rests: Vec<Fraction> = wholes().map(rest).collect();
        let all: Sum = terms.iter().chain(&rests).collect();
        assert_eq!(all.total(), Fraction::from(120));
    }
}
