//! Apportionment: whole steps dealt out by exact shares, by the method of largest remainders (Hamilton; Hare quota).

use super::{Fraction, Rounding};
use crate::error::{Code, Diagnostic, Error};

/// Deals `steps` whole steps out by `shares` that sum to 1: everybody gets the whole part of what the share gives, and the
/// steps left go to the largest remainders. Equal remainders go by `order`, the lower first; where that does not decide
/// either, nobody is preferred and it is an error.
///
/// # Errors
/// [`Code::SPLIT_TIE`] for a tie that nothing declared decides.
pub(crate) fn largest_remainder(
    steps: &Fraction,
    shares: &[Fraction],
    order: &[Option<u32>],
) -> Result<Vec<Fraction>, Error> {
    let mut dealt = Vec::with_capacity(shares.len());
    let mut remainders = Vec::with_capacity(shares.len());
    for (at, share) in shares.iter().enumerate() {
        let quota = share.mul(steps);
        let whole = Fraction::from(quota.round(0, Rounding::Down)?);
        remainders.push((quota.sub(&whole), order.get(at).copied().flatten(), at));
        dealt.push(whole);
    }
    // a negative number of steps has negative remainders: those farthest from zero come first
    let far = |rest: &Fraction| if steps.is_negative() { rest.neg() } else { rest.clone() };
    remainders.sort_by(|(a, p, _), (b, q, _)| {
        far(b).cmp(&far(a)).then(p.unwrap_or(u32::MAX).cmp(&q.unwrap_or(u32::MAX)))
    });
    let one = if steps.is_negative() { Fraction::from(-1) } else { Fraction::ONE };
    let mut left = dealt.iter().fold(steps.clone(), |left, whole| left.sub(whole));
    let mut winners = remainders.iter().peekable();
    while !left.is_zero() {
        let Some((rest, position, at)) = winners.next() else { break };
        left = left.sub(&one);
        if left.is_zero() && winners.peek().is_some_and(|(next, other, _)| next == rest && other == position)
        {
            return Err(Diagnostic::new(Code::SPLIT_TIE).data());
        }
        if let Some(own) = dealt.get_mut(*at) {
            *own = own.add(&one);
        }
    }
    Ok(dealt)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deal(steps: i32, shares: &[&str], order: &[Option<u32>]) -> Result<Vec<String>, Error> {
        let shares: Vec<Fraction> = shares.iter().map(|share| Fraction::parse(share).unwrap()).collect();
        let dealt = largest_remainder(&Fraction::from(steps), &shares, order)?;
        Ok(dealt.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn the_largest_remainders_win() {
        assert_eq!(deal(10, &["0.47", "0.16", "0.37"], &[]).unwrap(), ["5", "1", "4"]);
        assert_eq!(deal(-10, &["0.47", "0.16", "0.37"], &[]).unwrap(), ["-5", "-1", "-4"]);
        assert_eq!(deal(0, &["1/2", "1/2"], &[]).unwrap(), ["0", "0"]);
    }

    #[test]
    fn a_tie_is_decided_by_position_or_not_at_all() {
        let thirds = ["1/3", "1/3", "1/3"];
        assert_eq!(deal(100, &thirds, &[Some(2), Some(1), Some(3)]).unwrap(), ["33", "34", "33"]);
        assert_eq!(deal(101, &thirds, &[Some(3), Some(1), Some(2)]).unwrap(), ["33", "34", "34"]);
        assert_eq!(deal(100, &thirds, &[]).unwrap_err().code(), Code::SPLIT_TIE);
        assert_eq!(deal(99, &thirds, &[]).unwrap(), ["33", "33", "33"]);
    }
}
