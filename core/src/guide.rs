//! The guides, whose examples are tests.

/// How the library is built, and where a new line goes.
#[doc = include_str!("../guide/architecture.md")]
pub mod architecture {}

/// How to write a pack of your own, with every key.
#[doc = include_str!("../guide/packs.md")]
pub mod packs {}

/// How to keep an organisation's ledger and roster, with every key.
#[doc = include_str!("../guide/contributions.md")]
pub mod contributions {}
/// How to write a policy: from facts and standings to decisions.
#[doc = include_str!("../guide/decisions.md")]
pub mod decisions {}

/// For a council's secretary: a round from its facts to its end, a dispute, and an audit two years later.
#[doc = include_str!("../guide/recognition.md")]
pub mod recognition {}

/// How to rank, and how to say how sure a rank is.
#[doc = include_str!("../guide/ranking.md")]
pub mod ranking {}

/// How to build an index over a cohort, with every key, and how to say how sure it is.
#[doc = include_str!("../guide/indices.md")]
pub mod indices {}
