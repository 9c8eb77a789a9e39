//! How the parts of a node vary together.
//!
//! OECD and JRC, *Handbook on constructing composite indicators*, 2008, step 4. What is flagged, the pack says with `flags`; where it does not, the limits are
//! those of the package COINr: below −0.4 negative, up to 0.3 weak, from 0.92 collinear.

use crate::cohort::column::correlation;
use crate::cohort::index::Index;
use crate::cohort::model::Limits;
use crate::error::Error;
use crate::num::{Float, Real};

/// Two parts, or a part and its node.
#[derive(Debug, Clone, PartialEq)]
pub struct Correlation {
    one: String,
    other: String,
    value: Option<Real>,
    flag: Option<Flag>,
}

/// What a correlation is a sign of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Flag {
    /// The two run against each other: what one gains the other loses.
    Negative,
    /// They have little to do with each other.
    Weak,
    /// They say the same twice.
    Collinear,
}

impl Correlation {
    /// The one.
    #[must_use]
    pub fn one(&self) -> &str {
        &self.one
    }

    /// The other.
    #[must_use]
    pub fn other(&self) -> &str {
        &self.other
    }

    /// Pearson's correlation over the subjects that have both; none for fewer than three, or where one of the two does not vary.
    #[must_use]
    pub const fn value(&self) -> Option<Real> {
        self.value
    }

    /// What it is a sign of, if of anything.
    #[must_use]
    pub const fn flag(&self) -> Option<Flag> {
        self.flag
    }
}

impl Index {
    /// The correlations of each two parts of a node, and of each part with the node, in the order of ids.
    ///
    /// # Errors
    /// [`Code::UNKNOWN_NODE`](crate::Code::UNKNOWN_NODE).
    pub fn correlations(&self, node: &str) -> Result<Vec<Correlation>, Error> {
        let parts = self.parts(node)?;
        let own = self.column(self.slot(node)?);
        let mut found = Vec::new();
        for (at, (name, column)) in parts.iter().enumerate() {
            for (other, others) in parts.iter().skip(at.saturating_add(1)) {
                found.push(pair(name, other, correlation(column, others), self.model.flags)?);
            }
            found.push(pair(name, node, correlation(column, own), self.model.flags)?);
        }
        Ok(found)
    }
}

fn pair(one: &str, other: &str, value: Option<Float>, limits: Limits) -> Result<Correlation, Error> {
    let flag = value.and_then(|value| match value {
        value if value < limits.negative => Some(Flag::Negative),
        value if value >= limits.collinear => Some(Flag::Collinear),
        value if value <= limits.weak => Some(Flag::Weak),
        _ => None,
    });
    Ok(Correlation {
        one: one.to_owned(),
        other: other.to_owned(),
        value: value.map(Float::real).transpose()?,
        flag,
    })
}
