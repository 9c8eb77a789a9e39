//! Numbers as text, without an allocation: results hold a hundred of them.

/// Numerator and denominator at their longest: 19 digits each, a sign and a stroke.
const LONGEST: usize = 40;

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
        self.put(last(number));
        number / 10
    }

    fn put(&mut self, byte: u8) {
        self.start = self.start.saturating_sub(1);
        if let Some(slot) = self.bytes.get_mut(self.start) {
            *slot = byte;
        }
    }
}

/// The last digit of a number.
fn last(number: u64) -> u8 {
    b'0' | u8::try_from(number % 10).unwrap_or_default()
}

/// Puts the fraction of two numbers behind a text, digit after digit: to copy what has just been written stalls the processor.
pub(super) fn push_fraction(text: &mut Vec<u8>, numerator: i64, denominator: i64) {
    if numerator < 0 {
        text.push(b'-');
    }
    push(text, numerator.unsigned_abs());
    if denominator != 1 {
        text.push(b'/');
        push(text, denominator.unsigned_abs());
    }
}

fn push(text: &mut Vec<u8>, number: u64) {
    if number >= 10 {
        push(text, number / 10);
    }
    text.push(last(number));
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
            (1009, 100, "1009/100"),
            (i64::MIN, i64::MAX, "-9223372036854775808/9223372036854775807"),
        ] {
            let mut pushed = Vec::new();
            push_fraction(&mut pushed, n, d);
            assert_eq!((Digits::new().fraction(n, d), pushed.as_slice()), (expect, expect.as_bytes()));
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
