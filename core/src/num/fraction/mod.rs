//! Exact fractions: two machine integers while they fit, big integers when they do not. Nothing here rounds unless named.

mod nearest;
mod rounding;
mod traits;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

use super::digits;
use super::{Exact, small};
use crate::error::{Code, Diagnostic, Error};

/// An exact fraction. Comparisons multiply across, so 3/5 ÷ 3/4 *is* 4/5.
///
/// # Examples
/// ```
/// use thidua::{Exact, Fraction, Rounding};
/// let third = Fraction::new(1, 3)?;
/// let one = third.add(&third).add(&third);
/// assert_eq!(one, Fraction::from(1));
/// assert_eq!(Fraction::new(71, 60)?.to_string(), "71/60");
/// assert_eq!(Fraction::new(71, 60)?.round(2, Rounding::HalfUp)?, Exact::parse("1.18")?);
/// # Ok::<(), thidua::Error>(())
/// ```
#[derive(Clone)]
pub struct Fraction(Repr);

#[derive(Clone)]
enum Repr {
    /// Denominator above zero; not necessarily in lowest terms.
    Small(i64, i64),
    Big(Box<BigRational>),
    /// Grown past what is worth holding: everything computed from it is so too, and rounding it is an error.
    TooWide,
}

use Repr::{Big, Small, TooWide};

/// The name under which [`Fraction`] asks a deserializer for its text.
pub(crate) const FRACTION_TOKEN: &str = "$thidua::fraction";

/// Bits a numerator or a denominator may have: about 1,200 digits.
const WIDEST: u64 = 4096;

impl Fraction {
    /// Zero.
    pub const ZERO: Self = Self(Small(0, 1));
    /// One.
    pub const ONE: Self = Self(Small(1, 1));

    /// `numerator / denominator`.
    ///
    /// # Errors
    /// [`Code::ZERO_WHOLE`] when the denominator is zero.
    pub fn new(numerator: i128, denominator: i128) -> Result<Self, Error> {
        match denominator {
            0 => Err(Diagnostic::new(Code::ZERO_WHOLE).with("id", "fraction").data()),
            _ => Ok(Self::wide(numerator, denominator)),
        }
    }

    /// The fraction of two wide integers, of which the second is not zero.
    fn wide(numerator: i128, denominator: i128) -> Self {
        if let (Ok(n), Ok(d)) = (i64::try_from(numerator), i64::try_from(denominator))
            && d > 0
        {
            return Self(Small(n, d));
        }
        Self::big(BigRational::new(numerator.into(), denominator.into()))
    }

