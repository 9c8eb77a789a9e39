//! The figure as it is, turned round where fewer are better: for indicators that are comparable already.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};

use super::fitted::Line;
use super::{Direction, Fitted, Method, Sample};
use crate::error::Diagnostic;
use crate::num::Float;

/// The figure as it is; its opposite where lower figures are better.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, bound(deserialize = ""))]
pub(crate) struct Same<Q> {
    #[serde(skip)]
    pub(crate) number: PhantomData<Q>,
}

impl<Q> Same<Q> {
    pub(super) const fn map<R>(&self, _: &impl Fn(&Q) -> R) -> Same<R> {
        Same { number: PhantomData }
    }
}

impl Method for Same<Float> {
    fn fit(&self, sample: &Sample<'_>) -> Result<Fitted, Diagnostic> {
        Ok(match sample.direction {
            Direction::Higher => Fitted::Same,
            Direction::Lower => {
                Fitted::Line(Line { sign: -Float::ONE, ..Line::new(Float::ZERO, Float::ONE) })
            }
        })
    }
}
