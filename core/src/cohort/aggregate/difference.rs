//! The first part less the second, as balances and gaps have it.
//!
//! OECD and JRC, *Handbook on constructing composite indicators*, 2008, step 5: the balance of opinions and other differences of two parts.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::{Method, Part, Parts};
use crate::cohort::column::Column;
use crate::error::{Code, Diagnostic};
use crate::num::Float;

/// The first part, in the pack's order, less the second.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = ""))]
pub(crate) struct Difference<Q> {
    #[serde(skip)]
    pub(crate) number: PhantomData<Q>,
}

impl<Q> Difference<Q> {
    pub(super) const fn map<R>(&self, _: &impl Fn(&Q) -> R) -> Difference<R> {
        Difference { number: PhantomData }
    }
}

impl Method for Difference<Float> {
    fn check(&self, names: &[&str]) -> Result<(), Diagnostic> {
        if names.len() == 2 {
            return Ok(());
        }
        let diagnostic = Diagnostic::new(Code::LENGTH_MISMATCH).with("what", "`children`");
        Err(diagnostic.with("expected", 2).with("found", names.len()))
    }

    fn whole(&self, parts: &Parts<'_>) -> Result<Column, Diagnostic> {
        parts.by_row(|_, row| {
            Ok(match row {
                [Part { value: one, .. }, Part { value: other, .. }] => Some(*one - *other),
                _ => None,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::one;
    use super::*;

    #[test]
    fn of_two() {
        let method = Difference { number: PhantomData };
        assert_eq!(one(&method, &[3.0, 4.0], &[1.0; 2]), -1.0);
        assert!(method.check(&["a", "b", "c"]).is_err());
    }
}
