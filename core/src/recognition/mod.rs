//! Recognition: facts, standings and a policy become decisions that a council can sign. Ranks and points come from below; what is
//! adverse never comes from a rank.

mod audience;
mod board;
mod certain;
mod changes;
pub(crate) mod condition;
mod counterfactual;
mod decision;
mod decisions;
mod driving;
mod editions;
mod explain;
pub(crate) mod facts;
mod impact;
mod lifecycle;
mod money;
mod paper;
pub(crate) mod policy;
mod public;
mod quota;
mod reason;
mod round;
mod stage;
mod words;

pub(crate) use audience::Member;
pub use audience::{ForHead, ForSubject};
pub use certain::Advice;
pub use changes::Change;
pub use condition::Missing;
pub use counterfactual::Flip;
pub(crate) use decision::Made;
pub use decision::{Decision, Kind, State, VotesNeeded};
pub use decisions::Decisions;
pub use facts::{Cost, Facts, Merit};
pub use impact::impact_note;
pub use lifecycle::{Act, Case, Next, Phase, Ruling, Step, Votes, Workdays};
pub use money::{Amount, Paid};
pub use paper::{Format, Office, Paper, PaperKind, Template};
pub use policy::Policy;
pub use policy::document::Within;
pub use public::ForPublic;
pub(crate) use public::{Counted, Row};
pub use reason::Reason;
pub(crate) use reason::Word;
pub use round::Round;
pub use stage::limit::{Limit, TieSet};
