//! Ranks and how sure they are: one method per file, each with its source. Pure functions of numbers; no ledger, pack or
//! person is known here. Units are told apart by their place in the caller's lists, and no rank depends on that order.
//!
//! Exact methods take [`Fraction`](crate::Fraction)s; statistical ones take `f64`, which must be finite, and give
//! [`Real`](crate::Real)s.

mod acceptability;
mod agreement;
mod bootstrap;
mod comparison_bars;
mod confidence;
mod estimates;
mod false_discovery;
mod funnel;
mod impact_ratio;
mod input;
mod multinomial;
mod order;
mod shrinkage;
mod stability;
pub(crate) mod suppress;
mod top_share;
mod wilson;

pub use acceptability::{Acceptability, Preferences, acceptability, uniform_weights};
pub use agreement::{Alpha, Intraclass, Metric, intraclass, krippendorff};
pub(crate) use bootstrap::bootstrap_of;
pub use bootstrap::{Bootstrap, Bootstrapped, block_bootstrap};
pub use comparison_bars::{ComparisonBars, comparison_bars};
pub use confidence::{Bounds, Confidence, ConfidenceSets, RankSet, confidence_sets};
pub use estimates::Estimates;
pub use false_discovery::{Discoveries, false_discovery};
pub use funnel::{Funnel, FunnelPoint, Signal, funnel};
pub use impact_ratio::{GroupCount, Impact, ImpactRatio, StratifiedImpact, impact_ratios, stratified_impact};
pub use multinomial::{Multinomial, multinomial_sets};
pub use order::{Better, Order, Ties, ranks};
pub(crate) use order::{doubled, half};
pub use shrinkage::{JamesStein, Shrunk, james_stein, shrink};
pub use stability::{Bracket, LeftOut, Search, WeightChange, WeightedMeans, leave_one_out, weight_search};
pub use top_share::{TopChoice, TopShare, top_share};
pub use wilson::{Interval, Wilson, wilson_interval};