    /// Reads `71/60`, `-3` or `0.62`.
    ///
    /// # Errors
    /// [`Code::BAD_NUMBER`] for any other text.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let Some((above, below)) = text.split_once('/') else {
            return Exact::parse(text).map(Self::from);
        };
        let bad = || Diagnostic::new(Code::BAD_NUMBER).with("value", text).data();
        let whole = |s: &str| {
            if super::exact::is_decimal(s) && !s.contains('.') && s.len() <= 300 {
                s.parse::<BigInt>().map_err(|_| bad())
            } else {
                Err(bad())
            }
        };
        let (above, below) = (whole(above)?, whole(below)?);
        if below.is_zero() {
            return Err(bad());
        }
        Ok(Self::big(BigRational::new(above, below)))
    }

    /// Puts the number behind a text, as it is shown.
    pub(crate) fn push_to(&self, text: &mut Vec<u8>) {
        match self.lowest() {
            Some((n, d)) => digits::push_fraction(text, n, d),
            None => text.extend_from_slice(self.to_string().as_bytes()),
        }
    }

    /// As people write it: the decimal where it has one, else the fraction.
    pub(crate) fn written(&self) -> String {
        self.to_exact().map_or_else(|| self.to_string(), |exact| exact.to_string())
    }

    /// The fraction of two big integers, of which the second is not zero.
    pub(super) fn ratio(above: BigInt, below: BigInt) -> Self {
        Self::big(BigRational::new(above, below))
    }

    pub(super) fn big(value: BigRational) -> Self {
        match (value.numer().to_i64(), value.denom().to_i64()) {
            (Some(n), Some(d)) => Self(Small(n, d)),
            _ if value.numer().bits().max(value.denom().bits()) > WIDEST => Self(TooWide),
            _ => Self(Big(Box::new(value))),
        }
    }

    fn to_big(&self) -> Option<BigRational> {
        match &self.0 {
            Small(n, d) => Some(BigRational::new((*n).into(), (*d).into())),
            Big(value) => Some((**value).clone()),
            TooWide => None,
        }
    }

    /// The result of an operation on big values; kept apart, so that the usual way stays short.
    #[cold]
    #[inline(never)]
    fn both(&self, other: &Self, work: impl FnOnce(BigRational, BigRational) -> BigRational) -> Self {
        match (self.to_big(), other.to_big()) {
            (Some(a), Some(b)) => Self::big(work(a, b)),
            _ => Self(TooWide),
        }
    }

    /// Whether the value has grown past what is held exactly; rounding it is an error.
    #[must_use]
    pub fn is_too_wide(&self) -> bool {
        matches!(self.0, TooWide)
    }

    /// The sum.
    #[must_use]
    #[inline]
    pub fn add(&self, other: &Self) -> Self {
        if let (Small(a, b), Small(c, d)) = (&self.0, &other.0)
            && let Some((n, d)) = small::add((*a, *b), (*c, *d))
        {
            return Self(Small(n, d));
        }
        self.both(other, |a, b| a + b)
    }

    /// Numerator and denominator, not necessarily in lowest terms, where neither is too wide.
    pub(super) fn terms(&self) -> Option<(i128, i128)> {
        match &self.0 {
            Small(above, below) => Some(((*above).into(), (*below).into())),
            Big(value) => value.numer().to_i128().zip(value.denom().to_i128()),
            TooWide => None,
        }
    }

    /// The fraction of two machine integers, the second above 0.
    pub(super) const fn of_machine(above: i64, below: i64) -> Self {
        Self(Small(above, below))
    }

    /// The sum of several.
    pub(crate) fn total<'a>(items: impl IntoIterator<Item = &'a Self>) -> Self {
        let (mut small, mut wide) = ((0, 1), None::<Self>);
        for item in items {
            match (&mut wide, &item.0) {
                (Some(sum), _) => sum.accumulate(item),
                (None, Small(n, d)) if let Some(sum) = small::add(small, (*n, *d)) => small = sum,
                (None, _) => wide = Some(Self(Small(small.0, small.1)).add(item)),
            }
        }
        wide.unwrap_or(Self(Small(small.0, small.1)))
    }

    /// Adds to the value where it stands.
    #[inline]
    pub(crate) fn accumulate(&mut self, other: &Self) {
        // most of what is summed up has one denominator
        if let (Small(a, b), Small(c, d)) = (&mut self.0, &other.0)
            && b == d
            && let Some(sum) = a.checked_add(*c)
        {
            *a = sum;
        } else {
            *self = self.add(other);
        }
    }

    /// The difference.
    #[must_use]
    #[inline]
    pub fn sub(&self, other: &Self) -> Self {
        if let (Small(a, b), Small(c, d)) = (&self.0, &other.0)
            && let Some(c) = c.checked_neg()
            && let Some((n, d)) = small::add((*a, *b), (c, *d))
        {
            return Self(Small(n, d));
        }
        self.add(&other.neg())
    }

    /// The negative.
    #[must_use]
    pub fn neg(&self) -> Self {
        if let Small(n, d) = &self.0
            && let Some(n) = n.checked_neg()
        {
            return Self(Small(n, *d));
        }
        self.to_big().map_or(Self(TooWide), |value| Self::big(-value))
    }

    /// The product.
    #[must_use]
    #[inline]
    pub fn mul(&self, other: &Self) -> Self {
        if let (Small(a, b), Small(c, d)) = (&self.0, &other.0)
            && let Some((n, d)) = small::multiply((*a, *b), (*c, *d))
        {
            return Self(Small(n, d));
        }
        self.both(other, |a, b| a * b)
    }

    /// The quotient, or `None` when `other` is zero.
    #[must_use]
    pub fn div(&self, other: &Self) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        if let (Small(a, b), Small(c, d)) = (&self.0, &other.0)
            && b == d
            && *c > 0
        {
            return Some(Self(Small(*a, *c)));
        }
        if let Small(n, d) = &other.0 {
            let inverse = if *n > 0 { Some((*d, *n)) } else { d.checked_neg().zip(n.checked_neg()) };
            if let Some((n, d)) = inverse {
                return Some(self.mul(&Self(Small(n, d))));
            }
        }
        Some(self.both(other, |a, b| a / b))
    }

    /// Whether the value is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        match &self.0 {
            Small(n, _) => *n == 0,
            Big(value) => value.is_zero(),
            TooWide => false,
        }
    }

    /// Whether the value is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Small(n, _) => *n < 0,
            Big(value) => value.is_negative(),
            TooWide => false,
        }
    }

    /// The decimal equal to the value, if there is one of at most 28 digits.
    #[must_use]
    pub fn to_exact(&self) -> Option<Exact> {
        let (n, d) = self.lowest()?;
        let (n, d) = (i128::from(n), i128::from(d));
        let (mut rest, mut twos, mut fives) = (d, 0_u32, 0_u32);
        while rest.checked_rem(2) == Some(0) {
            rest = rest.checked_div(2)?;
            twos = twos.saturating_add(1);
        }
        while rest.checked_rem(5) == Some(0) {
            rest = rest.checked_div(5)?;
            fives = fives.saturating_add(1);
        }
        if rest != 1 {
            return None;
        }
        let places = twos.max(fives);
        let scale = 10_i128.checked_pow(places)?;
        Exact::from_parts(n.checked_mul(scale.checked_div(d)?)?, places)
    }

    /// The same value in lowest terms, for numbers that are shown often.
    pub(crate) fn reduced(self) -> Self {
        self.lowest().map_or(self, |(n, d)| Self(Small(n, d)))
    }

    /// Numerator and denominator in lowest terms, when both fit 64 bits.
    fn lowest(&self) -> Option<(i64, i64)> {
        match &self.0 {
            Small(n, d) => small::lowest((*n, *d)),
            Big(_) | TooWide => None,
        }
    }

    /// Numerator and denominator in lowest terms, as text.
    #[must_use]
    pub fn parts(&self) -> (String, String) {
        match self.lowest() {
            Some((n, d)) => (n.to_string(), d.to_string()),
            None => {
                let text = |value: BigRational| (value.numer().to_string(), value.denom().to_string());
                self.to_big().map_or_else(|| ("?".to_owned(), "1".to_owned()), text)
            }
        }
    }
}

