//! Indices over a cohort: figures of subjects that are measured together, through the stages that a pack declares, up to one index.
//! One method per file, each with its source. Statistics are floats by nature: a score enters the exact lane only when it is published.

mod aggregate;
mod change;
mod coinr;
mod column;
mod components;
pub(crate) mod document;
mod explain;
mod extend;
mod frame;
mod framework;
mod frozen;
mod impute;
mod index;
mod kept;
mod level;
mod lint;
mod matrix;
mod model;
mod normalise;
pub(crate) mod origin;
mod packtest;
mod rank;
mod references;
mod run;
mod stages;
mod step;
mod study;
mod table;
mod treat;
mod uncertainty;
mod upward;
mod weigh;
mod weights;

pub use coinr::Coinr;
pub use explain::{ChecklistStep, Evidence, Shown};
pub use framework::CohortFramework;
pub use frozen::Frozen;
pub use index::{CohortLevel, Index};
pub use step::Step;
pub use study::{
    Availability, Change, Comparison, Component, Components, Correlation, Flag, Importance, Outranking,
    Panel, Place, Removal, Trend,
};
pub use table::{Csv, Table};
pub(crate) use uncertainty::Plan;
pub use uncertainty::{Certainty, Sensitivities, Sensitivity, SubjectCertainty, Uncertainty};
pub use weights::OwnWeight;
