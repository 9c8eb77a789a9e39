//! What the index would be without one of its elements.
//!
//! Becker and others, *COINr: an R package for developing composite indicators*, JOSS 2022: the mean absolute change of ranks.

use crate::cohort::index::Index;
use crate::cohort::model::{From, Model};
use crate::cohort::rank;
use crate::cohort::stages::Staged;
use crate::cohort::step::Silent;
use crate::cohort::upward::Upward;
use crate::error::{Code, Diagnostic, Error};
use crate::num::{Float, Fraction, Real};

/// The index without an element.
#[derive(Debug, Clone, PartialEq)]
pub struct Removal {
    element: String,
    mean_rank_change: Real,
    ranks: Vec<(String, Option<Fraction>, Option<Fraction>)>,
}

impl Removal {
    /// The element.
    #[must_use]
    pub fn element(&self) -> &str {
        &self.element
    }

    /// The mean of how far ranks move, over the subjects that have one with and without it.
    #[must_use]
    pub const fn mean_rank_change(&self) -> Real {
        self.mean_rank_change
    }

    /// Each subject with its rank before and after, in the caller's order.
    #[must_use]
    pub fn ranks(&self) -> &[(String, Option<Fraction>, Option<Fraction>)] {
        &self.ranks
    }
}

impl Index {
    /// Computes the index again without an indicator or a node, wherever it is a part; the others keep their weights in proportion.
    ///
    /// # Errors
    /// [`Code::UNKNOWN_NODE`]; [`Code::EMPTY`] for the index itself, or where nothing would be left.
    pub fn without(&self, element: &str) -> Result<Removal, Error> {
        let slot = self.slot(element)?;
        let mut model: Model = (*self.model).clone();
        for (node, weighed) in model.nodes.iter_mut().zip(&self.run.fits.weights) {
            let From::Parts(group) = &mut node.from else { continue };
            let Some(at) = group.parts.iter().position(|part| *part == slot) else { continue };
            if let Some(weighed) = weighed.as_ref().filter(|own| own.weights.len() == group.given.len()) {
                group.given.clone_from(&weighed.weights);
            }
            group.weigh = crate::cohort::weigh::Weigh::default();
            group.parts.remove(at);
            group.given.remove(at);
        }
        let staged = Staged {
            leaves: self.run.leaves.clone(),
            out: self.run.out.clone(),
            fits: self.run.fits.clone(),
        };
        let upward = Upward { model: &model, frame: &self.frame, kept: None, staged: &staged };
        let scores = upward.nodes(&mut Silent)?.columns.pop().unwrap_or_default();
        if slot == self.model.top() || scores.iter().all(Option::is_none) {
            return Err(Diagnostic::new(Code::EMPTY)
                .with("what", format_args!("the index without `{element}`"))
                .data());
        }
        let publish = self.publish(self.model.top());
        let (before, after) =
            (rank::twice(self.column(self.model.top()), publish)?, rank::twice(&scores, publish)?);
        let moved: Vec<Float> = before
            .iter()
            .zip(&after)
            .filter_map(|(old, new)| Some(Float::from((*old)?.abs_diff((*new)?)) * Float::HALF))
            .collect();
        let half = |twice: Option<u32>| twice.map(|twice| Fraction::new(i128::from(twice), 2)).transpose();
        let mut ranks = Vec::new();
        for (at, subject) in self.frame.order.iter().zip(self.subjects()) {
            let own = |ranks: &[Option<u32>]| half(ranks.get(*at).copied().flatten());
            ranks.push((subject.clone(), own(&before)?, own(&after)?));
        }
        let mean_rank_change = crate::cohort::column::mean(&moved).real()?;
        Ok(Removal { element: element.to_owned(), mean_rank_change, ranks })
    }
}
