//! Sums of many fractions: terms are put together by denominator, so that shares of one whole find each other before their
//! denominators meet those of other wholes. The sum is the same in any order.

use super::Fraction;

/// A sum of fractions.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sum {
    /// Denominator and sum of numerators, by denominator.
    parts: Vec<(i64, i64)>,
    /// What does not fit.
    rest: Option<Fraction>,
}

impl Sum {
    pub(crate) fn add(&mut self, term: &Fraction) {
        let Some((above, below)) = term.machine() else { return self.keep(term) };
        match self.parts.binary_search_by_key(&below, |(own, _)| *own) {
            Ok(at) => {
                let sum = self.parts.get(at).and_then(|(_, sum)| sum.checked_add(above));
                match (self.parts.get_mut(at), sum) {
                    (Some((_, own)), Some(sum)) => *own = sum,
                    _ => self.keep(term),
                }
            }
            Err(at) => self.parts.insert(at, (below, above)),
        }
    }

    fn keep(&mut self, term: &Fraction) {
        match &mut self.rest {
            Some(rest) => rest.accumulate(term),
            None => self.rest = Some(term.clone()),
        }
    }

    pub(crate) fn total(&self) -> Fraction {
        let rest = self.rest.clone().unwrap_or(Fraction::ZERO);
        self.parts.iter().fold(rest, |mut sum, (below, above)| {
            sum.accumulate(&Fraction::of_machine(*above, *below).reduced());
            sum
        })
    }
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
}