fn overflow() -> Error {
    Diagnostic::new(Code::OVERFLOW).data()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn f(text: &str) -> Fraction {
        Fraction::parse(text).unwrap()
    }

    #[test]
    fn arithmetic_is_exact() {
        for (a, b, sum, product) in [
            ("1/3", "1/6", "1/2", "1/18"),
            ("0.1", "0.2", "3/10", "1/50"),
            ("-7/2", "3.5", "0", "-49/4"),
            (
                "170141183460469231731687303715884105727/1",
                "1",
                "170141183460469231731687303715884105728/1",
                "170141183460469231731687303715884105727/1",
            ),
        ] {
            assert_eq!(f(a).add(&f(b)), f(sum), "{a} + {b}");
            assert_eq!(f(a).mul(&f(b)), f(product), "{a} * {b}");
        }
        assert_eq!(f("3/5").div(&f("3/4")).unwrap(), f("4/5"));
        assert!(f("1").div(&f("0")).is_none());
    }

    #[test]
    fn a_number_is_pushed_as_it_is_shown() {
        for text in [
            "0",
            "7",
            "-7",
            "99",
            "100",
            "1/2",
            "99/98",
            "-3/4",
            "101/3",
            "1/9223372036854775807",
            "1/9223372036854775808",
        ] {
            let mut pushed = Vec::new();
            f(text).push_to(&mut pushed);
            assert_eq!((pushed.as_slice(), f(text).to_string().as_str()), (text.as_bytes(), text));
        }
    }

    #[test]
    fn decimals_come_back() {
        for (value, expect) in
            [("71/60", None), ("3/8", Some("0.375")), ("10/4", Some("2.5")), ("-6/3", Some("-2"))]
        {
            assert_eq!(f(value).to_exact().map(|e| e.to_string()).as_deref(), expect);
        }
    }
}
