//! Maturity: a framework, the answers to it, and what they come to.

mod aggregate;
mod answer;
mod assessment;
mod build;
pub(crate) mod document;
mod evaluate;
mod explain;
mod extend;
mod framework;
mod gain;
mod lane;
mod ledger;
mod level;
mod lint;
mod matched;
mod model;
mod packtest;
mod references;
mod report;
mod result;
mod scale;
mod value;

pub use answer::{Answer, Basis, Evidence, Status};
pub use assessment::Assessment;
#[cfg(feature = "schema")]
pub(crate) use assessment::Document as AssessmentDocument;
pub use framework::Framework;
pub use packtest::TestCoverage;
pub use report::Report;
pub use result::{Coverage, Gap, Level, LevelResult, NodeScore, Score};
pub(crate) use scale::Steps;
pub use value::Value;
