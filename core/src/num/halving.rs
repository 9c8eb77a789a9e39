//! What is left after so many half-lives, as a correctly rounded decimal. No floats: the exponential's series in wide
//! whole numbers.

use num_bigint::BigInt;
use num_traits::{One, Zero};

use super::{Fraction, Rounding};
use crate::error::{Code, Diagnostic, Error};

/// ln 2 in units of 10⁻⁶⁰.
const LN_2: &str = "693147180559945309417232121458176568075500134360255254120680";
/// Digits after the point that are carried.
const CARRIED: usize = 60;
/// Digits after the point that may be asked for: the carried ones tell them apart from every tie.
pub(crate) const PLACES: u32 = 18;

/// 2 to the power of −`exponent`, for an exponent of 0 or more.
///
/// Where the exponent is a whole number the power is a decimal and ties are rounded as told; everywhere else it is irrational
/// and no tie exists.
pub(crate) fn halving(exponent: &Fraction, places: u32, rounding: Rounding) -> Result<Fraction, Error> {
    let whole = exponent.round(0, Rounding::Down)?;
    let rest = exponent.sub(&whole.into());
    let whole = whole.to_string().parse::<u32>().unwrap_or(u32::MAX);
    if whole > 4000 {
        // less than any number of places shows
        return Fraction::ZERO.rounded(places, rounding);
    }
    let power = num_traits::pow(BigInt::from(2), usize::try_from(whole).unwrap_or(0));
    if rest.is_zero() {
        return Fraction::ratio(BigInt::one(), power).rounded(places, rounding);
    }
    let unit = num_traits::pow(BigInt::from(10), CARRIED);
    Fraction::ratio(series(&rest, &unit)? / power, unit).rounded(places, rounding)
}

/// e to the power of −`rest` × ln 2, in units.
fn series(rest: &Fraction, unit: &BigInt) -> Result<BigInt, Error> {
    let overflow = || Diagnostic::new(Code::OVERFLOW).data();
    let ln_2: BigInt = LN_2.parse().map_err(|_| overflow())?;
    let (above, below) = rest.parts();
    let (above, below): (BigInt, BigInt) =
        (above.parse().map_err(|_| overflow())?, below.parse().map_err(|_| overflow())?);
    let x = -(ln_2 * above / below);
    let (mut term, mut sum, mut n) = (unit.clone(), BigInt::zero(), 0_u32);
    while !term.is_zero() && n < 200 {
        sum += &term;
        n = n.saturating_add(1);
        term = term * &x / unit / n;
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_a_half() {
        for (exponent, places, expect) in [
            ("0", 3, "1"),
            ("1", 3, "0.5"),
            ("2", 1, "0.3"),
            ("4", 4, "0.0625"),
            // √½ = 0.70710678118654752440…, and 2^(−1/365) = 0.998102768…
            ("1/2", 12, "0.707106781187"),
            ("1/2", 18, "0.707106781186547524"),
            ("1/365", 9, "0.998102769"),
            ("5000", 6, "0"),
        ] {
            let power = halving(&Fraction::parse(exponent).unwrap(), places, Rounding::HalfUp).unwrap();
            assert_eq!(power, Fraction::parse(expect).unwrap(), "2^-{exponent}");
        }
    }

    #[test]
    fn a_power_times_itself_is_the_power_of_the_sum() {
        for days in 1..40_i128 {
            let one = halving(&Fraction::new(days, 40).unwrap(), 18, Rounding::HalfEven).unwrap();
            let two = halving(&Fraction::new(days, 20).unwrap(), 15, Rounding::HalfEven).unwrap();
            assert_eq!(one.mul(&one).round(15, Rounding::HalfEven).unwrap(), two.to_exact().unwrap());
        }
    }
}
