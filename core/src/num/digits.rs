//! Whole numbers as text, in place: results hold a hundred of them, and none needs an allocation.

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
        if numerator < 0 {
            self.put(b'-');
        }
        std::str::from_utf8(self.bytes.get(self.start..).unwrap_or_default()).unwrap_or_default()
    }

    fn number(&mut self, mut rest: u64) {
        loop {
            let digit = u8::try_from(rest % 10).unwrap_or_default();
            self.put(b'0' | digit);
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
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
        for (n, d, expect) in
            [(0, 1, "0"), (-30, 7, "-30/7"), (i64::MIN, i64::MAX, "-9223372036854775808/9223372036854775807")]
        {
            assert_eq!(Digits::new().fraction(n, d), expect);
        }
    }
}
