//! The one evaluator: figures through the stages, then up the nodes. What a stage takes from the cohort is fitted once and kept, so that
//! the same run scores a later subject against what was kept.

use super::aggregate::Owns;
use super::column::Column;
use super::frame::Frame;
use super::impute::Stand;
use super::model::Model;
use super::normalise::Fitted;
use super::stages::{Staged, staged};
use super::step::Steps;
use super::treat::Treated;
use super::upward::{Nodes, Upward};
use super::weigh::Weighed;
use crate::error::{Code, Diagnostic, Error};
use crate::num::Float;

/// What was fitted to a cohort.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Fits {
    /// By stage and indicator.
    pub(crate) impute: Vec<Vec<Stand>>,
    pub(crate) treat: Vec<Treated>,
    pub(crate) normalise: Vec<Fitted>,
    /// Indicators that were left out.
    pub(crate) left: Vec<bool>,
    /// By node.
    pub(crate) weights: Vec<Option<Weighed>>,
    pub(crate) nodes: Vec<Option<Fitted>>,
}

/// What a run came to.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    /// Indicators as they enter the nodes.
    pub(crate) leaves: Vec<Column>,
    pub(crate) nodes: Vec<Column>,
    /// Subjects that were left out.
    pub(crate) out: Vec<bool>,
    pub(crate) fits: Fits,
    /// By node.
    pub(crate) own: Vec<Owns>,
}

/// One run of a model over the figures of a cohort. `kept` is what was fitted to another cohort before; `steps` writes down what was done.
pub(crate) fn run(
    model: &Model,
    frame: &Frame,
    kept: Option<&Fits>,
    steps: &mut impl Steps,
) -> Result<Run, Error> {
    let staged = staged(model, frame, kept, steps)?;
    let upward = Upward { model, frame, kept, staged: &staged };
    let Nodes { columns, weights, own, fitted } = upward.nodes(steps)?;
    let Staged { leaves, out, fits } = staged;
    for (slot, column) in leaves.iter().chain(&columns).enumerate() {
        let places = model.shown(slot).map_or(0, |(publish, _)| publish.places);
        // what is published is held exactly
        large(model.name(slot), &frame.subjects, column, |value| !value.fits(places))?;
    }
    Ok(Run { leaves, nodes: columns, out, fits: Fits { weights, nodes: fitted, ..fits }, own })
}

/// The first of a column that is too large.
pub(super) fn large(
    id: &str,
    subjects: &[String],
    column: &Column,
    is: impl Fn(Float) -> bool,
) -> Result<(), Error> {
    let found = subjects.iter().zip(column).find(|(_, value)| value.is_some_and(&is));
    let Some((subject, _)) = found else { return Ok(()) };
    Err(Diagnostic::new(Code::OVERFLOW).under(subject).under(id).data())
}

/// A diagnostic about the figures of an indicator or a node.
pub(super) fn of(name: &str) -> impl Fn(Diagnostic) -> Error + '_ {
    move |diagnostic| diagnostic.under(name).data()
}
