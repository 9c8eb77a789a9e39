//! Award money: a coefficient times the base salary in force on the day of the decision, rounded to a step; of awards decided
//! together, as many are paid as the policy says, the highest first.

use super::policy::document::Money;
use crate::error::Error;
use crate::num::{Exact, Fraction, Rounding};
use crate::pack::{Open, Values};
use crate::text::Id;

/// What is paid with an award.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paid {
    pub(crate) coefficient: Fraction,
    pub(crate) amount: Result<Amount, Id>,
}

/// How an amount comes about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    pub(crate) base_salary: Fraction,
    pub(crate) product: Fraction,
    pub(crate) rounded: Exact,
    pub(crate) paid: bool,
}

impl Paid {
    /// How many times the base salary it is.
    #[must_use]
    pub const fn coefficient(&self) -> &Fraction {
        &self.coefficient
    }

    /// What is paid: nothing where other awards decided together are paid instead; none where it is not known.
    #[must_use]
    pub fn amount(&self) -> Option<Exact> {
        self.amount.as_ref().ok().map(|amount| if amount.paid { amount.rounded } else { Exact::ZERO })
    }

    /// The parameter, or the day, that the amount waits for.
    #[must_use]
    pub fn waits_for(&self) -> Option<&Id> {
        self.amount.as_ref().err()
    }
}

impl Amount {
    /// The base salary on the day of the decision.
    #[must_use]
    pub const fn base_salary(&self) -> &Fraction {
        &self.base_salary
    }

    /// Before rounding.
    #[must_use]
    pub const fn product(&self) -> &Fraction {
        &self.product
    }

    /// After rounding.
    #[must_use]
    pub const fn rounded(&self) -> Exact {
        self.rounded
    }

    /// Whether it is paid, or another award decided together is paid instead.
    #[must_use]
    pub const fn is_paid(&self) -> bool {
        self.paid
    }
}

/// The numbers of money on the day of the decision.
pub(crate) struct Rates {
    base_salary: Fraction,
    step: Exact,
    rounding: Rounding,
    pub(crate) together: Fraction,
}

impl Money {
    /// The rates of a day, or the parameter that has none on it.
    pub(crate) fn rates(&self, values: &Values) -> Result<Rates, Open> {
        let step = values.amount(&self.step)?;
        Ok(Rates {
            base_salary: values.amount(&self.base_salary)?,
            step: step.to_exact().unwrap_or(Exact::ONE),
            rounding: self.rounding,
            together: values.amount(&self.paid_together)?,
        })
    }
}

impl Rates {
    /// What a coefficient comes to.
    pub(crate) fn amount(&self, coefficient: &Fraction) -> Result<Amount, Error> {
        let product = coefficient.mul(&self.base_salary);
        let rounded = product.round_to_step(self.step, self.rounding)?;
        Ok(Amount { base_salary: self.base_salary.clone(), product, rounded, paid: true })
    }
}

/// Leaves only so many of the awards of one person or unit paid, the highest first.
pub(crate) fn together(mut awards: Vec<&mut Paid>, most: &Fraction) {
    let amount = |paid: &Paid| paid.amount.as_ref().ok().map(|amount| amount.rounded);
    awards.sort_by_key(|paid| std::cmp::Reverse(amount(paid)));
    let mut count = Fraction::ZERO;
    for award in awards {
        count = count.add(&Fraction::ONE);
        if let Ok(own) = &mut award.amount {
            own.paid = count <= *most;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seven_amounts_at_the_base_salary_of_2026() {
        // Nghị định 98/2023, Điều 54, at 2,530,000 đ (Nghị định 161/2026)
        let rates = Rates {
            base_salary: Fraction::from(2_530_000),
            step: Exact::from(10_000_i64),
            rounding: Rounding::Up,
            together: Fraction::ONE,
        };
        for (coefficient, product, paid) in [
            ("0.3", 759_000, 760_000_i64),
            ("1", 2_530_000, 2_530_000),
            ("3", 7_590_000, 7_590_000),
            ("4.5", 11_385_000, 11_390_000),
            ("0.8", 2_024_000, 2_030_000),
            ("1.5", 3_795_000, 3_800_000),
            ("12", 30_360_000, 30_360_000),
        ] {
            let amount = rates.amount(&Fraction::parse(coefficient).unwrap()).unwrap();
            assert_eq!((amount.product, amount.rounded), (Fraction::from(product), Exact::from(paid)));
        }
    }
}
