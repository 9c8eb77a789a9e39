//! The first part divided by the second, as the gender development index has it: the index of women over that of men.
//!
//! United Nations Development Programme, *Human Development Report 2023/2024*, technical note 3.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::{Method, Part, Parts};
use crate::cohort::column::Column;
use crate::error::{Code, Diagnostic};
use crate::num::Float;

/// The first part, in the pack's order, divided by the second; undetermined where the second is 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = ""))]
pub(crate) struct Ratio<Q> {
    #[serde(skip)]
    pub(crate) number: PhantomData<Q>,
}

impl<Q> Ratio<Q> {
    pub(super) const fn map<R>(&self, _: &impl Fn(&Q) -> R) -> Ratio<R> {
        Ratio { number: PhantomData }
    }
}

impl Method for Ratio<Float> {
    fn check(&self, names: &[&str]) -> Result<(), Diagnostic> {
        if names.len() == 2 {
            return Ok(());
        }
        let diagnostic = Diagnostic::new(Code::LENGTH_MISMATCH).with("what", "`children` of a ratio");
        Err(diagnostic.with("expected", 2).with("found", names.len()))
    }

    fn whole(&self, parts: &Parts<'_>) -> Result<Column, Diagnostic> {
        parts.by_row(|_, row| {
            Ok(match row {
                [Part { value: above, .. }, Part { value: below, .. }] if *below != Float::ZERO => {
                    Some(*above / *below)
                }
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
        let method = Ratio { number: PhantomData };
        assert_eq!(one(&method, &[3.0, 4.0], &[1.0; 2]), 0.75);
        assert!(method.check(&["a", "b", "c"]).is_err());
    }
}
