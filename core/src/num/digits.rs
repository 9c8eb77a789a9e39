//! Numbers as text, in place: results hold a hundred of them, and none needs an allocation.

/// Numerator and denominator at their longest: 19 digits each, a sign and a stroke.
const LONGEST: usize = 40;

/// The whole numbers below a hundred, two digits each: most numbers of a result are among them.
const SMALL: &str = "\
    0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
    5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";

/// The text of a number among [`SMALL`].
pub(super) fn small(number: i64) -> Option<&'static str> {
    let at = usize::try_from(number).ok()?;
    let end = at.checked_mul(2)?.checked_add(2)?;
    SMALL.get(end.checked_sub(if at < 10 { 1 } else { 2 })?..end)
}

/// Room for a text that grows to the left.
pub(super) struct Digits {
    bytes: [u8; LONGEST],
    start: usize,
}

impl Digits {
    pub(super) const fn new() -> Self {
        Self { bytes: [b'0'; LONGEST], start: LONGEST }
    }

    /// The fraction of two numbers, of which the second is above zero; a whole number has no denominator.
    pub(super) fn fraction(&mut self, numerator: i64, denominator: i64) -> &str {
        if denominator == 1
            && let Some(text) = small(numerator)
        {
            return text;
        }
        self.start = LONGEST;
        if denominator != 1 {
            self.number(denominator.unsigned_abs());
            self.put(b'/');
        }
        self.number(numerator.unsigned_abs());
        self.text(numerator < 0)
    }

    fn text(&mut self, negative: bool) -> &str {
        if negative {
            self.put(b'-');
        }
        std::str::from_utf8(self.bytes.get(self.start..).unwrap_or_default()).unwrap_or_default()
    }

    /// A number of so many units of a decimal place; it has at most 28 places.
    pub(super) fn decimal(&mut self, units: i64, places: u32) -> &str {
        self.start = LONGEST;
        let mut rest = units.unsigned_abs();
        for place in 0_u32.. {
            if place == places && places > 0 {
                self.put(b'.');
            }
            if place > places && rest == 0 {
                break;
            }
            rest = self.digit(rest);
        }
        self.text(units < 0)
    }

    fn number(&mut self, mut rest: u64) {
        loop {
            rest = self.digit(rest);
            if rest == 0 {
                break;
            }
        }
    }

    /// Puts the last digit and gives what is before it.
    fn digit(&mut self, number: u64) -> u64 {
        self.put(b'0' | u8::try_from(number % 10).unwrap_or_default());
        number / 10
    }

    fn put(&mut self, byte: u8) {
        self.start = self.start.saturating_sub(1);
        if let Some(slot) = self.bytes.get_mut(self.start) {
            *slot = byte;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_fits() {
        for (n, d, expect) in [
            (0, 1, "0"),
            (9, 1, "9"),
            (10, 1, "10"),
            (99, 1, "99"),
            (100, 1, "100"),
            (-1, 1, "-1"),
            (7, 2, "7/2"),
            (-30, 7, "-30/7"),
            (i64::MIN, i64::MAX, "-9223372036854775808/9223372036854775807"),
        ] {
            assert_eq!(Digits::new().fraction(n, d), expect);
        }
        for (units, places, expect) in [
            (0, 0, "0"),
            (-5, 1, "-0.5"),
            (8106, 2, "81.06"),
            (90, 0, "90"),
            (1, 28, "0.0000000000000000000000000001"),
            (i64::MIN, 28, "-0.0000000009223372036854775808"),
        ] {
            assert_eq!(Digits::new().decimal(units, places), expect);
        }
    }
}
