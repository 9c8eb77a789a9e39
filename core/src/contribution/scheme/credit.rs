//! How a contribution is split among those it is credited to: exact shares that sum to 1.
//!
//! Harmonic credit is that of Hagen (2008), arithmetic credit that of van Hooydonk (1997).

use serde::{Deserialize, Serialize};

use crate::error::{Code, Diagnostic};
use crate::num::Fraction;
use crate::trace::Key;

/// How a contribution is split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Split {
    /// By the shares its record declares.
    Declared,
    /// The same for everybody: 1/N.
    Equal,
    /// Falling with the position i: (1/i) ÷ (1 + 1/2 + … + 1/N).
    Harmonic,
    /// Falling in equal steps with the position i: 2(N + 1 − i) ÷ N(N + 1).
    Arithmetic,
}

impl Split {
    /// Its name, for sentences.
    pub(crate) const fn key(self) -> Key {
        match self {
            Self::Declared => Key::SPLIT_DECLARED,
            Self::Equal => Key::SPLIT_EQUAL,
            Self::Harmonic => Key::SPLIT_HARMONIC,
            Self::Arithmetic => Key::SPLIT_ARITHMETIC,
        }
    }

    /// The shares of those credited, each given as its declared share and its position.
    pub(crate) fn shares(
        self,
        credits: &[(Option<&Fraction>, Option<u32>)],
    ) -> Result<Vec<Fraction>, Diagnostic> {
        let count = u32::try_from(credits.len()).unwrap_or(u32::MAX);
        match self {
            _ if count == 1 => Ok(vec![Fraction::ONE]),
            Self::Declared => {
                let missing = || Diagnostic::new(Code::SHARE_MISSING);
                credits.iter().map(|(share, _)| share.cloned().ok_or_else(missing)).collect()
            }
            Self::Equal => {
                let share = part(1, count);
                Ok(credits.iter().map(|_| share.clone()).collect())
            }
            Self::Harmonic => {
                let sum = (1..=count).fold(Fraction::ZERO, |sum, place| sum.add(&part(1, place)));
                let share = |place| part(1, place).div(&sum).unwrap_or(Fraction::ZERO);
                positions(credits, count).map(|places| places.into_iter().map(share).collect())
            }
            Self::Arithmetic => {
                let below = u64::from(count).saturating_mul(u64::from(count).saturating_add(1));
                let below = Fraction::from(i64::try_from(below).unwrap_or(i64::MAX));
                let share = |place: u32| {
                    let left = i64::from(count).saturating_add(1).saturating_sub(place.into());
                    Fraction::from(left.saturating_mul(2)).div(&below).unwrap_or(Fraction::ZERO)
                };
                positions(credits, count).map(|places| places.into_iter().map(share).collect())
            }
        }
    }
}

fn part(above: u32, below: u32) -> Fraction {
    Fraction::from(above).div(&Fraction::from(below)).unwrap_or(Fraction::ZERO)
}

/// The places of those credited among themselves, by their positions, which must all be given and differ.
fn positions(credits: &[(Option<&Fraction>, Option<u32>)], count: u32) -> Result<Vec<u32>, Diagnostic> {
    let missing = || Diagnostic::new(Code::POSITION_MISSING).with("count", count);
    let said: Vec<u32> =
        credits.iter().map(|(_, position)| position.ok_or_else(missing)).collect::<Result<_, _>>()?;
    let mut sorted = said.clone();
    sorted.sort_unstable();
    if sorted.windows(2).any(|pair| pair.first() == pair.last()) {
        return Err(missing());
    }
    let rank =
        |position: &u32| u32::try_from(sorted.partition_point(|other| other <= position)).unwrap_or(u32::MAX);
    Ok(said.iter().map(rank).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(split: Split, count: u32) -> Vec<String> {
        let credits: Vec<_> = (1..=count).map(|place| (None, Some(place))).collect();
        split.shares(&credits).unwrap().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_published_shares() {
        // Hagen (2008), doi 10.1007/s11192-009-0129-4
        assert_eq!(shares(Split::Harmonic, 2), ["2/3", "1/3"]);
        assert_eq!(shares(Split::Harmonic, 3), ["6/11", "3/11", "2/11"]);
        assert_eq!(shares(Split::Harmonic, 4), ["12/25", "6/25", "4/25", "3/25"]);
        assert_eq!(shares(Split::Arithmetic, 3), ["1/2", "1/3", "1/6"]);
        assert_eq!(shares(Split::Arithmetic, 4), ["2/5", "3/10", "1/5", "1/10"]);
        assert_eq!(shares(Split::Equal, 3), ["1/3", "1/3", "1/3"]);
    }

    #[test]
    fn shares_sum_to_one() {
        for split in [Split::Equal, Split::Harmonic, Split::Arithmetic] {
            for count in 1..40 {
                let credits: Vec<_> = (1..=count).map(|place| (None, Some(place))).collect();
                let shares = split.shares(&credits).unwrap();
                assert_eq!(shares.iter().fold(Fraction::ZERO, |sum, share| sum.add(share)), Fraction::ONE);
            }
        }
    }

    #[test]
    fn what_was_not_said_is_not_guessed() {
        let bare = [(None, None), (None, None)];
        assert_eq!(Split::Harmonic.shares(&bare).unwrap_err().code(), Code::POSITION_MISSING);
        assert_eq!(Split::Declared.shares(&bare).unwrap_err().code(), Code::SHARE_MISSING);
        let twice = [(None, Some(1)), (None, Some(1))];
        assert_eq!(Split::Arithmetic.shares(&twice).unwrap_err().code(), Code::POSITION_MISSING);
    }
}
