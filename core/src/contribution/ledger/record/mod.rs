//! The records of a ledger as they are written: one map with one key, `contribution`, `assignment` and so on.
//! A record is never changed: what turns out otherwise is a record of its own.

mod assignment;
mod collection;
mod contribution;
mod event;

use serde::{Deserialize, Serialize};

pub use assignment::{Assignment, Blocked, Extension, Reply, Task};
pub use collection::Collection;
pub use contribution::{Contribution, Credit, Status};
pub use event::{Cause, Dispute, Reversal, Settled, Settlement, Verification, Withheld};

use crate::text::Id;

/// Setters of what may be left out.
macro_rules! optional {
    ($($(#[$doc:meta])* $name:ident: $type:ty;)*) => { $(
        $(#[$doc])*
        #[must_use]
        pub fn $name(mut self, $name: $type) -> Self {
            self.$name = Some($name);
            self
        }
    )* };
}
pub(in crate::contribution) use optional;

/// One line of a ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Record {
    /// Where records come from, and since when staff know of it.
    Collection(Collection),
    /// A piece of work, or a failing.
    Contribution(Contribution),
    /// A task given to somebody.
    Assignment(Assignment),
    /// Somebody confirmed a claimed contribution.
    Verification(Verification),
    /// A contribution or an assignment that counts no more.
    Reversal(Reversal),
    /// Somebody contests a contribution or an assignment.
    Dispute(Dispute),
    /// An objective cause, which lifts a deduction.
    Cause(Cause),
    /// A component that somebody keeps back, which is not the same as missing.
    Withheld(Withheld),
}

macro_rules! kinds {
    ($($kind:ident $name:literal)*) => {
        impl Record {
            /// Its id, which no other record has.
            #[must_use]
            pub fn id(&self) -> &Id {
                match self { $(Self::$kind(record) => &record.id),* }
            }

            /// Its key: what sort of record it is.
            pub(crate) const fn key(&self) -> &'static str {
                match self { $(Self::$kind(_) => $name),* }
            }
        }

        $(impl From<$kind> for Record {
            fn from(record: $kind) -> Self {
                Self::$kind(record)
            }
        })*
    };
}

kinds! {
    Collection "collection"
    Contribution "contribution"
    Assignment "assignment"
    Verification "verification"
    Reversal "reversal"
    Dispute "dispute"
    Cause "cause"
    Withheld "withheld"
}
