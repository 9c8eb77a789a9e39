//! The principal components of the parts of a node.
//!
//! OECD and JRC, *Handbook on constructing composite indicators*, 2008, step 4: eigenvalues of the correlations, what share of the variance each accounts
//! for, and the loadings, rotated where asked.

use crate::cohort::components::{self, varimax};
use crate::cohort::index::Index;
use crate::cohort::weigh::correlations;
use crate::error::{Code, Diagnostic, Error};
use crate::num::{Float, Real};

/// The principal components of the parts of a node, the one that accounts for most first.
#[derive(Debug, Clone, PartialEq)]
pub struct Components {
    parts: Vec<String>,
    found: Vec<components::Component>,
    all: Vec<Component>,
}

/// One component.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    variance: Real,
    explained: Real,
    cumulative: Real,
    loadings: Vec<Real>,
}

impl Component {
    /// The variance it accounts for, in parts that each have 1: the eigenvalue.
    #[must_use]
    pub const fn variance(&self) -> Real {
        self.variance
    }

    /// The same as a share of all.
    #[must_use]
    pub const fn explained(&self) -> Real {
        self.explained
    }

    /// The share of this one and those before it.
    #[must_use]
    pub const fn cumulative(&self) -> Real {
        self.cumulative
    }

    /// The correlation of each part with it, in the order of [`Components::parts`]. Their sum is not below 0.
    #[must_use]
    pub fn loadings(&self) -> &[Real] {
        &self.loadings
    }
}

impl Components {
    /// The parts.
    #[must_use]
    pub fn parts(&self) -> &[String] {
        &self.parts
    }

    /// All components.
    #[must_use]
    pub fn all(&self) -> &[Component] {
        &self.all
    }

    /// The first components, rotated by varimax so that each part loads on few of them.
    ///
    /// # Errors
    /// [`Code::OUT_OF_BOUNDS`] for none, or for more than there are.
    pub fn rotated(&self, count: usize) -> Result<Vec<Component>, Error> {
        let Some(kept) = self.found.get(..count).filter(|kept| !kept.is_empty()) else {
            let diagnostic =
                Diagnostic::new(Code::OUT_OF_BOUNDS).with("what", "`count`").with("value", count);
            return Err(diagnostic.with("bounds", format!("[1, {}]", self.found.len())).at("/count").data());
        };
        told(&varimax(kept), self.parts.len())
    }
}

fn told(found: &[components::Component], parts: usize) -> Result<Vec<Component>, Error> {
    let all = Float::count(parts);
    let mut so_far = Float::ZERO;
    let mut told = Vec::with_capacity(found.len());
    for (variance, loadings) in found {
        so_far = so_far + *variance;
        told.push(Component {
            variance: variance.real()?,
            explained: (*variance / all).real()?,
            cumulative: (so_far / all).real()?,
            loadings: loadings.iter().map(|own| own.real()).collect::<Result<_, _>>()?,
        });
    }
    Ok(told)
}

impl Index {
    /// The principal components of the correlations between the parts of a node.
    ///
    /// # Errors
    /// [`Code::UNKNOWN_NODE`]; [`Code::TOO_LARGE`] for more than 200 parts; [`Code::UNDEFINED`] for what has no parts, where a part does not vary, or where two have fewer than three subjects
    /// in common.
    pub fn components(&self, node: &str) -> Result<Components, Error> {
        let parts = self.parts(node)?;
        components::few(parts.len()).map_err(|diagnostic| diagnostic.under(node).data())?;
        let columns: Vec<&[Option<Float>]> = parts.iter().map(|(_, column)| *column).collect();
        let matrix = correlations(&columns).filter(|_| !columns.is_empty()).ok_or_else(|| {
            let why = "a part does not vary, or two have fewer than three subjects in common";
            Diagnostic::new(Code::UNDEFINED).with("what", format_args!("`{node}`")).with("why", why).data()
        })?;
        let found = components::components(&matrix);
        let all = told(&found, parts.len())?;
        Ok(Components { parts: parts.iter().map(|(name, _)| (*name).to_owned()).collect(), found, all })
    }
}
